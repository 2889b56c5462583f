//! To be read later.

use crate::codec::{Codec, CodecId, Decoded, Refusal};
use crate::limits::Limits;
use crate::span::Edit;

pub(super) struct JsonChunks;

impl Codec for JsonChunks {
    fn id(&self) -> CodecId {
        CodecId::JsonChunks
    }

    fn decode<'a>(&self, _raw: &'a [u8], _limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        Err(Refusal::Foreign)
    }

    fn lift(&self, _raw: &[u8], _edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        Err(Refusal::Foreign)
    }
}
