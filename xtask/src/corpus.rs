//! Looks through folders of harmless files for what would be replaced without need.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::workspace;

/// Builds the reader as it is released and runs it over files and folders; what it prints are
/// places and rules, never values.
///
/// # Errors
/// When nothing is named, a path does not exist, or the reader cannot be built or run.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<()> {
    let (options, folders) = match arguments {
        [option, count, folders @ ..] if option == "--lines" => (vec![option, count], folders),
        folders => (Vec::new(), folders),
    };
    ensure!(!folders.is_empty(), "which folders? `cargo xtask corpus [--lines N] FOLDER...`");
    let folders = workspace::from_here(folders)?;
    eprintln!("xtask: building the reader, as it is released");
    let status = Command::new("cargo")
        .current_dir(root)
        .args(["run", "--release", "--locked", "-q", "-p", "scrubjay-scan", "--example"])
        .args(["needless", "--"])
        .args(options)
        .args(folders)
        .status()?;
    ensure!(status.success(), "the reader ended with {status}");
    Ok(())
}
