//! Encodings around encodings: what a value goes through before it lands in a file.

use crate::make::bed::Bed;
use crate::make::encode::{
    base64, base64_bare, base64_lines, base64url, base64url_padded, brotli, deflate, entities,
    form, gzip, hex, hex_upper, javascript, json_unicode, percent, percent_all, percent_lower,
    quoted, quoted_printable, utf16, utf16_big, zlib, zstd,
};
use crate::make::har::{Entry, raw, text};
use crate::make::token;

const TEXT: &str = "encoding: text";
const PACKED: &str = "encoding: compressed";
const DEEP: &str = "encoding: nested";
const NUMBERS: &str = "encoding: byte lists";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    texts(bed);
    packed(bed);
    deep(bed);
    numbers(bed);
}

type Code = fn(&str) -> String;

const TEXTS: &[(&str, Code)] = &[
    ("base64", |t| base64(t)),
    ("base64 without padding", |t| base64_bare(t)),
    ("base64url", |t| base64url(t)),
    ("base64url with padding", |t| base64url_padded(t)),
    ("base64 in lines", |t| base64_lines(t, "\n")),
    ("base64 in CRLF lines", |t| base64_lines(t, "\r\n")),
    ("base64 of base64", |t| base64(base64(t))),
    ("base64 thrice", |t| base64(base64(base64(t)))),
    ("hex", |t| hex(t)),
    ("upper-case hex", |t| hex_upper(t)),
    ("hex of base64", |t| hex(base64(t))),
    ("base64 of hex", |t| base64(hex(t))),
    ("percent", percent),
    ("lower-case percent", percent_lower),
    ("percent of every byte", percent_all),
    ("percent twice", |t| percent(&percent(t))),
    ("percent thrice", |t| percent(&percent_lower(&percent(t)))),
    ("form", form),
    ("entities", entities),
    ("entities twice", |t| entities(&entities(t))),
    ("JSON string", quoted),
    ("JSON string twice", |t| quoted(&quoted(t))),
    ("JSON string four times", |t| quoted(&quoted(&quoted(&quoted(t))))),
    ("unicode escapes", json_unicode),
    ("JavaScript escapes", javascript),
    ("quoted-printable", quoted_printable),
    ("UTF-16 in base64", |t| base64(utf16(t))),
    ("UTF-16 with a mark in base64", |t| base64(utf16_big(t))),
    ("byte order mark", |t| format!("\u{feff}{t}")),
    ("data URL", |t| format!("data:text/plain;base64,{}", base64(t))),
    ("data URL in percent", |t| format!("data:application/json;charset=utf-8,{}", percent(t))),
    ("base64 in percent", |t| percent(&base64(t))),
    ("percent in base64", |t| base64(percent(t))),
    ("entities in percent", |t| percent(&entities(t))),
];

/// Each code around a JSON document, in a field of an answer and as a whole body.
fn texts(bed: &mut Bed) {
    for (name, code) in TEXTS {
        let value = bed.secret(TEXT, format!("{name}, in a field"), token::url_safe);
        let wrapped = code(&format!(r#"{{"session":{{"access_token":"{value}"}},"v":1}}"#));
        let body = format!(r#"{{"kind":"state","blob":{}}}"#, quoted(&wrapped));
        bed.answer("/e/1", "application/json", body);
        let value = bed.secret(TEXT, format!("{name}, as a body"), token::url_safe);
        let wrapped = code(&format!("user=anna&refresh_token={value}&scope=read"));
        bed.answer("/e/2", "text/plain", wrapped);
    }
}

type Pack = fn(&[u8]) -> Vec<u8>;

const PACKS: &[(&str, Pack)] = &[
    ("gzip", |b| gzip(b)),
    ("zlib", |b| zlib(b)),
    ("deflate", |b| deflate(b)),
    ("brotli", |b| brotli(b)),
    ("zstd", |b| zstd(b)),
    ("gzip of gzip", |b| gzip(gzip(b))),
    ("gzip of UTF-16", |b| gzip(utf16(&String::from_utf8_lossy(b)))),
    ("zstd of brotli", |b| zstd(brotli(b))),
];

fn packed(bed: &mut Bed) {
    for (name, pack) in PACKS {
        let document = |value: &str| {
            format!(r#"{{"items":["one","two","three"],"auth":{{"clientSecret":"{value}"}}}}"#)
        };
        let value = bed.secret(PACKED, format!("{name}, as a body"), token::url_safe);
        let url = bed.url("/e/3");
        bed.add(Entry::get(url).body_base64("application/json", pack(document(&value).as_bytes())));
        let value = bed.secret(PACKED, format!("{name}, in a JSON field"), token::url_safe);
        let wrapped = base64(pack(document(&value).as_bytes()));
        bed.answer("/e/4", "application/json", format!(r#"{{"z":"{wrapped}"}}"#));
        let value = bed.secret(PACKED, format!("{name}, in a form field"), token::url_safe);
        let wrapped = base64url(pack(document(&value).as_bytes()));
        let url = bed.url("/e/5");
        bed.add(Entry::get(url).post_form(&[("data", &wrapped), ("v", "2")]));
        let value = bed.secret(PACKED, format!("{name}, in a query"), token::url_safe);
        let wrapped = percent(&base64(pack(document(&value).as_bytes())));
        let url = bed.url(&format!("/e/6?v=2&s={wrapped}"));
        bed.add(Entry::get(url));
        let value = bed.secret(PACKED, format!("{name}, in hex"), token::url_safe);
        let wrapped = hex(pack(document(&value).as_bytes()));
        bed.answer("/e/7", "application/json", format!(r#"{{"z":"{wrapped}"}}"#));
    }
}

fn deep(bed: &mut Bed) {
    let value = bed.secret(DEEP, "gzip, base64, JSON, form", token::url_safe);
    let inner = base64(gzip(format!(r#"{{"user":{{"sessionToken":"{value}"}}}}"#)));
    let json = format!(r#"{{"encoding":"gzip","body":"{inner}"}}"#);
    let url = bed.url("/d/1");
    bed.add(Entry::get(url).post_form(&[("v", "1"), ("batch", &json)]));
    let value = bed.secret(DEEP, "JSON, JSON, form, base64", token::url_safe);
    let inner = quoted(&format!(r#"{{"apiKey":"{value}"}}"#));
    let url = bed.url("/d/2");
    let body = base64(form(&format!(r#"{{"message":{inner}}}"#)));
    bed.add(Entry::get(url).post("text/plain", format!("d={}", percent(&body))));
    let value = bed.secret(DEEP, "a URL in JSON in base64 in a URL", token::url_safe);
    let inner = bed.url(&format!("/cb?access_token={value}"));
    let state = base64url(format!(r#"{{"return":"{inner}"}}"#));
    let url = bed.url(&format!("/authorize?state={state}&x=1"));
    let outer = bed.url(&format!("/login?next={}", percent(&url)));
    bed.add(Entry::get(outer));
    let value = bed.secret(DEEP, "HTML in JSON, JSON in a data attribute", token::url_safe);
    let json = entities(&format!(r#"{{"csrf_token":"{value}"}}"#));
    let html = format!("<div data-page=\"{json}\"></div>");
    bed.answer("/d/3", "application/json", format!(r#"{{"html":{}}}"#, quoted(&html)));
    let value = bed.secret(DEEP, "a script in HTML in JSON in JSON", token::url_safe);
    let html = format!("<script>window.S={{\"authToken\":\"{value}\"}}</script>");
    let json = quoted(&format!(r#"{{"html":{}}}"#, quoted(&html)));
    bed.answer("/d/4", "application/json", format!(r#"{{"event":{json}}}"#));
    let value = bed.jwt(DEEP, "a JWT in a claim of a JWT in a cookie in a message");
    let head = base64url(r#"{"alg":"none"}"#);
    let outer = format!("{head}.{}.", base64url(format!(r#"{{"refresh_token":"{value}"}}"#)));
    let message = format!("GET / HTTP/1.1\r\nCookie: id={outer}\r\n\r\n");
    bed.answer("/d/5", "application/json", format!(r#"{{"raw":"{}"}}"#, base64(message)));
    let value = bed.secret(DEEP, "YAML in base64 in YAML in JSON", token::letters);
    let inner = base64(format!("database:\n  password: {value}\n"));
    let yaml = format!("kind: Secret\ndata:\n  config.yml: {inner}\n");
    bed.answer("/d/6", "application/json", format!(r#"{{"manifest":{}}}"#, quoted(&yaml)));
    let value = bed.secret(DEEP, "multipart in base64 in JSON", token::letters);
    let part = format!(
        "--b\r\nContent-Disposition: form-data; name=\"client_secret\"\r\n\r\n{value}\r\n--b--\r\n"
    );
    let body = format!(
        r#"{{"isBase64Encoded":true,"headers":{{"content-type":"multipart/form-data; boundary=b"}},"body":"{}"}}"#,
        base64(part)
    );
    bed.answer("/d/7", "application/json", body);
    let value = bed.secret(DEEP, "NDJSON in zstd in base64 in server-sent events", token::letters);
    let lines = format!("{{\"t\":1}}\n{{\"t\":2,\"api_token\":\"{value}\"}}\n");
    let body = format!("event: log\ndata: {{\"z\":\"{}\"}}\n\n", base64(zstd(lines)));
    bed.answer("/d/8", "text/event-stream", body);
    let value = bed.secret(DEEP, "curl in a log in JSON in XML", token::url_safe);
    let log = format!("run: curl -H \"Authorization: Bearer {value}\" https://x.example");
    let json = entities(&format!(r#"{{"log":{}}}"#, quoted(&log)));
    bed.answer("/d/9", "application/xml", format!("<r><detail>{json}</detail></r>"));
    let value = bed.secret(DEEP, "CSV in quoted-printable in JSON", token::letters);
    let csv = quoted_printable(&format!("id,größe,api_key\n1,2,{value}\n"));
    bed.answer("/d/10", "application/json", format!(r#"{{"mail":{}}}"#, quoted(&csv)));
    let value = bed.secret(DEEP, "HAR in a HAR", token::url_safe);
    let har = format!(
        r#"{{"log":{{"entries":[{{"request":{{"url":"https://x.example/","headers":[{{"name":"Cookie","value":"deskSession={value}"}}]}}}}]}}}}"#
    );
    bed.answer("/d/11", "application/json", har);
}

fn numbers(bed: &mut Bed) {
    let list = |bytes: &[u8]| {
        let numbers: Vec<_> = bytes.iter().map(u8::to_string).collect();
        format!("[{}]", numbers.join(","))
    };
    let value = bed.secret(NUMBERS, "Node buffer with JSON", token::url_safe);
    let json = format!(r#"{{"access_token":"{value}"}}"#);
    let body = format!(r#"{{"type":"Buffer","data":{}}}"#, list(json.as_bytes()));
    bed.answer("/n/1", "application/json", body);
    let value = bed.secret(NUMBERS, "list of bytes under a secret name", token::letters);
    let body = format!(r#"{{"secretKey":{}}}"#, list(value.as_bytes()));
    bed.answer("/n/2", "application/json", body);
    let value = bed.secret(NUMBERS, "content.text as a list of chunks", token::url_safe);
    let packed = gzip(format!(r#"{{"items":[1,2,3],"apiKey":"{value}"}}"#));
    let chunks: Vec<_> = packed.chunks(32).map(|chunk| quoted(&hex(chunk))).collect();
    let url = bed.url("/n/3");
    bed.add(Entry::get(url).content([
        ("mimeType", text("application/json")),
        ("text", raw(format!("[{}]", chunks.join(", ")))),
    ]));
}
