//! Looks for credentials in all pieces of a source, side by side.
//!
//! Invariant: what is found, and its order, depends on the source alone.

use std::sync::Mutex;
use std::sync::PoisonError;

use rayon::prelude::*;

use scrubjay_document::{At, Budget, Inner, Lead, Leaf, Limits, Span, Unread, Visitor};
use scrubjay_rules::Pack;

use crate::detect::{Detector, Memories, UnreadPlaces};
use crate::earshot::Veiled;
use crate::engine::{Coverage, FileScan};
use crate::exposure::{Clerk, Notes};
use crate::finding::Sighting;
use crate::progress::{Cancelled, Progress, check};
use crate::source::{Ahead, Opened};
use crate::tally::Tally;

/// The search of one run, over one source after the other.
pub(crate) struct Detection<'p> {
    pack: &'p Pack,
    limits: &'p Limits,
    budget: Budget,
    progress: &'p dyn Progress,
    memories: Memories,
    tally: Tally,
    is_noted: bool,
}

/// What was found in a group of entries before the rest of the source was known.
pub(crate) struct Early<'p> {
    ahead: Ahead<'p>,
    reader: Result<Reader<'p>, Cancelled>,
}

impl<'p> Detection<'p> {
    /// Prepares a search; `is_noted` when notes are to be taken on the way.
    pub(crate) fn new(
        pack: &'p Pack,
        limits: &'p Limits,
        progress: &'p dyn Progress,
        is_noted: bool,
    ) -> Self {
        Self {
            pack,
            limits,
            budget: Budget::new(limits),
            progress,
            memories: Memories::default(),
            tally: Tally::default(),
            is_noted,
        }
    }

    /// Opens the only source of a run, and reads its entries as they are found.
    pub(crate) fn read_ahead(&self, bytes: &'p [u8]) -> (Opened<'p>, Vec<Early<'p>>) {
        let read = Mutex::new(Vec::new());
        let opened = rayon::in_place_scope(|scope| {
            Opened::new_telling(bytes, self.limits, &mut |ahead: Ahead<'p>| {
                let read = &read;
                scope.spawn(move |_| {
                    let reader = self.read(0, 0, ahead.bytes(), |reader| {
                        ahead.walk(reader, self.limits, &self.budget);
                    });
                    let early = Early { ahead, reader };
                    read.lock().unwrap_or_else(PoisonError::into_inner).push(early);
                });
            })
        });
        (opened, read.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks for credentials in one source, of which some pieces may have been read early; adds to
    /// the notes when there are some.
    pub(crate) fn detect(
        &mut self,
        opened: &Opened<'_>,
        file: usize,
        early: Vec<Early<'p>>,
        notes: Option<&mut Notes>,
    ) -> Result<(FileScan, Vec<Sighting>), Cancelled> {
        let mut slots: Vec<Option<Early<'p>>> = opened.pieces.iter().map(|_| None).collect();
        let mut is_guess_wrong = false;
        for early in early {
            match opened.pieces.iter().position(|piece| early.ahead.is(opened, piece)) {
                Some(piece) => slots[piece] = Some(early),
                None => is_guess_wrong = true,
            }
        }
        if is_guess_wrong {
            // Another list is the source's: nothing of this one has been read.
            slots.fill_with(|| None);
            self.budget = Budget::new(self.limits);
            self.tally.recount();
        }
        let mut readers: Vec<Reader<'p>> = slots
            .into_par_iter()
            .zip(&opened.pieces)
            .map(|(early, piece)| match early {
                Some(early) => early.reader,
                None => self.read(file, opened.chain.len(), opened.bytes(piece), |reader| {
                    opened.walk(piece, reader, self.limits, &self.budget);
                }),
            })
            .collect::<Result<_, Cancelled>>()?;
        if let Some(notes) = notes {
            let clerks = readers.iter_mut().filter_map(|reader| reader.clerk.take());
            clerks.for_each(|clerk| notes.add(clerk));
        }
        Ok(gather(opened, readers))
    }

    /// Reads one piece of a source.
    fn read(
        &self,
        file: usize,
        outer: usize,
        bytes: usize,
        walk: impl FnOnce(&mut Reader<'p>),
    ) -> Result<Reader<'p>, Cancelled> {
        check(self.progress)?;
        let detector = Detector::new(self.pack, file, outer);
        let mut reader = Reader { detector, clerk: self.is_noted.then(|| Clerk::new(file)) };
        self.memories.lend(|memory| {
            reader.detector.swap_memory(memory);
            walk(&mut reader);
            reader.detector.swap_memory(memory);
        });
        self.tally.add(self.pack, &reader.detector.sightings, self.progress);
        self.progress.advance(bytes as u64);
        Ok(reader)
    }
}

/// Puts together what the pieces of a source told.
fn gather(opened: &Opened<'_>, readers: Vec<Reader<'_>>) -> (FileScan, Vec<Sighting>) {
    let mut sightings = Vec::new();
    let mut unread = UnreadPlaces::new();
    let mut veiled = Veiled::default();
    let mut rigid = Vec::new();
    let (mut layers, mut bytes, mut values) = (0, opened.text.len() as u64, 0);
    for Reader { detector, .. } in readers {
        sightings.extend(detector.sightings);
        sightings.extend(detector.spared);
        unread.extend(detector.unread);
        veiled.extend(detector.veiled);
        rigid.extend(detector.rigid);
        layers += detector.layers;
        bytes += detector.bytes;
        values += detector.values;
    }
    if let Some((end, _)) = opened.salvage {
        drop_tail(&mut sightings, opened, end);
    }
    let scan = FileScan {
        kind: opened.kind,
        coverage: Coverage::new(layers, bytes, &opened.unread, unread),
        values,
        entries: opened.entries,
        wrappings: opened.chain.clone(),
        salvage: opened.salvage.clone(),
        value: opened.value,
        text_bytes: opened.text.len(),
        veiled,
        rigid,
    };
    (scan, sightings)
}

/// What stands in the dropped tail of a cut document is dropped with it.
pub(crate) fn drop_tail(sightings: &mut Vec<Sighting>, opened: &Opened<'_>, end: usize) {
    let depth = opened.chain.len();
    sightings.retain(|sighting| {
        let place = &sighting.place;
        place.layers.get(depth).map_or(place.span.start, |step| step.span.start) < end
    });
}

/// Reads one piece of a source: looks for credentials, and takes notes where they are wanted.
struct Reader<'p> {
    detector: Detector<'p>,
    clerk: Option<Clerk>,
}

impl Visitor for Reader<'_> {
    fn leaf(&mut self, leaf: &Leaf<'_>, at: &At<'_>, leads: &mut Vec<Lead>) -> bool {
        if let Some(clerk) = &mut self.clerk {
            clerk.see(leaf, at);
        }
        self.detector.leaf(leaf, at, leads)
    }

    fn rigid(&mut self, span: Span, at: &At<'_>) {
        self.detector.rigid(span, at);
    }

    fn unread(&mut self, reason: Unread, at: &At<'_>) {
        self.detector.unread(reason, at);
    }

    fn layer(&mut self, layer: &Inner<'_>, at: &At<'_>) -> bool {
        self.detector.layer(layer, at)
    }
}
