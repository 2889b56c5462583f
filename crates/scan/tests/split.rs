//! A value that was broken into pieces is found as one, and gone as one.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use scrubjay_scan::{Engine, Input, Key, Limits, Pack, Policy, Settings, Silent, Verdict};

/// Invented, and as random as a token is.
const TOKEN: &str = "Bj7Kq2Rt9Vx4Zb6Nm1Lp8Ws3Yd5HfGc0TuAeJiOk";

fn engine() -> Engine {
    let settings = Settings {
        limits: Limits::default(),
        policy: Policy::default(),
        key: Key::from_bytes(b"a key for tests"),
        threads: None,
    };
    Engine::new(Pack::builtin().expect("the built-in rules compile"), settings)
}

/// The verified copy of some bytes.
fn copy(engine: &Engine, bytes: &[u8]) -> Vec<u8> {
    let input = Input { name: "a.har", bytes };
    let scan = engine.scan(&[input], &Silent).expect("nobody cancels");
    let redacted = engine.redact(&scan, 0, bytes).expect("it is applied");
    let copy = redacted.to_bytes(bytes);
    let check = engine.verify(&scan, 0, bytes, &redacted, &copy, &Silent).expect("nobody cancels");
    assert_eq!(check.verdict, Verdict::Clean, "{:?}", check.checks);
    copy
}

/// A capture with a cookie and a body.
fn har(cookie: &str, body: &str) -> Vec<u8> {
    serde_json::json!({"log": {"entries": [{
        "request": {"url": "https://a.example/x", "headers": [{"name": "Cookie", "value": cookie}]},
        "response": {"content": {"mimeType": "text/plain", "text": body}},
    }]}})
    .to_string()
    .into_bytes()
}

fn body_of(copy: &[u8]) -> String {
    let copy: serde_json::Value = serde_json::from_slice(copy).expect("it is JSON");
    let text = copy["log"]["entries"][0]["response"]["content"]["text"].as_str();
    text.expect("there is a body").to_owned()
}

/// Broken into lines of this many characters; what `between` says stands between them.
fn folded(text: &str, width: usize, between: &str) -> String {
    let pieces: Vec<&str> = text
        .as_bytes()
        .chunks(width)
        .map(|piece| std::str::from_utf8(piece).expect("ASCII"))
        .collect();
    pieces.join(between)
}

/// How much of a value is left: stretches of eight characters.
fn left(value: &str, text: &str) -> usize {
    value
        .as_bytes()
        .windows(8)
        .filter(|piece| memchr::memmem::find(text.as_bytes(), piece).is_some())
        .count()
}

#[test]
fn takes_all_pieces_of_a_value_that_its_name_tells() {
    let engine = engine();
    let (a, b) = TOKEN.split_at(24);
    for body in [
        format!("Authorization: Bearer {}\n", folded(TOKEN, 24, "\n")),
        format!("access_token: {}\nuser: anna\n", folded(TOKEN, 32, "\n  ")),
        format!("> api_key={}\n> thanks\n", folded(TOKEN, 32, "\n> ")),
        format!("API_TOKEN={a}\\\n{b}\n"),
        format!("db.password={a}\\\n    {b}\n"),
        format!("curl -H \"Authorization: Bearer {a}\\\n{b}\" https://a.example\n"),
        format!("const apiKey = \"{a}\" +\n  \"{b}\";"),
        format!("$password = '{a}' . '{b}';"),
        format!("UPDATE users SET api_key = '{a}' || '{b}' WHERE id = 1;"),
        format!("password = \"{a}\" & _\n  \"{b}\"\n"),
        format!("password = (\"{a}\"\n            \"{b}\")\n"),
        format!("token: {a}\u{200b}{b} (copied from a page)"),
        format!("token: \u{1b}[32m{a}\u{1b}[0m{b}\n"),
        format!("see https://a.example/cb?access_token={a}\n{b}&x=1\n"),
    ] {
        for nested in [false, true] {
            let text = if nested { STANDARD.encode(&body) } else { body.clone() };
            let copy = body_of(&copy(&engine, &har("theme=dark", &text)));
            let copy = if nested {
                let bytes = STANDARD.decode(&copy).expect("it still decodes");
                String::from_utf8(bytes).expect("it is text")
            } else {
                copy
            };
            assert_eq!(left(TOKEN, &copy), 0, "{body:?} nested: {nested}: {copy:?}");
        }
    }
}

#[test]
fn takes_all_pieces_of_a_token_that_its_shape_tells() {
    let engine = engine();
    let part = |json: &str| URL_SAFE_NO_PAD.encode(json);
    let head = part(r#"{"alg":"RS256","typ":"JWT","kid":"k1"}"#);
    let claims = part(r#"{"iss":"https://idp.example","aud":"app","exp":1900000000}"#);
    let signature = format!("{TOKEN}{}", TOKEN.to_ascii_lowercase());
    let token = format!("{head}.{claims}.{signature}");
    for width in [40, 64, 76] {
        let body = format!("it says\n{}\nand ends\n", folded(&token, width, "\n"));
        let copy = body_of(&copy(&engine, &har("theme=dark", &body)));
        assert_eq!(left(&signature, &copy), 0, "{width}: {copy}");
        assert!(copy.ends_with("\nand ends\n"), "{copy}");
    }
}

#[test]
fn takes_all_pieces_of_a_value_that_is_known() {
    let engine = engine();
    for body in [
        format!("it was seen {}\nthere\n", folded(TOKEN, 34, "\n")),
        format!("  {}\n  as before\n", folded(TOKEN, 18, "\n  ")),
        format!("x = \"{}\" + \"{}\";", &TOKEN[..12], &TOKEN[12..]),
        format!("copied: {}\u{ad}{}", &TOKEN[..20], &TOKEN[20..]),
    ] {
        let copy = body_of(&copy(&engine, &har(&format!("sid={TOKEN}"), &body)));
        assert_eq!(left(TOKEN, &copy), 0, "{body:?}: {copy:?}");
        assert_eq!(copy.matches("REDACTED-").count(), 1, "as one: {copy:?}");
    }
}

#[test]
fn joins_nothing_that_is_not_one() {
    let engine = engine();
    let other = "Mn3Pq8Rs1Tu6Vw4Xy9Za2Bc7De5FgHiJ0kLlOoQq";
    let commit = "3f2a9c41d7e05b86fa12c3d4e5f60718293a4b5c";
    for body in [
        // A list: each line has all of one.
        format!("build ids:\n{TOKEN}\n{other}\n"),
        format!("commit {commit}\n{commit}\n"),
        // Lines of settings, and what is said below a name.
        "sasl.mechanism=PLAIN-BlueJay47Nest9x\nbootstrap.servers=velvet:9092\n".to_owned(),
        // A name in front of the first line only, and prose behind.
        format!("build {TOKEN}\nreleased as before\n"),
        "const title = \"Forgot your password\" + \" or token?\";".to_owned(),
        "\"session.title\" . 'x1' \"password.hint\"".to_owned(),
        format!("integrity sha512-{}\n", folded(&STANDARD.encode(TOKEN), 76, "\n")),
        "soft\u{ad}ware and pass\u{200b}word and token\u{ad}izer".to_owned(),
    ] {
        assert_eq!(body_of(&copy(&engine, &har("theme=dark", &body))), body);
    }
}

#[test]
fn takes_hex_digits_in_the_other_case_and_with_other_dashes() {
    let engine = engine();
    let id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    let other = "7C9E6679742540DE944BE07FC1F90AE8";
    for body in [
        format!("session {} of\n", id.to_ascii_uppercase()),
        format!("seen {} there", id.replace('-', "")),
        format!("{{\"a\":\"{}\"}}", id.replace('-', "").to_ascii_uppercase()),
    ] {
        let body = format!("{body} and {other}\n");
        let copy = body_of(&copy(&engine, &har(&format!("sid={id}"), &body)));
        assert_eq!(copy.matches("REDACTED-").count(), 1, "{copy:?}");
        assert!(copy.contains(other), "{copy:?}");
    }
}

#[test]
fn leaves_the_line_behind_a_value() {
    let engine = engine();
    for line in [
        "DEBUG=true",
        "bootstrap.servers=velvet:9092",
        "Thanks",
        "region: eu-west-1",
        "10.0.0.1 - GET",
    ] {
        let copy =
            body_of(&copy(&engine, &har("theme=dark", &format!("x\napi_key={TOKEN}\n{line}\n"))));
        assert_eq!(left(TOKEN, &copy), 0, "{copy:?}");
        assert!(copy.ends_with(&format!("\n{line}\n")), "{copy:?}");
    }
}
