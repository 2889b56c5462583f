//! Compressed data without a signature: raw deflate and Brotli.
//!
//! Any bytes could be such data, and unpacking costs far more than a look at how they begin: what
//! the first bits say must be possible before a decoder is tried.

use crate::codec::{CodecId, Refusal};
use crate::limits::Limits;
use crate::text;

/// Shorter base64 is not tried for compressed data without a signature.
pub(crate) const PACKED: usize = 48;
/// Hex that is no longer is a hash.
const HASH: usize = 64;
/// Nor is longer data.
const PACKED_MOST: usize = 64 << 10;

/// The encoding in which all of `text` is compressed data that has no signature of its own.
pub(crate) fn packed(text: &[u8], limits: &Limits) -> Option<CodecId> {
    let token = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=-_".contains(byte);
    if !(PACKED..=PACKED_MOST).contains(&text.len()) || !text.iter().all(token) {
        return None;
    }
    let hex = text.len() > HASH && text.iter().all(u8::is_ascii_hexdigit);
    let codec = if hex { CodecId::Hex } else { CodecId::Base64 };
    codec
        .codec()
        .decode(text, limits)
        .is_ok_and(|decoded| is_binary(&decoded.bytes) && packing(&decoded.bytes).is_some())
        .then_some(codec)
}

/// Whether a short text holds bytes that no text has.
pub(super) fn is_binary(text: &[u8]) -> bool {
    (16..=PACKED_MOST).contains(&text.len())
        && text[..text.len().min(64)].iter().any(|byte| !(b'\t'..0x80).contains(byte))
        && std::str::from_utf8(text).is_err()
}

/// The compression without a signature that all of `text` is: raw deflate, as in SAML's redirect
/// binding, or Brotli. What it unpacks to must be something that is worth reading.
pub(super) fn packing(text: &[u8]) -> Option<CodecId> {
    let limits = Limits { layer_bytes: 1 << 20, ..Limits::default() };
    let begins = |codec: &CodecId| match codec {
        CodecId::Deflate => begins_deflate(text),
        _ => begins_brotli(text, text.len()),
    };
    [CodecId::Deflate, CodecId::Brotli].into_iter().filter(begins).find(|codec| {
        codec.codec().decode(text, &limits).is_ok_and(|decoded| {
            let head = &decoded.bytes[..decoded.bytes.len().min(64)];
            decoded.partial != Some(Refusal::Damaged) && text::is_worth_opening(head)
        })
    })
}

/// Whether compressed data of `length` bytes without a signature could begin with `head`.
pub(crate) fn begins_packed(head: &[u8], length: usize) -> bool {
    begins_deflate(head) || begins_brotli(head, length)
}

/// Whether the first block could be one of deflate: coded with fixed codes, or with codes of its
/// own whose numbers are possible (RFC 1951 section 3.2.7).
fn begins_deflate(text: &[u8]) -> bool {
    let mut bits = Bits::new(text);
    bits.take(1);
    match bits.take(2) {
        1 => true,
        2 => {
            let (literals, distances, lengths) = (bits.take(5), bits.take(5), bits.take(4) + 4);
            // The code of the lengths is complete: its codewords fill the space exactly.
            let filled: u32 = (0..lengths)
                .map(|_| match bits.take(3) {
                    0 => 0,
                    length => 128 >> length,
                })
                .sum();
            literals < 30 && distances < 30 && filled == 128
        }
        _ => false,
    }
}

/// Whether the first block could be one of Brotli (RFC 7932 section 9): it says how many bytes it
/// unpacks to, which are about as many as there are `packed`, or more, if it is the only one; and
/// the first of its prefix codes is one.
fn begins_brotli(head: &[u8], packed: usize) -> bool {
    let mut bits = Bits::new(head);
    if bits.take(1) == 1 && bits.take(3) == 0 && bits.take(3) == 1 {
        return false;
    }
    let last = bits.take(1) == 1;
    if last && bits.take(1) == 1 {
        return false;
    }
    let nibbles = match bits.take(2) {
        3 => return false,
        more => 4 + more,
    };
    let length = bits.take(4 * nibbles) as usize + 1;
    if last && !(packed * 3 / 4..=packed * 200).contains(&length) {
        return false;
    }
    if !last && bits.take(1) == 1 {
        // Stored as it is, from the next byte on.
        return length < packed && bits.pad() == 0;
    }
    begins_with_prefix_code(&mut bits) || bits.is_over()
}

/// Whether a block of Brotli that begins here has a possible prefix code as its first.
fn begins_with_prefix_code(bits: &mut Bits<'_>) -> bool {
    // Types of blocks: of literals, of commands, of distances.
    for _ in 0..3 {
        let types = bits.take_count();
        if types > 1 {
            return bits.take_prefix_code(types + 2);
        }
    }
    // How distances are coded, and the one mode of literals.
    bits.take(2 + 4 + 2);
    // Trees of literals and of distances, of which a map tells where each is used.
    for most in [64, 4] {
        let trees = bits.take_count();
        if trees > most {
            return false;
        }
        if trees > 1 {
            let runs = if bits.take(1) == 1 { bits.take(4) + 1 } else { 0 };
            return bits.take_prefix_code(trees + runs);
        }
    }
    bits.take_prefix_code(256)
}

/// Reads bits, the lowest of each byte first.
struct Bits<'t> {
    text: &'t [u8],
    at: usize,
}

impl<'t> Bits<'t> {
    fn new(text: &'t [u8]) -> Self {
        Bits { text, at: 0 }
    }

    /// The number in the next `count` bits; what is missing counts as zero.
    fn take(&mut self, count: u32) -> u32 {
        (0..count).fold(0, |number, place| {
            let byte = self.text.get(self.at / 8).copied().unwrap_or(0);
            let bit = u32::from(byte >> (self.at % 8) & 1);
            self.at += 1;
            number | bit << place
        })
    }

    /// The rest of the byte that was begun.
    fn pad(&mut self) -> u32 {
        let rest = self.at.next_multiple_of(8) - self.at;
        (0..rest).fold(0, |number, _| number | self.take(1))
    }

    /// Whether more was taken than there is.
    fn is_over(&self) -> bool {
        self.at > self.text.len() * 8
    }

    /// A number from 1 to 256, as Brotli counts types and trees (RFC 7932 section 9.2).
    fn take_count(&mut self) -> u32 {
        if self.take(1) == 0 {
            return 1;
        }
        let width = self.take(3);
        1 + (1 << width) + self.take(width)
    }

    /// Takes the beginning of a prefix code of Brotli for this many symbols; whether it is possible
    /// (RFC 7932 sections 3.4 and 3.5).
    fn take_prefix_code(&mut self, symbols: u32) -> bool {
        let skipped = self.take(2);
        if skipped == 1 {
            let count = self.take(2) + 1;
            let width = u32::BITS - (symbols - 1).leading_zeros();
            let listed: Vec<u32> = (0..count).map(|_| self.take(width)).collect();
            let differ = (1..listed.len()).all(|at| !listed[..at].contains(&listed[at]));
            return differ && listed.iter().all(|&symbol| symbol < symbols);
        }
        // The code of the lengths is complete: its codewords fill the space exactly.
        let (mut filled, mut used) = (0, 0);
        for _ in skipped..18 {
            let length = match self.take(2) {
                0 => 0,
                1 => 4,
                2 => 3,
                _ if self.take(1) == 0 => 2,
                _ if self.take(1) == 0 => 1,
                _ => 5,
            };
            if length > 0 {
                filled += 32 >> length;
                used += 1;
            }
            if filled >= 32 {
                break;
            }
        }
        filled == 32 || used == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compressed as libraries do by default, at several levels, windows and sizes.
    fn brotli(text: &[u8], quality: i32, window: i32) -> Vec<u8> {
        let parameters = brotli::enc::BrotliEncoderParams {
            quality,
            lgwin: window,
            size_hint: text.len(),
            ..Default::default()
        };
        let mut packed = Vec::new();
        brotli::BrotliCompress(&mut &text[..], &mut packed, &parameters).expect("memory takes it");
        packed
    }

    #[test]
    fn sees_how_brotli_begins() {
        let words = "access refresh login user tenant expires scope audience state nonce \"{}[]:,";
        for size in [20, 60, 200, 900, 4000, 20_000] {
            let text: String = (0..)
                .map(|at: usize| words.split(' ').nth(at * at * 7 % 11).unwrap_or("x").to_owned())
                .enumerate()
                .map(|(at, word)| format!("{{\"{word}{}\": {}}} ", at % 13, at * 31 % 97))
                .take(size / 12 + 1)
                .collect();
            for quality in [1, 4, 5, 9, 11] {
                for window in [16, 18, 22, 24] {
                    let packed = brotli(text.as_bytes(), quality, window);
                    let unpacked = CodecId::Brotli.codec().decode(&packed, &Limits::default());
                    assert!(unpacked.is_ok_and(|unpacked| *unpacked.bytes == *text.as_bytes()));
                    let head = &packed[..packed.len().min(24)];
                    let case = (size, quality, window);
                    assert!(
                        begins_brotli(&packed, packed.len()),
                        "{case:?} {} {}",
                        text.len(),
                        packed.len()
                    );
                    assert!(begins_packed(head, packed.len()), "{case:?} by its head");
                }
            }
        }
    }

    #[test]
    fn takes_few_random_bytes_for_brotli() {
        let mut seed = 0x2545_f491_4f6c_dd1d_u64;
        let mut random = || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed.to_le_bytes()
        };
        let tries = 4_000;
        let taken = (0..tries)
            .filter(|_| {
                let bytes: Vec<u8> = (0..8).flat_map(|_| random()).collect();
                begins_brotli(&bytes, bytes.len())
            })
            .count();
        assert!(taken * 10 < tries, "{taken} of {tries}");
    }
}
