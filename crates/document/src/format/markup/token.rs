//! The pieces of markup: text, tags with their attributes, comments, declarations.
//!
//! As forgiving as browsers are: attributes without quotes or without an end, a `<` that begins no
//! tag, tags that are never closed. What cannot be a tag is text.
//!
//! Invariant: the pieces follow each other without a gap, and each byte is looked at a fixed
//! number of times. A search for an end that found none is never made again.

use memchr::{memchr, memchr2, memmem};

use crate::span::Span;

/// A piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Characters between tags.
    Text(Span),
    /// The inside of a comment.
    Comment(Span),
    /// The inside of a CDATA section.
    Data(Span),
    /// The inside of `<!…>` or `<?…?>`.
    Declaration(Span),
    /// A start tag; its attributes are in [`Scanner::attributes`].
    Open {
        /// The element's name with its prefix.
        name: Span,
        /// Whether it ends in `/>`.
        closed: bool,
    },
    /// An end tag.
    Close {
        /// The element's name with its prefix.
        name: Span,
        /// What else stands in the tag.
        rest: Span,
    },
}

/// One attribute of a start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    pub(super) name: Span,
    /// Without the quotes; empty when there is none.
    pub(super) value: Span,
}

/// Cuts markup into pieces.
pub(super) struct Scanner<'t> {
    text: &'t [u8],
    at: usize,
    /// The attributes of the last start tag, as far as they have been read.
    pub(super) attributes: Vec<Attribute>,
    /// Ends that are known not to come any more.
    gone: [bool; ENDS],
}

const ENDS: usize = 7;
const QUOTE: usize = 0;
const APOSTROPHE: usize = 1;
const COMMENT: usize = 2;
const DATA: usize = 3;
const INSTRUCTION: usize = 4;
const ANGLE: usize = 5;
const RAW: usize = 6;

/// More attributes than these are read as if they stood in a second tag of the same name.
const ATTRIBUTES: usize = 256;

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t [u8]) -> Self {
        Scanner { text, at: 0, attributes: Vec::new(), gone: [false; ENDS] }
    }

    /// The next piece.
    pub(super) fn token(&mut self) -> Option<Token> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut from = self.at;
        loop {
            let Some(offset) = memchr(b'<', &self.text[from..]) else {
                return Some(Token::Text(self.upto(self.text.len())));
            };
            let at = from + offset;
            let Some(end) = self.begins(at) else {
                from = at + 1;
                continue;
            };
            if at > self.at {
                return Some(Token::Text(self.upto(at)));
            }
            return Some(self.tag(at, end));
        }
    }

    /// Reads all up to the end tag of `name`, or to the end of the text where `to_end` is set.
    pub(super) fn raw(&mut self, name: &[u8], to_end: bool) -> Option<Span> {
        if self.gone[RAW] && !to_end {
            return None;
        }
        for offset in memmem::find_iter(&self.text[self.at..], b"</") {
            let after = &self.text[self.at + offset + 2..];
            let ends = after
                .get(name.len())
                .is_none_or(|&byte| is_space(byte) || matches!(byte, b'/' | b'>'));
            if ends && after.len() >= name.len() && after[..name.len()].eq_ignore_ascii_case(name) {
                return Some(self.upto(self.at + offset));
            }
        }
        if to_end {
            return Some(self.upto(self.text.len()));
        }
        self.gone[RAW] = true;
        None
    }

    /// Where the next piece begins.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    fn upto(&mut self, end: usize) -> Span {
        let span = Span::new(self.at, end);
        self.at = end;
        span
    }

    /// Whether a tag, comment or declaration begins at `at`, and where its name ends.
    fn begins(&self, at: usize) -> Option<usize> {
        match self.text.get(at + 1)? {
            b'!' | b'?' => (!self.gone[ANGLE]).then_some(at + 2),
            b'/' => name_end(self.text, at + 2),
            _ => name_end(self.text, at + 1),
        }
    }

    fn tag(&mut self, at: usize, end: usize) -> Token {
        match self.text[at + 1] {
            b'!' | b'?' => self.declaration(at),
            b'/' => {
                let name = Span::new(at + 2, end);
                let rest = match self.text.get(end) {
                    Some(b'>') => end,
                    _ => memchr2(b'>', b'<', &self.text[end..])
                        .map_or(self.text.len(), |offset| end + offset),
                };
                self.at = rest + usize::from(self.text.get(rest) == Some(&b'>'));
                Token::Close { name, rest: Span::new(end, rest) }
            }
            _ => {
                let name = Span::new(at + 1, end);
                self.attributes.clear();
                self.at = end;
                let closed = self.read_attributes();
                Token::Open { name, closed }
            }
        }
    }

    fn declaration(&mut self, at: usize) -> Token {
        let rest = &self.text[at..];
        if rest.starts_with(b"<!--")
            && let Some(span) = self.between(at + 4, b"-->", COMMENT)
        {
            return Token::Comment(span);
        }
        if rest.starts_with(b"<![CDATA[")
            && let Some(span) = self.between(at + 9, b"]]>", DATA)
        {
            return Token::Data(span);
        }
        if rest.starts_with(b"<?")
            && let Some(span) = self.between(at + 2, b"?>", INSTRUCTION)
        {
            return Token::Declaration(span);
        }
        match self.between(at + 2, b">", ANGLE) {
            Some(span) => Token::Declaration(span),
            None => Token::Text(self.upto(self.text.len())),
        }
    }

    /// What stands between `from` and the next `end`; goes behind it.
    fn between(&mut self, from: usize, end: &[u8], which: usize) -> Option<Span> {
        if self.gone[which] {
            return None;
        }
        let found = memmem::find(self.text.get(from..)?, end);
        self.gone[which] = found.is_none();
        let span = Span::new(from, from + found?);
        self.at = span.end + end.len();
        Some(span)
    }

    /// The same for a quote.
    fn quoted(&mut self, from: usize, quote: u8, which: usize) -> Option<Span> {
        if self.gone[which] {
            return None;
        }
        let found = memchr(quote, self.text.get(from..)?);
        self.gone[which] = found.is_none();
        let span = Span::new(from, from + found?);
        self.at = span.end + 1;
        Some(span)
    }

    /// Reads attributes up to the end of the tag. Returns whether the tag closes its element.
    fn read_attributes(&mut self) -> bool {
        let text = self.text;
        let mut slash = false;
        loop {
            let Some(&byte) = text.get(self.at) else { return slash };
            match byte {
                b'>' => {
                    self.at += 1;
                    return slash;
                }
                // Whoever forgot the end of the tag meant another one to begin.
                b'<' => return slash,
                b'/' => {
                    slash = true;
                    self.at += 1;
                }
                _ if is_space(byte) => self.at += 1,
                _ => {
                    slash = false;
                    let attribute = self.attribute();
                    self.attributes.push(attribute);
                    if self.attributes.len() >= ATTRIBUTES {
                        return false;
                    }
                }
            }
        }
    }

    /// Goes on with the attributes of a tag that has very many.
    pub(super) fn more_attributes(&mut self) -> bool {
        if self.attributes.len() < ATTRIBUTES {
            return false;
        }
        self.attributes.clear();
        self.read_attributes();
        !self.attributes.is_empty()
    }

    fn attribute(&mut self) -> Attribute {
        let text = self.text;
        let start = self.at;
        let is_end = |byte: u8| CLASS[usize::from(byte)].end;
        // A name may begin with any byte, even with `=`.
        let end = position(text, start + 1, is_end);
        let equals = position(text, end, |byte| !is_space(byte));
        let name = Span::new(start, end);
        if text.get(equals) != Some(&b'=') {
            self.at = end;
            return Attribute { name, value: Span::new(end, end) };
        }
        let at = position(text, equals + 1, |byte| !is_space(byte));
        let quoted = match text.get(at) {
            Some(&quote @ b'"') => self.quoted(at + 1, quote, QUOTE),
            Some(&quote @ b'\'') => self.quoted(at + 1, quote, APOSTROPHE),
            _ => None,
        };
        let value = quoted.unwrap_or_else(|| {
            let start = at + usize::from(matches!(text.get(at), Some(b'"' | b'\'')));
            let end = position(text, start, |byte| is_space(byte) || byte == b'>');
            self.at = end;
            Span::new(start.min(end), end)
        });
        Attribute { name, value }
    }
}

/// Where the name of a tag that starts at `from` ends, if one stands there.
///
/// `<https://…>` and `<anna@…>` are no tags.
pub(super) fn name_end(text: &[u8], from: usize) -> Option<usize> {
    let &first = text.get(from)?;
    if !(first.is_ascii_alphabetic() || first == b'_' || first >= 0x80) {
        return None;
    }
    let end = position(text, from + 1, |byte| !CLASS[usize::from(byte)].name);
    let ends = text.get(end).is_none_or(|&byte| is_space(byte) || matches!(byte, b'/' | b'>'));
    (ends && text[end - 1] != b':').then_some(end)
}

#[inline]
fn position(text: &[u8], from: usize, is: impl Fn(u8) -> bool) -> usize {
    let from = from.min(text.len());
    text[from..].iter().position(|&byte| is(byte)).map_or(text.len(), |offset| from + offset)
}

/// What a byte may be inside a tag.
#[derive(Clone, Copy)]
struct Class {
    /// Part of an element's name.
    name: bool,
    /// The end of an attribute's name.
    end: bool,
}

static CLASS: [Class; 256] = {
    let mut table = [Class { name: false, end: false }; 256];
    let mut byte = 0u8;
    loop {
        table[byte as usize] = Class {
            name: byte.is_ascii_alphanumeric()
                || matches!(byte, b'-' | b'_' | b':' | b'.')
                || byte >= 0x80,
            end: is_space(byte) || matches!(byte, b'=' | b'>' | b'/'),
        };
        if byte == u8::MAX {
            break table;
        }
        byte += 1;
    }
};

#[inline]
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}
