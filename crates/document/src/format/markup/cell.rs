//! Names by neighbourhood in HTML: the cell before, the head of the column, a term, a label,
//! words with a colon.

use super::name;
use crate::span::Span;

/// More columns than these go without a name.
const COLUMNS: usize = 256;

/// How a text ends that says what the next one is.
const SAYING: [&str; 5] = [" is", " ist", " lautet", " est", " es"];

/// Where in a table or list the reading stands.
#[derive(Default)]
pub(super) struct Cells {
    /// The heads of the columns.
    heads: Vec<Option<Span>>,
    /// The first texts of the heads met in this row.
    row: Vec<Option<Span>>,
    /// Whether the row has nothing but heads.
    only_heads: bool,
    /// The number of the cell, from 1; 0 outside.
    column: usize,
    /// The first text of this cell, and of the one before.
    first: Option<Span>,
    previous: Option<Span>,
    /// A text that names the next one.
    label: Option<Label>,
    /// The text before, if it could name something.
    before: Option<Span>,
    /// What named the token before, which names the tokens right behind it too: codes come in lists.
    run: Option<Span>,
    /// The last heading, if it could name something: what stands as code below it.
    heading: Option<Span>,
}

#[derive(Clone, Copy)]
struct Label {
    text: Span,
    /// Names the next text wherever it stands; otherwise only a field or a description.
    any: bool,
}

impl Cells {
    /// Hears of a start tag.
    pub(super) fn open(&mut self, text: &[u8], element: &[u8]) {
        match Part::of(element) {
            Some(Part::Table) => {
                *self = Cells::default();
            }
            Some(Part::Row) => self.end_row(text),
            Some(part @ (Part::Cell | Part::Head)) => {
                if self.column > 0 && self.row.len() < COLUMNS {
                    self.row.push(self.first);
                }
                self.previous = if self.column > 0 { self.first } else { None };
                self.only_heads = part == Part::Head && (self.column == 0 || self.only_heads);
                self.column += 1;
                self.first = None;
                self.label = None;
            }
            None => {}
        }
    }

    /// Hears of an end tag.
    pub(super) fn close(&mut self, text: &[u8], element: &[u8]) {
        match Part::of(element) {
            Some(Part::Table) => *self = Cells::default(),
            Some(Part::Row) => self.end_row(text),
            Some(Part::Cell | Part::Head) | None => {}
        }
    }

    fn end_row(&mut self, text: &[u8]) {
        if self.column > 1 && self.only_heads {
            self.row.push(self.first);
            std::mem::swap(&mut self.heads, &mut self.row);
            for head in &mut self.heads {
                *head = head.filter(|head| name::is_label(head.slice(text)));
            }
        }
        self.row.clear();
        self.column = 0;
        self.first = None;
        self.previous = None;
        self.label = None;
    }

    /// What names the text at `span`, which stands directly in `element`.
    pub(super) fn name_of(&mut self, text: &[u8], element: &[u8], span: Span) -> Option<Span> {
        let label = self.label.take();
        let before = self.before.take();
        let is = |name: &str| element.eq_ignore_ascii_case(name.as_bytes());
        let bytes = span.slice(text);
        let bare = bytes.strip_suffix(b":").map_or(bytes, <[u8]>::trim_ascii_end);
        let any = bare.len() < bytes.len();
        // "Your API key is <code>…</code>"
        let said = SAYING.iter().find_map(|end| bytes.strip_suffix(end.as_bytes())).unwrap_or(bare);
        // A sentence names nothing.
        if name::is_label(said) && !said.ends_with(b".") {
            self.before = Some(Span::new(span.start, span.start + said.len()));
        }
        if (any || is("dt") || is("label")) && name::is_label(bare) {
            let text = Span::new(span.start, span.start + bare.len());
            self.label = Some(Label { text, any });
        }
        if self.column > 0 {
            let first = self.first.is_none();
            if first {
                self.first = Some(Span::new(span.start, span.start + bare.len()));
            }
            let name = self.name_of_cell(text);
            if name.is_some() {
                return name;
            }
        }
        let label = label.filter(|label| label.any || is("dd")).map(|label| label.text);
        // Heads, terms and labels are names: what stands before them names something else.
        let is_name = ["th", "dt", "label"].iter().any(|name| is(name));
        let run = self.run.or(before).filter(|_| !is_name && is_token(bytes));
        // A number or a bullet in front of an element of a list ends no list.
        if run.is_some() || bytes.iter().any(u8::is_ascii_alphabetic) {
            self.run = run;
        }
        if matches!(element, [b'h' | b'H', b'1'..=b'6']) {
            let is_one = name::is_label(bare);
            self.heading = is_one.then(|| Span::new(span.start, span.start + bare.len()));
            return label.or(run);
        }
        let heading = self.heading.filter(|_| is_token(bytes) && is_code(element));
        label.or(run).or(heading)
    }

    fn name_of_cell(&self, text: &[u8]) -> Option<Span> {
        if self.only_heads {
            return None;
        }
        let head = self.heads.get(self.column - 1).copied().flatten();
        let head = head.filter(|head| !name::is_value_word(head.slice(text)));
        // In a table without heads the cells stand in pairs.
        let previous = self.previous.filter(|previous| {
            self.column.is_multiple_of(2) && name::is_label(previous.slice(text))
        });
        head.or(previous)
    }

    /// The label of a field, once.
    pub(super) fn take_label(&mut self) -> Option<Span> {
        let in_cell = self.previous.filter(|_| self.first.is_none());
        self.label.take().map(|label| label.text).or(in_cell)
    }
}

/// Whether an element holds what a page shows letter by letter.
fn is_code(element: &[u8]) -> bool {
    [&b"code"[..], b"pre", b"kbd", b"samp", b"output"]
        .iter()
        .any(|name| element.eq_ignore_ascii_case(name))
}

/// Whether a text looks so little like words that the words before it may well name it.
pub(super) fn is_token(text: &[u8]) -> bool {
    let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
    let mixed = digits > 0
        && memchr::memmem::find(text, b"::").is_none()
        && text.iter().any(u8::is_ascii_alphabetic)
        && !text.iter().any(u8::is_ascii_whitespace);
    // A code of digits, perhaps in two groups.
    let code = digits >= 6 && digits + 1 >= text.len() && text.len() <= 12;
    // Capitals in the middle, more than names have: `encryptionKeyId` is one.
    let turns = text.windows(2).filter(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
    let shuffled = text.len() >= 12
        && text.iter().all(u8::is_ascii_alphanumeric)
        && turns.count() * 6 > text.len();
    text.len() >= 6 && (mixed || code || shuffled)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Table,
    Row,
    Cell,
    Head,
}

impl Part {
    fn of(element: &[u8]) -> Option<Part> {
        let is = |name: &str| element.eq_ignore_ascii_case(name.as_bytes());
        match element.len() {
            2 if is("td") => Some(Part::Cell),
            2 if is("th") => Some(Part::Head),
            2 if is("tr") => Some(Part::Row),
            5 if is("table") => Some(Part::Table),
            _ => None,
        }
    }
}
