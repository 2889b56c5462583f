//! YAML as people write it: Kubernetes Secrets and configurations, compose files, pipelines. Block
//! mappings and lists, quoted and block scalars, flow collections; no anchors, no types.
//!
//! Also whatever else is lines of `key: value`. The values under `data` of a Secret are base64,
//! however short.

mod line;

use super::line::{Lines, indent, trim};
use super::{Context, Declared, Field, Format, Segment, Sink};
use crate::codec::CodecId;
use crate::limits::Limits;
use crate::span::Span;
use line::{Value, key};

/// Reads YAML.
pub struct Yaml;

/// How many lines are looked at before a text is taken for YAML.
const LOOKED_AT: usize = 24;
/// Deeper levels are read as if they stood at this depth.
const DEPTH: usize = 128;

impl Format for Yaml {
    fn label(&self) -> &'static str {
        "yaml"
    }

    fn accepts(&self, text: &[u8], _: Declared<'_>) -> bool {
        let near = &text[..text.len().min(8 << 10)];
        let Some(feed) = memchr::memchr(b'\n', near) else { return false };
        if !begins(near[..feed].trim_ascii()) {
            return false;
        }
        let (mut keys, mut words, mut lists, mut deeper_than) = (0, 0, false, None);
        for line in Lines::new(near, 0).take(LOOKED_AT) {
            let bytes = line.slice(near);
            let indent = indent(bytes);
            let content = bytes[indent..].trim_ascii_end();
            if deeper_than.is_some_and(|than| content.is_empty() || indent > than) {
                continue;
            }
            deeper_than = None;
            if content.is_empty() || content[0] == b'#' || content == b"---" || content == b"..." {
                continue;
            }
            let item = content.strip_prefix(b"- ").map(<[u8]>::trim_ascii_start);
            let start = line.start + indent + (content.len() - item.unwrap_or(content).len());
            match key(near, Span::new(start, line.end)) {
                Some((name, value)) if !name.slice(near).contains(&b' ') => {
                    keys += 1;
                    if matches!(value.slice(near).trim_ascii().first(), Some(b'|' | b'>')) {
                        deeper_than = Some(indent);
                    }
                }
                _ if item.is_some() || content == b"-" => {
                    // Prose has lists, too, but not of single words.
                    let word = item.is_some_and(|item| !item.contains(&b' '));
                    words += usize::from(word);
                    lists |= !word;
                }
                // A value may go on, further in than its key.
                _ if indent > 0 && keys > 0 => {}
                _ => return line.end == near.len() && near.len() < text.len() && keys >= 2,
            }
        }
        keys >= 2 || keys == 1 && words > 0 && !lists
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        let mut reader = Reader {
            text,
            lines: Lines::new(text, 0),
            levels: Vec::new(),
            items: 0,
            last: None,
            secret: is_secret(text, 0),
        };
        while let Some(line) = reader.lines.next() {
            reader.line(line, to);
        }
        reader.leave(0, to);
    }
}

/// Whether the first line could begin YAML.
fn begins(line: &[u8]) -> bool {
    match line.first() {
        None | Some(b'#' | b'%' | b'"' | b'\'') => true,
        Some(b'-') => line == b"---" || line.starts_with(b"- ") || line.starts_with(b"--- "),
        Some(_) => key(line, Span::of(line)).is_some(),
    }
}

/// Whether the document that begins at `at` is a Secret of Kubernetes or holds one.
fn is_secret(text: &[u8], at: usize) -> bool {
    let rest = &text[at.min(text.len())..];
    let document = &rest[..memchr::memmem::find(rest, b"\n---").unwrap_or(rest.len())];
    [&b"kind: Secret"[..], b"kind: \"Secret"]
        .iter()
        .any(|kind| memchr::memmem::find(document, kind).is_some())
}

struct Reader<'t> {
    text: &'t [u8],
    lines: Lines<'t>,
    levels: Vec<Level>,
    /// Items of a list that has no key.
    items: usize,
    /// The last key with a value on its line, and its indent: following lines may go on with it.
    last: Option<(usize, Span)>,
    secret: bool,
}

/// A mapping under a key, or an item of a list.
struct Level {
    indent: usize,
    /// The key; `None` for an item.
    key: Option<Span>,
    /// What a `name` in it says.
    named: Option<Span>,
    /// Items met directly in it.
    items: usize,
}

impl Reader<'_> {
    fn line(&mut self, line: Span, to: &mut dyn Sink) {
        let text = self.text;
        let bytes = line.slice(text);
        let content = trim(text, line);
        if content.is_empty() {
            return;
        }
        let mut at = indent(bytes);
        let mut content = content;
        let rest = content.slice(text);
        if at == 0 && (rest.starts_with(b"---") || rest == b"...") {
            self.leave(0, to);
            self.items = 0;
            self.secret = is_secret(text, content.end);
            content = trim(text, Span::new(content.start + 3, content.end));
            if content.is_empty() {
                return;
            }
            if rest.get(3) != Some(&b' ') {
                to.value(&Field::text(content));
                return;
            }
        }
        if content.slice(text).starts_with(b"#") {
            to.value(&Field::text(content));
            return;
        }
        self.leave_to(at, is_item(content.slice(text)), to);
        while is_item(content.slice(text)) {
            self.item(at, to);
            let next = trim(text, Span::new(content.start + 1, content.end));
            at += next.start - content.start;
            content = next;
        }
        if content.is_empty() {
            return;
        }
        let Some((key, value)) = key(text, content) else {
            self.scalar(content, at, to);
            return;
        };
        if key.len() >= 40 {
            to.value(&Field::text(key));
        }
        let value = trim(text, value);
        if value.is_empty() || value.slice(text).starts_with(b"#") {
            if !value.is_empty() {
                to.value(&Field::text(value));
            }
            self.last = None;
            self.push(Level { indent: at, key: Some(key), named: None, items: 0 }, to);
            return;
        }
        self.member(key, value, at, to);
    }

    /// Leaves the levels that end where a line stands at `indent`.
    fn leave_to(&mut self, indent: usize, item: bool, to: &mut dyn Sink) {
        while let Some(level) = self.levels.last() {
            // A list may stand at the indent of its key.
            let inside =
                level.indent < indent || item && level.key.is_some() && level.indent == indent;
            if inside {
                return;
            }
            self.levels.pop();
            to.leave();
        }
    }

    fn leave(&mut self, depth: usize, to: &mut dyn Sink) {
        while self.levels.len() > depth {
            self.levels.pop();
            to.leave();
        }
        self.last = None;
    }

    fn item(&mut self, indent: usize, to: &mut dyn Sink) {
        let counter = self.levels.last_mut().map_or(&mut self.items, |level| &mut level.items);
        let index = *counter;
        *counter += 1;
        self.last = None;
        let level = Level { indent, key: None, named: None, items: 0 };
        if self.levels.len() < DEPTH {
            to.enter(Segment::Index(index));
            self.levels.push(level);
        }
    }

    fn push(&mut self, level: Level, to: &mut dyn Sink) {
        if self.levels.len() < DEPTH {
            let name = level.key.map(|key| key.slice(self.text)).unwrap_or_default();
            to.enter(Segment::Name(name));
            self.levels.push(level);
        }
    }

    /// `key: value` on one line, or with the value going on below.
    fn member(&mut self, key: Span, span: Span, indent: usize, to: &mut dyn Sink) {
        let text = self.text;
        let value = Value::read(text, span, indent, &mut self.lines);
        let mut name = key;
        if let Some(level) = self.levels.last_mut() {
            if is_one(key.slice(text), &["name", "key", "field", "variable"]) {
                level.named = Some(value.span).filter(|name| is_label(name.slice(text)));
            } else if is_one(key.slice(text), &["value", "val", "default", "content"]) {
                let named = level.named.or_else(|| name_below(text, self.lines.at, indent));
                name = named.unwrap_or(key);
            }
        }
        self.emit(name, Some(key), &value, to);
        self.last = Some((indent, name));
    }

    /// A line without a key: an item, or more of the value before.
    fn scalar(&mut self, span: Span, indent: usize, to: &mut dyn Sink) {
        let text = self.text;
        let last = self.last.filter(|&(outer, _)| outer < indent).map(|(_, name)| name);
        let key = last.or_else(|| self.levels.iter().rev().find_map(|level| level.key));
        let value = Value::read(text, span, indent.saturating_sub(1), &mut self.lines);
        match key {
            Some(key) => self.emit(key, None, &value, to),
            None => {
                to.value(&Field { codec: value.codec, ..Field::text(value.span) });
                value.around(text, to);
            }
        }
    }

    fn emit(&self, name: Span, segment: Option<Span>, value: &Value, to: &mut dyn Sink) {
        let text = self.text;
        if value.flow && !is_json(value.span.slice(text)) {
            to.enter(Segment::Name(name.slice(text)));
            line::flow(text, value.span, name, to);
            to.leave();
        } else {
            let short = self.secret && self.is_under(b"data") && is_base64(value.span.slice(text));
            // Whatever a Secret's values are called, they are secret.
            let secret = self.secret && (self.is_under(b"data") || self.is_under(b"stringData"));
            let known: &[u8] = if secret { b"secret" } else { name.slice(text) };
            to.value(&Field {
                name: known.into(),
                codec: if short || value.binary { Some(CodecId::Base64) } else { value.codec },
                segment: segment.map(|_| Segment::Name(name.slice(text))),
                ..Field::named(Context::Key, name.slice(text), value.span, None)
            });
        }
        value.around(text, to);
    }

    /// Whether what stands here is directly under `name`.
    fn is_under(&self, name: &[u8]) -> bool {
        let key = self.levels.last().and_then(|level| level.key);
        key.is_some_and(|key| key.slice(self.text) == name)
    }
}

/// What a `name` says that stands on one of the next lines, beside a value at `outer`.
fn name_below(text: &[u8], at: usize, outer: usize) -> Option<Span> {
    const LINES: usize = 6;
    for line in Lines::new(text, at).take(LINES) {
        let bytes = line.slice(text);
        let at = indent(bytes);
        if bytes.trim_ascii().is_empty() || at > outer {
            continue;
        }
        if at < outer || is_item(&bytes[at..]) {
            return None;
        }
        if let Some((name, value)) = key(text, line)
            && is_one(name.slice(text), &["name", "key", "field", "variable"])
        {
            let value = trim(text, value);
            let bare = match value.slice(text) {
                [b'"', .., b'"'] | [b'\'', .., b'\''] => Span::new(value.start + 1, value.end - 1),
                _ => value,
            };
            return Some(bare).filter(|name| is_label(name.slice(text)));
        }
    }
    None
}

fn is_item(content: &[u8]) -> bool {
    content == b"-" || content.starts_with(b"- ") || content.starts_with(b"-\t")
}

fn is_json(value: &[u8]) -> bool {
    super::json::Json.accepts(value, Declared::default())
}

fn is_one(name: &[u8], names: &[&str]) -> bool {
    names.iter().any(|one| name.eq_ignore_ascii_case(one.as_bytes()))
}

/// Whether a text could name a value.
fn is_label(text: &[u8]) -> bool {
    (1..=64).contains(&text.len())
        && text.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"_-./".contains(&byte))
}

/// Whether a short value is base64 of text.
fn is_base64(value: &[u8]) -> bool {
    value.len() >= 4
        && CodecId::Base64.codec().decode(value, &Limits::default()).is_ok_and(|decoded| {
            std::str::from_utf8(&decoded.bytes).is_ok_and(|text| {
                !text.contains(|c: char| c.is_control() && !c.is_ascii_whitespace())
            })
        })
}

#[cfg(test)]
mod tests {
    use super::super::seen;
    use super::*;

    #[test]
    fn reads_mappings_lists_and_scalars() {
        seen::check(
            &Yaml,
            &[
                (
                    "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db # x\ndata:\n  password: aHVudGVyMg==\n  \"pin\": MTIzNA==\nstringData:\n  token: 'a b'\n",
                    &[
                        "key apiVersion=v1",
                        "key kind=Secret",
                        "key metadata.name=db",
                        "text metadata=# x",
                        "key data.password (secret)=hunter2|base64",
                        "key data.pin (secret)=1234|base64",
                        "key stringData.token (secret)=a b",
                    ],
                ),
                (
                    "env:\n- name: API_KEY\n  value: \"a\\tb\"\n- name: X\n  value: 1\nargs:\n  - --token\n  - t0k\n  - {name: p, value: q}\nend: [a, {b: 'c, d'}]\n",
                    &[
                        "key env.[0].name=API_KEY",
                        "key env.[0].API_KEY=a\\tb|js-string",
                        "key env.[1].name=X",
                        "key env.[1].X=1",
                        "key args.[0] (args)=--token",
                        "key args.[1] (args)=t0k",
                        "key args.[2].args.name=p",
                        "key args.[2].args.p=q",
                        "key end=a",
                        "key end.b=c, d",
                    ],
                ),
                (
                    "--- # doc\nkey: |\n    -----BEGIN X\n    abc\n    -----END X\nnote: >-\n  one line\njson: {\"a\":\n  1}\ntext: first\n  second\n---\nb: !!binary aGk=\n",
                    &[
                        "text =# doc",
                        "key key=    -----BEGIN X\\n    abc\\n    -----END X",
                        "key note=one line",
                        "key json={\\\"a\\\":\\n  1}",
                        "key text=first",
                        "key  (text)=second",
                        "key b=hi|base64",
                        "text =!!binary",
                    ],
                ),
                (
                    "kind: Secret\ndata:\n  a: aGk=\n---\nkind: ConfigMap\ndata:\n  a: aGk=\n",
                    &[
                        "key kind=Secret",
                        "key data.a (secret)=hi|base64",
                        "key kind=ConfigMap",
                        "key data.a=aGk=",
                    ],
                ),
                (
                    "env:\n- value: v1\n  # why\n  name: DB_PASS\n- value: v2\nmsg: 'it''s'\n",
                    &[
                        "key env.[0].DB_PASS=v1",
                        "text env.[0]=# why",
                        "key env.[0].name=DB_PASS",
                        "key env.[1].value=v2",
                        "key msg=it\\'s|doubled-apostrophe",
                    ],
                ),
                (
                    "- a:\n    b: 1\n  c: 2\n- d: 3\n",
                    &["key [0].a.b=1", "key [0].c=2", "key [1].d=3"],
                ),
            ],
        );
    }

    #[test]
    fn tells_yaml_from_other_texts() {
        let accepts = |text: &str| Yaml.accepts(text.as_bytes(), Declared::default());
        for text in [
            "a: 1\nb: 2\n",
            "---\na:\n  b: c\n",
            "- name: x\n  value: y\n",
            "secrets:\n  - t0k3n\n  - k3y\n",
            "# c\na: |\n  free text\nb: c",
            "version: '3'\nservices:\n  db:\n    image: x\n",
        ] {
            assert!(accepts(text), "{text}");
        }
        for text in [
            "",
            "a: b",
            "a\nb",
            "Error: no\n    at f (x.js:1:2)\n",
            "Dear Anna: this\nis: prose.\nReally.",
            "- one\n- two\n",
            "Passwords:\n- must be long\n- must be new\n",
            "https://a.example/\nhttps://b.example/",
            "{\n  a: 1\n}",
            "10:20:30 x\n10:20:31 y",
            "p {\n color: red\n}",
        ] {
            assert!(!accepts(text), "{text}");
        }
    }

    #[test]
    fn misses_no_word() {
        let text = b"--- x0\n#c1\nk: v2 #c3\nl:\n- &a4 v5\n- k: !t6 \"v7\" x8\nm: {n: v9, o, [p: q0\nw: |2 #c1\n   b2\n\n c3\nr: 'd4\ne5";
        assert_eq!(seen::missed(&Yaml, text), "k l k m n p w 2 r");
    }

    #[test]
    fn survives_hostile_files() {
        seen::survives(
            &Yaml,
            &[
                "- ",
                "a:\n",
                "a: \"\n",
                "a: '",
                "a: {",
                "a: |\n",
                "a: [\n",
                "-\n",
                " a:\n  b:\n",
                "---\n",
                "a: {a: {",
                "!a ",
                "a: |\n b\n",
            ],
        );
        let deep: String = (0..1500).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        seen::seen(&Yaml, deep);
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(text in "[ab:\\- |>{}\\[\\]\"'#!&,\r\n]{0,100}") {
            seen::seen(&Yaml, text);
        }
    }
}
