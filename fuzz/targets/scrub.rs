//! The promise, over any bytes: a safe copy is made, verified from its bytes, silent when it is
//! scanned again, and stays as it is when it is scrubbed again.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use scrubjay_scan::{Engine, FileReportParts, Input, Key, Limits, Policy, Settings, Silent, Verdict, Verification};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let policy = Policy::default();
    let pack = policy.pack(&[]).expect("the rules of the program can be used");
    let limits = Limits { layer_bytes: 1 << 20, expanded_bytes: 32 << 20, ..Limits::default() };
    let key = Key::from_bytes(&[7; 32]);
    Engine::new(pack, Settings { limits, policy, key, threads: Some(1) })
});

fuzz_target!(|bytes: &[u8]| {
    let input = Input { name: "input.har", bytes };
    let mut scan = ENGINE.scan(&[input], &Silent).expect("nobody cancels");
    let (output, verification) = loop {
        let redacted = ENGINE.redact(&scan, 0, bytes).expect("what was read can be written");
        let output = redacted.to_bytes(bytes);
        let verification =
            ENGINE.verify(&scan, 0, bytes, &redacted, &output, &Silent).expect("nobody cancels");
        let checks = [(0, &verification)];
        if !ENGINE.take_in(&mut scan, &[input], &checks, &Silent).expect("nobody cancels") {
            break (output, verification);
        }
    };
    assert_ne!(verification.verdict, Verdict::Failed, "{}", failures(&verification));

    let copy = Input { name: "output.har", bytes: &output };
    let parts = [FileReportParts { file: 0, input, output: Some(copy), verification: Some(&verification) }];
    let report = ENGINE.report(&scan, &parts);
    let _ = report.to_html();

    let again = ENGINE.scan(&[copy], &Silent).expect("nobody cancels");
    assert!(again.credentials.is_empty(), "a fresh scan finds nothing");
    let twice = ENGINE.redact(&again, 0, &output).expect("what was read can be written");
    assert!(twice.to_bytes(&output) == output, "scrubbing again changes nothing");
});

fn failures(verification: &Verification) -> String {
    verification.failures().map(|check| format!("{:?}: {}\n", check.id, check.detail)).collect()
}
