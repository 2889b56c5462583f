//! Development tasks: everything that takes more than one command.
//!
//! `cargo xtask test` and `cargo xtask desktop` bring what they need, so that on a fresh Debian
//! machine with Rust nothing has to be installed by hand. What there is to do stands in two
//! tables: the steps in `steps`, the things they need in `need`. A new kind of test is a new row.
//!
//! Invariant: every step says in one line what it is about to do, and a failed one says why it
//! matters and what to do about it.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "talking to the developer is what this program is for"
)]

mod arrows;
mod bench;
mod corpus;
mod debian;
mod links;
mod need;
mod node;
mod step;
mod steps;
mod tally;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo xtask <task>

  test              install what the tests need, then run all: Rust, screens, browser, window
  test FILTER       run only the test steps whose name contains FILTER
  lint              formatting, clippy with warnings denied, the arrows between the crates, the links of the documents
  deny              banned crates, licences and sources of everything we depend on
  desktop [-- FILE] install what the desktop app needs, build it and start it
  bundle            packages of the desktop app for this system, into target/release/bundle
  gen               write anew what is made from the rule pack: docs/services.md and the schemas
  bless             accept what the test cases print and write now as what is expected, to be read in the diff
  screens           draw the pictures in docs/screens anew
  bench [MEGABYTES] measure whole runs of the program over a generated capture
  corpus [--lines N] FOLDER...
                    scrub harmless files one by one and say which places go, to find what goes without need
  tasks             list the steps of all of these";

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the task that was asked for; false when a step of it failed.
fn run() -> Result<bool> {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next();
    let rest: Vec<String> = arguments.filter(|argument| argument != "--").collect();
    let root = workspace::root()?;
    match task.as_deref() {
        Some("test") => {
            let filter = rest.first().map(String::as_str);
            let (passed, tally) = step::run_all(&root, steps::TEST, filter, &[])?;
            println!("{tally}");
            Ok(passed)
        }
        Some("lint") => {
            eprintln!("xtask: the arrows between the crates");
            arrows::check(&arrows::Tree::read(&root)?)?;
            eprintln!("xtask: the links of the documents");
            links::check(&root)?;
            Ok(step::run_all(&root, steps::LINT, None, &[])?.0)
        }
        Some("deny") => Ok(step::run_all(&root, steps::DENY, None, &[])?.0),
        Some("desktop") => {
            if !workspace::has_folder(&root, "src-tauri") {
                bail!("there is no desktop app in this copy: the folder src-tauri is missing");
            }
            let files = workspace::from_here(&rest)?;
            Ok(step::run_all(&root, steps::DESKTOP, None, &files)?.0)
        }
        Some("bench") => bench::run(&root, rest.first().map(String::as_str)).map(|()| true),
        Some("corpus") => corpus::run(&root, &rest).map(|()| true),
        Some("bundle") => Ok(step::run_all(&root, steps::BUNDLE, None, &rest)?.0),
        Some("gen") => Ok(step::run_all(&root, steps::GEN, None, &[])?.0),
        Some("bless") => Ok(step::run_all(&root, steps::BLESS, None, &[])?.0),
        Some("screens") => Ok(step::run_all(&root, steps::SCREENS, None, &[])?.0),
        Some("tasks") => {
            steps::list(&root);
            Ok(true)
        }
        Some("help" | "--help" | "-h") | None => {
            eprintln!("{USAGE}");
            Ok(true)
        }
        Some(other) => bail!("there is no task `{other}`\n\n{USAGE}"),
    }
}
