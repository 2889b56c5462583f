//! What only a look at the copy uncovers goes from the original as well.

use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

use scrubjay_scan::{
    Decision, Engine, Input, Key, Limits, Pack, Policy, Scan, Settings, Silent, Verdict,
    Verification,
};

/// Brackets and semicolons stand so thick around the second value that it reads like code, until
/// the first one is replaced.
const HIDDEN: &str = r#"password="a(1){;}(2){;}"; token = qz81kfmm2"#;

fn engine() -> Engine {
    let settings = Settings {
        limits: Limits::default(),
        policy: Policy::default(),
        key: Key::from_bytes(b"a key for tests"),
        threads: None,
    };
    Engine::new(Pack::builtin().expect("the built-in rules compile"), settings)
}

/// A scan with its copy and what the check of that says.
struct Made {
    scan: Scan,
    copy: Vec<u8>,
    check: Verification,
    /// How many copies were made.
    copies: usize,
}

fn made(engine: &Engine, text: &[u8], keeps: &str) -> Made {
    let input = Input { name: "a.txt", bytes: text };
    let mut scan = engine.scan(&[input], &Silent).expect("nobody cancels");
    for credential in &mut scan.credentials {
        if credential.reveal() == keeps {
            credential.decision = Decision::Keep { reason: "for the test".to_owned() };
        }
    }
    for copies in 1.. {
        let redacted = engine.redact(&scan, 0, text).expect("it is applied");
        let copy = redacted.to_bytes(text);
        let check =
            engine.verify(&scan, 0, text, &redacted, &copy, &Silent).expect("nobody cancels");
        let checks = [(0, &check)];
        if !engine.take_in(&mut scan, &[input], &checks, &Silent).expect("nobody cancels") {
            return Made { scan, copy, check, copies };
        }
    }
    unreachable!("there are not that many numbers")
}

fn gzip(text: &str) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(text.as_bytes()).expect("to memory");
    packed.finish().expect("to memory")
}

fn body(text: &str) -> String {
    serde_json::json!({"log": {"entries": [{"response": {"content": {"text": text}}}]}}).to_string()
}

#[test]
fn takes_in_what_a_copy_uncovers_wherever_it_stands() {
    let engine = engine();
    let line = format!("2023-10-18 settings read: {HIDDEN} and nothing else\n");
    for (carrier, text) in [
        ("text", line.clone().into_bytes()),
        ("body", body(&line).into_bytes()),
        ("base64 in a body", body(&STANDARD.encode(&line)).into_bytes()),
        ("gzip", gzip(&line)),
        ("body in gzip", gzip(&body(&line))),
    ] {
        let made = made(&engine, &text, "");
        assert_eq!(made.check.verdict, Verdict::Clean, "{carrier}: {:?}", made.check.checks);
        assert_eq!(made.scan.credentials.len(), 2, "{carrier}");
        assert_eq!(made.copies, 2, "{carrier}: the first copy alone would have been refused");

        let pair = |output: &[u8]| {
            let (output, input) =
                (Input { name: "b", bytes: output }, Input { name: "a", bytes: &text });
            engine.verify_pair(&output, &input, &|_| false, &Silent).expect("nobody cancels")
        };
        let pair_check = pair(&made.copy);
        assert_eq!(pair_check.verdict, Verdict::Clean, "{carrier}: {:?}", pair_check.checks);
        assert_eq!(pair(&text).verdict, Verdict::Failed, "{carrier}");
    }
}

#[test]
fn takes_in_all_of_a_layer_that_only_the_copy_opens() {
    // The last part is too short for a signature, until a placeholder stands for it.
    let token = b"eyJhbGciOiI1NiJ9.e3MiOCJzaWQiOiJpbnYtMDEyMzQ1Njc4OWFiIn0.aW";
    let text = [&b"{\"\":{\"\":\"\"\xfe\xff"[..], token, b"{"].concat();
    let made = made(&engine(), &text, "");
    assert_eq!(made.check.verdict, Verdict::Clean, "{:?}", made.check.checks);
    let copy = String::from_utf8_lossy(&made.copy);
    assert!(!copy.contains("OiJpbnYtMDEyMzQ1Njc4OWFiI"), "{copy}");
    assert!(copy.contains("eyJhbGciOiI1NiJ9."), "{copy}");
}

#[test]
fn takes_in_its_echoes_as_well() {
    let text =
        format!("{HIDDEN}\n{}\nas before: qz81kfmm2, or not\n", "a line of words\n".repeat(40));
    let made = made(&engine(), text.as_bytes(), "");
    let copy = String::from_utf8(made.copy).expect("it is text");
    assert_eq!(made.check.verdict, Verdict::Clean);
    assert!(!copy.contains("qz81kfmm2"), "{copy}");
    assert_eq!(copy.matches("REDACTED-token-").count(), 2, "{copy}");
}

#[test]
fn takes_in_nothing_of_what_is_kept_or_found_at_once() {
    let engine = engine();
    for (text, keeps) in [
        ("password=hunter2x\n", ""),
        ("password=hunter2x\n", "hunter2x"),
        ("a(1){;}(2){;}; token = qz81kfmm2\n", ""),
    ] {
        let made = made(&engine, text.as_bytes(), keeps);
        assert_eq!((made.copies, made.check.verdict), (1, Verdict::Clean), "{text}");
    }
}
