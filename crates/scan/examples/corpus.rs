//! Scrubs every file given and prints, for each, what happened: for reading by eye.
//!
//! `cargo run --release -p scrubjay-scan --example corpus -- [--diff] FILE...`
#![allow(
    clippy::print_stdout,
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a tool for developers"
)]

use scrubjay_scan::{Engine, Input, Key, Limits, Pack, Policy, Settings, Silent};

fn main() {
    let mut diff = false;
    let mut residuals = false;
    for path in std::env::args().skip(1) {
        if path == "--diff" {
            diff = true;
            continue;
        }
        if path == "--residual" {
            residuals = true;
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let settings = Settings {
            limits: Limits::default(),
            policy: Policy::default(),
            key: Key::from_bytes(&[7; 32]),
            threads: None,
        };
        let engine = Engine::new(Pack::builtin().unwrap(), settings);
        let name = std::path::Path::new(&path).file_name().unwrap().to_string_lossy().into_owned();
        let scan = engine.scan(&[Input { name: &name, bytes: &bytes }], &Silent).unwrap();
        let redacted = match engine.redact(&scan, 0, &bytes) {
            Ok(redacted) => redacted,
            Err(error) => {
                println!("{name}: {error}");
                continue;
            }
        };
        let output = redacted.to_bytes(&bytes);
        let verification = engine.verify(&scan, 0, &bytes, &redacted, &output, &Silent).unwrap();
        let again = engine.scan(&[Input { name: &name, bytes: &output }], &Silent).unwrap();
        println!(
            "{:?} {name}: {} credentials, {} edits, {} values, {} residual, again {}",
            verification.verdict,
            scan.credentials.len(),
            redacted.edit_count(),
            scan.files[0].values,
            verification.residual.len(),
            again.credentials.len(),
        );
        for check in verification.failures() {
            println!("  FAILED {:?}: {}", check.id, check.detail);
        }
        for unread in &scan.files[0].coverage.unread {
            println!("  unread {} {}", unread.path, unread.reason.label());
        }
        if residuals {
            for residual in &verification.residual {
                println!("  residual {} {} {}", residual.length, residual.reason, residual.path);
            }
        }
        if diff {
            for credential in &scan.credentials {
                println!(
                    "  {} {} {}",
                    engine.pack().rule(credential.rule).id,
                    credential.placeholder,
                    credential.reveal()
                );
                for place in credential.places.iter().take(3) {
                    println!("      {:?} {} {:?}", place.kind, place.path, place.layer_labels());
                }
            }
        }
    }
}
