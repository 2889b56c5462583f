//! The seam that gives names to the values of a layer.
//!
//! A format reads one decoded text and hands on each value with the name, the place in the
//! structure and the codec with which it is written there. It does not look into the values:
//! whoever receives them does, with any format and codec again.
//!
//! Invariant: every byte of the text that is not pure syntax is handed on, as a value or as
//! unnamed text. A format that meets something that it cannot place hands the rest on as text.

pub mod binary;
pub mod cookie;
pub mod csv;
pub mod env;
pub mod form;
pub mod http;
pub mod jar;
pub mod json;
mod line;
pub mod markup;
pub mod multipart;
#[cfg(test)]
pub(crate) mod seen;
pub mod sse;
pub mod tar;
pub mod url;
pub mod yaml;
pub mod zip;

use std::borrow::Cow;

use crate::codec::CodecId;
use crate::span::Span;
use crate::zip::Seal;

/// What kind of name a value stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Context {
    /// No name: free text.
    Text,
    /// A member of an object, an element, an attribute, a variable.
    Key,
    /// A query, form or matrix parameter.
    Param,
    /// A header of a request.
    RequestHeader,
    /// A header of a response.
    ResponseHeader,
    /// A header, direction unknown.
    Header,
    /// A cookie that a client sends or a list shows.
    Cookie,
    /// A cookie that a server sets.
    SetCookie,
    /// A claim of a token.
    Claim,
    /// One segment of a URL path.
    UrlPath,
    /// The user name or password in front of a URL's host.
    Userinfo,
}

impl Context {
    /// Whether the name is a header's.
    pub fn is_header(self) -> bool {
        matches!(self, Context::RequestHeader | Context::ResponseHeader | Context::Header)
    }

    /// Whether the name is a cookie's.
    pub fn is_cookie(self) -> bool {
        matches!(self, Context::Cookie | Context::SetCookie)
    }
}

/// What the surroundings say a value is. Often wrong, never trusted alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Declared<'a> {
    /// The media type with its parameters.
    pub mime: Option<&'a [u8]>,
    /// The transfer encoding, such as `base64`, `quoted-printable`, `gzip`, `br`.
    pub encoding: Option<&'a [u8]>,
}

impl Declared<'_> {
    /// Whether the media type contains `part` (lower case).
    pub fn mime_contains(&self, part: &str) -> bool {
        self.mime.is_some_and(|mime| {
            let mime = &mime[..mime.len().min(256)];
            mime.to_ascii_lowercase().windows(part.len()).any(|window| window == part.as_bytes())
        })
    }

    /// What is still said once the encoding is taken off.
    #[must_use]
    pub fn decoded(self) -> Self {
        Declared { encoding: None, ..self }
    }

    /// Whether the encoding is `name` (lower case).
    pub fn encoding_is(&self, name: &str) -> bool {
        self.encoding.is_some_and(|encoding| encoding.eq_ignore_ascii_case(name.as_bytes()))
    }
}

/// One step down in the structure.
#[derive(Clone, Copy, Debug)]
pub enum Segment<'a> {
    /// A member.
    Name(&'a [u8]),
    /// An element.
    Index(usize),
}

/// One value in a layer.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// Where it stands, in the bytes of the text given to [`Format::walk`].
    pub span: Span,
    /// How it is written there; `None` when the bytes are the value.
    pub codec: Option<CodecId>,
    /// What kind of name it has.
    pub context: Context,
    /// The decoded name; empty when there is none.
    pub name: Cow<'a, [u8]>,
    /// The part that it adds to the path.
    pub segment: Option<Segment<'a>>,
    /// What the surroundings say it is.
    pub declared: Declared<'a>,
    /// What its decoded bytes come to, where that is counted: then one that does not is damaged.
    pub seal: Option<Seal>,
}

impl<'a> Field<'a> {
    /// Unnamed text, written as it is.
    pub fn text(span: Span) -> Self {
        Field {
            span,
            codec: None,
            context: Context::Text,
            name: Cow::Borrowed(b""),
            segment: None,
            declared: Declared::default(),
            seal: None,
        }
    }

    /// A value under a name that is also its part of the path.
    pub fn named(context: Context, name: &'a [u8], span: Span, codec: Option<CodecId>) -> Self {
        Field {
            span,
            codec,
            context,
            name: Cow::Borrowed(name),
            segment: Some(Segment::Name(name)),
            declared: Declared::default(),
            seal: None,
        }
    }

    /// The same, said to be of this media type.
    #[must_use]
    pub fn declared(mut self, declared: Declared<'a>) -> Self {
        self.declared = declared;
        self
    }
}

/// Why something was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Unread {
    /// Encodings nested deeper than the limit.
    TooDeep,
    /// Unpacks past a limit.
    TooLarge,
    /// Compressed or encoded data that is damaged or breaks off.
    Damaged,
    /// The document ends in the middle; what was incomplete is dropped.
    Cut,
    /// The document is not well-formed from here on; the rest was read as text.
    Malformed,
    /// Not what it is declared to be.
    Misdeclared,
    /// Encrypted.
    Encrypted,
    /// In an archive, or compressed in a way that is not read.
    Archive,
}

impl Unread {
    /// The word used in reports.
    pub fn label(self) -> &'static str {
        match self {
            Unread::TooDeep => "too-deep",
            Unread::TooLarge => "too-large",
            Unread::Damaged => "damaged",
            Unread::Cut => "cut",
            Unread::Malformed => "malformed",
            Unread::Misdeclared => "misdeclared",
            Unread::Encrypted => "encrypted",
            Unread::Archive => "archive",
        }
    }
}

/// Receives what a format finds.
pub trait Sink {
    /// Goes one step down.
    fn enter(&mut self, segment: Segment<'_>);
    /// Goes back up.
    fn leave(&mut self);
    /// Takes one value.
    fn value(&mut self, field: &Field<'_>);
    /// Hears of something that was not read here.
    fn unread(&mut self, reason: Unread);
    /// Goes into an entry of a capture, whose request has this address. Its path is entered already.
    fn enter_entry(&mut self, _address: Option<&[u8]>) {}
    /// Comes out of an entry.
    fn leave_entry(&mut self) {}
    /// Hears of a stretch in which lengths are counted, so that an edit must not change the number
    /// of its bytes.
    fn rigid(&mut self, _span: Span) {}
}

/// One format; see the module.
pub trait Format: Sync {
    /// Its word in reports.
    fn label(&self) -> &'static str;

    /// Whether `text` is to be read as this format. Must be cheap: it looks at the beginning and
    /// at what is declared, not at all of the text.
    fn accepts(&self, text: &[u8], declared: Declared<'_>) -> bool;

    /// Whether lengths are counted in it, so that an edit must not change the number of bytes.
    fn is_rigid(&self) -> bool {
        false
    }

    /// Hands on all values of `text`.
    fn walk(&self, text: &[u8], to: &mut dyn Sink);
}

/// The format that reads `text`, the most particular first.
pub fn reading(text: &[u8], declared: Declared<'_>) -> Option<&'static dyn Format> {
    // Most texts have one line; half of the formats need several.
    let near = &text[..text.len().min(64 << 10)];
    let formats = if memchr::memchr(b'\n', near).is_some() { ALL } else { LINE };
    formats.iter().copied().find(|format| format.accepts(text, declared))
}

/// The formats that are recognised by content or declaration, the most particular first.
pub static ALL: &[&dyn Format] = &[
    &tar::Tar,
    &json::Json,
    &multipart::Multipart,
    &http::Http,
    &sse::EventStream,
    &yaml::Yaml,
    &env::Logfmt,
    &env::Env,
    &jar::CookieJar,
    &csv::Csv,
    &markup::Markup,
    &url::Url,
    &form::Form,
    &binary::Binary,
];

/// Those of them that read a text of one line, in the same order.
static LINE: &[&dyn Format] =
    &[&json::Json, &env::Logfmt, &markup::Markup, &url::Url, &form::Form, &binary::Binary];
