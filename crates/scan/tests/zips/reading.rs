//! Reads zip, believing every record and checking every sum: what is told in two places has to be
//! the same in both.

use std::io::Read as _;

use super::packing::crc;

pub(crate) struct Read {
    pub(crate) members: Vec<Member>,
    pub(crate) comment: Vec<u8>,
}

pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) content: Vec<u8>,
    /// As it stands in the zip.
    pub(crate) packed: Vec<u8>,
    pub(crate) comment: Vec<u8>,
    /// Versions, flags, method, time and attributes.
    pub(crate) as_is: Vec<u8>,
}

fn short(bytes: &[u8], at: usize) -> usize {
    usize::from(u16::from_le_bytes(bytes[at..at + 2].try_into().expect("two")))
}

fn narrow(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four")) as usize
}

fn wide(bytes: &[u8], at: usize) -> usize {
    u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight")).try_into().expect("small")
}

/// The numbers of 64 bits in an extra field.
fn wide_numbers(mut extra: &[u8]) -> impl Iterator<Item = usize> + '_ {
    while !extra.is_empty() && short(extra, 0) != 1 {
        extra = &extra[4 + short(extra, 2)..];
    }
    let numbers = extra.get(4..).unwrap_or_default();
    numbers.chunks_exact(8).map(|number| wide(number, 0))
}

/// All members, as the directory tells of them.
pub(crate) fn read(zip: &[u8]) -> Read {
    let end = memchr::memmem::rfind(zip, b"PK\x05\x06").expect("a record at the end");
    let mut numbers = [short(zip, end + 10), narrow(zip, end + 12), narrow(zip, end + 16)];
    let mut stop = end;
    if numbers[1] == 0xffff_ffff {
        assert!(zip[end - 20..].starts_with(b"PK\x06\x07"));
        stop = end - 20 - 56;
        assert!(zip[stop..].starts_with(b"PK\x06\x06"));
        numbers = [wide(zip, stop + 32), wide(zip, stop + 40), wide(zip, stop + 48)];
    }
    let [count, size, offset] = numbers;
    let mut at = stop - size;
    let base = at - offset;
    if stop != end {
        assert_eq!(wide(zip, end - 20 + 8) + base, stop, "where the wide record stands");
    }
    let mut members = Vec::new();
    for _ in 0..count {
        assert!(zip[at..].starts_with(b"PK\x01\x02"), "an entry");
        let (name, extra) = (at + 46, at + 46 + short(zip, at + 28));
        let comment = extra + short(zip, at + 30);
        let next = comment + short(zip, at + 32);
        let mut more = wide_numbers(&zip[extra..comment]);
        let mut number = |field: usize| match narrow(zip, at + field) {
            0xffff_ffff => more.next().expect("a wide number"),
            number => number,
        };
        let (bytes, packed, local) = (number(24), number(20), number(42) + base);
        assert!(zip[local..].starts_with(b"PK\x03\x04"), "a header");
        assert_eq!(zip[local + 6..local + 14], zip[at + 8..at + 16], "flags, method, time");
        let local_name = &zip[local + 30..][..short(zip, local + 26)];
        assert_eq!(local_name, &zip[name..extra], "the name in both places");
        let start = local + 30 + local_name.len() + short(zip, local + 28);
        let raw = &zip[start..start + packed];
        let method = short(zip, at + 10);
        let known = short(zip, at + 8) & 1 == 0 && matches!(method, 0 | 8 | 93);
        let content = if known { unpacked(raw, method) } else { raw.to_vec() };
        if known {
            assert_eq!(content.len(), bytes, "the length");
            assert_eq!(crc(&content) as usize, narrow(zip, at + 16), "the checksum");
        }
        let described = if short(zip, at + 8) & 8 != 0 {
            assert!(zip[start + packed..].starts_with(b"PK\x07\x08"));
            zip[start + packed + 4..][..12].to_vec()
        } else {
            zip[local + 14..local + 26].to_vec()
        };
        assert_eq!(narrow(&described, 0), narrow(zip, at + 16), "the checksum in both places");
        if narrow(&described, 4) != 0xffff_ffff {
            assert_eq!((narrow(&described, 4), narrow(&described, 8)), (packed, bytes));
        } else {
            let extra = &zip[start - short(zip, local + 28)..start];
            assert_eq!(wide_numbers(extra).collect::<Vec<_>>(), [bytes, packed]);
        }
        members.push(Member {
            name: String::from_utf8(zip[name..extra].to_vec()).expect("a name"),
            content,
            packed: raw.to_vec(),
            comment: zip[comment..next].to_vec(),
            as_is: [&zip[at..at + 16], &zip[at + 34..at + 42]].concat(),
        });
        at = next;
    }
    assert_eq!(at, stop, "the directory ends at the record");
    assert_eq!(zip.len(), end + 22 + short(zip, end + 20), "the comment goes to the end");
    Read { members, comment: zip[end + 22..].to_vec() }
}

fn unpacked(raw: &[u8], method: usize) -> Vec<u8> {
    let mut out = Vec::new();
    match method {
        0 => out.extend(raw),
        8 => {
            let mut decoder = flate2::bufread::DeflateDecoder::new(raw);
            decoder.read_to_end(&mut out).expect("it unpacks");
            assert_eq!(decoder.total_in(), raw.len() as u64, "nothing behind it");
        }
        _ => out = zstd::bulk::decompress(raw, 64 << 20).expect("it unpacks"),
    }
    out
}

/// What the first member of that name holds.
pub(crate) fn member(zip: &[u8], name: &str) -> Vec<u8> {
    let read = read(zip);
    let member = read.members.into_iter().find(|member| member.name == name);
    member.expect("it is there").content
}

/// What the member at the very front holds, as a reader sees it that goes from front to back.
pub(crate) fn front(zip: &[u8]) -> Vec<u8> {
    assert!(zip.starts_with(b"PK\x03\x04"), "a header");
    let extra = 30 + short(zip, 26);
    let start = extra + short(zip, 28);
    let (streamed, method) = (short(zip, 6) & 8 != 0, short(zip, 8));
    let mut packed = narrow(zip, 18);
    if packed == 0xffff_ffff {
        packed = wide_numbers(&zip[extra..start]).nth(1).expect("a wide number");
    }
    if streamed {
        let mut out = Vec::new();
        let mut decoder = flate2::bufread::DeflateDecoder::new(&zip[start..]);
        decoder.read_to_end(&mut out).expect("it unpacks");
        return out;
    }
    unpacked(&zip[start..start + packed], method)
}
