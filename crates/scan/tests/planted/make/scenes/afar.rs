//! Credentials whose names stand far from them: arguments behind a function, rows below columns,
//! fields told by their place in a packet, names made of two; and what stands as far from the same
//! words without being one. Each is hidden once as it is and once an encoding deeper.

use super::thrice;
use crate::make::bed::Bed;
use crate::make::encode::{base64, gzip, json};
use crate::make::har::{Entry, Node, object, raw, text};
use crate::make::random::BASE62;
use crate::make::token;

const CALLS: &str = "afar: arguments of a call";
const ROWS: &str = "afar: rows of a statement";
const PACKETS: &str = "afar: packets";
const KINDS: &str = "afar: the kind of an object";
const PARTS: &str = "afar: names of two parts";
const CAPTIONS: &str = "afar: captions of cells";
const LINKS: &str = "afar: links";
const HEADERS: &str = "afar: headers that speak of nothing";
const TYPED: &str = "afar: typed words";
const KEPT: &str = "kept: afar";

const JSON: &str = "application/json";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    calls(bed);
    rows(bed);
    packets(bed);
    kinds(bed);
    parts(bed);
    captions(bed);
    links(bed);
    headers(bed);
    typed(bed);
}

fn calls(bed: &mut Bed) {
    bed.keep(KEPT, "an argument that is no secret", "Anna of the desk");
    thrice::bodies(bed, "/afar", "text/javascript", |bed, place| {
        let value = bed.secret(CALLS, format!("Nuxt 2, {place}"), token::letters);
        format!(
            "window.__NUXT__=(function(a,b,c){{return {{state:{{auth:{{token:b,user:a}},theme:c}}}}}}(\"Anna of the desk\",\"{value}\",null));"
        )
    });
}

fn rows(bed: &mut Bed) {
    bed.keep(KEPT, "a column that is no secret", "'anna of the desk'");
    thrice::bodies(bed, "/afar", "application/sql", |bed, place| {
        let first = bed.secret(ROWS, format!("first, {place}"), token::letters);
        let second = bed.password(ROWS, format!("second, {place}"));
        let third = bed.secret(ROWS, format!("copied, {place}"), token::hex40);
        format!(
            "INSERT INTO `users` (`name`, `password`, `api_key`) VALUES ('anna of the desk', '{second}', 'x1'), ('bob', 'none', '{first}');\nCOPY public.users (id, api_token) FROM stdin;\n7\t{third}\n\\.\n"
        )
    });
}

fn packets(bed: &mut Bed) {
    for gate in ["as it is", "in gzip"] {
        let password = bed.password(PACKETS, format!("MQTT, {gate}"));
        bed.keep(KEPT, "the client of a broker", "desk-client-7");
        let mut packet = vec![0x10, 0, 0, 4];
        packet.extend_from_slice(b"MQTT\x04\xc2\x00\x3c");
        for part in ["desk-client-7", "anna", &password] {
            let length = u16::try_from(part.len()).expect("a part is short");
            packet.extend_from_slice(&length.to_be_bytes());
            packet.extend_from_slice(part.as_bytes());
        }
        packet[1] = u8::try_from(packet.len() - 2).expect("the packet is short");
        let data = if gate == "in gzip" { gzip(packet) } else { packet };
        let message = object([
            ("type", text("send")),
            ("time", raw(1_772_618_400.25)),
            ("opcode", raw(2)),
            ("data", text(base64(data))),
        ]);
        let url = bed.url("/mqtt");
        bed.add(Entry::get(url).extra("_webSocketMessages", Node::List(vec![message])));
    }
}

fn kinds(bed: &mut Bed) {
    for (kind, key) in [("object", "value"), ("type", "val"), ("kind", "data")] {
        thrice::bodies(bed, "/afar", JSON, |bed, place| {
            let value = bed.secret(KINDS, format!("{kind}, {place}"), token::letters);
            format!(r#"{{"{kind}":"api_key","name":"ci","{key}":"{value}"}}"#)
        });
    }
    for label in ["Your password, please", "Choose a new password"] {
        bed.keep(KEPT, "the description of a field", label);
        let body = format!(r#"{{"type":"password","label":"{label}","value":""}}"#);
        bed.answer("/fields", JSON, body);
    }
}

fn parts(bed: &mut Bed) {
    let public = bed.plain.text(BASE62, 40);
    bed.keep(KEPT, "the public one of two keys", public.clone());
    thrice::bodies(bed, "/afar", JSON, |bed, place| {
        let private = bed.secret(PARTS, format!("private, {place}"), token::letters);
        format!(r#"{{"keys":{{"public":"{public}","private":"{private}"}}}}"#)
    });
    thrice::bodies(bed, "/afar", JSON, |bed, place| {
        let key = bed.secret(PARTS, format!("api.key, {place}"), token::hex40);
        format!(r#"{{"api":{{"key":"{key}","host":"desk"}}}}"#)
    });
    bed.keep(KEPT, "the code of an error", "invalid_grant_42");
    bed.answer("/error", JSON, r#"{"error":{"code":"invalid_grant_42"}}"#);
    bed.keep(KEPT, "the key of a person", "JIRAUSER10100");
    bed.answer("/user", JSON, r#"{"user":{"key":"JIRAUSER10100"}}"#);
}

fn captions(bed: &mut Bed) {
    bed.keep(KEPT, "a cell of another caption", "Anna Lind");
    thrice::bodies(bed, "/afar", "text/html", |bed, place| {
        let value = bed.secret(CAPTIONS, place, token::letters);
        format!(
            "<table><tr><td data-label=\"Owner\">Anna Lind</td><td data-label=\"Secret\"><code>{value}</code></td></tr></table>"
        )
    });
}

fn links(bed: &mut Bed) {
    for path in ["/auth/magic?t={}", "/unsubscribe?u={}", "/s/auth/{}"] {
        let value = bed.secret(LINKS, path, token::letters);
        let url = format!("https://mail.nimbusdesk.example{}", path.replace("{}", &value));
        let body = json(&format!("<p>Hello, <a href=\"{url}\">go on</a></p>"));
        bed.answer("/mail", JSON, format!(r#"{{"html":"{body}"}}"#));
        let value = bed.secret(LINKS, format!("{path}, an encoding deeper"), token::letters);
        let url = format!("https://mail.nimbusdesk.example{}", path.replace("{}", &value));
        let body = base64(format!("Hello, go on at {url}\n"));
        bed.answer("/mail/raw", JSON, format!(r#"{{"mime":"{body}"}}"#));
    }
    let page = bed.plain.text(BASE62, 32);
    bed.keep(KEPT, "the id of a page", page.clone());
    bed.answer("/list", JSON, format!(r#"{{"url":"https://desk.example/news?t={page}"}}"#));
}

fn headers(bed: &mut Bed) {
    for name in ["X-Lr-Hash", "X-Refresh", "X-Magic", "X-Zorblat"] {
        let value = bed.secret(HEADERS, name, token::url_safe);
        let url = bed.url("/gate");
        bed.add(Entry::get(url).header(name, value));
    }
    for name in ["X-Desk-Request-Id", "X-Desk-Trace", "X-Desk-Build", "X-Edge-Cache"] {
        let value = bed.plain.text(BASE62, 40);
        bed.keep(KEPT, name, value.clone());
        let url = bed.url("/gate");
        bed.add(Entry::get(url).header(name, value.clone()).answer_header(name, value));
    }
}

fn typed(bed: &mut Bed) {
    for (name, word) in [("pass", "kolibri"), ("passCode", "lindenbaum"), ("clave_api", "sesamo")] {
        let value = bed.remember(TYPED, name, word.to_owned(), crate::make::Least::Named);
        let url = bed.url("/enter");
        bed.add(
            Entry::new("POST", url).post(JSON, format!(r#"{{"user":"anna","{name}":"{value}"}}"#)),
        );
    }
    bed.keep(KEPT, "how a test went", "\"pass\":\"failed\"");
    let url = bed.url("/results");
    bed.add(Entry::new("POST", url).post(JSON, r#"{"case":"desk opens","pass":"failed"}"#));
}
