//! Cookies: session cookies of services and frameworks, invented ones, folded and chunked ones,
//! and cookies that hold JSON, JWTs or JWEs.

use crate::make::Least;
use crate::make::bed::Bed;
use crate::make::encode::{base64, base64url, percent};
use crate::make::har::Entry;
use crate::make::random::{DIGITS, HEX};
use crate::make::token::{self, Shape};

const KNOWN: &str = "cookie: known";
const UNKNOWN: &str = "cookie: unknown";
const SET: &str = "cookie: set-cookie";
const CHUNKED: &str = "cookie: chunked";
const HOLDING: &str = "cookie: holding something";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    known(bed);
    unknown(bed);
    set(bed);
    chunked(bed);
    holding(bed);
}

const SESSIONS: &[(&str, Shape)] = &[
    ("sid", |r| format!("102{}", token::url_safe(r))),
    ("idx", token::sealed),
    ("DT", token::url_safe),
    ("JSESSIONID", |r| token::hex32(r).to_uppercase()),
    ("ESTSAUTH", token::sealed),
    ("ESTSAUTHPERSISTENT", token::entra_refresh),
    ("FedAuth", token::sealed),
    ("rtFa", token::sealed),
    (".AspNetCore.Cookies", token::data_protection),
    (".AspNetCore.Antiforgery.w5W7x28NAIs", token::data_protection),
    (".ASPXAUTH", |r| token::hex64(r).to_uppercase()),
    ("ASP.NET_SessionId", |r| token::lower26(r)[..24].to_owned()),
    ("SAPISID", token::letters),
    ("__Secure-1PSID", |r| format!("g.a000{}", token::sealed(r))),
    ("user_session", token::url_safe),
    ("_gh_sess", token::rails),
    ("_gitlab_session", token::hex32),
    ("remember_user_token", token::rails),
    ("d", |r| (token::of("slack cookie"))(r)),
    ("_zendesk_shared_session", token::sealed),
    ("glide_session_store", |r| token::hex32(r).to_uppercase()),
    ("CF_Authorization", token::url_safe),
    ("cf_clearance", |r| format!("{}-1790000000-1.2.1.1-{}", token::letters(r), token::sealed(r))),
    ("auth0", token::express),
    ("PF", |r| token::letters(r)[..24].to_owned()),
    ("iPlanetDirectoryPro", |r| format!("AQIC5{}", token::sealed(r))),
    ("KEYCLOAK_SESSION", token::uuid),
    ("authelia_session", token::letters),
    ("_oauth2_proxy", token::sealed),
    ("ory_kratos_session", token::sealed),
    ("_shibsession_64656661756c74", |r| format!("_{}", token::hex32(r))),
    ("MSISAuth", token::sealed),
    ("TGC", token::sealed),
    ("__Secure-next-auth.session-token", token::uuid),
    ("token_v2", |r| format!("v02:user_token_or_cookies:{}", token::sealed(r))),
    ("connect.sid", token::express),
    ("koa.sess.sig", token::url_safe),
    ("rack.session", |r| format!("{}--{}", token::sealed(r), token::hex40(r))),
    ("sessionid", |r| token::lower26(r) + &token::lower26(r)[..6]),
    ("csrftoken", token::letters),
    ("PHPSESSID", token::lower26),
    ("SESSION", |r| base64(token::uuid(r))),
    ("li_at", token::sealed),
    ("xs", |r| format!("{}:{}:2:1790000000", token::code6(r), token::letters(r))),
    ("auth_token", token::hex40),
    ("MRHSession", token::hex32),
    ("LtpaToken2", token::sealed),
    ("grafana_session", token::hex32),
    ("AWSELBAuthSessionCookie-0", token::sealed),
    ("CloudFront-Signature", token::sealed),
    ("sid.kibana", token::iron),
    ("MoodleSession", token::lower26),
    ("CFTOKEN", |r| format!("{}-{}", token::hex32(r), token::uuid(r).to_uppercase())),
];

fn known(bed: &mut Bed) {
    for (at, row) in SESSIONS.iter().enumerate() {
        let (name, shape) = *row;
        let value = bed.secret(KNOWN, name, shape);
        let url = bed.url("/dashboard");
        // Frameworks percent-encode what would end a cookie or looks like a delimiter.
        let spelled = if value.contains([':', '=']) { percent(&value) } else { value };
        let pair = format!("{name}={spelled}");
        let line = match at % 4 {
            0 => pair,
            1 => format!("theme=dark; {pair}"),
            2 => format!("lang=en-GB; {pair}; tz=Europe%2FBerlin"),
            _ => format!("{pair}; seen=1"),
        };
        bed.add(Entry::get(url).cookie(line));
    }
    let stamp = 1_790_000_000 + bed.plain.below(9_000_000);
    let secret = bed.draw(|r| format!("{}|{}", token::letters(r), token::hex64(r)));
    let value = format!("anna|{stamp}|{secret}");
    let least = Least::Piece(value.len() - secret.len()..value.len());
    let value = bed.remember(KNOWN, "wordpress_logged_in", value, least);
    let name = format!("wordpress_logged_in_{}", bed.plain.text(HEX, 32));
    let url = bed.url("/wp-admin/");
    bed.add(Entry::get(url).cookie(format!("{name}={}", percent(&value))));
}

fn unknown(bed: &mut Bed) {
    let shapes: [Shape; 8] = [
        token::hex32,
        token::url_safe,
        token::letters,
        token::uuid,
        token::sealed,
        token::padded,
        token::lower26,
        token::short16,
    ];
    let names = [
        "larkspur_s",
        "dskx",
        "_fn_u",
        "portal.u",
        "b925d32c",
        "TS01a8c3d2",
        "x-acme-u",
        "__Host-app",
        "u2",
        "nimbus",
        "OakMember",
        "member_area",
        "_t",
        "remember",
        "lb_auth_v3",
        "VisitorPass",
    ];
    for (at, name) in names.into_iter().enumerate() {
        let value = bed.secret(UNKNOWN, name, shapes[at % shapes.len()]);
        let url = bed.url("/members");
        bed.add(Entry::get(url).cookie(format!("consent=yes; {name}={value}")));
    }
    // Browsers split a cookie header in HTTP/2; a value may stand in quotes.
    let (one, two, three) = (
        bed.secret(UNKNOWN, "split cookie header, first", token::hex32),
        bed.secret(UNKNOWN, "split cookie header, second", token::url_safe),
        bed.secret(UNKNOWN, "quoted value", token::letters),
    );
    let url = bed.url("/split");
    bed.add(
        Entry::get(url)
            .cookie(format!("pine_a={one}"))
            .cookie(format!("pine_b={two}"))
            .header("Cookie", format!("pine_c=\"{three}\";theme=dark")),
    );
    // The same name twice: a host cookie and a domain cookie.
    let (one, two) = (
        bed.secret(UNKNOWN, "same name twice, first", token::hex32),
        bed.secret(UNKNOWN, "same name twice, second", token::hex32),
    );
    let url = bed.url("/twice");
    bed.add(Entry::get(url).cookie(format!("deskSession={one}; deskSession={two}")));
    // No name at all.
    let value = bed.secret(UNKNOWN, "cookie without a name", token::url_safe);
    let url = bed.url("/nameless");
    bed.add(Entry::get(url).header("cookie", value));
}

fn set(bed: &mut Bed) {
    for (name, shape) in [
        ("deskSession", token::hex32 as Shape),
        ("__Host-session", token::url_safe),
        ("XSRF-TOKEN", token::padded),
        ("remember_web_59ba36addc2b2f94", token::sealed),
        ("sso", token::uuid),
    ] {
        let value = bed.secret(SET, name, shape);
        let url = bed.url("/login");
        let spelled = percent(&value);
        let line = format!("{name}={spelled}; Path=/; Secure; HttpOnly; SameSite=Lax");
        bed.add(Entry::get(url).set_cookies(&[line]));
    }
    for round in 0..3 {
        let (one, two, three) = (
            bed.secret(SET, format!("folded {round}, first line"), token::hex32),
            bed.secret(SET, format!("folded {round}, after an expires date"), token::url_safe),
            bed.secret(SET, format!("folded {round}, last line"), token::letters),
        );
        let lines = [
            format!("larkspur_sid={one}; Path=/; HttpOnly"),
            format!(
                "larkspur_rt={two}; expires=Wed, 04-Mar-2027 10:00:00 GMT; Max-Age=31536000; path=/"
            ),
            "locale=de; path=/".to_owned(),
            format!("larkspur_csrf={three}; domain=.larkspur.example; path=/; secure"),
        ];
        let url = bed.url("/login/callback");
        let entry = Entry::get(url);
        bed.add(match round {
            0 => entry.set_cookies(&lines),
            1 => entry.answer_header("Set-Cookie", lines.join("\r\n")),
            // Some proxies join with a comma, which RFC 6265 forbids and which happens.
            _ => entry.answer_header("Set-Cookie", lines.join(", ")),
        });
    }
}

fn chunked(bed: &mut Bed) {
    for (names, shape) in [
        (["appSession.0", "appSession.1"], token::sealed as Shape),
        ([".AspNet.CookiesC1", ".AspNet.CookiesC2"], token::data_protection),
        (["next-auth.session-token.0", "next-auth.session-token.1"], token::sealed),
        (["_oauth2_proxy_0", "_oauth2_proxy_1"], token::sealed),
        (["sb-larkspur-auth-token.0", "sb-larkspur-auth-token.1"], token::sealed),
        (["larkspurState_1of2", "larkspurState_2of2"], token::sealed),
    ] {
        let parts = names.map(|name| format!("{name}={}", bed.secret(CHUNKED, name, shape)));
        let url = bed.url("/chunks");
        let entry = Entry::get(url).cookie(format!("lang=en; {}", parts.join("; ")));
        let lines = parts.map(|part| format!("{part}; Path=/; HttpOnly"));
        bed.add(entry.set_cookies(&lines));
    }
}

fn holding(bed: &mut Bed) {
    let value = bed.secret(HOLDING, "percent-encoded JSON", token::letters);
    let json = format!(r#"{{"userId":"u-17","authToken":"{value}","locale":"en"}}"#);
    let url = bed.url("/c/1");
    bed.add(Entry::get(url).cookie(format!("prefs_auth={}", percent(&json))));
    let value = bed.secret(HOLDING, "base64 JSON", token::letters);
    let json = format!(r#"{{"user":{{"id":17}},"access_token":"{value}"}}"#);
    let url = bed.url("/c/2");
    bed.add(Entry::get(url).cookie(format!("koa.sess={}", base64(&json))));
    let value = bed.secret(HOLDING, "percent-encoded base64 JSON", token::padded);
    let mac = bed.secret(HOLDING, "mac in Laravel cookie", token::hex64);
    let vector = base64(bed.plain.bytes(16));
    let json = format!(r#"{{"iv":"{vector}","value":"{value}","mac":"{mac}","tag":""}}"#);
    let url = bed.url("/c/3");
    bed.add(Entry::get(url).cookie(format!("laravel_session={}", percent(&base64(json)))));
    for name in ["session-jwt", "KEYCLOAK_IDENTITY", "cloud.session.token", "n8n-auth", "pine"] {
        let value = bed.jwt(HOLDING, format!("{name}, a JWT"));
        let url = bed.url("/c/4");
        bed.add(Entry::get(url).cookie(format!("{name}={value}")));
    }
    for name in ["appSession", "__session", "larkspur_enc"] {
        let value = bed.jwe(HOLDING, format!("{name}, a JWE"));
        let url = bed.url("/c/5");
        let line = format!("{name}={value}; Path=/; HttpOnly; SameSite=None");
        bed.add(Entry::get(url).cookie(format!("{name}={value}")).set_cookies(&[line]));
    }
    let value = bed.jwt(HOLDING, "a JWT in base64");
    let url = bed.url("/c/6");
    bed.add(Entry::get(url).cookie(format!("wrapped={}", base64url(value))));
    let value = bed.secret(HOLDING, "ampersand pairs", token::hex32);
    let key = bed.plain.text(DIGITS, 6);
    let url = bed.url("/c/7");
    bed.add(Entry::get(url).cookie(format!("userinfo=id={key}&key={value}&v=2")));
    let value = bed.secret(HOLDING, "colon pairs", token::hex40);
    let url = bed.url("/c/8");
    bed.add(Entry::get(url).cookie(format!("acct=t={value}&s=anna")));
}
