//! What programs, pages and services write in place of a token: routes, selectors, calls, the names
//! of settings and of resources.

use scrubjay_rules::{identifier, value};

use super::composed::is_composed;
use super::wording::{has_rhythm, is_prose, is_spoken};

/// Whether a value says by what it is made of that it is no token: a sentence, a challenge, a class
/// of characters, a path of words, a command, the name of a resource or of a setting.
pub(super) fn is_no_token(judged: &str) -> bool {
    let value = judged.trim();
    // No token is written with other letters than those of ASCII.
    if value.chars().any(|c| !c.is_ascii() && c.is_alphabetic())
        && !value.contains(|c: char| c == char::REPLACEMENT_CHARACTER || c.is_control())
    {
        return true;
    }
    match value.as_bytes() {
        [] => false,
        [b'/', ..] => is_route(value),
        [b'[', ..] => {
            ["[a-z", "[A-Z", "[0-9", "[^", "[\\w", "[\\d"].iter().any(|s| value.starts_with(s))
        }
        [b'.' | b'#', rest @ ..] => is_selector(rest),
        [b'@' | b'?', rest @ ..] => is_named(rest),
        [b'_', rest @ ..] if rest.starts_with(b"_") => is_named(rest),
        [b'_', rest @ ..] => is_private(rest),
        [b'$', rest @ ..] => {
            rest.len() >= 4 && rest.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b'_')
        }
        [b'a', b'r', b'n', b':', ..] => is_resource(value),
        _ if value.contains(' ') => {
            is_spoken(value)
                || is_frame(value)
                || is_prose(value)
                || value.contains(" realm=\"")
                || value.contains(" && ")
        }
        _ => {
            value == "DPoP"
                || value.starts_with("workspace:")
                || is_setting(value)
                || is_dotted(value)
                || value.len() <= 64 && is_composed(value)
                || is_scoped(value)
                || is_shouted(value)
                || is_of_algorithm(value)
                || is_call(value)
                || is_header_name(value)
        }
    }
}

/// The path of an address without anything of its own: `/oauth2/v2.0/token`.
fn is_route(value: &str) -> bool {
    const LONGEST: usize = 96;
    let is_step = |step: &str| {
        let digits = step.bytes().filter(u8::is_ascii_digit).count();
        step.len() <= 24
            && digits <= 2
            && (digits == 0 || step.len() <= 8)
            && step
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.:{}".contains(&b))
            && step.bytes().any(|b| b.is_ascii_lowercase())
    };
    let mut steps = value[1..].trim_end_matches('/').split('/');
    value.len() <= LONGEST
        && steps.clone().any(|step| step.len() >= 4 && step.bytes().all(|b| b.is_ascii_lowercase()))
        && steps.all(is_step)
}

/// Letters with marks between: what grammars and languages call something, behind `@` or `__`.
fn is_named(name: &[u8]) -> bool {
    name.len() <= 40
        && name.iter().any(u8::is_ascii_alphabetic)
        && name.iter().all(|byte| byte.is_ascii_alphabetic() || b"._-".contains(byte))
}

/// Three words or more that underscores join, behind one of its own: `_oidc_validated_id_token`.
fn is_private(name: &[u8]) -> bool {
    let words = || name.split(|&byte| byte == b'_');
    let is_word = |word: &[u8]| {
        (2..=14).contains(&word.len())
            && word.iter().all(u8::is_ascii_lowercase)
            && std::str::from_utf8(word).is_ok_and(has_rhythm)
    };
    name.len() <= 64 && words().count() >= 3 && words().all(is_word)
}

/// A line of a stack: `at coerceValues (values.js:12)`.
fn is_frame(value: &str) -> bool {
    let Some(inside) = value.strip_prefix("at ").and_then(|rest| rest.strip_suffix(')')) else {
        return false;
    };
    inside.split_once(" (").is_some_and(|(name, place)| {
        name.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ')
            && place.rsplit(':').next().is_some_and(|line| {
                !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
            })
    })
}

/// `admin::transfer-token`, `App\\Http\\Token`
fn is_scoped(value: &str) -> bool {
    value.len() <= 96
        && value.contains("::")
        && value.split("::").all(|part| {
            part.split(['-', '_', '.']).all(|word| {
                (2..=20).contains(&word.len())
                    && word.bytes().all(|byte| byte.is_ascii_alphabetic())
            })
        })
        && !value::is_random(value)
}

/// `x-hub-signature-256`: the name of a header.
fn is_header_name(value: &str) -> bool {
    value.len() <= 48
        && value.starts_with("x-")
        && value.split('-').all(|word| {
            (1..=14).contains(&word.len())
                && word.bytes().all(|b| b.is_ascii_lowercase())
                && has_rhythm(word)
                || word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// Four words or more, and small numbers, that dashes or underscores join: what is said in the name
/// of a page, a message or a model.
pub(super) fn is_slug(value: &str) -> bool {
    let is_word = |word: &str| {
        let number = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        let letters = word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let lower = word.to_ascii_lowercase();
        number
            || word.len() <= 2
            || word.len() == 3 && letters
            || letters
                && word.len() <= 16
                && has_rhythm(&lower)
                && identifier::words(word).len() <= 2
    };
    let long = value
        .split(['-', '_'])
        .filter(|word| word.len() >= 4 && !word.as_bytes()[0].is_ascii_digit());
    value.len() <= 96
        && value.split(['-', '_']).count() >= 4
        && long.count() >= 2
        // The first one may be the prefix of a token.
        && value.split(['-', '_']).skip(1).all(is_word)
}

/// `onSecret($event)`, `session.token()`: a call as templates have it.
fn is_call(value: &str) -> bool {
    let Some((name, rest)) = value.split_once('(') else { return false };
    let name_is_one = |byte: u8| byte.is_ascii_alphabetic() || b"_$.".contains(&byte);
    value.len() <= 96
        && name.len() >= 2
        && name.bytes().all(name_is_one)
        && rest.strip_suffix(')').is_some_and(|inside| {
            inside.bytes().all(|b| b.is_ascii_alphabetic() || b"_$., ".contains(&b))
        })
        && !value::is_random(name)
}

/// `hmac_sha256_set_key`: three words or more that underscores join, one of them an algorithm.
fn is_of_algorithm(value: &str) -> bool {
    let is_word = |word: &str| {
        (2..=14).contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && (word.len() <= 3 || has_rhythm(word))
    };
    let is_one =
        |word: &str| word.bytes().any(|byte| byte.is_ascii_digit()) && value::is_term(word);
    value.len() <= 64
        && value.split('_').count() >= 3
        && value.split('_').all(|word| is_word(word) || is_one(word) || word == "hmac")
        && value.split('_').any(is_one)
}

/// `DO_NOT_USE_THIS`: three words or more in capitals, none of them a code.
fn is_shouted(value: &str) -> bool {
    value.len() <= 96
        && value.split('_').count() >= 3
        && value.split('_').all(|word| {
            (1..=14).contains(&word.len())
                && word.bytes().all(|byte| byte.is_ascii_uppercase())
                && has_rhythm(&word.to_ascii_lowercase())
        })
}

/// `.data-api`, `#api-key`
fn is_selector(name: &[u8]) -> bool {
    name.len() <= 40
        && name
            .split(|&byte| b"-_".contains(&byte))
            .all(|word| (2..=14).contains(&word.len()) && word.iter().all(u8::is_ascii_lowercase))
}

/// The name of a resource at AWS that says no more than which one it is.
fn is_resource(value: &str) -> bool {
    const LONGEST: usize = 256;
    value.len() <= LONGEST
        && value.starts_with("arn:aws")
        && value.split(':').count() >= 6
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":/-_.*+@=".contains(&byte))
}

/// Words that capitals join, of which some may be as short as `Bg` and `LG`: `inputFontSizeLG`.
fn is_setting(value: &str) -> bool {
    const LONGEST: usize = 40;
    if !(6..=LONGEST).contains(&value.len())
        || !value.starts_with(|c: char| c.is_ascii_lowercase())
        || !value.bytes().all(|byte| byte.is_ascii_alphabetic())
    {
        return false;
    }
    let words = identifier::words(value);
    let long = |word: &&String| word.len() >= 4 && has_rhythm(word);
    let short = words.iter().skip(1).filter(|word| word.len() <= 2).count();
    // Capitals in a row are an abbreviation.
    let shouted = value.split(|c: char| c.is_ascii_lowercase()).map(str::len).max().unwrap_or(0);
    words.len() >= 2
        && shouted <= 4
        && short <= 1
        && words.iter().all(|word| has_rhythm(word))
        && words.iter().any(|word| long(&word))
        && value.len() >= words.len() * 3
}

/// Names that points join, in the way of members, events and packages:
/// `auth0.lock.getTokenSilently`, `org.acme.msc3231.login`. Of two none may have digits.
fn is_dotted(value: &str) -> bool {
    const LONGEST: usize = 96;
    if value.len() > LONGEST || !value.contains('.') {
        return false;
    }
    let steps = value.split('.').count();
    let is_step = |step: &str| {
        let bare = step.trim_start_matches(['$', '@']);
        let name = bare.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = bare.len() - name.len();
        let versions = match steps {
            0..=2 => 0,
            3 => 1,
            _ => 4,
        };
        let numbered = bare.len() < step.len() && bare.len() <= 2;
        numbered
            || digits <= versions
                && (name.len() <= 1 && steps >= 3 && bare.len() <= 3 && !bare.is_empty()
                    || name.len() >= 2
                        && name.bytes().all(|b| b.is_ascii_alphabetic() || b"_-".contains(&b))
                        && identifier::words(name).iter().all(|word| {
                            word.len() >= 2 && (has_rhythm(word) || word.len() == 3 && steps >= 4)
                        }))
    };
    let long = |step: &str| step.bytes().filter(u8::is_ascii_alphabetic).count() >= 5;
    // Capitals stand thick in random text: no word is long there.
    let is_letters = |word: &&String| word.as_bytes()[0].is_ascii_alphabetic();
    let words = identifier::words(value).iter().filter(is_letters).count();
    value.split('.').all(is_step)
        && value.split('.').any(long)
        && value.bytes().filter(u8::is_ascii_alphabetic).count() >= 3 * words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_is_no_token() {
        for text in [
            "/oauth2/v2.0/token",
            "[a-zA-Z0-9._~-]+",
            ".data-api",
            "arn:aws:lambda:us-east-1:123456789012:function:Part",
            "Invalid session_expiry: value appears to be in milliseconds; expected seconds",
            "A problem occurred while updating the user from FCM: {$errorInfo}",
            "Device realm=\"Part\"",
            "export REFRESH_TOKEN=true && yarn test:e2e",
            "inputFontSizeLG",
            "hoverBg",
            "zIndexPopup",
            "$session_part",
            "@brackets",
            "keyword.$0",
            "x-hub-signature-256",
            "ĠWorld",
            "onSecret($event)",
            "__proto__",
            "?NoLineTerminatorHere",
            "admin::transfer-token",
            "SECRET_DO_NOT_PASS_THIS_OR_YOU_WILL_BE_FIRED",
            "microsoftExcelOAuth2Api",
            "AllowFullAccessToS3",
            "crypto.keyBackupDecryptionKeyCached",
            "org.matrix.msc3231.login.registration_token",
            "keyword.$S2.delim",
            "Los geht's",
            "Zugriffsschlüssel eingeben",
            "<p>Klick auf <b>Neu</b>, um einen Schlüssel zu erhalten, siehe OAuth2.</p>",
            "Nazwa kolumny bazy danych i klucz API",
            "itemActiveBgDisabled",
            "auth0.lock.getTokenSilently",
            "app.token.v2",
            "_oidc_validated_id_token",
            "hmac_sha256_set_key",
            "at coerceValues (values.js:12)",
        ] {
            assert!(is_no_token(text), "{text}");
        }
        for text in [
            "",
            "/9j/4AAQSkZJRgABAQ",
            "/x9Kd/7Qm2",
            "[abc123def]",
            ".x9Kd7Qm2",
            "Kq7Rt2Vx 9Zb4Nm6L p8Ws3Yd5 a1b2c3d4",
            "correct horse 4f1b2c9d8e7a6f5b staple",
            "hlvImwaKpiHNIENLUbgpqMZ",
            "qWxRtLpKvB",
            "qWxRtLpKvB aBcDeFgH",
            "abcd efgh ijkl mnop",
            "Acme Kq7Rt2Vx",
            "@x9Kd7Qm2",
            "kq7rt2::x9kd7",
            "KQRT_VXZB_NMLP",
            "XkQpLmNr.TsVwYz",
            "$2b$12$abcdefghij",
            "bluejay7",
            "blue.jay7",
            "blue.jay7.x9k",
            "miniowurst",
            "_kqxr_vzbn_lpws",
            "_blue_jay",
            "blue_sha256_kq7rt2",
            "at Kq7Rt2Vx9Zb4 (Nm6Lp8)",
            "kq7.rt2.v9",
        ] {
            assert!(!is_no_token(text), "{text}");
        }
    }

    #[test]
    fn tells_slugs_from_tokens() {
        for text in [
            "standard_TypeScript_library_8001",
            "npm_i_save_dev_types_2580",
            "pplx-embed-context-v1-4b",
        ] {
            assert!(is_slug(text), "{text}");
        }
        for text in
            ["npm_Kq7Rt2Vx9Zb4Nm6Lp8Ws", "pplx-abcd", "a-b-c-d", "sk-proj-x9Kd7Qm2-abcd-efgh"]
        {
            assert!(!is_slug(text), "{text}");
        }
    }
}
