//! Percent-encoding (RFC 3986 section 2.1), and the form variant where `+` is a space.
//!
//! `%uXXXX`, which the `escape` function of JavaScript writes, is read as well. A `%` that begins
//! no escape stands for itself.

use crate::codec::unit::{self, Unit, Units, is_high_surrogate, joined_surrogates};
use crate::codec::{Codec, CodecId, Decoded, Refusal, hex};
use crate::limits::Limits;
use crate::near;
use crate::span::Edit;

pub(super) static PERCENT: Percent = Percent { plus_is_space: false };
pub(super) static FORM: Percent = Percent { plus_is_space: true };

pub(super) struct Percent {
    plus_is_space: bool,
}

impl Codec for Percent {
    fn id(&self) -> CodecId {
        if self.plus_is_space { CodecId::Form } else { CodecId::Percent }
    }

    fn decode<'a>(&self, raw: &'a [u8], _limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        Ok(Decoded::units(unit::decode(self, raw)))
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        Ok(unit::lift(self, raw, edits))
    }
}

impl Units for Percent {
    const REACH: usize = 12;

    fn plain_end(&self, raw: &[u8], from: usize) -> usize {
        if self.plus_is_space {
            near::find_either(b'%', b'+', raw, from)
        } else {
            near::find(b'%', raw, from)
        }
    }

    fn unit(&self, raw: &[u8]) -> Unit {
        if raw[0] == b'+' {
            return Unit::byte(1, b' ');
        }
        if let Some(byte) = hex::number(raw.get(1..3)) {
            return Unit::byte(3, byte.to_le_bytes()[0]);
        }
        let utf16 = |raw: &[u8]| match raw {
            [b'%', b'u' | b'U', digits @ ..] => hex::number(digits.get(..4)),
            _ => None,
        };
        let Some(first) = utf16(raw) else {
            return Unit::loose(raw[0]);
        };
        if is_high_surrogate(first) {
            let second = raw.get(6..).and_then(utf16);
            if let Some(point) = second.and_then(|second| joined_surrogates(first, second)) {
                return Unit::point(12, point);
            }
        }
        Unit::point(6, first)
    }

    fn encode(&self, text: &[u8], out: &mut Vec<u8>) {
        for &byte in text {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    out.push(byte);
                }
                b' ' if self.plus_is_space => out.push(b'+'),
                _ => {
                    out.push(b'%');
                    out.extend(hex::pair(byte, hex::UPPER));
                }
            }
        }
    }
}
