//! Unix: permission bits, devices among the files, and folders that can be synced.

use std::fs::{File, Metadata, Permissions};
use std::io;
use std::os::fd::AsFd as _;
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _};
use std::path::Path;

/// Gives `file` the permission bits of `model`.
///
/// The owner can always read and write it, and nobody executes it; it never becomes a program that
/// runs as somebody else.
pub(crate) fn make_like(file: &File, model: &Permissions) -> io::Result<()> {
    let mode = (model.mode() & 0o666) | 0o600;
    file.set_permissions(Permissions::from_mode(mode))
}

/// Makes a rename in `folder` survive a loss of power.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some file systems know no syncing of folders; theirs is not ours to mend.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        other => other,
    }
}

/// Whether it is a device: a terminal, a disk, a source of random bytes.
pub(crate) fn is_device(metadata: &Metadata) -> bool {
    let kind = metadata.file_type();
    kind.is_char_device() || kind.is_block_device()
}

/// Whether standard input is one.
pub(crate) fn stdin_is_device() -> bool {
    let own = io::stdin().as_fd().try_clone_to_owned();
    own.and_then(|own| File::from(own).metadata()).is_ok_and(|metadata| is_device(&metadata))
}
