//! Finds every other place of the values that are known.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use scrubjay_document::{At, CodecId, Inner, Lead, Leaf, Limits, Span, Step, Visitor};

use crate::credential::Credential;
use crate::earshot::{Ears, each_place};
use crate::finding::{Place, PlaceKind};
use crate::needle::Needles;
use crate::source::{Opened, inside};

/// Looks for known values in every leaf of one piece of a source.
pub(crate) struct Listener<'n> {
    ears: &'n Ears<'n>,
    file: usize,
    /// Number of codecs around the root format.
    outer: usize,
    /// Whose value, and where.
    pub(crate) heard: Vec<(u32, Place)>,
}

impl<'n> Listener<'n> {
    pub(crate) fn new(ears: &'n Ears<'n>, file: usize, outer: usize) -> Self {
        Self { ears, file, outer, heard: Vec::new() }
    }
}

/// Drops each echo that is also heard inside a layer which stands around it: the place in there
/// says more.
pub(crate) fn innermost(places: &mut Vec<Place>) {
    let mut inside: HashMap<Layer<'_>, Vec<(Step, Span)>> = HashMap::new();
    for place in places.iter() {
        for (depth, step) in place.layers.iter().enumerate() {
            let known = place.layers.get(depth + 1).map_or(place.span, |inner| inner.span);
            inside.entry((place.file, &place.layers[..depth])).or_default().push((*step, known));
        }
    }
    let rooms: HashMap<Layer<'_>, Rooms> =
        inside.into_iter().map(|(layer, known)| (layer, Rooms::new(known))).collect();
    let told: Vec<bool> = places
        .iter()
        .map(|place| {
            let rooms = rooms.get(&(place.file, &*place.layers));
            place.kind == PlaceKind::Finding || !rooms.is_some_and(|rooms| rooms.know(place.span))
        })
        .collect();
    let mut told = told.into_iter();
    places.retain(|_| told.next().unwrap_or(true));
}

/// A layer: the file, and the steps that lead to it.
type Layer<'p> = (usize, &'p [Step]);

/// The layers that stand in one layer, in their order, each with what is known in it.
struct Rooms(Vec<(Step, Vec<Span>)>);

impl Rooms {
    fn new(mut known: Vec<(Step, Span)>) -> Self {
        known.sort_unstable_by_key(|(step, span)| (step.span, *step, *span));
        known.dedup();
        let rooms = known.chunk_by(|a, b| a.0 == b.0);
        Self(rooms.map(|room| (room[0].0, room.iter().map(|(_, span)| *span).collect())).collect())
    }

    /// Whether one of them tells of what stands at `span`; layers that stand in one another are
    /// few.
    fn know(&self, span: Span) -> bool {
        let after = self.0.partition_point(|(step, _)| step.span.start <= span.start);
        self.0[..after].iter().rev().take(8).any(|(step, known)| {
            if !step.span.covers(span) {
                return false;
            }
            // Symbols that stand in another alignment make bytes of which nothing is known in
            // there. White space counts as symbols here: then both places are told.
            let at = span.start - step.span.start;
            let symbols = Span::new(at, at + span.len());
            step.codec.made_of(symbols).is_none_or(|made| is_inside(known, made))
        })
    }
}

/// Whether one of the sorted spans covers `span`; those that stand in one another are few.
fn is_inside(spans: &[Span], span: Span) -> bool {
    let after = spans.partition_point(|outer| outer.start <= span.start);
    spans[..after].iter().rev().take(8).any(|outer| outer.covers(span))
}

/// Values that stand in the text in some spelling, although no walk through the layers came upon
/// them: in a name, in syntax, across what two formats see as two values.
pub(crate) fn overlooked(
    opened: &Opened<'_>,
    file: usize,
    spelled: &[(u32, Span)],
    credentials: &[Credential],
) -> Vec<(u32, Place)> {
    let mut known: HashMap<u32, Vec<Span>> = HashMap::new();
    for credential in credentials {
        let Ok(owner) = u32::try_from(credential.id.0) else { continue };
        let own = credential.places.iter().filter(|place| place.file == file);
        let spans = own.filter_map(|place| match place.layers.get(opened.chain.len()) {
            // What stands in there as it is means nothing there: it was not what was found.
            Some(step) if matches!(step.codec, CodecId::Utf16Le | CodecId::Utf16Be) => None,
            Some(step) => Some(step.span),
            None => Some(place.span),
        });
        known.entry(owner).or_default().extend(spans);
    }
    known.values_mut().for_each(|spans| spans.sort_unstable());
    let end = opened.salvage.as_ref().map_or(opened.text.len(), |(end, _)| *end);
    let is_known = |owner, span| known.get(owner).is_some_and(|spans| is_inside(spans, span));
    let layers: Arc<[Step]> = opened.chain.as_slice().into();
    let kind = PlaceKind::Echo;
    spelled
        .iter()
        .filter(|(owner, span)| span.end <= end && !is_known(owner, *span))
        .map(|&(owner, span)| {
            let (layers, path) = (layers.clone(), String::new());
            (owner, Place { file, layers, span, kind, path, spelled: true })
        })
        .collect()
}

/// Values that stand in the bytes of a file which is UTF-16 as a whole, written in another way there:
/// what reads as letters of other scripts may be base64.
pub(crate) fn unread_as_utf16(
    opened: &Opened<'_>,
    bytes: &[u8],
    file: usize,
    credentials: &[Credential],
    limits: &Limits,
) -> Vec<(u32, Place)> {
    let Some((last, outer)) = opened.chain.split_last() else { return Vec::new() };
    if !matches!(last.codec, CodecId::Utf16Le | CodecId::Utf16Be) {
        return Vec::new();
    }
    let needles = Needles::new(credentials.iter().flat_map(Credential::spellings).collect());
    if needles.is_empty() {
        return Vec::new();
    }
    let raw = inside(bytes, outer, limits);
    let mut heard: Vec<(u32, Span)> =
        each_place(&raw, &needles).map(|(id, span)| (needles.needle(id).owner, span)).collect();
    heard.sort_unstable();
    heard.dedup();
    let layers: Arc<[Step]> = outer.into();
    let kind = PlaceKind::Echo;
    let place = |span| {
        let (layers, path) = (layers.clone(), String::new());
        Place { file, layers, span, kind, path, spelled: true }
    };
    heard.into_iter().map(|(owner, span)| (owner, place(span))).collect()
}

impl Visitor for Listener<'_> {
    fn leaf(&mut self, leaf: &Leaf<'_>, at: &At<'_>, _: &mut Vec<Lead>) -> bool {
        // What was cut out of a text has been heard there.
        if leaf.part {
            return false;
        }
        let needles = self.ears.needles;
        needles.search(leaf.text, &mut |id, start| {
            let needle = needles.needle(id);
            let span = Span::new(start, start + needle.bytes.len());
            let place = Place::new(self.file, at, span, PlaceKind::Echo);
            let place = Place { spelled: needle.spelled, ..place };
            self.heard.push((needle.owner, place));
        });
        false
    }

    fn layer(&mut self, layer: &Inner<'_>, at: &At<'_>) -> bool {
        let outermost = at.chain.get(self.outer).map(|step| step.span);
        layer.legible || layer.veiled || self.ears.reach_into(layer.text, outermost)
    }
}
