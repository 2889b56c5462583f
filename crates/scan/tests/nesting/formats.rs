//! The table of formats: how each writes a credential and a lookalike side by side, and how it
//! carries another text.

use crate::make::encode::{entities, form, json, percent, quoted};

/// A format.
pub(crate) struct Format {
    /// What it is called in results.
    pub(crate) name: &'static str,
    /// The type that a server would declare.
    pub(crate) mime: &'static str,
    /// A credential under its name and a harmless value under another.
    pub(crate) leaf: fn(secret: &str, harmless: &str) -> String,
    /// Any text under the name `payload`.
    pub(crate) carry: fn(inner: &str) -> String,
}

/// All formats.
pub(crate) const FORMATS: &[Format] = &[
    Format {
        name: "JSON",
        mime: "application/json",
        leaf: |s, h| format!(r#"{{"view":"{h}","access_token":"{s}"}}"#),
        carry: |t| format!(r#"{{"v":1,"payload":{}}}"#, quoted(t)),
    },
    Format {
        name: "name and value",
        mime: "application/json",
        leaf: |s, h| {
            format!(r#"[{{"name":"view","value":"{h}"}},{{"name":"password","value":"{s}"}}]"#)
        },
        carry: |t| format!(r#"[{{"name":"payload","value":{}}}]"#, quoted(t)),
    },
    Format {
        name: "NDJSON",
        mime: "application/x-ndjson",
        leaf: |s, h| format!("{{\"view\":\"{h}\"}}\n{{\"apiKey\":\"{s}\"}}\n"),
        carry: |t| format!("{{\"v\":1}}\n{{\"payload\":{}}}\n", quoted(t)),
    },
    Format {
        name: "GraphQL",
        mime: "application/json",
        leaf: |s, h| {
            let query = format!(r#"mutation {{ login(view: "{h}", password: "{s}") {{ ok }} }}"#);
            format!(r#"{{"query":{}}}"#, quoted(&query))
        },
        carry: |t| {
            let query = format!("mutation {{ put(payload: {}) {{ ok }} }}", quoted(t));
            format!(r#"{{"query":{}}}"#, quoted(&query))
        },
    },
    Format {
        name: "form",
        mime: "application/x-www-form-urlencoded",
        leaf: |s, h| format!("view={h}&refresh_token={s}&v=1"),
        carry: |t| format!("v=1&payload={}", form(t)),
    },
    Format {
        name: "URL",
        mime: "text/plain",
        leaf: |s, h| format!("https://desk.example/cb?view={h}&access_token={s}"),
        carry: |t| format!("https://desk.example/go?v=1&payload={}", percent(t)),
    },
    Format {
        name: "HTTP message",
        mime: "application/http",
        leaf: |s, h| {
            format!(
                "GET /x?view={h} HTTP/1.1\r\nHost: desk.example\r\nAuthorization: Bearer {s}\r\n\r\n"
            )
        },
        carry: |t| format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{t}"),
    },
    Format {
        name: "cookie header",
        mime: "application/http",
        leaf: |s, h| {
            format!(
                "GET /x HTTP/1.1\r\nHost: d.example\r\nCookie: theme={h}; deskSession={s}\r\n\r\n"
            )
        },
        carry: |t| format!("POST /x HTTP/1.1\r\nHost: d.example\r\nCookie: lang=en\r\n\r\n{t}"),
    },
    Format {
        name: "multipart",
        mime: "multipart/form-data; boundary=leaf",
        leaf: |s, h| {
            format!(
                "--leaf\r\nContent-Disposition: form-data; name=\"view\"\r\n\r\n{h}\r\n--leaf\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n{s}\r\n--leaf--\r\n"
            )
        },
        carry: |t| {
            let mark = format!("part{}", t.len());
            format!(
                "--{mark}\r\nContent-Disposition: form-data; name=\"payload\"\r\n\r\n{t}\r\n--{mark}--\r\n"
            )
        },
    },
    Format {
        name: "HTML attribute",
        mime: "text/html",
        leaf: |s, h| {
            format!(
                r#"<html><body data-view="{h}"><input type="hidden" name="csrf_token" value="{s}"></body></html>"#
            )
        },
        carry: |t| {
            format!("<html><body><div data-payload=\"{}\"></div></body></html>", entities(t))
        },
    },
    Format {
        name: "HTML script",
        mime: "text/html",
        leaf: |s, h| {
            format!(
                r#"<html><script>window.__STATE__={{"view":"{h}","sessionToken":"{s}"}};</script></html>"#
            )
        },
        carry: |t| {
            let text = quoted(t).replace('<', "\\u003c");
            format!("<html><script>var payload = {text};</script></html>")
        },
    },
    Format {
        name: "XML",
        mime: "application/xml",
        leaf: |s, h| {
            format!("<?xml version=\"1.0\"?><r><view>{h}</view><password>{s}</password></r>")
        },
        carry: |t| format!("<r><payload>{}</payload></r>", entities(t)),
    },
    Format {
        name: "SOAP",
        mime: "text/xml",
        leaf: |s, h| {
            format!(
                r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><w:Security xmlns:w="urn:w"><w:UsernameToken><w:Password>{s}</w:Password></w:UsernameToken></w:Security></s:Header><s:Body><view>{h}</view></s:Body></s:Envelope>"#
            )
        },
        carry: |t| {
            format!(
                r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><payload>{}</payload></s:Body></s:Envelope>"#,
                entities(t)
            )
        },
    },
    Format {
        name: "XML attribute",
        mime: "application/xml",
        leaf: |s, h| format!(r#"<config><add view="{h}" password="{s}"/></config>"#),
        carry: |t| format!(r#"<config><add payload="{}"/></config>"#, entities(t)),
    },
    Format {
        name: "YAML",
        mime: "application/yaml",
        leaf: |s, h| format!("view: {h}\ndatabase:\n  password: {s}\n  port: 5432\n"),
        carry: |t| format!("v: 1\npayload: {}\n", quoted(t)),
    },
    Format {
        name: "env",
        mime: "text/plain",
        leaf: |s, h| format!("APP_VIEW={h}\nAPI_TOKEN={s}\nPORT=80\n"),
        carry: |t| format!("PORT=80\nPAYLOAD={}\n", quoted(t)),
    },
    Format {
        name: "ini",
        mime: "text/plain",
        leaf: |s, h| format!("[desk]\nview = {h}\nclient_secret = {s}\n"),
        carry: |t| format!("[desk]\npayload = {}\n", quoted(t)),
    },
    Format {
        name: "JavaScript",
        mime: "text/javascript",
        leaf: |s, h| format!("const view=\"{h}\";const authToken='{s}';init(view)"),
        carry: |t| format!("var v=1,payload={};run(payload)", quoted(t)),
    },
    Format {
        name: "JavaScript call",
        mime: "text/javascript",
        leaf: |s, h| {
            format!("localStorage.setItem('view','{h}');localStorage.setItem('access_token','{s}')")
        },
        carry: |t| format!("localStorage.setItem(\"payload\",{})", quoted(t)),
    },
    Format {
        name: "CSV",
        mime: "text/csv",
        leaf: |s, h| format!("id,view,api_key\n1,{h},{s}\n2,x,\n"),
        carry: |t| format!("id,payload\n1,\"{}\"\n", t.replace('"', "\"\"")),
    },
    Format {
        name: "log line",
        mime: "text/plain",
        leaf: |s, h| {
            format!(
                "10:00:00 start\n10:00:01 INFO view={h} user=anna token={s} ok=true\n10:00:02 end\n"
            )
        },
        carry: |t| {
            format!("10:00:00 start\n10:00:01 INFO ok=true payload={}\n10:00:02 end\n", quoted(t))
        },
    },
    Format {
        name: "event stream",
        mime: "text/event-stream",
        leaf: |s, h| {
            format!("event: login\nid: 7\ndata: {{\"view\":\"{h}\",\"sessionToken\":\"{s}\"}}\n\n")
        },
        carry: |t| {
            let lines: Vec<_> = t.lines().map(|line| format!("data: {line}")).collect();
            format!("event: message\n{}\n\n", lines.join("\n"))
        },
    },
    Format {
        name: "curl",
        mime: "text/plain",
        leaf: |s, h| {
            format!("curl -H 'X-View: {h}' -H 'Authorization: Bearer {s}' https://desk.example/x")
        },
        carry: |t| format!("curl --data '{}' https://desk.example/x", t.replace('\'', "'\\''")),
    },
    Format {
        name: "DSN",
        mime: "text/plain",
        leaf: |s, h| format!("postgres://desk:{s}@db.internal:5432/{h}"),
        carry: |t| format!("postgres://desk@db.internal:5432/desk?payload={}", percent(t)),
    },
    Format {
        name: "ADO string",
        mime: "text/plain",
        leaf: |s, h| format!("Server=db.internal;Database={h};User Id=desk;Password={s};"),
        carry: |t| format!("Server=db.internal;Payload=\"{}\";", t.replace('"', "\"\"")),
    },
    Format {
        name: "WebSocket frame",
        mime: "text/plain",
        leaf: |s, h| format!(r#"42["login",{{"view":"{h}","token":"{s}"}}]"#),
        carry: |t| format!(r#"42["message",{{"payload":"{}"}}]"#, json(t)),
    },
];
