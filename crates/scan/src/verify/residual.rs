//! The second look: random-looking strings that were kept, for a person to judge.
//!
//! It shares nothing with detection: no rules, no names, only the letters of each value. So what
//! a rule forgot has a second chance to be seen.

use scrubjay_document::{At, Context, Leaf, Parts};

/// Shorter strings say too little.
const SHORTEST: usize = 20;
/// Longer ones are data.
const LONGEST: usize = 4096;
/// A random-looking string that was kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Residual {
    /// Where.
    pub path: String,
    /// Why it is listed.
    pub reason: String,
    /// Number of bytes.
    pub length: usize,
}

impl Residual {
    /// So many of a file are listed, the longest; nobody reads more. A list of this length may
    /// have been longer.
    pub const LISTED: usize = 200;
}

/// The residual that a leaf is, if it is one.
pub(crate) fn of(leaf: &Leaf<'_>, at: &At<'_>) -> Option<(u64, Residual)> {
    let text = leaf.text.trim_ascii();
    let told = matches!(leaf.parts, Parts::None)
        && !leaf.part
        && leaf.context != Context::UrlPath
        && (SHORTEST..=LONGEST).contains(&text.len());
    if !told || !is_random(&without_placeholders(text)) || is_telling(leaf.name) {
        return None;
    }
    let reason = if text.iter().all(u8::is_ascii_hexdigit) {
        "random-looking hex"
    } else {
        "random-looking"
    };
    let residual =
        Residual { path: at.path.render(), reason: reason.to_owned(), length: text.len() };
    Some((super::hash(text), residual))
}

/// The text without our own placeholders, which look random by design.
fn without_placeholders(text: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    const OWN: &[u8] = b"REDACTED-";
    if memchr::memmem::find(text, OWN).is_none() {
        return text.into();
    }
    let mut rest = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&text[at..], OWN) {
        rest.extend_from_slice(&text[at..at + found]);
        at += found;
        at += text[at..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
    }
    rest.extend_from_slice(&text[at..]);
    rest.into()
}

/// Names under which random strings are public by their nature.
fn is_telling(name: &[u8]) -> bool {
    const PUBLIC: [&str; 28] = [
        "x-amz-cf-id",
        "x-amz-id-2",
        "x-amz-version-id",
        "x-fb-debug",
        "x-guploader-uploadid",
        "sha1base36",
        "etag",
        "if-none-match",
        "integrity",
        "nonce",
        "hash",
        "sha256",
        "sha1",
        "md5",
        "checksum",
        "digest",
        "commit",
        "revision",
        "content-md5",
        "request-id",
        "trace",
        "ray",
        "correlation",
        "boundary",
        "requestid",
        "_id",
        "pageref",
        "connection",
    ];
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    PUBLIC.iter().any(|public| name.ends_with(public) || name.starts_with(public))
        || name.contains("request-id")
        || name.contains("trace")
}

/// Whether one run of token characters has the disorder of a key: letters and digits mixed, with
/// an entropy that words, paths, numbers and dates do not have.
fn is_random(text: &[u8]) -> bool {
    let token = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=_-.~".contains(byte);
    if !text.iter().all(token) || is_uuid(text) {
        return false;
    }
    let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
    let letters = text.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let dots = text.iter().filter(|byte| matches!(byte, b'.' | b'/')).count();
    if digits < 2 || letters < 4 || dots * 8 > text.len() {
        return false;
    }
    let turns = text.windows(2).filter(|pair| class(pair[0]) != class(pair[1])).count();
    let hex = text.iter().all(u8::is_ascii_hexdigit);
    let enough = if hex { text.len() >= 32 && entropy(text) > 3.0 } else { entropy(text) > 3.6 };
    enough && turns * 5 >= text.len()
}

/// A UUID names things: it is an identifier wherever no rule says otherwise.
fn is_uuid(text: &[u8]) -> bool {
    text.len() == 36
        && text.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn class(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => 0,
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        _ => 3,
    }
}

/// Shannon entropy, in bits a character.
fn entropy(text: &[u8]) -> f64 {
    let mut counts = [0u32; 256];
    text.iter().for_each(|&byte| counts[usize::from(byte)] += 1);
    let length = f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX));
    counts
        .iter()
        .filter(|&&count| count > 0)
        .map(|&count| {
            let share = f64::from(count) / length;
            -share * share.log2()
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_not_random_but_what_stands_beside_it_may_be() {
        let random = |text: &str| is_random(&without_placeholders(text.as_bytes()));
        assert!(!random("REDACTED-session-0f1e2d3c4b"));
        assert!(!random("view.REDACTED-session-0f1e2d3c4b.REDACTED-token-aabbccddee"));
        assert!(random("aK3x9Qm2Lp7Rt5Vz8Wn4Bc6Yd.REDACTED-session-0f1e2d3c4b"));
    }

    #[test]
    fn tells_keys_from_words() {
        assert!(is_random(b"aK3x9Qm2Lp7Rt5Vz8Wn4Bc6Yd"));
        assert!(is_random(b"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"));
        for plain in [
            "com.example.application.main",
            "2024-05-01T10:00:00.000Z",
            "the-quick-brown-fox-jumps-over",
            "00000000000000000000000000000000",
        ] {
            assert!(!is_random(plain.as_bytes()), "{plain}");
        }
    }
}
