//! Where in the bytes of a zip what stands (PKWARE's APPNOTE.TXT): members, the directory behind
//! them, the record that ends it, and the bytes that belong to none of them.
//!
//! Members are those of the central directory, as every reader that can seek takes them. A member
//! that no entry of the directory points to is found by its own header, since a reader that goes
//! from front to back would come upon it. Where the two disagree, that is told.
//!
//! Invariant: every byte belongs to one part of one member, to the directory, to the record at its
//! end, or to the rest; no two members share a byte that is read. No length is believed before
//! it is seen to lie inside.

mod directory;
mod end;
mod field;
mod local;
#[cfg(test)]
pub(crate) mod made;

use crate::codec::CodecId;
use crate::format::Unread;
use crate::limits::Limits;
use crate::span::Span;

pub(crate) use directory::Central;
pub(crate) use end::End;
pub use field::wide_field;
pub(crate) use field::{u16_at, u32_at};
pub(crate) use local::{Descriptor, Local};

/// How a member's header begins, and how the record at the end does.
pub(crate) const LOCAL: &[u8] = b"PK\x03\x04";
pub(crate) const END: &[u8] = b"PK\x05\x06";
/// Stands in a field of 32 bits when the value stands in an extra field of 64.
pub(crate) const WIDE: u32 = u32::MAX;

/// More members than this are not looked at.
const MEMBERS: usize = 1_000_000;

/// A zip, taken apart.
#[derive(Debug, Default)]
pub struct Archive {
    /// Its members: those of the directory in its order, then those that it does not name.
    pub(crate) members: Vec<Member>,
    /// The record at the end; none when it breaks off.
    pub(crate) end: Option<End>,
    /// What belongs to nothing: sorted and disjoint.
    pub(crate) rest: Vec<Span>,
    /// What is wrong with it as a whole.
    pub(crate) unread: Vec<Unread>,
}

/// One member.
#[derive(Debug)]
pub(crate) struct Member {
    /// Its own header and what follows; none when it is not there, or is another one's.
    pub(crate) local: Option<Local>,
    /// Its entry in the directory.
    pub(crate) central: Option<Central>,
    /// How it is packed; see [`Method`].
    pub(crate) method: u16,
    /// Whether it is encrypted.
    pub(crate) encrypted: bool,
    /// What its bytes come to, where that is told.
    pub(crate) seal: Option<Seal>,
    /// What is wrong with it.
    pub(crate) trouble: Option<Unread>,
}

/// What the bytes of a member are said to come to once they are unpacked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seal {
    /// The checksum that zip, gzip and PNG use.
    pub crc: u32,
    /// How many there are.
    pub bytes: u64,
}

impl Seal {
    /// That of `bytes`.
    pub fn of(bytes: &[u8]) -> Seal {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        Seal { crc: crc.sum(), bytes: bytes.len() as u64 }
    }
}

/// A stretch of a zip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where.
    pub span: Span,
    /// What stands there.
    pub kind: PartKind,
}

/// What a stretch of a zip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Numbers that tell of the other parts.
    Record,
    /// The name of a member.
    Name,
    /// The packed bytes of a member.
    Member,
    /// An extra field, which may have numbers of 64 bits that tell of the other parts.
    Extra,
    /// A comment, or what belongs to nothing.
    Text,
}

/// How a member is packed, as far as that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// Its bytes as they are.
    Stored,
    /// In this encoding.
    Packed(CodecId),
    /// In a way that is not read, or encrypted.
    Unknown,
}

impl Member {
    /// How its bytes are read.
    pub(crate) fn method(&self) -> Method {
        match self.method {
            _ if self.encrypted => Method::Unknown,
            STORED => Method::Stored,
            DEFLATED => Method::Packed(CodecId::Inflate),
            ZSTD => Method::Packed(CodecId::Zstd),
            _ => Method::Unknown,
        }
    }

    /// Where its name stands: in the directory or, where that does not name it, before it.
    pub(crate) fn name(&self) -> Span {
        let central = self.central.as_ref().map(|central| central.name);
        central.or(self.local.as_ref().map(|local| local.name)).unwrap_or(Span::new(0, 0))
    }

    /// Number of its packed bytes.
    pub(crate) fn packed_bytes(&self) -> usize {
        self.local.as_ref().map_or(0, |local| local.data.len())
    }
}

pub(crate) const STORED: u16 = 0;
const DEFLATED: u16 = 8;
const ZSTD: u16 = 93;

/// Bits of the general purpose flag.
const ENCRYPTED: u16 = 1;
const DESCRIBED: u16 = 1 << 3;

/// Whether a text begins or ends as a zip does. What stands before it may be anything; a comment
/// may follow where the beginning is known.
pub fn is_zip(text: &[u8]) -> bool {
    let begins = match text {
        [b'P', b'K', 3, 4, ..] => text.len() > local::HEADER,
        [b'P', b'K', 5, 6, ..] => text.len() >= end::RECORD,
        // In parts of which this one is all, or behind the signature of a browser's extension, a
        // program or a script that unpacks it.
        [b'P', b'K', 7, 8, b'P', b'K', 3, 4, ..] => true,
        [b'C', b'r', b'2', b'4', ..]
        | [b'M', b'Z', ..]
        | [b'#', b'!', ..]
        | [0x7f, b'E', b'L', b'F', ..] => {
            return end::ends_near(text);
        }
        _ => false,
    };
    begins || end::ends_here(text)
}

impl Archive {
    /// Takes a zip apart; `None` when there is neither a directory nor a member.
    pub fn read(text: &[u8], limits: &Limits) -> Option<Archive> {
        let mut archive = Archive { end: End::find(text), ..Archive::default() };
        // What is taken, to tell what shares a byte with something and what is left.
        let mut taken: Vec<Span> = Vec::new();
        match &archive.end {
            Some(end) => {
                taken.extend(end.parts());
                let (entries, whole) = directory::entries(text, end);
                if !whole {
                    archive.unread.push(Unread::Malformed);
                }
                taken.extend(entries.iter().map(Central::span));
                archive.members =
                    entries.into_iter().map(|entry| Member::of(text, entry)).collect();
            }
            None => archive.unread.push(Unread::Damaged),
        }
        archive.part(&mut taken);
        for gap in gaps(text, &taken) {
            archive.look_for_members(text, gap, limits, &mut taken);
        }
        if archive.end.is_none() && archive.members.is_empty() {
            return None;
        }
        taken.sort_unstable();
        archive.rest = gaps(text, &taken);
        Some(archive)
    }

    /// Number of members.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether it has no members.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Number of packed bytes of a member.
    pub fn packed_bytes(&self, member: usize) -> usize {
        self.members.get(member).map_or(0, Member::packed_bytes)
    }

    /// Where the packed bytes of a member stand.
    pub fn data(&self, member: usize) -> Option<Span> {
        self.members.get(member)?.local.as_ref().map(|local| local.data)
    }

    /// Whether the archive as a whole is as its records tell.
    pub fn is_whole(&self) -> bool {
        self.end.is_some() && self.unread.is_empty()
    }

    /// Whether a member is there and nothing contradicts what the directory tells of it.
    pub fn is_consistent(&self, member: usize) -> bool {
        self.members.get(member).is_some_and(|member| member.trouble.is_none())
    }

    /// Whether a member unpacks to what is said of it; of one that is not read nobody knows.
    pub fn is_sound(&self, member: usize, text: &[u8], limits: &Limits) -> bool {
        let Some(member) = self.members.get(member) else { return false };
        let Some(local) = &member.local else { return false };
        let packed = local.data.slice(text);
        match member.method() {
            Method::Stored => member.seal.is_none_or(|seal| seal == Seal::of(packed)),
            Method::Packed(codec) => codec.codec().decode(packed, limits).is_ok_and(|decoded| {
                decoded.partial.is_none()
                    && member.seal.is_none_or(|seal| seal == Seal::of(&decoded.bytes))
            }),
            Method::Unknown => true,
        }
    }

    /// All of it, part by part.
    pub fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::with_capacity(self.members.len() * 8);
        let mut add = |span: Span, kind| {
            if !span.is_empty() {
                parts.push(Part { span, kind });
            }
        };
        for member in &self.members {
            if let Some(Local { header, name, extra, data, descriptor }) = &member.local {
                add(*header, PartKind::Record);
                add(*name, PartKind::Name);
                add(*extra, PartKind::Extra);
                add(*data, PartKind::Member);
                descriptor.iter().for_each(|descriptor| add(descriptor.span, PartKind::Record));
            }
            if let Some(Central { header, name, extra, comment, .. }) = &member.central {
                add(*header, PartKind::Record);
                add(*name, PartKind::Name);
                add(*extra, PartKind::Extra);
                add(*comment, PartKind::Text);
            }
        }
        if let Some(end) = &self.end {
            end.parts().for_each(|part| {
                let is_comment = part == end.comment;
                add(part, if is_comment { PartKind::Text } else { PartKind::Record });
            });
        }
        self.rest.iter().for_each(|&rest| add(rest, PartKind::Text));
        parts.sort_unstable_by_key(|part| part.span);
        parts
    }

    /// Lets each byte belong to one member: those that reach into another one, or into the
    /// directory, are not read.
    fn part(&mut self, taken: &mut Vec<Span>) {
        let own = taken.len();
        taken.sort_unstable();
        let mut order: Vec<usize> = (0..self.members.len()).collect();
        let start = |member: &Member| member.local.as_ref().map_or(0, |local| local.span().start);
        order.sort_by_key(|&member| start(&self.members[member]));
        let mut end = 0;
        for place in order {
            let member = &mut self.members[place];
            let Some(local) = &member.local else { continue };
            let span = local.span();
            let after = taken[..own].partition_point(|part| part.end <= span.start);
            let in_directory = taken[..own].get(after).is_some_and(|part| part.overlaps(span));
            if span.start < end || in_directory {
                member.local = None;
                member.trouble = Some(Unread::Malformed);
                continue;
            }
            end = span.end;
            taken.push(span);
        }
        taken.sort_unstable();
    }

    /// Takes members that the directory does not name out of a stretch that belongs to nothing.
    fn look_for_members(&mut self, text: &[u8], gap: Span, limits: &Limits, taken: &mut Vec<Span>) {
        // Another zip before this one names its members itself.
        if self.end.is_some() && End::find(gap.slice(text)).is_some() {
            return;
        }
        let mut patience = local::Patience::new(gap.len());
        let mut at = gap.start;
        while let Some(found) = memchr::memmem::find(&text[at..gap.end], LOCAL) {
            at += found;
            if self.members.len() >= MEMBERS {
                self.unread.push(Unread::TooLarge);
                return;
            }
            match Member::without_entry(text, at, gap.end, limits, &mut patience) {
                Some(member) => {
                    let span = member.local.as_ref().map_or(Span::new(at, at), Local::span);
                    taken.push(span);
                    at = span.end.max(at + LOCAL.len());
                    self.members.push(member);
                }
                None => at += LOCAL.len(),
            }
        }
        if patience.is_lost() {
            self.unread.push(Unread::TooLarge);
        }
    }
}

/// What of `text` is in none of the sorted spans.
fn gaps(text: &[u8], taken: &[Span]) -> Vec<Span> {
    let mut gaps = Vec::new();
    let mut at = 0;
    for span in taken {
        if span.start > at {
            gaps.push(Span::new(at, span.start));
        }
        at = at.max(span.end);
    }
    if at < text.len() {
        gaps.push(Span::new(at, text.len()));
    }
    gaps
}
