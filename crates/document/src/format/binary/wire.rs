//! The wire format of Protocol Buffers, read without a schema, and the frames of gRPC-web.

use super::run;
use crate::format::{Context, Field, Segment, Sink};
use crate::span::Span;

/// Messages deeper inside are searched for runs.
const DEPTH: usize = 24;
/// So many printable bytes in a row outside of strings: this is no message but text.
const PLAIN: usize = 6;

/// Reads `text` as frames: a flag, a length of four bytes, a message or trailers. Returns whether
/// it was that.
pub(super) fn frames(text: &[u8], to: &mut dyn Sink) -> bool {
    let mut frames = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some(&[flag, a, b, c, d]) = text.get(at..at + 5) else { return false };
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        if !matches!(flag, 0 | 1 | 0x80 | 0x81) || length > text.len() - at - 5 {
            return false;
        }
        let inside = Span::new(at + 5, at + 5 + length);
        frames.push((flag, inside));
        at = inside.end;
    }
    let real = frames
        .iter()
        .any(|(flag, inside)| *flag != 0 || inside.len() > 1 && fields(text, *inside).is_some());
    if !real {
        return false;
    }
    for (index, (flag, inside)) in frames.into_iter().enumerate() {
        to.enter(Segment::Index(index));
        if flag != 0 {
            to.value(&Field::text(inside));
        } else if let Some(fields) = fields(text, inside) {
            walk(text, fields, to);
        } else {
            run::named(text, inside, to);
        }
        to.leave();
    }
    true
}

/// Reads `text` as one message. Returns whether it was that.
pub(super) fn message(text: &[u8], to: &mut dyn Sink) -> bool {
    match fields(text, Span::of(text)) {
        Some(fields) if fields.iter().any(|field| field.string) => {
            walk(text, fields, to);
            true
        }
        Some(_) | None => false,
    }
}

/// One field of a message that holds more than a number.
#[derive(Clone, Copy)]
struct Part {
    number: usize,
    span: Span,
    /// Whether it has a length of its own: a string or a message.
    string: bool,
}

/// Goes through messages in messages without recursion.
fn walk(text: &[u8], fields: Vec<Part>, to: &mut dyn Sink) {
    let mut open = vec![fields.into_iter()];
    // The string before, if it could name the one that follows: the key of a map's entry.
    let mut key: Option<Part> = None;
    while let Some(fields) = open.last_mut() {
        let Some(field) = fields.next() else {
            open.pop();
            key = None;
            if !open.is_empty() {
                to.leave();
            }
            continue;
        };
        let bytes = field.span.slice(text);
        let name = key.take().filter(|key| key.number + 1 == field.number);
        let segment = Segment::Index(field.number);
        // A message whose first field is a string may look like text that begins with a line feed.
        let is_text = field.string && bytes[0] != b'\n' && run::is_text(bytes);
        let inner = (field.string && !is_text && open.len() < DEPTH)
            .then(|| self::fields(text, field.span))
            .flatten();
        if let Some(inner) = inner {
            to.enter(segment);
            open.push(inner.into_iter());
        } else if is_text || field.string && run::is_text(bytes) {
            key = Some(field).filter(|_| run::is_identifier(bytes));
            to.value(&match name {
                Some(name) => Field {
                    segment: Some(segment),
                    ..Field::named(Context::Key, name.span.slice(text), field.span, None)
                },
                None => Field { segment: Some(segment), ..Field::text(field.span) },
            });
        } else if field.string && is_packed(bytes) {
            // Compressed or encoded as a whole: the walker looks.
            to.value(&Field { segment: Some(segment), ..Field::text(field.span) });
        } else {
            to.enter(segment);
            run::named(text, field.span, to);
            to.leave();
        }
    }
}

fn is_packed(bytes: &[u8]) -> bool {
    bytes.len() > 8 && (crate::text::is_compressed(bytes) || crate::text::is_utf16(bytes))
}

/// The fields of the message at `span`; `None` when there is none. Goes over what the fields
/// hold, so that the cost is the number of fields.
fn fields(text: &[u8], span: Span) -> Option<Vec<Part>> {
    let bytes = &text[..span.end];
    let mut all = Vec::new();
    let mut at = span.start;
    let mut plain = 0;
    while at < span.end {
        let start = at;
        let tag = varint(bytes, &mut at)?;
        let number =
            usize::try_from(tag >> 3).ok().filter(|&number| number > 0 && number < 1 << 29)?;
        let (skip, string) = match tag & 7 {
            0 => {
                varint(bytes, &mut at)?;
                (0, false)
            }
            1 => (8, false),
            2 => (usize::try_from(varint(bytes, &mut at)?).ok()?, true),
            5 => (4, false),
            _ => return None,
        };
        for &byte in &bytes[start..at] {
            plain = if matches!(byte, b' '..=b'~') { plain + 1 } else { 0 };
            if plain >= PLAIN {
                return None;
            }
        }
        let end = at.checked_add(skip).filter(|&end| end <= span.end)?;
        if skip > 0 {
            plain = 0;
        }
        if skip >= 8 || string && skip > 0 {
            all.push(Part { number, span: Span::new(at, end), string });
        }
        at = end;
    }
    Some(all)
}

fn varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut value = 0u64;
    for shift in 0..10 {
        let &byte = bytes.get(*at)?;
        *at += 1;
        value |= u64::from(byte & 0x7f) << (shift * 7).min(63);
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}
