//! Where an echo can stand: which parts of a source are worth another walk once the secrets are
//! known.
//!
//! Every stretch of letters stands in the bytes of the source as it is, unless it lies behind an
//! encoding that spells letters in its own way; and of those layers the first walk kept a list.
//! So the parts that hold a stretch of letters of some secret, and the parts that hold such a
//! layer, are all that have to be walked again; the rest is passed over unread.
//!
//! Invariant: a walk through these parts hears what a walk through everything would hear.

use std::collections::HashSet;

use rayon::prelude::*;

use scrubjay_document::{Span, is_letter};

use crate::needle::{Needle, Needles};

/// Fewer letters stand everywhere.
const LETTERS: usize = 4;
/// The text is searched in pieces of this many bytes, which overlap by the longest needle.
const PIECE: usize = 4 << 20;

/// The stretches of letters of a set of needles.
pub(crate) enum Stretches {
    /// Each needle has one.
    All(Needles),
    /// Some needle has none that is long enough: it could stand anywhere.
    Anywhere,
}

impl Stretches {
    /// Takes the longest stretch of each needle.
    pub(crate) fn of(needles: &Needles) -> Self {
        let stretches: Option<Vec<Needle>> = needles
            .iter()
            .map(|needle| {
                let letters =
                    needle.bytes.split(|&byte| !is_letter(byte)).max_by_key(|s| s.len())?;
                (letters.len() >= LETTERS).then(|| Needle {
                    bytes: letters.to_vec(),
                    owner: 0,
                    bounded: false,
                    spelled: false,
                })
            })
            .collect();
        stretches.map_or(Stretches::Anywhere, |all| Stretches::All(Needles::new(all)))
    }

    /// Whether one of them stands in `text`.
    fn stand_in(&self, text: &[u8]) -> bool {
        let Stretches::All(needles) = self else { return true };
        let mut found = false;
        needles.search(text, &mut |_, _| found = true);
        found
    }

    /// The spans of `text` in which one of the needles can stand, sorted and disjoint, when
    /// `veiled` are the places of the layers that hide letters.
    fn earshot(&self, text: &[u8], veiled: &[Span]) -> Vec<Span> {
        let Stretches::All(needles) = self else { return vec![Span::of(text)] };
        let mut spans: Vec<Span> = each_place(text, needles)
            .map(|(_, span)| span)
            .chain(veiled.par_iter().copied())
            .collect();
        spans.par_sort_unstable();
        let mut joined: Vec<Span> = Vec::new();
        for span in spans {
            match joined.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => joined.push(span),
            }
        }
        joined
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
    nested: HashSet<Span>,
    /// The parts of the source to be walked.
    pub(crate) near: Vec<Span>,
}

impl<'n> Ears<'n> {
    pub(crate) fn new(
        needles: &'n Needles,
        stretches: &'n Stretches,
        veiled: &Veiled,
        text: &[u8],
    ) -> Self {
        let near = stretches.earshot(text, &veiled.all);
        Self { needles, stretches, nested: veiled.nested.iter().copied().collect(), near }
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

    #[test]
    fn letters_between_escapes_are_enough_to_be_near() {
        let text = br#"{"a":"one","b":"say \"jay\/blue-jay\""}"#;
        let near = Stretches::of(&needles(&["jay/blue-jay"])).earshot(text, &[]);
        let at = memchr::memmem::find(text, b"blue-jay").expect("it stands there");
        assert_eq!(near, [Span::new(at, at + 8)]);
    }

    #[test]
    fn a_hidden_layer_is_near_and_joins_its_neighbours() {
        let near = Stretches::of(&needles(&["bluejay"]))
            .earshot(b"0123 bluejay 0123", &[Span::new(2, 6), Span::new(14, 16)]);
        assert_eq!(near, [Span::new(2, 12), Span::new(14, 16)]);
    }

    #[test]
    fn what_has_no_letters_could_stand_anywhere() {
        let near = Stretches::of(&needles(&["bluejay", "a!b@c#d$"])).earshot(b"nothing", &[]);
        assert_eq!(near, [Span::new(0, 7)]);
    }
}
