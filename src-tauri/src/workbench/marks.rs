//! Where credentials stand in the bytes of one file, so that no text is shown with one in it.
//!
//! Invariant: every place of every credential lies in a mark, and a mark covers all of the place as it is seen from the
//! text that is shown. Where a place lies in layers within that text, the whole of the outermost inner layer is covered.

use std::collections::HashSet;

use scrubjay_scan::{Decision, FileScan, Place, Scan};

use super::decoded::DecodedString;
use crate::wire::{Masked, Segment};

/// A stretch of a file that holds a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    start: usize,
    end: usize,
    credential: u32,
    place: u32,
}

/// All stretches of one file, in order.
#[derive(Debug, Default)]
pub(super) struct Marks {
    marks: Vec<Mark>,
    /// No mark is longer than this: how far to look back from a place.
    longest: usize,
    /// Layers of each place that are wrapped around the whole file.
    wrappings: usize,
}

/// A part of a decoded text that must not be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cover {
    start: usize,
    end: usize,
    credential: u32,
}

impl Marks {
    /// Gathers the places of one file.
    pub(super) fn new(scan: &Scan, file: usize) -> Marks {
        let mut marks: Vec<Mark> = Vec::new();
        let wrappings = scan.files.get(file).map_or(0, FileScan::wrapping_count);
        for (credential, found) in (0_u32..).zip(&scan.credentials) {
            for (place, at) in (0_u32..).zip(&found.places).filter(|(_, at)| at.file == file) {
                let root = at.layers.get(wrappings).map_or(at.span, |step| step.span);
                marks.push(Mark { start: root.start, end: root.end, credential, place });
            }
        }
        marks.sort_unstable();
        let longest = marks.iter().map(|mark| mark.end - mark.start).max().unwrap_or(0);
        Marks { marks, longest, wrappings }
    }

    /// The marks that touch a stretch of the file.
    fn touching(&self, start: usize, end: usize) -> impl Iterator<Item = &Mark> {
        let from =
            self.marks.partition_point(|mark| mark.start < start.saturating_sub(self.longest));
        let to = self.marks.partition_point(|mark| mark.start < end);
        self.marks[from..to.max(from)].iter().filter(move |mark| mark.end > start)
    }

    /// The marks that begin in a stretch of the file.
    fn within(&self, start: usize, end: usize) -> &[Mark] {
        let from = self.marks.partition_point(|mark| mark.start < start);
        let to = self.marks.partition_point(|mark| mark.start < end);
        self.marks.get(from..to).unwrap_or_default()
    }

    /// Whether a credential stands in a stretch of the file.
    pub(super) fn has_any(&self, start: usize, end: usize) -> bool {
        !self.within(start, end).is_empty()
    }

    /// How many credentials stand in a stretch of the file, each counted once.
    pub(super) fn count(&self, start: usize, end: usize) -> u32 {
        let different: HashSet<u32> =
            self.within(start, end).iter().map(|mark| mark.credential).collect();
        u32::try_from(different.len()).unwrap_or(u32::MAX)
    }

    /// What must be covered in the text that stands at `raw_start` to `raw_end` of the file.
    pub(super) fn covers(
        &self,
        scan: &Scan,
        text: &DecodedString,
        raw_start: usize,
        raw_end: usize,
    ) -> Vec<Cover> {
        let mut covers: Vec<Cover> = Vec::new();
        for mark in self.touching(raw_start, raw_end) {
            let Some(found) = scan.credentials.get(mark.credential as usize) else { continue };
            let Some(place) = found.places.get(mark.place as usize) else { continue };
            let in_file = (mark.start, mark.end);
            let layers = place.layers.get(self.wrappings..).unwrap_or_default();
            let (start, end) = match layers.first() {
                // The text itself is the first layer: what stands in it is told in its own offsets.
                Some(step) if (step.span.start, step.span.end) == (raw_start, raw_end) => {
                    let inner = layers.get(1).map_or(place.span, |step| step.span);
                    let start = text.text.floor_char_boundary(inner.start);
                    (start, text.text.ceil_char_boundary(inner.end.min(text.text.len())))
                }
                _ => (text.decoded(in_file.0), text.decoded_end(in_file.1)),
            };
            covers.push(Cover { start, end: end.max(start), credential: mark.credential });
        }
        covers.sort_unstable();
        covers
    }
}

/// What must be covered in the innermost text of a place, of which `text` is a part.
pub(super) fn covers_beside(scan: &Scan, beside: &Place, text: &DecodedString) -> Vec<Cover> {
    let mut covers: Vec<Cover> = Vec::new();
    let depth = beside.layers.len();
    for (credential, found) in (0_u32..).zip(&scan.credentials) {
        for place in found.places.iter().filter(|place| place.file == beside.file) {
            if place.layers.get(..depth) != Some(&beside.layers[..]) {
                continue;
            }
            // What lies deeper is covered with all of the layer that it lies in.
            let span = place.layers.get(depth).map_or(place.span, |step| step.span);
            let (start, end) = (text.decoded(span.start), text.decoded_end(span.end));
            if start < end {
                covers.push(Cover { start, end, credential });
            }
        }
    }
    covers.sort_unstable();
    covers
}

/// Cuts a window of a text into what may be shown and what is covered.
pub(super) fn segments(
    scan: &Scan,
    text: &str,
    covers: &[Cover],
    from: usize,
    to: usize,
    after: bool,
) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    let mut at = text.floor_char_boundary(from);
    let to = text.ceil_char_boundary(to.min(text.len()));
    for cover in covers {
        if cover.end <= at || cover.start >= to {
            continue;
        }
        push_plain(&mut out, &text[at..cover.start.max(at)]);
        if let Some(segment) = covered(scan, cover.credential, after) {
            // Two places that overlap are drawn once.
            if cover.start >= at
                || !matches!(out.last(), Some(Segment::Secret { .. } | Segment::Placeholder { .. }))
            {
                out.push(segment);
            }
        }
        at = cover.end;
    }
    if at < to {
        push_plain(&mut out, &text[at..to]);
    }
    out
}

fn push_plain(out: &mut Vec<Segment>, text: &str) {
    if !text.is_empty() {
        out.push(Segment::Plain { text: text.to_owned() });
    }
}

/// What is drawn in place of a credential.
fn covered(scan: &Scan, credential: u32, after: bool) -> Option<Segment> {
    let found = scan.credentials.get(credential as usize)?;
    let kept = matches!(found.decision, Decision::Keep { .. });
    if after && !kept {
        return Some(Segment::Placeholder { credential, text: found.placeholder.clone() });
    }
    Some(Segment::Secret { credential, masked: masked(&found.masked()), kept })
}

/// The engine's mask as the screens draw it.
pub(super) fn masked(masked: &scrubjay_scan::Masked) -> Masked {
    Masked { head: masked.start.clone(), length: u32::try_from(masked.length).unwrap_or(u32::MAX) }
}

/// The parts of segments that may be read, for a search that must not find what is covered.
pub(super) fn readable(segments: &[Segment]) -> String {
    segments
        .iter()
        .map(|segment| match segment {
            Segment::Plain { text } | Segment::Placeholder { text, .. } => text.as_str(),
            Segment::Secret { .. } => "…",
        })
        .collect()
}
