//! Values of the parameters of a statement in a log, which stand behind it: `UPDATE users SET
//! password = $1 … -- PARAMETERS: ["…"]`, and in the lines below, as databases and the libraries
//! around them write them.
//!
//! Somebody who saw a telling word in a text asks here whether a parameter is set to or compared
//! with what it names, and which value that has.
//!
//! Invariant: the work for one word is bounded, whatever the text.

use crate::insert::Column;
use crate::span::Span;
use crate::statement;

/// How far before a word its statement begins, and how long it is.
const STATEMENT: usize = 4 << 10;
/// How far behind a statement its values stand.
const BEHIND: usize = 4 << 10;
/// The longest value.
const VALUE: usize = 2 << 10;

/// The value of the parameter that the column around `word` is set to or compared with, if it is
/// one.
pub fn compared(text: &[u8], word: Span) -> Option<Column> {
    let rest = &text[word.end..text.len().min(word.end + 96)];
    if is_compared(rest) { inserted(text, word) } else { None }
}

/// The value of the parameter that belongs to the column around `word`, where it is known to stand
/// in a statement.
pub fn inserted(text: &[u8], word: Span) -> Option<Column> {
    let before = &text[word.start.saturating_sub(STATEMENT)..word.start];
    let line = before.len()
        - memchr::memrchr(b'\n', before).map_or(before.len(), |at| before.len() - at - 1);
    let first = word.start - before.len();
    let start = first + line + statement::begins_in(&before[line..])?;
    let rest = &text[start..text.len().min(start + STATEMENT)];
    let end = start + end_of_statement(rest);
    if end < word.end {
        return None;
    }
    let behind = &text[end..text.len().min(end + BEHIND)];
    if !has_values(behind) {
        return None;
    }
    let names = statement::parameters(text, Span::new(start, end))?;
    let mut column: Option<Column> = None;
    for (place, name) in names.iter().enumerate().filter(|(_, name)| name.covers(word)) {
        let Some(value) = value(behind, place) else { continue };
        let value = (value.shifted(end), None);
        column.get_or_insert_with(|| Column { name: *name, values: Vec::new() }).values.push(value);
    }
    column
}

/// Whether what follows a word could be the end of a column's name and a parameter.
fn is_compared(rest: &[u8]) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_\"`]\\".contains(byte);
    let end = rest.iter().position(|byte| !is_name(byte)).unwrap_or(rest.len());
    let rest = rest[end..].trim_ascii_start();
    match rest {
        [b'=' | b'<' | b'>', behind @ ..] => {
            matches!(behind.trim_ascii_start(), [b'?' | b'$' | b'%' | b':' | b'@', ..])
        }
        [b'l' | b'L', b'i' | b'I', b'k' | b'K', b'e' | b'E', ..] => true,
        _ => false,
    }
}

/// Where a statement ends: with its line, or where its values begin.
fn end_of_statement(rest: &[u8]) -> usize {
    let line = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    const MARKS: [&[u8]; 6] = [b" -- ", b"[[", b"; args", b" [[", b" PARAMETERS", b";"];
    MARKS.iter().filter_map(|mark| memchr::memmem::find(&rest[..line], mark)).min().unwrap_or(line)
}

/// Whether something announces values. Most statements have none behind them, and need not be read.
fn has_values(behind: &[u8]) -> bool {
    const MARKS: [&[u8]; 3] = [b" = '", b"parameter [", b"parameter ("];
    MARKS.iter().chain(&LISTS).any(|mark| memchr::memmem::find(behind, mark).is_some())
}

/// Words that announce a list of values.
const LISTS: [&[u8]; 8] = [
    b"PARAMETERS: ",
    b"Parameters: ",
    b"parameters: ",
    b"params: ",
    b"params=",
    b"args=",
    b"binds: ",
    b"generated in ",
];

/// The value of the parameter at `place`.
fn value(behind: &[u8], place: usize) -> Option<Span> {
    let number = place + 1;
    // `$2 = '…'`, as PostgreSQL has it.
    if let Some(at) = find_behind(behind, &format!("${number} = '")) {
        return quoted(behind, at, b'\'');
    }
    // `binding parameter [2] as [VARCHAR] - […]`, `binding parameter (2:VARCHAR) <- […]`
    for start in [format!("parameter [{number}] as "), format!("parameter ({number}:")] {
        if let Some(at) = find_behind(behind, &start) {
            let near = &behind[at..behind.len().min(at + 64)];
            let open = [&b" - ["[..], b" <- ["].iter().find_map(|sign| {
                memchr::memmem::find(near, sign).map(|found| found + sign.len())
            })?;
            return quoted(behind, at + open, b']');
        }
    }
    let open = list(behind)?;
    nth(behind, open, place)
}

fn find_behind(text: &[u8], what: &str) -> Option<usize> {
    memchr::memmem::find(text, what.as_bytes()).map(|at| at + what.len())
}

/// Where the list of the values begins behind the word that announces it.
fn list(behind: &[u8]) -> Option<usize> {
    let word = LISTS
        .iter()
        .filter_map(|word| memchr::memmem::find(behind, word).map(|at| (at, at + word.len())));
    let (_, end) = word.min()?;
    let rest = &behind[end..];
    let open = rest.iter().take(32).position(|byte| b"[(".contains(byte));
    match open {
        // `Parameters: anna(String), …(String)`
        Some(at)
            if rest[..at].iter().any(u8::is_ascii_alphanumeric) && !rest[..at].ends_with(b" ") =>
        {
            Some(end)
        }
        Some(at) => Some(end + at + 1),
        None => Some(end),
    }
}

/// The element of a list at `place`.
fn nth(text: &[u8], mut at: usize, place: usize) -> Option<Span> {
    for index in 0..=place {
        at += text[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let quote = text.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
        let value = match quote {
            Some(quote) => quoted(text, at + 1, quote)?,
            None => {
                let rest = &text[at..text.len().min(at + VALUE)];
                let length = rest.iter().position(|byte| b",)]\n".contains(byte))?;
                let typed = memchr::memchr(b'(', &rest[..length]).unwrap_or(length);
                Span::new(at, at + typed)
            }
        };
        if index == place {
            return (!value.is_empty()).then_some(value);
        }
        at =
            value.end + memchr::memchr(b',', &text[value.end..text.len().min(value.end + 32)])? + 1;
    }
    None
}

/// What stands between `at` and the next `close`, in one line and without escapes.
fn quoted(text: &[u8], at: usize, close: u8) -> Option<Span> {
    let rest = &text[at..text.len().min(at + VALUE)];
    let length = memchr::memchr(close, rest)?;
    let inside = &rest[..length];
    (length > 0 && !inside.contains(&b'\n') && !inside.contains(&b'\\'))
        .then(|| Span::new(at, at + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let at = text.find("pw").expect("the name stands in the text");
        let word = Span::new(at, at + 2);
        let column = match crate::insert::around(text.as_bytes(), word) {
            Some(_) => inserted(text.as_bytes(), word),
            None => compared(text.as_bytes(), word),
        };
        column.map_or_else(Vec::new, |column| {
            column.values.iter().map(|(value, _)| &text[value.range()]).collect()
        })
    }

    #[test]
    fn leads_from_a_column_to_the_value_of_its_parameter() {
        for text in [
            "query: UPDATE \"user\" SET \"n\" = $1, \"pw\" = $2 WHERE id = $3 -- PARAMETERS: [\"anna\",\"s3x9\",7]",
            "LOG:  execute: INSERT INTO t (n, pw) VALUES ($1, $2)\nDETAIL:  parameters: $1 = '7', $2 = 's3x9'\n",
            "insert into u (n, pw) values (?, ?)\nbinding parameter [1] as [VARCHAR] - [anna]\nbinding parameter [2] as [VARCHAR] - [s3x9]\n",
            "select id from u where pw=?\nbinding parameter (1:VARCHAR) <- [s3x9]\n",
            "==>  Preparing: UPDATE u SET n = ?, pw = ? WHERE id = ?\n==> Parameters: anna(String), s3x9(String), 7(Integer)\n",
            "(0.001) UPDATE \"u\" SET \"n\" = %s, \"pw\" = %s; args=('anna', 's3x9')",
            "INSERT INTO u (n, pw) VALUES (%s, %s)\n[generated in 0.0s] ('anna', 's3x9')\n",
        ] {
            assert_eq!(found(text), ["s3x9"], "in {text}");
        }
    }

    #[test]
    fn leaves_other_texts_alone() {
        for text in [
            "UPDATE u SET pw = 'x' -- PARAMETERS: [\"s3x9\"]",
            "UPDATE u SET pw = $1\n\nanother line",
            "the pw, (see PARAMETERS: [\"s3x9\"])",
            "f(pw) PARAMETERS: [\"s3x9\"]",
            "SELECT pw FROM u WHERE id = ? -- PARAMETERS: [\"s3x9\"]",
        ] {
            assert_eq!(found(text), [""; 0], "in {text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(rest in "[-$?1'\"\\[\\](),=: \na-cPé]{0,80}") {
            for text in [
                format!("UPDATE u SET pw = $1 {rest}"),
                format!("INSERT INTO u (pw) VALUES (?) PARAMETERS: {rest}"),
                format!("{rest}\nselect pw, {rest}"),
            ] {
                found(&text);
            }
        }
    }
}
