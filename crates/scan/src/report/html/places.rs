//! Where a credential stands, behind a fold, and how much of that a page can bear.

use super::markup::{Markup, written};
use super::words;
use crate::finding::PlaceKind;
use crate::report::{ReportCredential, ReportPlace};

/// How much is told of each credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Depth {
    /// Places listed of one credential.
    pub(super) places: usize,
    /// Whether each row explains itself and tells what its token says.
    pub(super) explained: bool,
}

/// The most first.
const DEPTHS: [Depth; 5] = [
    Depth { places: 200, explained: true },
    Depth { places: 50, explained: true },
    Depth { places: 10, explained: true },
    Depth { places: 3, explained: false },
    Depth { places: 1, explained: false },
];

/// Bytes that the credentials may fill, so that a browser opens the page with ease.
const ROOM: usize = 12_000_000;
/// Bytes of markup around a row, around a place, and of what explains a row.
const ROW: usize = 240;
const PLACE: usize = 60;
const EXPLANATION: usize = 200;

impl Depth {
    /// The most that fits.
    pub(super) fn new<'r>(credentials: impl Iterator<Item = &'r ReportCredential>) -> Self {
        let mut costs = [0usize; DEPTHS.len()];
        let mut add = |bytes: usize, fits: &dyn Fn(Depth) -> bool| {
            let costs = costs.iter_mut().zip(DEPTHS).filter(|(_, depth)| fits(*depth));
            costs.for_each(|(cost, _)| *cost += bytes);
        };
        for credential in credentials {
            add(ROW + credential.lifetime.as_deref().map_or(0, written), &|_| true);
            let claims: usize = said(credential).map(|(_, value)| ROW / 4 + written(&value)).sum();
            add(EXPLANATION + claims, &|depth| depth.explained);
            for (at, place) in credential.places.iter().take(DEPTHS[0].places).enumerate() {
                add(cost(place), &|depth| at < depth.places);
            }
        }
        let fitting = DEPTHS.into_iter().zip(costs).find(|(_, cost)| *cost <= ROOM);
        fitting.map_or(DEPTHS[DEPTHS.len() - 1], |(depth, _)| depth)
    }

    /// Whether it is less than what a report of usual size tells.
    pub(super) fn is_cut(self) -> bool {
        self != DEPTHS[0]
    }
}

fn cost(place: &ReportPlace) -> usize {
    let layers: usize = place.layers.iter().map(|layer| written(layer) + 8).sum();
    PLACE + written(&place.path) + written(&place.file) + layers
}

/// The places of a credential, behind their number.
pub(super) fn write(to: &mut Markup, credential: &ReportCredential, depth: Depth, files: bool) {
    to.raw("<details><summary>").text(&words::count(credential.places.len(), "place"));
    to.raw("</summary>");
    if depth.explained {
        claims(to, credential);
    }
    let shown = &credential.places[..credential.places.len().min(depth.places)];
    for places in shown.chunk_by(|a, b| a.file == b.file) {
        if files {
            to.raw("<p class=\"meta\">in ").code(&places[0].file).raw("</p>");
        }
        to.raw("<ul>");
        for place in places {
            to.raw("<li>");
            path(to, &place.path);
            circumstances(to, place);
            to.raw("</li>");
        }
        to.raw("</ul>");
    }
    more(to, credential.places.len().saturating_sub(depth.places), "place");
    to.raw("</details>");
}

/// Says how many are left out of a list.
pub(super) fn more(to: &mut Markup, count: usize, noun: &str) {
    if count > 0 {
        to.raw("<p class=\"meta\">and ").text(&words::count(count, &format!("more {noun}")));
        to.raw(": the JSON report lists them all.</p>");
    }
}

/// A path, or what it means to have none.
pub(super) fn path(to: &mut Markup, path: &str) {
    match path {
        "" => to.raw("the file as a whole"),
        path => to.code(path),
    };
}

/// What a place lies in and how it was found, where that is out of the ordinary.
fn circumstances(to: &mut Markup, place: &ReportPlace) {
    let mut layers: Vec<&str> = place.layers.iter().map(|layer| words::layer(layer)).collect();
    layers.dedup();
    // Everything in a HAR is a JSON string: that goes without saying.
    if layers.first() == Some(&"JSON text") {
        layers.remove(0);
    }
    if layers.is_empty() && place.kind == PlaceKind::Finding {
        return;
    }
    to.raw(" <small>");
    if !layers.is_empty() {
        to.raw("inside ").clipped(&layers.join(", in it ")).raw(" ");
    }
    match place.kind {
        PlaceKind::Finding => {}
        PlaceKind::Echo => {
            to.raw("met again by its value");
        }
    }
    to.raw("</small>");
}

/// What a token says of itself.
fn claims(to: &mut Markup, credential: &ReportCredential) {
    let mut claims = said(credential).peekable();
    if claims.peek().is_none() {
        return;
    }
    to.raw("<dl class=\"claims\">");
    for (name, value) in claims {
        to.raw("<div><dt>").text(name).raw("</dt><dd>").clipped(&value).raw("</dd></div>");
    }
    to.raw("</dl>");
}

/// The claims that mean something to a person, in words. Dates are told elsewhere.
fn said(credential: &ReportCredential) -> impl Iterator<Item = (&'static str, String)> {
    const NAMES: [(&str, &str); 12] = [
        ("iss", "issued by"),
        ("aud", "made for"),
        ("azp", "application"),
        ("client_id", "application"),
        ("cid", "application"),
        ("appid", "application"),
        ("scope", "allows"),
        ("scp", "allows"),
        ("roles", "roles"),
        ("tid", "tenant"),
        ("acr", "kind of sign-in"),
        ("amr", "signed in by"),
    ];
    NAMES.into_iter().filter_map(|(name, word)| {
        let value = match credential.claims.get(name)? {
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Array(items) => {
                items.iter().filter_map(serde_json::Value::as_str).collect::<Vec<_>>().join(", ")
            }
            serde_json::Value::Number(number) => number.to_string(),
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Object(_) => {
                return None;
            }
        };
        (!value.is_empty()).then_some((word, value))
    })
}
