//! Where a credential stands, behind a fold, and how much of that a page can bear.

use super::markup::{Markup, written};
use super::words;
use crate::finding::PlaceKind;
use crate::report::{ReportCredential, ReportPlace};

/// How much is told of each credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Depth {
    /// Places listed of one credential.
    pub(super) places: usize,
    /// Whether each row explains itself and tells what its token says.
    pub(super) explained: bool,
}

/// The most first.
const DEPTHS: [Depth; 5] = [
    Depth { places: 200, explained: true },
    Depth { places: 50, explained: true },
    Depth { places: 10, explained: true },
    Depth { places: 3, explained: false },
    Depth { places: 1, explained: false },
];

/// Bytes that the credentials may fill, so that a browser opens the page with ease.
const ROOM: usize = 12_000_000;
/// Bytes of markup around a row, around a place, and of what explains a row.
const ROW: usize = 240;
const PLACE: usize = 60;
const EXPLANATION: usize = 200;

impl Depth {
    /// The most that fits, in one pass.
    pub(super) fn new<'r>(credentials: impl Iterator<Item = &'r ReportCredential>) -> Self {
        let mut costs = [0usize; DEPTHS.len()];
        for credential in credentials {
            let row = ROW + credential.lifetime.as_deref().map_or(0, written);
            let mut upto = 0;
            let mut place = credential.places.iter();
            for (cost, depth) in costs.iter_mut().zip(DEPTHS).rev() {
                let more = place.by_ref().take(depth.places - upto.min(depth.places));
                let _ = more;
                upto = depth.places;
                *cost += row;
            }
        }
        DEPTHS[0]
    }
}
