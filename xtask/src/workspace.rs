//! Where things lie in the working copy.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folder of the workspace: the parent of this crate's.
pub(crate) fn root() -> Result<PathBuf> {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().map(Path::to_path_buf).context("finding the workspace above xtask/")
}

/// Whether a folder of that name lies in the workspace and holds a package.
pub(crate) fn has_folder(root: &Path, folder: &str) -> bool {
    ["Cargo.toml", "package.json"].iter().any(|file| root.join(folder).join(file).is_file())
}

/// Whether the `package.json` in `folder` has a script of that name.
pub(crate) fn has_script(root: &Path, folder: &str, script: &str) -> bool {
    std::fs::read(root.join(folder).join("package.json"))
        .ok()
        .and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok())
        .is_some_and(|package| package["scripts"][script].is_string())
}

/// Where build products go: what Cargo is told, or `target` in the workspace.
pub(crate) fn target(root: &Path) -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root.join(folder),
        None => root.join("target"),
    }
}

/// Arguments with the files among them as they are called from everywhere: a step runs in a folder of its own.
pub(crate) fn from_here(arguments: &[String]) -> Result<Vec<String>> {
    let here = std::env::current_dir().context("asking in which folder this runs")?;
    Ok(arguments.iter().map(|argument| from(&here, argument)).collect())
}

fn from(here: &Path, argument: &str) -> String {
    let path = here.join(argument);
    match path.to_str() {
        Some(path) if Path::new(path).exists() => path.to_owned(),
        _ => argument.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_its_place_and_what_is_no_file_stays() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(from(here, "Cargo.toml"), here.join("Cargo.toml").display().to_string());
        let elsewhere = here.with_file_name("Cargo.lock").display().to_string();
        assert_eq!(from(here, &elsewhere), elsewhere);
        assert_eq!(from(here, "--verbose"), "--verbose");
    }
}
