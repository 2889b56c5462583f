//! JSON, and with it HAR: objects whose keys say that they hold headers, cookies or parameters.
//!
//! HAR needs no reader of its own. A list under `headers` holds headers wherever it stands, an
//! object with a `name` and a `value` is a named value wherever it stands, a `text` beside a
//! `mimeType` is a body wherever it stands; so the same code reads HARs of every exporter, the
//! unknown fields in them, and a HAR inside a body.
//!
//! The members of an object are held back until it closes, because a name may stand after its
//! value and a media type after the body.

mod call;
mod container;
mod graphql;
mod held;
mod keys;
mod kind;
mod label;
mod name;
mod reader;
mod reference;
mod role;
mod table;

use self::reader::Reader;
pub use self::role::Role;
use super::{Context, Declared, Field, Format, Segment, Sink};
use crate::span::Span;

/// Keys of this length may be values.
const LONG_KEY: usize = 16;

/// Reads JSON.
pub struct Json;

impl Format for Json {
    fn label(&self) -> &'static str {
        "json"
    }

    fn accepts(&self, text: &[u8], _: Declared<'_>) -> bool {
        let mut bytes = text.iter().filter(|byte| !byte.is_ascii_whitespace());
        match (bytes.next(), bytes.next()) {
            (Some(b'{'), Some(b'"' | b'}')) => true,
            // `[{&quot;` is JSON behind an encoding.
            (Some(b'['), Some(b'{')) => matches!(bytes.next(), Some(b'"' | b'}') | None),
            (Some(b'['), Some(next)) => {
                matches!(next, b'[' | b'"' | b']' | b'0'..=b'9' | b'-' | b't' | b'f' | b'n')
            }
            (Some(b'"'), Some(_)) => {
                text.trim_ascii_end().ends_with(b"\"") && text.contains(&b'\\')
            }
            _ => false,
        }
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        reference::walk(text, to);
        let mut at = 0;
        // NDJSON, and whatever else follows a first value.
        let mut index = 0;
        loop {
            let end = walk_value(text, at, Role::Plain, b"", to);
            let rest = text[end..].trim_ascii_start();
            let next = text.len() - rest.len();
            if rest.is_empty() {
                return;
            }
            index += 1;
            if end == at || !matches!(rest[0], b'{' | b'[') || index > 1_000_000 {
                to.value(&Field::text(Span::new(next, text.len())));
                return;
            }
            at = next;
        }
    }
}

/// Reads the value that starts at `at`, as if it stood under `key` in a place of this `role`.
/// Returns where reading ended.
pub fn walk_value(text: &[u8], at: usize, role: Role, key: &[u8], to: &mut dyn Sink) -> usize {
    walk_around(text, at, None, role, key, to)
}

/// The same, passing over the list that stands at `list`.
pub fn walk_around(
    text: &[u8],
    at: usize,
    list: Option<Span>,
    role: Role,
    key: &[u8],
    to: &mut dyn Sink,
) -> usize {
    Reader::new(text, at, list, role, key).read(to)
}
