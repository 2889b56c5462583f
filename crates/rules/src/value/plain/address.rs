//! Addresses that hold nothing random: of mail, of hosts, of pages, of namespaces.

use super::number::is_digits;
use crate::value::word::is_words;

/// An address names somebody; it lets nobody in.
pub(super) fn is_mail(value: &str) -> bool {
    value.split_once('@').is_some_and(|(local, domain)| {
        (1..=64).contains(&local.len())
            && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+-".contains(&b))
            && is_domain(domain)
    })
}

pub(super) fn is_domain(value: &str) -> bool {
    let (host, port) = value.split_once(':').unwrap_or((value, "80"));
    let host = host.strip_prefix('.').unwrap_or(host);
    let Some((labels, top)) = host.rsplit_once('.') else {
        return false;
    };
    is_digits(port)
        && (1..=5).contains(&port.len())
        && (2..=12).contains(&top.len())
        && top.bytes().all(|b| b.is_ascii_lowercase())
        && labels.split('.').all(is_label)
}

/// A label that somebody chose, not one that a machine made up.
fn is_label(label: &str) -> bool {
    (1..=32).contains(&label.len())
        && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && label.bytes().filter(u8::is_ascii_digit).count() <= 3
        && label.split('-').all(|part| part.len() <= 16)
}

/// A URL without user, query and fragment whose path holds nothing random.
pub(super) fn is_url(value: &str) -> bool {
    let (scheme, rest) = value.split_once("://").unwrap_or(("", value));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host_is_plain = match scheme {
        "http" | "https" | "ws" | "wss" => is_domain(host) || host == "localhost",
        "" => host.is_empty(),
        _ => false,
    };
    host_is_plain
        && path.len() <= 128
        && path.split('/').all(|segment| {
            segment.is_empty() || (segment.len() <= 10 && is_digits(segment)) || is_words(segment)
        })
}

/// A name of a namespace that numbers nothing: `urn:ietf:params:oauth:token-type:jwt`.
pub(super) fn is_urn(value: &str) -> bool {
    const LONGEST: usize = 128;
    let Some(name) = value.strip_prefix("urn:") else { return false };
    let is_part = |part: &str| {
        part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
            && part.bytes().filter(u8::is_ascii_digit).count() <= 3
            && part.split(['-', '_', '.']).all(|word| word.len() <= 14)
    };
    value.len() <= LONGEST && name.contains(':') && name.split(':').all(is_part)
}
