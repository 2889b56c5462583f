//! CBOR (RFC 8949): the keys of maps name the strings in them.

use super::run;
use crate::format::{Context, Field, Segment, Sink};
use crate::span::Span;

/// Deeper maps and lists are not read.
const DEPTH: usize = 64;

/// What one item begins with.
enum Head {
    /// A number, a simple value, a number behind its bytes.
    Small,
    Bytes(Span),
    Text(Span),
    /// A list of so many items; a map has two for each entry.
    List(Option<u64>),
    Map(Option<u64>),
    Tag,
    Break,
}

/// Whether the first byte could be that of a map, which no text begins with.
pub(super) fn begins(text: &[u8]) -> bool {
    matches!(text.first(), Some(0xa1..=0xb9 | 0xbf | 0xd9)) && text.len() > 4
}

/// Whether all of a text is one map, or several.
pub(super) fn is_map(text: &[u8]) -> bool {
    begins(text) && read(text, &mut Nothing)
}

/// Reads `text` as a map. Returns whether it was one; nothing is handed on if not.
pub(super) fn map(text: &[u8], to: &mut dyn Sink) -> bool {
    is_map(text) && read(text, to)
}

/// Takes nothing, so that a text can be tried first.
struct Nothing;

impl Sink for Nothing {
    fn enter(&mut self, _: Segment<'_>) {}
    fn leave(&mut self) {}
    fn value(&mut self, _: &Field<'_>) {}
    fn unread(&mut self, _: crate::format::Unread) {}
}

/// A map or a list that is open.
struct Frame {
    map: bool,
    /// How many items are left; `None` up to a break.
    left: Option<u64>,
    /// The key in front of the next item.
    key: Option<Span>,
    /// Whether the next item of a map is a value.
    value: bool,
    index: usize,
}

/// What an item is in the container around it.
struct Item {
    /// Whether it is a key of a map.
    is_key: bool,
    /// The name in front of it, or that of the list it is an element of.
    name: Option<Span>,
    index: usize,
}

impl Frame {
    /// Goes on to the item that begins with `head`.
    fn step(&mut self, head: &Head) -> Item {
        self.left = self.left.map(|left| left - 1);
        let is_key = self.map && !self.value;
        self.value = is_key;
        let name = match self.map {
            true if is_key => None,
            true => self.key.take(),
            false => self.key,
        };
        if is_key && let &Head::Text(span) = head {
            self.key = Some(span);
        }
        self.index += usize::from(!is_key);
        Item { is_key, name, index: self.index.saturating_sub(1) }
    }
}

/// Reads `text` to its end, or to what is no CBOR. Returns whether it is maps with strings in them.
fn read(text: &[u8], to: &mut dyn Sink) -> bool {
    let mut frames: Vec<Frame> = Vec::new();
    let mut at = 0;
    let mut strings = 0;
    loop {
        while frames.last().is_some_and(|frame| frame.left == Some(0)) {
            frames.pop();
            if !frames.is_empty() {
                to.leave();
            }
        }
        if frames.is_empty() && at == text.len() {
            return strings > 0;
        }
        let Some(head) = head(text, &mut at) else { return false };
        if let Head::Tag = head {
            continue;
        }
        if let Head::Break = head {
            let Some(frame) = frames.last_mut().filter(|frame| frame.left.is_none()) else {
                return false;
            };
            frame.left = Some(0);
            continue;
        }
        let item = match frames.last_mut() {
            None if matches!(head, Head::Map(_)) => Item { is_key: false, name: None, index: 0 },
            None => return false,
            Some(frame) => frame.step(&head),
        };
        match head {
            Head::Text(span) | Head::Bytes(span) => {
                strings += 1;
                if !span.is_empty() {
                    string(text, item.name, span, to);
                }
            }
            Head::List(left) | Head::Map(left) => {
                let map = matches!(head, Head::Map(_));
                let Some(left) = items(left, map, text) else { return false };
                if item.is_key || frames.len() >= DEPTH {
                    return false;
                }
                if !frames.is_empty() {
                    to.enter(match item.name {
                        Some(name) => Segment::Name(name.slice(text)),
                        None => Segment::Index(item.index),
                    });
                }
                // The elements of a list share the name of the list.
                let key = item.name.filter(|_| !map);
                frames.push(Frame { map, left, key, value: false, index: 0 });
            }
            Head::Small | Head::Tag | Head::Break => {}
        }
    }
}

/// How many items a container of so many entries has: a map has two for each. None where they cannot
/// all be in `text`, as every item takes a byte.
fn items(entries: Option<u64>, map: bool, text: &[u8]) -> Option<Option<u64>> {
    let Some(entries) = entries else { return Some(None) };
    let items = entries.checked_mul(1 + u64::from(map))?;
    (items <= text.len() as u64).then_some(Some(items))
}

fn string(text: &[u8], key: Option<Span>, span: Span, to: &mut dyn Sink) {
    let bytes = span.slice(text);
    let readable = run::is_text(bytes);
    match key {
        Some(key) if readable => {
            to.value(&Field::named(Context::Key, key.slice(text), span, None));
        }
        _ if readable || bytes.len() > 8 => to.value(&Field::text(span)),
        _ => {}
    }
}

/// Reads the head of an item, and the bytes of a string.
fn head(text: &[u8], at: &mut usize) -> Option<Head> {
    let &first = text.get(*at)?;
    *at += 1;
    let (major, info) = (first >> 5, first & 31);
    let argument = match info {
        0..=23 => Some(u64::from(info)),
        24..=27 => {
            let length = 1 << (info - 24);
            let bytes = text.get(*at..*at + length)?;
            *at += length;
            Some(bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
        }
        31 => None,
        _ => return None,
    };
    Some(match (major, argument) {
        (0 | 1, Some(_)) | (7, Some(_)) => Head::Small,
        (2 | 3, Some(length)) => {
            let end =
                at.checked_add(usize::try_from(length).ok()?).filter(|&end| end <= text.len())?;
            let span = Span::new(*at, end);
            *at = end;
            match major {
                3 if std::str::from_utf8(span.slice(text)).is_err() => return None,
                3 => Head::Text(span),
                _ => Head::Bytes(span),
            }
        }
        (4, left) => Head::List(left),
        (5, left) => Head::Map(left),
        (6, Some(_)) => Head::Tag,
        (7, None) => Head::Break,
        _ => return None,
    })
}
