//! Containers that count lengths: what was scrubbed inside one is still read by whoever reads that
//! container. The readers are written here and believe every length.

#[allow(dead_code, reason = "the planted HARs use the rest")]
#[path = "planted/make/encode.rs"]
mod encode;
#[allow(dead_code, reason = "the planted HARs use the rest")]
#[path = "planted/reveal/mod.rs"]
mod reveal;
#[path = "counted/wire.rs"]
mod wire;

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use proptest::prelude::*;
use scrubjay_scan::{Engine, Input, Key, Limits, Pack, Policy, Settings, Silent, Verdict};
use wire::{Reader, Value};

const HARMLESS: &str = "the lantern hangs in harbour nine";

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let settings = Settings {
        limits: Limits::default(),
        policy: Policy::default(),
        key: Key::from_bytes(b"the key of tests that count lengths"),
        threads: Some(1),
    };
    Engine::new(Pack::builtin().expect("the built-in rules compile"), settings)
});

/// The safe copy, after all six checks have passed on it and on a second one.
fn scrub(engine: &Engine, bytes: &[u8]) -> Vec<u8> {
    let input = Input { name: "capture.har", bytes };
    let scan = engine.scan(&[input], &Silent).expect("nobody cancels");
    let redacted = engine.redact(&scan, 0, bytes).expect("what was read can be written");
    let output = redacted.to_bytes(bytes);
    let verification =
        engine.verify(&scan, 0, bytes, &redacted, &output, &Silent).expect("nobody cancels");
    let failures: Vec<_> = verification.failures().map(|c| (c.id, c.detail.clone())).collect();
    assert_eq!(verification.verdict, Verdict::Clean, "{failures:?}");
    let again = Input { name: "capture.har", bytes: &output };
    let scan = engine.scan(&[again], &Silent).expect("nobody cancels");
    let redacted = engine.redact(&scan, 0, &output).expect("what was read can be written");
    assert!(redacted.edits().is_empty(), "a second scrub changes something");
    let own = verification.residual.iter().filter(|residual| residual.path.contains("[9]"));
    assert_eq!(own.count(), 0, "a placeholder is listed as random-looking");
    output
}

/// A capture with a binary body.
fn har(mime: &str, body: &[u8], token: &str) -> String {
    let body = STANDARD.encode(body);
    format!(
        r#"{{"log":{{"version":"1.2","entries":[{{"request":{{"method":"POST","url":"https://desk.example/rpc","headers":[{{"name":"authorization","value":"Bearer {token}"}}]}},"response":{{"status":200,"content":{{"mimeType":"{mime}","encoding":"base64","text":"{body}"}}}}}}]}}}}"#
    )
}

/// The body of the safe copy of a capture.
fn scrubbed(engine: &Engine, mime: &str, body: &[u8], token: &str) -> Vec<u8> {
    let output = scrub(engine, har(mime, body, token).as_bytes());
    let output: serde_json::Value = serde_json::from_slice(&output).expect("it is still JSON");
    let text = &output["log"]["entries"][0]["response"]["content"]["text"];
    STANDARD.decode(text.as_str().expect("a text")).expect("it is still base64")
}

/// A credential in a container: how its name and value are written into one value there.
struct Case {
    what: &'static str,
    write: fn(&str) -> Vec<u8>,
    secret: &'static str,
}

fn json(secret: &str) -> String {
    let secret = secret.replace('/', "\\/");
    format!(r#"{{"note":"{HARMLESS}","password":"{secret}"}}"#)
}

fn gzip(text: &str) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(text.as_bytes()).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

const CASES: [Case; 12] = [
    Case { what: "json", write: |s| json(s).into_bytes(), secret: "Tr0ub4dor&3x!" },
    Case { what: "json with escapes", write: |s| json(s).into_bytes(), secret: "k3/Vd9/Qm2+Lp7/R" },
    Case { what: "a short one", write: |s| json(s).into_bytes(), secret: "x9q7" },
    Case {
        what: "a long one",
        write: |s| json(s).into_bytes(),
        secret: "k3Vd9Qm2Lp7Rt5Vz8Wn4Bc6Yk3Vd9Qm2Lp7Rt5Vz8Wn4Bc6Yk3Vd9Qm2Lp7Rt5Vz8Wn4Bc6Yq",
    },
    Case {
        what: "json in json",
        write: |s| {
            let inner = json(s).replace('\\', "\\\\").replace('"', "\\\"");
            format!(r#"{{"message":"{inner}"}}"#).into_bytes()
        },
        secret: "k3/Vd9/Qm2+Lp7/R",
    },
    Case {
        what: "base64 of json",
        write: |s| STANDARD.encode(json(s)).into_bytes(),
        secret: "hunter2-hunter3",
    },
    Case {
        what: "base64url of json in json",
        write: |s| format!(r#"{{"state":"{}"}}"#, URL_SAFE_NO_PAD.encode(json(s))).into_bytes(),
        secret: "k3/Vd9/Qm2+Lp7/R",
    },
    Case {
        what: "a form",
        write: |s| {
            let secret = s.replace('/', "%2F").replace('+', "%2B");
            format!("password={secret}&note={}", HARMLESS.replace(' ', "+")).into_bytes()
        },
        secret: "k3/Vd9/Qm2+Lp7/R",
    },
    Case {
        what: "a number",
        write: |s| format!(r#"{{"note":"{HARMLESS}","otp":{s}}}"#).into_bytes(),
        secret: "482913",
    },
    Case { what: "gzip", write: |s| gzip(&json(s)), secret: "k3Vd9Qm2Lp7Rt5Vz8Wn4" },
    Case {
        what: "UTF-16",
        write: |s| json(s).encode_utf16().flat_map(u16::to_le_bytes).collect(),
        secret: "k3Vd9Qm2Lp7Rt5Vz8Wn4",
    },
    Case {
        what: "an address",
        write: |s| format!("https://desk.example/a?access_token={s}&note=lantern").into_bytes(),
        secret: "k3Vd9Qm2Lp7Rt5Vz8Wn4",
    },
];

/// A container: a name for its media type, and how a list of values is written into one.
type Container = (&'static str, fn(&[Value]) -> Vec<u8>, fn(&[u8]) -> Option<Vec<Value>>);

const CONTAINERS: [Container; 5] = [
    ("application/x-protobuf", wire::write_protobuf, |bytes| Reader::new(bytes).protobuf()),
    ("application/grpc-web+proto", wire::write_grpc, |bytes| Reader::new(bytes).grpc()),
    ("application/msgpack", wire::write_msgpack, |bytes| Reader::new(bytes).msgpack()),
    ("application/octet-stream", wire::write_records, |bytes| Reader::new(bytes).records()),
    ("application/mqtt", wire::write_mqtt, |bytes| Reader::new(bytes).mqtt()),
];

fn contains(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|window| window == part.as_bytes())
}

#[test]
fn the_container_is_read_as_before_and_the_secret_is_gone() {
    for (mime, write, read) in CONTAINERS {
        let fields = mime.contains("proto");
        // Where nothing tells where a value begins, only what can be read is looked at.
        let is_readable = |case: &&Case| match case.what {
            "UTF-16" | "gzip" => fields,
            _ => true,
        };
        for case in CASES.iter().filter(is_readable) {
            let values = [
                Value::text("first"),
                Value::text(HARMLESS),
                Value((case.write)(case.secret)),
                Value::text("last words, all harmless"),
            ];
            let body = write(&values);
            assert_eq!(read(&body).as_deref(), Some(values.as_slice()), "{} in {mime}", case.what);
            let body = scrubbed(&ENGINE, mime, &body, "q8Hs1Xw6Jf0Tg3Mb7Zr2Nk5P");
            let after = read(&body);
            let after = after.unwrap_or_else(|| panic!("{} in {mime} is broken", case.what));
            assert_eq!(after.len(), values.len(), "{} in {mime}", case.what);
            for (place, (before, after)) in values.iter().zip(&after).enumerate() {
                assert_eq!(before.0.len(), after.0.len(), "{} in {mime}", case.what);
                assert_eq!(before == after, place != 2, "{} in {mime}: {place}", case.what);
            }
            assert!(!contains(&body, case.secret), "{} in {mime}", case.what);
        }
    }
}

#[test]
fn what_stands_beside_the_secret_in_a_nested_layer_stays() {
    for case in &CASES {
        let values = [Value::text("first"), Value((case.write)(case.secret))];
        let body = scrubbed(&ENGINE, "application/x-protobuf", &wire::write_protobuf(&values), "-");
        let after = Reader::new(&body).protobuf().expect("a message")[1].0.clone();
        let text = match case.what {
            "base64 of json" => STANDARD.decode(&after).expect("base64"),
            "base64url of json in json" => {
                let after: serde_json::Value = serde_json::from_slice(&after).expect("JSON");
                URL_SAFE_NO_PAD.decode(after["state"].as_str().expect("text")).expect("base64url")
            }
            "gzip" => {
                let mut text = Vec::new();
                let mut decoder = flate2::read::GzDecoder::new(after.as_slice());
                std::io::Read::read_to_end(&mut decoder, &mut text).expect("gzip");
                text
            }
            "UTF-16" => {
                let unit = |pair: &[u8]| u16::from_le_bytes([pair[0], pair[1]]);
                let units: Vec<u16> = after.chunks(2).map(unit).collect();
                String::from_utf16(&units).expect("UTF-16").into_bytes()
            }
            "a form" => after.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect(),
            "json in json" => {
                let after: serde_json::Value = serde_json::from_slice(&after).expect("JSON");
                after["message"].as_str().expect("text").as_bytes().to_vec()
            }
            _ => after,
        };
        if text.starts_with(b"{") {
            let object: serde_json::Value = serde_json::from_slice(&text).expect(case.what);
            assert_eq!(object["note"], HARMLESS, "{}", case.what);
        }
        let kept = if case.what == "an address" { "&note=lantern" } else { HARMLESS };
        assert!(contains(&text, kept), "{}: {}", case.what, text.escape_ascii());
    }
}

#[test]
fn equal_values_stay_equal_and_different_ones_differ() {
    let value = |secret: &str| Value(json(secret).into_bytes());
    let values =
        [value("Tr0ub4dor&3x!"), value("hunter2"), value("Tr0ub4dor&3x!"), value("Xunt3r9")];
    for (mime, write, read) in CONTAINERS {
        let after = read(&scrubbed(&ENGINE, mime, &write(&values), "-")).expect(mime);
        assert_eq!(after[0], after[2], "{mime}");
        assert_ne!(after[1], after[3], "{mime}");
    }
}

#[test]
fn an_echo_is_replaced_by_as_many_bytes() {
    let token = "k3Vd9Qm2Lp7Rt5Vz8Wn4Bc6Y";
    let hex: String = token.bytes().map(|byte| format!("{byte:02x}")).collect();
    let values = [Value::text(token), Value::text(&hex), Value::text(HARMLESS), Value::text("end")];
    for (mime, write, read) in CONTAINERS {
        let body = scrubbed(&ENGINE, mime, &write(&values), token);
        let after = read(&body).expect(mime);
        for (place, (before, after)) in values.iter().zip(&after).enumerate() {
            assert_eq!(before.0.len(), after.0.len(), "{mime}: {place}");
            assert_eq!(before == after, place > 1, "{mime}: {place}");
        }
        assert!(!contains(&body, token) && !contains(&body, &hex), "{mime}");
    }
}

#[test]
fn a_container_of_harmless_values_stays_as_it_is() {
    let values = [
        Value::text("first"),
        Value::text(HARMLESS),
        Value(br#"{"note":"keep","tokens_used":482913,"password_hint":null}"#.to_vec()),
        Value::text("https://desk.example/a?page=2&sort=name"),
        Value::text("0f8fad5b-d9cb-469f-a165-70867728950e"),
        Value(gzip(&format!("{{\"note\":\"{HARMLESS}\"}}"))),
    ];
    for (mime, write, _) in CONTAINERS {
        let body = write(&values);
        assert_eq!(scrubbed(&ENGINE, mime, &body, "-"), body, "{mime}");
    }
}

/// A binary part of a form that is text as a whole.
#[test]
fn a_container_in_a_part_of_a_text_keeps_its_lengths() {
    let values = [Value::text(HARMLESS), Value(json("hunter2").into_bytes()), Value::text("end")];
    let message = wire::write_protobuf(&values);
    let mut body = b"--cut\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nhunter2-hunter3\r\n--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n".to_vec();
    let start = body.len();
    body.extend_from_slice(&message);
    body.extend_from_slice(b"\r\n--cut--\r\n");
    let after = scrubbed(&ENGINE, "multipart/form-data; boundary=cut", &body, "-");
    // The text part took a placeholder of the usual length.
    let moved = after.len() - body.len();
    assert!(moved > 0, "the field of the form is replaced");
    let message = &after[start + moved..start + moved + message.len()];
    let after = Reader::new(message).protobuf().expect("the message is whole");
    assert_eq!((&after[0], &after[2]), (&values[0], &values[2]));
    assert!(!contains(message, "hunter2"));
}

/// A way to write a text into another one.
type Spelling = fn(&str) -> String;

const SPELLINGS: [Spelling; 9] = [
    |text| format!(r#"{{"inner":"{}"}}"#, encode::json(text)),
    |text| format!(r#"{{"inner":"{}"}}"#, encode::json_slashes(text)),
    |text| format!(r#"{{"inner":"{}"}}"#, encode::json_unicode(text)),
    |text| format!("a=1&inner={}", encode::percent(text)),
    |text| format!("<inner>{}</inner>", encode::entities(text)),
    |text| encode::base64(text),
    |text| encode::base64url(text),
    |text| encode::hex(text),
    |text| encode::base64(encode::gzip(text)),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_lies_between_the_lengths_still_fit(
        secret in "[A-Za-z][A-Za-z0-9]{3}[0-9][A-Za-z0-9/+&\"]{1,40}[0-9a-z]",
        spellings in proptest::collection::vec(0..SPELLINGS.len(), 0..3),
        container in 0..CONTAINERS.len(),
    ) {
        let (mime, write, read) = CONTAINERS[container];
        let json = format!(r#"{{"note":"{HARMLESS}","password":"{}"}}"#, encode::json(&secret));
        let spelled = spellings.iter().fold(json, |text, &one| SPELLINGS[one](&text));
        let values = [Value::text("first"), Value::text(&spelled), Value::text(HARMLESS)];
        let body = scrubbed(&ENGINE, mime, &write(&values), "-");
        let after = read(&body);
        prop_assert!(after.is_some(), "{} {} is broken", mime, spelled);
        let lengths = |values: &[Value]| values.iter().map(|v| v.0.len()).collect::<Vec<_>>();
        let after = after.unwrap_or_default();
        prop_assert_eq!(lengths(&after), lengths(&values));
        prop_assert_eq!((&after[0], &after[2]), (&values[0], &values[2]));
        if mime.contains("proto") {
            let left = reveal::reveal(har(mime, &body, "-").as_bytes());
            prop_assert!(!left.contains(secret.as_bytes()), "{} in {}", secret, spelled);
        }
    }
}

#[test]
fn what_stands_as_it_is_in_a_stretch_of_utf_16_moves_none_of_its_units() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    // An odd number of bytes, so that what follows is read otherwise when it grows by one.
    let odd = "k3Vd9Qm2Lp7Rt5Vz8Wn4Bc6Yq";
    let other = r#""token":"q8Hs1Xw6Jf0Tg3Mb7Zr2N""#;
    let mut bytes = format!(r#"{{"url":"https://a.example/p?access_token={odd}"}}"#).into_bytes();
    bytes.push(b'\n');
    let begin = bytes.len();
    bytes.extend(wide(&format!(r#"{{"entries":[{{{other}}}],"note":""#)));
    let place = bytes.len();
    bytes.extend_from_slice(odd.as_bytes());
    bytes.extend_from_slice(b"\0\"\0,\0,\0,\0,\0,");
    bytes.extend(wide(&format!(r#""more":{{{other}}}}}"#)));

    let input = Input { name: "capture.har", bytes: &bytes };
    let scan = ENGINE.scan(&[input], &Silent).expect("nobody cancels");
    let redacted = ENGINE.redact(&scan, 0, &bytes).expect("what was read can be written");
    let edits: Vec<_> = redacted.edits().iter().filter(|edit| edit.span.start >= begin).collect();
    assert!(edits.iter().any(|edit| edit.span.start == place), "it is replaced there too");
    for edit in edits {
        let grown = edit.replacement.len().abs_diff(edit.span.len());
        assert!(grown.is_multiple_of(2), "a unit has two bytes: {grown} more or less");
    }
}
