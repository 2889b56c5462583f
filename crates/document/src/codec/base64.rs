//! base64 and base64url (RFC 4648 sections 4 and 5), as they are found rather than as they should be.
//!
//! Read: either alphabet or a mixture, padded or not, broken into lines or spaced, with stray bits
//! after the last byte. A rewrite keeps the alphabet, whether there is padding, the width of the
//! lines and what stands between them; white space around the whole stays untouched.

use std::borrow::Cow;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig, Simd};

use crate::codec::{Codec, CodecId, Decoded, Refusal, edited};
use crate::limits::Limits;
use crate::span::{Edit, Span};

/// base64 in whichever style it was written.
pub(super) const BASE64: Base64 = Base64 { compact: false };

/// base64url without padding, as the parts of a JWT are (RFC 7515 section 2). Where nothing in
/// the text shows that it is, its place does.
pub(super) const BASE64_URL: Base64 = Base64 { compact: true };

pub(super) struct Base64 {
    compact: bool,
}

impl Codec for Base64 {
    fn id(&self) -> CodecId {
        if self.compact { CodecId::Base64Url } else { CodecId::Base64 }
    }

    fn decode<'a>(&self, raw: &'a [u8], _limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        let bytes = decode(Body::of(raw).span.slice(raw)).ok_or(Refusal::Foreign)?;
        Ok(Decoded::whole(bytes))
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        if edits.is_empty() {
            return Ok(Vec::new());
        }
        let body = Body::of(raw);
        let written = body.span.slice(raw);
        let bytes = decode(written).ok_or(Refusal::Foreign)?;
        let mut symbols = Vec::new();
        let style = if self.compact {
            Style { url_safe: true, padded: false }
        } else {
            Style::of(std::iter::once(written))
        };
        style.encode(&edited(&bytes, edits), &mut symbols);
        let replacement = match body.first_line(raw) {
            Some((width, between)) => broken_into_lines(&symbols, width, between),
            None => symbols,
        };
        Ok(vec![Edit { span: body.span, replacement }])
    }
}

static STANDARD: LazyLock<Simd> = LazyLock::new(|| Simd::standard(CONFIG));
static URL_SAFE: LazyLock<Simd> = LazyLock::new(|| Simd::url_safe(CONFIG));

/// Padding is taken off and put on here: the engine is strict about it either way.
const CONFIG: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_encode_padding(false)
    .with_decode_padding_mode(DecodePaddingMode::RequireNone)
    .with_decode_allow_trailing_bits(true);

/// The bytes that `written` stands for; white space may stand anywhere in it.
pub(super) fn decode(written: &[u8]) -> Option<Vec<u8>> {
    let symbols = without_space(written);
    let symbols = without_padding(&symbols)?;
    if symbols.is_empty() {
        return None;
    }
    if memchr::memchr2(b'-', b'_', symbols).is_none() {
        return STANDARD.decode(symbols).ok();
    }
    if memchr::memchr2(b'+', b'/', symbols).is_none() {
        return URL_SAFE.decode(symbols).ok();
    }
    let to_standard = |&symbol: &u8| match symbol {
        b'-' => b'+',
        b'_' => b'/',
        _ => symbol,
    };
    STANDARD.decode(symbols.iter().map(to_standard).collect::<Vec<u8>>()).ok()
}

/// How base64 was written: what a rewrite keeps.
#[derive(Clone, Copy)]
pub(super) struct Style {
    url_safe: bool,
    padded: bool,
}

impl Style {
    /// The style of `written`, which may be in pieces that were each encoded alone.
    ///
    /// Where nothing shows the alphabet, text that ends without the padding it would need is
    /// taken for base64url, as in a JWT; any other for the standard alphabet.
    pub(super) fn of<'a>(written: impl Iterator<Item = &'a [u8]>) -> Self {
        let (mut padded, mut bare, mut url_safe) = (false, false, None);
        for piece in written {
            padded |= memchr::memchr(b'=', piece).is_some();
            bare |= !without_space(piece).len().is_multiple_of(4);
            url_safe = url_safe.or_else(|| shows_url_safe(piece));
        }
        let bare = bare && !padded;
        let url_safe = url_safe.unwrap_or(bare);
        Self { url_safe, padded: padded || !(bare || url_safe) }
    }

    /// Writes `bytes` in this style, in one line.
    pub(super) fn encode(self, bytes: &[u8], out: &mut Vec<u8>) {
        let engine = if self.url_safe { &URL_SAFE } else { &STANDARD };
        out.extend_from_slice(engine.encode(bytes).as_bytes());
        if self.padded {
            let padding: &[u8] = match bytes.len() % 3 {
                1 => b"==",
                2 => b"=",
                _ => b"",
            };
            out.extend_from_slice(padding);
        }
    }
}

/// Whether the first symbol that is not in both alphabets is of base64url.
fn shows_url_safe(written: &[u8]) -> Option<bool> {
    let url_safe = memchr::memchr2(b'-', b'_', written);
    let before = &written[..url_safe.unwrap_or(written.len())];
    match memchr::memchr2(b'+', b'/', before) {
        Some(_) => Some(false),
        None => url_safe.map(|_| true),
    }
}

/// Where the symbols are: everything between the white space around them.
struct Body {
    span: Span,
}

impl Body {
    fn of(raw: &[u8]) -> Self {
        let start = raw.iter().position(|&byte| !is_space(byte)).unwrap_or(0);
        let end = raw.iter().rposition(|&byte| !is_space(byte)).map_or(start, |last| last + 1);
        Self { span: Span::new(start, end) }
    }

    /// The width of the first line and what stands after it, when there is more than one.
    fn first_line<'a>(&self, raw: &'a [u8]) -> Option<(usize, &'a [u8])> {
        let written = self.span.slice(raw);
        let width = written.iter().position(|&byte| is_space(byte))?;
        let rest = &written[width..];
        let between = rest.iter().position(|&byte| !is_space(byte)).unwrap_or(rest.len());
        Some((width, &rest[..between]))
    }
}

fn broken_into_lines(symbols: &[u8], width: usize, between: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(symbols.len() + symbols.len() / width.max(1) * between.len());
    for line in symbols.chunks(width.max(1)) {
        if !out.is_empty() {
            out.extend_from_slice(between);
        }
        out.extend_from_slice(line);
    }
    out
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

fn without_space(written: &[u8]) -> Cow<'_, [u8]> {
    let next_space = |rest: &[u8]| {
        let line_end = memchr::memchr3(b'\n', b'\r', b' ', rest);
        memchr::memchr(b'\t', &rest[..line_end.unwrap_or(rest.len())]).or(line_end)
    };
    let Some(mut space) = next_space(written) else {
        return Cow::Borrowed(written);
    };
    let mut symbols = Vec::with_capacity(written.len());
    let mut rest = written;
    loop {
        symbols.extend_from_slice(&rest[..space]);
        rest = &rest[space..];
        let Some(word) = rest.iter().position(|&byte| !is_space(byte)) else {
            return Cow::Owned(symbols);
        };
        rest = &rest[word..];
        space = next_space(rest).unwrap_or(rest.len());
    }
}

/// Takes off up to two `=`; missing and needless ones are forgiven.
fn without_padding(symbols: &[u8]) -> Option<&[u8]> {
    let bare = symbols.strip_suffix(b"==").or_else(|| symbols.strip_suffix(b"="));
    let bare = bare.unwrap_or(symbols);
    (bare.len() % 4 != 1).then_some(bare)
}
