//! What a fresh scan came upon in an output, with what stands around it, so that it can be found
//! in the original.

use scrubjay_document::{At, Edit, Leaf, Span};
use scrubjay_rules::RuleIndex;

use crate::detect::without_placeholders;
use crate::finding::Sighting;
use crate::secret::Secret;

/// How much of the text before and behind a value is remembered, in bytes.
const AROUND: usize = 32;
/// No placeholder is longer, in bytes.
const PLACEHOLDER: usize = 128;
/// How much of it tells a place from others, in bytes.
const TELLING: usize = 16;

/// A value, or what placeholders leave of one, that a fresh scan found in an output.
#[derive(Clone, Debug)]
pub(crate) struct Afresh {
    /// The names that lead to the leaf.
    pub(crate) path: String,
    /// Where in the bytes of the file it stands, or the outermost layer that it is in; of a
    /// wrapped file not known.
    pub(crate) outermost: Option<Span>,
    /// The rule that found it.
    pub(crate) rule: RuleIndex,
    /// The host of the entry.
    pub(crate) host: Option<String>,
    /// The value with what stands around it; nothing of it is a placeholder.
    context: Secret,
    /// Where in there the value is.
    value: Span,
}

impl Afresh {
    /// What of a value that was just sighted in a leaf can stand in the original as well: the
    /// stretches between placeholders. `whole` is the text inside the wrappings of the file, of
    /// which there are `outer`.
    pub(super) fn of<'a>(
        sighting: &'a Sighting,
        leaf: &'a Leaf<'_>,
        at: &At<'_>,
        (whole, outer): (&'a [u8], usize),
    ) -> impl Iterator<Item = Afresh> + 'a {
        let path = at.path.render();
        let outermost = at.chain.first().map_or(sighting.place.span, |step| step.span);
        let outermost = (outer == 0).then_some(outermost);
        // A leaf of that text itself may be less than what stands around the value.
        let (text, base) = if at.chain.len() == outer { (whole, 0) } else { (leaf.text, at.base) };
        let found = sighting.place.span;
        let start = found.start.saturating_sub(base).min(text.len());
        let end = found.end.saturating_sub(base).min(text.len());
        let from = start.saturating_sub(AROUND);
        let to = (end + AROUND).min(text.len());
        // A placeholder may reach into what is remembered.
        let window = from.saturating_sub(PLACEHOLDER)..(to + PLACEHOLDER).min(text.len());
        let base = window.start;
        without_placeholders(&text[window]).into_iter().filter_map(move |open| {
            let open = open.shifted(base);
            let (first, last) = (open.start.max(start), open.end.min(end));
            let context = open.start.max(from)..open.end.min(to);
            (first < last).then(|| Afresh {
                path: path.clone(),
                outermost,
                rule: sighting.rule,
                host: sighting.host.clone(),
                context: Secret::new(&text[context.clone()]),
                value: Span::new(first - context.start, last - context.start),
            })
        })
    }

    /// The same, told of the original instead of the output that `edits` made of it.
    pub(super) fn before(mut self, edits: &[Edit]) -> Self {
        self.outermost = self
            .outermost
            .map(|span| Span::new(before(span.start, edits, false), before(span.end, edits, true)));
        self
    }

    /// Whether so much stands around the value that it is not met elsewhere by chance.
    fn is_telling(&self) -> bool {
        self.context.len() >= self.value.len() + TELLING
    }

    /// Whether a path leads to the leaf, or to what it was cut out of.
    fn is_under(&self, path: &str) -> bool {
        !path.is_empty()
            && self
                .path
                .strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// Where the value stands in a leaf of the original, when the leaf is at the same place.
    pub(crate) fn places_in(&self, leaf: &Leaf<'_>, at: &At<'_>) -> Vec<Span> {
        let is_here = |span: &Span| match (self.outermost, at.chain.first()) {
            (Some(outermost), None) => span.shifted(at.base).overlaps(outermost),
            _ => true,
        };
        let is_near = match (self.outermost, at.chain.first()) {
            (Some(outermost), Some(step)) => step.span.overlaps(outermost),
            (Some(_), None) => true,
            (None, _) => self.is_telling() || self.is_under(&at.path.render()),
        };
        if !is_near {
            return Vec::new();
        }
        memchr::memmem::find_iter(leaf.text, self.context.bytes())
            .map(|start| self.value.shifted(start))
            .filter(is_here)
            .collect()
    }
}

/// Where in the original an offset of the output was; within a replacement the start, or the end,
/// of what it replaced.
fn before(offset: usize, edits: &[Edit], is_end: bool) -> usize {
    let (mut at, mut out) = (0, 0);
    for edit in edits {
        let start = out + (edit.span.start - at);
        if offset < start || offset == start && is_end {
            break;
        }
        let end = start + edit.replacement.len();
        if offset < end {
            return if is_end { edit.span.end } else { edit.span.start };
        }
        (at, out) = (edit.span.end, end);
    }
    at + (offset - out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_where_an_offset_was() {
        // abcdefgh -> aXXXXdefYh
        let edit = |start, end, replacement: &str| Edit {
            span: Span::new(start, end),
            replacement: replacement.as_bytes().to_vec(),
        };
        let edits = [edit(1, 3, "XXXX"), edit(6, 7, "Y")];
        let starts: Vec<usize> = (0..10).map(|offset| before(offset, &edits, false)).collect();
        assert_eq!(starts, [0, 1, 1, 1, 1, 3, 4, 5, 6, 7]);
        let ends: Vec<usize> = (0..=10).map(|offset| before(offset, &edits, true)).collect();
        assert_eq!(ends, [0, 1, 3, 3, 3, 3, 4, 5, 6, 7, 8]);
    }
}
