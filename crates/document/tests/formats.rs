//! Formats inside codecs inside formats, through the real walker: every value comes out with its
//! name, its kind and its chain, and an edit of it goes back through the chain and touches nothing
//! else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use scrubjay_document::{
    At, Budget, Context, Edit, Lead, Leaf, Limits, Span, Step, Unread, Visitor, Walker, splice,
};

/// A value that was seen.
#[derive(Clone, Debug)]
struct Value {
    context: Context,
    name: String,
    text: Vec<u8>,
    path: String,
    chain: Vec<Step>,
    base: usize,
}

impl Value {
    fn chain(&self) -> String {
        self.chain.iter().map(|step| step.codec.label()).collect::<Vec<_>>().join(" ")
    }
}

#[derive(Default)]
struct Collect {
    values: Vec<Value>,
    unread: Vec<Unread>,
}

impl Visitor for Collect {
    fn leaf(&mut self, leaf: &Leaf<'_>, at: &At<'_>, _: &mut Vec<Lead>) -> bool {
        self.values.push(Value {
            context: leaf.context,
            name: String::from_utf8_lossy(leaf.name).into_owned(),
            text: leaf.text.to_vec(),
            path: at.path.render(),
            chain: at.chain.to_vec(),
            base: at.base,
        });
        leaf.closed
    }

    fn unread(&mut self, reason: Unread, _: &At<'_>) {
        self.unread.push(reason);
    }
}

fn walk(source: &[u8]) -> Collect {
    let limits = Limits::default();
    let budget = Budget::new(&limits);
    let mut all = Collect::default();
    Walker::new(&mut all, &limits, &budget, &[]).look(source, 0, Context::Text, b"");
    all
}

fn find(source: &[u8], context: Context, name: &str, text: &[u8]) -> Value {
    let all = walk(source);
    let is = |value: &&Value| value.context == context && value.name == name && value.text == text;
    all.values.iter().find(is).cloned().unwrap_or_else(|| {
        let seen: Vec<String> = all
            .values
            .iter()
            .map(|value| {
                let text = value.text.escape_ascii();
                format!(
                    "{:?} {} = {text} at {} via {}",
                    value.context,
                    value.name,
                    value.path,
                    value.chain()
                )
            })
            .collect();
        panic!("no {context:?} {name} in\n{}\nbut\n{}", source.escape_ascii(), seen.join("\n"))
    })
}

/// Replaces all of `value` and carries the edit out to the source.
fn replace(source: &[u8], value: &Value, replacement: &[u8]) -> Vec<u8> {
    let limits = Limits::default();
    let mut raws = vec![source.to_vec()];
    for step in &value.chain {
        let outer = raws.last().expect("never empty");
        let decoded =
            step.codec.codec().decode(step.span.slice(outer), &limits).expect("decoded once");
        let inner = decoded.bytes.into_owned();
        raws.push(inner);
    }
    let span = Span::new(0, value.text.len()).shifted(value.base);
    assert_eq!(span.slice(raws.last().expect("never empty")), value.text, "the chain leads there");
    let mut edits = vec![Edit { span, replacement: replacement.to_vec() }];
    for (step, outer) in value.chain.iter().zip(&raws).rev() {
        edits = step.codec.codec().lift(step.span.slice(outer), &edits, &limits).expect("lifts");
        for edit in &mut edits {
            edit.span = edit.span.shifted(step.span.start);
        }
    }
    let mut out = Vec::new();
    splice(source, &edits, &mut out);
    out
}

const PLACEHOLDER: &[u8] = b"REDACTED-sample-0123456789ab";

/// The value is found, and after an edit through its chain it is the only one that has changed.
fn check(
    source: impl AsRef<[u8]>,
    context: Context,
    name: &str,
    text: &str,
    path: &str,
    chain: &str,
) {
    check_with(PLACEHOLDER, source.as_ref(), context, name, text, path, chain);
}

fn check_with(
    placeholder: &[u8],
    source: &[u8],
    context: Context,
    name: &str,
    text: &str,
    path: &str,
    chain: &str,
) {
    let value = find(source, context, name, text.as_bytes());
    assert_eq!(value.path, path, "in {}", source.escape_ascii());
    assert_eq!(value.chain(), chain, "in {}", source.escape_ascii());
    let redacted = replace(source, &value, placeholder);
    let again = find(&redacted, context, name, placeholder);
    assert_eq!(again.path, path);
    // What holds the value differs, and nothing else.
    let rest = |source: &[u8]| {
        let values = walk(source).values.into_iter();
        values
            .filter(|value| !path.starts_with(&value.path))
            .map(|value| (value.name, value.path, value.text))
            .collect::<Vec<_>>()
    };
    assert_eq!(rest(source), rest(&redacted), "in {}", redacted.escape_ascii());
}

fn encoded(text: &str) -> String {
    STANDARD.encode(text)
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string")
}

#[test]
fn finds_json_in_an_attribute_in_a_page_in_json() {
    let page =
        r#"<div class="a" data-state="{&quot;accessToken&quot;:&quot;t0k&amp;en&quot;}">x</div>"#;
    check(
        format!("{{\"html\":{}}}", quoted(page)),
        Context::Key,
        "accessToken",
        "t0k&en",
        "html.div.data-state.accessToken",
        "json-string html-entity json-string",
    );
}

#[test]
fn finds_the_state_of_a_script_and_hidden_inputs() {
    let page = "<!doctype html><html><head><script id=\"__NEXT_DATA__\" type=\"application/json\">\
                {\"props\":{\"token\":\"abc\"}}</script></head><body><form action=\"/go?sid=s1&amp;x=2\">\
                <input value='v&#39;1' type=hidden name=csrf></form></body>";
    check(
        page,
        Context::Key,
        "token",
        "abc",
        "html.head.script.__NEXT_DATA__.props.token",
        "json-string",
    );
    check(page, Context::Param, "csrf", "v'1", "html.body.form.input.csrf", "html-entity");
    check(page, Context::Param, "sid", "s1", "html.body.form.action.query.sid", "html-entity form");
    let meta = "<meta content='sid=abc; Path=/' http-equiv=set-cookie>";
    check(meta, Context::SetCookie, "sid", "abc", "meta.set-cookie.sid", "html-entity");
}

#[test]
fn finds_messages_in_batches_in_messages() {
    let inner =
        "--in\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nhunter2\r\n--in--\r\n";
    let message = format!(
        "POST /a?k=v HTTP/1.1\r\nAuthorization: Bearer abc\r\nContent-Type: multipart/form-data; boundary=in\r\n\r\n{inner}"
    );
    let batch = format!(
        "--out\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n{message}\r\n--out--\r\n"
    );
    let whole = format!(
        "POST /$batch HTTP/1.1\r\nHost: a.example\r\nContent-Type: multipart/mixed; boundary=out\r\n\r\n{batch}"
    );
    check(&whole, Context::Param, "password", "hunter2", "body[0].body[0].password", "");
    check(
        &whole,
        Context::RequestHeader,
        "Authorization",
        "Bearer abc",
        "body[0].Authorization",
        "",
    );
    check(&whole, Context::Param, "k", "v", "body[0].target.query.k", "form");
    check(
        format!("{{\"text\":{},\"mimeType\":\"multipart/mixed\"}}", quoted(&batch)),
        Context::Param,
        "password",
        "hunter2",
        "text[0].body[0].password",
        "json-string",
    );
}

#[test]
fn finds_mails_in_quoted_printable() {
    let mail = "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
                <p>x</p><input type=3D\"password\" name=3D\"pw\" value=3D\"hunt=\r\ner2\">\r\n--b--\r\n";
    check(mail, Context::Param, "pw", "hunter2", "[0].input.pw", "quoted-printable html-entity");
    let bare = "<p style=3D\"color:red\">this is a line of a mail that goes on and on and on =\r\n\
                and on</p><a href=3D\"https://a.example/reset?token=3Dabc\">x</a>";
    check(
        bare,
        Context::Param,
        "token",
        "abc",
        "a.href.query.token",
        "quoted-printable html-entity form",
    );
}

#[test]
fn finds_what_secrets_of_clusters_hold() {
    let docker = r#"{"auths":{"r.example":{"password":"hunter2"}}}"#;
    let secret = format!(
        "apiVersion: v1\nkind: Secret\ndata:\n  pin: {}\n  .dockerconfigjson: {}\n",
        encoded("1234"),
        encoded(docker)
    );
    // Whatever it is called, it is a secret.
    check(&secret, Context::Key, "secret", "1234", "data.pin", "base64");
    check(
        format!("{{\"file\":{}}}", quoted(&secret)),
        Context::Key,
        "password",
        "hunter2",
        "file.data.\".dockerconfigjson\".auths.\"r.example\".password",
        "json-string base64 json-string",
    );
}

#[test]
fn finds_saml_in_a_form() {
    let saml = "<samlp:Response xmlns:samlp='urn:x'><ds:SignatureValue>c2ln</ds:SignatureValue>\
                <saml:Attribute Name='email'><saml:AttributeValue>anna@a.example</saml:AttributeValue>\
                </saml:Attribute></samlp:Response>";
    let form = format!(
        "RelayState=x&SAMLResponse={}",
        encoded(saml).replace('+', "%2B").replace('=', "%3D")
    );
    check(
        &form,
        Context::Key,
        "SignatureValue",
        "c2ln",
        "SAMLResponse.Response.SignatureValue",
        "form base64 html-entity",
    );
    check(
        &form,
        Context::Key,
        "AttributeValue",
        "anna@a.example",
        "SAMLResponse.Response.Attribute.email.AttributeValue",
        "form base64 html-entity",
    );
}

#[test]
fn finds_values_in_frames_of_sockets() {
    check(
        "42[\"login\",{\"password\":\"hunter2\"}]",
        Context::Key,
        "password",
        "hunter2",
        "[1].password",
        "json-string",
    );
    check("0{\"sid\":\"abc\",\"upgrades\":[]}", Context::Key, "sid", "abc", "sid", "json-string");
    check(
        "42/admin,7[\"auth\",{\"token\":\"abc\"}]",
        Context::Key,
        "token",
        "abc",
        "[1].token",
        "json-string",
    );
    check(
        "{\"type\":\"connection_init\",\"payload\":{\"authToken\":\"abc\"}}",
        Context::Key,
        "authToken",
        "abc",
        "payload.authToken",
        "json-string",
    );
    check(
        "a[\"CONNECT\\nlogin:anna\\npasscode:hunter2\\n\\n\\u0000\"]",
        Context::Key,
        "passcode",
        "hunter2",
        "[0].passcode",
        "json-string",
    );
    check(
        "event: session\ndata: {\"token\":\"abc\"}\n\n",
        Context::Key,
        "token",
        "abc",
        "[0].data.token",
        "json-string",
    );
}

#[test]
fn finds_strings_in_binary_bodies() {
    let message = b"\0\0\0\0\x22\x0a\x20abcdefghijklmnopqrstuvwxyz012345";
    let body = format!("{{\"text\":\"{}\",\"encoding\":\"base64\"}}", STANDARD.encode(message));
    // A length stands before the string: what takes its place is as long.
    check_with(
        b"REDACTED-sample-0123456789abcdef",
        body.as_bytes(),
        Context::Text,
        "",
        "abcdefghijklmnopqrstuvwxyz012345",
        "text[0][1]",
        "json-string base64",
    );
    let packed = b"\x82\xa8username\xa4anna\xa8password\xa7hunter2";
    let body =
        format!("{{\"type\":\"send\",\"opcode\":2,\"data\":\"{}\"}}", STANDARD.encode(packed));
    check(body, Context::Key, "password", "hunter2", "data.password", "json-string base64");
}

#[test]
fn finds_values_in_files_in_fields() {
    check(
        "{\"f\":\"A=1\\nTOKEN=\\\"a\\\\tb\\\"\\n\"}",
        Context::Key,
        "TOKEN",
        "a\tb",
        "f.TOKEN",
        "json-string js-string",
    );
    check(
        "{\"f\":\"user,token,x\\nanna,abc,1\\n\"}",
        Context::Key,
        "token",
        "abc",
        "f[0].token",
        "json-string",
    );
    check(
        "level=info token=abc url=https://a.example/?k=v",
        Context::Param,
        "k",
        "v",
        "url.query.k",
        "form",
    );
    check(
        "<c><![CDATA[{\"token\":\"a<b\"}]]></c>",
        Context::Key,
        "token",
        "a<b",
        "c.token",
        "json-string",
    );
    check(
        "{\"headersText\":\"HTTP/1.1 200 OK\\r\\nset-cookie: sid=abc; Path=/\\r\\n\\r\\n\"}",
        Context::SetCookie,
        "sid",
        "abc",
        "headersText.set-cookie.sid",
        "json-string",
    );
    check(
        "{\"log\":\"* x\\n> GET /?k=v HTTP/1.1\\n> Cookie: sid=abc\\n\"}",
        Context::Cookie,
        "sid",
        "abc",
        "log.Cookie.sid",
        "json-string",
    );
}

#[test]
fn goes_on_after_a_bad_line_of_ndjson() {
    let lines = "{\"a\":\"1\"}\n{\"b\":oops}\nnot json at all\n{\"token\":\"abc\"}\n";
    let value = find(lines.as_bytes(), Context::Key, "token", b"abc");
    assert_eq!(value.chain(), "json-string");
}
