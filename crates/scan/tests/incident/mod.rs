//! A capture as somebody makes it who debugs a sign-in: Okta signs them in, Okta's SAML opens the
//! AWS console and Salesforce, Entra hands out tokens. All values are invented and made up here at
//! run time, so that no scanner of repositories takes one for live.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

/// Who signs in.
pub(crate) const USER: &str = "anna.lind@acme.example";
/// The session at Entra, by its id in logs.
pub(crate) const ENTRA_SESSION: &str = "7f0c2b1e-4a55-4a0f-9c1d-2b7e6a9d1c34";
/// The id of the key that signed an address.
pub(crate) fn key_id() -> String {
    format!("ASIA{}", "Q3MADEUPKEY2ID45")
}

/// Letters and digits that look random and are the same in every run.
pub(crate) fn made(seed: &str, length: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut state = seed.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut text = String::new();
    while text.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        text.push(char::from(LETTERS[usize::try_from(state % LETTERS.len() as u64).unwrap_or(0)]));
    }
    text
}

/// Bytes that look random and are the same in every run: unlike letters, no text when decoded.
fn bytes(seed: &str, length: usize) -> Vec<u8> {
    let text = made(seed, length * 2);
    text.as_bytes()
        .chunks(2)
        .map(|pair| pair[0].wrapping_mul(31) ^ pair[1].rotate_left(3) | 0x80)
        .collect()
}

/// A JWT with these claims and a made-up signature.
pub(crate) fn jwt(claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let header = json!({ "alg": "RS256", "typ": "JWT", "kid": "made-up" });
    format!(
        "{}.{}.{}",
        part(&header),
        part(claims),
        URL_SAFE_NO_PAD.encode(bytes(&claims.to_string(), 256))
    )
}

/// Seconds since 1970 of a minute on 20 November 2026, 10 o'clock UTC.
fn at(minute: i64) -> i64 {
    1_795_168_800 + minute * 60
}

fn saml() -> String {
    let xml = format!(
        "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_made-up-1\" \
         Destination=\"https://signin.aws.amazon.com/saml\"><saml:Issuer \
         xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">https://acme.okta.com/app/aws</saml:Issuer>\
         <saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_made-up-2\">\
         <ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo><ds:Reference>\
         <ds:DigestValue>{}</ds:DigestValue></ds:Reference></ds:SignedInfo>\
         <ds:SignatureValue>{}</ds:SignatureValue></ds:Signature>\
         <saml:Subject><saml:NameID>{USER}</saml:NameID></saml:Subject>\
         <saml:Conditions NotBefore=\"2026-11-20T10:02:00Z\" NotOnOrAfter=\"2026-11-20T10:07:00Z\"/>\
         <saml:AuthnStatement SessionIndex=\"_made-up-index-1\"/></saml:Assertion></samlp:Response>",
        STANDARD.encode(bytes("digest", 32)),
        STANDARD.encode(bytes("saml", 192)),
    );
    STANDARD.encode(xml)
}

/// Every credential of the capture by the name that tests call it.
pub(crate) struct Planted {
    pub(crate) name: &'static str,
    pub(crate) service: &'static str,
    pub(crate) state: &'static str,
    pub(crate) value: String,
}

/// What the capture gives away, with the service and the state at noon.
pub(crate) fn planted() -> Vec<Planted> {
    let one = |name, service, state, value: String| Planted { name, service, state, value };
    vec![
        one("password", "Okta", "live", password()),
        one("okta session", "Okta", "unknown", okta_sid()),
        one("okta identity engine session", "Okta", "live", okta_idx()),
        one("okta session token", "Okta", "spent", okta_token()),
        one("okta code", "Okta", "spent", okta_code()),
        one("okta code verifier", "Okta", "spent", okta_verifier()),
        one("okta access token", "Okta", "expired", signature(&okta_access())),
        one("okta id token", "Okta", "expired", signature(&okta_id())),
        one("okta refresh token", "Okta", "live", okta_refresh()),
        one("okta api token", "Okta", "live", okta_api()),
        one("entra session", "Microsoft Entra", "live", entra_cookie()),
        one("entra code", "Microsoft Entra", "spent", entra_code()),
        one("entra access token", "Microsoft Entra", "live", signature(&entra_access())),
        one("entra refresh token", "Microsoft Entra", "live", entra_refresh()),
        one("saml response", "Okta", "spent", STANDARD.encode(bytes("saml", 192))),
        one("aws console session", "AWS Console", "live", aws_console()),
        one("salesforce session", "Salesforce", "expired", salesforce_sid()),
        one("presigned address", "AWS", "live", presigned_signature()),
        one("secret key of a role", "AWS", "live", role_secret()),
        one("session token of a role", "AWS", "live", role_token()),
    ]
}

fn signature(token: &str) -> String {
    token.rsplit('.').next().unwrap_or_default().to_owned()
}

pub(crate) fn password() -> String {
    format!("made-up-{}", made("password", 8))
}
fn okta_sid() -> String {
    format!("102{}", made("okta-sid", 40))
}
fn okta_idx() -> String {
    format!("eyJ6aXAiOiJERUYi{}", made("okta-idx", 300))
}
fn role_secret() -> String {
    made("role-secret", 40)
}
fn role_token() -> String {
    format!("IQoJb3JpZ2lu{}", made("role-token", 320))
}
fn okta_token() -> String {
    format!("20111{}", made("okta-session-token", 37))
}
fn okta_code() -> String {
    made("okta-code", 43)
}
fn okta_verifier() -> String {
    made("okta-verifier", 43)
}
fn okta_refresh() -> String {
    made("okta-refresh", 43)
}
fn okta_api() -> String {
    format!("00{}", made("okta-api", 40))
}
fn okta_access() -> String {
    jwt(&json!({
        "ver": 1, "iss": "https://acme.okta.com/oauth2/default", "aud": "api://default", "sub": USER,
        "iat": at(1), "exp": at(61), "cid": "0oamadeupclient", "uid": "00umadeupuser",
        "scp": ["openid", "okta.users.manage"], "jti": "AT.made-up-4f1b"
    }))
}
fn okta_id() -> String {
    jwt(&json!({
        "iss": "https://acme.okta.com/oauth2/default", "aud": "0oamadeupclient", "sub": "00umadeupuser",
        "preferred_username": USER, "iat": at(1), "exp": at(61), "sid": "idx-made-up-77aa"
    }))
}
fn entra_cookie() -> String {
    format!("1.A{}", made("entra-session", 400))
}
fn entra_code() -> String {
    format!("1.A{}", made("entra-code", 200))
}
fn entra_access() -> String {
    jwt(&json!({
        "iss": "https://sts.windows.net/6babcaad-604b-40ac-a9d7-9fd97c0b779f/",
        "tid": "6babcaad-604b-40ac-a9d7-9fd97c0b779f", "upn": USER, "oid": "made-up-oid-1",
        "aud": "https://graph.microsoft.com", "appid": "made-up-app", "scp": "User.Read Mail.Read",
        "iat": at(5), "exp": at(150), "sid": ENTRA_SESSION, "uti": "madeUpUti11"
    }))
}
fn entra_refresh() -> String {
    format!("1.A{}.Ag{}", made("entra-refresh-1", 90), made("entra-refresh-2", 400))
}
fn aws_console() -> String {
    made("aws-creds", 600)
}
fn salesforce_sid() -> String {
    format!("00D8Zx1Q0000Ab2!AQ{}", made("salesforce", 90))
}
fn presigned_signature() -> String {
    bytes("presigned", 32).iter().map(|byte| format!("{byte:02x}")).collect()
}

struct Entry(Value);

fn entry(minute: i64, method: &str, url: &str, status: u16) -> Entry {
    let time =
        |minute: i64| format!("2026-11-20T{:02}:{:02}:00.000Z", 10 + minute / 60, minute % 60);
    Entry(json!({
        "startedDateTime": time(minute), "time": 12,
        "request": {
            "method": method, "url": url, "httpVersion": "HTTP/2", "headers": [], "queryString": [],
            "cookies": [], "headersSize": -1, "bodySize": -1
        },
        "response": {
            "status": status, "statusText": "", "httpVersion": "HTTP/2",
            "headers": [{ "name": "Date", "value": format!("Fri, 20 Nov 2026 {:02}:{:02}:00 GMT", 10 + minute / 60, minute % 60) }],
            "cookies": [], "content": { "size": 0, "mimeType": "text/plain", "text": "" },
            "redirectURL": "", "headersSize": -1, "bodySize": -1
        },
        "cache": {}, "timings": { "send": 1, "wait": 10, "receive": 1 }
    }))
}

impl Entry {
    fn header(mut self, side: &str, name: &str, value: &str) -> Self {
        if let Some(headers) = self.0[side]["headers"].as_array_mut() {
            headers.push(json!({ "name": name, "value": value }));
        }
        self
    }

    fn cookie(self, pair: &str) -> Self {
        self.header("request", "Cookie", pair)
    }

    fn form(mut self, pairs: &[(&str, &str)]) -> Self {
        let text: Vec<String> = pairs
            .iter()
            .map(|(name, value)| {
                let value = value
                    .replace('+', "%2B")
                    .replace('/', "%2F")
                    .replace('=', "%3D")
                    .replace('@', "%40");
                format!("{name}={value}")
            })
            .collect();
        self.0["request"]["postData"] =
            json!({ "mimeType": "application/x-www-form-urlencoded", "text": text.join("&") });
        self
    }

    fn json(mut self, side: &str, body: &Value) -> Self {
        if side == "request" {
            self.0["request"]["postData"] =
                json!({ "mimeType": "application/json", "text": body.to_string() });
        } else {
            self.0["response"]["content"] =
                json!({ "size": 1, "mimeType": "application/json", "text": body.to_string() });
        }
        self
    }
}

/// The capture as HAR.
pub(crate) fn har() -> Vec<u8> {
    let okta = "https://acme.okta.com";
    let session = format!("sid={}", okta_sid());
    let entra = "https://login.microsoftonline.com/6babcaad-604b-40ac-a9d7-9fd97c0b779f";
    let entries = vec![
        entry(0, "POST", &format!("{okta}/api/v1/authn"), 200)
            .json("request", &json!({ "username": USER, "password": password() }))
            .json("response", &json!({ "status": "SUCCESS", "sessionToken": okta_token(), "expiresAt": "2026-11-20T10:05:00.000Z" })),
        entry(0, "POST", &format!("{okta}/login/sessionCookieRedirect"), 302)
            .form(&[("sessionToken", &okta_token()), ("redirectUrl", "https://acme.okta.com/")])
            .header("response", "Set-Cookie", &format!("{session}; Path=/; Secure; HttpOnly"))
            .header("response", "Set-Cookie", &format!("idx={}; Expires=Fri, 20 Nov 2026 22:00:00 GMT; Path=/; Secure; HttpOnly", okta_idx())),
        entry(1, "GET", &format!("{okta}/oauth2/default/v1/authorize?client_id=0oamadeupclient&response_type=code"), 302)
            .cookie(&session)
            .header("response", "Location", &format!("https://app.acme.example/callback?code={}", okta_code())),
        entry(1, "POST", &format!("{okta}/oauth2/default/v1/token"), 200)
            .form(&[("grant_type", "authorization_code"), ("client_id", "0oamadeupclient"), ("code", &okta_code()), ("code_verifier", &okta_verifier())])
            .json("response", &json!({
                "token_type": "Bearer", "expires_in": 3600, "access_token": okta_access(),
                "id_token": okta_id(), "refresh_token": okta_refresh(), "refresh_expires_in": 86400
            })),
        entry(2, "GET", "https://acme-admin.okta.com/api/v1/users?limit=1", 200)
            .header("request", "Authorization", &format!("SSWS {}", okta_api()))
            .json("response", &json!([{ "id": "00umadeupuser", "status": "ACTIVE" }])),
        entry(2, "GET", "https://api.acme.example/v1/me", 200)
            .header("request", "Authorization", &format!("Bearer {}", okta_access())),
        entry(3, "POST", "https://signin.aws.amazon.com/saml", 302)
            .form(&[("SAMLResponse", &saml()), ("RelayState", "")])
            .header("response", "Set-Cookie", &format!("aws-creds={}; Max-Age=43200; Domain=.console.aws.amazon.com; Secure", aws_console())),
        entry(3, "GET", "https://eu-central-1.console.aws.amazon.com/console/home?region=eu-central-1", 200)
            .cookie(&format!(
                "aws-creds={}; aws-userInfo=%7B%22arn%22%3A%22arn%3Aaws%3Asts%3A%3A123456789012%3Aassumed-role%2FAdmin%2Fanna.lind%40acme.example%22%2C%22alias%22%3A%22acme%22%7D",
                aws_console()
            )),
        entry(4, "POST", "https://sts.eu-central-1.amazonaws.com/?Action=AssumeRoleWithSAML&Version=2011-06-15", 200)
            .json("response", &json!({ "AssumeRoleWithSAMLResponse": { "AssumeRoleWithSAMLResult": {
                "AssumedRoleUser": { "Arn": "arn:aws:sts::123456789012:assumed-role/Admin/anna.lind@acme.example" },
                "Credentials": {
                    "AccessKeyId": key_id(), "SecretAccessKey": role_secret(), "SessionToken": role_token(),
                    "Expiration": "2026-11-20T16:04:00Z"
                }
            } } })),
        entry(4, "GET", &format!(
            "https://acme-reports.s3.eu-central-1.amazonaws.com/q3.csv?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={}%2F20261120%2Feu-central-1%2Fs3%2Faws4_request&X-Amz-Date=20261120T100400Z&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature={}",
            key_id(), presigned_signature()
        ), 200),
        entry(5, "GET", &format!("{entra}/oauth2/v2.0/authorize?client_id=made-up-app&login_hint=anna.lind%40acme.example"), 302)
            .header("response", "Set-Cookie", &format!("ESTSAUTHPERSISTENT={}; expires=Thu, 18 Feb 2027 10:05:00 GMT; path=/; secure; HttpOnly", entra_cookie()))
            .header("response", "Location", &format!("https://portal.acme.example/signin?code={}", entra_code())),
        entry(5, "POST", &format!("{entra}/oauth2/v2.0/token"), 200)
            .form(&[("grant_type", "authorization_code"), ("client_id", "made-up-app"), ("code", &entra_code())])
            .json("response", &json!({
                "token_type": "Bearer", "expires_in": 8700, "access_token": entra_access(), "refresh_token": entra_refresh()
            })),
        entry(6, "GET", "https://graph.microsoft.com/v1.0/me", 200)
            .header("request", "Authorization", &format!("Bearer {}", entra_access()))
            .json("response", &json!({ "userPrincipalName": USER })),
        entry(7, "GET", "https://acme.my.salesforce.com/services/data/v62.0/sobjects", 200)
            .cookie(&format!("sid={}; oid=00D8Zx1Q0000Ab2", salesforce_sid()))
            .header("response", "Set-Cookie", &format!("sid={}; Max-Age=3600; path=/; secure", salesforce_sid())),
    ];
    let entries: Vec<Value> = entries.into_iter().map(|entry| entry.0).collect();
    let har = json!({ "log": { "version": "1.2", "creator": { "name": "made-up", "version": "1" }, "pages": [], "entries": entries } });
    serde_json::to_vec_pretty(&har).unwrap_or_default()
}
