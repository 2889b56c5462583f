//! Lines and messages: NDJSON, server-sent events, CSV, logs, WebSocket frames of several
//! protocols.

use crate::make::bed::Bed;
use crate::make::encode::{base64, gzip, quoted};
use crate::make::har::{Entry, Node, object, raw, text};
use crate::make::token::{self, Shape};

const NDJSON: &str = "stream: NDJSON";
const EVENTS: &str = "stream: server-sent events";
const TABLE: &str = "stream: CSV";
const LOG: &str = "stream: log lines";
const SOCKET: &str = "stream: WebSocket";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    ndjson(bed);
    events(bed);
    tables(bed);
    logs(bed);
    sockets(bed);
    protocols(bed);
}

fn ndjson(bed: &mut Bed) {
    for (mime, place) in [
        ("application/x-ndjson", "declared"),
        ("application/json", "declared JSON"),
        ("text/plain", "text"),
    ] {
        let (one, two) = (
            bed.secret(NDJSON, format!("{place}, first line"), token::letters),
            bed.secret(NDJSON, format!("{place}, last line without a line feed"), token::url_safe),
        );
        let body = format!(
            "{{\"t\":1,\"api_key\":\"{one}\"}}\n{{\"t\":2,\"ok\":true}}\r\n\n{{\"t\":3,\"session\":{{\"token\":\"{two}\"}}}}"
        );
        bed.answer("/stream", mime, body);
    }
    let value = bed.secret(NDJSON, "a line that is cut off", token::letters);
    let body = format!("{{\"t\":1}}\n{{\"t\":2,\"client_secret\":\"{value}\",\"mo");
    bed.answer("/stream", "application/x-ndjson", body);
    let value = bed.secret(NDJSON, "a line that is no JSON", token::letters);
    let body = format!("{{\"t\":1}}\npassword={value}\n{{\"t\":2}}\n");
    bed.answer("/stream", "application/x-ndjson", body);
}

fn events(bed: &mut Bed) {
    let value = bed.secret(EVENTS, "JSON data", token::url_safe);
    let body = format!(": hi\n\nevent: login\nid: 7\ndata: {{\"accessToken\":\"{value}\"}}\n\n");
    bed.answer("/events", "text/event-stream", body);
    let value = bed.secret(EVENTS, "data in several lines", token::url_safe);
    let body = format!("data: {{\ndata:   \"apiKey\":\ndata:     \"{value}\"\ndata: }}\n\n");
    bed.answer("/events", "text/event-stream", body);
    let value = bed.secret(EVENTS, "form data", token::url_safe);
    bed.answer("/events", "text/event-stream", format!("data: user=anna&token={value}\r\n\r\n"));
    let (one, two) = (
        bed.secret(EVENTS, "_eventSourceMessages", token::url_safe),
        bed.secret(EVENTS, "_eventSourceMessages, second", token::url_safe),
    );
    let message = |data: String| {
        object([
            ("time", raw(1_790_000_001.5)),
            ("eventName", text("message")),
            ("eventId", text("7")),
            ("data", text(data)),
        ])
    };
    let url = bed.url("/events");
    bed.add(Entry::get(url).extra(
        "_eventSourceMessages",
        Node::List(vec![
            message(format!(r#"{{"type":"auth","sessionToken":"{one}"}}"#)),
            message(format!("renewed; refresh_token={two}; ttl=60")),
        ]),
    ));
}

/// Tables; `{}` is the credential.
const TABLES: &[(&str, &str, Shape)] = &[
    ("header row", "id,name,api_key\n1,desk,{}\n", token::letters),
    (
        "secret in the middle",
        "user,password,role\nanna,{},admin\nbob,,viewer\n",
        token::bare_password,
    ),
    ("quoted fields", "\"id\",\"note\",\"token\"\n\"1\",\"a, b\",\"{}\"\n", token::letters),
    ("semicolons", "name;client_secret;created\ndesk;{};2026-03-04\n", token::letters),
    ("tabs", "name\tsessionId\nanna\t{}\n", token::hex32),
    ("line break in a field", "id,text,secret\r\n1,\"two\r\nlines\",{}\r\n", token::letters),
    ("pipes", "| name | access_token |\n|---|---|\n| desk | {} |\n", token::url_safe),
    ("name column", "name,value\nregion,eu\ndb_password,{}\n", token::bare_password),
    ("byte order mark", "\u{feff}token,id\n{},1\n", token::letters),
];

fn tables(bed: &mut Bed) {
    for (place, pattern, shape) in TABLES {
        let value = bed.secret(TABLE, *place, *shape);
        bed.answer("/export.csv", "text/csv", pattern.replace("{}", &value));
    }
    let value = bed.secret(TABLE, "doubled quotes", |r| format!("a\"{}", token::letters(r)));
    let body = format!("id,secret_key\n1,\"{}\"\n", value.replace('"', "\"\""));
    bed.answer("/export.csv", "text/csv", body);
    let (one, two) = (
        bed.secret(TABLE, "second row", token::letters),
        bed.secret(TABLE, "fourth row", token::letters),
    );
    let body = format!("id,auth_token\n1,\n2,{one}\n3,null\n4,{two}\n");
    bed.answer("/export.csv", "application/octet-stream", body);
}

/// Log lines; `{}` is the credential.
const LINES: &[(&str, Shape)] = &[
    ("2026-03-04T10:00:01Z INFO login user=anna token={} ok=true", token::letters),
    ("2026-03-04 10:00:01,123 DEBUG http.client - > Authorization: Bearer {}", token::url_safe),
    ("[debug] request headers: {accept=*/*, x-api-key={}, host=desk}", token::letters),
    ("level=info msg=\"session opened\" session_id={} user=anna", token::hex32),
    ("level=warn msg=\"bad login\" password=\"{}\" attempt=2", token::policy_password),
    (
        "10.0.0.7 - - [04/Mar/2026:10:00:01 +0000] \"GET /api?access_token={} HTTP/1.1\" 200 17",
        token::url_safe,
    ),
    ("ERROR: invalid api key: {}", token::letters),
    ("Set-Cookie: deskSession={}; Path=/; HttpOnly", token::hex32),
    ("< set-cookie: sid={}", token::url_safe),
    ("cookie: lang=en; deskSession={}", token::hex32),
    ("connecting with password '{}'", token::policy_password),
    ("client_secret => {}", token::letters),
    ("params: {\"user\":\"anna\",\"pwd\":\"{}\"}", token::bare_password),
    ("Parameters: {\"utf8\"=>\"y\", \"authenticity_token\"=>\"{}\"}", token::padded),
    ("Headers({x-auth-token: [{}], accept: [*/*]})", token::letters),
    ("auth: token={}, refresh=none", token::url_safe),
    ("{\"level\":\"info\",\"msg\":\"renewed\",\"refreshToken\":\"{}\"}", token::url_safe),
    ("Your verification code for password reset: secret={}", token::letters),
    ("Authorization: Basic dXNlcjp7 X-Vault-Token: {}", token::letters),
    ("    at login (https://desk.example/a.js?session_token={}:12:7)", token::url_safe),
];

fn logs(bed: &mut Bed) {
    for (at, (pattern, shape)) in LINES.iter().enumerate() {
        let value = bed.secret(LOG, *pattern, *shape);
        let line = pattern.replace("{}", &value);
        let body = format!("10:00:00 start\n{line}\n10:00:02 done\n");
        match at % 2 {
            0 => bed.answer("/logs/app.log", "text/plain", body),
            _ => bed.answer(
                "/api/logs",
                "application/json",
                format!(r#"{{"log":{}}}"#, quoted(&body)),
            ),
        }
    }
    let value = bed.secret(LOG, "coloured by escape codes", token::letters);
    let line = format!("\u{1b}[32mINFO\u{1b}[0m \u{1b}[1mapi_key\u{1b}[0m={value}\n");
    bed.answer("/logs/app.log", "text/plain", line);
}

/// One frame as Chrome writes it.
fn frame(kind: &str, opcode: u8, data: String) -> Node {
    object([
        ("type", text(kind)),
        ("time", raw(1_790_000_000.25)),
        ("opcode", raw(opcode)),
        ("data", text(data)),
    ])
}

/// Text frames; `{}` is the credential.
const FRAMES: &[(&str, &str, Shape)] = &[
    (
        "JSON login message",
        r#"{"op":"login","user":"anna","password":"{}"}"#,
        token::policy_password,
    ),
    ("JSON token", r#"{"type":"auth","token":"{}"}"#, token::url_safe),
    (
        "GraphQL-WS connection_init",
        r#"{"type":"connection_init","payload":{"Authorization":"Bearer {}"}}"#,
        token::url_safe,
    ),
    (
        "GraphQL-WS authToken",
        r#"{"type":"connection_init","payload":{"headers":{"x-api-key":"{}"}}}"#,
        token::letters,
    ),
    ("socket.io auth", r#"40/desk,{"token":"{}"}"#, token::url_safe),
    ("socket.io event", r#"42["authenticate",{"sessionToken":"{}"}]"#, token::url_safe),
    (
        "engine.io open",
        r#"0{"sid":"{}","upgrades":["websocket"],"pingInterval":25000}"#,
        token::letters,
    ),
    (
        "STOMP CONNECT",
        "CONNECT\naccept-version:1.2\nlogin:anna\npasscode:{}\n\n\u{0}",
        token::bare_password,
    ),
    (
        "STOMP authorization",
        "SEND\ndestination:/q\nAuthorization:Bearer {}\n\n{}\u{0}",
        token::url_safe,
    ),
    ("SockJS", "[\"{\\\"auth\\\":{\\\"accessToken\\\":\\\"{}\\\"}}\"]", token::url_safe),
    (
        "SignalR",
        "{\"type\":1,\"target\":\"Auth\",\"arguments\":[{\"access_token\":\"{}\"}]}\u{1e}",
        token::url_safe,
    ),
    ("Phoenix join", r#"["3","3","room:1","phx_join",{"user_token":"{}"}]"#, token::url_safe),
    ("Discord identify", r#"{"op":2,"d":{"token":"{}","intents":513}}"#, token::dotted_bot),
    ("key=value text", "AUTH token={}", token::letters),
    ("IRC PASS", "PASS oauth:{}", token::letters),
];

fn sockets(bed: &mut Bed) {
    for (place, pattern, shape) in FRAMES {
        let value = bed.secret(SOCKET, *place, *shape);
        let data = pattern.replacen("{}", &value, 1);
        let url = format!("wss://{}/ws", bed.host());
        bed.add(Entry::get(url).extra(
            "_webSocketMessages",
            Node::List(vec![
                frame("receive", 1, r#"{"op":"hello","heartbeat":30}"#.to_owned()),
                frame("send", 1, data),
            ]),
        ));
    }
}

fn protocols(bed: &mut Bed) {
    let value = bed.secret(SOCKET, "binary frame with JSON", token::url_safe);
    let data = base64(format!(r#"{{"auth":{{"token":"{value}"}}}}"#));
    let url = format!("wss://{}/ws", bed.host());
    bed.add(Entry::get(url).extra("_webSocketMessages", Node::List(vec![frame("send", 2, data)])));
    let value = bed.secret(SOCKET, "compressed binary frame", token::url_safe);
    let data = base64(gzip(format!(r#"{{"op":"identify","sessionToken":"{value}"}}"#)));
    let url = format!("wss://{}/ws", bed.host());
    bed.add(Entry::get(url).extra("_webSocketMessages", Node::List(vec![frame("send", 2, data)])));
    let password = bed.secret(SOCKET, "MQTT connect packet", token::bare_password);
    let field = |text: &str| {
        let length = u16::try_from(text.len()).expect("a short text").to_be_bytes();
        [length.as_slice(), text.as_bytes()].concat()
    };
    let rest = [
        field("MQTT"),
        vec![4, 0xC2, 0, 60],
        field("client-7"),
        field("password"),
        field(&password),
    ]
    .concat();
    let packet = [vec![0x10, u8::try_from(rest.len()).expect("a short packet")], rest].concat();
    let url = format!("wss://{}/mqtt", bed.host());
    let frames = Node::List(vec![frame("send", 2, base64(packet))]);
    bed.add(Entry::get(url).extra("_webSocketMessages", frames));
    let (one, two) = (
        bed.jwt(SOCKET, "JWT as the whole frame"),
        bed.secret(SOCKET, "service token as the whole frame", token::of("slack client")),
    );
    let url = format!("wss://{}/ws", bed.host());
    let frames = Node::List(vec![frame("send", 1, one), frame("receive", 1, two)]);
    bed.add(Entry::get(url).extra("_webSocketMessages", frames));
    let value = bed.secret(SOCKET, "a frame of another exporter", token::url_safe);
    let url = format!("wss://{}/ws", bed.host());
    bed.add(Entry::get(url).extra(
        "_websocket",
        object([(
            "frames",
            Node::List(vec![object([
                ("dir", text("out")),
                ("payloadData", text(format!(r#"{{"apiKey":"{value}"}}"#))),
            ])]),
        )]),
    ));
}
