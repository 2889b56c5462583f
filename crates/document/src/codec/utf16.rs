//! UTF-16 in either byte order, with or without a byte order mark.
//!
//! The mark is read over: decoded text begins without it, and no edit reaches it. Lone surrogates
//! decode to the three bytes that generalized UTF-8 (WTF-8) gives them, and are written back from
//! those. Bytes of a replacement that are no UTF-8 become U+FFFD: UTF-16 has no place for them.

use std::borrow::Cow;

use crate::codec::unit::{self, Unit, Units, is_high_surrogate, joined_surrogates};
use crate::codec::{Codec, CodecId, Decoded, Refusal};
use crate::limits::Limits;
use crate::span::Edit;

pub(super) static LITTLE: Utf16 =
    Utf16 { id: CodecId::Utf16Le, read: u16::from_le_bytes, write: u16::to_le_bytes };
pub(super) static BIG: Utf16 =
    Utf16 { id: CodecId::Utf16Be, read: u16::from_be_bytes, write: u16::to_be_bytes };

pub(super) struct Utf16 {
    id: CodecId,
    read: fn([u8; 2]) -> u16,
    write: fn(u16) -> [u8; 2],
}

const MARK: u16 = 0xfeff;

impl Utf16 {
    /// The bytes after the mark, in whole units, and how many bytes stand before them.
    fn body<'a>(&self, raw: &'a [u8]) -> (&'a [u8], usize) {
        let mark = if raw.starts_with(&(self.write)(MARK)) { 2 } else { 0 };
        (&raw[mark..raw.len() - raw.len() % 2], mark)
    }
}

impl Codec for Utf16 {
    fn id(&self) -> CodecId {
        self.id
    }

    fn decode<'a>(&self, raw: &'a [u8], limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        let (body, _) = self.body(raw);
        let mut text = Vec::with_capacity(body.len() / 2 + body.len() / 8);
        let mut at = 0;
        while at < body.len() {
            let plain_end = self.plain_end(body, at);
            text.extend(body[at..plain_end].chunks_exact(2).map(|pair| pair[0] | pair[1]));
            at = plain_end;
            if at < body.len() {
                let unit = self.unit(&body[at..]);
                text.extend_from_slice(unit.text());
                at += unit.raw_len;
            }
            if text.len() as u64 > limits.layer_bytes {
                return Ok(Decoded { bytes: Cow::Owned(text), partial: Some(Refusal::TooLarge) });
            }
        }
        let partial = (raw.len() % 2 == 1).then_some(Refusal::Damaged);
        Ok(Decoded { bytes: Cow::Owned(text), partial })
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        let (body, mark) = self.body(raw);
        let mut lifted = unit::lift(self, body, edits);
        for edit in &mut lifted {
            edit.span = edit.span.shifted(mark);
        }
        Ok(lifted)
    }
}

impl Units for Utf16 {
    const PLAIN_WIDTH: usize = 2;
    // A unit never waits for what follows, but for a second half, which joins the first anyway.
    const REACH: usize = 0;

    fn plain_end(&self, raw: &[u8], from: usize) -> usize {
        let pairs = raw[from..].chunks_exact(2);
        from + 2 * pairs.take_while(|pair| (self.read)([pair[0], pair[1]]) < 0x80).count()
    }

    fn unit(&self, raw: &[u8]) -> Unit {
        let unit_at = |at: usize| match raw.get(at..at + 2) {
            Some(&[first, second]) => Some(u32::from((self.read)([first, second]))),
            Some(_) | None => None,
        };
        let Some(first) = unit_at(0) else {
            return Unit::nothing(raw.len().max(1));
        };
        if is_high_surrogate(first) {
            if let Some(point) = unit_at(2).and_then(|second| joined_surrogates(first, second)) {
                return Unit::point(4, point);
            }
        }
        Unit::point(2, first)
    }

    fn encode(&self, text: &[u8], out: &mut Vec<u8>) {
        for character in String::from_utf8_lossy(text).encode_utf16() {
            out.extend((self.write)(character));
        }
    }
}
