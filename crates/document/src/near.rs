//! Finding the next quote or escape character, near or far.
//!
//! Far ones are `memchr`'s business. Near ones, such as the quotes of JSON inside JSON, would each pay
//! for setting up a long search, so the first words are looked at here.

use crate::lanes;

/// Where the next `needle` in `raw` stands, from `from` on, or the end.
pub(crate) fn find(needle: u8, raw: &[u8], from: usize) -> usize {
    let rest = &raw[from..];
    match near(rest, |word| zero_bytes(word ^ (ONES * u64::from(needle)))) {
        Near::At(offset) => from + offset,
        Near::Beyond(skipped, rest) => {
            memchr::memchr(needle, rest).map_or(raw.len(), |offset| from + skipped + offset)
        }
    }
}

/// Where the next of two needles in `raw` stands, from `from` on, or the end.
pub(crate) fn find_either(first: u8, second: u8, raw: &[u8], from: usize) -> usize {
    let Some(rest) = raw.get(from..) else { return raw.len() };
    let either = |word| {
        let [first, second] = [first, second].map(|needle| ONES * u64::from(needle));
        zero_bytes(word ^ first) | zero_bytes(word ^ second)
    };
    match near(rest, either) {
        Near::At(offset) => from + offset,
        Near::Beyond(skipped, rest) => {
            let found = memchr::memchr2(first, second, rest);
            found.map_or(raw.len(), |offset| from + skipped + offset)
        }
    }
}

/// Where the first `end` in `raw` stands that no `escape` stands before, from `from` on; the byte
/// behind an escape is passed over whatever it is.
pub(crate) fn find_unescaped(end: u8, escape: u8, raw: &[u8], mut from: usize) -> Option<usize> {
    let mut is_escaped = false;
    while let Some(block) = lanes::first(raw.get(from..)?) {
        let escapes = lanes::equal(block, escape);
        let ends = lanes::equal(block, end) & !behind_escapes(escapes, &mut is_escaped);
        if ends != 0 {
            return Some(from + ends.trailing_zeros() as usize);
        }
        from += lanes::BLOCK;
    }
    from += usize::from(is_escaped);
    while let Some(&byte) = raw.get(from) {
        if byte == end {
            return Some(from);
        }
        from += if byte == escape { 2 } else { 1 };
    }
    None
}

/// The bytes of a block that stand behind an escape which itself is not escaped. `is_escaped` says
/// of the first byte whether one stands before it, and then of the next block's.
///
/// Of a row of escapes the first, third … escape the one behind them. To subtract the first ones
/// of all rows from a mask of all odd places carries through each row, and comes out at odd or even
/// places as the row has begun at one (G. Langdale, D. Lemire, "Parsing Gigabytes of JSON per
/// Second", section 3.1.1).
fn behind_escapes(escapes: u64, is_escaped: &mut bool) -> u64 {
    const ODD: u64 = 0xaaaa_aaaa_aaaa_aaaa;
    let first = u64::from(*is_escaped);
    if escapes == 0 {
        *is_escaped = false;
        return first;
    }
    let beginnings = escapes & !first;
    let alternating = (beginnings << 1 | ODD).wrapping_sub(beginnings) ^ ODD;
    *is_escaped = (alternating & escapes) >> 63 != 0;
    alternating ^ (escapes | first)
}

/// A word with every byte one.
const ONES: u64 = 0x0101_0101_0101_0101;

/// Sets the high bit of the first zero byte of `word`, and perhaps of later bytes; 0 if there is none.
fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & (ONES << 7)
}

enum Near<'a> {
    At(usize),
    Beyond(usize, &'a [u8]),
}

/// How many words are looked at before a long search is set up.
const WORDS: usize = 3;

/// Looks into the first words.
fn near(rest: &[u8], hits: impl Fn(u64) -> u64) -> Near<'_> {
    let (words, _) = rest.as_chunks::<8>();
    let mut skipped = 0;
    for &word in words.iter().take(WORDS) {
        let hits = hits(u64::from_le_bytes(word));
        if hits != 0 {
            return Near::At(skipped + (hits.trailing_zeros() / 8) as usize);
        }
        skipped += 8;
    }
    Near::Beyond(skipped, &rest[skipped..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_needle_wherever_it_stands() {
        // 0x5d and 0xdc are the backslash but for one bit.
        for len in 0..40 {
            for at in 0..=len {
                let mut raw = [0x5d, 0xdc, 0, 0xff].repeat(10);
                raw.truncate(len);
                for byte in raw.iter_mut().skip(at).step_by(3) {
                    *byte = b'\\';
                }
                for from in 0..=at {
                    assert_eq!(find(b'\\', &raw, from), at);
                    assert_eq!(find_either(b'"', b'\\', &raw, from), at);
                    assert_eq!(find_either(b'\\', b'"', &raw, from), at);
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn finds_the_end_as_one_does_byte_by_byte(
            text in "([a-z]{0,40}(\\\\[\"\\\\n]){0,3}(\\\\\\\\){0,40}\"?){0,6}",
            from in 0..9usize,
        ) {
            let raw = text.as_bytes();
            let mut plain = None;
            let mut at = from;
            while at < raw.len() {
                match raw[at] {
                    b'"' => { plain = Some(at); break; }
                    b'\\' => at += 2,
                    _ => at += 1,
                }
            }
            proptest::prop_assert_eq!(find_unescaped(b'"', b'\\', raw, from), plain);
        }
    }
}
