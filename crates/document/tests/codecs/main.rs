//! One table of cases for all codecs, what each of them promises in particular, and the properties
//! that all of them keep.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod compression;
mod properties;

use scrubjay_document::CodecId::*;
use scrubjay_document::{CodecId, Edit, Limits, Refusal, Span, splice};

/// What raw bytes decode to.
const READS: &[(CodecId, &str, &str)] = &[
    (JsonString, r#"a\"b\\c\/d\b\f\n\r\t"#, "a\"b\\c/d\u{8}\u{c}\n\r\t"),
    (JsonString, r"\u0041\u00e9\u20AC\ud83d\ude00\u0000", "Aé€😀\0"),
    (JsonString, r#"\q \u12 \uzzzz " \"#, r#"\q \u12 \uzzzz " \"#),
    (JsonScalar, "-12.50e3", "-12.50e3"),
    (ByteList, "[104, 117,110,116 ,101,114,50,33]", "hunter2!"),
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
    (Base64Url, "aGVsbG8gPz4_Pg", "hello ?>?>"),
    (Hex, "48656C6c6f", "Hello"),
    (QuotedPrintable, "caf=C3=A9 =3d =\r\nnext=  \nlast\r\n", "café = nextlast\r\n"),
    (QuotedPrintable, "a=b =4 =zz =", "a=b =4 =zz ="),
    (DoubledQuote, r#"say ""hi"" "or""#, r#"say "hi" "or""#),
    (DoubledApostrophe, "it''s 'a' \"\"b", "it's 'a' \"\"b"),
    (EventData, "{\r\ndata:  \"a\":\ndata:1\ndate: 2\ndata: }", "{\r\n \"a\":\n1\ndate: 2\n}"),
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
    (
        ByteList,
        "[ 97, 98, 99, 100, 101, 102, 103, 104 ]",
        "bcd",
        "!",
        "[ 97, 33, 101, 102, 103, 104 ]",
    ),
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
    (Base64Url, "aGVsbG8h", "hello", "hi", "aGkh"),
    (Base64Url, "aGVsbG8h", "hello!", "hello", "aGVsbG8"),
    (Hex, "48656C6c6f", "ello", "z", "487A"),
    (Hex, "686920", " ", "~", "68697e"),
    (QuotedPrintable, "t=3Dsecret=\r\n!", "secret", "a=b \n", "t=3Da=3Db =0A=\r\n!"),
    (QuotedPrintable, "a=b 41", "b ", "", "a=3D41"),
    (DoubledQuote, r#"{""a"":""s1""}"#, "s1", "x\"y", r#"{""a"":""x""y""}"#),
    (DoubledApostrophe, "it''s", "t's", "'", "i''"),
    (EventData, "a\ndata:b", "b", " c\nd", "a\ndata:  c\ndata: d"),
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
        (Inflate, b"\x07"),
        (Brotli, b""),
        (Zstd, b"no zstd"),
        (JsonChunks, b"[]"),
        (JsonChunks, b"[\"41424344\"]"),
        (JsonChunks, b"[\"4142434445464748\",1]"),
        (JsonChunks, b"[\"4142434445464748\"] x"),
        (JsonChunks, b"[\"not a chunk of anything\"]"),
        (ByteList, b"[1,2,3,4,5,6,7]"),
        (ByteList, b"[1,2,3,4,5,6,7,256]"),
        (ByteList, b"[1,2,3,4,5,6,7,+8]"),
        (ByteList, b"[1,2,3,4,5,6,7,]"),
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

/// Some raw bytes that decode to `bytes`, for codecs that write all of them afresh.
fn packed(id: CodecId, bytes: &[u8]) -> Vec<u8> {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    // The letter A, from which a rewrite makes anything.
    let seed = match id {
        Hex => return hex(bytes).into_bytes(),
        JsonChunks => {
            let chunks = bytes.chunks(5).map(|chunk| format!("\"{}\"", hex(chunk)));
            return format!("[{}]", chunks.collect::<Vec<_>>().join(", ")).into_bytes();
        }
        ByteList => {
            let numbers = bytes.iter().map(u8::to_string).collect::<Vec<_>>();
            return format!("[{}]", numbers.join(", ")).into_bytes();
        }
        Base64 => b"QQ==".to_vec(),
        Base64Url => b"QQ".to_vec(),
        Gzip => decoded(Hex, b"1f8b08000000000002037304008b9ed9d301000000"),
        Zlib => decoded(Hex, b"789c73040000420042"),
        Deflate | Inflate => decoded(Hex, b"730400"),
        Brotli => decoded(Hex, b"0b00804103"),
        Zstd => decoded(Hex, b"28b52ffd200109000041"),
        _ => unreachable!("the others keep what no edit touches"),
    };
    rewritten(id, &seed, &[Edit { span: Span::new(0, 1), replacement: bytes.to_vec() }])
}
