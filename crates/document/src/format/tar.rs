//! tar (POSIX.1-1988 and what followed): members one after the other, each behind a header of 512
//! bytes that tells its name and length.

use super::{Context, Declared, Field, Format, Segment, Sink};
use crate::span::Span;

/// Reads tar.
pub struct Tar;

/// Headers and members begin at multiples of this.
const BLOCK: usize = 512;
/// Where in a header what stands.
const NAME: Span = Span { start: 0, end: 100 };
const SIZE: Span = Span { start: 124, end: 136 };
const CHECKSUM: Span = Span { start: 148, end: 156 };
const LINK: Span = Span { start: 157, end: 257 };
const MAGIC: Span = Span { start: 257, end: 262 };
const USER: Span = Span { start: 265, end: 297 };
const GROUP: Span = Span { start: 297, end: 329 };
const PREFIX: Span = Span { start: 345, end: 500 };

impl Format for Tar {
    fn label(&self) -> &'static str {
        "tar"
    }

    fn accepts(&self, text: &[u8], _: Declared<'_>) -> bool {
        is_tar(text)
    }

    fn is_rigid(&self) -> bool {
        true
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        let mut at = 0;
        while let Some(size) = text.get(at..).and_then(header) {
            for part in [NAME, LINK, USER, GROUP, PREFIX] {
                let name = until_zero(text, part.shifted(at));
                to.value(&Field::text(name));
            }
            let start = at + BLOCK;
            let end = start.saturating_add(size).min(text.len());
            let name = until_zero(text, NAME.shifted(at));
            let file = memchr::memrchr(b'/', name.slice(text)).map_or(0, |slash| slash + 1);
            to.value(&Field {
                segment: Some(Segment::Name(&name.slice(text)[file..])),
                context: Context::Text,
                ..Field::text(Span::new(start, end))
            });
            if end < start.saturating_add(size) {
                to.unread(super::Unread::Damaged);
            }
            at = end.next_multiple_of(BLOCK).min(text.len());
        }
        // Zeros, or something that is no member.
        if text[at..].iter().any(|&byte| byte != 0) {
            to.value(&Field::text(Span::new(at, text.len())));
        }
    }
}

/// Whether a text begins with the header of a member.
pub(crate) fn is_tar(text: &[u8]) -> bool {
    text.get(MAGIC.range()) == Some(b"ustar") && header(text).is_some()
}

/// The length of the member whose header is at the beginning, if its checksum is right.
fn header(text: &[u8]) -> Option<usize> {
    let header = text.get(..BLOCK)?;
    let told = octal(CHECKSUM.slice(header))?;
    let sum: usize = (0..)
        .zip(header)
        .map(|(at, &byte)| {
            let own = CHECKSUM.range().contains(&at);
            usize::from(if own { b' ' } else { byte })
        })
        .sum();
    if sum != told {
        return None;
    }
    match SIZE.slice(header) {
        // Too large for digits.
        [0x80, digits @ ..] => digits
            .iter()
            .try_fold(0usize, |size, &byte| size.checked_mul(256)?.checked_add(usize::from(byte))),
        digits => octal(digits),
    }
}

/// A number in digits of eight, with spaces before and a space or zero behind it.
fn octal(digits: &[u8]) -> Option<usize> {
    let digits = digits.trim_ascii();
    let end = digits.iter().position(|&byte| byte == 0 || byte == b' ').unwrap_or(digits.len());
    digits[..end].iter().try_fold(0usize, |number, &byte| {
        matches!(byte, b'0'..=b'7').then(|| number * 8 + usize::from(byte - b'0'))
    })
}

fn until_zero(text: &[u8], span: Span) -> Span {
    let length = memchr::memchr(0, span.slice(text)).unwrap_or(span.len());
    Span::new(span.start, span.start + length)
}

#[cfg(test)]
mod tests {
    use super::super::seen;
    use super::*;

    fn member(name: &str, content: &[u8]) -> Vec<u8> {
        let mut header = vec![0; BLOCK];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[SIZE.start..SIZE.end - 1]
            .copy_from_slice(format!("{:011o}", content.len()).as_bytes());
        header[MAGIC.range()].copy_from_slice(b"ustar");
        header[CHECKSUM.range()].fill(b' ');
        let sum: usize = header.iter().map(|&byte| usize::from(byte)).sum();
        header[CHECKSUM.start..CHECKSUM.end - 1].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        header.extend_from_slice(content);
        header.resize(header.len().next_multiple_of(BLOCK), 0);
        header
    }

    #[test]
    fn hands_on_each_member_under_its_name() {
        let mut tar = member("logs/app.log", b"user=anna");
        tar.extend(member("empty", b""));
        tar.extend(member("c.json", b"{}"));
        tar.extend([0; 2 * BLOCK]);
        assert!(is_tar(&tar));
        assert_eq!(
            seen::seen(&Tar, &tar),
            [
                "text =logs/app.log",
                "text app.log=user=anna",
                "text =empty",
                "text =c.json",
                "text c.json={}"
            ]
        );
    }

    #[test]
    fn what_breaks_off_is_told_and_what_is_no_member_is_text() {
        let mut tar = member("a", &[b'a'; 600]);
        tar.truncate(BLOCK + 100);
        assert_eq!(seen::seen(&Tar, &tar).len(), 3, "name, member, what is not there");
        let mut tar = member("a", b"one");
        tar.extend(b"two");
        assert_eq!(seen::seen(&Tar, &tar), ["text =a", "text a=one", "text =two"]);
        let mut wrong = member("a", b"one");
        wrong[0] = b'b';
        assert!(!is_tar(&wrong), "the checksum is another");
    }

    #[test]
    fn survives_hostile_bytes() {
        let mut long = member("a", b"one");
        long[SIZE.start] = 0x80;
        seen::survives(&Tar, &["a", "ustar"]);
        seen::seen(&Tar, &long);
        seen::seen(&Tar, &member("a", b"one")[..700]);
    }
}
