//! Runs of base64 and hex in a text.

use super::{
    CodecId, Lead, RUN, SAMPLE, Shape, binary, decode_quads, hex_digit, is_base64, is_worth_opening,
};
use crate::lanes;
use crate::span::Span;

/// Adds the runs of base64 and hex.
pub(super) fn leads(text: &[u8], out: &mut Vec<Lead>) {
    each_run(text, |start| long_run(text, start, out));
}

/// Calls `on` with the beginning of each run that is long enough; it answers where to go on.
fn each_run(text: &[u8], mut on: impl FnMut(usize) -> usize) {
    // Where the run begins that goes on at `at`.
    let mut start = 0;
    let mut at = 0;
    while let Some(block) = text.get(at..).and_then(lanes::first) {
        let digits = lanes::base64(block);
        let head = digits.trailing_ones() as usize;
        let inner = rows(digits);
        if at + head - start < RUN && inner == 0 {
            at += lanes::BLOCK;
            start = at - digits.leading_ones() as usize;
            continue;
        }
        if at + head - start < RUN {
            start = at + inner.trailing_zeros() as usize;
        }
        at = on(start);
        start = at;
    }
    at = start;
    while let Some(&block) = text[at..].first_chunk::<RUN>() {
        // A run that begins in this block and is long enough goes on behind its last byte; what
        // stands before the last byte that is none of a run's is passed over.
        let Some(other) = block.iter().rposition(|&byte| !is_base64(byte)) else {
            at = on(at);
            continue;
        };
        at += other + 1;
    }
}

/// Where in a block so many digits stand in a row as make a run.
fn rows(digits: u64) -> u64 {
    const { assert!(RUN == 16) };
    [1, 2, 4, 8].into_iter().fold(digits, |rows, length| rows & rows >> length)
}

/// Where the digits of base64 end that go on at `at`.
fn end_of_digits(text: &[u8], mut at: usize) -> usize {
    while let Some(block) = text.get(at..).and_then(lanes::first) {
        let digits = lanes::base64(block).trailing_ones() as usize;
        at += digits;
        if digits < lanes::BLOCK {
            return at;
        }
    }
    at + text[at..].iter().take_while(|&&byte| is_base64(byte)).count()
}

/// Adds the run that begins at `start` and is long enough. Returns where it ends.
fn long_run(text: &[u8], start: usize, out: &mut Vec<Lead>) -> usize {
    let mut end = end_of_digits(text, start + RUN);
    end = following_lines(text, start, end);
    let padding = text[end..].iter().take(2).take_while(|&&byte| byte == b'=').count();
    run(text, Span::new(start, end), Span::new(start, end + padding), out);
    end + padding
}

/// base64 broken into lines of equal length is one run.
fn following_lines(text: &[u8], start: usize, mut end: usize) -> usize {
    let width = end - start;
    if !(60..=80).contains(&width) {
        return end;
    }
    loop {
        let gap = match text.get(end..) {
            Some([b'\r', b'\n', ..]) => 2,
            Some([b'\n', ..]) => 1,
            _ => return end,
        };
        let next = end + gap;
        let length = text[next..].iter().take(width + 1).take_while(|&&b| is_base64(b)).count();
        if length == 0 || length > width {
            return end;
        }
        end = next + length;
        if length < width {
            return end;
        }
    }
}

fn run(text: &[u8], bare: Span, padded: Span, out: &mut Vec<Lead>) {
    let bytes = bare.slice(text);
    if bytes.len().is_multiple_of(2) && bytes.iter().all(u8::is_ascii_hexdigit) {
        let mut sample = [0; SAMPLE];
        let pairs = bytes.chunks_exact(2).take(SAMPLE);
        let taken = pairs.len();
        for (byte, pair) in sample.iter_mut().zip(pairs) {
            *byte = hex_digit(pair[0]) << 4 | hex_digit(pair[1]);
        }
        let sample = &sample[..taken];
        if is_worth_opening(sample) || binary::is_packed(text, bare, sample, CodecId::Hex) {
            out.push(Lead::new(bare, Some(CodecId::Hex), Shape::Any));
            return;
        }
    }
    // A path or a word with slashes and dashes: the decoded bytes tell.
    for span in base64_parts(text, without_stray(text, bare, padded)) {
        if span.len() >= RUN && is_readable(text, span) {
            out.push(Lead::new(span, Some(base64_codec(text, span)), Shape::Any));
            return;
        }
    }
}

/// The run without its last digit, where that is one too many and belongs to what stands behind it:
/// five digits are no bytes.
fn without_stray(text: &[u8], bare: Span, padded: Span) -> Span {
    let is_odd = padded == bare && bare.len() % 4 == 1;
    if is_odd && memchr::memchr(b'\n', bare.slice(text)).is_none() {
        return Span::new(bare.start, bare.end - 1);
    }
    padded
}

/// Whether a run of base64 decodes to something that is worth opening.
fn is_readable(text: &[u8], span: Span) -> bool {
    let mut sample = [0; SAMPLE];
    let quads = span.len().min(SAMPLE) / 4 * 4;
    let taken = decode_quads(&span.slice(text)[..quads], &mut sample);
    let sample = &sample[..taken];
    is_worth_opening(sample)
        || binary::is_packed(text, span, sample, CodecId::Base64)
        || binary::has_words(text, span, sample)
}

/// The part of a JWT is base64url without padding, whether or not it shows.
pub fn base64_codec(text: &[u8], span: Span) -> CodecId {
    let beside = |at: Option<usize>| at.and_then(|at| text.get(at)) == Some(&b'.');
    let is_object = span.slice(text).starts_with(b"ey");
    if is_object && (beside(span.start.checked_sub(1)) || beside(Some(span.end))) {
        CodecId::Base64Url
    } else {
        CodecId::Base64
    }
}

/// The run, and its parts behind the last `/` where the run as a whole is no base64.
fn base64_parts(text: &[u8], run: Span) -> impl Iterator<Item = Span> {
    let bytes = run.slice(text);
    let slash = memchr::memrchr(b'/', &bytes[..bytes.len().min(256)]);
    let behind = slash.map(|slash| Span::new(run.start + slash + 1, run.end));
    std::iter::once(run).chain(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_too_many_is_left_to_what_stands_behind() {
        // What is said in here needs no padding.
        let base64 = "eyJub3RlIjoidGhlIGJsdWUgamF5In0g";
        for (text, end) in [
            (format!("x={base64}"), 34),
            (format!("x={base64}0("), 34),
            (format!("x={}==0", &base64[..32 - 2]), 34),
        ] {
            let mut found = Vec::new();
            leads(text.as_bytes(), &mut found);
            let spans: Vec<Span> = found.iter().map(|lead| lead.span).collect();
            assert_eq!(spans, [Span::new(2, end)], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_long_run_is_met_once(text in "([a-zA-Z0-9+/_-]{0,90}[ .=\"]{0,3}){0,12}") {
            let text = text.as_bytes();
            let mut plain = Vec::new();
            let mut start = 0;
            while start < text.len() {
                let length = text[start..].iter().take_while(|&&byte| is_base64(byte)).count();
                if length >= RUN {
                    plain.push(start);
                    start = long_run(text, start, &mut Vec::new());
                } else {
                    start += length + 1;
                }
            }
            let mut met = Vec::new();
            each_run(text, |start| {
                met.push(start);
                long_run(text, start, &mut Vec::new())
            });
            proptest::prop_assert_eq!(met, plain);
        }
    }
}
