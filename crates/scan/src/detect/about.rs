//! What a document says of credentials without holding one: who may read a password, how wide its
//! column is, which icon stands beside it.

use scrubjay_document::At;
use scrubjay_rules::value;

/// Names of what holds one property of many fields, in lower case without marks.
const PROPERTIES: [&[u8]; 51] = [
    b"abilities",
    b"autocomplete",
    b"capabilities",
    b"casts",
    b"classes",
    b"classnames",
    b"colors",
    b"columns",
    b"columntypes",
    b"components",
    b"constraints",
    b"datatypes",
    b"dependencies",
    b"dependentrequired",
    b"directions",
    b"dirty",
    b"experiments",
    b"featureflags",
    b"features",
    b"fieldtypes",
    b"flags",
    b"formats",
    b"icons",
    b"inputtypes",
    b"masks",
    b"modes",
    b"optional",
    b"permissions",
    b"readonly",
    b"required",
    b"requirements",
    b"routes",
    b"rules",
    b"selectors",
    b"sizes",
    b"sort",
    b"sortby",
    b"statuses",
    b"styles",
    b"toggles",
    b"touched",
    b"treatments",
    b"types",
    b"validation",
    b"validations",
    b"validators",
    b"variants",
    b"visibility",
    b"visible",
    b"visited",
    b"widths",
];

/// Words that say of a credential whether it is wanted or there.
const MODES: [&str; 16] = [
    "always",
    "disabled",
    "enabled",
    "hidden",
    "inherit",
    "inherited",
    "mandatory",
    "masked",
    "not_set",
    "on-create",
    "on_create",
    "optional",
    "read-only",
    "readonly",
    "required",
    "write-only",
];

/// Whether a value says something of the credential that its name speaks of.
pub(super) fn is_about(judged: &str, name: &[u8], at: &At<'_>) -> bool {
    MODES.contains(&judged) || is_property(judged, name, at) || is_existing(judged, name)
}

/// `existingSecret: redis-auth-7`: the name of a secret that a cluster has already, in words and small
/// numbers that dashes join.
fn is_existing(judged: &str, name: &[u8]) -> bool {
    const NUMBER: usize = 4;
    let is_part = |part: &str| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        let letters = part.bytes().all(|byte| byte.is_ascii_lowercase());
        digits && (1..=NUMBER).contains(&part.len()) || letters && (2..=14).contains(&part.len())
    };
    name.get(..8).is_some_and(|begins| begins.eq_ignore_ascii_case(b"existing"))
        && judged.starts_with(|c: char| c.is_ascii_lowercase())
        && (2..=6).contains(&judged.split('-').count())
        && judged.split('-').all(is_part)
}

/// Whether a plain value stands in a list of one property of many fields:
/// `{"icons": {"password": "lock"}}`.
fn is_property(judged: &str, name: &[u8], at: &At<'_>) -> bool {
    const LONGEST: usize = 17;
    let Some(outer) = at.enclosing().find(|outer| *outer != name) else { return false };
    if outer.len() > LONGEST {
        return false;
    }
    let mut outer: Vec<u8> = outer.to_ascii_lowercase();
    outer.retain(u8::is_ascii_alphanumeric);
    let selects = judged
        .strip_prefix(['#', '.'])
        .is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
    // `{"scripts": {"token": "node scripts/token.js"}}`
    let is_of_command = |word: &str| word.contains(['/', '.']) || word.starts_with('-');
    let runs = outer == b"scripts"
        && judged.contains(' ')
        && judged.split(' ').any(is_of_command)
        && !judged.split(' ').any(|word| value::is_random(word) || word.contains('='));
    runs || PROPERTIES.binary_search(&outer.as_slice()).is_ok()
        && (selects || value::is_plain(judged) && !is_code(judged))
}

/// Whether a plain value may be a code that somebody types: digits, capitals alone, or groups of the
/// same length.
fn is_code(judged: &str) -> bool {
    let group = judged.find('-').unwrap_or(0);
    judged.bytes().filter(u8::is_ascii_digit).count() >= 2
        || !judged.bytes().any(|byte| byte.is_ascii_lowercase())
        || group > 0 && judged.split('-').all(|part| part.len() == group)
}

/// Whether a value is a number of one or two digits, which is nobody's password: a length, a flag.
pub(super) fn is_slight_number(judged: &str) -> bool {
    judged.len() <= 2 && judged.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_modes_and_slight_numbers() {
        assert!(PROPERTIES.is_sorted() && MODES.is_sorted());
        for value in ["required", "on_create", "12", "1"] {
            assert!(MODES.contains(&value) || is_slight_number(value), "{value}");
        }
        assert!(is_existing("redis-auth-734", b"existingSecret"));
        for value in ["redis", "kq7rt2-vx9zb4", "Redis-auth", "redis-20260304"] {
            assert!(!is_existing(value, b"existingSecret"), "{value}");
        }
        assert!(!is_existing("redis-auth-734", b"secret"));
        for value in ["DPXJ-RMKJ", "abcd-efgh", "WXYZ", "a12"] {
            assert!(is_code(value), "{value}");
        }
        for value in ["lock", "eye-slash", "PasswordInput", "text-lg"] {
            assert!(!is_code(value), "{value}");
        }
        for value in ["Required", "123", "1a", "summer", "none of it"] {
            assert!(!MODES.contains(&value) && !is_slight_number(value), "{value}");
        }
    }
}
