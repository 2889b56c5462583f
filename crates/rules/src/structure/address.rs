//! Addresses of people and machines in running text: mail and IP.
//!
//! They are no credentials. They are found only where a policy asks for it.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::Regex;

/// A mailbox, and a domain whose last label is letters (RFC 5321, sections 2.3.5 and 4.5.3.1).
static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    compile(r"(?-u)[0-9A-Za-z._%+-]{1,64}@(?:[0-9A-Za-z-]{1,63}\.){1,8}[A-Za-z]{2,24}\b")
});
/// Endings of files with a density in their name, such as `logo@2x.png`. None is a domain.
const PICTURES: [&[u8]; 7] = [b".png", b".jpg", b".jpeg", b".gif", b".svg", b".webp", b".avif"];
/// What could spell an IP address (RFC 4291, section 2.2), perhaps with a port behind it.
static IP: LazyLock<Regex> = LazyLock::new(|| compile(r"(?-u)[0-9A-Fa-f:.]{3,45}"));

fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns of this file compile, as its tests see")
}

/// The mail addresses in a text.
pub fn emails(text: &[u8]) -> impl Iterator<Item = Range<usize>> + '_ {
    EMAIL.find_iter(text).map(|found| found.range()).filter(|range| {
        let before = &text[..range.start];
        let is_whole = !before.last().is_some_and(|&byte| is_local(byte));
        // What stands before the host of an address is no mailbox, and `git@` is nobody's.
        let is_picture = PICTURES.iter().any(|ending| {
            let end = range.end - ending.len();
            text[end..range.end].eq_ignore_ascii_case(ending)
        });
        is_whole
            && !is_picture
            && !before.ends_with(b"//")
            && !text[range.clone()].starts_with(b"git@")
    })
}

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._%+-".contains(&byte)
}

/// The IP addresses in a text, without those that name no machine.
pub fn ips(text: &[u8]) -> impl Iterator<Item = Range<usize>> + '_ {
    IP.find_iter(text).filter_map(|found| {
        let before = found.start().checked_sub(1).map(|before| text[before]);
        let stands_alone = [before, text.get(found.end()).copied()]
            .into_iter()
            .flatten()
            .all(|byte| !is_word(byte) && !b":.".contains(&byte));
        let length = stands_alone.then(|| ip(found.as_bytes()))??;
        if is_version(&text[..found.start()]) {
            return None;
        }
        Some(found.start()..found.start() + length)
    })
}

/// Whether what stands before four numbers says that they are a version: `Chrome/`, `version: `,
/// `"Chromium";v="`.
fn is_version(before: &[u8]) -> bool {
    const NEAR: usize = 48;
    const WORDS: [&[u8]; 8] =
        [b"v", b"version", b"ver", b"build", b"release", b"appversion", b"fileversion", b"rev"];
    let near = &before[before.len().saturating_sub(NEAR)..];
    if let Some(product) = near.strip_suffix(b"/") {
        // A product and its version (RFC 9110 section 10.1.5); the hosts of addresses have dots.
        let name = product.iter().rev().take_while(|&&byte| is_word(byte)).count();
        let ahead = &product[..product.len() - name];
        return name > 0
            && product[product.len() - name..].iter().any(u8::is_ascii_uppercase)
            && !matches!(ahead.last(), Some(b'/' | b'.' | b':' | b'@'));
    }
    let end = near.iter().rposition(|byte| !b" \t\"'=:(\\".contains(byte)).map_or(0, |at| at + 1);
    let near = &near[..end];
    let letters = near.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = near[near.len() - letters..].to_ascii_lowercase();
    WORDS.contains(&&*word) || word.len() > 7 && word.ends_with(b"version")
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

/// The length of the address with which a run begins that spells nothing else.
fn ip(run: &[u8]) -> Option<usize> {
    let run = std::str::from_utf8(run).ok()?.trim_end_matches(['.', ':']);
    // A port may follow.
    let bare = run.split_once(':').map_or(run, |(bare, _)| bare);
    if let Ok(address) = bare.parse::<Ipv4Addr>() {
        let named = !address.is_loopback() && !address.is_unspecified() && !address.is_broadcast();
        return named.then_some(bare.len());
    }
    let address: Ipv6Addr = run.parse().ok()?;
    (!address.is_loopback() && !address.is_unspecified()).then_some(run.len())
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
    fn tells_versions_from_addresses() {
        let text = "Mozilla/5.0 Chrome/120.0.0.1 version 1.2.3.4, v2.0.0.7 \"appVersion\": \"1.2.3.5\" \
                    \"Chromium\";v=\"120.0.6.9\" http://203.0.113.7/ from=203.0.113.8 via/203.0.113.9";
        let ips = found(text, ips(text.as_bytes()));
        assert_eq!(ips, ["203.0.113.7", "203.0.113.8", "203.0.113.9"]);
    }

    #[test]
    fn finds_ip_addresses() {
        let text =
            "from 203.0.113.7:443, [2001:db8::1] or 127.0.0.1; at 12:30:45, v1.2.3, 1.2.3.4.5, ::1";
        assert_eq!(found(text, ips(text.as_bytes())), ["203.0.113.7", "2001:db8::1"]);
    }
}
