//! Where an echo can stand: which parts of a source are worth another walk once the secrets are
//! known.
//!
//! Every stretch of letters stands in the bytes of the source as it is, unless it lies behind an
//! encoding that spells letters in its own way; and of those layers the first walk kept a list.
//! So the parts that hold a stretch of letters of some secret, and the parts that hold such a
//! layer, are all that have to be walked again; the rest is passed over unread.
//!
//! Invariant: a walk through these parts hears what a walk through everything would hear.

mod explained;

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;
use rayon::iter::Either;
use rayon::prelude::*;

use scrubjay_document::{Span, is_letter};

use crate::needle::{self, Needle, Needles};

pub(crate) use explained::Explained;

/// The text is searched in pieces of this many bytes, which overlap by the longest needle.
const PIECE: usize = 4 << 20;

/// The stretches of letters of a set of needles.
pub(crate) enum Stretches {
    /// Each needle has one.
    All(Box<Letters>),
    /// Some needle has none that is long enough: it could stand anywhere.
    Anywhere,
}

/// Stretches of letters.
pub(crate) struct Letters {
    needles: Needles,
    /// The needles of which each is part.
    parts: HashMap<Vec<u8>, Vec<Part>, RandomState>,
}

/// A needle of which a stretch is part.
pub(crate) struct Part {
    bytes: Vec<u8>,
    owner: u32,
    /// Where the stretch begins in it.
    offset: usize,
}

impl Stretches {
    /// Takes the longest stretch of each needle.
    pub(crate) fn of(needles: &Needles) -> Self {
        let mut parts: HashMap<Vec<u8>, Vec<Part>, RandomState> = HashMap::default();
        for needle in needles.iter() {
            let Some(longest) = longest(&needle.bytes) else { return Stretches::Anywhere };
            let part =
                Part { bytes: needle.bytes.clone(), owner: needle.owner, offset: longest.start };
            parts.entry(longest.slice(&needle.bytes).to_vec()).or_default().push(part);
        }
        let stretches = parts.keys().map(|letters| Needle {
            bytes: letters.clone(),
            owner: NOBODY,
            bounded: false,
            spelled: false,
        });
        let needles = Needles::new(stretches.collect());
        Stretches::All(Box::new(Letters { needles, parts }))
    }

    /// Whether one of them stands in `text`.
    fn stand_in(&self, text: &[u8]) -> bool {
        let Stretches::All(letters) = self else { return true };
        let mut found = false;
        letters.needles.search(text, &mut |_, _| found = true);
        found
    }
}

/// The longest stretch of letters, if it is long enough to be looked for.
fn longest(needle: &[u8]) -> Option<Span> {
    let stretches = needle.split(|&byte| !is_letter(byte)).scan(0, |at, letters| {
        let start = *at;
        *at += letters.len() + 1;
        Some(Span::new(start, start + letters.len()))
    });
    stretches.max_by_key(|span| span.len()).filter(|span| span.len() >= needle::SHORTEST)
}

/// The owner of a stretch: it may be part of several secrets.
const NOBODY: u32 = u32::MAX;

/// What is looked for in the bytes of a source as they are, with nothing decoded: stretches of
/// letters, to know where to listen, and the spellings of the secrets, in one search.
pub(crate) struct Surface {
    needles: Needles,
    anywhere: bool,
}

impl Surface {
    pub(crate) fn new(
        stretches: &Stretches,
        spellings: impl ParallelIterator<Item = Needle>,
    ) -> Self {
        let mut needles: Vec<Needle> = spellings.collect();
        let letters = match stretches {
            Stretches::All(letters) => Some(letters.needles.iter().cloned()),
            Stretches::Anywhere => None,
        };
        let anywhere = letters.is_none();
        needles.extend(letters.into_iter().flatten());
        Self { needles: Needles::new(needles), anywhere }
    }

    /// The spans of `text` in which an echo can stand, sorted and disjoint, when `veiled` are the
    /// places of the layers that hide letters; and the places of the spellings, with their
    /// owners, sorted. What `is_explained` says to be a place that is known is left out.
    fn search(
        &self,
        text: &[u8],
        veiled: &[Span],
        is_explained: impl Fn(&[u8], Span) -> bool + Sync,
    ) -> (Vec<Span>, Vec<(u32, Span)>) {
        let (near, mut spelled): (Vec<Span>, Vec<(u32, Span)>) = each_place(text, &self.needles)
            .partition_map(|(id, span)| match self.needles.needle(id).owner {
                NOBODY => Either::Left(span),
                owner => Either::Right((owner, span)),
            });
        spelled.par_sort_unstable();
        spelled.dedup();
        if self.anywhere {
            return (vec![Span::of(text)], spelled);
        }
        let mut near: Vec<Span> =
            near.into_par_iter().filter(|&span| !is_explained(span.slice(text), span)).collect();
        near.extend(veiled);
        near.par_sort_unstable();
        let mut joined: Vec<Span> = Vec::new();
        for span in near {
            match joined.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => joined.push(span),
            }
        }
        (joined, spelled)
    }
}

/// The layers of a source that hide letters, by where the outermost layer around each stands in
/// the source.
#[derive(Clone, Debug, Default)]
pub(crate) struct Veiled {
    all: Vec<Span>,
    /// Those that hide letters in a layer that is hidden itself.
    nested: Vec<Span>,
}

impl Veiled {
    /// Adds one; `nested` when it stands in another one.
    pub(crate) fn add(&mut self, outermost: Span, nested: bool) {
        let spans = if nested { &mut self.nested } else { &mut self.all };
        if spans.last() != Some(&outermost) {
            spans.push(outermost);
        }
    }

    /// Adds those of another piece of the source.
    pub(crate) fn extend(&mut self, other: Veiled) {
        self.all.extend(other.all);
        self.nested.extend(other.nested);
    }
}

/// What is listened for, and where in one source that makes sense.
pub(crate) struct Ears<'n> {
    pub(crate) needles: &'n Needles,
    stretches: &'n Stretches,
    nested: HashSet<Span, RandomState>,
    /// The parts of the source to be walked.
    pub(crate) near: Vec<Span>,
    /// Where in its bytes a secret stands in some spelling, and whose it is.
    pub(crate) spelled: Vec<(u32, Span)>,
}

impl<'n> Ears<'n> {
    pub(crate) fn new(
        needles: &'n Needles,
        stretches: &'n Stretches,
        surface: &Surface,
        veiled: &Veiled,
        explained: &Explained,
        text: &[u8],
    ) -> Self {
        let is_explained = |letters: &[u8], span| match stretches {
            Stretches::All(all) => {
                all.parts.get(letters).is_some_and(|parts| explained.covers(text, span, parts))
            }
            Stretches::Anywhere => false,
        };
        let (near, spelled) = surface.search(text, &veiled.all, is_explained);
        let nested = veiled.nested.iter().copied().collect();
        Self { needles, stretches, nested, near, spelled }
    }

    /// Whether an echo can stand in the text of a layer that hides letters.
    pub(crate) fn reach_into(&self, text: &[u8], outermost: Option<Span>) -> bool {
        outermost.is_none_or(|span| self.nested.contains(&span)) || self.stretches.stand_in(text)
    }
}

/// Every place of the needles in `text`, with the needle, in no order and some of them twice.
pub(crate) fn each_place(
    text: &[u8],
    needles: &Needles,
) -> impl ParallelIterator<Item = (u32, Span)> {
    // A needle that has to be a word of its own is judged with the byte before and after it.
    let overlap = needles.longest() + 1;
    let starts: Vec<usize> = (0..text.len()).step_by(PIECE).collect();
    starts.into_par_iter().flat_map_iter(move |start| {
        let from = start.saturating_sub(1);
        let until = (start + PIECE + overlap).min(text.len());
        let mut hits = Vec::new();
        needles.search(&text[from..until], &mut |id, at| {
            let at = from + at;
            hits.push((id, Span::new(at, at + needles.needle(id).bytes.len())));
        });
        hits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needles(all: &[&str]) -> Needles {
        let needle = |text: &&str| Needle {
            bytes: text.as_bytes().to_vec(),
            owner: 0,
            bounded: false,
            spelled: false,
        };
        Needles::new(all.iter().map(needle).collect())
    }

    fn near(secrets: &[&str], text: &[u8], veiled: &[Span]) -> Vec<Span> {
        let stretches = Stretches::of(&needles(secrets));
        Surface::new(&stretches, rayon::iter::empty()).search(text, veiled, |_, _| false).0
    }

    #[test]
    fn letters_between_escapes_are_enough_to_be_near() {
        let text = br#"{"a":"one","b":"say \"jay\/blue-jay\""}"#;
        let at = memchr::memmem::find(text, b"blue-jay").expect("it stands there");
        assert_eq!(near(&["jay/blue-jay"], text, &[]), [Span::new(at, at + 8)]);
    }

    #[test]
    fn a_hidden_layer_is_near_and_joins_its_neighbours() {
        let veiled = [Span::new(2, 6), Span::new(14, 16)];
        let spans = near(&["bluejay"], b"0123 bluejay 0123", &veiled);
        assert_eq!(spans, [Span::new(2, 12), Span::new(14, 16)]);
    }

    #[test]
    fn what_has_no_letters_could_stand_anywhere() {
        assert_eq!(near(&["bluejay", "a!b@c#d$"], b"nothing", &[]), [Span::new(0, 7)]);
    }
}
