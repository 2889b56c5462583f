//! Values in quotes: strings, strings that a program joins, and the strings that it decodes.

use super::name::{is_quote, trim_name};
use super::separator::{Separator, context, space};
use super::{Assignment, code};
use crate::codec::CodecId;
use crate::format::Context;
use crate::span::Span;

/// Longest value in quotes.
pub(super) const QUOTED: usize = 64 << 10;

/// The string whose quotes open at `at`; none where it is empty or does not end.
pub(super) fn quoted(
    text: &[u8],
    name: Span,
    at: usize,
    separator: Separator,
) -> Option<Assignment> {
    let quote = text[at];
    // Three quotes open a long string; two are an empty one.
    let inside = if text[at..].starts_with(&[quote, quote, quote]) { at + 3 } else { at + 1 };
    let window = &text[inside..(inside + QUOTED).min(text.len())];
    let mut end = 0;
    let mut escaped = false;
    loop {
        end += memchr::memchr2(quote, b'\\', &window[end..])?;
        if window[end] == quote {
            break;
        }
        escaped = true;
        end += 2;
        if end >= window.len() {
            return None;
        }
    }
    let value = Span::new(inside, if escaped { inside + end } else { joined(text, inside + end) });
    let behind = &text[value.end + 1..];
    let says_nothing = match separator {
        // `"password", "salt": 1`: the next key.
        Separator::Comma => behind.trim_ascii_start().starts_with(b":"),
        // `token || "none" === kind`
        Separator::Default => code::compares(behind.trim_ascii_start()),
        _ => false,
    };
    (!value.is_empty() && !says_nothing).then(|| Assignment {
        name: trim_name(text, name),
        value,
        codec: escaped.then_some(CodecId::JsString),
        context: if separator == Separator::Space {
            Context::Key
        } else {
            context(text, name, separator)
        },
        // What a function is called with is a credential only if it looks like one.
        quoted: separator != Separator::Call,
        expression: separator == Separator::Call,
        spoken: separator == Separator::Spoken,
    })
}

/// Where the last of several strings ends that stand in one expression, such as `"ab" + "cd"`, when
/// the first one ends at `end`.
fn joined(text: &[u8], mut end: usize) -> usize {
    const STRINGS: usize = 8;
    let Some(&quote) = text.get(end) else { return end };
    for _ in 0..STRINGS {
        let plus = end + 1 + space(text, end + 1);
        let next = plus + 1 + space(text, plus + 1);
        if text.get(plus) != Some(&b'+') || text.get(next) != Some(&quote) {
            break;
        }
        let window = &text[next + 1..(next + 1 + QUOTED).min(text.len())];
        let Some(length) = memchr::memchr(quote, window) else { break };
        if window[..length].contains(&b'\\') || window[..length].contains(&b'\n') {
            break;
        }
        end = next + 1 + length;
    }
    end
}

/// `secret = atob('…')`: the string that a function decodes.
pub(super) fn argument(
    text: &[u8],
    name: Span,
    at: usize,
    separator: Separator,
) -> Option<Assignment> {
    let spoken = matches!(separator, Separator::Spoken | Separator::Told | Separator::Said);
    if spoken || matches!(separator, Separator::Comma | Separator::Space) {
        return None;
    }
    let rest = &text[at..];
    let function = DECODERS
        .into_iter()
        .find(|function| rest.starts_with(function) && rest.get(function.len()) == Some(&b'('))?;
    let inside = at + function.len() + 1;
    let quote = inside + space(text, inside);
    let opens = text.get(quote).copied().is_some_and(is_quote);
    if opens { quoted(text, name, quote, Separator::Equals) } else { None }
}

/// Functions that turn a string into what it spells: their argument is the value.
const DECODERS: [&[u8]; 14] = [
    b"atob",
    b"btoa",
    b"Buffer.from",
    b"window.atob",
    b"decodeURIComponent",
    b"decodeURI",
    b"unescape",
    b"String",
    b"b64decode",
    b"base64.b64decode",
    b"base64_decode",
    b"Base64.decode",
    b"Base64.decode64",
    b"new String",
];

/// `const token: string = "…"`: the quote behind the type that stands at `at`.
pub(super) fn behind_type(text: &[u8], at: usize, separator: Separator) -> Option<usize> {
    if separator != Separator::Colon {
        return None;
    }
    let length = text[at..].iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let equals = at + length + space(text, at + length);
    let quote = equals + 1 + space(text, equals + 1);
    (length > 0
        && text.get(equals) == Some(&b'=')
        && text.get(quote).copied().is_some_and(is_quote))
    .then_some(quote)
}
