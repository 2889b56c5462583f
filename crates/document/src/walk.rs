//! Walks a document: every value of every layer, each with its name, its path and the chain of
//! layers that leads to it.
//!
//! The walker decides what a text is (a format, an encoding, plain text with something in it) and
//! opens it; a [`Visitor`] looks at each value and may ask for more places to be opened. Nothing
//! is kept but the chain and the path of the place being looked at.
//!
//! Invariant: each byte of a text is opened by at most one lead or format, so that the work is
//! bounded by the size of the text times the depth of its nesting.

mod here;
mod layer;
mod taken;
mod visitor;

use std::borrow::Cow;

use crate::codec::{CodecId, Refusal};
use crate::format::zip::{walk_frame, walk_members};
use crate::format::{Context, Declared, Format, Sink, Unread};
use crate::limits::{Budget, Limits};
use crate::path::Path;
use crate::sniff::{self, Opening};
use crate::span::Span;
use crate::text::{self, Lead, Shape};
use crate::zip::{Archive, Seal};
use here::Here;
use layer::Layer;
use taken::Taken;
pub use visitor::{At, Inner, Leaf, Parts, Step, Visitor};

/// Walks; see the module.
pub struct Walker<'v, V: Visitor> {
    visitor: &'v mut V,
    limits: &'v Limits,
    budget: &'v Budget,
    /// Where the walk stands.
    here: Here,
    closed: bool,
    claims: bool,
    looks: usize,
    /// How many layers of the chain are not legible.
    veils: usize,
    spare: Vec<Vec<Lead>>,
    only: Option<&'v [Span]>,
}

/// Looks inside looks, with or without a codec between them.
const LOOKS: usize = 40;

impl<'v, V: Visitor> Walker<'v, V> {
    /// A walker at the root of a source, or at the end of `chain` in it.
    pub fn new(visitor: &'v mut V, limits: &'v Limits, budget: &'v Budget, chain: &[Step]) -> Self {
        Self {
            visitor,
            limits,
            budget,
            here: Here::new(chain),
            closed: false,
            claims: false,
            looks: 0,
            veils: 0,
            spare: Vec::new(),
            only: None,
        }
    }

    /// Sets the host that what follows belongs to.
    pub fn set_host(&mut self, host: Option<String>) {
        self.here.host = host;
    }

    /// Sets the last part of the path of the address that what follows belongs to.
    pub fn set_topic(&mut self, topic: Option<String>) {
        self.here.topic = topic;
    }

    /// Passes over the values of the outermost format that none of `spans` touches. They are
    /// sorted, disjoint, and in offsets of the text given to [`Walker::read`].
    pub fn only(&mut self, spans: &'v [Span]) {
        self.only = Some(spans);
    }

    fn is_passed_over(&self, value: Span) -> bool {
        self.looks == 0 && self.only.is_some_and(|spans| !touches(spans, value))
    }

    /// The path of what follows.
    pub fn path_mut(&mut self) -> &mut Path {
        &mut self.here.path
    }

    /// Looks at all of `text`, which stands at `base` in the innermost layer of the chain.
    pub fn look(&mut self, text: &[u8], base: usize, context: Context, name: &[u8]) {
        self.look_at(text, base, &Named::new(context, name));
    }

    /// Hands `format` a text that stands at `base` in the innermost layer.
    pub fn read(&mut self, text: &[u8], base: usize, read: impl FnOnce(&[u8], &mut dyn Sink)) {
        let floor = std::mem::replace(&mut self.here.floor, self.here.path.len());
        read(text, &mut Layer { walker: self, text, base });
        self.here.floor = floor;
    }

    /// Tells the visitor of something that was not read.
    pub fn tell(&mut self, reason: Unread, base: usize) {
        let at = self.here.at(base);
        self.visitor.unread(reason, &at);
    }

    /// Tells the visitor of a stretch in which lengths are counted.
    fn rigid(&mut self, span: Span, base: usize) {
        let at = self.here.at(base);
        self.visitor.rigid(span, &at);
    }

    fn look_at(&mut self, text: &[u8], base: usize, named: &Named<'_>) {
        if text.is_empty() {
            return;
        }
        if self.looks >= LOOKS {
            self.tell(Unread::TooDeep, base);
            return;
        }
        self.looks += 1;
        let (was_closed, was_claims) = (self.closed, self.claims);
        self.closed |= named.context.is_cookie();
        self.claims |= named.context == Context::Claim;
        // A cookie header may be bland, and what is declared may not look like anything.
        let bland = !named.context.is_header()
            && named.declared.encoding.is_none()
            && sniff::is_bland(text);
        if !bland && sniff::is_archive(text) && !sniff::is_zip(text) {
            self.tell(Unread::Archive, base);
        }
        let opening = if bland { None } else { named.opening(text) };
        let leaf = Leaf {
            context: named.context,
            name: named.name,
            text,
            parts: parts(text, opening.as_ref(), named, bland, self.limits),
            closed: self.closed,
            part: named.part,
        };
        let mut leads = self.spare.pop().unwrap_or_default();
        let at = self.here.at(base);
        self.closed = self.visitor.leaf(&leaf, &at, &mut leads);
        let is_rigid = match opening {
            Some(Opening::Format(format)) => format.is_rigid() || sniff::has_nul(text),
            Some(Opening::Codec(_)) => false,
            None => !bland && sniff::has_nul(text),
        };
        if is_rigid {
            self.visitor.rigid(Span::of(text).shifted(base), &at);
        }
        let own = leads.len();
        match opening {
            Some(Opening::Format(format)) => {
                self.read(text, base, |text, to| format.walk(text, to));
                leads.clear();
            }
            Some(Opening::Codec(codec)) => {
                // The visitor's own leads come first: they know more.
                if own == 0 || codec == CodecId::Zip {
                    let lead = Lead::named(Span::of(text), Some(codec), named.context, named.name);
                    self.open(text, base, named.declared, &lead, true);
                }
            }
            None if bland && text.len() < sniff::PACKED => text::bland_leads(text, &mut leads),
            None => {
                text::leads(text, &mut leads);
                if leads.is_empty()
                    && let Some(codec) = sniff::packed(text, self.limits)
                {
                    leads.push(Lead::new(Span::of(text), Some(codec), Shape::Any));
                }
            }
        }
        self.follow(text, base, named, &mut leads, own);
        leads.clear();
        self.spare.push(leads);
        self.closed = was_closed;
        self.claims = was_claims;
        self.looks -= 1;
    }

    /// Opens the leads that do not overlap an earlier one. The first `own` are the visitor's.
    fn follow(
        &mut self,
        text: &[u8],
        base: usize,
        named: &Named<'_>,
        leads: &mut Vec<Lead>,
        own: usize,
    ) {
        if leads.is_empty() {
            return;
        }
        let mut taken = Taken::default();
        let documents = if own == 0 { Vec::new() } else { documents(text, &leads[own..]) };
        for (place, lead) in leads.drain(..).enumerate() {
            let whole = lead.span.len() == text.len();
            let again = whole && lead.codec.is_none() && place >= own && lead.shape == Shape::Any;
            // A document names what is in it, whatever the words beside each other seem to say.
            let told = place < own && is_inside(&documents, lead.span);
            if lead.span.is_empty() || again || told {
                continue;
            }
            // Beside what stands in the pieces: the whole says more than each.
            let is_beside = lead.codec == Some(CodecId::Joined);
            if !is_beside && !taken.take(lead.span) {
                // A stretch of escapes can be opened in parts, around what is open already.
                if matches!(lead.codec, Some(CodecId::JsString | CodecId::HtmlEntity)) {
                    for span in taken.free(lead.span) {
                        taken.take(span);
                        self.open(
                            text,
                            base,
                            named.declared,
                            &Lead { span, ..lead.clone() },
                            false,
                        );
                    }
                }
                continue;
            }
            if whole && lead.codec.is_some() && lead.name.is_empty() {
                // What all of a value spells has the value's name.
                let lead = Lead { context: named.context, name: named.name.to_vec(), ..lead };
                self.open(text, base, named.declared, &lead, true);
            } else {
                self.open(text, base, named.declared, &lead, false);
            }
        }
    }

    /// Opens one lead. When it is the `whole` text it has been named already.
    fn open(&mut self, text: &[u8], base: usize, declared: Declared<'_>, lead: &Lead, whole: bool) {
        let raw = lead.span.slice(text);
        let named = Named {
            context: lead.context,
            name: &lead.name,
            declared: if lead.codec.is_some() { declared.decoded() } else { Declared::default() },
            part: lead.codec.is_none(),
            opaque: false,
            unparted: false,
            lead: lead.name.is_empty() || whole,
            seal: None,
        };
        let step = !lead.name.is_empty() && !whole;
        if step {
            self.here.path.push_name(&lead.name);
        }
        match (lead.codec, lead.shape) {
            (Some(codec), _) => {
                self.decode(codec, lead.span, raw, base, &named);
            }
            (None, Shape::Any) => self.look_at(raw, base + lead.span.start, &named),
            (None, Shape::Json) => {
                let role = crate::format::json::Role::Plain;
                self.bounded(base, |walker| {
                    walker.read(raw, base + lead.span.start, |raw, to| {
                        crate::format::json::walk_value(raw, 0, role, &lead.name, to);
                    });
                });
            }
            (None, Shape::Url) => self.bounded(base, |walker| {
                walker.read(raw, base + lead.span.start, |raw, to| {
                    crate::format::url::Url.walk(raw, to);
                });
            }),
        }
        if step {
            self.here.path.pop();
        }
    }

    fn bounded(&mut self, base: usize, go: impl FnOnce(&mut Self)) {
        if self.looks >= LOOKS {
            self.tell(Unread::TooDeep, base);
            return;
        }
        self.looks += 1;
        go(self);
        self.looks -= 1;
    }

    /// Decodes `raw`, which stands at `span` of a text at `base`, and looks at the result.
    fn decode(&mut self, codec: CodecId, span: Span, raw: &[u8], base: usize, named: &Named<'_>) {
        let step = Step { span: span.shifted(base), codec };
        if self.here.chain.len() > self.limits.depth {
            self.tell(Unread::TooDeep, base);
            return;
        }
        if codec == CodecId::Zip {
            self.take_apart(step, raw, base, named);
            return;
        }
        // A member of an archive that is the file.
        let is_member = named.seal.is_some() && self.looks == 0;
        let limits = if is_member { &self.limits.of_file() } else { self.limits };
        let decoded = match codec.codec().decode(raw, limits) {
            Ok(decoded) if named.seal.is_none() && is_chance(codec, &decoded, named.declared) => {
                self.look_at(raw, base + span.start, &Named { part: true, opaque: true, ..*named });
                return;
            }
            Ok(decoded) => decoded,
            Err(refusal) => {
                // It was not that after all: what it is instead is looked at as it stands.
                match refusal {
                    Refusal::TooLarge => self.tell(Unread::TooLarge, base),
                    Refusal::Damaged => self.tell(Unread::Damaged, base),
                    _ if named.seal.is_some() => self.tell(Unread::Damaged, base),
                    _ if named.declared.encoding.is_some() => self.tell(Unread::Misdeclared, base),
                    _ => {}
                }
                self.look_at(raw, base + span.start, &Named { part: true, opaque: true, ..*named });
                return;
            }
        };
        let partial = decoded.partial;
        if whole_as_it_was(&decoded, named) {
            return;
        }
        if matches!(decoded.bytes, Cow::Owned(_)) {
            if !self.budget.take(decoded.bytes.len()) {
                self.tell(Unread::TooLarge, base);
                return;
            }
            self.here.chain.push(step);
            let veiled = self.veils > 0;
            let inner = Inner { text: &decoded.bytes, legible: decoded.legible, veiled };
            let at = self.here.at(0);
            if !self.visitor.layer(&inner, &at) {
                self.here.chain.pop();
                return;
            }
        } else {
            self.here.chain.push(step);
        }
        let veils = self.veils;
        self.veils += usize::from(!decoded.legible);
        match partial {
            Some(Refusal::TooLarge) => self.tell(Unread::TooLarge, 0),
            // An odd byte at the end of a stretch that only looks like UTF-16 is no loss.
            Some(_)
                if named.declared.encoding.is_none()
                    && matches!(codec, CodecId::Utf16Le | CodecId::Utf16Be) => {}
            Some(_) => self.tell(Unread::Damaged, 0),
            None if named.seal.is_some_and(|seal| seal != Seal::of(&decoded.bytes)) => {
                self.tell(Unread::Damaged, 0);
            }
            None => {}
        }
        let unparted = named.unparted && matches!(decoded.bytes, Cow::Borrowed(_));
        self.look_at(&decoded.bytes, 0, &Named { unparted, seal: None, ..*named });
        self.veils = veils;
        self.here.chain.pop();
    }

    /// Reads the zip `raw`, which stands where `step` says of a text at `base`.
    fn take_apart(&mut self, step: Step, raw: &[u8], base: usize, named: &Named<'_>) {
        let Some(archive) = Archive::read(raw, self.limits) else {
            self.tell(Unread::Damaged, base);
            self.look_at(raw, step.span.start, &Named { part: true, opaque: true, ..*named });
            return;
        };
        self.here.chain.push(step);
        self.read(raw, 0, |text, to| {
            walk_members(&archive, 0..archive.len(), text, to);
            walk_frame(&archive, text, to);
        });
        self.here.chain.pop();
    }
}

/// How a text that is opened so is taken apart after the visitor has looked at it.
fn parts(
    text: &[u8],
    opening: Option<&Opening>,
    named: &Named<'_>,
    bland: bool,
    limits: &Limits,
) -> Parts {
    match opening {
        Some(Opening::Format(format)) if format.label() == "url" => Parts::Url,
        Some(Opening::Format(_) | Opening::Codec(CodecId::Zip)) => Parts::Format,
        Some(Opening::Codec(_)) => Parts::Encoded,
        None if (!bland || text.len() >= 16)
            && sniff::is_structured(text, named.context, limits) =>
        {
            Parts::Encoded
        }
        None => Parts::None,
    }
}

/// Whether one of the sorted and disjoint `spans` has a byte in `value`.
pub fn touches(spans: &[Span], value: Span) -> bool {
    let first = spans.partition_point(|span| span.end <= value.start);
    spans.get(first).is_some_and(|span| span.start < value.end)
}

/// Whether something that nobody declared only happens to begin like data of a codec whose mark is
/// no more than two bytes: it breaks off, and what was decoded up to there is nothing to read.
fn is_chance(codec: CodecId, decoded: &crate::codec::Decoded<'_>, declared: Declared<'_>) -> bool {
    decoded.partial == Some(Refusal::Damaged)
        && declared.encoding.is_none()
        && !matches!(codec, CodecId::Gzip | CodecId::Zstd)
        && !text::is_worth_opening(&decoded.bytes[..decoded.bytes.len().min(64)])
}

/// The places of JSON, of dumps, and of a string that is all of a text: what stands in them is looked at
/// again, and better, when they are opened.
fn documents(text: &[u8], leads: &[Lead]) -> Vec<Span> {
    let is_document = |lead: &&Lead| {
        // A list of nothing but values names none of them.
        lead.codec == Some(CodecId::HexDump)
            || lead.shape == Shape::Json && lead.span.slice(text).contains(&b'{')
            || lead.span.len() + 2 == text.len() && text.len() > 2 && lead.span.start == 1
    };
    let mut documents: Vec<Span> = leads.iter().filter(is_document).map(|lead| lead.span).collect();
    documents.sort_unstable();
    documents
}

/// Whether one of the spans covers `span` and more. They are sorted and disjoint, but for the
/// first, which may cover all others.
fn is_inside(spans: &[Span], span: Span) -> bool {
    let around = |outer: &Span| outer.covers(span) && outer.len() > span.len();
    let after = spans.partition_point(|outer| outer.start <= span.start);
    spans[..after].last().is_some_and(around) || spans.first().is_some_and(around)
}

/// Whether decoding a stretch of text changed nothing: then it has been looked at already.
fn whole_as_it_was(decoded: &crate::codec::Decoded<'_>, named: &Named<'_>) -> bool {
    named.lead && matches!(decoded.bytes, Cow::Borrowed(_))
}

/// A text with what is said about it.
#[derive(Clone, Copy)]
struct Named<'a> {
    context: Context,
    name: &'a [u8],
    declared: Declared<'a>,
    part: bool,
    /// Whether an attempt to decode all of it has failed.
    opaque: bool,
    /// Whether a format has handed it on as it got it: no format makes anything of it.
    unparted: bool,
    /// Whether it is an unnamed stretch of a text that was looked at as a whole.
    lead: bool,
    /// What it comes to once it is decoded, where that is known: then it is encoded for certain.
    seal: Option<Seal>,
}

impl<'a> Named<'a> {
    /// A text of which nothing is known but its name.
    fn new(context: Context, name: &'a [u8]) -> Self {
        Self {
            context,
            name,
            declared: Declared::default(),
            part: false,
            opaque: false,
            unparted: false,
            lead: false,
            seal: None,
        }
    }

    /// How `text` is opened, unless what would open it was tried on it in vain.
    fn opening(&self, text: &[u8]) -> Option<Opening> {
        let opening = sniff::opening(text, self.context, self.name, self.declared)?;
        let is_tried = match opening {
            Opening::Codec(_) => self.opaque,
            Opening::Format(_) => self.unparted,
        };
        (!is_tried).then_some(opening)
    }
}
