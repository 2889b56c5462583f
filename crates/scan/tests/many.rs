//! More credentials than are looked for at once: the echoes of each are found in the whole file.

use std::fmt::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use scrubjay_scan::{Engine, Input, Key, Limits, Policy, Settings, Silent};

/// More than twice as many as are looked for at once.
const MANY: usize = 17_000;

#[test]
fn echoes_are_found_before_and_behind_their_batch() {
    let secret = |n: usize| format!("Jay{n:05}Feather{:05}Nest", n * 31 % 99_991);
    let mut entries = String::new();
    for n in 0..MANY {
        // The last ones echo in the first entries, the first ones in the last.
        let echo = STANDARD.encode(format!("as sent: {}", secret(MANY - 1 - n)));
        let _ = write!(
            entries,
            r#"{}{{"request":{{"method":"GET","url":"https://a.example/","headers":[{{"name":"Authorization","value":"Bearer {}"}}]}},"response":{{"status":200,"headers":[],"content":{{"text":"trace {echo} end"}}}}}}"#,
            if n == 0 { "" } else { "," },
            secret(n),
        );
    }
    let har = format!(r#"{{"log":{{"version":"1.2","entries":[{entries}]}}}}"#);
    let policy = Policy::default();
    let pack = policy.pack(&[]).expect("the pack compiles");
    let key = Key::from_bytes(&[7; 32]);
    let engine =
        Engine::new(pack, Settings { limits: Limits::default(), policy, key, threads: Some(2) });
    let input = Input { name: "a.har", bytes: har.as_bytes() };
    let scan = engine.scan(&[input], &Silent).expect("nobody cancels");
    assert_eq!(scan.credentials.len(), MANY);
    for credential in &scan.credentials {
        assert_eq!(credential.places.len(), 2, "where it was found, and its echo");
    }
    let redacted = engine.redact(&scan, 0, har.as_bytes()).expect("it can be written");
    let output = redacted.to_bytes(har.as_bytes());
    let told = engine
        .verify(&scan, 0, har.as_bytes(), &redacted, &output, &Silent)
        .expect("nobody cancels");
    assert!(told.checks.iter().all(|check| check.passed), "{:?}", told.checks);
}
