//! A value that was broken into pieces: lines of a terminal or a mail, literals that a program
//! puts together, pieces between characters that nobody sees.
//!
//! What stands between the pieces decodes to nothing. Where pieces are worth joining says
//! [`broken`](crate::text).

use crate::codec::unit::{self, Unit, Units};
use crate::codec::{Codec, CodecId, Decoded, Refusal};
use crate::limits::Limits;
use crate::span::Edit;

pub(super) struct Joined;

impl Codec for Joined {
    fn id(&self) -> CodecId {
        CodecId::Joined
    }

    fn decode<'a>(&self, raw: &'a [u8], _limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        Ok(Decoded::units(unit::decode(self, raw)))
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        Ok(unit::lift(self, raw, edits))
    }
}

impl Units for Joined {
    const REACH: usize = LONGEST;

    fn plain_end(&self, raw: &[u8], from: usize) -> usize {
        let may_begin = |byte: &u8| {
            matches!(byte, b'\n' | b'\r' | b'\\' | b'"' | b'\'' | b'`' | 0x1b | 0xc2 | 0xe2 | 0xef)
        };
        raw[from..].iter().position(may_begin).map_or(raw.len(), |length| from + length)
    }

    fn unit(&self, raw: &[u8]) -> Unit {
        seam(raw).map_or_else(|| Unit::loose(raw[0]), |seam| Unit::nothing(seam.len))
    }

    /// No placeholder holds anything that could be a seam.
    fn encode(&self, text: &[u8], out: &mut Vec<u8>) {
        out.extend_from_slice(text);
    }
}

/// The longest seam, in bytes.
const LONGEST: usize = 96;

/// What stands between two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seam {
    /// How long it is, in bytes.
    pub(crate) len: usize,
    /// What kind of seam.
    pub(crate) kind: SeamKind,
}

/// Kinds of seams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SeamKind {
    /// The end of a line with what begins the next one: space, quotation or comment marks.
    Line,
    /// The same behind a backslash, which says that the line goes on.
    Continued,
    /// Between two literals.
    Literals,
    /// Characters that nobody sees.
    Invisible,
}

/// The seam at the beginning of `raw`.
pub(crate) fn seam(raw: &[u8]) -> Option<Seam> {
    let raw = &raw[..raw.len().min(LONGEST)];
    let (len, kind) = match raw {
        [b'\n' | b'\r', ..] => {
            let end = line_end(raw)?;
            let begins = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'>' | b'#' | b'|' | b'*');
            (end + raw[end..].iter().take_while(begins).count(), SeamKind::Line)
        }
        [b'\\', rest @ ..] => {
            let end = 1 + line_end(rest)?;
            (end + blank(&raw[end..]), SeamKind::Continued)
        }
        [quote @ (b'"' | b'\'' | b'`'), rest @ ..] => {
            (1 + between_literals(rest, *quote)?, SeamKind::Literals)
        }
        // Zero width space, joiners, marks of direction; word joiner; byte order mark; soft hyphen.
        [0xe2, 0x80, 0x8b..=0x8f, ..] | [0xe2, 0x81, 0xa0, ..] | [0xef, 0xbb, 0xbf, ..] => {
            (3, SeamKind::Invisible)
        }
        [0xc2, 0xad, ..] => (2, SeamKind::Invisible),
        // ECMA-48: the colours of a terminal.
        [0x1b, b'[', rest @ ..] => {
            let numbers = rest.iter().take_while(|b| b.is_ascii_digit() || **b == b';').count();
            (rest.get(numbers) == Some(&b'm')).then_some((numbers + 3, SeamKind::Invisible))?
        }
        _ => return None,
    };
    Some(Seam { len, kind })
}

fn line_end(raw: &[u8]) -> Option<usize> {
    match raw {
        [b'\n', ..] => Some(1),
        [b'\r', b'\n', ..] => Some(2),
        _ => None,
    }
}

fn blank(raw: &[u8]) -> usize {
    raw.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

fn white(raw: &[u8]) -> usize {
    raw.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// What stands behind the quotation mark that ends a literal, up to behind the one that begins the
/// next, where a program puts the two together: `+` of most languages, `.` of PHP and Perl, `&` of
/// Basic, `||` of SQL, nothing but a line end in C and Python.
fn between_literals(rest: &[u8], quote: u8) -> Option<usize> {
    let first = white(rest);
    let operator = match &rest[first..] {
        [b'|', b'|', ..] => 2,
        [b'+' | b'.' | b'&', ..] => 1,
        _ if rest[..first].contains(&b'\n') => 0,
        _ => return None,
    };
    let mut at = first + operator;
    at += blank(&rest[at..]);
    // Basic and shells say so where the line goes on.
    let goes_on = rest.get(at).is_some_and(|byte| matches!(byte, b'_' | b'\\' | b'`'))
        && line_end(&rest[at + 1..]).is_some();
    at += usize::from(goes_on);
    at += white(&rest[at..]);
    (rest.get(at) == Some(&quote)).then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_what_was_broken() {
        for raw in [
            "blue\njay",
            "blue\r\n  jay",
            "blue\n> jay",
            "blue\\\n    jay",
            "blue\" + \"jay",
            "blue' . 'jay",
            "blue' || 'jay",
            "blue\" & _\r\n  \"jay",
            "blue\"\n     \"jay",
            "blue\u{200b}jay",
            "blue\u{ad}jay",
            "blue\u{1b}[0;1mjay",
        ] {
            let decoded = Joined.decode(raw.as_bytes(), &Limits::default()).expect("it decodes");
            assert_eq!(decoded.bytes.as_ref(), b"bluejay", "{raw:?}");
        }
    }

    #[test]
    fn leaves_what_is_no_seam() {
        for raw in [
            "blue\" \"jay",
            "blue\", \"jay",
            "blue\" + 'jay",
            "blue\\jay",
            "blue\rjay",
            "bläu — jay",
        ] {
            let decoded = Joined.decode(raw.as_bytes(), &Limits::default()).expect("it decodes");
            assert_eq!(decoded.bytes.as_ref(), raw.as_bytes(), "{raw:?}");
        }
    }

    #[test]
    fn an_edit_takes_the_seams_inside_it_and_no_other() {
        let raw = b"key = \"blue\" + \"jay\" + \"nest\"";
        // key = "bluejaynest"
        let edit = Edit { span: (7..14).into(), replacement: b"X".to_vec() };
        let lifted = Joined.lift(raw, &[edit], &Limits::default()).expect("it lifts");
        let mut out = Vec::new();
        crate::span::splice(raw, &lifted, &mut out);
        assert_eq!(String::from_utf8_lossy(&out), "key = \"X\" + \"nest\"");
    }
}
