//! What is known by now, for a person who waits.
//!
//! Invariant: a tally holds no value, only a keyed hash of each; what it tells of a credential may be shown.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};

use scrubjay_rules::{Pack, Rule, RuleIndex};

use crate::finding::Sighting;
use crate::progress::Progress;
use crate::rank::better;
use crate::secret::{Masked, Secret, canonical};

/// A credential at the moment when it is first seen.
///
/// What a rule that is more particular says of it later, and whether it is a part of a larger one, is not known yet.
#[derive(Clone, Debug)]
pub struct Seen<'s> {
    /// The rule that saw it.
    pub rule: &'s Rule,
    /// The host of the request that it was seen in.
    pub host: Option<String>,
    /// What may be shown of its value.
    pub masked: Masked,
}

/// Counts the credentials of a run while its pieces are read side by side.
#[derive(Default)]
pub(crate) struct Tally {
    /// A key of this run: what it hashes says nothing elsewhere.
    hasher: RandomState,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    credentials: HashSet<u64>,
    places: usize,
}

impl Tally {
    /// Adds what was sighted in one piece, and tells `progress` what is new and how much there is.
    pub(crate) fn add(&self, pack: &Pack, sightings: &[Sighting], progress: &dyn Progress) {
        let here = self.distinct(pack, sightings);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.places += sightings.len();
        for (hash, rule, host, masked) in here {
            if known.credentials.insert(hash) {
                progress.seen(&Seen { rule: pack.rule(rule), host, masked });
            }
        }
        // Still locked, so that the figures of two pieces are told in their order.
        progress.found(known.credentials.len(), known.places);
    }

    /// Begins to count places anew: they are about to be read again.
    pub(crate) fn recount(&self) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).places = 0;
    }

    /// The different values of a piece in their order, each with the rule that knows it best.
    fn distinct(
        &self,
        pack: &Pack,
        sightings: &[Sighting],
    ) -> Vec<(u64, RuleIndex, Option<String>, Masked)> {
        let mut at = HashMap::new();
        let mut here: Vec<(u64, RuleIndex, Option<String>, Masked)> = Vec::new();
        for sighting in sightings {
            let value = Secret::new(&canonical(sighting.secret.bytes()));
            let hash = self.hasher.hash_one(&value);
            let next = here.len();
            let place = *at.entry(hash).or_insert(next);
            match here.get_mut(place) {
                Some((_, rule, host, _)) => {
                    if better(pack, sighting.rule, *rule) {
                        *rule = sighting.rule;
                    }
                    if host.is_none() {
                        host.clone_from(&sighting.host);
                    }
                }
                None => here.push((hash, sighting.rule, sighting.host.clone(), value.masked())),
            }
        }
        here
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::{Engine, Input, Key, Limits, Policy, Settings};

    /// Writes down what it hears.
    #[derive(Default)]
    struct Listener {
        seen: Mutex<Vec<(String, Option<String>, Masked)>>,
        counts: Mutex<Vec<(usize, usize)>>,
    }

    impl Progress for Listener {
        fn seen(&self, seen: &Seen<'_>) {
            let row = (seen.rule.id.clone(), seen.host.clone(), seen.masked.clone());
            self.seen.lock().expect("no one panics").push(row);
        }

        fn found(&self, credentials: usize, places: usize) {
            self.counts.lock().expect("no one panics").push((credentials, places));
        }
    }

    /// A capture of several pieces with one session in all of them and another in its last entry.
    fn capture() -> (String, [String; 2]) {
        let sessions =
            ["A", "B"].map(|mark| format!("INVENTED{mark}session0123456789abcdefghijKLMNOP"));
        let filler = "lorem ipsum ".repeat(2000);
        let mut entries = String::new();
        for index in 0..100 {
            let session = &sessions[usize::from(index == 99)];
            let comma = if index == 0 { "" } else { "," };
            let _ = write!(
                entries,
                r#"{comma}{{"request":{{"method":"GET","url":"https://app.acme.example/{index}","headers":[{{"name":"Cookie","value":"sessionid={session}"}}]}},"response":{{"content":{{"text":"{filler}"}}}}}}"#
            );
        }
        (format!(r#"{{"log":{{"version":"1.2","entries":[{entries}]}}}}"#), sessions)
    }

    #[test]
    fn tells_each_credential_once_however_many_pieces_it_stands_in() {
        let (har, sessions) = capture();
        let settings = Settings {
            limits: Limits::default(),
            policy: Policy::default(),
            key: Key::from_bytes(b"the key of this test"),
            threads: None,
        };
        let engine = Engine::new(Pack::builtin().expect("the built-in rules compile"), settings);
        let listener = Listener::default();
        let input = Input { name: "any", bytes: har.as_bytes() };
        let scan = engine.scan(&[input], &listener).expect("nobody cancels");

        let seen = listener.seen.into_inner().expect("no one panics");
        let rules: Vec<&str> = scan
            .credentials
            .iter()
            .map(|found| engine.pack().rule(found.rule).id.as_str())
            .collect();
        assert_eq!(seen.len(), 2, "{seen:?}");
        for (rule, host, masked) in &seen {
            assert!(rules.contains(&rule.as_str()), "{rule} is not what it is called in the end");
            assert_eq!(host.as_deref(), Some("app.acme.example"));
            assert!(sessions.iter().all(|session| masked.length == session.len()));
            assert!(masked.start.len() <= 4, "no more of the value than may be shown");
        }

        let counts = listener.counts.into_inner().expect("no one panics");
        assert!(counts.len() > 3, "a capture of several pieces is told of in several steps");
        assert!(counts.windows(2).all(|pair| pair[0].0 <= pair[1].0), "{counts:?}");
        let places = scan.credentials.iter().map(|found| found.places.len()).sum();
        assert_eq!(counts.last(), Some(&(scan.credentials.len(), places)));
    }
}
