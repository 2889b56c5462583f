//! Credentials beside a label, whatever a language or a way of writing puts between the two; and
//! what stands beside the same words without being one. Each is hidden once as it is, once in JSON
//! and once an encoding deeper still.

use super::thrice;
use crate::make::bed::Bed;
use crate::make::encode::{base64, quoted};
use crate::make::har::{Entry, Node, object, raw, text};
use crate::make::random::{BASE62, HEX};
use crate::make::token;

const PROGRAMS: &str = "beside: programs";
const SETTINGS: &str = "beside: settings and commands";
const WRITING: &str = "beside: what people write";
const LABELS: &str = "beside: labels in objects";
const TABLES: &str = "beside: drawn tables";
const COMMANDS: &str = "beside: commands that sign in";
const PACKETS: &str = "beside: packets";
const LINKS: &str = "beside: links";
const KEPT: &str = "kept: beside";

const JSON: &str = "application/json";
const TEXT: &str = "text/plain";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    for (category, texts) in [(PROGRAMS, IN_PROGRAMS), (SETTINGS, IN_SETTINGS), (WRITING, WRITTEN)]
    {
        for text in texts {
            thrice::texts(bed, "/beside", text, |bed, place| {
                bed.secret(category, format!("{text}, {place}"), token::letters)
            });
        }
    }
    for text in SPOKEN {
        thrice::texts(bed, "/beside", text, |bed, place| {
            bed.password(WRITING, format!("{text}, {place}"))
        });
    }
    labelled(bed);
    tables(bed);
    commands(bed);
    packets(bed);
    links(bed);
    kept(bed);
    kept_structures(bed);
}

/// Objects that say in one member what the others hold.
fn labelled(bed: &mut Bed) {
    for object in [
        r#"{"title":"API key","value":"{}","short":true}"#,
        r#"{"caption":"Client secret","text":"{}"}"#,
        r#"{"term":"Access token","description":"{}"}"#,
        r#"{"column":"api_token","value":"{}"}"#,
        r#"[{"op":"replace","path":"/auth/apiToken","value":"{}"}]"#,
        r#"{"field":"client_secret","from":null,"to":"{}"}"#,
        r#"{"attribute":"api_key","oldValue":"none","newValue":"{}"}"#,
        r#"{"args":["run","--api-token","{}","--verbose"]}"#,
        r#"{"sql":"INSERT INTO keys (name, api_key) VALUES (?, ?)","params":["desk","{}"]}"#,
        r#"{"text":"UPDATE keys SET api_key = $1 WHERE id = $2","values":["{}",7]}"#,
    ] {
        thrice::texts(bed, "/beside", object, |bed, place| {
            bed.secret(LABELS, format!("{object}, {place}"), token::letters)
        });
    }
    for object in [
        r#"{"field":"password","from":"{}","to":null}"#,
        r#"[{"op":"replace","path":"/user/password","value":"{}"}]"#,
        r#"{"sql":"UPDATE users SET password = ? WHERE name = ?","params":["{}","anna"]}"#,
    ] {
        thrice::texts(bed, "/beside", object, |bed, place| {
            bed.password(LABELS, format!("{object}, {place}"))
        });
    }
}

/// Tables as the programs of databases draw them.
fn tables(bed: &mut Bed) {
    for table in [
        " id | name | password\n----+------+---------\n  1 | anna | {}\n(1 row)\n",
        "+----+----------+\n| id | password |\n+----+----------+\n|  1 | {} |\n+----+----------+\n",
    ] {
        thrice::texts(bed, "/beside", table, |bed, place| {
            bed.password(TABLES, format!("{table}, {place}"))
        });
    }
}

/// Lines and commands that sign in.
fn commands(bed: &mut Bed) {
    for line in [
        "redis-cli -h cache -a {} ping",
        "mongo -u anna -p {} desk",
        "sqlcmd -S desk -U anna -P {}",
        "openssl enc -k {} -in a",
        "ldapsearch -x -D cn=anna -w {} -b dc=desk",
        "a1 LOGIN anna {}\r\n",
        "sqlplus anna/{}@desk",
        "USER anna\r\nPASS {}\r\n",
        "*2\r\n$4\r\nAUTH\r\n$24\r\n{}\r\n",
        "sip:anna:{}@desk.example",
        "password 51:b:{}",
        "anna:{PLAIN}{}",
    ] {
        thrice::texts(bed, "/beside", line, |bed, place| {
            bed.secret(COMMANDS, format!("{line}, {place}"), token::letters)
        });
    }
}

/// Packets with a password: SASL alone and in a frame, and a map of CBOR.
fn packets(bed: &mut Bed) {
    for packet in ["SASL", "AMQP", "CBOR"] {
        let password = bed.secret(PACKETS, packet, token::letters);
        let answer = format!("\0anna\0{password}");
        let length = u8::try_from(answer.len()).expect("the answer is short");
        let bytes = match packet {
            "SASL" => answer.into_bytes(),
            "AMQP" => {
                let mut frame = b"\x01\0\0\0\0\0\x40\0\x0a\0\x0b\0\0\0\0\x05PLAIN\0\0\0".to_vec();
                frame.push(length);
                frame.extend_from_slice(answer.as_bytes());
                frame.extend_from_slice(b"\x05en_US\xce");
                frame
            }
            _ => {
                let mut map = b"\xa2\x64user\x64anna\x68password\x78".to_vec();
                map.push(u8::try_from(password.len()).expect("the password is short"));
                map.extend_from_slice(password.as_bytes());
                map
            }
        };
        let message = object([
            ("type", text("send")),
            ("time", raw(1_772_618_400.25)),
            ("opcode", raw(2)),
            ("data", text(base64(bytes))),
        ]);
        let url = bed.url("/packets");
        bed.add(Entry::get(url).extra("_webSocketMessages", Node::List(vec![message])));
    }
}

/// Links with a word on either side of what is secret in them.
fn links(bed: &mut Bed) {
    for path in ["/r/{}/verify", "/guest/{}/join", "/feeds/{}/private.atom", "/rss/private/{}"] {
        thrice::texts(
            bed,
            "/beside",
            &format!("Go to https://desk.example{path} now."),
            |bed, place| bed.secret(LINKS, format!("{path}, {place}"), token::letters),
        );
    }
}

/// What stands in the same places and lets nobody in.
fn kept_structures(bed: &mut Bed) {
    let id = bed.plain.text(BASE62, 24);
    let commit = bed.plain.text(HEX, 40);
    for body in [
        r#"{"title":"Password","text":"Enter your password"}"#.to_owned(),
        r#"{"title":"Password","description":"8 to 20 characters, 1 digit"}"#.to_owned(),
        r#"{"column":"password","type":"varchar(255)","description":"hashed"}"#.to_owned(),
        r#"{"field":"password","from":"text","to":"password"}"#.to_owned(),
        format!(r#"{{"title":"Deploy","value":"{commit}"}}"#),
        r#"{"args":["--api-token","--verbose","x"]}"#.to_owned(),
        format!(r#"{{"sql":"SELECT name FROM keys WHERE id = ?","params":["{id}"]}}"#),
        format!(r#"{{"url":"https://desk.example/rooms/{id}/join"}}"#),
        format!(r#"{{"url":"https://desk.example/l/{id}"}}"#),
        format!(r#"{{"url":"https://desk.example/commit/{commit}/verify"}}"#),
        format!(r#"{{"url":"https://desk.example/d/{id}/edit"}}"#),
    ] {
        bed.keep(KEPT, body.clone(), body.clone());
        bed.answer("/beside/objects", JSON, body);
    }
    for text in [
        "250-AUTH LOGIN PLAIN CRAM-MD5\r\n250 HELP\r\n",
        "PASS src/desk1.test.js\nPASS test_desk_1\n",
        "redis-cli -p 6379 ping",
        "sip:anna@desk.example:5060",
        " id | name\n----+------\n  1 | anna\n(1 row)\n",
    ] {
        bed.keep(KEPT, text, text);
        bed.answer("/beside/lines", TEXT, text);
    }
}

const IN_PROGRAMS: &[&str] = &[
    "var secretKey = @\"{}\";",
    "val conf = Map(\"api.token\" -> \"{}\")",
    "{api_token, <<\"{}\">>}.",
    "local api_token = [[{}]]",
    "my %h = (api_token => q{{}});",
    "NSString *apiToken = @\"{}\";",
    "[client setValue:@\"{}\" forKey:@\"apiToken\"];",
    "request.setValue(\"{}\", forHTTPHeaderField: \"X-Api-Token\")",
    "Dim apiToken As String = \"{}\"",
    "apiToken = T.pack \"{}\"",
    "let api_token: String = String::from(\"{}\");",
    "val apiToken: Option[String] = Some(\"{}\")",
    "api_token: Optional[str] = '{}'",
    "const apiToken: SecretText = '{}'",
    "public string ApiToken { get; } = \"{}\";",
    "{ apiToken:: '{}' }",
    "((api-token . \"{}\"))",
    "a:1:{s:9:\"api_token\";s:32:\"{}\";}",
    "array(1) {\n  [\"api_token\"]=>\n  string(32) \"{}\"\n}",
];

const IN_SETTINGS: &[&str] = &[
    "set -x API_TOKEN {}",
    "setenv API_TOKEN {}",
    "SetEnv API_TOKEN {}",
    "http-request set-header X-Api-Token {}",
    "api_token: !sealed \"{}\"",
    "variable \"api_token\" { default = \"{}\" }",
    "param apiToken string = '{}'",
    "desk login --with-token <<< {}",
    "api-token {}",
];

const WRITTEN: &[&str] = &[
    "**API token**: {}",
    "**API token:** {}",
    "- API token: `{}`",
    "<li>API token \u{2013} {}</li>",
    "[b]API token[/b]: {}",
    "{\\b API token:} {}\\par",
    "API Token\n{}\n",
    "Client Secret:\n    {}\n",
    "Here is the API token for the staging desk: {}",
    "API token (production): {}",
    "Das Kennwort lautet: {}\n",
    "Votre mot de passe : {}\n",
    "Su contrase\u{f1}a es: {}\n",
    "Your one-time sign-in key: {}\n",
];

const SPOKEN: &[&str] = &[
    "Das Passwort lautet: {}\n",
    "Votre mot de passe : {}\n",
    "Su contrase\u{f1}a es: {}\n",
    "network { psk=\"{}\" }",
    "let pwd = \"{}\";",
];

/// What stands beside such words and lets nobody in.
fn kept(bed: &mut Bed) {
    let commit = bed.plain.text(HEX, 40);
    let hash = bed.plain.text(HEX, 64);
    let id = bed.plain.uuid();
    let build = bed.plain.text(BASE62, 24);
    for text in [
        format!("Fix the token check {commit} again"),
        format!("Refresh the token\n\ncommit {commit}\n"),
        format!("merge the token refresh\nof {commit} into main"),
        format!("token hash: {hash}"),
        format!("\"token.js\": {{ \"integrity\": \"sha256-{hash}\" }}"),
        format!("password, className: \"css-{build}\""),
        format!("if (!token) {{ build = \"{build}\" }}"),
        format!("token; etag = \"{build}\""),
        format!("session of trace {id}"),
        format!("the token: none, request=\"{build}\""),
        format!("see token\nand {build} here"),
        "api_token = T.pack (readFile path)".to_owned(),
        "Dim apiToken As String".to_owned(),
        "apiToken: String? = nil".to_owned(),
        "**API token**: see your settings".to_owned(),
        "API Token\nYou find it in your settings.\n".to_owned(),
        "Password\nForgot?\n".to_owned(),
        "Das Passwort lautet: fehlt\n".to_owned(),
        "le mot de passe est trop court".to_owned(),
        "setenv API_TOKEN YOUR_API_TOKEN".to_owned(),
        "variable \"api_token\" { type = string }".to_owned(),
        "tokenType: e.tokenManager2.getTokenFrom".to_owned(),
        "otp=\"required\" pin:\"left\" sid:null pwd = \"\"".to_owned(),
    ] {
        bed.keep(KEPT, text.clone(), text.clone());
        bed.answer("/beside/kept", TEXT, text.clone());
        bed.keep(KEPT, format!("{text}, in JSON"), text.clone());
        bed.answer("/beside/kept/quoted", JSON, format!(r#"{{"page":{}}}"#, quoted(&text)));
    }
}
