//! Gives names to the texts and attributes of markup.
//!
//! In XML an element names its text. In HTML it seldom does: there the neighbours name it, the
//! cell before, the label, the words with a colon. In both an attribute may name another.

use std::borrow::Cow;

use super::cell::{Cells, is_token};
use super::token::{Attribute, Scanner, Token, name_end};
use super::{copied, name};
use crate::codec::CodecId;
use crate::format::line::trim;
use crate::format::{Context, Declared, Field, Segment, Sink};
use crate::span::Span;

/// Deeper elements are read as if they stood at this depth.
const DEPTH: usize = 256;
/// An end tag ends no element further out than this.
const REACH: usize = 64;
/// Names at least this long are handed on: they may be more than names.
const LONG_NAME: usize = 24;
const ENTITY: Option<CodecId> = Some(CodecId::HtmlEntity);

/// Reads one document.
pub(super) struct Reader<'t> {
    text: &'t [u8],
    html: bool,
    frames: Vec<Frame>,
    cells: Cells,
    /// The key of a piece of a property list that has no element around it.
    key: Option<Key>,
}

/// An open element.
struct Frame {
    /// Without its prefix.
    name: Span,
    /// What an attribute or a sibling calls it.
    named: Option<Span>,
    /// What an attribute says to a person about its text.
    caption: Option<Span>,
    /// What the page calls it.
    id: Option<Span>,
    class: Option<Span>,
    /// Its first text.
    first: Option<Span>,
    /// The text of its last child that names the next one.
    key: Option<Key>,
    /// How many steps of the path it takes.
    steps: usize,
}

#[derive(Clone, Copy)]
struct Key {
    text: Span,
    /// Whether it names whatever comes, as in a property list.
    any: bool,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t [u8], html: bool) -> Self {
        Reader { text, html, frames: Vec::new(), cells: Cells::default(), key: None }
    }

    pub(super) fn read(mut self, to: &mut dyn Sink) {
        let mut scanner = Scanner::new(self.text);
        while let Some(token) = scanner.token() {
            match token {
                Token::Text(span) => self.words(span, ENTITY, to),
                Token::Data(span) => self.words(span, None, to),
                Token::Comment(span) => self.comment(span, to),
                Token::Declaration(span) => plain(self.text, span, to),
                Token::Open { name, closed } => self.open(&mut scanner, name, closed, to),
                Token::Close { name, rest } => {
                    plain(self.text, rest, to);
                    self.close(name, to);
                }
            }
        }
        while self.leave(to) {}
    }

    /// A comment: what stands in front of the first tag in it, and the rest, which may be markup.
    fn comment(&mut self, span: Span, to: &mut dyn Sink) {
        let inside = span.slice(self.text);
        let tag = memchr::memchr_iter(b'<', inside)
            .take(64)
            .find(|&at| name_end(inside, at + 1).is_some())
            .unwrap_or(0);
        plain(self.text, Span::new(span.start, span.start + tag), to);
        plain(self.text, Span::new(span.start + tag, span.end), to);
    }

    fn open(&mut self, scanner: &mut Scanner<'t>, name: Span, closed: bool, to: &mut dyn Sink) {
        let text = self.text;
        let local = local(text, name);
        let element = local.slice(text);
        if name.len() >= LONG_NAME {
            to.value(&Field::text(name));
        }
        if self.html {
            while self.top().is_some_and(|top| name::ends_before(top, element)) {
                self.leave(to);
            }
            self.cells.open(text, element);
        }
        let own = Names::of(text, &scanner.attributes);
        let inherited = self.inherited(element);
        let deep = self.frames.len() >= DEPTH;
        if !deep {
            to.enter(Segment::Name(element));
        }
        self.attributes(element, &scanner.attributes, to);
        if self.html && !scanner.attributes.is_empty() {
            self.copied(scanner, to);
        }
        while scanner.more_attributes() {
            self.attributes(element, &scanner.attributes, to);
        }
        if deep {
            return;
        }
        if closed || self.html && (name::is_void(element) || self.is_parameter(name)) {
            to.leave();
            return;
        }
        let named = own.name.or(inherited);
        let mut steps = 1;
        if !self.html
            && let Some(named) = named
        {
            to.enter(Segment::Name(named.slice(text)));
            steps = 2;
        }
        let caption = own.caption.filter(|_| self.html);
        self.frames.push(Frame {
            name: local,
            named,
            caption,
            id: own.id,
            class: own.class,
            first: None,
            key: None,
            steps,
        });
        if self.html {
            self.raw(scanner, element, &own, to);
        }
    }

    /// Whether a tag is the parameter of a type in the text of a page: `List<Secret>`. Nothing
    /// closes it.
    fn is_parameter(&self, name: Span) -> bool {
        const NEAR: usize = 4096;
        let text = self.text;
        let open = name.start.saturating_sub(1);
        let tag = name.slice(text);
        let joined = open.checked_sub(1).is_some_and(|at| text[at].is_ascii_alphanumeric());
        let is_type = tag.contains(&b'.')
            || tag[0].is_ascii_uppercase() && tag.iter().any(u8::is_ascii_lowercase);
        if !joined || !is_type || text.get(name.end) != Some(&b'>') {
            return false;
        }
        let near = &text[name.end..text.len().min(name.end + NEAR)];
        !memchr::memmem::find_iter(near, b"</").any(|end| near[end + 2..].starts_with(tag))
    }

    /// Hands on what a tag hands out to be copied.
    fn copied(&self, scanner: &Scanner<'t>, to: &mut dyn Sink) {
        let found = copied::of(self.text, &scanner.attributes, scanner.position());
        if let Some((value, name)) = found {
            to.value(&Field::named(Context::Key, name.slice(self.text), value, ENTITY));
        }
    }

    /// What names an element besides its own attributes: the sibling before it, or what the
    /// element around it is called.
    fn inherited(&mut self, element: &[u8]) -> Option<Span> {
        let text = self.text;
        let Some(parent) = self.frames.last_mut() else {
            return self.key.take().filter(|_| !self.html).map(|key| key.text);
        };
        if self.html {
            let option = element.eq_ignore_ascii_case(b"option");
            return parent.named.filter(|_| option);
        }
        let holder = name::is_holder(element);
        if let Some(key) = parent.key.take_if(|key| key.any || holder) {
            return Some(key.text);
        }
        parent.named.filter(|_| holder && name::is_holder(parent.name.slice(text)))
    }

    /// Elements of HTML whose content is no markup.
    fn raw(&mut self, scanner: &mut Scanner<'t>, element: &[u8], own: &Names, to: &mut dyn Sink) {
        let is = |name: &str| element.eq_ignore_ascii_case(name.as_bytes());
        if is("script") || is("style") {
            if let Some(span) = scanner.raw(element, true) {
                let segment = own.id.map(|id| Segment::Name(id.slice(self.text)));
                let mime = own.kind.map(|kind| kind.slice(self.text));
                let declared = Declared { mime, encoding: None };
                let span = trim(self.text, span);
                to.value(&Field { segment, declared, ..Field::text(span) });
            }
        } else if (is("textarea") || is("title"))
            && let Some(span) = scanner.raw(element, false)
        {
            self.words(span, ENTITY, to);
        }
    }

    fn close(&mut self, name: Span, to: &mut dyn Sink) {
        let text = self.text;
        let name = local(text, name).slice(text);
        if self.html {
            self.cells.close(text, name);
        }
        let reach = self.frames.len().saturating_sub(REACH);
        let Some(at) =
            self.frames[reach..].iter().rposition(|frame| same(frame.name.slice(text), name))
        else {
            return;
        };
        while self.frames.len() > reach + at {
            self.leave(to);
        }
    }

    fn leave(&mut self, to: &mut dyn Sink) -> bool {
        let Some(frame) = self.frames.pop() else { return false };
        for _ in 0..frame.steps {
            to.leave();
        }
        let name = frame.name.slice(self.text);
        if !self.html
            && let Some(first) = frame.first
            && name::is_naming(name)
            && name::is_label(first.slice(self.text))
        {
            let key = Some(Key { text: first, any: name == b"key" });
            match self.frames.last_mut() {
                Some(parent) => parent.key = key,
                None => self.key = key.filter(|key| key.any),
            }
        }
        true
    }

    fn top(&self) -> Option<&'t [u8]> {
        self.frames.last().map(|frame| frame.name.slice(self.text))
    }

    /// Characters between tags.
    fn words(&mut self, span: Span, codec: Option<CodecId>, to: &mut dyn Sink) {
        let text = self.text;
        let span = trim(text, span);
        if span.is_empty() {
            return;
        }
        let (name, context) = self.name_of_text(span);
        let name = name.map_or(Cow::Borrowed(&b""[..]), |name| unescaped(text, name));
        let element = self.top();
        // The element is part of the path already.
        let segment = (!name.is_empty() && self.html && element != Some(&*name))
            .then_some(Segment::Name(&name));
        let declared = Declared::default();
        to.value(&Field {
            span,
            codec,
            context,
            name: name.clone(),
            segment,
            declared,
            seal: None,
        });
        if let Some(frame) = self.frames.last_mut() {
            frame.first.get_or_insert(span);
        }
    }

    fn name_of_text(&mut self, span: Span) -> (Option<Span>, Context) {
        let text = self.text;
        let Some(frame) = self.frames.last() else {
            let label = self.cells.name_of(text, b"", span).filter(|_| self.html);
            return (label, if label.is_some() { Context::Key } else { Context::Text });
        };
        let element = frame.name.slice(text);
        if !self.html {
            let holder = name::is_holder(element);
            return (Some(frame.named.filter(|_| holder).unwrap_or(frame.name)), Context::Key);
        }
        if let Some(named) = frame.named
            && [&b"textarea"[..], b"option", b"button"].iter().any(|one| same(element, one))
        {
            return (Some(named), Context::Param);
        }
        let label = self.cells.name_of(text, element, span);
        // What is pressed says what it does.
        let pressed = same(element, b"a") || same(element, b"button");
        if let Some(label) = self.caption().filter(|_| !pressed).or(label) {
            return (Some(label), Context::Key);
        }
        if name::is_plain(element) {
            let is_called = (frame.id.is_some() || frame.class.is_some())
                && !pressed
                && is_token(span.slice(text));
            if is_called && let Some(own) = copied::named(text, frame.id, frame.class) {
                return (Some(own), Context::Key);
            }
            return (None, Context::Text);
        }
        (Some(frame.name), Context::Key)
    }

    /// What the element around a text, or one a little further out, is called in the page:
    /// `<td data-label="Secret"><code>…`.
    fn caption(&self) -> Option<Span> {
        const OUTWARD: usize = 3;
        let caption = self.frames.iter().rev().take(OUTWARD).find_map(|frame| frame.caption)?;
        name::is_label(caption.slice(self.text)).then_some(caption)
    }

    /// The attributes of one start tag.
    fn attributes(&mut self, element: &[u8], all: &[Attribute], to: &mut dyn Sink) {
        let text = self.text;
        let names = Names::of(text, all);
        let field = is_field(element);
        let mut pair = names.pair(text, element).map(|name| unescaped(text, name));
        if field && names.value.is_some() {
            let label = self.cells.take_label();
            let is_option = same(element, b"option");
            let parent = self.frames.last().and_then(|frame| frame.named);
            let other = label.or(names.hint).or(parent.filter(|_| is_option));
            // The label of a list is that of all its options.
            if let (true, Some(label), Some(list)) = (is_option, label, self.frames.last_mut()) {
                list.named = Some(label);
            }
            // The id of a field is often no more than its number in the page.
            let is_numbered =
                names.pair_name().is_none() && !pair.as_deref().is_some_and(is_telling);
            if let Some(label) = label.filter(|_| is_numbered) {
                pair = Some(unescaped(text, label));
            }
            pair = pair.or_else(|| other.map(|label| unescaped(text, label)));
            let is_password = |kind: Span| same(kind.slice(text), b"password");
            if names.kind.is_some_and(is_password) && !pair.as_deref().is_some_and(is_telling) {
                pair = Some(Cow::Borrowed(b"password"));
            }
        }
        for attribute in all {
            if attribute.name.len() >= LONG_NAME || attribute.value.is_empty() {
                if attribute.name.len() >= 8 {
                    to.value(&Field::text(attribute.name));
                }
                if attribute.value.is_empty() {
                    continue;
                }
            }
            let own = attribute.name.slice(text);
            if let Some(pair) = &pair
                && names.value == Some(attribute.value)
            {
                let context = if names.header.is_some_and(|name| Some(name) == names.pair_name()) {
                    Context::ResponseHeader
                } else if field {
                    Context::Param
                } else {
                    Context::Key
                };
                to.value(&Field {
                    span: attribute.value,
                    codec: ENTITY,
                    context,
                    name: pair.clone(),
                    segment: Some(Segment::Name(pair)),
                    declared: Declared::default(),
                    seal: None,
                });
                continue;
            }
            let name = local_attribute(own, self.html);
            let mut value = Field::named(Context::Key, name, attribute.value, ENTITY);
            if self.html && is_handler(own) {
                value.context = Context::Text;
                value.name = Cow::Borrowed(b"");
            }
            to.value(&value);
        }
    }
}

/// The attributes of a tag that say something about the others.
#[derive(Default)]
struct Names {
    name: Option<Span>,
    id: Option<Span>,
    class: Option<Span>,
    header: Option<Span>,
    /// What a person sees at a field.
    hint: Option<Span>,
    kind: Option<Span>,
    value: Option<Span>,
    /// What stands beside the text where the heads of a table have no room.
    caption: Option<Span>,
}

impl Names {
    fn of(text: &[u8], all: &[Attribute]) -> Self {
        let mut names = Names::default();
        for attribute in all {
            let name = attribute.name.slice(text);
            let is = |one: &str| name.eq_ignore_ascii_case(one.as_bytes());
            let slot = match name.len() {
                1 if is("n") || is("k") => &mut names.name,
                1 if is("v") => &mut names.value,
                2 if is("id") => &mut names.id,
                3 if is("key") => &mut names.name,
                4 if is("name") => &mut names.name,
                4 if is("type") => &mut names.kind,
                5 if is("value") => &mut names.value,
                5 if is("class") => &mut names.class,
                7 if is("content") => &mut names.value,
                7 if is("data-th") => &mut names.caption,
                8 if is("property") || is("itemprop") => &mut names.name,
                10 if is("http-equiv") => &mut names.header,
                10 if is("aria-label") => &mut names.hint,
                10 if is("data-label") || is("data-title") => &mut names.caption,
                11 if is("data-column") || is("data-header") => &mut names.caption,
                11 if is("placeholder") => &mut names.hint,
                12 if is("autocomplete") => &mut names.hint,
                _ => continue,
            };
            if slot.is_none() && !attribute.value.is_empty() && attribute.value.len() <= 256
                || is("value")
                || is("content")
            {
                *slot = Some(attribute.value);
            }
        }
        names
    }

    fn pair_name(&self) -> Option<Span> {
        self.name.or(self.header)
    }

    /// What names the value, where the tag has both.
    fn pair(&self, text: &[u8], element: &[u8]) -> Option<Span> {
        self.value?;
        // `id` is the name of the element in the page, and of its value only in a field.
        self.pair_name().or(self.id.filter(|id| is_field(element) && !id.slice(text).is_empty()))
    }
}

fn is_field(element: &[u8]) -> bool {
    ["input", "textarea", "select", "option", "button", "param"]
        .iter()
        .any(|field| element.eq_ignore_ascii_case(field.as_bytes()))
}

/// Whether the name of a password field says what it holds.
fn is_telling(name: &[u8]) -> bool {
    const WORDS: [&str; 11] =
        ["pass", "pw", "secret", "token", "pin", "code", "key", "otp", "cred", "kennwort", "auth"];
    let lower = name.to_ascii_lowercase();
    WORDS.iter().any(|word| memchr::memmem::find(&lower, word.as_bytes()).is_some())
}

/// Whether an attribute holds a script: `onclick`, `onload`.
fn is_handler(name: &[u8]) -> bool {
    name.len() > 4
        && name[..2].eq_ignore_ascii_case(b"on")
        && name[2..].iter().all(u8::is_ascii_alphabetic)
}

/// Without its namespace. Frameworks write `:value` and `v-on:click` in HTML: those stay whole.
fn local_attribute(name: &[u8], html: bool) -> &[u8] {
    if html { name } else { name::local(name) }
}

fn local(text: &[u8], name: Span) -> Span {
    Span::new(name.end - name::local(name.slice(text)).len(), name.end)
}

fn same(left: &[u8], right: &[u8]) -> bool {
    left.eq_ignore_ascii_case(right)
}

fn plain(text: &[u8], span: Span, to: &mut dyn Sink) {
    let span = trim(text, span);
    if !span.is_empty() {
        to.value(&Field::text(span));
    }
}

/// A name, with its character references read.
fn unescaped(text: &[u8], span: Span) -> Cow<'_, [u8]> {
    let raw = span.slice(text);
    if memchr::memchr(b'&', raw).is_none() {
        return Cow::Borrowed(raw);
    }
    CodecId::HtmlEntity
        .codec()
        .decode(raw, &crate::limits::Limits::default())
        .map_or(Cow::Borrowed(raw), |decoded| decoded.bytes)
}
