//! Goes through a text token by token, and keeps of each container that is open what names the
//! values in it.

use std::borrow::Cow;
use std::rc::Rc;

use super::container::emit_key;
use super::held::{HELD_BACK, Held, PAIR, is_kubernetes_secret, parameters_beside, query_beside};
use super::name::unescape;
use super::{Context, Field, LONG_KEY, Role, Segment, Sink, call, keys, kind};
use crate::address;
use crate::codec::CodecId;
use crate::json::lexer::{Lexer, Token};
use crate::limits::Limits;
use crate::sniff;
use crate::span::Span;

/// Deeper containers end the reading; the rest is handed on as text.
const NESTING: usize = 1024;

/// Where the reading stands, and what is held back.
pub(super) struct Reader<'a> {
    pub(super) text: &'a [u8],
    list: Option<Span>,
    pub(super) lexer: Lexer<'a>,
    pub(super) frames: Vec<Frame>,
    pub(super) held: Vec<Held>,
    root_role: Role,
    root_key: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads the value at `at` as [`walk_around`](super::walk_around) says.
    pub(super) fn new(
        text: &'a [u8],
        at: usize,
        list: Option<Span>,
        role: Role,
        key: &'a [u8],
    ) -> Self {
        Self {
            text,
            list,
            lexer: Lexer::new(text, at, NESTING),
            frames: Vec::new(),
            held: Vec::new(),
            root_role: role,
            root_key: key,
        }
    }
}

impl Reader<'_> {
    /// Reads the value to its end, or to where it breaks off. Returns where reading ended.
    pub(super) fn read(&mut self, to: &mut dyn Sink) -> usize {
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
        let is_object = object.is_some();
        if let Some(parent) = self.frames.last_mut() {
            parent.index += 1;
        }
        let mut frame = match self.frames.last() {
            None => {
                let element = self.root_role != Role::Plain;
                Frame { element, ..Frame::new(self.root_role, Span::new(0, 0)) }
            }
            Some(parent) if parent.object => self.member(parent, key, is_object, to),
            Some(parent) => self.element(parent, object, to),
        };
        frame.object = is_object;
        frame.held = self.held.len();
        frame.table =
            !is_object && (frame.element || keys::COLUMNS.hold(frame.key.slice(self.text)));
        if !is_object && !frame.element {
            self.look_ahead();
        }
        self.frames.push(frame);
    }

    /// Goes into the container under `key` of the object `parent`.
    fn member(&self, parent: &Frame, key: Span, is_object: bool, to: &mut dyn Sink) -> Frame {
        let text = self.text;
        let held = &self.held[parent.held..];
        if key.len() >= LONG_KEY {
            emit_key(key, to);
        }
        to.enter(Segment::Name(key.slice(text)));
        let mut frame = Frame::new(parent.role.under(&unescape(text, key)), key);
        if keys::VALUES.hold(key.slice(text)) {
            frame.named = held.iter().find(|held| held.is_name(text)).map(|held| held.value);
        }
        frame.query = query_beside(text, held, key);
        if !is_object && keys::ARGUMENTS.hold(key.slice(text)) {
            frame.parameters = parameters_beside(text, held);
            frame.arguments =
                call::beside(text, held, key).or_else(|| call::before(text, &self.lexer, key));
        }
        frame.secret = is_kubernetes_secret(text, held, key)
            || keys::MATTER.hold(key.slice(text)) && kind::is_marked(text, held);
        frame
    }

    /// Goes into the last element of the list `parent`: an object that begins at `object`, or a list.
    fn element(&self, parent: &Frame, object: Option<usize>, to: &mut dyn Sink) -> Frame {
        let mut frame = Frame::new(parent.role, parent.key);
        frame.element = true;
        frame.named = parent.named;
        frame.parameters.clone_from(&parent.parameters);
        to.enter(Segment::Index(parent.index - 1));
        if let Some(at) = object
            && parent.key.slice(self.text) == b"entries"
            && !self.frames.iter().any(|frame| frame.entry)
        {
            to.enter_entry(address::of_request(self.text, at));
            frame.entry = true;
        }
        frame
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

    pub(super) fn leave(&self, to: &mut dyn Sink) {
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
}

/// A container that is open.
pub(super) struct Frame {
    pub(super) object: bool,
    pub(super) role: Role,
    /// Whether it is an element of a list that has the role: then its own keys are plain.
    pub(super) element: bool,
    /// The key under which it stands, or that of the list it is an element of.
    pub(super) key: Span,
    /// The name given by a sibling `name`, when it stands under `value`.
    pub(super) named: Option<Span>,
    pub(super) index: usize,
    /// First of its held-back values.
    pub(super) held: usize,
    /// Whether it had too many values to hold back.
    pub(super) spilled: bool,
    /// Whether it is the data of a Kubernetes Secret, or of something that is marked as secret: its
    /// values are secret whatever their names.
    pub(super) secret: bool,
    /// The operation whose variables it holds.
    pub(super) query: Option<Span>,
    /// Whether it is a list of the names of columns, or a row.
    pub(super) table: bool,
    /// The columns of the tables in it.
    pub(super) columns: Vec<Span>,
    /// Whether they have been looked for behind the rows.
    pub(super) ahead: bool,
    /// What an object in it says that describes what it is about.
    pub(super) about: Option<Span>,
    /// Whether it is an entry of a capture.
    pub(super) entry: bool,
    /// The names of its elements, where it holds the parameters of a statement.
    pub(super) parameters: Option<Rc<[Span]>>,
    /// The element before those that are held back, where it is a flag: `"--api-token"`.
    pub(super) flag: Option<Held>,
    /// What is known of its elements, where it is a list of arguments.
    pub(super) arguments: Option<call::Arguments>,
}

impl Frame {
    fn new(role: Role, key: Span) -> Frame {
        Frame {
            object: false,
            role,
            element: false,
            key,
            named: None,
            index: 0,
            held: 0,
            spilled: false,
            secret: false,
            query: None,
            table: false,
            columns: Vec::new(),
            ahead: false,
            about: None,
            entry: false,
            parameters: None,
            flag: None,
            arguments: None,
        }
    }
}
