//! Finding the next quote or escape character, near or far.
//!
//! Far ones are `memchr`'s business. Near ones, such as the quotes of JSON inside JSON, would each pay
//! for setting up a long search, so the first words are looked at here.

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
}
