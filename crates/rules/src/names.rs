//! Names become verdicts.
//!
//! Several rules may know a name. The most particular wins: a name with its host before a
//! name, a name before a pattern with `*`, that before the words a name is made of. Where a
//! rule that keeps and a rule that finds are equally particular, names are found and wildcards
//! and words are kept: a list of harmless names is written with care, a wildcard is wide.

use std::collections::HashMap;

use crate::{
    identifier,
    place::Place,
    rule::{Look, Names, Rule, RuleIndex, Words},
};

/// What is known of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameVerdict {
    /// A rule names it, or knows its words; the value must still pass
    /// [`crate::Pack::accepts`].
    Secret(RuleIndex),
    /// A rule keeps it: affinity, consent, analytics, locale, correlation ids.
    Harmless(RuleIndex),
    /// No rule knows it.
    Unknown,
}

/// How particular a rule is about a name; more is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Words,
    KeptWords,
    Wildcard,
    WildcardOnHost,
    KeptWildcard,
    KeptName,
    Name,
    KeptNameOnHost,
    NameOnHost,
}

/// All names of a pack, ready to be asked.
#[derive(Debug, Default)]
pub(crate) struct NameIndex {
    exact: HashMap<String, Vec<Entry>>,
    wildcards: Vec<(Wildcard, Entry)>,
    words: Vec<WordsEntry>,
    /// The entries of `words` that have a phrase with this first word, in order.
    by_first_word: HashMap<String, Vec<usize>>,
}

#[derive(Debug, Clone)]
struct Entry {
    place: Place,
    hosts: Vec<String>,
    keep: bool,
    rule: RuleIndex,
}

#[derive(Debug)]
struct WordsEntry {
    phrases: Vec<Vec<String>>,
    unless: Vec<String>,
    unless_before: Vec<String>,
    ends: bool,
    places: Vec<Place>,
    keep: bool,
    rule: RuleIndex,
}

impl NameIndex {
    /// Gathers the names and words of `rules`.
    pub(crate) fn new(rules: &[Rule]) -> Self {
        let mut index = Self::default();
        for (position, rule) in rules.iter().enumerate() {
            let at = RuleIndex::new(position);
            match &rule.look {
                Look::Names(names) => index.add_names(names, rule.keep, at),
                Look::Words(words) => index.add_words(words, rule.keep, at),
                Look::Shape(_) | Look::Structure(_) => {}
            }
        }
        index
    }

    fn add_names(&mut self, names: &Names, keep: bool, rule: RuleIndex) {
        for (place, name) in &names.names {
            let entry = Entry { place: *place, hosts: names.hosts.clone(), keep, rule };
            let name = name.to_lowercase();
            if name.contains('*') {
                self.wildcards.push((Wildcard::new(&name), entry));
            } else {
                self.exact.entry(name).or_default().push(entry);
            }
        }
    }

    fn add_words(&mut self, words: &Words, keep: bool, rule: RuleIndex) {
        let split = |phrase: &String| phrase.split(' ').map(str::to_owned).collect();
        for phrase in &words.phrases {
            let first = phrase.split(' ').next().unwrap_or_default().to_owned();
            let entries = self.by_first_word.entry(first).or_default();
            if entries.last() != Some(&self.words.len()) {
                entries.push(self.words.len());
            }
        }
        self.words.push(WordsEntry {
            phrases: words.phrases.iter().map(split).collect(),
            unless: words.unless.clone(),
            unless_before: words.unless_before.clone(),
            ends: words.ends,
            places: words.places.clone(),
            keep,
            rule,
        });
    }

    /// Tells what is known of `name`.
    pub(crate) fn verdict(&self, place: Place, name: &str, host: Option<&str>) -> NameVerdict {
        let lower = name.trim().to_lowercase();
        let host = host.map(normalize);
        let mut best: Option<(Rank, usize, &Entry)> = None;
        let mut offer = |rank: Rank, length: usize, entry| {
            if best.is_none_or(|(r, l, _)| (rank, length) > (r, l)) {
                best = Some((rank, length, entry));
            }
        };
        for entry in self.exact.get(&lower).into_iter().flatten() {
            if let Some(on_host) = entry.applies(place, host.as_deref()) {
                let rank = match (entry.keep, on_host) {
                    (false, false) => Rank::Name,
                    (false, true) => Rank::NameOnHost,
                    (true, false) => Rank::KeptName,
                    (true, true) => Rank::KeptNameOnHost,
                };
                offer(rank, 0, entry);
            }
        }
        for (wildcard, entry) in &self.wildcards {
            if let Some(on_host) = entry.applies(place, host.as_deref())
                && wildcard.matches(&lower)
            {
                let rank = match (entry.keep, on_host) {
                    (false, false) => Rank::Wildcard,
                    (false, true) => Rank::WildcardOnHost,
                    (true, _) => Rank::KeptWildcard,
                };
                offer(rank, wildcard.literal_len(), entry);
            }
        }
        match best {
            // A wildcard is wide: what it takes in may say that it is a secret after all.
            Some((Rank::KeptWildcard, length, entry)) if says_secret(name, length) => {
                match self.verdict_of_words(place, name) {
                    secret @ NameVerdict::Secret(_) => secret,
                    _ => entry.verdict(),
                }
            }
            Some((_, _, entry)) => entry.verdict(),
            None => self.verdict_of_words(place, name),
        }
    }

    /// Whether the host may make a difference to what is known of `name`.
    pub(crate) fn depends_on_host(&self, place: Place, name: &str) -> bool {
        let lower = name.trim().to_lowercase();
        let is_particular = |entry: &Entry| entry.place == place && !entry.hosts.is_empty();
        self.exact.get(&lower).into_iter().flatten().any(is_particular)
            || self
                .wildcards
                .iter()
                .any(|(wildcard, entry)| is_particular(entry) && wildcard.matches(&lower))
    }

    fn verdict_of_words(&self, place: Place, name: &str) -> NameVerdict {
        if identifier::is_number(name) {
            return NameVerdict::Unknown;
        }
        let words = identifier::words(name);
        let mut best: Option<(Rank, (usize, usize), &WordsEntry)> = None;
        let mut candidates: Vec<usize> = words
            .iter()
            .filter_map(|word| self.by_first_word.get(word))
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let candidates = candidates.into_iter().map(|entry| &self.words[entry]);
        for entry in candidates.filter(|entry| entry.places.contains(&place)) {
            let rank = if entry.keep { Rank::KeptWords } else { Rank::Words };
            if let Some(hit) = entry.best_hit(&words)
                && best.is_none_or(|(r, h, _)| (rank, hit) > (r, h))
            {
                best = Some((rank, hit, entry));
            }
        }
        match best {
            Some((_, _, entry)) if entry.keep => NameVerdict::Harmless(entry.rule),
            Some((_, _, entry)) => NameVerdict::Secret(entry.rule),
            None => NameVerdict::Unknown,
        }
    }
}

impl Entry {
    /// Whether the entry is about this place and host; if so, whether the host decided.
    fn applies(&self, place: Place, host: Option<&str>) -> Option<bool> {
        if self.place != place {
            return None;
        }
        if self.hosts.is_empty() {
            return Some(false);
        }
        let host = host?;
        self.hosts.iter().any(|wanted| is_on(host, wanted)).then_some(true)
    }

    fn verdict(&self) -> NameVerdict {
        if self.keep { NameVerdict::Harmless(self.rule) } else { NameVerdict::Secret(self.rule) }
    }
}

impl WordsEntry {
    /// Returns the length of the longest phrase that the name has, and where it ends: of two
    /// phrases the longer one tells more, then the later one, which is the noun.
    fn best_hit(&self, words: &[String]) -> Option<(usize, usize)> {
        let hits = self.phrases.iter().flat_map(|phrase| {
            let windows = words.windows(phrase.len()).enumerate();
            windows.filter_map(|(at, window)| {
                let end = at + phrase.len();
                let hits =
                    window == phrase.as_slice() && !self.is_excused(&words[..at], &words[end..]);
                hits.then_some((phrase.len(), end))
            })
        });
        hits.max()
    }

    fn is_excused(&self, before: &[String], after: &[String]) -> bool {
        let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
        self.ends && (before.is_empty() || !after.iter().all(is_number))
            || after.iter().any(|word| self.unless.contains(word))
            || before.iter().any(|word| self.unless_before.contains(word))
    }
}

/// Whether what a wildcard with `length` letters of its own took in of a name is a word for a secret.
fn says_secret(name: &str, length: usize) -> bool {
    const SECRETS: [&str; 5] = ["token", "secret", "password", "passwd", "apikey"];
    let words = identifier::words(name);
    let last = words.last().map(String::as_str).unwrap_or_default();
    let key = words.ends_with(&["api".to_owned(), "key".to_owned()]);
    name.len() >= length + 5 && (SECRETS.contains(&last) || key)
}

/// Whether `host` is `wanted` or lies below it; `*.` before `wanted` leaves itself out.
pub(crate) fn is_on(host: &str, wanted: &str) -> bool {
    let (domain, itself) = match wanted.strip_prefix("*.") {
        Some(domain) => (domain, false),
        None => (wanted, true),
    };
    match host.strip_suffix(domain) {
        Some("") => itself,
        Some(rest) => rest.ends_with('.'),
        None => false,
    }
}

/// Takes port and trailing dot off a host, and its case.
fn normalize(host: &str) -> String {
    let host = host.trim().trim_start_matches('.');
    let bare = match host.rsplit_once(':') {
        Some((bare, port)) if port.bytes().all(|b| b.is_ascii_digit()) => bare,
        _ => host,
    };
    bare.trim_end_matches('.').to_ascii_lowercase()
}

/// A name with `*` in it.
#[derive(Debug, Clone)]
struct Wildcard {
    parts: Vec<String>,
}

impl Wildcard {
    fn new(name: &str) -> Self {
        Self { parts: name.split('*').map(str::to_owned).collect() }
    }

    fn literal_len(&self) -> usize {
        self.parts.iter().map(String::len).sum()
    }

    /// Matches the first part at the start, the last at the end, the others in between.
    fn matches(&self, name: &str) -> bool {
        let Some((first, others)) = self.parts.split_first() else {
            return false;
        };
        let Some((last, middle)) = others.split_last() else {
            return false;
        };
        let Some(mut rest) = name.strip_prefix(first.as_str()) else {
            return false;
        };
        for part in middle {
            match rest.find(part.as_str()) {
                Some(at) => rest = &rest[at + part.len()..],
                None => return false,
            }
        }
        rest.ends_with(last.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_match_at_the_ends_and_inside() {
        for (pattern, name, expected) in [
            ("proximity_*", "proximity_1", true),
            ("proximity_*", "a_proximity_1", false),
            ("*_session", "acme_session", true),
            ("*_session", "acme_session2", false),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "aXcYb", false),
            ("ab*ba", "aba", false),
        ] {
            let wildcard = Wildcard::new(&pattern.to_lowercase());
            assert_eq!(wildcard.matches(&name.to_lowercase()), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn hosts_match_whole_labels() {
        assert!(is_on("okta.com", "okta.com"));
        assert!(is_on("acme.okta.com", "okta.com"));
        assert!(is_on("acme.okta.com", "*.okta.com"));
        assert!(!is_on("okta.com", "*.okta.com"));
        assert!(!is_on("notokta.com", "okta.com"));
        assert_eq!(normalize("Acme.Okta.COM:443"), "acme.okta.com");
    }
}
