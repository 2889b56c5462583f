//! Runs of base64 and hex that are neither text nor marked as compressed: data without a signature,
//! and binary messages with words in them.

use super::decode_quad;
use crate::codec::CodecId;
use crate::limits::Limits;
use crate::sniff;
use crate::span::Span;

/// Whether a run, whose first decoded bytes are `sample`, is compressed data without a signature.
pub(super) fn is_packed(text: &[u8], span: Span, sample: &[u8], codec: CodecId) -> bool {
    span.len() >= sniff::PACKED
        && sniff::begins_packed(sample, span.len() * 3 / 4)
        && sniff::packed(span.slice(text), &Limits::default()) == Some(codec)
}

/// So much of a run of base64 is decoded to see whether there are words in it.
const WORDS: usize = 512;
/// Printable characters in a row that random bytes hardly ever have, and such of names alone.
const PRINTABLE: usize = 14;
const NAMED: usize = 8;

/// Whether a run of base64 is binary data with words in it, as messages of protocols are.
pub(super) fn has_words(text: &[u8], span: Span, sample: &[u8]) -> bool {
    const PICTURES: [&[u8]; 8] =
        [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"wOF", b"OTTO", b"\0\x01\0\0\0", b"\0asm"];
    if PICTURES.iter().any(|picture| sample.starts_with(picture)) {
        return false;
    }
    let (mut printable, mut named) = (0, 0);
    for quad in span.slice(text)[..span.len().min(WORDS)].as_chunks().0 {
        let Some(bytes) = decode_quad(quad) else { return false };
        for byte in bytes {
            let name = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
            named = if name { named + 1 } else { 0 };
            printable = if matches!(byte, b' '..=b'~') { printable + 1 } else { 0 };
            if printable >= PRINTABLE || named >= NAMED {
                return true;
            }
        }
    }
    false
}
