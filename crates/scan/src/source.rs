//! A source opened: unwrapped, recognised, and cut into pieces that can be read side by side.
//!
//! Invariant: the pieces and their order depend on the bytes alone, never on the number of
//! threads.

mod piece;
mod wrapping;

use std::borrow::Cow;

use scrubjay_document::format::json::{self, Role};
use scrubjay_document::format::zip::{walk_frame, walk_members};
use scrubjay_document::json::outline::{Ending, List, Outline};
use scrubjay_document::zip::{Archive, is_zip};
use scrubjay_document::{
    Budget, CodecId, Context, Limits, Span, Step, Unread, Visitor, Walker, is_container, touches,
};

pub(crate) use self::piece::{Ahead, Piece};
use self::piece::{Grouping, PIECE, walk_group};
pub(crate) use self::wrapping::inside;
use self::wrapping::unwrap;

/// A list of records that is shorter is read in one go, with what stands around it.
const TOGETHER: usize = 2 * PIECE;
/// So many elements of a list are looked at to see whether it is one of records.
const SAMPLE: usize = 1000;
/// What a member of an archive costs beside its bytes.
const MEMBER: usize = 4 << 10;
/// Text without structure is cut into parts of about this many bytes, at the end of a line.
const TEXT_PIECE: usize = 4 << 20;

/// Named bytes, as given.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The file's name, without folders.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// What a source is, as far as the report cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An HTTP archive.
    Har,
    /// Other JSON.
    Json,
    /// An archive of members, each of which is read as what it is.
    Zip,
    /// Anything else.
    Text,
}

impl Kind {
    /// The word used in reports.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Har => "har",
            Kind::Json => "json",
            Kind::Zip => "zip",
            Kind::Text => "text",
        }
    }
}

/// An opened source.
pub(crate) struct Opened<'a> {
    /// The wrappings that were taken off, outermost first.
    pub(crate) chain: Vec<Step>,
    /// What is inside them.
    pub(crate) text: Cow<'a, [u8]>,
    /// What it is.
    pub(crate) kind: Kind,
    /// Where its value ends and what closes it, when its tail is cut off.
    pub(crate) salvage: Option<(usize, Vec<u8>)>,
    /// Where the JSON value stands.
    pub(crate) value: Option<Span>,
    /// How many entries it has.
    pub(crate) entries: usize,
    /// What could not be read of it as a whole.
    pub(crate) unread: Vec<Unread>,
    /// Its parts, when it is a zip.
    pub(crate) archive: Option<Archive>,
    keys: Vec<Vec<u8>>,
    list: Option<Span>,
    pub(crate) pieces: Vec<Piece>,
}

impl<'a> Opened<'a> {
    /// What is inside the wrappings of a source.
    pub(crate) fn unwrapped(bytes: &'a [u8], limits: &Limits) -> Cow<'a, [u8]> {
        unwrap(bytes, limits, &mut Vec::new()).1
    }

    /// Opens a source.
    pub(crate) fn new(bytes: &'a [u8], limits: &Limits) -> Self {
        Self::new_telling(bytes, limits, &mut |_| {})
    }

    /// The same, telling groups of entries as soon as they are known, while the rest is still
    /// being read. Which of them are pieces of the source is known in the end.
    pub(crate) fn new_telling(
        bytes: &'a [u8],
        limits: &Limits,
        tell: &mut dyn FnMut(Ahead<'a>),
    ) -> Self {
        let mut unread = Vec::new();
        let (mut chain, text) = unwrap(bytes, limits, &mut unread);
        // What begins as JSON is that, whatever follows it.
        let is_archive = is_zip(&text) && begins_json(&text).is_none();
        let archive = is_archive.then(|| Archive::read(&text, limits)).flatten();
        if archive.is_some() {
            chain.push(Step { span: Span::of(&text), codec: CodecId::Zip });
        }
        let mut opened = Opened {
            chain,
            text,
            kind: Kind::Text,
            salvage: None,
            value: None,
            entries: 0,
            unread,
            archive: None,
            keys: Vec::new(),
            list: None,
            pieces: Vec::new(),
        };
        if let Some(archive) = archive {
            opened.part(archive);
            return opened;
        }
        match begins_json(&opened.text) {
            Some(at) => {
                let outline = match opened.text {
                    Cow::Borrowed(text) => outline_telling(text, at, limits, tell),
                    Cow::Owned(ref text) => Outline::read(text, at, limits.nesting),
                };
                opened.outline(at, outline);
            }
            None => opened.cut_text(0),
        }
        opened
    }

    /// Takes the members of an archive, in groups of about the same number of packed bytes.
    fn part(&mut self, archive: Archive) {
        self.kind = Kind::Zip;
        let (mut first, mut bytes) = (0, 0);
        for member in 0..archive.len() {
            bytes += archive.packed_bytes(member) + MEMBER;
            if bytes >= PIECE {
                self.pieces.push(Piece::Members(first..member + 1));
                (first, bytes) = (member + 1, 0);
            }
        }
        if first < archive.len() {
            self.pieces.push(Piece::Members(first..archive.len()));
        }
        self.pieces.push(Piece::Seams);
        self.archive = Some(archive);
    }

    fn outline(&mut self, at: usize, outline: Outline) {
        if outline.list.is_none() && outline.ending != Ending::Complete {
            // Not JSON after all, or so broken that its structure tells nothing.
            self.kind =
                if outline.value.len() * 2 > self.text.len() { Kind::Json } else { Kind::Text };
            if self.kind == Kind::Json {
                self.unread.push(if outline.ending == Ending::Cut {
                    Unread::Cut
                } else {
                    Unread::Malformed
                });
            }
            self.cut_text(0);
            return;
        }
        self.kind = Kind::Json;
        self.value = Some(outline.value);
        let mut end = outline.value.end;
        let mut elements = Vec::new();
        if let Some(list) = outline.list {
            let named: Vec<&[u8]> = list.keys.iter().map(Vec::as_slice).collect();
            if matches!(named.as_slice(), [b"log", b"entries"] | [b"entries"]) {
                self.kind = Kind::Har;
                self.entries = list.elements.len();
            }
            if outline.ending == Ending::Cut {
                self.unread.push(Unread::Cut);
                self.salvage = Some((list.salvage(), list.closers.clone()));
                end = self.text.len();
            }
            if self.kind == Kind::Har || is_of_records(&self.text, &list) {
                self.list = Some(if list.closed {
                    list.span
                } else {
                    Span::new(list.span.start, self.text.len())
                });
                self.keys = list.keys;
                elements = list.elements;
            }
        }
        if outline.ending == Ending::Broken {
            self.unread.push(Unread::Malformed);
        }
        if at > 0 {
            self.pieces.push(Piece::Text(Span::new(0, at)));
        }
        self.pieces.push(Piece::Frame);
        let mut grouping = Grouping::default();
        self.pieces.extend(
            elements.into_iter().filter_map(|element| grouping.add(element)).map(Piece::Elements),
        );
        if !grouping.group.elements.is_empty() {
            self.pieces.push(Piece::Elements(grouping.group));
        }
        if end < self.text.len() {
            self.cut_text(end);
        }
    }

    /// Cuts the text from `at` on into pieces, at ends of lines where there are some.
    fn cut_text(&mut self, mut at: usize) {
        while self.text.len() - at > TEXT_PIECE * 2 && !is_container(&self.text) {
            let window = Span::new(at + TEXT_PIECE, at + TEXT_PIECE * 2).slice(&self.text);
            let Some(line) = end_of_record(window) else { break };
            let end = at + TEXT_PIECE + line;
            self.pieces.push(Piece::Text(Span::new(at, end)));
            at = end;
        }
        if at < self.text.len() {
            self.pieces.push(Piece::Text(Span::new(at, self.text.len())));
        }
    }

    /// Number of bytes of a piece.
    pub(crate) fn bytes(&self, piece: &Piece) -> usize {
        match piece {
            Piece::Text(span) => span.len(),
            Piece::Frame => self.text.len() - self.list.map_or(0, Span::len),
            Piece::Elements(group) => group.bytes(),
            Piece::Members(members) => {
                members.clone().map(|member| self.member_bytes(member)).sum()
            }
            Piece::Seams => {
                let members = 0..self.archive.as_ref().map_or(0, Archive::len);
                let inside: usize = members.map(|member| self.member_bytes(member)).sum();
                self.text.len().saturating_sub(inside)
            }
        }
    }

    fn member_bytes(&self, member: usize) -> usize {
        self.archive.as_ref().map_or(0, |archive| archive.packed_bytes(member))
    }

    /// Walks one piece.
    pub(crate) fn walk<V: Visitor>(
        &self,
        piece: &Piece,
        visitor: &mut V,
        limits: &Limits,
        budget: &Budget,
    ) {
        let walker = Walker::new(visitor, limits, budget, &self.chain);
        self.walk_with(walker, piece, |_| true);
    }

    /// Walks what `near` touches of one piece. The spans are sorted and disjoint.
    pub(crate) fn walk_near<V: Visitor>(
        &self,
        piece: &Piece,
        near: &[Span],
        visitor: &mut V,
        limits: &Limits,
        budget: &Budget,
    ) {
        let mut walker = Walker::new(visitor, limits, budget, &self.chain);
        walker.only(near);
        self.walk_with(walker, piece, |span| touches(near, span));
    }

    fn walk_with<V: Visitor>(
        &self,
        mut walker: Walker<'_, V>,
        piece: &Piece,
        wants: impl Fn(Span) -> bool,
    ) {
        match piece {
            Piece::Text(span) if !wants(*span) => {}
            Piece::Text(span) => {
                walker.look(span.slice(&self.text), span.start, Context::Text, b"");
            }
            Piece::Frame => {
                let Some(value) = self.value else { return };
                let list = self.list;
                // What breaks off is read as the copy will be: closed behind what is complete.
                let text = match &self.salvage {
                    Some((end, closers)) if list.is_none() => {
                        Cow::Owned([&self.text[..*end], closers].concat())
                    }
                    _ => Cow::Borrowed(&*self.text),
                };
                walker.read(&text, 0, |text, to| {
                    json::walk_around(text, value.start, list, Role::Plain, b"", to);
                });
            }
            Piece::Elements(group) => walk_group(walker, &self.text, &self.keys, group, wants),
            Piece::Members(members) => {
                let Some(archive) = &self.archive else { return };
                walker.read(&self.text, 0, |text, to| {
                    walk_members(archive, members.clone(), text, to);
                });
            }
            Piece::Seams => {
                let Some(archive) = &self.archive else { return };
                walker.read(&self.text, 0, |text, to| walk_frame(archive, text, to));
            }
        }
    }
}

/// Outlines a text, telling groups of entries on the way.
fn outline_telling<'a>(
    text: &'a [u8],
    at: usize,
    limits: &Limits,
    tell: &mut dyn FnMut(Ahead<'a>),
) -> Outline {
    let mut grouping = Grouping::default();
    let mut told = None;
    Outline::read_telling(text, at, limits.nesting, &mut |list, element| {
        // Of several such lists the first one is told.
        let list_start = *told.get_or_insert(list.span.start);
        if list_start != list.span.start {
            return;
        }
        if let Some(group) = grouping.add(element) {
            tell(Ahead { text, list: list_start, keys: list.keys.clone(), group });
        }
    })
}

/// Whether the elements of a list may be read apart from each other: objects, and so many that it is
/// worth while. The rows of a table, the bytes of a list and the words of a command mean something
/// only together.
fn is_of_records(text: &[u8], list: &List) -> bool {
    let is_object = |element: &Span| text.get(element.start) == Some(&b'{');
    list.span.len() > TOGETHER && list.elements.iter().take(SAMPLE).all(is_object)
}

/// Where JSON begins: behind a byte order mark, white space, or the `callback(` of JSONP.
fn begins_json(text: &[u8]) -> Option<usize> {
    let at = if text.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let at = at + text[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    if matches!(text.get(at), Some(b'{' | b'[')) {
        return Some(at);
    }
    // JSONP, `var x = `, and the prefixes that keep JSON from being run as a script.
    let head = &text[at..text.len().min(at + 128)];
    let bracket = head.iter().position(|byte| matches!(byte, b'{' | b'['))?;
    let before = head[..bracket].trim_ascii_end();
    let opens = before.ends_with(b"(") || before.ends_with(b"=") || before.ends_with(b")]}'");
    let quiet = !before.iter().any(|byte| matches!(byte, b'"' | b'\'' | b'<' | b':'))
        || before.ends_with(b")]}'");
    (opens && quiet).then_some(at + bracket)
}

/// The end of a record in a log: a blank line, else any line that the next one does not continue.
fn end_of_record(window: &[u8]) -> Option<usize> {
    if let Some(blank) = memchr::memmem::find(window, b"\n\n") {
        return Some(blank + 2);
    }
    memchr::memchr_iter(b'\n', window)
        .find(|&at| window.get(at + 1).is_some_and(|byte| !byte.is_ascii_whitespace()))
        .or_else(|| memchr::memchr(b'\n', window))
        .map(|at| at + 1)
}
