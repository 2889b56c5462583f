//! The directory of a zip: what every reader that can seek believes.

use super::end::End;
use super::field::{length_at, u16_at, u32_at, u64_at, wide_field};
use super::local::Local;
use super::{ENCRYPTED, MEMBERS, Member, Seal, WIDE};
use crate::format::Unread;
use crate::span::Span;

/// How an entry begins, and its length without name, extra field and comment.
pub(super) const ENTRY: &[u8] = b"PK\x01\x02";
const HEADER: usize = 46;

/// An entry of the directory.
#[derive(Clone, Debug)]
pub(crate) struct Central {
    /// What has a fixed length.
    pub(crate) header: Span,
    pub(crate) name: Span,
    pub(crate) extra: Span,
    pub(crate) comment: Span,
    /// Where the member's own header stands, when that lies inside.
    pub(crate) local: Option<usize>,
}

impl Central {
    /// All of it.
    pub(super) fn span(&self) -> Span {
        Span::new(self.header.start, self.comment.end)
    }

    /// The one at `at`, which ends before `end`.
    fn at(text: &[u8], at: usize, end: usize, base: i64) -> Option<Central> {
        if !text.get(at..end)?.starts_with(ENTRY) {
            return None;
        }
        let header = Span::new(at, at + HEADER);
        let name = Span::new(header.end, header.end + length_at(text, at + 28)?);
        let extra = Span::new(name.end, name.end + length_at(text, at + 30)?);
        let comment = Span::new(extra.end, extra.end + length_at(text, at + 32)?);
        if comment.end > end {
            return None;
        }
        let mut entry = Central { header, name, extra, comment, local: None };
        entry.local = i64::try_from(entry.told(text, 42)?)
            .ok()
            .and_then(|offset| usize::try_from(offset.checked_add(base)?).ok())
            .filter(|&local| local < text.len());
        Some(entry)
    }

    /// The number at `field` of the header, which may stand in the extra field.
    pub(crate) fn told(&self, text: &[u8], field: usize) -> Option<u64> {
        let told = u32_at(text, self.header.start + field)?;
        if told != WIDE {
            return Some(u64::from(told));
        }
        match self.wide_place(text, field) {
            Some(at) => u64_at(text, at),
            None => Some(u64::from(told)),
        }
    }

    /// Where in the extra field the number at `field` of the header stands.
    pub(crate) fn wide_place(&self, text: &[u8], field: usize) -> Option<usize> {
        let wide = wide_field(text, self.extra)?;
        let is_wide = |field: &&usize| u32_at(text, self.header.start + **field) == Some(WIDE);
        let order = [24usize, 20, 42];
        let place = order.iter().filter(is_wide).position(|&other| other == field)?;
        let at = wide.start + 8 * place;
        (at + 8 <= wide.end).then_some(at)
    }
}

/// The entries of the directory, and whether they are all that it holds.
pub(super) fn entries(text: &[u8], end: &End) -> (Vec<Central>, bool) {
    let mut entries = Vec::new();
    let mut at = end.directory.start;
    while entries.len() < MEMBERS
        && let Some(entry) = Central::at(text, at, end.directory.end, end.base)
    {
        at = entry.comment.end;
        entries.push(entry);
    }
    let counted = entries.len() & usize::from(u16::MAX) == usize::from(end.count)
        || end.count == u16::MAX && end.wide.is_some();
    let whole = at == end.directory.end && counted;
    (entries, whole)
}

impl Member {
    /// The member that an entry tells of.
    pub(super) fn of(text: &[u8], central: Central) -> Member {
        let at = central.header.start;
        let flags = u16_at(text, at + 8).unwrap_or_default();
        let method = u16_at(text, at + 10).unwrap_or_default();
        let crc = u32_at(text, at + 16).unwrap_or_default();
        let packed = central.told(text, 20).and_then(|packed| usize::try_from(packed).ok());
        let bytes = central.told(text, 24).unwrap_or_default();
        let seal = Seal { crc, bytes };
        let local = central
            .local
            .zip(packed)
            .and_then(|(at, packed)| Local::with_length(text, at, packed, seal));
        let agrees = local.as_ref().is_some_and(|local| {
            local.name.slice(text) == central.name.slice(text)
                && local.is_told_so(text, flags, method, seal)
        });
        let trouble = match (&local, agrees) {
            (None, _) => Some(Unread::Damaged),
            (Some(_), false) => Some(Unread::Malformed),
            (Some(_), true) => None,
        };
        let encrypted = flags & ENCRYPTED != 0;
        Member { local, central: Some(central), method, encrypted, seal: Some(seal), trouble }
    }
}
