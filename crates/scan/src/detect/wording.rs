//! Words in place of a credential: labels, messages, sentences, and pass phrases.

use scrubjay_rules::{identifier, value};

/// Whether a value is one word with a capital, as the texts of a screen are: no token is.
pub(super) fn is_capitalised(judged: &str) -> bool {
    let mut letters = judged.chars();
    judged.len() <= 24
        && letters.next().is_some_and(char::is_uppercase)
        && letters.all(char::is_lowercase)
}

/// Whether a value is a row of words, as labels and messages are.
pub(super) fn is_wordy(judged: &str) -> bool {
    let mut words = 0;
    for word in judged.split(' ') {
        let letters = word.trim_matches(|c: char| ".,;:!?'\"()-–—…>»|/&".contains(c));
        if !letters.is_empty()
            && !letters.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '-')
        {
            return false;
        }
        words += 1;
    }
    words >= 3 && judged.len() / words <= 12
}

/// Whether a text says of a token what became of it: `Token expired`.
pub(super) fn is_said_of_token(judged: &str) -> bool {
    judged.split_once(' ').is_some_and(|(scheme, rest)| {
        scheme.eq_ignore_ascii_case("token")
            && rest.chars().all(|c| c.is_alphabetic() && !c.is_uppercase() || " .!".contains(c))
    })
}

/// Words of sentences that speak about a credential.
const TOPICS: [&str; 8] =
    ["enter", "forgot", "invalid", "passcode", "password", "passwords", "please", "required"];

/// Words of sentences, which pass phrases have as well.
const PARTICLES: [&str; 19] = [
    "a", "an", "and", "are", "change", "confirm", "for", "is", "must", "not", "of", "or", "reset",
    "the", "to", "token", "with", "you", "your",
];

/// Whether a row of words speaks about a credential instead of being one. What somebody `sent` is
/// a pass phrase unless it says what it speaks about; an answer is full of sentences.
pub(super) fn speaks_of_one(judged: &str, sent: bool) -> bool {
    judged.split(' ').any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        let is_in = |words: &[&str]| words.binary_search(&word.as_str()).is_ok();
        is_in(&TOPICS) || !sent && is_in(&PARTICLES)
    })
}

/// Words that say what became of a password, or that there is none: what a log has in its place.
const STATES: [&str; 36] = [
    "absent",
    "accepted",
    "changed",
    "correct",
    "dimenticata",
    "done",
    "empty",
    "expired",
    "failed",
    "forgotten",
    "given",
    "glemt",
    "glömt",
    "hidden",
    "incorrect",
    "invalid",
    "matches",
    "mismatch",
    "missing",
    "ok",
    "optional",
    "oublié",
    "refused",
    "rejected",
    "required",
    "reset",
    "rotated",
    "unchanged",
    "unohtunut",
    "unset",
    "updated",
    "vergessen",
    "vergeten",
    "verified",
    "wrong",
    "zapomniane",
];

/// Whether a word says what became of a password.
pub(super) fn is_state(value: &str) -> bool {
    let word = value.trim_end_matches(['.', '!', '?', ',', ';', ')']);
    STATES.iter().any(|state| word.eq_ignore_ascii_case(state))
}

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
        [b'$', rest @ ..] => {
            rest.len() >= 4 && rest.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b'_')
        }
        [b'a', b'r', b'n', b':', ..] => is_resource(value),
        _ if value.contains(' ') => {
            is_spoken(value)
                || is_prose(value)
                || value.contains(" realm=\"")
                || value.contains(" && ")
        }
        _ => {
            value == "DPoP"
                || value.starts_with("workspace:")
                || is_setting(value)
                || is_dotted(value)
                || value.len() <= 64 && super::composed::is_composed(value)
                || is_scoped(value)
                || is_shouted(value)
                || is_call(value)
                || is_header_name(value)
        }
    }
}

/// Whether a value is a caption or a prompt: two words or more, the first one with a capital and the
/// others without. No code that is sent to somebody is one.
pub(super) fn is_caption(judged: &str) -> bool {
    let mut words = judged.trim_end_matches(['.', ':', '…', '*']).split(' ');
    let is_lower = |word: &str| word.chars().all(|c| c.is_alphabetic() && !c.is_uppercase());
    let Some(first) = words.next() else { return false };
    let mut letters = first.chars();
    let begins = letters.next().is_some_and(char::is_uppercase)
        && is_lower(letters.as_str())
        && first.chars().count() >= 2;
    let (mut count, mut lower) = (0, true);
    for word in words {
        count += 1;
        lower &= word.len() >= 2 && is_lower(word);
    }
    begins && lower && (1..=8).contains(&count)
}

/// Whether a value is two words or more as people speak them, in any language: `Zugriff erlauben`,
/// `Let's start`. Groups of letters that are all as long are none.
pub(super) fn is_spoken(value: &str) -> bool {
    const LONGEST: usize = 1000;
    const WORD: usize = 32;
    if value.len() > LONGEST {
        return false;
    }
    let (mut words, mut long, mut even, mut first) = (0, false, true, 0);
    for word in value.split([' ', '\u{a0}']) {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        let length = bare.chars().count();
        if length == 0 && word.len() <= 3 && !word.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let inner = |c: char| c.is_alphabetic() || "'’-/".contains(c);
        let shouted = length <= 6 && !bare.chars().any(char::is_lowercase);
        let capitals = bare.split(['-', '/', '\'', '’']).any(|part| {
            let mut letters = part.chars();
            letters.next();
            letters.any(char::is_uppercase)
        });
        if !(1..=WORD).contains(&length)
            || word.bytes().any(|byte| byte.is_ascii_digit())
            || !bare.chars().all(inner)
            || capitals && !shouted
        {
            return false;
        }
        words += 1;
        let rhythm = !bare.is_ascii() || bare.contains('\'');
        long |= length >= 5 && (rhythm || has_rhythm(&bare.to_ascii_lowercase()));
        first = if words == 1 { length } else { first };
        even &= length == first;
    }
    words >= 2 && long && !even
}

/// Whether the value of a header is said to a person: three words or more, or two that are written
/// with more than letters without marks.
pub(super) fn is_said(value: &str) -> bool {
    let marked = |c: char| c == '\'' || c == '’' || !c.is_ascii();
    value.contains(' ')
        && (is_prose(value) || is_spoken(value))
        && (value.split(' ').count() >= 3 || value.contains(marked))
}

/// Four words or more without tags and variables, most of them of letters alone, and none that
/// could be a token.
fn is_prose(value: &str) -> bool {
    const LONGEST: usize = 1000;
    const WORD: usize = 32;
    // In so many words an address or a name of a version is no token either.
    const MANY: usize = 10;
    if value.len() > LONGEST {
        return false;
    }
    let value = super::sentence::without_variables(value);
    let (mut words, mut spoken, mut odd) = (0, 0, 0);
    let first = value.split_ascii_whitespace().next().map_or(0, str::len);
    // Groups of letters that are all as long are typed from a list.
    if value.split_ascii_whitespace().all(|word| word.len() == first) {
        return false;
    }
    for word in value.split_ascii_whitespace() {
        let bare = word.trim_matches(|c: char| c.is_ascii_punctuation() || "–—…’“”«»".contains(c));
        let letters = bare.chars().all(|c| c.is_alphabetic() || "'’-\"".contains(c));
        let counts = bare.bytes().all(|byte| byte.is_ascii_digit());
        let named =
            bare.bytes().all(|byte| byte.is_ascii_alphabetic() || b"_.${}/".contains(&byte));
        if bare.len() > WORD || value::is_random(bare) {
            return false;
        }
        odd += usize::from(!letters && !counts && !named);
        words += 1;
        spoken += usize::from(
            letters && bare.len() >= 2 && !bare.bytes().any(|b| b.is_ascii_uppercase()),
        );
    }
    words >= 4 && spoken * 2 >= words && (odd == 0 || words >= MANY && odd * 5 <= words)
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
    let words = identifier::words(value).len();
    value.split('.').all(is_step)
        && value.split('.').any(long)
        && value.bytes().filter(u8::is_ascii_alphabetic).count() >= 3 * words
}

/// Whether a word in lower case has vowels as spoken ones have; short ones need none.
pub(super) fn has_rhythm(word: &str) -> bool {
    let vowels = word.bytes().filter(|byte| b"aeiouy".contains(byte)).count();
    let longest = word.split(|c: char| "aeiouy".contains(c)).map(str::len).max().unwrap_or(0);
    word.len() <= 2 || vowels * 5 >= word.len() && longest <= 4
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

    #[test]
    fn tells_captions_from_codes() {
        for text in ["Ange verifieringskod", "Bestätigungscode eingeben", "Voer verifikasiekode in"]
        {
            assert!(is_caption(text), "{text}");
        }
        for text in ["BDFH 4729", "alto reda mion", "Alto Reda", "123 456", "Code", "X y"] {
            assert!(!is_caption(text), "{text}");
        }
    }

    #[test]
    fn tells_pass_phrases_from_sentences() {
        assert!(STATES.is_sorted() && TOPICS.is_sorted() && PARTICLES.is_sorted());
        for (words, sent, speaks) in [
            ("all your base are belong to us", true, false),
            ("my token ring is blue", true, false),
            ("my token ring is blue", false, true),
            ("open the door for me", false, true),
            ("Please enter it again", true, true),
            ("correct horse battery staple", false, false),
        ] {
            assert!(is_wordy(words), "{words}");
            assert_eq!(speaks_of_one(words, sent), speaks, "{words}");
        }
    }
}
