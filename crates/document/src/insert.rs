//! Values of a database that stand under names further up: `INSERT INTO users (name, password)
//! VALUES ('anna', '…')` and the `COPY users (name, password) FROM stdin` of PostgreSQL.
//!
//! Somebody who saw a telling word in a text asks here whether it is the name of a column, and
//! which values stand in it.

use crate::codec::CodecId;
use crate::span::Span;

/// The longest name of a column.
const NAME: usize = 128;
/// The names of the columns take up at most so many bytes before and behind a word.
const NAMES: usize = 1024;
/// The name of the table and the words before it.
const TABLE: usize = 160;
/// The words between the names of the columns and the rows.
const BETWEEN: usize = 64;
/// What is not in quotes and no longer than this is no secret.
const SMALL: usize = 3;
/// The longest value that is not in quotes.
const BARE: usize = 256;

/// A column of a statement with its values.
pub struct Column {
    /// The name, without quotes.
    pub name: Span,
    /// The values, without quotes, with how they are written.
    pub values: Vec<(Span, Option<CodecId>)>,
}

/// The column whose name contains `word`, if it is one.
pub fn around(text: &[u8], word: Span) -> Option<Column> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let near = &text[word.end..text.len().min(word.end + NAME)];
    let end = word.end + near.iter().position(|byte| !is_name(byte))?;
    let mut at = end;
    match text[at] {
        b',' | b')' => {}
        b' ' | b'\n' | b'\r' => at += space(text, at),
        b'"' | b'`' | b']' => at += 1 + space(text, at + 1),
        b'\\' if text[at..].starts_with(b"\\\"") => at += 2 + space(text, at + 2),
        _ => return None,
    }
    if !matches!(text.get(at), Some(b',' | b')')) {
        return None;
    }
    let before = text[..word.start].iter().rev().take(NAME).take_while(|byte| is_name(byte));
    let name = Span::new(word.start - before.count(), end);
    let (open, place) = list_around(text, name.start)?;
    let statement = statement(text, open)?;
    let rest = &text[at..text.len().min(at + NAMES)];
    let close = at + rest.iter().position(|&byte| byte == b')')?;
    if !text[at..close].iter().all(|&byte| is_of_names(byte)) {
        return None;
    }
    let values = match statement {
        Statement::Insert => {
            let behind = &text[close + 1..text.len().min(close + 1 + BETWEEN)];
            let start = behind.windows(6).position(|word| word.eq_ignore_ascii_case(b"values"))?;
            inserted(text, close + 1 + start + 6, place)
        }
        Statement::Copy => copied(text, close + 1, place)?,
    };
    Some(Column { name, values })
}

#[derive(Clone, Copy)]
enum Statement {
    Insert,
    Copy,
}

fn is_of_names(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || byte.is_ascii_whitespace()
        || matches!(byte, b'_' | b',' | b'"' | b'`' | b'[' | b']' | b'\\' | b'.' | b'$' | b'-')
}

/// The parenthesis that opens the list of names before `at`, and how many names stand between.
fn list_around(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let mut place = 0;
    for (back, &byte) in text[..at].iter().rev().take(NAMES).enumerate() {
        match byte {
            b'(' => return Some((at - back - 1, place)),
            b',' => place += 1,
            _ if is_of_names(byte) => {}
            _ => return None,
        }
    }
    None
}

/// What the words in front of a list of names begin.
fn statement(text: &[u8], open: usize) -> Option<Statement> {
    let before = text[open.saturating_sub(TABLE)..open].trim_ascii_end();
    // The name of the table has no spaces outside of its quotes.
    let line = before.rsplit(|&byte| byte == b';').next().unwrap_or_default();
    let mut words = line.split(|byte: &u8| byte.is_ascii_whitespace()).rev();
    let is = |word: &[u8], one: &str| {
        // The first statement of a string stands behind the quote.
        let start = word.len().saturating_sub(one.len());
        word[start..].eq_ignore_ascii_case(one.as_bytes())
            && !word[..start].last().is_some_and(u8::is_ascii_alphabetic)
    };
    words.next()?;
    words.take(4).find_map(|word| {
        if is(word, "into") || is(word, "insert") || is(word, "replace") {
            Some(Statement::Insert)
        } else {
            is(word, "copy").then_some(Statement::Copy)
        }
    })
}

/// The values at one place of every row behind `VALUES`.
fn inserted(text: &[u8], mut at: usize, place: usize) -> Vec<(Span, Option<CodecId>)> {
    let mut values = Vec::new();
    loop {
        at = gap(text, at);
        if text.get(at) != Some(&b'(') {
            return values;
        }
        at += 1;
        let mut column = 0;
        loop {
            at = gap(text, at);
            let Some((value, codec, end)) = literal(text, at) else { return values };
            if column == place && !value.is_empty() {
                values.push((value, codec));
            }
            at = gap(text, end);
            match text.get(at) {
                Some(b',') => at += 1,
                Some(b')') => break,
                _ => return values,
            }
            column += 1;
        }
        at = gap(text, at + 1);
        if text.get(at) != Some(&b',') {
            return values;
        }
        at += 1;
    }
}

/// One value of a row: where it stands, how it is written, where it ends with its quotes.
fn literal(text: &[u8], at: usize) -> Option<(Span, Option<CodecId>, usize)> {
    let rest = &text[at..];
    // `N'…'`, `E'…'`, `_utf8mb4'…'`
    let prefix = rest.iter().take(10).take_while(|b| b.is_ascii_alphanumeric() || **b == b'_');
    let prefix = prefix.count();
    // A statement in a string of a program has its own quotes escaped.
    let escape = usize::from(matches!(rest.get(prefix..), Some([b'\\', b'\'' | b'"', ..])));
    if let Some(&quote @ (b'\'' | b'"')) = rest.get(prefix + escape) {
        let start = at + prefix + escape + 1;
        let (end, codec) = quoted_end(text, start, quote, escape == 1)?;
        let codec = codec.filter(|_| escape == 0);
        return Some((Span::new(start, end), codec, end + escape + 1));
    }
    let mut depth = 0_usize;
    for (length, byte) in rest.iter().take(BARE).enumerate() {
        match byte {
            b'(' => depth += 1,
            b',' | b')' if depth == 0 => {
                let value = rest[..length].trim_ascii_end();
                // `NULL` and small numbers.
                let value = if value.len() > SMALL { value } else { b"" };
                return Some((Span::new(at, at + value.len()), None, at + length));
            }
            b')' => depth -= 1,
            b';' => return None,
            _ => {}
        }
    }
    None
}

/// Where a string ends that began at `at`, and how it is written: a quote in it stands twice or is
/// escaped.
fn quoted_end(
    text: &[u8],
    mut at: usize,
    quote: u8,
    wrapped: bool,
) -> Option<(usize, Option<CodecId>)> {
    let mut codec = None;
    loop {
        at += memchr::memchr2(quote, b'\\', &text[at..])?;
        let next = text.get(at + 1).copied();
        if text[at] == b'\\' {
            if wrapped && next == Some(quote) {
                return Some((at, codec));
            }
            codec = Some(CodecId::JsString);
        } else if next == Some(quote) {
            let doubled =
                if quote == b'"' { CodecId::DoubledQuote } else { CodecId::DoubledApostrophe };
            codec = codec.or(Some(doubled));
        } else {
            return Some((at, codec));
        }
        at += 2;
        if at >= text.len() {
            return None;
        }
    }
}

/// The values at one place of the lines up to `\.`.
fn copied(text: &[u8], at: usize, place: usize) -> Option<Vec<(Span, Option<CodecId>)>> {
    let mut start = at + memchr::memchr(b'\n', &text[at..text.len().min(at + 2 * BETWEEN)])? + 1;
    let mut values = Vec::new();
    while start < text.len() {
        let end = memchr::memchr(b'\n', &text[start..]).map_or(text.len(), |end| start + end);
        let line = &text[start..end];
        if line.starts_with(b"\\.") {
            break;
        }
        let mut from = start;
        for (column, cell) in line.split(|&byte| byte == b'\t').enumerate() {
            let value = cell.strip_suffix(b"\r").unwrap_or(cell);
            if column == place && !value.is_empty() && value != b"\\N" {
                let codec = value.contains(&b'\\').then_some(CodecId::JsString);
                values.push((Span::new(from, from + value.len()), codec));
            }
            from += cell.len() + 1;
        }
        start = end + 1;
    }
    Some(values)
}

/// Behind white space, written as such or as `\n`.
fn gap(text: &[u8], mut at: usize) -> usize {
    loop {
        match text.get(at..) {
            Some([b' ' | b'\t' | b'\r' | b'\n', ..]) => at += 1,
            Some([b'\\', b'n' | b'r' | b't', ..]) => at += 2,
            _ => return at,
        }
    }
}

fn space(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.iter().take(16).take_while(|byte| byte.is_ascii_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values<'t>(text: &'t str, word: &str) -> Option<Vec<&'t str>> {
        let at = text.find(word).expect("the word stands in the text");
        let column = around(text.as_bytes(), Span::new(at, at + word.len()))?;
        Some(column.values.iter().map(|(value, _)| &text[value.range()]).collect())
    }

    #[test]
    fn finds_the_values_of_a_column() {
        for (text, word, expected) in [
            (
                "INSERT INTO u (name, pw) VALUES ('anna', 'x y'), ('bob','z');",
                "pw",
                &["x y", "z"][..],
            ),
            (
                "insert into `u` (`pw`, `n`) values\n ('a''b', 1),\n ('c\\'d', now(1, 2))",
                "pw",
                &["a''b", "c\\'d"],
            ),
            ("REPLACE INTO [dbo].[u] ([id],[pw]) OUTPUT x VALUES (7, N'q')", "pw", &["q"]),
            (r#"INSERT INTO public."u" ("n", "pw") VALUES (f('a,'), 'q')"#, "pw", &["q"]),
            (r#"INSERT INTO public."u" ("n", "pw") VALUES (f(1), 'q') RETURNING id"#, "pw", &["q"]),
            (r#"INSERT INTO u (\"n\", \"pw\") VALUES (\'a\', \'q\')"#, "pw", &["q"]),
            (
                "COPY public.u (id, pw) FROM stdin;\n1\tq\n2\t\\N\n3\tr\n\\.\nx\ty\n",
                "pw",
                &["q", "r"],
            ),
        ] {
            assert_eq!(values(text, word).as_deref(), Some(expected), "in {text}");
        }
    }

    #[test]
    fn leaves_other_lists_alone() {
        for (text, word) in [
            ("f(name, pw) values (1, 'q')", "pw"),
            ("SELECT name, pw FROM u WHERE id IN ('a')", "pw"),
            ("CREATE TABLE u (name text, pw text); VALUES ('a', 'b')", "pw"),
            ("INSERT INTO u (name, pw) SELECT name, 'x' FROM v", "pw"),
            ("INSERT INTO pw (name, x) VALUES ('a', 'b')", "pw"),
        ] {
            assert_eq!(values(text, word).unwrap_or_default(), [""; 0], "in {text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(rest in "[(),'\"\\\\;\n\ta-c ]{0,60}") {
            for text in [
                format!("INSERT INTO u (a, pw) VALUES {rest}"),
                format!("INSERT INTO u (a, pw{rest}"),
                format!("COPY u (a, pw) FROM stdin;{rest}"),
                format!("{rest}(pw) VALUES ('a')"),
            ] {
                values(&text, "pw");
            }
        }
    }
}
