//! Cookies that a program sets: `Cookies.set('sid', '…')`, `setCookie("sid", "…")`,
//! `res.cookie('sid', '…')`. Whatever the cookie is called, it is one.

use crate::codec::CodecId;
use crate::span::Span;

/// A cookie with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Set {
    /// What it is called.
    pub name: Span,
    /// Its value.
    pub value: Span,
    /// How the value is written.
    pub codec: Option<CodecId>,
}

/// The longest name, and the longest value.
const NAME: usize = 96;
const VALUE: usize = 8192;

/// The cookie that is set by the call of the function whose name stands at `name`, if it is one and
/// both of its arguments are strings.
pub fn at(text: &[u8], name: Span) -> Option<Set> {
    let rest = text.get(name.end..)?.strip_prefix(b"(")?;
    if !sets(name.slice(text)) {
        return None;
    }
    let open = name.end + 1 + blank(rest);
    let own = string(text, open, NAME)?;
    let comma = own.end + 1 + blank(&text[own.end + 1..]);
    if text.get(comma) != Some(&b',') {
        return None;
    }
    let open = comma + 1 + blank(&text[comma + 1..]);
    let value = string(text, open, VALUE)?;
    let codec = value.slice(text).contains(&b'\\').then_some(CodecId::JsString);
    let is_name = |byte: &u8| byte.is_ascii_graphic() && !b"\"'`\\,;= ".contains(byte);
    (!own.is_empty() && own.slice(text).iter().all(is_name) && !value.is_empty()).then_some(Set {
        name: own,
        value,
        codec,
    })
}

/// Whether a function of this name sets a cookie.
fn sets(name: &[u8]) -> bool {
    const OWN: [&[u8]; 5] =
        [b"setcookie", b"set_cookie", b"createcookie", b"addcookie", b"writecookie"];
    const MEMBERS: [&[u8]; 6] = [b"set", b"setitem", b"put", b"add", b"append", b"write"];
    let lower = name.to_ascii_lowercase();
    let mut parts = lower.rsplit(|&byte| byte == b'.');
    let last = parts.next().unwrap_or_default();
    let holder = parts.next().unwrap_or_default();
    OWN.contains(&last)
        || last == b"cookie" && !holder.is_empty() && holder != b"document"
        || MEMBERS.contains(&last)
            && [b"cookie".as_slice(), b"cookies", b"cookiestore"].contains(&holder)
}

fn blank(rest: &[u8]) -> usize {
    rest.iter().take(8).take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// The inside of the string that begins at `at`.
fn string(text: &[u8], at: usize, most: usize) -> Option<Span> {
    let quote = *text.get(at).filter(|byte| b"\"'`".contains(byte))?;
    let inside = &text[at + 1..text.len().min(at + 1 + most)];
    let mut end = 0;
    loop {
        end += memchr::memchr2(quote, b'\\', &inside[end..])?;
        if inside[end] == quote {
            return Some(Span::new(at + 1, at + 1 + end));
        }
        end += 2;
        if end >= inside.len() {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assignment::name_around;

    fn set(text: &str) -> Option<(String, String)> {
        let at = text.to_lowercase().find("cookie").expect("the word stands in the text");
        let name = name_around(text.as_bytes(), Span::new(at, at + 6))?;
        let set = super::at(text.as_bytes(), name)?;
        Some((text[set.name.range()].to_owned(), text[set.value.range()].to_owned()))
    }

    #[test]
    fn reads_the_cookies_that_programs_set() {
        for text in [
            "Cookies.set('sid', 't1')",
            "Cookies.set(\"sid\",\"t1\",{expires:7})",
            "setCookie('sid', 't1');",
            "res.cookie('sid', 't1', {httpOnly:true})",
            "$.cookie( 'sid' , 't1' )",
            "cookieStore.set('sid', `t1`)",
            "setcookie('sid', 't1', 0)",
        ] {
            assert_eq!(set(text), Some(("sid".to_owned(), "t1".to_owned())), "in {text}");
        }
        for text in [
            "Cookies.get('sid')",
            "Cookies.set('sid', token)",
            "Cookies.set(name, 't1')",
            "getCookie('sid', 't1')",
            "document.cookie('sid', 't1')",
            "setCookie('a b', 't1')",
            "setCookie('sid')",
            "Cookies.remove('sid', 't1')",
        ] {
            assert_eq!(set(text), None, "in {text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(rest in "[('\"`a-z,\\\\ ;)]{0,40}") {
            set(&format!("Cookies.set{rest}"));
        }
    }
}
