//! Small files of the program's own, kept between two starts.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use serde::{Serialize, de::DeserializeOwned};

/// Reads what was kept; a file that is not there or not ours counts as nothing.
pub(super) fn load<Kept: DeserializeOwned + Default>(file: &Path) -> Kept {
    let text = fs::read_to_string(file).ok();
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Keeps it. That it cannot be kept costs a choice, not a file: it is no reason to stop.
pub(super) fn save(kept: &impl Serialize, file: &Path) {
    let _ = try_save(kept, file);
}

/// Writes beside the place and renames, so that a full disk leaves what was there before.
fn try_save(kept: &impl Serialize, file: &Path) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut newer = tempfile::NamedTempFile::new_in(folder)?;
    newer.write_all(serde_json::to_string_pretty(kept)?.as_bytes())?;
    newer.persist(file)?;
    Ok(())
}
