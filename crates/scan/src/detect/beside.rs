//! Random values beside a label, whatever the language puts between the two.

use scrubjay_document::assignment::Assignment;
use scrubjay_document::beside::{self, Beside};
use scrubjay_document::{At, Context, Lead, Span};
use scrubjay_rules::{Class, NameVerdict, Place, identifier, value};

use super::searched::{is_code, is_comment};
use super::{Detector, judged, label, settled};

/// What only follows its label is a credential from this length on.
const LONG: usize = 20;

/// Whether what was read as an assignment may be the beginning of another one: `x = @"…"`,
/// `x = T.pack "…"`, `x = [[…]]`.
pub(super) fn may_be_more(text: &[u8], found: &Assignment) -> bool {
    const SHORT: usize = 24;
    let first = text.get(found.value.start);
    // Behind `token:e,` nothing follows that belongs to it.
    let goes_on = || text.get(found.value.end).is_some_and(|byte| b" \"'`(<[{\\".contains(byte));
    !found.quoted
        && (!first.is_some_and(u8::is_ascii_alphanumeric) || found.value.len() < SHORT && goes_on())
}

/// Puts the random value beside `name` into `leads`, under its label. Returns the name when there is
/// one.
pub(super) fn lead(
    detector: &mut Detector<'_>,
    text: &[u8],
    name: Span,
    at: &At<'_>,
    leads: &mut Vec<Lead>,
) -> Option<Span> {
    let found = beside::behind(text, name)
        .filter(|found| is_token(text, found) || is_chosen(text, found))
        .or_else(|| beside::ahead(text, name).filter(|found| is_token(text, found)))?;
    if settled::has_own(found.name.slice(text)) {
        return None;
    }
    // `mot de passe` and `public token` say it together.
    let whole = beside::phrase(text, found.name);
    let mut ask = |name: Span| detector.names.verdict(Place::Key, name.slice(text), at.host);
    let (name, rule) = match ask(whole) {
        NameVerdict::Secret(rule) => (whole, rule),
        NameVerdict::Harmless(_) => return None,
        NameVerdict::Unknown => match ask(found.name) {
            NameVerdict::Secret(rule) => (found.name, rule),
            _ => return None,
        },
    };
    // What is too short for a token may be a password.
    let is_code = || found.value.slice(text).iter().all(u8::is_ascii_digit);
    let counts = match detector.pack.rule(rule).class {
        Class::Password => !is_code() || is_token(text, &found),
        Class::OneTime => is_code() || is_token(text, &found),
        _ => is_token(text, &found),
    };
    if !counts {
        return None;
    }
    leads.push(Lead::named(found.value, None, Context::Key, name.slice(text)));
    Some(found.name)
}

/// Whether a value looks like a token, the more so the less joins it to its label.
fn is_token(text: &[u8], found: &Beside) -> bool {
    let bytes = found.value.slice(text);
    let judged = judged(bytes);
    if !(value::is_random(&judged) || is_shuffled(&judged))
        || value::is_uuid(&judged)
        || label::is_asset(&judged)
        || judged.starts_with(['.', '#'])
    {
        return false;
    }
    if found.enclosed && found.assigned {
        return !judged.contains("://");
    }
    if is_identifier(text, found.value) || found.name.slice(text).ends_with(b".tgz") {
        return false;
    }
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_".contains(byte);
    let follows = bytes.len() >= LONG && bytes.iter().all(is_plain);
    if !found.assigned && !follows {
        return false;
    }
    // A file, a host or a member is made of short parts, or of words.
    let is_word = |part: &str| {
        part.len() >= 3 && (part.bytes().all(|b| b.is_ascii_lowercase()) || part.contains('.'))
    };
    if judged.contains('/') && judged.split('/').any(is_word)
        || judged.contains('.') && judged.split('.').all(|part| part.len() < LONG)
    {
        return false;
    }
    !is_code(text, found.value) || is_comment(text, found.name)
}

/// Whether a value may be what somebody chose for a password: in quotes, joined to its label, with
/// digits, perhaps nothing else. A comma joins only the two of a pair in braces.
fn is_chosen(text: &[u8], found: &Beside) -> bool {
    const LONGEST: usize = 64;
    let bytes = found.value.slice(text);
    let between = &text[found.name.end..found.value.start];
    let is_pair = || found.name.start > 0 && text[found.name.start - 1] == b'{';
    found.enclosed
        && found.assigned
        && bytes.len() <= LONGEST
        && bytes.iter().any(u8::is_ascii_digit)
        && !bytes.iter().any(|byte| b"<>{}()\\".contains(byte))
        && !b"#$/".contains(&bytes[0])
        && (!between.contains(&b',') || is_pair())
}

/// Whether a value is a part of a program's own name, as those are that bundlers make up:
/// `$99f1ee31a7e95d0e$export$418e185dd3f1b968`, `_0x4f1b2c(`.
fn is_identifier(text: &[u8], value: Span) -> bool {
    let is_in = |byte: Option<&u8>, marks: &[u8]| byte.is_some_and(|byte| marks.contains(byte));
    is_in(value.start.checked_sub(1).and_then(|before| text.get(before)), b"$")
        || is_in(text.get(value.end), b"$(")
        || text[value.end..].starts_with(b"::")
}

/// Whether letters follow each other in more turns of case than names have, although each stretch
/// by itself could be spoken.
fn is_shuffled(value: &str) -> bool {
    const STRETCH: usize = 4;
    (LONG..=super::JUDGED).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && identifier::words(value).len() * STRETCH > value.len()
}

#[cfg(test)]
mod tests {
    use super::is_shuffled;

    #[test]
    fn tells_shuffled_letters_from_names() {
        for text in ["hlvImwaKpiHNIENLU8gbpqMZ", "RelFsKfucpIUUpifxbZoowULUFzxvVBvyk"] {
            assert!(is_shuffled(text), "{text}");
        }
        for text in ["getAccessTokenFromUrlStore", "createTokenManagerInstance", "aB"] {
            assert!(!is_shuffled(text), "{text}");
        }
    }
}
