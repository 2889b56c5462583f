//! What may hide in text that has no format: runs of an encoding, stretches full of escapes,
//! JSON and URLs in the middle of a line.
//!
//! The scan is linear: every byte is looked at a fixed number of times, and a lead that turns
//! out to be nothing costs no more than its own length.

mod binary;
mod broken;
mod literal;
mod runs;

use std::sync::LazyLock;

use memchr::memchr_iter;
use memchr::memmem::Finder;

use crate::codec::{CodecId, hex_dump};
use crate::format::Context;
use crate::json::lexer::{Lexer, Token};
use crate::span::Span;
pub use runs::base64_codec;

/// A place in a text that is worth opening.
#[derive(Clone, Debug)]
pub struct Lead {
    /// Where.
    pub span: Span,
    /// How it is encoded, if it is.
    pub codec: Option<CodecId>,
    /// How to read it.
    pub shape: Shape,
    /// What kind of name it has.
    pub context: Context,
    /// The name; empty when there is none.
    pub name: Vec<u8>,
}

/// How a lead is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Find out.
    Any,
    /// A JSON value begins here.
    Json,
    /// A URL.
    Url,
}

impl Lead {
    /// An unnamed lead.
    pub fn new(span: Span, codec: Option<CodecId>, shape: Shape) -> Self {
        Lead { span, codec, shape, context: Context::Text, name: Vec::new() }
    }

    /// A value found under a name in the middle of a text.
    pub fn named(span: Span, codec: Option<CodecId>, context: Context, name: &[u8]) -> Self {
        Lead { span, codec, shape: Shape::Any, context, name: name.to_vec() }
    }
}

/// Shorter runs of base64 or hex are left to the search for known values.
const RUN: usize = 16;
/// Escapes that stand closer together than this are one stretch.
const GAP: usize = 400;
/// What is taken of the text around a stretch.
const MARGIN: usize = 80;

/// Adds the leads of `text`, in order of their kind, then of their place.
pub fn leads(text: &[u8], out: &mut Vec<Lead>) {
    if text.len() < 4 {
        return;
    }
    literal::whole(text, out);
    dumps(text, out);
    json(text, out);
    let stretches = literal::escapes(text, out);
    urls(text, out);
    userinfo(text, out);
    paths(text, out);
    percent(text, out);
    out.extend(stretches);
    entities(text, out);
    runs::leads(text, out);
    broken::leads(text, out);
}

/// The leads of a text that has only letters, digits, spaces and dashes.
pub(crate) fn bland_leads(text: &[u8], out: &mut Vec<Lead>) {
    if text.len() >= RUN {
        runs::leads(text, out);
    }
}

/// Dumps of bytes in the middle of a text: they begin at offset zero.
fn dumps(text: &[u8], out: &mut Vec<Lead>) {
    const LARGEST: usize = 64 << 10;
    const MARGIN: usize = 10;
    static ZERO: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("0000"));
    if text.len() > LARGEST || memchr::memchr(b'\n', text).is_none() {
        return;
    }
    let mut after = 0;
    for at in ZERO.find_iter(text) {
        // White space or `0x` may stand in front of an offset.
        let near = &text[at.saturating_sub(MARGIN)..at];
        let start = match memchr::memrchr(b'\n', near) {
            Some(feed) => at - near.len() + feed + 1,
            None if at < MARGIN => 0,
            None => continue,
        };
        if start < after {
            continue;
        }
        if let Some(length) = hex_dump::length(&text[start..]) {
            after = start + length;
            out.push(Lead::new(Span::new(start, after), Some(CodecId::HexDump), Shape::Any));
        }
    }
}

/// JSON objects and lists in the middle of text.
fn json(text: &[u8], out: &mut Vec<Lead>) {
    let mut after = 0;
    for at in memchr::memchr2_iter(b'{', b'[', text) {
        if at < after || !begins_json(&text[at..]) {
            continue;
        }
        let (end, keys) = json_end(text, at);
        if keys > 0 {
            out.push(Lead::new(Span::new(at, end), None, Shape::Json));
            after = end;
        } else {
            after = at + 1;
        }
    }
}

fn begins_json(text: &[u8]) -> bool {
    let mut next = text[1..].iter().filter(|byte| !byte.is_ascii_whitespace());
    matches!((text[0], next.next()), (b'{', Some(b'"')) | (b'[', Some(b'"' | b'{')))
}

/// Where the JSON that begins at `at` ends, and how many keys (or strings of a list) it has.
fn json_end(text: &[u8], at: usize) -> (usize, usize) {
    let mut lexer = Lexer::new(text, at, 256);
    let mut keys = 0;
    loop {
        match lexer.token() {
            Token::Key(_) => keys += 1,
            Token::String(_) if keys == 0 => keys += usize::from(text[at] == b'['),
            Token::End(end) | Token::Broken(end) => return (end, keys),
            // A quote opened and never closed swallows the rest: end where it began.
            Token::Cut(end) => return (end, keys),
            _ => {}
        }
    }
}

fn urls(text: &[u8], out: &mut Vec<Lead>) {
    static AUTHORITY: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("://"));
    let mut after = 0;
    for at in AUTHORITY.find_iter(text) {
        if at < after {
            continue;
        }
        let before = text[after..at]
            .iter()
            .rev()
            .take(16)
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
            .count();
        let end = at + 3 + text[at + 3..].iter().take_while(|&&byte| is_url(byte)).count();
        let start = at - before;
        after = end;
        let looks = &text[at + 3..end];
        if before >= 2 && looks.iter().any(|byte| b"?#@;%=".contains(byte)) || looks.len() > 48 {
            // A full stop or bracket at the end belongs to the sentence.
            let trail = looks.iter().rev().take_while(|byte| b".,;:!)]}".contains(byte)).count();
            if before >= 2 {
                out.push(Lead::new(Span::new(start, end - trail), None, Shape::Url));
            }
        }
    }
}

/// `anna:…@proxy.example:3128`, `anna:…@tcp(db:3306)/desk`: an address without a scheme, which a
/// port or the word for a socket tells from one of a person.
fn userinfo(text: &[u8], out: &mut Vec<Lead>) {
    const LARGEST: usize = 16 << 10;
    const USER: usize = 64;
    const PASSWORD: usize = 128;
    if text.len() > LARGEST {
        return;
    }
    for at in memchr_iter(b'@', text) {
        let host = &text[at + 1..text.len().min(at + 1 + 128)];
        let length =
            host.iter().take_while(|b| b.is_ascii_alphanumeric() || b".-".contains(b)).count();
        let is_socket =
            matches!(&host[..length], b"tcp" | b"unix") && host.get(length) == Some(&b'(');
        let digits = || host[length + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let is_address =
            length >= 2 && host.get(length) == Some(&b':') && (2..=5).contains(&digits());
        if !is_socket && !is_address {
            continue;
        }
        let before = &text[at.saturating_sub(PASSWORD + USER)..at];
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`<>(){}[]|\\/=,;".contains(byte);
        let run = before.iter().rposition(ends).map_or(before, |end| &before[end + 1..]);
        let Some(colon) = memchr::memchr(b':', run) else { continue };
        let password = run.len() - colon - 1;
        let user = run[..colon].iter().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(b))
            && ![&b"sip"[..], b"sips", b"mailto", b"xmpp", b"acct", b"jid"]
                .contains(&&run[..colon]);
        if (1..=USER).contains(&colon) && user && (4..=PASSWORD).contains(&password) {
            let span = Span::new(at - password, at);
            out.push(Lead::named(span, None, Context::Userinfo, b"password"));
        }
    }
}

/// Paths with a query: links within a site, `url=/login?sid=…`.
fn paths(text: &[u8], out: &mut Vec<Lead>) {
    let mut after = 0;
    for at in memchr_iter(b'?', text) {
        let names =
            text.get(at + 1).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        if at < after || !names {
            continue;
        }
        let before = text[after..at].iter().rev().take(PATH);
        let run = before.take_while(|&&byte| is_url(byte) && !b"=,;()&".contains(&byte)).count();
        let path = &text[at - run..at];
        let Some(slash) = path.iter().position(|&byte| byte == b'/') else { continue };
        let query = text[at..].iter().take_while(|&&byte| is_url(byte)).count();
        let end = at + query;
        after = end;
        let is_query = text[at..end].contains(&b'=');
        if is_query && !path[slash..].starts_with(b"//") && !path.ends_with(b":") {
            let trail = text[at..end].iter().rev().take_while(|b| b".,;:!)]}".contains(b)).count();
            out.push(Lead::new(Span::new(at - run + slash, end - trail), None, Shape::Url));
        }
    }
}

/// The longest path in front of a query.
const PATH: usize = 256;

fn is_url(byte: u8) -> bool {
    byte > b' ' && byte < 0x7f && !b"\"'<>\\`{}|^".contains(&byte)
}

/// Runs with `%XX` in them, without the separators of a query.
fn percent(text: &[u8], out: &mut Vec<Lead>) {
    let mut after = 0;
    for at in memchr_iter(b'%', text) {
        if at < after || !is_percent(&text[at..]) {
            continue;
        }
        let before = text[after..at].iter().rev().take_while(|&&byte| is_percent_run(byte)).count();
        let length = text[at..].iter().take_while(|&&byte| is_percent_run(byte)).count();
        let span = Span::new(at - before, at + length);
        after = span.end;
        if span.len() > 3 {
            let codec = if is_form(span.slice(text)) { CodecId::Form } else { CodecId::Percent };
            out.push(Lead::new(span, Some(codec), Shape::Any));
        }
    }
}

/// Whether an escape begins here. A lone `%FA` is none: no text has such a byte alone.
fn is_percent(text: &[u8]) -> bool {
    match text {
        [_, b'u', a, b, c, d, ..] => [a, b, c, d].iter().all(|byte| byte.is_ascii_hexdigit()),
        [_, a, b, ..] => {
            a.is_ascii_hexdigit()
                && b.is_ascii_hexdigit()
                && (hex_digit(*a) < 8 || text.get(3) == Some(&b'%'))
        }
        _ => false,
    }
}

/// Whether `+` stands for a space in a run of escapes: nothing that forms escape stands in it as
/// it is, and more than the padding of base64 is escaped.
fn is_form(run: &[u8]) -> bool {
    run.contains(&b'+')
        && run.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"%-._+*".contains(&byte))
        && memchr_iter(b'%', run).any(|at| {
            let digits = run.get(at + 1..at + 3).unwrap_or_default();
            !digits.eq_ignore_ascii_case(b"3D")
        })
        && memchr::memmem::find(run, b"%20").is_none()
}

fn is_percent_run(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"%-._~+!*/:@$'".contains(&byte)
}

/// Stretches with character references in them.
fn entities(text: &[u8], out: &mut Vec<Lead>) {
    let mut stretch: Option<Span> = None;
    for at in memchr_iter(b'&', text) {
        let rest = &text[at + 1..];
        let entity = match rest.first() {
            Some(b'#') => true,
            Some(byte) if byte.is_ascii_alphabetic() => {
                let name = rest.iter().take(8).take_while(|b| b.is_ascii_alphanumeric()).count();
                rest.get(name) == Some(&b';')
            }
            _ => false,
        };
        if entity {
            grow(&mut stretch, Span::new(at, at + 2), text, CodecId::HtmlEntity, out);
        }
    }
    flush(stretch, text, CodecId::HtmlEntity, out);
}

fn grow(stretch: &mut Option<Span>, unit: Span, text: &[u8], codec: CodecId, out: &mut Vec<Lead>) {
    match stretch {
        Some(span) if unit.start - span.end <= GAP => span.end = unit.end,
        _ => flush(stretch.replace(unit), text, codec, out),
    }
}

fn flush(stretch: Option<Span>, text: &[u8], codec: CodecId, out: &mut Vec<Lead>) {
    let Some(stretch) = stretch else { return };
    let start = stretch.start.saturating_sub(MARGIN);
    let end = (stretch.end + MARGIN * 4).min(text.len());
    // A margin that ends inside a run takes all of it: cut in two, it would be read in neither.
    let start = start - text[..start].iter().rev().take_while(|&&byte| is_base64(byte)).count();
    let end = end + text[end..].iter().take_while(|&&byte| is_base64(byte)).count();
    // Never begin or end inside an escape: go to the stretch itself where a margin has none.
    let start = if text[start..stretch.start].contains(&b'&') { stretch.start } else { start };
    out.push(Lead::new(Span::new(start, end), Some(codec), Shape::Any));
}

/// As many decoded bytes tell what a run is.
const SAMPLE: usize = 24;

/// Whether base64 decodes to something that is worth opening, going by its first bytes.
pub(crate) fn begins_readable(base64: &[u8]) -> bool {
    let mut sample = [0; SAMPLE];
    let quads = base64.len().min(SAMPLE) / 4 * 4;
    let taken = decode_quads(&base64[..quads], &mut sample);
    is_worth_opening(&sample[..taken])
}

/// Whether decoded bytes are text, something compressed, or UTF-16: what random bytes are not.
pub(crate) fn is_worth_opening(sample: &[u8]) -> bool {
    if sample.len() < 8 {
        return false;
    }
    let printable = |&&byte: &&u8| KINDS[byte as usize] & PRINTABLE != 0;
    let plain = sample.iter().filter(printable).count();
    plain == sample.len()
        || is_compressed(sample)
        || is_utf16(sample)
        || plain * 4 >= sample.len() * 3
            && std::str::from_utf8(trim_partial(sample))
                .is_ok_and(|text| !text.contains(|c: char| c.is_control() && c != '\n'))
}

fn trim_partial(sample: &[u8]) -> &[u8] {
    let tail = sample.iter().rev().take(3).take_while(|&&byte| byte >= 0x80).count();
    &sample[..sample.len() - tail]
}

/// Whether the bytes begin like gzip, zlib or Zstandard data, or like a zip.
pub(crate) fn is_compressed(bytes: &[u8]) -> bool {
    matches!(bytes, [0x1f, 0x8b, 8, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] | [b'P', b'K', 3, 4, ..])
        || is_zlib(bytes)
}

/// Whether the bytes begin with a zlib header (RFC 1950 section 2.2) of a usual window.
pub(crate) fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [0x78, flags @ (0x01 | 0x5e | 0x9c | 0xda), ..]
        if (0x7800 + u32::from(*flags)).is_multiple_of(31))
}

/// Whether most bytes at odd (or even) places are zero.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(64)];
    if !sample.contains(&0) {
        return false;
    }
    let zeros =
        |first: usize| sample.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    sample.len() >= 4 && even.abs_diff(odd) * 8 >= sample.len() * 3 && even.min(odd) == 0
}

fn decode_quads(raw: &[u8], out: &mut [u8; SAMPLE]) -> usize {
    let mut taken = 0;
    for bytes in raw.as_chunks().0.iter().map_while(decode_quad) {
        out[taken..taken + 3].copy_from_slice(&bytes);
        taken += 3;
    }
    taken
}

/// What four digits of base64 or base64url stand for.
fn decode_quad(quad: &[u8; 4]) -> Option<[u8; 3]> {
    let digits = quad.map(|byte| KINDS[byte as usize]);
    let word = digits.iter().fold(0, |word, digit| word << 6 | u32::from(digit & SEXTET));
    let [_, bytes @ ..] = word.to_be_bytes();
    digits.iter().all(|digit| digit & DIGIT != 0).then_some(bytes)
}

fn hex_digit(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => byte - b'0',
        b'a'..=b'f' => byte - b'a' + 10,
        b'A'..=b'F' => byte - b'A' + 10,
        _ => 0,
    }
}

#[inline]
fn is_base64(byte: u8) -> bool {
    KINDS[byte as usize] & DIGIT != 0
}

/// Set for the digits of base64 and base64url.
const DIGIT: u16 = 0x100;
/// What such a digit stands for.
const SEXTET: u16 = 0x3f;
/// Set for what text can be read as.
const PRINTABLE: u16 = 0x200;

/// What is to be known of each byte, in one look.
const KINDS: [u16; 256] = {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut table = [0; 256];
    let mut sextet = 0;
    while sextet < 64 {
        table[DIGITS[sextet as usize] as usize] = DIGIT | sextet;
        sextet += 1;
    }
    table[b'-' as usize] = table[b'+' as usize];
    table[b'_' as usize] = table[b'/' as usize];
    let mut byte = 0;
    while byte < table.len() {
        if matches!(byte, 0x20..=0x7e | 0x09 | 0x0a | 0x0d) {
            table[byte] |= PRINTABLE;
        }
        byte += 1;
    }
    table
};
