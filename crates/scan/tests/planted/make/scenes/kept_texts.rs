//! Lookalikes in text: markup, style sheets, scripts, documents, logs, settings.

use crate::make::bed::Bed;
use crate::make::encode::quoted;
use crate::make::random::{BASE62, HEX, LOWER_DIGITS};

const MARKUP: &str = "kept: markup";
const STYLE: &str = "kept: style sheets";
const SCRIPT: &str = "kept: scripts";
const WORDS: &str = "kept: words and documents";
const LINES: &str = "kept: logs and settings";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    together(bed, MARKUP, MARKUPS, "text/html", |text| format!("<div>{text}</div>"));
    together(bed, STYLE, STYLES, "text/css", |text| format!("{text}\n"));
    together(bed, SCRIPT, SCRIPTS, "text/javascript", |text| format!("!function(){{{text}}}();"));
    together(bed, WORDS, PHRASES, "application/json", |text| {
        format!(r#"{{"messages":{{"k1":{}}}}}"#, quoted(text))
    });
    together(bed, WORDS, SENTENCES, "application/json", |text| {
        let text = quoted(text);
        format!(r#"{{"rules":{{"pass":{text},"password":{text},"token":{text}}}}}"#)
    });
    together(bed, LINES, SETTINGS, "text/plain", |text| format!("# desk\n{text}\n"));
    drawn(bed);
}

/// Each text in a body of its own.
fn together(
    bed: &mut Bed,
    category: &'static str,
    texts: &[&'static str],
    mime: &str,
    around: fn(&str) -> String,
) {
    for text in texts {
        bed.keep(category, *text, *text);
        bed.answer("/text", mime, around(text));
    }
}

const MARKUPS: &[&str] = &[
    r#"<input type="password" name="password" autocomplete="current-password" required>"#,
    r#"<label for="api_token">API token</label>"#,
    r#"<input type="hidden" name="utf8" value="✓">"#,
    r#"<input type="hidden" name="step" value="2">"#,
    r#"<button class="btn session-close" data-action="revoke-token">Revoke</button>"#,
    r#"<meta name="viewport" content="width=device-width, initial-scale=1">"#,
    r#"<meta name="csrf-param" content="authenticity_token">"#,
    r#"<a href="/password/reset?step=email">Forgot password?</a>"#,
    r#"<th>Token</th><th>Created</th><th>Last used</th>"#,
    r#"<link rel="stylesheet" href="/css/password-strength.3f1c9a.css">"#,
    r#"<form id="login-form" action="/session" method="post">"#,
    r#"<td>Session length</td><td>8 hours</td>"#,
    "<p>for example <code>ECDHE-RSA-AES128-GCM-SHA256</code> or <code>repl.REPL_MODE_STRICT</code></p>",
    r#"<span class="token keyword">const</span>"#,
    r#"<code>Authorization: Bearer &lt;token&gt;</code>"#,
];

const STYLES: &[&str] = &[
    ".token.comment,.token.prolog{color:#708090}",
    ".session-list__item--active{display:flex}",
    "#password-field:invalid{border-color:var(--token-color-danger)}",
    "--design-token-spacing-4:16px;",
    ".css-1q2w3e4r5t{margin:0}",
    ".secret-key-row>td{padding:4px}",
    "@font-face{font-family:AuthIcons;src:url(/f/auth.woff2)}",
];

const SCRIPTS: &[&str] = &[
    r#"const TOKEN_KEY="access_token";"#,
    r#"localStorage.getItem("access_token")"#,
    r#"if(!token)throw new Error("missing token")"#,
    "function validatePassword(password){return password.length>=12}",
    r#"headers["Authorization"]="Bearer "+token"#,
    r#"const SESSION_COOKIE_NAME="deskSession""#,
    r#"e.type==="password"?"text":"password""#,
    "var tokens=text.split(/[\\s,]+/)",
    r#"switch(t.token){case"string":case"number":return n}"#,
    r#"document.cookie.split("; ")"#,
    r#"csrf:document.querySelector('meta[name="csrf-token"]').content"#,
    "const {password,secret,apiKey}=this.state",
    r#"apiKey:process.env.API_KEY"#,
    r#"i18n.t("login.password.placeholder")"#,
    "this.sessionId=null;this.token=void 0",
    r#"const password=prompt("Password?")"#,
    r#"case"KEY_PRESSED":return{key:e.key,code:e.code}"#,
    r#"secretKey:{type:String,required:!0}"#,
    r#"mappings:"AAAA,SAASA,EAAMC,GAAGC,EAAEC","#,
    r#"n.authorize=function(e,t){return this.session.authorize(e,t)}"#,
    r#"import{Token as $45dd9fe7ca53fba4$export$50792b0e93539fde}from"./x.js""#,
    "let dragSession = $99f1ee31a7e95d0e$export$418e185dd3f1b968();",
    "const wsToken = __WS_TOKEN__;",
    "let token = decode::<Claims>(input);",
    "data['password'] = getpass.getpass('Password: ')\nwhile not data['confirm']:\n  x = 'a'",
    "derived from the\n`password`, `salt` and `iterations`.",
    "const passwordPrompt = 'npm password: '\nconst emailPrompt = 'email: '",
    "const creds = {\n  token: forceAuth._authToken || forceAuth.token,\n  apiKey: _apiKey\n}",
    "napi_status napi_create_bigint_int64(napi_env env, napi_create_array_with_length(env))",
    "Two sessions collide on `default`. Pass `--session=<name>` to override.",
];

const PHRASES: &[&str] = &[
    "Enter your password",
    "Show secret",
    "Session settings",
    "The token was revoked.",
    "Passwords do not match",
    "Use a passkey instead",
    "API keys are shown only once; store them in a safe place.",
    "Two-factor code",
    "Keep me signed in",
    "Secret questions are no longer supported",
    "Signature of the applicant",
    "Authorization: required",
    "Token: none",
    "Your key features",
    "Password must contain at least one of !@#$%",
    "cookie policy and session replay notice",
    "https://shop.example/?lang=de",
];

/// What catalogues of translations say under names of credentials.
const SENTENCES: &[&str] = &[
    "ARIA属性が定義されたロールに対して正しく使用されています",
    "パスワードは8文字以上で入力してください",
    "Введите пароль ещё раз",
    "הסיסמה שגויה",
    "Gli attributi sono utilizzati correttamente",
    "Le mot est trop court pour votre compte",
    "Musi mieć co najmniej 8 znaków.",
    "Wir haben einen Code an {email} gesendet.",
    "Element har ett {0} eller är dolt",
];

const SETTINGS: &[&str] = &[
    "SESSION_DRIVER=database",
    "SESSION_LIFETIME=120",
    "TOKEN_TTL=3600",
    "PASSWORD_HASHER=argon2id",
    "AUTH_PROVIDER=okta",
    "CSRF_COOKIE_SECURE=true",
    "KEY_PREFIX=desk:",
    "DB_PASSWORD=",
    "API_KEY=${API_KEY}",
    "password: {{ vault_db_password }}",
    "auth_enabled: true",
    "secretName: desk-tls",
    "tokenReview: false",
    "serviceAccountName: session-cleaner",
    "level=info msg=\"token refreshed\" ttl=3600s user=anna",
    "level=debug msg=\"session closed\" reason=timeout",
    "GET /api/tokens?page=2 200 13ms",
    "key_rotation_days = 90",
    "session.cookie.name = deskSession",
    "The session id is stored in a cookie.",
    "password key: user.password.label",
    "The password is sha256 hashed",
    "OLDPWD=/home/anna/work",
    "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus",
    "fields = (\"username\", \"usable_password\", \"password1\", \"password2\")",
    "def open(url, data=None,\n         client_key=None):\n    pass",
    "MovedAttribute(\"HTTPBasicAuthHandler\", \"urllib2\", \"urllib.request\"),",
    "id,name,token_count\n1,desk,17",
];

/// Lookalikes whose values are drawn.
fn drawn(bed: &mut Bed) {
    for (place, pattern, alphabet, count) in [
        ("class name", "<div class=\"css-{} session\"></div>", LOWER_DIGITS, 10),
        ("element id", "<div id=\"radix-{}\"></div>", LOWER_DIGITS, 12),
        ("test id", "<i data-testid=\"row-{}\"></i>", HEX, 12),
        ("chunk hash", "<script src=\"/c/{}.js\"></script>", HEX, 20),
        ("module scope", "<i data-v-{}></i>", HEX, 8),
        (
            "tag manager id",
            "<script>gtag('config','G-{}')</script>",
            "ABCDEFGHJKLMNPQRSTUVWXYZ",
            10,
        ),
        ("svg path id", "<use href=\"#icon-{}\"/>", LOWER_DIGITS, 9),
        ("build comment", "<!-- build {} -->", HEX, 40),
        ("asset query", "<img src=\"/a.png?v={}\">", HEX, 16),
        ("video id", "<iframe src=\"https://video.example/embed/{}\"></iframe>", BASE62, 11),
    ] {
        let value = bed.plain.text(alphabet, count);
        let value = bed.keep(MARKUP, place, value);
        bed.answer("/page", "text/html", pattern.replace("{}", &value));
    }
    for (place, pattern, count) in [
        ("webpack id", "(self.chunk=self.chunk||[]).push([[17],{{h:\"{}\"}}])", 20),
        ("source map", "//# sourceMappingURL=main.{}.js.map", 20),
        ("release", "Desk.release=\"web@{}\"", 40),
        ("module hash", "import a from\"./a-{}.js\"", 8),
        ("colour", "c=\"#{}\"", 6),
    ] {
        let value = bed.plain.text(HEX, count);
        let value = bed.keep(SCRIPT, place, value);
        bed.answer("/a.js", "text/javascript", pattern.replace("{}", &value));
    }
    for (place, pattern, count) in [
        ("trace in a log", "10:00:01 INFO [trace={}] GET /api 200\n", 32),
        ("image digest", "image: desk/web@sha256:{}\n", 64),
        ("commit in a log", "10:00:01 INFO deployed commit {}\n", 40),
        ("request id in a log", "request_id={} status=200\n", 32),
    ] {
        let value = bed.plain.text(HEX, count);
        let value = bed.keep(LINES, place, value);
        bed.answer("/log", "text/plain", pattern.replace("{}", &value));
    }
}
