//! Credentials beside a label, whatever a language or a way of writing puts between the two; and
//! what stands beside the same words without being one. Each is hidden once as it is, once in JSON
//! and once an encoding deeper still.

use crate::make::bed::Bed;
use crate::make::encode::{base64, gzip, quoted};
use crate::make::random::{BASE62, HEX};
use crate::make::token;

const PROGRAMS: &str = "beside: programs";
const SETTINGS: &str = "beside: settings and commands";
const WRITING: &str = "beside: what people write";
const KEPT: &str = "kept: beside";

const JSON: &str = "application/json";
const TEXT: &str = "text/plain";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    for (category, texts) in [(PROGRAMS, IN_PROGRAMS), (SETTINGS, IN_SETTINGS), (WRITING, WRITTEN)]
    {
        for text in texts {
            thrice(bed, text, |bed, place| {
                bed.secret(category, format!("{text}, {place}"), token::letters)
            });
        }
    }
    for text in SPOKEN {
        thrice(bed, text, |bed, place| bed.password(WRITING, format!("{text}, {place}")));
    }
    kept(bed);
}

/// A text with a value of its own as it is, in JSON, and in gzip in base64 in JSON.
fn thrice(bed: &mut Bed, text: &str, mut value: impl FnMut(&mut Bed, &str) -> String) {
    let body = text.replace("{}", &value(bed, "as it is"));
    bed.answer("/beside", TEXT, body);
    let body = text.replace("{}", &value(bed, "in JSON"));
    bed.answer("/beside/quoted", JSON, format!(r#"{{"page":{}}}"#, quoted(&body)));
    let body = text.replace("{}", &value(bed, "in gzip in base64 in JSON"));
    let packed = base64(gzip(body));
    bed.answer("/beside/packed", JSON, format!(r#"{{"archive":"{packed}"}}"#));
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
