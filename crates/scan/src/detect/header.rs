//! Headers that a site invented and that speak of nothing, with a value that speaks for itself.
//!
//! Most long random values in such headers are ids of requests, traces, builds and caches, which
//! support needs. So the value has to look like nothing that these are written as, and the name has
//! to be none of theirs; in an answer the name has to say that something is handed out.

use scrubjay_document::Context;
use scrubjay_rules::{identifier, value};

/// Shorter values are ids.
const LEAST: usize = 32;
/// Longer ones are states and policies.
const MOST: usize = 512;

/// Words of names under which ids, marks of content, and measures stand.
const HARMLESS: [&str; 67] = [
    "id",
    "ids",
    "uuid",
    "guid",
    "uid",
    "trace",
    "traceparent",
    "tracestate",
    "span",
    "request",
    "requests",
    "correlation",
    "build",
    "version",
    "commit",
    "revision",
    "release",
    "etag",
    "nonce",
    "cache",
    "cdn",
    "edge",
    "digest",
    "checksum",
    "md",
    "sha",
    "crc",
    "integrity",
    "visitor",
    "tracking",
    "fingerprint",
    "experiment",
    "variant",
    "akamai",
    "cf",
    "amz",
    "amzn",
    "fastly",
    "azure",
    "goog",
    "served",
    "server",
    "node",
    "pod",
    "host",
    "origin",
    "referer",
    "referrer",
    "policy",
    "csp",
    "content",
    "client",
    "data",
    "bot",
    "challenge",
    "none",
    "match",
    "agent",
    "accept",
    "baggage",
    "sentry",
    "datadog",
    "newrelic",
    "ref",
    "timer",
    "ray",
    "location",
];

/// Words with which an answer hands out something to sign in with.
const HANDING: [&str; 12] = [
    "refresh",
    "magic",
    "renew",
    "renewed",
    "remember",
    "login",
    "signin",
    "grant",
    "ticket",
    "access",
    "bearer",
    "impersonate",
];

/// Words at the end of a name that say something of a credential: how long it holds, what it is
/// called, how it was made.
const DESCRIBING: [&str; 34] = [
    "age",
    "alg",
    "algorithm",
    "allowed",
    "count",
    "date",
    "enabled",
    "error",
    "expired",
    "expires",
    "expiry",
    "header",
    "hint",
    "in",
    "length",
    "limit",
    "method",
    "mode",
    "name",
    "param",
    "parameter",
    "policy",
    "provider",
    "realm",
    "reason",
    "remaining",
    "required",
    "scope",
    "scopes",
    "status",
    "time",
    "timeout",
    "ttl",
    "type",
];

/// Whether a header says something of a credential and holds none: `X-Password-Expires-In: 12 days`.
pub(super) fn describes(name: &str, judged: &str) -> bool {
    identifier::words(name).last().is_some_and(|word| DESCRIBING.contains(&word.as_str()))
        && judged.len() < LEAST
        && !value::is_random(judged)
}

/// Whether the value of a header of an unknown name is a credential.
pub(super) fn is_credential(context: Context, name: &str, judged: &str) -> bool {
    let judged = judged.trim();
    if !(LEAST..=MOST).contains(&judged.len()) || !is_opaque(judged) || !value::is_random(judged) {
        return false;
    }
    let words = identifier::words(name);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if has(&HANDING) {
        return !has(&["id", "ids", "request", "trace"]);
    }
    context != Context::ResponseHeader
        && words.len() >= 2
        && words.first().is_some_and(|word| word == "x")
        && !has(&HARMLESS)
}

/// Whether a value is one run of letters and digits of both cases, as ids in hexadecimal, UUIDs,
/// and lists are not. One in a hundred that are random has hardly a digit, but no name has so many
/// capitals.
fn is_opaque(judged: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_+/=".contains(&byte);
    let count = |is: fn(&u8) -> bool| judged.as_bytes().iter().filter(|byte| is(byte)).count();
    let capitals = count(u8::is_ascii_uppercase);
    judged.bytes().all(plain)
        && capitals >= 4
        && count(u8::is_ascii_lowercase) >= 4
        && (count(u8::is_ascii_digit) >= 2 || capitals * 3 >= judged.len())
        && !judged.starts_with("ey")
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUE: &str = "Kq7Rt2Vx9Zb4Nm6Lp8Ws3Yd5Fg1Hj0Cu7Ea2";

    #[test]
    fn takes_what_looks_like_nothing_else() {
        for name in ["X-Lr-Hash", "x-refresh", "X-Magic", "X-Acme-Grant", "X-Zorblat"] {
            assert!(is_credential(Context::RequestHeader, name, VALUE), "{name}");
        }
        assert!(is_credential(Context::ResponseHeader, "X-Refresh", VALUE));
        let lettered = "KCqRtaVxaZbaNmaLpaWsaYdaFgaHjaCuaEaKqRtaVxaZ5";
        assert!(is_credential(Context::RequestHeader, "X-Refresh", lettered));
    }

    #[test]
    fn knows_what_is_said_of_a_credential() {
        for (name, value) in [
            ("X-Password-Expires-In", "12 days"),
            ("X-Csrf-Param", "_csrf"),
            ("X-Key-Name", "a:b c9"),
        ] {
            assert!(describes(name, value), "{name}");
        }
        for (name, value) in [("X-Auth-Type", VALUE), ("X-Acme-Token", "12 days")] {
            assert!(!describes(name, value), "{name}");
        }
    }

    #[test]
    fn leaves_ids_marks_and_measures() {
        for name in [
            "X-Request-Id",
            "X-Trace",
            "X-Acme-Correlation",
            "X-Build",
            "X-Content-Digest",
            "If-None-Match",
            "X-Edge-Ref",
            "X-Client-Data",
            "Zorblat",
        ] {
            assert!(!is_credential(Context::RequestHeader, name, VALUE), "{name}");
        }
        assert!(!is_credential(Context::ResponseHeader, "X-Zorblat", VALUE));
        for value in [
            "4f1b2c9d8e7a6f5b4c3d2e1f4f1b2c9d8e7a6f5b",
            "123e4567-e89b-42d3-a456-426614174000",
            "Kq7Rt2Vx9Zb4Nm6L",
            "Kq7Rt2Vx9Zb4Nm6Lp8Ws3Yd5; Fg1Hj0Cu7Ea2",
            "GraphqlValidationFailedWithTwoErrors",
        ] {
            assert!(!is_credential(Context::RequestHeader, "X-Zorblat", value), "{value}");
        }
    }
}
