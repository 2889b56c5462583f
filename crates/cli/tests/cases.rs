//! What the terminal shows, a small TOML file a case.
//!
//! A case lies in `cases/` and is named as a sentence. It holds the files that are there before,
//! the arguments, the exit code, both streams, and what is there afterwards. The program runs in a
//! folder of its own with an empty environment. In an expected text `[..]` stands for any part of
//! a line. `cargo xtask bless` writes what the program does now into the cases, to be read in the
//! diff; a line with `[..]` that still holds stays as it is.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use assert_cmd::Command;
use serde::Deserialize;

mod common;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    args: Vec<String>,
    #[serde(default)]
    stdin: String,
    exit: i32,
    #[serde(default)]
    stdout: String,
    #[serde(default)]
    stderr: String,
    /// Names of files that are there afterwards, besides those from before.
    #[serde(default)]
    written: Vec<String>,
    #[serde(default)]
    environment: BTreeMap<String, String>,
    /// Files from before, which stay as they are unless `holds` says otherwise.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// What files hold afterwards.
    #[serde(default)]
    holds: BTreeMap<String, String>,
}

#[test]
fn the_terminal_shows_what_the_cases_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("cases");
    let mut paths: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    assert!(!paths.is_empty(), "the cases are there");
    let mut failures = String::new();
    for path in &paths {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).unwrap();
        let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let seen = case.run();
        if common::is_blessing() {
            common::write(path, case.blessed(&text, &seen).as_bytes());
        } else {
            for difference in case.differences(&seen) {
                let _ = writeln!(failures, "{name}: {difference}");
            }
        }
    }
    assert!(failures.is_empty(), "{} cases ran, and differ:\n{failures}", paths.len());
}

/// What a run showed and left.
struct Seen {
    exit: i32,
    stdout: String,
    stderr: String,
    /// All files afterwards, with their text.
    files: BTreeMap<String, String>,
}

impl Case {
    fn run(&self) -> Seen {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in &self.files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            common::write(&path, text.as_bytes());
        }
        let output = Command::from_std(common::scrubjay(folder.path()))
            .args(&self.args)
            .envs(&self.environment)
            .write_stdin(self.stdin.clone())
            .output()
            .unwrap();
        Seen {
            exit: output.status.code().expect("the program ended by itself"),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            files: common::files(folder.path()),
        }
    }

    fn differences(&self, seen: &Seen) -> Vec<String> {
        let mut differences = Vec::new();
        let mut differs = |what: &str, expected: &str, got: &str| {
            if !common::matches(expected, got) {
                differences.push(format!("{what}\n--- expected\n{expected}\n--- got\n{got}\n---"));
            }
        };
        differs("exit code", &self.exit.to_string(), &seen.exit.to_string());
        differs("standard output", &self.stdout, &seen.stdout);
        differs("standard error", &self.stderr, &seen.stderr);
        differs("files written", &self.written.join("\n"), &self.written_by(seen).join("\n"));
        for (name, text) in &self.files {
            let expected = self.holds.get(name).unwrap_or(text);
            differs(name, expected, seen.files.get(name).map_or("(gone)", String::as_str));
        }
        for (name, expected) in &self.holds {
            differs(name, expected, seen.files.get(name).map_or("(missing)", String::as_str));
        }
        differences
    }

    fn written_by(&self, seen: &Seen) -> Vec<String> {
        seen.files.keys().filter(|name| !self.files.contains_key(*name)).cloned().collect()
    }

    /// The case as it would have to be written for what was seen.
    fn blessed(&self, text: &str, seen: &Seen) -> String {
        let mut blessed: String = text
            .lines()
            .take_while(|line| line.starts_with('#'))
            .flat_map(|line| [line, "\n"])
            .collect();
        let _ = writeln!(blessed, "args = {}", list(&self.args));
        if !self.stdin.is_empty() {
            let _ = writeln!(blessed, "stdin = {}", quote(&self.stdin));
        }
        let _ = writeln!(blessed, "exit = {}", seen.exit);
        for (key, expected, got) in
            [("stdout", &self.stdout, &seen.stdout), ("stderr", &self.stderr, &seen.stderr)]
        {
            let _ = writeln!(blessed, "{key} = {}", quote(&common::blessed(expected, got)));
        }
        let _ = writeln!(blessed, "written = {}", list(&self.written_by(seen)));
        let holds = self.holds.iter().map(|(name, expected)| {
            let got = seen.files.get(name).unwrap_or(expected);
            (name.clone(), common::blessed(expected, got))
        });
        for (table, rows) in [
            ("environment", self.environment.clone()),
            ("files", self.files.clone()),
            ("holds", holds.collect()),
        ] {
            if !rows.is_empty() {
                let _ = writeln!(blessed, "\n[{table}]");
            }
            for (key, value) in rows {
                let _ = writeln!(blessed, "{} = {}", quote(&key), quote(&value));
            }
        }
        blessed
    }
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quote(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// A TOML string, on lines of its own when it has lines, with as few escapes as possible.
fn quote(text: &str) -> String {
    let is_plain = |text: &str| {
        text.chars().all(|c| c == '\n' || c == '\t' || !c.is_control() && c != '\u{7f}')
    };
    if !is_plain(text) || text.contains("'''") || text.ends_with('\'') {
        return toml::Value::String(text.to_owned()).to_string();
    }
    if text.contains('\n') {
        format!("'''\n{text}'''")
    } else if text.contains(['"', '\\']) && !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("{text:?}")
    }
}
