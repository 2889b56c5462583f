//! Tables in text: comma, semicolon, tab or bar between the cells, names in the first row
//! (RFC 4180); and tables of two columns in which each row is a name and its value.

use super::line::trim;
use super::{Context, Declared, Field, Format, Segment, Sink};
use crate::codec::CodecId;
use crate::span::Span;

/// Reads tables.
pub struct Csv;

/// More columns than these go without a name.
const COLUMNS: usize = 1024;
/// How many rows are compared before a text is taken for a table.
const LOOKED_AT: usize = 6;

impl Format for Csv {
    fn label(&self) -> &'static str {
        "csv"
    }

    fn accepts(&self, text: &[u8], declared: Declared<'_>) -> bool {
        let near = &text[..text.len().min(16 << 10)];
        let start = behind_rules(near, 0);
        let Some(feed) = memchr::memchr(b'\n', &near[start..]) else { return false };
        let line = &near[start..start + feed];
        let Some(separator) = separator(line, declared.mime_contains("csv")) else {
            return false;
        };
        let mut row = Vec::new();
        let mut at = read_row(near, start, separator, &mut row);
        let boxed = start > 0 || behind_rules(near, at) > at;
        let width = row.len();
        let heads = framed(near, &row);
        if heads.len() < 2 || !heads.iter().all(|cell| is_head(cell.span.slice(near))) {
            return false;
        }
        let mut rows = 1;
        while rows < LOOKED_AT && at < near.len() {
            at = read_row(near, behind_rules(near, at), separator, &mut row);
            let cut = at >= near.len() && near.len() < text.len();
            // What a program says below a table that it draws is no row: `(2 rows)`.
            if cut || row.len() == 1 && (row[0].span.is_empty() || boxed) {
                break;
            }
            if row.len() != width {
                return false;
            }
            rows += 1;
        }
        rows >= 2
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        let start = behind_rules(text, 0);
        let first = memchr::memchr(b'\n', &text[start..]).map_or(text.len(), |feed| start + feed);
        let separator = separator(&text[start..first], true).unwrap_or(b',');
        let mut heads = Vec::new();
        let mut at = read_row(text, start, separator, &mut heads);
        to.value(&Field::text(Span::new(start, end_of_row(&heads))));
        let table = Table::of(text, &heads);
        let mut row = Vec::new();
        let mut index = 0;
        loop {
            at = behind_rules(text, at);
            if at >= text.len() {
                return;
            }
            at = read_row(text, at, separator, &mut row);
            to.enter(Segment::Index(index));
            table.emit(text, &row, to);
            to.leave();
            index += 1;
        }
    }
}

struct Table<'t> {
    heads: Vec<&'t [u8]>,
    /// How the second of two columns is named.
    pairs: Pairs,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pairs {
    /// By the head of its column.
    No,
    /// By the cell before it: the heads say so.
    Yes,
    /// There is no telling: by both.
    Perhaps,
}

impl<'t> Table<'t> {
    fn of(text: &'t [u8], heads: &[Cell]) -> Self {
        const NAMES: [&str; 8] =
            ["name", "key", "parameter", "variable", "setting", "property", "header", "field"];
        const VALUES: [&str; 6] = ["value", "val", "content", "data", "text", "setting"];
        let is = |head: &[u8], ones: &[&str]| {
            ones.iter().any(|one| head.eq_ignore_ascii_case(one.as_bytes()))
        };
        let heads: Vec<&[u8]> = framed(text, heads)
            .iter()
            .take(COLUMNS)
            .map(|cell| cell.span.slice(text).trim_ascii())
            .collect();
        let pairs = match heads[..] {
            [first, second] if is(first, &NAMES) && is(second, &VALUES) => Pairs::Yes,
            [_, _] => Pairs::Perhaps,
            _ => Pairs::No,
        };
        Table { heads, pairs }
    }

    fn emit(&self, text: &[u8], row: &[Cell], to: &mut dyn Sink) {
        let row = framed(text, row);
        let first = row.first().map(|cell| cell.span.slice(text)).unwrap_or_default();
        let first = Some(first.trim_ascii()).filter(|first| row.len() == 2 && is_head(first));
        for (place, cell) in row.iter().enumerate() {
            let head = self.heads.get(place).copied();
            let second = first.filter(|_| place == 1);
            match (self.pairs, second, head) {
                (Pairs::Yes, Some(name), _) => cell.emit(text, name, to),
                (Pairs::Perhaps, Some(name), Some(head)) => {
                    cell.emit(text, head, to);
                    // A cell with a table in it is read once.
                    if cell.span.len() <= 256 {
                        cell.emit(text, name, to);
                    }
                }
                (_, _, Some(head)) => cell.emit(text, head, to),
                (_, _, None) => to.value(&Field::text(cell.span)),
            }
            if !cell.trail.is_empty() {
                to.value(&Field::text(cell.trail));
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Cell {
    /// Without the quotes.
    span: Span,
    /// What stands between a closing quote and the next separator.
    trail: Span,
}

impl Cell {
    fn emit(&self, text: &[u8], name: &[u8], to: &mut dyn Sink) {
        let doubled = memchr::memmem::find(self.span.slice(text), b"\"\"").is_some();
        let codec = doubled.then_some(CodecId::DoubledQuote);
        to.value(&Field::named(Context::Key, name, trim(text, self.span), codec));
    }
}

/// The cells of a row without the empty ones at both ends that a frame of bars makes:
/// `| name | token |`.
fn framed<'r>(text: &[u8], row: &'r [Cell]) -> &'r [Cell] {
    let is_empty = |cell: &Cell| cell.span.slice(text).trim_ascii().is_empty();
    match row {
        [first, inside @ .., last] if inside.len() > 1 && is_empty(first) && is_empty(last) => {
            let before = first.span.end;
            if text.get(before) == Some(&b'|') { inside } else { row }
        }
        _ => row,
    }
}

fn end_of_row(row: &[Cell]) -> usize {
    row.last().map_or(0, |cell| cell.span.end.max(cell.trail.end))
}

/// Behind the lines that a program draws around the rows of a table: `+----+-------+`.
fn behind_rules(text: &[u8], mut at: usize) -> usize {
    loop {
        let rest = &text[at.min(text.len())..];
        if !matches!(rest.first(), Some(b'+' | b'-')) {
            return at;
        }
        let length = rest.iter().take_while(|byte| matches!(byte, b'+' | b'-' | b'=')).count();
        let line = &rest[..length];
        let behind = rest[length..].strip_prefix(b"\r").unwrap_or(&rest[length..]);
        let ends = matches!(behind.first(), None | Some(b'\n'));
        if !ends || !line.contains(&b'+') || !line.windows(2).any(|pair| pair == b"--") {
            return at;
        }
        at = text.len() - behind.len() + usize::from(!behind.is_empty());
    }
}

/// Reads one row into `row` and returns where the next one begins.
fn read_row(text: &[u8], mut at: usize, separator: u8, row: &mut Vec<Cell>) -> usize {
    row.clear();
    loop {
        let quoted = if text.get(at) == Some(&b'"') { closing(text, at + 1) } else { None };
        let start = quoted.map_or(at, |close| close + 1);
        let hit = memchr::memchr2(separator, b'\n', text.get(start..).unwrap_or_default());
        let end = hit.map_or(text.len(), |offset| start + offset);
        let bare = match hit {
            Some(_) if text[end] == separator => end,
            _ => end - usize::from(end > start && text[end - 1] == b'\r'),
        };
        row.push(match quoted {
            Some(close) => Cell { span: Span::new(at + 1, close), trail: Span::new(start, bare) },
            None => Cell { span: Span::new(at, bare), trail: Span::new(bare, bare) },
        });
        match text.get(end) {
            Some(&byte) if byte == separator => at = end + 1,
            Some(_) => return end + 1,
            None => return text.len(),
        }
    }
}

/// The quote that ends a cell; two of them stand for one. A cell that is longer than this has
/// lost its end.
fn closing(text: &[u8], mut from: usize) -> Option<usize> {
    let limit = text.len().min(from + (64 << 10));
    loop {
        let hit = from + memchr::memchr(b'"', text.get(from..limit)?)?;
        if text.get(hit + 1) != Some(&b'"') {
            return Some(hit);
        }
        from = hit + 2;
    }
}

/// What separates the cells of the first row.
fn separator(line: &[u8], said: bool) -> Option<u8> {
    let bar = said || line.starts_with(b"|") || memchr::memmem::find(line, b"|").is_some();
    [b'\t', b';', b',', b'|']
        .into_iter()
        .filter(|&one| one != b'|' || bar)
        .map(|one| (memchr::memchr_iter(one, line).count(), one))
        .filter(|&(count, _)| count > 0)
        .max_by_key(|&(count, one)| (count, one == b'\t' || one == b','))
        .map(|(_, one)| one)
}

/// Whether a cell could be the name of a column.
fn is_head(cell: &[u8]) -> bool {
    let cell = cell.trim_ascii();
    let cell = cell.strip_prefix(b"\xef\xbb\xbf").unwrap_or(cell);
    (1..=64).contains(&cell.len())
        && (cell[0].is_ascii_alphabetic() || matches!(cell[0], b'_' | b'#' | b'$' | 0xc3..))
        && cell.iter().filter(|&&byte| byte == b' ').count() <= 4
        && cell.iter().all(|&byte| {
            byte.is_ascii_alphanumeric() || b"_-. /()#$:[]%".contains(&byte) || byte >= 0x80
        })
        && !matches!(cell.last(), Some(b'.' | b':'))
}

#[cfg(test)]
mod tests {
    use super::super::seen;
    use super::*;

    #[test]
    fn names_cells_by_their_column() {
        seen::check(
            &Csv,
            &[
                (
                    "user,token,note\r\nanna,t1,\"a, \"\"b\"\"\nc\"\r\nbob,t2,x,more\r\n",
                    &[
                        "text =user,token,note",
                        "key [0].user=anna",
                        "key [0].token=t1",
                        "key [0].note=a, \\\"b\\\"\\nc|doubled-quote",
                        "key [1].user=bob",
                        "key [1].token=t2",
                        "key [1].note=x",
                        "text [1]=more",
                    ],
                ),
                (
                    "Name;Value\npassword;hunter2\n",
                    &["text =Name;Value", "key [0].Name=password", "key [0].password=hunter2"],
                ),
                (
                    "| name | token |\n|---|---|\n| desk | t1 |\n",
                    &[
                        "text =| name | token |",
                        "key [0].name=---",
                        "key [0].token=---",
                        "key [1].name=desk",
                        "key [1].token=t1",
                        "key [1].desk=t1",
                    ],
                ),
                (
                    " id | token \n----+-------\n  1 | t1\n  2 | t2\n(2 rows)\n",
                    &[
                        "text = id | token ",
                        "key [0].id=1",
                        "key [0].token=t1",
                        "key [1].id=2",
                        "key [1].token=t2",
                        "key [2].id=(2 rows)",
                    ],
                ),
                (
                    "+----+-------+\n| id | token |\n+----+-------+\n|  1 | t1    |\n+----+-------+\n",
                    &["text =| id | token |", "key [0].id=1", "key [0].token=t1"],
                ),
                (
                    "user\tpassword\nanna\thunter2",
                    &[
                        "text =user\\tpassword",
                        "key [0].user=anna",
                        "key [0].password=hunter2",
                        "key [0].anna=hunter2",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn tells_tables_from_other_texts() {
        let accepts = |text: &str| Csv.accepts(text.as_bytes(), Declared::default());
        for text in [
            "a,b\n1,2\n",
            "a;b;c\n;;\n",
            "a\tb\nx\ty",
            "\"user name\",\"api key\"\n\"a,b\",c\n",
            "a|b\n1|2",
            "| a | b |\n|---|---|\n| 1 | 2 |",
            " a | b\n---+---\n 1 | 2\n(1 row)\n",
            "+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n+---+---+\n1 row in set",
        ] {
            assert!(accepts(text), "{text}");
        }
        for text in [
            "",
            "a,b",
            "a\nb\n",
            "a,b\nc\n",
            "f(a, b);\ng(c, d);",
            "{\"a\",\"b\"\n}",
            "1,2\n3,4\n",
            "Dear Anna, it rains.\nYours, Bob",
            "var a = 1, b = 2\nc, d",
        ] {
            assert!(!accepts(text), "{text}");
        }
    }

    #[test]
    fn misses_no_word() {
        assert_eq!(seen::missed(&Csv, b"h1,h2\na3,\"b4\"c5\n\"d6,e7\nf8,g9,i0,j1"), "");
    }

    #[test]
    fn survives_hostile_tables() {
        seen::survives(&Csv, &["a,", ",", "\"", "a,\"\n", "a,b\n", "\"\"", "a\t\"b\"\n", "\n"]);
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(text in "[ab,;\t\"\r\n|]{0,80}") {
            seen::seen(&Csv, text);
        }
    }
}
