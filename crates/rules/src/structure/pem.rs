//! Private keys between `BEGIN` and `END` lines (RFC 7468; RFC 4880, section 6.2).
//!
//! Line breaks may be real, or the two characters `\n` of an escaped string, or missing. A
//! block whose end was cut off counts up to where its base64 stops. Certificates and public
//! keys are no secrets and are not found.

use std::ops::Range;

use memchr::memmem;

/// How a block starts.
pub const START: &str = "-----BEGIN ";

/// The longest block that is looked at, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;

/// Where a private key stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pem {
    /// What kind of key, such as `RSA PRIVATE KEY`.
    pub label: Range<usize>,
    /// Everything between the two lines, line breaks included.
    pub body: Range<usize>,
    /// The block with both lines.
    pub whole: Range<usize>,
}

/// Finds the private key block that starts exactly at `at`.
pub fn starting_at(text: &[u8], at: usize) -> Option<Pem> {
    let label_start = at + START.len();
    if !text.get(at..label_start)?.eq_ignore_ascii_case(START.as_bytes()) {
        return None;
    }
    let head = &text[label_start..text.len().min(label_start + 64)];
    let label_end = label_start + memmem::find(head, b"-----")?;
    let label = &text[label_start..label_end];
    memmem::find(label, b"PRIVATE KEY")?;
    let body_start = label_end + 5;
    let window = &text[body_start..text.len().min(body_start + MAX_BYTES)];
    // The next dashes close the block, or open another one: no block is read twice.
    let stop = body_start + memmem::find(window, b"-----").unwrap_or(window.len());
    let (body, end) = if text[stop..].starts_with(b"-----END ") {
        let close = stop + 9;
        let rest = &text[close..text.len().min(close + 64)];
        let end = memmem::find(rest, b"-----").map_or(close, |dashes| close + dashes + 5);
        (body_start..stop, end)
    } else {
        let body = &text[body_start..stop];
        let length = body.iter().position(|&b| !is_body(b));
        let end = body_start + length.unwrap_or(body.len());
        (body_start..end, end)
    };
    (body.len() >= 16 && !is_code(&text[body.clone()])).then_some(Pem {
        label: label_start..label_end,
        body,
        whole: at..end,
    })
}

/// Finds the first private key block at or after `from`.
pub fn find(text: &[u8], from: usize) -> Option<Pem> {
    let mut at = from;
    while let Some(rest) = text.get(at..) {
        let hit = at + memmem::find(rest, START.as_bytes())?;
        if let Some(pem) = starting_at(text, hit) {
            return Some(pem);
        }
        at = hit + START.len();
    }
    None
}

/// Whether a body is the piece of a program that writes such blocks: it calls something, and has no
/// run of base64 that a key would have.
fn is_code(body: &[u8]) -> bool {
    const RUN: usize = 32;
    const LOOKED_AT: usize = 4096;
    let body = &body[..body.len().min(LOOKED_AT)];
    let calls = memmem::find(body, b");").is_some() || memmem::find(body, b"),").is_some();
    calls && body.split(|&byte| !super::is_base64(byte)).all(|run| run.len() < RUN)
}

/// Base64, line breaks, their escapes, and the header lines of encrypted keys.
fn is_body(byte: u8) -> bool {
    super::is_base64(byte) || b"=\\\r\n\t :,-".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_programs_that_write_blocks() {
        let text = br#"f("-----BEGIN PRIVATE KEY-----\n"),f(head(a)),f(body(b)),f("-----END PRIVATE KEY-----")"#;
        assert_eq!(find(text, 0), None);
        let text = br#"f("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw\n"),g("-----END PRIVATE KEY-----")"#;
        assert!(find(text, 0).is_some());
    }

    #[test]
    fn finds_a_key_with_escaped_line_breaks() {
        let text = br#"{"k":"-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\n-----END PRIVATE KEY-----\n"}"#;
        let pem = find(text, 0).expect("there is one");
        assert_eq!(&text[pem.label.clone()], b"PRIVATE KEY");
        assert!(text[pem.whole].ends_with(b"KEY-----"));
    }

    #[test]
    fn takes_a_block_without_end_as_far_as_it_goes() {
        let text = b"-----BEGIN RSA PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\" more";
        let pem = find(text, 0).expect("a cut key is a key");
        assert_eq!(pem.whole.end, text.len() - 6);
    }

    #[test]
    fn leaves_certificates_alone() {
        let text =
            b"-----BEGIN CERTIFICATE-----\nMIIEvQIBADANBgkqhkiG9w0B\n-----END CERTIFICATE-----";
        assert_eq!(find(text, 0), None);
    }
}
