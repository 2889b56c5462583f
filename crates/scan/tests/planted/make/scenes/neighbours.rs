//! Credentials that are named by what stands around them: the address of a body, the type of a key,
//! a heading over a list, a reference from elsewhere; and what is no credential although the same
//! names stand around it.

use crate::make::bed::Bed;
use crate::make::encode::{base64url, quoted};
use crate::make::har::{Entry, object, text};
use crate::make::token;

const COOKIES: &str = "neighbour: cookies outside of headers";
const LISTS: &str = "neighbour: lists of codes";
const KEYS: &str = "neighbour: keys of a key set";
const BODIES: &str = "neighbour: bodies without a name";
const REFERENCES: &str = "neighbour: references";
const SCRIPTS: &str = "neighbour: calls and statements";
const KEPT: &str = "kept: beside credentials";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    cookies(bed);
    lists(bed);
    keys(bed);
    bodies(bed);
    references(bed);
    scripts(bed);
    described(bed);
    words(bed);
}

fn cookies(bed: &mut Bed) {
    bed.keep(KEPT, "the harmless cookie of a report", "lang=de-DE");
    let value = bed.secret(COOKIES, "an error report", token::letters);
    let body = format!(r#"{{"request":{{"cookies":"sid={value}; lang=de-DE"}}}}"#);
    bed.answer("/report", "application/json", body);
    let value = bed.secret(COOKIES, "document.cookie", token::hex32);
    let body = format!("document.cookie='desk_sid={value}; path=/; secure';");
    bed.answer("/s.js", "text/javascript", body);
    // With its quotes the value would be another one than without.
    let value = bed.secret(COOKIES, "quoted, and bare in a header", token::letters);
    let url = bed.url("/quoted");
    bed.add(
        Entry::get(url)
            .cookie(format!("deskgate=\"{value}\"; lang=de-DE"))
            .header("X-Desk-CSRF", value),
    );
    // Header and claims in one cookie, the signature in another: what stands in the first is read
    // by everybody, and stands at the head of the whole token too.
    let head = format!(
        "{}.{}",
        base64url(r#"{"alg":"HS256","typ":"JWT"}"#),
        base64url(r#"{"iss":"https://desk.example/","exp":1790000000}"#)
    );
    bed.keep(KEPT, "header and claims of a split token", head.clone());
    let signature = bed.secret(COOKIES, "the signature of a split token", token::signature);
    let url = bed.url("/split");
    bed.add(Entry::get(url).cookie(format!("jwt_head={head}; jwt_signature={signature}")));
    for name in ["SAP_SESSIONID_PRD_100", "desk_csrf_token_8000"] {
        bed.keep(KEPT, "a cookie's name that looks like a value", name);
        let value = bed.secret(COOKIES, name, token::letters);
        let url = bed.url("/named");
        bed.add(Entry::get(url).cookie(format!("{name}={value}")));
    }
}

fn lists(bed: &mut Bed) {
    let codes: Vec<String> = (0..4)
        .map(|number| bed.secret(LISTS, format!("element {number}"), token::short16))
        .collect();
    let items: String = codes.iter().map(|code| format!("<li>{code}</li>")).collect();
    let body = format!("<h3>Recovery codes</h3><ul>{items}</ul><p>Print them.</p>");
    bed.answer("/codes", "text/html", body);
    let lines: String = (1..=4)
        .map(|number| {
            let code = bed.secret(LISTS, format!("line {number}"), token::short16);
            format!("{number}. {code}\n")
        })
        .collect();
    bed.keep(KEPT, "what stands below the codes", "Kept by anna since 2026-01-01");
    let body =
        format!("YOUR BACKUP CODES\nKeep them safe.\n\n{lines}\nKept by anna since 2026-01-01\n");
    bed.answer("/codes.txt", "text/plain", body);
    let pair = [bed.password(LISTS, "first of two"), bed.password(LISTS, "second of two")];
    let body = format!(r#"{{"passwords":[{},{}]}}"#, quoted(&pair[0]), quoted(&pair[1]));
    bed.answer("/two", "application/json", body);
}

fn keys(bed: &mut Bed) {
    let private = bed.secret(KEYS, "d of an RSA key", token::signature);
    let shared = bed.secret(KEYS, "k of a shared key", token::url_safe);
    let public = base64url(bed.plain.bytes(256));
    bed.keep(KEPT, "the public part of a key", public.clone());
    let body = format!(
        r#"{{"keys":[{{"kty":"RSA","n":"{public}","e":"AQAB","d":"{private}"}},{{"kty":"oct","k":"{shared}"}}]}}"#
    );
    bed.answer("/keyset", "application/json", body);
    let map = bed.secret(KEYS, "a key of a map of sessions", token::letters);
    let body = format!(r#"{{"sessions":{{"{map}":{{"user":"anna"}}}}}}"#);
    bed.answer("/map", "application/json", body);
}

fn bodies(bed: &mut Bed) {
    let value = bed.secret(BODIES, "a JSON string", token::lower26);
    bed.answer("/rest/customer/token", "application/json", quoted(&value));
    let value = bed.secret(BODIES, "text", token::hex40);
    bed.answer("/api/csrf-token", "text/plain", value);
    let value = bed.secret(BODIES, "under nothing but `key`", token::hex40);
    bed.answer("/auth/login/", "application/json", format!(r#"{{"key":"{value}"}}"#));
    let revision = bed.plain.text("0123456789abcdef", 40);
    bed.keep(KEPT, "a body about something else", revision.clone());
    bed.answer("/api/revision", "text/plain", revision);
}

fn references(bed: &mut Bed) {
    let value = bed.secret(REFERENCES, "a place in the list", token::letters);
    bed.keep(KEPT, "what another place refers to", "Anna of the desk");
    let body = format!(
        r#"<script type="application/json" id="__NUXT_DATA__">[["Reactive",1],{{"accessToken":2,"name":3}},"{value}","Anna of the desk"]</script>"#
    );
    bed.answer("/nuxt", "text/html", body);
    let value = bed.secret(REFERENCES, "names that are places too", token::letters);
    let body = format!(r#"[{{"_1":2,"_3":4}},"accessToken","{value}","name","Anna of the desk"]"#);
    bed.answer("/root.data", "text/x-script", body);
}

fn scripts(bed: &mut Bed) {
    let value = bed.secret(SCRIPTS, "the argument of a setter", token::letters);
    bed.answer("/php", "text/plain", format!("$client->setApiKey('{value}');"));
    let value = bed.password(SCRIPTS, "a statement of SQL");
    let body = format!("ALTER USER desk IDENTIFIED BY '{value}';");
    bed.answer("/sql", "text/plain", body);
    let value = bed.secret(SCRIPTS, "the glued name of a maker", token::letters);
    bed.answer("/glued", "text/plain", format!("zorblataccesstoken={value}\n"));
    bed.keep(KEPT, "the name of a kind of field", r#"TYPES={PASSWORD:"password"}"#);
    bed.answer("/types.js", "text/javascript", r#"const TYPES={PASSWORD:"password"};"#);
}

/// What is described by, or describes, something under the name of a credential.
fn described(bed: &mut Bed) {
    for body in [
        r#"{"auth":{"user":{"id":"{}"},"loggedIn":true}}"#,
        r#"{"apiKeys":[{"id":"{}","name":"ci","lastUsedAt":null}]}"#,
        r#"{"allowCredentials":[{"type":"public-key","id":"{}"}]}"#,
    ] {
        let id = bed.plain.uuid();
        bed.keep(KEPT, "an id below the name of a credential", id.clone());
        bed.answer("/described", "application/json", body.replace("{}", &id));
    }
    let file = format!("assets/password-reset.{}.js", bed.plain.text("0123456789abcdef", 8));
    bed.keep(KEPT, "a file of a page", file.clone());
    bed.answer("/m", "application/json", format!(r#"{{"password-reset.js":{{"file":"{file}"}}}}"#));
    let arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf";
    bed.keep(KEPT, "the name of a secret", arn);
    bed.answer("/arn", "application/json", format!(r#"{{"resource":"{arn}"}}"#));
    let url = bed.url("/stamp");
    bed.keep(KEPT, "when a webhook was signed", "t=1790000042");
    let value = bed.secret(SCRIPTS, "the signature of a webhook", token::hex64);
    bed.add(Entry::get(url).header("Stripe-Signature", format!("t=1790000042,v1={value}")));
}

/// What screens say.
fn words(bed: &mut Bed) {
    for (name, label) in [
        ("password", "Kennwort eingeben"),
        ("password", "Contraseña"),
        ("pwd", "请输入密码"),
        ("password", "is too short (minimum is 6 characters)"),
        ("auth_token_expired", "Token expired"),
        ("breadcrumb", "Home > Settings"),
    ] {
        bed.keep(KEPT, "a text of a screen", label);
        bed.answer("/i18n", "application/json", format!(r#"{{"{name}":{}}}"#, quoted(label)));
    }
    let value = bed.password(BODIES, "a password in another language");
    let url = bed.url("/login");
    let node = object([
        ("mimeType", text("application/json")),
        ("text", text(format!(r#"{{"mot_de_passe":{}}}"#, quoted(&value)))),
    ]);
    bed.add(Entry::new("POST", url).post_node(node));
}
