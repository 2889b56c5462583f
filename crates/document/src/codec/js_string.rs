//! The inside of a JavaScript string literal (ECMA-262 section 12.9.4), or text full of such escapes.
//!
//! Quotes of every kind may stand in it raw, and an unknown escape stays as it is written, since
//! the text need not be one literal. Octal escapes are not read.
//!
//! Replacements are written with escapes that JSON knows as well: the same text is often read by
//! one and then by the other. `<` is escaped so that no `</script` or `<!--` can come to be, and
//! `$` so that no template placeholder can.

use crate::codec::json_string::{utf16_escape, write_utf16_escape};
use crate::codec::unit::{self, Unit, Units};
use crate::codec::{Codec, CodecId, Decoded, Refusal, hex};
use crate::limits::Limits;
use crate::near;
use crate::span::Edit;

pub(super) struct JsString;

impl Codec for JsString {
    fn id(&self) -> CodecId {
        CodecId::JsString
    }

    fn decode<'a>(&self, raw: &'a [u8], _limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        Ok(Decoded::units(unit::decode(self, raw)))
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        Ok(unit::lift(self, raw, edits))
    }
}

/// The most digits read between the braces of `\u{…}`; more are only ever leading zeros.
const BRACED_DIGITS: usize = 8;

impl Units for JsString {
    const REACH: usize = 12;

    fn plain_end(&self, raw: &[u8], from: usize) -> usize {
        near::find(b'\\', raw, from)
    }

    fn unit(&self, raw: &[u8]) -> Unit {
        match raw.get(1) {
            Some(&letter @ (b'"' | b'\'' | b'`' | b'\\' | b'/')) => Unit::byte(2, letter),
            Some(b'n') => Unit::byte(2, b'\n'),
            Some(b't') => Unit::byte(2, b'\t'),
            Some(b'r') => Unit::byte(2, b'\r'),
            Some(b'b') => Unit::byte(2, 0x08),
            Some(b'f') => Unit::byte(2, 0x0c),
            Some(b'v') => Unit::byte(2, 0x0b),
            Some(b'0') if !raw.get(2).is_some_and(u8::is_ascii_digit) => Unit::byte(2, 0),
            Some(b'x') => match hex::number(raw.get(2..4)) {
                Some(point) => Unit::point(4, point),
                None => Unit::loose(b'\\'),
            },
            Some(b'u') if raw.get(2) == Some(&b'{') => braced_escape(raw),
            Some(b'u') => utf16_escape(raw),
            Some(b'\n') => Unit::nothing(2),
            Some(b'\r') => Unit::nothing(if raw.get(2) == Some(&b'\n') { 3 } else { 2 }),
            // The line and paragraph separators U+2028 and U+2029.
            Some(0xe2) if matches!(raw.get(2..4), Some([0x80, 0xa8 | 0xa9])) => Unit::nothing(4),
            Some(_) | None => Unit::loose(b'\\'),
        }
    }

    fn encode(&self, text: &[u8], out: &mut Vec<u8>) {
        for (at, &byte) in text.iter().enumerate() {
            match byte {
                b'"' | b'\\' => out.extend([b'\\', byte]),
                b'\n' => out.extend(b"\\n"),
                b'\r' => out.extend(b"\\r"),
                b'\t' => out.extend(b"\\t"),
                0..=0x1f | b'\'' | b'`' | b'<' | b'$' => write_utf16_escape(u16::from(byte), out),
                // Old engines end a literal at U+2028 and U+2029.
                0xa8 | 0xa9 if at >= 2 && text[at - 2..at] == [0xe2, 0x80] => {
                    out.truncate(out.len() - 2);
                    write_utf16_escape(0x2028 | u16::from(byte & 1), out);
                }
                _ => out.push(byte),
            }
        }
    }
}

/// Reads `\u{…}`.
fn braced_escape(raw: &[u8]) -> Unit {
    let digits = &raw[3..raw.len().min(3 + BRACED_DIGITS + 1)];
    let point = memchr::memchr(b'}', digits).and_then(|end| {
        hex::number(digits.get(..end)).filter(|&point| point <= 0x10_ffff).map(|point| (end, point))
    });
    match point {
        Some((end, point)) => Unit::point(3 + end + 1, point),
        None => Unit::loose(b'\\'),
    }
}
