//! `scrubjay exposure`: what a file that was already sent gives away. Writes nothing.

use std::time::{SystemTime, UNIX_EPOCH};

use scrubjay_scan::Moment;

use crate::args::{self, ExposureFormat};
use crate::command::{self, Session};
use crate::engine;
use crate::exit::Exit;
use crate::form::exposure::text;
use crate::progress::Watch;
use crate::source::Place;
use crate::trouble::Trouble;

pub(crate) fn run(exposure: &args::Exposure, session: &Session) -> Result<Exit, Trouble> {
    let now = now(exposure.now.as_deref())?;
    let places: Vec<Place> = exposure.paths.iter().map(|path| Place::parse(path)).collect();
    let (engine, _) = engine::build(&exposure.engine)?;
    let sources = command::open_all(&places, session)?;
    let names: Vec<String> = places.iter().map(Place::name).collect();
    let inputs = command::inputs(&sources, &names);
    let watch = Watch::new(session.terminal, &session.interrupt);
    let told = engine.expose(&inputs, now, &watch).map_err(|_| Trouble::interrupted())?;
    drop(watch);
    match exposure.format {
        ExposureFormat::Text => session.terminal.tell(&text(&told))?,
        ExposureFormat::Json => session.terminal.print(&told.to_json())?,
        ExposureFormat::Html => session.terminal.print(&told.to_html())?,
        ExposureFormat::Csv => session.terminal.print(&told.to_csv())?,
    }
    // Credentials are what this is about: finding them is no failure.
    Ok(if told.is_complete() { Exit::Clean } else { Exit::Incomplete })
}

/// The time that was given, or that of the clock.
fn now(given: Option<&str>) -> Result<Moment, Trouble> {
    let Some(given) = given else {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        return i64::try_from(seconds).ok().and_then(Moment::from_unix).ok_or_else(|| {
            Trouble::new("the clock of this machine is wrong", "give the time with --now")
        });
    };
    Moment::parse(given).ok_or_else(|| {
        Trouble::new("cannot use the time given with --now", "write it like 2026-11-20T10:00:00Z")
    })
}
