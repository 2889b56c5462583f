//! Numbers in the records of a zip: low byte first, of 16, 32 and 64 bits.

use crate::span::Span;

/// The number of 16 bits at `at`.
pub(crate) fn u16_at(text: &[u8], at: usize) -> Option<u16> {
    text.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

/// The number of 32 bits at `at`.
pub(crate) fn u32_at(text: &[u8], at: usize) -> Option<u32> {
    text.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// The number of 64 bits at `at`.
pub(super) fn u64_at(text: &[u8], at: usize) -> Option<u64> {
    text.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

/// The length that stands at `at` in 16 bits.
pub(super) fn length_at(text: &[u8], at: usize) -> Option<usize> {
    u16_at(text, at).map(usize::from)
}

/// Where in an extra field of a zip numbers of 64 bits stand.
pub fn wide_field(text: &[u8], extra: Span) -> Option<Span> {
    const WIDE: u16 = 1;
    let mut at = extra.start;
    while at + 4 <= extra.end {
        let data = Span::new(at + 4, at + 4 + length_at(text, at + 2)?);
        if data.end > extra.end {
            return None;
        }
        if u16_at(text, at) == Some(WIDE) {
            return Some(data);
        }
        at = data.end;
    }
    None
}
