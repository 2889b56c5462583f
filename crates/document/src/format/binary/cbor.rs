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
        match head {
            Head::Tag => continue,
            Head::Break => {
                let Some(frame) = frames.last_mut().filter(|frame| frame.left.is_none()) else {
                    return false;
                };
                frame.left = Some(0);
                continue;
            }
            _ => {}
        }
        let (key, is_key, index) = match frames.last_mut() {
            None if matches!(head, Head::Map(_)) => (None, false, 0),
            None => return false,
            Some(frame) => {
                frame.left = frame.left.map(|left| left - 1);
                let is_key = frame.map && !frame.value;
                frame.value = frame.map && is_key;
                // The elements of a list share the name of the list.
                let key = match frame.map {
                    true if is_key => None,
                    true => frame.key.take(),
                    false => frame.key,
                };
                if is_key && let Head::Text(span) = head {
                    frame.key = Some(span);
                }
                frame.index += usize::from(!is_key);
                (key, is_key, frame.index.saturating_sub(1))
            }
        };
        match head {
            Head::Text(span) | Head::Bytes(span) => {
                strings += 1;
                if !span.is_empty() {
                    string(text, key.filter(|_| !is_key), span, to);
                }
            }
            Head::List(left) | Head::Map(left) => {
                let map = matches!(head, Head::Map(_));
                let left = match left.map(|left| left.checked_mul(1 + u64::from(map))) {
                    Some(None) => return false,
                    Some(left) => left,
                    None => None,
                };
                // Every item takes a byte.
                if is_key
                    || frames.len() >= DEPTH
                    || left.is_some_and(|left| left > text.len() as u64)
                {
                    return false;
                }
                if !frames.is_empty() {
                    to.enter(match key {
                        Some(key) => Segment::Name(key.slice(text)),
                        None => Segment::Index(index),
                    });
                }
                let key = key.filter(|_| !map);
                frames.push(Frame { map, left, key, value: false, index: 0 });
            }
            Head::Small | Head::Tag | Head::Break => {}
        }
    }
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
