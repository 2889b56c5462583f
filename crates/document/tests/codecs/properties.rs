//! What holds for every codec and any bytes: edits read back as they were meant, and nothing panics.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use scrubjay_document::CodecId::*;
use scrubjay_document::{CodecId, Edit, Limits, Span, is_letter, splice};

use crate::{decoded, packed, rewritten};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn an_edit_reads_back_as_it_was_meant(
        (id, raw) in select(&CodecId::ALL[..]).prop_flat_map(|id| (Just(id), raws(id))),
        wishes in wishes(),
    ) {
        let text = decoded(id, &raw);
        let edits = edits(&text, &wishes, between_characters);
        if vocabulary(id).is_some() && id != JsonScalar {
            let lifted = id.codec().lift(&raw, &edits, &Limits::default()).unwrap();
            prop_assert_eq!(lifted.len(), edits.len(), "each edit stays one small edit");
        }
        let written = rewritten(id, &raw, &edits);
        let mut expected = Vec::new();
        splice(&text, &edits, &mut expected);
        if id == JsonScalar {
            let quoted: &[u8] = &written[1..written.len() - 1];
            prop_assert_eq!(decoded(JsonString, quoted), expected);
        } else if matches!(id, ByteList | JsonChunks) && expected.len() < 8 {
            prop_assert!(written.starts_with(b"["));
        } else if written.is_empty() {
            prop_assert!(expected.is_empty());
        } else if matches!(id, Base64 | Base64Url | Deflate) && expected.is_empty() {
            prop_assert!(written.len() < 8);
        } else {
            prop_assert_eq!(joined(&decoded(id, &written)), joined(&expected), "{}", id.label());
        }
    }

    #[test]
    fn what_is_legible_stands_letter_by_letter_in_the_raw_bytes(
        (id, raw) in select(&CodecId::ALL[..]).prop_flat_map(|id| (Just(id), raws(id))),
    ) {
        let Ok(decoded) = id.codec().decode(&raw, &Limits::default()) else { return Ok(()) };
        for letters in decoded.bytes.split(|&byte| !is_letter(byte)) {
            let stands = letters.is_empty() || raw.windows(letters.len()).any(|raw| raw == letters);
            prop_assert!(stands || !decoded.legible, "{}", id.label());
        }
    }

    #[test]
    fn an_edit_that_cuts_a_character_takes_all_of_it(
        (id, raw) in select(&[Utf16Le, Utf16Be, JsonString, JsString, HtmlEntity][..]).prop_flat_map(|id| {
            let words = vocabulary(id).unwrap().iter().copied();
            let escaped = words.filter(|word| matches!(id, Utf16Le | Utf16Be) || word.is_ascii());
            (Just(id), vec(select(escaped.collect::<Vec<_>>()), 0..24).prop_map(|words| words.concat()))
        }),
        wishes in wishes(),
    ) {
        let text = decoded(id, &raw);
        let edits = edits(&text, &wishes, |_, _| true);
        let mut widened: Vec<Edit> = Vec::new();
        for edit in &edits {
            let Span { mut start, mut end } = edit.span;
            while !between_characters(&text, start) {
                start -= 1;
            }
            while !between_characters(&text, end) {
                end += 1;
            }
            match widened.last_mut() {
                Some(last) if start < last.span.end => {
                    last.span.end = last.span.end.max(end);
                    last.replacement.extend_from_slice(&edit.replacement);
                }
                _ => widened.push(Edit { span: Span::new(start, end), ..edit.clone() }),
            }
        }
        let mut expected = Vec::new();
        splice(&text, &widened, &mut expected);
        prop_assert_eq!(joined(&decoded(id, &rewritten(id, &raw, &edits))), joined(&expected));
    }

    #[test]
    fn an_edited_json_string_is_json(
        text in "[a\"\\\\\n\u{0}é😀/<]{0,40}",
        is_ascii in any::<bool>(),
        wishes in wishes(),
    ) {
        let mut raw = serde_json::to_string(&text).unwrap();
        if is_ascii {
            let escaped = |c: char| match c {
                ' '..='~' => c.to_string(),
                _ => c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04X}")).collect(),
            };
            raw = raw.chars().map(escaped).collect();
        }
        let raw = &raw.as_bytes()[1..raw.len() - 1];
        let edits = edits(text.as_bytes(), &wishes, between_characters);
        let mut expected = Vec::new();
        splice(text.as_bytes(), &edits, &mut expected);
        for id in [JsonString, JsString, JsonScalar] {
            let (raw, inside) = match id {
                JsonScalar => (text.as_bytes(), rewritten(id, text.as_bytes(), &edits)),
                _ => (raw, rewritten(id, raw, &edits)),
            };
            let whole = if id == JsonScalar { inside } else { [b"\"", &inside[..], b"\""].concat() };
            let parsed: String = serde_json::from_slice(&whole).unwrap();
            prop_assert_eq!(parsed.as_bytes(), &expected, "{} of {:?}", id.label(), raw);
        }
    }

    #[test]
    fn an_edited_array_of_chunks_keeps_its_shape(bytes in vec(any::<u8>(), 8..60), wishes in wishes()) {
        let raw = packed(JsonChunks, &bytes);
        let edits = edits(&bytes, &wishes, |_, _| true);
        let written = rewritten(JsonChunks, &raw, &edits);
        let count = |raw: &[u8]| serde_json::from_slice::<Vec<String>>(raw).unwrap().len();
        prop_assert_eq!(count(&written), count(&raw));
    }

    #[test]
    fn lifting_is_sorted_disjoint_and_no_more_than_asked(
        (id, raw) in select(&CodecId::ALL[..]).prop_flat_map(|id| (Just(id), raws(id))),
        wishes in wishes(),
    ) {
        let limits = Limits::default();
        prop_assert_eq!(id.codec().lift(&raw, &[], &limits), Ok(Vec::new()));
        let edits = edits(&decoded(id, &raw), &wishes, |_, _| true);
        let lifted = id.codec().lift(&raw, &edits, &limits).unwrap();
        if id != JsonChunks {
            prop_assert!(lifted.len() <= edits.len());
        }
        let ends = std::iter::once(0).chain(lifted.iter().map(|edit| edit.span.end));
        for (end, edit) in ends.zip(&lifted) {
            prop_assert!(end <= edit.span.start && edit.span.end <= raw.len());
        }
    }

    #[test]
    fn garbage_never_panics(
        id in select(&CodecId::ALL[..]),
        bytes in prop_oneof![vec(any::<u8>(), 0..300), "[-\\\\%&=+;#xu0-9a-f{}\"\\[\\],\r\n]{0,200}".prop_map(String::into_bytes)],
        wishes in wishes(),
    ) {
        read_and_rewrite(id, &bytes, &wishes)?;
    }

    #[test]
    fn damage_never_panics(
        (id, raw) in select(&CodecId::ALL[..]).prop_flat_map(|id| (Just(id), raws(id))),
        damage in vec((any::<Index>(), any::<u8>()), 1..4),
        end in any::<Index>(),
        wishes in wishes(),
    ) {
        let mut raw = raw;
        raw.truncate(end.index(raw.len() + 1).max(raw.len() / 2));
        for (at, byte) in damage {
            if let Some(len) = std::num::NonZero::new(raw.len()) {
                raw[at.index(len.get())] ^= byte;
            }
        }
        read_and_rewrite(id, &raw, &wishes)?;
    }
}

fn read_and_rewrite(
    id: CodecId,
    raw: &[u8],
    wishes: &[(Index, Index, String)],
) -> Result<(), TestCaseError> {
    let limits = Limits { layer_bytes: 1 << 20, ..Limits::default() };
    let Ok(text) = id.codec().decode(raw, &limits) else {
        return Ok(());
    };
    let edits = edits(&text.bytes, wishes, |_, _| true);
    let lifted = id.codec().lift(raw, &edits, &limits);
    prop_assert!(lifted.is_ok(), "what decodes can be edited");
    splice(raw, &lifted.unwrap(), &mut Vec::new());
    Ok(())
}

/// Pieces of raw text that try every turn of a codec, whole and broken escapes alike.
fn vocabulary(id: CodecId) -> Option<&'static [&'static [u8]]> {
    Some(match id {
        JsonString | JsString => &[
            b"\\n",
            b"\\\"",
            b"\\\\",
            b"\\",
            b"\\u",
            b"\\u00",
            b"\\u00e9",
            b"\\u0041",
            b"\\ud83d",
            b"\\ud83d\\ude00",
            b"\\ude00",
            b"\\x41",
            b"\\x4",
            b"\\u{",
            b"\\u{1f600}",
            b"\\0",
            b"{",
            b"}",
            b"\\\r\n",
            b"\\\n",
            b"\n",
            b"a",
            b"4",
            b"00",
            b"u",
            b"\"",
            b" plain text ",
            b"\xc3\xa9",
            b"\xff",
        ],
        Percent | Form => &[
            b"%41",
            b"%c3%a9",
            b"%",
            b"%4",
            b"%u",
            b"%u20",
            b"%u20ac",
            b"%ud83d",
            b"%ud83d%ude00",
            b"%ude00",
            b"4",
            b"1",
            b"u",
            b"ac",
            b"+",
            b" ",
            b"zz",
            b" plain text ",
            b"\xc3\xa9",
        ],
        HtmlEntity => &[
            b"&amp;",
            b"&amp",
            b"&",
            b"&#",
            b"&#x",
            b"&#65",
            b"&#65;",
            b"&#x1F600;",
            b"&eacute;",
            b"&lt",
            b"&quot;",
            b"a",
            b"mp",
            b";",
            b"4",
            b"=",
            b" ",
            b"x",
            b" plain text ",
            b"t",
            b"&NewLine;",
            b"\xc3\xa9",
        ],
        QuotedPrintable => &[
            b"=41",
            b"=C3=A9",
            b"=\r\n",
            b"=\n",
            b"=",
            b"=4",
            b"= \t\r\n",
            b"\r\n",
            b"\n",
            b"\r",
            b" ",
            b"4",
            b"1",
            b"=3D",
            b"z",
            b" plain text that is rather long ",
        ],
        DoubledQuote => &[b"\"\"", b"\"", b"a", b"\n", b" plain text that is rather long "],
        DoubledApostrophe => &[b"''", b"'", b"a", b"\n", b" plain text that is rather long "],
        EventData => &[
            b"\ndata:",
            b"\ndata: ",
            b"\n",
            b"\r",
            b" ",
            b"data:",
            b"a",
            b" plain text that is rather long ",
        ],
        Utf16Le => &[
            b"a\0",
            b"\xe9\0",
            b"\xac\x20",
            b"\x3d\xd8\x00\xde",
            b"\x3d\xd8",
            b"\x00\xde",
            b"\0\0",
            b"p\0l\0a\0i\0n\0 \0t\0e\0x\0t\0",
        ],
        Utf16Be => &[
            b"\0a",
            b"\0\xe9",
            b"\x20\xac",
            b"\xd8\x3d\xde\x00",
            b"\xd8\x3d",
            b"\xde\x00",
            b"\0\0",
            b"\0p\0l\0a\0i\0n\0 \0t\0e\0x\0t",
        ],
        JsonScalar => &[b"1", b"-", b".5", b"e9", b"true"],
        Gzip | Zlib | Deflate | Inflate | Brotli | Zstd => return None,
        ByteList | JsonChunks | Base64 | Base64Url | Hex => return None,
        _ => unreachable!("every codec has its place in the table"),
    })
}

fn raws(id: CodecId) -> BoxedStrategy<Vec<u8>> {
    match vocabulary(id) {
        Some(words) => vec(select(words), 0..24).prop_map(|words| words.concat()).boxed(),
        None => {
            let bytes = prop_oneof![vec(any::<u8>(), 8..200), vec(65u8..70, 8..200)];
            bytes.prop_map(move |bytes| packed(id, &bytes)).boxed()
        }
    }
}

/// Where edits are to be, as fractions of a text, and what they write.
fn wishes() -> impl Strategy<Value = Vec<(Index, Index, String)>> {
    const WORDS: &[&str] = &[
        "41", "4", "u", "0041", "%", "\\", "&", "amp;", "=", ";", "x", "é", "😀", " ", "\n", "\"",
        "'<",
    ];
    let text = vec(select(WORDS), 0..4).prop_map(|words| words.concat());
    let text = prop_oneof![4 => text, 1 => Just("a longer text that fills a line ".repeat(3))];
    vec((any::<Index>(), any::<Index>(), text), 1..5)
}

/// Sorted, disjoint edits at some of the offsets where `is_boundary` holds.
fn edits(
    text: &[u8],
    wishes: &[(Index, Index, String)],
    is_boundary: fn(&[u8], usize) -> bool,
) -> Vec<Edit> {
    let places: Vec<usize> = (0..=text.len()).filter(|&at| is_boundary(text, at)).collect();
    let mut cuts: Vec<usize> = Vec::new();
    for (first, second, _) in wishes {
        cuts.extend([first, second].map(|index| places[index.index(places.len())]));
    }
    cuts.sort_unstable();
    let spans = cuts.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1]));
    let edits = spans
        .zip(wishes)
        .map(|(span, wish)| Edit { span, replacement: wish.2.clone().into_bytes() });
    edits.collect()
}

fn between_characters(text: &[u8], at: usize) -> bool {
    text.get(at).is_none_or(|byte| byte & 0xc0 != 0x80)
}

/// Joins halves of a surrogate pair that stand side by side, as WTF-8 demands of joined texts.
fn joined(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        match text[at..] {
            [
                0xed,
                a @ 0xa0..=0xaf,
                b @ 0x80..=0xbf,
                0xed,
                c @ 0xb0..=0xbf,
                d @ 0x80..=0xbf,
                ..,
            ] => {
                let high = (u32::from(a & 0xf) << 6) | u32::from(b & 0x3f);
                let low = (u32::from(c & 0xf) << 6) | u32::from(d & 0x3f);
                let point = char::from_u32(0x10000 + (high << 10) + low).unwrap();
                out.extend_from_slice(point.encode_utf8(&mut [0; 4]).as_bytes());
                at += 6;
            }
            [byte, ..] => {
                out.push(byte);
                at += 1;
            }
            [] => unreachable!("the loop ends before"),
        }
    }
    out
}
