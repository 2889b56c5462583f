//! Packs zips in the forms in which they are met, and in those that lie.

use std::io::Write as _;

/// How members are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As they are.
    Stored,
    /// Compressed.
    Deflated,
    /// Compressed, with checksum and lengths behind the bytes, as whoever cannot seek writes.
    Streamed,
    /// Compressed, with lengths and offsets of 64 bits.
    Wide,
    /// With Zstandard.
    Zstd,
}

impl Form {
    pub(crate) const ALL: [Form; 5] =
        [Form::Stored, Form::Deflated, Form::Streamed, Form::Wide, Form::Zstd];
}

/// A zip to be written.
#[derive(Clone)]
pub(crate) struct Packing {
    form: Form,
    members: Vec<Member>,
    /// What stands before it, and whether offsets count that.
    pub(crate) before: Vec<u8>,
    pub(crate) counts_before: bool,
    pub(crate) comment: Vec<u8>,
}

#[derive(Clone)]
struct Member {
    name: Vec<u8>,
    content: Vec<u8>,
    flags: u16,
    method: u16,
    comment: Vec<u8>,
    after: Vec<u8>,
    entries: usize,
}

pub(crate) fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::new(9));
    encoder.write_all(bytes).expect("writing to memory");
    encoder.finish().expect("writing to memory")
}

impl Packing {
    pub(crate) fn new(form: Form) -> Self {
        let (before, comment) = (Vec::new(), Vec::new());
        Self { form, members: Vec::new(), before, counts_before: false, comment }
    }

    pub(crate) fn add(&mut self, name: &str, content: &[u8]) -> &mut Self {
        let is_folder = name.ends_with('/');
        let (flags, method) = match self.form {
            _ if is_folder => (0, 0),
            Form::Stored => (0, 0),
            Form::Deflated | Form::Wide => (0, 8),
            Form::Streamed => (8, 8),
            Form::Zstd => (0, 93),
        };
        let (name, content) = (name.as_bytes().to_vec(), content.to_vec());
        let (comment, after) = (Vec::new(), Vec::new());
        self.members.push(Member { name, content, flags, method, comment, after, entries: 1 });
        self
    }

    fn last(&mut self) -> &mut Member {
        self.members.last_mut().expect("a member")
    }

    /// Says that the last member is encrypted or packed in another way.
    pub(crate) fn mark_last(&mut self, flags: u16, method: u16) {
        let last = self.last();
        (last.flags, last.method) = (flags, method);
    }

    pub(crate) fn comment_last(&mut self, comment: &str) {
        self.last().comment = comment.as_bytes().to_vec();
    }

    /// Puts something behind the last member.
    pub(crate) fn after_last(&mut self, bytes: &[u8]) {
        self.last().after = bytes.to_vec();
    }

    /// Leaves a member out of the directory.
    pub(crate) fn forget(&mut self, member: usize) {
        self.members[member].entries = 0;
    }

    /// Names a member twice in the directory.
    pub(crate) fn double_entry(&mut self, member: usize) {
        self.members[member].entries = 2;
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut out = self.before.clone();
        let base = if self.counts_before { 0 } else { self.before.len() };
        let mut directory = Vec::new();
        let mut count = 0u16;
        for member in &self.members {
            let offset = out.len() - base;
            self.member(member, &mut out);
            for _ in 0..member.entries {
                self.entry(member, offset, &mut directory);
                count += 1;
            }
        }
        let start = out.len() - base;
        let size = directory.len();
        out.extend(directory);
        let wide = self.form == Form::Wide;
        if wide {
            let place = out.len() - base;
            out.extend(b"PK\x06\x06");
            out.extend(44u64.to_le_bytes());
            out.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
            out.extend(u64::from(count).to_le_bytes());
            out.extend(u64::from(count).to_le_bytes());
            out.extend((size as u64).to_le_bytes());
            out.extend((start as u64).to_le_bytes());
            out.extend(b"PK\x06\x07\0\0\0\0");
            out.extend((place as u64).to_le_bytes());
            out.extend(1u32.to_le_bytes());
        }
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend([if wide { u16::MAX } else { count }.to_le_bytes(); 2].concat());
        out.extend(if wide { [255; 4] } else { narrow(size) });
        out.extend(if wide { [255; 4] } else { narrow(start) });
        out.extend(short(self.comment.len()));
        out.extend(&self.comment);
        out
    }

    fn packed(member: &Member) -> Vec<u8> {
        match member.method {
            0 => member.content.clone(),
            93 => zstd::bulk::compress(&member.content, 3).expect("it is in memory"),
            _ => deflated(&member.content),
        }
    }

    fn member(&self, member: &Member, out: &mut Vec<u8>) {
        let packed = Self::packed(member);
        let crc = crc(&member.content);
        let streamed = member.flags & 8 != 0;
        out.extend(b"PK\x03\x04\x14\0");
        out.extend(member.flags.to_le_bytes());
        out.extend(member.method.to_le_bytes());
        out.extend([0x21, 0x42, 0x63, 0x55]);
        let mut extra = b"UT\x05\0\x01\x01\x02\x03\x04".to_vec();
        if streamed {
            out.extend([0; 12]);
        } else if self.form == Form::Wide {
            out.extend(crc.to_le_bytes());
            out.extend([255; 8]);
            extra.extend([1, 0, 16, 0]);
            extra.extend((member.content.len() as u64).to_le_bytes());
            extra.extend((packed.len() as u64).to_le_bytes());
        } else {
            out.extend(crc.to_le_bytes());
            out.extend(narrow(packed.len()));
            out.extend(narrow(member.content.len()));
        }
        out.extend(short(member.name.len()));
        out.extend(short(extra.len()));
        out.extend(&member.name);
        out.extend(extra);
        out.extend(&packed);
        if streamed {
            out.extend(b"PK\x07\x08");
            out.extend(crc.to_le_bytes());
            out.extend(narrow(packed.len()));
            out.extend(narrow(member.content.len()));
        }
        out.extend(&member.after);
    }

    fn entry(&self, member: &Member, offset: usize, out: &mut Vec<u8>) {
        let packed = Self::packed(member);
        let wide = self.form == Form::Wide;
        out.extend(b"PK\x01\x02\x14\x03\x14\0");
        out.extend(member.flags.to_le_bytes());
        out.extend(member.method.to_le_bytes());
        out.extend([0x21, 0x42, 0x63, 0x55]);
        out.extend(crc(&member.content).to_le_bytes());
        let mut extra = b"UT\x05\0\x01\x01\x02\x03\x04".to_vec();
        if wide {
            out.extend([255; 8]);
            extra.extend([1, 0, 24, 0]);
            extra.extend((member.content.len() as u64).to_le_bytes());
            extra.extend((packed.len() as u64).to_le_bytes());
            extra.extend((offset as u64).to_le_bytes());
        } else {
            out.extend(narrow(packed.len()));
            out.extend(narrow(member.content.len()));
        }
        out.extend(short(member.name.len()));
        out.extend(short(extra.len()));
        out.extend(short(member.comment.len()));
        out.extend([0, 0, 1, 0, 0, 0, 0xa4, 0x81]);
        out.extend(if wide { [255; 4] } else { narrow(offset) });
        out.extend(&member.name);
        out.extend(extra);
        out.extend(&member.comment);
    }
}

pub(crate) fn crc(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

fn narrow(length: usize) -> [u8; 4] {
    u32::try_from(length).expect("small").to_le_bytes()
}

fn short(length: usize) -> [u8; 2] {
    u16::try_from(length).expect("small").to_le_bytes()
}
