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
mod graphql;
mod keys;
mod kind;
mod label;
mod reference;
mod role;
mod table;

use std::borrow::Cow;
use std::rc::Rc;

use keys::Keys;
pub use role::Role;

use super::{Context, Declared, Field, Format, Segment, Sink};
use crate::address;
use crate::codec::CodecId;
use crate::json::lexer::{Lexer, Token};
use crate::limits::Limits;
use crate::sniff;
use crate::span::Span;
use crate::statement;

/// An object with more direct values than this is no pair and no body: they are not held back.
const HELD_BACK: usize = 64;
/// A list of more values than this is no pair.
const PAIR: usize = 2;
/// Keys of this length may be values.
const LONG_KEY: usize = 16;
/// Deeper containers end the reading; the rest is handed on as text.
const NESTING: usize = 1024;

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
    let mut reader = Reader {
        text,
        list,
        lexer: Lexer::new(text, at, NESTING),
        frames: Vec::new(),
        held: Vec::new(),
        root_role: role,
        root_key: key,
    };
    reader.read(to)
}

struct Frame {
    object: bool,
    role: Role,
    /// Whether it is an element of a list that has the role: then its own keys are plain.
    element: bool,
    /// The key under which it stands, or that of the list it is an element of.
    key: Span,
    /// The name given by a sibling `name`, when it stands under `value`.
    named: Option<Span>,
    index: usize,
    /// First of its held-back values.
    held: usize,
    /// Whether it had too many values to hold back.
    spilled: bool,
    /// Whether it is the data of a Kubernetes Secret, or of something that is marked as secret: its
    /// values are secret whatever their names.
    secret: bool,
    /// The operation whose variables it holds.
    query: Option<Span>,
    /// Whether it is a list of the names of columns, or a row.
    table: bool,
    /// The columns of the tables in it.
    columns: Vec<Span>,
    /// Whether they have been looked for behind the rows.
    ahead: bool,
    /// What an object in it says that describes what it is about.
    about: Option<Span>,
    /// Whether it is an entry of a capture.
    entry: bool,
    /// The names of its elements, where it holds the parameters of a statement.
    parameters: Option<Rc<[Span]>>,
    /// The element before those that are held back, where it is a flag: `"--api-token"`.
    flag: Option<Held>,
    /// What is known of its elements, where it is a list of arguments.
    arguments: Option<call::Arguments>,
}

#[derive(Clone, Copy)]
struct Held {
    key: Span,
    value: Span,
    codec: CodecId,
    index: usize,
}

struct Reader<'a> {
    text: &'a [u8],
    list: Option<Span>,
    lexer: Lexer<'a>,
    frames: Vec<Frame>,
    held: Vec<Held>,
    root_role: Role,
    root_key: &'a [u8],
}

impl Reader<'_> {
    fn read(&mut self, to: &mut dyn Sink) -> usize {
        let mut key = Span::new(0, 0);
        // Where the text begins that nobody has read when what follows a key is no JSON.
        let mut unread = None;
        loop {
            let token = self.lexer.token();
            if let Token::Broken(at) | Token::Cut(at) = token {
                return self.broken(unread.unwrap_or(at), to);
            }
            unread = None;
            match token {
                Token::Key(span) => {
                    key = span;
                    unread = span.start.checked_sub(1);
                }
                Token::ObjectStart(at) => self.open(Some(at), key, to),
                Token::ArrayStart(at) => {
                    if let Some(list) = self.list.filter(|list| list.start == at) {
                        self.lexer.pass(list.end);
                        if let Some(parent) = self.frames.last_mut() {
                            parent.index += 1;
                        }
                    } else if !self.chunks(at, key, to) {
                        self.open(None, key, to);
                    }
                }
                Token::ObjectEnd(_) | Token::ArrayEnd(_) => self.close(to),
                Token::String(span) => self.value(key, span, CodecId::JsonString, to),
                Token::Scalar(span) => self.value(key, span, CodecId::JsonScalar, to),
                Token::End(end) => return end,
                Token::Broken(_) | Token::Cut(_) => {}
            }
        }
    }

    /// Hands on a list of chunks or of bytes as the body that it spells. Returns whether the list
    /// that was opened at `at` is one.
    fn chunks(&mut self, at: usize, key: Span, to: &mut dyn Sink) -> bool {
        let Some(codec) = sniff::listed(&self.text[at..]) else { return false };
        let mut ahead = Lexer::new(self.text, at, 2);
        let end = loop {
            match ahead.token() {
                Token::End(end) => break end,
                Token::Broken(_) | Token::Cut(_) => return false,
                _ => {}
            }
        };
        let span = Span::new(at, end);
        if codec.codec().decode(span.slice(self.text), &Limits::default()).is_err() {
            return false;
        }
        self.lexer.pass(end);
        let Some(parent) = self.frames.last_mut() else {
            to.value(&Field { codec: Some(codec), ..Field::text(span) });
            return true;
        };
        let index = parent.index;
        parent.index += 1;
        let key = if parent.object { key } else { parent.key };
        let name = unescape(self.text, key);
        let segment = if parent.object { Segment::Name(&name) } else { Segment::Index(index) };
        let context = if name.is_empty() { Context::Text } else { Context::Key };
        to.value(&Field {
            codec: Some(codec),
            context,
            name: name.clone(),
            segment: Some(segment),
            ..Field::text(span)
        });
        true
    }

    /// Goes into the object that begins at `object`, or into a list.
    fn open(&mut self, object: Option<usize>, key: Span, to: &mut dyn Sink) {
        let (begins, object) = (object, object.is_some());
        let is_in_entry = self.frames.iter().any(|frame| frame.entry);
        let mut entry = false;
        let mut secret = false;
        let mut query = None;
        let mut parameters = None;
        let mut arguments = None;
        let (role, key, named, element) = match self.frames.last_mut() {
            None => (self.root_role, Span::new(0, 0), None, self.root_role != Role::Plain),
            Some(parent) => {
                let index = parent.index;
                parent.index += 1;
                if parent.object {
                    if key.len() >= LONG_KEY {
                        emit_key(key, to);
                    }
                    to.enter(Segment::Name(key.slice(self.text)));
                    let named = keys::VALUES
                        .hold(key.slice(self.text))
                        .then(|| {
                            self.held[parent.held..].iter().find(|held| held.is_name(self.text))
                        })
                        .flatten()
                        .map(|held| held.value);
                    let role = parent.role.under(&unescape(self.text, key));
                    query = query_beside(self.text, &self.held[parent.held..], key);
                    if !object && keys::ARGUMENTS.hold(key.slice(self.text)) {
                        parameters = parameters_beside(self.text, &self.held[parent.held..]);
                        arguments = call::beside(self.text, &self.held[parent.held..], key);
                    }
                    let held = &self.held[parent.held..];
                    secret = is_kubernetes_secret(self.text, held, key)
                        || keys::MATTER.hold(key.slice(self.text))
                            && kind::is_marked(self.text, held);
                    (role, key, named, false)
                } else {
                    to.enter(Segment::Index(index));
                    let of_capture = parent.key.slice(self.text) == b"entries" && !is_in_entry;
                    if let Some(at) = begins.filter(|_| of_capture) {
                        to.enter_entry(address::of_request(self.text, at));
                        entry = true;
                    }
                    parameters.clone_from(&parent.parameters);
                    (parent.role, parent.key, parent.named, true)
                }
            }
        };
        let held = self.held.len();
        let table = !object && (element || keys::COLUMNS.hold(key.slice(self.text)));
        if !object && !element {
            self.look_ahead();
        }
        self.frames.push(Frame {
            object,
            role,
            element,
            key,
            named,
            index: 0,
            held,
            spilled: false,
            secret,
            query,
            table,
            columns: Vec::new(),
            ahead: false,
            about: None,
            entry,
            parameters,
            flag: None,
            arguments,
        });
    }

    fn close(&mut self, to: &mut dyn Sink) {
        let Some(frame) = self.frames.pop() else { return };
        self.tell_around(&frame);
        let held = &self.held[frame.held..];
        if frame.spilled {
            self.emit_plain(&frame, held, to);
            self.leave(to);
        } else if !frame.object && self.emit_row(&frame, held, to) {
            self.leave(to);
        } else if frame.object {
            self.emit_object(&frame, held, to);
        } else {
            self.emit_list(&frame, held, to);
            self.leave(to);
        }
        self.take_header(&frame);
        self.held.truncate(frame.held);
        if frame.entry {
            to.leave_entry();
        }
    }

    fn leave(&self, to: &mut dyn Sink) {
        if !self.frames.is_empty() {
            to.leave();
        }
    }

    fn value(&mut self, key: Span, value: Span, codec: CodecId, to: &mut dyn Sink) {
        let Some(frame) = self.frames.last_mut() else {
            let name = Cow::Borrowed(self.root_key);
            let context = if name.is_empty() { Context::Text } else { Context::Key };
            to.value(&Field { codec: Some(codec), context, name, ..Field::text(value) });
            return;
        };
        let index = frame.index;
        frame.index += 1;
        if index == 0 && !frame.object && codec == CodecId::JsonString && frame.arguments.is_none()
        {
            frame.arguments = call::command(value.slice(self.text));
        }
        self.held.push(Held { key, value, codec, index });
        let most = match (frame.object, frame.role) {
            (true, _) | (false, Role::Headers(_)) => HELD_BACK,
            (false, _) if frame.table || frame.arguments.is_some() => HELD_BACK,
            (false, _) => PAIR,
        };
        if self.held.len() - frame.held > most {
            frame.spilled = true;
            if let Some(mut frame) = self.frames.pop() {
                self.emit_plain(&frame, &self.held[frame.held..], to);
                frame.flag = self.held.last().copied();
                self.held.truncate(frame.held);
                self.frames.push(frame);
            }
        }
    }

    /// Hands on what was held back; the rest of the text is read as text by the caller.
    fn broken(&mut self, at: usize, to: &mut dyn Sink) -> usize {
        while let Some(frame) = self.frames.pop() {
            self.emit_plain(&frame, &self.held[frame.held..], to);
            self.held.truncate(frame.held);
            self.leave(to);
            if frame.entry {
                to.leave_entry();
            }
        }
        at
    }

    /// An object: a pair, a body with its media type, or plain members.
    fn emit_object(&self, frame: &Frame, held: &[Held], to: &mut dyn Sink) {
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
    fn emit_list(&self, frame: &Frame, held: &[Held], to: &mut dyn Sink) {
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

    fn emit_plain(&self, frame: &Frame, held: &[Held], to: &mut dyn Sink) {
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
fn emit_key(key: Span, to: &mut dyn Sink) {
    to.value(&Field { codec: Some(CodecId::JsonString), ..Field::text(key) });
}

impl Held {
    fn is_string(&self) -> bool {
        self.codec == CodecId::JsonString
    }

    fn is_name(&self, text: &[u8]) -> bool {
        self.codec == CodecId::JsonString && keys::NAMES.hold(&unescape(text, self.key))
    }
}

impl Held {
    /// Whether it could name a value that stands beside it, although its key says less.
    fn is_id(&self, text: &[u8]) -> bool {
        self.codec == CodecId::JsonString && keys::IDS.hold(self.key.slice(text))
    }
}

/// Whether a name and a value are those of a cookie, going by what stands beside them.
fn is_cookie(text: &[u8], held: &[Held]) -> bool {
    const ATTRIBUTES: [&[u8]; 5] =
        [b"httpOnly", b"sameSite", b"hostOnly", b"httponly", b"samesite"];
    held.len() > PAIR && held.iter().any(|held| ATTRIBUTES.contains(&held.key.slice(text)))
}

/// The places of the name and the value among the members of an object that is a pair.
fn pair(text: &[u8], held: &[Held]) -> Option<(usize, usize)> {
    // `{"id": "password", "value": …}`: an id names only where nothing else does.
    let by_id = || held.iter().position(|held| held.is_id(text));
    let name = held.iter().position(|held| held.is_name(text)).or_else(by_id)?;
    let value = held.iter().position(|held| keys::VALUES.hold(&unescape(text, held.key)))?;
    (!held[name].value.is_empty() && held[name].value.len() <= 512).then_some((name, value))
}

fn declared<'a>(text: &'a [u8], held: &[Held]) -> Declared<'a> {
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

/// Whether a string is one short word: two words are a list, not a name and its value.
fn is_word(text: &[u8]) -> bool {
    text.len() <= 10 && text.iter().all(u8::is_ascii_lowercase)
}

/// The operation of a GraphQL request, when `key` holds its variables.
fn query_beside(text: &[u8], held: &[Held], key: Span) -> Option<Span> {
    if key.slice(text) != b"variables" {
        return None;
    }
    let query = held.iter().find(|held| held.key.slice(text) == b"query")?.value;
    query.slice(text).contains(&b'$').then_some(query)
}

/// The names of the parameters of the statement that stands among the members before a list.
fn parameters_beside(text: &[u8], held: &[Held]) -> Option<Rc<[Span]>> {
    let is_statement =
        |held: &&Held| held.is_string() && keys::STATEMENTS.hold(held.key.slice(text));
    let statement = held.iter().find(is_statement)?.value;
    statement::parameters(text, statement).map(Rc::from)
}

/// Whether `key` holds the data of a Kubernetes Secret, going by the members before it.
fn is_kubernetes_secret(text: &[u8], held: &[Held], key: Span) -> bool {
    matches!(key.slice(text), b"data" | b"stringData")
        && held
            .iter()
            .any(|held| held.key.slice(text) == b"kind" && held.value.slice(text) == b"Secret")
}

/// Whether `key` holds a private part of a JSON Web Key (RFC 7518 section 6): its names have a letter
/// or two, and say so only beside the type of the key.
fn is_private_part(text: &[u8], held: &[Held], key: &[u8]) -> bool {
    matches!(key, b"d" | b"k" | b"p" | b"q" | b"dp" | b"dq" | b"qi")
        && held.iter().any(|held| held.key.slice(text) == b"kty")
}

/// The name of a pair: `passwordField` names the password that stands beside it.
fn named(name: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    const FIELDS: [&[u8]; 6] = [b"Field", b"Input", b"-field", b"-input", b"_field", b"_input"];
    let stem = FIELDS.iter().find_map(|field| name.strip_suffix(*field)).map(<[u8]>::len);
    match stem {
        Some(length) if length >= 3 => Cow::Owned(name[..length].to_vec()),
        _ => name,
    }
}

/// Whether a string could name a value: a word or two of name characters.
fn is_identifier(text: &[u8]) -> bool {
    (2..=64).contains(&text.len())
        && text[0].is_ascii_alphabetic() | matches!(text[0], b'_' | b':' | b'$')
        && text.iter().all(|&byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b':' | b'$' | b' ')
        })
}

fn unescape(text: &[u8], span: Span) -> Cow<'_, [u8]> {
    let raw = span.slice(text);
    if !raw.contains(&b'\\') {
        return Cow::Borrowed(raw);
    }
    CodecId::JsonString
        .codec()
        .decode(raw, &Limits::default())
        .map_or(Cow::Borrowed(raw), |decoded| decoded.bytes)
}
