//! Objects that say what they are: `{"object": "api_key", "value": "…"}`. The kind names the value,
//! beside whatever else does.

use super::held::Held;
use super::name::{is_identifier, unescape};
use super::{Context, Field, Segment, Sink, keys};

/// Hands on the value of an object whose kind says that it holds something secret, under the name
/// of that kind.
pub(super) fn emit(text: &[u8], held: &[Held], to: &mut dyn Sink) {
    let is_kind = |held: &&Held| {
        keys::KINDS.hold(held.key.slice(text))
            && held.is_string()
            && is_telling(held.value.slice(text))
    };
    let is_key =
        |held: &&Held| held.is_string() && matches!(held.key.slice(text), b"keyName" | b"key_name");
    emit_made(text, held, to);
    let kind = held.iter().find(is_kind).map(|kind| unescape(text, kind.value));
    // `{"keyName": "key1", "value": "…"}`: what the key is called says nothing, that it is one does.
    let named = || may_name_key(text, held) && held.iter().any(|held| is_key(&held));
    let kind = match kind {
        Some(kind) => kind,
        None if is_marked(text, held) => MARKED.into(),
        None if named() && held.iter().any(|held| is_made(text, held)) => KEY.into(),
        None => return,
    };
    let is_matter = |held: &&Held| held.is_string() && keys::MATTER.hold(held.key.slice(text));
    let Some(value) = held.iter().find(is_matter) else { return };
    let key = unescape(text, value.key);
    to.value(&Field {
        codec: Some(value.codec),
        context: Context::Key,
        name: kind,
        segment: Some(Segment::Name(&key)),
        ..Field::text(value.value)
    });
}

/// Hands on what Terraform has made up by rules that stand beside it: `{"result": "…",
/// "override_special": null}`.
fn emit_made(text: &[u8], held: &[Held], to: &mut dyn Sink) {
    const RULES: [&[u8]; 3] = [b"bcrypt_hash", b"override_special", b"min_special"];
    let is_result = |held: &&Held| held.is_string() && held.key.slice(text) == b"result";
    let Some(made) = held.iter().find(is_result) else { return };
    if held.iter().any(|held| RULES.contains(&held.key.slice(text))) {
        to.value(&Field {
            codec: Some(made.codec),
            context: Context::Key,
            name: MARKED.into(),
            segment: Some(Segment::Name(b"result")),
            ..Field::text(made.value)
        });
    }
}

/// Whether an object may have a member `code` or `keyName`; most have none.
fn may_name_key(text: &[u8], held: &[Held]) -> bool {
    held.iter().any(|held| {
        matches!(held.key.len(), 4 | 7 | 8) && matches!(text[held.key.start], b'c' | b'k')
    })
}

/// Hands on the digits under `code` in an object that says whom or what they were sent to.
pub(super) fn emit_code(text: &[u8], held: &[Held], to: &mut dyn Sink) {
    let is_code = |held: &&Held| {
        let value = held.value.slice(text);
        held.key.slice(text) == b"code"
            && (6..=8).contains(&value.len())
            && value.iter().all(u8::is_ascii_digit)
    };
    if !may_name_key(text, held) {
        return;
    }
    let Some(code) = held.iter().find(is_code) else { return };
    if held.iter().any(|held| keys::SENT_TO.hold(held.key.slice(text))) {
        to.value(&Field {
            codec: Some(code.codec),
            context: Context::Key,
            name: b"verification_code".into(),
            segment: Some(Segment::Name(b"code")),
            ..Field::text(code.value)
        });
    }
}

/// What a value is called of which something beside it says that nobody may see it.
const MARKED: &[u8] = b"password";

/// Whether a member of an object says that the value beside it is secret: `{"sensitive": true,
/// "value": "…"}`, `{"type": "CONCEALED", "value": "…"}`.
pub(super) fn is_marked(text: &[u8], held: &[Held]) -> bool {
    held.iter().any(|held| {
        let value = held.value.slice(text);
        match value {
            b"true" => !held.is_string() && keys::MARKS.hold(held.key.slice(text)),
            b"CONCEALED" | b"concealed" | b"SecureString" | b"secure_string" | b"Sensitive"
            | b"SENSITIVE" => keys::KINDS.hold(held.key.slice(text)),
            // A version of a secret is named by its place: `projects/1/secrets/db/versions/2`.
            _ => is_place(held.key.slice(text)) && held.is_string() && is_of_secret(value),
        }
    })
}

/// Whether a member tells where something is kept.
fn is_place(key: &[u8]) -> bool {
    matches!(key, b"id" | b"name" | b"arn" | b"ARN" | b"uri")
}

/// Whether a place is that of a secret in a vault.
pub(super) fn is_of_secret(place: &[u8]) -> bool {
    const LONGEST: usize = 512;
    (16..=LONGEST).contains(&place.len())
        && memchr::memmem::find(place, b"/secrets/").is_some()
        && !place.contains(&b' ')
}

/// What a key is called that somebody gave a name of its own.
const KEY: &[u8] = b"access_key";

/// Whether the value of a key is written as machines write them.
fn is_made(text: &[u8], held: &Held) -> bool {
    const LEAST: usize = 32;
    let value = held.value.slice(text);
    let is_inside = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=-_".contains(byte);
    keys::MATTER.hold(held.key.slice(text))
        && value.len() >= LEAST
        && value.iter().all(is_inside)
        && value.iter().any(u8::is_ascii_digit)
        && value.iter().any(u8::is_ascii_alphabetic)
}

/// Whether a kind may be one of credentials. What it means is for rules to say: this only keeps
/// the many objects that are not from being looked at twice.
pub(super) fn is_telling(kind: &[u8]) -> bool {
    const PARTS: [&[u8]; 11] = [
        b"pass",
        b"secret",
        b"token",
        b"key",
        b"credential",
        b"otp",
        b"pin",
        b"bearer",
        b"session",
        b"jwt",
        b"cookie",
    ];
    let lower = kind.to_ascii_lowercase();
    let dotted = |byte: &u8| if *byte == b'.' { b'_' } else { *byte };
    is_identifier(&lower.iter().map(dotted).collect::<Vec<_>>())
        && PARTS.iter().any(|part| memchr::memmem::find(&lower, part).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::super::seen;
    use super::super::Json;

    #[test]
    fn names_a_value_by_the_kind_of_its_object() {
        seen::check(
            &Json,
            &[
                (
                    r#"{"object":"api_key","name":"ci","value":"s3"}"#,
                    &[
                        "key value (api_key)=s3|json-string",
                        "key object=api_key|json-string",
                        "key name=ci|json-string",
                        "key ci=s3|json-string",
                    ],
                ),
                (
                    r#"{"data":"s3","kind":"apiToken"}"#,
                    &[
                        "key data (apiToken)=s3|json-string",
                        "key data=s3|json-string",
                        "key kind=apiToken|json-string",
                    ],
                ),
                (
                    r#"{"type":"password","label":"Your password"}"#,
                    &["key type=password|json-string", "key label=Your password|json-string"],
                ),
                (
                    r#"{"value":"s3","sensitive":true}"#,
                    &[
                        "key value (password)=s3|json-string",
                        "key value=s3|json-string",
                        "key sensitive=true|json-scalar",
                    ],
                ),
                (
                    r#"{"result":"s3","min_special":1}"#,
                    &[
                        "key result (password)=s3|json-string",
                        "key result=s3|json-string",
                        "key min_special=1|json-scalar",
                    ],
                ),
                (
                    r#"{"value":"s3","sensitive":false}"#,
                    &["key value=s3|json-string", "key sensitive=false|json-scalar"],
                ),
                (
                    r#"{"sensitive":true,"value":{"user":"anna","port":"s3"}}"#,
                    &[
                        "key value.user (secret)=anna|json-string",
                        "key value.port (secret)=s3|json-string",
                        "key sensitive=true|json-scalar",
                    ],
                ),
                (
                    r#"{"type":"string","value":"s3"}"#,
                    &["key type=string|json-string", "key value=s3|json-string"],
                ),
            ],
        );
    }
}
