//! How much of a file was kept.
//!
//! It is counted over the values of the outermost format. A text that has none is a list of lines:
//! a log in which one word of a thousand lines was replaced is not one value that was lost.

use scrubjay_document::{CodecId, Limits, Span};
use serde::{Deserialize, Serialize};

use crate::engine::Scan;
use crate::finding::Place;
use crate::source::{Kind, Opened};

/// How much was kept, counted over the values of the outermost format, or over the lines of a text.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Fidelity {
    /// All values.
    pub values: u64,
    /// Those in which nothing was replaced.
    pub values_kept: u64,
}

impl Fidelity {
    /// Counts what was kept of a file, of which `bytes` is the input.
    pub(crate) fn of(scan: &Scan, file: usize, bytes: &[u8]) -> Self {
        let read = &scan.files[file];
        let lines = (read.kind == Kind::Text).then(|| lines(scan, file, bytes)).flatten();
        let (values, edited) = lines.unwrap_or_else(|| (read.values, edited(scan, file)));
        Self { values, values_kept: values.saturating_sub(edited) }
    }
}

/// The number of lines of a text, and of those in which something is replaced; nothing when its
/// wrapping does not come off again.
fn lines(scan: &Scan, file: usize, bytes: &[u8]) -> Option<(u64, u64)> {
    let text = Opened::unwrapped(bytes, &Limits::default());
    if text.len() != scan.files[file].text_bytes {
        return None;
    }
    let outer = scan.files[file].wrappings.len();
    let mut spans: Vec<Span> = places(scan, file)
        .map(|place| place.layers.get(outer).map_or(place.span, |step| step.span))
        .collect();
    spans.sort_unstable();
    let open = usize::from(!text.is_empty() && !text.ends_with(b"\n"));
    Some(((breaks(&text) + open) as u64, touched(&text, &spans)))
}

/// The number of lines in which one of the sorted spans stands.
fn touched(text: &[u8], spans: &[Span]) -> u64 {
    let mut count = 0;
    // Where the last line that was counted ends.
    let mut counted = 0;
    for span in spans {
        let start = span.start.max(counted);
        if start >= span.end {
            continue;
        }
        count += 1 + breaks(&text[start..span.end - 1]);
        let rest = &text[span.end - 1..];
        counted = span.end + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    }
    count as u64
}

fn breaks(text: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', text).count()
}

/// Number of values of the outermost format in which something is replaced.
fn edited(scan: &Scan, file: usize) -> u64 {
    let wrappings = &scan.files[file].wrappings;
    let outer = wrappings.len();
    // In an archive the values are those of its members.
    let is_archive = wrappings.last().is_some_and(|step| step.codec == CodecId::Zip);
    let deepest = if is_archive { 2 } else { 1 };
    let mut values: Vec<_> = places(scan, file)
        .map(|place| {
            let layers = &place.layers[outer.min(place.layers.len())..];
            let layers = &layers[..layers.len().min(deepest)];
            let alone = if layers.is_empty() { Some(place.span) } else { None };
            (layers, alone)
        })
        .collect();
    values.sort_unstable();
    values.dedup();
    values.len() as u64
}

/// The places of a file in which something is replaced.
fn places(scan: &Scan, file: usize) -> impl Iterator<Item = &Place> {
    let redacted = scan.credentials.iter().filter(|credential| credential.is_redacted());
    redacted.flat_map(|credential| &credential.places).filter(move |place| place.file == file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_counts_once_and_a_block_with_all_its_lines() {
        let text = b"one two\nthree\nfour\nfive six\n";
        let touched = |spans: &[(usize, usize)]| {
            let spans: Vec<Span> = spans.iter().map(|&(from, to)| Span::new(from, to)).collect();
            touched(text, &spans)
        };
        assert_eq!(touched(&[]), 0);
        assert_eq!(touched(&[(0, 3), (4, 7)]), 1);
        assert_eq!(touched(&[(0, 3), (8, 13)]), 2);
        assert_eq!(touched(&[(8, 19)]), 2);
        assert_eq!(touched(&[(8, 20), (20, 24), (25, 28)]), 3);
    }
}
