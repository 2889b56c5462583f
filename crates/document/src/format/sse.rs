//! Server-sent events (HTML Living Standard section 9.2.5): `event:`, `data:`, `id:`, `retry:`.
//!
//! The name of an event names its data. Data over several lines is one value: a codec takes off
//! the field names between the lines.

use super::line::{Lines, trim};
use super::{Context, Declared, Field, Format, Segment, Sink};
use crate::codec::CodecId;
use crate::span::Span;

/// Reads event streams.
pub struct EventStream;

impl Format for EventStream {
    fn label(&self) -> &'static str {
        "event-stream"
    }

    fn accepts(&self, text: &[u8], declared: Declared<'_>) -> bool {
        if !matches!(text.first(), Some(b'd' | b'e' | b'i' | b'r' | b':' | b'\n' | b'\r' | 0xef)) {
            return false;
        }
        let near = &text[..text.len().min(8 << 10)];
        let said = declared.mime_contains("event-stream");
        let (mut fields, mut data, mut ended) = (0, 0, false);
        for line in Lines::new(near, 0).take(8) {
            let bytes = line.slice(near);
            match field(bytes) {
                _ if bytes.is_empty() => ended |= data > 0,
                Some((b"data", _)) => {
                    // A `data:` URL is none.
                    if memchr::memmem::find(&bytes[..bytes.len().min(128)], b";base64,").is_some() {
                        return false;
                    }
                    data += 1;
                }
                Some(_) => fields += 1,
                None if line.end == near.len() && near.len() < text.len() => {}
                None => return false,
            }
        }
        data > 0 && (said || ended || fields > 0 || data > 1) || said && fields > 0
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        let mut event: Option<Span> = None;
        let mut index = 0;
        to.enter(Segment::Index(index));
        let mut lines = Lines::new(text, 0);
        while let Some(line) = lines.next() {
            let bytes = line.slice(text);
            if bytes.is_empty() {
                event = None;
                index += 1;
                to.leave();
                to.enter(Segment::Index(index));
                continue;
            }
            let Some((name, at)) = field(bytes) else {
                to.value(&Field::text(line));
                continue;
            };
            let start = line.start + at;
            let value = trim(text, Span::new(start, line.end));
            match name {
                b"" => to.value(&Field::text(value)),
                b"data" => {
                    let more = further_lines(text, &mut lines);
                    let space = usize::from(more.is_some() && text.get(start) == Some(&b' '));
                    let value = more.map_or(value, |end| Span::new(start + space, end));
                    let codec = more.map(|_| CodecId::EventData);
                    let segment = Some(Segment::Name(b"data"));
                    let named =
                        event.map(|event| event.slice(text)).filter(|name| name.len() <= 64);
                    to.value(&match named {
                        Some(name) => {
                            Field { segment, ..Field::named(Context::Key, name, value, codec) }
                        }
                        None => Field { segment, codec, ..Field::text(value) },
                    });
                }
                name => {
                    if name == b"event" {
                        event = Some(value);
                    }
                    to.value(&Field::named(Context::Key, name, value, None));
                }
            }
        }
        to.leave();
    }
}

/// Passes over the lines of data that follow. Returns where the last one ends, if there is one.
fn further_lines(text: &[u8], lines: &mut Lines<'_>) -> Option<usize> {
    let mut end = None;
    loop {
        let at = lines.at;
        match lines.next() {
            Some(line) if line.slice(text).starts_with(b"data:") => end = Some(line.end),
            _ => {
                lines.at = at;
                return end;
            }
        }
    }
}

/// The field of a line, and where its value begins. A comment has no name.
fn field(line: &[u8]) -> Option<(&[u8], usize)> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").map_or((line, 0), |rest| (rest, 3));
    let (line, skipped) = line;
    let names: [&[u8]; 5] = [b"", b"data", b"event", b"id", b"retry"];
    names.into_iter().find_map(|name| {
        let rest = line.strip_prefix(name)?;
        match rest.first() {
            Some(b':') => Some((name, skipped + name.len() + 1)),
            None if !name.is_empty() => Some((name, skipped + name.len())),
            Some(_) | None => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::seen;
    use super::*;

    #[test]
    fn reads_events() {
        seen::check(
            &EventStream,
            &[(
                ": hi\nevent: token\nid: 7\ndata: abc\n\ndata:{\"a\":\r\ndata: 1}\r\n\r\nretry: 10\nwhat\n",
                &[
                    "text [0]=hi",
                    "key [0].event=token",
                    "key [0].id=7",
                    "key [0].data (token)=abc",
                    "text [1].data={\\\"a\\\":\\r\\n1}|event-data",
                    "key [2].retry=10",
                    "text [2]=what",
                ],
            )],
        );
    }

    #[test]
    fn tells_events_from_other_texts() {
        let accepts = |text: &str| EventStream.accepts(text.as_bytes(), Declared::default());
        for text in
            ["data: a\n\n", "event: a\ndata: b\n", "id: 1\nevent: x\ndata: y", ":\n\ndata: x\n\n"]
        {
            assert!(accepts(text), "{text}");
        }
        for text in [
            "data",
            "data: x",
            "data:text/plain;base64,QQ==\n\n",
            "id: 1\nname: x\n",
            "event: x\n",
            "date: x\n\n",
        ] {
            assert!(!accepts(text), "{text}");
        }
    }

    #[test]
    fn misses_no_word() {
        let text = b"event: e1\ndata: d2\nw3\n\n:c4\nid:i5\ndata d6";
        assert_eq!(seen::missed(&EventStream, text), "event data id");
    }

    #[test]
    fn survives_hostile_events() {
        seen::survives(&EventStream, &["data:\n", "\n", "data: a\n\n", ":", "event: a\ndata: b\n"]);
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(text in "(data|event|:|[ \r\n]|a|id: |\u{feff}){0,40}") {
            seen::seen(&EventStream, text);
        }
    }
}
