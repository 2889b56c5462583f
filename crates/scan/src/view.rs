//! The texts in which places stand, for showing them to a person.
//!
//! A place names the layers that lead to it; here they are opened again. What is shown of the texts is the face's
//! matter: they hold the credentials.

use std::borrow::Cow;

use scrubjay_document::Span;

use crate::engine::{Engine, FileScan};
use crate::finding::Place;
use crate::source;

impl FileScan {
    /// How many of the layers of each place are wrappings around the whole file: compression, UTF-16.
    pub fn wrapping_count(&self) -> usize {
        self.wrappings.len()
    }
}

impl Engine {
    /// The text of a file inside what is wrapped around the whole of it.
    ///
    /// `bytes` are those that `file` was scanned from; they come back borrowed where nothing is wrapped around them.
    pub fn unwrapped<'a>(&self, file: &FileScan, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        source::inside(bytes, &file.wrappings, &self.settings().limits)
    }

    /// The innermost text in which a place stands; its span counts there.
    ///
    /// `text` is the file's text without its wrappings. Nothing when a layer does not open, as in bytes that are not
    /// those of the scan.
    pub fn text_around<'a>(
        &self,
        file: &FileScan,
        place: &Place,
        text: &'a [u8],
    ) -> Option<Cow<'a, [u8]>> {
        let mut inner = Cow::Borrowed(text);
        for step in place.layers.get(file.wrappings.len()..)? {
            let raw = inner.get(step.span.start..step.span.end)?;
            let decoded = step.codec.codec().decode(raw, &self.settings().limits).ok()?;
            inner = Cow::Owned(decoded.bytes.into_owned());
        }
        (place.span.end <= inner.len()).then_some(inner)
    }
}

impl Place {
    /// The place of the layer in which this one stands, one layer out; nothing where none leads to it.
    pub fn outer(&self) -> Option<Place> {
        self.layers.len().checked_sub(1).map(|depth| self.up_to(depth))
    }

    /// The place of the layer at `depth` that leads to this one.
    fn up_to(&self, depth: usize) -> Place {
        let span: Span = self.layers[depth].span;
        Place { layers: self.layers[..depth].into(), span, ..self.clone() }
    }

    /// Whether the other place is a stretch of one of the layers that lead to this one, and holds this one or a part
    /// of it; then what stands there, one layer out of where they part.
    pub fn inside(&self, outer: &Place) -> Option<Place> {
        let depth = outer.layers.len();
        if outer.file != self.file || self.layers.get(..depth)? != &outer.layers[..] {
            return None;
        }
        let span = self.layers.get(depth)?.span;
        (outer.span.start < span.end && span.start < outer.span.end).then(|| self.up_to(depth))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Engine, Input, Key, Limits, Pack, Policy, Settings, Silent};

    // Invented, and long enough to be taken seriously.
    const SESSION: &str = "INVENTEDsession0123456789abcdefghijKLMNOP";

    fn engine() -> Engine {
        let key = Key::from_bytes(b"a key of the tests, no more");
        let settings = Settings {
            limits: Limits::default(),
            policy: Policy::default(),
            key,
            threads: Some(1),
        };
        Engine::new(Pack::builtin().expect("the pack compiles"), settings)
    }

    #[test]
    fn opens_the_text_of_every_place_in_a_wrapped_file() {
        let har = format!(
            r#"{{"log":{{"entries":[{{"request":{{"url":"https://a.example/?next=%2Flogin%3Fsessionid%3D{SESSION}","headers":[{{"name":"Cookie","value":"sessionid={SESSION}"}}]}}}}]}}}}"#
        );
        let wrapped: Vec<u8> =
            std::iter::once(0xfeff).chain(har.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let engine = engine();
        let scan =
            engine.scan(&[Input { name: "a.har", bytes: &wrapped }], &Silent).expect("not stopped");
        let file = &scan.files[0];
        assert_eq!(file.wrapping_count(), 1, "UTF-16 is a wrapping");
        let text = engine.unwrapped(file, &wrapped);
        assert!(text.ends_with(har.as_bytes()), "the text inside is the HAR");
        let places: Vec<_> = scan.credentials.iter().flat_map(|found| &found.places).collect();
        assert!(places.len() >= 2, "header and address");
        for place in places {
            let around = engine.text_around(file, place, &text).expect("its layers open");
            assert_eq!(&around[place.span.start..place.span.end], SESSION.as_bytes());
        }
    }
}
