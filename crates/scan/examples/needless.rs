//! Says what would be replaced in files that hold no credentials: for whoever looks for values
//! that are scrubbed without need.
//!
//! `cargo xtask corpus [--lines N] FOLDER...`, which runs
//! `cargo run --release -p scrubjay-scan --example needless -- [--lines N] FOLDER...`
//!
//! Each text file is scrubbed twice, each time alone: as the answer in a capture of one entry, with
//! the media type that its name asks for, and as the file that it is. What is printed says where a
//! value stands, under which name and how long it is, never what it is.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool for developers")]
#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "examples stand where the faces stand: they read arguments and files"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rayon::prelude::*;

use scrubjay_scan::{
    Engine, Input, Key, Limits, Pack, PlaceKind, Policy, RuleIndex, Settings, Silent, Span, Step,
};

const USAGE: &str = "needless [--lines N] FOLDER...";
/// Lines for each rule when nothing else is asked for.
const LINES: usize = 20;
/// Larger files are left out, and told.
const LARGEST: u64 = 4 << 20;

fn main() -> ExitCode {
    let mut lines = LINES;
    let mut folders = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument != "--lines" {
            folders.push(PathBuf::from(argument));
        } else if let Some(count) = arguments.next().and_then(|count| count.parse().ok()) {
            lines = count;
        } else {
            eprintln!("usage: {USAGE}");
            return ExitCode::from(3);
        }
    }
    if folders.is_empty() {
        eprintln!("usage: {USAGE}");
        return ExitCode::from(3);
    }
    let mut corpus = Corpus::default();
    folders.iter().for_each(|folder| corpus.gather(folder));
    corpus.files.sort();
    let settings = Settings {
        limits: Limits::default(),
        policy: Policy::default(),
        key: Key::from_bytes(&[7; 32]),
        threads: None,
    };
    let engine = Engine::new(Pack::builtin().expect("the built-in rules compile"), settings);
    let read: Vec<Vec<Replaced>> =
        corpus.files.par_iter().filter_map(|path| replaced(&engine, path)).collect();
    print(&engine, &read, lines);
    println!("{} text files read", read.len());
    if corpus.left_out > 0 {
        println!("{} not read: larger than {LARGEST} bytes, or out of reach", corpus.left_out);
    }
    ExitCode::SUCCESS
}

/// The files to be read.
#[derive(Default)]
struct Corpus {
    files: Vec<PathBuf>,
    left_out: usize,
}

impl Corpus {
    /// Adds a file, or all files of a folder; links are not followed.
    fn gather(&mut self, path: &Path) {
        let Ok(about) = std::fs::symlink_metadata(path) else {
            self.left_out += 1;
            return;
        };
        if about.is_dir() {
            let Ok(inside) = std::fs::read_dir(path) else {
                self.left_out += 1;
                return;
            };
            inside.flatten().for_each(|entry| self.gather(&entry.path()));
        } else if about.is_file() && about.len() <= LARGEST {
            self.files.push(path.to_owned());
        } else if about.is_file() {
            self.left_out += 1;
        }
    }
}

/// A place in a file that would be replaced.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Replaced {
    rule: RuleIndex,
    place: String,
    line: usize,
    column: usize,
    name: String,
    length: usize,
    echo: bool,
    /// Whether it goes in an answer, and in the file alone.
    within: [bool; 2],
}

/// What would be replaced in a file; nothing when it is no text.
fn replaced(engine: &Engine, path: &Path) -> Option<Vec<Replaced>> {
    let bytes = std::fs::read(path).ok()?;
    let text = std::str::from_utf8(&bytes).ok().filter(|text| !text.contains('\0'))?;
    let name = path.file_name()?.to_string_lossy();
    let capture = capture(text, media_type(&name));
    let mut found: BTreeMap<(usize, RuleIndex), Replaced> = BTreeMap::new();
    for (within, (input, depth)) in [(capture.as_bytes(), 1), (&bytes, 0)].into_iter().enumerate() {
        let scan =
            engine.scan(&[Input { name: &name, bytes: input }], &Silent).expect("nobody cancels");
        for credential in &scan.credentials {
            for place in &credential.places {
                let span = span_at(&place.layers, place.span, depth);
                let before = &text[..text.floor_char_boundary(span.start)];
                let line = before.matches('\n').count() + 1;
                let column =
                    before.len() - before.rfind('\n').map_or(0, |line_break| line_break + 1) + 1;
                let replaced =
                    found.entry((span.start, credential.rule)).or_insert_with(|| Replaced {
                        rule: credential.rule,
                        place: path.display().to_string(),
                        line,
                        column,
                        name: place.path.rsplit('.').next().unwrap_or_default().to_owned(),
                        length: credential.masked().length,
                        echo: place.kind == PlaceKind::Echo,
                        within: [false; 2],
                    });
                replaced.within[within] = true;
            }
        }
    }
    Some(found.into_values().collect())
}

/// Where a place stands in the layer so deep.
fn span_at(layers: &[Step], own: Span, depth: usize) -> Span {
    layers.get(depth).map_or(own, |step| step.span)
}

/// A capture of one entry with a text as its answer.
fn capture(text: &str, media_type: &str) -> String {
    serde_json::json!({"log": {
        "version": "1.2",
        "creator": {"name": "corpus", "version": "1"},
        "entries": [{
            "startedDateTime": "2026-01-01T00:00:00.000Z",
            "time": 1,
            "request": {
                "method": "GET", "url": "https://www.example.com/", "httpVersion": "HTTP/1.1",
                "headers": [], "queryString": [], "cookies": [], "headersSize": -1, "bodySize": 0,
            },
            "response": {
                "status": 200, "statusText": "OK", "httpVersion": "HTTP/1.1", "headers": [],
                "cookies": [], "redirectURL": "", "headersSize": -1, "bodySize": text.len(),
                "content": {"size": text.len(), "mimeType": media_type, "text": text},
            },
            "cache": {},
            "timings": {"send": 0, "wait": 1, "receive": 0},
        }],
    }})
    .to_string()
}

/// The media type that a server gives a file of this name.
fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css",
        "csv" => "text/csv",
        "htm" | "html" => "text/html",
        "js" | "cjs" | "mjs" => "application/javascript",
        "json" | "map" => "application/json",
        "md" => "text/markdown",
        "svg" => "image/svg+xml",
        "xml" => "application/xml",
        "yaml" | "yml" => "application/yaml",
        _ => "text/plain",
    }
}

/// Prints the rules, those with the most places first, and some places of each.
fn print(engine: &Engine, read: &[Vec<Replaced>], lines: usize) {
    let mut by_rule: BTreeMap<RuleIndex, BTreeSet<&Replaced>> = BTreeMap::new();
    for replaced in read.iter().flatten() {
        by_rule.entry(replaced.rule).or_default().insert(replaced);
    }
    let mut rules: Vec<_> = by_rule.into_iter().collect();
    rules.sort_by_key(|(rule, places)| (usize::MAX - places.len(), *rule));
    for (rule, places) in rules {
        let files: BTreeSet<&str> = places.iter().map(|replaced| replaced.place.as_str()).collect();
        let id = &engine.pack().rule(rule).id;
        println!("{id}: {} places in {} files", places.len(), files.len());
        for Replaced { place, line, column, name, length, echo, within, .. } in
            places.iter().take(lines)
        {
            let within = match within {
                [true, true] => "",
                [true, false] => ", only in an answer",
                [_, _] => ", only as a file",
            };
            let echo = if *echo { ", an echo" } else { "" };
            println!("  {place}:{line}:{column} {name}, {length} characters{within}{echo}");
        }
        if places.len() > lines {
            println!("  and {} more", places.len() - lines);
        }
    }
}
