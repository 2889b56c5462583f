//! Names that a program lists: what only a comma joins to the name of a credential is another name
//! there, and no value.

use scrubjay_document::assignment::Assignment;
use scrubjay_rules::identifier;

/// Whether a value that a comma joins to a name is another name: a kind of field, or the same word
/// with another verb, as in `'getPassword', 'setPassword'`.
pub(super) fn is_listed_name(value: &str, name: &[u8]) -> bool {
    const FIELDS: [&str; 20] = [
        "checkbox", "date", "email", "file", "hidden", "host", "hostname", "login", "number",
        "otp", "passcode", "phone", "port", "radio", "search", "tel", "text", "url", "user",
        "username",
    ];
    let name = String::from_utf8_lossy(name);
    let is_joined = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_alphabetic())
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().any(|byte| byte.is_ascii_uppercase())
    };
    // `["getUserSshKey", "getUserSshKeyOutput"]`
    const NAME: usize = 8;
    let (shorter, longer) =
        if value.len() < name.len() { (value, name.as_ref()) } else { (name.as_ref(), value) };
    FIELDS.contains(&value)
        || is_next(value, &name)
        || shorter.len() >= NAME
            && longer.starts_with(shorter)
            && longer.bytes().all(|byte| byte.is_ascii_alphabetic())
        || is_joined(value)
            && is_joined(&name)
            && identifier::words(value).last() == identifier::words(&name).last()
}

/// `'CKV_SECRET_13', 'CKV_SECRET_192'`, `"kubernetes_secret", "kubernetes_secret_v1"`: the same words,
/// and a small number or a word behind them.
fn is_next(value: &str, name: &str) -> bool {
    const NUMBER: usize = 3;
    let own = |text: &str| -> Option<usize> {
        let stem = text.trim_end_matches(|c: char| c.is_ascii_digit());
        (stem.ends_with(['_', '-']) && text.len() - stem.len() <= NUMBER).then_some(stem.len())
    };
    let numbered = own(value).is_some_and(|stem| {
        own(name) == Some(stem) && value[..stem] == name[..stem] || value[..stem - 1] == *name
    });
    let behind = value.strip_prefix(name).and_then(|rest| rest.strip_prefix(['_', '-']));
    let is_word = |rest: &str| {
        (2..=12).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_lowercase())
            || rest.starts_with('v') && rest[1..].bytes().all(|byte| byte.is_ascii_digit())
    };
    numbered || name.len() >= 8 && behind.is_some_and(is_word)
}

/// Whether a name and a value in quotes are two of a list of words, as the kinds of fields are and
/// the columns that nobody sees: `["password", "richtext", "string"]`, `['password', 'remember_token']`.
pub(super) fn is_in_list(text: &[u8], found: &Assignment, value: &str) -> bool {
    const NEAR: usize = 80;
    let plain = |byte: &u8| byte.is_ascii_alphabetic() || b"_-".contains(byte);
    // `("usable_password", "password1", "password2")`: the field and the one to repeat it.
    let name = String::from_utf8_lossy(found.name.slice(text));
    let stem = value.trim_end_matches(|c: char| c.is_ascii_digit());
    let value = if identifier::words(&name).iter().any(|word| word == stem) { stem } else { value };
    if value.is_empty() || value.len() > NEAR || !value.as_bytes().iter().all(plain) {
        return false;
    }
    let quote = text[found.value.start - 1];
    let behind = text.get(found.value.end + 1..).unwrap_or_default().trim_ascii_start();
    let next = behind.strip_prefix(b",").map(<[u8]>::trim_ascii_start).unwrap_or_default();
    let goes_on = next.first() == Some(&quote) && {
        let length = next[1..].iter().take(NEAR).take_while(|byte| plain(byte)).count();
        next.get(1 + length) == Some(&quote)
            && !next[2 + length..].trim_ascii_start().starts_with(b":")
    };
    let before = &text[..found.name.start.saturating_sub(1)];
    let goes_before = before
        .trim_ascii_end()
        .strip_suffix(b",")
        .is_some_and(|before| before.trim_ascii_end().last() == Some(&quote));
    let words = identifier::words(value);
    let names_one = words.len() >= 2
        && words.last().is_some_and(|last| {
            ["token", "password", "key", "hash", "secret", "id", "at", "code"]
                .contains(&last.as_str())
        });
    goes_on || goes_before || names_one && matches!(behind, [b']' | b'}', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_next_name_of_a_list() {
        for (name, value) in [
            ("CKV_SECRET_13", "CKV_SECRET_192"),
            ("password", "password_2"),
            ("password_2", "password_2_off"),
            ("kubernetes_secret", "kubernetes_secret_v1"),
        ] {
            assert!(is_listed_name(value, name.as_bytes()), "{value}");
        }
        for (name, value) in [
            ("password", "password2024"),
            ("password", "Password_2024"),
            ("password", "hunter_2"),
            ("password", "password_Hunter2"),
            ("SECRET_1", "KEY_2"),
        ] {
            assert!(!is_listed_name(value, name.as_bytes()), "{value}");
        }
    }
}
