//! String literals of programs, and escapes that stand in none.

use memchr::memchr_iter;

use super::{Lead, Shape, flush, grow};
use crate::codec::CodecId;
use crate::span::Span;

/// All of a text that is one string literal of a program.
pub(super) fn whole(text: &[u8], out: &mut Vec<Lead>) {
    let [quote @ (b'\'' | b'"' | b'`'), inside @ .., last] = text else { return };
    if quote != last {
        return;
    }
    let mut at = 0;
    let mut escaped = false;
    while let Some(offset) = memchr::memchr2(*quote, b'\\', &inside[at..]) {
        if inside[at + offset] == *quote {
            return;
        }
        escaped = true;
        at = (at + offset + 2).min(inside.len());
    }
    let codec = escaped.then_some(CodecId::JsString);
    out.push(Lead::new(Span::new(1, text.len() - 1), codec, Shape::Any));
}

/// String literals with backslash escapes in them. Returns the stretches of escapes that stand in
/// none.
pub(super) fn escapes(text: &[u8], out: &mut Vec<Lead>) -> Vec<Lead> {
    let mut stretches = Vec::new();
    let mut stretch: Option<Span> = None;
    let mut after = 0;
    let mut quotes = Quotes::default();
    for at in memchr_iter(b'\\', text) {
        if at < after {
            continue;
        }
        let Some(&next) = text.get(at + 1) else { break };
        let low = std::mem::replace(&mut after, at + 2);
        if !(b"\"'/`\\".contains(&next) || matches!(next, b'u' | b'x' | b'n' | b'r' | b't')) {
            continue;
        }
        if let Some(inside) = quotes.around(text, low, at) {
            after = inside.end + 1;
            out.push(Lead::new(inside, Some(CodecId::JsString), Shape::Any));
        } else {
            let unit = Span::new(at, at + 2);
            grow(&mut stretch, unit, text, CodecId::JsString, &mut stretches);
        }
    }
    flush(stretch, text, CodecId::JsString, &mut stretches);
    stretches
}

/// Finds the literals around escapes.
///
/// Invariant: all searches together look at no more than a few times the text.
#[derive(Default)]
struct Quotes {
    /// For each kind of quote, up to where it is known that none closes.
    unclosed: [usize; 3],
    /// How many bytes the searches have looked at.
    looked: usize,
}

impl Quotes {
    /// The inside of the literal in which the escape at `at` stands, opened behind `low`.
    fn around(&mut self, text: &[u8], low: usize, at: usize) -> Option<Span> {
        let mut from = low;
        while let Some(offset) = memchr::memchr3(b'"', b'\'', b'`', &text[from..at]) {
            let opening = from + offset;
            from = opening + 1;
            // An apostrophe stands behind a letter, and a quote in a pattern does not close.
            if opening > 0 && is_name(text[opening - 1]) {
                continue;
            }
            let Some(closing) = self.closing(text, opening) else { continue };
            if text.get(closing + 1).is_some_and(|&byte| is_name(byte)) {
                continue;
            }
            if closing > at {
                return Some(Span::new(opening + 1, closing));
            }
            from = closing + 1;
        }
        None
    }

    /// Where the literal that opens at `opening` closes.
    fn closing(&mut self, text: &[u8], opening: usize) -> Option<usize> {
        let quote = text[opening];
        let unclosed = match quote {
            b'"' => &mut self.unclosed[0],
            b'\'' => &mut self.unclosed[1],
            _ => &mut self.unclosed[2],
        };
        if opening < *unclosed || self.looked > 4 * text.len() {
            return None;
        }
        // Only a template may go over several lines.
        let end = if quote == b'`' { quote } else { b'\n' };
        let mut at = opening + 1;
        loop {
            let rest = text.get(at..).unwrap_or_default();
            let hit = memchr::memchr3(quote, b'\\', end, rest);
            self.looked += hit.unwrap_or(rest.len()) + 1;
            let Some(hit) = hit else {
                *unclosed = text.len();
                return None;
            };
            at += hit;
            match text[at] {
                b'\\' => at += 2,
                byte if byte == quote => return Some(at),
                _ => {
                    *unclosed = at;
                    return None;
                }
            }
        }
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$')
}
