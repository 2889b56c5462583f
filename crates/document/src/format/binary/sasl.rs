//! What a client answers where SASL asks for a plain password: `\0user\0password` (RFC 4616), as
//! all of a text or behind its length in a frame, as AMQP and Kafka have it.

use super::run;
use crate::format::{Context, Field, Sink};
use crate::span::Span;

/// The longest user name and password.
const PART: usize = 255;
/// The answer stands among the first bytes.
const NEAR: usize = 1024;
/// Frames in which more places than these look like an answer are none.
const TRIES: usize = 64;

/// Reads `text` as an answer, or as a frame with one. Returns whether it was that.
pub(super) fn plain(text: &[u8], to: &mut dyn Sink) -> bool {
    if let Some(answer) = answer(text, Span::of(text)) {
        tell(text, &answer, to);
        return true;
    }
    let near = &text[..text.len().min(NEAR)];
    for start in memchr::memchr_iter(0, near).take(TRIES) {
        let Some(whole) = behind_length(text, start) else { continue };
        let Some(answer) = answer(text, whole) else { continue };
        run::named(text, Span::new(0, whole.start), to);
        tell(text, &answer, to);
        run::named(text, Span::new(whole.end, text.len()), to);
        return true;
    }
    false
}

/// The stretch that begins at `start` and whose length stands right in front, in four bytes, in
/// two, or in one.
fn behind_length(text: &[u8], start: usize) -> Option<Span> {
    [4, 2, 1].into_iter().find_map(|width| {
        let bytes = &text[start.checked_sub(width)?..start];
        let length = bytes.iter().fold(0_usize, |number, &byte| number << 8 | usize::from(byte));
        let end = start.checked_add(length).filter(|&end| end <= text.len())?;
        (5..2 * PART).contains(&length).then(|| Span::new(start, end))
    })
}

struct Answer {
    user: Span,
    password: Span,
}

/// The user and the password of an answer that is all of a stretch.
fn answer(text: &[u8], span: Span) -> Option<Answer> {
    let bytes = span.slice(text);
    if bytes.len() > 3 * PART {
        return None;
    }
    let first = memchr::memchr(0, bytes)?;
    let second = first + 1 + memchr::memchr(0, &bytes[first + 1..])?;
    let (identity, user) = (&bytes[..first], &bytes[first + 1..second]);
    let password = &bytes[second + 1..];
    let is_part =
        |part: &[u8]| (1..=PART).contains(&part.len()) && !part.contains(&0) && run::is_text(part);
    let speaks = (identity.is_empty() || identity == user)
        && is_part(user)
        && is_part(password)
        && password.len() >= 3
        && !user.iter().any(u8::is_ascii_whitespace);
    speaks.then(|| Answer {
        user: Span::new(span.start + first + 1, span.start + second),
        password: Span::new(span.start + second + 1, span.end),
    })
}

fn tell(text: &[u8], answer: &Answer, to: &mut dyn Sink) {
    debug_assert!(answer.password.end <= text.len(), "an answer lies in its text");
    to.value(&Field::named(Context::Key, b"username", answer.user, None));
    to.value(&Field::named(Context::Key, b"password", answer.password, None));
}
