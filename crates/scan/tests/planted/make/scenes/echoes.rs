//! Echoes: a credential that stands under its name once, and again where no name gives it away.

use crate::make::bed::Bed;
use crate::make::encode::{
    base64, base64url, gzip, hex, hex_upper, javascript_all, json_unicode, percent, percent_all,
    quoted, utf16,
};
use crate::make::har::{Entry, object, raw, text};
use crate::make::token;

const OPAQUE: &str = "echo: opaque token";
const PASSWORD: &str = "echo: password";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    opaque(bed);
    passwords(bed);
}

type Spelling = fn(&str) -> String;

/// Where an echo stands; the function gives the body.
const PLACES: &[(&str, Spelling)] = &[
    ("unnamed JSON field", |v| format!(r#"{{"a":1,"x1":"{v}"}}"#)),
    ("item of a list", |v| format!(r#"["a","{v}",3]"#)),
    ("JSON key", |v| format!(r#"{{"sessions":{{"{v}":{{"user":17}}}}}}"#)),
    ("sentence", |v| format!("request {v} was answered in 12 ms")),
    ("path", |v| format!("GET /objects/{v}/parts 404")),
    ("joined to other text", |v| format!("user17:{v}:eu-west")),
    ("percent of every byte", |v| format!("q={}", percent_all(v))),
    ("hex", |v| format!("dump {} end", hex(v))),
    ("upper-case hex", |v| format!("dump {} end", hex_upper(v))),
    ("unicode escapes", |v| format!(r#"{{"x":"{}"}}"#, json_unicode(v))),
    ("JavaScript escapes", |v| format!("f('{}')", javascript_all(v))),
    ("base64", |v| format!("blob {} end", base64(v))),
    ("base64url", |v| format!("blob {} end", base64url(v))),
    ("base64, first alignment", |v| format!("blob {} end", base64(format!("abc{v}xyz")))),
    ("base64, second alignment", |v| format!("blob {} end", base64(format!("abcd{v}xyz")))),
    ("base64, third alignment", |v| format!("blob {} end", base64(format!("abcde{v}xyz")))),
    ("base64 of base64", |v| base64(base64(format!("k:{v}")))),
    ("base64 of base64, other alignment", |v| base64(format!("a{}", base64(format!("k{v}"))))),
    ("gzip in base64", |v| format!(r#"{{"z":"{}"}}"#, base64(gzip(format!("x {v} y"))))),
    ("UTF-16 in base64", |v| format!(r#"{{"z":"{}"}}"#, base64(utf16(&format!("x {v}"))))),
    ("escaped JSON in JSON", |v| format!(r#"{{"m":{}}}"#, quoted(&format!(r#"{{"y":"{v}"}}"#)))),
    ("HTML text", |v| format!("<p>Welcome back, {v}!</p>")),
    ("HTML attribute", |v| format!("<div id=\"s-{v}\"></div>")),
    ("CSV cell", |v| format!("a,b\n1,{v}\n")),
];

/// Opaque credentials whose first place is a header, a cookie, a form or a JSON key.
fn opaque(bed: &mut Bed) {
    for (at, (place, spell)) in PLACES.iter().enumerate() {
        for round in 0..2 {
            let shape =
                [token::letters, token::url_safe, token::hex40, token::uuid][(at + round) % 4];
            let value = bed.secret(OPAQUE, format!("{place}, {round}"), shape);
            introduce(bed, at + round * 3, &value);
            bed.answer("/echo", "text/plain", spell(&value));
        }
    }
    let value = bed.secret(OPAQUE, "URL path, title and comment", token::url_safe);
    introduce(bed, 0, &value);
    let url = bed.url(&format!("/objects/{value}"));
    bed.page(url.clone(), Some(format!("opened {value}")));
    bed.add(Entry::get(url).extra("_requestId", text(value)));
    let value = bed.secret(OPAQUE, "header that keeps its value", token::url_safe);
    introduce(bed, 1, &value);
    let url = bed.url("/echo");
    bed.add(Entry::get(url).header("x-request-id", value.clone()).answer_header("etag", value));
    let value = bed.secret(OPAQUE, "cookie that keeps its value", token::letters);
    introduce(bed, 3, &value);
    let url = bed.url("/echo");
    bed.add(Entry::get(url).cookie(format!("AWSALB={value}; theme=dark")));
    let value = bed.secret(OPAQUE, "capitals changed", token::hex40);
    introduce(bed, 1, &value);
    let upper = value.to_uppercase();
    let length = upper.len();
    let least = crate::make::Least::Piece(0..length);
    bed.remember(OPAQUE, "capitals changed, the other spelling", upper.clone(), least);
    bed.answer("/echo", "application/json", format!(r#"{{"token":"{upper}"}}"#));
    let value = bed.secret(OPAQUE, "number echoed as a number", token::number14);
    let url = bed.url("/a");
    bed.add(Entry::get(url).post("application/json", format!(r#"{{"apiKey":"{value}"}}"#)));
    bed.answer("/echo", "application/json", format!(r#"{{"rows":[[1,{value}]]}}"#));
    // A JWT known from a header, its signature alone elsewhere.
    let value = bed.jwt(OPAQUE, "signature of a JWT alone");
    let signature = value.rsplit('.').next().unwrap_or_default().to_owned();
    introduce(bed, 0, &value);
    bed.answer("/echo", "application/json", format!(r#"{{"parts":["{signature}"]}}"#));
}

/// The place where a name tells what the value is.
fn introduce(bed: &mut Bed, way: usize, value: &str) {
    let url = bed.url("/introduced");
    let entry = Entry::get(url);
    let entry = match way % 5 {
        0 => entry.header("authorization", format!("Bearer {value}")),
        1 => entry.header("x-api-key", value),
        2 => entry.post_form(&[("grant_type", "refresh_token"), ("refresh_token", value)]),
        3 => entry.cookie(format!("deskSession={value}")),
        _ => entry.body("application/json", format!(r#"{{"access_token":"{value}"}}"#)),
    };
    bed.add(entry);
}

/// Where a password is echoed.
const ECHOES: &[(&str, Spelling)] = &[
    ("error message", |v| format!(r#"{{"error":"Password '{v}' is too weak"}}"#)),
    ("sentence", |v| format!("login of anna with {v} failed")),
    ("unnamed field", |v| format!(r#"{{"form":{{"f2":"{v}"}}}}"#)),
    ("percent", |v| format!("retry=/login%3Fp%3D{}", percent(&percent(v)))),
    ("base64", |v| format!(r#"{{"b":"{}"}}"#, base64(format!("anna:{v}")))),
    ("hex", |v| format!(r#"{{"b":"{}"}}"#, hex(v))),
    ("HTML", |v| format!("<li>{v}</li>")),
];

fn passwords(bed: &mut Bed) {
    for (at, (place, spell)) in ECHOES.iter().enumerate() {
        let value = bed.secret(PASSWORD, *place, token::leet_password);
        let url = bed.url("/login");
        let entry = Entry::get(url);
        bed.add(match at % 3 {
            0 => entry.post_form(&[("user", "anna"), ("password", &value)]),
            1 => {
                entry.post("application/json", format!(r#"{{"user":"anna","password":"{value}"}}"#))
            }
            _ => {
                entry.header("authorization", format!("Basic {}", base64(format!("anna:{value}"))))
            }
        });
        bed.answer("/echo", "text/plain", spell(&value));
    }
    let value = bed.secret(PASSWORD, "known from a socket, echoed in a page", token::leet_password);
    let url = bed.url("/ws");
    bed.add(Entry::get(url).extra(
        "_webSocketMessages",
        crate::make::har::Node::List(vec![object([
            ("type", text("send")),
            ("time", raw(1.5)),
            ("opcode", raw(1)),
            ("data", text(format!(r#"{{"op":"login","password":"{value}"}}"#))),
        ])]),
    ));
    bed.answer("/echo", "text/html", format!("<b>typed: {value}</b>"));
}
