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
mod authorization;
mod beside;
mod bundle;
mod composed;
mod harmless;
mod header;
mod joined;
mod label;
mod names;
mod permission;
mod program;
mod searched;
mod sentence;
mod settled;
mod structures;
mod typed;
mod wide;
mod wording;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use scrubjay_document::{
    At, CodecId, Context, Inner, Lead, Leaf, Parts, Span, Step, Unread, Visitor,
};
use scrubjay_rules::structure::{link, path};
use scrubjay_rules::{
    Class, Look, NameVerdict, Pack, Place as NamePlace, RuleIndex, Structure, ValueKind, value,
};

use crate::earshot::Veiled;
use crate::finding::{Place, PlaceKind, Sighting};
use crate::secret::Secret;
use names::Names;
pub(crate) use names::{Memories, Memory};
use wording::{is_capitalised, is_said_of_token, is_wordy, speaks_of_one};

/// What of a value is looked at to judge it.
const JUDGED: usize = 4096;
/// What is shorter and was not sent is a letter or a mark, whatever its name.
const SHORTEST: usize = 3;
/// Texts that a format takes apart are searched as a whole only up to this size.
const SEARCHED_WHOLE: usize = 2048;

/// Something that was not read, and where.
pub(crate) type UnreadPlaces = BTreeMap<(String, Unread), usize>;

/// Looks at every value of one piece of a source.
pub(crate) struct Detector<'p> {
    pack: &'p Pack,
    wide: wide::Wide,
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
            place: Place {
                file: self.file,
                layers: at.layers(),
                span: span.shifted(at.base),
                kind: PlaceKind::Finding,
                path: at.path.render(),
                spelled: false,
            },
            secret: Secret::new(span.slice(text)),
            host: at.host.map(str::to_owned),
            carrier: carrier.map(|carrier| Secret::new(carrier.slice(text))),
            spared: false,
        });
    }

    /// Remembers words that stand under the name of a password and read like a text of the screen:
    /// the same words may be a password elsewhere.
    fn spare(&mut self, rule: RuleIndex, leaf: &Leaf<'_>, judged: &str, at: &At<'_>) {
        const LONGEST: usize = 200;
        let words = judged.trim().contains(' ') || !judged.is_ascii();
        let is_one = words
            && (4..=LONGEST).contains(&judged.len())
            && self.may_be_words(rule)
            && self.pack.accepts(rule, judged)
            && !settled::has_own(leaf.text);
        if is_one {
            let before = self.sightings.len();
            self.sight(rule, leaf.text, Span::of(leaf.text), at);
            self.spared.extend(
                self.sightings
                    .drain(before..)
                    .map(|sighting| Sighting { spared: true, ..sighting }),
            );
        }
    }

    fn sight_structure(&mut self, structure: Structure, text: &[u8], span: Span, at: &At<'_>) {
        if let Some(rule) = self.pack.structure(structure) {
            self.sight(rule, text, span, at);
        }
    }

    /// Judges a value by its name. Returns whether its parts are closed.
    fn judge(&mut self, leaf: &Leaf<'_>, at: &At<'_>, leads: &mut Vec<Lead>) -> bool {
        let text = leaf.text;
        let whole = Span::of(text);
        if leaf.context == Context::Userinfo {
            let judged = judged(text);
            if leaf.name == authorization::BASIC {
                authorization::basic(self, text, at);
            } else if leaf.name == b"username" {
                // A token may stand where the user does.
                if value::is_random(&judged) && !value::is_placeholder(&judged) {
                    self.sight_structure(Structure::Userinfo, text, whole, at);
                }
            } else if !value::is_placeholder(&judged) && !value::is_nothing(&judged) {
                self.sight_structure(Structure::Userinfo, text, whole, at);
            }
            return false;
        }
        let Some(place) = name_place(leaf.context) else { return leaf.closed };
        // The words of a placeholder in a name say nothing of the value.
        if settled::has_own(leaf.name) {
            return leaf.closed;
        }
        if place == NamePlace::Header && leaf.name.eq_ignore_ascii_case(b"sec-websocket-protocol") {
            if let Some(rule) = self.pack.structure(Structure::AuthHeader) {
                authorization::protocols(self, rule, text, at);
            }
            return false;
        }
        if place == NamePlace::Header && is_cookie_header(leaf.name) {
            // Its cookies are judged one by one.
            return false;
        }
        match self.names.verdict(place, leaf.name, at.host) {
            // A string of several cookies, which are judged one by one.
            NameVerdict::Secret(_) if leaf.parts == Parts::Format && names_cookies(leaf.name) => {
                false
            }
            NameVerdict::Secret(rule) => {
                let judged = judged(text);
                let has_scheme = authorization::has_scheme(&judged)
                    && !is_wordy(&judged)
                    && (place == NamePlace::Header || !is_said_of_token(&judged));
                if place == NamePlace::Header || has_scheme {
                    authorization::header(self, rule, text, at, leads);
                } else if self.counts(rule, leaf, &judged, at)
                    || typed::is_typed(self, rule, leaf, &judged, at)
                {
                    self.sight(rule, text, whole, at);
                } else if place == NamePlace::Cookie {
                    structures::owned(self, rule, text, at);
                } else {
                    self.spare(rule, leaf, &judged, at);
                }
                false
            }
            NameVerdict::Harmless(_) => false,
            NameVerdict::Unknown => {
                if place == NamePlace::Header {
                    self.unknown_header(leaf, at, leads);
                    return false;
                }
                if leaf.closed && leaf.parts != Parts::Format && leaf.parts != Parts::Encoded {
                    let judged = judged(text);
                    if !is_plain(&judged)
                        && !harmless::is_harmless(&judged)
                        && structures::readable(&judged).is_none()
                    {
                        self.sight_structure(Structure::UnknownCookie, text, whole, at);
                    }
                    return false;
                }
                let rule = self.enclosing(leaf, at).or_else(|| joined::named(self, leaf, at));
                if let Some(rule) = rule.or_else(|| self.topical(leaf, at)) {
                    self.sight(rule, text, whole, at);
                }
                leaf.closed
            }
        }
    }

    /// Whether a value under a name that hit `rule` is the credential as a whole.
    fn counts(&self, rule: RuleIndex, leaf: &Leaf<'_>, judged: &str, at: &At<'_>) -> bool {
        // What can be read in part is judged by its structure.
        structures::readable(judged).is_none()
            && self.pack.accepts(rule, judged)
            && !settled::is_settled(judged)
            && !structures::is_deflated_saml(leaf.name, leaf.text, judged)
            && (leaf.parts != Parts::Url || self.is_any(rule))
            && !(is_wordy(judged)
                && (!self.may_be_words(rule) || speaks_of_one(judged, is_sent(at.path))))
            && !label::is_label(judged, leaf.name, at.path)
            && !(label::is_screen(at.path) && sentence::is_sentence(judged))
            && !label::is_asset(judged)
            && (is_sent(at.path) || !about::is_about(judged, leaf.name, at))
            && !(self.pack.rule(rule).class == Class::Password && about::is_slight_number(judged))
            && (self.may_be_words(rule) || !wording::is_no_token(judged))
            && !(self.is_code_for_once(rule)
                && label::is_screen(at.path)
                && wording::is_caption(judged))
            && !(at.path.names().any(|name| name == b"vocab") && is_count(judged))
            && !(leaf.context.is_cookie() && judged == "deleteMe")
            && !harmless::is_settings(judged)
            && !judged.starts_with("<svg")
            && !(leaf.name.eq_ignore_ascii_case(b"pw") && judged.len() < 4 && is_count(judged))
            && !(leaf.name.contains(&b':') && permission::is_permission(judged.as_bytes()))
            && (self.may_be_words(rule) || !is_capitalised(judged))
            && (self.is_any(rule) || !is_slight(judged))
            && (judged.len() >= SHORTEST || is_sent(at.path))
            && !is_template(judged)
    }

    /// Whether a credential of this rule may be a row of words: a pass phrase is one, recovery
    /// codes may be. No token is.
    fn may_be_words(&self, rule: RuleIndex) -> bool {
        matches!(self.pack.rule(rule).class, Class::Password | Class::OneTime | Class::PrivateKey)
    }

    fn is_code_for_once(&self, rule: RuleIndex) -> bool {
        self.pack.rule(rule).class == Class::OneTime
    }

    fn is_any(&self, rule: RuleIndex) -> bool {
        self.pack.rule(rule).value == ValueKind::Any
    }

    fn unknown_header(&mut self, leaf: &Leaf<'_>, at: &At<'_>, leads: &mut Vec<Lead>) {
        let judged = judged(leaf.text);
        let name = String::from_utf8_lossy(leaf.name);
        let speaks = self.names.is_authentication_like(leaf.name)
            && !is_plain(&judged)
            && !value::is_term(&judged)
            && !header::describes(&name, &judged);
        if (speaks || header::is_credential(leaf.context, &name, &judged))
            && let Some(rule) = self.pack.structure(Structure::AuthHeader)
        {
            authorization::header(self, rule, leaf.text, at, leads);
        }
    }
}

impl Visitor for Detector<'_> {
    fn leaf(&mut self, leaf: &Leaf<'_>, at: &At<'_>, leads: &mut Vec<Lead>) -> bool {
        if self.is_value(at) && !leaf.part {
            self.values += 1;
        }
        wide::look(self, leaf, at);
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

impl Detector<'_> {
    /// Reset, invitation and sign-in links.
    fn path_token(&mut self, text: &[u8], link: Span, at: &At<'_>) {
        let url = link.slice(text);
        let start = memchr::memmem::find(url, b"://").map_or(0, |at| at + 3);
        let end =
            url[start..].iter().position(|b| b"?#".contains(b)).map_or(url.len(), |e| start + e);
        let mut look = |from: usize, path: &[u8]| {
            let segment = std::str::from_utf8(path).ok().and_then(path::secret_segment);
            if let Some(segment) = segment {
                let span = Span::from(segment).shifted(from + link.start);
                self.sight_structure(Structure::PathToken, text, span, at);
            }
        };
        look(start, &url[start..end]);
        // `#/reset/<token>`: the path within an application that has but one page.
        let mark = url[end..].iter().position(|&byte| byte == b'#').map_or(url.len(), |m| end + m);
        if let [b'#', b'/', ..] | [b'#', b'!', b'/', ..] = url[mark..] {
            let from = mark + 1;
            let length = url[from..].iter().position(|&byte| byte == b'?');
            look(from, &url[from..length.map_or(url.len(), |length| from + length)]);
        }
        for span in link::secrets(url) {
            let span = Span::from(span).shifted(link.start);
            self.sight_structure(Structure::PathToken, text, span, at);
        }
    }
}

/// The place of a name, as rules see it.
fn name_place(context: Context) -> Option<NamePlace> {
    Some(match context {
        Context::Key => NamePlace::Key,
        Context::Param => NamePlace::Param,
        Context::RequestHeader | Context::ResponseHeader | Context::Header => NamePlace::Header,
        Context::Cookie | Context::SetCookie => NamePlace::Cookie,
        Context::Claim => NamePlace::Claim,
        _ => return None,
    })
}

fn is_cookie_header(name: &[u8]) -> bool {
    [b"cookie".as_slice(), b"set-cookie", b"cookie2", b"set-cookie2"]
        .iter()
        .any(|cookie| name.eq_ignore_ascii_case(cookie))
}

/// Whether a key says that its value is cookies in one string.
fn names_cookies(name: &[u8]) -> bool {
    let name = name.strip_prefix(b"document.").unwrap_or(name);
    let name = name.strip_suffix(b"s").unwrap_or(name);
    is_cookie_header(name)
        || [b"set_cookie".as_slice(), b"setcookie", b"cookiestring"]
            .iter()
            .any(|cookie| name.eq_ignore_ascii_case(cookie))
}

fn is_plain(judged: &str) -> bool {
    value::is_plain(judged) || settled::is_settled(judged) || value::is_nothing(judged)
}

/// Whether a place is in a request.
fn is_sent(path: &scrubjay_document::Path) -> bool {
    path.names().any(|name| name == b"request")
}

/// Whether a value has too few letters and digits to be a token.
fn is_slight(judged: &str) -> bool {
    // Bytes that are no text are no decoration either.
    let counts = |c: &char| c.is_ascii_alphanumeric() || *c == char::REPLACEMENT_CHARACTER;
    judged.chars().filter(counts).take(4).count() < 4
}

/// Whether a value is a number that counts something.
fn is_count(judged: &str) -> bool {
    judged.len() <= 9 && judged.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a value is a template that somebody else fills in: nothing but words is left of it
/// without its variables.
fn is_template(judged: &str) -> bool {
    let Some(start) = judged.find("${").or_else(|| judged.find("{{")) else { return false };
    let Some(end) = judged[start..].rfind('}').map(|end| start + end + 1) else { return false };
    let rest = format!("{}{}", &judged[..start], &judged[end..]);
    // The path of an address has versions in it: `${issuer}/oauth2/token`.
    let digits = match &judged[end..] {
        tail if tail.starts_with('/') && start == 0 => 2,
        // `${purpose}:v1`
        tail if tail.len() <= 4 && tail.starts_with([':', '-', '.']) => 1,
        _ => 0,
    };
    rest.bytes().filter(u8::is_ascii_digit).count() <= digits
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte.is_ascii_punctuation() || byte == b' ')
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

/// Whether a rule only knows words, places or nothing in particular.
pub(crate) fn specificity(pack: &Pack, rule: RuleIndex) -> u8 {
    match &pack.rule(rule).look {
        Look::Structure(
            Structure::Email
            | Structure::IpAddress
            | Structure::AnyCookie
            | Structure::Body
            | Structure::RandomLooking,
        ) => 0,
        Look::Structure(
            Structure::UnknownCookie
            | Structure::AuthHeader
            | Structure::PathToken
            | Structure::Bearer,
        ) => 1,
        Look::Words(_) => 2,
        // Whose token it is says more than that it is one.
        Look::Structure(Structure::Jwt) => 3,
        Look::Names(names) if names.hosts.is_empty() => 4,
        Look::Structure(_) => 5,
        Look::Names(_) => 6,
        // A shape that many services share says less than a name that one of them uses.
        Look::Shape(_) if pack.rule(rule).service == "Generic" => 3,
        Look::Shape(_) => 7,
    }
}

/// A value's text for judging.
fn judged(text: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(&text[..text.len().min(JUDGED)])
}
