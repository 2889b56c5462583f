//! Files that are made from the rule pack and kept beside it: they have to be what the pack says.
//!
//! `cargo xtask gen` writes them anew.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use scrubjay_scan::{Confidence, Look, Pack, Policy, Rule};

mod common;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Compares a file with what it should hold, or writes it.
fn holds(path: &str, text: &str) {
    let file = root().join(path);
    if common::is_blessing() {
        common::write(&file, text.as_bytes());
        return;
    }
    let there = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        there == text,
        "{path} is not what the rules say by now: run `cargo xtask gen` and read the diff"
    );
}

#[test]
fn the_page_of_services_is_up_to_date() {
    holds("docs/services.md", &services(&Pack::builder().with_optional().build().unwrap()));
}

#[test]
fn the_schemas_are_up_to_date() {
    let json =
        |schema: &schemars::Schema| format!("{}\n", serde_json::to_string_pretty(schema).unwrap());
    holds("docs/schema/policy.json", &json(&schemars::schema_for!(Policy)));
    holds("docs/schema/rules.json", &json(&scrubjay_scan::rules_schema()));
}

/// The page of services: what is known of each, in the order of their names.
fn services(pack: &Pack) -> String {
    let mut services: BTreeMap<(String, &str), Vec<&Rule>> = BTreeMap::new();
    for rule in pack.rules().iter().filter(|rule| !rule.keep) {
        services.entry((rule.service.to_lowercase(), &rule.service)).or_default().push(rule);
    }
    let check = pack.self_check();
    let mut page = String::from(
        "# Services\n\n<!-- Made from rules/ by `cargo xtask gen`; do not edit. -->\n\n",
    );
    let _ = writeln!(
        page,
        "What Scrubjay knows of the credentials of {} services: {} rules with {} names, words and shapes. How to read a rule\n\
         says [rule format](rule-format.md); `scrubjay rules show ID` shows all of one. Facts marked *unchecked* are common\n\
         knowledge that nobody has read at its source.\n",
        services.len(),
        check.rules,
        check.looks,
    );
    for ((_, service), rules) in &services {
        let _ = writeln!(page, "## {service}\n");
        for rule in rules {
            one(&mut page, rule);
        }
        page.push('\n');
    }
    let kept = pack.rules().iter().filter(|rule| rule.keep);
    page.push_str("## Kept\n\nWhat is known to be harmless and stays.\n\n");
    for rule in kept {
        let _ =
            writeln!(page, "- `{}`: {} {}", rule.id, escape(&rule.description), looks(&rule.look));
    }
    page
}

fn one(page: &mut String, rule: &Rule) {
    let unchecked = if rule.confidence == Confidence::Unchecked { ", *unchecked*" } else { "" };
    let _ = writeln!(
        page,
        "- `{}` ({}, {}{unchecked}): {} {}",
        rule.id,
        rule.class.as_str(),
        rule.severity.as_str(),
        escape(&rule.description),
        looks(&rule.look)
    );
    let mut fact = |name: &str, text: Option<&str>| {
        if let Some(text) = text {
            let _ = writeln!(page, "  - {name}: {}", escape(text));
        }
    };
    fact("works", rule.lifetime.as_deref());
    if let Some(revoke) = &rule.revoke {
        let parts = [&revoke.who, &revoke.r#where, &revoke.command, &revoke.side_effects];
        let told: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        fact("to end it", (!told.is_empty()).then(|| told.join("; ")).as_deref());
    }
    fact("in logs", rule.hunt.as_deref());
    let source = match (&rule.source, &rule.checked) {
        (Some(source), Some(checked)) => Some(format!("{source} ({checked})")),
        (Some(source), None) => Some(source.clone()),
        (None, _) => None,
    };
    fact("source", source.as_deref());
}

/// What the rule looks for, in a few words.
fn looks(look: &Look) -> String {
    const NAMES: usize = 12;
    let some = |names: Vec<String>| {
        let more = names.len().saturating_sub(NAMES);
        let mut text = names.into_iter().take(NAMES).collect::<Vec<_>>().join(", ");
        if more > 0 {
            let _ = write!(text, " and {more} more");
        }
        text
    };
    match look {
        Look::Names(names) => {
            let mut by_place: BTreeMap<&str, Vec<String>> = BTreeMap::new();
            for (place, name) in &names.names {
                by_place.entry(place.as_str()).or_default().push(format!("`{name}`"));
            }
            let named: Vec<String> = by_place
                .into_iter()
                .map(|(place, names)| format!("{place} {}", some(names)))
                .collect();
            let hosts = if names.hosts.is_empty() {
                String::new()
            } else {
                format!(
                    " on {}",
                    some(names.hosts.iter().map(|host| format!("`{host}`")).collect())
                )
            };
            format!("By name: {}{hosts}.", named.join("; "))
        }
        Look::Words(words) => {
            format!(
                "By words: {}.",
                some(words.phrases.iter().map(|phrase| format!("`{phrase}`")).collect())
            )
        }
        Look::Shape(shape) => {
            format!(
                "By shape, at {}.",
                some(
                    shape.keywords.iter().map(|keyword| format!("`{}`", keyword.trim())).collect()
                )
            )
        }
        Look::Structure(structure) => format!("By structure: `{}`.", structure.as_str()),
    }
}

/// What Markdown would read as markup.
fn escape(text: &str) -> String {
    text.replace('<', "&lt;").replace('*', "\\*").replace('_', "\\_")
}
