//! Words in place of a credential: labels, messages, sentences, and pass phrases.

use scrubjay_rules::identifier;

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
            && rest.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b' ' | b'.'))
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
const STATES: [&str; 22] = [
    "absent",
    "changed",
    "correct",
    "done",
    "empty",
    "expired",
    "failed",
    "forgotten",
    "given",
    "incorrect",
    "invalid",
    "matches",
    "mismatch",
    "missing",
    "ok",
    "reset",
    "unchanged",
    "unset",
    "updated",
    "vergessen",
    "verified",
    "wrong",
];

/// Whether a word says what became of a password.
pub(super) fn is_state(value: &str) -> bool {
    let word = value.trim_end_matches(['.', '!', ',', ';', ')']);
    STATES.iter().any(|state| word.eq_ignore_ascii_case(state))
}

/// Whether a value says by what it is made of that it is no token: a sentence, a challenge, a class
/// of characters, a path of words, a command, the name of a resource or of a setting.
pub(super) fn is_no_token(judged: &str) -> bool {
    let value = judged.trim();
    match value.as_bytes() {
        [] => false,
        [b'/', ..] => is_route(value),
        [b'[', ..] => {
            ["[a-z", "[A-Z", "[0-9", "[^", "[\\w", "[\\d"].iter().any(|s| value.starts_with(s))
        }
        [b'.' | b'#', rest @ ..] => is_selector(rest),
        [b'$', rest @ ..] => {
            rest.len() >= 4 && rest.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b'_')
        }
        [b'a', b'r', b'n', b':', ..] => is_resource(value),
        _ if value.contains(' ') => {
            is_prose(value) || value.contains(" realm=\"") || value.contains(" && ")
        }
        _ => {
            value == "DPoP"
                || value.starts_with("workspace:")
                || is_setting(value)
                || is_dotted(value)
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

/// Four words or more, most of them of letters alone, and none that could be a token.
fn is_prose(value: &str) -> bool {
    const LONGEST: usize = 400;
    const WORD: usize = 28;
    if value.len() > LONGEST {
        return false;
    }
    let (mut words, mut spoken) = (0, 0);
    for word in value.split(' ') {
        let bare = word.trim_matches(|c: char| c.is_ascii_punctuation() || "–—…’“”«»".contains(c));
        let letters = bare.chars().all(|c| c.is_alphabetic() || "'’-".contains(c));
        let mixed = bare.bytes().any(|byte| byte.is_ascii_digit()) && !letters;
        let counts = bare.bytes().all(|byte| byte.is_ascii_digit());
        let named =
            bare.bytes().all(|byte| byte.is_ascii_alphabetic() || b"_.${}/".contains(&byte));
        if bare.len() > WORD || mixed && !counts || !letters && !counts && !named {
            return false;
        }
        words += 1;
        spoken += usize::from(
            letters && bare.len() >= 2 && !bare.bytes().any(|b| b.is_ascii_uppercase()),
        );
    }
    words >= 4 && spoken * 2 >= words
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

/// Three names or more that points join: `auth0.lock.getTokenSilently`.
fn is_dotted(value: &str) -> bool {
    const LONGEST: usize = 64;
    let is_step = |step: &str| {
        let name = step.trim_end_matches(|c: char| c.is_ascii_digit());
        name.len() >= 3
            && step.len() - name.len() <= 1
            && name.bytes().all(|byte| byte.is_ascii_alphabetic())
            && identifier::words(name).iter().all(|word| word.len() >= 3 && has_rhythm(word))
    };
    value.len() <= LONGEST && value.split('.').count() >= 3 && value.split('.').all(is_step)
}

/// Whether a word in lower case has vowels as spoken ones have; short ones need none.
fn has_rhythm(word: &str) -> bool {
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
