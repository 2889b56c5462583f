//! An outcome in words and as a sign.

use super::Account;
use super::outcome::{Outcome, Tally};
use super::sign::Sign;
use super::words;

/// What happened and what it means.
pub(super) struct Face {
    pub(super) sign: Sign,
    pub(super) headline: String,
    pub(super) meaning: String,
}

impl Face {
    pub(super) fn of(account: &Account<'_>) -> Face {
        let tally = &account.tally;
        let (copies, files) = match account.has_many_files() {
            true => ("copies", "these files"),
            false => ("copy", "this file"),
        };
        match account.outcome {
            Outcome::Failed => failed(copies),
            Outcome::Unchecked if tally.redacted + tally.kept == 0 => Face {
                sign: Sign::Neutral,
                headline: nothing_in(files),
                meaning: format!("{} No safe copy was made and checked.", looked(account)),
            },
            Outcome::Unchecked => unchecked(tally, files),
            Outcome::Incomplete => incomplete(tally, copies, files),
            Outcome::Kept => kept(tally, copies),
            Outcome::Nothing => Face {
                sign: Sign::Neutral,
                headline: nothing_in(files),
                meaning: format!(
                    "{} That is not the same as nothing being there: what cannot be seen is \
                     listed under “What could not be checked”.",
                    looked(account)
                ),
            },
            Outcome::Clean => clean(tally, copies),
        }
    }
}

fn nothing_in(files: &str) -> String {
    format!("Nothing that we recognise as a credential was found in {files}.")
}

/// How much was read, and with how many rules.
fn looked(account: &Account<'_>) -> String {
    format!(
        "We looked into {} of data{} with {}.",
        words::size(account.tally.bytes),
        match account.tally.layers {
            0 => String::new(),
            layers =>
                format!(" and {} of packing and encoding in it", words::count(layers, "layer")),
        },
        words::count(account.report.rules.count, "rule"),
    )
}

fn failed(copies: &str) -> Face {
    Face {
        sign: Sign::Bad,
        headline: format!("Do not send the {copies}: a check failed."),
        meaning: "What should be gone may still be there, or something else was changed. \
                  The checks below say which one failed and where."
            .to_owned(),
    }
}

fn unchecked(tally: &Tally, files: &str) -> Face {
    let found = words::count(tally.redacted + tally.kept, "credential");
    Face {
        sign: Sign::Look,
        headline: format!("There is no checked copy of {files} yet."),
        meaning: format!("{found} found. Whoever gets the original gets these as well."),
    }
}

fn incomplete(tally: &Tally, copies: &str, files: &str) -> Face {
    let lost = words::count(tally.lost.max(1), "thing");
    let rest = match tally.redacted {
        0 => "In the rest, nothing was found that had to go.".to_owned(),
        1 => format!("The one credential that was found is gone from the {copies}."),
        redacted => format!(
            "The {} that were found are gone from the {copies}.",
            words::count(redacted, "credential")
        ),
    };
    Face {
        sign: Sign::Look,
        headline: format!("Part of {files} could not be read."),
        meaning: format!(
            "{lost} could not be opened, so nobody knows what is in there. Unread is not clean. \
             {rest}"
        ),
    }
}

fn kept(tally: &Tally, copies: &str) -> Face {
    let replaced = words::count(tally.redacted, "credential");
    let places = words::count(tally.redacted_places, "place");
    let were = if tally.redacted == 1 { "was" } else { "were" };
    Face {
        sign: Sign::Look,
        headline: match tally.kept {
            1 => format!("One credential is still in the {copies}, by decision."),
            kept => format!(
                "{} credentials are still in the {copies}, by decision.",
                words::number(kept as u64)
            ),
        },
        meaning: format!(
            "Whoever receives the {copies} can use what was kept. {replaced} in {places} {were} \
             replaced."
        ),
    }
}

fn clean(tally: &Tally, copies: &str) -> Face {
    let stands_in = match tally.redacted_places {
        1 => "its one place".to_owned(),
        places => format!("each of the {} places", words::number(places as u64)),
    };
    Face {
        sign: Sign::Good,
        headline: match tally.redacted {
            1 => format!("The one credential that was found is gone from the safe {copies}."),
            redacted => format!(
                "None of the {} credentials that were found is left in the safe {copies}.",
                words::number(redacted as u64)
            ),
        },
        meaning: format!(
            "A placeholder stands in {stands_in}. It cannot be turned back into the credential."
        ),
    }
}
