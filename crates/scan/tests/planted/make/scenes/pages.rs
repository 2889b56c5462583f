//! HTML: hidden and password inputs, meta tags, data attributes, inline scripts with state
//! objects, tables and label lines, comments.

use crate::make::bed::Bed;
use crate::make::encode::{
    base64, entities, entities_decimal, entities_hex, json_slashes, percent, quoted,
};
use crate::make::token::{self, Shape};

const INPUT: &str = "html: inputs and meta";
const DATA: &str = "html: data attributes";
const INLINE: &str = "html: inline scripts";
const VISIBLE: &str = "html: visible text";

const HTML: &str = "text/html; charset=utf-8";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    tags(bed);
    attributes(bed);
    inline(bed);
    visible(bed);
}

/// A page around a fragment.
fn page(fragment: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Desk</title></head>\n<body class=\"token-list session-view\">\n{fragment}\n</body>\n</html>\n"
    )
}

/// Tags that carry a credential; `{}` is its place.
const TAGS: &[(&str, &str, Shape)] = &[
    ("hidden input", r#"<input type="hidden" name="csrf_token" value="{}">"#, token::hex64),
    (
        "value before name",
        r#"<input value="{}" name="authenticity_token" type="hidden"/>"#,
        token::padded,
    ),
    (
        "single quotes",
        "<input type='hidden' name='__RequestVerificationToken' value='{}'>",
        token::data_protection,
    ),
    ("no quotes", "<input type=hidden name=_token value={}>", token::letters),
    (
        "attributes between",
        r#"<input name="sessionToken" id="st" autocomplete="off" class="x" data-n="1" type="hidden" value="{}">"#,
        token::url_safe,
    ),
    (
        "spread over lines",
        "<input\n   type=\"hidden\"\n   name=\"access_token\"\n   value=\"{}\"\n/>",
        token::url_safe,
    ),
    ("upper-case tag", r#"<INPUT TYPE="HIDDEN" NAME="SESSIONID" VALUE="{}">"#, token::hex32),
    (
        "password input",
        r#"<input type="password" name="pin_or_word" value="{}">"#,
        token::policy_password,
    ),
    ("password input by type only", r#"<input type="password" value="{}">"#, token::leet_password),
    ("id instead of name", r#"<input type="hidden" id="api_key" value="{}">"#, token::letters),
    ("textarea", "<textarea name=\"private_token\">{}</textarea>", token::lower26),
    (
        "option",
        r#"<select name="api_token"><option value="{}" selected>main</option></select>"#,
        token::letters,
    ),
    ("meta csrf", r#"<meta name="csrf-token" content="{}">"#, token::padded),
    ("meta, content first", r#"<meta content="{}" name="csrf-token" />"#, token::url_safe),
    ("meta property", r#"<meta property="session-token" content="{}">"#, token::url_safe),
    (
        "meta config JSON",
        r#"<meta name="app/config" content="{&quot;APP&quot;:{&quot;apiToken&quot;:&quot;{}&quot;}}">"#,
        token::letters,
    ),
    ("link", r#"<link rel="preload" href="/api/me?access_token={}" as="fetch">"#, token::url_safe),
    ("form action", r#"<form action="/pay;jsessionid={}" method="post"></form>"#, token::hex32),
    (
        "iframe",
        r#"<iframe src="https://widget.example/?sid={}&amp;lang=en"></iframe>"#,
        token::hex32,
    ),
    ("image", r#"<img src="/track.gif?session_id={}" alt="">"#, token::uuid),
    (
        "meta refresh",
        r#"<meta http-equiv="refresh" content="0;url=/cb?ticket={}">"#,
        token::letters,
    ),
    ("onclick", r#"<a onclick="login({token: '{}'})">go</a>"#, token::url_safe),
    ("custom element", r#"<desk-app auth-token="{}" theme="dark"></desk-app>"#, token::url_safe),
    ("comment", "<!-- debug: api_key={} -->", token::letters),
];

fn tags(bed: &mut Bed) {
    for (place, pattern, shape) in TAGS {
        let value = bed.secret(INPUT, *place, *shape);
        bed.answer("/page", HTML, page(&pattern.replace("{}", &value)));
    }
    let value = bed.awkward(INPUT, "password with an odd character in an input");
    let tag = format!(r#"<input type="password" name="password" value="{}">"#, entities(&value));
    bed.answer("/page", HTML, page(&tag));
    let value = bed.secret(INPUT, "value in decimal references", token::padded);
    let spelled = entities_decimal(&value);
    let tag = format!(r#"<input type="hidden" name="xsrf" value="{spelled}">"#);
    bed.answer("/page", HTML, page(&tag));
    let value = bed.secret(INPUT, "value in hexadecimal references", token::letters);
    let spelled = entities_hex(&value);
    let tag = format!(r#"<input type="hidden" name="auth_token" value="{spelled}">"#);
    bed.answer("/page", HTML, page(&tag));
}

fn attributes(bed: &mut Bed) {
    let json =
        |value: &str| format!(r#"{{"user":{{"id":17}},"auth":{{"accessToken":"{value}"}}}}"#);
    let value = bed.secret(DATA, "JSON with &quot;", token::url_safe);
    let tag = format!("<div id=\"app\" data-page=\"{}\"></div>", entities(&json(&value)));
    bed.answer("/app", HTML, page(&tag));
    let value = bed.secret(DATA, "JSON with &#34;", token::url_safe);
    let tag = format!("<div data-props=\"{}\"></div>", entities_decimal(&json(&value)));
    bed.answer("/app", HTML, page(&tag));
    let value = bed.secret(DATA, "JSON with &#x22;", token::url_safe);
    let tag = format!("<div data-state=\"{}\"></div>", entities_hex(&json(&value)));
    bed.answer("/app", HTML, page(&tag));
    let value = bed.secret(DATA, "JSON in single quotes", token::url_safe);
    let tag = format!("<div data-state='{}'></div>", json(&value));
    bed.answer("/app", HTML, page(&tag));
    let value = bed.secret(DATA, "JSON in JSON with &quot;", token::url_safe);
    let outer = format!(r#"{{"initial":{}}}"#, quoted(&json(&value)));
    let tag = format!("<div data-state=\"{}\"></div>", entities(&outer));
    bed.answer("/app", HTML, page(&tag));
    let value = bed.secret(DATA, "references twice", token::url_safe);
    let tag = format!("<div data-state=\"{}\"></div>", entities(&entities(&json(&value))));
    bed.answer("/app", HTML, page(&tag));
    let value = bed.secret(DATA, "base64 JSON", token::url_safe);
    let tag = format!("<div data-config=\"{}\"></div>", base64(json(&value)));
    bed.answer("/app", HTML, page(&tag));
    let value = bed.secret(DATA, "percent-encoded JSON", token::url_safe);
    let tag = format!("<div data-config=\"{}\"></div>", percent(&json(&value)));
    bed.answer("/app", HTML, page(&tag));
    let value = bed.secret(DATA, "data-api-key", token::letters);
    bed.answer("/app", HTML, page(&format!("<script src=a.js data-api-key=\"{value}\"></script>")));
    let value = bed.secret(DATA, "data-session-token", token::url_safe);
    bed.answer("/app", HTML, page(&format!("<b data-session-token='{value}'></b>")));
    let value = bed.secret(DATA, "data URL with JSON", token::url_safe);
    let link = format!("data:application/json;base64,{}", base64(json(&value)));
    bed.answer("/app", HTML, page(&format!("<a href=\"{link}\" download>state</a>")));
    let value = bed.secret(DATA, "data URL, percent-encoded", token::url_safe);
    let link = format!("data:application/json,{}", percent(&json(&value)));
    bed.answer("/app", HTML, page(&format!("<a href=\"{link}\">state</a>")));
}

/// Scripts in a page; `{}` is the place of the credential.
const SCRIPTS: &[(&str, &str, Shape)] = &[
    (
        "state object",
        r#"<script>window.__INITIAL_STATE__ = {"session":{"accessToken":"{}","user":{"id":1}},"ui":{"theme":"dark"}};</script>"#,
        token::url_safe,
    ),
    (
        "loose object",
        "<script>window.__APP__={user:{id:17},csrfToken:'{}',locale:'en'};</script>",
        token::hex64,
    ),
    (
        "JSON script",
        r#"<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"sessionToken":"{}"}},"page":"/"}</script>"#,
        token::url_safe,
    ),
    (
        "JSON.parse",
        r#"<script>window.S=JSON.parse("{\"auth\":{\"token\":\"{}\"}}")</script>"#,
        token::letters,
    ),
    (
        "JSON.parse in single quotes",
        r#"<script>var S=JSON.parse('{"apiKey":"{}"}');</script>"#,
        token::letters,
    ),
    ("variable", "<script>var g_ck = '{}';</script>", token::hex64),
    ("const", "<script>const authToken = \"{}\";</script>", token::url_safe),
    ("template literal", "<script>const sessionToken = `{}`;</script>", token::url_safe),
    ("property", "<script>Desk.config.apiSecret = '{}';</script>", token::letters),
    ("bracket property", "<script>Desk['access_token'] = '{}';</script>", token::url_safe),
    (
        "call with a name",
        "<script>localStorage.setItem('access_token', '{}');</script>",
        token::url_safe,
    ),
    (
        "cookie written by a script",
        r#"<script>document.cookie = "deskSession={}; path=/";</script>"#,
        token::hex32,
    ),
    (
        "header set by a script",
        "<script>xhr.setRequestHeader('X-Auth-Token', \"{}\");</script>",
        token::letters,
    ),
    (
        "escaped slash",
        r#"<script>go("https:\/\/desk.example\/cb?access_token={}")</script>"#,
        token::url_safe,
    ),
    (
        "escaped for HTML",
        r#"<script>S={"a":"\u003Cb\u003E","apiToken":"{}"}</script>"#,
        token::letters,
    ),
    ("CDATA", "<script>//<![CDATA[\nvar csrf_token=\"{}\";\n//]]></script>", token::letters),
    (
        "push",
        r#"<script>self.__next_f.push([1,"4:{\"idToken\":\"{}\"}\n"])</script>"#,
        token::url_safe,
    ),
];

fn inline(bed: &mut Bed) {
    for (place, pattern, shape) in SCRIPTS {
        let value = bed.secret(INLINE, *place, *shape);
        bed.answer("/home", HTML, page(&pattern.replace("{}", &value)));
    }
    let value = bed.awkward(INLINE, "odd password in a state object");
    let json = json_slashes(&format!(r#"{{"ftp":{{"password":{}}}}}"#, quoted(&value)));
    let script = format!("<script>window.S=JSON.parse(\"{json}\");</script>");
    bed.answer("/home", HTML, page(&script));
    let value = bed.secret(INLINE, "percent-encoded state", token::url_safe);
    let json = percent(&format!(r#"{{"session":{{"token":"{value}"}}}}"#));
    let script = format!("<script>S=JSON.parse(decodeURIComponent(\"{json}\"))</script>");
    bed.answer("/home", HTML, page(&script));
    let value = bed.secret(INLINE, "atob state", token::url_safe);
    let json = base64(format!(r#"{{"session":{{"token":"{value}"}}}}"#));
    bed.answer("/home", HTML, page(&format!("<script>S=JSON.parse(atob('{json}'))</script>")));
}

/// Text that a person reads; `{}` is the place of the credential.
const TEXTS: &[(&str, &str, Shape)] = &[
    ("table cells", "<tr><td>API token</td><td>{}</td></tr>", token::letters),
    (
        "header cell",
        "<tr><th scope=row>Client secret</th><td><code>{}</code></td></tr>",
        token::letters,
    ),
    ("definition list", "<dl><dt>Password</dt><dd>{}</dd></dl>", token::policy_password),
    ("label line", "<p>Secret key: <b>{}</b></p>", token::letters),
    ("bare label line", "<pre>\nregion: eu\npassword: {}\n</pre>", token::bare_password),
    (
        "label and span",
        r#"<label>Access token</label> <span class="mono">{}</span>"#,
        token::url_safe,
    ),
    (
        "command in a page",
        "<pre>curl -H &quot;Authorization: Bearer {}&quot; https://api.example/</pre>",
        token::url_safe,
    ),
    (
        "column of a table",
        "<table><tr><th>Id</th><th>Token</th></tr><tr><td>1</td><td>{}</td></tr></table>",
        token::hex40,
    ),
];

fn visible(bed: &mut Bed) {
    for (place, pattern, shape) in TEXTS {
        let value = bed.secret(VISIBLE, *place, *shape);
        bed.answer("/settings", HTML, page(&pattern.replace("{}", &value)));
    }
}
