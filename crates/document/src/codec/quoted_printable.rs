//! To be read later.

use crate::codec::{Codec, CodecId, Decoded, Refusal};
use crate::limits::Limits;
use crate::span::Edit;

pub(super) struct QuotedPrintable;

impl Codec for QuotedPrintable {
    fn id(&self) -> CodecId {
        CodecId::QuotedPrintable
    }

    fn decode<'a>(&self, _raw: &'a [u8], _limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        Err(Refusal::Foreign)
    }

    fn lift(&self, _raw: &[u8], _edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        Err(Refusal::Foreign)
    }
}
