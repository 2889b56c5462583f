//! What differs between systems, and the one place that needs `unsafe`.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::fs::File;
use std::io;

#[cfg(unix)]
pub(crate) use unix::{is_device, make_like, stdin_is_device, sync_folder};
#[cfg(windows)]
pub(crate) use windows::{is_device, make_like, stdin_is_device, sync_folder};

/// Maps a file into memory, to be read.
///
/// # Errors
///
/// When the system cannot map it: an empty or special file, or a file system without mappings.
#[allow(
    unsafe_code,
    reason = "mapping a file is unsafe by its nature; see the comment at the call"
)]
pub(crate) fn map(file: &File) -> io::Result<memmap2::Mmap> {
    // SAFETY: a mapping is sound as long as nobody changes the file while it is mapped, which no
    // program can promise for a file it does not own. What we do about it: the mapping is read-only
    // and private to this module's callers, who treat the bytes as data that may say anything (no
    // value read from it is used as an index, length or offset without a check, and text is checked
    // where it is read). A file that is cut short while we read ends the program with a signal
    // before anything was renamed into place; one that is changed fails the verification, which
    // compares the output with the input. The alternative, reading the whole file, needs memory
    // for a second copy of captures that are often larger than half a gigabyte.
    unsafe { memmap2::Mmap::map(file) }
}
