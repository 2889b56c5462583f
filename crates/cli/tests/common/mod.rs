//! What the tests of the program share.
#![allow(dead_code, reason = "each test program uses its part")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The key of all tests: with it equal secrets have equal placeholders in every run.
pub(crate) const KEY: &str = "a key for tests, known to everybody\n";

/// The program, in a folder and without the environment of whoever runs the tests.
pub(crate) fn scrubjay(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("scrubjay"));
    command.current_dir(folder).env_clear();
    // Windows starts nothing without it.
    if let Some(root) = std::env::var_os("SYSTEMROOT") {
        command.env("SYSTEMROOT", root);
    }
    command
}

/// Whether expectations are to be rewritten rather than held against.
pub(crate) fn is_blessing() -> bool {
    std::env::var_os("SCRUBJAY_BLESS").is_some()
}

#[allow(clippy::disallowed_methods, reason = "tests prepare their own folders")]
pub(crate) fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// A capture with one session cookie, `SECRET`, and enough around it to be one.
pub(crate) fn capture() -> String {
    capture_of(1)
}

/// As [`capture`], with as many entries as wanted.
pub(crate) fn capture_of(entries: usize) -> String {
    let entry = format!(
        r#"{{"startedDateTime":"2026-01-05T10:00:00.000Z","time":12,"request":{{"method":"GET","url":"https://shop.example.com/cart","httpVersion":"HTTP/1.1","headers":[{{"name":"Host","value":"shop.example.com"}},{{"name":"Cookie","value":"JSESSIONID={SECRET}; theme=dark"}}],"queryString":[],"cookies":[{{"name":"JSESSIONID","value":"{SECRET}"}},{{"name":"theme","value":"dark"}}],"headersSize":-1,"bodySize":0}},"response":{{"status":200,"statusText":"OK","httpVersion":"HTTP/1.1","headers":[],"cookies":[],"content":{{"size":5,"mimeType":"text/plain","text":"hello"}},"redirectURL":"","headersSize":-1,"bodySize":5}},"cache":{{}},"timings":{{"send":1,"wait":10,"receive":1}}}}"#
    );
    let entries = vec![entry; entries].join(",\n");
    format!(
        r#"{{"log":{{"version":"1.2","creator":{{"name":"test","version":"1"}},"entries":[
{entries}
]}}}}
"#
    )
}

/// Invented, and looks invented.
pub(crate) const SECRET: &str = "5E1FMADE00112233445566778899AABB";

/// All files below a folder, with their text; names are spelled with `/`.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                let bytes = std::fs::read(&path).unwrap();
                files.insert(name, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
    files
}

/// The names of all files below a folder.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    files(folder).into_keys().collect()
}

/// Whether a text is as expected, where `[..]` stands for any part of a line.
pub(crate) fn matches(expected: &str, got: &str) -> bool {
    let (mut expected, mut got) = (expected.lines(), got.lines());
    loop {
        match (expected.next(), got.next()) {
            (None, None) => return true,
            (Some(expected), Some(got)) if matches_line(expected, got) => {}
            _ => return false,
        }
    }
}

/// The text to expect after `got` was seen: expected lines that still hold stay as they are, with
/// their `[..]`.
pub(crate) fn blessed(expected: &str, got: &str) -> String {
    if matches(expected, got) {
        return expected.to_owned();
    }
    if expected.lines().count() != got.lines().count() {
        return got.to_owned();
    }
    let lines = expected.lines().zip(got.lines());
    let mut text: String = lines
        .flat_map(|(expected, got)| {
            [if matches_line(expected, got) { expected } else { got }, "\n"]
        })
        .collect();
    if !got.ends_with('\n') {
        text.pop();
    }
    text
}

fn matches_line(expected: &str, got: &str) -> bool {
    let mut parts = expected.split("[..]");
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = got.strip_prefix(first) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

/// The safe copy of `a.har`.
pub(crate) const COPY: &str = "a.scrubbed.har";
/// What a folder holds after `scrub a.har`.
pub(crate) const ALL: [&str; 4] =
    ["a.har", "a.scrubbed.har", "a.scrubbed.report.html", "a.scrubbed.report.json"];

/// A folder with a capture, `a.har`.
pub(crate) fn folder_with_capture() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("a.har"), capture().as_bytes());
    folder
}

/// Runs the program in a folder, with nothing on standard input.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Output {
    scrubjay(folder).args(args).stdin(Stdio::null()).output().unwrap()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().expect("the program ended by itself")
}

pub(crate) fn text(stream: &[u8]) -> String {
    String::from_utf8_lossy(stream).into_owned()
}
