//! One pass for all literals of the pack: keywords of shapes, starts of structures, words.
//!
//! Each literal is known by four neighbouring bytes, the rarest it has. The pass hashes every four
//! bytes at even places of the text into a bitmap (a blocked Bloom filter, of which text meets few
//! words often, so that those stay in the first-level cache), and looks closer where it says so: a literal of five bytes or more is entered with two neighbouring
//! fours, one of which stands at an even place. An automaton takes a step for each byte that waits
//! for the step before; here no position waits for another.
//!
//! Invariant: reports exactly the places where a literal of four bytes or more stands, without
//! regard to the case of ASCII letters, overlapping ones too. A property test compares it with
//! a plain search.

use std::ops::Range;

use crate::error::Problem;

/// The number of bytes that are hashed.
const GRAM: usize = 4;
/// Every so many bytes of the text they are hashed.
const STRIDE: usize = 2;
/// The shortest literal. The byte behind it is left open, save that it has to be visible ASCII
/// and no quote, bracket, comma or semicolon: every literal this short starts something longer.
const SHORTEST: usize = GRAM - 1;
const BITMAP_BITS: u32 = 13;
const BITMAP_WORDS: usize = 1 << BITMAP_BITS;
const BUCKET_BITS: u32 = 15;

/// The filter over the literals.
#[derive(Debug)]
pub(crate) struct Prefilter {
    bitmap: Box<[u64; BITMAP_WORDS]>,
    /// Where the entries of each bucket start; one more than there are buckets.
    buckets: Vec<u32>,
    entries: Vec<Entry>,
    literals: Vec<Box<[u8]>>,
}

/// Four bytes by which a literal is known.
#[derive(Clone, Copy, Debug)]
struct Entry {
    gram: u32,
    /// The first four bytes of the literal, or all three.
    head: u32,
    literal: u16,
    /// Where the four bytes stand, seen from the byte before the literal.
    offset: u16,
}

impl Prefilter {
    /// Builds the filter; literals are told apart by their position.
    pub(crate) fn new(literals: &[&str]) -> Result<Self, Problem> {
        let ordinary = Ordinary::new();
        let mut entries = Vec::new();
        for (literal, text) in literals.iter().enumerate() {
            let text = text.as_bytes();
            let literal = u16::try_from(literal).map_err(|_| Problem::Prefilter)?;
            let mut enter = |four: [u8; GRAM], offset: u16| {
                entries.push(Entry { gram: gram(&four), head: head(text), literal, offset });
            };
            match *text {
                [a, b, c] => {
                    folded(|behind| goes_on(c, behind))
                        .for_each(|behind| enter([a, b, c, behind], 1));
                    folded(|_| true).for_each(|before| enter([before, a, b, c], 0));
                }
                [a, b, c, d] => {
                    enter([a, b, c, d], 1);
                    folded(|_| true).for_each(|before| enter([before, a, b, c], 0));
                }
                [_, _, _, _, _, ..] => {
                    let rarest = ordinary.rarest(text);
                    let offsets = 1..=u16::try_from(text.len()).map_err(|_| Problem::Prefilter)?;
                    for (offset, four) in offsets.zip(text.windows(GRAM)).skip(rarest).take(STRIDE)
                    {
                        enter([four[0], four[1], four[2], four[3]], offset);
                    }
                }
                _ => return Err(Problem::Prefilter),
            }
        }
        let (buckets, entries) = in_buckets(&entries);
        let mut bitmap = Box::new([0; BITMAP_WORDS]);
        for entry in &entries {
            let (word, bits) = marks(entry.gram);
            bitmap[word] |= bits;
        }
        let literals =
            literals.iter().map(|l| l.to_ascii_lowercase().into_bytes().into()).collect();
        Ok(Self { bitmap, buckets, entries, literals })
    }

    /// Calls `on` for every hit, with the position of the literal. Hits come in the order in
    /// which their rarest bytes stand in the text.
    pub(crate) fn each(&self, text: &[u8], mut on: impl FnMut(usize, Range<usize>)) {
        for (place, four) in text.windows(GRAM).step_by(STRIDE).enumerate() {
            let gram = gram(&[four[0], four[1], four[2], four[3]]);
            let (word, bits) = marks(gram);
            if self.bitmap[word] & bits == bits {
                self.look_closer(text, place * STRIDE, gram, &mut on);
            }
        }
    }

    #[inline(never)]
    fn look_closer(
        &self,
        text: &[u8],
        at: usize,
        gram: u32,
        on: &mut impl FnMut(usize, Range<usize>),
    ) {
        let bucket = bucket(gram);
        let entries = self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize;
        for entry in &self.entries[entries] {
            if entry.gram != gram {
                continue;
            }
            let Some(start) = (at + 1).checked_sub(entry.offset.into()) else {
                continue;
            };
            if !text.get(start..).is_some_and(|here| begins(here, entry.head)) {
                continue;
            }
            let literal = &self.literals[usize::from(entry.literal)];
            let end = start + literal.len();
            let stands =
                text.get(start..end).is_some_and(|here| here.eq_ignore_ascii_case(literal));
            let goes_on = literal.len() > SHORTEST
                || text.get(end).is_some_and(|&behind| goes_on(text[end - 1], behind));
            if stands && goes_on {
                on(entry.literal.into(), start..end);
            }
        }
    }
}

/// Sorts entries into their buckets: where each bucket starts, and the entries one after the
/// other, those of a bucket in the order in which they were made.
fn in_buckets(entries: &[Entry]) -> (Vec<u32>, Vec<Entry>) {
    let mut starts = vec![0; (1 << BUCKET_BITS) + 1];
    entries.iter().for_each(|entry| starts[bucket(entry.gram) + 1] += 1);
    let mut behind = 0;
    for start in &mut starts {
        behind += *start;
        *start = behind;
    }
    let mut free = starts.clone();
    let mut sorted = entries.to_vec();
    for entry in entries {
        let place = &mut free[bucket(entry.gram)];
        sorted[*place as usize] = *entry;
        *place += 1;
    }
    (starts, sorted)
}

/// Four bytes as a number, with the case of letters folded. Some other bytes fold together
/// too, which only costs a closer look.
fn gram(four: &[u8; GRAM]) -> u32 {
    u32::from_le_bytes(*four) | 0x2020_2020
}

/// The first bytes of a literal; the last one is zero when there are only three.
fn head(literal: &[u8]) -> u32 {
    match *literal {
        [a, b, c] => gram(&[a, b, c, 0]) & SHORT,
        [a, b, c, d, ..] => gram(&[a, b, c, d]),
        _ => 0,
    }
}

/// Whether a text could begin with the literal that has this head.
fn begins(text: &[u8], head: u32) -> bool {
    match text.first_chunk() {
        Some(four) if head > SHORT => gram(four) == head,
        Some(four) => gram(four) & SHORT == head,
        None => true,
    }
}

/// The first three of four bytes.
const SHORT: u32 = 0x00ff_ffff;

/// Each byte of a kind, as it is when folded, once.
fn folded(is_wanted: impl Fn(u8) -> bool) -> impl Iterator<Item = u8> {
    (0..=u8::MAX)
        .filter(|byte| byte & 0x20 != 0)
        .filter(move |&byte| is_wanted(byte) || is_wanted(byte & !0x20))
}

/// Whether a byte may stand behind a literal that is as short as can be.
fn is_open(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"\"'<>(){}[],;".contains(&byte)
}

/// Whether a byte may stand behind a literal that is as short as can be and ends in `last`: behind a
/// sign a quote may.
fn goes_on(last: u8, behind: u8) -> bool {
    is_open(behind) || matches!(last, b'=' | b':') && matches!(behind, b'"' | b'\'')
}

/// Multiplicative hashing: the high bits depend on all bytes.
fn hash(gram: u32) -> u64 {
    u64::from(gram).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The two bits that stand for four bytes, and the word of the bitmap in which they are.
fn marks(gram: u32) -> (usize, u64) {
    let hash = hash(gram);
    let bits = 1 << (hash >> 46 & 63) | 1 << (hash >> 40 & 63);
    ((hash >> (u64::BITS - BITMAP_BITS)) as usize, bits)
}

fn bucket(gram: u32) -> usize {
    (hash(gram) >> (u64::BITS - BUCKET_BITS)) as usize
}

/// Words that ordinary text is full of: what stands in one of them is a bad mark.
const ORDINARY: &str = "name value content function access request response application server \
    service string number object return this that with from have type header headers method \
    status version text/html script image date time cache control accept encoding language user \
    agent path code connection false true null undefined https://www. .com/ .org/ .net/ .js .css \
    .png data div class style width height color display none block margin padding position \
    target event element document window length index result error message callback window \
    component container background security transport origin referer policy transfer timings \
    started blocked receive cookie mime entries pages comment query post params redirect body size \
    state information international company products support about contact account login click \
    button form input label field title description create update delete search share social";

/// All four neighbouring bytes of ordinary text, sorted; what stands there twice is in it twice.
struct Ordinary(Vec<u32>);

impl Ordinary {
    fn new() -> Self {
        let mut grams: Vec<u32> = grams(ORDINARY.as_bytes()).collect();
        grams.sort_unstable();
        Self(grams)
    }

    /// Finds the neighbouring fours of a literal, as many as are entered, that ordinary text has
    /// least.
    fn rarest(&self, literal: &[u8]) -> usize {
        let commonness: Vec<(usize, u32)> = literal
            .windows(GRAM)
            .zip(grams(literal))
            .map(|(four, gram)| {
                let first = self.0.partition_point(|&here| here < gram);
                let times = self.0[first..].iter().take_while(|&&here| here == gram).count();
                (times, four.iter().map(|&byte| common(byte)).sum())
            })
            .collect();
        let together = commonness.windows(STRIDE).map(|fours| {
            let times: usize = fours.iter().map(|(times, _)| times).sum();
            (times, fours.iter().map(|(_, bytes)| bytes).sum::<u32>())
        });
        together.enumerate().min_by_key(|&(_, common)| common).map_or(0, |(offset, _)| offset)
    }
}

/// All four neighbouring bytes of a text, folded.
fn grams(text: &[u8]) -> impl Iterator<Item = u32> + '_ {
    text.windows(GRAM).map(|four| gram(&[four[0], four[1], four[2], four[3]]))
}

/// How common a byte is in JSON, scripts and logs, roughly.
fn common(byte: u8) -> u32 {
    match byte.to_ascii_lowercase() {
        b' ' | b'e' | b't' | b'"' => 10,
        b'a' | b'o' | b'i' | b'n' | b's' | b'r' => 8,
        b'l' | b'c' | b'd' | b'u' | b'p' | b'm' | b':' | b'/' => 6,
        b'0'..=b'9' | b'f' | b'h' | b'g' | b'b' | b'.' | b'-' | b'=' => 4,
        b'v' | b'y' | b'w' | b'k' | b'_' => 3,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(literals: &[&str], text: &[u8]) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        let prefilter = Prefilter::new(literals).expect("they are long enough");
        prefilter.each(text, |literal, at| found.push((literal, at)));
        found.sort_by_key(|(literal, at)| (at.start, *literal));
        found
    }

    #[test]
    fn finds_overlapping_literals_in_any_case() {
        let literals = ["token", "access_token", "eyJ", "://"];
        assert_eq!(
            found(&literals, b"ACCESS_Token eyj. http://x eyJ"),
            [(1, 0..12), (0, 7..12), (2, 13..16), (3, 22..25)],
            "three bytes at the very end are no start of anything"
        );
    }

    #[test]
    fn refuses_literals_that_stand_everywhere() {
        assert!(Prefilter::new(&["ab"]).is_err());
    }

    proptest! {
        #[test]
        fn finds_what_a_plain_search_finds(text in "[abAB_=]{0,60}") {
            let literals = ["aab", "abab", "b_a=", "aabb_a", "bbbbb", "abababa"];
            let mut expected = Vec::new();
            for start in 0..text.len() {
                for (position, literal) in literals.iter().enumerate() {
                    let end = start + literal.len();
                    let is_last = literal.len() == SHORTEST && end == text.len();
                    let here = text.get(start..end);
                    if here.is_some_and(|here| here.eq_ignore_ascii_case(literal)) && !is_last {
                        expected.push((position, start..end));
                    }
                }
            }
            prop_assert_eq!(found(&literals, text.as_bytes()), expected);
        }
    }
}
