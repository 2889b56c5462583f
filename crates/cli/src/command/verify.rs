//! `scrubjay verify`: whether a safe copy is what its report says, from its bytes alone.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use scrubjay_scan::{Input, Report, Verdict, Verification};

use crate::args;
use crate::command::Session;
use crate::engine;
use crate::exit::Exit;
use crate::form::summary;
use crate::printable::Printable;
use crate::progress::Watch;
use crate::source::{Place, Source, read_text};
use crate::target;
use crate::terminal::Tone;
use crate::trouble::Trouble;

pub(crate) fn run(verify: &args::Verify, session: &Session) -> Result<Exit, Trouble> {
    let (engine, _) = engine::build(&verify.engine)?;
    let place = Place::parse(&verify.output);
    let copy = Source::open(&place, &session.interrupt)?;
    let original = match &verify.original {
        Some(path) => Some(Source::open(&Place::parse(path), &session.interrupt)?),
        None => None,
    };
    let report = match verify.report.clone().or_else(|| find_report(&place)) {
        Some(path) => Some(read_report(&path)?),
        None => None,
    };
    let name = place.name();
    let output = Input { name: &name, bytes: copy.bytes() };
    let original_name =
        original.as_ref().map(|original| original.place().name()).unwrap_or_default();
    let original =
        original.as_ref().map(|original| Input { name: &original_name, bytes: original.bytes() });

    let watch = Watch::new(session.terminal, &session.interrupt);
    let verification = engine
        .verify_alone(&output, report.as_ref(), original.as_ref(), &watch)
        .map_err(|_| Trouble::interrupted())?;
    drop(watch);

    session.terminal.tell(&told(&place, &verification, report.is_some(), original.is_some()))?;
    Ok(match verification.verdict {
        Verdict::Clean => Exit::Clean,
        Verdict::Incomplete => Exit::Incomplete,
        Verdict::Failed => Exit::Found,
    })
}

/// The report that `scrub` put beside its copy.
fn find_report(place: &Place) -> Option<PathBuf> {
    let Place::File(path) = place else { return None };
    [target::long_report_beside(path).json, target::report_beside(path).json]
        .into_iter()
        .find(|path| path.is_file())
}

fn read_report(path: &Path) -> Result<Report, Trouble> {
    Report::from_json(&read_text(path)?).map_err(|_| {
        let what = format!("{} is no report of scrubjay", Printable::path(path));
        Trouble::new(what, "name the one that was written with this copy, with --report")
    })
}

fn told(
    place: &Place,
    verification: &Verification,
    has_report: bool,
    has_original: bool,
) -> String {
    let mut text = String::new();
    let (tone, word) = summary::verdict(verification.verdict);
    let _ = writeln!(text, "{} {}", tone.paint(format_args!("{word}:")), place.printable());
    for check in &verification.checks {
        let (tone, mark) =
            if check.passed { (Tone::Good, "passed") } else { (Tone::Bad, "failed") };
        let detail = Printable::text(&check.detail).to_string();
        let _ = writeln!(text, "  {}  {:10}  {detail}", tone.paint(mark), check.id);
    }
    if !has_report {
        let _ = writeln!(
            text,
            "  no report was found: whether these are the bytes it speaks of is not known"
        );
    }
    if !has_original {
        let _ = writeln!(
            text,
            "  without the original, absence of its secrets and untouched bytes were not checked"
        );
    }
    text
}
