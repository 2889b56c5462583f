//! `name = value` in the middle of text: code, logs, command lines, configuration, prose.
//!
//! Somebody who saw a telling word in a text asks here whether it names a value, and which.
//! Nothing is said of whether the value is a secret.

pub mod code;

use crate::codec::CodecId;
use crate::format::Context;
use crate::span::Span;

/// A value that a text gives a name to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The whole name around the word.
    pub name: Span,
    /// The value, without quotes.
    pub value: Span,
    /// How the value is written.
    pub codec: Option<CodecId>,
    /// What kind of name it is.
    pub context: Context,
    /// Whether the value stands in quotes.
    pub quoted: bool,
    /// Whether what follows the value makes it look like an expression: `f(`, `a.b[`.
    pub expression: bool,
    /// Whether the name and the value stand in a sentence: nothing but a space between the name
    /// and the quotes, or `is:` between the name and a bare value.
    pub spoken: bool,
}

/// Longest name.
const NAME: usize = 96;
/// Longest white space around a separator.
const SPACE: usize = 16;
/// Longest value in quotes.
const QUOTED: usize = 64 << 10;
/// Longest value without quotes.
const BARE: usize = 16 << 10;

/// The assignment to `name`, which [`name_around`] found, if there is one.
pub fn of(text: &[u8], name: Span) -> Option<Assignment> {
    if let Some(found) = element(text, name).or_else(|| typed(text, name)) {
        return Some(found);
    }
    let opening = name.start.checked_sub(1).and_then(|at| text.get(at)).copied();
    let flag = name.slice(text).starts_with(b"-");
    let mut at = name.end;
    let closing = text.get(at).copied().filter(|&byte| is_quote(byte));
    let name_quoted = closing.is_some_and(|quote| {
        opening == Some(quote) || code::is_prefixed(&text[..name.start], quote)
    });
    if name_quoted {
        at += 1;
    }
    let indexed = text.get(at) == Some(&b']');
    if indexed {
        at += 1;
    }
    // `getenv("DB_PASSWORD") or "…"`: the value where nothing else is set.
    let asked = name_quoted && text.get(at) == Some(&b')') && code::asks(&text[..name.start - 1]);
    if asked {
        at += 1;
    }
    let gap = space(text, at);
    let (separator, after) = if asked {
        (Separator::Default, at + gap + fallback(&text[at + gap..])?)
    } else {
        // `curl_setopt($ch, CURLOPT_PASSWORD, "…")`
        let quoted = name_quoted || code::is_constant(text, name);
        separator(text, at + gap, quoted, flag && gap > 0 && !quoted, gap > 0)?
    };
    if name_quoted
        && !indexed
        && !asked
        && code::is_literal(text, name.start - 1, &text[at + gap..])
    {
        return None;
    }
    let mut after = after + space(text, after);
    // `${DB_PASSWORD:-…}` of a shell.
    if separator == Separator::Colon && text[..name.start].ends_with(b"${") {
        // `${DB_PASSWORD:?is not set}`: what the shell says.
        if text.get(after) == Some(&b'?') {
            return None;
        }
        after += usize::from(matches!(text.get(after), Some(b'-' | b'=')));
    }
    // `{x-auth-token: [abc]}`: a list of one.
    if separator == Separator::Colon && !name_quoted && text.get(after) == Some(&b'[') {
        after += 1;
        if matches!(text.get(after), Some(b']')) {
            return None;
        }
    }
    let header = separator == Separator::Colon && !name_quoted;
    match text.get(after) {
        Some(&quote) if is_quote(quote) => {
            if !name_quoted && code::ends_literal(text, name.start, after) {
                return None;
            }
            quoted(text, name, after, separator)
        }
        Some(_) => {
            if let Some(quote) = behind_type(text, after, separator) {
                return quoted(text, name, quote, Separator::Equals);
            }
            let line_start = starts_line(text, name.start);
            // 'Cookie: a=b' in quotes: the value goes up to the quote that closes the whole.
            let wrapped = opening.filter(|&byte| header && is_quote(byte));
            let certain = is_credential_header(name.slice(text)) && has_space(text, after);
            if header && (line_start || wrapped.is_some() || certain) && is_header(name.slice(text))
            {
                if code::is_expression(&text[after..]) || code::is_variable(text, after) {
                    return None;
                }
                if !code::is_member(text, name, after) {
                    return header_value(text, name, after, wrapped);
                }
            }
            argument(text, name, after, separator)
                .or_else(|| braced(text, name, after, separator))
                .or_else(|| bare(text, name, after, separator, line_start))
        }
        None => None,
    }
}

/// The value in quotes that an arrow leads to from a value in quotes: `"old" -> "new"`.
pub fn changed(text: &[u8], found: &Assignment) -> Option<Span> {
    let quote =
        text.get(found.value.end).copied().filter(|&byte| found.quoted && is_quote(byte))?;
    let rest = text.get(found.value.end + 1..)?;
    let open =
        if rest.starts_with(b" -> ") || rest.starts_with(b" => ") { 4 } else { return None };
    let inside = rest.get(open + 1..).filter(|_| rest.get(open) == Some(&quote))?;
    let length = memchr::memchr(quote, &inside[..inside.len().min(QUOTED)])?;
    let start = found.value.end + 1 + open + 1;
    let value = Span::new(start, start + length);
    (length > 0 && !value.slice(text).contains(&b'\\')).then_some(value)
}

/// The lines of codes behind a heading that ends with `word`: with numbers or bullets in front, one
/// or two on a line.
pub fn listed(text: &[u8], word: Span) -> Vec<Span> {
    const LINES: usize = 40;
    // Words between the heading and the codes.
    const PROSE: usize = 3;
    let mut found = Vec::new();
    let Some(end) = memchr::memchr(b'\n', &text[word.end..(word.end + 400).min(text.len())]) else {
        return found;
    };
    let (mut at, mut prose) = (word.end + end + 1, 0);
    for _ in 0..LINES {
        let rest = &text[at..];
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = &rest[..length];
        let codes = codes(line);
        if codes.is_empty() && !line.trim_ascii().is_empty() {
            prose += 1;
            if !found.is_empty() || prose > PROSE {
                break;
            }
        }
        found.extend(codes.into_iter().map(|code| code.shifted(at)));
        at += length + 1;
        if at >= text.len() {
            break;
        }
    }
    // A single number behind such words is the number of codes that are left.
    if found.len() < 2 { Vec::new() } else { found }
}

/// The codes of a line that holds nothing else.
fn codes(line: &[u8]) -> Vec<Span> {
    let is_mark = |byte: u8| byte.is_ascii_digit() || b".)*-#[]: \t".contains(&byte);
    let mut start = line.len() - line.trim_ascii_start().len();
    // `1. `, `10) `, `* `, `[ ] `
    let mark = line[start..].iter().take(5).take_while(|&&byte| is_mark(byte)).count();
    if let Some(space) = line[start..start + mark].iter().rposition(|&byte| byte == b' ')
        && line[start..start + space].iter().any(|byte| !byte.is_ascii_digit())
    {
        start += space + 1;
    }
    let body = line[start..].trim_ascii();
    let mut codes = Vec::new();
    let mut at = start + (line[start..].len() - line[start..].trim_ascii_start().len());
    // Two columns stand apart by more than one space.
    for column in body.split(|&byte| byte == b'\t') {
        let mut from = at;
        at += column.len() + 1;
        for cell in split_wide(column) {
            let code = cell.trim_ascii();
            if !is_typed_code(code) {
                return Vec::new();
            }
            let lead = cell.len() - cell.trim_ascii_start().len();
            codes.push(Span::new(from + lead, from + lead + code.len()));
            from += cell.len() + 2;
        }
    }
    codes
}

/// The parts between double spaces.
fn split_wide(text: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = memchr::memmem::find(rest, b"  ") {
        parts.push(&rest[..at]);
        rest = &rest[at + 2..];
    }
    parts.push(rest);
    parts
}

/// Whether a text is one code as people type it: 6 to 32 letters and digits that make no word,
/// perhaps in groups.
fn is_typed_code(text: &[u8]) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b' ');
    let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
    let spaces = text.iter().filter(|&&byte| byte == b' ').count();
    let turns = text.windows(2).filter(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
    let group = text.iter().position(|&byte| byte == b'-').unwrap_or(0);
    let grouped = group >= 4 && text.split(|&byte| byte == b'-').all(|part| part.len() == group);
    (6..=32).contains(&text.len())
        && text.iter().all(plain)
        && match spaces {
            0 => digits > 0 || grouped || turns.count() >= 2,
            1 => digits + 1 == text.len(),
            _ => false,
        }
}

/// `<password>…</password>` in the middle of a text that is no markup.
fn element(text: &[u8], name: Span) -> Option<Assignment> {
    if !text[..name.start].ends_with(b"<") && !text[..name.start].ends_with(b":") {
        return None;
    }
    let prefix = text[..name.start].iter().rev().take(NAME);
    let prefix = prefix.take_while(|&&byte| is_name(byte) || byte == b':').count();
    if !text[..name.start - prefix].ends_with(b"<") {
        return None;
    }
    let tag = &text[name.end..(name.end + TAG).min(text.len())];
    let end = tag.iter().position(|&byte| matches!(byte, b'<' | b'>'))?;
    let attributes = tag.first().is_some_and(u8::is_ascii_whitespace) || end == 0;
    if tag[end] != b'>' || !attributes || tag[..end].ends_with(b"/") {
        return None;
    }
    let start = name.end + end + 1;
    let inside = &text[start..(start + QUOTED).min(text.len())];
    let length = memchr::memchr(b'<', inside)?;
    // Only what its own end tag follows: `a<token>b` is a placeholder or a comparison.
    let closes = inside[length..].starts_with(b"</");
    let value = Span::new(start, start + length);
    (closes && length > 0).then(|| Assignment {
        name,
        value,
        codec: value.slice(text).contains(&b'&').then_some(CodecId::HtmlEntity),
        context: Context::Key,
        quoted: true,
        expression: false,
        spoken: false,
    })
}

/// What a test types into a field: `page.fill('#password', '…')`, `$('#password').val('…')`.
fn typed(text: &[u8], name: Span) -> Option<Assignment> {
    const WORDS: [&[u8]; 12] = [
        b"type",
        b"fill",
        b"sendKeys",
        b"send_keys",
        b"setValue",
        b"typeText",
        b"val",
        b"input",
        b"addValue",
        b"fill_in",
        b"pressSequentially",
        b"set_text",
    ];
    let ends_with_word = |before: &[u8]| {
        WORDS.iter().any(|word| {
            before
                .strip_suffix(*word)
                .is_some_and(|rest| rest.last().is_none_or(|byte| !byte.is_ascii_alphanumeric()))
        })
    };
    // Up to the quote that closes the selector: `input[name="password"]`.
    let rest = &text[name.end..text.len().min(name.end + 8)];
    let close = rest.iter().take(3).rposition(|&byte| is_quote(byte))?;
    if !rest[..close].iter().all(|byte| b"\"']".contains(byte)) {
        return None;
    }
    let quote = rest[close];
    let at = name.end + close + 1;
    let after = at + space(text, at);
    if !matches!(text.get(after), Some(b',' | b')')) {
        return None;
    }
    let selector = &text[name.start.saturating_sub(SELECTOR)..name.start];
    let open = memchr::memrchr(quote, selector)?;
    if !selector[open + 1..]
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || b"#.[]=\"'*^~- _>:@/".contains(byte))
    {
        return None;
    }
    let before = &selector[..open];
    let value = match text.get(after)? {
        b',' if before.ends_with(b"(") && ends_with_word(&before[..open - 1]) => after + 1,
        b')' if text.get(after + 1) == Some(&b'.') => {
            let near = &text[after + 2..text.len().min(after + 2 + NAME)];
            let length = near.iter().position(|&byte| byte == b'(')?;
            if !ends_with_word(&near[..length]) {
                return None;
            }
            after + 3 + length
        }
        _ => return None,
    };
    let value = value + space(text, value);
    if !text.get(value).copied().is_some_and(is_quote) {
        return None;
    }
    quoted(text, name, value, Separator::Equals)
}

/// The longest selector in front of the name in it.
const SELECTOR: usize = 64;

/// The longest start tag behind its name.
const TAG: usize = 256;

/// Functions that turn a string into what it spells: their argument is the value.
const DECODERS: [&[u8]; 14] = [
    b"atob",
    b"btoa",
    b"Buffer.from",
    b"window.atob",
    b"decodeURIComponent",
    b"decodeURI",
    b"unescape",
    b"String",
    b"b64decode",
    b"base64.b64decode",
    b"base64_decode",
    b"Base64.decode",
    b"Base64.decode64",
    b"new String",
];

/// `secret = atob('…')`: the string that a function decodes.
fn argument(text: &[u8], name: Span, at: usize, separator: Separator) -> Option<Assignment> {
    let spoken = matches!(separator, Separator::Spoken | Separator::Told | Separator::Said);
    if spoken || matches!(separator, Separator::Comma | Separator::Space) {
        return None;
    }
    let rest = &text[at..];
    let function = DECODERS
        .into_iter()
        .find(|function| rest.starts_with(function) && rest.get(function.len()) == Some(&b'('))?;
    let inside = at + function.len() + 1;
    let quote = inside + space(text, inside);
    let opens = text.get(quote).copied().is_some_and(is_quote);
    if opens { quoted(text, name, quote, Separator::Equals) } else { None }
}

/// `;PWD={…};`: a value in the braces of a connection string (ODBC).
fn braced(text: &[u8], name: Span, at: usize, separator: Separator) -> Option<Assignment> {
    const LONGEST: usize = 256;
    let inside = text.get(at + 1..text.len().min(at + 1 + LONGEST))?;
    if separator != Separator::Equals
        || text[at] != b'{'
        || !text[..name.start].trim_ascii_end().ends_with(b";")
    {
        return None;
    }
    let length = memchr::memchr2(b'}', b'\n', inside)?;
    let value = Span::new(at + 1, at + 1 + length);
    let closes = text[value.end] == b'}'
        && matches!(text.get(value.end + 1), None | Some(b';' | b'"' | b'\'' | b'\r' | b'\n'));
    (closes && length > 0).then(|| Assignment {
        name: trim_name(text, name),
        value,
        codec: None,
        context: Context::Key,
        quoted: true,
        expression: false,
        spoken: false,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Equals,
    Colon,
    Comma,
    Space,
    /// Nothing but a space, in front of quotes.
    Spoken,
    /// `||` or `??`.
    Default,
    /// `is:` in a sentence, or the same in another language.
    Told,
    /// `is` in a sentence, or the same in another language.
    Said,
    /// `(` in front of quotes: the argument of a call.
    Call,
}

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$' | b'.')
}

/// The whole name that contains `word`; none where it would be longer than any name is.
pub fn name_around(text: &[u8], word: Span) -> Option<Span> {
    let before = text[..word.start].iter().rev().take(NAME).take_while(|&&b| is_name(b)).count();
    let after = text[word.end..].iter().take(NAME).take_while(|&&b| is_name(b)).count();
    if before == NAME || after == NAME {
        return None;
    }
    let start = word.start - before;
    // The end of an escape code that colours the name is no part of it.
    let coloured = text[..start].ends_with(b"\x1b[");
    let colour = if coloured { colour(&text[start..word.start]) } else { 0 };
    let mut name = Span::new(start + colour, word.end + after);
    // A full stop at the end of the name is the sentence's.
    while name.end > word.end && text[name.end - 1] == b'.' {
        name.end -= 1;
    }
    Some(name)
}

/// The length of the numbers and the letter that end an escape code such as `1m`.
fn colour(text: &[u8]) -> usize {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if text.get(digits) == Some(&b'm') { digits + 1 } else { 0 }
}

/// Length of the white space at `at`; colours of a terminal count as such.
fn space(text: &[u8], at: usize) -> usize {
    let rest = &text[at.min(text.len())..];
    let mut length = 0;
    while length < SPACE {
        match rest.get(length) {
            Some(b' ' | b'\t') => length += 1,
            Some(0x1b) if rest.get(length + 1) == Some(&b'[') => {
                let inside = &rest[length + 2..];
                let digits = inside
                    .iter()
                    .take(12)
                    .take_while(|b| b.is_ascii_digit() || **b == b';')
                    .count();
                if inside.get(digits) != Some(&b'm') {
                    break;
                }
                length += digits + 3;
            }
            _ => break,
        }
    }
    length
}

/// The separator at `at` and where it ends.
fn separator(
    text: &[u8],
    at: usize,
    quoted: bool,
    flag: bool,
    after_space: bool,
) -> Option<(Separator, usize)> {
    let rest = &text[at.min(text.len())..];
    match rest {
        [b'=', b'=', b'=', ..] | [b'!', b'=', b'=', ..] => Some((Separator::Equals, at + 3)),
        [b'=' | b'!', b'=', ..] | [b':', b'=', ..] | [b'=', b'>', ..] => {
            Some((Separator::Equals, at + 2))
        }
        [b'=', ..] => Some((Separator::Equals, at + 1)),
        // `a::b` and `http://` are no assignments.
        [b':', b':', ..] | [b':', b'/', b'/', ..] => None,
        [b':', ..] => Some((Separator::Colon, at + 1)),
        // The wide colon and equals sign of Chinese and Japanese.
        [0xef, 0xbc, 0x9a, ..] => Some((Separator::Colon, at + 3)),
        [0xef, 0xbc, 0x9d, ..] => Some((Separator::Equals, at + 3)),
        // `process.env.JWT_SECRET || "…"`: what it is when nothing else is set.
        [b'|', b'|', ..] | [b'?', b'?', ..] => Some((Separator::Default, at + 2)),
        [b',', ..] if quoted => Some((Separator::Comma, at + 1)),
        [_, ..] if flag => Some((Separator::Space, at)),
        // `client.setApiKey('…')`
        [b'(', b'\'' | b'"', ..] if !quoted && !after_space => Some((Separator::Call, at + 1)),
        // `password 'x'` in a sentence.
        [b'\'' | b'"' | b'`', ..] if !quoted && after_space => Some((Separator::Spoken, at)),
        _ if !quoted && after_space => told(rest, at),
        _ => None,
    }
}

/// The length of a sign or word between a value that may be missing and a string that stands in
/// for it.
fn fallback(rest: &[u8]) -> Option<usize> {
    const SIGNS: [&[u8]; 5] = [b"||", b"??", b"?:", b"or ", b"//"];
    let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign))?;
    let gap = space(rest, sign.len());
    rest.get(sign.len() + gap).is_some_and(|&byte| is_quote(byte)).then_some(sign.len())
}

/// "is" in a sentence, in several languages, with a colon behind it or without.
fn told(rest: &[u8], at: usize) -> Option<(Separator, usize)> {
    const WORDS: [&[u8]; 10] = [
        b"is",
        b"ist",
        b"lautet",
        b"es",
        b"est",
        b"\xc3\xa9",
        b"\xc3\xa8",
        b"\xc3\xa4r",
        b"er",
        b"jest",
    ];
    let word = WORDS
        .iter()
        .find(|word| rest.starts_with(word) && matches!(rest.get(word.len()), Some(b':' | b' ')))?;
    let behind = at + word.len();
    match &rest[word.len()..] {
        [b':', ..] => Some((Separator::Told, behind + 1)),
        [b' ', b':', b' ', ..] => Some((Separator::Told, behind + 2)),
        _ => Some((Separator::Said, behind)),
    }
}

fn context(text: &[u8], name: Span, separator: Separator) -> Context {
    let before = name.start.checked_sub(1).map(|at| text[at]);
    if separator == Separator::Equals && matches!(before, Some(b'?' | b'&' | b'#')) {
        Context::Param
    } else {
        Context::Key
    }
}

fn quoted(text: &[u8], name: Span, at: usize, separator: Separator) -> Option<Assignment> {
    let quote = text[at];
    // Three quotes open a long string; two are an empty one.
    let inside = if text[at..].starts_with(&[quote, quote, quote]) { at + 3 } else { at + 1 };
    let window = &text[inside..(inside + QUOTED).min(text.len())];
    let mut end = 0;
    let mut escaped = false;
    loop {
        end += memchr::memchr2(quote, b'\\', &window[end..])?;
        if window[end] == quote {
            break;
        }
        escaped = true;
        end += 2;
        if end >= window.len() {
            return None;
        }
    }
    let value = Span::new(inside, if escaped { inside + end } else { joined(text, inside + end) });
    let behind = &text[value.end + 1..];
    let says_nothing = match separator {
        // `"password", "salt": 1`: the next key.
        Separator::Comma => behind.trim_ascii_start().starts_with(b":"),
        // `token || "none" === kind`
        Separator::Default => code::compares(behind.trim_ascii_start()),
        _ => false,
    };
    (!value.is_empty() && !says_nothing).then(|| Assignment {
        name: trim_name(text, name),
        value,
        codec: escaped.then_some(CodecId::JsString),
        context: if separator == Separator::Space {
            Context::Key
        } else {
            context(text, name, separator)
        },
        // What a function is called with is a credential only if it looks like one.
        quoted: separator != Separator::Call,
        expression: separator == Separator::Call,
        spoken: separator == Separator::Spoken,
    })
}

/// Where the last of several strings ends that stand in one expression, such as `"ab" + "cd"`, when
/// the first one ends at `end`.
fn joined(text: &[u8], mut end: usize) -> usize {
    const STRINGS: usize = 8;
    let Some(&quote) = text.get(end) else { return end };
    for _ in 0..STRINGS {
        let plus = end + 1 + space(text, end + 1);
        let next = plus + 1 + space(text, plus + 1);
        if text.get(plus) != Some(&b'+') || text.get(next) != Some(&quote) {
            break;
        }
        let window = &text[next + 1..(next + 1 + QUOTED).min(text.len())];
        let Some(length) = memchr::memchr(quote, window) else { break };
        if window[..length].contains(&b'\\') || window[..length].contains(&b'\n') {
            break;
        }
        end = next + 1 + length;
    }
    end
}

fn header_value(text: &[u8], name: Span, at: usize, wrapped: Option<u8>) -> Option<Assignment> {
    let rest = &text[at..(at + BARE).min(text.len())];
    let end = rest
        .iter()
        .position(|&byte| matches!(byte, b'\n' | b'\r') || Some(byte) == wrapped)
        .unwrap_or(rest.len());
    let end = at + rest[..end].trim_ascii_end().len();
    (end > at).then(|| Assignment {
        name: trim_name(text, name),
        value: Span::new(at, end),
        codec: None,
        context: Context::Header,
        quoted: true,
        expression: false,
        spoken: false,
    })
}

fn bare(
    text: &[u8],
    name: Span,
    at: usize,
    separator: Separator,
    line_start: bool,
) -> Option<Assignment> {
    if matches!(
        separator,
        Separator::Comma | Separator::Spoken | Separator::Default | Separator::Call
    ) {
        return None;
    }
    let rest = &text[at..(at + BARE).min(text.len())];
    let word = word(rest, text[..name.start].ends_with(b"&") || in_query(text, name.start));
    let length = if line_start { whole_line(rest, separator).unwrap_or(word) } else { word };
    // `/app;jsessionid=…?page=2`: the parameter of a path ends with the path.
    let in_path = text[..name.start].ends_with(b";") && separator == Separator::Equals;
    let path = || rest[..length].iter().position(|byte| b"?#".contains(byte));
    let length = if in_path { path().unwrap_or(length) } else { length };
    let raw = &rest[..length];
    let sentence = matches!(separator, Separator::Told | Separator::Said);
    let ends = |byte: &u8| {
        matches!(byte, b',' | b';' | b')') || sentence && matches!(byte, b'.' | b'!' | b'?')
    };
    let kept = raw.len() - raw.iter().rev().take_while(|byte| ends(byte)).count();
    if kept == 0 {
        return None;
    }
    let value = Span::new(at, at + kept);
    // "The code is 482913." says the code; "the code is 6 digits long" says something of it.
    let said = separator == Separator::Said;
    let says_it = said && ends_sentence(&text[value.end..]) && has_digits(value.slice(text));
    Some(Assignment {
        name: trim_name(text, name),
        value,
        codec: has_percent(value.slice(text)).then_some(CodecId::Percent),
        context: context(text, name, separator),
        quoted: false,
        expression: said && !says_it
            || matches!(text.get(at + word), Some(b'(' | b'[' | b'{' | b'?')),
        spoken: separator == Separator::Told || says_it,
    })
}

/// The length of the word that a value without quotes is. An ampersand parts the fields of a form;
/// elsewhere it may stand in a password, where no field begins behind it.
fn word(rest: &[u8], in_form: bool) -> usize {
    let mut length = 0;
    loop {
        let more = rest[length..].iter().position(|&byte| ends_bare(byte));
        length = more.map_or(rest.len(), |more| length + more);
        if in_form || rest.get(length) != Some(&b'&') {
            return length;
        }
        let behind = &rest[length + 1..];
        let part = behind.iter().position(|&byte| ends_bare(byte)).unwrap_or(behind.len());
        let is_sign = |byte: &u8| byte.is_ascii_digit() || b"!@#$%^*+~?".contains(byte);
        let begins_field = behind[..part].contains(&b'=') || behind.get(part) == Some(&b'=');
        if begins_field || !behind[..part].iter().any(is_sign) {
            return length;
        }
        length += 1;
    }
}

/// Whether what ends at `at` is a part of a query: `/login?user=anna&`.
fn in_query(text: &[u8], at: usize) -> bool {
    let near = &text[at.saturating_sub(NAME)..at];
    let before = near.rsplit(|&byte| byte <= b' ').next().unwrap_or_default();
    before.iter().any(|byte| b"?&".contains(byte))
}

/// Whether a sentence or a line is over, or the text, or an element around it.
fn ends_sentence(rest: &[u8]) -> bool {
    matches!(rest, [] | [b'.' | b'!' | b'?' | b'\n' | b'\r' | b'<' | b'"' | b'\\', ..])
}

fn has_digits(value: &[u8]) -> bool {
    value.iter().any(u8::is_ascii_digit)
}

/// `const token: string = "…"`: the quote behind the type that stands at `at`.
fn behind_type(text: &[u8], at: usize, separator: Separator) -> Option<usize> {
    if separator != Separator::Colon {
        return None;
    }
    let length = text[at..].iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let equals = at + length + space(text, at + length);
    let quote = equals + 1 + space(text, equals + 1);
    (length > 0
        && text.get(equals) == Some(&b'=')
        && text.get(quote).copied().is_some_and(is_quote))
    .then_some(quote)
}

/// The length of a value that takes up the rest of its line.
fn whole_line(rest: &[u8], separator: Separator) -> Option<usize> {
    let line = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
    let value = rest[..line].trim_ascii_end();
    let broken = value.iter().any(|byte| matches!(byte, b' ' | b'\t' | b'"' | b'\'' | 0x1b));
    let form = separator == Separator::Equals && is_form(value);
    (!broken && !form && !code::ends_signature(value)).then_some(value.len())
}

fn ends_bare(byte: u8) -> bool {
    byte <= b' ' || b"\"'`<>,;&|(){}[]\\".contains(&byte)
}

/// Whether more `&name=` pairs follow.
fn is_form(line: &[u8]) -> bool {
    let Some(and) = line.iter().position(|&byte| byte == b'&') else { return false };
    let name = line[and + 1..].iter().take_while(|&&byte| is_name(byte)).count();
    name > 0 && line.get(and + 1 + name) == Some(&b'=')
}

fn has_percent(value: &[u8]) -> bool {
    value.windows(3).any(|w| w[0] == b'%' && w[1].is_ascii_hexdigit() && w[2].is_ascii_hexdigit())
}

/// Leading dashes and dollars are syntax.
fn trim_name(text: &[u8], name: Span) -> Span {
    let lead =
        name.slice(text).iter().take_while(|byte| matches!(byte, b'-' | b'$' | b'.')).count();
    Span::new(name.start + lead, name.end)
}

/// Whether only indentation, a list dash, a prompt or `export` stands before `at` on its line.
fn starts_line(text: &[u8], at: usize) -> bool {
    let window = &text[at.saturating_sub(48)..at];
    let line = match memchr::memrchr2(b'\n', b'\r', window) {
        Some(end) => &window[end + 1..],
        None if at > 48 => return false,
        None => window,
    };
    // A mark such as `#` or `>` is one only with a space behind it.
    if line.last().is_some_and(|byte| !byte.is_ascii_whitespace()) {
        return false;
    }
    let line = line.trim_ascii();
    line.is_empty()
        || matches!(
            line,
            b"-" | b"export"
                | b"set"
                | b">"
                | b"<"
                | b"*"
                | b"#"
                | b"//"
                | b"const"
                | b"let"
                | b"var"
        )
}

/// The headers that are looked for in the middle of a line, as logs write them.
fn is_credential_header(name: &[u8]) -> bool {
    const HEADERS: [&[u8]; 4] =
        [b"authorization", b"proxy-authorization", b"cookie", b"set-cookie"];
    HEADERS.iter().any(|header| name.eq_ignore_ascii_case(header))
}

/// Whether a space stands within the next bytes: a scheme word or a second cookie follows.
fn has_space(text: &[u8], at: usize) -> bool {
    text[at..]
        .iter()
        .take(200)
        .take_while(|byte| !matches!(byte, b'\n' | b'\r'))
        .any(|&byte| byte == b' ' || byte == b'=')
}

/// Whether a name could be a header's: words joined by dashes, or one of the short ones.
fn is_header(name: &[u8]) -> bool {
    const SHORT: [&[u8]; 6] =
        [b"cookie", b"authorization", b"token", b"apikey", b"x_auth_token", b"authentication"];
    let dashed = name.len() >= 4
        && name.contains(&b'-')
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    dashed || SHORT.iter().any(|short| name.eq_ignore_ascii_case(short))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &[u8], word: Span) -> Option<Assignment> {
        of(text, name_around(text, word)?)
    }

    /// (text, word, expected name, expected value); an empty value means no assignment.
    const CASES: &[(&str, &str, &str, &str)] = &[
        ("token=abc", "token", "token", "abc"),
        ("my_token = abc, x", "token", "my_token", "abc"),
        ("?access_token=abc&x=1", "token", "access_token", "abc"),
        (r#"{"accessToken":"abc"}"#, "Token", "accessToken", "abc"),
        (r#"setItem('access_token', 'a b')"#, "token", "access_token", "a b"),
        (r#"setItem("@token", "a b")"#, "token", "token", "a b"),
        (r#"setItem('@Desk:token', 'a b')"#, "token", "token", "a b"),
        (r#"const sessionToken = "ab\"c";"#, "Token", "sessionToken", r#"ab\"c"#),
        ("const token: string = 'abc';", "token", "token", "abc"),
        (
            "Authorization: Bearer abc def\nHost: x",
            "Authorization",
            "Authorization",
            "Bearer abc def",
        ),
        ("curl -H 'Cookie: a=b; c=d' x", "Cookie", "Cookie", "a=b; c=d"),
        ("token = atob(", "token", "token", "atob("),
        ("--password hunter2 --x", "password", "password", "hunter2"),
        ("user[password]=hunter2", "password", "password", "hunter2"),
        ("PASSWORD=a&3x!\nX=1", "PASSWORD", "PASSWORD", "a&3x!"),
        ("password=a&user=b", "password", "password", "a"),
        ("got <a:token x='1'>s3cret</a:token> back", "token", "token", "s3cret"),
        ("use <token> here", "token", "", ""),
        ("the token is good.", "token", "token", "good"),
        ("your pin is: 4711!", "pin", "pin", "4711"),
        ("Das Passwort lautet: x1y2z3.", "Passwort", "Passwort", "x1y2z3"),
        ("la clave es : x1y2z3", "clave", "clave", "x1y2z3"),
        ("le jeton est x1y2z3.", "jeton", "jeton", "x1y2z3"),
        ("the token was good", "token", "", ""),
        ("token::new()", "token", "", ""),
        ("token", "token", "", ""),
        ("password=", "password", "", ""),
        ("if (token === \"abc\")", "token", "token", "abc"),
        ("'token' => 'abc',", "token", "token", "abc"),
        ("connecting with password 'x1y2'", "password", "password", "x1y2"),
        ("env.JWT_SECRET||\"abc\"", "SECRET", "env.JWT_SECRET", "abc"),
        ("env.get('API_SECRET') or 'abc'", "SECRET", "API_SECRET", "abc"),
        ("getenv(\"API_SECRET\")?:\"abc\"", "SECRET", "API_SECRET", "abc"),
        ("setopt($ch, OPT_PASSWORD, 'abc');", "PASSWORD", "OPT_PASSWORD", "abc"),
        ("f(a, OPT_PASSWORD, b)", "PASSWORD", "", ""),
        ("f(a, password, 'abc')", "password", "", ""),
        ("t('secret') || 'abc'", "secret", "", ""),
        ("f('secret') || g('x')", "secret", "", ""),
        ("X: ${DB_SECRET:-abc}", "SECRET", "DB_SECRET", "abc"),
        ("X: ${DB_SECRET:?abc}", "SECRET", "", ""),
        ("  token: [],\n", "token", "", ""),
        ("GET / - > Authorization: Bearer abc", "Authorization", "Authorization", "Bearer abc"),
        ("Headers({x-auth-token: [abc], accept: [x]})", "token", "x-auth-token", "abc"),
        ("token\u{1b}[0m=\u{1b}[32mabc\u{1b}[0m", "token", "token", "abc"),
        ("\u{1b}[1mapi_key\u{1b}[0m=abc", "api_key", "api_key", "abc"),
        ("secret = atob('YWJj')", "secret", "secret", "YWJj"),
        (r#"token="ab"+"cd" + "ef";"#, "token", "token", r#"ab"+"cd" + "ef"#),
        (r#"token="ab"+cd+"ef";"#, "token", "token", "ab"),
        ("client->setApiKey('abc');", "ApiKey", "setApiKey", "abc"),
        ("setApiKey(key)", "ApiKey", "", ""),
        ("密码：x1y2\n", "密码", "密码", "x1y2"),
        ("SERVER=db;UID=sa;PWD={x1;y2};Encrypt=yes", "PWD", "PWD", "x1;y2"),
        ("<Login user=a password={x1y2} />", "password", "", ""),
        ("token=Buffer.from(\"YWJj\", \"base64\")", "token", "token", "YWJj"),
        ("type=\"password\" name=\"x\"", "password", "", ""),
        ("x = input('Password: ')\ny = 'z'", "Password", "", ""),
        ("it's password: 'x1y2', isn't it", "password", "password", "x1y2"),
        ("GET /b;token=x1y2?page=2&x=1 HTTP/1.1", "token", "token", "x1y2"),
        ("Host=x;token=x1y2;page=2", "token", "token", "x1y2"),
        ("page.type('#password', 'x1y2')", "password", "password", "x1y2"),
        ("page.fill('input[name=\"password\"]', 'x1y2');", "password", "password", "x1y2"),
        ("cy.get('#password').type('x1y2{enter}')", "password", "password", "x1y2{enter}"),
        ("find(By.ID, 'password').send_keys(\"x1y2\")", "password", "password", "x1y2"),
        ("$('#password').on('keyup', f)", "password", "", ""),
        ("toggle('#password', 'x1y2')", "password", "", ""),
        ("$('#password').val(x)", "password", "", ""),
    ];

    #[test]
    fn finds_the_value_of_a_name() {
        for &(text, word, name, value) in CASES {
            let at = text.find(word).expect("the word stands in the text");
            let found = around(text.as_bytes(), Span::new(at, at + word.len()));
            let (found_name, found_value) = found
                .map(|found| (&text[found.name.range()], &text[found.value.range()]))
                .unwrap_or_default();
            assert_eq!((found_name, found_value), (name, value), "in {text}");
        }
    }

    #[test]
    fn finds_the_lines_of_codes_behind_a_heading() {
        let list = |text: &str| -> Vec<String> {
            let at = text.find("codes").expect("the heading stands in the text");
            let found = listed(text.as_bytes(), Span::new(at, at + 5));
            found.iter().map(|span| text[span.range()].to_owned()).collect()
        };
        for (text, codes) in [
            (
                "backup codes\nKeep them safe.\n\n1. 1234 5678\n2. 8765 4321\n\nBye.",
                &["1234 5678", "8765 4321"][..],
            ),
            ("codes:\r\nab12c-d3e4f\r\n* x9y8z-w7v6u\r\n", &["ab12c-d3e4f", "x9y8z-w7v6u"]),
            (
                "codes\n12345678  87654321\n11112222\t22221111\n",
                &["12345678", "87654321", "11112222", "22221111"],
            ),
            ("codes\n10\n", &[]),
            ("codes left\n12345678\nof ten", &[]),
            (
                "codes are made\nof words\nand of nothing\nelse than\nfour words\n123456\n654321\n",
                &[],
            ),
        ] {
            assert_eq!(list(text), codes, "in {text}");
        }
    }

    #[test]
    fn tells_an_expression() {
        let text = b"token=getToken(1)";
        let found = around(text, Span::new(0, 5)).expect("an assignment");
        assert!(found.expression);
    }
}
