//! One walk through an output: everything that has to be seen in its layers.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use scrubjay_document::{At, Inner, Lead, Leaf, Unread, Visitor};
use scrubjay_rules::Pack;

use super::afresh::Afresh;
use super::consistent::{Mark, Reader};
use super::residual::{self, Residual};
use super::{Inspection, PLACEHOLDER};
use crate::credential::Credential;
use crate::detect::{Detector, UnreadPlaces};
use crate::engine::Coverage;
use crate::needle::Needles;
use crate::secret::canonical;
use crate::source::Opened;

/// Sees the leaves of one piece.
pub(super) struct Inspector<'p> {
    pub(super) detector: Detector<'p>,
    /// The text inside the wrappings of the file, and how many there are.
    whole: &'p [u8],
    outer: usize,
    /// Known values and placeholders.
    wanted: &'p Needles,
    /// What the detector sighted, by the number of the sighting.
    afresh: Vec<(usize, Afresh)>,
    leaks: Vec<String>,
    met: BTreeMap<u32, u64>,
    residual: Vec<(u64, Residual)>,
    random: HashSet<u64>,
    reader: Reader,
}

impl<'p> Inspector<'p> {
    pub(super) fn new(pack: &'p Pack, wanted: &'p Needles, opened: &'p Opened<'_>) -> Self {
        let outer = opened.chain.len();
        Self {
            detector: Detector::new(pack, 0, outer),
            whole: &opened.text,
            outer,
            wanted,
            afresh: Vec::new(),
            leaks: Vec::new(),
            met: BTreeMap::new(),
            residual: Vec::new(),
            random: HashSet::new(),
            reader: Reader::new(),
        }
    }
}

impl Visitor for Inspector<'_> {
    fn leaf(&mut self, leaf: &Leaf<'_>, at: &At<'_>, leads: &mut Vec<Lead>) -> bool {
        let before = self.detector.sightings.len();
        let closed = self.detector.leaf(leaf, at, leads);
        for (number, sighting) in self.detector.sightings.iter().enumerate().skip(before) {
            self.afresh.extend(
                Afresh::of(sighting, leaf, at, (self.whole, self.outer))
                    .map(|found| (number, found)),
            );
        }
        if leaf.part {
            return closed;
        }
        self.wanted.search(leaf.text, &mut |id, _| {
            let owner = self.wanted.needle(id).owner;
            if owner & PLACEHOLDER == 0 {
                self.leaks.push(at.path.render());
            } else {
                *self.met.entry(owner & !PLACEHOLDER).or_default() += 1;
            }
        });
        self.reader.read(leaf, at);
        if let Some((hash, residual)) = residual::of(leaf, at)
            && self.random.insert(hash)
        {
            self.residual.push((hash, residual));
        }
        closed
    }

    fn unread(&mut self, reason: Unread, at: &At<'_>) {
        self.detector.unread(reason, at);
    }

    fn layer(&mut self, layer: &Inner<'_>, at: &At<'_>) -> bool {
        self.detector.layer(layer, at)
    }
}

/// Puts together what the inspectors of all pieces saw.
pub(super) fn gather(
    inspectors: Vec<Inspector<'_>>,
    opened: &Opened<'_>,
    kept: &[&Credential],
) -> Inspection {
    let keeps: HashSet<&[u8]> = kept
        .iter()
        .flat_map(|credential| credential.parts.iter().map(crate::secret::Secret::bytes))
        .collect();
    let mut unread = UnreadPlaces::new();
    let (mut layers, mut bytes, mut values) = (0, opened.text.len() as u64, 0);
    let (mut findings, mut afresh) = (Vec::new(), Vec::new());
    let mut leaks = Vec::new();
    let mut placeholders = BTreeMap::new();
    let mut marks: HashMap<u64, BTreeSet<Mark>> = HashMap::new();
    let mut random = HashSet::new();
    let mut residual = Vec::new();
    for inspector in inspectors {
        let detector = inspector.detector;
        let is_new: Vec<bool> = detector
            .sightings
            .iter()
            .map(|sighting| !keeps.contains(canonical(sighting.secret.bytes()).as_slice()))
            .collect();
        let new = detector.sightings.into_iter().zip(&is_new).filter(|(_, is_new)| **is_new);
        findings.extend(new.map(|(sighting, _)| sighting.place.path));
        let new = inspector.afresh.into_iter().filter(|(number, _)| is_new[*number]);
        afresh.extend(new.map(|(_, found)| found));
        unread.extend(detector.unread);
        layers += detector.layers;
        bytes += detector.bytes;
        values += detector.values;
        leaks.extend(inspector.leaks);
        for (owner, count) in inspector.met {
            *placeholders.entry(owner).or_default() += count;
        }
        for (path, mark) in inspector.reader.marks {
            marks.entry(path).or_default().insert(mark);
        }
        residual.extend(
            inspector
                .residual
                .into_iter()
                .filter(|(hash, _)| random.insert(*hash))
                .map(|(_, one)| one),
        );
    }
    // The longest first: they are the likeliest to be keys.
    residual.sort_by(|a, b| b.length.cmp(&a.length).then_with(|| a.cmp(b)));
    residual.truncate(Residual::LISTED);
    Inspection {
        findings,
        afresh,
        leaks,
        placeholders,
        marks,
        coverage: Coverage::new(layers, bytes, &opened.unread, unread),
        residual,
        values,
        kind: opened.kind,
    }
}
