//! Pairs of hex digits (RFC 4648 section 8).
//!
//! A rewrite keeps the case: upper when any letter of the original was upper-case.

use crate::codec::{Codec, CodecId, Decoded, Refusal, edited, replaced};
use crate::limits::Limits;
use crate::span::Edit;

pub(super) struct Hex;

impl Codec for Hex {
    fn id(&self) -> CodecId {
        CodecId::Hex
    }

    fn decode<'a>(&self, raw: &'a [u8], _limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        let bytes = decode(raw).ok_or(Refusal::Foreign)?;
        Ok(Decoded::whole(bytes))
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        if edits.is_empty() {
            return Ok(Vec::new());
        }
        let bytes = decode(raw).ok_or(Refusal::Foreign)?;
        let mut out = Vec::new();
        encode(&edited(&bytes, edits), raw.iter().any(u8::is_ascii_uppercase), &mut out);
        Ok(replaced(raw, out))
    }
}

/// The bytes of `raw`, when it is nothing but pairs of hex digits and not empty.
pub(super) fn decode(raw: &[u8]) -> Option<Vec<u8>> {
    if raw.is_empty() || !raw.len().is_multiple_of(2) {
        return None;
    }
    let mut bytes = Vec::with_capacity(raw.len() / 2);
    // Blocks keep the check for foreign digits out of the inner loop.
    for block in raw.chunks(256) {
        let mut seen = 0;
        bytes.extend(block.chunks_exact(2).map(|pair| {
            let (high, low) = (VALUES[usize::from(pair[0])], VALUES[usize::from(pair[1])]);
            seen |= high | low;
            (high << 4) | (low & 15)
        }));
        if seen >= NO_DIGIT {
            return None;
        }
    }
    Some(bytes)
}

/// Writes `bytes` as pairs of hex digits.
pub(super) fn encode(bytes: &[u8], upper: bool, out: &mut Vec<u8>) {
    let digits = if upper { UPPER } else { LOWER };
    out.reserve(bytes.len().saturating_mul(2));
    out.extend(bytes.iter().flat_map(|&byte| pair(byte, digits)));
}

/// The two digits of `byte`, out of [`UPPER`] or [`LOWER`].
pub(super) fn pair(byte: u8, digits: &[u8; 16]) -> [u8; 2] {
    [digits[usize::from(byte >> 4)], digits[usize::from(byte & 15)]]
}

/// The number that up to eight digits make, when there is one and nothing else.
pub(super) fn number(digits: Option<&[u8]>) -> Option<u32> {
    let digits = digits.filter(|digits| (1..=8).contains(&digits.len()))?;
    let (mut number, mut seen) = (0, 0);
    for &digit in digits {
        let value = VALUES[usize::from(digit)];
        number = (number << 4) | u32::from(value);
        seen |= value;
    }
    (seen < NO_DIGIT).then_some(number)
}

/// Upper-case digits.
pub(super) const UPPER: &[u8; 16] = b"0123456789ABCDEF";

/// Lower-case digits.
pub(super) const LOWER: &[u8; 16] = b"0123456789abcdef";

/// Marks a byte that is no hex digit; its bit is in the value of none.
const NO_DIGIT: u8 = 16;

/// What each byte is worth as a hex digit.
const VALUES: [u8; 256] = {
    let mut values = [NO_DIGIT; 256];
    let mut digit = 0;
    while digit < 16 {
        values[UPPER[digit as usize] as usize] = digit;
        values[LOWER[digit as usize] as usize] = digit;
        digit += 1;
    }
    values
};
