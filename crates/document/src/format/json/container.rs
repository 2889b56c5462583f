//! What a container hands on when it closes: an object a pair, a body with its media type or plain
//! members, a list a pair, the lines of a header or plain elements.

use std::borrow::Cow;

use super::held::{Held, PAIR, declared, is_cookie, is_private_part, pair};
use super::name::{is_identifier, is_word, named, unescape};
use super::reader::{Frame, Reader};
use super::{
    Context, Declared, Field, LONG_KEY, Role, Segment, Sink, call, graphql, keys, kind, label,
};
use crate::codec::CodecId;
use crate::span::Span;

impl Reader<'_> {
    /// An object: a pair, a body with its media type, or plain members.
    pub(super) fn emit_object(&self, frame: &Frame, held: &[Held], to: &mut dyn Sink) {
        let text = self.text;
        let pair = pair(text, held);
        // A name and a value leave no room for a kind.
        if held.len() > PAIR || pair.is_none() && held.len() == PAIR {
            kind::emit(text, held, to);
            kind::emit_code(text, held, to);
            label::emit(text, held, pair.map(|(_, value)| value), to);
        }
        let other = if pair.is_some() { None } else { self.name_around(frame, held) };
        let declared = declared(text, held);
        for (place, member) in held.iter().enumerate() {
            let value = pair.map(|(_, value)| value).or(other.map(|(_, value)| value));
            if value == Some(place) {
                continue;
            }
            self.emit_member(frame, held, member, declared, to);
        }
        let named_by = pair.map(|(name, value)| (held[name].value, value)).or(other);
        let Some((name, value)) = named_by else {
            self.leave(to);
            return;
        };
        let name = named(unescape(text, name));
        // A pair is an element of a list: its path is the list's with the name.
        if frame.element {
            self.leave(to);
        }
        let context = match (frame.element, frame.role.pair()) {
            (_, Context::Key) if is_cookie(self.text, held) => Context::Cookie,
            (true, context) => context,
            (false, _) => Context::Key,
        };
        to.value(&Field {
            span: held[value].value,
            codec: Some(held[value].codec),
            context,
            segment: Some(Segment::Name(&name)),
            name: name.clone(),
            declared,
            seal: None,
        });
        // An answer that is one object with a name hands out its value: its topic may tell what.
        if self.frames.is_empty() && held.len() > PAIR && held[value].value.len() >= LONG_KEY {
            to.value(&Field {
                codec: Some(held[value].codec),
                segment: Some(Segment::Name(b"value")),
                ..Field::named(Context::Key, b"value", held[value].value, None)
            });
        }
        if !frame.element {
            self.leave(to);
        }
    }

    fn emit_member(
        &self,
        frame: &Frame,
        held: &[Held],
        member: &Held,
        declared: Declared<'_>,
        to: &mut dyn Sink,
    ) {
        let key = unescape(self.text, member.key);
        let body = keys::BODIES.hold(&key);
        let argument =
            frame.query.and_then(|query| graphql::argument(query.slice(self.text), &key));
        let name = match argument {
            Some(argument) => Cow::Borrowed(argument),
            None if frame.secret => Cow::Borrowed(b"secret".as_slice()),
            None if is_private_part(self.text, held, &key) => {
                Cow::Borrowed(b"private_key".as_slice())
            }
            None => key.clone(),
        };
        let context = if frame.element { Context::Key } else { frame.role.member() };
        to.value(&Field {
            span: member.value,
            codec: Some(member.codec),
            context,
            segment: Some(Segment::Name(&key)),
            name,
            declared: if body { declared } else { Declared::default() },
            seal: None,
        });
        if member.key.len() >= LONG_KEY {
            emit_key(member.key, to);
        }
    }

    /// A list: a pair of two strings, header lines that alternate, or plain elements.
    pub(super) fn emit_list(&self, frame: &Frame, held: &[Held], to: &mut dyn Sink) {
        let strings = held.iter().all(|held| held.codec == CodecId::JsonString);
        let all = held.len() == frame.index;
        let flat = matches!(frame.role, Role::Headers(_)) && !frame.element && held.len() > 1;
        let pair = held.len() == PAIR
            && is_identifier(held[0].value.slice(self.text))
            && !is_word(held[1].value.slice(self.text));
        let called = frame.arguments.is_some_and(|known| held.len() != PAIR || !known.is_event());
        let named = frame.parameters.is_some() || called;
        if named || !(all && strings && (flat || pair) && held.len().is_multiple_of(2)) {
            self.emit_plain(frame, held, to);
            return;
        }
        for pair in held.chunks_exact(2) {
            let name = unescape(self.text, pair[0].value);
            to.value(&Field {
                codec: Some(CodecId::JsonString),
                segment: Some(Segment::Index(pair[0].index)),
                ..Field::text(pair[0].value)
            });
            to.value(&Field {
                span: pair[1].value,
                codec: Some(CodecId::JsonString),
                context: frame.role.pair(),
                segment: Some(Segment::Name(&name)),
                name: name.clone(),
                declared: Declared::default(),
                seal: None,
            });
            // Two strings under a key may also be two of what it says: `"passwords": ["…", "…"]`.
            if !flat && !frame.element && frame.named.is_none() && !frame.key.is_empty() {
                let name = unescape(self.text, frame.key);
                to.value(&Field {
                    span: pair[1].value,
                    codec: Some(CodecId::JsonString),
                    context: frame.role.member(),
                    segment: Some(Segment::Index(pair[1].index)),
                    name,
                    declared: Declared::default(),
                    seal: None,
                });
            }
        }
    }

    pub(super) fn emit_plain(&self, frame: &Frame, held: &[Held], to: &mut dyn Sink) {
        if frame.object {
            for member in held {
                self.emit_member(frame, held, member, Declared::default(), to);
            }
            return;
        }
        let key = frame.named.unwrap_or(frame.key);
        let name = unescape(self.text, key);
        let context = if name.is_empty() {
            Context::Text
        } else if frame.named.is_some() {
            frame.role.pair()
        } else {
            frame.role.member()
        };
        let mut before = frame.flag;
        for element in held {
            if let Some(arguments) = frame.arguments {
                self.emit_argument(frame, arguments, before, element, to);
            }
            let own = self.element_name(frame, before, element);
            before = Some(*element);
            to.value(&Field {
                span: element.value,
                codec: Some(element.codec),
                context: if own.is_some() { Context::Key } else { context },
                name: own.map_or_else(|| name.clone(), |own| unescape(self.text, own)),
                segment: Some(Segment::Index(element.index)),
                declared: Declared::default(),
                seal: None,
            });
        }
    }

    /// Hands on the part of an argument that its place or its flag makes a password.
    fn emit_argument(
        &self,
        frame: &Frame,
        arguments: call::Arguments,
        before: Option<Held>,
        element: &Held,
        to: &mut dyn Sink,
    ) {
        let is_later = |other: &Held| other.is_string() && other.index > element.index;
        let last = !self.held[frame.held..].iter().any(is_later);
        if let Some(span) = arguments.password(self.text, element, before.as_ref(), last) {
            to.value(&Field {
                codec: Some(element.codec),
                context: Context::Key,
                name: Cow::Borrowed(b"password"),
                segment: Some(Segment::Index(element.index)),
                ..Field::text(span)
            });
        }
    }

    /// What names one element of a list: the flag before it, or a parameter of a statement.
    fn element_name(&self, frame: &Frame, before: Option<Held>, element: &Held) -> Option<Span> {
        if let Some(parameters) = &frame.parameters {
            return parameters.get(element.index).copied().filter(|name| !name.is_empty());
        }
        let before = before.filter(|before| before.index + 1 == element.index)?;
        let flag = before.value.slice(self.text);
        let name = flag.strip_prefix(b"--").or_else(|| flag.strip_prefix(b"-"))?;
        let is_flag =
            name.len() >= 3 && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-');
        let own = element.value.slice(self.text);
        (is_flag && element.is_string() && !own.starts_with(b"-"))
            .then(|| Span::new(before.value.end - name.len(), before.value.end))
    }
}

/// A long key may itself hold a credential.
pub(super) fn emit_key(key: Span, to: &mut dyn Sink) {
    to.value(&Field { codec: Some(CodecId::JsonString), ..Field::text(key) });
}
