//! Multipart bodies (RFC 2046 section 5.1, RFC 7578): forms with files, batches, mails.
//!
//! The boundary is read from the first line that begins like one and is followed by header lines,
//! so that a body needs no declaration. A part inside a part comes out when the walker looks at
//! the outer one.

use std::borrow::Cow;

use memchr::memmem;

use super::http::Headers;
use super::line::{Lines, trim};
use super::{Context, Declared, Field, Format, Segment, Sink};
use crate::span::Span;

/// Reads multipart bodies.
pub struct Multipart;

/// How far into the text the first boundary may stand.
const PREAMBLE: usize = 64 << 10;
/// RFC 2046 allows 70; some clients write more.
const BOUNDARY: usize = 200;

impl Format for Multipart {
    fn label(&self) -> &'static str {
        "multipart"
    }

    fn accepts(&self, text: &[u8], declared: Declared<'_>) -> bool {
        if text.starts_with(b"--") || text.starts_with(b"\r\n--") || text.starts_with(b"\n--") {
            return opening(&text[..text.len().min(1024)]).is_some();
        }
        declared.mime_contains("multipart/") && opening(text).is_some()
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        let Some(line) = opening(text) else {
            to.value(&Field::text(Span::of(text)));
            return;
        };
        let preamble = trim(text, Span::new(0, line.start));
        to.value(&Field::text(preamble));
        let delimiter = line.slice(text).trim_ascii_end();
        let mut start = line.end;
        let mut index = 0;
        loop {
            let next = next_delimiter(text, start, delimiter);
            let end = next.map_or(text.len(), |next| without_line_end(text, start, next));
            let part = Span::new(behind_line(text, start), end);
            to.enter(Segment::Index(index));
            read_part(text, part, to);
            to.leave();
            let Some(next) = next else { return };
            start = next + delimiter.len();
            index += 1;
            if text[start..].starts_with(b"--") {
                to.value(&Field::text(trim(text, Span::new(start + 2, text.len()))));
                return;
            }
        }
    }
}

/// The line of the first boundary.
fn opening(text: &[u8]) -> Option<Span> {
    let near = &text[..text.len().min(PREAMBLE)];
    let mut lines = Lines::new(near, 0);
    let mut line = lines.next()?;
    loop {
        let next = lines.next()?;
        let bytes = line.slice(text);
        if bytes.starts_with(b"--") && is_boundary(bytes.trim_ascii_end()) {
            let after = next.slice(text);
            let header = after.get(..8).is_some_and(|head| head.eq_ignore_ascii_case(b"content-"));
            if header || after.is_empty() && line.len() >= 10 || after == bytes {
                return Some(line);
            }
        }
        line = next;
    }
}

fn is_boundary(line: &[u8]) -> bool {
    (3..=BOUNDARY).contains(&line.len())
        && line.iter().all(|byte| matches!(byte, b' '..=b'~'))
        && !line.starts_with(b"-----BEGIN ")
}

/// Where the delimiter stands next at the beginning of a line.
fn next_delimiter(text: &[u8], from: usize, delimiter: &[u8]) -> Option<usize> {
    memmem::find_iter(&text[from..], delimiter).map(|offset| from + offset).find(|&at| {
        let behind = text.get(at + delimiter.len()..).unwrap_or_default();
        let ends = matches!(behind, [] | [b'\r' | b'\n' | b' ' | b'\t', ..] | [b'-', b'-', ..]);
        ends && at > 0 && text[at - 1] == b'\n'
    })
}

fn without_line_end(text: &[u8], start: usize, at: usize) -> usize {
    let bytes = &text[start..at];
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    start + bytes.strip_suffix(b"\r").unwrap_or(bytes).len()
}

/// Behind the rest of the line at `at`, which holds only white space.
fn behind_line(text: &[u8], at: usize) -> usize {
    let rest = &text[at..];
    let space = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    at + space + usize::from(rest.get(space) == Some(&b'\n'))
}

fn read_part(text: &[u8], part: Span, to: &mut dyn Sink) {
    let inside = &text[..part.end];
    let mut lines = Lines::new(inside, part.start);
    let disposition = disposition(inside, part.start);
    let headers = Headers { context: Context::Header, stomp: false };
    let declared = headers.read(inside, &mut lines, to);
    let body = Span::new(lines.at.min(part.end), part.end);
    if body.is_empty() {
        return;
    }
    let Some(name) = &disposition.name else {
        let segment = disposition.file.as_deref().map(Segment::Name);
        to.value(&Field { segment, ..Field::text(body) }.declared(declared));
        return;
    };
    if disposition.file.is_some() {
        to.enter(Segment::Name(name));
    }
    let segment = Segment::Name(disposition.file.as_ref().unwrap_or(name));
    to.value(&Field {
        span: body,
        codec: None,
        context: Context::Param,
        name: name.clone(),
        segment: Some(segment),
        declared,
        seal: None,
    });
    if disposition.file.is_some() {
        to.leave();
    }
}

/// What a part is called.
#[derive(Default)]
struct Disposition<'t> {
    name: Option<Cow<'t, [u8]>>,
    file: Option<Cow<'t, [u8]>>,
}

/// Reads the parameters of `Content-Disposition` and `Content-ID` in the headers at `at`.
fn disposition(text: &[u8], at: usize) -> Disposition<'_> {
    let mut found = Disposition::default();
    for line in Lines::new(text, at).take(64) {
        let bytes = line.slice(text);
        if bytes.is_empty() {
            break;
        }
        let header = b"content-disposition:";
        if bytes.get(..header.len()).is_some_and(|head| head.eq_ignore_ascii_case(header)) {
            found.name = parameter(bytes, b"name");
            found.file = parameter(bytes, b"filename").or_else(|| parameter(bytes, b"filename*"));
        }
    }
    found
}

/// The value of `; key=value` or `; key="value"`.
fn parameter<'t>(line: &'t [u8], key: &[u8]) -> Option<Cow<'t, [u8]>> {
    let mut at = 0;
    while let Some(offset) = memchr::memchr(b';', &line[at..]) {
        at += offset + 1;
        let rest = line[at..].trim_ascii_start();
        let Some(value) = rest.get(..key.len()).filter(|head| head.eq_ignore_ascii_case(key))
        else {
            continue;
        };
        let Some(value) = rest[value.len()..].trim_ascii_start().strip_prefix(b"=") else {
            continue;
        };
        let value = value.trim_ascii_start();
        let Some(quoted) = value.strip_prefix(b"\"") else {
            let end = memchr::memchr(b';', value).unwrap_or(value.len());
            return Some(Cow::Borrowed(value[..end].trim_ascii_end()));
        };
        let end = quoted
            .iter()
            .enumerate()
            .position(|(place, &byte)| byte == b'"' && (place == 0 || quoted[place - 1] != b'\\'))
            .unwrap_or(quoted.len());
        return Some(Cow::Borrowed(&quoted[..end]));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::seen;
    use super::*;

    #[test]
    fn reads_forms_batches_and_mails() {
        seen::check(
            &Multipart,
            &[
                (
                    "--X1\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nhunter2\r\n--X1\r\nContent-Disposition: form-data; filename=\"a.json\"; name=up\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n--X1--\r\nend",
                    &[
                        "header [0].Content-Disposition=form-data; name=\\\"password\\\"",
                        "param [0].password=hunter2",
                        "header [1].Content-Disposition=form-data; filename=\\\"a.json\\\"; name=up",
                        "header [1].Content-Type=application/json",
                        "param [1].up.a.json (up)={\\\"a\\\":1}|application/json",
                        "text =end",
                    ],
                ),
                (
                    "hello\n--b \nContent-Type: application/http\nContent-Transfer-Encoding: base64\n\nR0VU\n--bc\n\n--b\n\nplain\nlines\n",
                    &[
                        "text =hello",
                        "header [0].Content-Type=application/http",
                        "header [0].Content-Transfer-Encoding=base64",
                        "text [0]=R0VU\\n--bc\\n|application/http|base64",
                        "text [1]=plain\\nlines\\n",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn tells_parts_from_other_texts() {
        let accepts = |text: &str| Multipart.accepts(text.as_bytes(), Declared::default());
        assert!(accepts("--X\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--X--"));
        assert!(accepts("------WebKitFormBoundaryAb\n\nx\n------WebKitFormBoundaryAb--"));
        for text in [
            "--",
            "--a",
            "-- sql\nselect",
            "--flag\nvalue\n",
            "-----BEGIN RSA PRIVATE KEY-----\n\nAb",
            "x\n--b\nContent-Type: a",
        ] {
            assert!(!accepts(text), "{text}");
        }
        let mixed = Declared { mime: Some(b"multipart/mixed; boundary=b"), encoding: None };
        assert!(Multipart.accepts(b"x\n--b\nContent-Type: a\n\nb", mixed));
    }

    #[test]
    fn misses_no_word() {
        let text = b"p1\n--b\nContent-Type: t2\n\nb3\n--b x4\nb5\n--b\nc6\n--b--\ne7";
        assert_eq!(seen::missed(&Multipart, text), "b Content Type b b b");
    }

    #[test]
    fn survives_hostile_parts() {
        seen::survives(
            &Multipart,
            &[
                "--b\n\n",
                "--b\nContent-Type: a\n\n",
                "--b",
                "--b\nContent-\n --b",
                "--\n",
                "--b--\n",
                "--b\nContent-Disposition: a; name=\"\n",
            ],
        );
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(text in "(--b|--b--|\r?\n|Content-Type: a|Content-Disposition: x; name=\"?|[a;:= ]){0,40}") {
            seen::seen(&Multipart, text);
        }
    }
}
