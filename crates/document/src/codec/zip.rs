//! zip as a layer: its bytes are what they are, and an edit of them puts right what the records
//! tell of them.
//!
//! Decoding changes nothing: a [format](crate::format::zip) reads the bytes of the zip and says
//! where its members stand. Lifting is what makes it a codec: whoever edits a member, a name or a
//! comment gives the edit, and checksums, lengths and offsets follow, in the member's header, in
//! what describes it behind its bytes, in the directory and in the record at the end.
//!
//! Invariant: a record is touched only where what it tells has changed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::codec::{Codec, CodecId, Decoded, Refusal, edited};
use crate::limits::Limits;
use crate::span::{Edit, Span};
use crate::zip::{
    Archive, Central, Descriptor, End, Local, Member, Method, PartKind, STORED, Seal,
};
use crate::zip::{WIDE, u16_at, u32_at};

/// The codec.
pub(super) struct Zip;

impl Codec for Zip {
    fn id(&self) -> CodecId {
        CodecId::Zip
    }

    fn decode<'a>(&self, raw: &'a [u8], limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        match Archive::read(raw, limits) {
            Some(_) => Ok(Decoded { bytes: Cow::Borrowed(raw), partial: None, legible: true }),
            None => Err(Refusal::Damaged),
        }
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        if edits.is_empty() {
            return Ok(Vec::new());
        }
        let archive = Archive::read(raw, limits).ok_or(Refusal::Damaged)?;
        let edits = parted(edits, &archive);
        let shifts = shifts(&edits);
        let mut mending = Mending { raw, edits: &edits, limits, shifts, patches: Vec::new() };
        let mut changed = BTreeMap::new();
        for member in &archive.members {
            mending.member(member, archive.end.as_ref(), &mut changed)?;
        }
        // Another entry may point to a member, and tell of it what the first one does.
        for member in archive.members.iter().filter(|member| member.local.is_none()) {
            let Some(central) = &member.central else { continue };
            let changed = central.local.and_then(|place| changed.get(&place));
            if let Some(changed) = changed.filter(|changed| changed.was == central.told(raw, 20)) {
                mending.central(central, changed)?;
            }
        }
        if let Some(end) = &archive.end {
            mending.end(end)?;
        }
        mending.together()
    }
}

/// The edits, each of them in one part: of one that reaches over several, the first part that can
/// be written takes the replacement. A record stays as it is, and an extra field keeps its length.
fn parted<'e>(edits: &'e [Edit], archive: &Archive) -> Cow<'e, [Edit]> {
    let parts = archive.parts();
    let first = |edit: &Edit| parts.partition_point(|part| part.span.end <= edit.span.start);
    let is_apart = |edit: &Edit| {
        let part = parts.get(first(edit));
        edit.span.is_empty() || part.is_some_and(|part| part.span.covers(edit.span))
    };
    if edits.iter().all(is_apart) {
        return Cow::Borrowed(edits);
    }
    let mut all = Vec::with_capacity(edits.len());
    for edit in edits {
        if is_apart(edit) {
            all.push(edit.clone());
            continue;
        }
        let mut replacement = Some(edit.replacement.clone());
        let near = parts[first(edit)..].iter().take_while(|part| part.span.start < edit.span.end);
        for part in near {
            let start = part.span.start.max(edit.span.start);
            let span = Span::new(start, part.span.end.min(edit.span.end));
            let replacement = match part.kind {
                PartKind::Record => continue,
                PartKind::Extra => vec![0; span.len()],
                PartKind::Name | PartKind::Member | PartKind::Text => {
                    replacement.take().unwrap_or_default()
                }
            };
            all.push(Edit { span, replacement });
        }
    }
    Cow::Owned(all)
}

/// For each edit where it ends, and how much longer the bytes up to there get.
fn shifts(edits: &[Edit]) -> Vec<(usize, i64)> {
    let mut shift = 0;
    let ends = edits.iter().map(|edit| {
        shift += length(edit.replacement.len()) - length(edit.span.len());
        (edit.span.end, shift)
    });
    ends.collect()
}

/// Lengths are those of bytes in memory.
fn length(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

/// Makes the records tell what the edits have made true.
struct Mending<'e> {
    raw: &'e [u8],
    edits: &'e [Edit],
    limits: &'e Limits,
    shifts: Vec<(usize, i64)>,
    /// What takes the place of numbers in records.
    patches: Vec<Edit>,
}

impl Mending<'_> {
    fn member(
        &mut self,
        member: &Member,
        end: Option<&End>,
        all_changed: &mut BTreeMap<usize, Changed>,
    ) -> Result<(), Refusal> {
        let changed = match &member.local {
            Some(local) if self.touches(local.data) => Some(self.changed(member, local)?),
            Some(_) | None => None,
        };
        if let Some(local) = &member.local {
            self.length(local.header.start + 26, local.name)?;
            self.length(local.header.start + 28, local.extra)?;
        }
        if let Some(central) = &member.central {
            self.length(central.header.start + 28, central.name)?;
            self.length(central.header.start + 30, central.extra)?;
            self.length(central.header.start + 32, central.comment)?;
            if let (Some(place), Some(end)) = (central.local, end) {
                let offset = self.offset(place, end)?;
                self.number(central.header.start + 42, central.wide_place(self.raw, 42), offset)?;
            }
        }
        let Some(changed) = changed else { return Ok(()) };
        if let Some(local) = &member.local {
            self.local(local, &changed)?;
        }
        if let Some(central) = &member.central {
            self.central(central, &changed)?;
        }
        if let Some(local) = &member.local {
            all_changed.insert(local.header.start, changed);
        }
        Ok(())
    }

    /// What is to be told of a member whose bytes are edited.
    fn changed(&self, member: &Member, local: &Local) -> Result<Changed, Refusal> {
        let data = local.data;
        self.length_of(data)?;
        let first = self.edits.partition_point(|edit| edit.span.start < data.start);
        let inside: Vec<Edit> = self.edits[first..]
            .iter()
            .take_while(|edit| edit.span.start < data.end)
            .map(|edit| {
                let start = edit.span.start - data.start;
                Edit { span: Span::new(start, start + edit.span.len()), ..edit.clone() }
            })
            .collect();
        let bytes = edited(data.slice(self.raw), &inside);
        let packed_bytes = bytes.len() as u64;
        let (seal, method) = match member.method() {
            Method::Stored => (Some(Seal::of(&bytes)), None),
            Method::Packed(codec) => match codec.codec().decode(&bytes, self.limits) {
                Ok(decoded) if decoded.partial.is_none() => (Some(Seal::of(&decoded.bytes)), None),
                // Something else stands for all of it, as it is.
                Ok(_) | Err(_) => (Some(Seal::of(&bytes)), Some(STORED)),
            },
            // Nobody knows what it unpacks to.
            Method::Unknown => (None, None),
        };
        let was = Some(data.len() as u64);
        Ok(Changed { was, packed_bytes, seal, method })
    }

    fn local(&mut self, local: &Local, changed: &Changed) -> Result<(), Refusal> {
        let at = local.header.start;
        if let Some(method) = changed.method {
            self.short(at + 8, method);
        }
        if !local.tells_nothing(self.raw) {
            if let Some(seal) = changed.seal {
                self.narrow(at + 14, seal.crc);
                self.number(at + 22, local.wide_place(self.raw, 22), seal.bytes)?;
            }
            self.number(at + 18, local.wide_place(self.raw, 18), changed.packed_bytes)?;
        }
        let Some(Descriptor { crc, wide, .. }) = local.descriptor else { return Ok(()) };
        if let Some(seal) = changed.seal {
            self.narrow(crc, seal.crc);
            let bytes = crc + if wide { 12 } else { 8 };
            self.number(bytes, wide.then_some(bytes), seal.bytes)?;
        }
        self.number(crc + 4, wide.then_some(crc + 4), changed.packed_bytes)
    }

    fn central(&mut self, central: &Central, changed: &Changed) -> Result<(), Refusal> {
        let at = central.header.start;
        if let Some(method) = changed.method {
            self.short(at + 10, method);
        }
        if let Some(seal) = changed.seal {
            self.narrow(at + 16, seal.crc);
            self.number(at + 24, central.wide_place(self.raw, 24), seal.bytes)?;
        }
        self.number(at + 20, central.wide_place(self.raw, 20), changed.packed_bytes)
    }

    fn end(&mut self, end: &End) -> Result<(), Refusal> {
        let size = self.length_of(end.directory)?;
        let offset = self.offset(end.directory.start, end)?;
        let at = end.record.start;
        if let Some((wide, locator)) = end.wide {
            self.patch(wide.start + 40, &size.to_le_bytes());
            self.patch(wide.start + 48, &offset.to_le_bytes());
            let place = self.offset(wide.start, end)?;
            self.patch(locator.start + 8, &place.to_le_bytes());
        }
        for (at, value) in [(at + 12, size), (at + 16, offset)] {
            // Told in the other record.
            if end.wide.is_none() || u32_at(self.raw, at) != Some(WIDE) {
                self.number(at, None, value)?;
            }
        }
        self.length(at + 20, end.comment)
    }

    /// Where a place is to be told to stand.
    fn offset(&self, place: usize, end: &End) -> Result<u64, Refusal> {
        let base = match usize::try_from(end.base) {
            Ok(before) => length(self.moved(before)),
            Err(_) => end.base,
        };
        u64::try_from(length(self.moved(place)) - base).map_err(|_| Refusal::Damaged)
    }

    /// Where a place stands after the edits.
    fn moved(&self, place: usize) -> usize {
        let after = self.shifts.partition_point(|&(end, _)| end <= place);
        let shift = after.checked_sub(1).map_or(0, |last| self.shifts[last].1);
        usize::try_from(length(place).saturating_add(shift)).unwrap_or_default()
    }

    fn touches(&self, span: Span) -> bool {
        let first = self.edits.partition_point(|edit| edit.span.end <= span.start);
        self.edits.get(first).is_some_and(|edit| edit.span.start < span.end)
    }

    /// Number of bytes of a part after the edits, none of which reaches out of it.
    fn length_of(&self, part: Span) -> Result<u64, Refusal> {
        if part.is_empty() {
            return Ok(0);
        }
        let first = self.edits.partition_point(|edit| edit.span.end <= part.start);
        let mut bytes = length(part.len());
        for edit in self.edits[first..].iter().take_while(|edit| edit.span.start < part.end) {
            if !part.covers(edit.span) {
                return Err(Refusal::Damaged);
            }
            bytes += length(edit.replacement.len()) - length(edit.span.len());
        }
        u64::try_from(bytes).map_err(|_| Refusal::Damaged)
    }

    /// Tells the length of a part in 16 bits.
    fn length(&mut self, at: usize, part: Span) -> Result<(), Refusal> {
        let bytes = u16::try_from(self.length_of(part)?).map_err(|_| Refusal::TooLarge)?;
        self.short(at, bytes);
        Ok(())
    }

    fn short(&mut self, at: usize, value: u16) {
        if u16_at(self.raw, at) != Some(value) {
            self.patch(at, &value.to_le_bytes());
        }
    }

    fn narrow(&mut self, at: usize, value: u32) {
        if u32_at(self.raw, at) != Some(value) {
            self.patch(at, &value.to_le_bytes());
        }
    }

    /// Tells a number in 64 bits where it is told so, else in the 32 at `at`.
    fn number(&mut self, at: usize, wide: Option<usize>, value: u64) -> Result<(), Refusal> {
        match wide {
            Some(wide) => self.patch(wide, &value.to_le_bytes()),
            None => self.narrow(at, u32::try_from(value).map_err(|_| Refusal::TooLarge)?),
        }
        Ok(())
    }

    fn patch(&mut self, at: usize, bytes: &[u8]) {
        let span = Span::new(at, at + bytes.len());
        if span.slice(self.raw) != bytes {
            self.patches.push(Edit { span, replacement: bytes.to_vec() });
        }
    }

    /// The edits, and what they make of the records.
    fn together(self) -> Result<Vec<Edit>, Refusal> {
        let mut all = self.edits.to_vec();
        all.extend(self.patches);
        all.sort_by_key(|edit| (edit.span.start, edit.span.end));
        let is_apart = all.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        if is_apart { Ok(all) } else { Err(Refusal::Damaged) }
    }
}

/// What is to be told of a member.
struct Changed {
    /// Number of packed bytes before.
    was: Option<u64>,
    packed_bytes: u64,
    /// `None` where nobody knows.
    seal: Option<Seal>,
    method: Option<u16>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::span::splice;
    use crate::zip::made::{Member as Made, zip};

    fn written(raw: &[u8], edits: &[Edit]) -> Vec<u8> {
        let lifted = Zip.lift(raw, edits, &Limits::default()).expect("it is one");
        let mut out = Vec::new();
        splice(raw, &lifted, &mut out);
        out
    }

    /// The edit that puts `new` where `old` stands for the `nth` time.
    fn edit(raw: &[u8], old: &str, nth: usize, new: &str) -> Edit {
        let mut places = memchr::memmem::find_iter(raw, old.as_bytes());
        let start = places.nth(nth).expect("it stands there");
        Edit { span: Span::new(start, start + old.len()), replacement: new.into() }
    }

    #[test]
    fn records_follow_what_is_edited() {
        let before: [Made<'_>; 3] = [
            ("one.txt", b"the jay is blue", false),
            ("two.txt", b"two", true),
            ("three", b"3", false),
        ];
        let raw = zip(&before, "of birds");
        type Case<'c> = (&'c [(&'c str, usize, &'c str)], [Made<'c>; 3], &'c str);
        let cases: [Case<'_>; 4] = [
            (
                &[("blue", 0, "out of sight")],
                [("one.txt", b"the jay is out of sight", false), before[1], before[2]],
                "of birds",
            ),
            (
                &[("two.txt", 0, "2"), ("two.txt", 1, "2")],
                [before[0], ("2", b"two", true), before[2]],
                "of birds",
            ),
            (&[("birds", 0, "feathers")], before, "of feathers"),
            (
                &[
                    ("jay", 0, ""),
                    ("three", 0, "four"),
                    ("3", 0, "44"),
                    ("three", 1, "four"),
                    ("of ", 0, ""),
                ],
                [("one.txt", b"the  is blue", false), before[1], ("four", b"44", false)],
                "birds",
            ),
        ];
        for (edits, members, comment) in cases {
            let edits: Vec<Edit> =
                edits.iter().map(|&(old, nth, new)| edit(&raw, old, nth, new)).collect();
            assert!(written(&raw, &edits) == zip(&members, comment), "{edits:?}");
        }
        assert_eq!(Zip.lift(&raw, &[], &Limits::default()), Ok(Vec::new()));
    }

    #[test]
    fn what_does_not_unpack_any_more_is_stored() {
        let raw = zip(&[("a", b"the jay is blue", true), ("b", b"two", true)], "");
        let archive = Archive::read(&raw, &Limits::default()).expect("it is one");
        let data = archive.data(0).expect("it is there");
        let after = written(&raw, &[Edit { span: data, replacement: b"gone".to_vec() }]);
        assert!(after == zip(&[("a", b"gone", false), ("b", b"two", true)], ""));
    }

    #[test]
    fn an_edit_across_parts_leaves_the_records_alone() {
        let raw = zip(&[("a", b"one", false), ("b", b"two", false)], "");
        let across =
            |start, end| Edit { span: Span::new(start, end), replacement: b"new".to_vec() };
        // From the second byte of a member over the next one's header and name into its bytes.
        let after = written(&raw, &[across(32, 67)]);
        let archive = Archive::read(&after, &Limits::default()).expect("it still is one");
        let data = |member| archive.data(member).map(|data| data.slice(&after));
        assert_eq!((data(0), data(1)), (Some(&b"onew"[..]), Some(&b"o"[..])));
        assert!(archive.is_sound(0, &after, &Limits::default()));
        assert!(archive.is_sound(1, &after, &Limits::default()));
    }

    #[test]
    fn a_name_that_is_too_long_is_refused() {
        let raw = zip(&[("a", b"one", false)], "");
        let long = Edit { span: Span::new(30, 31), replacement: vec![b'a'; 1 << 16] };
        assert_eq!(Zip.lift(&raw, &[long], &Limits::default()), Err(Refusal::TooLarge));
        assert_eq!(Zip.lift(b"PK no zip", &[], &Limits::default()), Ok(Vec::new()));
        assert!(Zip.decode(b"PK no zip", &Limits::default()).is_err());
    }

    proptest! {
        #[test]
        fn whatever_is_edited_it_stays_sound(
            contents in prop::collection::vec(("[a-z]{1,9}", "[a-z ]{0,60}", any::<bool>()), 1..6),
            wishes in prop::collection::vec((any::<prop::sample::Index>(), "[a-z ]{0,90}"), 1..4),
            before in "[a-z]{0,9}",
        ) {
            let members: Vec<Made<'_>> = contents
                .iter()
                .map(|(name, content, is_packed)| (name.as_str(), content.as_bytes(), *is_packed))
                .collect();
            let raw = [before.as_bytes(), &zip(&members, "a comment")].concat();
            let limits = Limits::default();
            let archive = Archive::read(&raw, &limits).expect("it is one");
            // Names and comments, and bytes that are stored.
            let parts: Vec<Span> = archive
                .parts()
                .into_iter()
                .filter(|part| part.kind != PartKind::Record && part.span.len() > 1)
                .map(|part| part.span)
                .collect();
            let mut edits: Vec<Edit> = Vec::new();
            for (index, text) in &wishes {
                let Some(len) = std::num::NonZero::new(parts.len()) else { continue };
                let part = parts[index.index(len.get())];
                let span = Span::new(part.start + 1, part.end);
                if edits.iter().all(|edit| edit.span != span) {
                    edits.push(Edit { span, replacement: text.clone().into_bytes() });
                }
            }
            edits.sort_by_key(|edit| edit.span.start);
            let after = written(&raw, &edits);
            let again = Archive::read(&after, &limits).expect("it still is one");
            prop_assert_eq!(again.len(), archive.len());
            prop_assert!(again.unread.is_empty());
            for member in 0..again.len() {
                prop_assert!(again.is_sound(member, &after, &limits));
            }
        }

        #[test]
        fn damage_never_panics(
            damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
            end in any::<prop::sample::Index>(),
        ) {
            let members: [Made<'_>; 3] = [("a", b"one", false), ("b", b"two two", true), ("c/", b"", false)];
            let mut raw = zip(&members, "a comment");
            raw.truncate(end.index(raw.len()) + 1);
            let length = raw.len();
            for (at, byte) in damage {
                raw[at.index(length)] ^= byte;
            }
            let limits = Limits::default();
            if let Some(archive) = Archive::read(&raw, &limits) {
                let all: usize = archive.parts().iter().map(|part| part.span.len()).sum();
                prop_assert_eq!(all, raw.len(), "each byte is part of one part");
                for part in archive.parts() {
                    let edit = Edit { span: part.span, replacement: b"x".to_vec() };
                    let _ = Zip.lift(&raw, &[edit], &limits);
                }
            }
        }
    }
}
