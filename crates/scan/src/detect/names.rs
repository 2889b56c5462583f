//! What the pack says of names, kept: the same few hundred names stand in a file ten thousand
//! times.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use scrubjay_rules::{NameVerdict, Pack, Place};

/// Names are forgotten when more than this many are known: a file of nothing but different
/// names must not fill the memory.
const KEPT: usize = 50_000;

/// Verdicts on a name, by its place.
type Verdicts = [Option<NameVerdict>; 5];

/// What is known of names on one host.
type Known = HashMap<Box<[u8]>, Verdicts, RandomState>;

pub(super) struct Names<'p> {
    pack: &'p Pack,
    memory: Memory,
}

/// What is known of names.
#[derive(Default)]
pub(crate) struct Memory {
    /// The host that `known` is about.
    host: Option<String>,
    known: Known,
    /// What is known of other hosts.
    others: HashMap<Option<String>, Known>,
    count: usize,
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
        let memory = &mut self.memory;
        if memory.host.as_deref() != host {
            memory.turn_to(host);
        }
        let slot = place as usize;
        if let Some(Some(verdict)) = memory.known.get(name).map(|verdicts| verdicts[slot]) {
            return verdict;
        }
        let verdict = self.pack.name(place, &String::from_utf8_lossy(name), host);
        if memory.count >= KEPT {
            memory.known.clear();
            memory.others.clear();
            memory.count = 0;
        }
        memory.count += 1;
        memory.known.entry(name.into()).or_default()[slot] = Some(verdict);
        verdict
    }
}

impl Memory {
    fn turn_to(&mut self, host: Option<&str>) {
        let host = host.map(str::to_owned);
        let known = self.others.remove(&host).unwrap_or_default();
        let last = std::mem::replace(&mut self.host, host);
        let known = std::mem::replace(&mut self.known, known);
        self.others.insert(last, known);
    }
}
