//! Compares what two files say: which credentials can still be read, which lookalikes are gone.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use aho_corasick::AhoCorasick;

use crate::make::{Least, Plant, Planted};
use crate::reveal::Haystack;

/// A piece of a long credential that counts as the credential.
const PIECE: usize = 12;

/// What a pattern belongs to.
#[derive(Clone, Copy)]
enum Owner {
    /// The whole value of a credential.
    Secret(usize),
    /// A part that reveals a credential.
    Part(usize),
    /// A lookalike.
    Harmless(usize),
}

/// All patterns of a file, searched for at once: whole values by an automaton, the pieces of
/// long ones, of which there are a hundred thousand, by their hash.
pub(crate) struct Needles<'a> {
    planted: &'a Planted,
    search: AhoCorasick,
    owners: Vec<Vec<Owner>>,
    pieces: HashMap<[u8; PIECE], usize>,
    filter: Vec<u64>,
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
            if let Least::Parts(ranges) = &plant.least {
                for range in ranges {
                    let part = &plant.value[range.clone()];
                    patterns.entry(part).or_default().push(Owner::Part(at));
                }
            }
        }
        for (at, plant) in planted.harmless.iter().enumerate() {
            patterns.entry(&plant.value).or_default().push(Owner::Harmless(at));
        }
        let (patterns, owners): (Vec<_>, Vec<_>) = patterns.into_iter().unzip();
        let search = AhoCorasick::new(&patterns).expect("not too many patterns");
        let pieces = pieces(planted);
        let mut filter = vec![0; FILTER_BITS / 64];
        for piece in pieces.keys() {
            let (word, bit) = slot(piece);
            filter[word] |= bit;
        }
        Self { planted, search, owners, pieces, filter }
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
                    let named = |plant: &Plant| plant.least == Least::Named;
                    let (places, skipped) = match *owner {
                        Owner::Secret(at) => {
                            let skipped = named(&self.planted.secrets[at])
                                && !stands_alone(&text.bytes, hit.start(), hit.end());
                            (&mut finds.secrets[at], skipped)
                        }
                        Owner::Part(at) => (&mut finds.least[at], false),
                        Owner::Harmless(at) => {
                            let part = hit.len() < text.bytes.len();
                            (&mut finds.harmless[at], named(&self.planted.harmless[at]) && part)
                        }
                    };
                    if !skipped {
                        places.entry(text.pointer).or_insert_with(|| text.chain.join(" > "));
                    }
                }
            }
            for window in text.bytes.array_windows::<PIECE>() {
                let (word, bit) = slot(window);
                if self.filter[word] & bit == 0 {
                    continue;
                }
                if let Some(&at) = self.pieces.get(window) {
                    let places = &mut finds.least[at];
                    places.entry(text.pointer).or_insert_with(|| text.chain.join(" > "));
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
        let harmless = self
            .planted
            .harmless
            .iter()
            .enumerate()
            .filter(|(at, _)| finds.harmless[*at].is_empty());
        secrets.chain(harmless).map(|(_, plant)| line(plant)).collect()
    }
}

/// The pieces of long credentials, save those that stand in two of them or in a lookalike.
fn pieces(planted: &Planted) -> HashMap<[u8; PIECE], usize> {
    let mut pieces = HashMap::new();
    let mut common: HashSet<[u8; PIECE]> =
        planted.harmless.iter().flat_map(|plant| plant.value.array_windows()).copied().collect();
    for (at, plant) in planted.secrets.iter().enumerate() {
        let Least::Piece(range) = &plant.least else { continue };
        for piece in plant.value[range.clone()].array_windows() {
            if *pieces.entry(*piece).or_insert(at) != at {
                common.insert(*piece);
            }
        }
    }
    pieces.retain(|piece, _| !common.contains(piece));
    pieces
}

const FILTER_BITS: usize = 1 << 22;

/// The place of a piece in the filter: a word and a bit in it.
fn slot(piece: &[u8; PIECE]) -> (usize, u64) {
    let [head @ .., _, _, _, _] = *piece;
    let [_, _, _, _, tail @ ..] = *piece;
    let mixed = u64::from_le_bytes(head).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ u64::from_le_bytes(tail).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    let bit = usize::try_from(mixed >> 42).expect("22 bits fit");
    (bit / 64, 1 << (bit % 64))
}

fn stands_alone(text: &[u8], start: usize, end: usize) -> bool {
    let is_word =
        |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_alphanumeric);
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
    /// The results of one file: `before` in the original, `after` in the output.
    pub(crate) fn new(
        label: &str,
        planted: &Planted,
        (original, before): (&Haystack, &Finds),
        (output, after): (&Haystack, &Finds),
    ) -> Self {
        let mut measure = Self::default();
        for (at, plant) in planted.secrets.iter().enumerate() {
            let row = measure.rows.entry(plant.category).or_default();
            row.planted += 1;
            let there: Vec<_> = match plant.least {
                Least::Named => {
                    let places: HashSet<&str> = before.secrets[at]
                        .keys()
                        .map(|&pointer| original.pointers[pointer].as_str())
                        .collect();
                    let found = after.secrets[at].iter();
                    found
                        .filter(|(at, _)| places.contains(output.pointers[**at].as_str()))
                        .collect()
                }
                Least::Whole | Least::Piece(_) | Least::Parts(_) => {
                    after.secrets[at].iter().chain(&after.least[at]).collect()
                }
            };
            if let Some(&(pointer, chain)) = there.first() {
                row.leaked += 1;
                measure.leaks.push(format!(
                    "{label}: {}: {} | {} at {} [{chain}]",
                    plant.category,
                    plant.place,
                    shown(&plant.value),
                    output.pointers[*pointer],
                ));
            }
        }
        for (at, plant) in planted.harmless.iter().enumerate() {
            let row = measure.rows.entry(plant.category).or_default();
            row.harmless += 1;
            let kept: HashSet<&str> =
                after.harmless[at].keys().map(|&at| output.pointers[at].as_str()).collect();
            let lost = before.harmless[at]
                .keys()
                .map(|&at| original.pointers[at].as_str())
                .find(|place| !kept.contains(place));
            if let Some(place) = lost {
                row.lost += 1;
                measure.losses.push(format!(
                    "{label}: {}: {} | {} at {place}",
                    plant.category,
                    plant.place,
                    shown(&plant.value),
                ));
            }
        }
        measure
    }

    /// Adds the results of another file.
    pub(crate) fn join(&mut self, other: Self) {
        for (category, row) in other.rows {
            let all = self.rows.entry(category).or_default();
            all.planted += row.planted;
            all.leaked += row.leaked;
            all.harmless += row.harmless;
            all.lost += row.lost;
        }
        self.leaks.extend(other.leaks);
        self.losses.extend(other.losses);
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
        let mut out =
            format!("{:<36} {:>15} {:>15}\n", "category", "leaked/planted", "lost/harmless");
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
