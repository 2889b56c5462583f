//! The element of a markup language, in the middle of a text that is none.

use super::Assignment;
use super::name::{NAME, is_name};
use super::quoted::QUOTED;
use crate::codec::CodecId;
use crate::format::Context;
use crate::span::Span;

/// `<password>…</password>` in the middle of a text that is no markup.
pub(super) fn element(text: &[u8], name: Span) -> Option<Assignment> {
    if !text[..name.start].ends_with(b"<") && !text[..name.start].ends_with(b":") {
        return None;
    }
    let prefix = text[..name.start].iter().rev().take(NAME);
    let prefix = prefix.take_while(|&&byte| is_name(byte) || byte == b':').count();
    if !text[..name.start - prefix].ends_with(b"<") {
        return None;
    }
    let tag = &text[name.end..(name.end + TAG).min(text.len())];
    let end = tag.iter().position(|&byte| matches!(byte, b'<' | b'>'))?;
    let attributes = tag.first().is_some_and(u8::is_ascii_whitespace) || end == 0;
    if tag[end] != b'>' || !attributes || tag[..end].ends_with(b"/") {
        return None;
    }
    let start = name.end + end + 1;
    let inside = &text[start..(start + QUOTED).min(text.len())];
    let length = memchr::memchr(b'<', inside)?;
    // Only what its own end tag follows: `a<token>b` is a placeholder or a comparison.
    let closes = inside[length..].starts_with(b"</");
    let value = Span::new(start, start + length);
    (closes && length > 0).then(|| Assignment {
        name,
        value,
        codec: value.slice(text).contains(&b'&').then_some(CodecId::HtmlEntity),
        context: Context::Key,
        quoted: true,
        expression: false,
        spoken: false,
    })
}

/// The longest start tag behind its name.
const TAG: usize = 256;
