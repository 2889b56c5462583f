//! Tables that a program draws in the middle of a text, with bars and rules or with nothing but
//! space between the columns:
//!
//! ```text
//! │ user │ token │        NAME    TOKEN
//! ├──────┼───────┤        desk    t1
//! │ anna │ t1    │        lamp    t2
//! ```
//!
//! Somebody who saw a telling word in a text asks here whether it is the head of a column, and
//! which values stand below it.
//!
//! Invariant: a text in which no bar and no second space follows the word costs a few bytes' look.

use crate::insert::Column;
use crate::span::Span;

/// The longest head of a column.
const HEAD: usize = 48;
/// The longest row.
const ROW: usize = 8 << 10;
/// Tables with more rows are read up to here.
const ROWS: usize = 1_000;

/// The column whose head contains `word`, if it is one.
pub fn around(text: &[u8], word: Span) -> Option<Column> {
    let head = &text[word.end..text.len().min(word.end + HEAD)];
    let end = head.iter().position(|&byte| !HEADS[usize::from(byte)])?;
    let rest = &head[end..];
    let ends = end + usize::from(rest.starts_with(b"\r"));
    if bar(rest) > 0 {
        barred(text, word)
    } else if head[..end].ends_with(b"  ")
        || matches!(rest, [b'\t', ..])
        || head.get(ends) == Some(&b'\n')
    {
        barred(text, word).or_else(|| spaced(text, word))
    } else {
        None
    }
}

/// A column between bars, below a head that a rule underlines.
fn barred(text: &[u8], word: Span) -> Option<Column> {
    let line = line_around(text, word.start)?;
    let mut at = behind(text, line);
    let below = line_at(text, at)?;
    let ruled = is_rule(below.slice(text));
    // `||user||token||`, as wikis write heads.
    if !ruled && !line.slice(text).trim_ascii().starts_with(b"||") {
        return None;
    }
    let heads = if ruled { cells(text, line) } else { wiki_heads(text, line) };
    let place = heads.iter().position(|cell| cell.covers(word))?;
    if heads.len() < 2 || heads[place].len() > HEAD {
        return None;
    }
    if ruled {
        at = behind(text, below);
    }
    let mut values = Vec::new();
    for _ in 0..ROWS {
        let Some(row) = line_at(text, at) else { break };
        at = behind(text, row);
        if is_rule(row.slice(text)) {
            continue;
        }
        let cells = cells(text, row);
        if cells.len() != heads.len() {
            break;
        }
        // Another table begins.
        if cells[place].slice(text) == heads[place].slice(text) {
            break;
        }
        let value = unquoted(text, cells[place]);
        // Words say something of it.
        let bytes = value.slice(text);
        let words = bytes.contains(&b' ') && !bytes.iter().any(u8::is_ascii_digit);
        if !value.is_empty() && !words {
            values.push((value, None));
        }
    }
    (!values.is_empty()).then_some(Column { name: heads[place], values })
}

/// A column that begins below the word, in lines of which the first is written in capitals.
fn spaced(text: &[u8], word: Span) -> Option<Column> {
    let line = line_around(text, word.start)?;
    let heads = line.slice(text);
    let columns = memchr::memmem::find(heads.trim_ascii(), b"  ").is_some()
        || heads.trim_ascii().contains(&b'\t');
    let titled = heads.iter().all(|&byte| !byte.is_ascii_lowercase() && byte.is_ascii());
    if !columns || !titled {
        return None;
    }
    let begins = |at: usize| {
        at == line.start || matches!(text[at - 1], b'\t') || text[..at].ends_with(b"  ")
    };
    let start = (line.start..=word.start).rev().find(|&at| begins(at) && text[at] > b' ')?;
    let offset = start - line.start;
    let place = heads[..offset].iter().filter(|&&byte| byte == b'\t').count();
    let mut values = Vec::new();
    let mut at = behind(text, line);
    for _ in 0..ROWS {
        let Some(row) = line_at(text, at) else { break };
        at = behind(text, row);
        let bytes = row.slice(text);
        if bytes.trim_ascii().is_empty() {
            break;
        }
        if is_rule(bytes) {
            continue;
        }
        let from = if place > 0 { nth_cell(bytes, place) } else { Some(offset) };
        let Some(from) = from.filter(|&from| bytes.get(from).is_some_and(|&byte| byte > b' '))
        else {
            continue;
        };
        if from > 0 && bytes[from - 1] > b' ' {
            break;
        }
        let length = bytes[from..].iter().take_while(|byte| byte.is_ascii_graphic()).count();
        let cell = &bytes[from..from + length];
        let rest = &bytes[from + length..];
        // Words go on behind one space.
        let alone = matches!(rest, [] | [b'\t' | b'\r', ..] | [b' ', b' ', ..] | [b' ']);
        if alone && cell.iter().any(u8::is_ascii_digit) {
            values.push((Span::new(row.start + from, row.start + from + length), None));
        }
    }
    let name = Span::new(start, word.end.max(start));
    (!values.is_empty()).then_some(Column { name, values })
}

/// What stands in the head of a column.
static HEADS: [bool; 256] = {
    let mut heads = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        heads[byte as usize] =
            byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_' | b'-' | b'.');
        byte += 1;
    }
    heads
};

/// The length of the bar that `rest` begins with, or zero.
fn bar(rest: &[u8]) -> usize {
    match rest {
        [b'|', ..] => 1,
        // Light, heavy, and double.
        [0xe2, 0x94, 0x82 | 0x83, ..] | [0xe2, 0x95, 0x91, ..] => 3,
        _ => 0,
    }
}

/// Whether a line is drawn, and nothing else: `├───┼───┤`, `|---|:--:|`, `+===+===+`.
fn is_rule(line: &[u8]) -> bool {
    let mut strokes = 0;
    let mut at = 0;
    while let Some(&byte) = line.get(at) {
        match byte {
            b'-' | b'=' => {
                strokes += 1;
                at += 1;
            }
            b'|' | b'+' | b':' | b' ' | b'\r' => at += 1,
            // The block of characters that draw boxes.
            0xe2 if matches!(line.get(at + 1), Some(0x94 | 0x95)) => {
                strokes += 1;
                at += 3;
            }
            _ => return false,
        }
    }
    strokes >= 3
}

/// What stands between the bars of a row, without the space around it. The frame is no cell.
fn cells(text: &[u8], row: Span) -> Vec<Span> {
    let bytes = row.slice(text);
    let mut cells = Vec::new();
    let (mut from, mut at) = (0, 0);
    let mut push = |from: usize, to: usize| {
        let cell = &bytes[from..to];
        let lead = cell.len() - cell.trim_ascii_start().len();
        let length = cell.trim_ascii().len();
        let start = row.start + from + if length == 0 { 0 } else { lead };
        cells.push(Span::new(start, start + length));
    };
    while at < bytes.len() {
        match bar(&bytes[at..]) {
            0 => at += 1,
            length => {
                // What stands before the first bar of a frame is nothing.
                if from > 0 || !bytes[..at].trim_ascii().is_empty() {
                    push(from, at);
                }
                at += length;
                from = at;
            }
        }
    }
    if !bytes[from..].trim_ascii().is_empty() {
        push(from, bytes.len());
    }
    cells
}

/// What stands between the double bars of a head.
fn wiki_heads(text: &[u8], row: Span) -> Vec<Span> {
    cells(text, row).into_iter().filter(|cell| !cell.is_empty()).collect()
}

/// Where the cell begins that stands behind so many tabs.
fn nth_cell(row: &[u8], place: usize) -> Option<usize> {
    memchr::memchr_iter(b'\t', row).nth(place - 1).map(|tab| tab + 1)
}

/// The line around `at`, if it is short enough for a row.
fn line_around(text: &[u8], at: usize) -> Option<Span> {
    let near = &text[at.saturating_sub(ROW)..at];
    let start = match memchr::memrchr(b'\n', near) {
        Some(feed) => at - near.len() + feed + 1,
        None if near.len() == at => 0,
        None => return None,
    };
    line_at(text, start)
}

/// The line that begins at `at`, without its end.
fn line_at(text: &[u8], at: usize) -> Option<Span> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    let near = &rest[..rest.len().min(ROW)];
    match memchr::memchr(b'\n', near) {
        Some(length) => Some(Span::new(at, at + length)),
        None if near.len() == rest.len() => Some(Span::new(at, text.len())),
        None => None,
    }
}

fn behind(text: &[u8], line: Span) -> usize {
    (line.end + 1).min(text.len())
}

/// A cell without the quotes around it.
fn unquoted(text: &[u8], cell: Span) -> Span {
    match cell.slice(text) {
        [b'\'', .., b'\''] | [b'"', .., b'"'] | [b'`', .., b'`'] if cell.len() > 2 => {
            Span::new(cell.start + 1, cell.end - 1)
        }
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(text: &str) -> (String, Vec<String>) {
        let at = text.to_lowercase().find("token").expect("the head stands in the text");
        let found = around(text.as_bytes(), Span::new(at, at + 5));
        found.map_or_else(Default::default, |column| {
            let values = column.values.iter().map(|(value, _)| text[value.range()].to_owned());
            (text[column.name.range()].to_owned(), values.collect())
        })
    }

    #[test]
    fn reads_what_stands_below_a_head() {
        for (text, name, values) in [
            (
                "x\n┌────┬────┐\n│ id │ token │\n├────┼────┤\n│ 1 │ t1 │\n│ 2 │ t2 │\n└────┴────┘\n",
                "token",
                &["t1", "t2"][..],
            ),
            ("┃ id ┃ api token ┃\n┡━━━━╇━━━━┩\n│ 1 │ t1 │\n└────┴────┘", "api token", &["t1"]),
            (
                "║ token ║ id ║\n╠═══════╬════╣\n║ 't1' ║ 7 ║\n║ ║ 8 ║\n║ t3 ║ 9 ║",
                "token",
                &["t1", "t3"],
            ),
            ("see:\n| id | token |\n|---|:---:|\n| 1 | t1 |\nend", "token", &["t1"]),
            (
                "+----+-------+\n| id | token |\n+====+=======+\n| 1  | t1    |\n+----+-------+\n",
                "token",
                &["t1"],
            ),
            (" id | token \n----+------\n  1 | t1\n(1 row)\n", "token", &["t1"]),
            ("||id||token||\n|1|t1|\n|2|t2|\n", "token", &["t1", "t2"]),
            (
                "$ list\nNAME   TOKEN   AGE\nci     t1      5d\ndesk   t2      9d\n\nt3",
                "TOKEN",
                &["t1", "t2"],
            ),
            ("NAME\tAPI TOKEN\nci\tt1\r\n", "API TOKEN", &["t1"]),
        ] {
            let expected = values.iter().map(|&value| value.to_owned()).collect();
            assert_eq!(column(text), (name.to_owned(), expected), "in {text}");
        }
    }

    #[test]
    fn leaves_other_texts_alone() {
        for text in [
            "a token | sort",
            "if (token || x) {\n----\n",
            "| id | token |\n| 1 | t1 |\n",
            "a || token || b\n| 1 | t1 |\n",
            "name  token\nci    t1\n",
            "OPTION  TOKEN\nname    the token of desk 1\nother   words\n",
            "TOKEN\n-----\nt1\n",
            "| kind | token |\n|---|---|\n| x | what is in it |\n",
            "the TOKEN  is here\nand    t1 there\n",
            "token",
        ] {
            assert_eq!(column(text).1, [""; 0], "in {text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(
            front in "[|│ a\n\t]{0,12}",
            rest in "[-|│─=+ \n\ra1\t'é]{0,60}",
        ) {
            for text in [format!("{front}TOKEN{rest}"), format!("{front}A  TOKEN  B\n{rest}")] {
                column(&text);
            }
        }
    }
}
