//! A JSON array of numbers that are the bytes of one body: what `JSON.stringify` makes of a Node
//! buffer or a typed array.
//!
//! Edits rewrite the whole list with the separator with which it was written. It stays a list of
//! numbers below 256, of another length.

use super::{Codec, CodecId, Decoded, Refusal};
use crate::limits::Limits;
use crate::span::{Edit, Span, splice};

/// Fewer numbers are numbers.
const FEWEST: usize = 8;

/// The codec.
pub(super) struct ByteList;

impl Codec for ByteList {
    fn id(&self) -> CodecId {
        CodecId::ByteList
    }

    fn decode<'a>(&self, raw: &'a [u8], _: &Limits) -> Result<Decoded<'a>, Refusal> {
        let bytes = bytes(raw).ok_or(Refusal::Foreign)?;
        Ok(Decoded::whole(bytes))
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _: &Limits) -> Result<Vec<Edit>, Refusal> {
        let bytes = bytes(raw).ok_or(Refusal::Foreign)?;
        if edits.is_empty() {
            return Ok(Vec::new());
        }
        let mut edited = Vec::with_capacity(bytes.len());
        splice(&bytes, edits, &mut edited);
        // What stands between the brackets and the numbers, and between two numbers, stays.
        let inside = &raw[1..raw.len() - 1];
        let lead = inside.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let trail = inside.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
        let first = inside[lead..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let gap = inside[lead + first..].iter().take_while(|byte| !byte.is_ascii_digit()).count();
        let separator = &inside[lead + first..lead + first + gap];
        let mut written = Vec::with_capacity(raw.len());
        written.push(b'[');
        written.extend_from_slice(&inside[..lead]);
        for (place, byte) in edited.iter().enumerate() {
            if place > 0 {
                written.extend_from_slice(separator);
            }
            written.extend_from_slice(byte.to_string().as_bytes());
        }
        written.extend_from_slice(&inside[inside.len() - trail..]);
        written.push(b']');
        Ok(vec![Edit { span: Span::of(raw), replacement: written }])
    }
}

fn bytes(raw: &[u8]) -> Option<Vec<u8>> {
    let inside = raw.strip_prefix(b"[")?.strip_suffix(b"]")?;
    let numbers = inside.split(|&byte| byte == b',');
    let bytes: Vec<u8> = numbers.map(|number| byte(number.trim_ascii())).collect::<Option<_>>()?;
    (bytes.len() >= FEWEST).then_some(bytes)
}

/// The byte that decimal digits make; a sign is none.
fn byte(digits: &[u8]) -> Option<u8> {
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_lists_in_their_own_style() {
        let raw = b"[ 104, 117, 110, 116, 101, 114, 50, 33 ]";
        let limits = Limits::default();
        let decoded = ByteList.decode(raw, &limits).expect("a list of bytes");
        assert_eq!(&*decoded.bytes, b"hunter2!");
        let edits = [Edit { span: Span::new(0, 7), replacement: b"X".to_vec() }];
        let lifted = ByteList.lift(raw, &edits, &limits).expect("lifts");
        assert_eq!(lifted[0].replacement, b"[ 88, 33 ]");
        assert!(ByteList.decode(b"[1,2,300,4,5,6,7,8]", &limits).is_err());
    }
}
