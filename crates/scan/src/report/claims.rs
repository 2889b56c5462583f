//! What a token says of itself, as far as a report may repeat it.
//!
//! The signature is not checked: this is for reading, not for trusting.

use serde_json::{Map, Value};

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

/// The claims of a JWT that may be shown.
pub(super) fn read(carrier: &Secret) -> Map<String, Value> {
    let Ok(claims) =
        jsonwebtoken::dangerous::insecure_decode_claims::<Map<String, Value>>(carrier.bytes())
    else {
        return Map::new();
    };
    claims
        .into_iter()
        .filter(|(name, value)| SAFE.contains(&name.as_str()) && is_short(value))
        .collect()
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
pub(super) fn expires(claims: &Map<String, Value>) -> Option<String> {
    let seconds = claims.get("exp")?.as_f64()?;
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    let seconds = (0.0..253_402_300_800.0).contains(&seconds).then_some(seconds as i64)?;
    Some(rfc3339(seconds))
}

/// Seconds since 1970 as a date and time in UTC (the civil-from-days algorithm over eras of 400
/// years).
fn rfc3339(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
        rest / 3600,
        rest / 60 % 60,
        rest % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_dates() {
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00Z");
        assert_eq!(rfc3339(1_700_000_000), "2023-11-14T22:13:20Z");
        assert_eq!(rfc3339(951_782_400), "2000-02-29T00:00:00Z");
    }
}
