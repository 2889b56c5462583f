//! The record at the end of a zip, which tells where the directory stands.

use super::field::{length_at, u16_at, u32_at, u64_at};
use super::{END, WIDE, directory};
use crate::span::Span;

/// Its length without the comment.
pub(super) const RECORD: usize = 22;
/// Its form for numbers of 64 bits, and what points to that.
const WIDE_SIGNATURE: &[u8] = b"PK\x06\x06";
const WIDE_RECORD: usize = 56;
const LOCATOR_SIGNATURE: &[u8] = b"PK\x06\x07";
const LOCATOR: usize = 20;

/// How many places that look like one are tried.
const TRIES: usize = 64;

/// The record, and what stands before it.
#[derive(Clone, Debug)]
pub(crate) struct End {
    /// The record without its comment.
    pub(crate) record: Span,
    /// The comment.
    pub(crate) comment: Span,
    /// The form for numbers of 64 bits and what points to it.
    pub(crate) wide: Option<(Span, Span)>,
    /// The directory.
    pub(crate) directory: Span,
    /// What to add to an offset of the directory to get one in the text: what stands before the
    /// zip, where offsets do not count it.
    pub(crate) base: i64,
    /// Number of members, as far as 16 bits tell.
    pub(super) count: u16,
}

/// Whether a record without a comment stands at the very end.
pub(super) fn ends_here(text: &[u8]) -> bool {
    let at = text.len().checked_sub(RECORD);
    at.is_some_and(|at| text[at..].starts_with(END) && End::at(text, at).is_some())
}

/// Whether a record stands near the end, its comment going up to there.
pub(super) fn ends_near(text: &[u8]) -> bool {
    let near = text.len().saturating_sub(RECORD + usize::from(u16::MAX));
    let place = memchr::memmem::rfind(&text[near..], END).map(|at| near + at);
    place.and_then(|at| End::at(text, at)).is_some_and(|end| end.comment.end == text.len())
}

impl End {
    /// The last one that makes sense.
    pub(super) fn find(text: &[u8]) -> Option<End> {
        memchr::memmem::rfind_iter(text, END).take(TRIES).find_map(|at| End::at(text, at))
    }

    /// The one at `at`, if a directory stands where it says.
    fn at(text: &[u8], at: usize) -> Option<End> {
        let record = Span::new(at, at + RECORD);
        let comment = Span::new(record.end, record.end + length_at(text, at + 20)?);
        if comment.end > text.len() {
            return None;
        }
        let (mut size, mut offset) =
            (u64::from(u32_at(text, at + 12)?), u64::from(u32_at(text, at + 16)?));
        let mut stop = at;
        let wide = wide_before(text, at);
        if let Some((wide, _)) = wide {
            stop = wide.start;
            if size == u64::from(WIDE) {
                size = u64_at(text, wide.start + 40)?;
            }
            if offset == u64::from(WIDE) {
                offset = u64_at(text, wide.start + 48)?;
            }
        } else if u16_at(text, at + 4)? != 0 || u16_at(text, at + 6)? != 0 {
            // The last one of several parts.
            return None;
        }
        let (size, offset) = (usize::try_from(size).ok()?, usize::try_from(offset).ok()?);
        let is_directory = |start: usize| {
            start.checked_add(size).is_some_and(|end| end <= stop)
                && (size == 0 || text[start..].starts_with(directory::ENTRY))
        };
        // Where it ends before the record: then what stands before the zip is not counted.
        let start = stop.checked_sub(size).filter(|&start| is_directory(start));
        let start = start.or(Some(offset).filter(|&start| is_directory(start)))?;
        let base = i64::try_from(start).ok()? - i64::try_from(offset).ok()?;
        let count = u16_at(text, at + 10)?;
        let directory = Span::new(start, start + size);
        (size > 0 || count == 0).then_some(End { record, comment, wide, directory, base, count })
    }

    /// The parts of it: sorted and disjoint.
    pub(super) fn parts(&self) -> impl Iterator<Item = Span> {
        let wide = self.wide.into_iter().flat_map(|(record, locator)| [record, locator]);
        wide.chain([self.record, self.comment]).filter(|part| !part.is_empty())
    }
}

/// The record with numbers of 64 bits before the one at `at`, and what points to it.
fn wide_before(text: &[u8], at: usize) -> Option<(Span, Span)> {
    let locator = Span::new(at.checked_sub(LOCATOR)?, at);
    if !locator.slice(text).starts_with(LOCATOR_SIGNATURE) {
        return None;
    }
    // It stands right before; where it points to may not count what stands before the zip.
    let told = u64_at(text, locator.start + 8).and_then(|told| usize::try_from(told).ok());
    let starts = [locator.start.checked_sub(WIDE_RECORD), told];
    starts.into_iter().flatten().find_map(|start| {
        let is_one = text.get(start..)?.starts_with(WIDE_SIGNATURE);
        let size = usize::try_from(u64_at(text, start + 4)?).ok()?;
        let end = start.checked_add(12)?.checked_add(size)?;
        (is_one && size >= WIDE_RECORD - 12 && end <= locator.start)
            .then_some((Span::new(start, end), locator))
    })
}
