//! Addresses of people and machines in running text: mail and IP.
//!
//! They are no credentials. They are found only where a policy asks for it.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

/// The longest part before the `@` (RFC 5321, section 4.5.3.1).
const LOCAL_MAX: usize = 64;
const DOMAIN_MAX: usize = 253;
/// Endings of files with a density in their name, such as `logo@2x.png`. None is a domain.
const PICTURES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"];
/// The longest spelling of an IP address.
const IP_MAX: usize = 45;

/// The mail addresses in a text.
pub fn emails(text: &[u8]) -> impl Iterator<Item = Range<usize>> + '_ {
    memchr::memchr_iter(b'@', text).filter_map(|at| email(text, at))
}

fn email(text: &[u8], at: usize) -> Option<Range<usize>> {
    let local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    let head = &text[at.saturating_sub(LOCAL_MAX + 1)..at];
    let before = head.iter().rev().take_while(|byte| local(byte)).count();
    let start = at - before;
    let behind = &text[at + 1..text.len().min(at + 1 + DOMAIN_MAX)];
    let domain = behind
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b".-".contains(byte))
        .count();
    let domain = &behind[..domain];
    let domain = domain.strip_suffix(b".").unwrap_or(domain);
    let (_, last) = std::str::from_utf8(domain).ok()?.rsplit_once('.')?;
    let is_domain = (2..=24).contains(&last.len())
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !PICTURES.iter().any(|ending| last.eq_ignore_ascii_case(ending))
        && domain.split(|byte| *byte == b'.').all(|label| !label.is_empty());
    // What stands before the host of an address is no mailbox, and `git@` is nobody's.
    let is_userinfo = text[..start].ends_with(b"//");
    let nobody = &text[start..at] == b"git";
    ((1..=LOCAL_MAX).contains(&before) && is_domain && !is_userinfo && !nobody)
        .then(|| start..at + 1 + domain.len())
}

/// The IP addresses in a text, without those that name no machine.
pub fn ips(text: &[u8]) -> impl Iterator<Item = Range<usize>> + '_ {
    let belongs = |byte: &u8| byte.is_ascii_hexdigit() || b".:".contains(byte);
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let start = at + text[at..].iter().position(belongs)?;
            let end = start + text[start..].iter().take_while(|byte| belongs(byte)).count();
            at = end;
            let stands_alone = !start.checked_sub(1).is_some_and(|before| is_word(text[before]))
                && !text.get(end).is_some_and(|behind| is_word(*behind));
            if stands_alone && let Some(range) = ip(text, start, end) {
                return Some(range);
            }
        }
        None
    })
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

fn ip(text: &[u8], start: usize, end: usize) -> Option<Range<usize>> {
    let run = std::str::from_utf8(&text[start..end]).ok()?;
    let run = run.trim_end_matches(['.', ':']);
    if run.len() > IP_MAX || run.len() < 3 {
        return None;
    }
    // A port may follow.
    let bare = run.split_once(':').map_or(run, |(bare, _)| bare);
    if let Ok(address) = bare.parse::<Ipv4Addr>() {
        let named = !address.is_loopback() && !address.is_unspecified() && !address.is_broadcast();
        return named.then(|| start..start + bare.len());
    }
    let address: Ipv6Addr = run.parse().ok()?;
    (!address.is_loopback() && !address.is_unspecified()).then(|| start..start + run.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> Vec<&str> {
        ranges.map(|range| &text[range]).collect()
    }

    #[test]
    fn finds_mail_addresses() {
        let text = "mail <anna.lind+x@acme.example>, mailto:b@c.de. npm@1.2.3 a@b git@github.com \
                    logo@2x.png https://u@h.example/";
        let emails = found(text, emails(text.as_bytes()));
        assert_eq!(emails, ["anna.lind+x@acme.example", "b@c.de"]);
    }

    #[test]
    fn finds_ip_addresses() {
        let text =
            "from 203.0.113.7:443, [2001:db8::1] or 127.0.0.1; at 12:30:45, v1.2.3, 1.2.3.4.5, ::1";
        assert_eq!(found(text, ips(text.as_bytes())), ["203.0.113.7", "2001:db8::1"]);
    }
}
