//! For the tests: zips, made of what the test says.

use std::io::Write as _;

use super::Seal;

/// A member: its name, what it holds, and whether that is compressed.
pub(crate) type Member<'a> = (&'a str, &'a [u8], bool);

fn short(number: usize) -> [u8; 2] {
    u16::try_from(number).expect("small").to_le_bytes()
}

fn narrow(number: usize) -> [u8; 4] {
    u32::try_from(number).expect("small").to_le_bytes()
}

fn packed((_, content, is_packed): Member<'_>) -> Vec<u8> {
    if !is_packed {
        return content.to_vec();
    }
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(content).expect("writing to memory");
    encoder.finish().expect("writing to memory")
}

/// Method, time, checksum, lengths, and the length of the name.
fn common(member: Member<'_>) -> Vec<u8> {
    let (name, content, is_packed) = member;
    let mut out = [0, 0, if is_packed { 8 } else { 0 }, 0, 1, 2, 3, 4].to_vec();
    out.extend(Seal::of(content).crc.to_le_bytes());
    out.extend(narrow(packed(member).len()));
    out.extend(narrow(content.len()));
    out.extend(short(name.len()));
    out
}

/// A zip with these members and this comment.
pub(crate) fn zip(members: &[Member<'_>], comment: &str) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for &member in members {
        directory.extend(b"PK\x01\x02\x14\0\x14\0");
        directory.extend(common(member));
        directory.extend([0; 12]);
        directory.extend(narrow(out.len()));
        directory.extend(member.0.as_bytes());
        out.extend(b"PK\x03\x04\x14\0");
        out.extend(common(member));
        out.extend([0, 0]);
        out.extend(member.0.as_bytes());
        out.extend(packed(member));
    }
    let start = out.len();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([short(members.len()); 2].concat());
    out.extend(narrow(directory.len()));
    out.extend(narrow(start));
    out.extend(short(comment.len()));
    out.extend(comment.as_bytes());
    out
}
