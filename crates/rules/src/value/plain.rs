//! Values that are plainly no secret: words, numbers, dates, locales, sizes, addresses.
//!
//! The test decides alone about cookies that nothing is known of, so it is narrow: a value has
//! to be understood as a whole to be plain. A UUID, a long number and a run of hexadecimal
//! digits are not plain, whatever they mean.

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

/// Whether a mixed-case run has the rhythm of words: `GraphqlValidationFailed`.
pub(super) fn is_worded(value: &str) -> bool {
    /// Names are made of longer words than random letters, which turn their case at every other.
    const MEAN: usize = 3;
    let words = crate::identifier::words(value);
    words.len() * MEAN <= value.len()
        && words.iter().all(|word| word.len() <= 3 || is_pronounceable(word))
        && words.iter().filter(|word| word.len() <= 2).count() * 3 <= words.len()
}

/// Whether letters and digits alone have a stretch of letters that nobody could say:
/// `omdx7pbhhhtqlanystfv8fotqz`.
pub(super) fn is_unspeakable(value: &str) -> bool {
    const STRETCH: usize = 6;
    let is_stretch =
        |word: &String| word.len() >= STRETCH && word.bytes().all(|byte| byte.is_ascii_lowercase());
    value.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && crate::identifier::words(value)
            .iter()
            .any(|word| is_stretch(word) && !is_pronounceable(word))
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

/// A name of a namespace that numbers nothing: `urn:ietf:params:oauth:token-type:jwt`.
fn is_urn(value: &str) -> bool {
    const LONGEST: usize = 128;
    let Some(name) = value.strip_prefix("urn:") else { return false };
    let is_part = |part: &str| {
        part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
            && part.bytes().filter(u8::is_ascii_digit).count() <= 3
            && part.split(['-', '_', '.']).all(|word| word.len() <= 14)
    };
    value.len() <= LONGEST && name.contains(':') && name.split(':').all(is_part)
}

/// One to six words, parted by spaces, hyphens, underscores, dots or capitals; each of them
/// short and with the rhythm of a word. Small numbers may stand between, as in `variant-2`.
fn is_words(value: &str) -> bool {
    const WORDS_MAX: usize = 6;
    const LONGEST: usize = 64;
    if value.len() > LONGEST || !value.starts_with(|c: char| c.is_alphabetic()) {
        return false;
    }
    if is_product_key(value) {
        return false;
    }
    let mut count = 0;
    for word in value.split([' ', '-', '_', '.', '/']) {
        count += 1;
        let small_number = count > 1 && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
        if count > WORDS_MAX || !(small_number || is_word(word)) {
            return false;
        }
    }
    true
}

/// Three or more groups of capitals, all of the same length: `XMINX-VRING-ILXUA`.
fn is_product_key(value: &str) -> bool {
    let group = value.find('-').unwrap_or(0);
    (4..=8).contains(&group)
        && value.len() >= 3 * group + 2
        && value
            .split('-')
            .all(|part| part.len() == group && part.bytes().all(|b| b.is_ascii_uppercase()))
}

fn is_word(word: &str) -> bool {
    const LONGEST: usize = 14;
    // Shouted words are short; long runs of capitals are codes.
    const LONGEST_UPPER: usize = 11;
    let mut chars = word.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    let rest: Vec<char> = chars.collect();
    if !first.is_alphabetic() || !rest.iter().all(|c| c.is_alphabetic()) {
        return false;
    }
    let lower = rest.iter().all(|c| !c.is_uppercase());
    let upper = first.is_uppercase() && rest.iter().all(|c| !c.is_lowercase());
    if lower || upper {
        let longest = if lower { LONGEST } else { LONGEST_UPPER };
        return rest.len() < longest && is_pronounceable(&word.to_lowercase());
    }
    // camelCase of two or three words.
    let parts = crate::identifier::words(word);
    first.is_alphabetic()
        && parts.len() <= 3
        && word.len() <= 28
        && parts.iter().all(|part| (3..=LONGEST).contains(&part.len()) && is_pronounceable(part))
}

/// Whether a lower-case word has vowels where words have them.
fn is_pronounceable(word: &str) -> bool {
    const SHORT: usize = 4;
    if word.chars().count() <= SHORT {
        return true;
    }
    let (mut vowels, mut consonants, mut most) = (0_usize, 0_usize, 0_usize);
    let mut previous = None;
    let mut same = 0;
    for c in word.chars() {
        if !c.is_ascii() || "aeiouy".contains(c) {
            vowels += 1;
            consonants = 0;
        } else {
            consonants += 1;
            most = most.max(consonants);
        }
        same = if previous == Some(c) { same + 1 } else { 0 };
        if same > 1 {
            return false;
        }
        previous = Some(c);
    }
    // `string`, `struct`: a short word gets by with one.
    let length = word.chars().count();
    (vowels * 5 >= length || length == 6 && vowels == 1)
        && most <= 4
        && !word.contains("qz")
        && !word.contains("jx")
}

/// A number of up to ten digits, signed or with decimals, or a Unix time in milliseconds.
fn is_number(value: &str) -> bool {
    let unsigned = value.strip_prefix(['-', '+']).unwrap_or(value);
    let unsigned = unsigned.strip_suffix('%').unwrap_or(unsigned);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) || fraction.len() > 6 {
        return false;
    }
    whole.len() <= 10 || is_unix_ms(whole)
}

/// Milliseconds between 2001 and 2096.
fn is_unix_ms(digits: &str) -> bool {
    digits.len() == 13 && ("1000000000000"..="3999999999999").contains(&digits)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// A date or time of ISO 8601 or RFC 9110: digits and separators with the right rhythm.
fn is_time(value: &str) -> bool {
    if value.len() > 40 {
        return false;
    }
    let value = value.strip_suffix(" UTC").or_else(|| value.strip_suffix(" GMT")).unwrap_or(value);
    let rhythm: String = value.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let date = ["0000-00-00", "0000/00/00", "00/00/0000", "00.00.0000", "0000-00"];
    if date.contains(&rhythm.as_str()) || ["00:00", "00:00:00"].contains(&rhythm.as_str()) {
        return true;
    }
    if let Some(rest) = rhythm.strip_prefix("0000-00-00")
        && let Some(time) = rest.strip_prefix(['T', 't', ' ', '+'])
    {
        return time.starts_with("00:00")
            && time.bytes().all(|b| b == b'0' || b":.,+-Zz ".contains(&b));
    }
    // Sun, 22 Nov 2026 03:57:36 GMT
    let mut words = value.split([' ', '-']);
    words.next().is_some_and(|day| {
        let day = day.trim_end_matches(',');
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].iter().any(|name| day.starts_with(name))
    }) && words.clone().count() >= 3
        && words.all(|word| {
            word.len() <= 12
                && word.bytes().all(|b| b.is_ascii_alphanumeric() || b":+".contains(&b))
        })
}

/// `1.2.3`, `v2.0.0-rc.1`.
fn is_version(value: &str) -> bool {
    // `^1.2.0`, `>=3`: what packages ask for.
    let bare = value.trim_start_matches(['^', '~', '>', '<', '=']);
    let bare = bare.strip_prefix(['v', 'V']).unwrap_or(bare);
    let (numbers, suffix) = bare.split_once('-').unwrap_or((bare, ""));
    let dotted = numbers.split('.').all(|part| (1..=5).contains(&part.len()) && is_digits(part));
    dotted
        && numbers.split('.').count() <= 4
        && (suffix.is_empty() || suffix.len() <= 12 && is_words(suffix))
}

/// A number with a unit, or a size: `12px`, `1.5em`, `30s`, `1920x1080`.
fn is_measure(value: &str) -> bool {
    const UNITS: [&str; 18] = [
        "px", "em", "rem", "pt", "vh", "vw", "ms", "s", "m", "min", "h", "d", "kb", "mb", "gb",
        "k", "x", "dpr",
    ];
    if let Some((width, height)) = value.split_once(['x', 'X', '×', '*'])
        && !width.is_empty()
        && !height.is_empty()
        && width.len() <= 5
        && height.len() <= 5
        && is_digits(width)
        && is_digits(height)
    {
        return true;
    }
    let unit_start = value.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(value.len());
    let (number, unit) = value.split_at(unit_start);
    !number.is_empty()
        && number.len() <= 7
        && is_number(number)
        && UNITS.contains(&unit.to_ascii_lowercase().as_str())
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

/// An address names somebody; it lets nobody in.
fn is_mail(value: &str) -> bool {
    value.split_once('@').is_some_and(|(local, domain)| {
        (1..=64).contains(&local.len())
            && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+-".contains(&b))
            && is_domain(domain)
    })
}

fn is_domain(value: &str) -> bool {
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
fn is_url(value: &str) -> bool {
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
