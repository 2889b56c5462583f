//! Where a secret is to be read from: the settings around a program, a file, a service.

use crate::value::is_random;

/// `env:KEY_PASS`, `file:/run/secrets/token`, `hash:/etc/postfix/sasl`: where to read it from.
pub(super) fn is_source(value: &str) -> bool {
    let Some((kind, place)) = value.split_once(':') else { return false };
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || b"-_".contains(&byte);
    if !(2..=24).contains(&kind.len()) || !kind.bytes().all(is_plain) {
        return false;
    }
    let is_capital = |byte: u8| byte.is_ascii_uppercase() || byte == b'_';
    match kind {
        "env" | "pass" => place.len() >= 3 && place.contains('_') && place.bytes().all(is_capital),
        _ => place.starts_with('/') && super::file::is_rooted(place),
    }
}

/// `os.environ["SECRET_KEY"]`, `config("EMAIL_PASSWORD", default="")`: what the settings around a
/// program have. What is taken where they have nothing may be a credential.
pub(super) fn is_lookup(value: &str) -> bool {
    const NOTHING: [&str; 6] = ["", "\"\"", "''", "None", "null", "nil"];
    let Some(open) = value.find(['(', '[']) else { return false };
    let (path, rest) = value.split_at(open);
    let closes = if rest.starts_with('[') { ']' } else { ')' };
    let Some(inside) = rest[1..].trim_end_matches([';', ',']).strip_suffix(closes) else {
        return false;
    };
    let (name, default) = inside.split_once(',').unwrap_or((inside, ""));
    let default = default.trim();
    let default = default.strip_prefix("default=").unwrap_or(default);
    let quoted = |quote| name.strip_prefix(quote).and_then(|name| name.strip_suffix(quote));
    let is_setting = |name: &str| {
        name.len() >= 4
            && name.contains('_')
            && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    };
    path.bytes().all(|byte| byte.is_ascii_alphabetic() || b"_.".contains(&byte))
        && quoted('"').or_else(|| quoted('\'')).is_some_and(is_setting)
        && NOTHING.contains(&default)
}

/// `redis://cache:6379/0`: where a service listens, and nothing of who may use it.
pub(super) fn is_place(value: &str) -> bool {
    const LONGEST: usize = 80;
    let Some((scheme, rest)) = value.split_once("://") else { return false };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    let is_part = |part: &str| {
        (1..=24).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !is_random(part)
    };
    value.len() <= LONGEST
        && (2..=12).contains(&scheme.len())
        && !scheme.starts_with("http")
        && scheme.bytes().all(|byte| byte.is_ascii_lowercase() || b"+.-".contains(&byte))
        && host.split('.').all(is_part)
        && port.len() <= 5
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && path.len() <= 2
        && path.bytes().all(|byte| byte.is_ascii_digit())
}

/// `@password.txt`: the value is in a file.
pub(super) fn is_file_name(name: &str) -> bool {
    let Some((stem, end)) = name.rsplit_once('.') else { return false };
    ["env", "json", "key", "pem", "txt", "yaml", "yml"].contains(&end)
        && (1..=40).contains(&stem.len())
        && stem.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_./".contains(&byte))
}
