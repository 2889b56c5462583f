//! What forges show beside the lines of a change: GitHub's workflow commands, GitLab's code quality.

use std::fmt::Write as _;

use scrubjay_scan::Severity;
use serde_json::{Value, json};

use crate::form::item::Item;

/// A workflow command for each item.
pub(crate) fn github(items: &[Item<'_>], files: &[String]) -> String {
    let mut text = String::new();
    for item in items {
        let command = match item.rule.severity {
            Severity::Critical | Severity::High => "error",
            Severity::Medium => "warning",
            Severity::Low => "notice",
        };
        let _ = writeln!(
            text,
            "::{command} file={},line={},col={},title={}::{}",
            property(&files[item.file]),
            item.line,
            item.column,
            property(&item.rule.id),
            data(&item.message()),
        );
    }
    text
}

/// A code quality report.
pub(crate) fn gitlab(items: &[Item<'_>], files: &[String]) -> String {
    let issues: Vec<Value> = items
        .iter()
        .map(|item| {
            json!({
                "description": item.message(),
                "check_name": item.rule.id,
                "fingerprint": item.fingerprint,
                "severity": match item.rule.severity {
                    Severity::Critical => "blocker",
                    Severity::High => "critical",
                    Severity::Medium => "major",
                    Severity::Low => "minor",
                },
                "location": { "path": files[item.file], "lines": { "begin": item.line } },
            })
        })
        .collect();
    format!("{:#}\n", Value::Array(issues))
}

/// A command ends at the line, so line breaks are written as escapes.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Within properties colons and commas have a meaning, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_forge_a_command() {
        assert_eq!(property("a,b::c\n::error::"), "a%2Cb%3A%3Ac%0A%3A%3Aerror%3A%3A");
    }
}
