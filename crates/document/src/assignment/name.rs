//! The name in front of a value: where it begins and ends, what of it is syntax, and whether it is
//! the name of a header.

use crate::span::Span;

/// Longest name.
pub(super) const NAME: usize = 96;

/// The whole name that contains `word`; none where it would be longer than any name is.
pub fn name_around(text: &[u8], word: Span) -> Option<Span> {
    let before = text[..word.start].iter().rev().take(NAME).take_while(|&&b| is_name(b)).count();
    let after = text[word.end..].iter().take(NAME).take_while(|&&b| is_name(b)).count();
    if before == NAME || after == NAME {
        return None;
    }
    let start = word.start - before;
    // The end of an escape code that colours the name is no part of it.
    let coloured = text[..start].ends_with(b"\x1b[");
    let colour = if coloured { colour(&text[start..word.start]) } else { 0 };
    let mut name = Span::new(start + colour, word.end + after);
    // A full stop at the end of the name is the sentence's.
    while name.end > word.end && text[name.end - 1] == b'.' {
        name.end -= 1;
    }
    Some(name)
}

/// The length of the numbers and the letter that end an escape code such as `1m`.
fn colour(text: &[u8]) -> usize {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if text.get(digits) == Some(&b'm') { digits + 1 } else { 0 }
}

pub(super) fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$' | b'.')
}

pub(super) fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

/// The letters, digits and `marks` that a text begins with, `longest` bytes at the most, and what
/// stands behind them.
pub(super) fn split_name<'t>(text: &'t [u8], marks: &[u8], longest: usize) -> (&'t [u8], &'t [u8]) {
    let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || marks.contains(byte);
    let length = text.iter().take(longest).take_while(is_of_name).count();
    text.split_at(length)
}

/// Leading dashes and dollars are syntax.
pub(super) fn trim_name(text: &[u8], name: Span) -> Span {
    let lead =
        name.slice(text).iter().take_while(|byte| matches!(byte, b'-' | b'$' | b'.')).count();
    Span::new(name.start + lead, name.end)
}

/// Whether only indentation, a list dash, a prompt or `export` stands before `at` on its line.
pub(super) fn starts_line(text: &[u8], at: usize) -> bool {
    let window = &text[at.saturating_sub(48)..at];
    let line = match memchr::memrchr2(b'\n', b'\r', window) {
        Some(end) => &window[end + 1..],
        None if at > 48 => return false,
        None => window,
    };
    // A mark such as `#` or `>` is one only with a space behind it.
    if line.last().is_some_and(|byte| !byte.is_ascii_whitespace()) {
        return false;
    }
    let line = line.trim_ascii();
    line.is_empty()
        || matches!(
            line,
            b"-" | b"export"
                | b"set"
                | b">"
                | b"<"
                | b"*"
                | b"#"
                | b"//"
                | b"const"
                | b"let"
                | b"var"
        )
}

/// The headers that are looked for in the middle of a line, as logs write them.
pub(super) fn is_credential_header(name: &[u8]) -> bool {
    const HEADERS: [&[u8]; 4] =
        [b"authorization", b"proxy-authorization", b"cookie", b"set-cookie"];
    HEADERS.iter().any(|header| name.eq_ignore_ascii_case(header))
}

/// Whether a name could be a header's: words joined by dashes, or one of the short ones.
pub(super) fn is_header(name: &[u8]) -> bool {
    const SHORT: [&[u8]; 6] =
        [b"cookie", b"authorization", b"token", b"apikey", b"x_auth_token", b"authentication"];
    let dashed = name.len() >= 4
        && name.contains(&b'-')
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    dashed || SHORT.iter().any(|short| name.eq_ignore_ascii_case(short))
}
