//! Numbers, and what is made of them: times, versions, sizes.

use crate::value::word::is_words;

/// A number of up to ten digits, signed or with decimals, or a Unix time in milliseconds.
pub(super) fn is_number(value: &str) -> bool {
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

pub(super) fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// A date or time of ISO 8601 or RFC 9110: digits and separators with the right rhythm.
pub(super) fn is_time(value: &str) -> bool {
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
pub(super) fn is_version(value: &str) -> bool {
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
pub(super) fn is_measure(value: &str) -> bool {
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
