//! One step of a task: what it says, when it applies, what it needs and what it runs.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result};

use crate::need::Need;
use crate::tally::Tally;
use crate::{need, node, workspace};

/// A row of a task's table.
#[derive(Debug)]
pub(crate) struct Step {
    /// What it does, for the line before it runs.
    pub(crate) says: &'static str,
    /// When there is something to do.
    pub(crate) when: When,
    /// What must be on the machine.
    pub(crate) needs: &'static [Need],
    /// Where it runs, from the workspace.
    pub(crate) folder: &'static str,
    /// The command line.
    pub(crate) command: &'static [&'static str],
    /// Variables set for it.
    pub(crate) environment: &'static [(&'static str, &'static str)],
    /// Whether it runs tests: then there must be some.
    pub(crate) has_tests: bool,
    /// Whether the steps behind it take what it makes: then they do not run when it fails.
    pub(crate) is_base: bool,
    /// What to do when it fails.
    pub(crate) advice: &'static str,
    /// Whether arguments given to the task are handed on.
    pub(crate) takes_arguments: bool,
}

impl Step {
    /// What a row is made of where it does not say otherwise.
    pub(crate) const BLANK: Step = Step {
        says: "",
        when: When::Always,
        needs: &[],
        folder: "",
        command: &[],
        environment: &[],
        has_tests: false,
        is_base: false,
        advice: "",
        takes_arguments: false,
    };
}

/// When a step applies.
#[derive(Debug, Clone, Copy)]
pub(crate) enum When {
    Always,
    /// The folder exists and holds a package.
    Folder(&'static str),
    /// The folder's `package.json` has the script.
    Script(&'static str, &'static str),
    /// As `Script`, and the system is Linux: there is no driver for the web view elsewhere.
    LinuxScript(&'static str, &'static str),
}

impl When {
    pub(crate) fn holds(self, root: &Path) -> bool {
        let linux = cfg!(target_os = "linux");
        match self {
            When::Always => true,
            When::Folder(folder) => workspace::has_folder(root, folder),
            When::Script(folder, script) => workspace::has_script(root, folder, script),
            When::LinuxScript(folder, script) => {
                linux && workspace::has_script(root, folder, script)
            }
        }
    }
}

/// Runs the steps that apply, one after the other, and counts the tests in what they print.
///
/// A failed step does not keep the next ones from running, unless they take what it makes: one run shows all there is
/// to mend.
/// What cannot even be prepared stops the task.
pub(crate) fn run_all(
    root: &Path,
    steps: &[Step],
    filter: Option<&str>,
    arguments: &[String],
) -> Result<(bool, Tally)> {
    let chosen: Vec<&Step> = steps
        .iter()
        .filter(|step| step.when.holds(root))
        .filter(|step| filter.is_none_or(|filter| step.says.contains(filter)))
        .collect();
    anyhow::ensure!(
        !chosen.is_empty(),
        "no step of this task is called `{}`",
        filter.unwrap_or("")
    );

    let mut needs: Vec<Need> = Vec::new();
    for need in chosen.iter().flat_map(|step| step.needs) {
        if !needs.contains(need) {
            needs.push(*need);
        }
    }
    need::provide(root, &needs)?;

    let mut tally = Tally::default();
    let mut failures = Vec::new();
    for step in chosen {
        let begun = Instant::now();
        let (succeeded, counted) = run(root, step, arguments)?;
        tally.add(counted);
        let took = begun.elapsed().as_secs();
        // Tests that nobody ran prove nothing.
        let passed = succeeded && !(step.has_tests && counted.passed == 0);
        let counted = if step.has_tests { format!("{counted}, ") } else { String::new() };
        eprintln!("xtask: {}: {counted}{took} s", step.says);
        if !passed {
            eprintln!("xtask: failed: {}", step.says);
            failures.push(step);
            if step.is_base {
                break;
            }
        }
    }
    for step in &failures {
        eprintln!("xtask: failed: {} ({})", step.says, step.advice);
    }
    Ok((failures.is_empty(), tally))
}

fn run(root: &Path, step: &Step, arguments: &[String]) -> Result<(bool, Tally)> {
    eprintln!("xtask: {}", step.says);
    let [program, rest @ ..] = step.command else { return Ok((true, Tally::default())) };
    let mut command = command(root, program)?;
    command.args(rest).current_dir(root.join(step.folder));
    command.envs(step.environment.iter().copied());
    // What the Rust tests have built, for the tests that start it.
    command.env("SCRUBJAY_BIN", workspace::target(root).join("debug"));
    if step.takes_arguments {
        command.args(arguments);
    }
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting `{}` ({})", step.command.join(" "), step.advice))?;
    let mut tally = Tally::default();
    if let Some(stdout) = child.stdout.take() {
        let mut lines = BufReader::new(stdout);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).context("reading what the step prints")? > 0 {
            let text = String::from_utf8_lossy(&line);
            print!("{text}");
            tally.read(&text);
            line.clear();
        }
    }
    let status = child.wait().context("waiting for the step to end")?;
    Ok((status.success(), tally))
}

/// A command with the tools that were installed for it in its search path.
///
/// # Errors
///
/// When the search path cannot be spelled.
pub(crate) fn command(root: &Path, program: &str) -> Result<Command> {
    let found = std::env::var_os("PATH").unwrap_or_default();
    let folders = node::folders(root).into_iter().chain(std::env::split_paths(&found));
    let path = std::env::join_paths(folders).context("putting together the search path")?;
    // npm is a script with another ending on Windows.
    let program = if cfg!(windows) && matches!(program, "npm" | "npx") {
        format!("{program}.cmd")
    } else {
        program.to_owned()
    };
    let mut command = Command::new(program);
    // xtask runs under Cargo; a Cargo below it must not take its parent's package for its own.
    for (name, _) in std::env::vars_os() {
        let inherited = name.to_string_lossy();
        if inherited.starts_with("CARGO_PKG_") || inherited.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command.env("PATH", path);
    Ok(command)
}
