//! Kin of a token: what begins like it, and goes on at random, but not quite as its shape says.
//!
//! Vendors lengthen their tokens, and change the alphabet, without telling; people who test a tool
//! make up tokens whose checksum is wrong. A prefix that stands for nothing else, with a random run
//! behind it, is a credential all the same.

use std::ops::Range;

use regex_syntax::hir::{Hir, HirKind};

use crate::{boundary, identifier, value};

/// The shortest prefix that could stand for one thing alone.
const PREFIX: usize = 4;
/// The shortest run behind it, and the longest.
const RUN: Range<usize> = 16..513;
/// The shortest name of a vendor; beside another part it may be shorter by one.
const NAME: usize = 4;
/// A literal of so many letters inside a pattern tells the token from something harmless that
/// begins the same, as `_secret_` tells a client secret from the id before it.
const TELLING: usize = 3;

/// Whether tokens of this pattern are a prefix and a run, so that they can have kin.
pub(crate) fn is_run(pattern: &Hir, prefixes: &[String]) -> bool {
    let mut literals = Vec::new();
    collect(pattern, &mut literals);
    let is_in_prefix = |literal: &[u8]| {
        prefixes.iter().any(|prefix| {
            let prefix = prefix.as_bytes();
            literal.starts_with(prefix) || memchr::memmem::find(prefix, literal).is_some()
        })
    };
    literals.iter().all(|literal| {
        let letters = literal.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
        letters < TELLING || is_in_prefix(literal)
    })
}

fn collect<'h>(pattern: &'h Hir, literals: &mut Vec<&'h [u8]>) {
    match pattern.kind() {
        HirKind::Literal(literal) => literals.push(&literal.0),
        HirKind::Repetition(repetition) => collect(&repetition.sub, literals),
        HirKind::Capture(capture) => collect(&capture.sub, literals),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().for_each(|part| collect(part, literals));
        }
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) => {}
    }
}

/// Whether a prefix of the pack stands for nothing but tokens: it ends in a separator, and
/// something in it is no ordinary word, as all of `user-` is.
pub(crate) fn is_distinctive(prefix: &str) -> bool {
    let lower = prefix.to_ascii_lowercase();
    let parts: Vec<&str> = lower.split(['_', '-', '.']).filter(|part| part.len() >= 2).collect();
    let name = if parts.len() > 1 { NAME - 1 } else { NAME };
    let is_own = |part: &&str| {
        let has_digits = part.contains(|c: char| c.is_ascii_digit());
        let has_vowels = part.contains(['a', 'e', 'i', 'o', 'u']);
        has_digits || !has_vowels || part.len() >= name && !identifier::is_known_word(part)
    };
    prefix.len() >= PREFIX && prefix.ends_with(['_', '-', '.']) && parts.iter().any(is_own)
}

/// The token with this prefix, if a random run stands behind it.
pub(crate) fn behind(text: &[u8], prefix: &Range<usize>) -> Option<Range<usize>> {
    if !boundary::is_before(text, prefix.start) {
        return None;
    }
    let window = &text[prefix.end..text.len().min(prefix.end + RUN.end)];
    let run = window.iter().take_while(|&&byte| is_token(byte)).count();
    // What ends a sentence, or pads, tells nothing.
    let tail = window[..run].iter().rev().take_while(|byte| b".-_".contains(byte)).count();
    let run = std::str::from_utf8(&window[..run - tail]).ok()?;
    let is_kin = RUN.contains(&run.len())
        && value::is_random(run)
        && !value::is_placeholder(run)
        && !is_snake(run);
    is_kin.then(|| prefix.start..prefix.end + run.len())
}

/// Whether a run is a name in snake case, such as `create_bigint_int64`: words in lower case, with
/// hardly a digit behind them.
fn is_snake(run: &str) -> bool {
    let is_word = |part: &str| {
        let letters = part.trim_end_matches(|c: char| c.is_ascii_digit());
        (2..=14).contains(&letters.len())
            && part.len() <= letters.len() + 2
            && letters.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    run.matches('_').count() >= 2 && run.split('_').all(is_word)
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-.+=".contains(&byte)
}
#[cfg(test)]
mod tests {
    use super::*;

    fn kin<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
        let at = text.find(prefix)?;
        behind(text.as_bytes(), &(at..at + prefix.len())).map(|found| &text[found])
    }

    #[test]
    fn takes_a_random_run_behind_a_prefix() {
        let text = "key sq9_7Hq2Lm0Xw4Rt8Zk1Bv5Nc3 here";
        assert_eq!(kin(text, "sq9_"), Some("sq9_7Hq2Lm0Xw4Rt8Zk1Bv5Nc3"));
        assert_eq!(
            kin("(sq9_7Hq2Lm0Xw4Rt8Zk1Bv5Nc3.)", "sq9_"),
            Some("sq9_7Hq2Lm0Xw4Rt8Zk1Bv5Nc3")
        );
    }

    #[test]
    fn leaves_words_short_runs_and_the_middle_of_longer_ones() {
        for text in [
            "sq9_container-wrapper-main",
            "sq9_7Hq2Lm",
            "xsq9_7Hq2Lm0Xw4Rt8Zk1Bv5Nc3",
            "sq9_xxxxxxxxxxxxxxxxxxxxxxxx",
        ] {
            assert_eq!(kin(text, "sq9_"), None, "{text}");
        }
    }

    #[test]
    fn knows_prefixes_that_stand_for_nothing_else() {
        for prefix in ["sk_live_", "hvs.", "npm_", "rubygems_", "dop_v1_"] {
            assert!(is_distinctive(prefix), "{prefix}");
        }
        for prefix in ["user-", "api_key_", "key-", "org-", "SG.", "token", "mob-", "API-"] {
            assert!(!is_distinctive(prefix), "{prefix}");
        }
    }

    #[test]
    fn what_tells_a_token_from_an_id_is_not_given_up() {
        let parse = |pattern: &str| regex_syntax::parse(pattern).expect("the pattern is sound");
        let prefixes = ["abc_".to_owned()];
        assert!(is_run(&parse("(?<secret>abc_[0-9a-z]{20})"), &prefixes));
        assert!(!is_run(&parse("(?<secret>abc_[0-9a-z]{20}_secret_[0-9a-z]{20})"), &prefixes));
    }
}
