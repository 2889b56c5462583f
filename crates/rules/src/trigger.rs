//! The words that make it worth looking at a piece of text: derived from the names and words
//! that the pack's rules look for.
//!
//! In running text a name stands somewhere beside its value, and no format says where. The
//! trigger words point the scan there. A word that contains another one is left out: the
//! shorter one points to the same place.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::error::Problem;
use crate::rule::{Look, Rule};

/// The shortest word that may stand anywhere.
const WORD_MIN: usize = 4;
/// The shortest name of its own.
const NAME_MIN: usize = 5;

/// The signs behind short words.
const SIGNS: [&str; 12] =
    [" =", " :", " -", " \u{2014}", " \u{2192}", "  ", " is", " lautet", "=", ":", "\"", "'"];

/// The signs behind words of two letters, besides: with one byte more they are found whatever
/// follows.
const LONGER_SIGNS: [&str; 6] = [": ", "= ", ":\"", "=\"", ":'", "='"];

/// The shortest trigger word that is found whatever stands behind it.
const SURE: usize = 4;

/// The length of the sign with which a trigger word ends, which is no part of the name.
pub(crate) fn sign_len(word: &str) -> usize {
    let signs = LONGER_SIGNS.iter().chain(&SIGNS);
    signs.filter(|sign| word.ends_with(**sign)).map(|sign| sign.len()).max().unwrap_or(0)
}

/// A trigger word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trigger {
    /// In lower case.
    pub text: String,
    /// Whether it tells something only at the end of a longer name.
    pub ends: bool,
}

/// Derives the trigger words of `rules`, sorted.
///
/// # Errors
/// When there are too many for one search.
pub(crate) fn derive(rules: &[Rule]) -> Result<Vec<Trigger>, Problem> {
    let mut wanted = BTreeMap::from(["cookie", "bearer"].map(|word| (word.to_owned(), false)));
    let mut want = |word: String, ends: bool| *wanted.entry(word).or_insert(ends) &= ends;
    for rule in rules.iter().filter(|rule| !rule.keep) {
        match &rule.look {
            Look::Words(words) => {
                for phrase in &words.phrases {
                    spellings(phrase).into_iter().for_each(|word| want(word, words.ends));
                }
            }
            Look::Names(names) => {
                let names = names.names.iter().map(|(_, name)| name);
                names.filter_map(|name| own_word(name)).for_each(|word| want(word, false));
            }
            Look::Shape(_) | Look::Structure(_) => {}
        }
    }
    // What points only to the ends of names does not stand for a word that has it inside.
    let words: Vec<&str> =
        wanted.iter().filter(|(_, ends)| !**ends).map(|(word, _)| word.as_str()).collect();
    let search = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::NoncontiguousNFA))
        .build(&words)
        .map_err(|_| Problem::Prefilter)?;
    let contains_other = |word: &str| {
        search.find_overlapping_iter(word).any(|other| (SURE..word.len()).contains(&other.len()))
    };
    let triggers = wanted.into_iter().filter(|(word, _)| !contains_other(word));
    Ok(triggers.map(|(text, ends)| Trigger { text, ends }).collect())
}

/// The ways a phrase is written in identifiers. Short words need the sign that follows a name,
/// or they would stand in every text.
fn spellings(phrase: &str) -> Vec<String> {
    if phrase.contains(' ') {
        let alike = ["", "_", "-", ".", " "].map(|joint| phrase.replace(' ', joint));
        // `sign-in key`
        let mixed = phrase.replacen(' ', "-", 1);
        return alike.into_iter().chain(Some(mixed).filter(|mixed| mixed.contains(' '))).collect();
    }
    if phrase.len() >= WORD_MIN {
        // The search knows the capitals of ASCII only: `Пароль`.
        let capital =
            phrase.chars().next().filter(|first| !first.is_ascii()).map(|first| {
                first.to_uppercase().chain(phrase.chars().skip(1)).collect::<String>()
            });
        let capital = capital.filter(|capital| capital != phrase);
        return capital.into_iter().chain(Some(phrase.to_owned())).collect();
    }
    let longer = if phrase.len() + 1 < SURE { &LONGER_SIGNS[..] } else { &[] };
    SIGNS.iter().chain(longer).map(|sign| format!("{phrase}{sign}")).collect()
}

/// A name that no plain word would equal: with a separator, a digit or capitals inside.
fn own_word(name: &str) -> Option<String> {
    let literal = name.split('*').max_by_key(|part| part.len())?;
    let inside = literal.get(1..)?;
    let is_own =
        inside.bytes().any(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b"-_.".contains(&b));
    let least = if inside.contains('_') { WORD_MIN } else { NAME_MIN };
    (is_own && literal.len() >= least && literal.is_ascii()).then(|| literal.to_ascii_lowercase())
}
