//! The seam between a layer and the layer inside it.
//!
//! A codec decodes the bytes of one span and can carry edits made to the decoded bytes back
//! out to the raw ones. It knows nothing of what the bytes mean.
//!
//! Invariant: lifting no edits gives no edits, and bytes that an edit does not touch decode to
//! what they decoded to before. For codecs that map unit by unit (strings, percent, entities)
//! untouched raw bytes stay as they are; block codecs (base64, hex, compression) rewrite the
//! whole span in the style in which it was written. A container that counts (zip) decodes to
//! itself, and lifting adds to the edits what makes its records tell the truth again.

mod base64;
mod byte_list;
mod compression;
mod doubled;
mod event_data;
mod hex;
pub(crate) mod hex_dump;
mod html_entity;
pub(crate) mod joined;
mod js_string;
mod json_chunks;
mod json_scalar;
mod json_string;
mod percent;
mod quoted_printable;
mod unit;
mod utf16;
mod zip;

use std::borrow::Cow;

use crate::limits::Limits;
use crate::span::{Edit, Span, splice};

pub(crate) use compression::inflated_length;

/// Names a codec; its [label](CodecId::label) is the word used in reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum CodecId {
    /// UTF-16, low byte first, with or without a byte order mark.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// gzip (RFC 1952).
    Gzip,
    /// zlib (RFC 1950).
    Zlib,
    /// Raw deflate (RFC 1951).
    Deflate,
    /// Raw deflate of which it is known that it is: as it stands in a zip.
    Inflate,
    /// Brotli (RFC 7932).
    Brotli,
    /// Zstandard (RFC 8878).
    Zstd,
    /// The inside of a JSON string (RFC 8259 section 7).
    JsonString,
    /// A JSON number, `true`, `false` or `null`: an edit turns it into a string.
    JsonScalar,
    /// A JSON array of numbers that are the bytes of one body.
    ByteList,
    /// A JSON array of hex or base64 strings that are chunks of one body.
    JsonChunks,
    /// The inside of a JavaScript string literal, or text full of such escapes.
    JsString,
    /// Percent-encoding (RFC 3986 section 2.1).
    Percent,
    /// `application/x-www-form-urlencoded`: percent-encoding with `+` for a space.
    Form,
    /// HTML and XML character references.
    HtmlEntity,
    /// base64 or base64url, padded or not, with or without white space (RFC 4648).
    Base64,
    /// base64url without padding, as in the parts of a JWT (RFC 7515 section 2).
    Base64Url,
    /// Pairs of hex digits.
    Hex,
    /// Lines of an offset, hex digits and characters, as `xxd` prints them.
    HexDump,
    /// Quoted-printable (RFC 2045 section 6.7).
    QuotedPrintable,
    /// Quotation marks written twice, as in a cell of CSV (RFC 4180).
    DoubledQuote,
    /// Apostrophes written twice, as in YAML and SQL.
    DoubledApostrophe,
    /// The lines of one server-sent event, each behind `data:`.
    EventData,
    /// Pieces of one value without what stands between them: line ends, `" + "`, characters that
    /// nobody sees.
    Joined,
    /// zip: its own bytes, whose records follow what is edited in them.
    Zip,
}

/// Decoded bytes.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// Borrowed where raw and decoded bytes are the same.
    pub bytes: Cow<'a, [u8]>,
    /// Set when decoding stopped early: the bytes are what came before.
    pub partial: Option<Refusal>,
    /// Whether every [stretch of letters](is_letter) of the decoded bytes stands in the raw bytes
    /// letter by letter: whoever does not find it there need not decode.
    pub legible: bool,
}

impl<'a> Decoded<'a> {
    /// All of what was encoded, with other letters than those that stand there.
    fn whole(bytes: Vec<u8>) -> Self {
        Self { bytes: Cow::Owned(bytes), partial: None, legible: false }
    }

    /// Bytes that an encoding of units has decoded, and whether they are legible.
    fn units((bytes, legible): (Cow<'a, [u8]>, bool)) -> Self {
        Self { bytes, partial: None, legible }
    }
}

/// Whether a byte is one that no encoding of units has to escape: RFC 3986 calls these characters
/// unreserved, and JSON, scripts and markup leave them alone too. The tilde is left out, because
/// form encoding escapes it.
pub fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_')
}

/// Why a codec could not read or write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Not this encoding at all.
    #[error("is not in this encoding")]
    Foreign,
    /// Begins in this encoding but breaks off or is damaged.
    #[error("is damaged")]
    Damaged,
    /// Unpacks past a limit.
    #[error("unpacks past a limit")]
    TooLarge,
}

/// One encoding, both ways.
pub trait Codec: Sync {
    /// Which one.
    fn id(&self) -> CodecId;

    /// Decodes all of `raw`.
    ///
    /// # Errors
    /// A [`Refusal`] when nothing of it could be decoded.
    fn decode<'a>(&self, raw: &'a [u8], limits: &Limits) -> Result<Decoded<'a>, Refusal>;

    /// Turns edits of the decoded bytes into edits of `raw`.
    ///
    /// `edits` are sorted, disjoint and in decoded offsets; the result is sorted, disjoint and in
    /// raw offsets. Replacements come back encoded.
    ///
    /// # Errors
    /// A [`Refusal`] when `raw` does not decode.
    fn lift(&self, raw: &[u8], edits: &[Edit], limits: &Limits) -> Result<Vec<Edit>, Refusal>;

    /// Makes `raw` longer by so many bytes without a change to what it decodes to; `None` when
    /// the encoding has no room for bytes that mean nothing.
    fn padded(&self, _raw: &[u8], _bytes: usize) -> Option<Vec<u8>> {
        None
    }
}

impl CodecId {
    /// The codec itself.
    pub fn codec(self) -> &'static dyn Codec {
        match self {
            CodecId::Utf16Le => &utf16::LITTLE,
            CodecId::Utf16Be => &utf16::BIG,
            CodecId::Gzip => &compression::GZIP,
            CodecId::Zlib => &compression::ZLIB,
            CodecId::Deflate => &compression::DEFLATE,
            CodecId::Inflate => &compression::INFLATE,
            CodecId::Brotli => &compression::BROTLI,
            CodecId::Zstd => &compression::ZSTD,
            CodecId::JsonString => &json_string::JsonString,
            CodecId::JsonScalar => &json_scalar::JsonScalar,
            CodecId::ByteList => &byte_list::ByteList,
            CodecId::JsonChunks => &json_chunks::JsonChunks,
            CodecId::JsString => &js_string::JsString,
            CodecId::Percent => &percent::PERCENT,
            CodecId::Form => &percent::FORM,
            CodecId::HtmlEntity => &html_entity::HtmlEntity,
            CodecId::Base64 => &base64::BASE64,
            CodecId::Base64Url => &base64::BASE64_URL,
            CodecId::Hex => &hex::Hex,
            CodecId::HexDump => &hex_dump::HexDump,
            CodecId::QuotedPrintable => &quoted_printable::QuotedPrintable,
            CodecId::DoubledQuote => &doubled::QUOTE,
            CodecId::DoubledApostrophe => &doubled::APOSTROPHE,
            CodecId::EventData => &event_data::EventData,
            CodecId::Joined => &joined::Joined,
            CodecId::Zip => &zip::Zip,
        }
    }

    /// The decoded bytes that the symbols of this range make without their neighbours, where each
    /// symbol stands for so many bits: base64 and hex. White space is no symbol.
    pub fn made_of(self, symbols: Span) -> Option<Span> {
        let bits = match self {
            CodecId::Base64 | CodecId::Base64Url => 6,
            CodecId::Hex => 4,
            _ => return None,
        };
        let start = symbols.start.saturating_mul(bits).div_ceil(8);
        Some(Span::new(start, symbols.end.saturating_mul(bits) / 8))
    }

    /// Every codec for which any bytes are as good as others, for tables of cases: all but zip and
    /// what joins pieces, which can spell no line end, and the dump, which has no style for what
    /// was never one.
    pub const ALL: [CodecId; 23] = [
        CodecId::Utf16Le,
        CodecId::Utf16Be,
        CodecId::Gzip,
        CodecId::Zlib,
        CodecId::Deflate,
        CodecId::Brotli,
        CodecId::Zstd,
        CodecId::JsonString,
        CodecId::JsonScalar,
        CodecId::ByteList,
        CodecId::JsonChunks,
        CodecId::JsString,
        CodecId::Percent,
        CodecId::Form,
        CodecId::HtmlEntity,
        CodecId::Base64,
        CodecId::Base64Url,
        CodecId::Hex,
        CodecId::QuotedPrintable,
        CodecId::DoubledQuote,
        CodecId::DoubledApostrophe,
        CodecId::EventData,
        CodecId::Inflate,
    ];

    /// The word used in reports.
    pub fn label(self) -> &'static str {
        match self {
            CodecId::Utf16Le => "utf-16le",
            CodecId::Utf16Be => "utf-16be",
            CodecId::Gzip => "gzip",
            CodecId::Zlib => "zlib",
            CodecId::Deflate | CodecId::Inflate => "deflate",
            CodecId::Brotli => "brotli",
            CodecId::Zstd => "zstd",
            CodecId::JsonString => "json-string",
            CodecId::JsonScalar => "json-scalar",
            CodecId::ByteList => "byte-list",
            CodecId::JsonChunks => "json-chunks",
            CodecId::JsString => "js-string",
            CodecId::Percent => "percent",
            CodecId::Form => "form",
            CodecId::HtmlEntity => "html-entity",
            CodecId::Base64 => "base64",
            CodecId::Base64Url => "base64url",
            CodecId::Hex => "hex",
            CodecId::HexDump => "hex-dump",
            CodecId::QuotedPrintable => "quoted-printable",
            CodecId::DoubledQuote => "doubled-quote",
            CodecId::DoubledApostrophe => "doubled-apostrophe",
            CodecId::EventData => "event-data",
            CodecId::Joined => "joined",
            CodecId::Zip => "zip",
        }
    }
}

/// `bytes` with `edits` applied: where a block codec starts from when it rewrites its span.
fn edited(bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let added: usize = edits.iter().map(|edit| edit.replacement.len()).sum();
    let mut out = Vec::with_capacity(bytes.len().saturating_add(added));
    splice(bytes, edits, &mut out);
    out
}

/// The one edit that puts `replacement` in place of all of `raw`.
fn replaced(raw: &[u8], replacement: Vec<u8>) -> Vec<Edit> {
    vec![Edit { span: Span::of(raw), replacement }]
}
