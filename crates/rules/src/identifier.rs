//! Identifiers taken apart into words.
//!
//! Programs write one idea in many spellings: `X-New-Access-Token`, `accessToken`,
//! `ACCESS_TOKEN_2`, `user[access.token]`, `accesstoken`. Rules speak of words; this module
//! finds them. Separators, changes of case and digits part words; a run of letters without
//! any of these is parted only where words of the vocabulary cover all of it, so that
//! `keyboard`, `author` and `passengers` stay whole.

mod vocabulary;

/// The longest name that is taken apart, in characters; longer ones are data.
pub const MAX_CHARS: usize = 256;

/// Takes a name apart into its words, in lower case.
///
/// ```
/// use scrubjay_rules::identifier::words;
///
/// assert_eq!(words("X-New-Access-Token"), ["x", "new", "access", "token"]);
/// assert_eq!(words("j_password"), ["j", "password"]);
/// assert_eq!(words("accesstoken"), ["access", "token"]);
/// assert_eq!(words("keyboard"), ["keyboard"]);
/// ```
pub fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut run = Vec::new();
    for part in name.split(|c: char| !c.is_alphanumeric()) {
        let chars: Vec<char> = part.chars().take(MAX_CHARS).collect();
        for (position, &current) in chars.iter().enumerate() {
            let previous = position.checked_sub(1).map(|p| chars[p]);
            let next = chars.get(position + 1).copied();
            if previous.is_some_and(|previous| is_seam(previous, current, next)) {
                close(&mut run, &mut words);
            }
            run.push(current);
        }
        close(&mut run, &mut words);
        if words.len() > MAX_CHARS {
            break;
        }
    }
    mend(&mut words);
    words
}

/// Whether a name is a long number in hexadecimal, perhaps in groups, such as a UUID or a digest:
/// no words stand in it. Objects are kept under such names by the thousand.
pub(crate) fn is_number(name: &str) -> bool {
    const LEAST: usize = 16;
    name.len() >= LEAST
        && name.bytes().any(|byte| byte.is_ascii_digit())
        && name.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// Whether a header's name speaks of authentication, so that its value is a credential unless
/// it is known to be none.
pub fn is_authentication_like(name: &str) -> bool {
    const WORDS: [&str; 22] = [
        "token",
        "tokens",
        "key",
        "keys",
        "secret",
        "secrets",
        "auth",
        "authorization",
        "authentication",
        "session",
        "sessionid",
        "sid",
        "sig",
        "signature",
        "password",
        "passwd",
        "credential",
        "credentials",
        "jwt",
        "assertion",
        "csrf",
        "xsrf",
    ];
    words(name).iter().any(|word| WORDS.contains(&word.as_str()))
}

/// Whether a new word starts at `current`.
fn is_seam(previous: char, current: char, next: Option<char>) -> bool {
    if previous.is_numeric() != current.is_numeric() {
        return true;
    }
    if previous.is_lowercase() && current.is_uppercase() {
        return true;
    }
    // The last capital of `HTTPServer` belongs to the next word.
    previous.is_uppercase() && current.is_uppercase() && next.is_some_and(char::is_lowercase)
}

/// Ends a run of letters or digits: one word, or several of the vocabulary.
fn close(run: &mut Vec<char>, words: &mut Vec<String>) {
    if run.is_empty() {
        return;
    }
    let word: String = run.drain(..).flat_map(char::to_lowercase).collect();
    if let Some(parts) = part(&word) {
        words.extend(parts.into_iter().map(str::to_owned));
    } else if let Some(start) = telling_end(&word) {
        words.push(word[..start].to_owned());
        let end = &word[start..];
        words.extend(part(end).unwrap_or_else(|| vec![end]).into_iter().map(str::to_owned));
    } else {
        words.push(word);
    }
}

/// Where a word about credentials starts at the end of a run whose beginning nobody knows:
/// `qlbtoken`, `acmesecret`.
fn telling_end(run: &str) -> Option<usize> {
    const ENDS: [&str; 24] = [
        "token",
        "tokens",
        "secret",
        "secrets",
        "password",
        "passwd",
        "passphrase",
        "passcode",
        "auth",
        "sessid",
        "passwort",
        "kennwort",
        "apikey",
        "accesskey",
        "secretkey",
        "servicekey",
        "privatekey",
        "encryptionkey",
        "signingkey",
        "authkey",
        "sessionkey",
        "masterkey",
        "sessionid",
        "authorization",
    ];
    const BEFORE: usize = 24;
    let end = ENDS.iter().find(|end| run.len() > end.len() && run.ends_with(**end))?;
    let start = run.len() - end.len();
    (start <= BEFORE && run.is_char_boundary(start)).then_some(start)
}

/// Parts a run of lower-case letters into words of the vocabulary, as few as possible.
fn part(run: &str) -> Option<Vec<&str>> {
    const RUN_MAX: usize = 48;
    if run.len() > RUN_MAX || !run.is_ascii() || vocabulary::is_word(run) {
        return None;
    }
    // best[end] is the start of the last word in the best parting of run[..end].
    let mut best: Vec<Option<(usize, usize)>> = vec![None; run.len() + 1];
    best[0] = Some((0, 0));
    for end in 1..=run.len() {
        for start in end.saturating_sub(vocabulary::LONGEST)..end {
            let Some((count, _)) = best[start] else {
                continue;
            };
            let fewer = best[end].is_none_or(|(fewest, _)| count + 1 < fewest);
            if fewer && vocabulary::is_word(&run[start..end]) {
                best[end] = Some((count + 1, start));
            }
        }
    }
    let mut parts = Vec::new();
    let mut end = run.len();
    while end > 0 {
        let (_, start) = best[end]?;
        parts.push(&run[start..end]);
        end = start;
    }
    parts.reverse();
    Some(parts)
}

/// Joins what belongs together although its spelling parts it: `OAuth`, `JSessionId`, `IDs`.
fn mend(words: &mut Vec<String>) {
    let mut position = 0;
    while position + 1 < words.len() {
        let joined = match (words[position].as_str(), words[position + 1].as_str()) {
            ("o", "auth") => "oauth",
            ("j", "wt") => "jwt",
            ("pass", "word") => "password",
            ("pass", "phrase") => "passphrase",
            ("pass", "code") => "passcode",
            ("pass", "key") => "passkey",
            ("pass", "wd") => "passwd",
            ("sess", "id") => "sessid",
            ("cook", "ie") => "cookie",
            _ => {
                position += 1;
                continue;
            }
        };
        words[position] = joined.to_owned();
        words.remove(position + 1);
    }
}

/// Whether names of fields are made of this word.
pub(crate) fn is_known_word(word: &str) -> bool {
    vocabulary::is_word(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_or_a_digest_is_a_number_and_no_words() {
        for name in ["8c4c3d4c-52e8-489e-893a-a25408bb1dc2", "0123456789ABCDEF"] {
            assert!(is_number(name), "{name}");
        }
        // `deadbeeffeedface` could be words, and a short one a code.
        for name in ["deadbeeffeedface", "access-token-1234", "a1b2c3", "session0123456789abcdef"] {
            assert!(!is_number(name), "{name}");
        }
    }

    #[test]
    fn takes_every_spelling_apart() {
        for (name, expected) in [
            ("X-New-Access-Token", "x new access token"),
            ("apiToken", "api token"),
            ("_csrf", "csrf"),
            ("j_password", "j password"),
            ("SecretAccessKey", "secret access key"),
            ("accesstoken", "access token"),
            ("ACCESSTOKEN", "access token"),
            ("user[password]", "user password"),
            ("data.auth.token", "data auth token"),
            ("sessionId", "session id"),
            ("JSESSIONID", "j session id"),
            ("PHPSESSID", "php sessid"),
            ("client_secret_basic_value", "client secret basic value"),
            ("AUTH_TOKEN_2", "auth token 2"),
            ("passwordConfirm", "password confirm"),
            ("HTTPServerKey", "http server key"),
            ("OAuthToken", "oauth token"),
            ("oauth2AccessToken", "oauth 2 access token"),
            ("csrfmiddlewaretoken", "csrf middleware token"),
            ("APIKey", "api key"),
            ("passWord", "password"),
            ("wstoken", "ws token"),
            ("qlbtoken", "qlb token"),
            ("zorblataccesstoken", "zorblataccess token"),
            ("trellikauth", "trellik auth"),
            ("frostbyteapikey", "frostbyte api key"),
        ] {
            assert_eq!(words(name).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn leaves_words_whole_that_only_look_joined() {
        for name in [
            "keyboard",
            "author",
            "authority",
            "tokenizer",
            "passengers",
            "compass",
            "monkey",
            "keyframes",
            "secretary",
            "turkey",
            "bypass",
            "sidebar",
            "design",
            "shipping",
            "opinion",
            "passport",
            "keynote",
            "tokens",
            "session",
            "signal",
            "cookiecutter",
        ] {
            assert_eq!(words(name), [name], "{name}");
        }
    }

    #[test]
    fn survives_names_that_are_data() {
        assert!(words(&"aB".repeat(10_000)).len() <= 2 * MAX_CHARS);
        assert_eq!(words(""), Vec::<String>::new());
        assert_eq!(words("ÄpfelPasswort"), ["äpfel", "passwort"]);
    }
}
