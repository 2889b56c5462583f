//! One pass for all literals of the pack: keywords of shapes, starts of structures, words.
//!
//! The automaton is a table with one step a byte. It ignores the case of ASCII letters and
//! reports overlapping hits, so that a word never hides the start of a token.

use std::ops::Range;

use aho_corasick::{
    Anchored, MatchKind, StartKind,
    automaton::Automaton,
    dfa::{Builder, DFA},
};

use crate::error::Problem;

/// The automaton over the literals.
#[derive(Debug)]
pub(crate) struct Prefilter {
    dfa: DFA,
    lengths: Vec<usize>,
}

impl Prefilter {
    /// Builds the automaton; literals are told apart by their position.
    pub(crate) fn new(literals: &[&str]) -> Result<Self, Problem> {
        let dfa = Builder::new()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .start_kind(StartKind::Unanchored)
            .build(literals)
            .map_err(|_| Problem::Prefilter)?;
        Ok(Self { dfa, lengths: literals.iter().map(|literal| literal.len()).collect() })
    }

    /// Calls `on` for every hit, with the position of the literal.
    pub(crate) fn each(&self, text: &[u8], mut on: impl FnMut(usize, Range<usize>)) {
        let Ok(mut state) = self.dfa.start_state(Anchored::No) else {
            return;
        };
        for (at, &byte) in text.iter().enumerate() {
            state = self.dfa.next_state(Anchored::No, state, byte);
            if self.dfa.is_special(state) && self.dfa.is_match(state) {
                for n in 0..self.dfa.match_len(state) {
                    let literal = self.dfa.match_pattern(state, n).as_usize();
                    let end = at + 1;
                    on(literal, end - self.lengths[literal]..end);
                }
            }
        }
    }
}
