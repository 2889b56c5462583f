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

/// A secret of hex digits, such as a UUID, as it is written elsewhere: in the other case, without
/// its dashes, or with those of a UUID (RFC 9562 section 4).
pub(crate) fn digits(secret: &[u8]) -> Vec<Vec<u8>> {
    const SHORTEST: usize = 16;
    const UUID: [usize; 4] = [8, 12, 16, 20];
    let bare: Vec<u8> = secret.iter().copied().filter(|&byte| byte != b'-').collect();
    let is_hex = bare.len() >= SHORTEST
        && bare.iter().all(u8::is_ascii_hexdigit)
        && bare.iter().any(u8::is_ascii_alphabetic);
    if !is_hex {
        return Vec::new();
    }
    let mut shapes = vec![secret.to_vec(), bare.clone()];
    if bare.len() == 32 {
        let dashed = bare
            .iter()
            .enumerate()
            .flat_map(|(at, &digit)| UUID.contains(&at).then_some(b'-').into_iter().chain([digit]));
        shapes.push(dashed.collect());
    }
    let cases = |shape: &Vec<u8>| [shape.to_ascii_lowercase(), shape.to_ascii_uppercase()];
    let mut forms: Vec<Vec<u8>> =
        shapes.iter().flat_map(cases).filter(|form| form != secret).collect();
    forms.sort();
    forms.dedup();
    forms
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
    fn writes_hex_digits_in_every_usual_way() {
        let forms = |secret: &str| -> Vec<String> {
            let forms = digits(secret.as_bytes()).into_iter();
            forms.map(|form| String::from_utf8(form).expect("it is text")).collect()
        };
        assert_eq!(forms("0a1b2c3d4e5f6071"), ["0A1B2C3D4E5F6071"]);
        assert_eq!(
            forms("0A1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"),
            [
                "0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9",
                "0A1B2C3D4E5F60718293A4B5C6D7E8F9",
                "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
                "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
            ]
        );
        assert!(forms("0123456789012345").is_empty(), "digits have one case");
        assert!(forms("invented-secret-of-words").is_empty());
    }

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
