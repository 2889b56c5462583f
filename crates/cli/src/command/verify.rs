//! `scrubjay verify`: whether a safe copy is what its report says, from its bytes alone.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use scrubjay_scan::{Cancelled, CheckId, Credential, Engine, Input, Report, Verdict, Verification};
use sha2::{Digest as _, Sha256};

use crate::args;
use crate::command::{self, Session};
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
    let (copy, original) = open(&place, verify.original.as_deref(), session)?;
    let report = match verify.report.clone().or_else(|| find_report(&place)) {
        Some(path) => {
            Some(read_report(&path, "name the one that was written with this copy, with --report")?)
        }
        None => None,
    };
    let name = place.name();
    let output = Input { name: &name, bytes: copy.bytes() };
    let original_name =
        original.as_ref().map(|original| original.place().name()).unwrap_or_default();
    let original =
        original.as_ref().map(|original| Input { name: &original_name, bytes: original.bytes() });

    let watch = Watch::new(session.terminal, &session.interrupt);
    let kept = |credential: &Credential| keeps(report.as_ref(), &engine, credential);
    let verification = match &original {
        Some(original) => engine.verify_pair(&output, original, &kept, &watch),
        None if report.as_ref().is_some_and(keeps_any) => {
            verify_kept(&engine, &output, &kept, &watch)
        }
        None => engine.verify_alone(&output, &watch),
    }
    .map_err(|_| Trouble::interrupted())?;
    drop(watch);

    let told_of = report.as_ref().map(|report| speaks_of(report, copy.bytes()));
    session.terminal.tell(&told(&place, &verification, told_of, original.is_some()))?;
    Ok(match verification.verdict {
        _ if told_of == Some(false) => Exit::Found,
        Verdict::Clean => Exit::Clean,
        Verdict::Incomplete => Exit::Incomplete,
        Verdict::Failed => Exit::Found,
    })
}

/// Opens the copy, and the original if one is named.
///
/// # Errors
///
/// When one cannot be read, or both are one: a file held against itself passes any comparison.
fn open(
    copy: &Place,
    original: Option<&Path>,
    session: &Session,
) -> Result<(Source, Option<Source>), Trouble> {
    let original = original.map(Place::parse);
    let same = || {
        let what = format!("{} is named as the copy and as its original", copy.printable());
        Trouble::new(what, "name the file that it was made from with --original")
    };
    if original.as_ref() == Some(copy) {
        return Err(same());
    }
    let copy = command::open(copy, session)?;
    let original = original.map(|place| command::open(&place, session)).transpose()?;
    if original.as_ref().is_some_and(|original| original.is_same(&copy)) {
        return Err(same());
    }
    Ok((copy, original))
}

/// Checks an output alone in which credentials were left on purpose.
fn verify_kept(
    engine: &Engine,
    output: &Input<'_>,
    kept: &dyn Fn(&Credential) -> bool,
    watch: &Watch,
) -> Result<Verification, Cancelled> {
    // Held against itself, an output is silent but for what is kept; the checks that compare two
    // files then say nothing.
    let mut verification = engine.verify_pair(output, output, kept, watch)?;
    verification.checks.retain(|check| {
        matches!(check.id, CheckId::Readable | CheckId::Silent | CheckId::Complete)
    });
    Ok(verification)
}

/// The report that `scrub` put beside its copy.
fn find_report(place: &Place) -> Option<PathBuf> {
    let Place::File(path) = place else { return None };
    [target::long_report_beside(path).json, target::report_beside(path).json]
        .into_iter()
        .find(|path| path.is_file())
}

/// Reads a report.
///
/// # Errors
///
/// When it cannot be read, or is none; `advice` says which one is wanted.
pub(crate) fn read_report(path: &Path, advice: &str) -> Result<Report, Trouble> {
    Report::from_json(&read_text(path)?).map_err(|_| {
        Trouble::new(format!("{} is no report of scrubjay", Printable::path(path)), advice)
    })
}

/// Whether these bytes are those that the report was written for.
fn speaks_of(report: &Report, bytes: &[u8]) -> bool {
    let sha256: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut outputs = report.files.iter().filter_map(|file| file.output.as_ref());
    outputs.any(|output| output.sha256 == sha256)
}

fn keeps_any(report: &Report) -> bool {
    report.credentials.iter().any(|credential| credential.decision == "keep")
}

/// Whether the report says that a credential was left in, and why.
fn keeps(report: Option<&Report>, engine: &Engine, credential: &Credential) -> bool {
    let rule = &engine.pack().rule(credential.rule).id;
    report.is_some_and(|report| {
        report.credentials.iter().any(|kept| {
            kept.decision == "keep"
                && kept.rule == *rule
                && kept.places.iter().any(|a| credential.places.iter().any(|b| a.path == b.path))
        })
    })
}

fn told(
    place: &Place,
    verification: &Verification,
    told_of: Option<bool>,
    has_original: bool,
) -> String {
    let mut text = String::new();
    let verdict = if told_of == Some(false) { Verdict::Failed } else { verification.verdict };
    let (tone, word) = summary::verdict(verdict);
    let _ = writeln!(text, "{} {}", tone.paint(format_args!("{word}:")), place.printable());
    for check in &verification.checks {
        let (tone, mark) =
            if check.passed { (Tone::Good, "passed") } else { (Tone::Bad, "failed") };
        let detail = Printable::text(&check.detail).to_string();
        let _ = writeln!(text, "  {}  {:10}  {detail}", tone.paint(mark), summary::check(check.id));
    }
    let _ = match told_of {
        Some(true) => {
            writeln!(text, "  {}  these are the bytes of the report", Tone::Good.paint("passed"))
        }
        Some(false) => writeln!(
            text,
            "  {}  these are not the bytes of the report: the file was changed, or the report is another's",
            Tone::Bad.paint("failed")
        ),
        None => writeln!(text, "  no report was found, so the bytes were compared with none"),
    };
    if !has_original {
        let _ = writeln!(
            text,
            "  without the original, absence of its secrets and untouched bytes were not checked"
        );
    }
    text
}
