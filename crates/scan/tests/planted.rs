//! Plants credentials and harmless lookalikes in generated HARs and measures what a scrubbed copy
//! still reveals, with a decoder of its own.

#[path = "planted/make/mod.rs"]
mod make;
#[path = "planted/measure.rs"]
mod measure;
#[path = "planted/reveal/mod.rs"]
mod reveal;
#[path = "planted/scrub.rs"]
mod scrub;

use std::collections::HashSet;

use measure::{Measure, Needles};
use reveal::reveal;
use scrub::scrub_for_test;

const SEEDS: std::ops::Range<u64> = 1..11;

#[test]
fn a_scrubbed_copy_reveals_nothing_and_keeps_the_lookalikes() {
    let mut measure = Measure::default();
    for seed in SEEDS {
        let planted = make::generate(seed);
        let needles = Needles::new(&planted);
        let original = reveal(&planted.har);
        let output = reveal(&scrub_for_test(&planted.har));
        let (before, after) = (needles.find(&original), needles.find(&output));
        measure.add(&format!("seed {seed}"), &planted, (&original, &before), (&output, &after));
        assert_eq!(original.pointers, output.pointers, "seed {seed}: the shape of the file changed");
    }
    show(&measure.table());
    assert_eq!(measure.leaked(), 0, "of {} credentials can be read", measure.planted());
    let (lost, harmless) = (measure.lost(), measure.harmless());
    assert!(lost * 100 <= harmless, "{lost} of {harmless} lookalikes are gone");
}

/// Everything that is shown here was invented by the bed.
#[expect(clippy::print_stdout, clippy::disallowed_macros, reason = "the table is the result")]
fn show(table: &str) {
    println!("{table}");
}

#[test]
fn the_decoder_finds_everything_in_the_original() {
    for seed in SEEDS {
        let planted = make::generate(seed);
        let needles = Needles::new(&planted);
        let original = reveal(&planted.har);
        let finds = needles.find(&original);
        let unseen = needles.unseen(&finds);
        assert!(unseen.is_empty(), "seed {seed}: not found where planted: {unseen:#?}");
        assert!(original.cut.is_empty(), "seed {seed}: a bound bit at {:?}", original.cut);
    }
}

/// The measure itself is measured: nothing scrubbed, everything blanked.
#[test]
fn an_unscrubbed_copy_leaks_everything_and_a_blank_one_keeps_nothing() {
    let planted = make::generate(3);
    let needles = Needles::new(&planted);
    let original = reveal(&planted.har);
    let before = needles.find(&original);
    let mut copied = Measure::default();
    copied.add("copy", &planted, (&original, &before), (&original, &before));
    assert_eq!((copied.leaked(), copied.lost()), (copied.planted(), 0), "{}", copied.table());
    let blank = reveal(b"{}");
    let mut blanked = Measure::default();
    blanked.add("blank", &planted, (&original, &before), (&blank, &needles.find(&blank)));
    assert_eq!((blanked.leaked(), blanked.lost()), (0, blanked.harmless()), "{}", blanked.table());
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
    let (one, two) = (make::generate(7), make::generate(7));
    assert_eq!(one.har, two.har);
    assert_ne!(one.har, make::generate(8).har);
}
