//! Many bytes in one step: which of a block are one of those that are looked for, a bit for each.

use wide::u8x16;

/// So many bytes are compared at once.
const LANES: usize = 16;
/// The bytes of a block, as many as an answer has bits.
pub(crate) const BLOCK: usize = 64;

/// The first bytes of a text; nothing when there are fewer.
pub(crate) fn first(text: &[u8]) -> Option<&[u8; BLOCK]> {
    text.first_chunk()
}

/// Which bytes of a block are `byte`: the lowest bit stands for the first one.
pub(crate) fn equal(block: &[u8; BLOCK], byte: u8) -> u64 {
    let byte = u8x16::splat(byte);
    each(block, |lanes| lanes.simd_eq(byte))
}

/// Which bytes of a block are digits of base64 or base64url.
pub(crate) fn base64(block: &[u8; BLOCK]) -> u64 {
    each(block, |lanes| {
        let range = |lanes: u8x16, first: u8, last: u8| {
            let above = lanes - u8x16::splat(first);
            above.min(u8x16::splat(last - first)).simd_eq(above)
        };
        let is = |byte: u8| lanes.simd_eq(u8x16::splat(byte));
        range(lanes | u8x16::splat(0x20), b'a', b'z')
            | range(lanes, b'/', b'9')
            | is(b'+')
            | is(b'-')
            | is(b'_')
    })
}

fn each(block: &[u8; BLOCK], is: impl Fn(u8x16) -> u8x16) -> u64 {
    let (lanes, _) = block.as_chunks::<LANES>();
    lanes
        .iter()
        .rev()
        .fold(0, |bits, &lanes| bits << LANES | u64::from(is(u8x16::new(lanes)).to_bitmask()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_told_at_its_place() {
        for byte in 0..=u8::MAX {
            for at in 0..BLOCK {
                let mut block = [b'.'; BLOCK];
                block[at] = byte;
                let digit = byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
                assert_eq!(base64(&block), u64::from(digit) << at, "{byte} at {at}");
                if byte != b'.' {
                    assert_eq!(equal(&block, byte), 1 << at, "{byte} at {at}");
                }
            }
        }
    }
}
