//! What a signed token is for, as far as it says so itself.
//!
//! Its parts are looked at as they are written: a word inside base64url stands there in one of three
//! spellings, whatever surrounds it.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use memchr::memmem;

use super::Structure;
use super::jwt::Jwt;

/// Stands in the claims of a service account's token (kubernetes.io: Managing Service Accounts).
static ACCOUNT: LazyLock<[Vec<u8>; 6]> = LazyLock::new(|| {
    let [a, b, c] = spellings(b"kubernetes.io");
    let [d, e, f] = spellings(b"kubernetes/serviceaccount");
    [a, b, c, d, e, f]
});
/// Stands in the header of a proof (RFC 9449 section 4.2).
static PROOF: LazyLock<[Vec<u8>; 3]> = LazyLock::new(|| spellings(b"dpop+jwt"));

/// The structure that a token is.
pub fn kind(text: &[u8], token: &Jwt) -> Structure {
    // Headers of proofs hold a public key; claims of service accounts name the account.
    const HEADER: usize = 4096;
    const CLAIMS: usize = 4096;
    let holds = |part: &[u8], most: usize, words: &[Vec<u8>]| {
        let part = &part[..part.len().min(most)];
        words.iter().any(|word| memmem::find(part, word).is_some())
    };
    if holds(&text[token.header.clone()], HEADER, &*PROOF) {
        Structure::DpopProof
    } else if holds(&text[token.claims.clone()], CLAIMS, &*ACCOUNT) {
        Structure::ServiceAccountJwt
    } else {
        Structure::Jwt
    }
}

/// The letters that a word makes in base64url whatever stands around it, for each of the three
/// places at which it can begin.
fn spellings(word: &[u8]) -> [Vec<u8>; 3] {
    [0, 1, 2].map(|before| {
        let encoded = URL_SAFE_NO_PAD.encode([&[0; 2][..before], word].concat()).into_bytes();
        let whole = (before + word.len()) / 3 * 4;
        // The first letters hold bits of what stands before.
        encoded[[0, 2, 3][before]..whole].to_vec()
    })
}

#[cfg(test)]
mod tests {
    use super::super::jwt;
    use super::*;

    fn token(header: &str, claims: &str) -> Structure {
        let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part));
        let text = format!("{header}.{claims}.{}", "aB3_".repeat(11));
        kind(text.as_bytes(), &jwt::parse(&text).expect("a token"))
    }

    #[test]
    fn tells_what_a_token_is_for_wherever_it_says_so() {
        for before in ["", "a", "bc"] {
            let header = format!(r#"{{"x":"{before}","typ":"dpop+jwt","alg":"ES256"}}"#);
            assert_eq!(token(&header, r#"{"htm":"GET"}"#), Structure::DpopProof);
            let header = r#"{"alg":"RS256"}"#;
            for claims in [
                format!(r#"{{"x":"{before}","iss":"kubernetes/serviceaccount","sub":"a"}}"#),
                format!(r#"{{"x":"{before}","kubernetes.io":{{"namespace":"a"}}}}"#),
            ] {
                assert_eq!(token(header, &claims), Structure::ServiceAccountJwt, "{claims}");
            }
            let claims = format!(r#"{{"x":"{before}","iss":"https://id.example/dpop+jwt"}}"#);
            assert_eq!(token(header, &claims), Structure::Jwt);
        }
    }
}
