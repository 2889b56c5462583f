//! Tokens with parts that stay: JWT, JWE, PEM, SAML.

use std::ops::Range;

use scrubjay_document::text::base64_codec;
use scrubjay_document::{At, CodecId, Context, Lead, Limits, Span};
use scrubjay_rules::structure::{basic, jwe, jwt, pem, saml};
use scrubjay_rules::{Look, RuleIndex, Structure, value};

use super::authorization::BASIC;
use super::{Detector, notation};

/// Whether a value is a structure of which a part stays readable; then the structure decides
/// what goes, not the name.
pub(super) fn readable(value: &str) -> Option<Structure> {
    let value = value.trim();
    if jwt::parse(value).is_some() || jwt::is_unsigned(value) {
        return Some(Structure::Jwt);
    }
    if jwe::parse(value).is_some() {
        return Some(Structure::Jwe);
    }
    if saml::is_encoded(value) || saml::recognise(value.as_bytes()).is_some() {
        return Some(Structure::Saml);
    }
    None
}

/// Takes a token that the search came upon.
pub(super) fn token(
    detector: &mut Detector<'_>,
    rule: RuleIndex,
    text: &[u8],
    span: Span,
    at: &At<'_>,
    leads: &mut Vec<Lead>,
) {
    // A shape that takes in the beginning of a placeholder has found what was redacted.
    if span.slice(text).starts_with(b"REDACTED") || text[span.start..].starts_with(b"REDACTED-") {
        return;
    }
    // `defined_in_the_standard_library_8001`: words that a prefix happens to stand among.
    if matches!(detector.pack.rule(rule).look, Look::Shape(_))
        && std::str::from_utf8(span.slice(text)).is_ok_and(notation::is_slug)
    {
        return;
    }
    match detector.pack.rule(rule).look {
        Look::Structure(Structure::Jwt | Structure::ServiceAccountJwt | Structure::DpopProof) => {
            let Some(token) = jwt::starting_at(text, span.start) else { return };
            leads.push(part(text, &token.header, b"header"));
            leads.push(part(text, &token.claims, b"claims"));
            sight(detector, rule, text, token.signature.into(), span, at);
        }
        Look::Structure(Structure::Jwe) => {
            let Some(token) = jwe::starting_at(text, span.start) else { return };
            sight(detector, rule, text, token.sealed.into(), span, at);
        }
        Look::Structure(Structure::Pem) => {
            let Some(block) = pem::starting_at(text, span.start) else { return };
            let body = without_breaks(text, block.body.into());
            sight(detector, rule, text, body, span, at);
        }
        // Its parts are judged, whether or not they were redacted before.
        Look::Structure(Structure::Basic) => {
            let credential = String::from_utf8_lossy(span.slice(text));
            let codec = basic::parse(&credential).map(|_| CodecId::Base64);
            leads.push(Lead::named(span, codec, Context::Userinfo, BASIC));
        }
        // Of a token that can be read in part, its structure says what goes.
        _ if readable(&String::from_utf8_lossy(span.slice(text))).is_some() => {}
        _ => detector.sight(rule, text, span, at),
    }
}

/// Takes the signature of a token that all of a cookie is, where the name is that of one service:
/// then the token is known for what it is.
pub(super) fn owned(detector: &mut Detector<'_>, rule: RuleIndex, text: &[u8], at: &At<'_>) {
    let known = detector.pack.rule(rule);
    if !matches!(known.look, Look::Names(_)) || known.service.is_empty() {
        return;
    }
    let start = text.len() - text.trim_ascii_start().len();
    if let Some(token) = jwt::starting_at(text, start)
        && token.signature.end == text.trim_ascii_end().len()
    {
        let carrier = Span::new(start, token.signature.end);
        sight(detector, rule, text, token.signature.into(), carrier, at);
    }
}

fn sight(
    detector: &mut Detector<'_>,
    rule: RuleIndex,
    text: &[u8],
    secret: Span,
    carrier: Span,
    at: &At<'_>,
) {
    if !value::is_placeholder(&String::from_utf8_lossy(secret.slice(text))) {
        detector.sight_in(rule, text, secret, at, Some(carrier));
    }
}

fn part(text: &[u8], range: &Range<usize>, name: &[u8]) -> Lead {
    let span = Span::from(range.clone());
    // The same codec that the walker chooses for this run: one place has one chain of layers.
    Lead::named(span, Some(base64_codec(text, span)), Context::Claim, name)
}

/// Whether a parameter is a deflated SAML message (SAML 2.0 Bindings section 3.4.4.1): then its
/// parts are judged, not the whole.
pub(super) fn is_deflated_saml(name: &[u8], text: &[u8], judged: &str) -> bool {
    if name.len() < 4 || !name[..4].eq_ignore_ascii_case(b"saml") || judged.len() < 32 {
        return false;
    }
    let limits = Limits::default();
    let unwrapped = if text.starts_with(b"<") || !text.is_ascii() {
        text.to_vec()
    } else {
        match CodecId::Base64.codec().decode(text, &limits) {
            Ok(decoded) => decoded.bytes.into_owned(),
            Err(_) => return false,
        }
    };
    let xml = |bytes: &[u8]| {
        saml::recognise(bytes).is_some() || bytes.trim_ascii_start().starts_with(b"<")
    };
    xml(&unwrapped)
        || CodecId::Deflate
            .codec()
            .decode(&unwrapped, &limits)
            .is_ok_and(|inflated| xml(&inflated.bytes))
}

/// A body without the line breaks around it, written as such or as `\n`.
fn without_breaks(text: &[u8], mut span: Span) -> Span {
    loop {
        let body = span.slice(text);
        if let [b'\\', b'n' | b'r', ..] = body {
            span.start += 2;
        } else if let [b' ' | b'\n' | b'\r' | b'\t', ..] = body {
            span.start += 1;
        } else if let [.., b'\\', b'n' | b'r'] = body {
            span.end -= 2;
        } else if let [.., b' ' | b'\n' | b'\r' | b'\t'] = body {
            span.end -= 1;
        } else {
            return span;
        }
    }
}
