//! What stands on one line of YAML, and in the lines that belong to it.

use crate::codec::CodecId;
use crate::format::line::{Lines, closing_quote, indent, trim};
use crate::format::{Context, Field, Sink};
use crate::span::Span;

/// A quoted or flow value spans no more bytes than this.
const LONG: usize = 64 << 10;

/// The key at the beginning of `line`, and what stands behind its colon.
pub(super) fn key(text: &[u8], line: Span) -> Option<(Span, Span)> {
    let line = trim(text, line);
    let bytes = line.slice(text);
    let (name, colon) = match *bytes.first()? {
        b'"' | b'\'' => {
            let close = closing_quote(text, line.start, line.end)?;
            (Span::new(line.start + 1, close), close + 1)
        }
        first if first.is_ascii_alphanumeric() || b"_./$<@".contains(&first) => {
            let colon = memchr::memchr_iter(b':', &bytes[..bytes.len().min(130)])
                .find(|&at| matches!(bytes.get(at + 1), None | Some(b' ' | b'\t')))?;
            let name = trim(text, Span::new(line.start, line.start + colon));
            let words = name.slice(text);
            let is_name = !words.iter().any(|byte| b"{}[],\"'#;=()".contains(byte));
            let spaces = words.iter().filter(|&&byte| byte == b' ').count();
            if !is_name || spaces > 4 {
                return None;
            }
            (name, line.start + colon)
        }
        _ => return None,
    };
    let ends = text.get(colon) == Some(&b':')
        && (colon + 1 >= line.end || matches!(text[colon + 1], b' ' | b'\t'));
    (ends && !name.is_empty() && colon < line.end).then(|| (name, Span::new(colon + 1, line.end)))
}

/// A value as written.
pub(super) struct Value {
    pub(super) span: Span,
    pub(super) codec: Option<CodecId>,
    /// Whether it stands in brackets.
    pub(super) flow: bool,
    /// Whether its tag says that it is base64.
    pub(super) binary: bool,
    /// Tags and anchors before it, and what stands behind it on its last line.
    before: Span,
    behind: Span,
}

impl Value {
    /// Reads the value at `span`, whose key or dash stands at the indent `outer`.
    pub(super) fn read(text: &[u8], span: Span, outer: usize, lines: &mut Lines<'_>) -> Value {
        let mut rest = span;
        while let [b'!' | b'&', ..] = rest.slice(text) {
            let word = rest.slice(text).iter().take_while(|&&byte| byte != b' ').count();
            rest = trim(text, Span::new(rest.start + word, rest.end));
        }
        let before = trim(text, Span::new(span.start, rest.start));
        let mut value = Value {
            span: rest,
            codec: None,
            flow: false,
            binary: before.slice(text).starts_with(b"!!binary"),
            before,
            behind: Span::new(rest.end, rest.end),
        };
        let near = text.len().min(rest.start.saturating_add(LONG));
        let end = match rest.slice(text).first() {
            Some(b'|' | b'>') => {
                value.block(text, outer, lines);
                return value;
            }
            Some(&quote @ (b'"' | b'\'')) => {
                let close = if quote == b'"' {
                    closing_quote(text, rest.start, rest.end)
                        .or_else(|| closing_quote(text, rest.start, near))
                } else {
                    closing_apostrophe(text, rest.start + 1, near)
                };
                let Some(close) = close else { return value };
                value.span = Span::new(rest.start + 1, close);
                value.codec = if quote == b'"' {
                    Some(CodecId::JsString)
                } else {
                    doubled(value.span.slice(text))
                };
                close + 1
            }
            // `{SSHA}x` is a word, whatever it begins with.
            Some(b'{' | b'[') if !is_glued(text, rest.start, near) => {
                value.flow = true;
                let end = flow_end(text, rest.start, near).unwrap_or(rest.end);
                value.span = Span::new(rest.start, end);
                end
            }
            _ => {
                let hash = memchr::memmem::find(rest.slice(text), b" #");
                let end = hash.map_or(rest.end, |at| rest.start + at);
                value.span = trim(text, Span::new(rest.start, end));
                value.behind = Span::new(end, rest.end);
                return value;
            }
        };
        let feed = memchr::memchr(b'\n', &text[end..]).map_or(text.len(), |at| end + at);
        value.behind = trim(text, Span::new(end, feed));
        lines.at = lines.at.max((feed + 1).min(text.len()));
        value
    }

    /// `|` and `>`: all following lines that stand further in.
    fn block(&mut self, text: &[u8], outer: usize, lines: &mut Lines<'_>) {
        let head = self.span;
        let mark = head.slice(text).iter().take_while(|&&byte| !byte.is_ascii_whitespace()).count();
        self.behind = trim(text, Span::new(head.start + mark.min(3), head.end));
        let start = lines.at;
        let (mut end, mut count) = (start, 0);
        loop {
            let at = lines.at;
            let Some(line) = lines.next() else { break };
            let bytes = line.slice(text);
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            if indent(bytes) <= outer {
                lines.at = at;
                break;
            }
            count += 1;
            end = line.end;
        }
        // Several lines keep their indent: they may be YAML again.
        let span = Span::new(start, end);
        self.span = if count == 1 { trim(text, span) } else { span };
    }

    /// Hands on what stands around the value.
    pub(super) fn around(&self, text: &[u8], to: &mut dyn Sink) {
        for span in [self.before, trim(text, self.behind)] {
            if !span.is_empty() {
                to.value(&Field::text(span));
            }
        }
    }
}

/// The codec of the inside of apostrophes.
fn doubled(inside: &[u8]) -> Option<CodecId> {
    memchr::memmem::find(inside, b"''").map(|_| CodecId::DoubledApostrophe)
}

/// The apostrophe that ends a string; two of them stand for one.
fn closing_apostrophe(text: &[u8], mut from: usize, end: usize) -> Option<usize> {
    loop {
        let hit = from + memchr::memchr(b'\'', text.get(from..end)?)?;
        if text.get(hit + 1) != Some(&b'\'') {
            return Some(hit);
        }
        from = hit + 2;
    }
}

/// Where the brackets that open at `start` are closed.
fn flow_end(text: &[u8], start: usize, end: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = start;
    while at < end {
        match text[at] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b'"' => at = closing_quote(text, at, end)?,
            // A key further out ends what was never closed.
            b'\n' if text.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether a word goes on right behind the brackets that open at `start`.
fn is_glued(text: &[u8], start: usize, end: usize) -> bool {
    const LONGEST: usize = 24;
    let near = &text[start..end.min(start + LONGEST)];
    let close = near.iter().position(|&byte| byte == b'}');
    close.is_some_and(|close| {
        near[1..close].iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
            && near.get(close + 1).is_some_and(|&byte| byte.is_ascii_alphanumeric() || byte == b'/')
    })
}

/// Hands on the members and items of a flow collection that is no JSON.
pub(super) fn flow(text: &[u8], span: Span, outer: Span, to: &mut dyn Sink) {
    let mut at = span.start;
    let mut named: Option<Span> = None;
    let mut under = outer;
    while at < span.end {
        match text[at] {
            b'{' | b'[' => {
                named = None;
                at += 1;
            }
            b'}' | b']' => {
                (named, under) = (None, outer);
                at += 1;
            }
            b',' | b' ' | b'\t' | b'\r' | b'\n' => at += 1,
            _ => {
                let (item, next) = flow_item(text, at, span.end);
                at = next;
                if let Some((name, value)) = flow_key(text, item) {
                    if value.is_empty() {
                        under = name;
                        continue;
                    }
                    let is = |one: &str| name.slice(text).eq_ignore_ascii_case(one.as_bytes());
                    let called = if is("value") { named.unwrap_or(name) } else { name };
                    if is("name") || is("key") {
                        named = Some(unquoted(text, value).0);
                    }
                    emit(text, called, true, value, to);
                } else {
                    emit(text, under, false, item, to);
                }
            }
        }
    }
}

fn emit(text: &[u8], name: Span, segment: bool, value: Span, to: &mut dyn Sink) {
    let (span, codec) = unquoted(text, value);
    let mut field = Field::named(Context::Key, name.slice(text), span, codec);
    if !segment {
        field.segment = None;
    }
    to.value(&field);
}

/// The item at `at`: up to a comma or bracket outside quotes and, in a dictionary of Python, tuples.
fn flow_item(text: &[u8], start: usize, end: usize) -> (Span, usize) {
    let mut at = start;
    let mut is_tuple = false;
    while at < end && (!b",{}[]".contains(&text[at]) || is_tuple && text[at] == b',') {
        is_tuple = match text[at] {
            b'(' => text[start..at].trim_ascii_end().ends_with(b":"),
            b')' => false,
            _ => is_tuple,
        };
        let quoted = match text[at] {
            b'"' => closing_quote(text, at, end),
            b'\'' => closing_apostrophe(text, at + 1, end),
            _ => None,
        };
        at = quoted.unwrap_or(at) + 1;
    }
    (trim(text, Span::new(start, at.min(end))), at.min(end))
}

fn flow_key(text: &[u8], item: Span) -> Option<(Span, Span)> {
    key(text, item).map(|(name, value)| (name, trim(text, value)))
}

fn unquoted(text: &[u8], value: Span) -> (Span, Option<CodecId>) {
    match value.slice(text) {
        [b'"', .., b'"'] => (Span::new(value.start + 1, value.end - 1), Some(CodecId::JsString)),
        [b'\'', inside @ .., b'\''] => (Span::new(value.start + 1, value.end - 1), doubled(inside)),
        _ => (value, None),
    }
}
