//! A run: opens sources, finds credentials, hears their echoes, and makes the safe copy.

use std::ops::Range;

use rayon::prelude::*;

use scrubjay_document::{Budget, Edit, Limits, Refusal, Span, Step, Unread};
use scrubjay_rules::Pack;

use crate::credential::{Credential, CredentialId, Decision, batches, gather, is_person};
use crate::detect::{Rigid, UnreadPlaces};
use crate::detection::Detection;
use crate::earshot::{Ears, Explained, Stretches, Surface, Veiled};
use crate::echo::{Listener, innermost, overlooked, unread_as_utf16};
use crate::exposure::Notes;
use crate::finding::{Place, Sighting};
use crate::needle::Needles;
use crate::plan::Plan;
use crate::policy::Policy;
use crate::progress::{Cancelled, Phase, Progress, check};
use crate::redact::Redacted;
use crate::secret::Key;
use crate::source::{Input, Kind, Opened};

/// What a run is told besides its inputs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How far reading goes.
    pub limits: Limits,
    /// What to do by default.
    pub policy: Policy,
    /// The key of the placeholders.
    pub key: Key,
    /// Number of threads; all cores when not given. The result does not depend on it.
    pub threads: Option<usize>,
}

/// Rules and settings, ready to run.
pub struct Engine {
    pub(crate) pack: Pack,
    pub(crate) settings: Settings,
    pool: Option<rayon::ThreadPool>,
}

/// What was found in a bundle of inputs.
#[derive(Clone, Debug)]
pub struct Scan {
    /// What was found, in order of first places.
    pub credentials: Vec<Credential>,
    /// What was read of each input.
    pub files: Vec<FileScan>,
    /// How often it was added to after a look at the copies.
    pub(crate) rounds: u8,
}

/// What was read of one input.
#[derive(Clone, Debug)]
pub struct FileScan {
    /// What it is.
    pub kind: Kind,
    /// What was read and what was not.
    pub coverage: Coverage,
    /// Number of values in its outermost format.
    pub values: u64,
    /// Number of entries, when it has some.
    pub entries: usize,
    /// Wrappings around all of it: compression, UTF-16.
    pub(crate) wrappings: Vec<Step>,
    /// Where its value ends and what closes it, when its tail is cut off.
    pub(crate) salvage: Option<(usize, Vec<u8>)>,
    /// Where its JSON value begins, when it is JSON.
    pub(crate) value: Option<Span>,
    /// Number of bytes inside the wrappings.
    pub(crate) text_bytes: usize,
    /// Its layers that hide letters.
    pub(crate) veiled: Veiled,
    /// Its stretches in which no edit may change the number of bytes.
    pub(crate) rigid: Vec<Rigid>,
}

/// What was read and each thing that was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Layers that were opened.
    pub layers: u64,
    /// Bytes that were read in all layers.
    pub bytes: u64,
    /// What was not read, in order of paths.
    pub unread: Vec<UnreadPlace>,
}

/// Something that was not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnreadPlace {
    /// Where.
    pub path: String,
    /// Why.
    pub reason: Unread,
}

impl Coverage {
    /// Whether everything was read. A wrong declaration that was seen through is no loss.
    pub fn is_complete(&self) -> bool {
        self.unread.iter().all(|unread| unread.reason == Unread::Misdeclared)
    }

    /// Adds what pieces told.
    pub(crate) fn new(layers: u64, bytes: u64, whole: &[Unread], places: UnreadPlaces) -> Self {
        let mut unread: Vec<UnreadPlace> = whole
            .iter()
            .map(|&reason| UnreadPlace { path: String::new(), reason })
            .chain(places.into_keys().map(|(path, reason)| UnreadPlace { path, reason }))
            .collect();
        unread.sort();
        unread.dedup();
        Self { layers, bytes, unread }
    }
}

impl Scan {
    /// Decides what is to be done with a credential.
    pub fn decide(&mut self, credential: CredentialId, decision: Decision) {
        if let Some(credential) = self.credentials.get_mut(credential.0) {
            credential.decision = decision;
        }
    }

    /// The placeholder of the credential whose value stands in `text`, if one does; for names
    /// of files and other short texts that must not show one.
    pub fn placeholder_for(&self, text: &str) -> Option<&str> {
        let shows = |credential: &&Credential| {
            credential.parts.iter().chain(&credential.forms).any(|secret| {
                secret.len() >= 6 && memchr::memmem::find(text.as_bytes(), secret.bytes()).is_some()
            })
        };
        self.credentials.iter().find(shows).map(|credential| credential.placeholder.as_str())
    }
}

impl Engine {
    /// Takes rules and settings.
    pub fn new(pack: Pack, settings: Settings) -> Self {
        let pool = settings
            .threads
            .and_then(|threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok());
        Self { pack, settings, pool }
    }

    /// The rules.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Runs `work` on the engine's own threads, when it has some.
    pub(crate) fn run<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }

    /// Finds the credentials of a bundle, with all their echoes in all its inputs.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` says so.
    pub fn scan(&self, inputs: &[Input<'_>], progress: &dyn Progress) -> Result<Scan, Cancelled> {
        self.run(|| self.scan_here(inputs, progress, None))
    }

    /// The same, with notes on what the inputs tell beside their credentials.
    pub(crate) fn scan_with_notes(
        &self,
        inputs: &[Input<'_>],
        progress: &dyn Progress,
    ) -> Result<(Scan, Notes), Cancelled> {
        let mut notes = Notes::default();
        let scan = self.run(|| self.scan_here(inputs, progress, Some(&mut notes)))?;
        Ok((scan, notes))
    }

    fn scan_here(
        &self,
        inputs: &[Input<'_>],
        progress: &dyn Progress,
        mut notes: Option<&mut Notes>,
    ) -> Result<Scan, Cancelled> {
        let total = inputs.iter().map(|input| input.bytes.len() as u64).sum();
        progress.phase(Phase::Reading, total);
        let limits = &self.settings.limits;
        let mut detection = Detection::new(&self.pack, limits, progress, notes.is_some());
        let opened: Vec<Opened<'_>>;
        let mut early = Vec::new();
        if let [input] = inputs {
            // The only one: its first entries are read while the last ones are being found.
            progress.phase(Phase::Finding, total);
            let (one, read) = detection.read_ahead(input.bytes);
            opened = vec![one];
            early = read;
        } else {
            opened = inputs
                .par_iter()
                .map(|input| check(progress).map(|()| Opened::new(input.bytes, limits)))
                .collect::<Result<_, _>>()?;
            progress.phase(Phase::Finding, opened.iter().map(|o| o.text.len() as u64).sum());
        }
        let mut files = Vec::new();
        let mut sightings: Vec<Sighting> = Vec::new();
        for (file, opened) in opened.iter().enumerate() {
            let notes = notes.as_deref_mut();
            let early = std::mem::take(&mut early);
            let (scan, found) = detection.detect(opened, file, early, notes)?;
            files.push(scan);
            sightings.extend(found);
        }
        drop(detection);
        let mut credentials = gather(&self.pack, &self.settings.key, sightings);
        self.heed_policy(&mut credentials);
        progress.found(credentials.len(), places(&credentials));

        let texts: u64 = opened.iter().map(|o| o.text.len() as u64).sum();
        progress.phase(Phase::Echoes, texts * batches(credentials.len()).count() as u64);
        for batch in batches(credentials.len()) {
            self.hear(inputs, &opened, &files, batch, progress, &mut credentials)?;
        }
        progress.found(credentials.len(), places(&credentials));
        Ok(Scan { credentials, files, rounds: 0 })
    }

    /// Adds the echoes of a batch of the credentials.
    pub(crate) fn hear(
        &self,
        inputs: &[Input<'_>],
        opened: &[Opened<'_>],
        files: &[FileScan],
        batch: Range<usize>,
        progress: &dyn Progress,
        credentials: &mut [Credential],
    ) -> Result<(), Cancelled> {
        let known = &credentials[batch.clone()];
        let needles = Needles::new(known.par_iter().flat_map_iter(Credential::needles).collect());
        if needles.is_empty() {
            return Ok(());
        }
        let stretches = Stretches::of(&needles);
        let surface =
            Surface::new(&stretches, known.par_iter().flat_map_iter(Credential::spellings));
        for (file, opened) in opened.iter().enumerate() {
            let explained = Explained::new(opened, file, &credentials[batch.clone()]);
            let veiled = &files[file].veiled;
            let ears = Ears::new(&needles, &stretches, &surface, veiled, &explained, &opened.text);
            self.listen(opened, file, &ears, batch.clone(), progress, credentials)?;
            let limits = &self.settings.limits;
            let known = &credentials[batch.clone()];
            add(unread_as_utf16(opened, inputs[file].bytes, file, known, limits), credentials);
        }
        Ok(())
    }

    fn listen(
        &self,
        opened: &Opened<'_>,
        file: usize,
        ears: &Ears<'_>,
        batch: Range<usize>,
        progress: &dyn Progress,
        credentials: &mut [Credential],
    ) -> Result<(), Cancelled> {
        // What was told of the budget while finding is told; hearing must not run dry earlier.
        let budget = Budget::new(&self.settings.limits);
        let listeners: Vec<Listener<'_>> = opened
            .pieces
            .par_iter()
            .map(|piece| {
                check(progress)?;
                let mut listener = Listener::new(ears, file, opened.chain.len());
                opened.walk_near(piece, &ears.near, &mut listener, &self.settings.limits, &budget);
                progress.advance(opened.bytes(piece) as u64);
                Ok(listener)
            })
            .collect::<Result<_, Cancelled>>()?;
        add(listeners.into_iter().flat_map(|listener| listener.heard), credentials);
        let heard = &mut credentials[batch];
        heard.par_iter_mut().for_each(|credential| {
            // A finding sorts before an echo of the same place.
            credential.places.sort_by(|a, b| {
                (a.file, &a.layers, a.span, a.kind).cmp(&(b.file, &b.layers, b.span, b.kind))
            });
            credential
                .places
                .dedup_by(|a, b| a.file == b.file && a.layers == b.layers && a.span == b.span);
            innermost(&mut credential.places);
        });
        check(progress)?;
        add(overlooked(opened, file, &ears.spelled, heard), credentials);
        Ok(())
    }

    /// Decides by the policy what stays, and what of people is looked for everywhere.
    pub(crate) fn heed_policy(&self, credentials: &mut [Credential]) {
        let policy = &self.settings.policy;
        for credential in credentials {
            let rule = self.pack.rule(credential.rule);
            if policy.is_pseudonymised(rule) && is_person(rule) {
                credential.local = false;
            }
            if let Some(reason) = policy.keeps(rule, credential) {
                credential.decision = Decision::Keep { reason: reason.to_owned() };
            }
        }
    }

    /// Makes the safe copy of one input of a scan, as edits.
    ///
    /// # Errors
    /// When a layer that was read cannot be written.
    pub fn redact(&self, scan: &Scan, file: usize, input: &[u8]) -> Result<Redacted, ApplyError> {
        let read = &scan.files[file];
        let tail = read.salvage.as_ref().map(|(end, closers)| Edit {
            span: Span::new(*end, read.text_bytes),
            replacement: closers.clone(),
        });
        let plan = Plan::new(&scan.credentials, file, input, read, tail, &self.settings.limits)
            .map_err(ApplyError::Layer)?;
        Ok(Redacted { edits: plan.edits })
    }
}

/// Gives places to those whose values stand there.
fn add(heard: impl IntoIterator<Item = (u32, Place)>, credentials: &mut [Credential]) {
    for (owner, place) in heard {
        if let Some(credential) = credentials.get_mut(owner as usize) {
            credential.places.push(place);
        }
    }
}

fn places(credentials: &[Credential]) -> usize {
    credentials.iter().map(|credential| credential.places.len()).sum()
}

/// The safe copy could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// A layer could not be opened or written again.
    #[error("a layer that was read {0} when it was to be written")]
    Layer(Refusal),
}
