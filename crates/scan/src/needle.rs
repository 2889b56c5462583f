//! Searches for many known byte strings at once.
//!
//! A string is known by a hash of a few of its bytes. The search hashes as many bytes at every
//! second or fourth place of the text: whichever way a string stands, one such window lies wholly
//! inside it. So the cost hardly grows with the number of strings, and no step waits for the one
//! before, as an automaton's do.

use rayon::prelude::*;

/// Shorter strings are not looked for: no secret that short is [distinctive].
///
/// [distinctive]: crate::credential::distinction
pub(crate) const SHORTEST: usize = Short::SHORTEST;

/// One string to look for.
#[derive(Clone)]
pub(crate) struct Needle {
    pub(crate) bytes: Vec<u8>,
    /// Whose it is.
    pub(crate) owner: u32,
    /// Whether it counts only between characters that are no letters or digits.
    pub(crate) bounded: bool,
    /// Whether it is an encoded form.
    pub(crate) spelled: bool,
}

/// The strings, ready to be looked for.
pub(crate) struct Needles {
    all: Vec<Needle>,
    short: Short,
    middle: Middle,
    long: Long,
}

/// Few secrets are short enough to need the closest look.
type Short = Windows<4, 2>;
type Middle = Windows<4, 4>;
type Long = Windows<8, 4>;

impl Needles {
    pub(crate) fn new(mut all: Vec<Needle>) -> Self {
        all.par_sort_unstable_by(|a, b| {
            (a.owner, &a.bytes, a.spelled).cmp(&(b.owner, &b.bytes, b.spelled))
        });
        all.dedup_by(|a, b| a.bytes == b.bytes && a.owner == b.owner);
        let of = |lengths: std::ops::Range<usize>| {
            let fits = move |(_, needle): &(u32, &Needle)| lengths.contains(&needle.bytes.len());
            (0u32..).zip(&all).filter(fits).map(|(id, needle)| (id, needle.bytes.as_slice()))
        };
        let short = Short::new(of(SHORTEST..Middle::SHORTEST).collect());
        let middle = Middle::new(of(Middle::SHORTEST..Long::SHORTEST).collect());
        let long = Long::new(of(Long::SHORTEST..usize::MAX).collect());
        Self { short, middle, long, all }
    }

    pub(crate) fn needle(&self, id: u32) -> &Needle {
        &self.all[id as usize]
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Needle> {
        self.all.iter()
    }

    /// Length of the longest.
    pub(crate) fn longest(&self) -> usize {
        self.all.iter().map(|needle| needle.bytes.len()).max().unwrap_or(0)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Calls `on` for each place of each needle in `text`, with the needle and its start.
    pub(crate) fn search(&self, text: &[u8], on: &mut dyn FnMut(u32, usize)) {
        let mut check = |id: u32, start: usize| {
            let needle = self.needle(id);
            let stands = text[start..].starts_with(&needle.bytes);
            if stands && (!needle.bounded || is_word(text, start, start + needle.bytes.len())) {
                on(id, start);
            }
        };
        self.short.search(text, &mut check);
        self.middle.search(text, &mut check);
        self.long.search(text, &mut check);
    }
}

/// Whether no letter, digit or underscore stands beside a place.
fn is_word(text: &[u8], start: usize, end: usize) -> bool {
    let word =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    !word(start.checked_sub(1).and_then(|at| text.get(at))) && !word(text.get(end))
}

/// An index of strings by windows of `WINDOW` bytes, of which the search looks at every
/// `STRIDE`-th.
struct Windows<const WINDOW: usize, const STRIDE: usize> {
    filter: Vec<u64>,
    mask: u64,
    heads: Vec<u32>,
    slots: Vec<Slot>,
}

#[derive(Clone, Copy)]
struct Slot {
    /// Half of the hash, to pass over most others of the bucket.
    hash: u32,
    needle: u32,
    /// Where in the needle its window stands.
    offset: u32,
    /// The next slot of the same bucket, plus one.
    next: u32,
}

const NONE: u32 = 0;
/// The text is read in blocks of this many bytes, which overlap by half.
const BLOCK: usize = 16;

impl<const WINDOW: usize, const STRIDE: usize> Windows<WINDOW, STRIDE> {
    /// The shortest string that a search is sure to find.
    const SHORTEST: usize = WINDOW + STRIDE - 1;

    /// Takes strings of at least [`Self::SHORTEST`] bytes.
    fn new(strings: Vec<(u32, &[u8])>) -> Self {
        let slots = strings.len() * STRIDE;
        let bits = (slots * 16).next_power_of_two().max(1 << 17);
        let mut index = Self {
            filter: vec![0; bits / 64],
            mask: bits as u64 - 1,
            heads: vec![NONE; (slots * 2).next_power_of_two().max(1 << 10)],
            slots: Vec::with_capacity(slots),
        };
        let mut crowd = Crowd::new(strings.len());
        for (_, bytes) in &strings {
            for base in Self::bases(bytes.len()) {
                crowd.add(hash(window::<WINDOW>(bytes, base)));
            }
        }
        for (id, bytes) in strings {
            // Many strings may share a beginning: take the window that is most its own.
            let size = |base: &usize| crowd.size(hash(window::<WINDOW>(bytes, *base)));
            let base = Self::bases(bytes.len()).into_iter().min_by_key(size).unwrap_or(0);
            for offset in base..base + STRIDE {
                index.add(id, bytes, offset);
            }
        }
        index
    }

    /// Where the windows of a string of this length may begin.
    fn bases(length: usize) -> [usize; 3] {
        let last = length - Self::SHORTEST;
        [0, last / 2, last]
    }

    fn add(&mut self, needle: u32, bytes: &[u8], offset: usize) {
        let (Ok(offset32), Ok(slot)) = (u32::try_from(offset), u32::try_from(self.slots.len() + 1))
        else {
            return;
        };
        let hash = hash(window::<WINDOW>(bytes, offset));
        let (word, bits) = self.marks(hash);
        self.filter[word] |= bits;
        let bucket = self.bucket(hash);
        self.slots.push(Slot {
            hash: upper(hash),
            needle,
            offset: offset32,
            next: self.heads[bucket],
        });
        self.heads[bucket] = slot;
    }

    fn bucket(&self, hash: u64) -> usize {
        usize::try_from(hash >> 20).unwrap_or(usize::MAX) & (self.heads.len() - 1)
    }

    /// Calls `on` with each string that may stand in `text`, and where it would begin.
    fn search(&self, text: &[u8], on: &mut impl FnMut(u32, usize)) {
        if self.slots.is_empty() || text.len() < Self::SHORTEST {
            return;
        }
        let mut at = 0;
        // A block at a time, so that its windows are taken without a look at the end of the text.
        while let Some(block) = text[at..].first_chunk::<BLOCK>() {
            for offset in (0..BLOCK / 2).step_by(STRIDE) {
                let hash = hash(window::<WINDOW>(block, offset));
                if self.may_know(hash) {
                    self.look_closer(at + offset, hash, on);
                }
            }
            at += BLOCK / 2;
        }
        while at + WINDOW <= text.len() {
            let hash = hash(window::<WINDOW>(text, at));
            if self.may_know(hash) {
                self.look_closer(at, hash, on);
            }
            at += STRIDE;
        }
    }

    #[inline]
    fn may_know(&self, hash: u64) -> bool {
        let (word, bits) = self.marks(hash);
        self.filter[word] & bits == bits
    }

    /// The two bits that stand for a window, and the word of the filter in which they are.
    #[inline]
    fn marks(&self, hash: u64) -> (usize, u64) {
        let word = ((hash & self.mask) / 64) as usize;
        (word, 1 << (hash % 64) | 1 << (hash >> 40 & 63))
    }

    #[inline(never)]
    fn look_closer(&self, at: usize, hash: u64, on: &mut impl FnMut(u32, usize)) {
        let mut next = self.heads[self.bucket(hash)];
        while next != NONE {
            let slot = self.slots[next as usize - 1];
            next = slot.next;
            if slot.hash == upper(hash)
                && let Some(start) = at.checked_sub(slot.offset as usize)
            {
                on(slot.needle, start);
            }
        }
    }
}

/// About how many strings share a window; small, because it is only a hint.
struct Crowd(Vec<u16>);

impl Crowd {
    /// For so many strings.
    fn new(strings: usize) -> Self {
        Self(vec![0; (strings * 8).next_power_of_two().clamp(1 << 10, 1 << 21)])
    }

    fn place(&self, hash: u64) -> usize {
        upper(hash) as usize & (self.0.len() - 1)
    }

    fn add(&mut self, hash: u64) {
        let place = self.place(hash);
        self.0[place] = self.0[place].saturating_add(1);
    }

    fn size(&self, hash: u64) -> u16 {
        self.0[self.place(hash)]
    }
}

#[inline]
fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[inline]
fn window<const WINDOW: usize>(bytes: &[u8], at: usize) -> u64 {
    let mut word = [0; 8];
    word[..WINDOW].copy_from_slice(&bytes[at..at + WINDOW]);
    u64::from_le_bytes(word)
}

#[inline]
fn hash(window: u64) -> u64 {
    let mixed = window.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(needles: &[&str], text: &str) -> Vec<(usize, String)> {
        let all = needles
            .iter()
            .map(|needle| Needle {
                bytes: needle.as_bytes().to_vec(),
                owner: 0,
                bounded: needle.len() < Long::SHORTEST,
                spelled: false,
            })
            .collect();
        let index = Needles::new(all);
        let mut found = Vec::new();
        index.search(text.as_bytes(), &mut |id, start| {
            found.push((start, String::from_utf8(index.needle(id).bytes.clone()).expect("text")));
        });
        found.sort();
        found
    }

    #[test]
    fn finds_needles_of_every_length_at_every_alignment() {
        for needle in
            (SHORTEST..40).map(|length| &"0123456789abcdefghijklmnopqrstuvwxyzABCD"[..length])
        {
            for lead in 0..9 {
                let text = format!("{} {needle} {}", "x".repeat(lead), "y".repeat(3));
                assert_eq!(find(&[needle], &text), [(lead + 1, needle.to_owned())]);
            }
        }
    }

    #[test]
    fn finds_needles_that_overlap_and_share_a_beginning() {
        let found = find(
            &["prefix-prefix-1", "prefix-prefix-2", "fix-prefix-2 y"],
            "prefix-prefix-2 y prefix-prefix-1",
        );
        assert_eq!(found.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [0, 3, 18]);
    }

    #[test]
    fn counts_short_needles_only_as_words() {
        assert_eq!(find(&["hunter2"], "xhunter2 hunter2 hunter22"), [(9, "hunter2".to_owned())]);
    }
}
