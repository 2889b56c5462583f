//! User and password in one base64 string (RFC 7617).

use std::ops::Range;

use super::{is_base64, run};
use base64::{
    Engine as _,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// How the structure starts in running text, in lower case.
pub const START: &str = "basic ";
/// The longest credential in running text, in bytes.
const MAX_BYTES: usize = 1024;

/// A decoded Basic credential.
#[derive(Clone, PartialEq, Eq)]
pub struct Basic {
    /// The decoded text.
    pub decoded: String,
    /// The user name in it.
    pub user: Range<usize>,
    /// The password in it.
    pub password: Range<usize>,
}

/// Decodes the credential behind the scheme word `Basic`.
///
/// `None` where it is no base64 or has no colon; such a value is still a credential.
pub fn parse(credential: &str) -> Option<Basic> {
    let credential = credential.trim().trim_matches('"');
    let decoded = String::from_utf8(LENIENT.decode(credential).ok()?).ok()?;
    let colon = decoded.find(':')?;
    Some(Basic { user: 0..colon, password: colon + 1..decoded.len(), decoded })
}

/// Finds the credential behind the word that starts at `at`, in the middle of any text.
///
/// The word stands in prose too: what follows must be base64 of a user and a password that a
/// person could type, or the two themselves, as a program has them that will encode them.
pub fn behind(text: &[u8], at: usize) -> Option<Range<usize>> {
    let word = at + START.len() - 1;
    let start = run(text, word, 8, |byte| byte == b' ');
    encoded(text, start).or_else(|| literal(text, start))
}

/// `"Basic " + btoa("anna:…")`: the literal of a user and a password.
fn literal(text: &[u8], start: usize) -> Option<Range<usize>> {
    const NEAR: usize = 96;
    let near = &text[start..text.len().min(start + NEAR)];
    let line = near.split(|&byte| byte == b'\n').next()?;
    let quotes = line.iter().enumerate().filter(|(_, byte)| b"\"'`".contains(byte));
    quotes.map(|(open, quote)| (open + 1, quote)).find_map(|(open, quote)| {
        let length = line[open..].iter().position(|byte| byte == quote)?;
        let inside = &line[open..open + length];
        let colon = inside.iter().position(|&byte| byte == b':')?;
        let is_plain = |byte: &u8| byte.is_ascii_graphic() && !b"(){}<>+,;/\\\"'`".contains(byte);
        let stands = colon > 0 && colon + 1 < length && inside.iter().all(is_plain);
        stands.then_some(start + open..start + open + length)
    })
}

fn encoded(text: &[u8], start: usize) -> Option<Range<usize>> {
    let end = run(text, start, MAX_BYTES, is_base64);
    let end = run(text, end, 2, |byte| byte == b'=');
    let credential = std::str::from_utf8(text.get(start..end)?).ok()?;
    let basic = parse(credential)?;
    let is_typed = !basic.decoded.chars().any(char::is_control);
    (is_typed && !basic.decoded[basic.password].is_empty()).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_at_the_first_colon() {
        let value = LENIENT.encode("anna:a:b");
        let basic = parse(&value).expect("a colon is there");
        assert_eq!(&basic.decoded[basic.user], "anna");
        assert_eq!(&basic.decoded[basic.password], "a:b");
        assert!(parse("bm9jb2xvbg").is_none());
    }

    #[test]
    fn finds_what_follows_the_word() {
        let made = LENIENT.encode("anna:hunter2 & co");
        let found = |text: &str| {
            let at = text.to_lowercase().find(START).expect("the word stands in the text");
            behind(text.as_bytes(), at).map(|range| text[range].to_owned())
        };
        assert_eq!(found(&format!("Authorization \"Basic {made}\";")), Some(made.clone()));
        assert_eq!(found(&format!("basic   {made}")), Some(made));
        let literal = || Some("anna:hunter2-x9".to_owned());
        assert_eq!(found("\"Basic \" + btoa(\"anna:hunter2-x9\")"), literal());
        assert_eq!(found("'Basic ' . base64_encode('anna:hunter2-x9')"), literal());
        assert_eq!(found("`Basic ${btoa(\"anna:hunter2-x9\")}`"), literal());
        for text in [
            "Basic authentication is off",
            "a basic understanding",
            "Basic realm=\"staff\"",
            "\"Basic \" + btoa(user + \":\" + password)",
            "'Basic ' + btoa(\"anna:\" + password)",
            "`Basic ${btoa(`${user}:${password}`)}`",
            "Basic auth: \"http://anna:x@y\"",
            &format!("Basic {}", LENIENT.encode("anna:")),
            &format!("Basic {}", LENIENT.encode("no colon in here")),
            &format!("Basic {}", LENIENT.encode("bytes\u{1}:\u{2}")),
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
