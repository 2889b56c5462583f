//! The names of the parameters of a statement of SQL whose values stand beside it or behind it:
//! `{"sql": "INSERT INTO users (name, password) VALUES (?, ?)", "params": ["anna", "…"]}`.

use crate::span::Span;

/// Longer statements are not read.
const LONGEST: usize = 8 << 10;
/// So many parameters have names.
const MOST: usize = 64;

/// The names of the parameters of the statement at `span`, by their places; empty where there is
/// none. `None` for a text that has no parameters.
pub(crate) fn parameters(text: &[u8], span: Span) -> Option<Vec<Span>> {
    let statement = span.slice(text);
    let marks = statement.iter().any(|byte| matches!(byte, b'?' | b'$' | b'%' | b':' | b'@'));
    if !marks || statement.len() > LONGEST || !begins(statement) {
        return None;
    }
    let columns = columns(statement).unwrap_or_default();
    let mut names: Vec<Span> = Vec::new();
    let (mut at, mut next) = (0, 0);
    // In the row behind `VALUES`: how deep in brackets, and in which column.
    let (mut depth, mut column, mut row) = (0_usize, 0, false);
    while at < statement.len() {
        match statement[at] {
            quote @ (b'\'' | b'`') => {
                at += 1 + statement[at + 1..].iter().position(|&byte| byte == quote)?;
            }
            b'(' => {
                row |= depth == 0 && ends_with_word(&statement[..at], b"values");
                column = if row && depth == 0 { 0 } else { column };
                depth += 1;
            }
            b')' => {
                depth = depth.saturating_sub(1);
                row &= depth > 0 || statement[at + 1..].trim_ascii_start().starts_with(b",");
            }
            b',' if depth <= 1 => column += 1,
            _ => {
                if let Some((length, number)) = mark(&statement[at..]) {
                    let place = number.unwrap_or(next);
                    next += 1;
                    let name = if row && depth > 0 {
                        columns.get(column).copied()
                    } else {
                        compared(statement, at)
                    };
                    if place < MOST {
                        names.resize(names.len().max(place + 1), Span::new(0, 0));
                        names[place] =
                            name.map_or(Span::new(0, 0), |name| name.shifted(span.start));
                    }
                    at += length - 1;
                }
            }
        }
        at += 1;
    }
    names.iter().any(|name| !name.is_empty()).then_some(names)
}

/// Words with which a statement begins.
const WORDS: [&[u8]; 8] =
    [b"insert", b"update", b"select", b"replace", b"upsert", b"merge", b"delete", b"with"];

/// Where the last statement begins that a line has before its end.
pub(crate) fn begins_in(line: &[u8]) -> Option<usize> {
    (0..line.len()).rev().find(|&at| {
        let is_start = at == 0 || !line[at - 1].is_ascii_alphanumeric() && line[at - 1] != b'_';
        is_start
            && WORDS[..7].iter().any(|word| {
                line[at..].get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
                    && line.get(at + word.len()).is_some_and(u8::is_ascii_whitespace)
            })
    })
}

fn begins(statement: &[u8]) -> bool {
    let start = statement.trim_ascii_start();
    WORDS.iter().any(|word| start.get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word)))
}

/// The length of a parameter's mark, and its number where it has one.
fn mark(rest: &[u8]) -> Option<(usize, Option<usize>)> {
    let number = |skip: usize| {
        let digits = rest[skip..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&rest[skip..skip + digits]).ok()?.parse::<usize>().ok()?;
        Some((skip + digits, Some(number.checked_sub(1)?)))
    };
    match rest {
        [b'?', next, ..] if next.is_ascii_digit() => number(1),
        [b'?', ..] => Some((1, None)),
        [b'$' | b':', next, ..] if next.is_ascii_digit() => number(1),
        [b'@', b'p' | b'P', next, ..] if next.is_ascii_digit() => number(2),
        [b'%', b's', ..] => Some((2, None)),
        _ => None,
    }
}

/// The names of the columns of an `INSERT`, in its own offsets.
fn columns(statement: &[u8]) -> Option<Vec<Span>> {
    let open = memchr::memchr(b'(', statement)?;
    let close = open + memchr::memchr(b')', &statement[open..])?;
    let mut columns = Vec::new();
    let mut at = open + 1;
    for name in statement[open + 1..close].split(|&byte| byte == b',') {
        let span = Span::new(at, at + name.len());
        columns.push(bare(statement, span));
        at = span.end + 1;
    }
    Some(columns)
}

/// The name that a parameter is compared with or set to: `password = ?`, `token LIKE $1`.
fn compared(statement: &[u8], at: usize) -> Option<Span> {
    let before = statement[..at].trim_ascii_end();
    let before = match before {
        [rest @ .., b'('] => rest.trim_ascii_end(),
        _ => before,
    };
    let signs = before.iter().rev().take(3).take_while(|b| b"=<>!~".contains(b)).count();
    let end = if signs > 0 {
        before.len() - signs
    } else {
        let word = [&b"like"[..], b"ilike", b"in"]
            .into_iter()
            .find(|word| ends_with_word(before, word))?;
        before.len() - word.len()
    };
    let name = before[..end].trim_ascii_end();
    let length = name.iter().rev().take(96).take_while(|&&byte| is_name(byte)).count();
    (length > 0).then(|| bare(statement, Span::new(name.len() - length, name.len())))
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'"' | b'`' | b'[' | b']' | b'\\')
}

/// A name without its table, quotes and white space.
fn bare(statement: &[u8], span: Span) -> Span {
    let is = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let name = span.slice(statement);
    let Some(last) = name.iter().rposition(is) else { return Span::new(span.start, span.start) };
    let length = name[..=last].iter().rev().take_while(|byte| is(byte)).count();
    Span::new(span.start + last + 1 - length, span.start + last + 1)
}

fn ends_with_word(text: &[u8], word: &[u8]) -> bool {
    let text = text.trim_ascii_end();
    let Some(start) = text.len().checked_sub(word.len()) else { return false };
    text[start..].eq_ignore_ascii_case(word)
        && !text[..start].last().is_some_and(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::json::Json;
    use crate::format::seen;

    #[test]
    fn names_elements_by_parameters_and_flags() {
        for (text, wanted) in [
            (
                r#"{"sql":"INSERT INTO u (n, pw) VALUES (?, ?)","params":["anna","s3x9"]}"#,
                "key params.[1] (pw)=s3x9",
            ),
            (
                r#"{"text":"UPDATE u SET pw = $2, n = $3 WHERE id = $1","values":[7,"s3x9","anna"]}"#,
                "key values.[1] (pw)=s3x9",
            ),
            (
                r#"{"sql":"INSERT INTO u (n, pw) VALUES (?, ?)","params":[["anna","s3x9"],["bob","t4"]]}"#,
                "key params.[0].[1] (pw)=s3x9",
            ),
            (r#"{"args":["--api-token","s3x9"]}"#, "key args.[1] (api-token)=s3x9"),
            (r#"{"args":["run","-v","--api-token","s3x9"]}"#, "key args.[3] (api-token)=s3x9"),
        ] {
            let seen = seen::seen(&Json, text);
            assert!(seen.iter().any(|line| line.starts_with(wanted)), "{wanted} in {seen:?}");
        }
        let seen = seen::seen(&Json, r#"["--verbose","--api-token","--dry-run","x"]"#);
        assert!(!seen.iter().any(|line| line.contains("api-token)")), "{seen:?}");
    }

    #[test]
    fn names_parameters_by_place() {
        for (statement, expected) in [
            ("INSERT INTO users (name, password) VALUES (?, ?)", &["name", "password"][..]),
            (
                "insert into `u` (`n`, \\\"pw\\\") values ($1, crypt($2, 'x')), (1, ?)",
                &["n", "pw", "pw"],
            ),
            ("UPDATE users SET u.password = %s, n=%s WHERE id = %s", &["password", "n", "id"]),
            ("SELECT * FROM t WHERE token LIKE ? OR ? < age", &["token", ""]),
            ("INSERT INTO u (a, b, c) VALUES (now(), 'x, (', :1)", &["c"]),
            ("SELECT 1", &[]),
            ("Will it rain? (password = ?)", &[]),
        ] {
            let text = format!("\"{statement}\"");
            let span = Span::new(1, text.len() - 1);
            let names = parameters(text.as_bytes(), span).unwrap_or_default();
            let names: Vec<&str> = names.iter().map(|name| &text[name.range()]).collect();
            assert_eq!(names, expected, "in {statement}");
        }
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(rest in "[a-c(),='\"?$%s1 ]{0,60}") {
            for statement in [format!("INSERT INTO u (a, b) VALUES {rest}"), format!("update {rest}")] {
                parameters(statement.as_bytes(), Span::of(statement.as_bytes()));
            }
        }
    }
}
