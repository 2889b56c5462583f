//! Searches for many known byte strings at once.
//!
//! Long strings are found by a hash of eight bytes at every fourth place of the text: whichever
//! way a string of eleven bytes or more stands, one such window lies wholly inside it. Short
//! strings go through an automaton. Either way the cost hardly grows with their number.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Windows are of this many bytes,
const WINDOW: usize = 8;
/// at every so manyth place of the text,
const STRIDE: usize = 4;
/// so that this is the shortest string they find.
const LONG: usize = WINDOW + STRIDE - 1;

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
    short: Option<AhoCorasick>,
    /// Which needle a pattern of `short` is.
    short_ids: Vec<u32>,
    filter: Vec<u64>,
    mask: u64,
    heads: Vec<u32>,
    slots: Vec<Slot>,
}

#[derive(Clone, Copy)]
struct Slot {
    hash: u64,
    needle: u32,
    /// Where in the needle its window stands.
    offset: u32,
    /// The next slot of the same bucket, plus one.
    next: u32,
}

const NONE: u32 = 0;

impl Needles {
    pub(crate) fn new(mut all: Vec<Needle>) -> Self {
        all.sort_by(|a, b| (&a.bytes, a.owner, a.spelled).cmp(&(&b.bytes, b.owner, b.spelled)));
        all.dedup_by(|a, b| a.bytes == b.bytes && a.owner == b.owner);
        let short_ids: Vec<u32> = (0..all.len())
            .filter(|&id| all[id].bytes.len() < LONG)
            .filter_map(|id| u32::try_from(id).ok())
            .collect();
        let short = (!short_ids.is_empty()).then(|| automaton(&all, &short_ids)).flatten();
        let long: Vec<usize> = (0..all.len()).filter(|&id| all[id].bytes.len() >= LONG).collect();
        let size = (long.len() * STRIDE * 2).next_power_of_two().max(1 << 10);
        let bits = (long.len() * STRIDE * 16).next_power_of_two().max(1 << 16);
        let mut index = Self {
            short,
            short_ids,
            filter: vec![0; bits / 64],
            mask: bits as u64 - 1,
            heads: vec![NONE; size],
            slots: Vec::with_capacity(long.len() * STRIDE),
            all,
        };
        let mut crowd = std::collections::HashMap::new();
        for &id in &long {
            for base in bases(index.all[id].bytes.len()) {
                *crowd.entry(window(&index.all[id].bytes, base)).or_insert(0u32) += 1;
            }
        }
        for &id in &long {
            let bytes = &index.all[id].bytes;
            // Many needles may share a beginning: take the window that is most their own.
            let base = bases(bytes.len())
                .into_iter()
                .min_by_key(|&base| crowd.get(&window(bytes, base)).copied().unwrap_or(0))
                .unwrap_or(0);
            for shift in 0..STRIDE {
                index.add(id, base + shift);
            }
        }
        index
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

    fn add(&mut self, id: usize, offset: usize) {
        let (Ok(needle), Ok(offset32), Ok(slot)) =
            (u32::try_from(id), u32::try_from(offset), u32::try_from(self.slots.len() + 1))
        else {
            return;
        };
        let hash = hash(window(&self.all[id].bytes, offset));
        let bit = hash & self.mask;
        self.filter[(bit / 64) as usize] |= 1 << (bit % 64);
        let bucket = self.bucket(hash);
        self.slots.push(Slot { hash, needle, offset: offset32, next: self.heads[bucket] });
        self.heads[bucket] = slot;
    }

    fn bucket(&self, hash: u64) -> usize {
        usize::try_from(hash >> 20).unwrap_or(usize::MAX) & (self.heads.len() - 1)
    }

    /// Calls `on` for each place of each needle in `text`, with the needle and its start.
    pub(crate) fn search(&self, text: &[u8], on: &mut dyn FnMut(u32, usize)) {
        if let Some(short) = &self.short {
            for found in short.find_overlapping_iter(text) {
                let id = self.short_ids[found.pattern().as_usize()];
                self.report(text, id, found.start(), on);
            }
        }
        if self.slots.is_empty() || text.len() < LONG {
            return;
        }
        let mut at = 0;
        while at + WINDOW <= text.len() {
            let hash = hash(window(text, at));
            let bit = hash & self.mask;
            if self.filter[(bit / 64) as usize] >> (bit % 64) & 1 == 1 {
                self.compare(text, at, hash, on);
            }
            at += STRIDE;
        }
    }

    fn compare(&self, text: &[u8], at: usize, hash: u64, on: &mut dyn FnMut(u32, usize)) {
        let mut next = self.heads[self.bucket(hash)];
        while next != NONE {
            let slot = self.slots[next as usize - 1];
            next = slot.next;
            let needle = &self.all[slot.needle as usize].bytes;
            if slot.hash == hash
                && let Some(start) = at.checked_sub(slot.offset as usize)
                && text[start..].starts_with(needle)
            {
                self.report(text, slot.needle, start, on);
            }
        }
    }

    fn report(&self, text: &[u8], id: u32, start: usize, on: &mut dyn FnMut(u32, usize)) {
        let needle = self.needle(id);
        let end = start + needle.bytes.len();
        let word = |byte: Option<&u8>| {
            byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        };
        let free = !word(start.checked_sub(1).and_then(|at| text.get(at))) && !word(text.get(end));
        if !needle.bounded || free {
            on(id, start);
        }
    }
}

fn automaton(all: &[Needle], ids: &[u32]) -> Option<AhoCorasick> {
    let total: usize = ids.iter().map(|&id| all[id as usize].bytes.len()).sum();
    let kind = if total < 20_000 { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
    AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .kind(Some(kind))
        .build(ids.iter().map(|&id| &all[id as usize].bytes))
        .ok()
}

/// Where the windows of a needle of this length may begin.
fn bases(length: usize) -> [usize; 3] {
    let last = length - LONG;
    [0, last / 2, last]
}

#[inline]
fn window(bytes: &[u8], at: usize) -> u64 {
    let mut word = [0; WINDOW];
    word.copy_from_slice(&bytes[at..at + WINDOW]);
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
                bounded: needle.len() < LONG,
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
    fn finds_long_needles_at_every_alignment() {
        for lead in 0..9 {
            let text = format!("{}0123456789a{}", "x".repeat(lead), "y".repeat(3));
            assert_eq!(find(&["0123456789a"], &text), [(lead, "0123456789a".to_owned())]);
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
