//! Node.js and the npm packages of a folder.
//!
//! The screens' tools want a newer Node.js than Debian 12 carries. npm's own registry has Node.js
//! as a package, so the npm that Debian brings can fetch a newer one into the target folder.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context as _, Result, bail};

use crate::{debian, step, workspace};

/// The oldest version the screens' tools run on.
const OLDEST: (u32, u32) = (20, 19);
/// What is fetched where there is none that new.
const FETCHED: [&str; 2] = ["node@22", "npm@11"];

/// Where fetched tools lie, for the search path; empty where none were fetched.
pub(crate) fn folders(root: &Path) -> Vec<PathBuf> {
    let folder = tools(root).join("node_modules").join(".bin");
    if folder.is_dir() { vec![folder] } else { Vec::new() }
}

/// Installs the npm packages that the folder's lock file names, unless they are there.
///
/// # Errors
///
/// When Node.js or the packages cannot be had; the message says what to do.
pub(crate) fn provide_packages(root: &Path, folder: &str) -> Result<()> {
    provide_node(root)?;
    let folder_path = root.join(folder);
    if is_fresh(&folder_path) {
        return Ok(());
    }
    eprintln!("xtask: installing the npm packages of {folder}/");
    let status = step::command(root, "npm")?
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        // Browsers come from the system; these downloads would fail where only registries are reached.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .env("PUPPETEER_SKIP_DOWNLOAD", "1")
        .current_dir(&folder_path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .context("starting npm")?;
    if !status.success() {
        bail!("`npm ci` failed in {folder}/; its reason stands above");
    }
    Ok(())
}

fn provide_node(root: &Path) -> Result<()> {
    if is_ready(root) {
        return Ok(());
    }
    if !has_npm(root) {
        debian::provide(&["nodejs", "npm"])?;
    }
    if is_ready(root) {
        return Ok(());
    }
    if !has_npm(root) {
        bail!(
            "npm is not in the search path; please install Node.js {}.{} or newer with its npm",
            OLDEST.0,
            OLDEST.1
        );
    }
    eprintln!(
        "xtask: fetching Node.js as an npm package: the one here is older than {}.{}",
        OLDEST.0, OLDEST.1
    );
    let tools = tools(root);
    std::fs::create_dir_all(&tools).context("making the folder for tools")?;
    let fetched = step::command(root, "npm")?
        .args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"])
        .arg(&tools)
        .args(FETCHED)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !fetched || !is_ready(root) {
        bail!(
            "Node.js {}.{} or newer is needed with its npm; please install it",
            OLDEST.0,
            OLDEST.1
        );
    }
    Ok(())
}

/// Whether Node.js is new enough, and npm beside it: one comes without the other.
fn is_ready(root: &Path) -> bool {
    version(root).is_some_and(|version| version >= OLDEST) && has_npm(root)
}

fn tools(root: &Path) -> PathBuf {
    workspace::target(root).join("tools")
}

fn has_npm(root: &Path) -> bool {
    step::command(root, "npm").is_ok_and(|mut npm| {
        npm.arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success())
    })
}

fn version(root: &Path) -> Option<(u32, u32)> {
    let output = step::command(root, "node").ok()?.arg("--version").output().ok()?;
    parse_version(&String::from_utf8_lossy(&output.stdout))
}

/// Reads `v20.19.4`.
fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// Whether `npm ci` has run since the lock file changed: npm leaves a copy of it behind.
fn is_fresh(folder: &Path) -> bool {
    let changed = |file: &Path| file.metadata().and_then(|metadata| metadata.modified()).ok();
    let wanted = changed(&folder.join("package-lock.json"));
    let installed = changed(&folder.join("node_modules").join(".package-lock.json"));
    matches!((wanted, installed), (Some(wanted), Some(installed)) if installed >= wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_that_node_prints() {
        assert_eq!(parse_version("v20.19.4\n"), Some((20, 19)), "the usual form");
        assert_eq!(parse_version("node: not found"), None, "no version at all");
    }
}
