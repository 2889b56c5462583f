//! `scrubjay check`: what is in the files. Writes nothing.

use std::path::{Component, Path, PathBuf};

use scrubjay_scan::{Credential, Engine, FileReportParts, Scan, Verdict};

use crate::args::{self, Format};
use crate::command::{self, Session, verify};
use crate::engine;
use crate::exit::Exit;
use crate::form::item::{self, Baseline, Files};
use crate::form::{annotations, junit, sarif, text};
use crate::progress::Watch;
use crate::source::{Place, Source};
use crate::trouble::Trouble;

pub(crate) fn run(check: &args::Check, session: &Session) -> Result<Exit, Trouble> {
    let places: Vec<Place> = check.paths.iter().map(|path| Place::parse(path)).collect();
    let (engine, _) = engine::build(&check.engine)?;
    let baseline = match &check.baseline {
        Some(path) => {
            Baseline::new(&verify::read_report(path, "make one with `check --format json`")?)
        }
        None => Baseline::default(),
    };
    let sources = command::open_all(&places, session)?;
    let names: Vec<String> = places.iter().map(Place::name).collect();
    let inputs = command::inputs(&sources, &names);
    let watch = Watch::new(session.terminal, &session.interrupt);
    let scan = engine.scan(&inputs, &watch).map_err(|_| Trouble::interrupted())?;
    drop(watch);
    let names = command::safe_names(&scan, &names);
    let paths: Vec<String> =
        sources.iter().zip(&names).map(|(source, name)| source.place().beside(name)).collect();
    // Two files of one name in different folders are two files to a baseline.
    let names: Vec<String> = paths.iter().map(|path| spelled_plainly(path)).collect();
    let files = Files { names: &names, paths: &paths };

    if check.format == Format::Text {
        // Only the other forms look into the files again. To give back the pages of a large one
        // takes as long as to write the list.
        std::thread::spawn(move || drop(sources));
        session.terminal.tell(&text::credentials(engine.pack(), &scan, &files, &baseline))?;
    } else {
        session.terminal.print(&formed(
            check.format,
            &engine,
            &scan,
            &sources,
            &files,
            &baseline,
        )?)?;
    }
    let is_new = |credential: &Credential| {
        let rule = &engine.pack().rule(credential.rule).id;
        credential.is_redacted() && !baseline.knows(rule, credential, &names)
    };
    Ok(if scan.credentials.iter().any(is_new) {
        Exit::Found
    } else if scan.files.iter().any(|file| !file.coverage.is_complete()) {
        Exit::Incomplete
    } else {
        Exit::Clean
    })
}

/// A path in the one spelling that a report has for it: `./a.har` is `a.har`.
fn spelled_plainly(path: &str) -> String {
    let parts = Path::new(path).components().filter(|part| *part != Component::CurDir);
    parts.collect::<PathBuf>().to_string_lossy().into_owned()
}

/// The result for a program.
fn formed(
    format: Format,
    engine: &Engine,
    scan: &Scan,
    sources: &[Source],
    files: &Files<'_>,
    baseline: &Baseline,
) -> Result<String, Trouble> {
    let bytes: Vec<&[u8]> = sources.iter().map(Source::bytes).collect();
    let items = item::items(engine.pack(), scan, files, &bytes, baseline);
    let paths = files.paths;
    Ok(match format {
        Format::Sarif => sarif::sarif(&items, paths),
        Format::Junit => junit::junit(&items, paths)?,
        Format::Github => annotations::github(&items, paths),
        Format::Gitlab => annotations::gitlab(&items, paths),
        // A baseline is made from this one, so it holds what an earlier baseline knew.
        Format::Json | Format::Text => report(engine, scan, sources, files.names),
    })
}

fn report(engine: &Engine, scan: &Scan, sources: &[Source], names: &[String]) -> String {
    let inputs = command::inputs(sources, names);
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
    let mut report = engine.report(scan, &parts);
    // There is no output to give a verdict on: it is the input that would be refused as one.
    for (file, told) in report.files.iter_mut().enumerate() {
        let stands_in = |credential: &Credential| {
            credential.is_redacted() && credential.places.iter().any(|place| place.file == file)
        };
        if scan.credentials.iter().any(stands_in) {
            told.verdict = Verdict::Failed;
        }
    }
    report.to_json()
}
