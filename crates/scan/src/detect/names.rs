//! What the pack says of names, kept: the same few hundred names stand in a file ten thousand
//! times.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use foldhash::fast::RandomState;
use scrubjay_rules::{NameVerdict, Pack, Place, identifier};

/// Names are forgotten when more than this many are known: a file of nothing but different
/// names must not fill the memory.
const KEPT: usize = 50_000;

/// The answers on one name.
#[derive(Default)]
struct Answers {
    /// What it is, by its place.
    verdicts: [Option<Answer>; 5],
    /// Whether it [speaks of authentication](identifier::is_authentication_like).
    is_authentication_like: Option<bool>,
}

/// What is known of a name at a place.
#[derive(Clone, Copy)]
enum Answer {
    /// The same on every host.
    Always(NameVerdict),
    /// It depends on the host.
    OnHost,
}

/// What is known of a name at a place on a host.
struct OnHost {
    place: Place,
    host: Option<Box<str>>,
    verdict: NameVerdict,
}

/// A name that was met on more hosts than this is asked for anew.
const HOSTS: usize = 64;

pub(super) struct Names<'p> {
    pack: &'p Pack,
    memory: Memory,
}

/// What is known of names.
#[derive(Default)]
pub(crate) struct Memory {
    answers: HashMap<Box<[u8]>, Answers, RandomState>,
    /// Verdicts on the few names that depend on the host.
    on_host: HashMap<Box<[u8]>, Vec<OnHost>, RandomState>,
}

impl<'p> Names<'p> {
    pub(super) fn new(pack: &'p Pack) -> Self {
        Self { pack, memory: Memory::default() }
    }

    pub(super) fn swap_memory(&mut self, memory: &mut Memory) {
        std::mem::swap(&mut self.memory, memory);
    }

    pub(super) fn verdict(&mut self, place: Place, name: &[u8], host: Option<&str>) -> NameVerdict {
        if name.is_empty() || name.len() > 256 {
            return NameVerdict::Unknown;
        }
        let slot = place as usize;
        match self.memory.answers.get(name).and_then(|answers| answers.verdicts[slot]) {
            Some(Answer::Always(verdict)) => verdict,
            Some(Answer::OnHost) => self.on_host(place, name, host),
            None => {
                let text = String::from_utf8_lossy(name);
                let answer = if self.pack.depends_on_host(place, &text) {
                    Answer::OnHost
                } else {
                    Answer::Always(self.pack.name(place, &text, None))
                };
                self.memory.of(name).verdicts[slot] = Some(answer);
                match answer {
                    Answer::Always(verdict) => verdict,
                    Answer::OnHost => self.on_host(place, name, host),
                }
            }
        }
    }

    /// Whether a name [speaks of authentication](identifier::is_authentication_like).
    pub(super) fn is_authentication_like(&mut self, name: &[u8]) -> bool {
        let known = self.memory.answers.get(name);
        known.and_then(|answers| answers.is_authentication_like).unwrap_or_else(|| {
            let is = identifier::is_authentication_like(&String::from_utf8_lossy(name));
            self.memory.of(name).is_authentication_like = Some(is);
            is
        })
    }

    fn on_host(&mut self, place: Place, name: &[u8], host: Option<&str>) -> NameVerdict {
        let same = |known: &OnHost| known.place == place && known.host.as_deref() == host;
        if let Some(known) = self.memory.on_host.get_mut(name)
            && let Some(at) = known.iter().position(same)
        {
            // The next question is most likely the same one.
            known.swap(0, at);
            return known[0].verdict;
        }
        let verdict = self.pack.name(place, &String::from_utf8_lossy(name), host);
        self.memory.make_room();
        let known = self.memory.on_host.entry(name.into()).or_default();
        if known.len() < HOSTS {
            known.push(OnHost { place, host: host.map(Box::from), verdict });
        }
        verdict
    }
}

/// One memory for each thread that is at work: what one piece of a source taught is known in the
/// next one, whoever reads it.
#[derive(Default)]
pub(crate) struct Memories(Mutex<Vec<Memory>>);

impl Memories {
    /// Does `work` with a memory that nobody else uses meanwhile.
    pub(crate) fn lend<R>(&self, work: impl FnOnce(&mut Memory) -> R) -> R {
        let idle = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut memory = idle.unwrap_or_default();
        let result = work(&mut memory);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
        result
    }
}

impl Memory {
    /// The answers on a name, to add to.
    fn of(&mut self, name: &[u8]) -> &mut Answers {
        self.make_room();
        self.answers.entry(name.into()).or_default()
    }

    fn make_room(&mut self) {
        if self.answers.len() + self.on_host.len() >= KEPT {
            self.answers.clear();
            self.on_host.clear();
        }
    }
}
