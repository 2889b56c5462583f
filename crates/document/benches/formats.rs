//! What each format costs: reading a text of its kind into a sink that keeps nothing, and asking
//! which of them reads a short one: `cargo bench -p scrubjay-document --bench formats`.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use scrubjay_document::format::{self, Format};
use scrubjay_document::{Declared, Field, Segment, Sink, Unread};

fn main() {
    divan::main();
}

const SIZE: usize = 4 << 20;

/// Reading all of it.
#[divan::bench(args = samples())]
fn walk(bencher: Bencher<'_, '_>, sample: &Sample) {
    assert!(sample.format.accepts(&sample.text, Declared::default()), "{}", sample.name);
    bencher.counter(BytesCount::new(sample.text.len())).bench_local(|| {
        let mut values = Count(0);
        sample.format.walk(black_box(&sample.text), &mut values);
        values.0
    });
}

/// Asking which format reads a short text.
#[divan::bench(args = [
    "hunter2",
    "text/html; charset=utf-8",
    "9f86d081884c7d659a2feaa0c55ad015",
    "A sentence of a dozen words that could stand in any message.",
    "https://a.example/path?query=1",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0",
    "two lines of text\nthat are nothing in particular",
])]
fn accepts(bencher: Bencher<'_, '_>, text: &str) {
    bencher.bench_local(|| {
        let text = black_box(text.as_bytes());
        format::reading(text, Declared::default()).is_some()
    });
}

struct Count(usize);

impl Sink for Count {
    fn enter(&mut self, _: Segment<'_>) {}
    fn leave(&mut self) {}
    fn value(&mut self, field: &Field<'_>) {
        self.0 += field.span.len();
    }
    fn unread(&mut self, _: Unread) {}
}

struct Sample {
    name: &'static str,
    format: &'static dyn Format,
    text: Vec<u8>,
}

impl std::fmt::Display for Sample {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

fn samples() -> Vec<Sample> {
    let page = "<div class=\"card card-wide\" id=c1><a href=\"/items/1?sort=name&amp;page=2\" \
                title=\"An item\">A linked title</a><p>Some words of text that make up a paragraph, \
                with an <b>emphasis</b> here and there and a line<br>break.</p><img src=\"/i/1.png\" \
                width=40 height=40 alt=\"\"><ul><li>one</li><li>two and a half</li></ul>\
                <table><tr><td>a</td><td>b</td></tr></table></div>\n";
    let script =
        format!("<html><script>{}</script></html>", "var a = f(b < c, 'text');\n".repeat(40));
    let mut noise = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut state = 1u32;
    noise.extend(
        std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        })
        .take(SIZE),
    );
    let bytes = [b"\0\x01\0\0\0\0\0\0\0\0", &noise[8..]].concat();
    let part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nsome value\r\n";
    vec![
        sample("html", &format::markup::Markup, "<!doctype html><html>\n", page),
        sample("script", &format::markup::Markup, "<!doctype html>", &script),
        sample(
            "xml",
            &format::markup::Markup,
            "<?xml version='1.0'?><r>",
            "<item id='1'><name>a name</name><ns:value>some value</ns:value><date>2026-01-01</date></item>\n",
        ),
        sample("multipart", &format::multipart::Multipart, "", part),
        sample(
            "http",
            &format::http::Http,
            "HTTP/1.1 200 OK\r\n",
            "X-Header-Name: some value of it\r\n",
        ),
        sample(
            "event stream",
            &format::sse::EventStream,
            "",
            "event: message\ndata: {\"a\":1}\n\n",
        ),
        sample(
            "yaml",
            &format::yaml::Yaml,
            "",
            "key:\n  name: a value # remark\n  list:\n    - \"one\"\n",
        ),
        sample("env", &format::env::Env, "", "SOME_NAME=some value\nOTHER=\"quoted\"\n"),
        sample("logfmt", &format::env::Logfmt, "", "level=info msg=\"a message\" id=17 took=3ms\n"),
        sample("csv", &format::csv::Csv, "name,mail,note\n", "anna,anna@a.example,\"a, b\"\n"),
        Sample { name: "picture", format: &format::binary::Binary, text: noise },
        Sample { name: "bytes", format: &format::binary::Binary, text: bytes },
    ]
}

fn sample(name: &'static str, format: &'static dyn Format, start: &str, unit: &str) -> Sample {
    let mut text = start.as_bytes().to_vec();
    while text.len() < SIZE {
        text.extend_from_slice(unit.as_bytes());
    }
    Sample { name, format, text }
}
