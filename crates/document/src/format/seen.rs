//! For the tests of the formats: collects what a format hands on, and checks what every format
//! owes on any input.

use super::{Context, Field, Format, Segment, Sink, Unread};
use crate::limits::Limits;

/// A sink that writes down each value as `kind path=text|codec`.
struct Seen<'t> {
    text: &'t [u8],
    path: Vec<String>,
    values: Vec<String>,
    covered: Vec<bool>,
}

impl<'t> Seen<'t> {
    fn new(text: &'t [u8]) -> Self {
        let covered = vec![false; text.len()];
        Seen { text, path: Vec::new(), values: Vec::new(), covered }
    }
}

impl Sink for Seen<'_> {
    fn enter(&mut self, segment: Segment<'_>) {
        self.path.push(match segment {
            Segment::Name(name) => String::from_utf8_lossy(name).into_owned(),
            Segment::Index(index) => format!("[{index}]"),
        });
    }

    fn leave(&mut self) {
        assert!(self.path.pop().is_some(), "a format leaves only what it entered");
    }

    fn value(&mut self, field: &Field<'_>) {
        assert!(field.span.end <= self.text.len(), "every span lies inside");
        if field.span.is_empty() {
            return;
        }
        self.covered[field.span.range()].fill(true);
        if let Some(segment) = field.segment {
            self.enter(segment);
        }
        let raw = field.span.slice(self.text);
        let decoded = field.codec.map(|codec| codec.codec().decode(raw, &Limits::default()));
        let shown = match &decoded {
            Some(Ok(decoded)) => &decoded.bytes,
            Some(Err(_)) | None => raw,
        };
        let kind = match field.context {
            Context::Text => "text".to_owned(),
            context => format!("{context:?}").to_lowercase(),
        };
        let name = String::from_utf8_lossy(&field.name);
        let last = self.path.last().map(String::as_str);
        let name = if Some(&*name) == last || name.is_empty() { "" } else { &format!(" ({name})") };
        let codec = field.codec.map(|codec| format!("|{}", codec.label())).unwrap_or_default();
        let mut line =
            format!("{kind} {}{name}={}{codec}", self.path.join("."), shown.escape_ascii());
        for said in [field.declared.mime, field.declared.encoding].into_iter().flatten() {
            line += &format!("|{}", said.escape_ascii());
        }
        self.values.push(line);
        if field.segment.is_some() {
            self.leave();
        }
    }

    fn unread(&mut self, reason: Unread) {
        self.values.push(format!("unread {}", reason.label()));
    }
}

/// What `format` hands on of `text`.
pub(crate) fn seen(format: &dyn Format, text: impl AsRef<[u8]>) -> Vec<String> {
    let text = text.as_ref();
    let mut seen = Seen::new(text);
    format.walk(text, &mut seen);
    assert!(seen.path.is_empty(), "a format leaves all that it entered");
    seen.values
}

/// Checks the table of `(text, values)`.
pub(super) fn check(format: &dyn Format, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(seen(format, text), *expected, "in {text}");
    }
}

/// The letters and digits of `text` that were not handed on.
pub(super) fn missed(format: &dyn Format, text: &[u8]) -> String {
    let mut seen = Seen::new(text);
    format.walk(text, &mut seen);
    let missed = text.iter().zip(&seen.covered).map(|(&byte, &covered)| {
        if covered || !byte.is_ascii_alphanumeric() { ' ' } else { char::from(byte) }
    });
    missed.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Hands the format pieces of its own syntax repeated until they are long, and checks that the
/// values stay in proportion to the text.
pub(super) fn survives(format: &dyn Format, pieces: &[&str]) {
    for piece in pieces {
        let text = piece.repeat((1 << 20) / piece.len());
        let mut counts = Counts::default();
        format.walk(text.as_bytes(), &mut counts);
        assert_eq!(counts.depth, 0, "in {piece:?}");
        assert!(counts.bytes <= text.len() * 2 + 64, "{} bytes in {piece:?}", counts.bytes);
        assert!(counts.deepest <= 2000, "{} deep in {piece:?}", counts.deepest);
        let accepts = format.accepts(text.as_bytes(), super::Declared::default());
        std::hint::black_box(accepts);
    }
}

#[derive(Default)]
struct Counts {
    bytes: usize,
    depth: usize,
    deepest: usize,
}

impl Sink for Counts {
    fn enter(&mut self, _: Segment<'_>) {
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    fn value(&mut self, field: &Field<'_>) {
        self.bytes += field.span.len();
    }

    fn unread(&mut self, _: Unread) {}
}
