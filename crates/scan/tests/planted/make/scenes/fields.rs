//! The rest of the HAR: comments at every level, cache, page titles, initiators with nested
//! parents, and fields that no format names.

use crate::make::bed::Bed;
use crate::make::encode::base64;
use crate::make::har::{Entry, Node, object, pair, raw, text};
use crate::make::token;

const COMMENT: &str = "field: comment";
const CACHE: &str = "field: cache";
const INITIATOR: &str = "field: initiator";
const TITLE: &str = "field: page title";
const UNKNOWN: &str = "field: unknown";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    comments(bed);
    cache(bed);
    initiators(bed);
    titles(bed);
    unknown(bed);
}

fn comments(bed: &mut Bed) {
    let note = |bed: &mut Bed, place: &str| {
        let value = bed.secret(COMMENT, place, token::letters);
        format!("replayed with api_key={value} on Tuesday")
    };
    let line = note(bed, "log");
    bed.log_extra("comment", text(line));
    let line = note(bed, "log.browser");
    let browser =
        object([("name", text("Chrome")), ("version", text("140.0")), ("comment", text(line))]);
    bed.log_extra("browser", browser);
    let line = note(bed, "page");
    bed.page("Inbox", Some(line));
    let line = note(bed, "entry");
    let url = bed.url("/k/1");
    bed.add(Entry::get(url).extra("comment", text(line)));
    let line = note(bed, "request");
    let url = bed.url("/k/2");
    bed.add(Entry::get(url).request_extra("comment", text(line)));
    let line = note(bed, "response");
    let url = bed.url("/k/3");
    bed.add(Entry::get(url).response_extra("comment", text(line)));
    let line = note(bed, "header");
    let url = bed.url("/k/4");
    bed.add(Entry::get(url).header_node(object([
        ("name", text("accept-language")),
        ("value", text("en")),
        ("comment", text(line)),
    ])));
    let line = note(bed, "content");
    let url = bed.url("/k/5");
    bed.add(Entry::get(url).content([
        ("size", raw(0)),
        ("mimeType", text("text/plain")),
        ("comment", text(line)),
    ]));
    let line = note(bed, "postData");
    let url = bed.url("/k/6");
    bed.add(Entry::get(url).post_node(object([
        ("mimeType", text("text/plain")),
        ("text", text("hello")),
        ("comment", text(line)),
    ])));
    let value = bed.secret(COMMENT, "a header line in a comment", token::url_safe);
    let url = bed.url("/k/7");
    let line = format!("Authorization: Bearer {value}");
    bed.add(Entry::get(url).extra("comment", text(line)));
    let value = bed.secret(COMMENT, "a service token in a comment", token::of("gitlab personal"));
    let url = bed.url("/k/8");
    bed.add(Entry::get(url).extra("comment", text(format!("ran with {value}"))));
}

fn cache(bed: &mut Bed) {
    let (before, after, body) = (
        bed.secret(CACHE, "beforeRequest: header", token::url_safe),
        bed.secret(CACHE, "afterRequest: comment", token::letters),
        bed.secret(CACHE, "afterRequest: content", token::url_safe),
    );
    let url = bed.url("/cached");
    bed.add(Entry::get(url).cache(object([
        (
            "beforeRequest",
            object([
                ("expires", text("2026-04-15T15:50:36.000Z")),
                ("eTag", text("\"5f3a9c\"")),
                ("hitCount", raw(3)),
                (
                    "_headers",
                    Node::List(vec![pair("set-cookie", format!("deskSession={before}; Path=/"))]),
                ),
            ]),
        ),
        (
            "afterRequest",
            object([
                ("comment", text(format!("kept with secret_key={after}"))),
                ("_content", object([("text", text(format!(r#"{{"id_token":"{body}"}}"#)))])),
            ]),
        ),
    ])));
}

fn initiators(bed: &mut Bed) {
    let frame = |url: String| {
        object([
            ("functionName", text("send")),
            ("scriptId", text("17")),
            ("url", text(url)),
            ("lineNumber", raw(41)),
            ("columnNumber", raw(7)),
        ])
    };
    let stack = |frames: Vec<Node>, parent: Option<Node>| {
        let mut fields = vec![("callFrames".to_owned(), Node::List(frames))];
        fields.extend(parent.map(|parent| ("parent".to_owned(), parent)));
        Node::Object(fields)
    };
    let address = |bed: &mut Bed, place: &str| {
        let value = bed.secret(INITIATOR, place, token::url_safe);
        bed.url(&format!("/app?session_token={value}&v=2"))
    };
    let urls = [
        address(bed, "url"),
        address(bed, "stack"),
        address(bed, "parent of the stack"),
        address(bed, "parent of the parent"),
    ];
    let [direct, first, second, third] = urls;
    let deepest = stack(vec![frame(third)], None);
    let middle = stack(vec![frame(second)], Some(deepest));
    let top = stack(vec![frame(first)], Some(middle));
    let url = bed.url("/i/1");
    bed.add(Entry::get(url).extra(
        "_initiator",
        object([("type", text("script")), ("url", text(direct)), ("stack", top)]),
    ));
    let value = bed.secret(INITIATOR, "function name", token::of("stripe secret"));
    let url = bed.url("/i/2");
    let frames = vec![object([("functionName", text(format!("call_{value}"))), ("url", text(""))])];
    bed.add(
        Entry::get(url).extra(
            "_initiator",
            object([("type", text("script")), ("stack", stack(frames, None))]),
        ),
    );
    let value = bed.secret(INITIATOR, "initiator in text form", token::url_safe);
    let url = bed.url("/i/3");
    let line = format!("send@https://desk.example/a.js?access_token={value}:41:7");
    bed.add(Entry::get(url).extra("_initiator_detail", text(line)));
}

fn titles(bed: &mut Bed) {
    let value = bed.secret(TITLE, "URL of the page", token::url_safe);
    let link = bed.url(&format!("/reset?reset_token={value}"));
    bed.page(link, None);
    let value = bed.secret(TITLE, "path of the page", token::url_safe);
    let link = bed.url(&format!("/invite/{value}"));
    bed.page(link, None);
    let value = bed.secret(TITLE, "words and a URL", token::hex40);
    let link = bed.url(&format!("/x?token={value}"));
    bed.page(format!("Loading {link} - Desk"), None);
    let value = bed.secret(TITLE, "user information", token::bare_password);
    bed.page(format!("https://anna:{value}@files.example/"), None);
}

fn unknown(bed: &mut Bed) {
    let (one, two, three, four) = (
        bed.secret(UNKNOWN, "object of an entry", token::letters),
        bed.secret(UNKNOWN, "list deep in an object", token::letters),
        bed.secret(UNKNOWN, "JSON in a string", token::letters),
        bed.secret(UNKNOWN, "number", token::number14),
    );
    let url = bed.url("/u/1");
    bed.add(Entry::get(url).extra(
        "_debug",
        object([
            ("client_secret", text(one)),
            ("steps", Node::List(vec![object([("auth", object([("accessToken", text(two))]))])])),
            ("dump", text(format!(r#"{{"env":{{"API_TOKEN":"{three}"}}}}"#))),
            ("api_key", raw(four)),
        ]),
    ));
    let value = bed.secret(UNKNOWN, "storage snapshot", token::url_safe);
    let url = bed.url("/u/2");
    bed.add(Entry::get(url).extra(
        "_localStorage",
        Node::List(vec![pair("theme", "dark"), pair("access_token", value)]),
    ));
    let value = bed.secret(UNKNOWN, "storage of a single sign-on library", token::url_safe);
    let inner = format!(r#"{{"body":{{"access_token":"{value}","expires_in":86400}}}}"#);
    let mut storage = vec![("@@auth0spajs@@::desk::default".to_owned(), text(inner))];
    storage.push(("i18nextLng".to_owned(), text("en")));
    bed.log_extra("_storage", Node::Object(storage));
    let value = bed.secret(UNKNOWN, "field of the log", token::url_safe);
    bed.log_extra("_capture", object([("proxyPassword", text(value))]));
    let value = bed.secret(UNKNOWN, "base64 in a field", token::url_safe);
    let url = bed.url("/u/3");
    let blob = base64(format!(r#"{{"refresh_token":"{value}"}}"#));
    bed.add(Entry::get(url).extra("_snapshot", text(blob)));
    let value = bed.secret(UNKNOWN, "security details", token::letters);
    let url = bed.url("/u/4");
    bed.add(Entry::get(url).response_extra(
        "_securityDetails",
        object([("protocol", text("TLS 1.3")), ("sessionTicketSecret", text(value))]),
    ));
    let value = bed.secret(UNKNOWN, "variables of a test tool", token::letters);
    let url = bed.url("/u/5");
    bed.add(Entry::get(url).extra(
        "variables",
        Node::List(vec![object([
            ("type", raw(0)),
            ("name", text("authToken")),
            ("expression", text("$.token")),
            ("value", text(value)),
        ])]),
    ));
    let value = bed.secret(UNKNOWN, "error text", token::url_safe);
    let url = bed.url("/u/6");
    let line = format!("net::ERR_FAILED at https://desk.example/cb?access_token={value}");
    bed.add(Entry::get(url).response_extra("_error", text(line)));
    let value = bed.secret(UNKNOWN, "status text", token::letters);
    let url = bed.url("/u/7");
    bed.add(Entry::get(url).response_extra("_statusLine", text(format!("401 token={value}"))));
    let value = bed.secret(UNKNOWN, "user:password in a proxy field", token::bare_password);
    let url = bed.url("/u/8");
    bed.add(Entry::get(url).extra("_proxy", text(format!("http://anna:{value}@proxy:3128"))));
}
