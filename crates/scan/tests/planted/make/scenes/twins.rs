//! Lookalikes and their twins: what stands in a program, a catalogue or a list without being a
//! credential, and a credential in the same clothes. The credentials are hidden once as they are,
//! once in JSON and once an encoding deeper still.

use super::thrice;
use crate::make::bed::Bed;
use crate::make::random::HEX;
use crate::make::token;

const TOKENS: &str = "twins: tokens";
const PASSWORDS: &str = "twins: passwords";
const CODES: &str = "twins: codes";
const KEPT: &str = "kept: twins";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    for (kept, twin) in OF_TOKENS {
        keep(bed, kept);
        thrice::texts(bed, "/twins", twin, |bed, place| {
            bed.secret(TOKENS, format!("{twin}, {place}"), token::letters)
        });
    }
    for (kept, twin) in OF_PASSWORDS {
        keep(bed, kept);
        thrice::texts(bed, "/twins", twin, |bed, place| {
            bed.password(PASSWORDS, format!("{twin}, {place}"))
        });
    }
    for (kept, twin) in OF_CODES {
        keep(bed, kept);
        thrice::texts(bed, "/twins", twin, |bed, place| {
            bed.secret(CODES, format!("{twin}, {place}"), token::user_code)
        });
    }
    for text in ALONE {
        keep(bed, text);
    }
    let commit = bed.plain.text(HEX, 40);
    keep(
        bed,
        &format!(
            "js-tokens@^4.0.0:\n  resolved \"https://desk.example/js-tokens-4.0.0.tgz#{commit}\""
        ),
    );
}

fn keep(bed: &mut Bed, text: &str) {
    bed.keep(KEPT, text, text);
    bed.answer("/twins", thrice::mime(text), text);
}

/// A lookalike, and where a token takes its place.
const OF_TOKENS: &[(&str, &str)] = &[
    ("exports.getSavedToken = getSavedToken;", "exports.getSavedToken = \"{}\";"),
    (
        "  client_token: str | None = None,\n  item: dict | None = None,\n",
        "  client_token: str = \"{}\",\n",
    ),
    (r#"{"auth_token":"Optional[str]"}"#, r#"{"auth_token":"Optional[{}]"}"#),
    ("token = base64.b64encode(part)\n", "token = {}\n"),
    ("e.ProgressToken=e.first=e.second=void 0,e.z=1", "e.progressToken=\"{}\",e.z=1"),
    (r#"{"token":"rgba(0,0,0,.4)","x_token":"var(--desk)"}"#, r#"{"token":"{}"}"#),
    (
        "token: {{ .Values.global.token | quote }}\n",
        "token: {{ .Values.token | default \"{}\" }}\n",
    ),
    ("var auth = part.auth, x = 1;", "var auth = \"{}\", x = 1;"),
    ("params += '&claim_token=' + request.claimToken\n", "params += '&claim_token={}'\n"),
    (
        "t={method:\"GET\",headers:{Authorization:\"Bearer \".concat(o),\"X-A\":\"b\"}}",
        "t={method:\"GET\",headers:{Authorization:\"Bearer {}\",\"X-A\":\"b\"}}",
    ),
    (
        "__d(m,{cookie:()=>gk,header:()=>vk,path:()=>mk});var f=\"a\";",
        "curl -H 'cookie: sid={}' https://desk.example/",
    ),
    (
        "async function i7({address:e,authorization:t,signature:n}){return n}",
        "{address: e, authorization: Bearer {}}",
    ),
    (
        "export interface A {\n  token: Promise<TokenResource>;\n}",
        "export const A = {\n  token: '{}',\n}",
    ),
    ("let token: auth::Token = auth::issue(&user)?;\n", "let token = \"{}\";\n"),
    ("let token: String? = nil\n", "let token: String? = \"{}\"\n"),
    ("  token: {\n    a: 1\n  }\n", "  token: {}\n"),
    ("  token: hashToken(token, options),\n", "  token: hashToken('{}', options),\n"),
    ("type Session { token: String! expires: DateTime! }", "Session { token: k7{} }"),
    ("const idTokenEntry = inMemory !== null && x;\n", "const idTokenEntry = \"{}\" ;\n"),
    ("session_id:null==i||null==(n=i.x)", "session_id:{}||null"),
    (
        r#"{"SUBJECT_TOKEN":"urn:ietf:params:oauth:token-type:refresh_token"}"#,
        r#"{"SUBJECT_TOKEN":"urn:token:{}"}"#,
    ),
    (r#"{"token":"inputFontSizeLG","type":"number"}"#, r#"{"token":"{}","type":"number"}"#),
    (
        r#"{"tokenUrlBase":"","sign_token":"/oauth2/v2.0/token"}"#,
        r#"{"tokenUrlBase":"","sign_token":"/{}"}"#,
    ),
    (
        r#"{"dependencies":{"@desk0/desk-auth":"^1.16.1","oauth":"~0.9.15"}}"#,
        r#"{"dependencies":{"oauth":"{}"}}"#,
    ),
    (r#"{"lockToken":"desk0.lock.getTokenSilently"}"#, r#"{"lockToken":"desk0.lock.{}"}"#),
    (
        r#"{"AuthTrigger":"arn:aws:lambda:eu-west-1:123456789012:function:Part"}"#,
        r#"{"AuthTrigger":"arn {}"}"#,
    ),
    (
        r#"{"token-failed-once":"A problem occurred while updating the user from FCM: {$info}"}"#,
        r#"{"token-once":"{}"}"#,
    ),
    (r#"{"api_key_last4":"9xKd","api_key_file":"/run/keys/main"}"#, r#"{"api_key_4":"{}"}"#),
    (r#"{"colorToken":"gray-500"}"#, r#"{"otherToken":"{}"}"#),
    (r#"{"DATA_API_KEY":".data-api"}"#, r#"{"DATA_API_KEY":".{}"}"#),
    (r#"{"tokenMatch":"[a-zA-Z0-9._~-]+"}"#, r#"{"tokenMatch":"[{}]"}"#),
    (
        r#"{"sign_token":"HMAC-SHA256","key_token":"AES/CBC/PKCS5Padding"}"#,
        r#"{"sign_token":"HMAC-{}"}"#,
    ),
    (
        r#"{"tokens":[{"token":"0x8ba1f109551bd432803012645ac136ddd64dba72"}]}"#,
        r#"{"tokens":[{"token":"{}"}]}"#,
    ),
    (
        r#"{"auth.login":"Los geht's","token":"Clé d’accès","apiToken":"Token dostępu"}"#,
        r#"{"auth.login":"{}"}"#,
    ),
    (
        r#"{"apiToken":"<p>Klick auf <b>Neu</b>, um einen Schlüssel zu erhalten, siehe OAuth2.</p>"}"#,
        r#"{"apiToken":"<p>{}</p>"}"#,
    ),
    ("  tokens: Desk.Input<Desk.Input<string>[]>;\n", "  tokens: Desk.{};\n"),
    ("  credentials?: DeskTriggerV11Credentials };\n", "  credentials?: {} };\n"),
    (
        "{\"authentication\":\"deskExcelOAuth2Api\",\"token\":\"keyword.$S2.delim\"}",
        "{\"authentication\":\"desk{}\"}",
    ),
    ("token: is.id === \"bracket\" ? \"a.b\" : \"c\",\n", "token: {} === \"bracket\"\n"),
    ("token: /\\b[a-f0-9]{40}\\b/g, next: 1\n", "token: /{}/g\n"),
    ("const DESK_TOKEN_UID = 'admin::transfer-token';\n", "const DESK_TOKEN_UID = 'admin::{}';\n"),
    ("export TOKEN=\"$(op read op://dev/api/token)\"\n", "export TOKEN=\"{}\"\n"),
    (
        "curl -H \"Authorization: Bearer ACCESS_TOKEN\" https://desk.example/",
        "curl -H \"Authorization: Bearer {}\" https://desk.example/",
    ),
    ("\tToken    *oauth2.Token `json:\"token,omitempty\"`\n", "\tToken = `{}`\n"),
    (
        "<app-token (secret)=\"onSecret($event)\"></app-token>",
        "<app-token secret=\"{}\"></app-token>",
    ),
    (
        "module.exports = {\"getToken\": [\"getSshToken\", \"getSshTokenOutput\"]}",
        "module.exports = {\"getToken\": [\"{}\"]}",
    ),
];

/// A lookalike, and where a password takes its place.
const OF_PASSWORDS: &[(&str, &str)] = &[
    ("if user.password != previous_password:\n    raise Denied\n", "user.password = \"{}\"\n"),
    ("user, password = parts\n", "password = \"{}\"\n"),
    (r#"{"password": self.password_grant, "x": 1}"#, r#"{"password": "{}", "x": 1}"#),
    (
        "read -rs -p \"Password: \" PASSWORD; export PASSWORD\n",
        "PASSWORD=\"{}\"; export PASSWORD\n",
    ),
    (
        "def f(\n    password: BinaryLike,\n    salt: BinaryLike,\n):\n    pass\n",
        "  password: \"{}\",\n  salt: BinaryLike,\n",
    ),
    (".field:not([data-password=\"shown\"]) { color: red }", "x [data-password=\"{}\"]"),
    ("  has_secure_password :recovery_password, validations: false\n", "  password: {}\n"),
    ("password:  16 bytes\n", "password:  {}\n"),
    ("LoadCredential=db-password:/etc/creds/db\n", "db-password: {}\n"),
    (
        "EMAIL_HOST_PASSWORD = config(\"EMAIL_HOST_PASSWORD\", default=\"\")\n",
        "EMAIL_HOST_PASSWORD = \"{}\"\n",
    ),
    ("var dW=`row`,pW=`facet`,mW=`x`;", "var user=`row`,pw=`{}`,host=`x`;"),
    (
        "mutation Login($email: String!, $password: String!) { login { id } }",
        "login(email: \"a\", password: \"{}\") { id }",
    ),
    (
        "def login(username: str, password: str, otp=None) -> Session:\n",
        "login(username: anna, password: {}, otp: None)\n",
    ),
    ("const getPassword = async (client, name) => {\n", "const getPassword = \"{}\"\n"),
    ("export declare var ChangePassword$: StaticSchema;\n", "export DB_PASSWORD={}\n"),
    ("e.getType()?\"newPassword\":\"verificationPart\";", "e.setItem(\"newPassword\",\"{}\");"),
    ("switch(t){case\"resetPassword\":case\"x\":t=o.Flow}", "t={\"resetPassword\":\"{}\"}"),
    ("kinds = ['text', 'search', 'password', 'tel', 'url']", "pairs = ['password', '{}']"),
    ("accessor('getPassword', 'setPassword')", "setItem('password', '{}')"),
    (
        "<code>\"ChallengeName\": \"PASSWORD\", \"Responses\": {}</code>",
        "auth(\"PASSWORD\", \"{}\")",
    ),
    (
        "  flow: \"SIGN_IN\" || \"CHANGE_PASSWORD\" || \"SIGN_UP\",",
        "  x = process.env.DB_PASSWORD || \"{}\",",
    ),
    ("input.cke_ui_password:hover,input.cke_ui_password:focus{color:red}", "anna_password:{}"),
    ("TOO_WEAK.password_too_weak$1 = \"password_too_weak\";", "x.password_too_weak$1 = \"{}\";"),
    ("  readonly requestedPassword?: AttributeV2;\n", "  requestedPassword: '{}';\n"),
    ("POSTGRES_PASSWORD_FILE: /run/secrets/db_password\n", "POSTGRES_PASSWORD: {}\n"),
    (
        "INFO auth: password= done\nINFO login: password: unchanged.\n",
        "INFO login: password={} done\n",
    ),
    (r#"{"vocab":{"password":28712,"word":12}}"#, r#"{"vocabulary":{"password":"{}"}}"#),
    (
        r#"{"INVALID_PASSWORD":"wrong-password","WEAK_PASSWORD":"auth/weak-password"}"#,
        r#"{"VALID_PASSWORD":"{}"}"#,
    ),
    (r#"{"ph":320,"pw":480}"#, r#"{"ph":320,"pw":"{}"}"#),
    (
        r#"{"icons":{"password":"lock"},"columns":{"password":"varchar(255)"},"widths":{"password":"120px"}}"#,
        r#"{"icons":[],"user":{"password":"{}"}}"#,
    ),
    (
        r#"{"validators":{"password":"required|min:8"},"update_password":"on_create"}"#,
        r#"{"validators":[],"password":"{}"}"#,
    ),
    (
        r#"{"password":"Lozinka","password2":"Slaptažodis sėkmingai atstatytas"}"#,
        r#"{"password":"{}"}"#,
    ),
    ("CREATE TABLE users (id uuid, password varchar(255) NOT NULL);", "SET password = '{}';"),
    ("'password' => 'required|confirmed|min:8',\n", "'password' => '{}',\n"),
    ("protected $hidden = ['password', 'remember_token'];\n", "$pair = ['password', '{}'];\n"),
    ("fields(\"string\", \"password\", \"richtext\", \"uid\")", "setField(\"password\", \"{}\")"),
    ("if (typeof this.password === 'function') {}\n", "if (this.password === '{}') {}\n"),
    (
        "f(() => {});\nif (a === b) {}\nconst u = new User({ password: fieldType, x: 1 });\n",
        "f(() => x());\nif (a === b) { }\nconst u = new User({ password: '{}', x: 1 });\n",
    ),
    ("caching_sha2_password: require('./caching_sha2_password'),\n", "a_password: x('{}'),\n"),
    ("POSTGRES_PASSWORD: ${DB_PASSWORD:?set}\n", "POSTGRES_PASSWORD: ${DB_PASSWORD:-{}}\n"),
    ("const passwordHashIterations = 25000;\n", "const passwordHash2 = '{}';\n"),
    ("?show_password=1&password_visible=off", "?show=1&password={}"),
];

/// A lookalike, and where a code takes its place.
const OF_CODES: &[(&str, &str)] = &[
    (r#"{"otp":"Ange verifieringskod"}"#, r#"{"otp":"{}"}"#),
    (
        r#"{"icons":{"pin":"<svg width=\"24\"><path d=\"M1 1\"/></svg>"}}"#,
        r#"{"icons":{"pin":"{}"}}"#,
    ),
];

/// What has no twin of its own.
const ALONE: &[&str] = &[
    "Call `client.getToken()` first, then pass `transaction()` on.",
    "{@link desk.appCheck.getToken `desk.appCheck().getToken()`}",
    r#"{"SESSION_ID":"$session_part"}"#,
    r#"{"FeedbackToken":"STRING_VALUE"}"#,
];
