//! Ways of spelling text with text: escapes, percent signs, character references,
//! quoted-printable, and lines that belong together.

use super::json;

/// Adds what the text says when it is read in each of the ways. `last` is the decoding that it
/// came from.
pub(super) fn decode(text: &[u8], last: Option<&str>, out: &mut Vec<(&'static str, Vec<u8>)>) {
    let has = |byte: u8| text.contains(&byte);
    if has(b'\\') {
        out.push(("escapes", unescape(text)));
    }
    if has(b'%') {
        out.push(("percent", percent(text)));
    }
    if has(b'+') && (has(b'%') || has(b'=') || has(b'&')) {
        out.push(("plus", text.iter().map(|&b| if b == b'+' { b' ' } else { b }).collect()));
    }
    if has(b'&') && has(b';') {
        out.push(("references", references(text)));
    }
    if has(b'=') {
        out.push(("quoted-printable", quoted_printable(text)));
    }
    if has(b'\n') {
        if last != Some("lines") {
            out.push(("lines", join_lines(text)));
        }
        out.push(("trimmed", trim_lines(text)));
    }
    if text.windows(2).any(|pair| pair == b"\"\"") {
        out.push(("doubled", halve_quotes(text)));
    }
    documents(text, out);
}

/// The strings of a JSON document, if the text is one.
fn documents(text: &[u8], out: &mut Vec<(&'static str, Vec<u8>)>) {
    let trimmed = text.trim_ascii();
    let trimmed = trimmed.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(trimmed);
    if !matches!(trimmed.first(), Some(b'{' | b'[' | b'"')) {
        return;
    }
    let (leaves, complete) = json::leaves(trimmed);
    if !complete {
        return;
    }
    let mut all = Vec::new();
    for leaf in leaves {
        let is_list = leaf.pointer.ends_with("/*");
        let is_document = matches!(leaf.text.first(), Some(b'{' | b'[' | b'"'));
        all.extend_from_slice(&leaf.text);
        all.push(b'\n');
        if is_list || is_document {
            out.push(("json", leaf.text));
        }
    }
    out.push(("json", all));
}

/// JSON and JavaScript escapes: `\n`, `\"`, `\uXXXX`, `\u{X}`, `\xNN`, a line continued.
pub(super) fn unescape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        at += 1;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let Some(&kind) = text.get(at) else {
            out.push(b'\\');
            break;
        };
        at += 1;
        match kind {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\n' => {}
            b'\r' => at += usize::from(text.get(at) == Some(&b'\n')),
            b'x' => match number(text.get(at..at + 2)) {
                Some(code) => {
                    // `\xNN` is a character in JavaScript and a byte in Python; a run of bytes
                    // that is UTF-8 reads the same either way here.
                    out.push(u8::try_from(code).unwrap_or(b'?'));
                    at += 2;
                }
                None => out.extend_from_slice(b"\\x"),
            },
            b'u' => at = unicode(text, at, &mut out),
            other => out.push(other),
        }
    }
    out
}

/// Reads what follows `\u`; gives the place behind it.
fn unicode(text: &[u8], at: usize, out: &mut Vec<u8>) -> usize {
    let mut push = |code: u32| {
        let letter = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
    };
    if text.get(at) == Some(&b'{') {
        let length = text[at..].iter().take(9).position(|&byte| byte == b'}');
        let code = length.and_then(|length| number(text.get(at + 1..at + length)));
        if let (Some(length), Some(code)) = (length, code) {
            push(code);
            return at + length + 1;
        }
    }
    let Some(high) = number(text.get(at..at + 4)) else {
        out.extend_from_slice(b"\\u");
        return at;
    };
    let low = match text.get(at + 4..at + 6) {
        Some(b"\\u") => number(text.get(at + 6..at + 10)),
        _ => None,
    };
    match (high, low) {
        (0xD800..=0xDBFF, Some(low @ 0xDC00..=0xDFFF)) => {
            push(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
            at + 10
        }
        _ => {
            push(high);
            at + 4
        }
    }
}

fn number(digits: Option<&[u8]>) -> Option<u32> {
    let digits = std::str::from_utf8(digits?).ok()?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, 16).ok()
}

fn percent(text: &[u8]) -> Vec<u8> {
    coded(text, b'%')
}

/// `%NN` or `=NN`, whatever stands before the digits.
fn coded(text: &[u8], mark: u8) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let code = if byte == mark { number(text.get(at + 1..at + 3)) } else { None };
        match code.and_then(|code| u8::try_from(code).ok()) {
            Some(code) => {
                out.push(code);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        if byte == b'=' && text.get(at + 1) == Some(&b'\n') {
            at += 2;
        } else if byte == b'=' && text.get(at + 1..at + 3) == Some(b"\r\n") {
            at += 3;
        } else {
            joined.push(byte);
            at += 1;
        }
    }
    coded(&joined, b'=')
}

const NAMES: &[(&str, &str)] = &[
    ("quot", "\""),
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("apos", "'"),
    ("nbsp", " "),
    ("sol", "/"),
    ("bsol", "\\"),
    ("lcub", "{"),
    ("rcub", "}"),
    ("lsqb", "["),
    ("rsqb", "]"),
    ("colon", ":"),
    ("comma", ","),
    ("period", "."),
    ("equals", "="),
    ("plus", "+"),
    ("lowbar", "_"),
    ("hyphen", "-"),
    ("num", "#"),
    ("dollar", "$"),
    ("commat", "@"),
    ("excl", "!"),
    ("quest", "?"),
    ("percnt", "%"),
    ("ast", "*"),
    ("semi", ";"),
    ("Tab", "\t"),
    ("NewLine", "\n"),
    ("lpar", "("),
    ("rpar", ")"),
    ("verbar", "|"),
];

/// Character references of HTML and XML.
fn references(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let end = if byte == b'&' {
            text[at..].iter().take(12).position(|&byte| byte == b';')
        } else {
            None
        };
        let letter = end.and_then(|end| reference(&text[at + 1..at + end]));
        match (end, letter) {
            (Some(end), Some(letter)) => {
                out.extend_from_slice(letter.as_bytes());
                at += end + 1;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

fn reference(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    let code = match name.strip_prefix('#') {
        None => {
            return NAMES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).into());
        }
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => digits.parse().ok()?,
        },
    };
    char::from_u32(code).map(String::from)
}

/// Lines without what stands around them: indentation, carriage returns.
fn trim_lines(text: &[u8]) -> Vec<u8> {
    let lines: Vec<_> = text.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).collect();
    lines.join(&b'\n')
}

/// Doubled quotes, as CSV writes a quote in a quoted field.
fn halve_quotes(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        out.push(byte);
        at += if text[at..].starts_with(b"\"\"") { 2 } else { 1 };
    }
    out
}

/// Long lines of one word each, put together again: base64 in mail, PEM and YAML.
fn join_lines(text: &[u8]) -> Vec<u8> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_=".contains(&byte);
    let is_long = |line: &[u8]| {
        let line = line.trim_ascii();
        line.len() >= 48
            && line.rsplit(|&byte| !is_word(byte)).next().is_some_and(|w| w.len() >= 48)
    };
    let lines: Vec<&[u8]> = text.split(|&byte| byte == b'\n').collect();
    if !lines.iter().any(|line| is_long(line)) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut joins = false;
    for line in lines {
        if joins {
            out.extend_from_slice(line.trim_ascii());
        } else {
            out.extend_from_slice(if out.is_empty() { b"" } else { b"\n" });
            out.extend_from_slice(line.trim_ascii_end());
        }
        joins = is_long(line);
    }
    out
}
