//! Values that are written in some notation and hold no secret of their own: types, ranges of
//! versions, functions of style sheets, roles of a markup, and where a secret is to be read from.
//!
//! Each is known by its form as a whole. What has the form but for one character is none: people
//! choose anything for a password.

use super::origin::{is_file_name, is_lookup, is_place, is_source};
use super::slot::{is_directive, is_filled_in, is_options, is_pipeline};
use super::types::{is_type, is_union};
use crate::value::is_random;

/// Whether a value is written in a notation.
pub(super) fn is_notation(value: &str) -> bool {
    match value.as_bytes()[0] {
        b'^' | b'~' => is_range(&value[1..]),
        b'0'..=b'9' => {
            is_open_range(value) || is_amount(value) || is_small(value) || is_object_id(value)
        }
        b'"' | b'\'' => is_quoted_colour(value),
        b':' => is_role(value) || is_symbol(value),
        b'(' => is_aside(value),
        b'.' => value.starts_with("...") && value.ends_with("...") || is_pipeline(value),
        b'-' => is_options(value),
        b'@' => is_file_name(&value[1..]),
        b'%' => value.split([':', '/']).all(is_directive),
        b'<' => is_told(value),
        b'{' => is_filled_in(value),
        b'a'..=b'z' | b'A'..=b'Z' => {
            is_type(value)
                || is_drawn(value)
                || is_source(value)
                || is_union(value)
                || is_lookup(value)
                || is_place(value)
        }
        b'|' => value.starts_with("| ") && is_union(&value[2..]),
        _ => false,
    }
}

/// `0.10.x`: a number of the version may be any. Without a letter it may be a date.
fn is_open_range(value: &str) -> bool {
    value.contains(".x") && is_range(value)
}

/// `1.2.3`, `1.2.3-beta.1` behind a sign: the versions of a package that another one needs.
fn is_range(value: &str) -> bool {
    let (numbers, label) = value.split_once('-').unwrap_or((value, "beta"));
    let mut parts = numbers.split('.');
    let is_part = |part: &str| {
        matches!(part, "x" | "X" | "*")
            || (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let count = parts.clone().count();
    (2..=4).contains(&count)
        && parts.all(is_part)
        && label.len() <= 12
        && ["alpha", "beta", "rc", "next", "canary", "dev"].iter().any(|l| label.starts_with(l))
}

/// `16 bytes`, `22.hours`, `6 digits`: how much there is of something.
fn is_amount(value: &str) -> bool {
    const UNITS: [&str; 22] = [
        "bits",
        "byte",
        "bytes",
        "characters",
        "chars",
        "day",
        "days",
        "digits",
        "hour",
        "hours",
        "letters",
        "min",
        "minute",
        "minutes",
        "month",
        "months",
        "ms",
        "second",
        "seconds",
        "week",
        "weeks",
        "years",
    ];
    let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let (number, unit) = value.split_at(end);
    let unit = unit.trim_end_matches([',', ';']);
    number.len() <= 5
        && unit.strip_prefix([' ', '.']).is_some_and(|unit| UNITS.binary_search(&unit).is_ok())
}

/// `0x09`, `0xB0:`: a byte as programs write it.
fn is_small(value: &str) -> bool {
    const DIGITS: usize = 4;
    let Some(digits) = value.strip_prefix("0x") else { return false };
    let digits = digits.trim_end_matches([':', ',', ';', ')']);
    (1..=DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `1.3.6.1.5.5.7.3.1`: an object identifier (ITU-T X.660) of five numbers or more.
fn is_object_id(value: &str) -> bool {
    value.split('.').count() >= 5
        && value.split('.').all(|part| {
            (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// `"#cccccc",`: a colour in its quotes.
fn is_quoted_colour(value: &str) -> bool {
    let inside = value.trim_end_matches(',').trim_matches(['"', '\'']);
    inside.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// `:class:`, `:py:func:`: a role of reStructuredText, whose text stands in back quotes behind it.
fn is_role(value: &str) -> bool {
    let Some(inside) = value.strip_prefix(':').and_then(|rest| rest.strip_suffix(':')) else {
        return false;
    };
    (2..=24).contains(&inside.len())
        && inside.split(':').all(|part| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        })
}

/// `:recovery_password`, `:reset_token,`: a symbol of Ruby or Elixir, of several words.
fn is_symbol(value: &str) -> bool {
    let name = value[1..].trim_end_matches([',', ')', ']']);
    let mut words = name.split('_');
    name.contains('_')
        && words.all(|word| {
            (2..=16).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
        })
}

/// `(unset)`, `(not shown)`: what stands in place of a value that there is none of.
fn is_aside(value: &str) -> bool {
    const WORDS: [&str; 16] = [
        "blank",
        "default",
        "empty",
        "generated",
        "hidden",
        "missing",
        "none",
        "not",
        "nothing",
        "null",
        "optional",
        "sensitive",
        "set",
        "undefined",
        "unknown",
        "unset",
    ];
    let Some(inside) = value.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else {
        return false;
    };
    let mut words = inside.split(' ');
    let first = words.next().unwrap_or_default().to_ascii_lowercase();
    inside.len() <= 24
        && WORDS.binary_search(&first.as_str()).is_ok()
        && words.all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// `var(--color-primary)`, `rgba(0,0,0,.4)`, `calc(100% - 2rem)`: what a style sheet draws with.
fn is_drawn(value: &str) -> bool {
    const FUNCTIONS: [&str; 16] = [
        "calc",
        "clamp",
        "color",
        "color-mix",
        "conic-gradient",
        "cubic-bezier",
        "hsl",
        "hsla",
        "linear-gradient",
        "oklch",
        "radial-gradient",
        "rgb",
        "rgba",
        "scale",
        "translate",
        "var",
    ];
    let Some((name, rest)) = value.split_once('(') else { return false };
    let Some(inside) = rest.trim_end_matches([';', ',']).strip_suffix(')') else { return false };
    FUNCTIONS.binary_search(&name).is_ok()
        && !inside.is_empty()
        && !inside.bytes().any(|byte| b"'\"\\&=@!$".contains(&byte))
        && !inside.split(|c: char| !c.is_ascii_alphanumeric()).any(is_random)
}

/// `<set to the key 'password' in secret 'db'>`: a sentence of four words or more in angle brackets.
fn is_told(value: &str) -> bool {
    let (value, _) = value.split_once(">  ").unwrap_or((value.trim_end_matches('>'), ""));
    let Some(inside) = value.strip_prefix('<') else { return false };
    let is_word = |word: &str| {
        let word = word.trim_matches(['\'', '"', ',', '.']);
        word.len() <= 24
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
            && !is_random(word)
    };
    let words = || inside.split(' ');
    words().count() >= 4
        && words().all(is_word)
        && words().any(|word| ["the", "to", "in", "from", "of", "your"].contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_notations() {
        for value in [
            "Optional[int]",
            "Optional[Breadcrumb]",
            "typing.List[str]",
            "dict[str, Any]",
            "Record<string, Token>",
            "str | None = None,",
            "dict | None",
            "| None = None,",
            "~0.0.4",
            "^2.1.0-beta.2",
            "0.10.x",
            "16 bytes",
            "22.hours",
            ":class:",
            ":py:func:",
            ":recovery_password",
            "(unset)",
            "(not shown)",
            "... private key ...",
            "@password.txt",
            "%s",
            "%(password)s",
            "{}",
            "{} Credential={}/{}, SignedHeaders={}, Signature={}",
            "var(--color-primary)",
            "rgba(0,0,0,.4)",
            "linear-gradient(90deg, #fff, #a1b2c3)",
            "calc(100% - var(--gap))",
            "env:KEY_PASS",
            "hash:/etc/postfix/sasl_passwd",
            "db-password:/etc/creds/db",
            "redis://cache-7.example:6379/0",
            "amqp://broker",
            "0x09",
            "0xB0:",
            "1.3.6.1.5.5.7.3.1",
            "\"#cccccc\",",
            ".Values.global.token | default (randAlphaNum 32) | b64enc | quote",
            "--username=%s --password=%s",
            "%s:%s",
            "os.environ[\"DJANGO_SECRET_KEY\"]",
            "config(\"EMAIL_HOST_PASSWORD\", default=\"\")",
            "<set to the key 'password' in secret 'db-501'>",
        ] {
            assert!(is_notation(value), "{value}");
        }
    }

    #[test]
    fn takes_what_people_choose_for_passwords() {
        for value in [
            "hunter2",
            "Option[hunter2]",
            "list",
            "blue[jay]",
            "Blue | Jay",
            "None",
            "Summer = None",
            "~hunter2",
            "^2.hunter",
            "1.2.90",
            "1.2.3-hunter2",
            "16 apples",
            "16bytes",
            "2024.summer",
            ":hunter2:",
            ":hunter",
            "(summer)",
            "(none2)",
            "...hunter2",
            "@hunter2.txt",
            "@summer",
            "%summer",
            "%s%s",
            "{hunter}",
            "{}{}",
            "{}hunter2{}",
            "var(x=1)",
            "rgb(Kq7Rt2Vx9Zb4Nm6Lp8Ws)",
            "mar(--x)",
            "env:hunter2",
            "config(\"EMAIL_HOST_PASSWORD\", \"hunter2\")",
            "f(\"hunter2\")",
            "<summer rain>",
            "<correct horse battery Staple9x>",
            "env:SUMMER",
            "user:/hunter2",
            "user:",
            "redis://:hunter2@cache:6379",
            "secret://Hunter2",
            "otp://1234/56789",
            "0x0912ab",
            "1.3.6.1",
            "\"#hunter2\"",
            ".Values.token | default \"hunter2\"",
            ".hunter.two | x",
            "--hunter2",
            "--password=hunter2",
            "%s:hunter2",
            "summer:/etc2",
        ] {
            assert!(!is_notation(value), "{value}");
        }
    }
}
