//! A credential behind the word `Bearer` (RFC 6750 section 2.1), in the middle of any text.
//!
//! The word stands in prose too, so what follows must have letters and digits and be longer than
//! words are.

use std::ops::Range;

use super::run;

/// How the structure starts, in lower case.
pub const START: &str = "bearer ";
/// The longest credential, in bytes.
const MAX_BYTES: usize = 4096;
/// The shortest.
const MIN_BYTES: usize = 16;

/// Finds the credential behind the word that starts at `at`.
pub fn behind(text: &[u8], at: usize) -> Option<Range<usize>> {
    let word = at + START.len() - 1;
    let start = run(text, word, 8, |byte| byte == b' ');
    // Padding stands at the end; what is glued to it belongs to nobody else.
    let end = run(text, start, MAX_BYTES, |byte| is_credential(byte) || byte == b'=');
    let bytes = text.get(start..end)?;
    // A full stop at the end is the sentence's.
    let bytes = bytes.strip_suffix(b".").unwrap_or(bytes);
    let mixed = bytes.iter().any(u8::is_ascii_digit) && bytes.iter().any(u8::is_ascii_alphabetic);
    (bytes.len() >= MIN_BYTES && mixed).then_some(start..start + bytes.len())
}

/// Whether a byte belongs to a `b64token` of RFC 6750, padding aside.
fn is_credential(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_follows_the_word() {
        let found = |text: &str| {
            let at = text.to_lowercase().find(START).expect("the word stands in the text");
            behind(text.as_bytes(), at).map(|range| text[range].to_owned())
        };
        for (text, expected) in [
            ("sent Bearer  a1B2c3D4e5F6g7H8i9 to it", Some("a1B2c3D4e5F6g7H8i9")),
            ("3Bearer a1B2c3D4e5F6g7H8i9==", Some("a1B2c3D4e5F6g7H8i9==")),
            ("with bearer a1B2c3D4e5F6g7H8i9.", Some("a1B2c3D4e5F6g7H8i9")),
            ("Bearer a1B2c3D4e5F6g7H8i9==zz", Some("a1B2c3D4e5F6g7H8i9==zz")),
            ("the bearer authentication-scheme", None),
            ("bearer a1B2c3D4", None),
            ("bearer ", None),
        ] {
            assert_eq!(found(text).as_deref(), expected, "{text}");
        }
    }
}
