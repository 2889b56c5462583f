//! Where a token may begin and end within other text.
//!
//! A token often follows what an escape left behind: `\nabc`, `u002fabc`, `%3Dabc`. The letter
//! or digit before it is then no part of a longer run.

/// Whether a token may start at `at`: behind anything but a letter or digit, or behind an
/// escape.
pub(crate) fn is_before(text: &[u8], at: usize) -> bool {
    let back = |n: usize| at.checked_sub(n).and_then(|i| text.get(i)).copied();
    let hex = |n: usize| back(n).is_some_and(|b| b.is_ascii_hexdigit());
    let Some(previous) = back(1) else {
        return true;
    };
    if !previous.is_ascii_alphanumeric() {
        return true;
    }
    if b"ntrbfv0".contains(&previous) && back(2) == Some(b'\\') {
        return true;
    }
    if previous == b'm' && ends_colour(&text[..at - 1]) {
        return true;
    }
    if !hex(1) || !hex(2) {
        return false;
    }
    match back(3) {
        Some(b'%') => true,
        // `%253D`: escaped twice.
        Some(b'5') => back(4) == Some(b'2') && back(5) == Some(b'%'),
        Some(b'x') => back(4) == Some(b'\\'),
        Some(b'0') => back(4) == Some(b'0') && matches!(back(5), Some(b'u' | b'U')),
        // `=3D` of quoted-printable.
        Some(b'=') => back(2) == Some(b'3') && back(1) == Some(b'D'),
        _ => false,
    }
}

/// Whether a text ends in the code of a terminal's colour but for its last letter (ECMA-48, SGR):
/// `ESC[94`, with the escape character as it is or written as an escape.
fn ends_colour(text: &[u8]) -> bool {
    const LONGEST: usize = 16;
    let near = &text[text.len().saturating_sub(LONGEST)..];
    let numbers = near.iter().rev().take_while(|b| b.is_ascii_digit() || **b == b';').count();
    let Some(before) = near[..near.len() - numbers].strip_suffix(b"[") else { return false };
    [&b"\x1b"[..], b"1b", b"1B", b"033", b"\\e"].iter().any(|escape| before.ends_with(escape))
}

/// Whether a token may end at `end`: before anything but a letter or digit.
pub(crate) fn is_after(text: &[u8], end: usize) -> bool {
    !text.get(end).is_some_and(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_the_end_of_an_escape() {
        for before in [
            "",
            "\n",
            "\\n",
            "\"",
            "=",
            "Bearer ",
            "u002f",
            "\\u003D",
            "%3D",
            "%253d",
            "\\x3d",
            "=3D",
            "\u{1b}[0;94m",
            "\\u001b[94m",
            "\\033[m",
        ] {
            let text = format!("{before}abc_1");
            assert!(is_before(text.as_bytes(), before.len()), "{before}");
        }
        for before in ["a", "9", "xn", "u12ff", "3D", "é1", "[94m", "\u{1b}94m", "1b[9xm"] {
            let text = format!("{before}abc_1");
            assert!(!is_before(text.as_bytes(), before.len()), "{before}");
        }
    }
}
