//! What a page hands out to be copied: `<button data-clipboard-text="…">Copy key</button>`,
//! `<a onclick="copy('…')">`. The button says what it copies, by its text or its title.

use super::cell::is_token;
use super::token::Attribute;
use crate::span::Span;

/// The longest words on a button.
const WORDS: usize = 48;

/// The value that a start tag hands out, and what it is called. The tag ends at `end`.
pub(super) fn of(text: &[u8], all: &[Attribute], end: usize) -> Option<(Span, Span)> {
    let value = all.iter().find_map(|attribute| value(text, attribute))?;
    if !is_token(value.slice(text)) {
        return None;
    }
    let title = all.iter().find(|attribute| {
        let name = attribute.name.slice(text);
        name.eq_ignore_ascii_case(b"title") || name.eq_ignore_ascii_case(b"aria-label")
    });
    let title = title.map(|title| title.value);
    let inside = text.get(end..).unwrap_or_default();
    let length = memchr::memchr(b'<', &inside[..inside.len().min(WORDS)]);
    let words = length.map(|length| Span::new(end, end + length));
    let words = words.filter(|words| !words.slice(text).trim_ascii().is_empty());
    words.or(title).map(|name| (value, trimmed(text, name)))
}

/// The value of an attribute that hands one out.
fn value(text: &[u8], attribute: &Attribute) -> Option<Span> {
    let name = attribute.name.slice(text);
    let is_handler = matches!(name, [b'o', b'n', _, _, _, ..]);
    let may_copy = matches!(name, [b'd', b'a', b't', b'a', b'-', ..] | [b'c', ..]);
    if name.len() < 7 || !(is_handler || may_copy && speaks_of_copying(name)) {
        return None;
    }
    if !is_handler {
        return Some(attribute.value);
    }
    let script = attribute.value.slice(text);
    if !speaks_of_copying(script) {
        return None;
    }
    let open = memchr::memchr2(b'\'', b'"', script)?;
    let length = memchr::memchr(script[open], &script[open + 1..])?;
    let start = attribute.value.start + open + 1;
    Some(Span::new(start, start + length))
}

fn speaks_of_copying(name: &[u8]) -> bool {
    let has = |word: &[u8]| name.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    name.len() <= 512 && (has(b"clipboard") || has(b"copy"))
}

fn trimmed(text: &[u8], name: Span) -> Span {
    let words = name.slice(text);
    let lead = words.len() - words.trim_ascii_start().len();
    Span::new(name.start + lead, name.start + lead + words.trim_ascii().len())
}

/// The name in the class or the id of an element, where it is one of its own and no style of a
/// highlighter: `api-key`, `bearer_token`, `clientSecret`.
pub(super) fn named(text: &[u8], id: Option<Span>, class: Option<Span>) -> Option<Span> {
    let telling = |name: &Span| {
        let name = name.slice(text);
        name.len() <= WORDS && is_joined(name) && is_telling(name)
    };
    let classes = class.into_iter().flat_map(|class| words(text, class));
    id.filter(telling).or_else(|| classes.take(8).find(telling))
}

fn words(text: &[u8], span: Span) -> impl Iterator<Item = Span> {
    let mut at = span.start;
    span.slice(text).split(u8::is_ascii_whitespace).map(move |word| {
        let start = at;
        at += word.len() + 1;
        Span::new(start, start + word.len())
    })
}

/// Whether a name has several words.
fn is_joined(name: &[u8]) -> bool {
    name.windows(2).any(|two| {
        b"-_".contains(&two[0]) && two[1].is_ascii_alphanumeric()
            || two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase()
    })
}

fn is_telling(name: &[u8]) -> bool {
    const PARTS: [&[u8]; 6] = [b"key", b"token", b"secret", b"pass", b"code", b"credential"];
    let lower = name.to_ascii_lowercase();
    PARTS.iter().any(|part| memchr::memmem::find(&lower, part).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::super::seen;
    use super::super::Markup;

    #[test]
    fn names_what_a_button_copies() {
        for (text, wanted) in [
            (
                "<button data-clipboard-text=\"a1b2c3d4\">Copy API key</button>",
                "Copy API key (copied)=a1b2c3d4",
            ),
            (
                "<i data-clipboard-text='a1b2c3d4' title='Copy token'></i>",
                "Copy token (copied)=a1b2c3d4",
            ),
            (
                "<a onclick=\"copyText('a1b2c3d4')\">copy secret</a>",
                "copy secret (copied)=a1b2c3d4",
            ),
            ("<p><code id=bearer-token>a1b2c3d4</code></p>", "code.bearer-token=a1b2c3d4"),
            ("<p><span class=\"mono api-key\">a1b2c3d4</span></p>", "span.api-key=a1b2c3d4"),
            (
                "<select><option value=a>A</select><label>API key</label><select><option value=a1>A<option value=b2>B</select>",
                "option.API key=b2",
            ),
            (
                "<h3>API key</h3><p>Keep it well.</p><pre><code>a1b2c3d4</code></pre>",
                "code.API key=a1b2c3d4",
            ),
            (
                "<label for=f1>API key</label><div><input id=f1 value=a1b2c3d4></div>",
                "input.API key=a1b2c3d4",
            ),
        ] {
            let seen = seen::seen(&Markup, text);
            let wanted = wanted.replace(" (copied)", "");
            assert!(seen.iter().any(|line| line.contains(&wanted)), "{wanted} in {seen:?}");
        }
    }

    #[test]
    fn leaves_what_says_nothing() {
        for (text, unwanted) in [
            ("<p><span class=\"token number\">a1b2c3d4</span></p>", "token"),
            ("<p><span class=\"api-key\">not set</span></p>", ".api-key="),
            ("<p><span class=\"user-name\">a1b2c3d4</span></p>", ".user-name="),
            ("<button data-clipboard-text=\"a1b2c3d4\"></button>", "copied"),
            ("<a onclick=\"open('a1b2c3d4')\">secret</a>", "secret="),
            ("<label for=f1>Your word</label><input id=password value=a1b2c3d4>", "Your word="),
        ] {
            let seen = seen::seen(&Markup, text);
            assert!(
                !seen.iter().any(|line| line.contains(unwanted)
                    && line.ends_with("a1b2c3d4|html-entity")
                    && !line.contains("class=")),
                "{seen:?}"
            );
        }
    }
}
