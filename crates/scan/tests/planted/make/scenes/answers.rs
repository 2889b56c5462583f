//! Answers in JSON: a credential under every kind of key, in every kind of value, and bodies that
//! the exporter or the server has wrapped.

use crate::make::bed::Bed;
use crate::make::encode::{base64, gzip, json_unicode, quoted};
use crate::make::har::{Entry, raw, text};
use crate::make::random::HEX;
use crate::make::token::{self, Shape};

const KEY: &str = "answer: by key";
const VALUE: &str = "answer: other values";
const SPELLED: &str = "answer: spelled keys";
const SHAPE: &str = "answer: by shape";
const WRAPPED: &str = "answer: wrapped body";

const JSON_MIME: &str = "application/json; charset=utf-8";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    keys(bed);
    values(bed);
    spelled(bed);
    shapes(bed);
    wrapped(bed);
}

const KEYS: &[(&str, Shape)] = &[
    ("access_token", token::url_safe),
    ("accessToken", token::url_safe),
    ("refresh_token", token::entra_refresh),
    ("refreshToken", token::hex64),
    ("id_token", token::url_safe),
    ("sessionToken", |r| format!("20111{}", token::url_safe(r))),
    ("session_id", token::hex32),
    ("sessionId", token::uuid),
    ("authToken", token::hex40),
    ("auth_token", token::letters),
    ("token", token::uuid),
    ("bearer", token::letters),
    ("stateToken", |r| format!("00{}", token::letters(r))),
    ("stateHandle", |r| format!("02.id.{}", token::url_safe(r))),
    ("csrf", token::hex40),
    ("csrfToken", token::padded),
    ("xsrf_token", token::letters),
    ("api_key", token::hex32),
    ("apiKey", token::letters),
    ("apikey", token::lower26),
    ("API-Key", token::letters),
    ("secret", token::letters),
    ("client_secret", token::letters),
    ("clientSecret", token::url_safe),
    ("secretAccessKey", token::aws_secret),
    ("aws_secret_access_key", token::aws_secret),
    ("SecretAccessKey", token::aws_secret),
    ("private_key_password", token::policy_password),
    ("webhook_secret", token::hex40),
    ("signing_secret", token::hex32),
    ("signingKey", token::padded),
    ("encryption_key", token::padded),
    ("account_key", token::padded),
    ("AccountKey", token::padded),
    ("SharedAccessKey", token::padded),
    ("connection_secret", token::letters),
    ("deploy_key", token::upper_groups),
    ("licenseKeySecret", token::upper_groups),
    ("otpSecret", token::totp_seed),
    ("totp_secret", token::totp_seed),
    ("wsAuthToken", token::letters),
    ("userAuthenticationToken", token::hex64),
    ("impersonation_token", token::lower26),
    ("pairingSecret", token::short16),
    ("smtp_password", token::policy_password),
    ("adminPwd", token::leet_password),
    ("dbPassword", token::bare_password),
    ("tempPassword", token::word_digits),
    ("magicLinkToken", token::url_safe),
    ("unlock_token", token::letters),
    ("JSESSIONID", token::hex32),
    ("sid", token::hex32),
    ("g_ck", token::hex64),
    ("authorization", |r| format!("Bearer {}", token::letters(r))),
];

fn keys(bed: &mut Bed) {
    for (at, row) in KEYS.iter().enumerate() {
        let (name, shape) = *row;
        let drawn = bed.draw(shape);
        // What counts of `Bearer x` is x.
        let start = if drawn.starts_with("Bearer ") { 7 } else { 0 };
        let least = match drawn.len() {
            20.. => crate::make::Least::Piece(start..drawn.len()),
            _ => crate::make::Least::Whole,
        };
        let value = bed.remember(KEY, name, drawn, least);
        let id = bed.plain.text(HEX, 8);
        let field = format!("{}:{}", quoted(name), quoted(&value));
        let body = match at % 4 {
            0 => format!(r#"{{"id":"{id}",{field},"expires_in":3600}}"#),
            1 => format!(
                "{{\n    \"data\": {{\n        {field},\n        \"id\": \"{id}\"\n    }}\n}}"
            ),
            2 => format!(r#"[{{"id":"{id}"}},{{"attributes":{{{field}}}}}]"#),
            _ => format!(r#"{{"result":{{"list":[{{{field}}}],"id":"{id}"}}}}"#),
        };
        bed.answer("/api/account", JSON_MIME, body);
    }
}

fn values(bed: &mut Bed) {
    let number = bed.secret(VALUE, "number under api_key", token::number14);
    bed.answer("/v/1", JSON_MIME, format!(r#"{{"api_key":{number}}}"#));
    let number = bed.code(VALUE, "number under pin", token::code6);
    bed.answer("/v/2", JSON_MIME, format!(r#"{{"user":7,"pin": {number} }}"#));
    let negative = bed.secret(VALUE, "negative number under secret", token::number14);
    bed.answer("/v/3", JSON_MIME, format!(r#"{{"secret":-{negative}}}"#));
    let (one, two, three) = (
        bed.secret(VALUE, "list under recovery_codes, first", token::user_code),
        bed.secret(VALUE, "list under recovery_codes, second", token::user_code),
        bed.secret(VALUE, "list under recovery_codes, third", token::user_code),
    );
    let body = format!(r#"{{"recovery_codes":["{one}","{two}","{three}"],"count":3}}"#);
    bed.answer("/v/4", JSON_MIME, body);
    let (one, two) = (
        bed.secret(VALUE, "list under tokens", token::letters),
        bed.secret(VALUE, "list under tokens, second", token::letters),
    );
    bed.answer("/v/5", JSON_MIME, format!(r#"{{"tokens":["{one}",["{two}"]]}}"#));
    let (one, two) = (
        bed.secret(VALUE, "object under secrets", token::letters),
        bed.secret(VALUE, "object under secrets, deeper", token::letters),
    );
    let body = format!(r#"{{"secrets":{{"DESK":"{one}","more":{{"PINE":"{two}"}}}}}}"#);
    bed.answer("/v/6", JSON_MIME, body);
    let (one, two) = (
        bed.secret(VALUE, "object under access_token: value", token::url_safe),
        bed.secret(VALUE, "object under password: plain", token::policy_password),
    );
    let body = format!(
        r#"{{"access_token":{{"value":"{one}","expires":3600}},"password":{{"plain":"{two}","hashed":false}}}}"#
    );
    bed.answer("/v/7", JSON_MIME, body);
    for (place, pattern) in [
        ("name and value", r#"{"params":[{"name":"api_token","value":"{}"}]}"#),
        (
            "Name and Value",
            r#"{"Parameters":[{"Name":"DbPassword","Value":"{}","Type":"String"}]}"#,
        ),
        ("key and value", r#"{"env":[{"key":"SECRET_KEY_BASE","value":"{}"}]}"#),
        ("k and v", r#"{"items":[{"k":"access_token","v":"{}"}]}"#),
        ("value, then name", r#"{"env":[{"value":"{}","name":"AUTH_TOKEN"}]}"#),
        ("type and value", r#"{"credentials":[{"type":"password","value":"{}"}]}"#),
        ("label and content", r#"{"rows":[{"label":"Client secret","content":"{}"}]}"#),
        ("two-element list", r#"{"rows":[["region","eu"],["client_secret","{}"]]}"#),
        ("columns and rows", r#"{"columns":["id","api_key"],"rows":[[1,"{}"]]}"#),
        ("key with a space", r#"{"API Key":"{}"}"#),
        ("key in Basic", r#"{"headers":{"Authorization":"Basic eDp4","X-Auth-Token":"{}"}}"#),
    ] {
        let value = bed.secret(VALUE, place, token::letters);
        bed.answer("/v/8", JSON_MIME, pattern.replace("{}", &value));
    }
    let (one, two) = (
        bed.secret(VALUE, "the key twice, first", token::letters),
        bed.secret(VALUE, "the key twice, second", token::letters),
    );
    bed.answer("/v/9", JSON_MIME, format!(r#"{{"token":"{one}","token":"{two}"}}"#));
    let value = bed.secret(VALUE, "beside a lone surrogate", token::letters);
    bed.answer("/v/10", JSON_MIME, format!(r#"{{"title":"a \ud83d b","token":"{value}"}}"#));
    let value = bed.secret(VALUE, "under a key of another script", token::letters);
    bed.answer("/v/11", JSON_MIME, format!(r#"{{"größe":1,"Kennwort_token":"{value}"}}"#));
    let value = bed.secret(VALUE, "a string that is only the token", token::of("github classic"));
    bed.answer("/v/12", JSON_MIME, quoted(&value));
    let value = bed.secret(VALUE, "after 1e400 and -0", token::letters);
    bed.answer("/v/13", JSON_MIME, format!(r#"{{"n":1e400,"z":-0.0,"api_token":"{value}"}}"#));
}

fn spelled(bed: &mut Bed) {
    for (place, key) in [
        ("underscore", r"access\u005ftoken"),
        ("first letter", r"\u0061ccess_token"),
        ("capital digits", r"refresh\u005Ftoken"),
        ("slash in front", r"\/client_secret"),
    ] {
        let value = bed.secret(SPELLED, format!("key: {place}"), token::url_safe);
        bed.answer("/s/1", JSON_MIME, format!(r#"{{"{key}":"{value}"}}"#));
    }
    let value = bed.secret(SPELLED, "whole key", token::url_safe);
    let key = json_unicode("password");
    bed.answer("/s/2", JSON_MIME, format!(r#"{{"{key}":"{value}"}}"#));
    let value = bed.password(SPELLED, "whole value");
    bed.answer("/s/3", JSON_MIME, format!(r#"{{"password":"{}"}}"#, json_unicode(&value)));
    let value = bed.secret(SPELLED, "key and value", token::letters);
    let (key, spelled) = (json_unicode("apiKey"), json_unicode(&value));
    bed.answer("/s/4", JSON_MIME, format!(r#"{{"{key}":"{spelled}"}}"#));
    let value = bed.secret(SPELLED, "slashes escaped", token::padded);
    let spelled = value.replace('/', "\\/").replace('+', "\\u002b").replace('=', "\\u003D");
    bed.answer("/s/5", JSON_MIME, format!(r#"{{"secretKey":"{spelled}"}}"#));
    let value = bed.secret(SPELLED, "outer file escapes too", token::letters);
    let body = json_unicode(&format!(r#"{{"api\u005fkey":"{value}"}}"#));
    let url = bed.url("/s/6");
    bed.add(Entry::get(url).content([
        ("size", raw(80)),
        ("mimeType", text("application/json")),
        ("text", raw(format!("\"{body}\""))),
    ]));
    let value = bed.secret(SPELLED, "ampersand escaped for HTML", token::letters);
    let body = format!(r#"{{"link":"\/a?x=1\u0026access_token={value}\u0026y=2"}}"#);
    bed.answer("/s/7", JSON_MIME, body);
}

/// Service tokens with no name that would give them away.
fn shapes(bed: &mut Bed) {
    for (at, (service, shape)) in token::PREFIXED.iter().enumerate() {
        let value = bed.secret(SHAPE, *service, *shape);
        let id = bed.plain.text(HEX, 8);
        let (mime, body) = match at % 6 {
            0 => (JSON_MIME, format!(r#"{{"id":"{id}","note":"{value}"}}"#)),
            1 => ("text/plain", format!("{id} was called with {value} (ok)\n")),
            2 => (JSON_MIME, format!(r#"["{id}","{value}"]"#)),
            3 => ("text/html", format!("<td>{id}</td><td>{value}</td>")),
            4 => ("text/javascript", format!("var a='{id}',b='{value}';f(a,b)")),
            _ => (JSON_MIME, format!(r#"{{"text":"see \"{value}\" for {id}"}}"#)),
        };
        bed.answer("/shape", mime, body);
    }
}

fn wrapped(bed: &mut Bed) {
    let value = bed.secret(WRAPPED, "base64 content", token::url_safe);
    let url = bed.url("/w/1");
    bed.add(Entry::get(url).body_base64(JSON_MIME, format!(r#"{{"access_token":"{value}"}}"#)));
    let value = bed.secret(WRAPPED, "base64 text without a declaration", token::url_safe);
    bed.answer("/w/2", "text/plain", base64(format!(r#"{{"access_token":"{value}"}}"#)));
    let value = bed.secret(WRAPPED, "declared base64, plain text", token::url_safe);
    let url = bed.url("/w/3");
    bed.add(Entry::get(url).content([
        ("size", raw(60)),
        ("mimeType", text("application/json")),
        ("encoding", text("base64")),
        ("text", text(format!(r#"{{"access_token":"{value}"}}"#))),
    ]));
    let value = bed.secret(WRAPPED, "encoding utf-8", token::url_safe);
    let url = bed.url("/w/4");
    bed.add(Entry::get(url).content([
        ("size", raw(60)),
        ("encoding", text("utf-8")),
        ("text", text(format!(r#"{{"access_token":"{value}"}}"#))),
    ]));
    let value = bed.secret(WRAPPED, "base64 with line breaks", token::url_safe);
    let json = format!(r#"{{"padding":"{}","api_secret":"{value}"}}"#, "padding ".repeat(12));
    let url = bed.url("/w/5");
    bed.add(Entry::get(url).content([
        ("size", raw(60)),
        ("mimeType", text("application/json")),
        ("encoding", text("base64")),
        ("text", text(crate::make::encode::base64_lines(&json, "\r\n"))),
    ]));
    let value = bed.secret(WRAPPED, "base64 with spaces for plus signs", token::url_safe);
    let json = format!(r#"{{"pad":"~~~>>>???~~~>>>???","api_secret":"{value}"}}"#);
    let url = bed.url("/w/6");
    bed.add(Entry::get(url).content([
        ("size", raw(60)),
        ("mimeType", text("application/json")),
        ("encoding", text("base64")),
        ("text", text(base64(json).replace('+', " "))),
    ]));
    let value = bed.secret(WRAPPED, "gzip left under a decoded type", token::url_safe);
    let url = bed.url("/w/7");
    let json = format!(r#"{{"refresh_token":"{value}"}}"#);
    bed.add(Entry::get(url).body_base64("application/json", gzip(json)));
    let value = bed.secret(WRAPPED, "gzip in base64 in a JSON field", token::url_safe);
    let inner = base64(gzip(format!(r#"{{"client":{{"password":"{value}"}}}}"#)));
    bed.answer("/w/8", JSON_MIME, format!(r#"{{"blob":"{inner}","v":1}}"#));
    let value = bed.secret(WRAPPED, "hex chunks of gzip in a JSON array", token::url_safe);
    let packed = gzip(format!(r#"{{"items":[1,2,3],"sessionToken":"{value}"}}"#));
    let chunks: Vec<_> =
        packed.chunks(40).map(|chunk| quoted(&crate::make::encode::hex(chunk))).collect();
    let url = bed.url("/w/9");
    bed.add(Entry::get(url).content([
        ("mimeType", text("application/json")),
        ("size", raw(packed.len())),
        ("_isBinary", raw(true)),
        ("text", text(format!("[{}]", chunks.join(",")))),
    ]));
    let value = bed.secret(WRAPPED, "base64 chunks of gzip in a JSON array", token::url_safe);
    let packed = gzip(format!(r#"{{"items":[1,2,3],"accessToken":"{value}"}}"#));
    let chunks: Vec<_> = packed.chunks(48).map(|chunk| quoted(&base64(chunk))).collect();
    bed.answer("/w/10", JSON_MIME, format!("[{}]", chunks.join(",")));
}
