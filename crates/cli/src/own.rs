//! Rules of the user's own: a folder of TOML files.

use std::path::{Path, PathBuf};

use scrubjay_scan::PackSource;

use crate::printable::Printable;
use crate::source::read_text;
use crate::trouble::Trouble;

/// The texts of the rule files in a folder, by name.
#[derive(Debug, Default)]
pub(crate) struct OwnRules {
    files: Vec<(String, String)>,
}

impl OwnRules {
    /// Reads all `*.toml` files that lie directly in `folder`.
    ///
    /// # Errors
    ///
    /// When the folder or a file cannot be read, or there is none: then the name is probably wrong.
    pub(crate) fn read(folder: &Path) -> Result<OwnRules, Trouble> {
        let trouble = |error: std::io::Error| Trouble::reading(folder, &error);
        let mut paths: Vec<PathBuf> = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(trouble)? {
            let path = entry.map_err(trouble)?.path();
            if path.extension().is_some_and(|ending| ending == "toml") && path.is_file() {
                paths.push(path);
            }
        }
        if paths.is_empty() {
            let what = format!("there are no rules in {}", Printable::path(folder));
            return Err(Trouble::new(what, "rules are files that end in .toml"));
        }
        // The order on the disk is accidental.
        paths.sort();
        let mut files = Vec::new();
        for path in paths {
            files.push((Printable::path(&path).to_string(), read_text(&path)?));
        }
        Ok(OwnRules { files })
    }

    /// The rules as the engine takes them.
    pub(crate) fn sources(&self) -> Vec<PackSource<'_>> {
        self.files.iter().map(|(name, text)| PackSource { name, text }).collect()
    }
}

/// A rule that cannot be used: where and why.
pub(crate) fn refused(error: &scrubjay_scan::PackError) -> Trouble {
    Trouble::new(
        format!("cannot use a rule: {error}"),
        "`scrubjay rules test DIR` tells whether it is mended",
    )
}
