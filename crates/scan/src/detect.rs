//! Finds credentials: by the name a value stands under, by its shape, by its structure.
//!
//! Cookies and authentication-like headers are a closed world: a value there is a credential
//! unless its name is known to be harmless or the value is plainly no secret. Everywhere else
//! names, shapes and structures decide.
//!
//! Invariant: nothing found is dropped because something else was found beside it; overlaps
//! are for the plan to unite.

mod about;
mod around;
mod asked;
mod authorization;
mod beside;
mod bundle;
mod composed;
mod harmless;
mod header;
mod joined;
mod label;
mod link;
mod listed;
mod named;
mod names;
mod notation;
mod permission;
mod plain;
mod program;
mod script;
mod searched;
mod sentence;
mod settled;
mod structures;
mod told;
mod typed;
mod wide;
mod wording;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use scrubjay_document::{At, CodecId, Inner, Lead, Leaf, Parts, Span, Step, Unread, Visitor};
use scrubjay_rules::{Pack, RuleIndex, Structure};

use crate::earshot::Veiled;
use crate::finding::{Place, PlaceKind, Sighting};
use crate::secret::Secret;
use names::Names;
pub(crate) use names::{Memories, Memory};
pub(crate) use settled::without_placeholders;

/// What of a value is looked at to judge it.
const JUDGED: usize = 4096;
/// Texts that a format takes apart are searched as a whole only up to this size.
const SEARCHED_WHOLE: usize = 2048;

/// Something that was not read, and where.
pub(crate) type UnreadPlaces = BTreeMap<(String, Unread), usize>;

/// Looks at every value of one piece of a source.
pub(crate) struct Detector<'p> {
    pack: &'p Pack,
    wide: wide::Wide,
    asked: asked::Asked,
    names: Names<'p>,
    file: usize,
    /// Number of codecs around the root format: leaves behind one more are its values.
    outer: usize,
    pub(crate) sightings: Vec<Sighting>,
    /// What may be a text of the screen or a password.
    pub(crate) spared: Vec<Sighting>,
    pub(crate) unread: UnreadPlaces,
    pub(crate) layers: u64,
    pub(crate) bytes: u64,
    pub(crate) values: u64,
    pub(crate) veiled: Veiled,
    pub(crate) rigid: Vec<Rigid>,
}

/// A stretch of a layer in which no edit may change the number of bytes.
#[derive(Clone, Debug)]
pub(crate) struct Rigid {
    /// The layers that lead to it.
    pub(crate) layers: Arc<[Step]>,
    /// Where, in the innermost layer.
    pub(crate) span: Span,
}

impl<'p> Detector<'p> {
    pub(crate) fn new(pack: &'p Pack, file: usize, outer: usize) -> Self {
        Self {
            pack,
            wide: wide::Wide::new(pack),
            asked: asked::Asked::default(),
            names: Names::new(pack),
            file,
            outer,
            sightings: Vec::new(),
            spared: Vec::new(),
            unread: BTreeMap::new(),
            layers: 0,
            bytes: 0,
            values: 0,
            veiled: Veiled::default(),
            rigid: Vec::new(),
        }
    }

    /// Gives it what is known of names, or takes it back, so that the next one need not ask again.
    pub(crate) fn swap_memory(&mut self, memory: &mut Memory) {
        self.names.swap_memory(memory);
    }

    /// Whether a leaf is a value of the outermost format; in an archive those of its members are.
    fn is_value(&self, at: &At<'_>) -> bool {
        let around = self.outer.checked_sub(1).and_then(|last| at.chain.get(last));
        if around.is_some_and(|step| step.codec == CodecId::Zip) {
            return at.chain.len() == self.outer
                || at.chain.len() <= self.outer + 2 && at.base == 0;
        }
        at.chain.len() <= self.outer + 1 && at.base == 0
    }

    fn sight(&mut self, rule: RuleIndex, text: &[u8], span: Span, at: &At<'_>) {
        self.sight_in(rule, text, span, at, None);
    }

    fn sight_in(
        &mut self,
        rule: RuleIndex,
        text: &[u8],
        span: Span,
        at: &At<'_>,
        carrier: Option<Span>,
    ) {
        let span = unquoted(text, trim(text, span));
        // What takes in a placeholder was redacted before: nothing is found twice.
        if span.is_empty()
            || settled::may_be_own(span.slice(text))
                && settled::is_settled(&judged(span.slice(text)))
        {
            return;
        }
        self.sightings.push(Sighting {
            rule,
            place: Place::new(self.file, at, span, PlaceKind::Finding),
            secret: Secret::new(span.slice(text)),
            host: at.host.map(str::to_owned),
            carrier: carrier.map(|carrier| Secret::new(carrier.slice(text))),
            spared: false,
        });
    }

    fn sight_structure(&mut self, structure: Structure, text: &[u8], span: Span, at: &At<'_>) {
        if let Some(rule) = self.pack.structure(structure) {
            self.sight(rule, text, span, at);
        }
    }
}

impl Visitor for Detector<'_> {
    fn leaf(&mut self, leaf: &Leaf<'_>, at: &At<'_>, leads: &mut Vec<Lead>) -> bool {
        if self.is_value(at) && !leaf.part {
            self.values += 1;
        }
        wide::look(self, leaf, at);
        asked::hear(self, leaf, at);
        if leaf.text.len() < 2 && leaf.name.is_empty() {
            return leaf.closed;
        }
        let closed = if leaf.name.is_empty() && !leaf.closed {
            self.enclosing_text(leaf, at);
            false
        } else {
            self.judge(leaf, at, leads)
        };
        match leaf.parts {
            Parts::None => {
                if leaf.text.len() >= 6 {
                    self.search(leaf.text, at, Some(leads));
                }
                for link in bundle::links(leaf.text) {
                    self.path_token(leaf.text, link, at);
                }
                // `Location: /reset/<token>`
                if leaf.text.starts_with(b"/") && !leaf.text.contains(&b' ') {
                    self.path_token(leaf.text, Span::of(leaf.text), at);
                }
            }
            Parts::Url => {
                self.search(leaf.text, at, None);
                self.path_token(leaf.text, Span::of(leaf.text), at);
            }
            Parts::Encoded | Parts::Format => {
                if leaf.text.len() <= SEARCHED_WHOLE && leaf.parts == Parts::Encoded {
                    self.search(leaf.text, at, None);
                }
            }
        }
        closed
    }

    fn rigid(&mut self, span: Span, at: &At<'_>) {
        self.rigid.push(Rigid { layers: at.layers(), span });
    }

    fn unread(&mut self, reason: Unread, at: &At<'_>) {
        *self.unread.entry((at.path.render(), reason)).or_default() += 1;
    }

    fn layer(&mut self, layer: &Inner<'_>, at: &At<'_>) -> bool {
        self.layers += 1;
        self.bytes += layer.text.len() as u64;
        if !layer.legible
            && let Some(outermost) = at.chain.get(self.outer)
        {
            self.veiled.add(outermost.span, layer.veiled);
        }
        true
    }
}

fn trim(text: &[u8], span: Span) -> Span {
    let bytes = span.slice(text);
    let lead = bytes.len() - bytes.trim_ascii_start().len();
    Span::new(span.start + lead, span.start + lead + bytes.trim_ascii().len())
}

/// Without the quotes around it, which are syntax: with them a value would be another one than
/// without, and in the bytes of the file it would take in the quotes of a string.
fn unquoted(text: &[u8], span: Span) -> Span {
    match span.slice(text) {
        [b'"', inside @ .., b'"'] if !inside.is_empty() && !inside.contains(&b'"') => {
            Span::new(span.start + 1, span.end - 1)
        }
        _ => span,
    }
}

/// A value's text for judging.
fn judged(text: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(&text[..text.len().min(JUDGED)])
}
