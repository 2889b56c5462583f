//! Decides what a text is, by its first bytes, by the name it stands under and by what is said
//! of it, in this order of trust: content, name, declaration.

mod archive;
mod packing;

use crate::codec::{CodecId, hex_dump};
use crate::format::{self, Context, Declared, Format};
use crate::limits::Limits;
use crate::text;

pub(crate) use crate::zip::is_zip;
pub(crate) use archive::is_archive;
pub(crate) use packing::{PACKED, begins_packed, packed};
use packing::{is_binary, packing};

/// How a whole text is opened.
#[derive(Clone, Copy)]
pub(crate) enum Opening {
    /// A format takes it apart.
    Format(&'static dyn Format),
    /// It is the encoded form of something.
    Codec(CodecId),
}

/// Longer texts are always looked at closely.
const SHORT: usize = 160;

/// Whether a text is so short and plain that no format and no encoding but a run of base64 or
/// hex can be in it. Most values of a capture are.
#[inline]
pub(crate) fn is_bland(text: &[u8]) -> bool {
    text.len() <= SHORT && text.iter().all(|&byte| BLAND[usize::from(byte)])
}

const BLAND: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128u8 {
        table[byte as usize] =
            byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'_' | b'.');
        byte += 1;
    }
    table
};

/// Whether a text has a zero near its beginning, as a frame has in front of text or behind it.
pub(crate) fn has_nul(text: &[u8]) -> bool {
    memchr::memchr(0, &text[..text.len().min(512)]).is_some()
}

/// Whether a text has to be read in one piece, because what it holds is told at its beginning.
pub fn is_container(text: &[u8]) -> bool {
    is_archive(text) || format::tar::is_tar(text) || is_zip(text)
}

/// How to open `text`, if all of it is one thing.
pub(crate) fn opening(
    text: &[u8],
    context: Context,
    name: &[u8],
    declared: Declared<'_>,
) -> Option<Opening> {
    if context.is_header() {
        let name = name.strip_prefix(b":").unwrap_or(name);
        if name.eq_ignore_ascii_case(b"cookie") || name.eq_ignore_ascii_case(b"cookie2") {
            return Some(Opening::Format(&format::cookie::Cookie));
        }
        if name.eq_ignore_ascii_case(b"set-cookie") || name.eq_ignore_ascii_case(b"set-cookie2") {
            return Some(Opening::Format(&format::cookie::SetCookie));
        }
    }
    if text.len() < 2 {
        return None;
    }
    if matches!(context, Context::Key | Context::Param)
        && let Some(cookies) = format::cookie::named(name, text)
    {
        return Some(Opening::Format(cookies));
    }
    if format::tar::is_tar(text) {
        return Some(Opening::Format(&format::tar::Tar));
    }
    if is_zip(text) {
        return Some(Opening::Codec(CodecId::Zip));
    }
    if let Some(codec) = compressed(text, declared) {
        return Some(Opening::Codec(codec));
    }
    if declared.encoding_is("base64") {
        return Some(Opening::Codec(CodecId::Base64));
    }
    if is_dump(text) {
        return Some(Opening::Codec(CodecId::HexDump));
    }
    if declared.encoding_is("quoted-printable") || is_quoted_printable(text) {
        return Some(Opening::Codec(CodecId::QuotedPrintable));
    }
    if is_escaped(text) {
        return Some(Opening::Codec(CodecId::HtmlEntity));
    }
    if is_binary(text)
        && let Some(codec) = packing(text)
    {
        return Some(Opening::Codec(codec));
    }
    format::reading(text, declared).map(Opening::Format)
}

/// Whether all of a text is a dump of bytes.
fn is_dump(text: &[u8]) -> bool {
    const LEAST: usize = 32;
    // Most texts begin with something else than white space and an offset.
    let near = &text[..text.len().min(8)];
    text.len() >= LEAST
        && near.trim_ascii_start().iter().take(4).all(|b| b.is_ascii_hexdigit() || *b == b'x')
        && hex_dump::begins(text)
        && CodecId::HexDump.codec().decode(text, &Limits::default()).is_ok()
}

/// Whether all of a text stands behind character references: its quotes and brackets are written
/// so, and none stands in it as it is.
fn is_escaped(text: &[u8]) -> bool {
    const MARKS: [&[u8]; 6] = [b"quot;", b"lt;", b"#34;", b"#x22;", b"#60;", b"q;"];
    let near = &text[..text.len().min(4 << 10)];
    memchr::memchr_iter(b'&', near)
        .take(64)
        .any(|at| MARKS.iter().any(|mark| near[at + 1..].starts_with(mark)))
        && memchr::memchr2(b'"', b'<', text).is_none()
}

fn compressed(text: &[u8], declared: Declared<'_>) -> Option<CodecId> {
    Some(match text {
        [0x1f, 0x8b, 8, ..] => CodecId::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => CodecId::Zstd,
        [0xff, 0xfe, ..] => CodecId::Utf16Le,
        [0xfe, 0xff, ..] => CodecId::Utf16Be,
        _ if text.len() > 8 && text::is_zlib(text) => CodecId::Zlib,
        _ if text.len() >= 8 && text::is_utf16(text) => {
            if text[0] == 0 {
                CodecId::Utf16Be
            } else {
                CodecId::Utf16Le
            }
        }
        [b'[', ..] if is_chunks(text) => CodecId::JsonChunks,
        [b'[', ..] if begins_bytes(text) => CodecId::ByteList,
        _ if declared.encoding_is("br") => CodecId::Brotli,
        _ if declared.encoding_is("deflate") => CodecId::Deflate,
        _ => return None,
    })
}

/// Whether a text is written in quoted-printable: lines broken at 76 characters, or characters in
/// that spelling. It comes before the formats, because HTML in it still looks like HTML.
fn is_quoted_printable(text: &[u8]) -> bool {
    let near = &text[..text.len().min(4 << 10)];
    let (mut broken, mut equals, mut written) = (false, false, false);
    for at in memchr::memchr_iter(b'=', near) {
        match &near[at + 1..] {
            [b'\n', ..] | [b'\r', b'\n', ..] => {
                broken = true;
                let line = memchr::memrchr(b'\n', &near[..at]).map_or(0, |feed| feed + 1);
                written |= (70..77).contains(&(at - line));
            }
            [b'3', b'D', ..] => equals = true,
            [b'C'..=b'F', _, b'=', b'8'..=b'9' | b'A'..=b'B', ..] => written = true,
            [a, b, ..] if is_escape(*a) && is_escape(*b) => {}
            // What is looked at may end in the middle of an escape.
            [] | [_] if near.len() < text.len() => {}
            // An equals sign that stands for itself: then much more has to speak for it.
            _ => {
                let has = |part: &[u8]| memchr::memmem::find(near, part).is_some();
                written = near.len() >= 70 && has(b"=3D") && (has(b"=\n") || has(b"=\r\n"));
                break;
            }
        }
    }
    // A whole mail says which of its parts are written so.
    (written || broken && equals) && memchr::memmem::find(near, b"ransfer-").is_none()
}

/// Whether a byte is a digit of an escape as quoted-printable writes them.
fn is_escape(byte: u8) -> bool {
    byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte)
}

/// The codec of a JSON list that begins like the chunks or the bytes of a body.
pub(crate) fn listed(text: &[u8]) -> Option<CodecId> {
    if is_chunks(text) {
        return Some(CodecId::JsonChunks);
    }
    begins_bytes(text).then_some(CodecId::ByteList)
}

/// Whether a list begins with eight numbers below 256 that spell text or something compressed, or
/// is as long as keys are and looks random.
fn begins_bytes(text: &[u8]) -> bool {
    let Some(inside) = text.strip_prefix(b"[") else { return false };
    if !inside.trim_ascii_start().first().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let head = &inside[..inside.len().min(256)];
    let head = &head[..memchr::memchr(b']', head).unwrap_or(head.len())];
    let mut bytes = Vec::with_capacity(16);
    for number in head.split(|&byte| byte == b',').take(16) {
        match std::str::from_utf8(number.trim_ascii())
            .ok()
            .and_then(|number| number.parse::<u8>().ok())
        {
            Some(byte) => bytes.push(byte),
            None => break,
        }
    }
    bytes.len() >= 8 && (text::is_worth_opening(&bytes) || is_key(inside, &bytes))
}

/// Whether the numbers of a list, of which the first ones are `bytes`, may be the bytes of a key: a
/// number of them that ciphers use, most of them different, large and small ones in no order.
fn is_key(inside: &[u8], bytes: &[u8]) -> bool {
    const LONGEST: usize = 512;
    let mut seen = [false; 256];
    bytes.iter().for_each(|&byte| seen[usize::from(byte)] = true);
    let distinct = seen.iter().filter(|&&seen| seen).count();
    let high = bytes.iter().filter(|&&byte| byte >= 0x80).count();
    if bytes.len() < 16 || distinct < 12 || !(2..=14).contains(&high) || bytes.is_sorted() {
        return false;
    }
    let reach = &inside[..inside.len().min(LONGEST * 5)];
    let Some(end) = memchr::memchr(b']', reach) else { return false };
    let count = memchr::memchr_iter(b',', &reach[..end]).count() + 1;
    count <= LONGEST && count.is_multiple_of(4)
}

/// Whether a list of strings begins like chunks of an encoded body.
fn is_chunks(text: &[u8]) -> bool {
    let inside = text[1..].trim_ascii_start();
    let Some(inside) = inside.strip_prefix(b"\"") else { return false };
    let length = inside.iter().take_while(|&&byte| byte != b'"').count();
    let chunk = &inside[..length];
    if chunk.len() < 16 || !chunk.iter().all(|b| b.is_ascii_alphanumeric() || b"+/=-_".contains(b))
    {
        return false;
    }
    let sample = &chunk[..chunk.len().min(64) / 4 * 4];
    [CodecId::Hex, CodecId::Base64].into_iter().any(|codec| {
        codec
            .codec()
            .decode(sample, &Limits::default())
            .is_ok_and(|decoded| text::is_worth_opening(&decoded.bytes))
    })
}

/// Whether a short value has parts with names of their own, possibly behind an encoding.
pub(crate) fn is_structured(text: &[u8], context: Context, limits: &Limits) -> bool {
    if context == Context::Text || text.len() < 4 || text.len() > (64 << 10) {
        return false;
    }
    let mut text = std::borrow::Cow::Borrowed(text);
    for _ in 0..4 {
        let codec = if text.contains(&b'%') {
            CodecId::Percent
        } else if text.len() >= 16
            && text::begins_readable(&text)
            && text.iter().all(|b| b.is_ascii_alphanumeric() || b"+/=-_".contains(b))
        {
            CodecId::Base64
        } else {
            break;
        };
        let Ok(decoded) = codec.codec().decode(&text, limits) else { break };
        if codec == CodecId::Base64 && !text::is_worth_opening(&decoded.bytes) {
            break;
        }
        if decoded.bytes == text {
            break;
        }
        text = std::borrow::Cow::Owned(decoded.bytes.into_owned());
        if format::json::Json.accepts(&text, Declared::default())
            || format::form::Form.accepts(&text, Declared::default())
            || text.starts_with(b"<") && text.ends_with(b">")
            || text.starts_with(b"ey") && text.contains(&b'.')
        {
            return true;
        }
    }
    false
}
