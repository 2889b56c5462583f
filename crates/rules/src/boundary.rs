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
            "", "\n", "\\n", "\"", "=", "Bearer ", "u002f", "\\u003D", "%3D", "%253d", "\\x3d",
            "=3D",
        ] {
            let text = format!("{before}abc_1");
            assert!(is_before(text.as_bytes(), before.len()), "{before}");
        }
        for before in ["a", "9", "xn", "u12ff", "3D", "é1"] {
            let text = format!("{before}abc_1");
            assert!(!is_before(text.as_bytes(), before.len()), "{before}");
        }
    }
}
