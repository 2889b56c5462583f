//! Words in place of a credential: labels, messages, sentences, and pass phrases.

use scrubjay_rules::value;

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

/// Whether a value is one word of letters that ASCII does not have, too long for a code that somebody
/// types: `Kertakäyttökoodi`.
pub(super) fn is_foreign_word(judged: &str) -> bool {
    const SHORTEST: usize = 8;
    judged.chars().all(char::is_alphabetic)
        && !judged.is_ascii()
        && judged.chars().skip(1).all(|c| !c.is_uppercase())
        && judged.chars().count() >= SHORTEST
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
pub(super) fn is_prose(value: &str) -> bool {
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
