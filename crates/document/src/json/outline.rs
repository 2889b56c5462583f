//! Where the big list of a JSON document stands, so that its elements can be read in parallel,
//! and where a truncated document can be closed.

use super::lexer::{Lexer, Token};
use crate::span::Span;

/// Containers deeper than this are not considered as the document's list.
const LIST_DEPTH: usize = 3;

/// The outline of one JSON document.
#[derive(Debug)]
pub struct Outline {
    /// The value: from its first byte to one past its last one that could be placed.
    pub value: Span,
    /// The longest list near the root.
    pub list: Option<List>,
    /// How reading ended.
    pub ending: Ending,
}

/// How reading a document ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The value is complete.
    Complete,
    /// A byte could not be placed.
    Broken,
    /// The input ends inside the value.
    Cut,
}

/// A list near the root of a document.
#[derive(Debug)]
pub struct List {
    /// From `[` to one past `]`, or to the end of the input when it is cut.
    pub span: Span,
    /// The keys that lead to it.
    pub keys: Vec<Vec<u8>>,
    /// Its complete elements.
    pub elements: Vec<Span>,
    /// What closes the document after the last complete element.
    pub closers: Vec<u8>,
    /// Whether `]` was seen.
    pub closed: bool,
}

struct Frame {
    list: Option<List>,
    key: Vec<u8>,
    element_start: Option<usize>,
}

impl Outline {
    /// Reads the value that starts at `at`.
    pub fn read(bytes: &[u8], at: usize, nesting: usize) -> Outline {
        Self::read_telling(bytes, at, nesting, &mut |_, _| {})
    }

    /// The same, telling each element of a list of entries as soon as it is complete, with its
    /// list as far as it is known. That the list will be the outline's is likely, no more.
    pub fn read_telling(
        bytes: &[u8],
        at: usize,
        nesting: usize,
        tell: &mut dyn FnMut(&List, Span),
    ) -> Outline {
        let mut lexer = Lexer::new(bytes, at, nesting);
        let mut frames: Vec<Frame> = Vec::new();
        let mut best: Option<List> = None;
        let mut key: Vec<u8> = Vec::new();
        let mut start = None;
        loop {
            let token = lexer.token();
            let depth = lexer.depth();
            match token {
                Token::Key(span) => {
                    if depth <= LIST_DEPTH {
                        key = span.slice(bytes).to_vec();
                    }
                }
                Token::ObjectStart(at) | Token::ArrayStart(at) => {
                    start.get_or_insert(at);
                    if depth <= LIST_DEPTH + 1 {
                        begin_element(&mut frames, at);
                    }
                    if depth <= LIST_DEPTH {
                        let array = matches!(token, Token::ArrayStart(_));
                        let list = array.then(|| List {
                            span: Span::new(at, bytes.len()),
                            keys: frames
                                .iter()
                                .skip(1)
                                .map(|frame| frame.key.clone())
                                .chain((!frames.is_empty()).then(|| key.clone()))
                                .collect(),
                            elements: Vec::new(),
                            closers: lexer.closers(),
                            closed: false,
                        });
                        frames.push(Frame {
                            list,
                            key: std::mem::take(&mut key),
                            element_start: None,
                        });
                    }
                }
                Token::ObjectEnd(at) | Token::ArrayEnd(at) => {
                    // `depth` is that after closing.
                    if depth < LIST_DEPTH
                        && let Some(frame) = frames.pop()
                        && let Some(mut list) = frame.list
                    {
                        list.span.end = at + 1;
                        list.closed = true;
                        list.closers = lexer.closers();
                        keep_longer(&mut best, list);
                    }
                    if depth <= LIST_DEPTH {
                        end_element(&mut frames, at + 1, tell);
                    }
                }
                Token::String(span) => {
                    if depth <= LIST_DEPTH {
                        begin_element(&mut frames, span.start - 1);
                        end_element(&mut frames, span.end + 1, tell);
                    }
                }
                Token::Scalar(span) => {
                    if depth <= LIST_DEPTH {
                        begin_element(&mut frames, span.start);
                        end_element(&mut frames, span.end, tell);
                    }
                }
                Token::End(end) => return Outline::ended(at, start, end, best, Ending::Complete),
                Token::Broken(end) => {
                    return Outline::ended(at, start, end, best, Ending::Broken);
                }
                Token::Cut(end) => {
                    for frame in frames.into_iter().rev() {
                        if let Some(list) = frame.list {
                            keep_longer(&mut best, list);
                        }
                    }
                    return Outline::ended(at, start, end, best, Ending::Cut);
                }
            }
        }
    }

    fn ended(
        at: usize,
        start: Option<usize>,
        end: usize,
        list: Option<List>,
        ending: Ending,
    ) -> Outline {
        Outline { value: Span::new(start.unwrap_or(at), end), list, ending }
    }
}

impl List {
    /// Where a document that is cut inside or after this list can be closed.
    pub fn salvage(&self) -> usize {
        if self.closed {
            return self.span.end;
        }
        self.elements.last().map_or(self.span.start + 1, |element| element.end)
    }

    fn holds_entries(&self) -> bool {
        self.keys.last().is_some_and(|key| key == b"entries")
    }
}

fn begin_element(frames: &mut [Frame], at: usize) {
    if let Some(frame) = frames.last_mut()
        && frame.list.is_some()
        && frame.element_start.is_none()
    {
        frame.element_start = Some(at);
    }
}

fn end_element(frames: &mut [Frame], end: usize, tell: &mut dyn FnMut(&List, Span)) {
    if let Some(frame) = frames.last_mut()
        && let Some(list) = &mut frame.list
        && let Some(start) = frame.element_start.take()
    {
        let element = Span::new(start, end);
        list.elements.push(element);
        if list.holds_entries() {
            tell(list, element);
        }
    }
}

fn keep_longer(best: &mut Option<List>, list: List) {
    let rank = |list: &List| (list.holds_entries(), list.span.len());
    let better = best.as_ref().is_none_or(|best| rank(&list) > rank(best));
    if better {
        *best = Some(list);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elements(text: &str) -> (Vec<&str>, Vec<String>, Ending) {
        let outline = Outline::read(text.as_bytes(), 0, 64);
        let list = outline.list.expect("a list");
        (
            list.elements.iter().map(|span| &text[span.range()]).collect(),
            list.keys.iter().map(|key| String::from_utf8_lossy(key).into_owned()).collect(),
            outline.ending,
        )
    }

    #[test]
    fn finds_the_entries_of_a_har() {
        let text = r#"{"log": {"pages": [], "entries": [{"a": [1]}, {"b": {"c": []}}]}}"#;
        let (elements, keys, ending) = elements(text);
        assert_eq!(elements, [r#"{"a": [1]}"#, r#"{"b": {"c": []}}"#]);
        assert_eq!(keys, ["log", "entries"]);
        assert_eq!(ending, Ending::Complete);
    }

    #[test]
    fn finds_a_bare_log_and_a_bare_list() {
        assert_eq!(elements(r#"{"entries": [1, "x"]}"#).0, ["1", "\"x\""]);
        assert_eq!(elements(r#"[[1],{"a":2}]"#).0, ["[1]", r#"{"a":2}"#]);
    }

    #[test]
    fn closes_a_cut_document_after_its_last_complete_element() {
        let text = r#"{"log": {"entries": [{"a": 1}, {"b": {"c"#;
        let outline = Outline::read(text.as_bytes(), 0, 64);
        assert_eq!(outline.ending, Ending::Cut);
        let list = outline.list.expect("a list");
        let closed =
            format!("{}{}", &text[..list.salvage()], String::from_utf8_lossy(&list.closers));
        assert_eq!(closed, r#"{"log": {"entries": [{"a": 1}]}}"#);
    }
}
