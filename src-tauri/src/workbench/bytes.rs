//! The bytes of a file that is open for as long as a person reviews it.
//!
//! A small file is read: whatever happens to it afterwards, the review goes on. A large one is mapped, so that memory
//! does not grow with it; every look into it first asks whether it is still the file that was scanned.

use std::fs::File;
use std::io::{self, Read as _};
use std::ops::Deref;
use std::path::Path;

use super::source::Stamp;

/// Larger files are mapped, unless the workbench says otherwise.
pub(super) const LARGEST_READ_BYTES: u64 = 32 << 20;

/// All bytes of one file.
#[derive(Debug)]
pub(super) enum Bytes {
    Read(Vec<u8>),
    Mapped { map: memmap2::Mmap, file: File, stamp: Stamp },
}

impl Bytes {
    /// Opens a file; maps it when it has more than `largest_read_bytes`.
    ///
    /// # Errors
    /// When it cannot be opened, read or mapped.
    pub(super) fn open(path: &Path, largest_read_bytes: u64) -> io::Result<Bytes> {
        let mut file = File::open(path)?;
        let meta = file.metadata()?;
        if meta.len() > largest_read_bytes {
            return Ok(Bytes::Mapped { map: map(&file)?, stamp: Stamp::of(&meta), file });
        }
        let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
        file.read_to_end(&mut bytes)?;
        Ok(Bytes::Read(bytes))
    }

    /// Whether they are still those that were opened.
    pub(super) fn are_same(&self) -> bool {
        match self {
            Bytes::Read(_) => true,
            Bytes::Mapped { file, stamp, .. } => {
                file.metadata().is_ok_and(|meta| Stamp::of(&meta) == *stamp)
            }
        }
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Read(bytes) => bytes,
            Bytes::Mapped { map, .. } => map,
        }
    }
}

/// Maps a file into memory, to be read.
#[expect(
    unsafe_code,
    reason = "mapping a file is unsafe by its nature; see the comment at the call"
)]
pub(super) fn map(file: &File) -> io::Result<memmap2::Mmap> {
    // SAFETY: a mapping is sound as long as nobody changes the file while it is mapped, which no program can promise
    // for a file that it does not own. The mapping is read-only; its bytes are data that may say anything: no offset
    // taken from it or kept for it is used without a check, and text is checked where it is read. Each look into it
    // begins with the question whether the file has changed, so that a file that was cut short is refused; one that is
    // cut short during a look ends the program, before anything of it was put in its place. The alternative, reading
    // all of it, holds a capture of half a gigabyte in memory for as long as the review lasts.
    unsafe { memmap2::Mmap::map(file) }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests prepare their own folders")]
mod tests {
    use super::*;

    #[test]
    fn a_small_file_is_read_and_a_large_one_mapped() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.har");
        std::fs::write(&path, b"0123456789").expect("the folder is writable");
        let open = |largest| Bytes::open(&path, largest);
        let read = open(10).expect("it can be read");
        let mapped = open(9).expect("it can be mapped");
        assert!(matches!(read, Bytes::Read(_)) && matches!(mapped, Bytes::Mapped { .. }));
        assert_eq!(*read, *mapped, "the same bytes either way");
        assert!(mapped.are_same());
        std::fs::write(&path, b"0123").expect("the folder is writable");
        assert!(!mapped.are_same(), "nobody may look into it any more");
        assert!(read.are_same(), "what was read stays");
        assert_eq!(*read, *b"0123456789");
    }
}
