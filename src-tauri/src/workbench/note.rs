//! The note for the support ticket: what the file is, what was taken out, how it was checked. No value.

use std::fmt::Write;

use scrubjay_scan::count;

use super::case::Case;
use super::source::name_of;

pub(super) fn note(case: &Case) -> String {
    let replaced = case.scan.credentials.iter().filter(|found| found.is_redacted());
    let kept: Vec<_> = case.scan.credentials.iter().filter(|found| !found.is_redacted()).collect();
    let names: Vec<String> = case.written.iter().map(|written| name_of(&written.output)).collect();
    let mut note = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(note, "Attached: {}", names.join(", "));
    let _ = writeln!(
        note,
        "Credentials were replaced by placeholders with Scrubjay {}:",
        env!("CARGO_PKG_VERSION")
    );
    for found in replaced {
        let rule = case.engine.pack().rule(found.rule);
        let _ = writeln!(
            note,
            "- {} {}: {} ({})",
            rule.service,
            rule.label,
            found.placeholder,
            count(found.places.len(), "place")
        );
    }
    for found in kept {
        let rule = case.engine.pack().rule(found.rule);
        let _ = writeln!(note, "- kept: {} {}", rule.service, rule.label);
    }
    let _ = writeln!(
        note,
        "Equal placeholders stand for equal values. Everything else is as it was recorded; the copy was verified."
    );
    note
}
