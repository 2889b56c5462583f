//! What may stand between a label and its value.

mod words;

use super::is_quote;
use crate::span::Span;

use words::{ASSIGNING, OF, is_other};

/// The longest stretch between a label and its value.
const REACH: usize = 80;
/// The shortest value.
const LEAST: usize = 16;
/// The shortest in quotes that a sign joins to its label.
const SHORT: usize = 6;
/// The longest value.
const MOST: usize = 8192;
/// The longest word in between, and the most of them.
const WORD: usize = 40;
const WORDS: usize = 6;
/// The longest tag.
const TAG: usize = 96;
/// The longest line that is nothing but a label.
const HEADING: usize = 48;

/// Where a bridge ends.
pub(super) struct End {
    pub(super) value: Span,
    pub(super) assigned: bool,
    pub(super) enclosed: bool,
}

#[derive(Default)]
struct Bridge {
    /// Whether a sign has joined the two.
    sign: bool,
    /// Whether a word has.
    said: bool,
    /// Whether a colon was the last sign, with so many words behind it.
    typed: Option<usize>,
    /// Whether words tell what the label is for: then a sign has to follow.
    open: bool,
    /// Whether only what stands in quotes or brackets counts.
    strict: bool,
    words: usize,
    breaks: usize,
    /// Parentheses that are open.
    depth: usize,
}

/// Goes from a label to its value.
pub(super) fn cross(text: &[u8], name: Span) -> Option<End> {
    let mut bridge = Bridge::default();
    let end = text.len().min(name.end + REACH);
    let mut at = name.end;
    // What closes the label is no part of the bridge.
    if text.get(at).copied().is_some_and(is_quote) {
        at += 1;
    }
    let closed = at;
    // `a ? b.token : f("…")` gives the other one of two values.
    if text[..name.start].trim_ascii_end().ends_with(b"?")
        && text[at..].trim_ascii_start().starts_with(b":")
    {
        return None;
    }
    while at < end {
        let rest = &text[at..];
        if rest[0].is_ascii_alphanumeric() {
            let length = run(rest);
            if length >= LEAST
                && looks_mixed(&rest[..length])
                && !matches!(rest.get(length), Some(b'('))
            {
                return bridge.end(text, name, Span::new(at, at + length));
            }
            at += bridge.word(rest)?;
        } else if is_quote(rest[0]) {
            at += match literal(rest) {
                Some(length) if length >= LEAST && looks_mixed(&rest[1..=length]) => {
                    bridge.quoted();
                    return bridge.end(text, name, Span::new(at + 1, at + 1 + length));
                }
                // A password is shorter than what a machine makes.
                Some(length)
                    if length >= SHORT
                        && rest[0] != b'`'
                        && bridge.joins()
                        && is_made(&rest[1..=length]) =>
                {
                    bridge.quoted();
                    return bridge.end(text, name, Span::new(at + 1, at + 1 + length));
                }
                Some(length) if ASSIGNING.have(&rest[1..=length]) => {
                    bridge.word(&rest[1..])?;
                    length + 2
                }
                _ => return None,
            };
        } else {
            let first = at == closed;
            at += match rest[0] {
                b',' if first => bridge.comma(text, name, rest)?,
                b'(' if at == name.end => return None,
                _ => bridge.mark(rest, first)?,
            };
        }
    }
    None
}

impl Bridge {
    fn end(&self, text: &[u8], name: Span, value: Span) -> Option<End> {
        let enclosed = is_enclosed(text, value);
        let assigned = self.sign || self.said;
        if self.open && !self.sign || self.strict && !enclosed {
            return None;
        }
        let value = if enclosed { value } else { trimmed(text, value) };
        let least = if enclosed { SHORT } else { LEAST };
        if value.len() < least || matches!(text.get(value.end), Some(b'(' | b'[' | b'{')) {
            return None;
        }
        if self.breaks > 0 {
            let rest = &text[value.end + usize::from(enclosed)..];
            let alone = matches!(rest.trim_ascii_start(), [] | [b'<' | b'\\', ..])
                || rest.iter().take_while(|byte| byte.is_ascii_whitespace()).any(|&b| b == b'\n');
            if !enclosed && !alone || !assigned && !is_heading(text, name) {
                return None;
            }
        }
        Some(End { value, assigned, enclosed })
    }

    /// Whether a sign or the comma of a pair has joined the label to what follows.
    fn joins(&self) -> bool {
        (self.sign || self.strict) && !self.open
    }

    fn quoted(&mut self) {
        self.said |= !self.open;
    }

    fn sign(&mut self) {
        self.sign = true;
        self.open = false;
        self.typed = None;
    }

    /// Passes over a word.
    fn word(&mut self, rest: &[u8]) -> Option<usize> {
        let length = rest.iter().take(WORD).take_while(|&&byte| is_word(byte)).count();
        let word = &rest[..length];
        self.words += 1;
        if length == 0 || length == WORD || self.words > WORDS {
            return None;
        }
        if word.iter().all(u8::is_ascii_digit) {
            return (length <= 4).then_some(length);
        }
        let typed = self.typed.map(|words| words + 1);
        self.typed = typed;
        if ASSIGNING.have(word) {
            self.said = true;
            return Some(length);
        }
        // A value in another line has to be there alone.
        if self.breaks > 0 {
            return None;
        }
        if self.sign {
            // `token: Secret = "…"` has a type, `token: none, id = "…"` another name.
            let next = rest[length..].trim_ascii_start();
            let names = matches!(next, [b'=', ..]) || matches!(next, [b':', b, ..] if *b != b':');
            if names && !(typed == Some(1) && next[0] == b'=') {
                return None;
            }
            self.strict = true;
        } else {
            if !self.open && !OF.have(word) {
                return None;
            }
            self.open = true;
        }
        (!is_other(word)).then_some(length)
    }

    /// A comma joins two elements of a tuple, or a name and the member that holds its value.
    fn comma(&mut self, text: &[u8], name: Span, rest: &[u8]) -> Option<usize> {
        let quoted = text.get(name.end).copied().is_some_and(is_quote);
        let open = name.start.checked_sub(1 + usize::from(quoted)).map(|at| text[at]);
        let next = rest[1..].trim_ascii_start();
        let next = if next.first().copied().is_some_and(is_quote) { &next[1..] } else { next };
        let word = next.iter().take(12).take_while(|&&byte| is_word(byte)).count();
        let held = matches!(&next[..word], b"value" | b"Value" | b"val" | b"content" | b"data");
        if !held && !matches!(open, Some(b'{' | b'(' | b'[')) {
            return None;
        }
        self.strict = true;
        if held {
            let space = rest[1..].len() - rest[1..].trim_ascii_start().len();
            return Some(1 + space);
        }
        self.said = true;
        Some(1)
    }

    /// Passes over white space, punctuation and markup.
    fn mark(&mut self, rest: &[u8], first: bool) -> Option<usize> {
        Some(match *rest {
            [b' ' | b'\t' | b'\r' | b'*' | b'_' | b'~' | b'#' | b'@' | b'$' | b'%' | b']', ..] => 1,
            [b'\n', ..] => return self.line_break().then_some(1),
            [b'<', b'-', ..]
            | [b'-', b'>', ..]
            | [b'=' | b'!', b'=', ..]
            | [b'=', b'>', ..]
            | [b'+' | b':', b'=', ..] => {
                self.sign();
                2
            }
            [b':', ..] => {
                self.sign();
                self.typed = Some(0);
                1
            }
            // `token|s:40:"…"`, as PHP writes its sessions.
            [b'|', b's', b':', ..] if first => {
                let digits = rest[3..].iter().take(6).take_while(|b| b.is_ascii_digit()).count();
                self.sign();
                3 + digits + usize::from(rest.get(3 + digits) == Some(&b':'))
            }
            [b'=', ..] | [b'|', ..] => {
                self.sign();
                1
            }
            [b'-', b' ' | b'-' | b'\n', ..] => {
                self.sign();
                1
            }
            [b'<', b'<', ..] => {
                self.sign();
                1
            }
            [b'<', ..] => match tag(rest) {
                Some(length) => {
                    self.sign();
                    length
                }
                None => 1,
            },
            // The rest of a type: `Readonly<string>`, `Option<&str>`.
            [b'>', ..] if self.sign => 1,
            [b'[', ..] => bracketed(rest).map_or(1, |length| {
                self.said |= !self.sign && rest[1] == b'/';
                length
            }),
            [b'{', ..] if !first || self.sign || rest.get(1).copied().is_some_and(is_quote) => 1,
            [b'}', ..] if self.sign || self.said => 1,
            [b'(', ..] => {
                self.depth += 1;
                self.open |= !self.sign;
                1
            }
            [b')', ..] if self.depth > 0 => {
                self.depth -= 1;
                1
            }
            [b'.', b' ', ..] | [b'!', ..] => 1,
            [b'?', b':' | b'=' | b'>' | b' ', ..] if rest[1] != b' ' || self.sign => 1,
            [b';', b's', b':', ..] if first => {
                let digits = rest[3..].iter().take(6).take_while(|b| b.is_ascii_digit()).count();
                if rest.get(3 + digits) != Some(&b':') {
                    return None;
                }
                self.sign();
                digits + 4
            }
            // `{ get; set; } = …`
            [b';', ..] if self.said && !self.sign => 1,
            [b'\\', ..] => self.escape(rest)?,
            // A reference, as PHP shows it.
            [b'&', b's', b't', ..] => 1,
            [b'&', ..] => entity(rest)?,
            [0x80..=0xff, ..] => self.character(rest)?,
            _ => return None,
        })
    }

    fn line_break(&mut self) -> bool {
        self.breaks += 1;
        self.breaks <= 2 && (self.words == 0 || self.said && self.sign)
    }

    /// Escapes of a string in a string, and control words of rich text.
    fn escape(&mut self, rest: &[u8]) -> Option<usize> {
        const RICH: [&[u8]; 13] = [
            b"par", b"b", b"i", b"ul", b"tab", b"line", b"cf", b"f", b"fs", b"plain", b"pard",
            b"ulnone", b"cb",
        ];
        let letters = rest[1..].iter().take(8).take_while(|b| b.is_ascii_alphabetic()).count();
        if RICH.contains(&&rest[1..=letters]) {
            let digits = rest[1 + letters..].iter().take(4).take_while(|b| b.is_ascii_digit());
            return Some(1 + letters + digits.count());
        }
        match rest.get(1)? {
            b'n' => self.line_break().then_some(2),
            b'r' | b't' | b'"' | b'\'' | b'\\' => Some(2),
            _ => None,
        }
    }

    /// Characters beyond ASCII that are no letters: dashes, arrows, quotes, wide signs.
    fn character(&mut self, rest: &[u8]) -> Option<usize> {
        match *rest {
            // En dash, em dash, arrows, the wide colon and equals sign.
            [0xe2, 0x80, 0x92..=0x95, ..]
            | [0xe2, 0x86, 0x92, ..]
            | [0xe2, 0x87, 0x92, ..]
            | [0xef, 0xbc, 0x9a | 0x9d, ..] => {
                self.sign();
                Some(3)
            }
            // The bars between the cells of a table.
            [0xe2, 0x94, 0x82 | 0x83, ..] | [0xe2, 0x95, 0x91, ..] => {
                self.sign();
                Some(3)
            }
            // Other punctuation of that block: quotes, bullets, spaces.
            [0xe2, 0x80, _, ..] => Some(3),
            // No-break space, guillemets, middle dot.
            [0xc2, 0xa0 | 0xab | 0xbb | 0xb7, ..] => Some(2),
            [0xc3, ..] => self.word(rest),
            _ => None,
        }
    }
}

/// What tokens are made of.
fn is_inside(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'+' | b'/' | b'%')
}

/// The length of a run with what pads it, and of others that colons join to it.
fn run(rest: &[u8]) -> usize {
    let rest = &rest[..rest.len().min(MOST)];
    let mut length = rest.iter().take_while(|&&byte| is_inside(byte)).count();
    while length >= LEAST
        && rest.get(length) == Some(&b':')
        && rest.get(length + 1).is_some_and(u8::is_ascii_alphanumeric)
    {
        length += 1 + rest[length + 1..].iter().take_while(|&&byte| is_inside(byte)).count();
    }
    length + rest[length..].iter().take(2).take_while(|&&byte| byte == b'=').count()
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'_' | b'-' | b'.')
        || byte >= 0xc3 && byte != 0xe2
        || (0x80..0xc0).contains(&byte)
}

/// The length of what stands between quotes, if it has no white space.
fn literal(rest: &[u8]) -> Option<usize> {
    let inside = &rest[1..rest.len().min(MOST)];
    let length = inside.iter().position(|&byte| byte == rest[0] || !byte.is_ascii_graphic())?;
    (inside[length] == rest[0] && length > 0).then_some(length)
}

/// Whether a run has digits, or capitals and small letters: no plain word has.
fn looks_mixed(run: &[u8]) -> bool {
    run.iter().any(u8::is_ascii_digit)
        || run.iter().any(u8::is_ascii_uppercase) && run.iter().any(u8::is_ascii_lowercase)
}

/// Whether a literal has letters and digits, or is a code of digits.
fn is_made(literal: &[u8]) -> bool {
    let has_letters = literal.iter().any(u8::is_ascii_alphabetic);
    let is_code = || literal.len() <= 8 && literal.iter().all(u8::is_ascii_digit);
    literal.iter().any(u8::is_ascii_digit) && (has_letters || is_code())
}

/// A tag without another one in it.
fn tag(rest: &[u8]) -> Option<usize> {
    let start = usize::from(rest.get(1) == Some(&b'/')) + 1;
    if !rest.get(start)?.is_ascii_alphabetic() {
        return None;
    }
    let name = rest[start..].iter().take(LEAST).take_while(|b| b.is_ascii_alphanumeric()).count();
    let near = &rest[1..rest.len().min(TAG)];
    let end = near.iter().position(|&byte| matches!(byte, b'<' | b'>'))?;
    (near[end] == b'>' && name < LEAST).then_some(end + 2)
}

/// `[b]`, `[/b]`, `[0]`.
fn bracketed(rest: &[u8]) -> Option<usize> {
    let inside = rest[1..].iter().take(8).position(|&byte| byte == b']')?;
    rest[1..=inside].iter().all(|b| b.is_ascii_alphanumeric() || *b == b'/').then_some(inside + 2)
}

/// A reference to a character that is white space, a quote or a sign.
fn entity(rest: &[u8]) -> Option<usize> {
    const ENTITIES: [&[u8]; 7] =
        [b"&nbsp;", b"&quot;", b"&gt;", b"&#39;", b"&#34;", b"&ndash;", b"&mdash;"];
    ENTITIES.iter().find(|entity| rest.starts_with(entity)).map(|entity| entity.len())
}

/// Whether quotes or brackets stand around a value.
fn is_enclosed(text: &[u8], value: Span) -> bool {
    let before = value.start.checked_sub(1).map(|at| text[at]);
    matches!(
        (before, text.get(value.end)),
        (Some(b'"'), Some(b'"' | b'\\'))
            | (Some(b'\''), Some(b'\'' | b'\\'))
            | (Some(b'`'), Some(b'`'))
            | (Some(b'('), Some(b')'))
            | (Some(b'['), Some(b']'))
            | (Some(b'{'), Some(b'}'))
            | (Some(b'<'), Some(b'>'))
    )
}

/// Without the punctuation of a sentence at its end.
fn trimmed(text: &[u8], value: Span) -> Span {
    let kept = value.slice(text).iter().rposition(|byte| !b".~-_/%".contains(byte));
    Span::new(value.start, value.start + kept.map_or(0, |last| last + 1))
}

/// Whether a label is all that stands in its line so far.
fn is_heading(text: &[u8], name: Span) -> bool {
    let near = &text[name.start.saturating_sub(HEADING)..name.start];
    let line = match near.iter().rposition(|&byte| byte == b'\n') {
        Some(feed) => &near[feed + 1..],
        None if name.start > HEADING => return false,
        None => near,
    };
    line.iter()
        .all(|&byte| byte.is_ascii_alphabetic() || b" -_#*>'\"\t".contains(&byte) || byte >= 0x80)
}
