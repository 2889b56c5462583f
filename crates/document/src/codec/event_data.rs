//! The data of one server-sent event over several lines (HTML Living Standard section 9.2.6): each
//! line begins with `data:`, which is no part of the data, and one space behind it is not either.
//!
//! A line that does not begin so stands for itself. A carriage return before the line feed stays.

use crate::codec::unit::{self, Unit, Units};
use crate::codec::{Codec, CodecId, Decoded, Refusal};
use crate::limits::Limits;
use crate::near;
use crate::span::Edit;

pub(super) struct EventData;

/// How a further line begins, with the line feed that ends the one before.
const LINE: &[u8] = b"\ndata:";

impl Codec for EventData {
    fn id(&self) -> CodecId {
        CodecId::EventData
    }

    fn decode<'a>(&self, raw: &'a [u8], _limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        Ok(Decoded::units(unit::decode(self, raw)))
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        Ok(unit::lift(self, raw, edits))
    }
}

impl Units for EventData {
    const REACH: usize = LINE.len() + 1;

    fn plain_end(&self, raw: &[u8], from: usize) -> usize {
        near::find(b'\n', raw, from)
    }

    fn unit(&self, raw: &[u8]) -> Unit {
        match raw.strip_prefix(LINE) {
            Some([b' ', ..]) => Unit::byte(LINE.len() + 1, b'\n'),
            Some(_) => Unit::byte(LINE.len(), b'\n'),
            None => Unit::loose(b'\n'),
        }
    }

    fn encode(&self, text: &[u8], out: &mut Vec<u8>) {
        for &byte in text {
            if byte == b'\n' {
                out.extend_from_slice(LINE);
                out.push(b' ');
            } else {
                out.push(byte);
            }
        }
    }
}
