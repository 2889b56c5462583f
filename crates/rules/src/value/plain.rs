//! Values that are plainly no secret: words, numbers, dates, locales, sizes, addresses.
//!
//! The test decides alone about cookies that nothing is known of, so it is narrow: a value has
//! to be understood as a whole to be plain. A UUID, a long number and a run of hexadecimal
//! digits are not plain, whatever they mean.

mod address;
mod number;

use self::address::{is_domain, is_mail, is_url, is_urn};
use self::number::{is_measure, is_number, is_time, is_version};
use super::word::is_words;

/// Whether a value is plainly no secret.
///
/// ```
/// use scrubjay_rules::value::is_plain;
///
/// assert!(is_plain("dark"));
/// assert!(is_plain("1920x1080"));
/// assert!(!is_plain("hunter2"));
/// ```
pub fn is_plain(value: &str) -> bool {
    const LONGEST: usize = 256;
    let value = value.trim();
    let value =
        value.strip_prefix('"').and_then(|inside| inside.strip_suffix('"')).unwrap_or(value);
    if value.len() > LONGEST {
        return false;
    }
    is_atom(value)
        || is_list(value)
        || decode(value).is_some_and(|decoded| is_atom(&decoded) || is_list(&decoded))
}

/// Takes percent-encoding off, once.
fn decode(value: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(value.len());
    let mut bytes = value.bytes();
    let digit = |bytes: &mut std::str::Bytes<'_>| char::from(bytes.next()?).to_digit(16);
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let pair = digit(&mut bytes)? * 16 + digit(&mut bytes)?;
            decoded.push(u8::try_from(pair).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    (decoded.len() < value.len()).then(|| String::from_utf8(decoded).ok())?
}

/// Atoms with separators between: `en-US,en`, `theme:dark|size:12`, `a=1&b=2`.
fn is_list(value: &str) -> bool {
    const PARTS_MAX: usize = 24;
    for separator in ['&', '|', ',', ';', '~', '!'] {
        if value.contains(separator) {
            return value.split(separator).count() <= PARTS_MAX
                && value.split(separator).all(|part| is_pair(part.trim()));
        }
    }
    is_pair(value)
}

/// An atom, or a name and an atom.
fn is_pair(value: &str) -> bool {
    if is_atom(value) {
        return true;
    }
    value
        .split_once('=')
        .or_else(|| value.split_once(':'))
        .is_some_and(|(name, value)| is_name(name.trim()) && is_atom(value.trim()))
}

fn is_name(name: &str) -> bool {
    (1..=24).contains(&name.len()) && is_words(name)
}

fn is_atom(value: &str) -> bool {
    value.is_empty()
        || is_words(value)
        || is_number(value)
        || is_time(value)
        || is_version(value)
        || is_measure(value)
        || is_colour(value)
        || is_locale(value)
        || is_zone(value)
        || is_mail(value)
        || is_domain(value)
        || is_url(value)
        || is_media_type(value)
        || is_urn(value)
}

fn is_colour(value: &str) -> bool {
    value.strip_prefix('#').is_some_and(|hex| {
        [3, 4, 6, 8].contains(&hex.len()) && hex.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

/// `en-US`, `zh-Hant-TW`, with or without a weight `;q=0.9` (RFC 5646).
fn is_locale(value: &str) -> bool {
    let (tag, weight) = value.split_once(";q=").unwrap_or((value, "1"));
    let mut parts = tag.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| {
            (2..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
        && tag.len() <= 12
        && is_number(weight)
}

/// `Europe/Berlin`, `UTC+2`, `GMT+02:00`.
fn is_zone(value: &str) -> bool {
    const AREAS: [&str; 10] = [
        "Europe/",
        "America/",
        "Asia/",
        "Africa/",
        "Australia/",
        "Pacific/",
        "Atlantic/",
        "Indian/",
        "Antarctica/",
        "Etc/",
    ];
    if let Some(place) = AREAS.iter().find_map(|area| value.strip_prefix(area)) {
        return place.len() <= 32
            && place.bytes().all(|b| b.is_ascii_alphabetic() || b"_/-+".contains(&b));
    }
    ["UTC", "GMT"].iter().find_map(|zone| value.strip_prefix(zone)).is_some_and(|rest| {
        rest.len() <= 6 && rest.bytes().all(|b| b.is_ascii_digit() || b"+-:".contains(&b))
    })
}

fn is_media_type(value: &str) -> bool {
    const KINDS: [&str; 8] =
        ["application/", "text/", "image/", "audio/", "video/", "font/", "multipart/", "*/"];
    KINDS.iter().find_map(|kind| value.strip_prefix(kind)).is_some_and(|rest| {
        (1..=48).contains(&rest.len())
            && rest
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b"-+.*".contains(&b) || b.is_ascii_digit())
            && rest.bytes().filter(u8::is_ascii_digit).count() <= 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_is_what_a_person_would_wave_through() {
        for value in [
            "",
            "1",
            "0",
            "true",
            "false",
            "null",
            "dark",
            "Dark",
            "en",
            "en-US",
            "en_US",
            "zh-Hant-TW",
            "1.2.3",
            "v2.0.1",
            "2024-05-01T10:00:00Z",
            "2024-05-01",
            "2024-05-01 10:00:00.123+02:00",
            "1700000000",
            "1700000000123",
            "1920x1080",
            "USD",
            "50%",
            "#ffcc00",
            "12px",
            "1.5em",
            "example.org",
            "www.example.org:8080",
            "https://example.org/en/help",
            "/settings/profile",
            "text/html",
            "application/json",
            "anna@example.org",
            "Europe/Berlin",
            "UTC+2",
            "accept",
            "accepted",
            "accept-all",
            "Hello World",
            "collapsed_sidebar",
            "en-US,en;q=0.9",
            "theme=dark&size=12",
            "theme:dark|lang:en",
            "\"dark\"",
            "variant-2",
            "localhost",
            "DE",
            "Safari",
            "utf-8",
            "3.14",
            "-5",
            "Sun, 22 Nov 2026 03:57:36 GMT",
            "logged_in",
            "darkMode",
            "yes",
            "12:30",
            "1280*720",
            "gzip",
            "http%3A%2F%2Fwww.example.org",
            "anna%40example.org",
            "Hello%20World",
        ] {
            assert!(is_plain(value), "{value}");
        }
    }

    #[test]
    fn plain_is_nothing_that_could_be_a_secret() {
        for value in [
            "hunter2",
            "123e4567-e89b-42d3-a456-426614174000",
            "12345678901234567890",
            "4f1b2c9d8e7a6f5b",
            "deadbeefdeadbeef",
            "abc123",
            "Zk2Lm3Qp8Rt5Yv1",
            "aGVsbG8gd29ybGQ",
            "102Kj3hG9dLpQwErTy",
            "s%3Aabc.def1",
            "p@ssw0rd!",
            "Tr0ub4dor",
            "qwrtzpsdfg",
            "xkcdvbnmqw",
            "a1b2",
            "https://example.org/reset/4f1b2c9d8e7a",
            "https://anna:pw@example.org/",
            "https://example.org/?token=1",
            "12345678901",
            "{\"a\":1}",
            "theme=dark&token=4f1b2c9d",
            "aaaaaaaaaaaaaaaa",
            "AKIDEXAMPLE1",
            "00000000-0000",
            "node0abc1",
            "XMINX-VRING-ILXUA-BDULJ-YGNRY",
            "4f1b2c9d.example.org1",
            "1f",
            "6ab",
            "abcdefghijklmnopqrstuvwxyz",
            "QWERTZUIOPASDF",
            "a4f1b2c9d8e7a6f5b.example.org",
            "hunter2%21",
            "%41%42%43%31%32%33",
            "%zz",
        ] {
            assert!(!is_plain(value), "{value}");
        }
    }
}
