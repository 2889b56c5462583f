//! Credentials as lines of text: what `check` tells a person.
//!
//! A line for each credential: severity, rule, service and a mask of the value; below it, a line
//! for each place. A mask shows what kind of value it is and is of no use to anybody.

use std::fmt::Write as _;

use scrubjay_scan::{Credential, Decision, Pack, Rule, Scan, Severity, count};

use crate::form::item::{Baseline, Files};
use crate::printable::Printable;
use crate::terminal::Tone;

/// More places of one credential than this are counted.
const MOST_PLACES: usize = 20;

/// All credentials of a scan of `files`.
pub(crate) fn credentials(
    pack: &Pack,
    scan: &Scan,
    files: &Files<'_>,
    baseline: &Baseline,
) -> String {
    let mut text = String::new();
    let is_new = |credential: &&Credential| {
        !baseline.knows(&pack.rule(credential.rule).id, credential, files.names)
    };
    let new: Vec<&Credential> = scan.credentials.iter().filter(is_new).collect();
    for credential in &new {
        one(&mut text, pack.rule(credential.rule), credential, files.paths);
    }
    for (file, path) in scan.files.iter().zip(files.paths) {
        for part in &file.coverage.unread {
            let _ = writeln!(
                text,
                "{} {}: {}: {}",
                Tone::Careful.paint("not read"),
                Printable::text(path),
                Printable::text(&part.path),
                part.reason.label(),
            );
        }
    }
    let places: usize = new.iter().map(|credential| credential.places.len()).sum();
    let known = match scan.credentials.len() - new.len() {
        0 => String::new(),
        known => format!("; {known} known from the baseline"),
    };
    let found = count(new.len(), "credential");
    let _ = writeln!(text, "{found} in {}{known}", count(places, "place"));
    text
}

fn one(text: &mut String, rule: &Rule, credential: &Credential, paths: &[String]) {
    let severity = match rule.severity {
        Severity::Critical | Severity::High => Tone::Bad,
        Severity::Medium => Tone::Careful,
        Severity::Low => Tone::Faint,
    };
    let _ = write!(
        text,
        "{}  {}  {}  {}",
        severity.paint(format_args!("{:8}", rule.severity.as_str())),
        Tone::Strong.paint(&rule.id),
        rule.service,
        Printable::text(&credential.masked().to_string()),
    );
    if let Decision::Keep { reason } = &credential.decision {
        let _ = write!(text, "  kept: {}", Printable::text(reason));
    }
    text.push('\n');
    for place in credential.places.iter().take(MOST_PLACES) {
        let path = paths.get(place.file).map_or("", String::as_str);
        let _ = writeln!(text, "    {}: {}", Printable::text(path), Printable::text(&place.path));
    }
    if credential.places.len() > MOST_PLACES {
        let more = credential.places.len() - MOST_PLACES;
        let _ = writeln!(text, "    and {} more", count(more, "place"));
    }
}
