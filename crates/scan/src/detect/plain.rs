//! Values that say by what they are made of that they are no secret: numbers that count, marks,
//! templates.

use scrubjay_rules::value;

use super::settled;

/// Whether a value is a word, a number or a date, was redacted before, or stands for nothing.
pub(super) fn is_plain(judged: &str) -> bool {
    value::is_plain(judged) || settled::is_settled(judged) || value::is_nothing(judged)
}

/// Whether a value has too few letters and digits to be a token.
pub(super) fn is_slight(judged: &str) -> bool {
    // Bytes that are no text are no decoration either.
    let counts = |c: &char| c.is_ascii_alphanumeric() || *c == char::REPLACEMENT_CHARACTER;
    judged.chars().filter(counts).take(4).count() < 4
}

/// Whether a value is a number that counts something.
pub(super) fn is_count(judged: &str) -> bool {
    judged.len() <= 9 && judged.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a value is a template that somebody else fills in: nothing but words is left of it
/// without its variables.
pub(super) fn is_template(judged: &str) -> bool {
    let Some(start) = judged.find("${").or_else(|| judged.find("{{")) else { return false };
    let Some(end) = judged[start..].rfind('}').map(|end| start + end + 1) else { return false };
    let rest = format!("{}{}", &judged[..start], &judged[end..]);
    // The path of an address has versions in it: `${issuer}/oauth2/token`.
    let digits = match &judged[end..] {
        tail if tail.starts_with('/') && start == 0 => 2,
        // `${purpose}:v1`
        tail if tail.len() <= 4 && tail.starts_with([':', '-', '.']) => 1,
        _ => 0,
    };
    rest.bytes().filter(u8::is_ascii_digit).count() <= digits
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte.is_ascii_punctuation() || byte == b' ')
}
