//! The lexer and the outline against any bytes.
//!
//! Spans lie inside the input and in order. What `serde_json` accepts, the lexer reads to its end,
//! and both see the same strings, keys and brackets. A document that breaks off is complete once
//! it is closed where the outline says.

#![no_main]

use std::fmt;

use libfuzzer_sys::fuzz_target;
use scrubjay_document::json::lexer::{Lexer, Token};
use scrubjay_document::json::outline::{Ending, Outline};
use scrubjay_document::{CodecId, Limits, Span};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

const NESTING: usize = 256;

/// What both readers see of a document.
#[derive(Debug, PartialEq, Eq)]
enum Event {
    Object,
    ObjectEnd,
    Array,
    ArrayEnd,
    Key(Vec<u8>),
    String(Vec<u8>),
    Scalar,
}

fuzz_target!(|bytes: &[u8]| {
    let (events, last) = lexed(bytes);
    let mut expected = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let parsed = Events(&mut expected).deserialize(&mut deserializer);
    if parsed.is_ok() && deserializer.end().is_ok() {
        let Token::End(end) = last else { panic!("serde_json accepts what ends in {last:?}") };
        assert!(bytes[end..].iter().all(u8::is_ascii_whitespace), "the end is the end");
        assert_eq!(events, expected);
    }
    outlined(bytes);
});

fn lexed(bytes: &[u8]) -> (Vec<Event>, Token) {
    let mut lexer = Lexer::new(bytes, 0, NESTING);
    let mut events = Vec::new();
    let mut at = 0;
    loop {
        let token = lexer.token();
        assert!(lexer.depth() <= NESTING);
        let span = match token {
            Token::ObjectStart(at) | Token::ObjectEnd(at) | Token::ArrayStart(at) | Token::ArrayEnd(at) => {
                Span::new(at, at + 1)
            }
            Token::Key(span) | Token::String(span) | Token::Scalar(span) => span,
            Token::End(end) | Token::Broken(end) | Token::Cut(end) => {
                assert!(end <= bytes.len());
                assert_eq!(lexer.token(), token, "the last token is repeated");
                return (events, token);
            }
        };
        assert!(at <= span.start && span.end <= bytes.len(), "in order and inside");
        at = span.end;
        let text = || {
            let decoded = CodecId::JsonString.codec().decode(span.slice(bytes), &Limits::default());
            decoded.expect("the inside of a string always decodes").bytes.into_owned()
        };
        events.push(match token {
            Token::ObjectStart(_) => Event::Object,
            Token::ObjectEnd(_) => Event::ObjectEnd,
            Token::ArrayStart(_) => Event::Array,
            Token::ArrayEnd(_) => Event::ArrayEnd,
            Token::Key(_) => Event::Key(text()),
            Token::String(_) => Event::String(text()),
            _ => Event::Scalar,
        });
    }
}

fn outlined(bytes: &[u8]) {
    let outline = Outline::read(bytes, 0, NESTING);
    assert!(outline.value.end <= bytes.len());
    let Some(list) = outline.list else { return };
    assert!(list.span.end <= bytes.len());
    let mut at = list.span.start + 1;
    for element in &list.elements {
        assert!(at <= element.start && element.end <= list.span.end, "elements stand in the list, in order");
        at = element.end;
    }
    if outline.ending == Ending::Cut {
        let closed = [&bytes[..list.salvage()], &list.closers].concat();
        let (_, last) = lexed(&closed);
        assert_eq!(last, Token::End(closed.len()), "a cut document can be closed");
    }
}

/// Writes down what `serde_json` meets.
struct Events<'e>(&'e mut Vec<Event>);

impl<'de> DeserializeSeed<'de> for Events<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// A key.
struct Key<'e>(&'e mut Vec<Event>);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let key: String = serde::Deserialize::deserialize(deserializer)?;
        self.0.push(Event::Key(key.into_bytes()));
        Ok(())
    }
}

impl<'de> Visitor<'de> for Events<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.0.push(Event::Scalar);
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.0.push(Event::Scalar);
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.0.push(Event::Scalar);
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.0.push(Event::Scalar);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.push(Event::Scalar);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.push(Event::String(text.as_bytes().to_vec()));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.0.push(Event::Array);
        while list.next_element_seed(Events(self.0))?.is_some() {}
        self.0.push(Event::ArrayEnd);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.0.push(Event::Object);
        while map.next_key_seed(Key(self.0))?.is_some() {
            map.next_value_seed(Events(self.0))?;
        }
        self.0.push(Event::ObjectEnd);
        Ok(())
    }
}
