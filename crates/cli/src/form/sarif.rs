//! SARIF 2.1.0, for the code scanning of forges and editors.
//!
//! Only the few fields that these read are written, so a table of them is clearer than a library of
//! all.

use scrubjay_scan::Severity;
use serde_json::{Value, json};

use crate::form::item::Item;

/// All items as one run.
pub(crate) fn sarif(items: &[Item<'_>], files: &[String]) -> String {
    let mut rules: Vec<_> = items.iter().map(|item| item.rule).collect();
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    rules.dedup_by(|a, b| a.id == b.id);
    let rules: Vec<Value> = rules
        .into_iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "shortDescription": { "text": rule.description },
                "properties": { "security-severity": score(rule.severity), "tags": ["security", rule.class.as_str()] },
            })
        })
        .collect();
    let results: Vec<Value> = items.iter().map(|item| result(item, files)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "scrubjay", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn result(item: &Item<'_>, files: &[String]) -> Value {
    json!({
        "ruleId": item.rule.id,
        "level": level(item.rule.severity),
        "message": { "text": item.message() },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri(&files[item.file]) },
                "region": { "startLine": item.line, "startColumn": item.column },
            },
            "logicalLocations": [{ "fullyQualifiedName": item.path }],
        }],
        "partialFingerprints": { "scrubjay/v1": item.fingerprint },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low => "note",
    }
}

/// The scale of forges runs from 0 to 10.
fn score(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "9.5",
        Severity::High => "8.0",
        Severity::Medium => "5.0",
        Severity::Low => "2.0",
    }
}

/// A relative reference: everything but letters, digits and a few marks is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
