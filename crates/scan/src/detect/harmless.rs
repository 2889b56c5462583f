//! Cookie values that are plainly no secret although no rule knows their names.
//!
//! The closed world of cookies takes everything else for a credential. So this errs on the side
//! of calling a value a credential: it knows words, numbers, dates, addresses and lists of them.

use scrubjay_rules::value;

/// Shorter values cannot hold a session.
const SHORTEST: usize = 6;
/// The longest word that is taken for one.
const WORD: usize = 14;

/// Whether a cookie's value is plainly no secret.
pub(super) fn is_harmless(judged: &str) -> bool {
    let judged = judged.trim().trim_matches('"');
    if judged.len() < SHORTEST || is_address(judged) || is_sentence(judged) {
        return true;
    }
    let mut parts =
        judged.split(|c: char| " :|+=,&;/()-_.!@%".contains(c)).filter(|part| !part.is_empty());
    judged.len() <= 256 && parts.all(is_word_or_number)
}

/// Six words or more of letters alone, as they stand behind the name of a cookie in a comment.
fn is_sentence(judged: &str) -> bool {
    const WORDS: usize = 6;
    let is_word = |word: &str| {
        let word = word.trim_end_matches([',', '.', ';', ':']);
        (1..=WORD).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let lower = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    judged.split(' ').all(is_word) && judged.split(' ').filter(lower).count() >= WORDS
}

/// A word as people write it, or a number that counts or dates something.
fn is_word_or_number(part: &str) -> bool {
    if part.bytes().all(|byte| byte.is_ascii_digit()) {
        return part.len() <= 10 || value::is_plain(part);
    }
    let mut letters = part.bytes();
    let first_upper = letters.next().is_some_and(|byte| byte.is_ascii_uppercase());
    let rest_lower = letters.all(|byte| byte.is_ascii_lowercase());
    let capitals = part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    let lower = part.bytes().all(|byte| byte.is_ascii_lowercase());
    part.len() <= WORD && (lower || first_upper && rest_lower || capitals) && is_spoken(part)
}

/// Whether a word has the vowels that a spoken word has.
fn is_spoken(word: &str) -> bool {
    let vowels = word.bytes().filter(|byte| b"aeiouyAEIOUY".contains(byte)).count();
    word.len() <= 4 || vowels * 6 >= word.len()
}

/// An e-mail address, or a web address or path that carries nothing.
fn is_address(judged: &str) -> bool {
    let plain =
        |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~+/:@".contains(&b));
    let is_mail = judged.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty()
            && user.len() <= 64
            && host.contains('.')
            && !host.contains('@')
            && plain(user)
            && plain(host)
    });
    let is_web = (judged.starts_with("http://") || judged.starts_with("https://"))
        && judged.len() <= 256
        && plain(judged)
        && judged
            .split(|c: char| "/.-_~:".contains(c))
            .all(|part| part.len() <= 20 && !value::is_random(part));
    is_mail || is_web || is_path(judged)
}

/// The path of a file on a server, perhaps with a short version behind it.
fn is_path(judged: &str) -> bool {
    let words = |text: &str| text.len() >= 3 && is_word_or_number(text);
    let mut parts = judged.split(|c: char| "/.-_~:?=&".contains(c)).filter(|part| !part.is_empty());
    judged.starts_with('/')
        && judged.len() <= 256
        && parts.clone().filter(|part| words(part)).count() >= 3
        && parts.all(|part| part.len() <= 6 || is_word_or_number(part))
}

/// Whether a value is a row of settings, `Server=desk;Password=…;Encrypt=True`, of which one says
/// that it is a password: that one is found where it stands.
pub(super) fn is_settings(judged: &str) -> bool {
    const SECRET: [&str; 6] = [
        "password",
        "pwd",
        "accountkey",
        "sharedaccesskey",
        "sharedaccesssignature",
        "client secret",
    ];
    if !judged.contains(';') || !judged.contains('=') {
        return false;
    }
    let mut settings = 0;
    let mut is_told = false;
    for setting in judged.split(';').filter(|setting| !setting.trim().is_empty()) {
        let Some((name, value)) = setting.split_once('=') else { return false };
        settings += 1;
        is_told |=
            !value.is_empty() && SECRET.iter().any(|one| name.trim().eq_ignore_ascii_case(one));
    }
    settings >= 3 && is_told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_words_numbers_and_addresses() {
        for harmless in [
            "fgv39",
            "CA:BC:Vancouver",
            "29-Oct-2021",
            "http://www.example.com",
            "anna@example.com",
            "/css/dist/bg/icons.data.svg.css?fgv39",
            "v3",
            "a=b",
            "success=Computer+has+been+created",
            "19025836-2:",
            "1.0.0",
        ] {
            assert!(is_harmless(harmless), "{harmless}");
        }
    }

    #[test]
    fn takes_the_rest_for_credentials() {
        for secret in [
            "hunter2",
            "4f1b2c9d8e7a",
            "XkQpLmNrTs",
            "123e4567-e89b-42d3-a456-426614174000",
            "a8f3b2:c19d4e",
            "12345678901234567890",
            "bcdfghjklm",
            "https://example.com/?t=4f1b2c9d8e7a",
            "/a/reset/a8f3b2c19d4e/now.html",
        ] {
            assert!(!is_harmless(secret), "{secret}");
        }
    }
}
