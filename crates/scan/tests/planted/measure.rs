//! Compares what two files say: which credentials can still be read, which lookalikes are gone.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::make::{Least, Plant, Planted};
use crate::reveal::Haystack;

/// A piece of a long credential that counts as the credential.
const PIECE: usize = 12;

/// What a pattern belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// The whole value of a credential.
    Secret(usize),
    /// The least that reveals a credential.
    Least(usize),
    /// A lookalike.
    Harmless(usize),
}

/// All patterns of a file, searched for at once.
pub(crate) struct Needles<'a> {
    planted: &'a Planted,
    search: AhoCorasick,
    owners: Vec<Vec<Owner>>,
}

/// Where things were found: for each plant the pointers, with a chain of decodings for each.
pub(crate) struct Finds {
    secrets: Vec<BTreeMap<usize, String>>,
    least: Vec<BTreeMap<usize, String>>,
    harmless: Vec<BTreeMap<usize, String>>,
}

impl<'a> Needles<'a> {
    /// The patterns of a planted file.
    pub(crate) fn new(planted: &'a Planted) -> Self {
        let mut patterns: HashMap<&[u8], Vec<Owner>> = HashMap::new();
        for (at, plant) in planted.secrets.iter().enumerate() {
            patterns.entry(&plant.value).or_default().push(Owner::Secret(at));
            for piece in pieces(plant) {
                let owners = patterns.entry(piece).or_default();
                if !owners.contains(&Owner::Least(at)) {
                    owners.push(Owner::Least(at));
                }
            }
        }
        for (at, plant) in planted.harmless.iter().enumerate() {
            patterns.entry(&plant.value).or_default().push(Owner::Harmless(at));
        }
        // What stands in two credentials or in a lookalike gives none of them away.
        let common: HashSet<&[u8]> =
            planted.harmless.iter().flat_map(|plant| plant.value.windows(PIECE)).collect();
        for (pattern, owners) in &mut patterns {
            let shared = owners.iter().filter(|owner| matches!(owner, Owner::Least(_))).count();
            if pattern.len() == PIECE && (shared > 1 || common.contains(pattern)) {
                owners.retain(|owner| !matches!(owner, Owner::Least(_)));
            }
        }
        patterns.retain(|_, owners| !owners.is_empty());
        let (patterns, owners): (Vec<_>, Vec<_>) = patterns.into_iter().unzip();
        let search = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&patterns)
            .expect("the patterns of one file are not too many");
        Self { planted, search, owners }
    }

    /// Looks for everything in every text.
    pub(crate) fn find(&self, haystack: &Haystack) -> Finds {
        let empty = |count: usize| vec![BTreeMap::new(); count];
        let mut finds = Finds {
            secrets: empty(self.planted.secrets.len()),
            least: empty(self.planted.secrets.len()),
            harmless: empty(self.planted.harmless.len()),
        };
        for text in &haystack.texts {
            for hit in self.search.find_overlapping_iter(&text.bytes) {
                for owner in &self.owners[hit.pattern().as_usize()] {
                    let (places, bounded) = match *owner {
                        Owner::Secret(at) => {
                            let named = self.planted.secrets[at].least == Least::Named;
                            (&mut finds.secrets[at], named)
                        }
                        Owner::Least(at) => (&mut finds.least[at], false),
                        Owner::Harmless(at) => (&mut finds.harmless[at], false),
                    };
                    if !bounded || stands_alone(&text.bytes, hit.start(), hit.end()) {
                        places.entry(text.pointer).or_insert_with(|| text.chain.join(" > "));
                    }
                }
            }
        }
        finds
    }

    /// Credentials and lookalikes that the decoder cannot find in the file where they were
    /// planted: then the bed is wrong.
    pub(crate) fn unseen(&self, finds: &Finds) -> Vec<String> {
        let line = |plant: &Plant| format!("{}: {}", plant.category, plant.place);
        let secrets = self.planted.secrets.iter().enumerate().filter(|(at, plant)| {
            let least = matches!(plant.least, Least::Piece(_) | Least::Parts(_));
            finds.secrets[*at].is_empty() || (least && finds.least[*at].is_empty())
        });
        let harmless =
            self.planted.harmless.iter().enumerate().filter(|(at, _)| finds.harmless[*at].is_empty());
        secrets.chain(harmless).map(|(_, plant)| line(plant)).collect()
    }
}

/// The pieces whose presence gives a credential away, besides the whole value.
fn pieces(plant: &Plant) -> Vec<&[u8]> {
    match &plant.least {
        Least::Whole | Least::Named => Vec::new(),
        Least::Piece(range) => plant.value[range.clone()].windows(PIECE).collect(),
        Least::Parts(ranges) => ranges.iter().map(|range| &plant.value[range.clone()]).collect(),
    }
}

fn stands_alone(text: &[u8], start: usize, end: usize) -> bool {
    let is_word = |at: Option<usize>| {
        at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_alphanumeric)
    };
    !is_word(start.checked_sub(1)) && !is_word(Some(end))
}

/// Results by category.
#[derive(Default)]
pub(crate) struct Measure {
    rows: BTreeMap<&'static str, Row>,
    leaks: Vec<String>,
    losses: Vec<String>,
}

#[derive(Default)]
struct Row {
    planted: usize,
    leaked: usize,
    harmless: usize,
    lost: usize,
}

impl Measure {
    /// Adds the results of one file: `before` in the original, `after` in the output.
    pub(crate) fn add(
        &mut self,
        label: &str,
        planted: &Planted,
        (original, before): (&Haystack, &Finds),
        (output, after): (&Haystack, &Finds),
    ) {
        for (at, plant) in planted.secrets.iter().enumerate() {
            let row = self.rows.entry(plant.category).or_default();
            row.planted += 1;
            let there: Vec<_> = match plant.least {
                Least::Named => {
                    let places: HashSet<&str> = before.secrets[at]
                        .keys()
                        .map(|&pointer| original.pointers[pointer].as_str())
                        .collect();
                    let found = after.secrets[at].iter();
                    found.filter(|(at, _)| places.contains(output.pointers[**at].as_str())).collect()
                }
                Least::Whole | Least::Piece(_) | Least::Parts(_) => {
                    after.secrets[at].iter().chain(&after.least[at]).collect()
                }
            };
            if let Some(&(pointer, chain)) = there.first() {
                row.leaked += 1;
                self.leaks.push(format!(
                    "{label}: {}: {} | {} at {} [{chain}]",
                    plant.category,
                    plant.place,
                    shown(&plant.value),
                    output.pointers[*pointer],
                ));
            }
        }
        for (at, plant) in planted.harmless.iter().enumerate() {
            let row = self.rows.entry(plant.category).or_default();
            row.harmless += 1;
            let kept: HashSet<&str> =
                after.harmless[at].keys().map(|&at| output.pointers[at].as_str()).collect();
            let lost = before.harmless[at]
                .keys()
                .map(|&at| original.pointers[at].as_str())
                .find(|place| !kept.contains(place));
            if let Some(place) = lost {
                row.lost += 1;
                self.losses.push(format!(
                    "{label}: {}: {} | {} at {place}",
                    plant.category,
                    plant.place,
                    shown(&plant.value),
                ));
            }
        }
    }

    /// How many credentials were planted.
    pub(crate) fn planted(&self) -> usize {
        self.rows.values().map(|row| row.planted).sum()
    }

    /// How many credentials can be read.
    pub(crate) fn leaked(&self) -> usize {
        self.leaks.len()
    }

    /// How many lookalikes there were.
    pub(crate) fn harmless(&self) -> usize {
        self.rows.values().map(|row| row.harmless).sum()
    }

    /// How many lookalikes are gone.
    pub(crate) fn lost(&self) -> usize {
        self.losses.len()
    }

    /// The table and the list of what went wrong.
    pub(crate) fn table(&self) -> String {
        let mut out = format!("{:<36} {:>15} {:>15}\n", "category", "leaked/planted", "lost/harmless");
        let mut line = |name: &str, row: &Row| {
            let secrets = format!("{}/{}", row.leaked, row.planted);
            let harmless = format!("{}/{}", row.lost, row.harmless);
            writeln!(out, "{name:<36} {secrets:>15} {harmless:>15}").expect("writing to a string");
        };
        for (name, row) in &self.rows {
            line(name, row);
        }
        let all = Row {
            planted: self.planted(),
            leaked: self.leaked(),
            harmless: self.harmless(),
            lost: self.lost(),
        };
        line("all", &all);
        for (title, list) in [("leaked", &self.leaks), ("lost", &self.losses)] {
            for entry in list {
                writeln!(out, "{title}: {entry}").expect("writing to a string");
            }
        }
        out
    }
}

/// A value on one short line. All of them are invented.
fn shown(value: &[u8]) -> String {
    let text = String::from_utf8_lossy(value);
    let short: String = text.chars().take(60).collect();
    format!("{short:?}")
}
