//! Credentials in URLs: parameters, fragments, user information, matrix parameters, paths,
//! presigned forms, URLs in URLs, and the many places where a URL is repeated.

use crate::make::bed::Bed;
use crate::make::encode::{base64, base64url, entities, percent, percent_all, percent_lower};
use crate::make::har::{Entry, Node, object, raw, text};
use crate::make::random::{DIGITS, HEX};
use crate::make::token::{self, Shape};

const PARAMETER: &str = "url: parameter";
const PART: &str = "url: userinfo, fragment, matrix";
const PATH: &str = "url: path";
const SIGNED: &str = "url: presigned";
const NESTED: &str = "url: inside a parameter";
const REPEATED: &str = "url: repeated elsewhere";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    parameters(bed);
    parts(bed);
    paths(bed);
    signed(bed);
    nested(bed);
    repeated(bed);
    without_host(bed);
}

/// Links whose host goes without saying, where nothing else in the file has them whole.
fn without_host(bed: &mut Bed) {
    for (place, mime, pattern) in [
        ("link of a page", "text/html", r#"<html><body><a href="{}">go on</a></body></html>"#),
        ("form of a page", "text/html", r#"<form action="{}" method="post"><p>x</p></form>"#),
        ("script", "text/html", r#"<script>location.href = "{}";</script>"#),
        ("JSON", "application/json", r#"{"user":7,"next":"{}"}"#),
        ("log", "text/plain", "10:00:01 redirect to {} after login"),
    ] {
        let token = bed.secret(PATH, format!("without host, {place}"), token::letters);
        let body = pattern.replace("{}", &format!("/users/password/reset/{token}"));
        bed.answer("/link", mime, body);
        let kept = bed.plain.text("0123456789abcdef", 24);
        let kept = bed.keep(PATH, format!("name of a file, {place}"), kept);
        bed.answer("/link", mime, pattern.replace("{}", &format!("/assets/reset/{kept}.js")));
    }
    let token = bed.secret(PATH, "without host, Location", token::url_safe);
    let url = bed.url("/moved");
    let location = format!("/invitations/{token}?welcome");
    bed.add(Entry::get(url).answer_header("Location", location));
}

const PARAMETERS: &[(&str, Shape)] = &[
    ("access_token", token::url_safe),
    ("token", token::hex40),
    ("api_key", token::letters),
    ("apikey", token::hex32),
    ("key", token::url_safe),
    ("sid", token::hex32),
    ("session", token::uuid),
    ("sessionId", token::lower26),
    ("auth", token::padded),
    ("jwt", token::url_safe),
    ("code", token::url_safe),
    ("ticket", token::letters),
    ("reset_password_token", token::url_safe),
    ("confirmation_token", token::letters),
    ("invitation_token", token::letters),
    ("oobCode", token::url_safe),
    ("sig", token::padded),
    ("hmac", token::hex64),
    ("client_secret", token::letters),
    ("password", token::bare_password),
    ("user[password]", token::policy_password),
    ("sv_otp", token::code8),
    ("X-Plex-Token", token::short16),
    ("subscription-key", token::hex32),
    ("authToken", token::hex32),
    ("private_token", token::lower26),
    ("sessionDataKey", token::uuid),
    ("magic", token::url_safe),
    ("t", |r| format!("xoxe-{}-{}", r.text(DIGITS, 12), token::hex32(r))),
];

fn parameters(bed: &mut Bed) {
    for (at, (name, shape)) in PARAMETERS.iter().enumerate() {
        let value = bed.secret(PARAMETER, *name, *shape);
        let encoded = match at % 3 {
            0 => percent(&value),
            1 => percent_lower(&value),
            _ => percent_all(&value),
        };
        let url = bed.url(&format!("/r?page=3&{}={encoded}&sort=asc", percent(name)));
        bed.add(Entry::get(url));
    }
    let value = bed.awkward(PARAMETER, "password with an odd character");
    let url = bed.url(&format!("/login?user=anna&password={}", percent(&value)));
    bed.add(Entry::get(url));
    let value = bed.secret(PARAMETER, "semicolon between parameters", token::hex32);
    let url = bed.url(&format!("/legacy?view=list;token={value};page=2"));
    bed.add(Entry::get(url));
    let value = bed.secret(PARAMETER, "name percent-encoded", token::url_safe);
    let url = bed.url(&format!("/x?a%63cess%5Ftok%65n={value}"));
    bed.add(Entry::get(url));
    let value = bed.secret(PARAMETER, "socket address", token::url_safe);
    let url = format!("wss://{}/ws?v=2&token={value}", bed.host());
    bed.add(Entry::get(url));
}

fn parts(bed: &mut Bed) {
    let value = bed.secret(PART, "password in userinfo", token::bare_password);
    let host = bed.host();
    bed.add(Entry::get(format!("https://deploy:{value}@{host}/repo.git/info/refs")));
    let value = bed.secret(PART, "token as user", token::letters);
    let host = bed.host();
    bed.add(Entry::get(format!("https://{value}@{host}/repo.git")));
    let value = bed.awkward(PART, "encoded password in userinfo");
    let host = bed.host();
    bed.add(Entry::get(format!("https://ftp.user:{}@{host}/files", percent(&value))));
    for (name, case) in [("jsessionid", 0), ("JSESSIONID", 1), ("sid", 2)] {
        let value = bed.secret(PART, format!(";{name}="), token::hex32);
        let tail = if case == 1 { "?step=2" } else { "" };
        let url = bed.url(&format!("/shop/cart;{name}={value}{tail}"));
        bed.add(Entry::get(url));
    }
    for (name, shape) in [
        ("access_token", token::url_safe as Shape),
        ("id_token", token::sealed),
        ("auth", token::letters),
        ("token", token::hex40),
    ] {
        let value = bed.secret(PART, format!("#{name}="), shape);
        let target = bed.url(&format!("/app#{name}={value}&scope=read"));
        let url = bed.url("/oauth/start");
        bed.add(Entry::get(url).redirect(&target));
    }
    let value = bed.secret(PART, "route in a fragment", token::url_safe);
    let target = bed.url(&format!("/app/#/callback?token={value}&next=%2F"));
    bed.page(target, None);
}

/// Paths that end in a credential; `{}` is its place.
const PATHS: &[(&str, Shape)] = &[
    ("/reset/{}", token::url_safe),
    ("/reset-password/{}", token::hex40),
    ("/users/password/reset/{}/confirm", token::letters),
    ("/accounts/invite/{}", token::url_safe),
    ("/invitations/{}/accept", token::letters),
    ("/magic-link/{}", token::url_safe),
    ("/auth/magic/{}", token::hex64),
    ("/verify-email/{}", token::url_safe),
    ("/unsubscribe/token/{}", token::hex32),
    ("/webhooks/incoming/{}", token::letters),
    ("/hooks/catch/918273/{}", token::letters),
    ("/share/secret/{}", token::letters),
    ("/activate/{}", token::hex40),
    ("/token/{}/download", token::url_safe),
];

/// Addresses of services whose last part is the credential.
const SERVICES: &[(&str, Shape)] = &[
    ("https://hooks.slack.com/services/{}", token::webhook_path),
    ("https://discord.com/api/webhooks/918273645546372819/{}", |r| {
        format!("{}{}", token::url_safe(r), token::url_safe(r))
    }),
    ("https://api.telegram.org/bot{}/getMe", |r| (token::of("telegram bot"))(r)),
    (
        "https://larkspur.webhook.office.com/webhookb2/7f8e9d6c-1111-4222-8333-444455556666@7f8e9d6c-1111-4222-8333-777788889999/IncomingWebhook/{}/9c8b7a6d-1111-4222-8333-000011112222",
        token::hex32,
    ),
];

fn paths(bed: &mut Bed) {
    for (pattern, shape) in PATHS {
        let value = bed.secret(PATH, *pattern, *shape);
        let url = bed.url(&pattern.replace("{}", &value));
        bed.add(Entry::get(url));
    }
    for (pattern, shape) in SERVICES {
        let value = bed.secret(PATH, *pattern, *shape);
        bed.add(Entry::get(pattern.replace("{}", &value)));
    }
}

const DATE: &str = "20260304T100000Z";

/// Presigned forms: the address, with `{}` for the signature.
const PRESIGNED: &[(&str, &str, Shape)] = &[
    (
        "S3",
        "https://desk-attachments.s3.eu-west-1.amazonaws.com/up/report.pdf?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20260304%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=20260304T100000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature={}",
        token::hex64,
    ),
    (
        "S3, lower case",
        "https://desk.s3.amazonaws.com/a.csv?x-amz-algorithm=AWS4-HMAC-SHA256&x-amz-expires=60&x-amz-signature={}",
        token::hex64,
    ),
    (
        "S3 version 2",
        "https://desk.s3.amazonaws.com/b.csv?AWSAccessKeyId=AKIDEXAMPLE&Expires=1790003600&Signature={}",
        token::padded,
    ),
    (
        "Google",
        "https://storage.googleapis.com/desk/c.png?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Date=20260304T100000Z&X-Goog-Expires=3600&X-Goog-SignedHeaders=host&X-Goog-Signature={}",
        |r| r.text(HEX, 256),
    ),
    (
        "Azure SAS",
        "https://deskstore.blob.core.windows.net/files/d.zip?sv=2024-11-04&ss=b&srt=o&sp=r&se=2026-03-05T10%3A00%3A00Z&st=2026-03-04T10%3A00%3A00Z&spr=https&sig={}",
        token::padded,
    ),
    (
        "CloudFront signature",
        "https://d111111abcdef8.cloudfront.net/v/e.mp4?Expires=1790003600&Signature={}&Key-Pair-Id=K2JCJMDEHXQW5F",
        token::sealed,
    ),
    (
        "CloudFront policy",
        "https://d111111abcdef8.cloudfront.net/v/f.mp4?Policy={}&Key-Pair-Id=K2JCJMDEHXQW5F",
        token::sealed,
    ),
    (
        "S3 session token",
        "https://desk.s3.amazonaws.com/g.csv?X-Amz-Expires=60&X-Amz-Security-Token={}",
        |r| format!("FwoGZXIvYXdz{}", token::sealed(r)),
    ),
];

fn signed(bed: &mut Bed) {
    for (place, pattern, shape) in PRESIGNED {
        let value = bed.secret(SIGNED, *place, *shape);
        let url = pattern.replace("{}", &percent(&value));
        bed.keep(
            "kept: URL",
            format!("address of {place}"),
            pattern.split('?').next().unwrap_or_default(),
        );
        bed.add(Entry::get(url));
        let value = bed.secret(SIGNED, format!("{place}, in a JSON answer"), *shape);
        let url = pattern.replace("{}", &percent(&value));
        let body = format!(r#"{{"file":{{"url":"{url}","size":{}}}}}"#, bed.plain.below(90_000));
        bed.answer("/api/files/7", "application/json", body);
    }
    bed.keep("kept: URL", "X-Amz-Date", format!("X-Amz-Date={DATE}"));
    bed.keep("kept: URL", "X-Amz-Expires", "X-Amz-Expires=900");
    bed.keep("kept: URL", "SAS expiry", "se=2026-03-05T10%3A00%3A00Z");
}

fn nested(bed: &mut Bed) {
    for depth in 1..=3 {
        let value = bed.secret(NESTED, format!("encoded {depth} times"), token::url_safe);
        let inner = bed.url(&format!("/cb?token={value}&tab=1"));
        let mut encoded = inner;
        for _ in 0..depth {
            encoded = if depth == 2 { percent_lower(&encoded) } else { percent(&encoded) };
        }
        let url = bed.url(&format!("/login?next={encoded}&lang=en"));
        bed.add(Entry::get(url));
    }
    let value = bed.secret(NESTED, "URL in a parameter, not encoded", token::url_safe);
    let inner = bed.url(&format!("/cb?access_token={value}"));
    let url = bed.url(&format!("/go?lang=en&to={inner}"));
    bed.add(Entry::get(url));
    let value = bed.secret(NESTED, "JSON in a parameter", token::letters);
    let json = format!(r#"{{"view":"list","auth":{{"token":"{value}"}}}}"#);
    let url = bed.url(&format!("/embed?config={}", percent(&json)));
    bed.add(Entry::get(url));
    let value = bed.secret(NESTED, "base64 JSON in a parameter", token::letters);
    let json = format!(r#"{{"view":"list","secret":"{value}"}}"#);
    let url = bed.url(&format!("/embed?payload={}&v=2", base64url(json)));
    bed.add(Entry::get(url));
    let value = bed.secret(NESTED, "base64 URL in state", token::url_safe);
    let inner = bed.url(&format!("/cb?session_token={value}"));
    let url = bed.url(&format!("/authorize?state={}", percent(&base64(inner))));
    bed.add(Entry::get(url));
    let value = bed.secret(NESTED, "otpauth secret", token::totp_seed);
    let uri = format!("otpauth://totp/Desk:anna?secret={value}&issuer=Desk&digits=6");
    let url = bed.url(&format!("/qr?size=200&data={}", percent(&uri)));
    bed.add(Entry::get(url));
}

/// One credential each, in a place that repeats a URL, and nowhere else.
fn repeated(bed: &mut Bed) {
    let address = |bed: &mut Bed, place: &str| {
        let value = bed.secret(REPEATED, place, token::url_safe);
        bed.url(&format!("/share/view?doc=17&access_token={value}"))
    };
    let link = address(bed, "referer");
    let url = bed.url("/style.css");
    bed.add(Entry::get(url).header("referer", link));
    let link = address(bed, "location, relative");
    let relative = &link[link.find("/share").unwrap_or(0)..];
    let url = bed.url("/go");
    bed.add(Entry::get(url).redirect(relative));
    let link = address(bed, "content-location");
    let url = bed.url("/doc");
    bed.add(Entry::get(url).answer_header("content-location", link));
    let link = address(bed, "link");
    let url = bed.url("/doc");
    bed.add(Entry::get(url).answer_header("link", format!("<{link}>; rel=\"next\"")));
    let link = address(bed, "refresh");
    let url = bed.url("/doc");
    bed.add(Entry::get(url).answer_header("refresh", format!("3; url={link}")));
    let link = address(bed, "CSP report");
    let url = bed.url("/csp");
    let report = format!(
        r#"{{"csp-report":{{"document-uri":"{link}","violated-directive":"script-src","blocked-uri":"inline"}}}}"#
    );
    bed.add(Entry::get(url).post("application/csp-report", report));
    let link = address(bed, "initiator stack");
    let url = bed.url("/api/x");
    let frame = |url: &str, line: usize| {
        object([("functionName", text("load")), ("url", text(url)), ("lineNumber", raw(line))])
    };
    bed.add(Entry::get(url).extra(
        "_initiator",
        object([
            ("type", text("script")),
            ("stack", object([("callFrames", Node::List(vec![frame(&link, 12)]))])),
        ]),
    ));
    let link = address(bed, "page title");
    bed.page(link, None);
    let link = address(bed, "_full_url");
    let url = bed.url("/share/view?doc=17");
    bed.add(Entry::get(url).extra("_full_url", text(link)));
    let link = address(bed, "href in HTML");
    bed.answer("/list", "text/html", format!("<p><a href=\"{}\">open</a></p>", entities(&link)));
    let link = address(bed, "string in JavaScript");
    bed.answer("/l.js", "text/javascript", format!("open(\"{}\")", link.replace('/', "\\/")));
    let link = address(bed, "sentence in a log");
    bed.answer("/log", "text/plain", format!("10:00:01 INFO redirecting to {link} (302)\n"));
    let link = address(bed, "URL without a scheme");
    bed.answer("/l.txt", "text/plain", link.trim_start_matches("https:").to_owned());
    let link = address(bed, "Markdown link in JSON");
    bed.answer("/note", "application/json", format!(r#"{{"text":"see [here]({link}) now"}}"#));
    let link = address(bed, "URL in a MIME type field");
    let url = bed.url("/doc/9");
    bed.add(Entry::get(url).response_extra("_redirectChain", Node::List(vec![text(link)])));
}
