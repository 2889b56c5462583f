//! The one call into the product: bytes in, the bytes of a safe copy out.

use scrubjay_scan::{Engine, Input, Key, Limits, Pack, Policy, Settings, Silent};

/// What the product makes of a file, with the built-in rules and the default policy.
pub(crate) fn scrub_for_test(bytes: &[u8]) -> Vec<u8> {
    let settings = Settings {
        limits: Limits::default(),
        policy: Policy::default(),
        key: Key::from_bytes(b"the test bed's own key, 32 bytes"),
        threads: None,
    };
    let engine = Engine::new(Pack::builtin().expect("the built-in rules compile"), settings);
    let input = Input { name: "planted.har", bytes };
    let scan = engine.scan(&[input], &Silent).expect("nobody cancels");
    let redacted =
        engine.redact(&scan, 0, bytes).expect("every layer that was read can be written");
    redacted.to_bytes(bytes)
}
