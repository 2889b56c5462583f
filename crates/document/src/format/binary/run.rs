//! Printable runs.

use crate::format::{Context, Field, Sink};
use crate::span::Span;

/// Shorter runs are noise.
const SHORT: usize = 6;
/// The same in pictures and films.
const LONG: usize = 12;
/// A name may be this short, and its value a little longer.
const NAME: usize = 3;
const VALUE: usize = 4;
/// Bytes of type and length between a name and its value.
const GAP: usize = 8;

/// Hands on the long ASCII runs of something large that is mostly noise.
pub(super) fn long(text: &[u8], to: &mut dyn Sink) {
    let mut at = 0;
    // Whatever is as long as that has a byte at every LONG-th place.
    while at + LONG <= text.len() {
        let probe = at + LONG - 1;
        if !is_printable(text[probe]) {
            at += LONG;
            continue;
        }
        let before = text[at..probe].iter().rev().take_while(|&&byte| is_printable(byte)).count();
        let behind = text[probe..].iter().take_while(|&&byte| is_printable(byte)).count();
        let run = Span::new(probe - before, probe + behind);
        if run.len() >= LONG {
            to.value(&Field::text(run));
        }
        at = run.end;
    }
}

/// Hands on the runs in `span`, each named by a short one directly before it.
pub(super) fn named(text: &[u8], span: Span, to: &mut dyn Sink) {
    let mut name: Option<Span> = None;
    let mut at = span.start;
    while let Some(run) = next(text, at, span.end) {
        at = run.end;
        let run = without_length(text, trim(text, run));
        if run.len() < NAME {
            continue;
        }
        let near = name.filter(|name| run.start - name.end <= GAP);
        match near {
            Some(name) if run.len() >= VALUE => {
                to.value(&Field::text(name));
                to.value(&Field::named(Context::Key, name.slice(text), run, None));
            }
            _ => {}
        }
        let named = near.is_some() && run.len() >= VALUE;
        let pending = !named && is_identifier(run.slice(text));
        if let Some(lonely) = name.take().filter(|name| near.is_none() && name.len() >= SHORT) {
            to.value(&Field::text(lonely));
        }
        if pending {
            name = Some(run);
        } else if !named && run.len() >= SHORT {
            to.value(&Field::text(run));
        }
    }
    if let Some(lonely) = name.filter(|name| name.len() >= SHORT) {
        to.value(&Field::text(lonely));
    }
}

/// The next run of printable characters, those of UTF-8 included.
fn next(text: &[u8], mut at: usize, end: usize) -> Option<Span> {
    loop {
        at += text.get(at..end)?.iter().position(|&byte| is_candidate(byte))?;
        let mut stop = at;
        while stop < end && is_candidate(text[stop]) {
            if text[stop] < 0x80 {
                stop += 1;
                continue;
            }
            let length = character(&text[stop..end]);
            if length == 0 {
                break;
            }
            stop += length;
        }
        if stop > at {
            return Some(Span::new(at, stop));
        }
        at += 1;
    }
}

/// The length of the character of two or more bytes at the beginning, 0 when there is none.
fn character(bytes: &[u8]) -> usize {
    let length = match bytes[0] {
        0xc3..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return 0,
    };
    let valid = bytes.get(..length).is_some_and(|bytes| std::str::from_utf8(bytes).is_ok());
    if valid { length } else { 0 }
}

/// Without a first byte that tells the length of the rest.
fn without_length(text: &[u8], run: Span) -> Span {
    let told = usize::from(text[run.start]) == run.len() - 1;
    if told && run.len() > SHORT { Span::new(run.start + 1, run.end) } else { run }
}

fn trim(text: &[u8], run: Span) -> Span {
    let bytes = run.slice(text);
    // The space before 32 letters is their length.
    let length = bytes.first() == Some(&b' ') && bytes.len() == 33;
    let start = if length { 0 } else { bytes.len() - bytes.trim_ascii_start().len() };
    let end = bytes.trim_ascii_end().len().max(start);
    if start == end {
        return Span::new(run.start, run.start + 1);
    }
    Span::new(run.start + start, run.start + end)
}

pub(super) fn is_identifier(text: &[u8]) -> bool {
    (NAME..=40).contains(&text.len())
        && (text[0].is_ascii_alphabetic() || text[0] == b'_')
        && text.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
        && text.iter().filter(|byte| byte.is_ascii_digit()).count() <= 3
}

#[inline]
fn is_printable(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r')
}

#[inline]
fn is_candidate(byte: u8) -> bool {
    is_printable(byte) || byte >= 0xc3
}

/// Whether all of it is text.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| {
        !text.contains(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
    })
}
