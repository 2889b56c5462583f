//! What a step needs on the machine, and how it gets there.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context as _, Result, bail};

use crate::{debian, node, step};

/// Something that has to be on the machine before a step can run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Packages of Debian and its relatives.
    Debian(&'static [&'static str]),
    /// Node.js, and the npm packages that the folder's lock file names.
    NodePackages(&'static str),
    /// A program from crates.io: its name and version.
    Crate(&'static str, &'static str),
}

/// Brings what is missing of `needs`; says in one line what it installs.
///
/// # Errors
///
/// When something cannot be installed; the message says what to install by hand.
pub(crate) fn provide(root: &Path, needs: &[Need]) -> Result<()> {
    let mut packages: Vec<&str> = Vec::new();
    for need in needs {
        if let Need::Debian(names) = need {
            packages.extend(*names);
        }
    }
    debian::provide(&packages)?;
    for need in needs {
        match need {
            Need::Debian(_) => {}
            Need::NodePackages(folder) => node::provide_packages(root, folder)?,
            Need::Crate(name, version) => provide_crate(root, name, version)?,
        }
    }
    Ok(())
}

/// Installs a program from crates.io unless that version is there already.
fn provide_crate(root: &Path, name: &str, version: &str) -> Result<()> {
    let listed = step::command(root, "cargo")?
        .args(["install", "--list"])
        .stderr(Stdio::null())
        .output()
        .context("asking Cargo what is installed")?;
    let line = format!("{name} v{version}:");
    if String::from_utf8_lossy(&listed.stdout).lines().any(|installed| installed == line) {
        return Ok(());
    }
    eprintln!("xtask: installing {name} {version} from crates.io (some minutes, once)");
    // Without optimization it is built in half the time, and it runs for seconds only.
    let status = step::command(root, "cargo")?
        .args(["install", "--locked", "--debug", name, "--version", version])
        .stdin(Stdio::null())
        .current_dir(root)
        .status()
        .context("starting Cargo")?;
    if !status.success() {
        bail!("{name} could not be installed; `cargo install --locked {name}@{version}` shows why");
    }
    Ok(())
}
