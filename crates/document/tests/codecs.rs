//! One table of cases for all codecs, and the properties that each of them keeps.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use scrubjay_document::CodecId::*;
use scrubjay_document::{CodecId, Edit, Limits, Refusal, Span, splice};

/// What raw bytes decode to.
const READS: &[(CodecId, &str, &str)] = &[
    (JsonString, r#"a\"b\\c\/d\b\f\n\r\t"#, "a\"b\\c/d\u{8}\u{c}\n\r\t"),
    (JsonString, r"\u0041\u00e9\u20AC\ud83d\ude00\u0000", "Aé€😀\0"),
    (JsonString, r#"\q \u12 \uzzzz " \"#, r#"\q \u12 \uzzzz " \"#),
    (JsonScalar, "-12.50e3", "-12.50e3"),
    (JsonChunks, r#" [ "00ff41" ,"", "424344454647" ] "#, "\0\u{fffd}ABCDEFG"),
    (JsonChunks, r#"["QUJD","REVGRw==","SA=="]"#, "ABCDEFGH"),
    (JsString, r#"\"\'\`\/\\\n\r\t\b\f\v\0"#, "\"'`/\\\n\r\t\u{8}\u{c}\u{b}\0"),
    (JsString, r"\x41\u00e9\u{1F600}\u{0041}\ud83d\ude00", "Aé😀A😀"),
    (JsString, "one \\\ntwo \\\r\nthree", "one two three"),
    (JsString, r"\q \x4 \u{110000} \u{} \u{12 \01 \", r"\q \x4 \u{110000} \u{} \u{12 \01 \"),
    (Percent, "a%20b+c%2fd%2F%u20ac%uD83D%uDE00", "a b+c/d/€😀"),
    (Percent, "100% %zz %4 %u12 %", "100% %zz %4 %u12 %"),
    (Form, "a+b%20c%2Bd", "a b c+d"),
    (HtmlEntity, "&lt;a href=&quot;x&#39;&#x27;&apos;&gt;&amp;&nbsp;", "<a href=\"x'''>&\u{a0}"),
    (HtmlEntity, "&equals;&colon;&period;&sol;&lpar;&rpar;&plus;&comma;&semi;", "=:./()+,;"),
    (HtmlEntity, "&lbrace;&lcub;&rcub;&lsqb;&rsqb;&commat;&num;&percnt;", "{{}[]@#%"),
    (HtmlEntity, "&hyphen;&lowbar;&excl;&quest;&#128512;&#x1F600", "\u{2010}_!?😀😀"),
    (HtmlEntity, "&lt &amp, &ampx &lt=1 &b; &; &#; &#0; &", "< &, &ampx &lt=1 &b; &; &#; &#0; &"),
    (Base64, "aGVsbG8=", "hello"),
    (Base64, "aGVsbG8", "hello"),
    (Base64, "aGVs\r\nbG8=\r\n", "hello"),
    (Base64, " Pz8_Pz8/ ", "??????"),
    (Base64, "QR==", "A"),
    (Hex, "48656C6c6f", "Hello"),
    (QuotedPrintable, "caf=C3=A9 =3d =\r\nnext=  \nlast\r\n", "café = nextlast\r\n"),
    (QuotedPrintable, "a=b =4 =zz =", "a=b =4 =zz ="),
];

/// Raw bytes, a part of what they decode to, what takes its place, and the raw bytes afterwards.
const WRITES: &[(CodecId, &str, &str, &str, &str)] = &[
    (JsonString, r#"{\"t\":\"s\u0065cret\"}"#, "secret", "gone", r#"{\"t\":\"gone\"}"#),
    (JsonString, r"a\u0041 b", " b", "\"\\\n\u{1}é", r#"a\u0041\"\\\n\u0001é"#),
    (JsonString, r"\u12", "12", "0041", r"\\u0041"),
    (JsonScalar, "12345", "234", "\"", r#""1\"5""#),
    (
        JsonChunks,
        r#"["41424344" , "45464748","494a"]"#,
        "FGHI",
        "xy",
        r#"["41424344" , "4578794a",""]"#,
    ),
    (JsonChunks, r#"["QUJD","REVGRw==","SA=="]"#, "EFG", "xyz+", r#"["QUJD","RHh5eg==","K0g="]"#),
    (JsString, r"\'s\x65cret\'", "secret", "a'</script>", r"\'a\u0027\u003c/script>\'"),
    (JsString, r"\x4 1", " ", "", r"\\x41"),
    (Percent, "k=%73%65cret%2f%2F", "secret", "a b&c", "k=a%20b%26c%2f%2F"),
    (Percent, "5% off", " off", "41", "5%2541"),
    (Percent, "5% off", " off", "z", "5%z"),
    (Percent, "%4z1", "z", "", "%2541"),
    (Form, "k=a+secret&x=1+2", "secret", "a b", "k=a+a+b&x=1+2"),
    (
        HtmlEntity,
        "&quot;s&#101;cret&quot;",
        "secret",
        "<&'\">",
        "&quot;&lt;&amp;&#39;&quot;&gt;&quot;",
    ),
    (HtmlEntity, "&amp x", " ", "", "&amp;x"),
    (HtmlEntity, "&l!t;", "!", "", "&amp;lt;"),
    (HtmlEntity, "?a=1&token=secret", "secret", "gone", "?a=1&token=gone"),
    (Base64, "aGVsbG8gd29ybGQ", "world", "you", "aGVsbG8geW91"),
    (Base64, "aGVsbG8gd29ybGQ=", "world", "all", "aGVsbG8gYWxs"),
    (Base64, "aGVsbG8gd29ybGQ", "world", "?>?>", "aGVsbG8gPz4_Pg"),
    (
        Base64,
        "aGVs\r\n bG8g\r\n d29y\r\n bGQ=\r\n",
        "world",
        "you all",
        "aGVs\r\n bG8g\r\n eW91\r\n IGFs\r\n bA==\r\n",
    ),
    (Hex, "48656C6c6f", "ello", "z", "487A"),
    (Hex, "686920", " ", "~", "68697e"),
    (QuotedPrintable, "t=3Dsecret=\r\n!", "secret", "a=b \n", "t=3Da=3Db =0A=\r\n!"),
    (QuotedPrintable, "a=b 41", "b ", "", "a=3D41"),
];

#[test]
fn reads_what_the_table_says() {
    for &(id, raw, text) in READS {
        let decoded = id.codec().decode(raw.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(String::from_utf8_lossy(&decoded.bytes), text, "{} of {raw:?}", id.label());
        assert_eq!(decoded.partial, None, "{} of {raw:?} is read whole", id.label());
    }
}

#[test]
fn writes_what_the_table_says() {
    for &(id, raw, old, new, expected) in WRITES {
        let text = decoded(id, raw.as_bytes());
        let start = text.windows(old.len()).position(|part| part == old.as_bytes()).unwrap();
        let span = Span::new(start, start + old.len());
        let edits = [Edit { span, replacement: new.into() }];
        let written = rewritten(id, raw.as_bytes(), &edits);
        assert_eq!(String::from_utf8_lossy(&written), expected, "{} of {raw:?}", id.label());
    }
}

#[test]
fn refuses_what_is_in_another_encoding() {
    let foreign: &[(CodecId, &[u8])] = &[
        (Gzip, b"no gzip"),
        (Gzip, b"\x1f\x8b\x08\x00"),
        (Zlib, b"no zlib"),
        (Zlib, b""),
        (Deflate, b"no deflate"),
        (Deflate, b"\x03\x00"),
        (Brotli, b""),
        (Zstd, b"no zstd"),
        (JsonChunks, b"[]"),
        (JsonChunks, b"[\"41424344\"]"),
        (JsonChunks, b"[\"4142434445464748\",1]"),
        (JsonChunks, b"[\"4142434445464748\"] x"),
        (JsonChunks, b"[\"not a chunk of anything\"]"),
        (Base64, b""),
        (Base64, b"abcde"),
        (Base64, b"ab=cd"),
        (Base64, b"ab*d"),
        (Base64, b"ab==="),
        (Hex, b""),
        (Hex, b"abc"),
        (Hex, b"abcg"),
    ];
    for &(id, raw) in foreign {
        let refusal = id.codec().decode(raw, &Limits::default()).unwrap_err();
        assert_eq!(refusal, Refusal::Foreign, "{} of {raw:?}", id.label());
        let edits = [insertion(0, "x")];
        assert!(id.codec().lift(raw, &edits, &Limits::default()).is_err(), "{}", id.label());
    }
}

#[test]
fn borrows_where_nothing_is_escaped() {
    for id in [JsonString, JsString, Percent, Form, HtmlEntity, QuotedPrintable, JsonScalar] {
        let decoded = id.codec().decode(b"plain 100 text", &Limits::default()).unwrap();
        assert!(matches!(decoded.bytes, std::borrow::Cow::Borrowed(_)), "{}", id.label());
    }
}

#[test]
fn keeps_a_lone_surrogate_reversible() {
    for (id, raw) in [(JsonString, &br"a\ud83db"[..]), (Utf16Le, b"a\0\x3d\xd8b\0")] {
        assert_eq!(decoded(id, raw), b"a\xed\xa0\xbdb", "{}", id.label());
        let edits = [insertion(5, "x")];
        let raw = rewritten(id, raw, &edits);
        assert_eq!(decoded(id, &raw), b"a\xed\xa0\xbdbx", "{}", id.label());
    }
    let edits = [Edit { span: Span::new(0, 1), replacement: b"\xed\xa0\xbd!".to_vec() }];
    assert_eq!(rewritten(JsonString, b"ab", &edits), br"\ud83d!b", "JSON stays valid UTF-8");
}

#[test]
fn reads_over_the_byte_order_mark_and_never_touches_it() {
    for (id, raw, expected) in [
        (Utf16Le, b"\xff\xfea\0b\0", b"\xff\xfex\0b\0"),
        (Utf16Be, b"\xfe\xff\0a\0b", b"\xfe\xff\0x\0b"),
    ] {
        assert_eq!(decoded(id, raw), b"ab");
        let edits = [Edit { span: Span::new(0, 1), replacement: b"x".to_vec() }];
        assert_eq!(rewritten(id, raw, &edits), expected);
    }
}

#[test]
fn tells_of_half_a_code_unit() {
    let decoded = Utf16Le.codec().decode(b"a\0b", &Limits::default()).unwrap();
    assert_eq!((&*decoded.bytes, decoded.partial), (&b"a"[..], Some(Refusal::Damaged)));
}

#[test]
fn keeps_quoted_printable_lines_within_76_characters() {
    let line = format!("{}=\r\n{}=\r\n", "a".repeat(75), "b".repeat(75));
    for (start, end) in [(0, 1), (10, 70), (70, 80), (74, 75), (75, 75), (149, 150), (3, 145)] {
        let replacement = "=long é text ".repeat(9).into_bytes();
        for replacement in [replacement, b"xy".to_vec(), Vec::new()] {
            let edits = [Edit { span: Span::new(start, end), replacement }];
            let raw = rewritten(QuotedPrintable, line.as_bytes(), &edits);
            for line in raw.split(|&byte| byte == b'\n') {
                assert!(line.len() <= 77, "{start}..{end} makes {} characters", line.len());
            }
        }
    }
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
        Gzip | Zlib | Deflate | Brotli | Zstd | JsonChunks | Base64 | Hex => return None,
        _ => unreachable!("every codec has its place in the table"),
    })
}

/// Some raw bytes that decode to `bytes`.
fn written(id: CodecId, bytes: &[u8]) -> Vec<u8> {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let seed: Vec<u8> = match id {
        Hex => return hex(bytes).into_bytes(),
        JsonChunks => {
            let chunks = bytes.chunks(5).map(|chunk| format!("\"{}\"", hex(chunk)));
            return format!("[{}]", chunks.collect::<Vec<_>>().join(", ")).into_bytes();
        }
        Base64 => b"QUJD".to_vec(),
        Gzip => b"1f8b08000000000000037304008b9ed9d301000000".to_vec(),
        Zlib => b"789c73040000420042".to_vec(),
        Deflate => b"730400".to_vec(),
        Brotli => b"0b00804103".to_vec(),
        Zstd => b"28b52ffd200109000041".to_vec(),
        _ => unreachable!("unit codecs have a vocabulary"),
    };
    let seed = if id == Base64 { seed } else { decoded(Hex, &seed) };
    let whole = Span::new(0, decoded(id, &seed).len());
    rewritten(id, &seed, &[Edit { span: whole, replacement: bytes.to_vec() }])
}

fn raws(id: CodecId) -> BoxedStrategy<Vec<u8>> {
    match vocabulary(id) {
        Some(words) => vec(select(words), 0..24).prop_map(|words| words.concat()).boxed(),
        None => {
            let bytes = prop_oneof![vec(any::<u8>(), 8..200), vec(65u8..70, 8..200)];
            bytes.prop_map(move |bytes| written(id, &bytes)).boxed()
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn an_edit_reads_back_as_it_was_meant(
        (id, raw) in select(&CodecId::ALL[..]).prop_flat_map(|id| (Just(id), raws(id))),
        wishes in wishes(),
    ) {
        let text = decoded(id, &raw);
        let edits = edits(&text, &wishes, between_characters);
        let written = rewritten(id, &raw, &edits);
        let mut expected = Vec::new();
        splice(&text, &edits, &mut expected);
        if id == JsonScalar {
            let quoted: &[u8] = &written[1..written.len() - 1];
            prop_assert_eq!(decoded(JsonString, quoted), expected);
        } else if id == JsonChunks && expected.len() < 8 {
            prop_assert!(written.starts_with(b"["));
        } else if written.is_empty() {
            prop_assert!(expected.is_empty());
        } else if id == Base64 && expected.is_empty() || id == Deflate && expected.is_empty() {
            prop_assert!(written.len() < 8);
        } else {
            prop_assert_eq!(joined(decoded(id, &written)), joined(expected), "{}", id.label());
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
        prop_assert_eq!(joined(decoded(id, &rewritten(id, &raw, &edits))), joined(expected));
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

fn decoded(id: CodecId, raw: &[u8]) -> Vec<u8> {
    id.codec().decode(raw, &Limits::default()).unwrap().bytes.into_owned()
}

fn rewritten(id: CodecId, raw: &[u8], edits: &[Edit]) -> Vec<u8> {
    let lifted = id.codec().lift(raw, edits, &Limits::default()).unwrap();
    let mut out = Vec::new();
    splice(raw, &lifted, &mut out);
    out
}

fn insertion(at: usize, text: &str) -> Edit {
    Edit { span: Span::new(at, at), replacement: text.into() }
}

/// Joins halves of a surrogate pair that stand side by side, as WTF-8 demands of joined texts.
fn joined(text: Vec<u8>) -> Vec<u8> {
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
