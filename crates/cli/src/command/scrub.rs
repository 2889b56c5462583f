//! `scrubjay scrub`: safe copies with their reports, verified before anybody sees them.
//!
//! Invariant: all inputs of a run are one bundle. Either every copy is verified and put in place,
//! or none is.

use std::ffi::{OsStr, OsString};
use std::fs::{File, Permissions};
use std::path::Path;

use scrubjay_scan::{Engine, FileReportParts, Input, Report, Scan, Verdict, Verification};

use crate::args;
use crate::command::{self, Session};
use crate::engine;
use crate::exit::Exit;
use crate::form::summary;
use crate::progress::Watch;
use crate::publish::{self, Staged};
use crate::source::{Place, Source};
use crate::target::{self, ReportPaths, Target};
use crate::terminal;
use crate::trouble::Trouble;

pub(crate) fn run(scrub: &args::Scrub, session: &Session) -> Result<Exit, Trouble> {
    let places: Vec<Place> = scrub.paths.iter().map(|path| Place::parse(path)).collect();
    let (engine, steering) = engine::build(&scrub.engine)?;
    let sources = command::open_all(&places, session)?;
    let read: Vec<&Source> = sources.iter().chain(&steering).collect();
    // Refused now rather than after minutes of work.
    let mut targets = target::choose(scrub, &places, &file_names(&places))?;
    target::refuse(&targets, &read, scrub.force)?;

    let names: Vec<String> = places.iter().map(Place::name).collect();
    let watch = Watch::new(session.terminal, &session.interrupt);
    let given = command::inputs(&sources, &names);
    let mut scan = engine.scan(&given, &watch).map_err(|_| Trouble::interrupted())?;
    let mut folder = None;
    loop {
        // Now it is known which names hold a credential; such a name is neither written nor told.
        let safe_names = command::safe_names(&scan, &names);
        if safe_names != names {
            let renamed = renamed(&places, &names, &safe_names);
            targets = target::choose(scrub, &places, &renamed)?;
            target::refuse(&targets, &read, scrub.force)?;
        }
        if let (Some(path), None) = (&scrub.out_dir, &folder) {
            folder = Some(publish::Folder::make(path)?);
        }
        let inputs = command::inputs(&sources, &safe_names);
        let work = Work { engine: &engine, scan: &scan, inputs: &inputs, session };
        let copies = work.copies(&sources, &targets, &watch)?;
        let checks: Vec<(usize, &Verification)> =
            copies.iter().map(|copy| &copy.verification).enumerate().collect();
        let is_more = engine.take_in(&mut scan, &inputs, &checks, &watch);
        if is_more.map_err(|_| Trouble::interrupted())? {
            continue;
        }
        drop(watch);
        let work = Work { engine: &engine, scan: &scan, inputs: &inputs, session };
        work.refuse_failed(&copies)?;
        let reports = work.reports(scrub, &targets, &copies);
        work.publish(scrub, &sources, copies, &reports)?;
        return tell(session, &targets, &reports);
    }
}

/// What the steps of a run share.
struct Work<'a> {
    engine: &'a Engine,
    scan: &'a Scan,
    inputs: &'a [Input<'a>],
    session: &'a Session,
}

/// A redacted copy on the disk, verified from there.
struct Copy {
    written: Written,
    /// The bytes as read back.
    bytes: Source,
    name: String,
    verification: Verification,
}

enum Written {
    /// Beside its place, under a temporary name.
    Staged(Staged),
    /// In a file without a name, on its way to standard output.
    Unnamed,
}

impl Work<'_> {
    /// Writes and verifies the copies of all inputs.
    fn copies(
        &self,
        sources: &[Source],
        targets: &[Target],
        watch: &Watch,
    ) -> Result<Vec<Copy>, Trouble> {
        let copy = |(file, (source, target)): (usize, (&Source, &Target))| {
            self.copy(file, source.permissions(), target, watch)
        };
        sources.iter().zip(targets).enumerate().map(copy).collect()
    }

    /// Writes the copy of one input and verifies it.
    fn copy(
        &self,
        file: usize,
        model: Option<&Permissions>,
        target: &Target,
        watch: &Watch,
    ) -> Result<Copy, Trouble> {
        let interrupt = &self.session.interrupt;
        let original = self.inputs[file].bytes;
        let redacted = self.engine.redact(self.scan, file, original).map_err(|_| {
            Trouble::failed(
                "the redaction could not be applied",
                "nothing was written; please report this",
            )
        })?;
        let (written, bytes) = match &target.copy {
            Place::File(path) => {
                let staged =
                    Staged::write(path, model, interrupt, |out| redacted.write_to(original, out))?;
                let bytes = staged.reopen()?;
                (Written::Staged(staged), bytes)
            }
            Place::Stream => {
                let unnamed: File =
                    publish::unnamed(interrupt, |out| redacted.write_to(original, out))?;
                (Written::Unnamed, Source::from_file(Path::new("a temporary file"), unnamed)?)
            }
        };
        let verification = self
            .engine
            .verify(self.scan, file, original, &redacted, bytes.bytes(), watch)
            .map_err(|_| Trouble::interrupted())?;
        let name = match &target.copy {
            Place::File(path) => lossy(path.file_name()),
            Place::Stream => "stdout".to_owned(),
        };
        Ok(Copy { written, bytes, name, verification })
    }

    /// The end when a copy is not what was promised; the temporary files go with it.
    fn refuse_failed(&self, copies: &[Copy]) -> Result<(), Trouble> {
        for (input, copy) in self.inputs.iter().zip(copies) {
            if copy.verification.verdict == Verdict::Failed {
                return Err(summary::failure(input.name, &copy.verification));
            }
        }
        Ok(())
    }

    /// The account of the run, and what goes where of it: a report for each copy, or one for all
    /// where the user names its place.
    fn reports(&self, scrub: &args::Scrub, targets: &[Target], copies: &[Copy]) -> Reports {
        let parts: Vec<FileReportParts<'_>> = self
            .inputs
            .iter()
            .zip(copies)
            .enumerate()
            .map(|(file, (input, copy))| FileReportParts {
                file,
                input: *input,
                output: Some(Input { name: &copy.name, bytes: copy.bytes.bytes() }),
                verification: Some(&copy.verification),
            })
            .collect();
        let whole = self.engine.report(self.scan, &parts);
        let mut placed = Vec::new();
        for (file, target) in targets.iter().enumerate() {
            let Some(paths) = &target.report else { continue };
            let report = if scrub.report.is_some() || targets.len() == 1 {
                whole.clone()
            } else {
                let mut report = self.engine.report(self.scan, &parts[file..=file]);
                // A report that travels with one copy says nothing of the others.
                report.credentials.retain(|credential| !credential.places.is_empty());
                report
            };
            placed.push((paths.clone(), file, report));
        }
        Reports { whole, placed }
    }

    /// Puts copies and reports in place, all or none.
    fn publish(
        &self,
        scrub: &args::Scrub,
        sources: &[Source],
        copies: Vec<Copy>,
        reports: &Reports,
    ) -> Result<(), Trouble> {
        let interrupt = &self.session.interrupt;
        let mut staged = Vec::new();
        for (paths, file, report) in &reports.placed {
            let model = sources[*file].permissions();
            let forms = [(&paths.json, report.to_json()), (&paths.html, report.to_html())];
            for (path, form) in forms {
                let form = form.as_bytes();
                staged.push(Staged::write(path, model, interrupt, |out| out.write_all(form))?);
            }
        }
        // The copies last: where a copy is, its report is too.
        let mut streamed = Vec::new();
        for copy in copies {
            match copy.written {
                Written::Staged(file) => staged.push(file),
                Written::Unnamed => streamed.push(copy.bytes),
            }
        }
        interrupt.check()?;
        for bytes in &streamed {
            interrupt.while_waiting(|| terminal::hand_on(bytes.bytes()))?;
        }
        publish::put_in_place(staged, scrub.force)
    }
}

/// The account of a run.
struct Reports {
    /// All files; the summary is made from it.
    whole: Report,
    /// What goes where, and the input whose reader may read it.
    placed: Vec<(ReportPaths, usize, Report)>,
}

/// Sums up for a person; on standard error when standard output carries the copy.
fn tell(session: &Session, targets: &[Target], reports: &Reports) -> Result<Exit, Trouble> {
    let mut text = summary::scrubbed(&reports.whole);
    for target in targets {
        if let Place::File(path) = &target.copy {
            summary::place(&mut text, "safe copy", path);
        }
    }
    for (paths, _, _) in &reports.placed {
        summary::place(&mut text, "report", &paths.html);
        summary::place(&mut text, "", &paths.json);
    }
    if targets.iter().any(|target| target.copy == Place::Stream) {
        session.terminal.note(&text);
    } else {
        session.terminal.tell(&text)?;
    }
    let is_incomplete = |file: &scrubjay_scan::ReportFile| file.verdict == Verdict::Incomplete;
    Ok(if reports.whole.files.iter().any(is_incomplete) { Exit::Incomplete } else { Exit::Clean })
}

fn file_names(places: &[Place]) -> Vec<OsString> {
    places
        .iter()
        .map(|place| match place {
            Place::File(path) => path.file_name().unwrap_or_default().to_owned(),
            Place::Stream => OsString::from("stdin"),
        })
        .collect()
}

/// The names of the files, but for those that are not safe.
fn renamed(places: &[Place], names: &[String], safe_names: &[String]) -> Vec<OsString> {
    file_names(places)
        .into_iter()
        .zip(names.iter().zip(safe_names))
        .map(|(file_name, (name, safe))| if name == safe { file_name } else { safe.into() })
        .collect()
}

fn lossy(name: Option<&OsStr>) -> String {
    name.unwrap_or_default().to_string_lossy().into_owned()
}
