//! A JSON number, `true`, `false` or `null`.
//!
//! It stands for its own bytes. What an edit makes of it need not be a scalar any more, so an
//! edited one becomes a string.

use std::borrow::Cow;

use crate::codec::{Codec, CodecId, Decoded, Refusal, edited, json_string, replaced};
use crate::limits::Limits;
use crate::span::Edit;

pub(super) struct JsonScalar;

impl Codec for JsonScalar {
    fn id(&self) -> CodecId {
        CodecId::JsonScalar
    }

    fn decode<'a>(&self, raw: &'a [u8], _limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        Ok(Decoded { bytes: Cow::Borrowed(raw), partial: None, legible: true })
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        if edits.is_empty() {
            return Ok(Vec::new());
        }
        let mut out = vec![b'"'];
        json_string::encode(&edited(raw, edits), &mut out);
        out.push(b'"');
        Ok(replaced(raw, out))
    }
}
