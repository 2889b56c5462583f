//! Equal credentials have equal placeholders, and different ones different.
//!
//! What stands in the output for a credential is read where the credential stood in the input: at
//! the same path, through the same codecs. Only places in strings of JSON count, which stay apart
//! whatever becomes of them, and only those that tell one credential alone: in their string, within
//! which edits may have been united, and by their path.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use memchr::memmem::Finder;
use scrubjay_document::{At, CodecId, Edit, Leaf, Span, Step};

use super::{CheckId, CheckResult, Inspection, result};
use crate::count::count;
use crate::credential::CredentialId;
use crate::engine::Scan;
use crate::finding::Place;
use crate::verify::hash;

/// How every placeholder begins that shows a fingerprint of full length.
const WORD: &[u8] = b"REDACTED-";
/// The fewest digits of such a fingerprint.
const FEWEST: usize = 10;
/// More digits of it are not looked at.
const MOST: usize = 16;

/// The fingerprint of a placeholder as it was read: its first digits, with what may follow them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Mark {
    first: u64,
    rest: u64,
    digits: usize,
}

impl Mark {
    /// The fingerprint that a text of letters, digits and dashes behind the word shows.
    fn read(name: &[u8]) -> Option<Mark> {
        name.split(|byte| *byte == b'-').find_map(|part| {
            let digits = part.iter().take(MOST).take_while(|byte| byte.is_ascii_hexdigit()).count();
            let number = |digits: &[u8]| {
                std::str::from_utf8(digits).ok().and_then(|text| u64::from_str_radix(text, 16).ok())
            };
            let (first, rest) = part.get(..digits)?.split_at_checked(FEWEST)?;
            Some(Mark { first: number(first)?, rest: number(rest).unwrap_or(0), digits })
        })
    }
}

/// The placeholders that one leaf of the output shows.
#[derive(Debug)]
pub(super) struct Reader {
    word: Finder<'static>,
    /// A [spot], and what was read there.
    pub(super) marks: Vec<(u64, Mark)>,
}

impl Reader {
    pub(super) fn new() -> Reader {
        Reader { word: Finder::new(WORD), marks: Vec::new() }
    }

    /// Reads the placeholders of a leaf.
    pub(super) fn read(&mut self, leaf: &Leaf<'_>, at: &At<'_>) {
        // Most leaves are too short for one.
        if leaf.text.len() < WORD.len() + FEWEST {
            return;
        }
        let mut here = None;
        for start in self.word.find_iter(leaf.text) {
            if let Some(mark) = Mark::read(name(leaf.text, start)) {
                let here = *here.get_or_insert_with(|| spot(&at.path.render(), at.chain));
                self.marks.push((here, mark));
            }
        }
    }
}

/// A path and the codecs on the way there, as one number.
fn spot(path: &str, chain: &[Step]) -> u64 {
    let codecs = chain.iter().flat_map(|step| ["/", step.codec.label()]);
    hash([path].into_iter().chain(codecs).collect::<String>().as_bytes())
}

/// The check; `edits` are those of the file's own bytes.
pub(super) fn check(
    scan: &Scan,
    file: usize,
    edits: &[Edit],
    original: &[u8],
    inspection: &Inspection,
) -> CheckResult {
    let fail = |detail: String| result(CheckId::Consistent, false, detail);
    let mut names = BTreeMap::new();
    // Looked for once, whatever the number of credentials.
    let had_some = memchr::memmem::find(original, WORD).is_some();
    for credential in scan.credentials.iter().filter(|credential| credential.is_redacted()) {
        if names.insert(credential.placeholder.as_str(), credential.id).is_some() {
            return fail("two credentials have the same placeholder".to_owned());
        }
        if had_some && memchr::memmem::find(original, credential.placeholder.as_bytes()).is_some() {
            return fail("a placeholder stood in the input already".to_owned());
        }
    }
    let alone: BTreeSet<u32> = edits
        .iter()
        .filter_map(|edit| std::str::from_utf8(&edit.replacement).ok())
        .filter_map(|placeholder| names.get(placeholder))
        .filter(|id| scan.credentials[id.0].places.iter().any(|place| place.file == file))
        .filter_map(|id| u32::try_from(id.0).ok())
        .collect();
    let missing = alone.iter().filter(|id| !inspection.placeholders.contains_key(id)).count();
    if missing > 0 {
        let expected = alone.len();
        return fail(format!(
            "no placeholder is in the output for {missing} of {}",
            count(expected, "credential")
        ));
    }
    let old = if had_some { marks(original) } else { BTreeSet::new() };
    match told_apart(scan, file, &inspection.marks, &old) {
        Ok(told) => {
            let told = told.max(alone.len());
            let detail = match told {
                1 => "the one credential is told by its placeholder".to_owned(),
                told => {
                    format!("{} are told apart by their placeholders", count(told, "credential"))
                }
            };
            result(CheckId::Consistent, true, detail)
        }
        Err(Mixed::Same(path)) => {
            fail(format!("two credentials show the same placeholder, one of them at {path}"))
        }
        Err(Mixed::Different(path)) => {
            fail(format!("a credential does not show the same placeholder everywhere: see {path}"))
        }
    }
}

/// The fingerprints that can be read in bytes of which nothing is decoded.
fn marks(bytes: &[u8]) -> BTreeSet<Mark> {
    memchr::memmem::find_iter(bytes, WORD).filter_map(|at| Mark::read(name(bytes, at))).collect()
}

/// What follows the word at a place: letters, digits and dashes.
fn name(bytes: &[u8], word: usize) -> &[u8] {
    let rest = &bytes[word + WORD.len()..];
    let end = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
    &rest[..end]
}

/// How placeholders are mixed up, and a path at which it shows.
enum Mixed<'s> {
    Same(&'s str),
    Different(&'s str),
}

/// The number of credentials that the output shows under a placeholder of their own. What is
/// `old` stood in the input already.
fn told_apart<'s>(
    scan: &'s Scan,
    file: usize,
    marks: &HashMap<u64, BTreeSet<Mark>>,
    old: &BTreeSet<Mark>,
) -> Result<usize, Mixed<'s>> {
    // What is old and encoded may stand beside: what all places of a credential show is its own.
    let mut shown: BTreeMap<CredentialId, BTreeSet<Mark>> = BTreeMap::new();
    for (id, place) in alone(scan, file) {
        let Some(here) = marks.get(&spot(&place.path, &place.layers)) else { continue };
        let here: BTreeSet<Mark> = here.difference(old).copied().collect();
        if here.is_empty() {
            continue;
        }
        let common = match shown.get(&id) {
            Some(before) => {
                let is_here = |mark: &&Mark| here.iter().any(|other| other.first == mark.first);
                before.iter().filter(is_here).copied().collect()
            }
            None => here,
        };
        if common.is_empty() {
            return Err(Mixed::Different(&place.path));
        }
        shown.insert(id, common);
    }
    let mut owners = BTreeSet::new();
    for (id, marks) in &shown {
        // More than one: which of them is its own is not known.
        if let (Some(mark), 1) = (marks.first(), marks.len())
            && !owners.insert(mark)
        {
            let places = &scan.credentials[id.0].places;
            let place = places.iter().find(|place| place.file == file);
            return Err(Mixed::Same(place.map_or("", |place| &place.path)));
        }
    }
    Ok(owners.len())
}

/// The places of redacted credentials in a file that are nobody else's.
fn alone(scan: &Scan, file: usize) -> Vec<(CredentialId, &Place)> {
    let outer = &scan.files[file].wrappings;
    let mut places: Vec<(Value<'_>, CredentialId, &Place)> = Vec::new();
    for credential in scan.credentials.iter().filter(|credential| credential.is_redacted()) {
        let here = credential.places.iter().filter(|place| place.file == file);
        places.extend(here.map(|place| (value(place, outer), credential.id, place)));
    }
    places.sort_unstable_by_key(|(value, id, _)| (*value, *id));
    let mut owners: HashMap<&str, Option<CredentialId>> = HashMap::new();
    for (_, id, place) in &places {
        let owner = owners.entry(&place.path).or_insert(Some(*id));
        if *owner != Some(*id) {
            *owner = None;
        }
    }
    let is_same = |a: &Value<'_>, b: &Value<'_>| a.0 == b.0 && a.1.overlaps(b.1);
    places
        .chunk_by(|(a, _, _), (b, _, _)| is_same(a, b))
        .filter(|group| group.iter().all(|(_, id, _)| *id == group[0].1))
        .flatten()
        .filter(|(_, id, place)| owners.get(place.path.as_str()) == Some(&Some(*id)))
        .filter(|(_, _, place)| is_in_string(place, outer))
        .map(|(_, id, place)| (*id, *place))
        .collect()
}

/// A value of the outermost format: the layers that lead to it, and where it stands.
type Value<'s> = (&'s [Step], Span);

/// The value of the outermost format that a place lies in.
fn value<'s>(place: &'s Place, wrappings: &[Step]) -> Value<'s> {
    let (outer, inner) = place.layers.split_at(outer(place, wrappings));
    (outer, inner.first().map_or(place.span, |step| step.span))
}

/// Whether that value is a string of JSON.
fn is_in_string(place: &Place, wrappings: &[Step]) -> bool {
    let value = place.layers.get(outer(place, wrappings));
    value.is_some_and(|step| step.codec == CodecId::JsonString)
}

/// How many layers lead to the outermost format. In an archive its values are those of its members.
fn outer(place: &Place, wrappings: &[Step]) -> usize {
    let is_archive = wrappings.last().is_some_and(|step| step.codec == CodecId::Zip);
    (wrappings.len() + usize::from(is_archive)).min(place.layers.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_fingerprint_behind_any_label() {
        let read = |name: &str| Mark::read(name.as_bytes()).map(|mark| (mark.first, mark.digits));
        assert_eq!(read("jwt-0f1e2d3c4b"), Some((0x0f_1e2d_3c4b, 10)));
        assert_eq!(read("client-secret-0f1e2d3c4b5a-tail"), Some((0x0f_1e2d_3c4b, 12)));
        assert_eq!(read("0f1e2d3c4b---"), Some((0x0f_1e2d_3c4b, 10)), "a form without a label");
        assert_eq!(read("jwt-0f1e2d"), None, "too short to tell by");
        assert_eq!(read("of-another-tool"), None);
    }
}
