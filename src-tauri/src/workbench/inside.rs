//! What can be read in a credential: the claims of a token, text under base64; and from it, whether it still works.

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use scrubjay_scan::Class;
use serde_json::{Map, Value};

use crate::wire::{Claim, Decoded, Life, LifeState, Segment};

/// A JSON web token, without its signature.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    header: Map<String, Value>,
    pub(super) claims: Map<String, Value>,
}

impl Token {
    /// The token that `value` is, or that ends in `value` at `end` of `around`.
    pub(super) fn find(value: &str, around: &str, end: usize) -> Option<Token> {
        if let Some(token) = Token::parse(value) {
            return Some(token);
        }
        // Only the signature is the credential: header and claims stand before it.
        let before = around.get(..end)?;
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
        let start = before.rfind(|letter: char| !is_part(letter)).map_or(0, |at| at + 1);
        // `rfind` gives the first byte of a letter that may be longer.
        let start = before.ceil_char_boundary(start);
        Token::parse(&before[start..])
    }

    fn parse(text: &str) -> Option<Token> {
        let mut parts = text.split('.');
        let header = object(parts.next()?)?;
        let claims = object(parts.next()?)?;
        header.contains_key("alg").then_some(Token { header, claims })
    }

    /// When it expires, in seconds since 1970.
    pub(super) fn expires(&self) -> Option<i64> {
        self.claims.get("exp").and_then(Value::as_i64)
    }

    /// Whose it is, with the middle of an address left out.
    pub(super) fn who(&self) -> Option<String> {
        let names = ["email", "preferred_username", "upn", "unique_name", "sub"];
        let text = names.iter().find_map(|name| {
            self.claims.get(*name).and_then(Value::as_str).filter(|text| text.contains('@'))
        })?;
        text.split('@')
            .next()
            .filter(|local| !local.is_empty() && local.len() <= 64)
            .map(|local| format!("{local}@…"))
    }

    /// The token as it is shown. `hide` covers what must not be read in a claim.
    pub(super) fn decoded(&self, hide: &dyn Fn(&str) -> Vec<Segment>) -> Decoded {
        Decoded::Jwt { header: claims(&self.header, hide), claims: claims(&self.claims, hide) }
    }
}

fn object(part: &str) -> Option<Map<String, Value>> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(part.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn claims(map: &Map<String, Value>, hide: &dyn Fn(&str) -> Vec<Segment>) -> Vec<Claim> {
    map.iter()
        .map(|(name, value)| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let is_time = matches!(name.as_str(), "exp" | "iat" | "nbf" | "auth_time");
            Claim {
                name: name.clone(),
                value: hide(&text),
                time: value.as_i64().filter(|_| is_time),
            }
        })
        .collect()
}

/// Readable text under base64, where there is some.
pub(super) fn base64_text(value: &str) -> Option<String> {
    if value.len() < 8 {
        return None;
    }
    let trimmed = value.trim_end_matches('=');
    let bytes = BASE64_URL_SAFE_NO_PAD
        .decode(trimmed)
        .ok()
        .or_else(|| BASE64_STANDARD.decode(value).ok())?;
    let text = String::from_utf8(bytes).ok()?;
    let is_readable = text.chars().all(|letter| !letter.is_control() || letter.is_whitespace());
    is_readable.then_some(text)
}

/// Whether a credential still works, as far as its own clock tells.
pub(super) fn life(class: Class, expires: Option<i64>, now: i64) -> Life {
    if let Some(expires) = expires {
        let state = if expires > now { LifeState::Live } else { LifeState::Expired };
        return Life { state, seconds: Some(expires.abs_diff(now)) };
    }
    let state = match class {
        Class::ApiKey | Class::Password | Class::PrivateKey => LifeState::CannotExpire,
        Class::Session
        | Class::Access
        | Class::Refresh
        | Class::OneTime
        | Class::Csrf
        | Class::Signature
        | Class::Presigned
        | Class::Data => LifeState::Unknown,
    };
    Life { state, seconds: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    // {"alg":"none"} . {"email":"anna@acme.example","exp":2000}
    const INVENTED: &str =
        "eyJhbGciOiJub25lIn0.eyJlbWFpbCI6ImFubmFAYWNtZS5leGFtcGxlIiwiZXhwIjoyMDAwfQ.c2lnbmF0dXJl";

    #[test]
    fn reads_a_token_from_its_signature() {
        let around = format!("{{\"id_token\":\"{INVENTED}\"}}");
        let end = around.find("c2ln").expect("it is there");
        let token = Token::find("c2lnbmF0dXJl", &around, end).expect("a token");
        assert_eq!(token.expires(), Some(2000));
        assert_eq!(token.who().as_deref(), Some("anna@…"), "no more of the address than needed");
    }

    #[test]
    fn never_says_expired_without_a_clock() {
        assert_eq!(life(Class::Session, None, 0).state, LifeState::Unknown);
        assert_eq!(life(Class::ApiKey, None, 0).state, LifeState::CannotExpire);
        assert_eq!(
            life(Class::Session, Some(2000), 1000),
            Life { state: LifeState::Live, seconds: Some(1000) }
        );
        assert_eq!(life(Class::Session, Some(1000), 2000).state, LifeState::Expired);
    }

    #[test]
    fn shows_base64_only_where_it_is_text() {
        assert_eq!(base64_text("eyJuIjoxfQ==").as_deref(), Some("{\"n\":1}"));
        assert_eq!(base64_text("AAECAwQFBgc="), None);
    }
}
