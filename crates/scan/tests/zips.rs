//! zip: as the input and as a body it is looked into, and is a zip afterwards of which every reader
//! takes the same; what cannot be looked into is told, and nothing in it hides.

#[path = "zips/packing.rs"]
mod packing;
#[path = "zips/reading.rs"]
mod reading;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use packing::{Form, Packing};
use reading::{Read, read};
use scrubjay_scan::{
    CheckId, Engine, Input, Key, Limits, Pack, Policy, Scan, Settings, Silent, Unread, Verdict,
    Verification,
};

const SECRET: &str = "k3Vd9Qm2Lp7Rt5Vz8Wn4Bc6Y";
const HARMLESS: &str = "the lantern hangs in harbour nine\n";

fn engine() -> Engine {
    let settings = Settings {
        limits: Limits::default(),
        policy: Policy::default(),
        key: Key::from_bytes(b"the key of tests that pack archives"),
        threads: Some(1),
    };
    Engine::new(Pack::builtin().expect("the built-in rules compile"), settings)
}

/// The safe copy of some bytes, what was found and what was said of it.
fn scrub(bytes: &[u8]) -> (Vec<u8>, Scan, Verification) {
    let engine = engine();
    let input = Input { name: "bundle.zip", bytes };
    let scan = engine.scan(&[input], &Silent).expect("nobody cancels");
    let redacted = engine.redact(&scan, 0, bytes).expect("what was read can be written");
    let output = redacted.to_bytes(bytes);
    let verification =
        engine.verify(&scan, 0, bytes, &redacted, &output, &Silent).expect("nobody cancels");
    (output, scan, verification)
}

/// The safe copy of some bytes of which all was read.
fn clean(bytes: &[u8]) -> Vec<u8> {
    let (output, _, verification) = scrub(bytes);
    let failures: Vec<_> = verification.failures().map(|check| check.detail.clone()).collect();
    assert_eq!(verification.verdict, Verdict::Clean, "{failures:?}");
    output
}

/// What is told of some bytes, as path and reason.
fn told(bytes: &[u8]) -> (Vec<u8>, Vec<(String, Unread)>) {
    let (output, _, verification) = scrub(bytes);
    let failures: Vec<_> = verification.failures().map(|check| check.detail.clone()).collect();
    assert_eq!(verification.verdict, Verdict::Incomplete, "{failures:?}");
    let unread = verification.coverage.unread.into_iter();
    (output, unread.map(|unread| (unread.path, unread.reason)).collect())
}

fn holds(bytes: &[u8], part: &str) -> bool {
    memchr::memmem::find(bytes, part.as_bytes()).is_some()
}

fn log() -> String {
    format!("{}user=anna password={SECRET} note=lantern\n{HARMLESS}", HARMLESS.repeat(30))
}

fn json() -> String {
    format!(r#"{{"note":"lantern","password":"{SECRET}"}}"#)
}

fn har(body: &[u8]) -> String {
    let body = STANDARD.encode(body);
    format!(
        r#"{{"log":{{"version":"1.2","entries":[{{"request":{{"method":"GET","url":"https://desk.example/file","headers":[]}},"response":{{"status":200,"content":{{"mimeType":"application/zip","encoding":"base64","text":"{body}"}}}}}}]}}}}"#
    )
}

fn body(har: &[u8]) -> Vec<u8> {
    let har: serde_json::Value = serde_json::from_slice(har).expect("it is still JSON");
    let text = &har["log"]["entries"][0]["response"]["content"]["text"];
    STANDARD.decode(text.as_str().expect("a text")).expect("it is still base64")
}

/// A bundle in this form: a log, a folder, JSON, a HAR, a zip in the zip, and something harmless.
fn bundle(form: Form) -> Packing {
    let mut inner = Packing::new(form);
    inner.add("inner.json", json().as_bytes());
    let mut packing = Packing::new(form);
    packing.add("logs/", b"");
    packing.add("logs/app.log", log().as_bytes());
    packing.add("login.json", json().as_bytes());
    packing.add("session.har", har(json().as_bytes()).as_bytes());
    packing.add("inner.zip", &inner.bytes());
    packing.add("readme.txt", HARMLESS.repeat(9).as_bytes());
    packing
}

/// Nothing of a bundle but its secret has changed.
fn is_scrubbed(before: &[u8], after: &[u8]) {
    let (before, after) = (read(before), read(after));
    assert_eq!(before.members.len(), after.members.len(), "each member is still there");
    for (before, after) in before.members.iter().zip(&after.members) {
        assert_eq!(before.name, after.name);
        assert_eq!(before.as_is, after.as_is, "{}: time, flags, attributes", before.name);
        assert!(!holds(&after.content, SECRET), "{}", before.name);
        let was_secret = before.content != after.content;
        assert!(was_secret || before.packed == after.packed, "{} is copied", before.name);
        assert_eq!(was_secret, before.name.ends_with(['g', 'n', 'r', 'p']), "{}", before.name);
    }
    let content = |read: &Read, name: &str| {
        let member = read.members.iter().find(|member| member.name == name);
        member.expect("it is there").content.clone()
    };
    let log = String::from_utf8(content(&after, "logs/app.log")).expect("text");
    assert!(log.ends_with(&format!(" note=lantern\n{HARMLESS}")), "what stands behind it stays");
    let json: serde_json::Value =
        serde_json::from_slice(&content(&after, "login.json")).expect("JSON");
    assert_eq!(json["note"], "lantern");
    let placeholder = json["password"].as_str().expect("a text").to_owned();
    assert!(log.contains(&placeholder), "the same everywhere");
    let deep = body(&content(&after, "session.har"));
    assert!(holds(&deep, &placeholder), "in a HAR, in base64");
    let inner = read(&content(&after, "inner.zip"));
    assert!(holds(&inner.members[0].content, &placeholder), "in a zip in the zip");
}

#[test]
fn a_zip_is_looked_into_and_is_one_afterwards_in_every_form() {
    for form in Form::ALL {
        let before = bundle(form).bytes();
        is_scrubbed(&before, &clean(&before));
    }
}

#[test]
fn a_zip_in_a_body_is_looked_into() {
    for form in Form::ALL {
        let before = bundle(form).bytes();
        let after = clean(har(&before).as_bytes());
        is_scrubbed(&before, &body(&after));
    }
}

#[test]
fn a_zip_without_credentials_stays_as_it_is() {
    for form in Form::ALL {
        let mut packing = Packing::new(form);
        packing.add("readme.txt", HARMLESS.as_bytes()).add("b.json", br#"{"tokens":12}"#);
        let zip = packing.bytes();
        assert_eq!(clean(&zip), zip);
        assert_eq!(body(&clean(har(&zip).as_bytes())), zip);
    }
    let empty = Packing::new(Form::Stored).bytes();
    assert_eq!(clean(&empty), empty, "there is nothing in it");
}

#[test]
fn names_and_comments_are_read_and_their_lengths_follow() {
    let mut packing = Packing::new(Form::Deflated);
    packing.add(&format!("dump?access_token={SECRET}&n=1.txt"), HARMLESS.as_bytes());
    packing.comment_last(&format!("password={SECRET}"));
    packing.add("readme.txt", HARMLESS.as_bytes());
    packing.comment = format!("api_key={SECRET} as told").into_bytes();
    let after = clean(&packing.bytes());
    assert!(!holds(&after, SECRET));
    let after = read(&after);
    let [first, second] = after.members.as_slice() else { panic!("two members") };
    assert!(first.name.starts_with("dump?access_token=REDACTED-"), "{}", first.name);
    assert!(first.name.ends_with("&n=1.txt"), "{}", first.name);
    assert!(first.comment.starts_with(b"password=REDACTED-"));
    assert_eq!(
        (second.name.as_str(), second.content.as_slice()),
        ("readme.txt", HARMLESS.as_bytes())
    );
    assert!(after.comment.ends_with(b" as told"));
}

#[test]
fn what_stands_before_a_zip_does_not_hide_it() {
    for counted in [false, true] {
        let mut packing = bundle(Form::Deflated);
        packing.before = format!("#!/bin/sh\n# password={SECRET}\nexit 0\n").into_bytes();
        packing.counts_before = counted;
        let before = packing.bytes();
        let after = clean(&before);
        assert!(after.starts_with(b"#!/bin/sh\n# password=REDACTED-"), "{counted}");
        is_scrubbed(&before, &after);
    }
}

#[test]
fn a_member_that_cannot_be_looked_into_is_told_and_the_others_are_read() {
    let plain = bundle(Form::Deflated);
    for (flags, method, reason) in
        [(1, 8, Unread::Encrypted), (0, 12, Unread::Archive), (0, 9, Unread::Archive)]
    {
        let mut packing = plain.clone();
        packing.add("vault.bin", HARMLESS.as_bytes());
        packing.mark_last(flags, method);
        let before = packing.bytes();
        for (nested, bytes) in [(true, har(&before).into_bytes()), (false, before)] {
            let (output, unread) = told(&bytes);
            assert_eq!(unread.len(), 1, "{method}");
            assert_eq!(unread[0].1, reason, "{method}");
            assert!(unread[0].0.ends_with("\"vault.bin\""), "{}", unread[0].0);
            let zip = if nested { body(&output) } else { output };
            let log = &reading::member(&zip, "logs/app.log");
            assert!(!holds(log, SECRET) && holds(log, "REDACTED-"));
        }
    }
}

#[test]
fn nothing_hides_from_the_directory() {
    // No entry points to the member: a reader that goes from front to back finds it.
    let mut packing = Packing::new(Form::Deflated);
    packing.add("hidden.log", log().as_bytes()).add("readme.txt", HARMLESS.as_bytes());
    packing.forget(0);
    let after = clean(&packing.bytes());
    assert_eq!(reading::member(&after, "readme.txt"), HARMLESS.as_bytes());
    let hidden = reading::front(&after);
    assert!(holds(&hidden, "REDACTED-") && !holds(&hidden, SECRET), "it is edited where it stands");

    // Between two members: text is read, anything else is told.
    let mut packing = Packing::new(Form::Deflated);
    packing.add("readme.txt", HARMLESS.as_bytes());
    packing.after_last(format!("password={SECRET}\n").as_bytes());
    packing.add("b.txt", HARMLESS.as_bytes());
    let after = clean(&packing.bytes());
    assert!(!holds(&after, SECRET));
    assert_eq!(reading::member(&after, "b.txt"), HARMLESS.as_bytes());
    packing.after_last(&packing::deflated(log().as_bytes()));
    packing.add("c.txt", HARMLESS.as_bytes());
    let (_, unread) = told(&packing.bytes());
    assert_eq!(unread, [(String::new(), Unread::Malformed)]);
}

#[test]
fn a_header_that_says_otherwise_than_the_directory_is_told() {
    let mut packing = Packing::new(Form::Deflated);
    packing.add("a.log", log().as_bytes()).add("b.txt", HARMLESS.as_bytes());
    let sound = packing.bytes();
    // The method, a byte of the checksum, and the name of the first header.
    for at in [8, 14, 30] {
        let mut bytes = sound.clone();
        bytes[at] ^= 1;
        let (_, unread) = told(&bytes);
        assert_eq!(unread, [("\"a.log\"".to_owned(), Unread::Malformed)], "{at}");
    }
    // Two entries for the same bytes, as in a bomb.
    packing.double_entry(0);
    let (output, unread) = told(&packing.bytes());
    assert_eq!(unread, [("\"a.log\"".to_owned(), Unread::Malformed)]);
    assert!(!holds(&reading::member(&output, "a.log"), SECRET));
}

#[test]
fn a_member_that_is_damaged_is_told() {
    let mut packing = Packing::new(Form::Stored);
    packing.add("a.txt", HARMLESS.as_bytes()).add("b.log", log().as_bytes());
    let mut bytes = packing.bytes();
    let at = memchr::memmem::find(&bytes, b"lantern").expect("stored");
    bytes[at] = b'L';
    let (output, unread) = told(&bytes);
    assert_eq!(unread, [("\"a.txt\"".to_owned(), Unread::Damaged)]);
    assert!(!holds(&output, SECRET));
}

#[test]
fn a_zip_that_breaks_off_is_read_as_far_as_it_goes() {
    for form in Form::ALL {
        let whole = bundle(form).bytes();
        let directory = memchr::memmem::find(&whole, b"PK\x01\x02").expect("a directory");
        for end in [directory, directory + 60, directory - 40, whole.len() - 10] {
            let cut = &whole[..end];
            let (output, unread) = told(cut);
            assert!(unread.iter().any(|(_, reason)| *reason == Unread::Damaged), "{form:?} {end}");
            assert!(!holds(&output, SECRET), "{form:?} {end}");
            let front = reading::front(&output[whole_name(&whole)..]);
            assert!(holds(&front, "REDACTED-"), "{form:?} {end}");
        }
    }
}

/// Where the second member begins: the first one is a folder.
fn whole_name(zip: &[u8]) -> usize {
    4 + memchr::memmem::find(&zip[4..], b"PK\x03\x04").expect("a second member")
}

#[test]
fn what_unpacks_past_the_limit_is_told_and_not_kept_in_memory() {
    let mut packing = Packing::new(Form::Deflated);
    packing.add("zeros.bin", &vec![0; 20 << 20]).add("a.log", log().as_bytes());
    let (output, unread) = told(&packing.bytes());
    assert_eq!(unread, [("\"zeros.bin\"".to_owned(), Unread::TooLarge)]);
    assert!(holds(&reading::member(&output, "a.log"), "REDACTED-"));
}

/// A capture of a host whose cookies are known by their names.
fn hosted() -> String {
    let entry = |host: &str, cookie: &str| {
        format!(
            r#"{{"request":{{"method":"GET","url":"https://{host}/a","headers":[{{"name":"Cookie","value":"{cookie}"}}]}},"response":{{"status":200,"content":{{}}}}}}"#
        )
    };
    let google = format!("SID={SECRET}; HSID=Q{SECRET}");
    format!(
        r#"{{"log":{{"version":"1.2","entries":[{},{}]}}}}"#,
        entry("mail.google.com", &google),
        entry("desk.example", &format!("SID=W{SECRET}")),
    )
}

#[test]
fn a_capture_in_a_zip_is_read_as_the_capture_is() {
    let rules = |bytes: &[u8]| {
        let (_, scan, _) = scrub(bytes);
        let mut rules: Vec<_> =
            scan.credentials.iter().map(|found| (found.rule, found.places.len())).collect();
        rules.sort_unstable();
        rules
    };
    let alone = rules(hosted().as_bytes());
    assert!(
        alone.windows(2).any(|pair| pair[0].0 != pair[1].0),
        "a rule for a host and one for all"
    );
    let mut packing = Packing::new(Form::Deflated);
    packing.add("session.har", hosted().as_bytes());
    assert_eq!(rules(&packing.bytes()), alone);
}

/// What the check of a copy says that has the original at hand and no record of the edits.
fn verified(output: &[u8], original: &[u8]) -> Verification {
    let output = Input { name: "bundle.scrubbed.zip", bytes: output };
    let original = Input { name: "bundle.zip", bytes: original };
    engine().verify_pair(&output, &original, &|_| false, &Silent).expect("nobody cancels")
}

#[test]
fn a_copy_is_verified_against_its_original_member_by_member() {
    for form in Form::ALL {
        let before = bundle(form).bytes();
        let after = clean(&before);
        let failures: Vec<_> =
            verified(&after, &before).failures().map(|check| check.detail.clone()).collect();
        assert!(failures.is_empty(), "{form:?} {failures:?}");
    }
}

#[test]
fn a_copy_that_differs_where_no_credential_stands_fails() {
    let before = bundle(Form::Stored).bytes();
    let after = clean(&before);
    let find = |part: &[u8]| memchr::memmem::rfind(&after, part).expect("it stands there");
    let entry = find(b"PK\x01\x02");
    let readme = find(b"lantern hangs");
    let log = memchr::memmem::find(&after, b"logs/app.log").expect("a name") - 30;
    for (place, id) in [
        // A byte of a member that holds no credential.
        (readme, CheckId::Untouched),
        // Attributes in the directory.
        (entry + 38, CheckId::Untouched),
        // The checksum of a member that was edited.
        (log + 14, CheckId::Readable),
    ] {
        let mut broken = after.clone();
        broken[place] ^= 1;
        let verification = verified(&broken, &before);
        assert_eq!(verification.verdict, Verdict::Failed, "{place}");
        assert!(verification.failures().any(|check| check.id == id), "{place} {id:?}");
    }
    let mut fewer = bundle(Form::Stored);
    fewer.forget(5);
    let verification = verified(&clean(&fewer.bytes()), &before);
    assert_eq!(verification.verdict, Verdict::Failed, "a member is missing");
}

#[test]
fn whatever_is_wrong_with_a_zip_its_copy_is_never_worse() {
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(state >> 33).expect("it fits") % below
    };
    for round in 0..120 {
        let form = Form::ALL[random(Form::ALL.len())];
        let mut bytes = bundle(form).bytes();
        for _ in 0..=random(3) {
            let at = random(bytes.len());
            match random(6) {
                0 => bytes.truncate(at.max(1)),
                1 => drop(bytes.splice(at..at, *b"PK\x03\x04")),
                2 => drop(bytes.drain(at..(at + random(40)).min(bytes.len()))),
                // Most of what decides stands in the records.
                3 | 4 => {
                    let records: Vec<usize> = memchr::memmem::find_iter(&bytes, b"PK").collect();
                    if let Some(&record) = records.get(random(records.len().max(1))) {
                        let at = (record + 4 + random(42)).min(bytes.len() - 1);
                        bytes[at] = [0, 1, 8, 255][random(4)];
                    }
                }
                _ => bytes[at] ^= 1 << random(8),
            }
        }
        let (output, _, verification) = scrub(&bytes);
        let failures: Vec<_> = verification.failures().map(|check| check.detail.clone()).collect();
        assert_ne!(verification.verdict, Verdict::Failed, "{round} {form:?} {failures:?}");
        if verification.verdict == Verdict::Clean {
            assert!(!holds(&output, SECRET), "{round}");
        }
        let (twice, again, _) = scrub(&output);
        assert!(again.credentials.is_empty(), "{round} {form:?}: a fresh scan finds nothing");
        assert!(twice == output, "{round} {form:?}: scrubbing again changes nothing");
    }
}
