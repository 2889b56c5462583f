//! Bytes spelled as text and bytes packed in bytes: base64 at every alignment, hex, lists of
//! numbers, UTF-16, Latin-1, and the usual compressions.

use std::io::Read;

/// Runs shorter than this say too little to be worth decoding.
const RUN: usize = 12;
/// Streams without a mark are looked for in nothing shorter than this.
const GUESSED: usize = 24;
/// How much one compressed stream may give.
const UNPACKED_BYTES: u64 = 16 << 20;

/// Adds what the text says when it is read in each of the ways. `last` is the decoding that it
/// came from.
pub(super) fn decode(text: &[u8], last: Option<&str>, out: &mut Vec<(&'static str, Vec<u8>)>) {
    base64(text, out);
    hex(text, out);
    dump(text, out);
    numbers(text, out);
    wide(text, out);
    latin(text, out);
    // Guessing at a guess only multiplies noise.
    if is_binary(text) && !matches!(last, Some("deflate" | "brotli" | "UTF-16")) {
        unpack(text, out);
    }
}

/// Whether this is not text: bytes outside UTF-8, or control characters.
fn is_binary(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err()
        || bytes.iter().any(|&byte| byte < 9 || (14..27).contains(&byte))
}

/// Whether most of it can be read.
fn is_readable(bytes: &[u8]) -> bool {
    let good = bytes.iter().filter(|byte| matches!(byte, 9 | 10 | 13 | 32..=126)).count();
    let zero = bytes.iter().filter(|&&byte| byte == 0).count();
    good * 10 >= bytes.len() * 8 || (good + zero) * 10 >= bytes.len() * 9
}

fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

/// Decodes a run of base64 letters, whatever its length.
fn decode_run(run: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(run.len() * 3 / 4);
    for group in run.chunks(4) {
        let bits = group.iter().fold(0, |bits, &byte| bits << 6 | sextet(byte).unwrap_or(0));
        let bits = bits << (6 * (4 - group.len()));
        let [_, one, two, three] = bits.to_be_bytes();
        out.extend_from_slice(&[one, two, three][..group.len() * 3 / 4]);
    }
    out
}

/// All runs of base64 letters at all four alignments. Runs that decode to text are put together
/// into one text an alignment; runs that decode to something packed stand alone.
fn base64(text: &[u8], out: &mut Vec<(&'static str, Vec<u8>)>) {
    let mut joined = [const { Vec::new() }; 4];
    for run in runs(text, RUN, |byte| sextet(byte).is_some()) {
        for (skip, joined) in joined.iter_mut().enumerate() {
            let bytes = decode_run(&run[skip..]);
            if is_binary(&bytes) {
                if skip == 0 {
                    unpack(&bytes, out);
                } else {
                    unpack_marked(&bytes, out);
                }
            }
            joined.extend_from_slice(&bytes);
            joined.push(b'\n');
        }
    }
    let spaced = text.trim_ascii();
    if spaced.contains(&b' ')
        && spaced.iter().all(|&byte| byte == b' ' || byte == b'=' || sextet(byte).is_some())
    {
        let run: Vec<u8> = spaced
            .iter()
            .filter(|&&byte| byte != b'=')
            .map(|&byte| if byte == b' ' { b'+' } else { byte })
            .collect();
        out.push(("base64", decode_run(&run)));
    }
    out.extend(joined.into_iter().map(|bytes| ("base64", bytes)));
}

fn runs(text: &[u8], least: usize, belongs: impl Fn(u8) -> bool) -> Vec<&[u8]> {
    text.split(|&byte| !belongs(byte)).filter(|run| run.len() >= least).collect()
}

/// All runs of hex digits, from the first and from the second digit.
fn hex(text: &[u8], out: &mut Vec<(&'static str, Vec<u8>)>) {
    let mut joined = [const { Vec::new() }; 2];
    for run in runs(text, RUN, |byte| byte.is_ascii_hexdigit()) {
        for (skip, joined) in joined.iter_mut().enumerate() {
            let bytes: Vec<u8> = run[skip..]
                .chunks_exact(2)
                .filter_map(|pair| std::str::from_utf8(pair).ok())
                .filter_map(|pair| u8::from_str_radix(pair, 16).ok())
                .collect();
            if is_binary(&bytes) {
                unpack(&bytes, out);
            }
            joined.extend_from_slice(&bytes);
            joined.push(b'\n');
        }
    }
    out.extend(joined.into_iter().map(|bytes| ("hex", bytes)));
}

/// The bytes in the columns of a dump, whatever its offsets say.
fn dump(text: &[u8], out: &mut Vec<(&'static str, Vec<u8>)>) {
    let mut bytes = Vec::new();
    for line in text.split(|&byte| byte == b'\n') {
        let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        let offset = words.next().unwrap_or_default();
        let digits = offset.strip_suffix(b":").unwrap_or(offset);
        if digits.len() < 4 || !digits.iter().all(u8::is_ascii_hexdigit) {
            continue;
        }
        let pairs = words.take_while(|word| {
            matches!(word.len(), 2 | 4) && word.iter().all(u8::is_ascii_hexdigit)
        });
        for pair in pairs.take(16).flat_map(|word| word.chunks(2)) {
            let pair = std::str::from_utf8(pair).unwrap_or_default();
            bytes.extend(u8::from_str_radix(pair, 16));
        }
    }
    if bytes.len() >= 8 {
        out.push(("dump", bytes));
    }
}

/// Lists of numbers that are bytes, wherever they stand.
fn numbers(text: &[u8], out: &mut Vec<(&'static str, Vec<u8>)>) {
    for list in runs(text, 16, |byte| byte.is_ascii_digit() || b", \t\r\n".contains(&byte)) {
        let bytes: Option<Vec<u8>> = list
            .split(|&byte| byte == b',')
            .filter(|part| !part.trim_ascii().is_empty())
            .map(|part| std::str::from_utf8(part.trim_ascii()).ok()?.parse().ok())
            .collect();
        out.extend(bytes.filter(|bytes| bytes.len() >= 8).map(|bytes| ("numbers", bytes)));
    }
}

/// UTF-16 in either order: the text without its zero bytes.
fn wide(text: &[u8], out: &mut Vec<(&'static str, Vec<u8>)>) {
    let is_wide = |w: &[u8; 7]| w[0] != 0 && [w[1], w[3], w[5]] == [0; 3] && w[2] != 0 && w[4] != 0;
    if text.array_windows().any(is_wide) {
        out.push(("UTF-16", text.iter().copied().filter(|&byte| byte != 0).collect()));
    }
}

/// Bytes that were written as the characters U+0000 to U+00FF.
fn latin(text: &[u8], out: &mut Vec<(&'static str, Vec<u8>)>) {
    let Ok(text) = std::str::from_utf8(text) else { return };
    if text.is_ascii() {
        return;
    }
    let bytes: Option<Vec<u8>> =
        text.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect();
    out.extend(bytes.map(|bytes| ("Latin-1", bytes)));
}

/// Tries every compression: those with a mark anywhere, those without from the start.
fn unpack(bytes: &[u8], out: &mut Vec<(&'static str, Vec<u8>)>) {
    unpack_marked(bytes, out);
    if bytes.len() < GUESSED {
        return;
    }
    if let [0x78, 0x01 | 0x5E | 0x9C | 0xDA, ..] = bytes {
        out.push(("zlib", drain(flate2::read::ZlibDecoder::new(bytes))));
    }
    let guesses = [
        ("deflate", drain(flate2::read::DeflateDecoder::new(bytes))),
        ("brotli", drain(brotli::Decompressor::new(bytes, 4096))),
    ];
    let is_likely = |text: &[u8]| text.len() * 2 >= bytes.len() && is_readable_or_packed(text);
    out.extend(guesses.into_iter().filter(|(_, text)| is_likely(text)));
}

fn is_readable_or_packed(bytes: &[u8]) -> bool {
    is_readable(bytes) || matches!(bytes, [0x1F, 0x8B, 8, ..] | [0x28, 0xB5, 0x2F, 0xFD, ..])
}

/// Streams that begin with a mark, wherever the mark stands.
fn unpack_marked(bytes: &[u8], out: &mut Vec<(&'static str, Vec<u8>)>) {
    for at in 0..bytes.len().saturating_sub(8) {
        let rest = &bytes[at..];
        match rest {
            [0x1F, 0x8B, 8, ..] => {
                out.push(("gzip", drain(flate2::read::MultiGzDecoder::new(rest))));
            }
            // A member of a zip: behind its header, its name and its extra field.
            [b'P', b'K', 3, 4, ..] if rest.len() > 30 => {
                let length = |at: usize| usize::from(u16::from_le_bytes([rest[at], rest[at + 1]]));
                let data = rest.get(30 + length(26) + length(28)..).unwrap_or_default();
                out.push(("zip", drain(flate2::read::DeflateDecoder::new(data))));
            }
            [0x28, 0xB5, 0x2F, 0xFD, ..] => {
                if let Ok(reader) = zstd::Decoder::new(rest) {
                    out.push(("zstd", drain(reader)));
                }
            }
            _ => {}
        }
    }
}

/// Reads to the end or to the first error; what came before the error counts.
fn drain(reader: impl Read) -> Vec<u8> {
    let mut out = Vec::new();
    // An error only means that no more can be read.
    let _ended = reader.take(UNPACKED_BYTES).read_to_end(&mut out);
    out
}
