//! A credential: one secret value with all its places. The unit that people review.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use foldhash::fast::RandomState;
use rayon::prelude::*;
use scrubjay_rules::{Look, Pack, Rule, RuleIndex, Structure, value};

use crate::finding::{Place, Sighting};
use crate::needle::Needle;
use crate::placeholder;
use crate::rank::better;
use crate::secret::{Key, Masked, Secret, canonical};
use crate::spelling;

/// Characters of the fingerprint in a placeholder; more where two would be equal.
const FINGERPRINT: usize = 10;

/// The label of rules that know personal values in tokens.
const PERSON: &str = "person";

/// Which credential of a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CredentialId(pub usize);

/// What is to be done with a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A placeholder takes its place everywhere.
    Redact,
    /// It stays, and the report says why.
    Keep {
        /// Why, in words for the reader of the report.
        reason: String,
    },
}

/// One secret value with all its places.
#[derive(Clone, Debug)]
pub struct Credential {
    /// Its number in the scan.
    pub id: CredentialId,
    /// The most particular rule that saw it.
    pub rule: RuleIndex,
    /// What stands in for it.
    pub placeholder: String,
    /// What is to be done with it.
    pub decision: Decision,
    /// Where it stands, in order.
    pub places: Vec<Place>,
    /// The hosts of the requests that it was seen in.
    pub hosts: BTreeSet<String>,
    /// Its values: one, or the parts of a cookie that was too long for one.
    pub(crate) parts: Vec<Secret>,
    /// Other forms of the parts, as they stood somewhere.
    pub(crate) forms: Vec<Secret>,
    /// The structure that it was taken from, such as a JWT with its claims.
    pub(crate) carrier: Option<Secret>,
    /// Whether it is replaced where it was found and looked for nowhere else: a personal value in
    /// a token, a body, the value of just any cookie.
    pub(crate) local: bool,
}

impl Credential {
    /// Its first characters and its length.
    pub fn masked(&self) -> Masked {
        self.parts.first().map_or(Masked { start: String::new(), length: 0 }, Secret::masked)
    }

    /// The value itself, for the one who holds the file and asks to see it. Never for a report,
    /// a log or a message.
    pub fn reveal(&self) -> String {
        self.parts
            .iter()
            .map(|part| String::from_utf8_lossy(part.bytes()))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Whether a placeholder takes its place.
    pub fn is_redacted(&self) -> bool {
        self.decision == Decision::Redact
    }

    /// All the byte strings by which it is looked for in decoded text.
    pub(crate) fn needles(&self) -> Vec<Needle> {
        let Ok(owner) = u32::try_from(self.id.0) else { return Vec::new() };
        let mut needles = Vec::new();
        if self.local {
            return needles;
        }
        for secret in self.parts.iter().chain(&self.forms) {
            let Some(bounded) = distinction(secret.bytes()) else { continue };
            let shapes = std::iter::once(secret.bytes().to_vec());
            needles.extend(shapes.chain(spelling::digits(secret.bytes())).map(|bytes| Needle {
                bytes,
                owner,
                bounded,
                spelled: false,
            }));
            let encoded =
                spelling::base64(secret.bytes()).into_iter().chain(spelling::hex(secret.bytes()));
            needles.extend(encoded.map(|bytes| Needle {
                bytes,
                owner,
                bounded: false,
                spelled: true,
            }));
        }
        needles
    }
}

impl Credential {
    /// All the byte strings by which it is looked for in text of which nothing is decoded.
    pub(crate) fn spellings(&self) -> Vec<Needle> {
        let Ok(owner) = u32::try_from(self.id.0) else { return Vec::new() };
        let mut needles = self.needles();
        if self.local {
            return needles;
        }
        for secret in self.parts.iter().chain(&self.forms) {
            let Some(bounded) = distinction(secret.bytes()) else { continue };
            let forms = spelling::textual(secret.bytes()).into_iter();
            needles.extend(forms.map(|bytes| Needle { bytes, owner, bounded, spelled: true }));
        }
        needles
    }
}

/// Parts of a list of this many credentials: what is looked for at once is kept in memory in all
/// its spellings, some kilobytes for each.
pub(crate) fn batches(credentials: usize) -> impl Iterator<Item = Range<usize>> {
    const BATCH: usize = 8192;
    (0..credentials).step_by(BATCH).map(move |start| start..credentials.min(start + BATCH))
}

/// Whether a value is distinctive enough to be looked for wherever it stands, and if so whether
/// only as a word of its own. `admin`, `true` and `1234` are not: they would shred the file.
pub(crate) fn distinction(secret: &[u8]) -> Option<bool> {
    let text = String::from_utf8_lossy(&secret[..secret.len().min(256)]);
    if secret.len() < 6
        || value::is_plain(&text)
        || value::is_nothing(&text)
        || value::is_placeholder(&text)
    {
        return None;
    }
    let mut seen = [false; 256];
    secret.iter().for_each(|&byte| seen[usize::from(byte)] = true);
    let distinct = seen.iter().filter(|&&seen| seen).count();
    let digits = secret.iter().any(u8::is_ascii_digit);
    let letters = secret.iter().any(u8::is_ascii_alphabetic);
    let marks = secret.iter().any(u8::is_ascii_punctuation);
    let capitals = secret.iter().skip(1).any(u8::is_ascii_uppercase)
        && secret.iter().any(u8::is_ascii_lowercase);
    let mixed = [digits, letters, marks, capitals].iter().filter(|&&kind| kind).count() >= 2;
    match secret.len() {
        16.. if distinct >= 6 => Some(false),
        12.. if distinct >= 5 && (mixed || digits) => Some(true),
        6.. if distinct >= 4 && mixed => Some(true),
        _ => None,
    }
}

/// Drops what reads like a text of the screen, unless the same words were found elsewhere.
fn drop_texts(sightings: &mut Vec<Sighting>) {
    if !sightings.iter().any(|sighting| sighting.spared) {
        return;
    }
    let value = |sighting: &Sighting| Secret::new(&canonical(sighting.secret.bytes()));
    let found: HashSet<Secret> =
        sightings.iter().filter(|sighting| !sighting.spared).map(value).collect();
    sightings.retain(|sighting| !sighting.spared || found.contains(&value(sighting)));
}

/// Makes credentials of what was sighted, in the order of their first places.
pub(crate) fn gather(pack: &Pack, key: &Key, mut sightings: Vec<Sighting>) -> Vec<Credential> {
    drop_texts(&mut sightings);
    let values: Vec<Secret> = sightings
        .par_iter()
        .map(|sighting| Secret::new(&canonical(sighting.secret.bytes())))
        .collect();
    let mut groups = Groups::default();
    let ids: Vec<usize> = sightings
        .iter()
        .zip(&values)
        .map(|(sighting, value)| groups.join(sighting, value))
        .collect();
    let groups: Vec<usize> = ids.into_iter().map(|id| groups.root(id)).collect();
    let mut credentials: BTreeMap<usize, Credential> = BTreeMap::new();
    for ((sighting, value), group) in sightings.into_iter().zip(values).zip(groups) {
        let credential = credentials.entry(group).or_insert_with(|| Credential {
            id: CredentialId(0),
            rule: sighting.rule,
            placeholder: String::new(),
            decision: Decision::Redact,
            places: Vec::new(),
            hosts: BTreeSet::new(),
            parts: Vec::new(),
            forms: Vec::new(),
            carrier: None,
            local: false,
        });
        if better(pack, sighting.rule, credential.rule) {
            credential.rule = sighting.rule;
        }
        if sighting.secret != value && !credential.forms.contains(&sighting.secret) {
            credential.forms.push(sighting.secret);
        }
        if !credential.parts.contains(&value) {
            credential.parts.push(value);
        }
        credential.hosts.extend(sighting.host);
        if credential.carrier.is_none() {
            credential.carrier = sighting.carrier;
        }
        credential.places.push(sighting.place);
    }
    let mut credentials: Vec<Credential> = credentials.into_values().collect();
    credentials.par_iter_mut().for_each(|credential| {
        credential.places.sort();
        credential
            .places
            .dedup_by(|a, b| a.file == b.file && a.layers == b.layers && a.span == b.span);
        credential.parts.sort();
        credential.forms.sort();
        credential.local = is_local(pack.rule(credential.rule));
    });
    credentials.par_sort_by(|a, b| a.places.cmp(&b.places).then_with(|| a.parts.cmp(&b.parts)));
    number(pack, key, &mut credentials);
    credentials
}

/// Whether a rule finds what stands for nothing elsewhere.
fn is_local(rule: &Rule) -> bool {
    is_person(rule) || matches!(rule.look, Look::Structure(Structure::Body | Structure::AnyCookie))
}

/// Whether a rule knows personal values in tokens.
pub(crate) fn is_person(rule: &Rule) -> bool {
    rule.label == PERSON
}

fn number(pack: &Pack, key: &Key, credentials: &mut [Credential]) {
    let fingerprints: Vec<Option<String>> = credentials
        .par_iter()
        .map(|credential| credential.parts.first().map(|secret| key.fingerprint(secret)))
        .collect();
    let mut taken = BTreeSet::new();
    for (place, (credential, fingerprint)) in credentials.iter_mut().zip(fingerprints).enumerate() {
        credential.id = CredentialId(place);
        let Some(fingerprint) = fingerprint else { continue };
        let label = &pack.rule(credential.rule).label;
        // Forty bits are enough until they are not.
        for length in FINGERPRINT..=fingerprint.len().min(48) {
            let placeholder = placeholder::named(label, &fingerprint[..length]);
            if taken.insert(placeholder.clone()) {
                credential.placeholder = placeholder;
                break;
            }
        }
    }
}

/// Which values belong to one credential: equal ones, and the chunks of one cookie.
#[derive(Default)]
struct Groups<'v> {
    ids: HashMap<&'v [u8], usize, RandomState>,
    parents: Vec<usize>,
    chunks: HashMap<(usize, Vec<scrubjay_document::Step>, String), usize>,
}

impl<'v> Groups<'v> {
    /// Adds a sighting of a value. Returns what it is known by until all have been added.
    fn join(&mut self, sighting: &Sighting, value: &'v Secret) -> usize {
        let next = self.parents.len();
        let id = *self.ids.entry(value.bytes()).or_insert(next);
        if id == next {
            self.parents.push(id);
        }
        if let Some(stem) = chunk_stem(&sighting.place.path) {
            let place = &sighting.place;
            // Chunks of one cookie stand in one header; elsewhere each is a layer of its own.
            let layers =
                place.layers.iter().take(place.layers.len().saturating_sub(1)).copied().collect();
            let first = *self.chunks.entry((place.file, layers, stem)).or_insert(id);
            let (a, b) = (self.root(first), self.root(id));
            let (low, high) = (a.min(b), a.max(b));
            self.parents[high] = low;
        }
        id
    }

    fn root(&mut self, mut id: usize) -> usize {
        while self.parents[id] != id {
            self.parents[id] = self.parents[self.parents[id]];
            id = self.parents[id];
        }
        id
    }
}

/// The path of a chunked cookie without the number of the chunk: `appSession.0`,
/// `.AspNetCore.CookiesC1`.
fn chunk_stem(path: &str) -> Option<String> {
    if !path.contains("cookie") {
        return None;
    }
    let stem = path.trim_end_matches('"').trim_end_matches(|c: char| c.is_ascii_digit());
    if stem.len() == path.trim_end_matches('"').len() {
        return None;
    }
    if let Some(stem) = stem.strip_suffix('.') {
        return Some(stem.trim_end_matches('"').to_owned());
    }
    let stem = stem.strip_suffix('C')?;
    stem.contains(".AspNet").then(|| stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_only_for_what_is_distinctive() {
        for plain in
            ["true", "admin", "1234", "123456", "password", "aaaaaaaaaaaaaaaaaaaa", "hunter"]
        {
            assert_eq!(distinction(plain.as_bytes()), None, "{plain}");
        }
        for word in ["hunter2", "Tr0ub4dor&3x!", "102abcXYZ"] {
            assert_eq!(distinction(word.as_bytes()), Some(true), "{word}");
        }
        assert_eq!(distinction(b"4f1b2c9d8e7a6f5b4c3d"), Some(false));
    }

    #[test]
    fn knows_the_chunks_of_a_cookie() {
        assert_eq!(
            chunk_stem("log.cookie.\"appSession.0\""),
            chunk_stem("log.cookie.\"appSession.1\"")
        );
        assert!(chunk_stem("log.cookie.\".AspNet.CookiesC1\"").is_some());
        assert_eq!(chunk_stem("log.cookie.token1"), None);
        assert_eq!(chunk_stem("log.entries[1].x"), None);
    }
}
