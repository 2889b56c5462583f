//! Archives: what nobody looked into is told, what is looked into is still an archive afterwards,
//! and what is no container of text makes no capture incomplete.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use scrubjay_scan::{
    Engine, Input, Key, Limits, Pack, Policy, Settings, Silent, Unread, Verdict, Verification,
};

const SECRET: &str = "k3Vd9Qm2Lp7Rt5Vz8Wn4Bc6Y";
const HARMLESS: &str = "the lantern hangs in harbour nine";

/// The safe copy of some bytes and what was said of it.
fn scrub(bytes: &[u8]) -> (Vec<u8>, Verification) {
    let settings = Settings {
        limits: Limits::default(),
        policy: Policy::default(),
        key: Key::from_bytes(b"the key of tests that pack archives"),
        threads: Some(1),
    };
    let engine = Engine::new(Pack::builtin().expect("the built-in rules compile"), settings);
    let input = Input { name: "capture.har", bytes };
    let scan = engine.scan(&[input], &Silent).expect("nobody cancels");
    let redacted = engine.redact(&scan, 0, bytes).expect("what was read can be written");
    let output = redacted.to_bytes(bytes);
    let verification =
        engine.verify(&scan, 0, bytes, &redacted, &output, &Silent).expect("nobody cancels");
    (output, verification)
}

fn har(body: &[u8]) -> String {
    let body = STANDARD.encode(body);
    format!(
        r#"{{"log":{{"version":"1.2","entries":[{{"request":{{"method":"GET","url":"https://desk.example/file","headers":[]}},"response":{{"status":200,"content":{{"mimeType":"application/octet-stream","encoding":"base64","text":"{body}"}}}}}}]}}}}"#
    )
}

fn body(har: &[u8]) -> Vec<u8> {
    let har: serde_json::Value = serde_json::from_slice(har).expect("it is still JSON");
    let text = &har["log"]["entries"][0]["response"]["content"]["text"];
    STANDARD.decode(text.as_str().expect("a text")).expect("it is still base64")
}

/// Members of tar.
fn tar(members: &[(&str, &str)]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, content) in members {
        let mut header = vec![0; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[124..135].copy_from_slice(format!("{:011o}", content.len()).as_bytes());
        header[148..156].fill(b' ');
        header[257..265].copy_from_slice(b"ustar\x0000");
        let sum: usize = header.iter().map(|&byte| usize::from(byte)).sum();
        header[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        out.extend(header);
        out.extend(content.as_bytes());
        out.resize(out.len().next_multiple_of(512), 0);
    }
    out.resize(out.len() + 1024, 0);
    out
}

/// Reads tar, believing every length and checking every sum.
fn untar(mut bytes: &[u8]) -> Vec<(String, String)> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    let mut members = Vec::new();
    while bytes[0] != 0 {
        let (header, rest) = bytes.split_at(512);
        let octal = |at: std::ops::Range<usize>| {
            usize::from_str_radix(&text(&header[at]), 8).expect("digits of eight")
        };
        let sum: usize = header.iter().map(|&byte| usize::from(byte)).sum();
        let own: usize = header[148..156].iter().map(|&byte| usize::from(byte)).sum();
        assert_eq!(sum - own + 8 * usize::from(b' '), octal(148..154), "the sum of a header");
        let size = octal(124..135);
        let name = header[..100].split(|&byte| byte == 0).next().expect("a name");
        members.push((text(name), text(&rest[..size])));
        bytes = &rest[size.next_multiple_of(512)..];
    }
    members
}

fn json(secret: &str) -> String {
    format!(r#"{{"note":"{HARMLESS}","password":"{secret}"}}"#)
}

#[test]
fn an_archive_that_was_not_looked_into_is_told() {
    let long = HARMLESS.repeat(3);
    let packed = [
        [b"7z\xbc\xaf\x27\x1c\0\x04".as_slice(), long.as_bytes()].concat(),
        [b"Rar!\x1a\x07\x01\0".as_slice(), long.as_bytes()].concat(),
        [b"\xfd7zXZ\0\0\x04".as_slice(), long.as_bytes()].concat(),
        [b"BZh91AY&SY".as_slice(), long.as_bytes()].concat(),
        [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".as_slice(), long.as_bytes()].concat(),
    ];
    for archive in packed {
        let head = archive[..6].escape_ascii().to_string();
        for (place, bytes) in [(true, har(&archive).into_bytes()), (false, archive)] {
            let (output, verification) = scrub(&bytes);
            let failures: Vec<_> = verification.failures().map(|c| c.detail.clone()).collect();
            assert_eq!(verification.verdict, Verdict::Incomplete, "{head} {failures:?}");
            let [unread] = verification.coverage.unread.as_slice() else {
                panic!("{head}: {} things are told", verification.coverage.unread.len());
            };
            assert_eq!(unread.reason, Unread::Archive, "{head}");
            assert_eq!(unread.path.contains("content"), place, "{head}: {}", unread.path);
            let stays = output.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
            assert!(!stays, "what can be read is not left");
        }
    }
}

#[test]
fn a_tar_is_looked_into_and_is_one_afterwards() {
    let members = [
        ("logs/login.json", json(SECRET)),
        ("logs/app.log", format!("user=anna password={SECRET} note=lantern\n")),
        ("readme.txt", HARMLESS.to_owned()),
    ];
    let members: Vec<(&str, &str)> =
        members.iter().map(|(name, content)| (*name, content.as_str())).collect();
    let archive = tar(&members);
    for (inside, bytes) in [(true, har(&archive).into_bytes()), (false, archive.clone())] {
        let (output, verification) = scrub(&bytes);
        assert_eq!(verification.verdict, Verdict::Clean);
        let after = untar(&if inside { body(&output) } else { output });
        assert_eq!(after.len(), members.len());
        for ((name, content), (name_after, after)) in members.iter().zip(&after) {
            assert_eq!((name.to_string(), content.len()), (name_after.clone(), after.len()));
            assert!(!after.contains(SECRET), "{name}");
        }
        let object: serde_json::Value = serde_json::from_str(&after[0].1).expect("JSON");
        assert_eq!(object["note"], HARMLESS);
        assert!(after[1].1.ends_with(" note=lantern\n"), "{}", after[1].1.len());
        assert_eq!(after[2].1, HARMLESS);
    }
}

#[test]
fn a_tar_without_credentials_stays_as_it_is() {
    let archive = tar(&[("a/readme.txt", HARMLESS), ("b.json", r#"{"tokens":12}"#)]);
    let (output, verification) = scrub(har(&archive).as_bytes());
    assert_eq!(verification.verdict, Verdict::Clean);
    assert_eq!(body(&output), archive);
}

#[test]
fn what_is_no_container_of_text_makes_no_capture_incomplete() {
    let mut noise = String::new();
    for number in 0u32..400 {
        write!(noise, "{:x}", number.wrapping_mul(2_654_435_761)).expect("writing to a string");
    }
    let noise: Vec<u8> = noise.bytes().map(|byte| byte.wrapping_mul(37)).collect();
    for start in [
        &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"GIF89a",
        b"RIFF\x10\0\0\0WEBPVP8 ",
        b"wOF2\0\x01\0\0",
        b"wOFF\0\x01\0\0",
        b"\0\x01\0\0\0\x11\x01\0",
        b"OTTO\0\x0c",
        b"\0asm\x01\0\0\0",
        b"\0\0\0\x18ftypmp42",
        b"\x1a\x45\xdf\xa3",
        b"ID3\x04\0",
        b"\0\0\x01\0\x01\0",
    ] {
        let bytes = [start, &noise].concat();
        let (output, verification) = scrub(har(&bytes).as_bytes());
        assert_eq!(verification.verdict, Verdict::Clean, "{}", start.escape_ascii());
        assert_eq!(body(&output), bytes, "{}", start.escape_ascii());
    }
}
