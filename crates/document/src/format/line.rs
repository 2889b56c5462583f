//! Texts made of lines, and of names and values in them.

use crate::span::Span;

/// The lines of a text from `at` on, without their ends.
pub(super) struct Lines<'t> {
    text: &'t [u8],
    /// Where the next line begins.
    pub(super) at: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t [u8], at: usize) -> Self {
        Lines { text, at }
    }
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        let feed = memchr::memchr(b'\n', &self.text[start..]);
        let end = feed.map_or(self.text.len(), |offset| start + offset);
        self.at = end + usize::from(feed.is_some());
        let bare = end - usize::from(end > start && self.text[end - 1] == b'\r');
        Some(Span::new(start, bare))
    }
}

/// `span` without the white space around it.
pub(super) fn trim(text: &[u8], span: Span) -> Span {
    let bytes = span.slice(text);
    let start = span.end - bytes.trim_ascii_start().len();
    Span::new(start, start + bytes.trim_ascii().len())
}

/// The number of spaces and tabs at the beginning of a line.
pub(super) fn indent(line: &[u8]) -> usize {
    line.iter().take_while(|&&byte| matches!(byte, b' ' | b'\t')).count()
}

/// Where the quoted string whose opening quote is at `at` ends: the offset of its closing quote.
pub(super) fn closing_quote(text: &[u8], at: usize, end: usize) -> Option<usize> {
    let quote = *text.get(at)?;
    let mut from = at + 1;
    loop {
        let inside = text.get(from..end)?;
        let hit = from
            + if quote == b'"' {
                memchr::memchr2(quote, b'\\', inside)?
            } else {
                memchr::memchr(quote, inside)?
            };
        if text[hit] == quote {
            return Some(hit);
        }
        from = hit + 2;
    }
}
