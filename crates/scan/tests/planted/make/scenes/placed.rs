//! Credentials that only a place, a mark or a command names: arguments of calls that sign in, values
//! that something marks as secret, passwords that a shell hands on; and what stands in the same
//! places without being one. Each is hidden once as it is, once in JSON and once an encoding deeper.

use super::thrice;
use crate::make::bed::Bed;
use crate::make::random::BASE62;
use crate::make::token;

const CALLS: &str = "placed: arguments of calls";
const MARKED: &str = "placed: marked values";
const COMMANDS: &str = "placed: commands and settings";
const LINKS: &str = "placed: links";
const KEPT: &str = "kept: placed";

const TEXT: &str = "text/plain";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    for (category, texts) in [(CALLS, IN_CALLS), (MARKED, AS_MARKED), (COMMANDS, IN_COMMANDS)] {
        for text in texts {
            thrice::texts(bed, "/beside", text, |bed, place| {
                bed.secret(category, format!("{text}, {place}"), token::policy_password)
            });
        }
    }
    for text in IN_LINKS {
        thrice::texts(bed, "/beside", text, |bed, place| {
            bed.secret(LINKS, format!("{text}, {place}"), token::letters)
        });
    }
    kept(bed);
}

const IN_CALLS: &[&str] = &[
    "<?xml version='1.0'?><methodCall><methodName>auth.login</methodName><params><param><value>\
     <string>anna</string></value></param><param><value><string>{}</string></value></param>\
     </params></methodCall>",
    "<?xml version='1.0'?><methodCall><methodName>execute_kw</methodName><params><param><value>desk\
     </value></param><param><value><int>2</int></value></param><param><value><string>{}</string>\
     </value></param><param><value>partner</value></param></params></methodCall>",
    r#"{"method":"personal_unlockAccount","params":["0x5e","{}",300]}"#,
    r#"{"method":"walletpassphrase","params":["{}",60]}"#,
    r#"42/desk,3["login","anna","{}"]"#,
    "{'user': 'anna', 'auth': ('anna', '{}'), 'n': 7}\n",
];

const AS_MARKED: &[&str] = &[
    r#"{"outputs":{"desk":{"value":"{}","type":"string","sensitive":true}}}"#,
    r#"{"desk":{"sensitive":true,"type":["object",{"p":"string"}],"value":{"user":"anna","p":"{}"}}}"#,
    r#"{"fields":[{"id":"q","type":"CONCEALED","label":"door","value":"{}"}]}"#,
];

const IN_COMMANDS: &[&str] = &[
    "FROM desk\nENV DB_PASS {}\nENV MODE full\n",
    "net use Z: \\\\desk\\x /user:dom\\anna {}\n",
    "echo {} | sudo -S apt update",
    "use desk\ndb.auth(\"anna\", \"{}\")\n",
    "net user anna {} /add\n",
    "plink -batch -pw {} desk",
    "snmp-server community {} RO",
    "[security]\nadmin_password = \"\"\"{}\"\"\"\nmode = full\n",
    "DRIVER={ODBC 18};SERVER=desk;UID=sa;PWD={{}};Encrypt=yes",
    "spawn ssh anna@desk\nexpect \"password:\"\nsend \"{}\\r\"\n",
    "密码：{}\n",
    "Пароль: {}\nГород: Вена\n",
];

const IN_LINKS: &[&str] = &[
    r#"{"view":{"url":"https://desk.example/#/set-password/{}"}}"#,
    r#"{"url":"https://desk.example/ical/anna%40desk.example/private-{}/basic.ics"}"#,
    "10.0.0.1 - - [01/Jan/2026:00:00:00 +0000] \"GET /reset/{}7 HTTP/1.1\" 200 12\n",
    r#"{"type":"data","nodes":[null,{"type":"data","data":[{"token":1,"name":2},"{}","Anna"]}]}"#,
];

/// What the same places hold without its being a credential.
fn kept(bed: &mut Bed) {
    let id = bed.plain.text(BASE62, 24);
    for text in [
        "<methodCall><methodName>catalog.search</methodName><params><param><value>blue jay\
         </value></param><param><value>nest7-x</value></param></params></methodCall>"
            .to_owned(),
        r#"{"method":"catalog.search","params":["anna","nest7x"]}"#.to_owned(),
        r#"["login","logout","register"]"#.to_owned(),
        r#"{"outputs":{"host":{"value":"desk7.example","sensitive":false}}}"#.to_owned(),
        "ENV NODE_ENV production\nENV PASS_THROUGH desk7\n".to_owned(),
        "7z l -slt archive7.7z\nsnmp-server enable traps\n".to_owned(),
        "<Login user=a password={x1y2} />".to_owned(),
        "echo $PASSWORD | docker login --password-stdin".to_owned(),
        format!("\"GET /orders/{id} HTTP/1.1\" 200"),
        format!("https://desk.example/#/orders/{id}"),
        "https://desk.example/ical/private-calendar/basic.ics".to_owned(),
        "color: {SHA} or {crypt}\n".to_owned(),
        "net user anna /delete\nclient.auth(\"anna\", password)\n".to_owned(),
        "creating token: AccessTokenProvider for desk\n".to_owned(),
    ] {
        bed.keep(KEPT, text.clone(), text.clone());
        bed.answer("/placed", TEXT, text);
    }
}
