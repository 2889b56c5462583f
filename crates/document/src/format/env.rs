//! Lines of `name = value`: environment files, INI, Java properties, `.npmrc`; and log lines that
//! are nothing but `name=value` pairs (logfmt).

use std::borrow::Cow;

use super::line::{Lines, closing_quote, trim};
use super::{Context, Declared, Field, Format, Segment, Sink};
use crate::codec::CodecId;
use crate::span::Span;

/// Reads environment files and their kin.
pub struct Env;

/// Reads logfmt.
pub struct Logfmt;

/// How many lines are looked at before a text is taken for one of these.
const LOOKED_AT: usize = 12;
/// A quoted value spans no more bytes than this.
const QUOTED: usize = 64 << 10;

impl Format for Env {
    fn label(&self) -> &'static str {
        "env"
    }

    fn accepts(&self, text: &[u8], _: Declared<'_>) -> bool {
        let near = &text[..text.len().min(8 << 10)];
        if memchr::memchr(b'\n', near).is_none() {
            return false;
        }
        let (mut pairs, mut sections) = (0, 0);
        let mut lines = Lines::new(near, 0);
        let mut looked_at = 0;
        while let Some(line) = lines.next() {
            looked_at += 1;
            if looked_at > LOOKED_AT {
                break;
            }
            match Line::of(near, line) {
                Line::Empty | Line::Comment => {}
                Line::Section(_) => sections += 1,
                Line::Pair { value, .. } => {
                    // Code has such lines as well.
                    let tail = value.slice(near).last();
                    if tail.is_some_and(|tail| b";{([,".contains(tail)) {
                        return false;
                    }
                    let value = Value::of(near, value, near.len());
                    lines.at = lines.at.max(value.next);
                    pairs += 1;
                }
                Line::Other => return false,
            }
        }
        pairs >= 2 || pairs == 1 && sections > 0
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        let mut lines = Lines::new(text, 0);
        let mut section = false;
        let mut other: Option<Span> = None;
        while let Some(line) = lines.next() {
            let kind = Line::of(text, line);
            if let Line::Other | Line::Comment = kind {
                other.get_or_insert(line).end = line.end;
                continue;
            }
            flush(text, &mut other, to);
            match kind {
                Line::Section(name) => {
                    if section {
                        to.leave();
                    }
                    to.enter(Segment::Name(name.slice(text)));
                    section = true;
                    if name.len() >= 16 {
                        to.value(&Field::text(name));
                    }
                }
                Line::Pair { name, value } => {
                    let value = Value::of(text, value, text.len());
                    lines.at = lines.at.max(value.next);
                    let key = name.slice(text);
                    to.value(&Field {
                        name: Cow::Borrowed(last_part(key)),
                        ..Field::named(Context::Key, key, value.span, value.codec)
                    });
                    let rest = trim(text, value.rest);
                    if !rest.is_empty() {
                        to.value(&Field::text(rest));
                    }
                    if key.len() >= 40 {
                        to.value(&Field::text(name));
                    }
                }
                Line::Empty | Line::Comment | Line::Other => {}
            }
        }
        flush(text, &mut other, to);
        if section {
            to.leave();
        }
    }
}

fn flush(text: &[u8], other: &mut Option<Span>, to: &mut dyn Sink) {
    if let Some(span) = other.take() {
        to.value(&Field::text(trim(text, span)));
    }
}

/// What a line is.
enum Line {
    Empty,
    Comment,
    Section(Span),
    Pair { name: Span, value: Span },
    Other,
}

impl Line {
    fn of(text: &[u8], line: Span) -> Line {
        let line = trim(text, line);
        let bytes = line.slice(text);
        match bytes {
            [] => return Line::Empty,
            [b'#' | b';', ..] => return Line::Comment,
            [b'[', name @ .., b']'] if !name.iter().any(|byte| b"{}[]\",".contains(byte)) => {
                return Line::Section(trim(text, Span::new(line.start + 1, line.end - 1)));
            }
            _ => {}
        }
        let Some(equals) = memchr::memchr(b'=', bytes) else { return Line::Other };
        let mut start = line.start;
        for word in [&b"export "[..], b"set ", b"$env:"] {
            if bytes.starts_with(word) {
                start += word.len();
            }
        }
        let name = trim(text, Span::new(start, line.start + equals));
        let is_name = (1..=256).contains(&name.len()) && {
            let bytes = name.slice(text);
            let first = bytes[0].is_ascii_alphabetic() || matches!(bytes[0], b'_' | b'/' | b'.');
            first
                && bytes
                    .iter()
                    .all(|&byte| byte.is_ascii_alphanumeric() || b"_.-/:@".contains(&byte))
        };
        if !is_name {
            return Line::Other;
        }
        Line::Pair { name, value: trim(text, Span::new(line.start + equals + 1, line.end)) }
    }
}

/// A value, without its quotes.
struct Value {
    span: Span,
    codec: Option<CodecId>,
    /// What stands behind the closing quote, or a comment.
    rest: Span,
    /// Where the next line may begin at the earliest: a quoted value may have several.
    next: usize,
}

impl Value {
    fn of(text: &[u8], value: Span, end: usize) -> Value {
        let plain = |span: Span, rest| Value { span, codec: None, rest, next: 0 };
        let nothing = Span::new(value.end, value.end);
        let bytes = value.slice(text);
        let Some(&quote @ (b'"' | b'\'')) = bytes.first() else {
            let comment =
                memchr::memmem::find(bytes, b" #").map_or(value.end, |at| value.start + at);
            return plain(
                trim(text, Span::new(value.start, comment)),
                Span::new(comment, value.end),
            );
        };
        // Three quotes open a long string (TOML, Grafana's INI).
        let three = [quote; 3];
        if bytes.starts_with(&three) {
            let start = value.start + 3;
            let near = &text[start..end.min(start + QUOTED).max(start)];
            if let Some(length) = memchr::memmem::find(near, &three).filter(|&length| length > 0) {
                let close = start + length;
                let rest = Span::new(close + 3, value.end.max(close + 3));
                return Value { span: Span::new(start, close), codec: None, rest, next: close + 3 };
            }
        }
        // On the same line first: an apostrophe is not always a quote.
        let close = closing_quote(text, value.start, value.end).or_else(|| {
            let near = end.min(value.start + QUOTED);
            closing_quote(text, value.start, near)
                .filter(|&close| matches!(text.get(close + 1), None | Some(b'\r' | b'\n')))
        });
        let Some(close) = close else { return plain(value, nothing) };
        Value {
            span: Span::new(value.start + 1, close),
            codec: (quote == b'"').then_some(CodecId::JsString),
            rest: Span::new(close + 1, value.end.max(close + 1)),
            next: close + 1,
        }
    }
}

/// `//registry.example/:_authToken` is called `_authToken`.
fn last_part(key: &[u8]) -> &[u8] {
    match memchr::memmem::rfind(key, b"/:") {
        Some(at) if at + 2 < key.len() => &key[at + 2..],
        Some(_) | None => key,
    }
}

impl Format for Logfmt {
    fn label(&self) -> &'static str {
        "logfmt"
    }

    fn accepts(&self, text: &[u8], _: Declared<'_>) -> bool {
        // The first name, then all of the first lines.
        let name = text.iter().take(65).take_while(|&&byte| is_key(byte)).count();
        if !(1..=64).contains(&name) || text.get(name) != Some(&b'=') || text[0].is_ascii_digit() {
            return false;
        }
        let near = &text[..text.len().min(4 << 10)];
        // One pair in each line is a file of settings, whose values may have spaces.
        let mut most = 0;
        for line in Lines::new(near, 0).take(4) {
            let cut = line.end == near.len() && near.len() < text.len();
            let mut pairs = 0;
            let mut at = line.start;
            while let Some(pair) = Pair::next(near, &mut at, line.end) {
                let value = pair.value.slice(near);
                if pair.name.is_empty() && !cut
                    || value.last().is_some_and(|last| b";,{([&".contains(last)) && !pair.quoted
                    || pair.trail
                {
                    return false;
                }
                pairs += 1;
            }
            most = most.max(pairs);
        }
        most >= 2
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        for line in Lines::new(text, 0) {
            let mut at = line.start;
            while let Some(pair) = Pair::next(text, &mut at, line.end) {
                if pair.name.is_empty() {
                    to.value(&Field::text(pair.value));
                    continue;
                }
                let codec = pair.quoted.then_some(CodecId::JsString);
                to.value(&Field::named(Context::Key, pair.name.slice(text), pair.value, codec));
                if pair.name.len() >= 24 {
                    to.value(&Field::text(pair.name));
                }
            }
        }
    }
}

/// One `name=value` of a line, or a word without a name.
struct Pair {
    name: Span,
    value: Span,
    quoted: bool,
    /// Whether something follows the closing quote directly.
    trail: bool,
}

impl Pair {
    fn next(text: &[u8], at: &mut usize, end: usize) -> Option<Pair> {
        let rest = &text[*at..end];
        let start = *at + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if start >= end {
            return None;
        }
        let length = text[start..end].iter().take_while(|&&byte| is_key(byte)).count();
        let key = start + length;
        let named = length > 0 && text[..end].get(key) == Some(&b'=');
        let value = if named { key + 1 } else { start };
        let name = Span::new(start, if named { key } else { start });
        if named
            && text[..end].get(value) == Some(&b'"')
            && let Some(close) = closing_quote(text, value, end)
        {
            *at = close + 1;
            let trail = text[..end].get(*at).is_some_and(|byte| !byte.is_ascii_whitespace());
            return Some(Pair { name, value: Span::new(value + 1, close), quoted: true, trail });
        }
        let length = text[value..end].iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
        *at = value + length;
        Some(Pair { name, value: Span::new(value, *at), quoted: false, trail: false })
    }
}

fn is_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'@' | b'/')
}

#[cfg(test)]
mod tests {
    use super::super::seen;
    use super::*;

    #[test]
    fn reads_environment_files() {
        seen::check(
            &Env,
            &[
                ("[s]\nPW = \"\"\"x\"y\"\"\"\nA=1\n", &["key s.PW=x\\\"y", "key s.A=1"]),
                (
                    "# remark\nA=1\nexport TOKEN=\"a\\nb\" # end\nPW='x y'\nURL=postgres://u:p@h/d\n",
                    &[
                        "text =# remark",
                        "key A=1",
                        "key TOKEN=a\\nb|js-string",
                        "text =# end",
                        "key PW=x y",
                        "key URL=postgres://u:p@h/d",
                    ],
                ),
                (
                    "[default]\naws_secret_access_key = abc/+=\n[b]\nk=v #c\nwhat is this\nand this\n",
                    &[
                        "key default.aws_secret_access_key=abc/+=",
                        "key b.k=v",
                        "text b=#c",
                        "text b=what is this\\nand this",
                    ],
                ),
                (
                    "KEY=\"-----BEGIN\nabc\n-----END\"\nB=it's\n//r.example/:_authToken=npm_1",
                    &[
                        "key KEY=-----BEGIN\\nabc\\n-----END|js-string",
                        "key B=it\\'s",
                        "key //r.example/:_authToken (_authToken)=npm_1",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn reads_logfmt() {
        seen::check(
            &Logfmt,
            &[(
                "level=info token=abc msg=\"a \\\"b\\\" c\" stray\nx= y=1",
                &[
                    "key level=info",
                    "key token=abc",
                    "key msg=a \\\"b\\\" c|js-string",
                    "text =stray",
                    "key y=1",
                ],
            )],
        );
    }

    #[test]
    fn tells_them_from_other_texts() {
        let env = |text: &str| Env.accepts(text.as_bytes(), Declared::default());
        let logfmt = |text: &str| Logfmt.accepts(text.as_bytes(), Declared::default());
        for text in ["A=1\nB=2", "[s]\na = b\n", "# c\nA=\"x\ny\"\nB=2\n"] {
            assert!(env(text), "{text}");
        }
        for text in [
            "",
            "A=1",
            "A=1\nnot this\n",
            "a = f(\nb = 1",
            "var a = 1\nvar b = 2",
            "a=1;\nb=2;\n",
            "{\na=1\n}",
            "a: b\nc: d",
            "x = {\n a = 1\n",
        ] {
            assert!(!env(text), "{text}");
        }
        for text in ["a=1 b=2", "level=info msg=\"a b\"", "a=1 b=2\nc=3 d=4\n"] {
            assert!(logfmt(text), "{text}");
        }
        for text in [
            "a=b",
            "a=b; c=d",
            "a=1 b",
            "realm=\"a\", nonce=\"b\"",
            "a=1&b=2 c",
            "x = y",
            "1=2 3=4",
            "QUJDRA==",
            "a=b c=d;",
            "A=\nB=2\nC=<your key>\n",
        ] {
            assert!(!logfmt(text), "{text}");
        }
    }

    #[test]
    fn misses_no_word() {
        let text = b"#c1\nA=v2 #c3\n[s]\nB=\"v4\" x5\n;c6\nword7\nC='v8";
        assert_eq!(seen::missed(&Env, text), "A s B C");
        assert_eq!(seen::missed(&Logfmt, b"a=v1 w2 =w3 b=\"v4\"w5"), "a b");
    }

    #[test]
    fn survives_hostile_lines() {
        seen::survives(&Env, &["a=\"\n", "a='", "[", "[a]\n", "=\n", "#", "a=1\n", "a=\"\\"]);
        seen::survives(&Logfmt, &["a=\"", "a=", " ", "a=\" ", "=", "a=b\n"]);
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(text in "[ab=\"'\\\\#;\\[\\] \r\n]{0,80}") {
            seen::seen(&Env, &text);
            seen::seen(&Logfmt, &text);
        }
    }
}
