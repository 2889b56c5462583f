//! Finds every other place of the values that are known.

use scrubjay_document::{At, Lead, Leaf, Parts, Span, Visitor};

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

impl Visitor for Listener<'_> {
    fn leaf(&mut self, leaf: &Leaf<'_>, at: &At<'_>, _: &mut Vec<Lead>) -> bool {
        // What was cut out of a text has been heard there, and the parts of a format are heard
        // one by one.
        if leaf.part || leaf.parts == Parts::Format {
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
