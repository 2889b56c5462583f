//! The pieces that bodies are made of.

use crate::make::encode::base64url;
use crate::make::random::{BASE62, DIGITS, HEX, LOWER, Random};

const WORDS: &[&str] = &[
    "ticket", "customer", "answer", "window", "filter", "export", "summary", "weekly", "region",
    "green", "module", "button", "please", "reopen", "status", "update", "attached", "browser",
    "version", "session", "token", "render", "cannot", "reply", "merge", "column", "orders",
];

/// One of the items.
pub(crate) fn pick<'a>(random: &mut Random, items: &'a [String]) -> &'a String {
    &items[random.below(items.len())]
}

/// A JWT.
pub(crate) fn bearer(random: &mut Random) -> String {
    let kid = random.text(HEX, 16);
    let claims = format!(
        r#"{{"iss":"https://id.nimbusdesk.example/","aud":"api://desk","iat":1790000000,"exp":1790003600,"scp":["tickets:read"],"sub":"u-{}"}}"#,
        random.text(DIGITS, 8)
    );
    let header = format!(r#"{{"alg":"RS256","typ":"JWT","kid":"{kid}"}}"#);
    format!("{}.{}.{}", base64url(header), base64url(claims), base64url(random.bytes(256)))
}

fn sentence(random: &mut Random, words: usize) -> String {
    (0..words).map(|_| random.pick(WORDS)).collect::<Vec<_>>().join(" ")
}

/// An object of a JSON list.
pub(crate) fn item(random: &mut Random) -> String {
    format!(
        r#"{{"id":"{}","number":{},"subject":"{}","status":"open","assignee":{{"name":"{}","email":"{}@nimbusdesk.example"}},"updated_at":"2026-03-04T10:00:{}Z","tags":["{}","{}"],"url":"https://app.nimbusdesk.example/t/{}","text":"{}"}}"#,
        random.uuid(),
        random.below(900_000),
        sentence(random, 6),
        sentence(random, 2),
        random.text(LOWER, 7),
        random.between(10, 59),
        random.pick(WORDS),
        random.pick(WORDS),
        random.below(900_000),
        sentence(random, 14),
    )
}

/// A function of a minified bundle.
pub(crate) fn function(random: &mut Random) -> String {
    let (a, b) = (random.text(LOWER, 1), random.text(LOWER, 2));
    format!(
        r#"function {b}(e,t,n){{var {a}=e.{}||{{}};return void 0===t?{a}.{}:(n(".{}-{}",{{key:"{}",type:"{}"}}),{a}[t]?"{}":null)}}"#,
        random.pick(WORDS),
        random.pick(WORDS),
        random.pick(WORDS),
        random.text(BASE62, 6),
        random.pick(WORDS),
        random.pick(WORDS),
        sentence(random, 3),
    )
}

/// A row of a page.
pub(crate) fn row(random: &mut Random) -> String {
    format!(
        r#"<tr class="list__row session-{}" data-id="{}"><td><a href="/t/{}?ref=list">{}</a></td><td title="{}">{}</td></tr>"#,
        random.pick(WORDS),
        random.text(HEX, 12),
        random.below(900_000),
        sentence(random, 5),
        random.pick(WORDS),
        sentence(random, 9),
    )
}

/// A rule of a style sheet.
pub(crate) fn rule(random: &mut Random) -> String {
    format!(
        ".{}__{}--{}{{display:flex;margin:0 {}px;color:#{};background:url(/i/{}.svg) no-repeat}}",
        random.pick(WORDS),
        random.pick(WORDS),
        random.text(BASE62, 5),
        random.below(64),
        random.text(HEX, 6),
        random.text(HEX, 8),
    )
}
