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

/// Where the first `end` in `raw` stands that no `escape` stands before, from `from` on; the byte
/// behind an escape is passed over whatever it is.
pub(crate) fn find_unescaped(end: u8, escape: u8, raw: &[u8], mut from: usize) -> Option<usize> {
    let [ends, escapes] = [end, escape].map(|needle| ONES * u64::from(needle));
    let mut misses = 0;
    // Bytes before this one are passed over.
    let mut next = from;
    while let Some(&word) = raw.get(from..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(word);
        let mut hits = zeros(word ^ ends) | zeros(word ^ escapes);
        misses = if hits == 0 { misses + 1 } else { 0 };
        while hits != 0 {
            let at = from + (hits.trailing_zeros() / 8) as usize;
            hits &= hits - 1;
            if at < next {
                continue;
            }
            if raw[at] == end {
                return Some(at);
            }
            next = at + 2;
        }
        from += 8;
        if misses == WORDS {
            misses = 0;
            from = next.max(from);
            from += memchr::memchr2(end, escape, raw.get(from..)?)?;
            next = from;
        }
    }
    let mut at = next;
    while let Some(&byte) = raw.get(at) {
        if byte == end {
            return Some(at);
        }
        at += if byte == escape { 2 } else { 1 };
    }
    None
}

/// A word with every byte one.
const ONES: u64 = 0x0101_0101_0101_0101;

/// Sets the high bit of the first zero byte of `word`, and perhaps of later bytes; 0 if there is none.
fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & (ONES << 7)
}

/// Sets the high bit of every zero byte of `word`, and no other bit.
fn zeros(word: u64) -> u64 {
    const LOW: u64 = ONES * 0x7f;
    !(((word & LOW) + LOW) | word | LOW)
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
            text in "([a-z]{0,40}(\\\\[\"\\\\n]){0,3}\"?){0,6}",
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
