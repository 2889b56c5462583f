//! Links that sign somebody in although no name says so: `/auth/magic?t=<token>`,
//! `https://login.example/l/<token>`.
//!
//! The path or the host speaks of signing in, and the value is a long random run under a name, or
//! behind a segment, of a letter or two.

use std::ops::Range;

use crate::value;

/// Words of a path or a host that speak of signing in, confirming or joining.
const MARKS: [&str; 36] = [
    "auth",
    "authenticate",
    "login",
    "logon",
    "signin",
    "sign-in",
    "sign_in",
    "sso",
    "magic",
    "magic-link",
    "magiclink",
    "magic_link",
    "verify",
    "verification",
    "verify-email",
    "confirm",
    "confirmation",
    "activate",
    "activation",
    "invite",
    "invites",
    "invitation",
    "invitations",
    "accept",
    "join",
    "reset",
    "reset-password",
    "password",
    "recover",
    "recovery",
    "passwordless",
    "unsubscribe",
    "optin",
    "opt-in",
    "accounts",
    "id",
];

/// Names of parameters that say nothing of what they hold.
const NAMES: [&str; 28] = [
    "t", "u", "k", "c", "h", "x", "l", "p", "r", "m", "q", "s", "tk", "tok", "lt", "et", "vt",
    "mt", "rt", "link", "hash", "data", "i", "e", "v", "z", "cid", "oob",
];

/// The shortest value that is a secret.
const LEAST: usize = 20;

/// The secrets of an address that only its neighbourhood tells.
///
/// ```
/// use scrubjay_rules::structure::link;
///
/// let url = "https://app.example/auth/magic?t=Kq7Rt2Vx9Zb4Nm6Lp8Ws3Yd5";
/// assert_eq!(link::secrets(url.as_bytes()), [33..url.len()]);
/// let url = "https://app.example/news?t=Kq7Rt2Vx9Zb4Nm6Lp8Ws3Yd5";
/// assert!(link::secrets(url.as_bytes()).is_empty());
/// ```
pub fn secrets(url: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !(LEAST..=4096).contains(&url.len()) {
        return found;
    }
    let start = memchr::memmem::find(&url[..url.len().min(16)], b"://").map_or(0, |at| at + 3);
    let end = memchr::memchr2(b'?', b'#', &url[start..]).map_or(url.len(), |at| start + at);
    // Few addresses have such a value.
    let parameters = short_parameters(url, end);
    let segment = short_segment(url, start, end);
    if parameters.is_empty() && segment.is_none() {
        return found;
    }
    let address = &url[start..end];
    let mut parts = address.split(|&byte| byte == b'/');
    let host = parts.next().unwrap_or_default();
    if parts.any(is_mark) {
        found.extend(parameters);
    }
    let label = host.split(|&byte| byte == b'.').next().unwrap_or_default();
    // `/auth/s/<token>`: the word stands one further to the front.
    let before = |segment: &Range<usize>| {
        let ahead = url[start..segment.start].rsplit(|&byte| byte == b'/').nth(2);
        ahead.is_some_and(is_mark)
    };
    found.extend(segment.filter(|segment| start > 0 && is_mark(label) || before(segment)));
    found
}

fn is_mark(word: &[u8]) -> bool {
    MARKS.iter().any(|mark| word.eq_ignore_ascii_case(mark.as_bytes()))
}

fn is_secret(text: &[u8]) -> bool {
    text.len() >= LEAST
        && text.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"-_~".contains(&byte))
        && std::str::from_utf8(text)
            .is_ok_and(|text| value::is_random(text) && !value::is_placeholder(text))
}

/// The random values under names that say nothing.
fn short_parameters(url: &[u8], from: usize) -> Vec<Range<usize>> {
    const NAME: usize = 4;
    let mut found = Vec::new();
    for equals in memchr::memchr_iter(b'=', &url[from..]) {
        let equals = from + equals;
        let near = &url[from.max(equals.saturating_sub(NAME + 1))..equals];
        let Some(ahead) = near.iter().rposition(|&byte| matches!(byte, b'?' | b'&' | b'#')) else {
            continue;
        };
        let rest = &url[equals + 1..];
        let end = rest.iter().position(|&byte| matches!(byte, b'&' | b'#')).unwrap_or(rest.len());
        let name = &near[ahead + 1..];
        if end >= LEAST
            && NAMES.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
            && is_secret(&rest[..end])
        {
            found.push(equals + 1..equals + 1 + end);
        }
    }
    found
}

/// The random last segment of a path, behind one of a letter or two.
fn short_segment(url: &[u8], start: usize, end: usize) -> Option<Range<usize>> {
    let path = url[start..end].strip_suffix(b"/").unwrap_or(&url[start..end]);
    let slash = memchr::memrchr(b'/', path)?;
    let near = &path[slash.saturating_sub(3)..slash];
    let before = &near[memchr::memrchr(b'/', near)? + 1..];
    let segment = &path[slash + 1..];
    (!before.is_empty() && before.iter().all(u8::is_ascii_lowercase) && is_secret(segment))
        .then(|| start + slash + 1..start + path.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "Kq7Rt2Vx9Zb4Nm6Lp8Ws3Yd5";

    fn count(url: &str) -> usize {
        let url = url.replace("{}", TOKEN);
        let found = secrets(url.as_bytes());
        assert!(found.iter().all(|range| &url[range.clone()] == TOKEN), "in {url}");
        found.len()
    }

    #[test]
    fn finds_what_the_neighbourhood_tells() {
        for url in [
            "https://app.example/unsubscribe?u={}",
            "/auth/magic?x=1&t={}",
            "https://app.example/login/#k={}",
            "https://login.example/l/{}",
            "https://app.example/auth/s/{}",
        ] {
            assert_eq!(count(url), 1, "in {url}");
        }
    }

    #[test]
    fn leaves_pages_files_and_tracking() {
        for url in [
            "https://app.example/news?t={}",
            "https://cdn.example/l/{}",
            "https://app.example/login?utm_id={}",
            "https://app.example/login?t=dark",
            "https://login.example/l/app.{}.js",
            "https://app.example/d/{}/edit",
        ] {
            assert_eq!(count(url), 0, "in {url}");
        }
    }
}
