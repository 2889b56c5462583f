//! What a token says of itself, as far as a report may repeat it.
//!
//! The signature is not checked: this is for reading, not for trusting.

use serde_json::{Map, Value};

use crate::moment::Moment;
use crate::secret::Secret;

/// Claims that describe the token and name no person (RFC 7519 section 4.1, OpenID Connect
/// Core section 2, RFC 9068).
const SAFE: [&str; 16] = [
    "iss",
    "aud",
    "azp",
    "client_id",
    "cid",
    "appid",
    "scope",
    "scp",
    "roles",
    "exp",
    "iat",
    "nbf",
    "auth_time",
    "acr",
    "amr",
    "tid",
];

/// Claims in which a person's name stands, the most telling first.
pub(crate) const PERSON: [&str; 10] = [
    "upn",
    "preferred_username",
    "unique_name",
    "email",
    "mail",
    "username",
    "user_name",
    "cognito:username",
    "login",
    "name",
];

/// Whether a claim tells who a person is, and is shown masked.
fn is_of_person(claim: &str) -> bool {
    PERSON.contains(&claim) || matches!(claim, "sub" | "oid")
}

/// All claims of a JWT; none when it is no JWT.
pub(crate) fn all(carrier: &Secret) -> Map<String, Value> {
    jsonwebtoken::dangerous::insecure_decode_claims::<Map<String, Value>>(carrier.bytes())
        .unwrap_or_default()
}

/// The claims that may be shown: who is masked; what and when stands as it is.
pub(crate) fn shown(claims: &Map<String, Value>) -> Map<String, Value> {
    claims
        .iter()
        .filter_map(|(name, value)| {
            let value = if SAFE.contains(&name.as_str()) && is_short(value) {
                value.clone()
            } else if is_of_person(name) {
                masked_name(value.as_str()?).into()
            } else {
                return None;
            };
            Some((name.clone(), value))
        })
        .collect()
}

/// The name of a person as far as somebody who knows them needs it: `an…@acme.example`.
pub(crate) fn masked_name(name: &str) -> String {
    let (person, rest) = match name.rsplit_once('@') {
        Some((person, domain)) => (person, format!("@{domain}")),
        None => (name, String::new()),
    };
    let shown = if person.chars().count() >= 6 { 2 } else { 1 };
    let start: String = person.chars().take(shown).collect();
    format!("{start}…{rest}")
}

fn is_short(value: &Value) -> bool {
    match value {
        Value::String(text) => text.len() <= 200,
        Value::Array(items) => {
            items.len() <= 40 && items.iter().all(|item| item.is_string() && is_short(item))
        }
        Value::Number(_) | Value::Bool(_) => true,
        Value::Null | Value::Object(_) => false,
    }
}

/// When the token ends, by its own word.
pub(crate) fn expires(claims: &Map<String, Value>) -> Option<String> {
    let seconds = claims.get("exp")?.as_f64()?;
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    let seconds = (0.0..253_402_300_800.0).contains(&seconds).then_some(seconds as i64)?;
    Moment::from_unix(seconds).map(|moment| moment.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_names_so_that_those_who_know_them_recognise_them() {
        assert_eq!(masked_name("anna.lind@acme.example"), "an…@acme.example");
        assert_eq!(masked_name("anna@acme.example"), "a…@acme.example");
        assert_eq!(masked_name("00u8jd73kd83"), "00…");
        assert_eq!(masked_name(""), "…");
    }

    #[test]
    fn shows_who_masked_and_what_as_it_is() {
        let claims = serde_json::json!({
            "sub": "00u8jd73kd83", "upn": "anna.lind@acme.example", "aud": "shop", "exp": 1,
            "address": {"street": "x"}, "refresh_token": "made-up"
        });
        let shown = Value::Object(shown(claims.as_object().expect("an object")));
        let expected = serde_json::json!({
            "sub": "00…", "upn": "an…@acme.example", "aud": "shop", "exp": 1
        });
        assert_eq!(shown, expected, "what is neither safe nor a name is left out");
    }

    #[test]
    fn writes_the_end_of_a_token() {
        let claims = |exp: Value| {
            let claims = serde_json::json!({ "exp": exp });
            expires(claims.as_object().expect("an object"))
        };
        assert_eq!(claims(1_700_000_000.into()).as_deref(), Some("2023-11-14T22:13:20Z"));
        assert_eq!(claims("soon".into()), None);
        assert_eq!(claims(1e300.into()), None);
    }
}
