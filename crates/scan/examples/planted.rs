//! Writes the planted HAR of a seed and the list of what was planted, to try any tool on it.
//!
//! `cargo run -p scrubjay-scan --example planted -- SEED OUT.har OUT.tsv`
//!
//! The list has a line a plant: `secret` or `harmless`, category, place, the least that counts as
//! revealed, and the value as a JSON string. Everything in it is invented.
#![expect(clippy::print_stderr, reason = "a tool for developers")]
#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "examples stand where the faces stand: they read arguments and write files"
)]

#[path = "../tests/planted/make/mod.rs"]
mod make;

use std::fmt::Write as _;
use std::process::ExitCode;

use make::Plant;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [seed, har, list] = arguments.as_slice() else {
        eprintln!("usage: planted SEED OUT.har OUT.tsv");
        return ExitCode::from(3);
    };
    let Ok(seed) = seed.parse() else {
        eprintln!("the seed is a number");
        return ExitCode::from(3);
    };
    let planted = make::generate(seed);
    let mut lines = String::from("kind\tcategory\tplace\tleast\tvalue\n");
    for (kind, plants) in [("secret", &planted.secrets), ("harmless", &planted.harmless)] {
        for plant in plants {
            line(kind, plant, &mut lines);
        }
    }
    let written = std::fs::write(har, &planted.har).and_then(|()| std::fs::write(list, lines));
    if let Err(error) = written {
        eprintln!("cannot write: {error}");
        return ExitCode::from(3);
    }
    ExitCode::SUCCESS
}

fn line(kind: &str, plant: &Plant, out: &mut String) {
    let place = plant.place.replace(['\t', '\r', '\n'], " ");
    let value = make::encode::quoted(&String::from_utf8_lossy(&plant.value));
    writeln!(out, "{kind}\t{}\t{place}\t{:?}\t{value}", plant.category, plant.least)
        .expect("writing to a string");
}
