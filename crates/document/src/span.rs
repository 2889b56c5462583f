//! Where bytes stand. Invariant: `start <= end`, always counted in bytes of one layer.

use std::ops::Range;

/// A half-open byte range in one layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Makes a span; an `end` before `start` becomes an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The whole of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self { start: 0, end: bytes.len() }
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same range, `by` bytes further on.
    #[must_use]
    pub fn shifted(self, by: usize) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }

    /// The bytes it covers; empty when it lies outside.
    pub fn slice(self, bytes: &[u8]) -> &[u8] {
        bytes.get(self.range()).unwrap_or_default()
    }

    /// As a range, for indexing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// A replacement of one span of a layer.
#[derive(Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in the layer's own bytes.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: Vec<u8>,
}

// The replaced bytes may be part of a credential's surroundings: only the size is shown.
impl std::fmt::Debug for Edit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Edit")
            .field("span", &self.span)
            .field("replacement_bytes", &self.replacement.len())
            .finish()
    }
}

/// Writes `bytes` with `edits` applied to `out`.
///
/// Edits must be sorted and disjoint; one that is not is skipped.
pub fn splice(bytes: &[u8], edits: &[Edit], out: &mut Vec<u8>) {
    let mut at = 0;
    for edit in edits {
        if edit.span.start < at || edit.span.end > bytes.len() {
            debug_assert!(false, "edits are sorted, disjoint and inside");
            continue;
        }
        out.extend_from_slice(&bytes[at..edit.span.start]);
        out.extend_from_slice(&edit.replacement);
        at = edit.span.end;
    }
    out.extend_from_slice(&bytes[at..]);
}
