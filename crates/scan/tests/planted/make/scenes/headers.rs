//! Header values: every authorization scheme, the token headers of services and gateways, and
//! the odd ways in which exporters write a header.

use crate::make::bed::Bed;
use crate::make::encode::{base64, base64url};
use crate::make::har::{Entry, Node, object, pair, raw, text};
use crate::make::random::{DIGITS, HEX};
use crate::make::token::{self, Shape};

const SCHEME: &str = "header: scheme";
const NAMED: &str = "header: named";
const INVENTED: &str = "header: invented";
const ODD: &str = "header: odd spelling";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    one_value_schemes(bed);
    basic(bed);
    parameter_schemes(bed);
    named(bed);
    invented(bed);
    odd(bed);
    blocks(bed);
}

/// `Scheme value`; the fields are the scheme and the shape of the value.
const ONE_VALUE: &[(&str, Shape)] = &[
    ("Bearer", token::letters),
    ("bearer", token::hex40),
    ("BEARER", token::url_safe),
    ("Bearer", token::short16),
    ("SSWS", |r| format!("00{}", token::letters(r))),
    ("Token", token::hex40),
    ("token", token::lower26),
    ("DPoP", token::url_safe),
    ("ApiKey", |r| base64(token::letters(r))),
    ("Splunk", token::uuid),
    ("GenieKey", token::uuid),
    ("OAuth", token::url_safe),
    ("Bot", token::dotted_bot),
    ("Key", token::letters),
    ("Negotiate", |r| format!("YII{}", token::message(r))),
    ("NTLM", |r| format!("TlRMTVNTUAAD{}", token::message(r))),
    ("Zoho-oauthtoken", token::letters),
    ("Klaviyo-API-Key", token::hex40),
    ("Acme-V2-Token", token::url_safe),
    ("FieldnoteSession", token::hex32),
    ("X", token::letters),
];

fn one_value_schemes(bed: &mut Bed) {
    for (scheme, shape) in ONE_VALUE {
        let name = bed.plain.pick(&["authorization", "Authorization", "AUTHORIZATION"]);
        let value = bed.secret(SCHEME, format!("{name}: {scheme}"), *shape);
        let url = bed.url("/api/v1/tickets");
        bed.add(Entry::get(url).header(name, format!("{scheme} {value}")));
    }
    for name in ["authorization", "proxy-authorization", "Authorization"] {
        let value = bed.jwt(SCHEME, format!("{name}: Bearer with a JWT"));
        let url = bed.url("/api/me");
        bed.add(Entry::get(url).header(name, format!("Bearer {value}")));
    }
    let value = bed.secret(SCHEME, "authorization without a scheme", token::letters);
    let url = bed.url("/v3/search");
    bed.add(Entry::get(url).header("authorization", value));
    let stamp = bed.plain.text(DIGITS, 10);
    let value = bed.secret(SCHEME, "authorization: SAPISIDHASH", token::hex40);
    let url = bed.url("/youtubei/v1/browse");
    bed.add(Entry::get(url).header("authorization", format!("SAPISIDHASH {stamp}_{value}")));
    // A lower-case header name with capitals in odd places is still the same header.
    let value = bed.secret(SCHEME, "aUTHORIZATION: Bearer", token::url_safe);
    let url = bed.url("/v3/odd");
    bed.add(Entry::get(url).header("aUTHORIZATION", format!("Bearer   {value}")));
}

fn basic(bed: &mut Bed) {
    for (name, user) in [
        ("authorization", "anna.lind"),
        ("Authorization", "svc-export"),
        ("proxy-authorization", "proxyuser"),
        ("Proxy-Authorization", "anna@example.com"),
    ] {
        let password = bed.password(SCHEME, format!("{name}: Basic, password"));
        let url = bed.url("/private/");
        let credential = base64(format!("{user}:{password}"));
        bed.add(Entry::get(url).header(name, format!("Basic {credential}")));
    }
    let password = bed.awkward(SCHEME, "authorization: Basic, odd password");
    let credential = base64(format!("admin:{password}"));
    let url = bed.url("/private/odd");
    bed.add(Entry::get(url).header("authorization", format!("basic {credential}")));
    let key = bed.secret(SCHEME, "authorization: Basic, key as user", token::letters);
    let url = bed.url("/v1/charges");
    let credential = base64(format!("{key}:"));
    bed.add(Entry::get(url).header("authorization", format!("Basic {credential}")));
    let key = bed.secret(SCHEME, "authorization: Basic, key as password x", token::lower26);
    let url = bed.url("/api/v2/tickets");
    let credential = base64(format!("{key}:X"));
    bed.add(Entry::get(url).header("authorization", format!("Basic {credential}")));
}

/// Schemes with parameters; `{}` is the credential.
const PARAMETERS: &[(&str, &str, Shape)] = &[
    (
        "Digest response",
        r#"Digest username="anna", realm="files", nonce="dcd98b7102dd", uri="/dir/index", qop=auth, nc=00000001, cnonce="0a4f113b", response="{}", opaque="5ccc069c""#,
        token::hex32,
    ),
    (
        "AWS4 signature",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260304/eu-west-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature={}",
        token::hex64,
    ),
    ("Token token=", "Token token={}", token::short16),
    ("Token token=\"\"", r#"Token token="{}", email="anna@example.com""#, token::hex32),
    ("Snowflake", r#"Snowflake Token="{}""#, token::sealed),
    (
        "OAuth 1.0 signature",
        r#"OAuth oauth_consumer_key="desk", oauth_nonce="kYjzVBB8Y0", oauth_signature_method="HMAC-SHA1", oauth_timestamp="1318622958", oauth_version="1.0", oauth_signature="{}""#,
        token::letters,
    ),
    (
        "OAuth 1.0 token",
        r#"OAuth oauth_consumer_key="desk", oauth_token="{}", oauth_version="1.0""#,
        token::letters,
    ),
    (
        "Hawk mac",
        r#"Hawk id="dh37fgj492je", ts="1353832234", nonce="j4h3g2", mac="{}""#,
        token::padded,
    ),
    (
        "Signature",
        r#"Signature keyId="desk-1",algorithm="hmac-sha256",headers="date",signature="{}""#,
        token::padded,
    ),
    (
        "SharedAccessSignature",
        "SharedAccessSignature sr=desk.example&se=1790003600&skn=send&sig={}",
        token::letters,
    ),
    ("SharedKey", "SharedKey deskstore:{}", token::padded),
    ("GoogleLogin", "GoogleLogin auth={}", token::sealed),
    ("MediaBrowser", r#"MediaBrowser Client="web", Device="tv", Token="{}""#, token::hex32),
    ("PVEAPIToken", "PVEAPIToken=root@pam!ci={}", token::uuid),
    ("unknown with parameters", r#"Larkspur id="desk-7", proof="{}""#, token::url_safe),
];

fn parameter_schemes(bed: &mut Bed) {
    for (place, pattern, shape) in PARAMETERS {
        let value = bed.secret(SCHEME, format!("authorization: {place}"), *shape);
        let url = bed.url("/api/objects");
        bed.add(Entry::get(url).header("authorization", pattern.replace("{}", &value)));
    }
    let value = bed.secret(NAMED, "authentication-info rspauth", token::hex32);
    let url = bed.url("/dir/index");
    let line = format!(r#"qop=auth, rspauth="{value}", cnonce="0a4f113b", nc=00000001"#);
    bed.add(Entry::get(url).answer_header("authentication-info", line));
    let value = bed.jwt(NAMED, "sec-websocket-protocol, Kubernetes bearer");
    let url = bed.url("/api/v1/namespaces/desk/pods/web-0/exec");
    let line =
        format!("base64url.bearer.authorization.k8s.io.{}, base64.binary.k8s.io", base64url(value));
    bed.add(Entry::get(url).header("sec-websocket-protocol", line));
    let value = bed.secret(NAMED, "sec-websocket-protocol, token list", token::letters);
    let url = bed.url("/live");
    bed.add(Entry::get(url).header("sec-websocket-protocol", format!("access_token, {value}")));
}

/// Headers that services give a name to.
const NAMES: &[(&str, Shape)] = &[
    ("x-amz-security-token", |r| format!("IQoJb3JpZ2lu{}", token::sealed(r))),
    ("X-Vault-Token", |r| format!("s.{}", token::lower26(r))),
    ("PRIVATE-TOKEN", token::lower26),
    ("JOB-TOKEN", token::letters),
    ("Ocp-Apim-Subscription-Key", token::hex32),
    ("CF-Access-Client-Secret", token::hex64),
    ("X-MS-TOKEN-AAD-ACCESS-TOKEN", token::sealed),
    ("X-MS-TOKEN-AAD-REFRESH-TOKEN", token::entra_refresh),
    ("X-Forwarded-Access-Token", token::letters),
    ("X-Subject-Token", token::url_safe),
    ("x-xsrf-token", token::url_safe),
    ("X-CSRF-Token", token::padded),
    ("X-CSRFToken", token::letters),
    ("x-okta-xsrftoken", token::hex64),
    ("x-hub-signature", |r| format!("sha1={}", token::hex40(r))),
    ("x-hub-signature-256", |r| format!("sha256={}", token::hex64(r))),
    ("x-slack-signature", |r| format!("v0={}", token::hex64(r))),
    ("X-Api-Key", token::letters),
    ("Api-Key", token::hex32),
    ("DD-API-KEY", token::hex32),
    ("DD-APPLICATION-KEY", token::hex40),
    ("X-Auth-Token", token::uuid),
    ("X-UserToken", token::hex64),
    ("X-Tableau-Auth", token::url_safe),
    ("X-Shopify-Access-Token", token::hex32),
    ("X-Figma-Token", token::letters),
    ("Jenkins-Crumb", token::hex64),
    ("X-Splunk-Form-Key", token::code8),
    ("X-Plex-Token", token::short16),
    ("X-Rundeck-Auth-Token", token::letters),
    ("X-Consul-Token", token::uuid),
    ("X-JFrog-Art-Api", token::letters),
    ("x-goog-api-key", token::url_safe),
    ("X-ChargeBee-Key", token::letters),
    ("X-Session-Id", token::hex32),
];

fn named(bed: &mut Bed) {
    for (name, shape) in NAMES {
        let value = bed.secret(NAMED, *name, *shape);
        let url = bed.url("/v1/resources");
        bed.add(Entry::get(url).header(name, value));
    }
    for name in [
        "Cf-Access-Jwt-Assertion",
        "X-Goog-IAP-JWT-Assertion",
        "x-amzn-oidc-data",
        "dpop",
        "x-id-token",
    ] {
        let value = bed.jwt(NAMED, name);
        let url = bed.url("/internal/report");
        bed.add(Entry::get(url).header(name, value));
    }
    for (name, shape) in [
        ("x-auth-token", token::hex40 as Shape),
        ("X-Subject-Token", token::url_safe),
        ("x-new-access-token", token::letters),
        ("refresh-token", token::url_safe),
        ("x-csrf-token", token::padded),
        ("x-amz-meta-upload-secret", token::letters),
    ] {
        let value = bed.secret(NAMED, format!("{name} of an answer"), shape);
        let url = bed.url("/v1/session");
        bed.add(Entry::get(url).answer_header(name, value));
    }
}

fn invented(bed: &mut Bed) {
    let shapes: [Shape; 5] =
        [token::hex32, token::url_safe, token::letters, token::uuid, token::padded];
    let words = ["token", "key", "secret", "auth", "session", "sig", "Token", "SIGNATURE"];
    for (at, word) in words.into_iter().enumerate() {
        for style in 0..2 {
            let site = bed.plain.pick(&["acme", "desk", "tenant", "gateway", "Relay", "partner"]);
            let middle = bed.plain.pick(&["", "user-", "edge-", "app-"]);
            let name = match style {
                0 => format!("x-{site}-{middle}{word}"),
                _ => format!("X-{middle}{site}-{word}"),
            };
            let value = bed.secret(INVENTED, name.clone(), shapes[(at + style) % shapes.len()]);
            let url = bed.url("/v2/items");
            let entry = Entry::get(url);
            let entry = match bed.plain.below(3) {
                0 => entry.answer_header(&name, value),
                _ => entry.header(&name, value),
            };
            bed.add(entry);
        }
    }
}

fn odd(bed: &mut Bed) {
    let swapped =
        |name: &str, value: String| object([("value", text(value)), ("name", text(name))]);
    let value = bed.secret(ODD, "value before name, authorization", token::url_safe);
    let url = bed.url("/order/1");
    bed.add(Entry::get(url).header_node(swapped("authorization", format!("Bearer {value}"))));
    let value = bed.secret(ODD, "value before name, x-api-key", token::hex32);
    let url = bed.url("/order/2");
    bed.add(Entry::get(url).header_node(swapped("x-api-key", value)));
    let value = bed.secret(ODD, "value before name, set-cookie", token::hex32);
    let url = bed.url("/order/3");
    bed.add(
        Entry::get(url)
            .answer_header_node(swapped("Set-Cookie", format!("deskSession={value}; Path=/"))),
    );
    let value = bed.secret(ODD, "value before name with a comment between", token::letters);
    let url = bed.url("/order/4");
    bed.add(Entry::get(url).header_node(object([
        ("value", text(value)),
        ("comment", text("added by the proxy")),
        ("name", text("X-Auth-Token")),
    ])));
    let value = bed.secret(ODD, "number under x-api-key", token::number14);
    let url = bed.url("/order/5");
    bed.add(
        Entry::get(url).header_node(object([("name", text("X-Api-Key")), ("value", raw(value))])),
    );
    let value = bed.code(ODD, "number under x-otp", token::code6);
    let url = bed.url("/order/6");
    bed.add(Entry::get(url).header_node(object([("name", text("X-OTP")), ("value", raw(value))])));
    let url = bed.url("/order/7");
    bed.add(
        Entry::get(url)
            .header_node(object([("name", text("x-session-token")), ("value", raw(true))]))
            .header_node(object([("name", text("x-auth-token"))])),
    );
    let value = bed.secret(ODD, "name written with escapes", token::letters);
    let url = bed.url("/order/8");
    bed.add(Entry::get(url).header_node(Node::Raw(format!(
        r#"{{ "na\u006de": "authoriz\u0061tion", "valu\u0065": "Bearer {value}" }}"#
    ))));
    let value = bed.secret(ODD, "value written with escapes", token::letters);
    let url = bed.url("/order/9");
    let spelled = crate::make::encode::json_unicode(&format!("Bearer {value}"));
    bed.add(
        Entry::get(url)
            .header_node(Node::Raw(format!(r#"{{"name":"Authorization","value":"{spelled}"}}"#))),
    );
    let value = bed.secret(ODD, "the name twice, credential first", token::letters);
    let url = bed.url("/order/10");
    bed.add(Entry::get(url).header_node(Node::Raw(format!(
        r#"{{"name":"x-access-token","value":"{value}","value":""}}"#
    ))));
    let (one, two) = (
        bed.secret(ODD, "two values in one header, first", token::hex32),
        bed.secret(ODD, "two values in one header, second", token::hex32),
    );
    let url = bed.url("/order/11");
    bed.add(Entry::get(url).header("x-api-key", format!("{one}, {two}")));
}

/// Headers as a block of text or as JSON of another kind.
fn blocks(bed: &mut Bed) {
    for key in ["_headersText", "_headers", "headersText"] {
        let bearer = bed.secret(ODD, format!("{key}: authorization"), token::url_safe);
        let cookie = bed.secret(ODD, format!("{key}: cookie"), token::hex32);
        let id = bed.plain.text(HEX, 16);
        let block = format!(
            "GET /inbox HTTP/1.1\r\nHost: desk.example\r\nAuthorization: Bearer {bearer}\r\nX-Request-Id: {id}\r\nCookie: lang=en; deskSession={cookie}\r\n\r\n"
        );
        let url = bed.url("/inbox");
        bed.add(Entry::get(url).request_extra(key, text(block)));
    }
    let cookie = bed.secret(ODD, "_headersText of an answer: set-cookie", token::url_safe);
    let block = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: portal_auth={cookie}; Path=/; HttpOnly\r\n\r\n"
    );
    let url = bed.url("/portal");
    bed.add(Entry::get(url).response_extra("_headersText", text(block)));
    let value = bed.secret(ODD, "_headers as an object", token::url_safe);
    let url = bed.url("/objects");
    bed.add(Entry::get(url).request_extra(
        "_headers",
        object([("Accept", text("*/*")), ("Authorization", text(format!("Bearer {value}")))]),
    ));
    let value = bed.secret(ODD, "_rawHeaders as a list of pairs", token::letters);
    let url = bed.url("/lists");
    bed.add(Entry::get(url).request_extra(
        "_rawHeaders",
        Node::List(vec![
            Node::List(vec![text("accept"), text("*/*")]),
            Node::List(vec![text("x-api-key"), text(value)]),
        ]),
    ));
    let value = bed.secret(ODD, "postData.headers of a part", token::letters);
    let url = bed.url("/parts");
    bed.add(Entry::get(url).post_node(object([
        ("mimeType", text("multipart/form-data; boundary=b1")),
        ("headers", Node::List(vec![pair("Authorization", format!("Bearer {value}"))])),
        ("text", text("--b1\r\n\r\nhello\r\n--b1--\r\n")),
    ])));
}
