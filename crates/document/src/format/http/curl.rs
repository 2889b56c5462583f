//! What curl prints with `-v`: headers with a mark in front, remarks and bodies between them.

use super::{LOOKED_AT, header_name, is_request, is_status, method, status, target};
use crate::format::line::{Lines, trim};
use crate::format::{Context, Field, Sink};
use crate::span::Span;

/// Hands on the values: `> ` stands before what is sent, `< ` before what comes.
pub(super) fn read(text: &[u8], to: &mut dyn Sink) {
    let mut other: Option<Span> = None;
    for line in Lines::new(text, 0) {
        let bytes = line.slice(text);
        let inside = Span::new(line.start + 2, line.end);
        let (context, bytes) = match bytes {
            [b'>', b' ', rest @ ..] => (Context::RequestHeader, rest),
            [b'<', b' ', rest @ ..] => (Context::ResponseHeader, rest),
            [b'>' | b'<'] => continue,
            _ => {
                // Bodies and remarks of curl's own stay together.
                other.get_or_insert(line).end = line.end;
                continue;
            }
        };
        flush(text, &mut other, to);
        if is_status(bytes) {
            status(text, inside, to);
        } else if let Some(method) = method(bytes) {
            target(text, Span::new(inside.start + method + 1, inside.end), to);
        } else if let Some(colon) = header_name(bytes) {
            let value = trim(text, Span::new(inside.start + colon + 1, inside.end));
            to.value(&Field::named(context, bytes[..colon].trim_ascii(), value, None));
        } else {
            to.value(&Field::text(inside));
        }
    }
    flush(text, &mut other, to);
}

fn flush(text: &[u8], other: &mut Option<Span>, to: &mut dyn Sink) {
    if let Some(span) = other.take() {
        to.value(&Field::text(trim(text, span)));
    }
}

pub(super) fn is_curl(text: &[u8]) -> bool {
    if !matches!(text, [b'>' | b'<' | b'*', b' ', ..]) {
        return false;
    }
    Lines::new(text, 0).take(LOOKED_AT).any(|line| match line.slice(text) {
        [b'>', b' ', rest @ ..] => is_request(rest),
        [b'<', b' ', rest @ ..] => is_status(rest),
        _ => false,
    })
}
