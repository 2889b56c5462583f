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
    let run = &span.slice(text)[..span.len().min(WORDS)];
    let line = memchr::memchr(b'\n', run).unwrap_or(run.len());
    let quads = run[..line].as_chunks().0;
    let is_printable = |quad: &[u8; 4]| {
        decode_quad(quad).is_some_and(|bytes| bytes.iter().all(|byte| matches!(byte, b' '..=b'~')))
    };
    // What is long enough has all of two neighbours, so that every other one tells where to look.
    let mut at = 1;
    while let Some(quad) = quads.get(at) {
        if is_printable(quad) {
            match words_around(quads, at) {
                Around::Words => return true,
                Around::Nothing(end) => at = end | 1,
            }
        } else {
            at += 2;
        }
    }
    false
}

/// What stands around a printable group of digits.
enum Around {
    Words,
    /// Nothing that begins in front of this group.
    Nothing(usize),
}

fn words_around(quads: &[[u8; 4]], middle: usize) -> Around {
    let (mut printable, mut named) = (0, 0);
    for (at, quad) in quads.iter().enumerate().skip(middle.saturating_sub(2)) {
        let Some(bytes) = decode_quad(quad) else { break };
        for byte in bytes {
            let name = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
            named = if name { named + 1 } else { 0 };
            printable = if matches!(byte, b' '..=b'~') { printable + 1 } else { 0 };
            if printable >= PRINTABLE || named >= NAMED {
                return Around::Words;
            }
        }
        if at > middle && printable == 0 {
            return Around::Nothing(at + 1);
        }
    }
    Around::Nothing(quads.len())
}
