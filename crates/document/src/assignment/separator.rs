//! The sign or the word between a name and its value, and the white space around it.

use super::name::is_quote;
use crate::format::Context;
use crate::span::Span;

/// Longest white space around a separator.
const SPACE: usize = 16;

/// What stands between a name and its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Equals,
    Colon,
    Comma,
    Space,
    /// Nothing but a space, in front of quotes.
    Spoken,
    /// `||` or `??`.
    Default,
    /// `is:` in a sentence, or the same in another language.
    Told,
    /// `is` in a sentence, or the same in another language.
    Said,
    /// `(` in front of quotes: the argument of a call.
    Call,
}

/// What stands in front of a separator.
#[derive(Clone, Copy)]
pub(super) struct Before {
    /// Whether the name stands in quotes, or says what the next argument is.
    pub(super) is_quoted: bool,
    /// Whether it is the flag of a command.
    pub(super) is_flag: bool,
    /// Whether white space stands behind it.
    pub(super) has_space: bool,
}

impl Separator {
    /// The separator at `at` and where it ends.
    pub(super) fn read(text: &[u8], at: usize, before: Before) -> Option<(Separator, usize)> {
        let Before { is_quoted, is_flag, has_space } = before;
        let rest = &text[at.min(text.len())..];
        match rest {
            [b'=', b'=', b'=', ..] | [b'!', b'=', b'=', ..] => Some((Separator::Equals, at + 3)),
            [b'=' | b'!', b'=', ..] | [b':', b'=', ..] | [b'=', b'>', ..] => {
                Some((Separator::Equals, at + 2))
            }
            [b'=', ..] => Some((Separator::Equals, at + 1)),
            // `a::b` and `http://` are no assignments.
            [b':', b':', ..] | [b':', b'/', b'/', ..] => None,
            [b':', ..] => Some((Separator::Colon, at + 1)),
            // The wide colon and equals sign of Chinese and Japanese.
            [0xef, 0xbc, 0x9a, ..] => Some((Separator::Colon, at + 3)),
            [0xef, 0xbc, 0x9d, ..] => Some((Separator::Equals, at + 3)),
            // `process.env.JWT_SECRET || "…"`: what it is when nothing else is set.
            [b'|', b'|', ..] | [b'?', b'?', ..] => Some((Separator::Default, at + 2)),
            [b',', ..] if is_quoted => Some((Separator::Comma, at + 1)),
            [_, ..] if is_flag && has_space && !is_quoted => Some((Separator::Space, at)),
            // `client.setApiKey('…')`
            [b'(', b'\'' | b'"', ..] if !is_quoted && !has_space => Some((Separator::Call, at + 1)),
            // `password 'x'` in a sentence.
            [b'\'' | b'"' | b'`', ..] if !is_quoted && has_space => Some((Separator::Spoken, at)),
            _ if !is_quoted && has_space => told(rest, at),
            _ => None,
        }
    }
}

/// The length of a sign or word between a value that may be missing and a string that stands in
/// for it.
pub(super) fn fallback(rest: &[u8]) -> Option<usize> {
    const SIGNS: [&[u8]; 5] = [b"||", b"??", b"?:", b"or ", b"//"];
    let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign))?;
    let gap = space(rest, sign.len());
    rest.get(sign.len() + gap).is_some_and(|&byte| is_quote(byte)).then_some(sign.len())
}

/// "is" in a sentence, in several languages, with a colon behind it or without.
fn told(rest: &[u8], at: usize) -> Option<(Separator, usize)> {
    const WORDS: [&[u8]; 10] = [
        b"is",
        b"ist",
        b"lautet",
        b"es",
        b"est",
        b"\xc3\xa9",
        b"\xc3\xa8",
        b"\xc3\xa4r",
        b"er",
        b"jest",
    ];
    let word = WORDS
        .iter()
        .find(|word| rest.starts_with(word) && matches!(rest.get(word.len()), Some(b':' | b' ')))?;
    let behind = at + word.len();
    match &rest[word.len()..] {
        [b':', ..] => Some((Separator::Told, behind + 1)),
        [b' ', b':', b' ', ..] => Some((Separator::Told, behind + 2)),
        _ => Some((Separator::Said, behind)),
    }
}

/// What kind of name it is, by the signs before and behind it.
pub(super) fn context(text: &[u8], name: Span, separator: Separator) -> Context {
    let before = name.start.checked_sub(1).map(|at| text[at]);
    if separator == Separator::Equals && matches!(before, Some(b'?' | b'&' | b'#')) {
        Context::Param
    } else {
        Context::Key
    }
}

/// Length of the white space at `at`; colours of a terminal count as such.
pub(super) fn space(text: &[u8], at: usize) -> usize {
    let rest = &text[at.min(text.len())..];
    let mut length = 0;
    while length < SPACE {
        match rest.get(length) {
            Some(b' ' | b'\t') => length += 1,
            Some(0x1b) if rest.get(length + 1) == Some(&b'[') => {
                let inside = &rest[length + 2..];
                let digits = inside
                    .iter()
                    .take(12)
                    .take_while(|b| b.is_ascii_digit() || **b == b';')
                    .count();
                if inside.get(digits) != Some(&b'm') {
                    break;
                }
                length += digits + 3;
            }
            _ => break,
        }
    }
    length
}
