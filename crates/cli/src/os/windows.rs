//! Windows: access is inherited from the folder, and folders cannot be synced.

use std::fs::{File, Metadata, Permissions};
use std::io;
use std::path::Path;

/// Nothing to do: a new file inherits who may read it from its folder, and a read-only mark on the
/// input would only keep the user from deleting the safe copy.
pub(crate) fn make_like(_file: &File, _model: &Permissions) -> io::Result<()> {
    Ok(())
}

/// Nothing to do: the file system orders its own records.
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Never: devices have names that are no paths here.
pub(crate) fn is_device(_metadata: &Metadata) -> bool {
    false
}

/// Never, but for a terminal.
pub(crate) fn stdin_is_device() -> bool {
    false
}
