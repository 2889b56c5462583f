//! The short account for a person: verdict first, then what was removed, kept and not read.

use std::fmt::Write as _;
use std::path::Path;

use scrubjay_scan::{CheckId, Report, Residual, Verdict, Verification, count};

use crate::printable::Printable;
use crate::terminal::Tone;
use crate::trouble::Trouble;

/// More credentials than this are counted; the report lists them all.
const MOST_CREDENTIALS: usize = 40;
/// More parts that were not read than this are counted.
const MOST_UNREAD: usize = 10;

/// What came of a scrub.
pub(crate) fn scrubbed(report: &Report) -> String {
    let mut text = String::new();
    for file in &report.files {
        let (tone, word) = verdict(file.verdict);
        let name = Printable::text(&file.input.name);
        let _ = writeln!(text, "{} {name}", tone.paint(format_args!("{word}:")));
    }
    credentials(&mut text, report);
    let (values, kept) = report.files.iter().fold((0, 0), |(values, kept), file| {
        (values + file.fidelity.values, kept + file.fidelity.values_kept)
    });
    row(&mut text, "kept", &format!("{} of {}", share(kept, values), count(values, report.unit())));
    unread(&mut text, report);
    residual(&mut text, report);
    text
}

/// Adds where something went.
pub(crate) fn place(text: &mut String, label: &str, path: &Path) {
    row(text, label, &Printable::path(path).to_string());
}

/// Why no output was kept: the checks that failed and where.
pub(crate) fn failure(name: &str, verification: &Verification) -> Trouble {
    let failed: Vec<String> = verification
        .checks
        .iter()
        .filter(|check| !check.passed)
        .map(|failed| format!("{} ({})", check(failed.id), Printable::text(&failed.detail)))
        .collect();
    let what =
        format!("the verification of {} failed: {}", Printable::text(name), failed.join(", "));
    Trouble::failed(what, "no output was kept; please report this")
}

fn credentials(text: &mut String, report: &Report) {
    let removed: Vec<_> =
        report.credentials.iter().filter(|credential| credential.decision != "keep").collect();
    let places: usize = removed.iter().map(|credential| credential.places.len()).sum();
    let kept = report.credentials.len() - removed.len();
    if removed.is_empty() {
        row(text, "removed", "nothing: no credential was found in what was read");
    } else {
        let removed = count(removed.len(), "credential");
        row(text, "removed", &format!("{removed} from {}", count(places, "place")));
    }
    let width = removed.iter().map(|credential| credential.placeholder.len()).max().unwrap_or(0);
    for credential in removed.iter().take(MOST_CREDENTIALS) {
        let service = Printable::text(&credential.service);
        let places = count(credential.places.len(), "place");
        let _ = writeln!(
            text,
            "    {:width$}  {:11}  {places:>10}  {service}",
            credential.placeholder, credential.class,
        );
    }
    if removed.len() > MOST_CREDENTIALS {
        let more = removed.len() - MOST_CREDENTIALS;
        let _ = writeln!(text, "    and {more} more; the report lists them all");
    }
    if kept > 0 {
        let kept = count(kept, "credential");
        row(text, "left in", &format!("{kept}, as the policy says; the report says why"));
    }
}

fn unread(text: &mut String, report: &Report) {
    let unread: Vec<_> = report.files.iter().flat_map(|file| &file.coverage.unread).collect();
    if unread.is_empty() {
        return;
    }
    row(text, "not read", &Tone::Careful.paint(count(unread.len(), "part")));
    for part in unread.iter().take(MOST_UNREAD) {
        let _ = writeln!(
            text,
            "    {}  {}",
            Printable::text(&part.path),
            Printable::text(&part.reason)
        );
    }
    if unread.len() > MOST_UNREAD {
        let _ = writeln!(
            text,
            "    and {} more; the report lists them all",
            unread.len() - MOST_UNREAD
        );
    }
}

fn residual(text: &mut String, report: &Report) {
    let listed: usize = report.files.iter().map(|file| file.residual.len()).sum();
    if listed == 0 {
        return;
    }
    let looks = count(listed, "random-looking string");
    let is_short = report.files.iter().any(|file| file.residual.len() >= Residual::LISTED);
    let told = if is_short {
        "or more kept; the report lists the longest"
    } else {
        "kept; the report says where"
    };
    row(text, "to look at", &format!("{looks} {told}"));
}

fn row(text: &mut String, label: &str, value: &str) {
    let _ = writeln!(text, "  {label:11} {value}");
}

/// The word for a verdict, and its tone.
pub(crate) fn verdict(verdict: Verdict) -> (Tone, &'static str) {
    match verdict {
        Verdict::Clean => (Tone::Good, "clean"),
        Verdict::Incomplete => (Tone::Careful, "incomplete"),
        Verdict::Failed => (Tone::Bad, "failed"),
    }
}

/// The word for a check.
pub(crate) fn check(id: CheckId) -> &'static str {
    match id {
        CheckId::Absent => "absent",
        CheckId::Untouched => "untouched",
        CheckId::Readable => "readable",
        CheckId::Consistent => "consistent",
        CheckId::Silent => "silent",
        CheckId::Complete => "complete",
    }
}

/// A share in tenths of a percent, rounded down: 100 % means all.
fn share(part: u64, whole: u64) -> String {
    if part >= whole {
        return "100 %".to_owned();
    }
    let tenths = u128::from(part) * 1000 / u128::from(whole);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_rounded_up_to_all() {
        assert_eq!(share(999_999, 1_000_000), "99.9 %");
        assert_eq!(share(3, 3), "100 %");
        assert_eq!(share(0, 0), "100 %", "nothing was lost of nothing");
    }
}
