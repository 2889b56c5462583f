//! Values that were broken into pieces: where a token goes on behind a seam.
//!
//! A list with a token in each line must not become one token. So lines are joined only where they
//! were broken at one width and the last one is shorter, as a terminal, a mail or `fold` does it.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr_iter, memchr2, memchr3_iter};

use super::{CodecId, Lead, Shape};
use crate::codec::joined::{Seam, SeamKind, seam};
use crate::span::Span;

/// The shortest piece in front of a line end.
const PIECE: usize = 16;
/// Two lines are pieces of one value only where the first is as wide as lines are broken at.
const WIDTH: usize = 40;
/// The shortest piece beside another seam.
const LITERAL: usize = 4;
/// The longest piece in quotation marks.
const LITERAL_MOST: usize = 4096;
/// What is taken of the line in front of the first piece: the name of the value.
const LABEL: usize = 160;

/// Adds the stretches of `text` in which pieces are to be joined.
pub(super) fn leads(text: &[u8], out: &mut Vec<Lead>) {
    if text.len() < PIECE + LITERAL {
        return;
    }
    let mut found: Vec<Span> = Vec::new();
    let mut joiner = Joiner { text, found: &mut found, from: 0 };
    for at in memchr_iter(b'\n', text) {
        let end = at - usize::from(text[..at].ends_with(b"\r"));
        if end >= PIECE && is_piece(text[end - 1]) && is_piece(text[end - PIECE]) {
            joiner.join(end, SeamKind::Line);
        } else if text[..end].ends_with(b"\\") {
            joiner.join(end - 1, SeamKind::Continued);
        } else if matches!(text.get(at + 1), Some(b' ' | b'\t'))
            && let Some(quote) = literal_end(text, end)
        {
            joiner.join(quote, SeamKind::Literals);
        }
    }
    if memchr2(b'"', b'\'', text).is_some() {
        joiner.from = 0;
        for quote in memchr_iter(b'+', text).filter_map(|at| literal_end(text, at)) {
            joiner.join(quote, SeamKind::Literals);
        }
        for operator in &*OPERATORS {
            joiner.from = 0;
            for quote in operator.find_iter(text).filter_map(|at| literal_end(text, at)) {
                joiner.join(quote, SeamKind::Literals);
            }
        }
    }
    joiner.from = 0;
    for at in memchr3_iter(0xe2, 0xc2, 0x1b, text) {
        joiner.join(at, SeamKind::Invisible);
    }
    found.sort_unstable();
    found.dedup_by(|next, last| next.start < last.end);
    out.extend(found.into_iter().map(|span| Lead::new(span, Some(CodecId::Joined), Shape::Any)));
}

/// Looks at seams from front to back.
struct Joiner<'a> {
    text: &'a [u8],
    found: &'a mut Vec<Span>,
    /// What stands before has been looked at: each byte is, a fixed number of times.
    from: usize,
}

impl Joiner<'_> {
    fn join(&mut self, at: usize, kind: SeamKind) {
        if at < self.from {
            return;
        }
        let Some(first) = seam(&self.text[at..]).filter(|seam| seam.kind == kind) else { return };
        let (found, stop) = stretch(self.text, at, first);
        self.from = stop;
        self.found.extend(found);
    }
}

/// Signs that put literals together, as they are usually written, besides the plus sign.
static OPERATORS: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| [" . ", " & ", "||"].map(Finder::new));

/// The quotation mark that ends a literal in front of `at`, with nothing but space
/// between.
fn literal_end(text: &[u8], at: usize) -> Option<usize> {
    let line = text[at.saturating_sub(24)..at].trim_ascii_end();
    let quote = at.saturating_sub(24) + line.len().checked_sub(1)?;
    matches!(text[quote], b'"' | b'\'' | b'`').then_some(quote)
}

/// The characters of tokens.
fn is_piece(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_+/.~%".contains(&byte)
}

fn pieces(text: &[u8]) -> usize {
    text.iter().take_while(|&&byte| is_piece(byte)).count()
}

fn pieces_before(text: &[u8]) -> usize {
    text.iter().rev().take(4096).take_while(|&&byte| is_piece(byte)).count()
}

/// The stretch around a seam, with what names the value, when the pieces beside it are parts of
/// one; and how far the text was looked at.
fn stretch(text: &[u8], at: usize, first: Seam) -> (Option<Span>, usize) {
    let before = pieces_before(&text[..at]);
    let start = at - before;
    let digits = |end: usize| text[start..end].iter().filter(|byte| byte.is_ascii_digit()).count();
    let (end, stop) = match first.kind {
        SeamKind::Line if before < PIECE || !is_made(&text[start..at]) => (None, at),
        SeamKind::Line => end_of_lines(text, start, at),
        SeamKind::Literals => {
            let (end, stop) = end_of_literals(text, at);
            (end.filter(|&end| before >= LITERAL && digits(end) > 0), stop)
        }
        SeamKind::Continued | SeamKind::Invisible if before == 0 => (None, at),
        SeamKind::Continued | SeamKind::Invisible => {
            let end = end_of_pieces(text, at);
            let is_one = end - at >= LITERAL && digits(end) > 1;
            (is_one.then_some(end), end)
        }
    };
    let line = &text[start.saturating_sub(LABEL)..start];
    let label = line.iter().rev().take_while(|&&byte| byte != b'\n').count();
    (end.map(|end| Span::new(start - label, end)), stop.max(at + 1))
}

/// Whether a piece looks like a part of something random.
fn is_made(piece: &[u8]) -> bool {
    let tail = &piece[piece.len().saturating_sub(40)..];
    let has = |is: fn(&u8) -> bool| tail.iter().any(is);
    let is_hex = || tail.len() >= 24 && tail.iter().all(u8::is_ascii_hexdigit);
    has(u8::is_ascii_digit)
        && (has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) || is_hex())
}

/// Where the last line of a value ends whose first piece stands at `start..end`, and how far the
/// text was looked at: what follows in there is no other value.
fn end_of_lines(text: &[u8], start: usize, end: usize) -> (Option<usize>, usize) {
    let line = text[..start].iter().rev().take(LABEL).take_while(|&&byte| byte != b'\n').count();
    let (piece, width, first) = (end - start, end - start + line, end);
    let mut at = end;
    while let Some(seam) = seam(&text[at..]).filter(|seam| seam.kind == SeamKind::Line) {
        let next = at + seam.len;
        let length = pieces(&text[next..]);
        let behind = text.get(next + length);
        let ends = behind.is_none_or(|byte| b"\n\r\"'`<)]},;&=".contains(byte));
        // The next line begins as the first piece does, or as tokens do: a list. Or it says
        // something else.
        if length == 0
            || !ends
            || is_named(&text[next + length..])
            || text[next..].starts_with(&text[start..start + 4])
            || begins_token(&text[next..])
        {
            break;
        }
        let indent = text[at..next].iter().rev().take_while(|&&byte| byte != b'\n').count();
        if length < piece && indent + length < width {
            // The last one, and it is shorter.
            let end = next + length;
            let is_one = at > first || width >= WIDTH;
            return ((is_one && is_rest(&text[next..end], at > first)).then_some(end), end);
        }
        if length != piece && indent + length != width {
            break;
        }
        at = next + length;
    }
    (None, at)
}

/// Whether what stands in front is a name: a value stands behind an equals sign that is no padding.
fn is_named(behind: &[u8]) -> bool {
    let signs = behind.iter().take_while(|&&byte| byte == b'=').count();
    signs > 0 && behind.get(signs).is_some_and(|&byte| !b"\n\r\"'`<)]},;&".contains(&byte))
}

/// Whether a last piece looks like the rest of something random: no word, number or address. Behind
/// `several` lines of one width less is asked of it.
fn is_rest(piece: &[u8], several: bool) -> bool {
    let letters = piece.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let has_digit = piece.iter().any(u8::is_ascii_digit);
    let turns = piece
        .windows(2)
        .filter(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase())
        .count();
    letters > 0 && (has_digit || turns > usize::from(!several))
}

/// Whether a text begins like a token that says what it is: `ghp_`, `sk-`, `eyJ`.
fn begins_token(text: &[u8]) -> bool {
    let word = text.iter().take(7).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let is_marked = matches!(text.get(word), Some(b'_' | b'-'));
    (2..7).contains(&word) && is_marked || text.starts_with(b"eyJ")
}

/// Where the literals end that begin before `at`, the end of the first one, and how far the text
/// was looked at.
fn end_of_literals(text: &[u8], mut at: usize) -> (Option<usize>, usize) {
    let quote = text[at];
    let mut end = None;
    while let Some(next) = seam(&text[at..]).filter(|seam| seam.kind == SeamKind::Literals) {
        let from = at + next.len;
        let literal = &text[from..(from + LITERAL_MOST).min(text.len())];
        let Some(length) = memchr2(quote, b'\n', literal) else { return (end, from) };
        if literal[length] != quote {
            return (end, from + length);
        }
        at = from + length;
        // A name is no part of the value in front of it.
        if matches!(text[at + 1..].trim_ascii_start().first(), Some(b':' | b'=')) {
            return (end, at);
        }
        end = Some(at + 1);
    }
    (end, at)
}

/// Where the pieces end that go on behind `at` without a look at lines.
fn end_of_pieces(text: &[u8], mut at: usize) -> usize {
    while let Some(next) = text.get(at..).and_then(seam) {
        if !matches!(next.kind, SeamKind::Continued | SeamKind::Invisible) {
            break;
        }
        let length = pieces(&text[at + next.len..]);
        if length == 0 {
            break;
        }
        at += next.len + length;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        leads(text.as_bytes(), &mut found);
        found.iter().map(|lead| &text[lead.span.range()]).collect()
    }

    #[test]
    fn joins_the_pieces_of_one_value_with_its_name() {
        for (text, stretch) in [
            (
                "x\nAuthorization: token Ab1cD2eF3gH4iJ5kL6mN\nO7pQ8r\ny",
                "Authorization: token Ab1cD2eF3gH4iJ5kL6mN\nO7pQ8r",
            ),
            (
                "  Ab1cD2eF3gH4iJ5k\n  L6mN7oP8qR9sT0uV\n  w1",
                "  Ab1cD2eF3gH4iJ5k\n  L6mN7oP8qR9sT0uV\n  w1",
            ),
            ("key=Ab1cD2\\\n  eF3gH4\n", "key=Ab1cD2\\\n  eF3gH4"),
            ("a; key = 'Ab1cD2' . 'eF3gH4';", "a; key = 'Ab1cD2' . 'eF3gH4'"),
            ("key \u{1b}[1mAb1cD2\u{1b}[0meF3gH4 x", "key \u{1b}[1mAb1cD2\u{1b}[0meF3gH4"),
        ] {
            assert_eq!(joined(text), [stretch], "{text:?}");
        }
    }

    #[test]
    fn leaves_lists_and_words() {
        for text in [
            "Ab1cD2eF3gH4iJ5k\nL6mN7oP8qR9sT0uV\nw1X2y3Z4a5B6c7D8\n",
            "eyJhbGciOiJIUzI1NiJ9\neyJhbGciOi\n",
            "Ab1cD2eF3gH4iJ5kL6\nghp_L6mN7oP8q\n",
            "the-blue-jay-is-a-bird\nand-flies\n",
            "api_key=Ab1cD2eF3gH4iJ5k\nDEBUG=true\n",
            "api_key=Ab1cD2eF3gH4iJ5k\nport=x1y2\n",
            "token: Ab1cD2eF3gH4iJ5k\nbuild9a\n",
            "token: Ab1cD2eF3gH4iJ5k\nThanks\n",
            "token: Ab1cD2eF3gH4iJ5k\nid: x1\n",
            "token: Ab1cD2eF3gH4iJ5k\n10.0.0.1\n",
            "token: Ab1cD2eF3gH4iJ5k\n10.0.0.1x - GET\n",
            "src/components/Button\nsrc/x\n",
            "const a = 'one' + 'two';",
            "  key: \"Ab1cD2\"\n  \"eF3gH4\": 5\n",
            "key \"Ab1cD2\"\n\"eF3gH4\"\n",
            "first \\\n  second",
            "\u{ad}soft and Ab1 \u{200b} Cd2",
        ] {
            assert!(joined(text).is_empty(), "{text:?}: {:?}", joined(text));
        }
    }
}
