//! Every codec there and back: what decodes can be edited, and the edit reads back as it was meant.
//!
//! The first byte chooses the codec, the next ones the edits; the rest is the raw text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scrubjay_document::{CodecId, Edit, Limits, Span, splice};

/// An edit: where it begins and ends, as fractions of a text that is not known yet, and what it
/// writes.
type Wish = (u16, u16, u8);

/// What edits write: pieces of the syntax of every codec, and a placeholder.
const WORDS: &[&str] = &[
    "", "41", "u", "0041", "%", "\\", "&", "amp;", "=", ";", "x", "é", "😀", " ", "\n", "\"", "'<",
    "REDACTED-session-0a1b2c3d4e",
];

fuzz_target!(|input: (u8, [Wish; 2], &[u8])| {
    let (codec, wishes, raw) = input;
    let id = CodecId::ALL[usize::from(codec) % CodecId::ALL.len()];
    let limits = Limits { layer_bytes: 1 << 20, ..Limits::default() };
    let Ok(decoded) = id.codec().decode(raw, &limits) else { return };
    let text = decoded.bytes.into_owned();
    assert!(text.len() as u64 <= limits.layer_bytes.max(raw.len() as u64 * 4), "the limit holds");
    assert_eq!(id.codec().lift(raw, &[], &limits), Ok(Vec::new()), "no edits, no edits");

    let edits = edits(&text, &wishes);
    let lifted = id.codec().lift(raw, &edits, &limits).expect("what decodes can be edited");
    let mut end = 0;
    for edit in &lifted {
        assert!(end <= edit.span.start && edit.span.end <= raw.len(), "sorted, disjoint, inside");
        end = edit.span.end;
    }
    let mut written = Vec::new();
    splice(raw, &lifted, &mut written);
    let mut expected = Vec::new();
    splice(&text, &edits, &mut expected);

    let wide = Limits { layer_bytes: 4 << 20, ratio: 1 << 20, ..Limits::default() };
    let again = match id {
        // An edited scalar becomes a string.
        CodecId::JsonScalar if !lifted.is_empty() => match written.as_slice() {
            [b'"', inside @ .., b'"'] => CodecId::JsonString.codec().decode(inside, &wide),
            _ => panic!("an edited scalar is a string"),
        },
        _ => id.codec().decode(&written, &wide),
    };
    match again {
        Ok(again) => {
            let marked = matches!(id, CodecId::Utf16Le | CodecId::Utf16Be);
            // What comes to stand first may look like a byte order mark, and is read over.
            let meant = expected.strip_prefix(b"\xef\xbb\xbf").filter(|_| marked && again.bytes != expected);
            assert_eq!(joined(&again.bytes), joined(meant.unwrap_or(&expected)), "{}", id.label());
        }
        Err(_) => assert!(is_block(id) && expected.len() < 8, "{} cannot be read again", id.label()),
    }
});

/// Whether a codec takes short texts for something else.
fn is_block(id: CodecId) -> bool {
    use CodecId::{Base64, Base64Url, Brotli, ByteList, Deflate, Gzip, Hex, JsonChunks, Zlib, Zstd};
    let is_text = matches!(id, ByteList | JsonChunks | Base64 | Base64Url | Hex);
    is_text || matches!(id, Gzip | Zlib | Deflate | Brotli | Zstd)
}

/// Sorted, disjoint edits between characters.
fn edits(text: &[u8], wishes: &[Wish]) -> Vec<Edit> {
    let place = |fraction: u16| {
        let mut at = (usize::from(fraction) * (text.len() + 1)) >> 16;
        while text.get(at).is_some_and(|byte| byte & 0xc0 == 0x80) {
            at += 1;
        }
        at
    };
    let mut cuts: Vec<usize> = wishes.iter().flat_map(|wish| [place(wish.0), place(wish.1)]).collect();
    cuts.sort_unstable();
    let spans = cuts.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1]));
    spans
        .zip(wishes)
        .map(|(span, wish)| Edit {
            span,
            replacement: WORDS[usize::from(wish.2) % WORDS.len()].as_bytes().to_vec(),
        })
        .collect()
}

/// Joins halves of a surrogate pair that stand side by side, as WTF-8 demands of joined texts.
fn joined(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, behind)) = rest.split_first() {
        if let [0xed, a @ 0xa0..=0xaf, b @ 0x80..=0xbf, 0xed, c @ 0xb0..=0xbf, d @ 0x80..=0xbf, ..] = *rest {
            let high = (u32::from(a & 0xf) << 6) | u32::from(b & 0x3f);
            let low = (u32::from(c & 0xf) << 6) | u32::from(d & 0x3f);
            let point = char::from_u32(0x10000 + (high << 10) + low).expect("two halves make a character");
            out.extend_from_slice(point.encode_utf8(&mut [0; 4]).as_bytes());
            rest = &rest[6..];
        } else {
            out.push(byte);
            rest = behind;
        }
    }
    out
}

