//! The inside of a JSON string (RFC 8259 section 7), without its quotes.
//!
//! Tolerant, because exporters are: raw control characters, quotes and invalid UTF-8 stand for
//! themselves, and so does a backslash that begins no escape. A lone surrogate decodes to the
//! three bytes that generalized UTF-8 gives it, so that every offset has a way back.

use crate::codec::unit::{self, Unit, Units, is_high_surrogate, joined_surrogates};
use crate::codec::{Codec, CodecId, Decoded, Refusal, hex};
use crate::limits::Limits;
use crate::near;
use crate::span::Edit;

pub(super) struct JsonString;

impl Codec for JsonString {
    fn id(&self) -> CodecId {
        CodecId::JsonString
    }

    fn decode<'a>(&self, raw: &'a [u8], _limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        Ok(Decoded::units(unit::decode(self, raw)))
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        Ok(unit::lift(self, raw, edits))
    }
}

impl Units for JsonString {
    const REACH: usize = 12;

    fn plain_end(&self, raw: &[u8], from: usize) -> usize {
        near::find(b'\\', raw, from)
    }

    #[inline]
    fn unit(&self, raw: &[u8]) -> Unit {
        match raw.get(1) {
            Some(&letter @ (b'"' | b'\\' | b'/')) => Unit::byte(2, letter),
            Some(b'n') => Unit::byte(2, b'\n'),
            Some(b't') => Unit::byte(2, b'\t'),
            Some(b'r') => Unit::byte(2, b'\r'),
            Some(b'b') => Unit::byte(2, 0x08),
            Some(b'f') => Unit::byte(2, 0x0c),
            Some(b'u') => utf16_escape(raw),
            Some(_) | None => Unit::loose(b'\\'),
        }
    }

    fn encode(&self, text: &[u8], out: &mut Vec<u8>) {
        encode(text, out);
    }
}

/// Writes `text` so that it may stand inside a JSON string.
pub(super) fn encode(text: &[u8], out: &mut Vec<u8>) {
    let mut plain_from = 0;
    for (at, &byte) in text.iter().enumerate() {
        let surrogate = byte == 0xed && matches!(text.get(at + 1), Some(0xa0..=0xbf));
        if !matches!(byte, 0..=0x1f | b'"' | b'\\') && !surrogate {
            continue;
        }
        // A byte of a surrogate already written.
        if at < plain_from {
            continue;
        }
        out.extend_from_slice(&text[plain_from..at]);
        plain_from = at + 1;
        match byte {
            b'"' | b'\\' => out.extend([b'\\', byte]),
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            b'\t' => out.extend(b"\\t"),
            0xed => match text.get(at + 1..at + 3) {
                Some(&[middle, last @ 0x80..=0xbf]) => {
                    let surrogate =
                        0xd000 | (u16::from(middle & 0x3f) << 6) | u16::from(last & 0x3f);
                    write_utf16_escape(surrogate, out);
                    plain_from = at + 3;
                }
                Some(_) | None => out.push(byte),
            },
            _ => write_utf16_escape(u16::from(byte), out),
        }
    }
    out.extend_from_slice(&text[plain_from..]);
}

/// Writes `\uXXXX`.
pub(super) fn write_utf16_escape(number: u16, out: &mut Vec<u8>) {
    let [high, low] = number.to_be_bytes();
    out.extend(b"\\u");
    out.extend(hex::pair(high, hex::LOWER));
    out.extend(hex::pair(low, hex::LOWER));
}

/// Reads `\uXXXX`, or two of them that are one code point.
pub(super) fn utf16_escape(raw: &[u8]) -> Unit {
    let Some(first) = hex::number(raw.get(2..6)) else {
        return Unit::loose(b'\\');
    };
    if is_high_surrogate(first) && raw.get(6..8) == Some(b"\\u") {
        let second = hex::number(raw.get(8..12));
        if let Some(point) = second.and_then(|second| joined_surrogates(first, second)) {
            return Unit::point(12, point);
        }
    }
    Unit::point(6, first)
}
