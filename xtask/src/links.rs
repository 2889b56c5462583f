//! The links of the documents: each leads to a file that is there, and to a heading in it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// Checks the links of all documents at the root and below `docs/`.
///
/// # Errors
///
/// Names the first link that leads nowhere.
pub(crate) fn check(root: &Path) -> Result<()> {
    for document in documents(root)? {
        let text = read(&document)?;
        for link in links(&text) {
            if !leads_somewhere(&document, link)? {
                let name = document.strip_prefix(root).unwrap_or(&document).display();
                bail!("{name} has a link that leads nowhere: {link}");
            }
        }
    }
    Ok(())
}

fn documents(root: &Path) -> Result<Vec<PathBuf>> {
    let mut documents = Vec::new();
    for folder in [root.to_owned(), root.join("docs"), root.join("docs/decisions")] {
        let entries = std::fs::read_dir(&folder)
            .with_context(|| format!("listing the documents in {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "md") {
                documents.push(path);
            }
        }
    }
    documents.sort();
    Ok(documents)
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

/// The targets of `[…](…)` and `![…](…)`, without those that lead out of the project.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target)
        .filter(|target| !target.contains(':') && !target.contains(char::is_whitespace))
}

fn leads_somewhere(document: &Path, link: &str) -> Result<bool> {
    let (file, heading) = match link.split_once('#') {
        Some((file, heading)) => (file, Some(heading)),
        None => (link, None),
    };
    let target = match file {
        "" => document.to_owned(),
        file => document.with_file_name("").join(file),
    };
    if !target.exists() {
        return Ok(false);
    }
    let Some(heading) = heading else { return Ok(true) };
    let text = read(&target)?;
    let headings = text.lines().filter(|line| line.starts_with('#'));
    Ok(headings.map(anchor).any(|anchor| anchor == heading))
}

/// What forges call a heading: small letters, dashes for blanks, no marks.
fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_of_this_project_lead_somewhere() {
        let root = crate::workspace::root().unwrap();
        assert!(documents(&root).unwrap().len() > 10, "there are documents");
        check(&root).unwrap();
    }

    #[test]
    fn sees_the_links_that_stay_inside() {
        let text = "[a](docs/a.md), ![a picture](b.png) and [out](https://example.org/c.md).";
        assert_eq!(links(text).collect::<Vec<_>>(), ["docs/a.md", "b.png"]);
    }

    #[test]
    fn a_link_to_nothing_is_seen() {
        let readme = crate::workspace::root().unwrap().join("README.md");
        for (link, leads) in [
            ("docs/testing.md", true),
            ("docs/testing.md#fuzzing", true),
            ("docs/testing.md#no-such-heading", false),
            ("docs/no-such-page.md", false),
            ("#licence", true),
        ] {
            assert_eq!(leads_somewhere(&readme, link).unwrap(), leads, "{link}");
        }
    }
}
