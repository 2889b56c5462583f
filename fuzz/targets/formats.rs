//! Formats and the walker over any bytes.
//!
//! A format hands on spans inside its text and leaves what it enters. Each leaf that the walker
//! shows is what stands at its place: opened again along its chain of layers, the bytes are there.
//!
//! The first byte chooses one format, or the walker and what it is told of the text.

#![no_main]

use std::borrow::Cow;

use libfuzzer_sys::fuzz_target;
use scrubjay_document::format::{self, Format};
use scrubjay_document::{
    At, Budget, Context, Field, Inner, Lead, Leaf, Limits, Segment, Sink, Unread, Visitor, Walker,
};

/// The formats that are known by the name they stand under, besides those known by content.
const NAMED: [&dyn Format; 2] = [&format::cookie::Cookie, &format::cookie::SetCookie];

const TOLD: [(Context, &[u8]); 6] = [
    (Context::Text, b""),
    (Context::Key, b"data"),
    (Context::Param, b"SAMLRequest"),
    (Context::RequestHeader, b"Cookie"),
    (Context::ResponseHeader, b"Set-Cookie"),
    (Context::Cookie, b"sid"),
];

fuzz_target!(|input: &[u8]| {
    let Some((&choice, text)) = input.split_first() else { return };
    let choice = usize::from(choice);
    let formats: Vec<&dyn Format> = format::ALL.iter().copied().chain(NAMED).collect();
    if let Some(format) = formats.get(choice) {
        format.accepts(text, format::Declared::default());
        let mut sink = Inside { length: text.len(), depth: 0 };
        format.walk(text, &mut sink);
        assert_eq!(sink.depth, 0, "{} leaves all that it entered", format.label());
        return;
    }
    let (context, name) = TOLD[choice % TOLD.len()];
    let limits = Limits { layer_bytes: 1 << 20, expanded_bytes: 16 << 20, ..Limits::default() };
    let budget = Budget::new(&limits);
    let mut places = Places { root: text, limits: &limits, leaves: 0 };
    Walker::new(&mut places, &limits, &budget, &[]).look(text, 0, context, name);
});

/// Checks what a format hands on.
struct Inside {
    length: usize,
    depth: usize,
}

impl Sink for Inside {
    fn enter(&mut self, _: Segment<'_>) {
        self.depth += 1;
    }

    fn leave(&mut self) {
        self.depth = self.depth.checked_sub(1).expect("a format leaves only what it entered");
    }

    fn value(&mut self, field: &Field<'_>) {
        assert!(field.span.start <= field.span.end && field.span.end <= self.length, "inside");
    }

    fn unread(&mut self, _: Unread) {}
}

/// Checks where the walker says that a leaf stands.
struct Places<'t> {
    root: &'t [u8],
    limits: &'t Limits,
    leaves: usize,
}

/// Opening each leaf again along its chain costs too much for all of a long text.
const OPENED_AGAIN: usize = 64;

impl Visitor for Places<'_> {
    fn leaf(&mut self, leaf: &Leaf<'_>, at: &At<'_>, _: &mut Vec<Lead>) -> bool {
        assert!(at.chain.len() <= self.limits.depth + 1, "no deeper than the limit");
        self.leaves += 1;
        if self.leaves > OPENED_AGAIN {
            return leaf.closed;
        }
        let mut layer = Cow::Borrowed(self.root);
        for step in at.chain {
            assert!(step.span.end <= layer.len(), "a layer stands inside the one around it");
            let raw = step.span.slice(&layer);
            let decoded = step.codec.codec().decode(raw, self.limits);
            let bytes = decoded.expect("what was opened can be opened again").bytes.into_owned();
            layer = Cow::Owned(bytes);
        }
        let there = layer.get(at.base..at.base + leaf.text.len());
        assert!(there == Some(leaf.text), "a leaf is what stands at its place");
        leaf.closed
    }

    fn layer(&mut self, layer: &Inner<'_>, _: &At<'_>) -> bool {
        let bytes = layer.text.len() as u64;
        assert!(bytes <= self.limits.layer_bytes.max(self.root.len() as u64 * 4));
        true
    }
}
