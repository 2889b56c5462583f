//! The arguments of a call in XML-RPC (xmlrpc.com/spec.md), which have places instead of names: the
//! method says which of them somebody signs in with.
//!
//! `<methodName>login</methodName><params><param><value><string>anna</string></value></param>…`

use memchr::memmem;

use super::token::{Scanner, Token};
use crate::codec::CodecId;
use crate::format::{Context, Field, Segment, Sink};
use crate::method::Place;
use crate::span::Span;

/// How far into a document the name of the method stands.
const BEGINNING: usize = 512;
/// The longest name of a method.
const NAME: usize = 128;
/// More arguments than this are not looked at.
const ARGUMENTS: usize = 32;

/// Hands on the argument of a call that signs in once more, under the name of a password.
pub(super) fn walk(text: &[u8], to: &mut dyn Sink) {
    let Some((place, start)) = method(text) else { return };
    let strings = strings(&text[start..]);
    let last = strings.last().map(|&(index, _)| index);
    let is_one = |&&(index, _): &&(usize, Span)| place.is_at(index, Some(index) == last);
    if let Some(&(index, value)) = strings.iter().find(is_one) {
        to.value(&Field {
            codec: Some(CodecId::HtmlEntity),
            context: Context::Key,
            name: b"password".into(),
            segment: Some(Segment::Index(index)),
            ..Field::text(value.shifted(start))
        });
    }
}

/// Where the password of the called method stands among the arguments, and where these begin.
fn method(text: &[u8]) -> Option<(Place, usize)> {
    const OPEN: &[u8] = b"<methodName>";
    let near = &text[..text.len().min(BEGINNING)];
    let start = memmem::find(near, OPEN)? + OPEN.len();
    let name = &text[start..text.len().min(start + NAME)];
    let length = memchr::memchr(b'<', name)?;
    Some((Place::of(name[..length].trim_ascii())?, start + length))
}

/// The arguments that are strings, each with its place.
fn strings(text: &[u8]) -> Vec<(usize, Span)> {
    let mut found = Vec::new();
    let mut scanner = Scanner::new(text);
    let mut index = None;
    let mut is_string = false;
    while let Some(token) = scanner.token() {
        match token {
            Token::Open { name, .. } => match name.slice(text) {
                b"param" => {
                    let next = index.map_or(0, |index| index + 1);
                    if next == ARGUMENTS {
                        break;
                    }
                    (index, is_string) = (Some(next), true);
                }
                b"value" | b"string" => {}
                // A number, or a list whose elements are no arguments.
                _ => is_string = false,
            },
            Token::Text(span) | Token::Data(span) => {
                let words = span.slice(text).trim_ascii();
                let lead = span.len() - span.slice(text).trim_ascii_start().len();
                if let Some(index) = index.filter(|_| is_string && !words.is_empty()) {
                    let start = span.start + lead;
                    found.push((index, Span::new(start, start + words.len())));
                    is_string = false;
                }
            }
            Token::Close { .. } | Token::Comment(_) | Token::Declaration(_) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::super::seen;
    use super::super::Markup;

    fn call(method: &str, arguments: &[&str]) -> String {
        let params: String = arguments
            .iter()
            .map(|argument| format!("<param><value>{argument}</value></param>"))
            .collect();
        format!(
            "<?xml version='1.0'?><methodCall><methodName>{method}</methodName><params>{params}</params></methodCall>"
        )
    }

    #[test]
    fn names_what_a_call_signs_in_with() {
        const NUMBER: &str = "<int>2</int>";
        const STRUCT: &str = "<struct><member><name>x</name><value>y7</value></member></struct>";
        for (method, arguments, wanted) in [
            ("login", &["<string>anna</string>", "<string>a&amp;b</string>"][..], "a&b"),
            ("auth.login", &["anna", " s3x9y2 "], "s3x9y2"),
            ("authenticate", &["desk", "anna", "s3x9y2", STRUCT], "s3x9y2"),
            ("execute_kw", &["desk", NUMBER, "s3x9y2", "res.partner", "read"], "s3x9y2"),
        ] {
            let seen = seen::seen(&Markup, call(method, arguments));
            let wanted = format!("(password)={wanted}|");
            assert!(seen.iter().any(|line| line.contains(&wanted)), "{wanted} in {seen:?}");
        }
    }

    #[test]
    fn leaves_other_calls_alone() {
        for text in [
            call("catalog.search", &["anna", "s3x9y2"]),
            call("login", &["anna"]),
            call("login", &["anna", "<int>7</int>"]),
            "<a><methodName>login".to_owned(),
            "<a>login<param><value>anna</value></param><param><value>s3</value></param></a>"
                .to_owned(),
        ] {
            let seen = seen::seen(&Markup, &text);
            assert!(!seen.iter().any(|line| line.contains("password")), "{seen:?}");
        }
    }
}
