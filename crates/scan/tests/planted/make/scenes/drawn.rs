//! Credentials in tables that programs draw, in lists of arguments, in logs of statements, in what
//! a test types, and behind the labels of dumps; and what looks alike without being one. Each is
//! hidden once as it is and once an encoding deeper.

use super::thrice;
use crate::make::bed::Bed;
use crate::make::encode::base64;
use crate::make::har::Entry;
use crate::make::random::Random;
use crate::make::token;

const TABLES: &str = "drawn: tables";
const ARGUMENTS: &str = "drawn: arguments";
const STATEMENTS: &str = "drawn: parameters of statements";
const DUMPS: &str = "drawn: dumps";
const TYPED: &str = "drawn: what a test types";
const WORDS: &str = "drawn: words of an answer that were sent";
const MESSAGES: &str = "drawn: messages";
const NESTED: &str = "drawn: values of values";
const KEPT: &str = "kept: drawn";

const JSON: &str = "application/json";
const TEXT: &str = "text/plain";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    tables(bed);
    arguments(bed);
    statements(bed);
    dumps(bed);
    typed(bed);
    words(bed);
    messages(bed);
    nested(bed);
}

fn tables(bed: &mut Bed) {
    bed.keep(KEPT, "a cell beside a secret one", "anna of the desk");
    bed.keep(KEPT, "a column that counts", "17 of 40");
    bed.keep(KEPT, "a row of capitals", "PASSWORD   must be set");
    thrice::bodies(bed, "/drawn", TEXT, |bed, place| {
        let light = bed.secret(TABLES, format!("light lines, {place}"), token::letters);
        let heavy = bed.password(TABLES, format!("heavy lines, {place}"));
        let grid = bed.password(TABLES, format!("a grid, {place}"));
        let spaced = bed.secret(TABLES, format!("space, {place}"), token::hex40);
        format!(
            "$ list --users\n┌──────┬───────┬──────────┐\n│ user │ token │ tokens used │\n├──────┼───────┼──────────┤\n│ anna of the desk │ {light} │ 17 of 40 │\n└──────┴───────┴──────────┘\n\n┃ id ┃ password ┃\n┡━━━━╇━━━━━━━━━━┩\n│ 1 │ {heavy} │\n└────┴──────────┘\n\n+----+----------+\n| id | password |\n+====+==========+\n| 1 | {grid} |\n+----+----------+\n\nNAME   TOKEN   AGE\nci     {spaced}   5d\n\nPASSWORD   must be set\n"
        )
    });
}

fn arguments(bed: &mut Bed) {
    bed.keep(KEPT, "an argument of a command", "ssh-of-anna@desk");
    bed.keep(KEPT, "the name of a folder", "\"mkdir\",\"-p\",\"desk-7a/x\"");
    bed.keep(KEPT, "a port", "redis-cli -p 6379");
    thrice::bodies(bed, "/drawn", JSON, |bed, place| {
        let behind = bed.password(ARGUMENTS, format!("behind a flag, {place}"));
        let call = bed.password(ARGUMENTS, format!("of a call, {place}"));
        let line = bed.password(ARGUMENTS, format!("of a line, {place}"));
        format!(
            r#"{{"cmd":["sshpass","-p","{behind}","ssh-of-anna@desk"],"make":["mkdir","-p","desk-7a/x"],"call":{{"method":"session.login","params":["anna","{call}"]}},"log":"+ xfreerdp /u:anna /p:{line} /v:desk; redis-cli -p 6379"}}"#
        )
    });
}

fn statements(bed: &mut Bed) {
    bed.keep(KEPT, "a parameter that is no secret", "'anna of the desk'");
    bed.keep(KEPT, "a parameter of a statement without secrets", "[\"desk-7a-of-anna\"]");
    thrice::bodies(bed, "/drawn", TEXT, |bed, place| {
        let postgres = bed.secret(STATEMENTS, format!("PostgreSQL, {place}"), token::letters);
        let mapped = bed.password(STATEMENTS, format!("MyBatis, {place}"));
        let bound = bed.password(STATEMENTS, format!("Hibernate, {place}"));
        let listed = bed.password(STATEMENTS, format!("TypeORM, {place}"));
        format!(
            "2026-01-01 10:00:00 [7] LOG:  execute <unnamed>: INSERT INTO users (name, api_token) VALUES ($1, $2)\n2026-01-01 10:00:00 [7] DETAIL:  parameters: $1 = 'anna of the desk', $2 = '{postgres}'\n10:00:01 ==>  Preparing: UPDATE users SET name = ?, password = ? WHERE id = ?\n10:00:01 ==> Parameters: anna(String), {mapped}(String), 7(Integer)\n10:00:02 select id from users where password=?\n10:00:02 binding parameter (1:VARCHAR) <- [{bound}]\n10:00:03 query: UPDATE \"users\" SET \"password\" = $1 WHERE \"id\" = $2 -- PARAMETERS: [\"{listed}\",7]\n10:00:04 query: SELECT password FROM users WHERE desk = $1 -- PARAMETERS: [\"desk-7a-of-anna\"]\n"
        )
    });
}

fn dumps(bed: &mut Bed) {
    bed.keep(KEPT, "a member of a dump", "string(16) \"anna of the desk\"");
    bed.keep(KEPT, "a text about a password", "Pass the `v8::Desk7` to it");
    thrice::bodies(bed, "/drawn", TEXT, |bed, place| {
        let dumped = bed.password(DUMPS, format!("var_dump, {place}"));
        let stored = bed.password(DUMPS, format!("serialize, {place}"));
        let tuple = bed.password(DUMPS, format!("a tuple, {place}"));
        let planned = bed.password(DUMPS, format!("what a value becomes, {place}"));
        let hashed = bed.secret(DUMPS, format!("a hash of Ruby, {place}"), token::hex40);
        format!(
            "array(2) {{\n  [\"user\"]=>\n  string(16) \"anna of the desk\"\n  [\"password\"]=>\n  string(9) \"{dumped}\"\n}}\na:1:{{s:8:\"password\";s:9:\"{stored}\";}}\n[{{user,\"anna\"}},{{password,\"{tuple}\"}}]\n      ~ password = \"none\" -> \"{planned}\"\n{{\"session_id\"=>\"{hashed}\"}}\nPass the `v8::Desk7` to it\n"
        )
    });
    let hashed = bed.secret(DUMPS, "a hash of Ruby that is all of a text", token::hex40);
    bed.answer(
        "/drawn/hash",
        TEXT,
        format!("{{\"session_id\"=>\"{hashed}\", \"user\"=>\"anna\"}}"),
    );
}

fn typed(bed: &mut Bed) {
    bed.keep(KEPT, "an event of a field", "on('keyup', 'desk-7a')");
    thrice::bodies(bed, "/drawn", "text/javascript", |bed, place| {
        let filled = bed.password(TYPED, format!("fill, {place}"));
        let chained = bed.password(TYPED, format!("type, {place}"));
        format!(
            "await page.fill('input[name=\"password\"]', '{filled}');\ncy.get('#password').type('{chained}');\n$('#password').on('keyup', 'desk-7a');\n"
        )
    });
    for place in ["a recorder", "a recorder once more"] {
        let recorded = bed.password(TYPED, place);
        let body = format!(
            r##"{{"steps":[{{"type":"change","value":"{recorded}","selectors":[["#password"],["aria/Password"]]}}]}}"##
        );
        bed.answer("/drawn/recorded", JSON, body);
    }
}

/// What was sent as a pass phrase is one as well in an answer, where it reads like a text.
fn words(bed: &mut Bed) {
    for place in ["as it is", "in base64 in JSON"] {
        let phrase = bed.secret(WORDS, place, sentence);
        let body = format!(r#"{{"user":"anna","password":"{phrase}"}}"#);
        let answer = match place {
            "as it is" => body.clone(),
            _ => format!(r#"{{"profile":"{}"}}"#, base64(&body)),
        };
        let url = bed.url("/drawn/words");
        bed.add(Entry::get(url).post(JSON, body).body(JSON, answer));
    }
    bed.keep(KEPT, "a text of a screen", "use the letters and the signs");
    let text = r#"{"messages":{"password":"use the letters and the signs"}}"#;
    bed.answer("/drawn/texts", JSON, text);
}

/// A row of words that reads like a text of the screen.
fn sentence(random: &mut Random) -> String {
    format!("the {} of it", token::passphrase(random))
}

fn messages(bed: &mut Bed) {
    bed.keep(KEPT, "a number in a message", "482913 is your order");
    thrice::bodies(bed, "/drawn", JSON, |bed, place| {
        let told = bed.password(MESSAGES, format!("in one breath, {place}"));
        format!(
            r#"{{"messages":[{{"text":"482913 is your order"}},{{"text":"the login is anna / {told}"}}]}}"#
        )
    });
}

fn nested(bed: &mut Bed) {
    bed.keep(KEPT, "an attribute of a span", "GET /desk/7a");
    bed.keep(KEPT, "a key below the name of a password", "forceChangePasswordNextSignIn");
    bed.keep(KEPT, "a setting beside a password", "Initial Catalog=desk-7a");
    bed.keep(KEPT, "what is asked for behind a session", "?page=7a&desk=anna");
    thrice::bodies(bed, "/drawn", JSON, |bed, place| {
        let value = bed.password(NESTED, format!("a value of a value, {place}"));
        let column = bed.secret(NESTED, format!("a column of a frame, {place}"), token::letters);
        let named = bed.secret(NESTED, format!("a key with a name, {place}"), token::hex64);
        let profile = bed.password(NESTED, format!("in a profile, {place}"));
        let setting = bed.secret(NESTED, format!("among settings, {place}"), token::bare_password);
        let session = bed.secret(NESTED, format!("in a path, {place}"), token::letters);
        format!(
            r#"{{"passwordProfile":{{"forceChangePasswordNextSignIn":true,"password":"{profile}"}},"connectionString":"Server=desk;Initial Catalog=desk-7a;User Id=anna;Password={setting};","log":"GET /b;jsessionid={session}?page=7a&desk=anna HTTP/1.1","attributes":[{{"key":"db.password","value":{{"stringValue":"{value}"}}}},{{"key":"http.target","value":{{"stringValue":"GET /desk/7a"}}}}],"frames":[{{"schema":{{"fields":[{{"name":"user"}},{{"name":"api_token"}}]}},"data":{{"values":[["anna","bob","eve"],["{column}","-","-"]]}}}}],"keys":[{{"keyName":"key1","value":"{named}"}}]}}"#
        )
    });
}
