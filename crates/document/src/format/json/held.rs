//! A value that is held back until its container closes, and what the values beside it say of it.

use std::rc::Rc;

use super::keys::{self, Keys};
use super::name::unescape;
use super::{Declared, kind};
use crate::codec::CodecId;
use crate::span::Span;
use crate::statement;

/// An object with more direct values than this is no pair and no body: they are not held back.
pub(super) const HELD_BACK: usize = 64;
/// A list of more values than this is no pair.
pub(super) const PAIR: usize = 2;

/// A member of an object or an element of a list.
#[derive(Clone, Copy)]
pub(super) struct Held {
    pub(super) key: Span,
    pub(super) value: Span,
    pub(super) codec: CodecId,
    pub(super) index: usize,
}

impl Held {
    pub(super) fn is_string(&self) -> bool {
        self.codec == CodecId::JsonString
    }

    pub(super) fn is_name(&self, text: &[u8]) -> bool {
        self.codec == CodecId::JsonString && keys::NAMES.hold(&unescape(text, self.key))
    }

    /// Whether it could name a value that stands beside it, although its key says less.
    fn is_id(&self, text: &[u8]) -> bool {
        self.codec == CodecId::JsonString && keys::IDS.hold(self.key.slice(text))
    }
}

/// The places of the name and the value among the members of an object that is a pair.
pub(super) fn pair(text: &[u8], held: &[Held]) -> Option<(usize, usize)> {
    // `{"id": "password", "value": …}`: an id names only where nothing else does.
    let by_id = || held.iter().position(|held| held.is_id(text));
    let name = held.iter().position(|held| held.is_name(text)).or_else(by_id)?;
    let value = held.iter().position(|held| keys::VALUES.hold(&unescape(text, held.key)))?;
    (!held[name].value.is_empty() && held[name].value.len() <= 512).then_some((name, value))
}

/// What the members of an object say of a body among them: its media type and its encoding.
pub(super) fn declared<'a>(text: &'a [u8], held: &[Held]) -> Declared<'a> {
    let find = |keys: &Keys| {
        let mut strings = held.iter().filter(|held| held.codec == CodecId::JsonString);
        strings.find(|held| keys.hold(held.key.slice(text))).map(|held| held.value.slice(text))
    };
    Declared {
        mime: find(&keys::MIMES),
        encoding: find(&keys::ENCODINGS)
            .or_else(|| is_binary_frame(text, held).then_some(b"base64")),
    }
}

/// Whether the members are those of a binary WebSocket message (RFC 6455 section 5.2): browsers
/// write its data in base64.
fn is_binary_frame(text: &[u8], held: &[Held]) -> bool {
    held.iter().any(|held| held.key.slice(text) == b"opcode" && held.value.slice(text) == b"2")
}

/// Whether a name and a value are those of a cookie, going by what stands beside them.
pub(super) fn is_cookie(text: &[u8], held: &[Held]) -> bool {
    const ATTRIBUTES: [&[u8]; 5] =
        [b"httpOnly", b"sameSite", b"hostOnly", b"httponly", b"samesite"];
    held.len() > PAIR && held.iter().any(|held| ATTRIBUTES.contains(&held.key.slice(text)))
}

/// The operation of a GraphQL request, when `key` holds its variables.
pub(super) fn query_beside(text: &[u8], held: &[Held], key: Span) -> Option<Span> {
    if key.slice(text) != b"variables" {
        return None;
    }
    let query = held.iter().find(|held| held.key.slice(text) == b"query")?.value;
    query.slice(text).contains(&b'$').then_some(query)
}

/// The names of the parameters of the statement that stands among the members before a list.
pub(super) fn parameters_beside(text: &[u8], held: &[Held]) -> Option<Rc<[Span]>> {
    let is_statement =
        |held: &&Held| held.is_string() && keys::STATEMENTS.hold(held.key.slice(text));
    let statement = held.iter().find(is_statement)?.value;
    statement::parameters(text, statement).map(Rc::from)
}

/// Whether `key` holds the data of a Kubernetes Secret or of a version of one in a vault, going by
/// the members before it.
pub(super) fn is_kubernetes_secret(text: &[u8], held: &[Held], key: Span) -> bool {
    if key.slice(text) == b"payload" {
        let is_version = |held: &&Held| {
            held.key.slice(text) == b"name" && kind::is_of_secret(held.value.slice(text))
        };
        return held.iter().any(|held| is_version(&held));
    }
    matches!(key.slice(text), b"data" | b"stringData")
        && held
            .iter()
            .any(|held| held.key.slice(text) == b"kind" && held.value.slice(text) == b"Secret")
}

/// Whether `key` holds a private part of a JSON Web Key (RFC 7518 section 6): its names have a letter
/// or two, and say so only beside the type of the key.
pub(super) fn is_private_part(text: &[u8], held: &[Held], key: &[u8]) -> bool {
    matches!(key, b"d" | b"k" | b"p" | b"q" | b"dp" | b"dq" | b"qi")
        && held.iter().any(|held| held.key.slice(text) == b"kty")
}
