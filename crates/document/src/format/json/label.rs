//! Objects in which one member is a label and others hold its value: `{"title": "API key", "text": "…"}`,
//! `{"field": "password", "from": "…", "to": "…"}`, `{"path": "/user/password", "value": "…"}`
//! (RFC 6902). The label names the values, beside whatever else does.

use std::borrow::Cow;

use super::held::Held;
use super::name::unescape;
use super::{Context, Field, Segment, Sink, keys, kind};

/// Objects with more members than this describe something else.
const MEMBERS: usize = 16;
/// A value is no longer than this, and no shorter.
const LONGEST: usize = 4096;
const SHORTEST: usize = 4;

/// Hands on the values of an object under what another member calls them. `paired` is the member
/// that has its name already.
pub(super) fn emit(text: &[u8], held: &[Held], paired: Option<usize>, to: &mut dyn Sink) {
    if !(2..=MEMBERS).contains(&held.len()) {
        return;
    }
    // Most objects have no such value, or only one that has its name.
    let mut values = held.iter().enumerate().filter(|&(place, member)| {
        Some(place) != paired
            && member.is_string()
            && keys::LABELLED.hold(member.key.slice(text))
            && is_value(member.value.slice(text))
    });
    let Some((_, first)) = values.next() else { return };
    let Some(name) = held.iter().find_map(|held| label(text, held)) else { return };
    for member in std::iter::once(first).chain(values.map(|(_, member)| member)) {
        if member.value.slice(text) == name {
            continue;
        }
        let key = unescape(text, member.key);
        to.value(&Field {
            codec: Some(member.codec),
            context: Context::Key,
            name: Cow::Borrowed(name),
            segment: Some(Segment::Name(&key)),
            ..Field::text(member.value)
        });
    }
}

/// What a member calls the values beside it, if it may be the name of a credential.
fn label<'t>(text: &'t [u8], held: &Held) -> Option<&'t [u8]> {
    if !held.is_string() || !keys::LABELS.hold(held.key.slice(text)) {
        return None;
    }
    let value = held.value.slice(text);
    // The last step of `/user/password`.
    let name = value.rsplit(|&byte| byte == b'/').next().unwrap_or_default().trim_ascii();
    let name = name.strip_suffix(b":").unwrap_or(name);
    kind::is_telling(name).then_some(name)
}

/// Whether a value is none of the words and sentences that stand beside a label.
fn is_value(value: &[u8]) -> bool {
    (SHORTEST..=LONGEST).contains(&value.len())
        && !value.iter().any(u8::is_ascii_whitespace)
        && (!value.iter().all(u8::is_ascii_alphabetic) || is_shuffled(value))
}

/// Whether letters change their case more often than those of a word do.
fn is_shuffled(value: &[u8]) -> bool {
    let turns = value.windows(2).filter(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
    value.len() >= 16 && turns.count() * 8 >= value.len()
}

#[cfg(test)]
mod tests {
    use super::super::super::seen;
    use super::super::Json;

    #[test]
    fn names_values_by_a_label() {
        for (text, wanted) in [
            (r#"{"title":"API Key","value":"s3x9"}"#, &["key value (API Key)=s3x9"][..]),
            (r#"{"text":"s3x9","caption":"Client secret:"}"#, &["key text (Client secret)=s3x9"]),
            (
                r#"{"field":"password","from":"a1b2","to":"c3d4"}"#,
                &["key from (password)=a1b2", "key to (password)=c3d4"],
            ),
            (
                r#"[{"op":"replace","path":"/auth/apiToken","value":"s3x9"}]"#,
                &["key [0].value (apiToken)=s3x9"],
            ),
        ] {
            let seen = seen::seen(&Json, text);
            for wanted in wanted {
                assert!(seen.iter().any(|line| line.starts_with(wanted)), "{wanted} in {seen:?}");
            }
        }
    }

    #[test]
    fn leaves_words_and_other_labels() {
        for text in [
            r#"{"title":"Password","text":"Enter your password, 8 characters"}"#,
            r#"{"title":"Password","description":"required"}"#,
            r#"{"field":"password","from":"text","to":"password"}"#,
            r#"{"title":"Monday","text":"s3x9"}"#,
            r#"{"title":"API Key","icon":"s3x9"}"#,
        ] {
            let seen = seen::seen(&Json, text);
            assert!(!seen.iter().any(|line| line.contains(" (")), "{seen:?}");
        }
    }
}
