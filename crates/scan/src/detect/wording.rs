//! Words in place of a credential: labels, messages, sentences, and pass phrases.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_pass_phrases_from_sentences() {
        assert!(TOPICS.is_sorted() && PARTICLES.is_sorted());
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
