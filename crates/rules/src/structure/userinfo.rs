//! User and password before the host of a URL (RFC 3986, section 3.2.1), and in data source
//! names such as `postgres://anna:secret@db/one`.

use std::ops::Range;

/// Where user and password stand in a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Userinfo {
    /// The user name; may be empty (`redis://:secret@host`).
    pub user: Range<usize>,
    /// The password.
    pub password: Range<usize>,
}

/// The longest user and password that are looked at, in bytes.
pub const MAX_BYTES: usize = 512;

/// The bytes that no authority goes on behind.
static ENDS: [bool; 256] = {
    const MARKS: &[u8] = b" \t\n\x0c\r/?#\"'<>\\`{}|,;";
    let (mut ends, mut index) = ([false; 256], 0);
    while index < MARKS.len() {
        ends[MARKS[index] as usize] = true;
        index += 1;
    }
    ends
};

/// Finds user and password behind the `://` that starts at `at`.
///
/// The password may hold `@` when a careless program wrote it: the last `@` before the path
/// counts.
pub fn behind(text: &[u8], at: usize) -> Option<Userinfo> {
    let start = at + 3;
    let rest = text.get(start..text.len().min(start + MAX_BYTES))?;
    let stop = rest.iter().position(|&byte| ENDS[usize::from(byte)]).unwrap_or(rest.len());
    let authority = &rest[..stop];
    let at_sign = memchr::memrchr(b'@', authority)?;
    let colon = memchr::memchr(b':', &authority[..at_sign])?;
    (at_sign > colon + 1 && at_sign + 1 < authority.len()).then_some(Userinfo {
        user: start..start + colon,
        password: start + colon + 1..start + at_sign,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_password_before_the_last_at_sign() {
        let text = b"postgres://anna:p@ss@db.example/one";
        let found = behind(text, 8).expect("a password stands there");
        assert_eq!(&text[found.password], b"p@ss");
        assert_eq!(behind(b"https://example.org/a:b@c", 5), None);
        assert_eq!(behind(b"https://anna@example.org/", 5), None, "a name alone");
    }
}
