//! Names as they stand in JSON, and whether a string could be one.

use std::borrow::Cow;

use crate::codec::CodecId;
use crate::limits::Limits;
use crate::span::Span;

/// The name of a pair: `passwordField` names the password that stands beside it.
pub(super) fn named(name: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    const FIELDS: [&[u8]; 6] = [b"Field", b"Input", b"-field", b"-input", b"_field", b"_input"];
    let stem = FIELDS.iter().find_map(|field| name.strip_suffix(*field)).map(<[u8]>::len);
    match stem {
        Some(length) if length >= 3 => Cow::Owned(name[..length].to_vec()),
        _ => name,
    }
}

/// Whether a string could name a value: a word or two of name characters.
pub(super) fn is_identifier(text: &[u8]) -> bool {
    (2..=64).contains(&text.len())
        && text[0].is_ascii_alphabetic() | matches!(text[0], b'_' | b':' | b'$')
        && text.iter().all(|&byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b':' | b'$' | b' ')
        })
}

/// Whether a string is one short word: two words are a list, not a name and its value.
pub(super) fn is_word(text: &[u8]) -> bool {
    text.len() <= 10 && text.iter().all(u8::is_ascii_lowercase)
}

/// The name at `span`, without escapes.
pub(super) fn unescape(text: &[u8], span: Span) -> Cow<'_, [u8]> {
    let raw = span.slice(text);
    if !raw.contains(&b'\\') {
        return Cow::Borrowed(raw);
    }
    CodecId::JsonString
        .codec()
        .decode(raw, &Limits::default())
        .map_or(Cow::Borrowed(raw), |decoded| decoded.bytes)
}
