//! The scenes: each plants the credentials and the lookalikes of one kind of place.

mod addresses;
mod afar;
mod answers;
mod beside;
mod configs;
mod cookies;
mod drawn;
mod echoes;
mod fields;
mod flows;
mod headers;
mod kept_bodies;
mod kept_texts;
mod kept_traffic;
mod neighbours;
mod pages;
mod placed;
mod posts;
mod scripts;
mod streams;
mod thrice;
mod told;
mod twins;
mod wrapped;

use super::bed::Bed;

/// Plays all scenes.
pub(crate) fn play(bed: &mut Bed) {
    flows::play(bed);
    headers::play(bed);
    cookies::play(bed);
    addresses::play(bed);
    posts::play(bed);
    answers::play(bed);
    pages::play(bed);
    scripts::play(bed);
    configs::play(bed);
    streams::play(bed);
    fields::play(bed);
    wrapped::play(bed);
    echoes::play(bed);
    kept_traffic::play(bed);
    kept_bodies::play(bed);
    kept_texts::play(bed);
    neighbours::play(bed);
    afar::play(bed);
    beside::play(bed);
    drawn::play(bed);
    placed::play(bed);
    twins::play(bed);
    told::play(bed);
}
