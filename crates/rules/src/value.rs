//! Tests on values: what is a placeholder, what is plainly no secret.
//!
//! Both tests lean the safe way. [`is_placeholder`] accepts only what cannot be a credential;
//! [`is_plain`] only what a person would not take for one. Whatever is neither is redacted
//! where a name asks for it.

mod placeholder;
mod plain;
mod term;
mod word;

pub use placeholder::is_placeholder;
pub use plain::is_plain;
pub use term::is_term;

use crate::rule::ValueKind;

/// Whether a value counts as credential for a rule that asks for `kind`.
pub(crate) fn counts(kind: ValueKind, value: &str) -> bool {
    if is_nothing(value) || is_placeholder(value) || is_term(value) {
        return false;
    }
    match kind {
        ValueKind::Any => true,
        _ if is_elided(value) => false,
        ValueKind::Opaque => !is_plain(value),
        ValueKind::Random => is_random(value),
        ValueKind::Token => is_token(value),
        ValueKind::Code => is_code(value) || is_grouped(value) || !is_plain(value),
        ValueKind::Number => is_typed_number(value) || !is_plain(value),
    }
}

/// Whether next to nothing of a value is shown: `sk-...9f2c`, `ghp_…`.
fn is_elided(value: &str) -> bool {
    const SHOWN: usize = 12;
    let value = value.trim();
    let Some((before, behind)) = value.split_once("...").or_else(|| value.split_once('…')) else {
        return false;
    };
    let behind = behind.trim_start_matches(['.', '…']);
    !before.is_empty()
        && before.len() + behind.len() <= SHOWN
        && before
            .bytes()
            .chain(behind.bytes())
            .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
}

/// Whether a value is empty, a boolean, a null, or a bracket pair with nothing inside.
pub fn is_nothing(value: &str) -> bool {
    const NOTHING: [&str; 19] = [
        // What a description says in place of a value.
        "string",
        "number",
        "integer",
        "boolean",
        "object",
        "",
        "true",
        "false",
        "null",
        "nil",
        "none",
        "undefined",
        "nan",
        "yes",
        "no",
        "n/a",
        "[]",
        "{}",
        "\"\"",
    ];
    let value = value.trim();
    value.len() <= 9 && NOTHING.iter().any(|nothing| value.eq_ignore_ascii_case(nothing))
}

/// The length in bytes below which nothing [looks random](is_random).
pub(crate) const RANDOM: usize = 16;

/// Whether a value is a run of token characters that looks random: long, and either with
/// digits and letters mixed or without the rhythm of words.
pub fn is_random(value: &str) -> bool {
    let value = value.trim();
    // A name of a namespace (RFC 8141) is as random as its parts.
    if let Some(name) = value.strip_prefix("urn:") {
        return name.split([':', '/', '#']).any(is_random);
    }
    value.len() >= RANDOM
        && Kinds::of(value).is_some_and(|kinds| kinds.look_random(value))
        && !is_plain(value)
}

/// How many characters of each kind a run of token characters has.
#[derive(Default)]
struct Kinds {
    digits: usize,
    lower: usize,
    upper: usize,
    /// The characters that it has, as bits.
    seen: u128,
    longest_letters: usize,
    /// How often a digit stands beside a letter.
    turns: usize,
}

impl Kinds {
    /// Counts, in one pass; none where a character stands that tokens do not have.
    fn of(value: &str) -> Option<Self> {
        let mut kinds = Kinds::default();
        let mut letters = 0;
        let mut before = 0_u8;
        for byte in value.bytes() {
            letters += 1;
            let turns = byte.is_ascii_digit() && before.is_ascii_alphabetic()
                || byte.is_ascii_alphabetic() && before.is_ascii_digit();
            kinds.turns += usize::from(turns);
            before = byte;
            match byte {
                b'a'..=b'z' => kinds.lower += 1,
                b'A'..=b'Z' => kinds.upper += 1,
                b'"' | b'\'' | b'<' | b'>' | b'(' | b')' | b'{' | b'}' | b'[' | b']' | b','
                | b';' | b'\\' | b'`' => return None,
                b'!'..=b'~' => {
                    kinds.digits += usize::from(byte.is_ascii_digit());
                    letters = 0;
                }
                _ => return None,
            }
            kinds.seen |= 1 << byte;
            kinds.longest_letters = kinds.longest_letters.max(letters);
        }
        Some(kinds)
    }

    fn look_random(&self, value: &str) -> bool {
        /// No name turns from letters to digits and back so often.
        const TURNS: usize = 6;
        let Kinds { digits, lower, upper, longest_letters, turns, .. } = *self;
        // `snake_case_name_2` has few digits at its end; random text has them everywhere.
        self.seen.count_ones() >= 8
            && ((digits >= 2 && lower + upper >= 2 && longest_letters * 2 <= value.len().max(16))
                || (digits == value.len() && value.len() >= 20)
                || turns >= TURNS
                || (digits >= 2 && value.len() >= 20 && word::is_unspeakable(value))
                || (lower >= 4 && upper >= 4 && !word::is_worded(value)))
    }
}

/// Whether a value is random and made of letters, digits, dashes and underscores alone.
fn is_token(value: &str) -> bool {
    let value = value.trim();
    let bare = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    value.len() >= 20 && value.bytes().all(bare) && !is_uuid(value) && is_random(value)
}

/// Whether a value is written as a UUID (RFC 9562 section 4).
pub fn is_uuid(value: &str) -> bool {
    value.len() == 36
        && value.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn is_code(value: &str) -> bool {
    let value = value.trim();
    (4..=10).contains(&value.len())
        && value.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-')
        && value.bytes().any(|b| b.is_ascii_digit())
}

/// Whether a value is letters in two or more groups of the same length, as codes are printed that
/// somebody types: `WDJB-MJHT`, `abcd-efgh-ijkl`.
fn is_grouped(value: &str) -> bool {
    let value = value.trim();
    let group = value.find('-').unwrap_or(0);
    (3..=8).contains(&group)
        && value.len() <= 64
        && value.split('-').all(|part| {
            part.len() == group
                && (part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
                    || group >= 4
                        && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
        })
}

/// Whether a value is a number as long as those that are sent to somebody's phone.
fn is_typed_number(value: &str) -> bool {
    let value = value.trim();
    (6..=8).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_random_runs_from_names() {
        for random in [
            "omdx7pbhhhtqlanystfv8fotqz",
            "q8p9x51m6fujfacxryokpoubbe",
            "KCqRtaVxaZbaNmaLpaWsaYdaFgaHjaCu",
            "4f1b2c9d8e7a6f5b4c3d2e1f",
            "AbCdEfGhIjKlMnOpQrStUvXyZqW",
            "4/0AX4XfWh9Zk2Lm3Qp8Rt5Yv1",
            "123e4567-e89b-42d3-a456-426614174000",
        ] {
            assert!(is_random(random), "{random}");
        }
        for name in [
            "invalid_request_error",
            "GraphqlValidationFailed",
            "ERR_CERT_AUTHORITY_INVALID",
            "E_USER_NOT_FOUND_2",
            "aaaaaaaaaaaaaaaaaaaaaa",
            "short1Ab",
        ] {
            assert!(!is_random(name), "{name}");
        }
    }

    #[test]
    fn passwords_take_anything_but_nothing() {
        for value in ["123456", "secret", "letmein", "0", "correct horse battery staple"] {
            assert!(counts(ValueKind::Any, value), "{value}");
        }
        for value in ["", " ", "true", "null", "******", "[REDACTED]", "undefined"] {
            assert!(!counts(ValueKind::Any, value), "{value}");
        }
    }

    #[test]
    fn knows_what_is_not_shown() {
        for value in ["sk-...9f2c", "ghp_…", "s_4998...", "eyJ....x9"] {
            assert!(!counts(ValueKind::Opaque, value), "{value}");
            assert!(counts(ValueKind::Any, value), "{value}");
        }
        for value in ["hunter2...hunter2", "...9f2c", "Kq7Rt2Vx9Zb4Nm..."] {
            assert!(counts(ValueKind::Opaque, value), "{value}");
        }
    }

    #[test]
    fn one_time_codes_may_be_digits() {
        assert!(counts(ValueKind::Code, "123456"));
        assert!(counts(ValueKind::Code, "BDFH-4729"));
        assert!(counts(ValueKind::Code, "WDJB-MJHT"));
        assert!(counts(ValueKind::Code, "alto-reda-mion"));
        assert!(!counts(ValueKind::Code, "push"));
        assert!(!counts(ValueKind::Code, "voice-call"));
        assert!(counts(ValueKind::Number, "285664"));
        assert!(!counts(ValueKind::Number, "10115"));
        assert!(!counts(ValueKind::Number, "NOT_FOUND"));
        assert!(!counts(ValueKind::Opaque, "123456"));
    }
}
