//! gzip (RFC 1952), zlib (RFC 1950), raw deflate (RFC 1951), Brotli (RFC 7932) and Zstandard
//! (RFC 8878).
//!
//! Decoding counts bytes as they come and stops at the limit; what came before a limit or a damage
//! is handed over and marked partial. A rewrite compresses afresh what was decoded and leaves the
//! rest out, since nobody knows what it says. Equal bytes give equal output. gzip keeps the header
//! of its first member byte for byte.

use std::io::Write;

use crate::codec::{Codec, CodecId, Decoded, Refusal, edited, replaced};
use crate::limits::Limits;
use crate::span::Edit;

mod unpack;

use unpack::Unpacked;
pub(crate) use unpack::inflated_length;

pub(super) static GZIP: Compression =
    Compression { id: CodecId::Gzip, pack: gzip, unpack: unpack::gzip };
pub(super) static ZLIB: Compression =
    Compression { id: CodecId::Zlib, pack: zlib, unpack: unpack::zlib };
pub(super) static DEFLATE: Compression =
    Compression { id: CodecId::Deflate, pack: deflate, unpack: unpack::deflate };
pub(super) static INFLATE: Compression =
    Compression { id: CodecId::Inflate, pack: deflate, unpack: unpack::inflate_all };
pub(super) static BROTLI: Compression =
    Compression { id: CodecId::Brotli, pack: brotli, unpack: unpack::brotli };
pub(super) static ZSTD: Compression =
    Compression { id: CodecId::Zstd, pack: zstd, unpack: unpack::zstd };

/// One compression format, both ways.
pub(super) struct Compression {
    id: CodecId,
    /// Compresses bytes in the style of the raw ones before them.
    pack: fn(raw: &[u8], bytes: &[u8]) -> std::io::Result<Vec<u8>>,
    unpack: fn(raw: &[u8], limits: &Limits) -> Unpacked,
}

impl Compression {
    fn unpacked(&self, raw: &[u8], limits: &Limits) -> Result<Unpacked, Refusal> {
        let unpacked = (self.unpack)(raw, limits);
        match unpacked.partial {
            Some(Refusal::TooLarge) if unpacked.bytes.is_empty() => Err(Refusal::TooLarge),
            Some(_) if unpacked.bytes.is_empty() => Err(Refusal::Foreign),
            Some(Refusal::Foreign) => Err(Refusal::Foreign),
            Some(Refusal::Damaged | Refusal::TooLarge) | None => Ok(unpacked),
        }
    }
}

impl Codec for Compression {
    fn id(&self) -> CodecId {
        self.id
    }

    fn decode<'a>(&self, raw: &'a [u8], limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        let Unpacked { bytes, partial } = self.unpacked(raw, limits)?;
        Ok(Decoded { partial, ..Decoded::whole(bytes) })
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        if edits.is_empty() {
            return Ok(Vec::new());
        }
        let bytes = edited(&self.unpacked(raw, limits)?.bytes, edits);
        // Writing to memory fails in no known way; if it did, nothing may be written.
        let packed = (self.pack)(raw, &bytes).map_err(|_| Refusal::Damaged)?;
        Ok(replaced(raw, packed))
    }

    fn padded(&self, raw: &[u8], bytes: usize) -> Option<Vec<u8>> {
        (self.id == CodecId::Gzip).then(|| gzip_padded(raw, bytes)).flatten()
    }
}

/// The usual middle: smaller levels cost size, larger ones time.
const DEFLATE_LEVEL: u32 = 6;
const BROTLI_QUALITY: i32 = 5;
const ZSTD_LEVEL: i32 = 3;

fn gzip(raw: &[u8], bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let header = unpack::gzip_header_len(raw).unwrap_or(0);
    let mut out = raw[..header].to_vec();
    out.extend(deflate(raw, bytes)?);
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    out.extend(crc.sum().to_le_bytes());
    out.extend(crc.amount().to_le_bytes());
    Ok(out)
}

/// Bits of the flags in the header of gzip: there is a checksum, an extra field, a comment.
const GZIP_CHECKSUM: u8 = 2;
const GZIP_EXTRA: u8 = 4;
const GZIP_COMMENT: u8 = 16;
/// The least that an extra field takes: its length, and a subfield's name and length.
const GZIP_EXTRA_BYTES: usize = 6;

/// Adds an extra field or, where that would be too large, a comment to the header (RFC 1952
/// section 2.3.1). There are readers that refuse a comment of more than 511 bytes.
fn gzip_padded(raw: &[u8], bytes: usize) -> Option<Vec<u8>> {
    const FIXED: usize = 10;
    let flags = *raw.get(3)?;
    let mut out = raw.to_vec();
    let (flag, at, field) = match bytes.checked_sub(GZIP_EXTRA_BYTES) {
        Some(data) => {
            let length = |bytes: usize| u16::try_from(bytes).ok().map(u16::to_le_bytes);
            let mut field = length(bytes - 2)?.to_vec();
            field.extend(b"--");
            field.extend(length(data)?);
            field.resize(bytes, 0);
            (GZIP_EXTRA, FIXED, field)
        }
        None => {
            let mut field = vec![b' '; bytes.checked_sub(1)?];
            field.push(0);
            (GZIP_COMMENT, unpack::gzip_header_len(raw)?, field)
        }
    };
    if flags & (flag | GZIP_CHECKSUM) != 0 {
        return None;
    }
    out[3] |= flag;
    out.splice(at..at, field);
    Some(out)
}

fn zlib(_raw: &[u8], bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let level = flate2::Compression::new(DEFLATE_LEVEL);
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), level);
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn deflate(_raw: &[u8], bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let level = flate2::Compression::new(DEFLATE_LEVEL);
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), level);
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn brotli(_raw: &[u8], bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params)?;
    Ok(out)
}

fn zstd(_raw: &[u8], bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    zstd::bulk::compress(bytes, ZSTD_LEVEL)
}
