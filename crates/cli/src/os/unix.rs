//! Unix: permission bits, and folders that can be synced.

use std::fs::{File, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt as _;
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
