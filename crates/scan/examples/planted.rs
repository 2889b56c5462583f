//! Writes the planted HAR of a seed and the list of what was planted.
//!
//! `cargo run -p scrubjay-scan --example planted -- SEED OUT.har OUT.tsv`
fn main() {}
