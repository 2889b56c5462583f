//! What the test of a page types into a field that a selector names.

use super::Assignment;
use super::name::{NAME, is_quote};
use super::quoted::quoted;
use super::separator::{Separator, space};
use crate::span::Span;

/// What a test types into a field: `page.fill('#password', '…')`, `$('#password').val('…')`.
pub(super) fn typed(text: &[u8], name: Span) -> Option<Assignment> {
    const WORDS: [&[u8]; 12] = [
        b"type",
        b"fill",
        b"sendKeys",
        b"send_keys",
        b"setValue",
        b"typeText",
        b"val",
        b"input",
        b"addValue",
        b"fill_in",
        b"pressSequentially",
        b"set_text",
    ];
    let ends_with_word = |before: &[u8]| {
        WORDS.iter().any(|word| {
            before
                .strip_suffix(*word)
                .is_some_and(|rest| rest.last().is_none_or(|byte| !byte.is_ascii_alphanumeric()))
        })
    };
    // Up to the quote that closes the selector: `input[name="password"]`.
    let rest = &text[name.end..text.len().min(name.end + 8)];
    let close = rest.iter().take(3).rposition(|&byte| is_quote(byte))?;
    if !rest[..close].iter().all(|byte| b"\"']".contains(byte)) {
        return None;
    }
    let quote = rest[close];
    let at = name.end + close + 1;
    let after = at + space(text, at);
    if !matches!(text.get(after), Some(b',' | b')')) {
        return None;
    }
    let selector = &text[name.start.saturating_sub(SELECTOR)..name.start];
    let open = memchr::memrchr(quote, selector)?;
    if !selector[open + 1..]
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || b"#.[]=\"'*^~- _>:@/".contains(byte))
    {
        return None;
    }
    let before = &selector[..open];
    let value = match text.get(after)? {
        b',' if before.ends_with(b"(") && ends_with_word(&before[..open - 1]) => after + 1,
        b')' if text.get(after + 1) == Some(&b'.') => {
            let near = &text[after + 2..text.len().min(after + 2 + NAME)];
            // `document.getElementById('password').value = '…'`
            if let Some(rest) = near.strip_prefix(b"value") {
                let gap = rest.iter().take(4).take_while(|&&byte| byte == b' ').count();
                let is_set = matches!(rest.get(gap..), Some([b'=', next, ..]) if *next != b'=');
                let at = after + 2 + 5 + gap + 1;
                let quote = at + space(text, at);
                return (is_set && text.get(quote).copied().is_some_and(is_quote))
                    .then(|| quoted(text, name, quote, Separator::Equals))
                    .flatten();
            }
            let length = near.iter().position(|&byte| byte == b'(')?;
            if !ends_with_word(&near[..length]) {
                return None;
            }
            after + 3 + length
        }
        _ => return None,
    };
    let value = value + space(text, value);
    if !text.get(value).copied().is_some_and(is_quote) {
        return None;
    }
    quoted(text, name, value, Separator::Equals)
}

/// The longest selector in front of the name in it.
const SELECTOR: usize = 64;
