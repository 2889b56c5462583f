//! Appliers that do one thing wrong each: every check has to fail for the one that it is for.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use scrubjay_document::{Edit, Limits, Span};

use super::{CheckId, Verdict, Verification};
use crate::{Engine, Input, Key, Pack, Policy, Redacted, Scan, Settings, Silent};

const FIRST: &str = "k3Vd9Qm2Lp7Rt5Vz8Wn4Bc6Y";
const SECOND: &str = "q8Hs1Xw6Jf0Tg3Mb7Zr2Nk5P";

fn engine() -> Engine {
    let settings = Settings {
        limits: Limits::default(),
        policy: Policy::default(),
        key: Key::from_bytes(b"the key of tests that break things"),
        threads: Some(1),
    };
    Engine::new(Pack::builtin().expect("the built-in rules compile"), settings)
}

fn capture() -> String {
    let header = |name: &str, value: &str| format!(r#"{{"name":"{name}","value":"{value}"}}"#);
    let headers = [
        header("authorization", &format!("Bearer {FIRST}")),
        header("cookie", &format!("theme=dark; PHPSESSID={SECOND}")),
        header("x-request-id", "5d1f0a52-6a0b-4a51-9e0e-0c7a4a5be001"),
    ];
    let body = STANDARD.encode(format!(r#"{{"access_token":"{FIRST}","state":"open"}}"#));
    format!(
        r#"{{"log":{{"version":"1.2","entries":[{{"request":{{"method":"GET","url":"https://desk.example/t/1","headers":[{}]}},"response":{{"status":200,"content":{{"mimeType":"application/json","encoding":"base64","text":"{body}"}}}}}}]}}}}"#,
        headers.join(",")
    )
}

/// A scan of the capture, with the edits that a right applier would make.
struct Case {
    engine: Engine,
    original: String,
    scan: Scan,
    edits: Vec<Edit>,
}

impl Case {
    fn new() -> Self {
        let (engine, original) = (engine(), capture());
        let input = Input { name: "a.har", bytes: original.as_bytes() };
        let scan = engine.scan(&[input], &Silent).expect("nobody cancels");
        let edits = engine.redact(&scan, 0, original.as_bytes()).expect("it can be written").edits;
        assert!(edits.len() >= 3, "{} edits", edits.len());
        Self { engine, original, scan, edits }
    }

    /// The verdict on what an applier writes that makes these edits and says so.
    fn verify(&self, edits: Vec<Edit>) -> Verification {
        let redacted = Redacted { edits };
        let output = redacted.to_bytes(self.original.as_bytes());
        self.verify_output(&redacted, &output)
    }

    fn verify_output(&self, redacted: &Redacted, output: &[u8]) -> Verification {
        self.engine
            .verify(&self.scan, 0, self.original.as_bytes(), redacted, output, &Silent)
            .expect("nobody cancels")
    }

    /// The edits, with the one whose replacement holds `part` changed.
    fn with(&self, part: &str, change: impl Fn(&mut Edit)) -> Vec<Edit> {
        let mut edits = self.edits.clone();
        let holds = |edit: &&mut Edit| String::from_utf8_lossy(&edit.replacement).contains(part);
        change(edits.iter_mut().find(holds).expect("there is such an edit"));
        edits
    }
}

fn failed(verification: &Verification) -> Vec<CheckId> {
    verification.failures().map(|check| check.id).collect()
}

#[test]
fn a_right_applier_passes() {
    let case = Case::new();
    let verification = case.verify(case.edits.clone());
    assert_eq!(verification.verdict, Verdict::Clean, "{:?}", failed(&verification));
}

#[test]
fn one_that_forgets_a_place_leaves_a_value() {
    let case = Case::new();
    for forgotten in 0..case.edits.len() {
        let mut edits = case.edits.clone();
        edits.remove(forgotten);
        let verification = case.verify(edits);
        assert!(failed(&verification).contains(&CheckId::Absent), "edit {forgotten}");
        assert_eq!(verification.verdict, Verdict::Failed);
    }
}

#[test]
fn one_that_hides_a_value_in_its_placeholder_leaves_it() {
    let case = Case::new();
    let hex: String = SECOND.bytes().map(|byte| format!("{byte:02X}")).collect();
    for spelled in [STANDARD.encode(SECOND), hex, SECOND.replace('q', "%71")] {
        let edits = case.with("REDACTED-", |edit| {
            edit.replacement.extend_from_slice(spelled.as_bytes());
        });
        assert!(failed(&case.verify(edits)).contains(&CheckId::Absent), "{spelled}");
    }
}

#[test]
fn one_that_writes_elsewhere_touches_other_bytes() {
    let case = Case::new();
    let redacted = Redacted { edits: case.edits.clone() };
    let output = redacted.to_bytes(case.original.as_bytes());
    let changed = String::from_utf8(output.clone()).expect("text").replace("\"GET\"", "\"PUT\"");
    let verification = case.verify_output(&redacted, changed.as_bytes());
    assert_eq!(failed(&verification), [CheckId::Untouched]);
    let mut longer = output;
    longer.push(b' ');
    assert_eq!(failed(&case.verify_output(&redacted, &longer)), [CheckId::Untouched]);
}

#[test]
fn one_that_forgets_to_escape_breaks_the_format() {
    let case = Case::new();
    let edits = case.with("REDACTED-", |edit| edit.replacement.push(b'"'));
    assert!(failed(&case.verify(edits)).contains(&CheckId::Readable));
    let edits = case.with("REDACTED-", |edit| edit.replacement.extend_from_slice(br#"","x":""#));
    assert!(failed(&case.verify(edits)).contains(&CheckId::Readable), "a member more");
}

#[test]
fn one_that_mixes_credentials_up_is_inconsistent() {
    let case = Case::new();
    let mut case = case;
    let name = case.scan.credentials[0].placeholder.clone();
    case.scan.credentials[1].placeholder = name;
    let verification = case.verify(case.edits.clone());
    assert!(failed(&verification).contains(&CheckId::Consistent));
}

#[test]
fn one_that_writes_the_placeholder_of_another_is_inconsistent() {
    let case = Case::new();
    let names: Vec<String> =
        case.scan.credentials.iter().map(|known| known.placeholder.clone()).collect();
    let everywhere: Vec<Edit> = case
        .edits
        .iter()
        .map(|edit| {
            let text = String::from_utf8_lossy(&edit.replacement).replace(&names[1], &names[0]);
            Edit { span: edit.span, replacement: text.into_bytes() }
        })
        .collect();
    let verification = case.verify(everywhere);
    assert_eq!(failed(&verification), [CheckId::Consistent], "two look like one");
}

#[test]
fn one_that_writes_two_placeholders_for_one_is_inconsistent() {
    let case = Case::new();
    let edits = case.with(&case.scan.credentials[0].placeholder, |edit| {
        edit.replacement = b"REDACTED-authorization-0011223344".to_vec();
    });
    let verification = case.verify(edits);
    assert_eq!(failed(&verification), [CheckId::Consistent], "one looks like two");
}

#[test]
fn a_pair_of_files_tells_as_much_without_the_key() {
    let case = Case::new();
    let names: Vec<&str> =
        case.scan.credentials.iter().map(|known| known.placeholder.as_str()).collect();
    let output = Redacted { edits: case.edits.clone() }.to_bytes(case.original.as_bytes());
    let output = String::from_utf8(output).expect("text");
    let mixed = output.replace(names[1], names[0]);
    let original = Input { name: "a.har", bytes: case.original.as_bytes() };
    let settings = Settings { key: Key::from_bytes(b"another key"), ..engine().settings().clone() };
    let engine = Engine::new(Pack::builtin().expect("the built-in rules compile"), settings);
    let verify = |output: &str| {
        let output = Input { name: "b.har", bytes: output.as_bytes() };
        engine.verify_pair(&output, &original, &|_| false, &Silent).expect("nobody cancels")
    };
    let right = verify(&output);
    assert_eq!(right.verdict, Verdict::Clean, "{:?}", failed(&right));
    let told = right.checks.iter().find(|check| check.id == CheckId::Consistent);
    let told = told.map_or("", |check| &check.detail);
    assert!(told.starts_with("2 credentials"), "{told}");
    assert_eq!(failed(&verify(&mixed)), [CheckId::Consistent]);
}

#[test]
fn names_behind_the_last_edit_are_compared_too() {
    let case = Case::new();
    let redacted = Redacted { edits: case.edits[..1].to_vec() };
    let output = redacted.to_bytes(case.original.as_bytes());
    let renamed = String::from_utf8(output).expect("text").replace("\"mimeType\"", "\"mimeKind\"");
    let verification = case.verify_output(&redacted, renamed.as_bytes());
    assert!(failed(&verification).contains(&CheckId::Readable), "{:?}", failed(&verification));
}

#[test]
fn one_that_writes_a_fresh_credential_is_heard() {
    let case = Case::new();
    let fresh = "w4Ej9Yc2Uo6Ia1Sd8Fh3Gl7V";
    let edits = case.with("REDACTED-", |edit| edit.replacement = fresh.as_bytes().to_vec());
    let verification = case.verify(edits);
    assert!(failed(&verification).contains(&CheckId::Silent), "{:?}", failed(&verification));
}

#[test]
fn one_that_damages_a_layer_is_incomplete() {
    let case = Case::new();
    // In place of the body: base64 of gzip that breaks off.
    let broken = STANDARD.encode([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b, 0x4c]);
    let at = case.original.find("\"text\":\"").expect("a body") + 8;
    let end = at + case.original[at..].find('"').expect("its end");
    let mut edits = case.edits.clone();
    edits.retain(|edit| edit.span.start < at);
    edits.push(Edit { span: Span::new(at, end), replacement: broken.into_bytes() });
    let verification = case.verify(edits);
    assert_eq!(failed(&verification), [CheckId::Complete]);
    assert_eq!(verification.verdict, Verdict::Incomplete);
}

#[test]
fn a_placeholder_that_was_cut_to_fit_is_not_taken_for_its_neighbour() {
    // SASL counts its parts by zeros, so that the second placeholder is too short to be read.
    let bytes =
        b"\0\x000\x000a\0a    aaaaaaaaaa aaaaaaaaaaaaaa  aaa aa0aaaa 0sid=aaaa0aaa0Aa9Zz8Y\\n a";
    let engine = engine();
    let input = Input { name: "a.bin", bytes };
    let scan = engine.scan(&[input], &Silent).expect("nobody cancels");
    assert_eq!(scan.credentials.len(), 2, "a password and a session");
    let redacted = engine.redact(&scan, 0, bytes).expect("it can be written");
    let output = redacted.to_bytes(bytes);
    let verification =
        engine.verify(&scan, 0, bytes, &redacted, &output, &Silent).expect("nobody cancels");
    assert_eq!(failed(&verification), []);
}
