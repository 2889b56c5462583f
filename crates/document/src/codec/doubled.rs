//! Quotes written twice inside quotes: `"say ""hi"""` in CSV (RFC 4180), `'it''s'` in YAML and SQL.
//!
//! A quote that stands alone stands for itself, since the text need not be one cell.

use crate::codec::unit::{self, Unit, Units};
use crate::codec::{Codec, CodecId, Decoded, Refusal};
use crate::limits::Limits;
use crate::near;
use crate::span::Edit;

pub(super) struct Doubled {
    id: CodecId,
    quote: u8,
}

pub(super) static QUOTE: Doubled = Doubled { id: CodecId::DoubledQuote, quote: b'"' };
pub(super) static APOSTROPHE: Doubled = Doubled { id: CodecId::DoubledApostrophe, quote: b'\'' };

impl Codec for Doubled {
    fn id(&self) -> CodecId {
        self.id
    }

    fn decode<'a>(&self, raw: &'a [u8], _limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        Ok(Decoded::units(unit::decode(self, raw)))
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        Ok(unit::lift(self, raw, edits))
    }
}

impl Units for Doubled {
    const REACH: usize = 2;

    fn plain_end(&self, raw: &[u8], from: usize) -> usize {
        near::find(self.quote, raw, from)
    }

    fn unit(&self, raw: &[u8]) -> Unit {
        if raw.get(1) == Some(&self.quote) {
            Unit::byte(2, self.quote)
        } else {
            Unit::loose(self.quote)
        }
    }

    fn encode(&self, text: &[u8], out: &mut Vec<u8>) {
        for &byte in text {
            out.push(byte);
            if byte == self.quote {
                out.push(byte);
            }
        }
    }
}
