//! Writes the capture of `tests/exposure.rs` to standard output, to be looked at.
//!
//! ```text
//! cargo run --example incident > sent.har
//! scrubjay exposure sent.har --now 2026-11-20T12:00:00Z --format html > exposure.html
//! ```

#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "it writes to standard output"
)]

#[allow(dead_code, reason = "the test uses what the example does not")]
#[path = "../tests/incident/mod.rs"]
mod incident;

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(&incident::har())
}
