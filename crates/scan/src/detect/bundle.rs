//! Values that stand far from their names: the arguments of a function that is called where it
//! stands, the rows below the columns of a statement. And addresses in the middle of a text.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use scrubjay_document::assignment::Assignment;
use scrubjay_document::call::Calls;
use scrubjay_document::insert::Column;
use scrubjay_document::{Context, Lead, Span};

/// Stands in every address; the search for it is set up once.
static LINK: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"://"));

/// The argument that an assignment hands on, where its value is the name of a parameter.
pub(super) fn argument(text: &[u8], found: &Assignment, calls: &Calls<'_>) -> Option<Lead> {
    if found.quoted || found.codec.is_some() {
        return None;
    }
    let (value, codec) = calls.argument(found.value)?;
    Some(Lead::named(value, codec, Context::Key, found.name.slice(text)))
}

/// The values of a column, each under its name.
pub(super) fn column(text: &[u8], column: &Column, leads: &mut Vec<Lead>) {
    let name = column.name.slice(text);
    let values = column.values.iter();
    leads.extend(values.map(|&(value, codec)| Lead::named(value, codec, Context::Key, name)));
}

/// The addresses in a text that may lead somewhere by themselves, without what is quoted or put in
/// brackets around them.
pub(super) fn links(text: &[u8]) -> impl Iterator<Item = Span> + '_ {
    /// No shorter address has a secret in it.
    const LEAST: usize = 24;
    let marks = if text.len() >= LEAST { text } else { b"" };
    LINK.find_iter(marks).filter_map(|mark| {
        let rest = &text[mark..text.len().min(mark + 2048)];
        let ends =
            |byte: &u8| *byte <= b' ' || *byte >= 0x7f || b"\"'<>`\\(){}|^[],".contains(byte);
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        let end = rest[..length].iter().rposition(|byte| !b".:;!*_".contains(byte))? + 1;
        (end >= LEAST - 5).then(|| Span::new(mark, mark + end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_addresses_in_a_text() {
        let text = b"Go to https://a.example/reset/0123456789abcdef. Or (https://b.example/x/y/z/0123?t=1), \
                     not http://c.example/ or ://";
        let found: Vec<&[u8]> = links(text).map(|link| link.slice(text)).collect();
        let expected: [&[u8]; 2] =
            [b"://a.example/reset/0123456789abcdef", b"://b.example/x/y/z/0123?t=1"];
        assert_eq!(found, expected);
    }
}
