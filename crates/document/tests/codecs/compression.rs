//! What compressed layers promise: limits, damage that is told, and a rewrite in the same style.

use scrubjay_document::CodecId::*;
use scrubjay_document::{CodecId, Edit, Limits, Refusal, Span};

use crate::{decoded, packed, rewritten};

const FORMATS: [CodecId; 5] = [Gzip, Zlib, Deflate, Brotli, Zstd];

/// Text that does not pack into nothing.
fn text(len: usize) -> Vec<u8> {
    let mut state: u32 = 1;
    let words = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        format!("{:x} ", state >> 12)
    });
    let mut text: Vec<u8> = words.take(len / 2 + 1).collect::<String>().into_bytes();
    text.truncate(len);
    text
}

fn bounded(ratio: u64, layer_bytes: u64) -> Limits {
    Limits { ratio, layer_bytes, ..Limits::default() }
}

#[test]
fn unpacks_what_it_packs_whatever_the_size() {
    for id in FORMATS {
        for len in [1, 2, 1000, 4095, 4096, 131_072, 131_073, 1_000_000] {
            let text = text(len);
            assert!(decoded(id, &packed(id, &text)) == text, "{len} bytes as {}", id.label());
        }
    }
}

#[test]
fn stops_at_the_limit_with_what_came_before() {
    let text = vec![b'a'; 3 << 20];
    for id in FORMATS {
        let raw = packed(id, &text);
        for (limits, expected) in
            [(bounded(1, u64::MAX), 64 << 10), (bounded(u64::MAX, 1 << 20), 1 << 20)]
        {
            let unpacked = id.codec().decode(&raw, &limits).unwrap();
            assert_eq!(unpacked.partial, Some(Refusal::TooLarge), "{}", id.label());
            assert_eq!(unpacked.bytes.len(), expected, "{}", id.label());
        }
        let unpacked = id.codec().decode(&raw, &bounded(u64::MAX, 3 << 20)).unwrap();
        assert_eq!(unpacked.partial, None, "{} that ends at the limit is whole", id.label());
    }
}

#[test]
fn tells_of_a_stream_that_breaks_off() {
    let text = text(2 << 20);
    for id in [Gzip, Zlib, Brotli, Zstd] {
        let raw = packed(id, &text);
        let unpacked = id.codec().decode(&raw[..raw.len() / 2], &Limits::default()).unwrap();
        assert_eq!(unpacked.partial, Some(Refusal::Damaged), "{}", id.label());
        assert!(unpacked.bytes.len() > text.len() / 4, "{} hands over what came", id.label());
        assert!(text.starts_with(&unpacked.bytes), "{}", id.label());
        let last = id.codec().decode(&raw[..raw.len() - 1], &Limits::default()).unwrap();
        assert_eq!(last.partial, Some(Refusal::Damaged), "{} without its last byte", id.label());
    }
}

#[test]
fn tells_of_a_stream_that_is_damaged_in_the_middle() {
    let text = text(2 << 20);
    for id in [Gzip, Zlib] {
        let mut raw = packed(id, &text);
        let middle = raw.len() / 2;
        raw[middle..middle + 16].fill(0xff);
        let unpacked = id.codec().decode(&raw, &Limits::default()).unwrap();
        assert_eq!(unpacked.partial, Some(Refusal::Damaged), "{}", id.label());
        let sound = text.len() / 4;
        assert!(unpacked.bytes[..sound] == text[..sound], "{} hands over what came", id.label());
    }
}

#[test]
fn tells_of_bytes_after_the_end() {
    for id in [Gzip, Zlib, Brotli, Zstd] {
        let raw = [packed(id, b"some text"), b"password=hunter2".to_vec()].concat();
        let unpacked = id.codec().decode(&raw, &Limits::default()).unwrap();
        assert_eq!(
            (&*unpacked.bytes, unpacked.partial),
            (&b"some text"[..], Some(Refusal::Damaged))
        );
    }
}

#[test]
fn takes_raw_deflate_only_when_it_ends_where_the_bytes_end() {
    let raw = packed(Deflate, b"some text");
    for (end, expected) in [(0, Ok(None)), (4, Ok(None)), (5, Err(Refusal::Foreign))] {
        let raw = [raw.as_slice(), &[0; 8][..end]].concat();
        let unpacked = Deflate.codec().decode(&raw, &Limits::default());
        assert_eq!(unpacked.map(|unpacked| unpacked.partial), expected);
    }
    let unpacked = Deflate.codec().decode(&raw[..raw.len() - 2], &Limits::default());
    assert_eq!(unpacked.map(|_| ()), Err(Refusal::Foreign), "a cut stream bears out nothing");
}

#[test]
fn rewrites_a_partial_stream_as_a_whole_one() {
    let raw = packed(Gzip, &text(1 << 20));
    let raw = &raw[..raw.len() / 2];
    let before = decoded(Gzip, raw);
    let edits = [Edit { span: Span::new(0, 4), replacement: b"gone".to_vec() }];
    let written =
        Gzip.codec().decode(&rewritten(Gzip, raw, &edits), &Limits::default()).map(|after| {
            assert_eq!(after.partial, None);
            after.bytes.into_owned()
        });
    let written = written.unwrap();
    assert!(written.starts_with(b"gone") && written[4..] == before[4..]);
}

#[test]
fn packs_equal_bytes_equally() {
    let text = text(300_000);
    for id in FORMATS {
        assert!(packed(id, &text) == packed(id, &text), "{}", id.label());
    }
}

#[test]
fn keeps_the_gzip_header_byte_for_byte() {
    let body = &packed(Gzip, b"some text")[10..];
    // Time, extra field, name, comment and header checksum.
    let header = b"\x1f\x8b\x08\x1e\x01\x02\x03\x04\x02\x03\x03\0abcname\0comment\0\x12\x34";
    let raw = [&header[..], body].concat();
    let edits = [Edit { span: Span::new(5, 9), replacement: b"words".to_vec() }];
    let written = rewritten(Gzip, &raw, &edits);
    assert!(written.starts_with(header));
    assert_eq!(decoded(Gzip, &written), b"some words");
}

#[test]
fn reads_all_members_of_a_gzip_file_and_the_zeros_after_them() {
    let members =
        [packed(Gzip, b"one "), packed(Gzip, b"two "), packed(Gzip, b"three"), vec![0; 100]];
    let raw = members.concat();
    assert_eq!(decoded(Gzip, &raw), b"one two three");
    let edits = [Edit { span: Span::new(4, 7), replacement: b"2".to_vec() }];
    assert_eq!(decoded(Gzip, &rewritten(Gzip, &raw, &edits)), b"one 2 three");
}

#[test]
fn tells_of_a_wrong_gzip_checksum() {
    let mut raw = packed(Gzip, b"some text");
    let checksum = raw.len() - 8;
    raw[checksum] ^= 1;
    let unpacked = Gzip.codec().decode(&raw, &Limits::default()).unwrap();
    assert_eq!((&*unpacked.bytes, unpacked.partial), (&b"some text"[..], Some(Refusal::Damaged)));
}

#[test]
fn reads_all_zstd_frames_and_skips_those_to_skip() {
    let skipped = b"\x5a\x2a\x4d\x18\x03\0\0\0xyz".to_vec();
    let raw = [skipped, packed(Zstd, b"one "), packed(Zstd, b"two")].concat();
    assert_eq!(decoded(Zstd, &raw), b"one two");
}

#[test]
fn refuses_a_brotli_window_beyond_the_standard() {
    // The escape of large-window Brotli with a window of 2^30 bytes, which the RFC does not know.
    assert!(Brotli.codec().decode(b"\x11\x1e\x00\x00\x00\x00", &Limits::default()).is_err());
}
