//! `application/x-www-form-urlencoded` bodies (WHATWG URL section 5), and query strings alone.

use super::{Context, Declared, Format, Sink, url};
use crate::span::Span;

/// Reads forms.
pub struct Form;

impl Format for Form {
    fn label(&self) -> &'static str {
        "form"
    }

    fn accepts(&self, text: &[u8], declared: Declared<'_>) -> bool {
        let first = &text[..memchr::memchr(b'&', text).unwrap_or(text.len())];
        let Some(equals) = memchr::memchr(b'=', first) else { return false };
        let name = &first[..equals];
        let named = !name.is_empty()
            && name.len() <= 256
            && name
                .iter()
                .all(|&byte| byte.is_ascii_alphanumeric() || b"_-.[]%:$*+@!".contains(&byte));
        if !named {
            return false;
        }
        if declared.mime_contains("x-www-form-urlencoded") {
            return true;
        }
        // Padding at the end of base64 is no pair.
        let value = &first[equals + 1..];
        // `a:b=c` alone is a list of something else.
        let words = first[..equals].split(|byte| !byte.is_ascii_alphanumeric());
        let run = words.map(<[u8]>::len).max().unwrap_or(0);
        if first.len() == text.len() && (first[..equals].contains(&b':') || run > 32) {
            return false;
        }
        let padding = value.iter().all(|&byte| byte == b'=') && first.len() == text.len();
        !padding
            && text.len() <= (1 << 20)
            && !text.iter().any(|&byte| {
                byte.is_ascii_whitespace()
                    || matches!(byte, b'"' | b'<' | b'{' | b'(' | b';' | b',')
            })
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        url::pairs(text, Span::of(text), b"&", Context::Param, to);
    }
}
