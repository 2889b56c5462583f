//! zip (PKWARE's APPNOTE.TXT) and what is made of it: documents of offices, programs of Java,
//! traces of a browser.
//!
//! Where what stands is told by [`Archive`]; here it is handed on. Names, comments and extra
//! fields are values like the bytes of the members, and so is whatever belongs to nothing.

use std::ops::Range;

use super::{Context, Field, Format, Segment, Sink, Unread};
use crate::limits::Limits;
use crate::span::Span;
use crate::zip::{Archive, Central, Local, Member, Method};

/// Reads zip.
pub struct Zip;

impl Format for Zip {
    fn label(&self) -> &'static str {
        "zip"
    }

    fn accepts(&self, text: &[u8], _: super::Declared<'_>) -> bool {
        crate::zip::is_zip(text)
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        let Some(archive) = Archive::read(text, &Limits::default()) else {
            to.value(&Field::text(Span::of(text)));
            return;
        };
        walk_members(&archive, 0..archive.len(), text, to);
        walk_frame(&archive, text, to);
    }
}

/// Hands on what some members hold, each under its name.
pub fn walk_members(archive: &Archive, members: Range<usize>, text: &[u8], to: &mut dyn Sink) {
    for member in archive.members.get(members).unwrap_or_default() {
        to.enter(Segment::Name(member.name().slice(text)));
        if let Some(reason) = member.trouble {
            to.unread(reason);
        }
        if let Some(local) = &member.local {
            walk_member(member, local, to);
        }
        to.leave();
    }
}

fn walk_member(member: &Member, local: &Local, to: &mut dyn Sink) {
    let whole = Field { seal: member.seal, ..Field::text(local.data) };
    match member.method() {
        // What breaks off is told, and comes to nothing that was said of it.
        _ if member.trouble == Some(Unread::Damaged) && member.method() == Method::Stored => {
            to.value(&Field::text(local.data));
        }
        Method::Stored => to.value(&whole),
        Method::Packed(codec) => to.value(&Field { codec: Some(codec), ..whole }),
        Method::Unknown => {
            to.unread(if member.encrypted { Unread::Encrypted } else { Unread::Archive });
            to.value(&Field::text(local.data));
        }
    }
}

/// Hands on everything but what members hold: names, comments, extra fields, what belongs to
/// nothing.
pub fn walk_frame(archive: &Archive, text: &[u8], to: &mut dyn Sink) {
    for &reason in &archive.unread {
        to.unread(reason);
    }
    for member in &archive.members {
        if let Some(Local { name, extra, .. }) = member.local {
            to.value(&Field::text(name));
            counted(extra, to);
        }
        if let Some(Central { name, extra, comment, .. }) = member.central {
            to.value(&Field::text(name));
            counted(extra, to);
            to.value(&Field::text(comment));
        }
    }
    for &rest in &archive.rest {
        // A program or a script that unpacks it may stand before it.
        if rest.start > 0 && !is_plain(rest.slice(text)) {
            to.unread(Unread::Malformed);
        }
        to.value(&Field::text(rest));
    }
    if let Some(end) = &archive.end {
        if let Some((record, _)) = end.wide {
            counted(Span::new((record.start + WIDE_END).min(record.end), record.end), to);
        }
        to.value(&Field::text(end.comment));
    }
}

/// What has a fixed length in the record of 64 bits.
const WIDE_END: usize = 56;

/// Hands on what consists of parts behind their lengths.
fn counted(extra: Span, to: &mut dyn Sink) {
    if !extra.is_empty() {
        to.rigid(extra);
        to.value(&Field { context: Context::Text, ..Field::text(extra) });
    }
}

/// Whether bytes that belong to nothing can be seen to hold nothing but what can be read: they are
/// text or zeros.
fn is_plain(rest: &[u8]) -> bool {
    let is_text = || {
        std::str::from_utf8(rest)
            .is_ok_and(|text| !text.chars().any(|c| c.is_control() && !c.is_ascii_whitespace()))
    };
    rest.iter().all(|&byte| byte == 0) || is_text()
}

#[cfg(test)]
mod tests {
    use super::super::seen::{seen, survives};
    use super::*;
    use crate::zip::made::zip;

    #[test]
    fn hands_on_each_member_under_its_name_and_then_what_is_around_them() {
        let archive = zip(
            &[("a/b.txt", b"one", false), ("c.json", b"{\"d\":1}", true), ("e/", b"", false)],
            "of two",
        );
        assert_eq!(
            seen(&Zip, &archive),
            [
                "text a/b.txt=one",
                "text c.json={\\\"d\\\":1}|deflate",
                "text =a/b.txt",
                "text =a/b.txt",
                "text =c.json",
                "text =c.json",
                "text =e/",
                "text =e/",
                "text =of two",
            ]
        );
    }

    #[test]
    fn what_belongs_to_nothing_is_handed_on_and_told() {
        let archive = zip(&[("a", b"one", false)], "");
        let before = [b"before ".as_slice(), &archive].concat();
        assert_eq!(seen(&Zip, &before), ["text a=one", "text =a", "text =a", "text =before "]);
        let behind = [archive.as_slice(), b" behind"].concat();
        assert_eq!(seen(&Zip, &behind), ["text a=one", "text =a", "text =a", "text = behind"]);
        let unknown = [archive.as_slice(), &[1, 2]].concat();
        assert_eq!(
            seen(&Zip, &unknown),
            ["text a=one", "text =a", "text =a", "unread malformed", "text =\\x01\\x02"]
        );
    }

    #[test]
    fn without_a_directory_members_are_found_by_their_headers() {
        let archive = zip(&[("a", b"one", false), ("b", b"two", true)], "");
        let directory = memchr::memmem::find(&archive, b"PK\x01\x02").expect("there is one");
        assert_eq!(
            seen(&Zip, &archive[..directory]),
            ["text a=one", "text b=two|deflate", "unread damaged", "text =a", "text =b"]
        );
        let seen = seen(&Zip, &archive[..directory - 2]);
        assert_eq!(seen.iter().filter(|line| *line == "unread damaged").count(), 2, "{seen:?}");
    }

    #[test]
    fn bytes_of_two_members_are_handed_on_once() {
        let mut archive = zip(&[("a", b"one", false), ("b", b"two", false)], "");
        let entry = memchr::memmem::rfind(&archive, b"PK\x01\x02").expect("there is one");
        archive[entry + 42..entry + 46].fill(0);
        let seen = seen(&Zip, &archive);
        assert_eq!(seen.iter().filter(|line| *line == "text a=one").count(), 1, "{seen:?}");
        assert_eq!(seen.iter().filter(|line| *line == "text b=two").count(), 1, "{seen:?}");
        assert!(seen.contains(&"unread malformed".to_owned()), "{seen:?}");
    }

    #[test]
    fn survives_hostile_bytes() {
        survives(&Zip, &["PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "PK", "\0"]);
        let archive = zip(&[("a", b"one", false), ("b", b"two", true)], "c");
        for end in 0..archive.len() {
            seen(&Zip, &archive[..end]);
        }
    }
}
