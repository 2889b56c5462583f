//! Streams in, bytes out, until the end, a limit or a damage.

use brotli::{BrotliDecompressStream, BrotliResult, BrotliState};
use flate2::{Crc, Decompress, FlushDecompress, Status};
use zstd::stream::raw::{DParameter, Decoder, Operation};

use crate::codec::Refusal;
use crate::limits::Limits;

/// What a stream unpacked to.
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// Why there is no more, when there should be.
    pub(super) partial: Option<Refusal>,
}

/// What one step of a decoder did.
struct Step {
    read: usize,
    written: usize,
    state: State,
}

#[derive(PartialEq, Eq)]
enum State {
    Going,
    Ended,
    Broken,
}

/// Output is asked for in pieces between these sizes, growing with what there is already.
const PIECE_MIN: usize = 4 << 10;
const PIECE_MAX: usize = 256 << 10;

/// Runs one decoder from the beginning of `input`, adding to `bytes`; gives what it read.
fn run(
    input: &[u8],
    limit: u64,
    bytes: &mut Vec<u8>,
    mut step: impl FnMut(&[u8], &mut [u8]) -> Step,
) -> Result<usize, Refusal> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut read = 0;
    loop {
        let before = bytes.len();
        // One byte past the limit tells a stream that ends there from one that goes on.
        let piece = before.max(input.len()).clamp(PIECE_MIN, PIECE_MAX);
        let room = limit.saturating_add(1).saturating_sub(before).min(piece);
        bytes.resize(before + room, 0);
        let Step { read: more, written, state } = step(&input[read..], &mut bytes[before..]);
        bytes.truncate(before + written.min(room));
        read = (read + more).min(input.len());
        if bytes.len() > limit {
            bytes.truncate(limit);
            return Err(Refusal::TooLarge);
        }
        match state {
            State::Ended => return Ok(read),
            State::Broken => return Err(Refusal::Damaged),
            State::Going if more == 0 && written == 0 => return Err(Refusal::Damaged),
            State::Going => {}
        }
    }
}

/// Unpacks a whole input that is one stream and nothing after it.
fn whole(input: &[u8], limits: &Limits, step: impl FnMut(&[u8], &mut [u8]) -> Step) -> Unpacked {
    let mut bytes = Vec::new();
    let partial = match run(input, limits.unpacked_bytes(input.len()), &mut bytes, step) {
        Ok(read) if read == input.len() => None,
        Ok(_) => Some(Refusal::Damaged),
        Err(refusal) => Some(refusal),
    };
    Unpacked { bytes, partial }
}

pub(super) fn zlib(raw: &[u8], limits: &Limits) -> Unpacked {
    whole(raw, limits, inflate(Decompress::new(true)))
}

/// The most bytes after the end of a raw deflate stream, which nothing but its end bears out.
const DEFLATE_TRAILER: usize = 4;

pub(super) fn deflate(raw: &[u8], limits: &Limits) -> Unpacked {
    let mut bytes = Vec::new();
    let limit = limits.unpacked_bytes(raw.len());
    let partial = match run(raw, limit, &mut bytes, inflate(Decompress::new(false))) {
        Ok(read) if raw.len() - read <= DEFLATE_TRAILER && !bytes.is_empty() => None,
        Err(Refusal::TooLarge) => Some(Refusal::TooLarge),
        Ok(_) | Err(_) => Some(Refusal::Foreign),
    };
    Unpacked { bytes, partial }
}

/// Raw deflate that nothing follows.
pub(super) fn inflate_all(raw: &[u8], limits: &Limits) -> Unpacked {
    whole(raw, limits, inflate(Decompress::new(false)))
}

/// How many bytes the raw deflate stream at the beginning of `raw` takes, if it ends.
pub(crate) fn inflated_length(raw: &[u8], limits: &Limits) -> Option<usize> {
    let limit = limits.unpacked_bytes(raw.len());
    run(raw, limit, &mut Vec::new(), inflate(Decompress::new(false))).ok()
}

pub(super) fn gzip(raw: &[u8], limits: &Limits) -> Unpacked {
    let limit = limits.unpacked_bytes(raw.len());
    let mut bytes = Vec::new();
    let mut at = 0;
    let partial = loop {
        let rest = &raw[at..];
        // Tapes and block devices pad with zeros.
        if at > 0 && rest.iter().all(|&byte| byte == 0) {
            break None;
        }
        match gzip_member(rest, limit, &mut bytes) {
            Ok(read) => at += read,
            Err(refusal) => break Some(refusal),
        }
    };
    Unpacked { bytes, partial }
}

/// Unpacks one member; gives its length.
fn gzip_member(raw: &[u8], limit: u64, bytes: &mut Vec<u8>) -> Result<usize, Refusal> {
    let header = gzip_header_len(raw).ok_or(Refusal::Damaged)?;
    let before = bytes.len();
    let read = run(&raw[header..], limit, bytes, inflate(Decompress::new(false)))?;
    let mut crc = Crc::new();
    crc.update(&bytes[before..]);
    let end = header + read;
    let trailer = [crc.sum().to_le_bytes(), crc.amount().to_le_bytes()].concat();
    if raw.get(end..end + trailer.len()) == Some(&trailer) {
        Ok(end + trailer.len())
    } else {
        Err(Refusal::Damaged)
    }
}

/// The length of the gzip header at the beginning of `raw` (RFC 1952 section 2.3).
pub(super) fn gzip_header_len(raw: &[u8]) -> Option<usize> {
    const HEADER_CRC: u8 = 1 << 1;
    const EXTRA: u8 = 1 << 2;
    const NAME: u8 = 1 << 3;
    const COMMENT: u8 = 1 << 4;
    const RESERVED: u8 = 0b1110_0000;

    let &[0x1f, 0x8b, 8, flags, ..] = raw else {
        return None;
    };
    if flags & RESERVED != 0 {
        return None;
    }
    let mut end = 10;
    if flags & EXTRA != 0 {
        let &[low, high] = raw.get(end..end + 2)? else {
            return None;
        };
        end += 2 + usize::from(u16::from_le_bytes([low, high]));
    }
    for _ in 0..(flags & (NAME | COMMENT)).count_ones() {
        end += memchr::memchr(0, raw.get(end..)?)? + 1;
    }
    if flags & HEADER_CRC != 0 {
        end += 2;
    }
    (end <= raw.len()).then_some(end)
}

fn inflate(mut decoder: Decompress) -> impl FnMut(&[u8], &mut [u8]) -> Step {
    move |input, output| {
        let (read, written) = (decoder.total_in(), decoder.total_out());
        let status = decoder.decompress(input, output, FlushDecompress::None);
        let state = match status {
            Ok(Status::StreamEnd) => State::Ended,
            Ok(Status::Ok | Status::BufError) => State::Going,
            Err(_) => State::Broken,
        };
        Step {
            read: count(decoder.total_in() - read),
            written: count(decoder.total_out() - written),
            state,
        }
    }
}

/// A count of bytes that are in memory.
fn count(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

pub(super) fn brotli(raw: &[u8], limits: &Limits) -> Unpacked {
    let alloc = brotli::enc::StandardAlloc::default;
    let mut decoder = BrotliState::new_strict(alloc(), alloc(), alloc());
    let mut total = 0;
    whole(raw, limits, move |input, output| {
        let (mut unread, mut read) = (input.len(), 0);
        let (mut room, mut written) = (output.len(), 0);
        let result = BrotliDecompressStream(
            &mut unread,
            &mut read,
            input,
            &mut room,
            &mut written,
            output,
            &mut total,
            &mut decoder,
        );
        let state = match result {
            BrotliResult::ResultSuccess => State::Ended,
            BrotliResult::NeedsMoreInput | BrotliResult::NeedsMoreOutput => State::Going,
            BrotliResult::ResultFailure => State::Broken,
        };
        Step { read, written, state }
    })
}

/// The largest window that readers must take (RFC 8878 recommends 8 MiB, its tool takes 128 MiB).
const ZSTD_WINDOW_LOG: u32 = 27;

pub(super) fn zstd(raw: &[u8], limits: &Limits) -> Unpacked {
    let limit = limits.unpacked_bytes(raw.len());
    let mut bytes = Vec::new();
    let mut at = 0;
    let partial = loop {
        match zstd_frame(&raw[at..], limit, &mut bytes) {
            Ok(read) => at += read,
            Err(refusal) => break Some(refusal),
        }
        if at >= raw.len() {
            break None;
        }
    };
    Unpacked { bytes, partial }
}

/// Unpacks one frame, which may be one to skip; gives its length.
fn zstd_frame(raw: &[u8], limit: u64, bytes: &mut Vec<u8>) -> Result<usize, Refusal> {
    if !matches!(raw, [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..]) {
        return Err(Refusal::Damaged);
    }
    let mut decoder = Decoder::new().map_err(|_| Refusal::Damaged)?;
    let window = DParameter::WindowLogMax(ZSTD_WINDOW_LOG);
    decoder.set_parameter(window).map_err(|_| Refusal::Damaged)?;
    run(raw, limit, bytes, move |input, output| match decoder.run_on_buffers(input, output) {
        Ok(status) => {
            let state = if status.remaining == 0 { State::Ended } else { State::Going };
            Step { read: status.bytes_read, written: status.bytes_written, state }
        }
        Err(_) => Step { read: 0, written: 0, state: State::Broken },
    })
}
