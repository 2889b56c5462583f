//! Lists of codes behind a heading, as pages show them that hand out codes for later.

use crate::span::Span;

/// The lines of codes behind a heading that ends with `word`: with numbers or bullets in front, one
/// or two on a line.
pub fn listed(text: &[u8], word: Span) -> Vec<Span> {
    const LINES: usize = 40;
    // Words between the heading and the codes.
    const PROSE: usize = 3;
    let mut found = Vec::new();
    let Some(end) = memchr::memchr(b'\n', &text[word.end..(word.end + 400).min(text.len())]) else {
        return found;
    };
    let (mut at, mut prose) = (word.end + end + 1, 0);
    for _ in 0..LINES {
        let rest = &text[at..];
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = &rest[..length];
        let codes = codes(line);
        if codes.is_empty() && !line.trim_ascii().is_empty() {
            prose += 1;
            if !found.is_empty() || prose > PROSE {
                break;
            }
        }
        found.extend(codes.into_iter().map(|code| code.shifted(at)));
        at += length + 1;
        if at >= text.len() {
            break;
        }
    }
    // A single number behind such words is the number of codes that are left.
    if found.len() < 2 { Vec::new() } else { found }
}

/// The codes of a line that holds nothing else.
fn codes(line: &[u8]) -> Vec<Span> {
    let is_mark = |byte: u8| byte.is_ascii_digit() || b".)*-#[]: \t".contains(&byte);
    let mut start = line.len() - line.trim_ascii_start().len();
    // `1. `, `10) `, `* `, `[ ] `
    let mark = line[start..].iter().take(5).take_while(|&&byte| is_mark(byte)).count();
    if let Some(space) = line[start..start + mark].iter().rposition(|&byte| byte == b' ')
        && line[start..start + space].iter().any(|byte| !byte.is_ascii_digit())
    {
        start += space + 1;
    }
    let body = line[start..].trim_ascii();
    let mut codes = Vec::new();
    let mut at = start + (line[start..].len() - line[start..].trim_ascii_start().len());
    // Two columns stand apart by more than one space.
    for column in body.split(|&byte| byte == b'\t') {
        let mut from = at;
        at += column.len() + 1;
        for cell in split_wide(column) {
            let code = cell.trim_ascii();
            if !is_typed_code(code) {
                return Vec::new();
            }
            let lead = cell.len() - cell.trim_ascii_start().len();
            codes.push(Span::new(from + lead, from + lead + code.len()));
            from += cell.len() + 2;
        }
    }
    codes
}

/// The parts between double spaces.
fn split_wide(text: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = memchr::memmem::find(rest, b"  ") {
        parts.push(&rest[..at]);
        rest = &rest[at + 2..];
    }
    parts.push(rest);
    parts
}

/// Whether a text is one code as people type it: 6 to 32 letters and digits that make no word,
/// perhaps in groups.
fn is_typed_code(text: &[u8]) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b' ');
    let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
    let spaces = text.iter().filter(|&&byte| byte == b' ').count();
    let turns = text.windows(2).filter(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
    let group = text.iter().position(|&byte| byte == b'-').unwrap_or(0);
    let grouped = group >= 4 && text.split(|&byte| byte == b'-').all(|part| part.len() == group);
    (6..=32).contains(&text.len())
        && text.iter().all(plain)
        && match spaces {
            0 => digits > 0 || grouped || turns.count() >= 2,
            1 => digits + 1 == text.len(),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_lines_of_codes_behind_a_heading() {
        let list = |text: &str| -> Vec<String> {
            let at = text.find("codes").expect("the heading stands in the text");
            let found = listed(text.as_bytes(), Span::new(at, at + 5));
            found.iter().map(|span| text[span.range()].to_owned()).collect()
        };
        for (text, codes) in [
            (
                "backup codes\nKeep them safe.\n\n1. 1234 5678\n2. 8765 4321\n\nBye.",
                &["1234 5678", "8765 4321"][..],
            ),
            ("codes:\r\nab12c-d3e4f\r\n* x9y8z-w7v6u\r\n", &["ab12c-d3e4f", "x9y8z-w7v6u"]),
            (
                "codes\n12345678  87654321\n11112222\t22221111\n",
                &["12345678", "87654321", "11112222", "22221111"],
            ),
            ("codes\n10\n", &[]),
            ("codes left\n12345678\nof ten", &[]),
            (
                "codes are made\nof words\nand of nothing\nelse than\nfour words\n123456\n654321\n",
                &[],
            ),
        ] {
            assert_eq!(list(text), codes, "in {text}");
        }
    }
}
