//! Quoted-printable (RFC 2045 section 6.7).
//!
//! A soft line break decodes to nothing; a hard one stands for itself, as does a `=` that begins no
//! escape. Invariant: an edit leaves no line longer than 76 characters that was not so before.

use crate::codec::unit::{self, Unit, Units};
use crate::codec::{Codec, CodecId, Decoded, Refusal, hex};
use crate::limits::Limits;
use crate::near;
use crate::span::Edit;

pub(super) struct QuotedPrintable;

impl Codec for QuotedPrintable {
    fn id(&self) -> CodecId {
        CodecId::QuotedPrintable
    }

    fn decode<'a>(&self, raw: &'a [u8], _limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        Ok(Decoded::units(unit::decode(self, raw)))
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        let mut lifted = unit::lift(self, raw, edits);
        keep_lines_short(raw, &mut lifted);
        Ok(lifted)
    }
}

/// The most white space that mail transport may have left between a soft break and its line end.
const TRANSPORT_PADDING: usize = 8;

impl Units for QuotedPrintable {
    const REACH: usize = 1 + TRANSPORT_PADDING + 2;

    fn plain_end(&self, raw: &[u8], from: usize) -> usize {
        near::find(b'=', raw, from)
    }

    fn unit(&self, raw: &[u8]) -> Unit {
        if let Some(byte) = hex::number(raw.get(1..3)) {
            return Unit::byte(3, byte.to_le_bytes()[0]);
        }
        let rest = &raw[1..raw.len().min(Self::REACH)];
        let padding = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        match &rest[padding.min(TRANSPORT_PADDING)..] {
            [b'\r', b'\n', ..] => Unit::nothing(1 + padding + 2),
            [b'\n', ..] => Unit::nothing(1 + padding + 1),
            _ => Unit::loose(b'='),
        }
    }

    fn encode(&self, text: &[u8], out: &mut Vec<u8>) {
        for (at, &byte) in text.iter().enumerate() {
            // White space at the end of a line is lost in transport.
            let is_last = at + 1 == text.len();
            if matches!(byte, b'!'..=b'<' | b'>'..=b'~') || (byte == b' ' && !is_last) {
                out.push(byte);
            } else {
                out.push(b'=');
                out.extend(hex::pair(byte, hex::UPPER));
            }
        }
    }
}

/// The most characters of a line, a soft break's `=` included.
const LINE_LEN: usize = 76;

/// Puts soft line breaks into replacements where a line would become too long.
fn keep_lines_short(raw: &[u8], lifted: &mut [Edit]) {
    let soft_break: &[u8] = match memchr::memchr(b'\n', raw) {
        Some(at) if at == 0 || raw[at - 1] != b'\r' => b"=\n",
        Some(_) | None => b"=\r\n",
    };
    let mut kept_from = 0;
    let mut column = 0;
    for index in 0..lifted.len() {
        let next_start = lifted.get(index + 1).map(|next| next.span.start);
        let edit = &mut lifted[index];
        let before = &raw[kept_from..edit.span.start];
        column = match memchr::memrchr(b'\n', before) {
            Some(line_end) => before.len() - line_end - 1,
            None => column + before.len(),
        };
        kept_from = edit.span.end;

        let mut flowed = Vec::with_capacity(edit.replacement.len());
        let mut rest = edit.replacement.as_slice();
        while let Some(&first) = rest.first() {
            let (token, after) = rest.split_at(if first == b'=' { 3.min(rest.len()) } else { 1 });
            if column + token.len() >= LINE_LEN {
                flowed.extend_from_slice(soft_break);
                column = 0;
            }
            flowed.extend_from_slice(token);
            column += token.len();
            rest = after;
        }

        // What stands after the edit on the same line, up to the next edit, which may want to
        // begin with a break of its own.
        let after = &raw[kept_from..next_start.unwrap_or(raw.len())];
        let tail = match memchr::memchr(b'\n', after) {
            Some(line_end) => after[..line_end].strip_suffix(b"\r").map_or(line_end, <[u8]>::len),
            None => after.len() + usize::from(next_start.is_some()),
        };
        if column > 0 && column + tail > LINE_LEN && tail <= LINE_LEN {
            flowed.extend_from_slice(soft_break);
            column = 0;
        }
        edit.replacement = flowed;
    }
}
