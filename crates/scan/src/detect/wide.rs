//! What a policy takes out beyond credentials: personal data, cookies, bodies, and what merely
//! looks random.
//!
//! The rules for these are optional. Where the pack has none of them, nothing here is asked.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use scrubjay_document::{At, CodecId, Context, Leaf, Parts, Span};
use scrubjay_rules::structure::address;
use scrubjay_rules::{Pack, RuleIndex, Structure, identifier, value};
use sha2::{Digest as _, Sha256};

use super::{Detector, judged};
use crate::finding::{Place, PlaceKind, Sighting};
use crate::secret::Secret;
use crate::verify::residual;

/// Larger values are told apart by a digest: they are replaced where they stand and looked for
/// nowhere else, so nobody needs them.
const HELD: usize = 4096;

/// The optional rules of a pack.
#[derive(Clone, Copy, Default)]
pub(super) struct Wide {
    email: Option<RuleIndex>,
    ip: Option<RuleIndex>,
    cookie: Option<RuleIndex>,
    body: Option<RuleIndex>,
    random: Option<RuleIndex>,
    any: bool,
}

impl Wide {
    pub(super) fn new(pack: &Pack) -> Self {
        let [email, ip, cookie, body, random] = [
            Structure::Email,
            Structure::IpAddress,
            Structure::AnyCookie,
            Structure::Body,
            Structure::RandomLooking,
        ]
        .map(|structure| pack.structure(structure));
        let any = [email, ip, cookie, body, random].iter().any(Option::is_some);
        Self { email, ip, cookie, body, random, any }
    }
}

/// Looks at a leaf for what the policy wants out.
pub(super) fn look(detector: &mut Detector<'_>, leaf: &Leaf<'_>, at: &At<'_>) {
    let wide = detector.wide;
    if !wide.any || leaf.text.is_empty() {
        return;
    }
    let depth = at.chain.len().saturating_sub(detector.outer);
    if let Some(rule) = wide.cookie
        && leaf.context.is_cookie()
        && !leaf.name.is_empty()
        && depth <= 1
    {
        whole(detector, rule, leaf.text, at);
    }
    if let Some(rule) = wide.body
        && is_body(leaf, at, depth)
    {
        whole(detector, rule, leaf.text, at);
    }
    // Names stay, whatever they look like: the shape of a capture is made of them. What lies in a
    // body that goes as a whole goes with it.
    if let Some(rule) = wide.random
        && leaf.name != b"name"
        && residual::of(leaf, at).is_some()
        && !(wide.body.is_some() && is_in_body(at))
    {
        let text = leaf.text.trim_ascii();
        let start = leaf.text.len() - leaf.text.trim_ascii_start().len();
        detector.sight(rule, leaf.text, Span::new(start, start + text.len()), at);
    }
    // What a format takes apart is seen in its parts.
    if matches!(leaf.parts, Parts::None | Parts::Url) {
        if let Some(rule) = wide.email {
            for range in address::emails(leaf.text) {
                detector.sight(rule, leaf.text, range.into(), at);
            }
        }
        if let Some(rule) = wide.ip.filter(|_| !names_version(leaf.name)) {
            for range in address::ips(leaf.text) {
                detector.sight(rule, leaf.text, range.into(), at);
            }
        }
    }
}

/// Whether four numbers under this name are a version.
fn names_version(name: &[u8]) -> bool {
    let length = name.len();
    (7..=64).contains(&length)
        && identifier::words(&String::from_utf8_lossy(name))
            .last()
            .is_some_and(|word| matches!(word.as_str(), "version" | "versions"))
}

/// Sights all of a text, whatever it says, unless a placeholder is all there is.
fn whole(detector: &mut Detector<'_>, rule: RuleIndex, text: &[u8], at: &At<'_>) {
    if value::is_placeholder(&judged(text)) {
        return;
    }
    let secret =
        if text.len() <= HELD { Secret::new(text) } else { Secret::new(&Sha256::digest(text)) };
    detector.sightings.push(Sighting {
        rule,
        place: Place::new(detector.file, at, Span::of(text), PlaceKind::Finding),
        secret,
        host: at.host.map(str::to_owned),
        carrier: None,
        spared: false,
    });
}

/// Whether a body of a HAR, or a part of one, is what the path leads to.
fn is_in_body(at: &At<'_>) -> bool {
    let names: Vec<&[u8]> = at.path.names().collect();
    names.windows(2).any(|pair| {
        matches!(
            (pair[0], pair[1]),
            (b"text", b"content" | b"postData")
                | (b"data", b"_webSocketMessages" | b"_eventSourceMessages")
        )
    })
}

/// Whether a leaf is the body of a message in a HAR: where it is base64 (`encoding`), what it
/// decodes to, so that the base64 stays one.
fn is_body(leaf: &Leaf<'_>, at: &At<'_>, depth: usize) -> bool {
    let mut names = at.path.names();
    let (Some(last), Some(before)) = (names.next(), names.next()) else { return false };
    let side = names.next().unwrap_or_default();
    let is_text = match (last, before) {
        (b"text", b"content") => side == b"response",
        (b"text", b"postData") => side == b"request",
        (b"data", b"_webSocketMessages" | b"_eventSourceMessages") => true,
        (_, b"params") => side == b"postData" && leaf.context == Context::Param,
        _ => false,
    };
    let letters = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=-_\r\n".contains(byte);
    let is_base64 = leaf.text.iter().all(letters);
    let from_base64 = at.chain.last().is_some_and(|step| step.codec == CodecId::Base64);
    // What is called base64 and is none is looked at again as it stands, as a part.
    let is_whole = !leaf.part || is_base64 && leaf.parts != Parts::Encoded;
    let is_coded = is_base64 && leaf.parts == Parts::Encoded;
    // A placeholder is base64url by its letters: where a body that was none was replaced, it is
    // decoded again.
    let was_replaced =
        || leaf.text.len() < 64 && value::is_placeholder(&URL_SAFE_NO_PAD.encode(leaf.text));
    is_text && is_whole && (depth <= 1 && !is_coded || depth == 2 && from_base64 && !was_replaced())
}
