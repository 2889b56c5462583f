//! Values that are terms of a trade: the name of an algorithm, the type of a column, the rules of a
//! form, a selector, a pattern, the path of a module, the address of a contract.
//!
//! They stand under names that speak of credentials wherever something is said of one, and none
//! of them can be one: not even what people choose for a password is written like this.

mod algorithm;
mod file;
mod notation;
mod origin;
mod slot;
mod types;

use self::algorithm::is_algorithm;
use self::file::{is_file, is_module, is_rooted};
use self::notation::is_notation;
use super::is_random;

/// The longest term.
const LONGEST: usize = 160;

/// Whether a value is a term, which is no credential whatever its name.
///
/// ```
/// use scrubjay_rules::value::is_term;
///
/// assert!(is_term("HMAC-SHA256"));
/// assert!(is_term("Optional[int]"));
/// assert!(is_term("varchar(255)"));
/// assert!(is_term("required|min:8"));
/// assert!(!is_term("hunter2"));
/// ```
pub fn is_term(value: &str) -> bool {
    let value = value.trim();
    if !(2..=LONGEST).contains(&value.len()) || !value.is_ascii() {
        return false;
    }
    if is_file(value) || is_notation(value) {
        return true;
    }
    match value.as_bytes()[0] {
        b'.' => is_module(value),
        b'[' => is_selector(value),
        b'$' => is_substituted(value),
        b'/' => is_pattern(value) || is_rooted(value),
        b'0' if value.as_bytes()[1] == b'x' => is_account(value),
        b'0'..=b'9' => is_measure(value),
        b'a'..=b'z' | b'A'..=b'Z' => {
            is_algorithm(value)
                || is_column(value)
                || is_rules(value)
                || is_selector(value)
                || is_stand_in(value)
        }
        _ => false,
    }
}

/// `ACCESS_TOKEN`, `MY_API_KEY`: what a manual writes where the reader's own is to stand.
fn is_stand_in(value: &str) -> bool {
    let mut words = value.split('_');
    let ends = ["TOKEN", "KEY", "SECRET", "PASSWORD", "HERE", "CREDENTIALS"];
    value.len() <= 48
        && value.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        && words.next_back().is_some_and(|last| ends.contains(&last))
        && words.clone().count() > 0
        && words.all(|word| (1..=12).contains(&word.len()))
}

/// `$(op read op://dev/api/token)`, `${DB_PASSWORD:?is not set}`: what a shell puts there. What it
/// puts there when nothing else is set, and what it says itself, is no term.
fn is_substituted(value: &str) -> bool {
    if let Some(name) = value.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) {
        let length = name.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        let rest = &name[length..];
        return length > 0
            && !is_random(&name[..length])
            && (rest.starts_with(":?")
                || rest.starts_with('?')
                || [":-", "-", ":=", "="].contains(&rest));
    }
    let Some(command) = value.strip_prefix("$(").and_then(|rest| rest.strip_suffix(')')) else {
        return false;
    };
    let mut words = command.split_ascii_whitespace();
    let first = words.next().unwrap_or_default();
    !first.is_empty()
        && !["echo", "printf"].contains(&first)
        && first.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_./0123456789".contains(&byte))
        && !command.contains("<<<")
        && !words.any(|word| is_random(word.trim_matches(['"', '\''])))
}

/// `varchar(255)`, `DECIMAL(10,2)`, `nvarchar(max)`: the type of a column of a table.
fn is_column(value: &str) -> bool {
    const TYPES: [&str; 20] = [
        "binary",
        "bit",
        "blob",
        "char",
        "character",
        "datetime",
        "decimal",
        "float",
        "int",
        "integer",
        "money",
        "nchar",
        "number",
        "numeric",
        "nvarchar",
        "string",
        "time",
        "timestamp",
        "varbinary",
        "varchar",
    ];
    let Some((kind, rest)) = value.split_once('(') else { return false };
    let Some((size, behind)) = rest.split_once(')') else { return false };
    let kind = kind.trim_end().to_ascii_lowercase();
    TYPES.binary_search(&kind.trim_end_matches('2')).is_ok()
        && (size == "max" || size.bytes().all(|b| b.is_ascii_digit() || b", ".contains(&b)))
        && behind.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ')
}

/// `required|min:8`, `nullable|string|size:64`, `digits:6`: what a form demands of a field.
fn is_rules(value: &str) -> bool {
    const RULES: [&str; 26] = [
        "alpha_num",
        "between",
        "bool",
        "boolean",
        "confirmed",
        "current_password",
        "different",
        "digits",
        "email",
        "exists",
        "filled",
        "in",
        "integer",
        "max",
        "min",
        "minlength",
        "nullable",
        "numeric",
        "optional",
        "present",
        "regex",
        "required",
        "same",
        "size",
        "sometimes",
        "string",
    ];
    let is_word = |text: &str| {
        !text.is_empty()
            && text.len() <= 32
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    let (mut known, mut marks) = (false, 0);
    for rule in value.split('|') {
        let (name, argument) = rule.split_once(':').unwrap_or((rule, "0"));
        marks += usize::from(name.len() < rule.len());
        let number = argument.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
        let words = value.contains('|')
            && argument.bytes().all(|byte| byte.is_ascii_lowercase() || b",_".contains(&byte));
        let argument = number || words;
        if !is_word(name) || !argument || rule.len() > 48 {
            return false;
        }
        known |= RULES.binary_search(&name).is_ok();
    }
    known && marks + value.matches('|').count() > 0
}

/// `input[name=token]`, `button[type="submit"]`: what a page is searched for.
fn is_selector(value: &str) -> bool {
    let Some((element, rest)) = value.split_once('[') else { return false };
    let Some(inside) = rest.strip_suffix(']') else { return false };
    let Some((name, _)) = inside.split_once('=') else { return false };
    let name = name.trim_end_matches(['*', '^', '$', '~', '|']);
    let attributes = ["id", "name", "type", "class", "for", "role", "autocomplete", "placeholder"];
    element.bytes().all(|byte| byte.is_ascii_lowercase())
        && (attributes.contains(&name) || name.starts_with("data-") || name.starts_with("aria-"))
}

/// `/^[a-f0-9]{40}$/i`: a pattern as programs write it.
fn is_pattern(value: &str) -> bool {
    const MARKS: [&str; 12] =
        ["[^", "[a-", "[A-", "[0-", "\\b", "\\d", "\\s", "\\w", "(?", ".*", ".+", "/^"];
    let Some(end) = value.rfind('/').filter(|&end| end > 1) else { return false };
    let flags = &value[end + 1..];
    flags.len() <= 4
        && flags.bytes().all(|byte| b"gimsuy".contains(&byte))
        && MARKS.iter().any(|mark| value.contains(mark))
}

/// `0x` and forty hexadecimal digits: an account or a contract on a chain, which everybody sees.
/// A key has sixty-four.
fn is_account(value: &str) -> bool {
    value.len() == 42 && value[2..].bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `120px`, `1.5rem`, `2fr`: how large a field is drawn.
fn is_measure(value: &str) -> bool {
    const UNITS: [&str; 9] = ["px", "rem", "em", "fr", "vh", "vw", "ch", "pt", "dp"];
    let end = value.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(value.len());
    let (number, unit) = value.split_at(end);
    number.len() <= 6
        && UNITS.contains(&unit)
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_terms_of_trades() {
        for term in [
            "HMAC-SHA256",
            "rsa-v1_5-sha256",
            "SCRAM-SHA-256-PLUS",
            "ed25519",
            "argon2id",
            "ECC_NIST_P256",
            "AEAD_AES_256_CBC_HMAC_SHA_512-Deterministic",
            "AES/CBC/PKCS5Padding",
            "RS256",
            "utf8",
            "varchar(255)",
            "NVARCHAR2(64)",
            "char(40) not null",
            "decimal(10,2)",
            "required|min:8",
            "nullable|string|size:64",
            "digits:6",
            "required|confirmed",
            "input[name=token]",
            "button[data-test=\"password\"]",
            "[data-testid=password]",
            "/^[a-f0-9]{40}$/i",
            "/\\bpass(word)?\\b/",
            "./sha256_password",
            "../auth/token",
            "./dist/oauth2/index.d.mts",
            "0x8ba1f109551bd432803012645ac136ddd64dba72",
            "120px",
            "1.5rem",
            "2fr",
            "ACCESS_TOKEN",
            "$(op read op://dev/api/token)",
            "${DB_PASSWORD:?is not set}",
            "${PGPASSWORD-}",
            "uploads/2026/03/report.pdf",
            "/etc/ssl/private/app.key",
            "/home/anna/work",
            "/root",
            "/var/lib/desk_2/run.d/",
        ] {
            assert!(is_term(term), "{term}");
        }
    }

    #[test]
    fn takes_what_people_choose_for_passwords() {
        for value in [
            "hunter2",
            "summer",
            "required",
            "string",
            "random",
            "with",
            "plus",
            "pad",
            "sig",
            "correct horse",
            "min:8secret!",
            "Required|Min",
            "varchar",
            "secret(1)",
            "char(abc)",
            "a[b]",
            "x[name=hunter2",
            "/hunter2/",
            "/app/Kq7Rt2Vx9Zb4Nm6Lp8Ws",
            "/home/anna+2x=",
            "/Kq7Rt2Vx/9Zb4Nm6L/",
            "./Kq7Rt2Vx9Zb4Nm6Lp8Ws",
            "0x8ba1f109551bd432803012645ac136ddd64dba728ba1f109551bd432803012ab",
            "120",
            "12 px",
            "42summer",
            "sha-hunter2",
            "sha256hunter",
            "2024",
            "v1",
            "ec",
            "/9j/4AAQSkZJRgABAQ",
            "pass|word",
            "${DB_PASSWORD:-hunter2}",
            "$(echo hunter2)",
            "PASSWORD",
            "KQRTVXZB_TOKEN_X",
            "hunter2/x.pdf",
            "uploads/a8f3b2c19d4e.pdf",
            "one|two:three",
        ] {
            assert!(!is_term(value), "{value}");
        }
    }
}
