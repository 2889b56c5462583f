//! The spellings in which bytes hide: what web pages, servers and exporters wrap text in.

use std::fmt::Write as _;
use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

/// base64 with padding.
pub(crate) fn base64(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode(bytes)
}

/// base64 without padding.
pub(crate) fn base64_bare(bytes: impl AsRef<[u8]>) -> String {
    STANDARD_NO_PAD.encode(bytes)
}

/// base64url without padding, as JWTs use it.
pub(crate) fn base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// base64url with padding.
pub(crate) fn base64url_padded(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE.encode(bytes)
}

/// base64 in lines of 76 characters, as mail and PEM write it.
pub(crate) fn base64_lines(bytes: impl AsRef<[u8]>, line_break: &str) -> String {
    lines(&base64(bytes), 76, line_break)
}

/// Breaks ASCII text into lines of `width` characters.
pub(crate) fn lines(text: &str, width: usize, line_break: &str) -> String {
    let mut out = String::new();
    for (at, letter) in text.chars().enumerate() {
        if at > 0 && at % width == 0 {
            out.push_str(line_break);
        }
        out.push(letter);
    }
    out
}

/// Lower-case hex.
pub(crate) fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").expect("writing to a string");
        out
    })
}

/// Upper-case hex.
pub(crate) fn hex_upper(bytes: impl AsRef<[u8]>) -> String {
    hex(bytes).to_uppercase()
}

/// Percent-encoding of everything but unreserved characters.
pub(crate) fn percent(text: &str) -> String {
    percent_where(text, |byte| {
        !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~'))
    })
}

/// Percent-encoding with lower-case digits.
pub(crate) fn percent_lower(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02x}").expect("writing to a string");
        }
    }
    out
}

/// Percent-encoding of every single byte.
pub(crate) fn percent_all(text: &str) -> String {
    percent_where(text, |_| true)
}

fn percent_where(text: &str, encodes: impl Fn(u8) -> bool) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if encodes(byte) {
            write!(out, "%{byte:02X}").expect("writing to a string");
        } else {
            out.push(char::from(byte));
        }
    }
    out
}

/// `application/x-www-form-urlencoded`: `+` for a space.
pub(crate) fn form(text: &str) -> String {
    percent(text).replace("%20", "+")
}

/// The named character references that HTML writers use.
pub(crate) fn entities(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// Decimal references for everything but letters and digits.
pub(crate) fn entities_decimal(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, letter| {
        if letter.is_ascii_alphanumeric() {
            out.push(letter);
        } else {
            write!(out, "&#{};", u32::from(letter)).expect("writing to a string");
        }
        out
    })
}

/// Hexadecimal references for every character.
pub(crate) fn entities_hex(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, letter| {
        write!(out, "&#x{:x};", u32::from(letter)).expect("writing to a string");
        out
    })
}

/// The inside of a JSON string.
pub(crate) fn json(text: &str) -> String {
    let quoted = quoted(text);
    quoted[1..quoted.len() - 1].to_owned()
}

/// A JSON string with its quotes.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string is valid JSON")
}

/// `\uXXXX` for every character.
pub(crate) fn json_unicode(text: &str) -> String {
    text.encode_utf16().fold(String::new(), |mut out, unit| {
        write!(out, "\\u{unit:04x}").expect("writing to a string");
        out
    })
}

/// The inside of a JSON string as PHP writes it, with `\/`.
pub(crate) fn json_slashes(text: &str) -> String {
    json(text).replace('/', "\\/")
}

/// The inside of a JavaScript string with `\xNN` for everything but letters and digits.
pub(crate) fn javascript(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, letter| {
        let code = u32::from(letter);
        match code {
            _ if letter.is_ascii_alphanumeric() => out.push(letter),
            0..=0xFF => write!(out, "\\x{code:02x}").expect("writing to a string"),
            0x100..=0xFFFF => write!(out, "\\u{code:04x}").expect("writing to a string"),
            _ => write!(out, "\\u{{{code:x}}}").expect("writing to a string"),
        }
        out
    })
}

/// `\xNN` for every byte.
pub(crate) fn javascript_all(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        write!(out, "\\x{byte:02X}").expect("writing to a string");
        out
    })
}

/// Quoted-printable with soft line breaks.
pub(crate) fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for byte in text.bytes() {
        let piece = match byte {
            b'\n' => {
                out.push_str("\r\n");
                column = 0;
                continue;
            }
            b'\r' => continue,
            b' '..=b'~' if byte != b'=' => char::from(byte).to_string(),
            _ => format!("={byte:02X}"),
        };
        if column + piece.len() > 75 {
            out.push_str("=\r\n");
            column = 0;
        }
        column += piece.len();
        out.push_str(&piece);
    }
    out
}

/// UTF-16, low byte first, without a mark.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// UTF-16, high byte first, with a mark.
pub(crate) fn utf16_big(text: &str) -> Vec<u8> {
    [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}

/// gzip.
pub(crate) fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes.as_ref()).expect("writing to memory");
    writer.finish().expect("writing to memory")
}

/// zlib.
pub(crate) fn zlib(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes.as_ref()).expect("writing to memory");
    writer.finish().expect("writing to memory")
}

/// Raw deflate, as the SAML redirect binding uses it.
pub(crate) fn deflate(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut writer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes.as_ref()).expect("writing to memory");
    writer.finish().expect("writing to memory")
}

/// Brotli.
pub(crate) fn brotli(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 5, 22);
    writer.write_all(bytes.as_ref()).expect("writing to memory");
    drop(writer);
    out
}

/// Zstandard.
pub(crate) fn zstd(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    zstd::encode_all(bytes.as_ref(), 3).expect("writing to memory")
}
