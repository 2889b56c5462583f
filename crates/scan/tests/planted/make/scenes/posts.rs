//! Posted bodies: login forms and messages, multipart parts and files, SOAP, GraphQL, batches of
//! whole HTTP messages, telemetry, binary bodies.

use crate::make::bed::Bed;
use crate::make::encode::{base64, entities, form, gzip, quoted, quoted_printable};
use crate::make::har::{Entry, object, raw, text};
use crate::make::token::{self, Shape};

const JSON: &str = "posted: JSON";
const FORM: &str = "posted: form";
const MULTIPART: &str = "posted: multipart";
const SOAP: &str = "posted: XML and SOAP";
const GRAPHQL: &str = "posted: GraphQL";
const BATCH: &str = "posted: batch";
const TELEMETRY: &str = "posted: telemetry";
const BINARY: &str = "posted: binary";

const JSON_MIME: &str = "application/json";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    json(bed);
    forms(bed);
    multipart(bed);
    soap(bed);
    graphql(bed);
    batch(bed);
    telemetry(bed);
    binary(bed);
}

/// Messages in which somebody signs in or changes a password; `{}` is a quoted JSON string.
const MESSAGES: &[(&str, &str)] = &[
    ("password", r#"{"username":"anna","password":{}}"#),
    ("passwd", r#"{"user":"anna","passwd":{},"remember":true}"#),
    ("pwd", r#"{"login":{"uid":"anna","pwd":{}}}"#),
    ("pass", r#"{"user":"anna","pass":{}}"#),
    ("new_password", r#"{"id":17,"new_password":{}}"#),
    ("currentPassword", r#"{"currentPassword":{},"newEmail":"anna@example.com"}"#),
    ("passphrase", r#"{"key_id":7,"passphrase":{}}"#),
    ("user.password", r#"{"user":{"email":"anna@example.com","password":{}}}"#),
    ("Password", r#"{"UserName":"anna","Password":{}}"#),
    ("j_password", r#"{"j_username":"anna","j_password":{}}"#),
    ("credentials.passcode", r#"{"credentials":{"passcode":{}},"stateHandle":null}"#),
    ("db_password", r#"{"host":"db","port":5432,"db_password":{}}"#),
    ("smtpPassword", r#"{"smtp":{"host":"mail","smtpPassword":{}}}"#),
    (
        "name and value",
        r#"{"fields":[{"name":"user","value":"anna"},{"name":"password","value":{}}]}"#,
    ),
    ("key and value", r#"[{"key":"user","value":"anna"},{"key":"client_secret","value":{}}]"#),
    ("value before key", r#"{"settings":[{"value":{},"key":"admin_password"}]}"#),
    ("id and text", r#"{"inputs":[{"id":"passwordField","text":{}}]}"#),
    ("two-element list", r#"{"args":[["user","anna"],["password",{}]]}"#),
    (
        "JSON-RPC",
        r#"{"jsonrpc":"2.0","method":"login","params":{"login":"anna","password":{}},"id":1}"#,
    ),
    ("security answer", r#"{"question":"First pet?","securityAnswer":{}}"#),
];

fn json(bed: &mut Bed) {
    for (place, pattern) in MESSAGES {
        let value = bed.password(JSON, *place);
        let url = bed.url("/api/session");
        bed.add(Entry::get(url).post(JSON_MIME, pattern.replace("{}", &quoted(&value))));
        let value = bed.awkward(JSON, format!("{place}, odd character"));
        let url = bed.url("/api/session");
        bed.add(Entry::get(url).post(JSON_MIME, pattern.replace("{}", &quoted(&value))));
    }
    for (name, shape) in [
        ("otp", token::code6 as Shape),
        ("mfa_code", token::code6),
        ("passCode", token::code6),
        // No body of the bed is so long that its length would be one of these.
        ("pin", |r| format!("9{}", &token::code6(r)[..3])),
        ("verificationCode", token::code8),
        ("totp", token::code6),
    ] {
        let value = bed.code(JSON, format!("{name} as text"), shape);
        let url = bed.url("/api/verify");
        bed.add(Entry::get(url).post(JSON_MIME, format!(r#"{{"{name}":"{value}"}}"#)));
        let value = bed.code(JSON, format!("{name} as a number"), shape);
        let url = bed.url("/api/verify");
        bed.add(Entry::get(url).post(JSON_MIME, format!(r#"{{"trust":true,"{name}":{value}}}"#)));
    }
    let value = bed.secret(JSON, "passphrase of words", token::passphrase);
    let url = bed.url("/api/unlock");
    let body = format!("{{\n  \"vault\": \"main\",\n  \"masterPassword\": \"{value}\"\n}}");
    bed.add(Entry::get(url).post(JSON_MIME, body));
    let value = bed.password(JSON, "wrong content type");
    let url = bed.url("/api/session");
    bed.add(
        Entry::get(url).post("text/plain;charset=UTF-8", format!(r#"{{"password":"{value}"}}"#)),
    );
    let value = bed.password(JSON, "cut off in the middle");
    let url = bed.url("/api/session");
    bed.add(Entry::get(url).post(JSON_MIME, format!(r#"{{"password":"{value}","devi"#)));
    let value = bed.password(JSON, "guard in front");
    let url = bed.url("/api/session");
    bed.add(Entry::get(url).post(JSON_MIME, format!(")]}}',\n{{\"password\":\"{value}\"}}")));
    let value = bed.password(JSON, "loose: single quotes and a trailing comma");
    let url = bed.url("/api/session");
    bed.add(Entry::get(url).post(JSON_MIME, format!("{{'user':'anna','password':'{value}',}}")));
    let value = bed.password(JSON, "mimeType null");
    let url = bed.url("/api/session");
    bed.add(Entry::get(url).post_node(object([
        ("mimeType", raw("null")),
        ("text", text(format!(r#"{{"password":"{value}"}}"#))),
    ])));
}

fn forms(bed: &mut Bed) {
    let names = [
        "password",
        "pass",
        "pwd",
        "passwd",
        "user[password]",
        "login[pass]",
        "j_password",
        "credentials.password",
        "ctl00$Main$Password",
        "Passwd",
        "loginfmt_passwd",
        "sandbox-pw",
    ];
    for name in names {
        let value = match bed.plain.below(2) {
            0 => bed.awkward(FORM, name),
            _ => bed.password(FORM, name),
        };
        let url = bed.url("/login");
        bed.add(Entry::get(url).post_form(&[("user", "anna"), (name, &value), ("go", "1")]));
    }
    for (name, shape) in [
        ("code", token::code6 as Shape),
        ("otp", token::code6),
        ("smsCode", token::code6),
        ("recovery_code", |r| format!("{}-{}", token::code6(r), token::code6(r))),
        ("__RequestVerificationToken", token::data_protection),
        ("csrfmiddlewaretoken", token::letters),
        ("_token", token::letters),
        ("javax.faces.ViewState_token", token::sealed),
        ("client_secret", token::letters),
        ("device_secret", token::letters),
        ("wstoken", token::hex32),
    ] {
        let value = bed.secret(FORM, name, shape);
        let url = bed.url("/verify");
        bed.add(Entry::get(url).post_form(&[("step", "2"), (name, &value)]));
    }
    let value = bed.secret(FORM, "JSON in a field", token::url_safe);
    let json = format!(r#"{{"op":"sync","auth":{{"access_token":"{value}"}}}}"#);
    let url = bed.url("/rpc");
    bed.add(Entry::get(url).post_form(&[("v", "3"), ("payload", &json)]));
    let value = bed.secret(FORM, "JSON in JSON in a field", token::url_safe);
    let inner = format!(r#"{{"session":{{"sessionToken":"{value}"}}}}"#);
    let json = format!(r#"{{"op":"sync","body":{}}}"#, quoted(&inner));
    let url = bed.url("/rpc");
    bed.add(Entry::get(url).post_form(&[("f.req", &json)]));
    let value = bed.secret(FORM, "gzip in base64 in JSON in a field", token::url_safe);
    let inner = format!(r#"{{"client":{{"apiSecret":"{value}"}},"events":[1,2,3]}}"#);
    let json = format!(r#"{{"enc":"gzip","data":"{}"}}"#, base64(gzip(inner)));
    let url = bed.url("/collect");
    bed.add(Entry::get(url).post_form(&[("data", &json)]));
    let value = bed.secret(FORM, "form in a form field", token::url_safe);
    let inner = format!("a=1&refresh_token={}", form(&value));
    let url = bed.url("/forward");
    bed.add(Entry::get(url).post_form(&[("body", &inner)]));
    let value = bed.secret(FORM, "body percent-encoded as a whole", token::url_safe);
    let json = form(&format!(r#"{{"idToken":"{value}"}}"#));
    let url = bed.url("/forward");
    bed.add(Entry::get(url).post("application/x-www-form-urlencoded", json));
}

fn multipart(bed: &mut Bed) {
    let mark = "----WebKitFormBoundaryp7RkqS2x";
    let mime = format!("multipart/form-data; boundary={mark}");
    let part = |head: &str, body: &str| {
        format!("--{mark}\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
    };
    let password = bed.awkward(MULTIPART, "password part");
    let crumb = bed.secret(MULTIPART, "csrf part", token::hex64);
    let env = bed.secret(MULTIPART, "line of an uploaded .env", token::letters);
    let key = bed.pem(MULTIPART, "private key in an uploaded file", "");
    let file = format!("# settings\nAPP_ENV=prod\nSTRIPE_SECRET={env}\n");
    let body = [
        part("name=\"user\"", "anna"),
        part("name=\"password\"", &password),
        part("name=\"csrf_token\"", &crumb),
        part("name=\"file\"; filename=\".env\"\r\nContent-Type: application/octet-stream", &file),
        part("name=\"cert\"; filename=\"server.key\"\r\nContent-Type: text/plain", &key),
    ]
    .concat()
        + &format!("--{mark}--\r\n");
    let url = bed.url("/upload");
    bed.add(Entry::get(url).post(&mime, body));
    let value = bed.secret(MULTIPART, "JSON part", token::url_safe);
    let json = format!(r#"{{"name":"a.png","uploadToken":"{value}"}}"#);
    let body = part("name=\"meta\"; filename=\"blob\"\r\nContent-Type: application/json", &json)
        + &format!("--{mark}--\r\n");
    let url = bed.url("/upload");
    bed.add(Entry::get(url).post(&mime, body));
    let value = bed.secret(MULTIPART, "base64 part", token::url_safe);
    let json = format!(r#"{{"private_token":"{value}"}}"#);
    let head = "name=\"meta\"\r\nContent-Transfer-Encoding: base64";
    let body = part(head, &base64(json)) + &format!("--{mark}--\r\n");
    let url = bed.url("/upload");
    bed.add(Entry::get(url).post(&mime, body));
    let value = bed.password(MULTIPART, "line feeds only, no closing mark");
    let body = format!(
        "--{mark}\nContent-Disposition: form-data; name=password\n\n{value}\n--{mark}\nContent-Disposition: form-data; name=x\n\n1"
    );
    let url = bed.url("/upload");
    bed.add(Entry::get(url).post(&mime, body));
    let value = bed.secret(MULTIPART, "quoted-printable mail part", token::letters);
    let mail = quoted_printable(&format!(
        "Dear Anna,\n\nyour new key is below. Größe: 3 = three.\napi_key={value}\n"
    ));
    let body = format!(
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{mail}"
    );
    let url = bed.url("/mail/outbox");
    bed.add(Entry::get(url).post("message/rfc822", body));
    let value = bed.secret(MULTIPART, "quoted-printable link in a mail", token::url_safe);
    let link = bed.url(&format!("/reset?reset_token={value}&lang=en"));
    let html = quoted_printable(&format!("<a href=\"{}\">Reset</a>\n", entities(&link)));
    let body =
        format!("Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{html}");
    bed.answer("/mail/17/source", "message/rfc822", body);
}

fn soap(bed: &mut Bed) {
    let password = bed.awkward(SOAP, "wsse:Password");
    let body = format!(
        r#"<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header><wsse:Security xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"><wsse:UsernameToken><wsse:Username>anna</wsse:Username><wsse:Password Type="PasswordText">{}</wsse:Password></wsse:UsernameToken></wsse:Security></soap:Header><soap:Body/></soap:Envelope>"#,
        entities(&password)
    );
    let url = bed.url("/Service.svc");
    bed.add(Entry::get(url).post("text/xml; charset=utf-8", body));
    for (pattern, shape) in [
        (
            "<Login><User>anna</User><Password>{}</Password></Login>",
            token::policy_password as Shape,
        ),
        ("<session><sessionId>{}</sessionId></session>", token::url_safe),
        (r#"<connection user="anna" password="{}"/>"#, token::leet_password),
        (r#"<add key="ApiKey" value="{}"/>"#, token::letters),
        (r#"<param name="access_token">{}</param>"#, token::url_safe),
        ("<member><name>secret</name><value><string>{}</string></value></member>", token::letters),
        ("<ns1:token xsi:type=\"xsd:string\">{}</ns1:token>", token::hex40),
        ("<apiKey><![CDATA[{}]]></apiKey>", token::letters),
        ("<auth>\n  <password>\n    {}\n  </password>\n</auth>", token::bare_password),
        ("<!-- password={} --><a/>", token::bare_password),
    ] {
        let value = bed.secret(SOAP, pattern, shape);
        let url = bed.url("/xml");
        let xml = format!("<?xml version=\"1.0\"?>\n<r>{}</r>", pattern.replace("{}", &value));
        bed.add(Entry::get(url).post("application/xml", xml));
    }
    let value = bed.secret(SOAP, "XML in a SOAP string", token::url_safe);
    let inner = entities(&format!("<auth><token>{value}</token></auth>"));
    let url = bed.url("/xml");
    bed.add(Entry::get(url).post("text/xml", format!("<r><body>{inner}</body></r>")));
}

fn graphql(bed: &mut Bed) {
    let query = "mutation SignIn($input: SignInInput!) { signIn(input: $input) { user { id } } }";
    bed.keep("kept: GraphQL", "query beside variables", query);
    let password = bed.awkward(GRAPHQL, "variables");
    let url = bed.url("/graphql");
    let body = format!(
        r#"{{"operationName":"SignIn","query":"{query}","variables":{{"input":{{"email":"anna@example.com","password":{}}}}}}}"#,
        quoted(&password)
    );
    bed.add(Entry::get(url).post(JSON_MIME, body));
    let value = bed.secret(GRAPHQL, "literal in a query", token::bare_password);
    let query = format!(r#"mutation {{ login(user: "anna", password: "{value}") {{ ok }} }}"#);
    let url = bed.url("/graphql");
    bed.add(Entry::get(url).post(JSON_MIME, format!(r#"{{"query":{}}}"#, quoted(&query))));
    let value = bed.secret(GRAPHQL, "application/graphql", token::letters);
    let url = bed.url("/graphql");
    let body = format!("mutation {{\n  refresh(refreshToken: \"{value}\") {{ expiresIn }}\n}}");
    bed.add(Entry::get(url).post("application/graphql", body));
    let (one, two) = (
        bed.secret(GRAPHQL, "first of a list of operations", token::url_safe),
        bed.secret(GRAPHQL, "variables as a string", token::url_safe),
    );
    let variables = quoted(&format!(r#"{{"token":"{two}"}}"#));
    let url = bed.url("/graphql");
    let body = format!(
        r#"[{{"query":"query A($t: String) {{ a(t: $t) }}","variables":{{"sessionToken":"{one}"}}}},{{"query":"query B {{ b }}","variables":{variables}}}]"#
    );
    bed.add(Entry::get(url).post(JSON_MIME, body));
    let value = bed.secret(GRAPHQL, "variables in the query string", token::url_safe);
    let json = format!(r#"{{"id":7,"authToken":"{value}"}}"#);
    let url = bed.url(&format!("/graphql?query={{a}}&variables={}", form(&json)));
    bed.add(Entry::get(url));
    let value = bed.secret(GRAPHQL, "answer", token::url_safe);
    let body = format!(r#"{{"data":{{"signIn":{{"authToken":"{value}","user":{{"id":"u1"}}}}}}}}"#);
    bed.answer("/graphql", JSON_MIME, body);
}

fn batch(bed: &mut Bed) {
    let (bearer, key, answer) = (
        bed.secret(BATCH, "bearer in a message of a batch", token::url_safe),
        bed.secret(BATCH, "key in a request line of a batch", token::url_safe),
        bed.secret(BATCH, "token in the body of a message", token::url_safe),
    );
    let body = format!(
        "--batch_7\r\nContent-Type: application/http\r\nContent-ID: <item1>\r\n\r\nGET /v3/files/1?fields=id HTTP/1.1\r\nAuthorization: Bearer {bearer}\r\nAccept: application/json\r\n\r\n\r\n--batch_7\r\nContent-Type: application/http\r\n\r\nPOST /v3/files?api_key={key} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{{\"uploadToken\":\"{answer}\"}}\r\n--batch_7--\r\n"
    );
    let url = bed.url("/batch");
    bed.add(Entry::get(url).post("multipart/mixed; boundary=batch_7", body));
    let cookie = bed.secret(BATCH, "set-cookie in an answer of a batch", token::hex32);
    let body = format!(
        "--r1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: deskSession={cookie}; Path=/\r\n\r\n{{\"ok\":true}}\r\n--r1--\r\n"
    );
    bed.answer("/batch", "multipart/mixed; boundary=r1", body);
    let (bearer, cookie) = (
        bed.secret(BATCH, "headers object in a JSON batch", token::url_safe),
        bed.secret(BATCH, "headers list in a JSON batch", token::hex32),
    );
    let body = format!(
        r#"{{"requests":[{{"id":"1","method":"GET","url":"/me","headers":{{"Authorization":"Bearer {bearer}"}}}},{{"id":"2","method":"GET","url":"/x","headers":[{{"name":"Cookie","value":"a=1; deskSession={cookie}"}}]}}]}}"#
    );
    let url = bed.url("/v1.0/$batch");
    bed.add(Entry::get(url).post(JSON_MIME, body));
}

fn telemetry(bed: &mut Bed) {
    let (url_token, header, storage) = (
        bed.secret(TELEMETRY, "URL in an event", token::url_safe),
        bed.secret(TELEMETRY, "request headers in an event", token::url_safe),
        bed.secret(TELEMETRY, "local storage in an event", token::url_safe),
    );
    let link = bed.url(&format!("/inbox?access_token={url_token}"));
    let lines = [
        format!(r#"{{"type":"pageview","ts":1790000001,"href":"{link}"}}"#),
        format!(
            r#"{{"type":"xhr","ts":1790000002,"headers":{{"authorization":"Bearer {header}"}}}}"#
        ),
        format!(r#"{{"type":"storage","ts":1790000003,"key":"access_token","value":"{storage}"}}"#),
        r#"{"type":"click","ts":1790000004,"target":"button.session-close"}"#.to_owned(),
    ];
    let url = bed.url("/collect");
    bed.add(Entry::get(url).post("application/x-ndjson", lines.join("\n") + "\n"));
    let value = bed.secret(TELEMETRY, "breadcrumb of an error report", token::url_safe);
    let body = format!(
        "{{\"event_id\":\"1\"}}\n{{\"type\":\"event\"}}\n{{\"request\":{{\"cookies\":[[\"deskSession\",\"{value}\"]]}},\"level\":\"error\"}}\n"
    );
    let url = bed.url("/api/7/envelope/");
    bed.add(Entry::get(url).post("application/x-sentry-envelope", body));
    let value = bed.password(TELEMETRY, "recorded keystrokes");
    let body = format!(
        r#"{{"events":[{{"tag":"input","attributes":{{"type":"password","name":"password"}},"value":"{value}"}}]}}"#
    );
    let url = bed.url("/replay");
    bed.add(Entry::get(url).post(JSON_MIME, body));
}

/// Field number, wire type 2 and a length: how protobuf writes a string.
fn protobuf(fields: &[(u8, &str)]) -> Vec<u8> {
    let mut out = Vec::new();
    for (number, value) in fields {
        out.push(number << 3 | 2);
        let mut length = value.len();
        while length > 127 {
            out.push(u8::try_from(length & 127).expect("seven bits") | 128);
            length >>= 7;
        }
        out.push(u8::try_from(length).expect("seven bits"));
        out.extend_from_slice(value.as_bytes());
    }
    out
}

/// A map of short keys to strings, as msgpack writes it.
fn msgpack(fields: &[(&str, &str)]) -> Vec<u8> {
    let mut out = vec![0x80 | u8::try_from(fields.len()).expect("a few fields")];
    for text in fields.iter().flat_map(|(name, value)| [name, value]) {
        out.push(0xD9);
        out.push(u8::try_from(text.len()).expect("a short text"));
        out.extend_from_slice(text.as_bytes());
    }
    out
}

fn binary(bed: &mut Bed) {
    let jwt = bed.jwt(BINARY, "JWT in protobuf");
    let bytes = protobuf(&[(1, "anna"), (2, &jwt), (3, "en-GB")]);
    let url = bed.url("/desk.v1.Auth/Refresh");
    bed.add(Entry::get(url).body_base64("application/x-protobuf", bytes));
    let value = bed.secret(BINARY, "service token in protobuf", token::of("gitlab personal"));
    let mut bytes = vec![0, 0, 0, 0, 60];
    bytes.extend(protobuf(&[(1, "project"), (4, &value)]));
    let url = bed.url("/desk.v1.Auth/Token");
    bed.add(Entry::get(url).post("application/grpc-web-text", base64(bytes)));
    let (one, two) = (
        bed.secret(BINARY, "access_token in msgpack", token::url_safe),
        bed.secret(BINARY, "password in msgpack", token::bare_password),
    );
    let bytes = msgpack(&[("user", "anna"), ("access_token", &one), ("password", &two)]);
    let url = bed.url("/rpc.mp");
    bed.add(Entry::get(url).body_base64("application/msgpack", bytes));
    let value = bed.secret(BINARY, "authorization in protobuf text", token::url_safe);
    let bytes = protobuf(&[(1, "authorization"), (2, &format!("Bearer {value}")), (3, "host")]);
    let url = bed.url("/rpc.pb");
    bed.add(Entry::get(url).body_base64("application/octet-stream", bytes));
    let value = bed.secret(BINARY, "JSON in protobuf", token::letters);
    let json = format!(r#"{{"session":{{"secret":"{value}"}}}}"#);
    let bytes = protobuf(&[(1, "v1"), (15, &json)]);
    let url = bed.url("/rpc.pb");
    bed.add(Entry::get(url).body_base64("application/octet-stream", bytes));
}
