//! The commands, one a file. Each returns how it ended; printing errors is left to `main`.

pub(crate) mod check;
pub(crate) mod exposure;
pub(crate) mod policy;
pub(crate) mod rules;
pub(crate) mod scrub;
pub(crate) mod verify;

use std::io::IsTerminal as _;

use scrubjay_scan::{Input, Scan};

use crate::interrupt::Interrupt;
use crate::source::{Place, Source};
use crate::target;
use crate::terminal::Terminal;
use crate::trouble::Trouble;

/// What every command works with.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) terminal: Terminal,
    pub(crate) interrupt: Interrupt,
}

/// Opens one input, and tells somebody who sits before it that it is being waited for.
///
/// # Errors
///
/// When it cannot be read or is empty.
fn open(place: &Place, session: &Session) -> Result<Source, Trouble> {
    if *place == Place::Stream && std::io::stdin().is_terminal() {
        session.terminal.note(&format!("reading standard input, to its end ({END_OF_INPUT})\n"));
    }
    Source::open(place, &session.interrupt)
}

/// The key that ends what is typed.
const END_OF_INPUT: &str = if cfg!(windows) { "Ctrl-Z and Enter" } else { "Ctrl-D" };

/// Opens all inputs.
///
/// # Errors
///
/// When one cannot be read, or is given twice.
fn open_all(places: &[Place], session: &Session) -> Result<Vec<Source>, Trouble> {
    let mut sources: Vec<Source> = Vec::new();
    for place in places {
        if *place == Place::Stream && sources.iter().any(|source| source.place() == place) {
            return Err(Trouble::new("standard input is given twice", "give it once"));
        }
        let source = open(place, session)?;
        if sources.iter().any(|other| other.is_same(&source)) {
            let what = format!("{} is given twice", place.printable());
            return Err(Trouble::new(what, "give each file once"));
        }
        sources.push(source);
    }
    Ok(sources)
}

/// The inputs as the engine sees them; `names` are those of `sources`.
fn inputs<'a>(sources: &'a [Source], names: &'a [String]) -> Vec<Input<'a>> {
    sources.iter().zip(names).map(|(source, name)| Input { name, bytes: source.bytes() }).collect()
}

/// The names of files as they may be shown: one that holds a credential shows its placeholder.
fn safe_names(scan: &Scan, names: &[String]) -> Vec<String> {
    names
        .iter()
        .map(|name| match scan.placeholder_for(name) {
            Some(placeholder) => target::renamed(name, placeholder),
            None => name.clone(),
        })
        .collect()
}
