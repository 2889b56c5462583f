//! URLs (RFC 3986), absolute or beginning with a path: user information, path segments, matrix
//! parameters, query and fragment.

use super::{Context, Declared, Field, Format, Segment, Sink};
use crate::codec::CodecId;
use crate::span::Span;

/// Reads URLs.
pub struct Url;

impl Format for Url {
    fn label(&self) -> &'static str {
        "url"
    }

    fn accepts(&self, text: &[u8], _: Declared<'_>) -> bool {
        if text.len() < 4 || text.len() > (1 << 20) {
            return false;
        }
        let absolute = authority(text).is_some();
        let relative =
            text[0] == b'/' && text[1] != b'*' && text.contains(&b'?') && text.contains(&b'=');
        (absolute || relative) && !text.iter().any(u8::is_ascii_whitespace)
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        let start = match authority(text) {
            Some(start) => {
                let end = find(text, start, b"/?#\\");
                user(text, Span::new(start, end), to);
                end
            }
            None => 0,
        };
        let hash = find(text, start, b"#");
        path_and_query(text, Span::new(start, hash), "query", to);
        if hash < text.len() {
            fragment(text, Span::new(hash + 1, text.len()), to);
        }
    }
}

/// Where the authority starts: behind `scheme://`.
fn authority(text: &[u8]) -> Option<usize> {
    let scheme = text
        .iter()
        .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')))?;
    (scheme >= 2 && text[0].is_ascii_alphabetic() && text[scheme..].starts_with(b"://"))
        .then_some(scheme + 3)
}

fn find(text: &[u8], from: usize, any: &[u8]) -> usize {
    text[from..].iter().position(|byte| any.contains(byte)).map_or(text.len(), |at| from + at)
}

fn user(text: &[u8], authority: Span, to: &mut dyn Sink) {
    let Some(at) = memchr::memrchr(b'@', authority.slice(text)) else { return };
    let end = authority.start + at;
    let colon = find(&text[..end], authority.start, b":");
    let codec = Some(CodecId::Percent);
    let name = Span::new(authority.start, colon);
    if colon == end && is_public_key(name.slice(text), &text[authority.end..]) {
        to.value(&Field::text(name));
        return;
    }
    to.value(&Field::named(Context::Userinfo, b"username", name, codec));
    if colon < end {
        let password = Span::new(colon + 1, end);
        to.value(&Field::named(Context::Userinfo, b"password", password, codec));
    }
}

/// Whether a user name alone is the public key of an error collector's address, such as
/// `https://<32 hex digits>@host/<project number>` (docs.sentry.io, "Data Source Name"). It lets
/// whoever has it report errors, and stands in every page that does.
fn is_public_key(user: &[u8], path: &[u8]) -> bool {
    let project = path.rsplit(|&byte| byte == b'/').next().unwrap_or_default();
    user.len() == 32
        && user.iter().all(u8::is_ascii_hexdigit)
        && path.starts_with(b"/")
        && !project.is_empty()
        && project.iter().all(u8::is_ascii_digit)
}

fn path_and_query(text: &[u8], span: Span, label: &str, to: &mut dyn Sink) {
    let inside = &text[..span.end];
    let question = find(inside, span.start, b"?");
    path(text, Span::new(span.start, question), to);
    if question < span.end {
        to.enter(Segment::Name(label.as_bytes()));
        pairs(text, Span::new(question + 1, span.end), b"&;", Context::Param, to);
        to.leave();
    }
}

fn path(text: &[u8], span: Span, to: &mut dyn Sink) {
    let mut at = span.start;
    let mut index = 0;
    while at < span.end {
        let end = find(&text[..span.end], at, b"/");
        let matrix = find(&text[..end], at, b";");
        if matrix - at >= 6 {
            to.value(&Field {
                codec: Some(CodecId::Percent),
                context: Context::UrlPath,
                // The segment before names this one: `/reset/<token>`.
                name: previous(text, span.start, at).into(),
                segment: Some(Segment::Index(index)),
                ..Field::text(Span::new(at, matrix))
            });
        }
        if matrix < end {
            pairs(text, Span::new(matrix + 1, end), b";", Context::Param, to);
        }
        index += 1;
        at = end + 1;
    }
}

/// The path segment before the one at `at`.
fn previous(text: &[u8], start: usize, at: usize) -> &[u8] {
    let before = &text[start..at.saturating_sub(1).max(start)];
    before.rsplit(|&byte| byte == b'/').next().unwrap_or_default()
}

fn fragment(text: &[u8], span: Span, to: &mut dyn Sink) {
    to.enter(Segment::Name(b"fragment"));
    let inside = span.slice(text);
    if inside.starts_with(b"/") || inside.starts_with(b"!") || inside.contains(&b'?') {
        path_and_query(text, span, "query", to);
    } else if inside.contains(&b'=') {
        pairs(text, span, b"&", Context::Param, to);
    } else if !inside.is_empty() {
        to.value(&Field { codec: Some(CodecId::Percent), ..Field::text(span) });
    }
    to.leave();
}

/// Hands on `name=value` pairs, as in a query or a form. A name without a value is text.
pub fn pairs(text: &[u8], span: Span, separators: &[u8], context: Context, to: &mut dyn Sink) {
    let mut at = span.start;
    while at < span.end {
        let end = find(&text[..span.end], at, separators);
        let equals = find(&text[..end], at, b"=");
        if equals < end {
            let name = decoded(&text[at..equals]);
            let value = Span::new(equals + 1, end);
            if !value.is_empty() {
                to.value(&Field {
                    span: value,
                    codec: Some(CodecId::Form),
                    context,
                    segment: Some(Segment::Name(&name)),
                    name: name.clone(),
                    declared: Declared::default(),
                    seal: None,
                });
            }
            if equals - at >= 16 {
                let field =
                    Field { codec: Some(CodecId::Form), ..Field::text(Span::new(at, equals)) };
                to.value(&field);
            }
        } else if end > at {
            to.value(&Field { codec: Some(CodecId::Form), ..Field::text(Span::new(at, end)) });
        }
        at = end + 1;
    }
}

fn decoded(raw: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    CodecId::Form
        .codec()
        .decode(raw, &crate::limits::Limits::default())
        .map_or(raw.into(), |decoded| decoded.bytes)
}
