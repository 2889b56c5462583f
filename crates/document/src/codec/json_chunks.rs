//! One body cut into chunks: a JSON array of hex or of base64 strings, as network logs write it.
//!
//! The bytes are those of all chunks in a row. A rewrite keeps the array as it is and gives every
//! chunk as many bytes as it had; the last one takes what is left, and where there is less, the
//! chunks at the end become empty strings. Chunks whose bytes stay the same are not touched.

use crate::codec::base64::{self, Style};
use crate::codec::{Codec, CodecId, Decoded, Refusal, edited, hex};
use crate::limits::Limits;
use crate::span::{Edit, Span};

pub(super) struct JsonChunks;

impl Codec for JsonChunks {
    fn id(&self) -> CodecId {
        CodecId::JsonChunks
    }

    fn decode<'a>(&self, raw: &'a [u8], _limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        let chunks = Chunks::read(raw).ok_or(Refusal::Foreign)?;
        Ok(Decoded::whole(chunks.bytes))
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        if edits.is_empty() {
            return Ok(Vec::new());
        }
        let chunks = Chunks::read(raw).ok_or(Refusal::Foreign)?;
        let bytes = edited(&chunks.bytes, edits);
        let (mut old, mut new) = (chunks.bytes.as_slice(), bytes.as_slice());
        let mut lifted = Vec::new();
        for (index, chunk) in chunks.all.iter().enumerate() {
            let is_last = index + 1 == chunks.all.len();
            let new_len = if is_last { new.len() } else { chunk.bytes_len.min(new.len()) };
            let (before, old_rest) = old.split_at(chunk.bytes_len.min(old.len()));
            let (after, new_rest) = new.split_at(new_len);
            (old, new) = (old_rest, new_rest);
            if before != after {
                let mut replacement = Vec::new();
                chunks.writing.encode(after, &mut replacement);
                lifted.push(Edit { span: chunk.span, replacement });
            }
        }
        Ok(lifted)
    }
}

/// Fewer bytes than this in all may as well be a list of short words.
const SHORTEST: usize = 8;

struct Chunks {
    all: Vec<Chunk>,
    bytes: Vec<u8>,
    writing: Writing,
}

/// One string of the array.
struct Chunk {
    /// Between its quotes.
    span: Span,
    bytes_len: usize,
}

enum Writing {
    Hex { upper: bool },
    Base64(Style),
}

impl Chunks {
    fn read(raw: &[u8]) -> Option<Self> {
        let spans = strings(raw)?;
        let written = || spans.iter().map(|span| span.slice(raw));
        let (decoded, writing) = match joined(written(), hex::decode) {
            Some(decoded) => {
                let upper = written().flatten().any(u8::is_ascii_uppercase);
                (decoded, Writing::Hex { upper })
            }
            None => (joined(written(), unbroken_base64)?, Writing::Base64(Style::of(written()))),
        };
        let (bytes, lengths) = decoded;
        let chunks = spans.iter().zip(lengths);
        let all = chunks.map(|(&span, bytes_len)| Chunk { span, bytes_len }).collect();
        (bytes.len() >= SHORTEST).then_some(Self { all, bytes, writing })
    }
}

impl Writing {
    fn encode(&self, bytes: &[u8], out: &mut Vec<u8>) {
        match self {
            Writing::Hex { upper } => hex::encode(bytes, *upper, out),
            Writing::Base64(style) => style.encode(bytes, out),
        }
    }
}

/// All chunks decoded in a row, and the length of each; empty ones are empty in every encoding.
fn joined<'a>(
    written: impl Iterator<Item = &'a [u8]>,
    decode: fn(&[u8]) -> Option<Vec<u8>>,
) -> Option<(Vec<u8>, Vec<usize>)> {
    let (mut bytes, mut lengths) = (Vec::new(), Vec::new());
    for chunk in written {
        let decoded = if chunk.is_empty() { Vec::new() } else { decode(chunk)? };
        lengths.push(decoded.len());
        bytes.extend_from_slice(&decoded);
    }
    Some((bytes, lengths))
}

/// base64 without the white space that would make it words.
fn unbroken_base64(written: &[u8]) -> Option<Vec<u8>> {
    if written.iter().any(|&byte| is_space(byte)) { None } else { base64::decode(written) }
}

/// The insides of all strings of an array that holds nothing else, not even an escape.
fn strings(raw: &[u8]) -> Option<Vec<Span>> {
    let mut at = after(raw, 0, b'[')?;
    let mut spans = Vec::new();
    loop {
        let start = after(raw, at, b'"')?;
        let end = start + memchr::memchr2(b'"', b'\\', &raw[start..])?;
        spans.push(Span::new(start, end));
        at = after(raw, end, b'"')?;
        match after(raw, at, b',') {
            Some(next) => at = next,
            None => break,
        }
    }
    at = after(raw, at, b']')?;
    raw[at..].iter().all(|&byte| is_space(byte)).then_some(spans)
}

/// The offset after `sign`, when it is the next thing but white space.
fn after(raw: &[u8], at: usize, sign: u8) -> Option<usize> {
    let space = raw[at..].iter().take_while(|&&byte| is_space(byte)).count();
    (raw.get(at + space) == Some(&sign)).then_some(at + space + 1)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}
