//! The spellings of a secret: the ways in which its bytes may stand in a file.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// Shorter encoded forms could be anything.
const ENCODED: usize = 9;

/// base64 of the secret at each of the three ways in which it can stand in longer data, without
/// the characters that depend on its neighbours, in both alphabets.
pub(crate) fn base64(secret: &[u8]) -> Vec<Vec<u8>> {
    let mut forms = Vec::new();
    for lead in 0..3usize {
        let mut padded = vec![0; lead];
        padded.extend_from_slice(secret);
        let text = STANDARD_NO_PAD.encode(&padded).into_bytes();
        let start = [0, 2, 3][lead];
        let end = padded.len() * 8 / 6;
        let form = text.get(start..end).unwrap_or_default();
        if form.len() >= ENCODED {
            forms.push(form.to_vec());
            if form.iter().any(|byte| matches!(byte, b'+' | b'/')) {
                let swap = |&byte: &u8| match byte {
                    b'+' => b'-',
                    b'/' => b'_',
                    other => other,
                };
                forms.push(form.iter().map(swap).collect());
            }
        }
    }
    forms
}

/// Pairs of hex digits, in lower and in upper case.
pub(crate) fn hex(secret: &[u8]) -> Vec<Vec<u8>> {
    let lower: String = secret.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    let upper = lower.to_uppercase();
    [lower, upper]
        .into_iter()
        .map(String::into_bytes)
        .filter(|form| form.len() >= ENCODED)
        .collect()
}

/// The textual spellings that a whole-file search looks for, besides the bytes themselves:
/// JSON-escaped, all of it as `\uXXXX`, percent-encoded once and twice in either case and in
/// full, and as character references.
pub(crate) fn textual(secret: &[u8]) -> Vec<Vec<u8>> {
    let Ok(text) = std::str::from_utf8(secret) else { return Vec::new() };
    let mut forms = vec![json(text, false), json(text, true)];
    let unicode = |upper: bool| {
        text.encode_utf16().fold(String::new(), |mut out, unit| {
            let _ = if upper { write!(out, "\\u{unit:04X}") } else { write!(out, "\\u{unit:04x}") };
            out
        })
    };
    forms.extend([unicode(false), unicode(true)]);
    for full in [false, true] {
        for upper in [false, true] {
            let once = percent(secret, full, upper);
            forms.push(once.replace('%', "%25"));
            forms.push(once);
        }
    }
    forms.push(entities(text));
    forms.push(text.chars().fold(String::new(), |mut out, c| {
        let _ = write!(out, "&#{};", u32::from(c));
        out
    }));
    forms.push(text.chars().fold(String::new(), |mut out, c| {
        let _ = write!(out, "&#x{:x};", u32::from(c));
        out
    }));
    let mut forms: Vec<Vec<u8>> =
        forms.into_iter().map(String::into_bytes).filter(|form| form != secret).collect();
    forms.sort();
    forms.dedup();
    forms
}

fn json(text: &str, slashes: bool) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '/' if slashes => out.push_str("\\/"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other => out.push(other),
        }
        out
    })
}

fn percent(bytes: &[u8], full: bool, upper: bool) -> String {
    bytes.iter().fold(String::new(), |mut out, &byte| {
        if !full && (byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)) {
            out.push(char::from(byte));
        } else if upper {
            let _ = write!(out, "%{byte:02X}");
        } else {
            let _ = write!(out, "%{byte:02x}");
        }
        out
    })
}

fn entities(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_base64_whatever_stands_before_and_behind() {
        let secret = b"invented-secret";
        for lead in 0..5 {
            let mut data = vec![b'#'; lead];
            data.extend_from_slice(secret);
            data.extend_from_slice(b"~tail");
            let text = STANDARD_NO_PAD.encode(&data);
            let found = base64(secret)
                .iter()
                .any(|form| memchr::memmem::find(text.as_bytes(), form).is_some());
            assert!(found, "with {lead} bytes before it");
        }
    }

    #[test]
    fn spells_out() {
        let forms = textual(b"a/b");
        for form in [
            "a\\/b",
            "a%2Fb",
            "a%2fb",
            "a%252Fb",
            "%61%2F%62",
            "\\u0061\\u002f\\u0062",
            "&#97;&#47;&#98;",
        ] {
            assert!(forms.contains(&form.as_bytes().to_vec()), "{form}");
        }
        assert!(hex(b"hello").contains(&b"68656c6c6f".to_vec()));
    }
}
