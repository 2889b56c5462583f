//! The report for a reader.

use super::Report;

/// One self-contained page.
pub(super) fn page(report: &Report) -> String {
    format!("<!doctype html><title>{}</title>", report.schema)
}
