//! The arrows between the crates: who may import whom.
//!
//! `document` and `rules` stand on the ground and do not know each other, `scan` joins the two, the
//! faces know `scan` only. And nothing a lower crate is built from can reach a network. This reads
//! the resolved tree that Cargo itself builds from, so a renamed or transitive dependency is seen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::step;

/// What each crate may import of ours.
const ARROWS: &[(&str, &[&str])] = &[
    ("scrubjay-document", &[]),
    ("scrubjay-rules", &[]),
    ("scrubjay-scan", &["scrubjay-document", "scrubjay-rules"]),
    ("scrubjay-cli", &["scrubjay-scan"]),
    ("scrubjay-desktop", &["scrubjay-scan"]),
    ("xtask", &[]),
];

/// The crates whose whole tree is free of networks.
const OFFLINE: &[&str] = &["scrubjay-document", "scrubjay-rules", "scrubjay-scan", "scrubjay-cli"];

/// Crates that open connections, or exist to let others do so.
const NETWORK: &[&str] = &[
    "async-std",
    "attohttpc",
    "awc",
    "curl",
    "curl-sys",
    "h2",
    "hickory-resolver",
    "hyper",
    "hyper-util",
    "isahc",
    "libp2p",
    "mio",
    "minreq",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "ssh2",
    "surf",
    "tokio",
    "tokio-rustls",
    "tonic",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "websocket",
    "zbus",
];

/// The resolved tree: names and edges. Development dependencies are left out of the edges, for
/// tests may look further than the code they test.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    edges: BTreeMap<String, BTreeSet<String>>,
    members: BTreeSet<String>,
}

impl Tree {
    /// Asks Cargo.
    pub(crate) fn read(root: &Path) -> Result<Tree> {
        let output = step::command(root, "cargo")?
            .args(["metadata", "--format-version", "1", "--locked"])
            .current_dir(root)
            .output()
            .context("starting `cargo metadata`")?;
        if !output.status.success() {
            bail!("`cargo metadata` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        let metadata: Value = serde_json::from_slice(&output.stdout)
            .context("reading what `cargo metadata` prints")?;
        Tree::from_metadata(&metadata).context("understanding what `cargo metadata` prints")
    }

    fn from_metadata(metadata: &Value) -> Option<Tree> {
        let mut names = BTreeMap::new();
        for package in metadata["packages"].as_array()? {
            names.insert(package["id"].as_str()?, package["name"].as_str()?.to_owned());
        }
        let mut tree = Tree::default();
        for member in metadata["workspace_members"].as_array()? {
            tree.members.insert(names.get(member.as_str()?)?.clone());
        }
        for node in metadata["resolve"]["nodes"].as_array()? {
            let edges = tree.edges.entry(names.get(node["id"].as_str()?)?.clone()).or_default();
            for dependency in node["deps"].as_array()? {
                let kinds = dependency["dep_kinds"].as_array()?;
                if kinds.iter().any(|kind| kind["kind"] != "dev") {
                    edges.insert(names.get(dependency["pkg"].as_str()?)?.clone());
                }
            }
        }
        Some(tree)
    }

    fn imports(&self, name: &str) -> impl Iterator<Item = &String> {
        self.edges.get(name).into_iter().flatten()
    }

    /// The way from `start` to the first crate that `is_wanted`, both ends included.
    fn way(&self, start: &str, is_wanted: impl Fn(&str) -> bool) -> Option<Vec<String>> {
        let mut seen = BTreeSet::from([start.to_owned()]);
        let mut ways = vec![vec![start.to_owned()]];
        while let Some(way) = ways.pop() {
            let last = way.last()?.clone();
            if is_wanted(&last) {
                return Some(way);
            }
            for next in self.imports(&last) {
                if seen.insert(next.clone()) {
                    ways.push(way.iter().cloned().chain([next.clone()]).collect());
                }
            }
        }
        None
    }
}

/// Checks every arrow.
///
/// # Errors
///
/// Names the first arrow that points the wrong way.
pub(crate) fn check(tree: &Tree) -> Result<()> {
    for member in &tree.members {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| name == member) else {
            bail!("{member} is new here: add a row for it in xtask/src/arrows.rs");
        };
        for import in tree.imports(member).filter(|import| tree.members.contains(*import)) {
            if !allowed.contains(&import.as_str()) {
                bail!("{member} must not import {import}; arrows point down only");
            }
        }
    }
    for name in OFFLINE.iter().filter(|name| tree.members.contains(**name)) {
        if let Some(way) = tree.way(name, |found| NETWORK.contains(&found)) {
            bail!("{name} must not reach a network, and does: {}", way.join(" -> "));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(members: &[&str], edges: &[(&str, &str)]) -> Tree {
        let mut tree = Tree::default();
        tree.members.extend(members.iter().map(|name| (*name).to_owned()));
        for (from, to) in edges {
            tree.edges.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        tree
    }

    #[test]
    fn the_arrows_of_this_workspace_point_down_only() {
        let root = crate::workspace::root().unwrap();
        let tree = Tree::read(&root).unwrap();
        assert!(tree.members.contains("scrubjay-scan"), "the tree is that of this workspace");
        check(&tree).unwrap();
    }

    #[test]
    fn the_lower_three_live_under_the_same_bans() {
        let crates = crate::workspace::root().unwrap().join("crates");
        let bans =
            |name: &str| std::fs::read_to_string(crates.join(name).join("clippy.toml")).unwrap();
        for name in ["rules", "scan"] {
            assert!(
                bans(name) == bans("document"),
                "crates/{name}/clippy.toml differs from document's"
            );
        }
    }

    #[test]
    fn sees_an_arrow_that_points_up() {
        let tree = tree(
            &["scrubjay-rules", "scrubjay-document"],
            &[("scrubjay-rules", "scrubjay-document")],
        );
        let error = check(&tree).unwrap_err().to_string();
        assert_eq!(
            error,
            "scrubjay-rules must not import scrubjay-document; arrows point down only"
        );
    }

    #[test]
    fn sees_a_face_that_skips_a_floor() {
        let tree =
            tree(&["scrubjay-cli", "scrubjay-document"], &[("scrubjay-cli", "scrubjay-document")]);
        assert!(check(&tree).is_err(), "faces import scan only");
    }

    #[test]
    fn sees_a_network_at_the_end_of_a_long_way() {
        let tree = tree(
            &["scrubjay-scan"],
            &[("scrubjay-scan", "a"), ("a", "b"), ("b", "a"), ("b", "socket2")],
        );
        let error = check(&tree).unwrap_err().to_string();
        assert!(error.ends_with("scrubjay-scan -> a -> b -> socket2"), "it names the way: {error}");
    }
}
