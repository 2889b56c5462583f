//! Plants credentials and harmless lookalikes in generated HARs and measures what a scrubbed copy
//! still reveals, with a decoder of its own.
//!
//! `cargo test --release -p scrubjay-scan --test planted -- --nocapture` shows the table by
//! category, and each plant that went wrong with its place.

#[path = "planted/make/mod.rs"]
mod make;
#[path = "planted/measure.rs"]
mod measure;
#[path = "planted/reveal/mod.rs"]
mod reveal;
#[path = "planted/scrub.rs"]
mod scrub;

use std::collections::HashSet;

use make::encode::{base64, gzip, hex, percent, quoted, utf16};
use measure::{Measure, Needles};
use rayon::prelude::*;
use reveal::reveal;
use scrub::scrub_for_test;

const SEEDS: [u64; 10] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

#[test]
fn a_scrubbed_copy_reveals_nothing_and_keeps_the_lookalikes() {
    let results: Vec<Measure> = SEEDS
        .par_iter()
        .map(|&seed| {
            let planted = make::generate(seed);
            let needles = Needles::new(&planted);
            let original = reveal(&planted.har);
            let output = reveal(&scrub_for_test(&planted.har));
            let shape = "every string, key and number stands where it stood";
            assert_eq!(original.pointers, output.pointers, "seed {seed}: {shape}");
            let (before, after) = (needles.find(&original), needles.find(&output));
            let label = format!("seed {seed}");
            Measure::new(&label, &planted, (&original, &before), (&output, &after))
        })
        .collect();
    let mut all = Measure::default();
    for measure in results {
        all.join(measure);
    }
    show(&all.table());
    let (leaked, planted) = (all.leaked(), all.planted());
    assert_eq!(leaked, 0, "of {planted} credentials can still be read");
    let (lost, harmless) = (all.lost(), all.harmless());
    assert_eq!(lost, 0, "of {harmless} lookalikes are gone");
}

/// Everything that is shown here was invented by the bed.
#[expect(clippy::print_stdout, clippy::disallowed_macros, reason = "the table is the result")]
fn show(table: &str) {
    println!("{table}");
}

#[test]
fn the_decoder_finds_everything_in_the_original() {
    SEEDS.par_iter().for_each(|&seed| {
        let planted = make::generate(seed);
        let needles = Needles::new(&planted);
        let original = reveal(&planted.har);
        let unseen = needles.unseen(&needles.find(&original));
        assert!(unseen.is_empty(), "seed {seed}: not found where planted: {unseen:#?}");
        assert!(original.cut.is_empty(), "seed {seed}: a bound bit at {:?}", original.cut);
    });
}

/// The measure itself is measured: with nothing scrubbed, and with everything blanked.
#[test]
fn an_unscrubbed_copy_leaks_everything_and_a_blank_one_keeps_nothing() {
    let planted = make::generate(3);
    let needles = Needles::new(&planted);
    let (original, blank) = (reveal(&planted.har), reveal(b"{}"));
    let (before, after) = (needles.find(&original), needles.find(&blank));
    let copied = Measure::new("copy", &planted, (&original, &before), (&original, &before));
    assert_eq!((copied.leaked(), copied.lost()), (copied.planted(), 0), "{}", copied.table());
    let blanked = Measure::new("blank", &planted, (&original, &before), (&blank, &after));
    assert_eq!((blanked.leaked(), blanked.lost()), (0, blanked.harmless()), "{}", blanked.table());
}

#[test]
fn a_piece_of_a_long_credential_is_a_leak() {
    let planted = make::generate(4);
    let needles = Needles::new(&planted);
    let plant = planted.secrets.iter().find(|plant| plant.place == "refresh_token, round 0");
    let value = &plant.expect("the OAuth scene plants it").value;
    let original = reveal(&planted.har);
    let before = needles.find(&original);
    for (length, leaks) in [(11, 0), (12, 1)] {
        let piece = String::from_utf8_lossy(&value[5..5 + length]);
        let output = reveal(quoted(&format!("kept the tail: {piece}")).as_bytes());
        let after = needles.find(&output);
        let measure = Measure::new("piece", &planted, (&original, &before), (&output, &after));
        assert_eq!(measure.leaked(), leaks, "{length} characters: {}", measure.table());
    }
}

#[test]
fn the_decoder_reads_every_alignment_and_every_nesting() {
    let secret = "Kestrel2019!";
    for before in ["", "a", "ab", "abc", "abcd"] {
        let wrapped = [
            base64(format!("{before}{secret}xyz")),
            format!("{before}{}", base64(secret)),
            format!("{before}{}", base64(base64(format!("{before}{secret}")))),
            hex(format!("{before}{secret}")),
            percent(&percent(&percent(&format!("{before}{secret}")))),
            base64(gzip(format!("{before}{secret}"))),
            base64(utf16(&format!("{before}{secret}"))),
            quoted(&quoted(&quoted(&format!("{before}\"{secret}")))),
        ];
        for text in wrapped {
            let haystack = reveal(format!(r#"{{"a":[{}]}}"#, quoted(&text)).as_bytes());
            assert!(haystack.contains(secret.as_bytes()), "not found in {text}");
            assert!(!haystack.contains(b"Kestrel2018!"), "found what is not in {text}");
        }
    }
}

#[test]
fn plants_enough_of_everything() {
    for seed in SEEDS {
        let planted = make::generate(seed);
        let secrets: HashSet<_> = planted.secrets.iter().map(|plant| &plant.value).collect();
        let places: HashSet<_> =
            planted.harmless.iter().map(|plant| (plant.category, &plant.place)).collect();
        assert_eq!(secrets.len(), planted.secrets.len(), "every credential is a different one");
        assert!(secrets.len() >= 400, "only {} credentials", secrets.len());
        assert!(places.len() >= 300, "only {} lookalikes", places.len());
    }
}

#[test]
fn a_seed_always_gives_the_same_file() {
    assert_eq!(make::generate(7).har, make::generate(7).har);
    assert_ne!(make::generate(7).har, make::generate(8).har);
}
