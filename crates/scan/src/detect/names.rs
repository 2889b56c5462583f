//! What the pack says of names, kept: the same few hundred names stand in a file ten thousand
//! times.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use scrubjay_rules::{NameVerdict, Pack, Place};

/// Names are forgotten when more than this many are known: a file of nothing but different
/// names must not fill the memory.
const KEPT: usize = 100_000;

pub(super) struct Names<'p> {
    pack: &'p Pack,
    state: RandomState,
    known: HashMap<u64, NameVerdict>,
}

impl<'p> Names<'p> {
    pub(super) fn new(pack: &'p Pack) -> Self {
        Self { pack, state: RandomState::new(), known: HashMap::new() }
    }

    pub(super) fn verdict(&mut self, place: Place, name: &[u8], host: Option<&str>) -> NameVerdict {
        if name.is_empty() || name.len() > 256 {
            return NameVerdict::Unknown;
        }
        let mut hasher = self.state.build_hasher();
        (place, name, host).hash(&mut hasher);
        let key = hasher.finish();
        if let Some(&verdict) = self.known.get(&key) {
            return verdict;
        }
        let verdict = self.pack.name(place, &String::from_utf8_lossy(name), host);
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        self.known.insert(key, verdict);
        verdict
    }
}
