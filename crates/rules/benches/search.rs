//! What a search costs: on ordinary text, and on text that is nothing but hits.
//!
//! `cargo bench -p scrubjay-rules` prints throughput.

use divan::{Bencher, counter::BytesCount};
use scrubjay_rules::{Pack, TextHit};

fn main() {
    divan::main();
}

/// A megabyte of what HARs are made of: pretty-printed JSON with URLs, dates, ids and prose.
fn ordinary() -> Vec<u8> {
    let mut text = String::new();
    let mut number = 0_u64;
    while text.len() < 1 << 20 {
        number =
            number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (id, port) = (number >> 16, number >> 52);
        text.push_str(&format!(
            "{{\n  \"startedDateTime\": \"2026-11-22T03:57:{:02}.{:03}Z\",\n  \"url\": \
             \"https://cdn{port}.example.org/assets/{id:x}/main.js?v={port}\",\n  \"mimeType\": \
             \"application/javascript\",\n  \"comment\": \"the page asks for it when it is shown\",\n  \
             \"_priority\": \"High\", \"size\": {id}\n}},\n",
            number % 60,
            number % 1000,
        ));
    }
    text.into_bytes()
}

fn search(bencher: Bencher<'_, '_>, text: &[u8]) {
    let pack = Pack::builtin().expect("the built-in rules compile");
    bencher.counter(BytesCount::new(text.len())).bench(|| {
        let mut hits = 0_usize;
        pack.search(divan::black_box(text), &mut |_: TextHit| hits += 1);
        hits
    });
}

#[divan::bench]
fn ordinary_text(bencher: Bencher<'_, '_>) {
    search(bencher, &ordinary());
}

#[divan::bench(args = ["token ", "eyJ", "eyJ.", "ghp_", "xoxb-", "://a:", "-----BEGIN "])]
fn nothing_but_hits(bencher: Bencher<'_, '_>, unit: &str) {
    search(bencher, &unit.repeat((1 << 20) / unit.len()).into_bytes());
}

#[divan::bench]
fn compiling_the_pack() -> usize {
    Pack::builtin().expect("the built-in rules compile").rules().len()
}
