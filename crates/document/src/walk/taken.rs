//! What of a text has been opened.
//!
//! Invariant: the stretches that were taken are disjoint.

use std::collections::BTreeMap;

use crate::span::Span;

/// The parts of a text that a lead has opened.
#[derive(Default)]
pub(super) struct Taken {
    spans: BTreeMap<usize, usize>,
}

impl Taken {
    /// Takes `span` unless a byte of it is taken.
    pub(super) fn take(&mut self, span: Span) -> bool {
        if let Some((_, &end)) = self.spans.range(..span.end).next_back()
            && end > span.start
        {
            return false;
        }
        self.spans.insert(span.start, span.end);
        true
    }

    /// The parts of `span` of which no byte is taken.
    pub(super) fn free(&self, span: Span) -> Vec<Span> {
        let mut free = Vec::new();
        let mut at = span.start;
        if let Some((_, &end)) = self.spans.range(..span.start).next_back() {
            at = at.max(end);
        }
        for (&start, &end) in self.spans.range(span.start..span.end) {
            if start > at {
                free.push(Span::new(at, start));
            }
            at = at.max(end);
        }
        if span.end > at {
            free.push(Span::new(at, span.end));
        }
        free.retain(|part| part.len() >= 4);
        free
    }
}
