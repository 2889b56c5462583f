//! Flat JSON, in which objects name their values by the place where these stand in the list around
//! everything: `[{"token":1,"user":2},"…",{"name":3},"anna"]`.
//!
//! Frameworks hand their state to the browser so (devalue in SvelteKit and Nuxt, turbo-stream in
//! React Router, where keys are references too: `{"_1":2}`). SvelteKit has such a list for each part
//! of a page: `{"type":"data","nodes":[{"type":"data","data":[…]}]}`.

use super::name::unescape;
use super::{Context, Field, Segment, Sink};
use crate::codec::CodecId;
use crate::json::lexer::{Lexer, Token};
use crate::span::Span;

/// Lists with more elements than this are not followed.
const ELEMENTS: usize = 200_000;
/// Deeper than an object or a list in the list nothing stands.
const NESTING: usize = 4;

/// The elements of the list that are strings, by their place.
type Strings = Vec<Option<Span>>;
/// The keys of its objects, with the places that they refer to.
type References = Vec<(Span, usize)>;

/// A page with more parts than this is none.
const PARTS: usize = 64;

/// Hands on the strings of such lists once more, under the names that objects have for them.
pub(super) fn walk(text: &[u8], to: &mut dyn Sink) {
    let start = text.len() - text.trim_ascii_start().len();
    if !is_page(&text[start..]) {
        list(text, start, to);
        return;
    }
    const DATA: &[u8] = b"\"data\"";
    for at in memchr::memmem::find_iter(text, DATA).take(PARTS) {
        let behind = text[at + DATA.len()..].iter().take(4);
        let gap = behind.take_while(|byte| byte.is_ascii_whitespace() || **byte == b':').count();
        list(text, at + DATA.len() + gap, to);
    }
}

/// Whether a text is what SvelteKit tells of a page.
fn is_page(text: &[u8]) -> bool {
    let near = &text[..text.len().min(40)];
    near.starts_with(b"{\"type\"")
        && memchr::memmem::find(near, b"\"data\"").is_some()
        && memchr::memmem::find(near, b"\"nodes\"").is_some()
}

fn list(text: &[u8], start: usize, to: &mut dyn Sink) {
    let Some((strings, references)) = read(text, start) else { return };
    for (key, place) in references {
        let Some(Some(value)) = strings.get(place) else { continue };
        let name = match number(key.slice(text).strip_prefix(b"_").unwrap_or_default()) {
            Some(named) => match strings.get(named) {
                Some(Some(name)) => *name,
                _ => continue,
            },
            None => key,
        };
        let name = unescape(text, name);
        to.value(&Field {
            codec: Some(CodecId::JsonString),
            context: Context::Key,
            segment: Some(Segment::Name(&name)),
            name: name.clone(),
            ..Field::text(*value)
        });
    }
}

/// What the list at `start` holds; `None` as soon as something shows that it is another kind of list.
fn read(text: &[u8], start: usize) -> Option<(Strings, References)> {
    let inside = text[start..].strip_prefix(b"[")?.trim_ascii_start();
    if !matches!(inside.first()?, b'{' | b'[') {
        return None;
    }
    let (mut strings, mut references) = (Vec::new(), Vec::new());
    let mut lexer = Lexer::new(text, start, NESTING);
    let (mut depth, mut key) = (0, Span::new(0, 0));
    loop {
        match lexer.token() {
            Token::ObjectStart(_) | Token::ArrayStart(_) => {
                if depth == 1 {
                    strings.push(None);
                }
                depth += 1;
                if depth > 2 {
                    return None;
                }
            }
            Token::ObjectEnd(_) | Token::ArrayEnd(_) => {
                depth -= 1;
                key = Span::new(0, 0);
                if depth == 0 {
                    break;
                }
            }
            Token::Key(span) => key = span,
            Token::String(span) if depth == 1 => strings.push(Some(span)),
            // A member that is a string: no references.
            Token::String(_) if !key.is_empty() => return None,
            Token::String(_) => {}
            Token::Scalar(_) if depth == 1 => strings.push(None),
            Token::Scalar(span) => {
                if !key.is_empty()
                    && let Some(place) = number(span.slice(text))
                {
                    references.push((key, place));
                }
            }
            Token::End(_) | Token::Broken(_) | Token::Cut(_) => return None,
        }
        if strings.len() > ELEMENTS || references.len() > ELEMENTS {
            return None;
        }
    }
    strings.iter().any(Option::is_some).then_some((strings, references))
}

fn number(text: &[u8]) -> Option<usize> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::super::seen;
    use super::super::Json;

    #[test]
    fn names_a_string_by_who_refers_to_it() {
        let named = |text: &str, wanted: &str| {
            seen::seen(&Json, text).iter().any(|line| line.starts_with(wanted))
        };
        let nuxt = r#"[["Reactive",1],{"data":2,"token":3},{},"t1"]"#;
        assert!(named(nuxt, "key token=t1"));
        let router = r#"[{"_1":2,"_3":4},"token","t1","user",{"_5":6},"name","anna"]"#;
        assert!(named(router, "key token=t1"));
        assert!(named(router, "key name=anna"));
        let svelte = r#"{"type":"data","nodes":[null,{"type":"data","data":[{"token":1},"t1"]},
            {"type":"data","data":[{"user":1},"anna"],"uses":{}}]}"#;
        assert!(named(svelte, "key token=t1"));
        assert!(named(svelte, "key user=anna"));
    }

    #[test]
    fn takes_no_other_list_for_one() {
        for text in [
            r#"[{"token":1,"name":"x"},"t1"]"#,
            r#"[{"token":1},{"token":0}]"#,
            r#"["t1",{"token":0}]"#,
            r#"[{"token":[1]},"t1"]"#,
            r#"[{"token":9},"t1"]"#,
            r#"{"type":"data","rows":[],"data":[{"token":1},"t1"]}"#,
        ] {
            let seen = seen::seen(&Json, text);
            assert!(!seen.iter().any(|line| line.starts_with("key token=t1")), "{text}");
        }
    }
}
