//! The output parses as the same format with the same shape.

use rayon::prelude::*;

use scrubjay_document::json::lexer::{Lexer, Token};
use scrubjay_document::zip::{Archive, Part, PartKind};
use scrubjay_document::{Edit, Limits, Span, Step};

use super::{CheckId, CheckResult, result};
use crate::count::count;
use crate::engine::FileScan;
use crate::source::{self, Kind, Opened};

/// Compares the shapes of both files: of the input what was read of it, and its bytes.
pub(super) fn check(
    original: &[u8],
    before: &FileScan,
    edits: &[Edit],
    after: &Opened<'_>,
    limits: &Limits,
) -> CheckResult {
    let fail = |detail: String| result(CheckId::Readable, false, detail);
    let codecs = |chain: &[Step]| chain.iter().map(|step| step.codec).collect::<Vec<_>>();
    if codecs(&before.wrappings) != codecs(&after.chain) {
        return fail("the output is wrapped otherwise than the input".to_owned());
    }
    // Where no structure could be read, how much of it looked like JSON is all that tells the two.
    let is_loose = before.value.is_none() && after.value.is_none();
    if before.kind != after.kind && !is_loose {
        return fail(format!(
            "the input is {}, the output is {}",
            before.kind.label(),
            after.kind.label()
        ));
    }
    if after.salvage.is_some() {
        return fail("the output breaks off".to_owned());
    }
    if before.entries != after.entries {
        return fail(format!(
            "the input has {}, the output {}",
            count(before.entries, "entry"),
            after.entries
        ));
    }
    if let Some(archive) = &after.archive {
        return members(original, before, edits, archive, &after.text, limits);
    }
    let (Some(left), Some(right)) = (before.value, after.value) else {
        return result(CheckId::Readable, true, format!("{}, as the input", after.kind.label()));
    };
    let text = source::inside(original, &before.wrappings, limits);
    let end = before.salvage.as_ref().map_or(text.len(), |(end, _)| *end);
    // Only in a file without wrappings are the edits those of its text.
    let edits = before.wrappings.is_empty().then_some(edits);
    match same_shape(&text[..end], left.start, &after.text, right.start, limits, edits) {
        Ok(tokens) => result(
            CheckId::Readable,
            true,
            format!(
                "{} with {} and {}, as the input",
                after.kind.label(),
                count(after.entries, "entry"),
                count(tokens, "token")
            ),
        ),
        Err(at) => {
            fail(format!("the shape differs from the input's at byte {at} of the output's text"))
        }
    }
}

/// Walks both archives side by side: the same parts in the same order, names that no edit touches
/// the same, and each member that was written again unpacks to what is said of it.
fn members(
    original: &[u8],
    before: &FileScan,
    edits: &[Edit],
    after: &Archive,
    right: &[u8],
    limits: &Limits,
) -> CheckResult {
    let fail = |detail: String| result(CheckId::Readable, false, detail);
    let left = source::inside(original, &before.wrappings, limits);
    let Some(archive) = Archive::read(&left, limits) else {
        return fail("the input is no archive".to_owned());
    };
    if archive.len() != after.len() {
        return fail(format!(
            "the input has {}, the output {}",
            count(archive.len(), "member"),
            after.len()
        ));
    }
    // Only in a file without other wrappings are the edits those of its text.
    let edits = (before.wrappings.len() == 1).then_some(edits);
    let (parts, others) = (archive.parts(), after.parts());
    let may_be_edited = |span: Span| {
        edits.is_none_or(|edits| {
            let near = edits.partition_point(|edit| edit.span.end <= span.start);
            edits.get(near).is_some_and(|edit| edit.span.start < span.end)
        })
    };
    let is_same = |(part, other): (&Part, &Part)| {
        part.kind == other.kind
            && (part.kind != PartKind::Name
                || may_be_edited(part.span)
                || part.span.slice(&left) == other.span.slice(right))
    };
    if parts.len() != others.len() || !parts.iter().zip(&others).all(is_same) {
        return fail("the archive is put together otherwise than the input".to_owned());
    }
    let broken = (0..after.len()).into_par_iter().find_first(|&member| {
        let was = archive.data(member).map(|data| data.slice(&left));
        let is_changed = was != after.data(member).map(|data| data.slice(right));
        archive.is_consistent(member) && !after.is_consistent(member)
            || is_changed && !after.is_sound(member, right, &limits.of_file())
    });
    match broken {
        Some(member) => fail(format!("member {member} of the archive is not as the archive tells")),
        None => {
            let detail =
                format!("a zip archive with {}, as the input", count(after.len(), "member"));
            result(CheckId::Readable, true, detail)
        }
    }
}

/// Walks both documents side by side. A scalar may have become a string, and a list of bytes may
/// have other ones than before; names that no edit touches are the same. Without `edits` to go by, names are not compared.
fn same_shape(
    left: &[u8],
    left_at: usize,
    right: &[u8],
    right_at: usize,
    limits: &Limits,
    edits: Option<&[Edit]>,
) -> Result<usize, usize> {
    let mut a = Lexer::new(left, left_at, limits.nesting);
    let mut b = Lexer::new(right, right_at, limits.nesting);
    let mut edits = edits.map(|edits| edits.iter().peekable());
    let mut tokens = 0;
    // Whether both are in a list that has had nothing but bytes so far.
    let mut in_bytes = false;
    loop {
        let (mut token, mut other) = (a.token(), b.token());
        tokens += 1;
        let was_in_bytes = in_bytes;
        in_bytes = match (token, other) {
            (Token::ArrayStart(_), Token::ArrayStart(_)) => true,
            (Token::Scalar(one), Token::Scalar(two)) => {
                in_bytes && is_byte(one.slice(left)) && is_byte(two.slice(right))
            }
            _ => false,
        };
        if was_in_bytes {
            token = skip_bytes(token, other, left, &mut a);
            other = skip_bytes(other, token, right, &mut b);
        }
        match (token, other) {
            (Token::ObjectStart(_), Token::ObjectStart(_))
            | (Token::ObjectEnd(_), Token::ObjectEnd(_))
            | (Token::ArrayStart(_), Token::ArrayStart(_))
            | (Token::ArrayEnd(_), Token::ArrayEnd(_))
            | (Token::String(_), Token::String(_))
            | (Token::Scalar(_), Token::Scalar(_) | Token::String(_)) => {}
            (Token::Key(key), Token::Key(same)) => {
                let may_be_edited = edits.as_mut().is_none_or(|edits| {
                    while edits.next_if(|edit| edit.span.end <= key.start).is_some() {}
                    edits.peek().is_some_and(|edit| edit.span.overlaps(key))
                });
                if !may_be_edited && key.slice(left) != same.slice(right) {
                    return Err(same.start);
                }
            }
            // What is cut off the original is closed in the output; what is broken stays so.
            (Token::End(_), Token::End(_))
            | (Token::Broken(_), Token::Broken(_))
            | (Token::Cut(_), Token::ObjectEnd(_) | Token::ArrayEnd(_) | Token::End(_)) => {
                return Ok(tokens);
            }
            (_, Token::End(at) | Token::Broken(at) | Token::Cut(at)) => return Err(at),
            _ => return Err(b.offset()),
        }
    }
}

/// Where a list of bytes has ended on the other side, passes over those that this side has yet.
fn skip_bytes<'t>(mut token: Token, other: Token, text: &'t [u8], lexer: &mut Lexer<'t>) -> Token {
    while let (Token::Scalar(byte), Token::ArrayEnd(_)) = (token, other)
        && is_byte(byte.slice(text))
    {
        token = lexer.token();
    }
    token
}

/// Whether a number is written as a byte is in a list of them.
fn is_byte(number: &[u8]) -> bool {
    std::str::from_utf8(number).is_ok_and(|number| number.parse::<u8>().is_ok())
}

/// Whether an output parses, with nothing to compare it with.
pub(super) fn alone(opened: &Opened<'_>) -> CheckResult {
    let whole = opened.salvage.is_none() && opened.unread.is_empty();
    let detail = match (whole, opened.kind) {
        (true, Kind::Har) => {
            format!("an HTTP archive with {}", count(opened.entries, "entry"))
        }
        (true, Kind::Zip) => {
            let members = opened.archive.as_ref().map_or(0, Archive::len);
            format!("a zip archive with {}", count(members, "member"))
        }
        (true, kind) => kind.label().to_owned(),
        (false, kind) => format!("{} that is damaged or breaks off", kind.label()),
    };
    result(CheckId::Readable, whole, detail)
}
