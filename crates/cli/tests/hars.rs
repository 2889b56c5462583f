//! What becomes of whole captures: a folder a case in `test-hars/`, named as a sentence.
//!
//! A folder holds `input.*`, `settings.toml`, the expected copy `expected.*` and the expected
//! report `expected.report.json`. Beyond the expectations each case holds the promise: no planted
//! secret is left anywhere, what support needs is still there, a check of the copy is silent,
//! scrubbing it again changes nothing, and `verify` agrees. `cargo xtask bless` writes what comes
//! out now, to be read in the diff.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use serde::Deserialize;
use serde_json::Value;

mod common;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The exit code of `scrub`.
    #[serde(default)]
    exit: i32,
    /// That of `check` and `scrub` of the copy: 2 when a part stays unread in it.
    #[serde(default)]
    copy_exit: i32,
    /// What must be gone: from the copy, the reports and the terminal.
    secrets: Vec<String>,
    /// What support needs: it must be in the copy, as it is spelled there.
    #[serde(default)]
    keeps: Vec<String>,
    #[serde(default)]
    profile: Option<String>,
    /// The text of a policy.
    #[serde(default)]
    policy: Option<String>,
}

#[test]
fn captures_come_out_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join("..").join("test-hars");
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    assert!(!cases.is_empty(), "the cases are there");
    let mut failures = String::new();
    for case in &cases {
        let name = case.file_name().unwrap().to_string_lossy();
        for failure in run(case) {
            let _ = writeln!(failures, "{name}: {failure}");
        }
    }
    assert!(failures.is_empty(), "{} cases ran, and failed:\n{failures}", cases.len());
}

fn run(case: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(case.join("settings.toml")).expect("a case has settings");
    let settings: Settings = toml::from_str(&text).expect("settings are TOML");
    let input = file_named(case, "input.").expect("a case has an input");
    let ending = input.file_name().unwrap().to_string_lossy()["input.".len()..].to_owned();
    let folder = tempfile::tempdir().unwrap();
    let work = folder.path();
    let bytes = std::fs::read(&input).unwrap();
    common::write(&work.join(format!("input.{ending}")), &bytes);
    common::write(&work.join("key"), common::KEY.as_bytes());
    let mut options: Vec<String> = ["--key", "key"].map(str::to_owned).to_vec();
    if let Some(profile) = &settings.profile {
        options.extend(["--profile".to_owned(), profile.clone()]);
    }
    if let Some(policy) = &settings.policy {
        common::write(&work.join("scrubjay.toml"), policy.as_bytes());
        options.extend(["--policy".to_owned(), "scrubjay.toml".to_owned()]);
    }

    let mut failures = Vec::new();
    let input = format!("input.{ending}");
    let copy = format!("input.scrubbed.{ending}");
    let scrubbed = scrubjay(work, &["scrub", &input], &options);
    expect(&mut failures, "scrub", &scrubbed, settings.exit);
    let Ok(copied) = std::fs::read(work.join(&copy)) else {
        failures.push(format!("no copy: {}", String::from_utf8_lossy(&scrubbed.stderr)));
        return failures;
    };
    let report = std::fs::read_to_string(work.join("input.scrubbed.report.json")).unwrap();
    let page = std::fs::read_to_string(work.join("input.scrubbed.report.html")).unwrap();
    let visible = String::from_utf8_lossy(&copied);
    let stdout = String::from_utf8_lossy(&scrubbed.stdout);
    for secret in &settings.secrets {
        let told =
            [("copy", &*visible), ("report", &*report), ("page", &*page), ("terminal", &*stdout)];
        for (place, text) in told {
            if text.contains(secret.as_str()) {
                failures.push(format!("the {place} holds {secret}"));
            }
        }
    }
    for kept in settings.keeps.iter().filter(|kept| !visible.contains(kept.as_str())) {
        failures.push(format!("lost: {kept}"));
    }

    // What stands after a scrub of the copy, and what the other commands say of it.
    let silent = settings.copy_exit;
    expect(
        &mut failures,
        "check of the copy",
        &scrubjay(work, &["check", &copy], &options),
        silent,
    );
    let again = ["scrub", &*copy, "-o", "again"];
    expect(&mut failures, "scrub of the copy", &scrubjay(work, &again, &options), silent);
    if std::fs::read(work.join("again")).ok().as_ref() != Some(&copied) {
        failures.push("scrubbing again changed it".to_owned());
    }
    let verify = ["verify", &*copy, "--original", &*input];
    expect(&mut failures, "verify", &scrubjay(work, &verify, &options), settings.exit);

    let expected_copy = case.join(format!("expected.{ending}"));
    let expected_report = case.join("expected.report.json");
    let report = timeless(&report);
    if common::is_blessing() {
        common::write(&expected_copy, &copied);
        common::write(&expected_report, report.as_bytes());
    } else {
        if std::fs::read(&expected_copy).ok().as_ref() != Some(&copied) {
            failures.push(format!("the copy differs; it is now\n{visible}"));
        }
        if std::fs::read_to_string(&expected_report).ok().as_ref() != Some(&report) {
            failures.push(format!("the report differs; it is now\n{report}"));
        }
    }
    failures
}

fn scrubjay(folder: &Path, args: &[&str], options: &[String]) -> Output {
    common::scrubjay(folder).args(args).args(options).stdin(Stdio::null()).output().unwrap()
}

fn expect(failures: &mut Vec<String>, what: &str, output: &Output, exit: i32) {
    if output.status.code() != Some(exit) {
        failures.push(format!(
            "{what} ended with {:?} and not {exit}:\n{}{}",
            output.status.code(),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        ));
    }
}

fn file_named(folder: &Path, start: &str) -> Option<PathBuf> {
    let mut entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start)))
}

/// The report without what changes with every rule and every release.
fn timeless(report: &str) -> String {
    let mut report: Value = serde_json::from_str(report).expect("the report is JSON");
    report["tool"]["version"] = "*".into();
    for field in ["version", "sha256", "count"] {
        report["rules"][field] = "*".into();
    }
    serde_json::to_string_pretty(&report).expect("JSON can be written") + "\n"
}
