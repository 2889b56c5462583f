//! Cookie headers and Set-Cookie headers (RFC 6265), several of them folded into one value
//! included.

use super::{Context, Declared, Field, Format, Segment, Sink};
use crate::span::Span;

/// Reads a Cookie header's value: `a=b; c=d`.
pub struct Cookie;

/// Reads a Set-Cookie header's value: `a=b; Path=/`, also several joined by line feeds or commas.
pub struct SetCookie;

impl Format for Cookie {
    fn label(&self) -> &'static str {
        "cookie"
    }

    fn accepts(&self, _: &[u8], _: Declared<'_>) -> bool {
        // Only by the name of the header.
        false
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        for part in split(text, Span::of(text), |byte| matches!(byte, b';' | b'\n')) {
            pair(text, part, Context::Cookie, to);
        }
    }
}

impl Format for SetCookie {
    fn label(&self) -> &'static str {
        "set-cookie"
    }

    fn accepts(&self, _: &[u8], _: Declared<'_>) -> bool {
        // Only by the name of the header.
        false
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        for line in cookies(text) {
            for (index, part) in split(text, line, |byte| byte == b';').into_iter().enumerate() {
                if index == 0 {
                    pair(text, part, Context::SetCookie, to);
                } else if !is_attribute(part.slice(text)) {
                    // Not one of the standard attributes: whatever it is, it is looked at.
                    pair(text, part, Context::SetCookie, to);
                }
            }
        }
    }
}

/// The format of a value under a name that says cookies outside of a header, as error reports and
/// `document.cookie` write them.
pub(crate) fn named(name: &[u8], text: &[u8]) -> Option<&'static dyn Format> {
    // Every key of a document is looked at: the length tells nearly all of them.
    let (word, set): (&[u8], bool) = match name.len() {
        6 => (b"cookie", false),
        7 => (b"cookies", false),
        9 => (b"setcookie", true),
        10 if name[3] == b'-' => (b"set-cookie", true),
        10 => (b"set_cookie", true),
        12 => (b"cookiestring", false),
        15 if name[8] == b'.' => (b"document.cookie", true),
        _ => return None,
    };
    if name[0] | 32 != word[0] || !name.eq_ignore_ascii_case(word) {
        return None;
    }
    begins_cookie(text).then_some(if set { &SetCookie } else { &Cookie })
}

fn pair(text: &[u8], part: Span, context: Context, to: &mut dyn Sink) {
    let part = trim(text, part);
    let bytes = part.slice(text);
    let Some(equals) = memchr::memchr(b'=', bytes) else {
        // A cookie may have no name (RFC 6265bis section 4.1.1).
        if !part.is_empty() {
            to.value(&Field { context, ..Field::text(part) });
        }
        return;
    };
    let name = trim(text, Span::new(part.start, part.start + equals));
    let mut value = trim(text, Span::new(part.start + equals + 1, part.end));
    let inside = value.slice(text);
    if inside.len() >= 2 && inside.starts_with(b"\"") && inside.ends_with(b"\"") {
        value = Span::new(value.start + 1, value.end - 1);
    }
    if !value.is_empty() {
        let name = name.slice(text);
        to.value(&Field {
            segment: Some(Segment::Name(name)),
            ..Field::named(context, name, value, None)
        });
    }
    if name.len() >= 16 {
        to.value(&Field::text(name));
    }
}

/// The cookies of a folded header: split at line feeds, and at commas behind which a new
/// `name=` begins (a comma inside a date is none).
fn cookies(text: &[u8]) -> Vec<Span> {
    let mut all = Vec::new();
    let mut start = 0;
    for (at, &byte) in text.iter().enumerate() {
        let ends = match byte {
            b'\n' | b'\r' => true,
            b',' => begins_cookie(&text[at + 1..]),
            _ => false,
        };
        if ends {
            all.push(Span::new(start, at));
            start = at + 1;
        }
    }
    all.push(Span::new(start, text.len()));
    all.retain(|span| !span.slice(text).trim_ascii().is_empty());
    all
}

fn begins_cookie(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii_start();
    let name = rest.iter().take_while(|&&byte| is_token(byte)).count();
    name > 0 && rest.get(name) == Some(&b'=')
}

/// A token character of RFC 9110 section 5.6.2.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

fn is_attribute(part: &[u8]) -> bool {
    const ATTRIBUTES: [&str; 9] = [
        "expires",
        "max-age",
        "domain",
        "path",
        "secure",
        "httponly",
        "samesite",
        "priority",
        "partitioned",
    ];
    let part = part.trim_ascii();
    let name = part.split(|&byte| byte == b'=').next().unwrap_or_default().trim_ascii();
    name.is_empty()
        || ATTRIBUTES.iter().any(|attribute| name.eq_ignore_ascii_case(attribute.as_bytes()))
}

fn split(text: &[u8], span: Span, ends: impl Fn(u8) -> bool) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = span.start;
    for at in span.range() {
        if ends(text[at]) {
            parts.push(Span::new(start, at));
            start = at + 1;
        }
    }
    parts.push(Span::new(start, span.end));
    parts
}

fn trim(text: &[u8], span: Span) -> Span {
    let bytes = span.slice(text);
    let start = span.start + (bytes.len() - bytes.trim_ascii_start().len());
    Span::new(start, start + bytes.trim_ascii().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_cookies_outside_of_headers_by_name_and_look() {
        for name in
            ["cookie", "Cookies", "set-cookie", "Set_Cookie", "setCookie", "document.cookie"]
        {
            assert!(named(name.as_bytes(), b"a=b; c=d").is_some(), "{name}");
            assert!(named(name.as_bytes(), b"accepted").is_none(), "{name}");
        }
        for name in ["cookies_", "session", "startedDateTime", "set.cookie", ""] {
            assert!(named(name.as_bytes(), b"a=b; c=d").is_none(), "{name}");
        }
    }
}
