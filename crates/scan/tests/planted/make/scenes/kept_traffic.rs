//! Lookalikes in the traffic itself: correlation ids, affinity and consent cookies, cache and
//! policy headers, URLs, times and sizes.

use crate::make::bed::Bed;
use crate::make::encode::base64;
use crate::make::har::{Entry, Node, object, raw, text};
use crate::make::random::{BASE62, DIGITS, HEX, LOWER_DIGITS, Random, UPPER_DIGITS, URL_SAFE};

const ID: &str = "kept: correlation ids";
const HEADER: &str = "kept: headers";
const COOKIE: &str = "kept: cookies";
const NAME: &str = "kept: names";
const URL: &str = "kept: URL";
const SHAPE: &str = "kept: facts of an entry";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    ids(bed);
    headers(bed);
    cookies(bed);
    names(bed);
    addresses(bed);
    facts(bed);
}

type Draw = fn(&mut Random) -> String;

const IDS: &[(&str, Draw)] = &[
    ("x-request-id", Random::uuid),
    ("X-Request-ID", |r| r.text(HEX, 32)),
    ("x-okta-request-id", |r| r.text(URL_SAFE, 27)),
    ("x-ms-request-id", Random::uuid),
    ("client-request-id", Random::uuid),
    ("x-amzn-requestid", Random::uuid),
    ("x-amz-request-id", |r| r.text(UPPER_DIGITS, 16)),
    ("x-amz-id-2", |r| base64(r.bytes(56))),
    ("x-amz-cf-id", |r| format!("{}==", r.text(URL_SAFE, 54))),
    ("x-amzn-trace-id", |r| format!("Root=1-{}-{}", r.text(HEX, 8), r.text(HEX, 24))),
    ("cf-ray", |r| format!("{}-FRA", r.text(HEX, 16))),
    ("traceparent", |r| format!("00-{}-{}-01", r.text(HEX, 32), r.text(HEX, 16))),
    ("tracestate", |r| format!("rojo={}", r.text(HEX, 16))),
    ("x-b3-traceid", |r| r.text(HEX, 32)),
    ("x-b3-spanid", |r| r.text(HEX, 16)),
    ("x-b3-parentspanid", |r| r.text(HEX, 16)),
    ("x-correlation-id", Random::uuid),
    ("X-GitHub-Request-Id", |r| r.text("0123456789ABCDEF:", 34)),
    ("x-vercel-id", |r| {
        format!("fra1::{}-1790000000000-{}", r.text(LOWER_DIGITS, 5), r.text(HEX, 12))
    }),
    ("x-cloud-trace-context", |r| format!("{}/{};o=1", r.text(HEX, 32), r.text(DIGITS, 18))),
    ("x-datadog-trace-id", |r| r.text(DIGITS, 19)),
    ("x-transaction-id", |r| r.text(HEX, 24)),
    ("sentry-trace", |r| format!("{}-{}-1", r.text(HEX, 32), r.text(HEX, 16))),
];

fn ids(bed: &mut Bed) {
    for (at, (name, draw)) in IDS.iter().enumerate() {
        let value = draw(&mut bed.plain);
        let value = bed.keep(ID, *name, value);
        let url = bed.url("/api/trace");
        let entry = Entry::get(url);
        bed.add(match at % 2 {
            0 => entry.header(name, value),
            _ => entry.answer_header(name, value),
        });
    }
    for name in ["traceId", "request_id", "correlationId", "spanId", "errorId", "x-request-id"] {
        let value = bed.plain.uuid();
        let value = bed.keep(ID, format!("{name} in a body"), value);
        bed.answer(
            "/api/error",
            "application/json",
            format!(r#"{{"{name}":"{value}","ok":false}}"#),
        );
    }
}

/// Answer headers with values that support reads.
const HEADERS: &[(&str, &str)] = &[
    ("access-control-allow-origin", "https://app.larkspur.example"),
    ("access-control-allow-headers", "Authorization, X-CSRF-Token, X-Api-Key"),
    ("access-control-expose-headers", "X-Auth-Token, X-Request-Id"),
    ("access-control-allow-credentials", "true"),
    (
        "content-security-policy",
        "default-src 'self'; script-src 'self' https://cdn.larkspur.example",
    ),
    ("permissions-policy", "publickey-credentials-get=(self), identity-credentials-get=()"),
    ("cache-control", "private, no-store, max-age=0"),
    ("vary", "Accept-Encoding, Authorization, Cookie"),
    (
        "www-authenticate",
        r#"Bearer realm="desk", error="invalid_token", error_description="The access token expired""#,
    ),
    ("www-authenticate", r#"Basic realm="Private files""#),
    ("proxy-authenticate", "Negotiate"),
    ("retry-after", "120"),
    ("x-ratelimit-remaining", "4987"),
    ("x-ratelimit-reset", "1790003600"),
    ("ratelimit-policy", "5000;w=3600"),
    ("strict-transport-security", "max-age=31536000; includeSubDomains"),
    ("server-timing", "db;dur=53.2, auth;dur=4.1"),
    ("x-frame-options", "SAMEORIGIN"),
    ("x-content-type-options", "nosniff"),
    ("alt-svc", r#"h3=":443"; ma=86400"#),
    ("content-disposition", "attachment; filename=\"session-report.pdf\""),
    ("x-powered-by", "Express"),
    ("x-session-timeout", "1800"),
    ("x-auth-method", "password"),
    ("x-token-type", "Bearer"),
    ("x-key-rotation", "enabled"),
    ("sec-websocket-version", "13"),
    ("accept-ch", "Sec-CH-UA-Platform"),
    ("nel", r#"{"report_to":"default","max_age":2592000}"#),
    ("content-type", "application/json; charset=utf-8"),
];

fn headers(bed: &mut Bed) {
    for (name, value) in HEADERS {
        bed.keep_whole(HEADER, *name, *value);
        let url = bed.url("/h");
        bed.add(Entry::get(url).answer_header(name, *value));
    }
    for style in ["W/\"{}\"", "\"{}\"", "\"{}-gzip\""] {
        let tag = bed.plain.text(HEX, 40);
        let tag = bed.keep(HEADER, format!("etag {style}"), style.replace("{}", &tag));
        let url = bed.url("/h");
        bed.add(Entry::get(url).header("if-none-match", tag.clone()).answer_header("etag", tag));
    }
    for (name, value) in [
        ("user-agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0"),
        ("sec-ch-ua", r#""Chromium";v="140", "Not=A?Brand";v="24""#),
        ("accept-language", "de-DE,de;q=0.9,en;q=0.8"),
        ("access-control-request-headers", "authorization,x-session-token"),
        ("origin", "https://desk.maplegrove.example"),
        ("x-requested-with", "XMLHttpRequest"),
        ("priority", "u=1, i"),
        ("x-client-version", "web-2026.3.1"),
    ] {
        bed.keep(HEADER, name, value);
        let url = bed.url("/h");
        bed.add(Entry::get(url).header(name, value));
    }
}

const COOKIES: &[(&str, Draw)] = &[
    ("AWSALB", |r| base64(r.bytes(96))),
    ("AWSALBCORS", |r| base64(r.bytes(96))),
    ("AWSELB", |r| r.text("0123456789ABCDEF", 64)),
    ("ARRAffinity", |r| r.text(HEX, 64)),
    ("ARRAffinitySameSite", |r| r.text(HEX, 64)),
    ("ApplicationGatewayAffinity", |r| r.text(HEX, 32)),
    ("BIGipServerpool_desk_443", |r| format!("{}.47873.0000", r.text("123456789", 9))),
    ("glide_user_route", |r| format!("glide.{}", r.text(HEX, 32))),
    ("__cf_bm", |r| {
        format!("{}-1790000000-1.0.1.1-{}", r.text(URL_SAFE, 43), r.text(URL_SAFE, 86))
    }),
    ("_cfuvid", |r| format!("{}-1790000000000-0.0.1.1-604800000", r.text(URL_SAFE, 43))),
    ("__cflb", |r| r.text(BASE62, 43)),
    ("_ga", |r| format!("GA1.2.{}.1790000000", r.text("123456789", 9))),
    ("_gid", |r| format!("GA1.2.{}.1790000001", r.text("123456789", 9))),
    ("_ga_7KXQ2M1P0L", |r| format!("GS1.1.{}.3.1.1790000100.0.0.0", r.text("123456789", 10))),
    ("_gcl_au", |r| format!("1.1.{}.1790000000", r.text("123456789", 9))),
    ("_fbp", |r| format!("fb.1.1790000000000.{}", r.text("123456789", 10))),
    ("_hjSessionUser_1017", |r| base64(format!(r#"{{"id":"{}","created":1790000000}}"#, r.uuid()))),
    ("ajs_anonymous_id", Random::uuid),
    ("optimizelyEndUserId", |r| format!("oeu1790000000000r0.{}", r.text(DIGITS, 16))),
    ("OptanonConsent", |r| {
        format!("isGpcEnabled=0&datestamp=x&version=202502.1.0&consentId={}", r.uuid())
    }),
    ("OptanonAlertBoxClosed", |_| "2026-03-01T08:00:00.000Z".to_owned()),
    ("CookieConsent", |_| "{stamp:'-1'%2Cnecessary:true%2Cver:1}".to_owned()),
    ("cookieyes-consent", |_| "consentid:none,consent:yes,action:yes".to_owned()),
    ("SOCS", |r| format!("CAESHA{}", r.text(URL_SAFE, 26))),
    ("locale", |_| "pt-BR".to_owned()),
    ("theme", |_| "solarized-dark".to_owned()),
    ("timezone", |_| "Europe%2FLisbon".to_owned()),
    ("logged_in", |_| "yes".to_owned()),
    ("sidebar_session_view", |_| "collapsed".to_owned()),
    ("csrf_enabled", |_| "true".to_owned()),
    ("session_expiry", |_| "1790003600".to_owned()),
    ("page_size", |_| "50".to_owned()),
    ("wp-settings-time-1", |_| "1790000000".to_owned()),
    ("currency", |_| "EUR".to_owned()),
    ("ab_bucket", |_| "variant-b".to_owned()),
    ("stsservicecookie", |_| "estsfd".to_owned()),
    ("x-ms-gateway-slice", |_| "estsfd".to_owned()),
];

fn cookies(bed: &mut Bed) {
    for (at, (name, draw)) in COOKIES.iter().enumerate() {
        let value = draw(&mut bed.plain);
        bed.keep(COOKIE, *name, format!("{name}={value}"));
        let url = bed.url("/c");
        let entry = Entry::get(url);
        bed.add(match at % 3 {
            0 => entry.cookie(format!("{name}={value}; lang=en")),
            1 => entry.cookie(format!("lang=en; {name}={value}")),
            _ => entry.set_cookies(&[format!("{name}={value}; Path=/; SameSite=Lax")]),
        });
    }
    for (at, attributes) in [
        "; Path=/app; Secure; HttpOnly; SameSite=Strict",
        "; Domain=.oakline.example; Path=/; Max-Age=2592000",
        "; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/legacy",
        "; Path=/; Partitioned; SameSite=None; Secure",
        "; Path=/; Priority=High; HttpOnly",
    ]
    .into_iter()
    .enumerate()
    {
        bed.keep(COOKIE, format!("attributes {at}"), attributes);
        let value = bed.secret("cookie: set-cookie", "with attributes", |r| r.text(HEX, 32));
        let url = bed.url("/c");
        bed.add(Entry::get(url).set_cookies(&[format!("deskSession{at}={value}{attributes}")]));
    }
    bed.keep(COOKIE, "deleted session cookie", "PHPSESSID=deleted");
    let url = bed.url("/logout");
    bed.add(Entry::get(url).set_cookies(&["PHPSESSID=deleted; Max-Age=0; path=/".to_owned()]));
}

/// Names beside credentials: they must stay, in their place.
fn names(bed: &mut Bed) {
    for (name, scheme) in [
        ("Authorization", "Bearer"),
        ("authorization", "Basic"),
        ("Proxy-Authorization", "Digest"),
        ("authorization", "SSWS"),
        ("AUTHORIZATION", "AWS4-HMAC-SHA256"),
        ("authorization", "Negotiate"),
        ("authorization", "DPoP"),
    ] {
        bed.keep(NAME, format!("{name} with {scheme}"), name);
        bed.keep(NAME, format!("scheme {scheme}"), format!("{scheme} "));
        let value = bed.secret("header: scheme", scheme, |r| r.text(URL_SAFE, 40));
        let value = if scheme == "Basic" { base64(format!("kept.user:{value}")) } else { value };
        let line = match scheme {
            "Digest" => format!(r#"Digest username="kept", realm="r", response="{value}""#),
            "AWS4-HMAC-SHA256" => format!(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260304/eu-west-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature={value}"
            ),
            _ => format!("{scheme} {value}"),
        };
        let url = bed.url("/names");
        bed.add(Entry::get(url).header(name, line));
    }
    bed.keep(NAME, "signed headers", "SignedHeaders=host;x-amz-date");
    for name in ["x-oakline-auth-token", "X-Fieldnote-Secret-Key", "x-session-proof"] {
        bed.keep(NAME, name, name);
        let value = bed.secret("header: invented", name, |r| r.text(HEX, 40));
        let url = bed.url("/names");
        bed.add(Entry::get(url).header(name, value));
    }
    for name in ["pinegate_session", "__Host-oak.sid", "copperfern.auth"] {
        bed.keep(NAME, format!("cookie {name}"), name);
        let value = bed.secret("cookie: unknown", name, |r| r.text(BASE62, 32));
        let url = bed.url("/names");
        bed.add(Entry::get(url).cookie(format!("{name}={value}")));
    }
    for name in ["reset_token", "download_key", "viewer_session"] {
        bed.keep(NAME, format!("parameter {name}"), name);
        let value = bed.secret("url: parameter", name, |r| r.text(URL_SAFE, 30));
        let url = bed.url(&format!("/names?page=1&{name}={value}"));
        bed.add(Entry::get(url));
    }
}

fn addresses(bed: &mut Bed) {
    for path in [
        "/api/v2/tickets?status=open&sort=-created_at&page=3&per_page=50",
        "/search?q=reset+password&lang=en",
        "/docs/authentication/tokens?version=2026-03#bearer-tokens",
        "/oauth2/default/.well-known/openid-configuration",
        "/.well-known/jwks.json",
        "/session/new?return_to=%2Fdashboard",
        "/password/forgot",
        "/reset-password",
        "/api/keys?limit=20",
        "/tokens/list?filter=active",
        "/users/17/sessions?include=devices",
        "/calendar?from=2026-03-01&to=2026-03-31&tz=Europe%2FBerlin",
        "/static/css/session-manager.4f2a9c1b.css",
        "/login?error=session_expired",
        "/api/auth/providers",
        "/invite",
        "/share/settings",
        "/webhooks/new",
    ] {
        bed.keep(URL, path, path);
        let url = bed.url(path);
        bed.add(Entry::get(url));
    }
    for pattern in [
        "/api/tickets/{}/comments",
        "/files/{}/preview.png",
        "/workspaces/{}",
        "/tenants/{}/oauth2/v2.0/authorize",
    ] {
        let id = bed.plain.uuid();
        let id = bed.keep(URL, format!("UUID in {pattern}"), id);
        let url = bed.url(&pattern.replace("{}", &id));
        bed.add(Entry::get(url));
    }
    for (pattern, alphabet, count) in [
        ("/static/js/main.{}.chunk.js", HEX, 20),
        ("/_next/static/{}/_buildManifest.js", URL_SAFE, 21),
        ("/commit/{}", HEX, 40),
        ("/avatars/{}?s=80", HEX, 32),
        ("/tickets/{}", DIGITS, 9),
        ("/assets/logo-{}.svg", LOWER_DIGITS, 8),
        ("/app.js?v={}", HEX, 12),
        ("/blob/sha256:{}", HEX, 64),
    ] {
        let id = bed.plain.text(alphabet, count);
        let id = bed.keep(URL, pattern, id);
        let url = bed.url(&pattern.replace("{}", &id));
        bed.add(Entry::get(url));
    }
    for (name, value) in
        [("utm_source", "newsletter-march"), ("client_id", "desk-web-17"), ("nextToken", "false")]
    {
        bed.keep(URL, format!("parameter {name}"), format!("{name}={value}"));
        let url = bed.url(&format!("/landing?{name}={value}"));
        bed.add(Entry::get(url));
    }
}

fn facts(bed: &mut Bed) {
    for (name, value) in [
        ("_priority", "VeryHigh"),
        ("_resourceType", "document"),
        ("_fromCache", "memory"),
        ("_connectionId", "sid-less-481"),
    ] {
        bed.keep(SHAPE, name, value);
        let url = bed.url("/f");
        bed.add(Entry::get(url).extra(name, text(value)));
    }
    bed.keep(SHAPE, "_error", "net::ERR_CERT_AUTHORITY_INVALID");
    let url = bed.url("/f");
    bed.add(Entry::get(url).response_extra("_error", text("net::ERR_CERT_AUTHORITY_INVALID")));
    bed.keep(SHAPE, "status text", "Proxy Authentication Required");
    let url = bed.url("/f");
    bed.add(Entry::get(url).status(407, "Proxy Authentication Required"));
    let time = format!("{}.{}", bed.plain.text("123456789", 5), bed.plain.text("123456789", 6));
    let time = bed.keep(SHAPE, "a time", time);
    let url = bed.url("/f");
    bed.add(Entry::get(url).extra("_wallTime", raw(time)));
    let script = bed.url("/static/js/session-manager.js");
    bed.keep(SHAPE, "initiator", script.clone());
    let frames = Node::List(vec![object([
        ("functionName", text(bed.keep(SHAPE, "function", "refreshAccessToken"))),
        ("url", text(script)),
        ("lineNumber", raw(7)),
    ])]);
    let url = bed.url("/f");
    bed.add(Entry::get(url).extra(
        "_initiator",
        object([("type", text("script")), ("stack", object([("callFrames", frames)]))]),
    ));
    let target = bed.url("/session/expired?reason=timeout");
    bed.keep(SHAPE, "redirect", target.clone());
    let url = bed.url("/f");
    bed.add(Entry::get(url).redirect(&target));
}
