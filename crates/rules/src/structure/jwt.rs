//! JSON Web Tokens in compact form: header, claims and signature (RFC 7515, section 7.1).
//!
//! Only the signature makes a JWT usable; header and claims are what support reads. The
//! signature may be empty (`alg: none`, or taken off by another tool).

use std::ops::Range;

use base64::Engine as _;

use super::{is_base64url, run};
use crate::boundary;

/// The longest token that is looked at, in bytes; real ones with many groups reach 20 KiB.
pub const MAX_BYTES: usize = 64 * 1024;

/// How a JSON object starts in base64: `{"`, or `{` followed by white space.
pub const STARTS: [&str; 4] = ["eyJ", "eyA", "ewo", "ew0"];

/// Where the parts of a JWT stand in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jwt {
    /// Algorithm and key id, in base64url.
    pub header: Range<usize>,
    /// The claims, in base64url.
    pub claims: Range<usize>,
    /// The signature, in base64url; empty where there is none.
    pub signature: Range<usize>,
}

impl Jwt {
    /// Returns the range of the whole token.
    pub fn range(&self) -> Range<usize> {
        self.header.start..self.signature.end
    }
}

/// Finds the JWT that starts exactly at `at`.
///
/// The header must be a JSON object that names an algorithm or a type. The claims must be a
/// JSON object, or at least base64url where the text is cut. Work is bounded by [`MAX_BYTES`].
pub fn starting_at(text: &[u8], at: usize) -> Option<Jwt> {
    let header = part(text, at)?;
    let claims = part(text, header.end + 1)?;
    if text.get(header.end) != Some(&b'.') || header.len() < 16 || claims.len() < 2 {
        return None;
    }
    if !is_header(&text[header.clone()]) || !starts_object(&text[claims.clone()]) {
        return None;
    }
    let signature = match text.get(claims.end) {
        Some(b'.') => part(text, claims.end + 1)?,
        Some(_) | None => return None,
    };
    // A further part makes it a JWE.
    if text.get(signature.end) == Some(&b'.')
        && text.get(signature.end + 1).is_some_and(|&b| is_base64url(b))
        && run(text, signature.end + 1, 32, is_base64url) > signature.end + 8
        && super::jwe::starting_at(text, at).is_some()
    {
        return None;
    }
    Some(Jwt { header, claims, signature })
}

/// Finds what starts exactly at `at` and is written like a JWT, although its header or its claims
/// cannot be read: somebody changed a letter, or they are encrypted.
pub(crate) fn like(text: &[u8], at: usize) -> Option<Range<usize>> {
    const LEAST: [usize; 3] = [11, 8, 16];
    let mut end = at;
    for (position, least) in LEAST.into_iter().enumerate() {
        if position > 0 && text.get(end) != Some(&b'.') {
            return None;
        }
        let part = part(text, end + usize::from(position > 0))?;
        if part.len() < least {
            return None;
        }
        end = part.end;
    }
    boundary::is_after(text, end).then_some(at..end)
}

/// Finds the first JWT at or after `from`.
pub fn find(text: &[u8], from: usize) -> Option<Jwt> {
    let mut at = from;
    while let Some(rest) = text.get(at..) {
        let hit = at + memchr::memchr(b'e', rest)?;
        if starts_token(text, hit)
            && let Some(jwt) = starting_at(text, hit)
        {
            return Some(jwt);
        }
        at = hit + 1;
    }
    None
}

/// Reads a value that is a JWT as a whole.
pub fn parse(value: &str) -> Option<Jwt> {
    starting_at(value.as_bytes(), 0).filter(|jwt| jwt.signature.end == value.len())
}

/// Whether a value is header and claims alone: sites keep the signature in a cookie of its own, and
/// without it the rest opens nothing.
///
/// ```
/// use scrubjay_rules::structure::jwt;
///
/// assert!(jwt::is_unsigned("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm5hIn0"));
/// assert!(!jwt::is_unsigned("eyJhbGciOiJIUzI1NiJ9.4f1b2c9d8e7a"));
/// ```
pub fn is_unsigned(value: &str) -> bool {
    let Some((header, claims)) = value.split_once('.') else { return false };
    let is_object = |json: Vec<u8>| {
        let json = json.trim_ascii();
        json.starts_with(b"{") && json.ends_with(b"}")
    };
    header.len() >= 16
        && value.len() <= MAX_BYTES
        && claims.bytes().all(is_base64url)
        && is_header(header.as_bytes())
        && decode(claims.as_bytes()).is_some_and(is_object)
}

/// Decodes a part: header or claims.
pub fn decode(part: &[u8]) -> Option<Vec<u8>> {
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(part).ok()
}

/// Whether one of [`STARTS`] stands at `at` and is not the inside of a longer run.
///
/// A short word with a hyphen or an underscore may stand before it: `v2_eyJ…`.
pub(crate) fn starts_token(text: &[u8], at: usize) -> bool {
    const WORD_MAX: usize = 24;
    STARTS.iter().any(|start| text[at..].starts_with(start.as_bytes()))
        && boundary::is_before(text, at)
        && (at < WORD_MAX || text[..at].iter().rev().take(WORD_MAX).any(|&b| !is_base64url(b)))
}

fn part(text: &[u8], from: usize) -> Option<Range<usize>> {
    if from > text.len() {
        return None;
    }
    let end = run(text, from, MAX_BYTES + 1, is_base64url);
    (end - from <= MAX_BYTES).then_some(from..end)
}

/// A JOSE header is an object with `alg`; some issuers send only `typ` or `kid`.
pub(super) fn is_header(part: &[u8]) -> bool {
    const HEADER_MAX: usize = 8 * 1024;
    if part.len() > HEADER_MAX {
        return false;
    }
    let Some(json) = decode(part) else {
        return false;
    };
    let json = json.trim_ascii();
    json.starts_with(b"{")
        && json.ends_with(b"}")
        && [&b"\"alg\""[..], b"\"typ\"", b"\"kid\"", b"\"enc\""]
            .iter()
            .any(|name| memchr::memmem::find(json, name).is_some())
}

/// Whether a part decodes to something that starts like a JSON object.
fn starts_object(part: &[u8]) -> bool {
    let head = &part[..part.len().min(16) / 4 * 4];
    match decode(head) {
        Some(json) => json.trim_ascii_start().starts_with(b"{"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token() -> String {
        let encode = |text: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text);
        format!(
            "{}.{}.{}",
            encode(r#"{"alg":"RS256","kid":"one"}"#),
            encode(r#"{"sub":"anna","exp":1700000000}"#),
            "s".repeat(43)
        )
    }

    #[test]
    fn finds_the_three_parts_within_a_text() {
        let text = format!("id_token={}&state=1", token());
        let jwt = find(text.as_bytes(), 0).expect("there is one");
        assert_eq!(&text[jwt.range()], token());
        assert_eq!(jwt.signature.len(), 43, "the signature ends at `&`");
    }

    #[test]
    fn reads_a_token_without_signature() {
        let unsigned = token().replace(&"s".repeat(43), "");
        let jwt = parse(&unsigned).expect("the last dot is enough");
        assert!(jwt.signature.is_empty());
    }

    #[test]
    fn knows_what_is_written_like_a_token() {
        let changed = format!("eyJ{}", &token()[5..]);
        assert_eq!(find(changed.as_bytes(), 0), None);
        assert_eq!(like(changed.as_bytes(), 0), Some(0..changed.len()));
        for text in ["eyJhIjoxfQ.eyJhIjoxfQ.abc", "eyJhIjoxfQ12", "eyJ.eyJ.eyJ"] {
            assert_eq!(like(text.as_bytes(), 0), None, "{text}");
        }
    }

    #[test]
    fn leaves_base64_json_alone_that_is_no_token() {
        assert_eq!(find(b"eyJhIjoxfQ.eyJhIjoxfQ.abc", 0), None, "no algorithm");
        assert_eq!(find(b"eyJ.eyJ.eyJ", 0), None);
    }
}
