//! Objects that say what they are: `{"object": "api_key", "value": "…"}`. The kind names the value,
//! beside whatever else does.

use super::{Context, Field, Held, Segment, Sink, is_identifier, keys, unescape};

/// Hands on the value of an object whose kind says that it holds something secret, under the name
/// of that kind.
pub(super) fn emit(text: &[u8], held: &[Held], to: &mut dyn Sink) {
    let is_kind = |held: &&Held| {
        keys::KINDS.hold(held.key.slice(text))
            && held.is_string()
            && is_telling(held.value.slice(text))
    };
    let Some(kind) = held.iter().find(is_kind) else { return };
    let is_matter = |held: &&Held| held.is_string() && keys::MATTER.hold(held.key.slice(text));
    let Some(value) = held.iter().find(is_matter) else { return };
    let key = unescape(text, value.key);
    to.value(&Field {
        codec: Some(value.codec),
        context: Context::Key,
        name: unescape(text, kind.value),
        segment: Some(Segment::Name(&key)),
        ..Field::text(value.value)
    });
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
                    r#"{"type":"string","value":"s3"}"#,
                    &["key type=string|json-string", "key value=s3|json-string"],
                ),
            ],
        );
    }
}
