//! The address of a request: where in an entry of a HAR it stands, and what of it says what the entry
//! is about.

use crate::json::lexer::{Lexer, Token};

/// The address of the request of the entry that stands at `at`.
pub fn of_request(text: &[u8], at: usize) -> Option<&[u8]> {
    let mut lexer = Lexer::new(text, at, 64);
    let (mut in_request, mut is_url) = (false, false);
    loop {
        match lexer.token() {
            Token::Key(span) => match lexer.depth() {
                1 => in_request = span.slice(text) == b"request",
                2 => is_url = in_request && span.slice(text) == b"url",
                _ => is_url = false,
            },
            Token::String(span) if is_url && lexer.depth() == 2 => {
                return Some(span.slice(text));
            }
            Token::End(_) | Token::Broken(_) | Token::Cut(_) => return None,
            _ => {}
        }
    }
}

/// The last part of a URL's path, when it is one word or a few.
pub fn topic_of(url: &[u8]) -> Option<String> {
    const LONGEST: usize = 40;
    let end = url.iter().position(|byte| b"?#".contains(byte)).unwrap_or(url.len());
    let path = url[..end].strip_suffix(b"/").unwrap_or(&url[..end]);
    let last = &path[memchr::memrchr(b'/', path)? + 1..];
    let plain = |byte: &u8| byte.is_ascii_alphabetic() || b"-_.".contains(byte);
    (last.len() <= LONGEST && last.iter().all(plain))
        .then(|| String::from_utf8_lossy(last).into_owned())
}

/// The host of a URL, in lower case and without its port.
pub fn host_of(url: &[u8]) -> Option<String> {
    let at = memchr::memmem::find(url, b"://")? + 3;
    let rest = &url[at..];
    let end = rest.iter().position(|byte| b"/?#\\".contains(byte)).unwrap_or(rest.len());
    let authority = &rest[..end];
    let host = authority.rsplit(|&byte| byte == b'@').next()?;
    let host = host.split(|&byte| byte == b':').next()?;
    let host = std::str::from_utf8(host).ok()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    (!host.is_empty() && host.len() <= 253 && host.chars().all(plain))
        .then(|| host.to_ascii_lowercase())
}
