//! Values in which a placeholder stands already: what was scrubbed once is left alone.

use scrubjay_document::Span;
use scrubjay_rules::structure::jwt;
use scrubjay_rules::value;

/// How our own placeholders begin.
const OWN: &str = "REDACTED-";
/// The least that a fingerprint has.
const FINGERPRINT: usize = 6;

/// Whether a value is a placeholder, or what is left of it beside one is no secret: the user in
/// front of a password, the header of a token, the words around it.
pub(super) fn is_settled(value: &str) -> bool {
    if value::is_placeholder(value) {
        // The word before it is a scheme, unless it looks like a credential itself.
        return !value.split_once(' ').is_some_and(|(word, _)| value::is_random(word));
    }
    let Some(rest) = without_own(value) else { return false };
    let rest = rest.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    rest.split('.').all(|part| {
        jwt::STARTS.iter().any(|start| part.starts_with(start)) || !value::is_random(part)
    }) || value::is_plain(rest)
}

/// Whether one of our own placeholders could stand in a value.
pub(super) fn has_own(value: &[u8]) -> bool {
    value.len() >= OWN.len() && memchr::memmem::find(value, OWN.as_bytes()).is_some()
}

/// The same, also for the short forms that begin with stars.
pub(super) fn may_be_own(value: &[u8]) -> bool {
    value.starts_with(b"*") || has_own(value)
}

/// Whether a span of a text begins inside one of our own placeholders.
pub(super) fn is_in_own(text: &[u8], span: Span) -> bool {
    const LONGEST: usize = 64;
    let near = &text[span.start.saturating_sub(LONGEST)..span.start];
    let is_inside = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'-';
    let length = near.iter().rev().take_while(is_inside).count();
    let label = &near[near.len() - length..];
    memchr::memmem::rfind(label, OWN.as_bytes()).is_some_and(|at| {
        let end = span.end.min(text.len());
        let placeholder = &text[span.start - (label.len() - at)..end];
        std::str::from_utf8(placeholder).is_ok_and(value::is_placeholder)
    })
}

/// The value without our own placeholders; `None` when it has none.
fn without_own(value: &str) -> Option<String> {
    let mut rest = String::new();
    let mut at = 0;
    while let Some(found) = value[at..].find(OWN) {
        let start = at + found;
        let length = value[start..]
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
            .count();
        // Dashes behind it bring it to a length.
        let end = start + value[start..start + length].trim_end_matches('-').len();
        let fingerprint = value[start..end].rsplit('-').next().unwrap_or_default();
        let hex = fingerprint.bytes().take_while(u8::is_ascii_hexdigit).count();
        if hex < FINGERPRINT {
            return None;
        }
        rest.push_str(&value[at..start]);
        // What is glued to the fingerprint counts as the rest.
        at = end - (fingerprint.len() - hex);
    }
    if at == 0 {
        return None;
    }
    rest.push_str(&value[at..]);
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_what_was_scrubbed() {
        for settled in [
            "REDACTED-jwt-0123abcdef",
            "admin:REDACTED-basic-b92c544da5",
            "4f1b:REDACTED-basic-b92c544da5------",
            "view.REDACTED-b92c54.k",
            "3DREDACTED-refresh-token-8ad685cf86",
            "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0.REDACTED-jwe-8092bf0716",
            "REDACTED-basic-dc747956eb:REDACTED-basic-0884e6e63c",
        ] {
            assert!(is_settled(settled), "{settled}");
        }
    }

    #[test]
    fn sees_what_stands_inside_a_placeholder() {
        let inside = |text: &str, word: &str, end: usize| {
            let at = text.find(word).expect("it stands in the text");
            is_in_own(text.as_bytes(), Span::new(at, end))
        };
        let text = "sid=REDACTED-acme-console-session-3544c8a839; x";
        assert!(inside(text, "console", text.len() - 3));
        let beside = "REDACTED-x-3544c8a839 console-a1b2c3d4e5f6a7b8";
        assert!(!inside(beside, "console", beside.len()));
        let glued = "REDACTED-x-console-a1b2c3d4e5f6a7b8Qz";
        assert!(!inside(glued, "console", glued.len()));
    }

    #[test]
    fn is_not_fooled_by_a_placeholder_beside_a_secret() {
        for open in ["4f1b2c9d8e7a6f5b4c3d REDACTED-x-0123abcdef", "hunter2"] {
            assert!(!is_settled(open), "{open}");
        }
    }
}
