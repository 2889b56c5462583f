//! Finds every other place of the values that are known.

use std::collections::HashMap;

use scrubjay_document::{At, Lead, Leaf, Span, Step, Visitor};

use crate::finding::{Place, PlaceKind};
use crate::needle::Needles;

/// Looks for known values in every leaf of one piece of a source.
pub(crate) struct Listener<'n> {
    needles: &'n Needles,
    file: usize,
    /// Whose value, and where.
    pub(crate) heard: Vec<(u32, Place)>,
}

impl<'n> Listener<'n> {
    pub(crate) fn new(needles: &'n Needles, file: usize) -> Self {
        Self { needles, file, heard: Vec::new() }
    }
}

/// Drops each echo that is also heard inside a layer which stands around it: the place in there
/// says more.
pub(crate) fn innermost(places: &mut Vec<Place>) {
    let mut inside: HashMap<(usize, &[Step]), Vec<Span>> = HashMap::new();
    for place in places.iter() {
        for (depth, step) in place.layers.iter().enumerate() {
            inside.entry((place.file, &place.layers[..depth])).or_default().push(step.span);
        }
    }
    for spans in inside.values_mut() {
        spans.sort_unstable();
        spans.dedup();
    }
    let told: Vec<bool> = places
        .iter()
        .map(|place| {
            let spans = inside.get(&(place.file, &*place.layers));
            place.kind == PlaceKind::Finding
                || !spans.is_some_and(|spans| is_inside(spans, place.span))
        })
        .collect();
    let mut told = told.into_iter();
    places.retain(|_| told.next().unwrap_or(true));
}

/// Whether one of the sorted spans covers `span`; layers that stand in one another are few.
fn is_inside(spans: &[Span], span: Span) -> bool {
    let after = spans.partition_point(|outer| outer.start <= span.start);
    spans[..after].iter().rev().take(8).any(|outer| outer.covers(span))
}

impl Visitor for Listener<'_> {
    fn leaf(&mut self, leaf: &Leaf<'_>, at: &At<'_>, _: &mut Vec<Lead>) -> bool {
        // What was cut out of a text has been heard there.
        if leaf.part {
            return false;
        }
        let needles = self.needles;
        needles.search(leaf.text, &mut |id, start| {
            let needle = needles.needle(id);
            let span = Span::new(start, start + needle.bytes.len());
            let place = Place {
                file: self.file,
                layers: at.layers(),
                span: span.shifted(at.base),
                kind: PlaceKind::Echo,
                path: at.path.render(),
                spelled: needle.spelled,
            };
            self.heard.push((needle.owner, place));
        });
        false
    }
}
