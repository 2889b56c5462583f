//! Whole sign-ins: one credential in many places, as it travels through redirects, cookies,
//! forms and answers, with the facts that support needs beside it.

use crate::make::Least;
use crate::make::bed::Bed;
use crate::make::encode::{base64, base64_lines, deflate, percent, percent_lower};
use crate::make::har::{Entry, Node, object, pair, raw, text};
use crate::make::random::{HEX, LOWER_DIGITS, URL_SAFE};
use crate::make::token;

const OAUTH: &str = "flow: OAuth";
const SAML: &str = "flow: SAML";
const LOGIN: &str = "flow: login";
const KEPT_OAUTH: &str = "kept: OAuth";
const KEPT_SAML: &str = "kept: SAML";
const KEPT_JWT: &str = "kept: JWT claims";

/// Plays the scene.
pub(super) fn play(bed: &mut Bed) {
    for round in 0..2 {
        oauth(bed, round);
    }
    implicit(bed);
    refused(bed);
    device(bed);
    assertions(bed);
    for round in 0..2 {
        saml_post(bed, round);
    }
    saml_redirect(bed);
    federation(bed);
    login(bed);
}

fn oauth(bed: &mut Bed, round: usize) {
    let (login, app) = (bed.host(), bed.host());
    let at = |what: &str| format!("{what}, round {round}");
    let client = format!("0oa{}", bed.plain.text(LOWER_DIGITS, 17));
    let client = bed.keep(KEPT_OAUTH, at("client_id"), client);
    let challenge = bed.plain.text(URL_SAFE, 43);
    let challenge = bed.keep(KEPT_OAUTH, at("code_challenge"), challenge);
    let back = format!("https://{app}/auth/callback");
    bed.keep(KEPT_OAUTH, at("redirect_uri"), percent(&back));
    bed.keep(KEPT_OAUTH, at("scope"), "openid profile offline_access tickets:read");
    bed.keep(KEPT_OAUTH, at("response_type"), "response_type=code");
    bed.keep(KEPT_OAUTH, at("prompt"), "prompt=select_account");
    let state = bed.secret(OAUTH, at("state"), token::url_safe);
    let nonce = bed.secret(OAUTH, at("nonce"), token::url_safe);
    let code = bed.secret(OAUTH, at("code"), |r| format!("0.A{}", token::sealed(r)));
    let verifier = bed.secret(OAUTH, at("code_verifier"), |r| r.text(URL_SAFE, 64));
    let secret = bed.secret(OAUTH, at("client_secret"), token::letters);
    let session = bed.secret(OAUTH, at("sid cookie of the provider"), token::url_safe);
    let refresh = bed.secret(OAUTH, at("refresh_token"), token::url_safe);
    let second = bed.secret(OAUTH, at("rotated refresh_token"), token::url_safe);
    let (jti, sid) = (
        bed.secret(OAUTH, at("jti claim"), token::url_safe),
        bed.secret(OAUTH, at("sid claim"), token::uuid),
    );
    let azp = format!("\"azp\":\"{client}\"");
    let claims = bed.claims(&[
        ("azp", format!("\"{client}\"")),
        ("scp", r#"["tickets:read","openid"]"#.to_owned()),
        ("acr", "\"urn:okta:loa:2fa:any\"".to_owned()),
        ("amr", r#"["pwd","otp"]"#.to_owned()),
        ("jti", format!("\"{jti}\"")),
        ("sid", format!("\"{sid}\"")),
    ]);
    keep_claims(bed, &claims, round);
    bed.keep(KEPT_JWT, at("azp"), azp);
    bed.keep(KEPT_JWT, at("amr"), r#""amr":["pwd","otp"]"#);
    bed.keep(KEPT_JWT, at("scp"), r#""scp":["tickets:read","openid"]"#);
    bed.keep(KEPT_JWT, at("acr"), "\"acr\":\"urn:okta:loa:2fa:any\"");
    let access = bed.jwt_with(OAUTH, at("access_token"), &claims);
    let identity = bed.jwt(OAUTH, at("id_token"));

    let query = format!(
        "client_id={client}&response_type=code&scope=openid%20profile%20offline_access%20tickets%3Aread&redirect_uri={}&state={state}&nonce={nonce}&code_challenge={challenge}&code_challenge_method=S256&prompt=select_account",
        percent(&back)
    );
    let start = format!("https://{login}/oauth2/v1/authorize?{query}");
    let answer = format!("{back}?code={code}&state={state}");
    bed.add(
        Entry::get(start.clone())
            .cookie(format!("sid={session}; lang=en"))
            .header("referer", format!("https://{app}/"))
            .redirect(&answer),
    );
    bed.page(answer.clone(), None);
    bed.add(
        Entry::get(answer.clone())
            .header("referer", format!("https://{login}/"))
            .extra("_initiator", object([("type", text("other")), ("url", text(start))]))
            .set_cookies(&[format!("sid={session}; Path=/; Secure; HttpOnly")])
            .body("text/html", format!("<script>location.replace('{answer}')</script>")),
    );
    let endpoint = format!("https://{login}/oauth2/v1/token");
    let tokens = |refresh: &str| {
        format!(
            r#"{{"token_type":"Bearer","expires_in":3600,"access_token":"{access}","scope":"openid profile offline_access tickets:read","refresh_token":"{refresh}","id_token":"{identity}"}}"#
        )
    };
    bed.add(
        Entry::get(endpoint.clone())
            .header("referer", answer)
            .post_form(&[
                ("grant_type", "authorization_code"),
                ("client_id", &client),
                ("client_secret", &secret),
                ("code", &code),
                ("code_verifier", &verifier),
                ("redirect_uri", &back),
            ])
            .body("application/json", tokens(&refresh)),
    );
    bed.add(
        Entry::get(endpoint)
            .post_form(&[("grant_type", "refresh_token"), ("refresh_token", &refresh)])
            .body("application/json", tokens(&second)),
    );
    bed.add(
        Entry::get(format!("https://{app}/api/tickets?page=2"))
            .header("authorization", format!("Bearer {access}"))
            .cookie(format!("id={identity}")),
    );
    bed.add(Entry::get(format!(
        "https://{login}/oauth2/v1/logout?id_token_hint={identity}&post_logout_redirect_uri={}",
        percent(&back)
    )));
}

/// The claims that a scrubbed JWT must still show.
fn keep_claims(bed: &mut Bed, claims: &str, round: usize) {
    for name in ["iss", "aud", "iat", "exp"] {
        let start = claims.find(&format!("\"{name}\":")).expect("the claim is there");
        let rest = &claims[start..];
        let value = rest.split(',').next().unwrap_or(rest).trim_end_matches('}');
        bed.keep(KEPT_JWT, format!("{name}, round {round}"), value);
    }
}

fn implicit(bed: &mut Bed) {
    let access = bed.secret(OAUTH, "access_token in a fragment", token::url_safe);
    let identity = bed.jwt(OAUTH, "id_token in a fragment");
    let state = bed.secret(OAUTH, "state in a fragment", token::hex32);
    let (login, back) = (bed.url("/authorize?response_type=token"), bed.url("/silent.html"));
    let target = format!(
        "{back}#access_token={access}&token_type=Bearer&expires_in=3599&id_token={identity}&state={state}"
    );
    bed.add(Entry::get(login).redirect(&target));
    bed.add(
        Entry::get(back)
            .extra("_initiator", object([("type", text("script")), ("url", text(target))])),
    );
    let code = bed.secret(OAUTH, "code in a form_post page", token::url_safe);
    let url = bed.url("/authorize?response_mode=form_post");
    bed.add(Entry::get(url).body(
        "text/html",
        format!(
            r#"<form method="post" action="/cb"><input type="hidden" name="code" value="{code}"/></form>"#
        ),
    ));
}

fn refused(bed: &mut Bed) {
    let hint = bed.plain.text(HEX, 8);
    let words = format!("The client 'desk-{hint}' is not allowed to use this grant");
    bed.keep(KEPT_OAUTH, "error_description", words.clone());
    bed.keep(KEPT_OAUTH, "error", "\"error\":\"unauthorized_client\"");
    let url = bed.url("/oauth2/v1/token");
    let body = format!(r#"{{"error":"unauthorized_client","error_description":"{words}"}}"#);
    bed.add(Entry::get(url).status(401, "Unauthorized").body("application/json", body));
    let url = bed.url("/auth/callback?error=access_denied&error_description=User%20said%20no");
    bed.keep(KEPT_OAUTH, "error in a redirect", "error=access_denied");
    bed.keep(KEPT_OAUTH, "error_description in a redirect", "User%20said%20no");
    let from = bed.url("/authorize");
    bed.add(Entry::get(from).redirect(&url));
}

fn device(bed: &mut Bed) {
    let device = bed.secret(OAUTH, "device_code", token::url_safe);
    let user = bed.secret(OAUTH, "user_code", token::user_code);
    let url = bed.url("/device/code");
    let body = format!(
        r#"{{"device_code":"{device}","user_code":"{user}","verification_uri":"https://login.example/device","expires_in":900,"interval":5}}"#
    );
    bed.add(Entry::get(url).post_form(&[("scope", "openid")]).body("application/json", body));
    let password = bed.awkward(OAUTH, "password grant");
    let url = bed.url("/connect/token");
    bed.add(Entry::get(url).post_form(&[
        ("grant_type", "password"),
        ("username", "anna.lind"),
        ("password", &password),
    ]));
}

fn assertions(bed: &mut Bed) {
    for name in ["client_assertion", "assertion", "subject_token", "logout_token", "request"] {
        let value = bed.jwt(OAUTH, format!("{name} in a form"));
        let url = bed.url("/connect/token");
        bed.add(Entry::get(url).post_form(&[
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            (name, &value),
        ]));
    }
}

/// A SAML response; what support needs is remembered as kept.
fn response(bed: &mut Bed, place: &str) -> String {
    let (idp, app) = (bed.host(), bed.host());
    let signature = bed.secret(SAML, format!("{place}: SignatureValue"), token::xml_signature);
    let subject = bed.draw(|r| format!("{}.{}", token::word_digits(r), token::bare_password(r)));
    let least = Least::Piece(0..subject.len());
    let subject = format!("{subject}@example.com");
    let subject = bed.remember(SAML, format!("{place}: NameID"), subject, least);
    let (id, request) = (bed.plain.text(HEX, 32), bed.plain.text(HEX, 32));
    let parts = [
        ("Issuer", format!("https://{idp}/saml2/idp</saml2:Issuer>")),
        ("Destination", format!("Destination=\"https://{app}/saml/acs\"")),
        ("InResponseTo", format!("InResponseTo=\"_{request}\"")),
        ("Audience", format!("<saml2:Audience>urn:{app}:sp</saml2:Audience>")),
        ("Conditions", "NotBefore=\"2026-03-04T09:55:00Z\"".to_owned()),
        ("Attribute", "Name=\"department\"".to_owned()),
        ("Status", "urn:oasis:names:tc:SAML:2.0:status:Success".to_owned()),
    ];
    for (what, value) in parts {
        bed.keep(KEPT_SAML, format!("{place}: {what}"), value);
    }
    format!(
        r#"<saml2p:Response xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" Destination="https://{app}/saml/acs" ID="_{id}" InResponseTo="_{request}" IssueInstant="2026-03-04T10:00:00Z" Version="2.0"><saml2:Issuer xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">https://{idp}/saml2/idp</saml2:Issuer><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/></ds:SignedInfo><ds:SignatureValue>{signature}</ds:SignatureValue></ds:Signature><saml2p:Status><saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml2p:Status><saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"><saml2:Subject><saml2:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">{subject}</saml2:NameID></saml2:Subject><saml2:Conditions NotBefore="2026-03-04T09:55:00Z" NotOnOrAfter="2026-03-04T10:05:00Z"><saml2:AudienceRestriction><saml2:Audience>urn:{app}:sp</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions><saml2:AttributeStatement><saml2:Attribute Name="department"><saml2:AttributeValue>Support</saml2:AttributeValue></saml2:Attribute></saml2:AttributeStatement></saml2:Assertion></saml2p:Response>"#
    )
}

fn saml_post(bed: &mut Bed, round: usize) {
    let xml = response(bed, &format!("POST binding {round}"));
    let relay = bed.secret(SAML, format!("RelayState with a token {round}"), token::letters);
    let state = base64(format!(r#"{{"returnTo":"/inbox","loginToken":"{relay}"}}"#));
    let encoded = if round == 0 { base64(&xml) } else { base64_lines(&xml, "\r\n") };
    let acs = bed.url("/saml/acs");
    bed.add(
        Entry::get(acs.clone()).post_form(&[("SAMLResponse", &encoded), ("RelayState", &state)]),
    );
    let page = format!(
        r#"<body onload="document.forms[0].submit()"><form method="post" action="{acs}"><input type="hidden" name="SAMLResponse" value="{encoded}"><input type="hidden" name="RelayState" value="{state}"></form>"#
    );
    bed.answer("/app/desk/sso/saml", "text/html", page);
}

fn saml_redirect(bed: &mut Bed) {
    let xml = response(bed, "redirect binding");
    let signature = bed.secret(SAML, "Signature parameter", token::xml_signature);
    let url = bed.url("/saml/slo");
    bed.add(Entry::get(format!(
        "{url}?SAMLResponse={}&SigAlg=http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256&Signature={}",
        percent(&base64(deflate(xml))),
        percent_lower(&signature)
    )));
    let id = bed.plain.text(HEX, 32);
    let (acs, issuer) = (bed.url("/saml/acs"), bed.url("/sp"));
    bed.keep(KEPT_SAML, "SAMLRequest: ID", format!("ID=\"_{id}\""));
    bed.keep(KEPT_SAML, "SAMLRequest: Issuer", format!("<Issuer>{issuer}</Issuer>"));
    bed.keep(KEPT_SAML, "SAMLRequest: ACS", format!("AssertionConsumerServiceURL=\"{acs}\""));
    let xml = format!(
        r#"<AuthnRequest xmlns="urn:oasis:names:tc:SAML:2.0:protocol" ID="_{id}" Version="2.0" AssertionConsumerServiceURL="{acs}"><Issuer>{issuer}</Issuer></AuthnRequest>"#
    );
    let url = bed.url("/sso/redirect");
    let target = format!("{url}?SAMLRequest={}", percent(&base64(deflate(xml))));
    let from = bed.url("/inbox");
    bed.add(Entry::get(from).redirect(&target));
    let artifact = bed.secret(SAML, "SAMLart", |r| format!("AAQAA{}", token::padded(r)));
    let url = bed.url(&format!("/saml/artifact?SAMLart={}", percent(&artifact)));
    bed.add(Entry::get(url));
}

fn federation(bed: &mut Bed) {
    let xml = response(bed, "wresult");
    let wrapped = format!(
        r#"<t:RequestSecurityTokenResponse xmlns:t="http://schemas.xmlsoap.org/ws/2005/02/trust"><t:RequestedSecurityToken>{xml}</t:RequestedSecurityToken></t:RequestSecurityTokenResponse>"#
    );
    let url = bed.url("/adfs/signin");
    bed.add(Entry::get(url).post_form(&[("wa", "wsignin1.0"), ("wresult", &wrapped)]));
    let ticket = bed.secret(SAML, "CAS service ticket", |r| {
        format!("ST-{}-{}-cas1", r.between(100, 9999), token::letters(r))
    });
    let url = bed.url(&format!("/app/?ticket={ticket}"));
    let from = bed.url("/cas/login");
    bed.add(Entry::get(from).redirect(&url));
    bed.add(Entry::get(url));
}

/// A password form, the session that it opens, and a second factor.
fn login(bed: &mut Bed) {
    let password = bed.password(LOGIN, "password in a form, twice");
    let crumb = bed.secret(LOGIN, "authenticity_token in page, form and header", token::padded);
    let session = bed.secret(LOGIN, "session cookie set and sent", token::hex32);
    let remembered = bed.secret(LOGIN, "remember me cookie", token::sealed);
    let code = bed.code(LOGIN, "one-time code in a form", token::code6);
    let host = bed.host();
    let login = format!("https://{host}/session");
    bed.add(Entry::get(login.clone()).body(
        "text/html; charset=utf-8",
        format!(
            r#"<form action="/session" method="post"><input type="hidden" name="authenticity_token" value="{crumb}"><input name="login"><input type="password" name="password"></form>"#
        ),
    ));
    bed.add(
        Entry::get(login)
            .post_form(&[
                ("authenticity_token", &crumb),
                ("login", "anna.lind"),
                ("password", &password),
                ("password_confirmation", &password),
                ("commit", "Sign in"),
            ])
            .status(302, "Found")
            .set_cookies(&[
                format!("_desk_session={session}; path=/; secure; HttpOnly"),
                format!("remember_user_token={remembered}; path=/; expires=Sat, 18 Mar 2028 10:00:00 GMT"),
            ]),
    );
    bed.add(
        Entry::get(format!("https://{host}/two_factor"))
            .cookie(format!("_desk_session={session}; remember_user_token={remembered}"))
            .header("x-csrf-token", crumb)
            .post_form(&[("otp_attempt", &code), ("trust_device", "1")]),
    );
    // Chrome's params are decoded; an exporter that lists them without `text` also exists.
    let password = bed.awkward(LOGIN, "params without text");
    bed.add(Entry::get(format!("https://{host}/signin")).post_node(object([
        ("mimeType", text("application/x-www-form-urlencoded")),
        (
            "params",
            Node::List(vec![
                pair("user", "anna"),
                pair("pass", password),
                object([("name", text("remember")), ("value", raw(true))]),
            ]),
        ),
    ])));
    let password = bed.awkward(LOGIN, "text without params");
    bed.add(Entry::get(format!("https://{host}/signin")).post(
        "application/x-www-form-urlencoded; charset=UTF-8",
        format!("user=anna&pass={}&remember=on", crate::make::encode::form(&password)),
    ));
}
