//! `scrubjay check`: what is in the files. Writes nothing.

use scrubjay_scan::{Credential, FileReportParts};

use crate::args::{self, Format};
use crate::command::{self, Session};
use crate::engine;
use crate::exit::Exit;
use crate::form::text;
use crate::progress::Watch;
use crate::source::Place;
use crate::trouble::Trouble;

pub(crate) fn run(check: &args::Check, session: &Session) -> Result<Exit, Trouble> {
    let places: Vec<Place> = check.paths.iter().map(|path| Place::parse(path)).collect();
    let (engine, _) = engine::build(&check.engine)?;
    let sources = command::open_all(&places, &session.interrupt)?;
    let names: Vec<String> = places.iter().map(Place::name).collect();
    let inputs = command::inputs(&sources, &names);
    let watch = Watch::new(session.terminal, &session.interrupt);
    let scan = engine.scan(&inputs, &watch).map_err(|_| Trouble::interrupted())?;
    drop(watch);
    let names = command::safe_names(&scan, &names);

    match check.format {
        Format::Text => session.terminal.tell(&text::credentials(engine.pack(), &scan, &names))?,
        Format::Json => {
            let inputs = command::inputs(&sources, &names);
            let parts: Vec<FileReportParts<'_>> = inputs
                .iter()
                .enumerate()
                .map(|(file, input)| FileReportParts {
                    file,
                    input: *input,
                    output: None,
                    verification: None,
                })
                .collect();
            session.terminal.print(&engine.report(&scan, &parts).to_json())?;
        }
    }
    Ok(if scan.credentials.iter().any(Credential::is_redacted) {
        Exit::Found
    } else if scan.files.iter().any(|file| !file.coverage.is_complete()) {
        Exit::Incomplete
    } else {
        Exit::Clean
    })
}
