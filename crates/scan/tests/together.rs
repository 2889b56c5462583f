//! JSON that is no capture: what means something only together is read together, however it is cut
//! into pieces for the threads.

use scrubjay_scan::{
    Engine, Input, Key, Limits, Pack, Policy, Settings, Silent, Verdict, Verification,
};

/// The safe copy of a file and what was said of it.
fn scrub(text: &str) -> (String, Verification) {
    let settings = Settings {
        limits: Limits::default(),
        policy: Policy::default(),
        key: Key::from_bytes(b"the key of tests that read together"),
        threads: Some(2),
    };
    let engine = Engine::new(Pack::builtin().expect("the built-in rules compile"), settings);
    let input = Input { name: "settings.json", bytes: text.as_bytes() };
    let scan = engine.scan(&[input], &Silent).expect("nobody cancels");
    let redacted = engine.redact(&scan, 0, text.as_bytes()).expect("what was read can be written");
    let output = redacted.to_bytes(text.as_bytes());
    let verification = engine
        .verify(&scan, 0, text.as_bytes(), &redacted, &output, &Silent)
        .expect("nobody cancels");
    (String::from_utf8(output).expect("it is still text"), verification)
}

fn bytes(text: &[u8]) -> String {
    serde_json::to_string(text).expect("a list of numbers")
}

#[test]
fn rows_pairs_and_flags_keep_what_names_them() {
    for (text, secret, harmless) in [
        (r#"{"columns":["id","password"],"rows":[[1,"hunter2x"],[2,"x"]]}"#, "hunter2x", "[1,"),
        (r#"["password","hunter2x"]"#, "hunter2x", "password"),
        (r#"{"argv":["--password","hunter2x","--port","hunter9x"]}"#, "hunter2x", "hunter9x"),
        (r#"[["password","hunter2x"],["colour","hunter9x"]]"#, "hunter2x", "hunter9x"),
    ] {
        let (output, verification) = scrub(text);
        assert!(!output.contains(secret), "{output}");
        assert!(output.contains(harmless), "{output}");
        assert_eq!(verification.verdict, Verdict::Clean, "{text}");
    }
}

#[test]
fn what_breaks_off_is_read_as_its_copy_will_be() {
    for text in [
        r#"{"columns":["id","password"],"rows":[[1,"hunter2x"],[2,"letmein9x""#,
        r#"[["password","hunter2x"],["colour","hunter9x""#,
    ] {
        let (output, verification) = scrub(text);
        assert!(!output.contains("hunter2x"), "{output}");
        assert_eq!(verification.verdict, Verdict::Incomplete, "{:?}", verification.checks);
    }
}

#[test]
fn a_list_of_bytes_is_read_as_what_it_spells() {
    let text = r#"{"user":"anna","password":"hunter2x","colour":"hunter9x"}"#;
    let (output, verification) =
        scrub(&format!(r#"{{"type":"Buffer","data":{}}}"#, bytes(text.as_bytes())));
    assert_eq!(verification.verdict, Verdict::Clean);
    let output: serde_json::Value = serde_json::from_str(&output).expect("it is still JSON");
    let list: Vec<u8> = serde_json::from_value(output["data"].clone()).expect("still bytes");
    let inside = String::from_utf8(list).expect("still text");
    assert!(!inside.contains("hunter2x") && inside.contains("hunter9x"), "{inside}");
}

#[test]
fn a_key_as_a_list_of_bytes_is_one_credential() {
    // No two runs of it are alike, as in a key.
    let key: Vec<u8> =
        (0..32_u32).map(|n| ((n * 167 + 89) ^ (n * n * 13)).to_le_bytes()[0]).collect();
    let list = bytes(&key);
    let text = format!(
        r#"{{"wallet":{{"secretKey":{list}}},"pixels":{list_of_pixels}}}"#,
        list_of_pixels = bytes(&key[..28])
    );
    let (output, verification) = scrub(&text);
    assert_eq!(verification.verdict, Verdict::Clean);
    assert!(!output.contains(&list), "{output}");
    assert!(output.contains(&bytes(&key[..28])), "{output}");
    let ordered = bytes(&(0..32).collect::<Vec<u8>>());
    let (output, _) = scrub(&format!(r#"{{"secretKeyOrder":{ordered}}}"#));
    assert!(output.contains(&ordered), "{output}");
}
