//! A member where it stands: its own header, its bytes, and what may describe them afterwards.

use super::field::{length_at, u16_at, u32_at, u64_at, wide_field};
use super::{DEFLATED, DESCRIBED, ENCRYPTED, LOCAL, Member, Seal, WIDE};
use crate::codec::inflated_length;
use crate::format::Unread;
use crate::limits::Limits;
use crate::span::Span;

/// The length of the header without name and extra field.
pub(super) const HEADER: usize = 30;
const DESCRIPTOR: &[u8] = b"PK\x07\x08";

/// A member's own header and what follows.
#[derive(Clone, Debug)]
pub(crate) struct Local {
    /// What has a fixed length.
    pub(crate) header: Span,
    pub(crate) name: Span,
    pub(crate) extra: Span,
    /// Its bytes as they are packed.
    pub(crate) data: Span,
    /// What describes them when the header does not.
    pub(crate) descriptor: Option<Descriptor>,
}

/// Checksum and lengths behind the bytes of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Descriptor {
    pub(crate) span: Span,
    /// Where the checksum stands; the lengths follow, the packed one first.
    pub(crate) crc: usize,
    /// Whether lengths have 64 bits.
    pub(crate) wide: bool,
}

/// How much may be unpacked to find where members end that do not tell.
pub(super) struct Patience {
    left: usize,
}

impl Patience {
    pub(super) fn new(bytes: usize) -> Self {
        Self { left: bytes.saturating_mul(4).saturating_add(1 << 16) }
    }

    fn take(&mut self, bytes: usize) -> bool {
        let enough = self.left >= bytes;
        self.left = if enough { self.left - bytes } else { 0 };
        enough
    }

    /// Whether something was not looked at.
    pub(super) fn is_lost(&self) -> bool {
        self.left == 0
    }
}

impl Local {
    /// All of it.
    pub(crate) fn span(&self) -> Span {
        let end = self.descriptor.map_or(self.data.end, |descriptor| descriptor.span.end);
        Span::new(self.header.start, end)
    }

    /// The header at `at`, followed by no bytes yet.
    fn at(text: &[u8], at: usize) -> Option<Local> {
        if !text.get(at..)?.starts_with(LOCAL) {
            return None;
        }
        let header = Span::new(at, at + HEADER);
        let name = Span::new(header.end, header.end + length_at(text, at + 26)?);
        let extra = Span::new(name.end, name.end + length_at(text, at + 28)?);
        let data = Span::new(extra.end, extra.end);
        (data.end <= text.len()).then_some(Local { header, name, extra, data, descriptor: None })
    }

    /// The one at `at`, whose packed bytes are so many.
    pub(super) fn with_length(text: &[u8], at: usize, packed: usize, seal: Seal) -> Option<Local> {
        let mut local = Local::at(text, at)?;
        local.data.end = local.data.start.checked_add(packed)?;
        if local.data.end > text.len() {
            return None;
        }
        if local.flags(text) & DESCRIBED != 0 {
            local.descriptor = Descriptor::behind(text, local.data, seal);
        }
        Some(local)
    }

    fn flags(&self, text: &[u8]) -> u16 {
        u16_at(text, self.header.start + 6).unwrap_or_default()
    }

    fn method(&self, text: &[u8]) -> u16 {
        u16_at(text, self.header.start + 8).unwrap_or_default()
    }

    /// The number at `field` of the header, which may stand in the extra field.
    fn told(&self, text: &[u8], field: usize) -> u64 {
        let told = u32_at(text, self.header.start + field).unwrap_or_default();
        let wide = self.wide_place(text, field).filter(|_| told == WIDE);
        wide.and_then(|at| u64_at(text, at)).unwrap_or(u64::from(told))
    }

    /// Where in the extra field the length at `field` of the header stands.
    pub(crate) fn wide_place(&self, text: &[u8], field: usize) -> Option<usize> {
        let wide = wide_field(text, self.extra)?;
        let is_wide = |field: usize| u32_at(text, self.header.start + field) == Some(WIDE);
        let before = field == 18 && is_wide(22);
        let at = wide.start + if before { 8 } else { 0 };
        (is_wide(field) && at + 8 <= wide.end).then_some(at)
    }

    /// Whether checksum and lengths stand behind the bytes and not here.
    pub(crate) fn tells_nothing(&self, text: &[u8]) -> bool {
        self.flags(text) & DESCRIBED != 0
            && [14, 18, 22].iter().all(|&field| self.told(text, field) == 0)
    }

    /// Whether it says of the member what the directory says.
    pub(super) fn is_told_so(&self, text: &[u8], flags: u16, method: u16, seal: Seal) -> bool {
        let own = self.flags(text);
        // With a description behind the bytes, lengths of 64 bits may be announced and not told.
        let later = own & DESCRIBED != 0 && (self.descriptor.is_some() || self.is_wide(text));
        let same = |field: usize, value: u64| self.told(text, field) == value;
        (own ^ flags) & (ENCRYPTED | DESCRIBED) == 0
            && self.method(text) == method
            && (self.tells_nothing(text) && later
                || same(14, u64::from(seal.crc))
                    && same(22, seal.bytes)
                    && same(18, self.data.len() as u64)
                || later && self.is_wide(text))
    }

    fn is_wide(&self, text: &[u8]) -> bool {
        u32_at(text, self.header.start + 18) == Some(WIDE)
    }
}

impl Descriptor {
    /// The one behind `data`, if what it says is so.
    fn behind(text: &[u8], data: Span, seal: Seal) -> Option<Descriptor> {
        [4usize, 0].into_iter().find_map(|signature| {
            let crc = data.end + signature;
            if signature > 0 && !text.get(data.end..)?.starts_with(DESCRIPTOR)
                || u32_at(text, crc)? != seal.crc
            {
                return None;
            }
            let packed = data.len() as u64;
            if u64_at(text, crc + 4) == Some(packed) && u64_at(text, crc + 12) == Some(seal.bytes) {
                let span = Span::new(data.end, crc + 20);
                return Some(Descriptor { span, crc, wide: true });
            }
            let is_told = u64::from(u32_at(text, crc + 4)?) == packed
                && u64::from(u32_at(text, crc + 8)?) == seal.bytes;
            let span = Span::new(data.end, crc + 12);
            is_told.then_some(Descriptor { span, crc, wide: false })
        })
    }

    /// The one behind `data`, which ends before `end`, and what it says, if the lengths are right.
    fn after(text: &[u8], data: Span, end: usize) -> Option<(Descriptor, Seal)> {
        let signed = text.get(data.end..)?.starts_with(DESCRIPTOR);
        let crc = data.end + if signed { 4 } else { 0 };
        [true, false].into_iter().find_map(|wide| {
            let span = Span::new(data.end, crc + if wide { 20 } else { 12 });
            let seal = Descriptor { span, crc, wide }.seal(text);
            let found = Descriptor::behind(text, data, seal)?;
            (found.wide == wide && found.span.end <= end).then_some((found, seal))
        })
    }

    /// What it says.
    fn seal(&self, text: &[u8]) -> Seal {
        let bytes = if self.wide {
            u64_at(text, self.crc + 12)
        } else {
            u32_at(text, self.crc + 8).map(u64::from)
        };
        let crc = u32_at(text, self.crc).unwrap_or_default();
        Seal { crc, bytes: bytes.unwrap_or_default() }
    }

    /// The one that closes bytes which begin at `start`, and of which nobody told how many.
    fn closing(text: &[u8], start: usize, end: usize) -> Option<(Span, Descriptor)> {
        let behind = text.get(start..end)?;
        memchr::memmem::find_iter(behind, DESCRIPTOR).find_map(|at| {
            let data = Span::new(start, start + at);
            let crc = data.end + 4;
            let wide = u64_at(text, crc + 4) == Some(at as u64);
            let narrow = u32_at(text, crc + 4).map(u64::from) == Some(at as u64);
            let span = Span::new(data.end, crc + if wide { 20 } else { 12 });
            ((wide || narrow) && span.end <= end).then_some((data, Descriptor { span, crc, wide }))
        })
    }
}

impl Member {
    /// A member that no entry of the directory points to; its header is at `at`, and it ends before
    /// `end`. What breaks off there is taken as far as it goes.
    pub(super) fn without_entry(
        text: &[u8],
        at: usize,
        end: usize,
        limits: &Limits,
        patience: &mut Patience,
    ) -> Option<Member> {
        let mut local = Local::at(text, at).filter(|local| local.data.end <= end)?;
        let (flags, method) = (local.flags(text), local.method(text));
        let start = local.data.start;
        let mut seal = Some(Seal {
            crc: u32_at(text, at + 14).unwrap_or_default(),
            bytes: local.told(text, 22),
        });
        let mut trouble = None;
        if local.tells_nothing(text) {
            seal = None;
            if method == DEFLATED && flags & ENCRYPTED == 0 {
                let ends = patience.take(end - start);
                let length = ends.then(|| inflated_length(&text[start..end], limits)).flatten();
                local.data.end = length.map_or(end, |length| start + length);
                if let Some((descriptor, told)) = Descriptor::after(text, local.data, end) {
                    local.descriptor = Some(descriptor);
                    seal = Some(told);
                }
            } else {
                let (data, descriptor) = Descriptor::closing(text, start, end)?;
                local.data = data;
                local.descriptor = Some(descriptor);
                seal = Some(descriptor.seal(text));
            }
            trouble = seal.is_none().then_some(Unread::Damaged);
        } else {
            let packed = usize::try_from(local.told(text, 18)).ok();
            let told = packed.and_then(|packed| start.checked_add(packed));
            local.data.end = told.filter(|&told| told <= end).unwrap_or(end);
            if told != Some(local.data.end) {
                // It breaks off.
                trouble = Some(Unread::Damaged);
            }
            if let Some(seal) = seal.filter(|_| flags & DESCRIBED != 0) {
                local.descriptor = Descriptor::behind(text, local.data, seal)
                    .filter(|descriptor| descriptor.span.end <= end);
            }
        }
        let encrypted = flags & ENCRYPTED != 0;
        Some(Member { local: Some(local), central: None, method, encrypted, seal, trouble })
    }
}
