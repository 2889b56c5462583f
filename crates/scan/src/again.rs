//! Taking in what was overlooked: what a check of a copy found afresh is looked for in the
//! original, so that the next copy is without it.
//!
//! A rule that looks at what stands around a value can see another text once the values around it
//! are replaced. Such a value was in the original too, at the same place.

use std::collections::BTreeSet;

use rayon::prelude::*;

use scrubjay_document::{At, Budget, Inner, Lead, Leaf, Span, Unread, Visitor};

use crate::credential::{Credential, CredentialId, gather};
use crate::detect::Detector;
use crate::detection::drop_tail;
use crate::engine::{Engine, Scan};
use crate::finding::{Place, PlaceKind, Sighting};
use crate::progress::{Cancelled, Progress, check};
use crate::secret::Secret;
use crate::source::{Input, Opened};
use crate::verify::{Afresh, Verification};

/// How often a scan is added to: each round can only uncover what the one before left.
const ROUNDS: u8 = 8;

impl Engine {
    /// Adds to a scan what the checks of its copies found afresh, with all its echoes. Says whether
    /// there was something to add; then copies made anew are without it.
    ///
    /// `inputs` are those of the scan, `checks` are told with the number of their input.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` says so.
    pub fn take_in(
        &self,
        scan: &mut Scan,
        inputs: &[Input<'_>],
        checks: &[(usize, &Verification)],
        progress: &dyn Progress,
    ) -> Result<bool, Cancelled> {
        if scan.rounds == ROUNDS || checks.iter().all(|(_, check)| check.afresh.is_empty()) {
            return Ok(false);
        }
        scan.rounds += 1;
        self.run(|| self.take_in_here(scan, inputs, checks, progress))
    }

    /// Adds to the scan of one input what a copy made of it uncovers; says whether there was
    /// something.
    pub(crate) fn uncover(
        &self,
        scan: &mut Scan,
        input: &Input<'_>,
        progress: &dyn Progress,
    ) -> Result<bool, Cancelled> {
        let Ok(redacted) = self.redact(scan, 0, input.bytes) else { return Ok(false) };
        let copy = redacted.to_bytes(input.bytes);
        let check = self.verify(scan, 0, input.bytes, &redacted, &copy, progress)?;
        self.take_in(scan, &[*input], &[(0, &check)], progress)
    }

    fn take_in_here(
        &self,
        scan: &mut Scan,
        inputs: &[Input<'_>],
        checks: &[(usize, &Verification)],
        progress: &dyn Progress,
    ) -> Result<bool, Cancelled> {
        let limits = &self.settings.limits;
        let opened: Vec<Opened<'_>> = inputs
            .iter()
            .map(|input| check(progress).map(|()| Opened::new(input.bytes, limits)))
            .collect::<Result<_, _>>()?;
        let mut sightings = Vec::new();
        for &(file, check) in checks.iter().filter(|(_, check)| !check.afresh.is_empty()) {
            sightings.extend(self.seek(&opened[file], file, &check.afresh, progress)?);
        }
        let known = scan.credentials.len();
        let is_added = merge(scan, gather(&self.pack, &self.settings.key, sightings));
        self.heed_policy(&mut scan.credentials[known..]);
        if known < scan.credentials.len() {
            let new = known..scan.credentials.len();
            self.hear(inputs, &opened, &scan.files, new, progress, &mut scan.credentials)?;
        }
        Ok(is_added)
    }

    /// Looks for what was found in the copy of a source in the source itself.
    fn seek(
        &self,
        opened: &Opened<'_>,
        file: usize,
        wanted: &[Afresh],
        progress: &dyn Progress,
    ) -> Result<Vec<Sighting>, Cancelled> {
        let near: Option<Vec<Span>> = wanted.iter().map(|one| one.outermost).collect();
        let near = near.map(united);
        let limits = &self.settings.limits;
        let budget = Budget::new(limits);
        let seekers: Vec<Seeker<'_>> = opened
            .pieces
            .par_iter()
            .map(|piece| {
                check(progress)?;
                let detector = Detector::new(&self.pack, file, opened.chain.len());
                let mut seeker = Seeker { detector, wanted, file, found: Vec::new() };
                match &near {
                    Some(near) => opened.walk_near(piece, near, &mut seeker, limits, &budget),
                    None => opened.walk(piece, &mut seeker, limits, &budget),
                }
                Ok(seeker)
            })
            .collect::<Result<_, Cancelled>>()?;
        let found: Vec<(usize, Sighting)> =
            seekers.into_iter().flat_map(|seeker| seeker.found).collect();
        let met: BTreeSet<usize> = found.iter().map(|(number, _)| *number).collect();
        let unmet = wanted.iter().enumerate().filter(|(number, _)| !met.contains(number));
        let mut found: Vec<Sighting> = unmet
            .filter_map(|(_, wanted)| whole(wanted, opened, file))
            .chain(found.into_iter().map(|(_, sighting)| sighting))
            .collect();
        if let Some((end, _)) = opened.salvage {
            drop_tail(&mut found, opened, end);
        }
        Ok(found)
    }
}

/// All of a layer, where what a copy uncovered in it cannot be met in the original: there it was
/// not opened.
fn whole(wanted: &Afresh, opened: &Opened<'_>, file: usize) -> Option<Sighting> {
    const LONGEST: usize = 4096;
    let span = wanted.outermost.filter(|span| !span.is_empty() && span.len() <= LONGEST)?;
    Some(Sighting {
        rule: wanted.rule,
        place: Place {
            file,
            layers: opened.chain.as_slice().into(),
            span,
            kind: PlaceKind::Finding,
            path: wanted.path.clone(),
            spelled: false,
        },
        secret: Secret::new(opened.text.get(span.range())?),
        host: wanted.host.clone(),
        carrier: None,
        spared: false,
    })
}

/// The stretches that some spans cover: sorted and disjoint.
fn united(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let is_one = next.start <= last.end;
        last.end = if is_one { last.end.max(next.end) } else { last.end };
        is_one
    });
    spans
}

/// Adds credentials to those of a scan; of one whose value is known the places. Says whether
/// anything of it is new.
fn merge(scan: &mut Scan, found: Vec<Credential>) -> bool {
    let mut is_added = false;
    for mut credential in found {
        let is_same = |known: &&mut Credential| {
            known.parts.iter().any(|part| credential.parts.contains(part))
        };
        if let Some(known) = scan.credentials.iter_mut().find(is_same) {
            let before = known.places.len();
            known.places.append(&mut credential.places);
            known.places.sort();
            known
                .places
                .dedup_by(|a, b| a.file == b.file && a.layers == b.layers && a.span == b.span);
            is_added |= known.places.len() > before;
        } else {
            credential.id = CredentialId(scan.credentials.len());
            scan.credentials.push(credential);
            is_added = true;
        }
    }
    is_added
}

/// Looks into the leaves of one piece for what is wanted there.
struct Seeker<'p> {
    /// Knows what is to be opened.
    detector: Detector<'p>,
    wanted: &'p [Afresh],
    file: usize,
    /// What was found, with the number of what was wanted.
    found: Vec<(usize, Sighting)>,
}

impl Visitor for Seeker<'_> {
    fn leaf(&mut self, leaf: &Leaf<'_>, at: &At<'_>, leads: &mut Vec<Lead>) -> bool {
        let is_closed = self.detector.leaf(leaf, at, leads);
        for (number, wanted) in self.wanted.iter().enumerate() {
            let sighting = |span: Span| Sighting {
                rule: wanted.rule,
                place: Place::new(self.file, at, span, PlaceKind::Finding),
                secret: Secret::new(span.slice(leaf.text)),
                host: wanted.host.clone(),
                carrier: None,
                spared: false,
            };
            let places = wanted.places_in(leaf, at).into_iter();
            self.found.extend(places.map(|span| (number, sighting(span))));
        }
        is_closed
    }

    fn unread(&mut self, reason: Unread, at: &At<'_>) {
        self.detector.unread(reason, at);
    }

    fn layer(&mut self, layer: &Inner<'_>, at: &At<'_>) -> bool {
        self.detector.layer(layer, at)
    }
}
