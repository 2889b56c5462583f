//! The report for a reader who need not be technical: one page, verdict first, then the proof.
//!
//! It carries everything with it and asks for nothing: no scripts, no fonts, no pictures from
//! elsewhere, and a content policy that would refuse them. Two reports with the same content
//! give the same page.

mod checks;
mod coverage;
mod credentials;
mod face;
mod files;
pub(crate) mod markup;
mod outcome;
mod places;
mod residual;
pub(crate) mod sign;
mod verdict;
pub(crate) mod words;

use super::{Report, ReportCredential};
use markup::Markup;
use outcome::{Outcome, Tally};

pub(crate) const STYLE: &str = include_str!("html/style.css");
pub(crate) const ICONS: &str = include_str!("html/icons.svg");

/// What the sections of the page draw on.
struct Account<'r> {
    report: &'r Report,
    /// The credentials that go, in the report's order.
    redacted: Vec<&'r ReportCredential>,
    /// Those that stay by decision.
    kept: Vec<&'r ReportCredential>,
    tally: Tally,
    outcome: Outcome,
}

impl<'r> Account<'r> {
    fn new(report: &'r Report) -> Self {
        // A report on some files of a run also names what stands in none of them.
        let here = report.credentials.iter().filter(|credential| !credential.places.is_empty());
        let (kept, redacted): (Vec<_>, Vec<_>) =
            here.partition(|credential| credential.decision == "keep");
        let tally = Tally::new(report, &redacted, &kept);
        let outcome = Outcome::new(report, &tally);
        Account { report, redacted, kept, tally, outcome }
    }

    /// Whether names of files must be told with places.
    fn has_many_files(&self) -> bool {
        self.report.files.len() > 1
    }
}

/// One self-contained page.
pub(super) fn page(report: &Report) -> String {
    let account = Account::new(report);
    let mut to = Markup::default();
    head(&mut to, &[STYLE], |to| title(to, report));
    to.raw("<body>\n").raw(ICONS);
    verdict::write(&mut to, &account);
    credentials::removed(&mut to, &account);
    credentials::kept(&mut to, &account);
    coverage::write(&mut to, &account);
    checks::write(&mut to, &account);
    residual::write(&mut to, &account);
    files::write(&mut to, &account);
    to.raw("</main>\n</body>\n</html>\n");
    to.finish()
}

fn title(to: &mut Markup, report: &Report) {
    to.raw("Scrubjay report");
    if let Some(first) = report.files.first() {
        to.raw(": ").clipped(&first.input.name);
    }
    if report.files.len() > 1 {
        to.raw(" and ").text(&words::count(report.files.len() - 1, "more file"));
    }
}

/// Writes the head of a page that runs nothing and loads nothing, up to its body.
pub(crate) fn head(to: &mut Markup, styles: &[&'static str], title: impl FnOnce(&mut Markup)) {
    to.raw(concat!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ",
        "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
        "<meta name=\"referrer\" content=\"no-referrer\">\n",
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
    ));
    title(to);
    to.raw("</title>\n<style>\n");
    styles.iter().for_each(|style| {
        to.raw(style);
    });
    to.raw("</style>\n</head>\n");
}

#[cfg(test)]
mod tests;
