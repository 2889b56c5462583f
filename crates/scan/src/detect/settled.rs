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
    let Some(rest) = without_own(value).or_else(|| without_stars(value)) else { return false };
    let rest = rest.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    rest.split('.').all(|part| {
        jwt::STARTS.iter().any(|start| part.starts_with(start)) || !value::is_random(part)
    }) || value::is_plain(rest)
}

/// Whether one of our own placeholders could stand in a value.
pub(super) fn has_own(value: &[u8]) -> bool {
    value.len() >= OWN.len() && memchr::memmem::find(value, OWN.as_bytes()).is_some()
}

/// The same, also for the short forms, which are or end in stars.
pub(super) fn may_be_own(value: &[u8]) -> bool {
    value.starts_with(b"*") || value.ends_with(b".*") || value.ends_with(b"**") || has_own(value)
}

/// A token without its signature, where that was so short that only stars stand for it.
fn without_stars(value: &str) -> Option<String> {
    let head = value.trim_end_matches('*').strip_suffix('.')?;
    (value.ends_with('*') && head.contains('.')).then(|| head.to_owned())
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

/// The value without our own placeholders; `None` when it has none, or what only looks like one.
fn without_own(value: &str) -> Option<String> {
    let open = without_placeholders(value.as_bytes());
    let rest: String = open.iter().filter_map(|span| value.get(span.start..span.end)).collect();
    (rest.len() < value.len() && !rest.contains(OWN)).then_some(rest)
}

/// The stretches of a text that are not our own placeholders, in order.
pub(crate) fn without_placeholders(text: &[u8]) -> Vec<Span> {
    let mut open = Vec::new();
    let mut at = 0;
    for start in memchr::memmem::find_iter(text, OWN.as_bytes()) {
        if start < at {
            continue;
        }
        let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'-';
        let length = text[start..].iter().take_while(is_part).count();
        let label = &text[start..start + length];
        let Some(end) = end_of_fingerprint(label) else { continue };
        open.push(Span::new(at, start));
        at = start + end;
    }
    open.push(Span::new(at, text.len()));
    open
}

/// Where the fingerprint of a placeholder ends, with the dashes that bring it to a length. What is
/// glued to it is no part of it.
fn end_of_fingerprint(label: &[u8]) -> Option<usize> {
    let mut end = label.len();
    loop {
        let start = label[..end].iter().rposition(|&byte| byte == b'-')? + 1;
        let hex = label[start..end].iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        if hex >= FINGERPRINT {
            let end = start + hex;
            return Some(end + label[end..].iter().take_while(|&&byte| byte == b'-').count());
        }
        end = start - 1;
    }
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
            "REDACTED-04f0dcb667-0",
            "eyJhbGciOvL1NiJ9.eyn0.*",
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
