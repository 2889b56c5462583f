//! Headers that authenticate: the scheme word stays, the credential behind it goes.

use scrubjay_document::{At, CodecId, Context, Lead, Limits, Span};
use scrubjay_rules::structure::{authorization, basic, sigv4};
use scrubjay_rules::{RuleIndex, Structure, value};

use super::plain::is_template;
use super::{Detector, settled, structures, wording};

/// The name under which the decoded part of a Basic credential is looked at.
pub(super) const BASIC: &[u8] = b"basic";

/// Parameters of schemes such as Digest, OAuth and Hawk that name, count or describe.
const DESCRIBING: [&str; 36] = [
    "realm",
    "username",
    "uri",
    "algorithm",
    "qop",
    "nc",
    "opaque",
    "charset",
    "userhash",
    "keyid",
    "headers",
    "credential",
    "signedheaders",
    "version",
    "timestamp",
    "ts",
    "created",
    "expires",
    "oauth_consumer_key",
    "sr",
    "se",
    "skn",
    "st",
    "sp",
    "sv",
    "spr",
    "sip",
    "oauth_signature_method",
    "oauth_timestamp",
    "oauth_version",
    "oauth_callback",
    "id",
    "app",
    "dlg",
    "ext",
    "client",
];

/// Whether a value begins with the word of a scheme, wherever it stands.
pub(super) fn has_scheme(value: &str) -> bool {
    const SCHEMES: [&str; 14] = [
        "bearer",
        "basic",
        "digest",
        "token",
        "negotiate",
        "ntlm",
        "ssws",
        "apikey",
        "dpop",
        "oauth",
        "aws4-hmac-sha256",
        "splunk",
        "geniekey",
        "sharedaccesssignature",
    ];
    let parts = authorization::parse(value);
    let scheme = &value[parts.scheme];
    !scheme.is_empty() && SCHEMES.iter().any(|word| scheme.eq_ignore_ascii_case(word))
}

/// Judges the value of a header that hit `rule`.
pub(super) fn header(
    detector: &mut Detector<'_>,
    rule: RuleIndex,
    text: &[u8],
    at: &At<'_>,
    leads: &mut Vec<Lead>,
) {
    let Ok(value) = std::str::from_utf8(text) else {
        detector.sight(rule, text, Span::of(text), at);
        return;
    };
    if let Some(parts) = sigv4::parse(value) {
        let rule = detector.pack.structure(Structure::SigV4).unwrap_or(rule);
        if !value::is_placeholder(&value[parts.signature.clone()]) {
            detector.sight(rule, text, parts.signature.into(), at);
        }
        return;
    }
    let parts = authorization::parse(value);
    let scheme = &value[parts.scheme.clone()];
    let credential = &value[parts.credential.clone()];
    let span = Span::from(parts.credential);
    // Its parts are judged, whether or not they were redacted before.
    if scheme.eq_ignore_ascii_case("basic")
        && basic::parse(credential).is_some_and(|basic| !basic.password.is_empty())
    {
        leads.push(Lead::named(span, Some(CodecId::Base64), Context::Userinfo, BASIC));
        return;
    }
    // `Bearer <token> in the header`: what documentation says.
    let first = credential.split(' ').next().unwrap_or_default();
    if value::is_nothing(credential)
        || first.len() < credential.len() && value::is_placeholder(first)
        || settled::is_settled(credential)
        || value::is_placeholder(value)
        || value::is_term(value)
        || value::is_term(credential)
        || is_template(value)
        || !has_scheme(value) && wording::is_said(value)
    {
        return;
    }
    if scheme.eq_ignore_ascii_case("basic") {
        let rule = detector.pack.structure(Structure::Basic).unwrap_or(rule);
        detector.sight(rule, text, span, at);
        return;
    }
    let rule = if authorization::is_challenge_response(value) {
        detector.pack.structure(Structure::ChallengeResponse).unwrap_or(rule)
    } else {
        rule
    };
    let params = parameters(credential, span.start);
    if !params.is_empty() {
        for (name, param) in params {
            let judged = param.slice(text);
            let judged = String::from_utf8_lossy(judged);
            let describes = DESCRIBING.iter().any(|word| name.eq_ignore_ascii_case(word));
            // `t=1700000000`: when a webhook was signed.
            let dates = name.len() == 1 && judged.len() == 10 && value::is_plain(&judged);
            if !describes
                && !dates
                && !value::is_nothing(&judged)
                && !value::is_placeholder(&judged)
            {
                detector.sight(rule, text, param, at);
            }
        }
        return;
    }
    if structures::readable(credential).is_none()
        && !(scheme.is_empty() && super::composed::is_composed(credential))
        && (detector.pack.accepts(rule, credential) || !scheme.is_empty())
        && !(scheme.is_empty()
            && credential.bytes().all(|byte| byte.is_ascii_lowercase())
            && credential.len() <= 12)
    {
        // A scheme is kept only where it is one: two words of a secret are both secret.
        let whole = scheme.len() > 20 || value::is_random(scheme);
        detector.sight(rule, text, if whole { Span::of(text) } else { span }, at);
    }
}

/// The `name=value` and `name="value"` parameters of a credential made of nothing else.
fn parameters(credential: &str, base: usize) -> Vec<(&str, Span)> {
    let mut found = Vec::new();
    let mut rest = credential;
    let mut at = 0;
    loop {
        let skipped = rest.len() - rest.trim_start_matches([' ', ',', ';', '&', '\t']).len();
        at += skipped;
        rest = &rest[skipped..];
        if rest.is_empty() {
            break;
        }
        let Some(equals) = rest.find('=') else { return Vec::new() };
        let name = rest[..equals].trim_end();
        let named = !name.is_empty()
            && name.len() <= 40
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        let behind = &rest[equals + 1..];
        // Padding of a bare base64 credential is no parameter.
        if !named || behind.is_empty() || behind.starts_with('=') && found.is_empty() {
            return Vec::new();
        }
        let (start, length, end) = if let Some(inside) = behind.strip_prefix('"') {
            let length = inside.find('"').unwrap_or(inside.len());
            (equals + 2, length, (equals + 3 + length).min(rest.len()))
        } else {
            let length = behind.find([',', ';', '&', ' ']).unwrap_or(behind.len());
            (equals + 1, length, equals + 1 + length)
        };
        let span = Span::new(base + at + start, base + at + start + length);
        if length > 0 {
            found.push((name, span));
        }
        at += end;
        rest = &rest[end..];
    }
    found
}

/// The password in a decoded Basic credential. Services that take a key as user name let the
/// password be anything: then the user is the credential.
pub(super) fn basic(detector: &mut Detector<'_>, text: &[u8], at: &At<'_>) {
    let Some(colon) = memchr::memchr(b':', text) else { return };
    let (user, password) = (Span::new(0, colon), Span::new(colon + 1, text.len()));
    let read = |span: Span| String::from_utf8_lossy(span.slice(text));
    let (name, word) = (read(user), read(password));
    if value::is_random(&name)
        && !value::is_placeholder(&name)
        && (value::is_plain(&word) || word.len() <= 8)
    {
        detector.sight_structure(Structure::Basic, text, user, at);
    }
    if !value::is_placeholder(&word) && !password.is_empty() {
        detector.sight_structure(Structure::Basic, text, password, at);
    }
}

/// The tokens among the protocols of a WebSocket handshake: browsers cannot send a header with
/// one, so servers such as Kubernetes take them as `base64url.bearer.authorization.k8s.io.<token>`.
pub(super) fn protocols(detector: &mut Detector<'_>, rule: RuleIndex, text: &[u8], at: &At<'_>) {
    let mut start = 0;
    for protocol in text.split(|&byte| byte == b',') {
        let end = start + protocol.len();
        let bare = protocol.iter().rposition(|&byte| byte == b'.').map_or(0, |dot| dot + 1);
        for from in [0, bare] {
            let span = super::trim(text, Span::new(start + from, end));
            let word = String::from_utf8_lossy(span.slice(text));
            // Of a token that can be read in part, its structure says what goes.
            if spells_readable(&word) {
                break;
            }
            if value::is_random(&word) && !word.contains('.') && !value::is_placeholder(&word) {
                detector.sight(rule, text, span, at);
                break;
            }
        }
        start = end + 1;
    }
}

/// Whether a word is base64 of a token with parts that stay.
fn spells_readable(word: &str) -> bool {
    let decoded = CodecId::Base64.codec().decode(word.as_bytes(), &Limits::default());
    decoded.is_ok_and(|decoded| {
        std::str::from_utf8(&decoded.bytes).is_ok_and(|token| structures::readable(token).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_parameters_only_where_there_is_nothing_else() {
        let names =
            |text| parameters(text, 0).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(
            names(r#"username="anna", realm="x y", response="ab""#),
            ["username", "realm", "response"]
        );
        assert_eq!(names("token=abc"), ["token"]);
        assert!(names("abc==").is_empty());
        assert!(names("abc def").is_empty());
        let text = r#"a="b c",d=e"#;
        let spans: Vec<_> =
            parameters(text, 0).into_iter().map(|(_, span)| &text[span.range()]).collect();
        assert_eq!(spans, ["b c", "e"]);
    }
}
