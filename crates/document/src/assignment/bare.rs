//! Values without quotes: a word, the rest of a line, the value of a header, what stands in braces.

use super::name::{NAME, is_name, trim_name};
use super::separator::{Separator, context};
use super::{Assignment, code};
use crate::codec::CodecId;
use crate::format::Context;
use crate::span::Span;

/// Longest value without quotes.
const BARE: usize = 16 << 10;

/// The word at `at`, or the rest of the line where the name begins one; `line_start` says so.
pub(super) fn bare(
    text: &[u8],
    name: Span,
    at: usize,
    separator: Separator,
    line_start: bool,
) -> Option<Assignment> {
    if matches!(
        separator,
        Separator::Comma | Separator::Spoken | Separator::Default | Separator::Call
    ) {
        return None;
    }
    let rest = &text[at..(at + BARE).min(text.len())];
    let word = word(rest, text[..name.start].ends_with(b"&") || in_query(text, name.start));
    let length = if line_start { whole_line(rest, separator).unwrap_or(word) } else { word };
    // `/app;jsessionid=…?page=2`: the parameter of a path ends with the path.
    let in_path = text[..name.start].ends_with(b";") && separator == Separator::Equals;
    let path = || rest[..length].iter().position(|byte| b"?#".contains(byte));
    let length = if in_path { path().unwrap_or(length) } else { length };
    let raw = &rest[..length];
    let sentence = matches!(separator, Separator::Told | Separator::Said);
    let ends = |byte: &u8| {
        matches!(byte, b',' | b';' | b')') || sentence && matches!(byte, b'.' | b'!' | b'?')
    };
    let kept = raw.len() - raw.iter().rev().take_while(|byte| ends(byte)).count();
    if kept == 0 {
        return None;
    }
    let value = Span::new(at, at + kept);
    // "The code is 482913." says the code; "the code is 6 digits long" says something of it.
    let said = separator == Separator::Said;
    let says_it = said && ends_sentence(&text[value.end..]) && has_digits(value.slice(text));
    Some(Assignment {
        name: trim_name(text, name),
        value,
        codec: has_percent(value.slice(text)).then_some(CodecId::Percent),
        context: context(text, name, separator),
        quoted: false,
        expression: said && !says_it
            || matches!(text.get(at + word), Some(b'(' | b'[' | b'{' | b'?')),
        spoken: separator == Separator::Told || says_it,
    })
}

/// The length of the word that a value without quotes is. An ampersand parts the fields of a form;
/// elsewhere it may stand in a password, where no field begins behind it.
fn word(rest: &[u8], in_form: bool) -> usize {
    let mut length = 0;
    loop {
        let more = rest[length..].iter().position(|&byte| ends_bare(byte));
        length = more.map_or(rest.len(), |more| length + more);
        if in_form || rest.get(length) != Some(&b'&') {
            return length;
        }
        let behind = &rest[length + 1..];
        let part = behind.iter().position(|&byte| ends_bare(byte)).unwrap_or(behind.len());
        let is_sign = |byte: &u8| byte.is_ascii_digit() || b"!@#$%^*+~?".contains(byte);
        let begins_field = behind[..part].contains(&b'=') || behind.get(part) == Some(&b'=');
        if begins_field || !behind[..part].iter().any(is_sign) {
            return length;
        }
        length += 1;
    }
}

/// `;PWD={…};`: a value in the braces of a connection string (ODBC).
pub(super) fn braced(
    text: &[u8],
    name: Span,
    at: usize,
    separator: Separator,
) -> Option<Assignment> {
    const LONGEST: usize = 256;
    let inside = text.get(at + 1..text.len().min(at + 1 + LONGEST))?;
    if separator != Separator::Equals
        || text[at] != b'{'
        || !text[..name.start].trim_ascii_end().ends_with(b";")
    {
        return None;
    }
    let length = memchr::memchr2(b'}', b'\n', inside)?;
    let value = Span::new(at + 1, at + 1 + length);
    let closes = text[value.end] == b'}'
        && matches!(text.get(value.end + 1), None | Some(b';' | b'"' | b'\'' | b'\r' | b'\n'));
    (closes && length > 0).then(|| Assignment {
        name: trim_name(text, name),
        value,
        codec: None,
        context: Context::Key,
        quoted: true,
        expression: false,
        spoken: false,
    })
}

/// The rest of the line, up to the quote in which the header is `wrapped`.
pub(super) fn header_value(
    text: &[u8],
    name: Span,
    at: usize,
    wrapped: Option<u8>,
) -> Option<Assignment> {
    let rest = &text[at..(at + BARE).min(text.len())];
    let end = rest
        .iter()
        .position(|&byte| matches!(byte, b'\n' | b'\r') || Some(byte) == wrapped)
        .unwrap_or(rest.len());
    let end = at + rest[..end].trim_ascii_end().len();
    (end > at).then(|| Assignment {
        name: trim_name(text, name),
        value: Span::new(at, end),
        codec: None,
        context: Context::Header,
        quoted: true,
        expression: false,
        spoken: false,
    })
}

/// The length of a value that takes up the rest of its line.
fn whole_line(rest: &[u8], separator: Separator) -> Option<usize> {
    let line = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
    let value = rest[..line].trim_ascii_end();
    let broken = value.iter().any(|byte| matches!(byte, b' ' | b'\t' | b'"' | b'\'' | 0x1b));
    let form = separator == Separator::Equals && is_form(value);
    (!broken && !form && !code::ends_signature(value)).then_some(value.len())
}

/// Whether more `&name=` pairs follow.
fn is_form(line: &[u8]) -> bool {
    let Some(and) = line.iter().position(|&byte| byte == b'&') else { return false };
    let name = line[and + 1..].iter().take_while(|&&byte| is_name(byte)).count();
    name > 0 && line.get(and + 1 + name) == Some(&b'=')
}

/// Whether what ends at `at` is a part of a query: `/login?user=anna&`.
fn in_query(text: &[u8], at: usize) -> bool {
    let near = &text[at.saturating_sub(NAME)..at];
    let before = near.rsplit(|&byte| byte <= b' ').next().unwrap_or_default();
    before.iter().any(|byte| b"?&".contains(byte))
}

fn ends_bare(byte: u8) -> bool {
    byte <= b' ' || b"\"'`<>,;&|(){}[]\\".contains(&byte)
}

/// Whether a sentence or a line is over, or the text, or an element around it.
fn ends_sentence(rest: &[u8]) -> bool {
    matches!(rest, [] | [b'.' | b'!' | b'?' | b'\n' | b'\r' | b'<' | b'"' | b'\\', ..])
}

/// Whether a space stands within the next bytes: a scheme word or a second cookie follows.
pub(super) fn has_space(text: &[u8], at: usize) -> bool {
    text[at..]
        .iter()
        .take(200)
        .take_while(|byte| !matches!(byte, b'\n' | b'\r'))
        .any(|&byte| byte == b' ' || byte == b'=')
}

fn has_digits(value: &[u8]) -> bool {
    value.iter().any(u8::is_ascii_digit)
}

fn has_percent(value: &[u8]) -> bool {
    value.windows(3).any(|w| w[0] == b'%' && w[1].is_ascii_hexdigit() && w[2].is_ascii_hexdigit())
}
