//! Generates HAR files with planted credentials and harmless lookalikes.
//!
//! Every value is drawn from the seed: nothing here is a credential of anything, and no
//! token-shaped string stands in the source. Scenes describe a place each; the bed hands out the
//! values and remembers them.

pub(crate) mod bed;
pub(crate) mod encode;
pub(crate) mod har;
pub(crate) mod random;
pub(crate) mod scenes;
pub(crate) mod token;

use std::ops::Range;

/// A generated file and what was planted in it.
pub(crate) struct Planted {
    /// The file.
    pub(crate) har: Vec<u8>,
    /// The credentials that must not be readable from a scrubbed copy.
    pub(crate) secrets: Vec<Plant>,
    /// The lookalikes that a scrubbed copy must still show in their place.
    pub(crate) harmless: Vec<Plant>,
}

/// One planted value.
#[derive(Clone)]
pub(crate) struct Plant {
    /// The group in which results are listed.
    pub(crate) category: &'static str,
    /// Where it stands, in words.
    pub(crate) place: String,
    /// The value, as it reads when everything around it is decoded.
    pub(crate) value: Vec<u8>,
    /// The least that reveals it.
    pub(crate) least: Least,
}

/// The least that has to be readable for a value to count as revealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Least {
    /// All of it, anywhere.
    Whole,
    /// All of it, in the very place where it was planted: too common to search for elsewhere. Of a
    /// lookalike: where nothing else stands.
    Named,
    /// Any twelve bytes in a row of this part.
    Piece(Range<usize>),
    /// Any of these parts: a password is guessed once half of it is known.
    Parts(Vec<Range<usize>>),
}

/// The file of a seed.
pub(crate) fn generate(seed: u64) -> Planted {
    let mut bed = bed::Bed::new(seed);
    scenes::play(&mut bed);
    bed.finish()
}
