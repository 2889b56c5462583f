//! The promise, over documents that nobody wrote: whatever surrounds a credential, wherever else
//! it stands and however it is spelled there, none of it is left, nothing else is touched, and
//! the safe copy stays as it is when it is scrubbed again.

#[allow(dead_code, reason = "the planted HARs use the rest")]
#[path = "planted/make/encode.rs"]
mod encode;
#[allow(dead_code, reason = "the planted HARs use the rest")]
#[path = "planted/reveal/mod.rs"]
mod reveal;

use std::sync::LazyLock;

use proptest::prelude::*;
use reveal::reveal;
use scrubjay_scan::{
    CheckId, Engine, Input, Key, Limits, Pack, Policy, Redacted, Scan, Settings, Silent, Verdict,
    Verification,
};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let settings = Settings {
        limits: Limits::default(),
        policy: Policy::default(),
        key: Key::from_bytes(b"the key of the property tests"),
        threads: None,
    };
    Engine::new(Pack::builtin().expect("the built-in rules compile"), settings)
});

/// What a run makes of some bytes.
struct Run {
    scan: Scan,
    redacted: Redacted,
    output: Vec<u8>,
    verification: Verification,
}

fn run(bytes: &[u8]) -> Run {
    let input = Input { name: "any", bytes };
    let scan = ENGINE.scan(&[input], &Silent).expect("nobody cancels");
    let redacted = ENGINE.redact(&scan, 0, bytes).expect("what was read can be written");
    let output = redacted.to_bytes(bytes);
    let verification =
        ENGINE.verify(&scan, 0, bytes, &redacted, &output, &Silent).expect("nobody cancels");
    Run { scan, redacted, output, verification }
}

/// What a run leaves of a body in a capture, sent or answered.
fn left(sent: bool, mime: &str, body: &str) -> String {
    let (post, content) = if sent { (body, "") } else { ("", body) };
    let har = serde_json::json!({"log": {"version": "1.2", "entries": [{
        "request": {"method": "POST", "url": "https://desk.example/x", "headers": [],
            "postData": {"mimeType": mime, "text": post}},
        "response": {"status": 200, "headers": [], "content": {"mimeType": mime, "text": content}},
    }]}});
    let output: serde_json::Value =
        serde_json::from_slice(&run(har.to_string().as_bytes()).output).expect("the copy is JSON");
    let entry = &output["log"]["entries"][0];
    let text = if sent {
        &entry["request"]["postData"]["text"]
    } else {
        &entry["response"]["content"]["text"]
    };
    text.as_str().expect("the body stays a text").to_owned()
}

#[test]
fn what_says_something_of_a_password_is_one_where_somebody_sent_it() {
    for word in ["optional", "inherited", "always"] {
        let body = format!(r#"{{"username":"anna","password":"{word}"}}"#);
        assert!(!left(true, "application/json", &body).contains(word), "{word}");
    }
    let about = r#"{"icons":{"password":"lock"},"rules":{"password":"optional"}}"#;
    assert_eq!(left(false, "application/json", about), about);
}

#[test]
fn a_command_of_a_manifest_stays_and_a_phrase_goes() {
    let manifest = r#"{"scripts":{"token":"node scripts/token.js"}}"#;
    assert_eq!(left(false, "application/json", manifest), manifest);
    let phrase = r#"{"scripts":{"password":"brass kettle 42"}}"#;
    assert!(!left(false, "application/json", phrase).contains("kettle"));
}

#[test]
fn a_fragment_of_a_page_is_read_as_one() {
    let token = "Kq7Rt2Vx9Zb4Nm6Lp8Ws3Yd5";
    for fragment in ["<tr><th>client_secret</th><td>{}</td></tr>", "<dt>Secret</dt><dd>{}</dd>"] {
        let body = fragment.replace("{}", token);
        assert!(!left(false, "text/html", &body).contains(token), "{fragment}");
    }
}

/// A way to write a text into another one.
type Spelling = (&'static str, fn(&str) -> String);

const SPELLINGS: [Spelling; 12] = [
    ("as it is", str::to_owned),
    ("json", encode::json),
    ("json in full", encode::json_unicode),
    ("json with slashes", encode::json_slashes),
    ("percent", encode::percent),
    ("percent in full", encode::percent_all),
    ("entities", encode::entities),
    ("entities in full", encode::entities_hex),
    ("base64", |text| encode::base64(text)),
    ("base64url", |text| encode::base64url(text)),
    ("hex", |text| encode::hex(text)),
    ("gzip", |text| encode::base64(encode::gzip(text))),
];

/// Up to three spellings, one inside the other.
fn spelled(text: &str, spellings: &[usize]) -> String {
    spellings.iter().fold(text.to_owned(), |text, &one| SPELLINGS[one].1(&text))
}

fn spellings() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(0..SPELLINGS.len(), 0..3)
}

/// A credential that no rule knows by its shape.
fn secret() -> impl Strategy<Value = String> {
    "[A-Za-z][A-Za-z0-9]{7}[0-9][A-Za-z0-9_-]{14,30}[0-9a-z]"
}

fn words() -> impl Strategy<Value = String> {
    "([a-z]{2,8}[ ,.]{1,2}){0,6}"
}

/// The one place where the credential stands under a name.
const NAMED: [fn(&str) -> String; 7] = [
    |secret| entry(&format!(r#"{{"name":"Authorization","value":"Bearer {secret}"}}"#), "", ""),
    |secret| entry(&format!(r#"{{"name":"Cookie","value":"a=b; session_id={secret}"}}"#), "", ""),
    |secret| entry(&format!(r#"{{"value":"{secret}","comment":"","name":"X-Api-Key"}}"#), "", ""),
    |secret| entry("", &format!("?view=1&access_token={secret}"), ""),
    |secret| entry("", "", &encode::json(&format!(r#"{{"refresh_token": "{secret}"}}"#))),
    |secret| entry("", "", &format!("grant_type=password&client_secret={secret}")),
    |secret| entry("", "", &encode::json(&format!("<input name=\"csrf_token\" value='{secret}'>"))),
];

fn entry(header: &str, query: &str, body: &str) -> String {
    format!(
        r#"{{"request":{{"method":"POST","url":"https://desk.example/t{query}","headers":[{header}]}},"response":{{"status":200,"content":{{"mimeType":"text/plain","text":"{body}"}}}}}}"#
    )
}

/// A capture with a credential under a name, and again in a text, spelled somehow.
#[derive(Clone, Debug)]
struct Capture {
    text: String,
    secret: String,
    /// Texts that have to be in the output.
    kept: Vec<String>,
}

fn capture() -> impl Strategy<Value = Capture> {
    let echo = (words(), spellings(), words());
    let parts = (secret(), 0..NAMED.len(), proptest::collection::vec(echo, 0..4), any::<bool>());
    parts.prop_map(|(secret, named, echoes, pretty)| {
        let mut kept = Vec::new();
        let mut entries = vec![NAMED[named](&secret)];
        for (before, spellings, after) in echoes {
            let text = format!("{before} {} {after}", spelled(&secret, &spellings));
            entries.push(entry("", "", &encode::json(&text)));
            kept.extend([encode::json(&before), encode::json(&after)]);
        }
        let text = format!(r#"{{"log":{{"version":"1.2","entries":[{}]}}}}"#, entries.join(","));
        let text = if pretty {
            let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            serde_json::to_string_pretty(&value).expect("serializes")
        } else {
            text
        };
        Capture { text, secret, kept }
    })
}

/// The way a whole file is written.
const WRAPPINGS: [fn(&str) -> Vec<u8>; 5] = [
    |text| text.as_bytes().to_vec(),
    |text| [b"\xef\xbb\xbf", text.as_bytes()].concat(),
    |text| [vec![0xff, 0xfe], encode::utf16(text)].concat(),
    |text| encode::gzip(text),
    |text| encode::zlib(text),
];

/// The bytes outside the edits are those of the input, one by one.
fn assert_untouched(input: &[u8], run: &Run) {
    let (mut at, mut out) = (0, 0);
    for edit in run.redacted.edits() {
        let kept = edit.span.start - at;
        assert_eq!(input[at..edit.span.start], run.output[out..out + kept]);
        out += kept;
        assert_eq!(edit.replacement, run.output[out..out + edit.replacement.len()]);
        out += edit.replacement.len();
        at = edit.span.end;
    }
    assert_eq!(input[at..], run.output[out..]);
}

#[test]
fn a_value_inside_what_reads_as_utf_16_is_found_as_it_stands() {
    let wide: String =
        r#"{"log":{"token":"s3ss10n-invented-0Aa9"}}"#.chars().flat_map(|c| [c, '\0']).collect();
    let mut text =
        br#"{"url":"https://a.example/?access_token=s3ss10n-invented-0Aa9","x":[ "#.to_vec();
    text.extend(b"\xff\xfe");
    text.extend(wide.as_bytes());
    text.extend(br#"{"status": 200, "headers": [{"name": "Set-Cookie", "value": "sid=s3ss10n-invented-0Aa9; Path=/"}]}"#);
    let run = run(&text);
    assert_ne!(run.verification.verdict, Verdict::Failed);
    let left = memchr::memmem::find(&run.output, b"s3ss10n-invented");
    assert_eq!(left, None, "it stands where nothing reads it, and can be read all the same");
}

#[test]
fn what_is_hardly_json_may_look_less_like_it_afterwards() {
    let secret = "s3ss10n-invented-0Aa9".repeat(3);
    let filler = "lantern ".repeat(9);
    let run = run(format!(r#"{{"token":"{secret}" ! {filler}"#).as_bytes());
    let failures: Vec<_> = run.verification.failures().map(|c| c.id).collect();
    assert!(run.redacted.edit_count() > 0, "the token is found");
    assert_ne!(run.verification.verdict, Verdict::Failed, "{failures:?}");
}

#[test]
fn a_value_in_another_encoding_in_a_file_that_is_utf_16_is_found() {
    let secret = "s3ss10n-invented-0Aa9";
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let spelled = [
        encode::base64(secret),
        encode::base64(format!("x{secret}")),
        encode::hex(secret),
        encode::percent_all(secret),
        secret.to_owned(),
    ];
    for (spelled, shift) in spelled.iter().flat_map(|spelled| [(spelled, 0), (spelled, 1)]) {
        let mut text = b"\xff\xfe".to_vec();
        text.extend(wide(&format!(r#"{{"log":{{"entries":[{{"token":"{secret}","x":""#)));
        text.extend([b'n'; 2].repeat(4));
        // At an odd place as well: the units of UTF-16 have two bytes.
        text.extend([b'n'].repeat(shift));
        text.extend(spelled.as_bytes());
        text.extend([b'n'].repeat((shift + spelled.len()) % 2));
        text.extend(wide(r#""},{"status":200,"note":"lantern"}]}}"#));
        let run = run(&text);
        assert_untouched(&text, &run);
        let failures: Vec<_> = run.verification.failures().map(|c| c.detail.clone()).collect();
        assert_eq!(run.verification.verdict, Verdict::Clean, "{spelled} {shift}: {failures:?}");
        let left = memchr::memmem::find(&run.output, spelled.as_bytes());
        assert_eq!(left, None, "{spelled} at {shift} can still be read");
        let note = wide("lantern");
        assert!(memchr::memmem::find(&run.output, &note).is_some(), "the rest is as it was");
        let again = self::run(&run.output);
        assert_eq!(again.output, run.output, "a second time changes nothing");
    }
}

#[test]
fn a_password_on_a_command_line_among_bytes_is_replaced_for_good() {
    let password = "*ernh440Zq8vT2mKd7Wx3Rb";
    for length in 4..=password.len() {
        let input = format!("curl -ua:{}\0\u{1}\0", &password[..length]);
        let run = run(input.as_bytes());
        let failures: Vec<_> = run.verification.failures().map(|c| c.detail.clone()).collect();
        assert_eq!(run.scan.credentials.len(), 1, "a star in front is part of it: {input:?}");
        assert_ne!(run.verification.verdict, Verdict::Failed, "{length}: {failures:?}");
        assert_eq!(run.output.len(), input.len(), "its bytes may be counted somewhere");
        assert_eq!(self::run(&run.output).output, run.output, "a second time changes nothing");
    }
}

/// A value whose copies stand in a text that is wholly one run of symbols.
const RUN_SECRET: &str = "s3ss10nInvented0Aa9Zz8Yy7";

#[test]
fn two_copies_side_by_side_in_other_alignments_are_both_replaced() {
    // As it stands in longer data, so that its first and last symbols are its neighbours' as well.
    let base64 = |lead: usize, tail: usize| {
        let data = format!("{}{RUN_SECRET}{}", "~".repeat(lead), "#".repeat(tail));
        encode::base64(data).trim_end_matches('=').to_owned()
    };
    let forms: Vec<String> =
        (0..3).flat_map(|lead| [0, 2].map(|tail| base64(lead, tail))).collect();
    let mut runs: Vec<String> = Vec::new();
    for (first, second) in forms.iter().flat_map(|a| forms.iter().map(move |b| (a, b))) {
        runs.extend(["", "x", "xy"].map(|before| format!("{before}{first}{second}")));
    }
    let hex = encode::hex(RUN_SECRET);
    runs.extend([format!("{hex}0{hex}0"), format!("0{hex}{hex}0"), format!("ab{hex}c{hex}d")]);
    for text in runs {
        let input = format!(r#"{{"token":"{RUN_SECRET}","note":"{text}","kept":"lantern"}}"#);
        let run = run(input.as_bytes());
        let failures: Vec<_> = run.verification.failures().map(|c| c.detail.clone()).collect();
        assert_ne!(run.verification.verdict, Verdict::Failed, "{text}: {failures:?}");
        let output = String::from_utf8(run.output.clone()).expect("it was text");
        assert!(
            !reveal(&run.output).contains(RUN_SECRET.as_bytes()),
            "{text} can be read in {output}"
        );
        assert!(output.ends_with(r#""kept":"lantern"}"#), "the rest is as it was: {output}");
        assert_eq!(self::run(&run.output).output, run.output, "a second time changes nothing");
    }
}

#[test]
fn two_copies_in_one_alignment_are_replaced_inside_the_layer() {
    let body = format!(r#"{{"a":"{RUN_SECRET}","b":"{RUN_SECRET}","kept":"lantern"}}"#);
    let input = format!(r#"{{"token":"{RUN_SECRET}","note":"{}"}}"#, encode::base64(body));
    let run = run(input.as_bytes());
    assert_eq!(run.verification.verdict, Verdict::Clean);
    assert_eq!(run.scan.credentials.len(), 1);
    let credential = &run.scan.credentials[0];
    assert_eq!(credential.places.len(), 3, "none of them is told twice: {:?}", credential.places);
    let (placeholder, output) = (&credential.placeholder, String::from_utf8_lossy(&run.output));
    let body = format!(r#"{{"a":"{placeholder}","b":"{placeholder}","kept":"lantern"}}"#);
    assert!(output.contains(&encode::base64(body)), "the layer stays what it was: {output}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_spelling_of_a_credential_is_left(capture in capture()) {
        let run = run(capture.text.as_bytes());
        prop_assert_eq!(run.verification.verdict, Verdict::Clean);
        prop_assert!(!reveal(&run.output).contains(capture.secret.as_bytes()));
        assert_untouched(capture.text.as_bytes(), &run);
        let output = String::from_utf8(run.output).expect("text stays text");
        let value: serde_json::Value = serde_json::from_str(&output).expect("JSON stays JSON");
        let entries = value["log"]["entries"].as_array().expect("a list").len();
        prop_assert_eq!(entries, run.scan.files[0].entries);
        for kept in &capture.kept {
            prop_assert!(output.contains(kept.trim()), "{} is lost", kept);
        }
    }

    #[test]
    fn a_safe_copy_stays_as_it_is(capture in capture(), wrapping in 0..WRAPPINGS.len()) {
        let input = WRAPPINGS[wrapping](&capture.text);
        let first = run(&input);
        prop_assert_eq!(first.verification.verdict, Verdict::Clean);
        prop_assert!(first.redacted.edit_count() > 0);
        assert_untouched(&input, &first);
        let second = run(&first.output);
        prop_assert_eq!(second.scan.credentials.len(), 0);
        prop_assert_eq!(second.output, first.output);
    }

    #[test]
    fn what_is_cut_anywhere_is_told_and_still_safe(capture in capture(), at in 0.2f64..1.0) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below the length")]
        #[expect(clippy::cast_precision_loss, reason = "a place in a short text")]
        let cut = (capture.text.len() as f64 * at) as usize;
        let run = run(&capture.text.as_bytes()[..cut]);
        prop_assert_ne!(run.verification.verdict, Verdict::Failed);
        let found = !run.scan.credentials.is_empty();
        prop_assert!(!found || !reveal(&run.output).contains(capture.secret.as_bytes()));
    }

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let run = run(&bytes);
        assert_untouched(&bytes, &run);
        let failed = run.verification.failures().any(|check| check.id != CheckId::Complete);
        prop_assert!(!failed);
    }

    // What stands in place of a value can make such text read otherwise, so that a fresh scan sees
    // what the first could not. The verdict is "failed" then, and no file is kept; but never is a
    // known value left or another byte touched.
    #[test]
    fn any_text_is_survived(
        text in "([\\[\\]{}\"':,=&;%\\\\<>/ \n]|token|password|[a-zA-Z0-9]{1,20}){0,60}"
    ) {
        let run = run(text.as_bytes());
        assert_untouched(text.as_bytes(), &run);
        let told = [CheckId::Complete, CheckId::Silent];
        let failed = run.verification.failures().any(|check| !told.contains(&check.id));
        prop_assert!(!failed, "{:?}", run.verification.checks);
    }
}

/// Texts in which names, shapes and structures are found.
const TEXTS: [&str; 16] = [
    "let apiKey: Definition<{a: string}> = \"BlueJayNest47\";",
    "password = config.get('db') || 'BlueJayNest47'; next(x)",
    "Authorization: Digest username=\"anna\", nonce=\"x1\", response=\"0a1b2c3d4e5f60718293a4b5c6d7e8f9\"",
    "Authorization: AWS4-HMAC-SHA256 Credential=AKIAINVENTED/20231018/eu/s3/aws4_request, Signature=0a1b2c3d4e5f60718293a4b5c6d7e8f9",
    "GET /cb?code=Bj7Kq2Rt9Vx4&state=x HTTP/1.1\r\nCookie: sid=Bj7Kq2Rt9Vx4Zb6N; theme=dark\r\n\r\n",
    "postgres://anna:BlueJayNest47@db.example/x and jdbc:mysql://h/x?user=a&password=BlueJayNest47",
    "{\"token\": \"Bj7Kq2Rt9Vx4Zb6N\", \"a\": [1, {\"name\": \"password\", \"value\": \"BlueJay47\"}]}",
    "<input type=password name=p value=BlueJay47><td>token</td><td>Bj7Kq2Rt9Vx4Zb6N</td>",
    "curl -u anna:BlueJay47 -H 'X-Api-Key: Bj7Kq2Rt9Vx4Zb6N' https://a.example/reset/Bj7Kq2Rt9Vx4Zb6N",
    "your code is 482913. My password is hunter27, please help; PWD -> BlueJay47",
    "user,password\nanna,BlueJay47\nben,Nest4711x\n",
    "| user | token |\n|------|-------|\n| anna | Bj7Kq2Rt9Vx4Zb6N |\n",
    "INSERT INTO users (name, password) VALUES ('anna', 'BlueJay47'), ('ben', 'Nest4711x');",
    "token: >-\n  Bj7Kq2Rt9Vx4Zb6NmLp8\n  Ws3Yd5Hf\napiKey = \"Bj7Kq2Rt9\" + \"Vx4Zb6Nm\"",
    "localStorage.setItem('access_token', `Bj7Kq2Rt9Vx4Zb6N`); jwt.sign(x, \"BlueJayNest47\")",
    "data: {\"access_token\":\"Bj7Kq2Rt9Vx4Zb6N\"}\n\nevent: x\n\nsecret=%42lue%4Aay47&x=1",
];

#[test]
fn bytes_that_are_no_text_stop_nothing() {
    for text in TEXTS {
        for at in 0..=text.len() {
            for bytes in [&b"\xff"[..], &[0xd1; 60], b"\xed\xa0\x80\0"] {
                let whole = [&text.as_bytes()[..at], bytes, &text.as_bytes()[at..]].concat();
                assert_untouched(&whole, &run(&whole));
            }
        }
    }
}
