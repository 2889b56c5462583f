//! Lookalikes in JSON bodies: names with token, key or session in them, hashes, ids, settings,
//! error texts, masked values.

use crate::make::bed::Bed;
use crate::make::encode::{base64, base64url, gzip, percent, quoted};
use crate::make::har::Entry;
use crate::make::random::{BASE62, DIGITS, HEX, UPPER_DIGITS, URL_SAFE};

const FIELD: &str = "kept: JSON fields";
const HASH: &str = "kept: hashes and ids";
const ERROR: &str = "kept: error texts";
const GRAPHQL: &str = "kept: GraphQL";
const ENCODED: &str = "kept: encoded";
const BINARY: &str = "kept: pictures and fonts";

const JSON: &str = "application/json";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    fields(bed);
    hashes(bed);
    errors(bed);
    graphql(bed);
    encoded(bed);
    binary(bed);
}

/// Fields that a list of secret-sounding words would blank.
const FIELDS: &[&str] = &[
    r#""token_type":"Bearer""#,
    r#""expires_in":3599"#,
    r#""max_tokens":4096"#,
    r#""tokenCount":1874"#,
    r#""completion_tokens":212"#,
    r#""tokenizer":"cl100k""#,
    r#""token_endpoint":"https://id.larkspur.example/oauth2/token""#,
    r#""token_endpoint_auth_methods_supported":["client_secret_basic","private_key_jwt"]"#,
    r#""authorization_endpoint":"https://id.larkspur.example/oauth2/authorize""#,
    r#""jwks_uri":"https://id.larkspur.example/.well-known/jwks.json""#,
    r#""grant_types_supported":["authorization_code","refresh_token","password"]"#,
    r#""grant_type":"password""#,
    r#""authMethod":"password""#,
    r#""auth_type":"oauth2""#,
    r#""passwordPolicy":{"minLength":12,"requireDigit":true}"#,
    r#""password_min_length":12"#,
    r#""hasPassword":true"#,
    r#""passwordExpired":false"#,
    r#""password_changed_at":"2026-01-17T09:00:00Z""#,
    r#""password":null"#,
    r#""codeChallengeMethod":"S256""#,
    r#""tokenAddress":"0x4f1b2c9d8e7a6f5b4c3d2e1f0a9b8c7d6e5f4a3b""#,
    r#""tokenRange":"12-40""#,
    r#""password":"********""#,
    r#""secret":"[REDACTED]""#,
    r#""apiKey":"<your-api-key>""#,
    r#""sessionTimeout":1800"#,
    r#""session_duration_minutes":480"#,
    r#""sessionStartedAt":"2026-03-04T09:58:00Z""#,
    r#""session_count":17"#,
    r#""isSessionExpired":false"#,
    r#""csrfHeaderName":"X-CSRF-Token""#,
    r#""csrfEnabled":true"#,
    r#""code":"NOT_FOUND""#,
    r#""code":404"#,
    r#""errorCode":"E0000011""#,
    r#""country_code":"DE""#,
    r#""zipCode":"10115""#,
    r#""currencyCode":"EUR""#,
    r#""languageCode":"pt-BR""#,
    r#""state":"in_progress""#,
    r#""state":"California""#,
    r#""key":"Enter""#,
    r#""keyCode":13"#,
    r#""key":"user.settings.password.title""#,
    r#""keyboard":"qwertz""#,
    r#""primaryKey":"ticket_id""#,
    r#""foreignKey":"account_id""#,
    r#""sortKey":"created_at""#,
    r#""cache_key":"tickets:list:open:3""#,
    r#""partitionKey":"eu-west""#,
    r#""public_key_id":"desk-2026-03""#,
    r#""pinned":true"#,
    r#""pin":true"#,
    r#""author":"Anna Lind""#,
    r#""authored_by":"anna.lind""#,
    r#""authority":"login.larkspur.example""#,
    r#""secretary":"Bo Ek""#,
    r#""passenger_count":3"#,
    r#""bypass_cache":false"#,
    r#""compass":"NNW""#,
    r#""signature_required":true"#,
    r#""signatureAlgorithm":"RS256""#,
    r#""credentialType":"passkey""#,
    r#""credentials_include":"same-origin""#,
    r#""otp_enabled":true"#,
    r#""mfaMethods":["totp","sms"]"#,
    r#""scope":"tickets:read tickets:write""#,
    r#""client_id":"desk-web-client""#,
    r#""cookieDomain":".larkspur.example""#,
    r#""cookie_consent":"accepted""#,
    r#""sidebar":"collapsed""#,
    r#""outside":"north""#,
    r#""sids":0"#,
    r#""authorized":true"#,
    r#""role":"session-admin""#,
    r#""featureFlags":{"new-token-page":true,"secretSanta":false}"#,
    r#""nonceRequired":true"#,
    r#""bearerMethodsSupported":["header"]"#,
];

fn fields(bed: &mut Bed) {
    for (at, field) in FIELDS.iter().enumerate() {
        bed.keep(FIELD, *field, *field);
        let id = bed.plain.text(DIGITS, 5);
        let body = match at % 3 {
            0 => format!(r#"{{"id":"i{id}",{field}}}"#),
            1 => format!(r#"{{"data":[{{{field},"n":1}}]}}"#),
            _ => format!("{{\n  {field},\n  \"id\": \"i{id}\"\n}}"),
        };
        bed.answer("/api/settings", JSON, body);
    }
}

fn hashes(bed: &mut Bed) {
    for (name, alphabet, count) in [
        ("sha256", HEX, 64),
        ("md5", HEX, 32),
        ("checksum", HEX, 40),
        ("git_sha", HEX, 40),
        ("commit", HEX, 40),
        ("revision", HEX, 12),
        ("buildId", URL_SAFE, 21),
        ("contentHash", HEX, 20),
        ("etag", HEX, 32),
        ("fileHash", HEX, 64),
        ("fingerprint_sha1", HEX, 40),
        ("blurhash", BASE62, 28),
    ] {
        let value = bed.plain.text(alphabet, count);
        let value = bed.keep(HASH, name, value);
        bed.answer("/api/files", JSON, format!(r#"{{"name":"a.png","{name}":"{value}"}}"#));
    }
    for name in ["id", "userId", "ticket_id", "tenantId", "deviceModelId", "organization_uuid"] {
        let value = bed.plain.uuid();
        let value = bed.keep(HASH, name, value);
        bed.answer("/api/items", JSON, format!(r#"{{"items":[{{"{name}":"{value}"}}]}}"#));
    }
    for name in ["_id", "orderNumber", "invoice", "sku", "node_id"] {
        let value = bed.plain.text(UPPER_DIGITS, 14);
        let value = bed.keep(HASH, name, value);
        bed.answer("/api/orders", JSON, format!(r#"[{{"{name}":"{value}","total":12.5}}]"#));
    }
    let value = format!("sha384-{}", base64(bed.plain.bytes(48)));
    let value = bed.keep(HASH, "integrity", value);
    let page = format!(r#"<script src="/a.js" integrity="{value}" crossorigin></script>"#);
    bed.answer("/page", "text/html", page);
    let value = format!("sha512-{}", base64(bed.plain.bytes(64)));
    let value = bed.keep(HASH, "integrity in a lock file", value);
    let body =
        format!(r#"{{"packages":{{"jsonwebtoken":{{"version":"9.0.2","integrity":"{value}"}}}}}}"#);
    bed.answer("/package-lock.json", JSON, body);
    let value = base64(bed.plain.bytes(32));
    let value = bed.keep(HASH, "CSP hash", format!("'sha256-{value}'"));
    let url = bed.url("/page");
    let policy = format!("script-src 'self' {value}");
    bed.add(Entry::get(url).answer_header("content-security-policy", policy));
    let number = bed.plain.text("123456789", 10);
    let number = bed.keep(HASH, "a time in ms", format!("1{number}00"));
    bed.answer("/api/t", JSON, format!(r#"{{"created":{number}}}"#));
}

/// Texts that people read when something goes wrong; `{}` makes each one of its own.
const TEXTS: &[&str] = &[
    "Invalid token: expected ',' at line {}",
    "Your session has expired after {} minutes. Please sign in again.",
    "Unexpected token < in JSON at position {}",
    "The password must have at least {} characters",
    "secret manager is not reachable (attempt {})",
    "API key is missing, see https://docs.larkspur.example/errors/{}",
    "TypeError: Cannot read properties of undefined (reading 'token') at refresh (main.js:1:{})",
    "at Session.authenticate (/srv/app/node_modules/passport/lib/session.js:{}:9)",
    "java.lang.IllegalStateException: no credential provider for key id {}",
    "401 Unauthorized: access token expired {} seconds ago",
    "CSRF token mismatch for form {}",
    "password authentication failed for user \"desk{}\"",
    "signature does not match for upload {}",
    "Forgot your password? Reset it within {} hours",
    "cookie 'deskSession' was rejected because of SameSite ({} times)",
];

fn errors(bed: &mut Bed) {
    for (at, pattern) in TEXTS.iter().enumerate() {
        let number = bed.plain.text("123456789", 4);
        let line = bed.keep(ERROR, *pattern, pattern.replace("{}", &number));
        match at % 3 {
            0 => bed.answer(
                "/api/e",
                JSON,
                format!(r#"{{"error":{{"message":{}}}}}"#, quoted(&line)),
            ),
            1 => bed.answer("/api/e", "text/plain", format!("10:00:01 ERROR {line}\n")),
            _ => bed.answer("/api/e", "text/html", format!("<p class=\"error\">{line}</p>")),
        }
    }
}

fn graphql(bed: &mut Bed) {
    for query in [
        "query Viewer { viewer { id session { expiresAt } tokens(first: 10) { totalCount } } }",
        "mutation RotateKey($id: ID!) { rotateApiKey(id: $id) { apiKey { id name } } }",
        "fragment AuthFields on User { id passwordUpdatedAt hasPassword }",
        "mutation Login($user: String!, $password: String!) { login(user: $user, password: $password) { ok } }",
        "query Q($token: String!) { invite(token: $token) { team { name } } }",
    ] {
        bed.keep(GRAPHQL, query, query);
        let url = bed.url("/graphql");
        let body = format!(r#"{{"query":"{query}","variables":{{"id":"17"}}}}"#);
        bed.add(Entry::get(url).post(JSON, body));
    }
    let hash = bed.plain.text(HEX, 64);
    let hash = bed.keep(GRAPHQL, "persisted query hash", hash);
    let url = bed.url("/graphql");
    let body = format!(
        r#"{{"operationName":"Viewer","extensions":{{"persistedQuery":{{"version":1,"sha256Hash":"{hash}"}}}}}}"#
    );
    bed.add(Entry::get(url).post(JSON, body));
}

/// Harmless text that is encoded; after decoding it must read as before.
fn encoded(bed: &mut Bed) {
    let fact = |bed: &mut Bed, place: &str| {
        let words = ["kelp", "ridge", "lantern", "willow", "harvest", "cinder", "meadow"];
        let text = format!(
            "{}-{}-{}",
            bed.plain.pick(&words),
            bed.plain.pick(&words),
            bed.plain.text("123456789", 5)
        );
        bed.keep(ENCODED, place, text)
    };
    let json = |value: &str| format!(r#"{{"view":"{value}","page":2}}"#);
    let value = fact(bed, "base64 cursor");
    bed.answer("/g/1", JSON, format!(r#"{{"endCursor":"{}"}}"#, base64(json(&value))));
    let value = fact(bed, "base64url JSON in a parameter");
    let url = bed.url(&format!("/g/2?filter={}", base64url(json(&value))));
    bed.add(Entry::get(url));
    let value = fact(bed, "percent-encoded JSON in a parameter");
    let url = bed.url(&format!("/g/3?filter={}", percent(&json(&value))));
    bed.add(Entry::get(url));
    let value = fact(bed, "gzip in base64");
    bed.answer("/g/4", JSON, format!(r#"{{"z":"{}"}}"#, base64(gzip(json(&value)))));
    let value = fact(bed, "JSON in JSON");
    bed.answer("/g/5", JSON, format!(r#"{{"body":{}}}"#, quoted(&json(&value))));
    let value = fact(bed, "body in base64");
    let url = bed.url("/g/6");
    bed.add(Entry::get(url).body_base64(JSON, json(&value)));
    // Beside a credential in the same container, which has to be opened and closed again.
    let value = fact(bed, "beside a credential, base64");
    let secret = bed.secret("encoding: nested", "beside a lookalike, base64", |r| r.text(HEX, 40));
    let both = format!(r#"{{"api_key":"{secret}","view":"{value}"}}"#);
    bed.answer("/g/7", JSON, format!(r#"{{"blob":"{}"}}"#, base64(&both)));
    let value = fact(bed, "beside a credential, gzip");
    let secret = bed.secret("encoding: nested", "beside a lookalike, gzip", |r| r.text(HEX, 40));
    let both = format!(r#"{{"view":"{value}","api_key":"{secret}"}}"#);
    let url = bed.url("/g/8");
    bed.add(Entry::get(url).body_base64(JSON, gzip(&both)));
    let value = fact(bed, "beside a credential, percent in a form");
    let secret = bed.secret("encoding: nested", "beside a lookalike, form", |r| r.text(HEX, 40));
    let both = format!(r#"{{"view":"{value}","api_key":"{secret}"}}"#);
    let url = bed.url("/g/9");
    bed.add(Entry::get(url).post_form(&[("a", "1"), ("payload", &both)]));
    let value = fact(bed, "beside a password in Basic");
    let secret = bed.secret("header: scheme", "Basic beside a user", |r| r.text(BASE62, 20));
    let url = bed.url("/g/10");
    let line = format!("Basic {}", base64(format!("{value}:{secret}")));
    bed.add(Entry::get(url).header("authorization", line));
}

fn binary(bed: &mut Bed) {
    for (place, mime, head) in [
        ("png", "image/png", b"\x89PNG\r\n\x1a\n".as_slice()),
        ("woff2", "font/woff2", b"wOF2\0\x01\0\0"),
        ("jpeg", "image/jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF"),
        ("wasm", "application/wasm", b"\0asm\x01\0\0\0"),
    ] {
        let mut bytes = head.to_vec();
        bytes.extend(bed.plain.bytes(900));
        let middle = base64(&bytes[300..600]);
        bed.keep(BINARY, place, middle);
        let url = bed.url("/static/file");
        bed.add(Entry::get(url).body_base64(mime, bytes));
    }
    let picture = base64(bed.plain.bytes(240));
    let link = format!("data:image/png;base64,iVBORw0KGgo{picture}");
    let link = bed.keep(BINARY, "data URL of a picture", link);
    bed.answer("/page", "text/html", format!("<img src=\"{link}\">"));
}
