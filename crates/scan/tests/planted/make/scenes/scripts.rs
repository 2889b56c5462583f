//! JavaScript files: constants of bundles, calls, escapes, source text that was minified.

use crate::make::bed::Bed;
use crate::make::encode::{base64, hex, javascript, javascript_all, json_unicode};
use crate::make::token::{self, Shape};

const LITERAL: &str = "script: literals";
const CALL: &str = "script: calls";
const ESCAPED: &str = "script: escapes";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    literals(bed);
    calls(bed);
    escapes(bed);
}

/// A minified bundle around a fragment.
fn bundle(fragment: &str) -> String {
    format!(
        "(()=>{{\"use strict\";var e={{n:t=>t&&t.__esModule?()=>t.default:()=>t}};function r(e,t){{return e.tokenize?e.session[t]:null}}{fragment};e.exports=r}})();\n//# sourceMappingURL=main.7d1f0c.js.map"
    )
}

/// Literals; `{}` is the place of the credential.
const LITERALS: &[(&str, Shape)] = &[
    (r#"const sessionToken="{}""#, token::url_safe),
    ("let apiKey='{}'", token::letters),
    ("var client_secret = `{}`", token::letters),
    (r#"n.API_TOKEN="{}""#, token::hex40),
    (r#"t.exports={REACT_APP_API_SECRET:"{}",NODE_ENV:"production"}"#, token::letters),
    (r#"const i={"auth-token":"{}",lang:"en"}"#, token::url_safe),
    ("o={password:'{}',user:'anna'}", token::policy_password),
    (r#"class a{static secretKey="{}"}"#, token::padded),
    (r#"process.env.JWT_SECRET||"{}""#, token::letters),
    ("const {token:s='{}'}=e", token::url_safe),
    (r#"window.env={"SENTRY_AUTH_TOKEN":"{}"}"#, token::hex64),
    (r#"a["apiSecret"]="{}""#, token::letters),
    (r#"e.headers={Authorization:"Bearer {}"}"#, token::url_safe),
    (r#"const dsn="postgres://app:{}@db.internal:5432/desk""#, token::bare_password),
    (r"/* password: {} */", token::bare_password),
    ("// api_key = {}\n", token::letters),
    (
        r#"s=Object.freeze({aws:{accessKeyId:"AKIDEXAMPLE",secretAccessKey:"{}"}})"#,
        token::aws_secret,
    ),
];

fn literals(bed: &mut Bed) {
    for (pattern, shape) in LITERALS {
        let value = bed.secret(LITERAL, *pattern, *shape);
        let script = bundle(&pattern.replace("{}", &value));
        bed.answer("/assets/main.js", "application/javascript", script);
    }
}

/// Calls; `{}` is the place of the credential.
const CALLS: &[(&str, Shape)] = &[
    ("localStorage.setItem('refresh_token','{}')", token::url_safe),
    (r#"sessionStorage.setItem("authToken", "{}")"#, token::letters),
    (r#"Cookies.set("deskSession","{}",{expires:7})"#, token::hex32),
    ("axios.defaults.headers.common['X-Api-Key']='{}'", token::letters),
    (r#"h.append("X-CSRF-Token","{}")"#, token::hex64),
    (r#"f.append("password","{}")"#, token::policy_password),
    (r#"client.login({username:"anna",password:"{}"})"#, token::leet_password),
    (r#"fetch("/api",{headers:{"x-access-token":"{}"}})"#, token::url_safe),
    (r#"Desk.init("desk-17",{secret:"{}"})"#, token::letters),
    (r#"u.searchParams.set("access_token","{}")"#, token::url_safe),
];

fn calls(bed: &mut Bed) {
    for (pattern, shape) in CALLS {
        let value = bed.secret(CALL, *pattern, *shape);
        let script = bundle(&pattern.replace("{}", &value));
        bed.answer("/assets/vendor.js", "text/javascript", script);
    }
}

fn escapes(bed: &mut Bed) {
    let script = |bed: &mut Bed, text: String| {
        bed.answer("/assets/escaped.js", "text/javascript", bundle(&text));
    };
    let value = bed.awkward(ESCAPED, "odd characters as \\x");
    script(bed, format!("const password='{}'", javascript(&value)));
    let value = bed.secret(ESCAPED, "every byte as \\x", token::letters);
    script(bed, format!("const apiKey=\"{}\"", javascript_all(&value)));
    let value = bed.secret(ESCAPED, "every character as \\u", token::letters);
    script(bed, format!("const auth_token='{}'", json_unicode(&value)));
    let value = bed.secret(ESCAPED, "JSON in a string with \\x22", token::url_safe);
    let json = format!(r#"{{"session":{{"accessToken":"{value}"}}}}"#);
    script(bed, format!("var S='{}'", javascript(&json)));
    let value = bed.secret(ESCAPED, "JSON in a string with \\u0022", token::url_safe);
    let json = format!(r#"{{"session":{{"refreshToken":"{value}"}}}}"#);
    script(bed, format!("var S=\"{}\"", json.replace('"', "\\u0022")));
    let value = bed.secret(ESCAPED, "braced code points", token::letters);
    let spelled: String =
        value.chars().map(|letter| format!("\\u{{{:x}}}", u32::from(letter))).collect();
    script(bed, format!("const clientSecret='{spelled}'"));
    let value = bed.secret(ESCAPED, "line continuation", token::letters);
    let (one, two) = value.split_at(12);
    script(bed, format!("const api_token='{one}\\\n{two}'"));
    let value = bed.secret(ESCAPED, "base64 under a secret name", token::letters);
    script(bed, format!("const secret=atob('{}')", base64(&value)));
    let value = bed.secret(ESCAPED, "hex under a secret name", token::letters);
    script(bed, format!("const secretHex='{}'", hex(&value)));
}
