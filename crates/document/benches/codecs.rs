//! What each codec costs, in megabytes a second of raw or decoded text, whichever is more: `cargo bench -p scrubjay-document`.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use scrubjay_document::{CodecId, Edit, Limits, Span, splice};

fn main() {
    divan::main();
}

const SIZE: usize = 256 << 10;

/// Reading all of it.
#[divan::bench(args = samples())]
fn decode(bencher: Bencher<'_, '_>, sample: &Sample) {
    let codec = sample.id.codec();
    bencher.counter(sample.bytes()).bench_local(|| {
        codec.decode(black_box(&sample.raw), &Limits::default()).map(|decoded| decoded.bytes.len())
    });
}

/// Carrying a thousand edits out.
#[divan::bench(args = samples(), sample_count = 10)]
fn lift(bencher: Bencher<'_, '_>, sample: &Sample) {
    let codec = sample.id.codec();
    let decoded = codec.decode(&sample.raw, &Limits::default()).expect("samples decode");
    let step = decoded.bytes.len() / 1000;
    let edits: Vec<Edit> = (0..1000)
        .map(|index| Edit {
            span: Span::new(index * step, index * step + 40.min(step)),
            replacement: b"REDACTED-sample-0123456789ab".to_vec(),
        })
        .collect();
    bencher.counter(sample.bytes()).bench_local(|| {
        codec.lift(black_box(&sample.raw), &edits, &Limits::default()).map(|edits| edits.len())
    });
}

struct Sample {
    name: &'static str,
    id: CodecId,
    raw: Vec<u8>,
}

impl Sample {
    fn bytes(&self) -> BytesCount {
        let decoded = self.id.codec().decode(&self.raw, &Limits::default());
        let decoded_len = decoded.map_or(0, |decoded| decoded.bytes.len());
        BytesCount::new(self.raw.len().max(decoded_len))
    }
}

impl std::fmt::Display for Sample {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.id.label(), self.name)
    }
}

fn samples() -> Vec<Sample> {
    let few =
        |escape: &str| filled(&format!("{}{escape}", "a few words of plain text, ".repeat(8)));
    let utf16 = |text: &str| {
        let units = filled(text);
        let text = String::from_utf8_lossy(&units).into_owned();
        text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    let json = r#"{"name":"value","count":12,"list":["one","two"],"text":"a longer one here"}"#;
    let sample = |name, id, raw| Sample { name, id, raw };
    let varied = varied_json();
    let packed = |id: CodecId, hex: &[u8]| sample("varied json", id, packed(id, hex, &varied));
    vec![
        sample("plain", CodecId::JsonString, few(" ")),
        sample("few", CodecId::JsonString, few(r"\n")),
        sample("json in json", CodecId::JsonString, filled(&json.replace('"', r#"\""#))),
        sample("utf-16 escapes", CodecId::JsonString, filled(r"\u4f60\u597d\ud83d\ude00")),
        sample("few", CodecId::JsString, few(r"\x41")),
        sample("few", CodecId::Percent, few("%20")),
        sample("json", CodecId::Percent, filled(&json.replace('"', "%22").replace(',', "%2C"))),
        sample("few", CodecId::Form, few("+")),
        sample("words", CodecId::Form, filled("a+few+words+of+plain+text")),
        sample("few", CodecId::HtmlEntity, few("&amp;")),
        sample("json", CodecId::HtmlEntity, filled(&json.replace('"', "&quot;"))),
        sample("few", CodecId::QuotedPrintable, few("=\r\n")),
        sample("ascii", CodecId::Utf16Le, utf16(json)),
        sample("chinese", CodecId::Utf16Le, utf16("你好世界，")),
        sample("one line", CodecId::Base64, filled("aGVsbG8g")),
        sample("lines", CodecId::Base64, filled(&format!("{}\r\n", "aGVs".repeat(19)))),
        sample("hex", CodecId::Hex, filled("0123456789abcdef")),
        sample(
            "hex",
            CodecId::JsonChunks,
            [&b"["[..], &filled(&format!("\"{}\",", "00ff".repeat(256)))[..], b"\"00\"]"].concat(),
        ),
        packed(CodecId::Gzip, b"1f8b08000000000000037304008b9ed9d301000000"),
        packed(CodecId::Zlib, b"789c73040000420042"),
        packed(CodecId::Deflate, b"730400"),
        packed(CodecId::Brotli, b"0b00804103"),
        packed(CodecId::Zstd, b"28b52ffd200109000041"),
    ]
}

fn filled(text: &str) -> Vec<u8> {
    text.repeat(SIZE / text.len()).into_bytes()
}

/// JSON as an interface answers it: the same names, ever other values. It packs about as well.
fn varied_json() -> Vec<u8> {
    let mut out = Vec::with_capacity(SIZE + 200);
    let mut state: u64 = 1;
    while out.len() < SIZE {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (id, count, flag) = (state >> 24, (state >> 50) % 100, state >> 63 == 1);
        let record = format!(
            r#"{{"id":"{id:010x}","count":{count},"active":{flag},"label":"item number {count}"}},"#
        );
        out.extend_from_slice(record.as_bytes());
    }
    out
}

/// `bytes` as `id` writes them, from the smallest stream of that format.
fn packed(id: CodecId, hex: &[u8], bytes: &[u8]) -> Vec<u8> {
    let limits = Limits::default();
    let seed =
        CodecId::Hex.codec().decode(hex, &limits).expect("the seed is hex").bytes.into_owned();
    let whole = [Edit { span: Span::new(0, 1), replacement: bytes.to_vec() }];
    let lifted = id.codec().lift(&seed, &whole, &limits).expect("the seed unpacks");
    let mut out = Vec::new();
    splice(&seed, &lifted, &mut out);
    out
}
