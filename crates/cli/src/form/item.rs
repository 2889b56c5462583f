//! Credentials as the forms for machines tell them: one item for each credential in each file.
//!
//! An item has a fingerprint that stays the same from run to run as long as the credential stands
//! at the same place. It is made of names and places only: a hash of the value would tell the value
//! to whoever can guess.

use std::collections::{BTreeMap, BTreeSet};

use scrubjay_scan::{Credential, Pack, Place, Report, Rule, Scan};
use sha2::{Digest as _, Sha256};

/// A credential in one file.
#[derive(Debug)]
pub(crate) struct Item<'a> {
    pub(crate) rule: &'a Rule,
    /// Number of the file.
    pub(crate) file: usize,
    /// Its first place in the file.
    pub(crate) path: &'a str,
    /// Line and column of that place, counted from 1; of the enclosing value where it is encoded.
    pub(crate) line: u64,
    pub(crate) column: u64,
    /// Number of its places in the file.
    pub(crate) places: u64,
    /// The first characters and the length.
    pub(crate) masked: String,
    pub(crate) fingerprint: String,
}

impl Item<'_> {
    /// The matter in one sentence.
    pub(crate) fn message(&self) -> String {
        let more = match self.places {
            0 | 1 => String::new(),
            2 => " and one more place".to_owned(),
            places => format!(" and {} more places", places - 1),
        };
        format!(
            "{} ({}) {} at {}{more}",
            self.rule.description, self.rule.service, self.masked, self.path
        )
    }
}

/// The files of a scan.
#[derive(Debug)]
pub(crate) struct Files<'a> {
    /// Their names, as the report of a check has them: with their folders.
    pub(crate) names: &'a [String],
    /// Their paths as given, for tools that look them up and people who gave two of one name.
    pub(crate) paths: &'a [String],
}

/// All items of a scan that `baseline` does not know; `bytes` are those of the files.
pub(crate) fn items<'a>(
    pack: &'a Pack,
    scan: &'a Scan,
    files: &Files<'_>,
    bytes: &[&[u8]],
    baseline: &Baseline,
) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    let lines: Vec<Lines> = bytes.iter().map(|bytes| Lines::new(bytes)).collect();
    let mut seen: BTreeMap<(&str, usize, &str), usize> = BTreeMap::new();
    for credential in scan.credentials.iter().filter(|credential| credential.is_redacted()) {
        let rule = pack.rule(credential.rule);
        if baseline.knows(&rule.id, credential, files.names) {
            continue;
        }
        let mut by_file: BTreeMap<usize, Vec<&Place>> = BTreeMap::new();
        for place in &credential.places {
            by_file.entry(place.file).or_default().push(place);
        }
        for (file, places) in by_file {
            let Some(first) = places.first() else { continue };
            let same = seen.entry((&rule.id, file, &first.path)).or_default();
            let name = files.paths.get(file).map_or("", String::as_str);
            let fingerprint = fingerprint(&rule.id, name, &first.path, *same);
            *same += 1;
            let (line, column) =
                lines.get(file).map_or((1, 1), |lines| lines.position(offset(first)));
            items.push(Item {
                rule,
                file,
                path: &first.path,
                line,
                column,
                places: places.len() as u64,
                masked: credential.masked().to_string(),
                fingerprint,
            });
        }
    }
    items.sort_by(|a, b| {
        (a.file, a.line, a.column, &a.rule.id).cmp(&(b.file, b.line, b.column, &b.rule.id))
    });
    items
}

/// Where the outermost layer holds it.
fn offset(place: &Place) -> usize {
    place.layers.first().map_or(place.span.start, |step| step.span.start)
}

fn fingerprint(rule: &str, file: &str, path: &str, number: usize) -> String {
    let mut hash = Sha256::new();
    for part in [rule, file, path, &number.to_string()] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Where the lines of a file begin.
struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    fn new(bytes: &[u8]) -> Lines {
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        Lines { starts: std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect() }
    }

    /// Line and column of an offset, counted from 1; the column in bytes.
    fn position(&self, offset: usize) -> (u64, u64) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|index| self.starts.get(index)).copied();
        (line.max(1) as u64, (offset - start.unwrap_or(0)) as u64 + 1)
    }
}

/// What an earlier run found and somebody accepted.
#[derive(Debug, Default)]
pub(crate) struct Baseline {
    known: BTreeSet<(String, String, String)>,
}

impl Baseline {
    /// Takes the places of a report, as `check --format json` writes it.
    pub(crate) fn new(report: &Report) -> Baseline {
        let mut known = BTreeSet::new();
        for credential in &report.credentials {
            for place in &credential.places {
                known.insert((credential.rule.clone(), place.file.clone(), place.path.clone()));
            }
        }
        Baseline { known }
    }

    /// Whether every place of a credential was there before, under the same rule.
    pub(crate) fn knows(&self, rule: &str, credential: &Credential, names: &[String]) -> bool {
        !self.known.is_empty()
            && credential.places.iter().all(|place| {
                let name = names.get(place.file).cloned().unwrap_or_default();
                self.known.contains(&(rule.to_owned(), name, place.path.clone()))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_columns_from_one() {
        let lines = Lines::new(b"ab\ncd\n");
        let positions: Vec<_> = (0..6).map(|offset| lines.position(offset)).collect();
        assert_eq!(positions, [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)]);
    }

    #[test]
    fn a_fingerprint_tells_neighbours_apart() {
        assert_ne!(
            fingerprint("a", "bc", "d", 0),
            fingerprint("ab", "c", "d", 0),
            "parts do not run together"
        );
        assert_ne!(
            fingerprint("a", "b", "c", 0),
            fingerprint("a", "b", "c", 1),
            "two in one place"
        );
    }
}
