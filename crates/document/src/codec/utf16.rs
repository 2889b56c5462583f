//! UTF-16 in either byte order, with or without a byte order mark.
//!
//! The mark is read over: decoded text begins without it, and no edit reaches it. Lone surrogates
//! decode to the three bytes that generalized UTF-8 (WTF-8) gives them. Bytes of a replacement that
//! are no UTF-8 become U+FFFD: UTF-16 has no place for them.

use crate::codec::unit::{self, Unit, Units, is_high_surrogate, joined_surrogates};
use crate::codec::{Codec, CodecId, Decoded, Refusal};
use crate::limits::Limits;
use crate::span::Edit;

pub(super) static LITTLE: Utf16<false> = Utf16;
pub(super) static BIG: Utf16<true> = Utf16;

/// One of the two byte orders.
pub(super) struct Utf16<const BIG_FIRST: bool>;

const MARK: u16 = 0xfeff;

impl<const BIG_FIRST: bool> Utf16<BIG_FIRST> {
    fn read(pair: [u8; 2]) -> u16 {
        if BIG_FIRST { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    }

    fn write(code: u16) -> [u8; 2] {
        if BIG_FIRST { code.to_be_bytes() } else { code.to_le_bytes() }
    }

    /// The bytes after the mark, in whole code units, and how many bytes stand before them.
    fn body(raw: &[u8]) -> (&[u8], usize) {
        let mark = if raw.starts_with(&Self::write(MARK)) { 2 } else { 0 };
        (&raw[mark..raw.len() - raw.len() % 2], mark)
    }

    /// Bits that are set in no ASCII character, for eight code units at once.
    const NOT_ASCII: u128 = u128::from_be_bytes(if BIG_FIRST {
        [
            0xff, 0x80, 0xff, 0x80, 0xff, 0x80, 0xff, 0x80, 0xff, 0x80, 0xff, 0x80, 0xff, 0x80,
            0xff, 0x80,
        ]
    } else {
        [
            0x80, 0xff, 0x80, 0xff, 0x80, 0xff, 0x80, 0xff, 0x80, 0xff, 0x80, 0xff, 0x80, 0xff,
            0x80, 0xff,
        ]
    });
}

impl<const BIG_FIRST: bool> Codec for Utf16<BIG_FIRST> {
    fn id(&self) -> CodecId {
        if BIG_FIRST { CodecId::Utf16Be } else { CodecId::Utf16Le }
    }

    fn decode<'a>(&self, raw: &'a [u8], limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        let (body, _) = Self::body(raw);
        let limit = usize::try_from(limits.layer_bytes).unwrap_or(usize::MAX);
        let ascii = |pair: &[u8]| pair[usize::from(BIG_FIRST)];
        let mut text = Vec::with_capacity((body.len() / 2).min(limit));
        let mut at = 0;
        while at < body.len() {
            let plain_end = self.plain_end(body, at);
            text.extend(body[at..plain_end].chunks_exact(2).map(ascii));
            at = plain_end;
            // Text beyond ASCII comes in runs.
            while at < body.len() {
                let unit = self.unit(&body[at..]);
                if unit.text_len() == 1 {
                    break;
                }
                unit.push_to(&mut text);
                at += unit.raw_len;
            }
            if text.len() > limit {
                text.truncate(limit);
                let partial = Some(Refusal::TooLarge);
                return Ok(Decoded { partial, ..Decoded::whole(text) });
            }
        }
        let partial = (raw.len() % 2 == 1).then_some(Refusal::Damaged);
        Ok(Decoded { partial, ..Decoded::whole(text) })
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        let (body, mark) = Self::body(raw);
        let mut lifted = unit::lift(self, body, edits);
        for edit in &mut lifted {
            edit.span = edit.span.shifted(mark);
        }
        Ok(lifted)
    }
}

impl<const BIG_FIRST: bool> Units for Utf16<BIG_FIRST> {
    const PLAIN_WIDTH: usize = 2;
    // What follows never changes a code unit, save a second half that joins the first.
    const REACH: usize = 0;

    fn plain_end(&self, raw: &[u8], from: usize) -> usize {
        let (blocks, _) = raw[from..].as_chunks::<16>();
        let is_ascii = |block: &&[u8; 16]| u128::from_be_bytes(**block) & Self::NOT_ASCII == 0;
        let from = from + 16 * blocks.iter().take_while(is_ascii).count();
        let (pairs, _) = raw[from..].as_chunks::<2>();
        from + 2 * pairs.iter().take_while(|&&pair| Self::read(pair) < 0x80).count()
    }

    fn unit(&self, raw: &[u8]) -> Unit {
        match raw {
            [a, b, rest @ ..] => {
                let first = u32::from(Self::read([*a, *b]));
                if is_high_surrogate(first)
                    && let [c, d, ..] = rest
                    && let Some(point) = joined_surrogates(first, u32::from(Self::read([*c, *d])))
                {
                    return Unit::point(4, point);
                }
                Unit::point(2, first)
            }
            [_] | [] => Unit::nothing(raw.len().max(1)),
        }
    }

    fn encode(&self, text: &[u8], out: &mut Vec<u8>) {
        for code in String::from_utf8_lossy(text).encode_utf16() {
            out.extend(Self::write(code));
        }
    }
}
