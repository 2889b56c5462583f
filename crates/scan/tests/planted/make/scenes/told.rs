//! What people tell each other, what pages hand out to be copied, cookies that programs set, calls
//! whose method stands behind, dumps of bytes; and what stands in the same places without being a
//! credential. The credentials are hidden once as they are, once in JSON and once an encoding deeper
//! still.

use std::fmt::Write as _;

use crate::make::bed::Bed;
use crate::make::encode::{base64, gzip, quoted};
use crate::make::har::{Entry, Node, object, raw, text};
use crate::make::token;

const PASSWORDS: &str = "told: passwords";
const TOKENS: &str = "told: tokens";
const CODES: &str = "told: codes";
const DUMPS: &str = "told: dumps";
const KEPT: &str = "kept: told";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    for (kept, twin) in OF_PASSWORDS {
        keep(bed, kept);
        thrice(bed, twin, |bed, place| {
            bed.secret(PASSWORDS, format!("{twin}, {place}"), token::policy_password)
        });
    }
    for (kept, twin) in OF_TOKENS {
        keep(bed, kept);
        thrice(bed, twin, |bed, place| {
            bed.secret(TOKENS, format!("{twin}, {place}"), token::letters)
        });
    }
    for (kept, twin) in OF_CODES {
        keep(bed, kept);
        thrice(bed, twin, |bed, place| bed.code(CODES, format!("{twin}, {place}"), token::code6));
    }
    for (style, dump) in [("xxd", xxd as fn(&[u8]) -> String), ("hexdump", canonical)] {
        thrice(bed, "{}", |bed, place| {
            let value = bed.secret(DUMPS, format!("{style}, {place}"), token::letters);
            dump(format!("user=anna&api_token={value}&go=1\r\n").as_bytes())
        });
        keep(bed, &dump(b"GET /desks/of/anna?page=2 HTTP/1.1\r\nHost: desk.example\r\n\r\n"));
    }
    sockets(bed);
}

/// Messages of a hub, whose arguments stand before what they are handed to.
fn sockets(bed: &mut Bed) {
    let place = "a hub's arguments before its target";
    let password = bed.secret(PASSWORDS, place, token::policy_password);
    let login = format!(
        "{{\"type\":1,\"arguments\":[\"anna\",\"{password}\"],\"target\":\"SignIn\"}}\u{1e}"
    );
    let other = "{\"type\":1,\"arguments\":[\"anna\",\"desk-12.b\"],\"target\":\"Open\"}\u{1e}";
    bed.keep(KEPT, "a hub's other call", "desk-12.b");
    let frames = [login.as_str(), other].map(|data| {
        object([
            ("type", text("send")),
            ("time", raw("1767225600.5")),
            ("opcode", raw(1)),
            ("data", text(data)),
        ])
    });
    let url = format!("wss://{}/hub", bed.host());
    bed.add(Entry::get(url).extra("_webSocketMessages", Node::List(frames.into())));
}

fn keep(bed: &mut Bed, text: &str) {
    bed.keep(KEPT, text, text);
    bed.answer("/told", mime(text), text);
}

fn mime(text: &str) -> &'static str {
    match text.as_bytes().first() {
        Some(b'{' | b'[') => "application/json",
        Some(b'<') => "text/html",
        _ => "text/plain",
    }
}

/// A text in three bodies, with another value in each.
fn thrice(bed: &mut Bed, text: &str, mut value: impl FnMut(&mut Bed, &str) -> String) {
    let body = text.replacen("{}", &value(bed, "as it is"), 1);
    bed.answer("/told", mime(text), body);
    let body = text.replacen("{}", &value(bed, "in JSON"), 1);
    bed.answer("/told/quoted", "application/json", format!("{{\"page\":{}}}", quoted(&body)));
    let body = text.replacen("{}", &value(bed, "in gzip in base64 in JSON"), 1);
    let packed = base64(gzip(body));
    bed.answer("/told/packed", "application/json", format!("{{\"archive\":\"{packed}\"}}"));
}

/// What speaks of a password, and where somebody tells one.
const OF_PASSWORDS: &[(&str, &str)] = &[
    ("I reset your password to continue", "I reset your password to {}, please change it"),
    (
        "the password for user 'anna' changed to meet the rules of 2026",
        "Password for user 'anna' changed to '{}' by bob",
    ),
    ("user -> anna\npwd -> none\n", "user -> anna\npwd -> {}\n"),
    ("password \u{2014} 12 characters or more", "password \u{2014} {}"),
    ("- **Password:** see the desk12 page\n", "- User: anna\n- **Password:** `{}`\n"),
    ("Username\nanna\n\nPassword\nRequired\n", "Username\nanna\n\nPassword\n{}\n"),
    (
        "Key         Value\n---         -----\ndb_user     anna77\ndb_pass     n/a\n",
        "Key         Value\n---         -----\ndb_user     anna77\ndb_password {}\n",
    ),
    ("NAME          anna12\nDB_PASSWORD   required\n", "NAME          anna12\nDB_PASSWORD   {}\n"),
    (
        "UPDATE users SET password=$1 WHERE id=$2\nDETAIL: parameters: $2 = '771188'",
        "UPDATE users SET password=$1 WHERE id=$2\nDETAIL: parameters: $1 = '{}', $2 = '771188'",
    ),
    ("1) \"appendonly\"\n2) \"yes2026\"\n", "1) \"requirepass\"\n2) \"{}\"\n"),
    ("the pw field2 is empty", "user qa and pw {} on staging"),
    ("the pw: is missing", "10:00 Anna: pw: {}"),
    ("hi, pw is wrong again", "hi, pw is {} ok?"),
    ("login with anna / 12 others", "login with anna / {}"),
    ("see git.desk.example:8080/anna:main@2026", "proxy: anna:{}@proxy.desk.example:3128"),
    ("from: anna77@desk.example:25\n", "sql.Open(\"mysql\", \"anna:{}@tcp(db:3306)/desk\")"),
    ("smbclient //desk/share -U anna%", "smbclient //desk/share -U anna%{}"),
    ("set password policy of desk12", "config user\n set passwd {}\n next\n"),
    (
        r#"{"errors":[{"field":"zip","rejectedValue":"desk-1177"}]}"#,
        r#"{"errors":[{"field":"password","message":"is weak","rejectedValue":"{}"}]}"#,
    ),
    (
        r#"{"detail":[{"loc":["body","zip"],"msg":"bad","input":"desk-1177"}]}"#,
        r#"{"detail":[{"loc":["body","password"],"msg":"too short","input":"{}"}]}"#,
    ),
    (
        r#"{"Parameter":{"Name":"/desk/main","Type":"String","Value":"desk-1177","Version":3}}"#,
        r#"{"Parameter":{"Name":"/desk/main","Type":"SecureString","Value":"{}","Version":3}}"#,
    ),
    (
        r#"{"Kind":"change","Sel":"form > input[name=\"zip\"]","Val":"desk-1177"}"#,
        r#"{"Kind":"change","Sel":"form > input[name=\"password\"]","Val":"{}"}"#,
    ),
];

/// What speaks of a token, and where one stands.
const OF_TOKENS: &[(&str, &str)] = &[
    ("Cookies.set('theme', 'dark-blue-2');", "Cookies.set('access', '{}', {expires: 7});"),
    ("res.cookie('lang', 'de-DE', opts)", "res.cookie('sid', '{}', opts)"),
    (
        "<p><span class=\"token number\">a1b2c3d4</span></p>",
        "<p><span class=\"mono api-key\">{}</span></p>",
    ),
    (
        "<p><code id=\"region-code\">eu-desk-12</code></p>",
        "<p><code id=\"bearer-token\">{}</code></p>",
    ),
    (
        "<p><button data-clipboard-text=\"desk-0x12ab\">Copy link</button></p>",
        "<p><button data-clipboard-text=\"{}\">Copy API key</button></p>",
    ),
    (
        "<p><a onclick=\"openPage('desk-0x12ab')\">token</a></p>",
        "<p><a onclick=\"copyText('{}')\">copy token</a></p>",
    ),
    (
        "<div><label for=\"a2\">Name</label><div><input id=\"a2\" value=\"desk-0x12ab\"></div></div>",
        "<div><label for=\"a1\">Client secret</label><div><input id=\"a1\" value=\"{}\"></div></div>",
    ),
    (
        "<p><script>{&q;page&q;:{&q;name&q;:&q;desk-0x12ab&q;}}</script></p>",
        "<p><script>{&q;user&q;:{&q;authToken&q;:&q;{}&q;}}</script></p>",
    ),
    (
        "The API key check failed for request: 4bf92f3577b34da6a3ce929d0e0e4736",
        "Your new API key was created. Copy it now, it is shown only once: {}",
    ),
    (
        "### Build of the API\n\n```\nv12.7.4-rc2026\n```\n",
        "### Production API token\n\n```\n{}\n```\n",
    ),
];

/// What speaks of a code, and where one stands.
const OF_CODES: &[(&str, &str)] = &[
    (
        "Enter this code to sign in, it has\n\n6 digits\n",
        "Enter this code to sign in:\n\n    {}\n\nBye.\n",
    ),
    ("your otp is 6 digits long", "your otp is {}."),
];

/// What `xxd` prints.
fn xxd(bytes: &[u8]) -> String {
    let mut out = String::new();
    for (line, chunk) in bytes.chunks(16).enumerate() {
        let pairs: Vec<String> = chunk
            .chunks(2)
            .map(|two| two.iter().map(|byte| format!("{byte:02x}")).collect())
            .collect();
        let _ = writeln!(out, "{:08x}: {:<39}  {}", line * 16, pairs.join(" "), shown(chunk));
    }
    out
}

/// What `hexdump -C` prints.
fn canonical(bytes: &[u8]) -> String {
    let mut out = String::new();
    let column =
        |chunk: &[u8]| chunk.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ");
    for (line, chunk) in bytes.chunks(16).enumerate() {
        let (left, right) = chunk.split_at(chunk.len().min(8));
        let _ = writeln!(
            out,
            "{:08x}  {:<23}  {:<23}  |{}|",
            line * 16,
            column(left),
            column(right),
            shown(chunk)
        );
    }
    let _ = writeln!(out, "{:08x}", bytes.len());
    out
}

fn shown(bytes: &[u8]) -> String {
    let character = |&byte: &u8| if matches!(byte, 0x20..=0x7e) { char::from(byte) } else { '.' };
    bytes.iter().map(character).collect()
}
