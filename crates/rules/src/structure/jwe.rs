//! Encrypted JSON Web Tokens: five parts of which only the header can be read (RFC 7516,
//! section 7.1).
//!
//! Session cookies of Auth.js and Auth0 SDKs are JWEs with a direct key, so that the second
//! part is empty. Everything behind the header is the secret.

use std::ops::Range;

use super::{is_base64url, jwt, run};

/// Where the parts of a JWE stand in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jwe {
    /// Algorithm and encryption, in base64url.
    pub header: Range<usize>,
    /// Key, initialization vector, ciphertext and tag, with the dots between.
    pub sealed: Range<usize>,
}

impl Jwe {
    /// Returns the range of the whole token.
    pub fn range(&self) -> Range<usize> {
        self.header.start..self.sealed.end
    }
}

/// Finds the JWE that starts exactly at `at`.
pub fn starting_at(text: &[u8], at: usize) -> Option<Jwe> {
    let header_end = run(text, at, jwt::MAX_BYTES, is_base64url);
    let header = at..header_end;
    let mut end = header_end;
    for part in 0..4 {
        if text.get(end) != Some(&b'.') {
            return None;
        }
        let start = end + 1;
        end = run(text, start, jwt::MAX_BYTES, is_base64url);
        // Only the key may be empty: with a shared key there is none to send.
        if part > 0 && end == start {
            return None;
        }
    }
    (header.len() >= 16 && jwt::is_header(&text[header.clone()]))
        .then(|| Jwe { sealed: header_end + 1..end, header })
}

/// Reads a value that is a JWE as a whole.
pub fn parse(value: &str) -> Option<Jwe> {
    starting_at(value.as_bytes(), 0).filter(|jwe| jwe.sealed.end == value.len())
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;

    use super::*;

    #[test]
    fn reads_five_parts_with_an_empty_key() {
        let header = base64::engine::general_purpose::URL_SAFE_NO_PAD
            .encode(r#"{"alg":"dir","enc":"A256GCM"}"#);
        let token = format!("{header}..aXYxMjM0NTY3OA.Y2lwaGVydGV4dA.dGFnZ3k");
        let jwe = parse(&token).expect("five parts");
        assert_eq!(jwe.header, 0..header.len());
        assert_eq!(jwt::parse(&token), None, "a JWE is no JWT");
    }
}
