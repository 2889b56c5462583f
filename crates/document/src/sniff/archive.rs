//! Containers of text that nobody looks into: archives, and what is compressed in a way that is
//! not read.
//!
//! Pictures, fonts, sounds, films and programs are none of them: they hold no text to speak of, and
//! every capture has some.

/// How they begin.
const STARTS: [&[u8]; 15] = [
    // A zip in parts, and extensions of a browser: a zip behind a signature.
    b"PK\x07\x08",
    b"Cr24",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\xfd7zXZ\0",
    b"LZIP",
    b"\x04\x22\x4d\x18",
    b"\xff\x06\0\0sNaPpY",
    b"MSCF\0\0\0\0",
    b"!<arch>\n",
    b"xar!\0",
    // Documents of offices before they were zip, and mails.
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"%PDF-1.",
    b"%PDF-2.",
    // The long range that LZMA begins with, where the length is not told.
    b"\x5d\0\0\x80\0\xff\xff\xff\xff\xff\xff\xff\xff",
];

/// The least that one of them takes.
const SHORTEST: usize = 20;

/// Whether a text is a container of which nobody looks at what is inside.
pub(crate) fn is_archive(text: &[u8]) -> bool {
    text.len() >= SHORTEST
        && FIRST[usize::from(text[0])]
        && (STARTS.iter().any(|start| text.starts_with(start)) || is_bzip2(text))
}

/// Whether one of them begins with a byte.
const FIRST: [bool; 256] = {
    let mut first = [false; 256];
    let mut at = 0;
    while at < STARTS.len() {
        first[STARTS[at][0] as usize] = true;
        at += 1;
    }
    first[b'B' as usize] = true;
    first
};

/// `BZh`, the size of the blocks, and the first six digits of π.
fn is_bzip2(text: &[u8]) -> bool {
    matches!(text, [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_archives_from_media_and_text() {
        let with = |start: &[u8]| [start, &[b'x'; 64]].concat();
        for archive in STARTS {
            assert!(is_archive(&with(archive)), "{}", archive.escape_ascii());
        }
        assert!(is_archive(&with(b"BZh91AY&SY")));
        for other in [
            &b"\x89PNG\r\n\x1a\n"[..],
            b"\xff\xd8\xff\xe0",
            b"wOF2",
            b"\0asm\x01\0\0\0",
            b"\0\0\0\x18ftypmp42",
            b"OTTO",
            b"PK is a place",
            b"BZh9 is no number",
            b"%PDF is a format",
            b"7zip",
            b"Rar! a tiger",
            b"{\"a\":\"PK\"}",
        ] {
            assert!(!is_archive(&with(other)), "{}", other.escape_ascii());
        }
        assert!(!is_archive(b"PK\x03\x04"), "there is nothing in it");
    }
}
