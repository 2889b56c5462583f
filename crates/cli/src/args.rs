//! The command line as the user types it.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::printable::Printable;
use crate::trouble::Trouble;

/// Takes the credentials out of HAR files and other support bundles, and proves it.
#[derive(Debug, Parser)]
#[command(name = "scrubjay", version, after_help = EXIT_CODES, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Say nothing but errors and machine-readable results
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,

    /// Use no colours (as the variable NO_COLOR does)
    #[arg(long, global = true)]
    pub(crate) no_color: bool,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  done, clean and complete
  1  credentials found (check, verify), or the verification failed and no output was kept (scrub)
  2  something could not be read; the output, if any, says what
  3  wrong usage, a file that cannot be read or written, or interrupted (Ctrl-C)";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a safe copy of each file, with a report, and verify it
    Scrub(Scrub),
    /// List the credentials in files; writes nothing
    Check(Check),
    /// Verify a safe copy, with its report and its original where they are at hand
    Verify(Verify),
    /// Tell what a file that was already sent gives away: whose it is, whether it works, how to end it
    Exposure(Exposure),
    /// Look at the rules, or test them
    #[command(subcommand)]
    Rules(Rules),
    /// Look at a policy file
    #[command(subcommand)]
    Policy(Policy),
}

#[derive(Debug, Args)]
pub(crate) struct Scrub {
    /// The files; `-` is standard input. Several are one bundle: a secret known from one is removed from all
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Where the safe copy goes; `-` is standard output [default: NAME.scrubbed.har beside the input]
    #[arg(long, short, value_name = "OUT", conflicts_with = "out_dir")]
    pub(crate) output: Option<PathBuf>,

    /// The folder for the safe copies and their reports
    #[arg(long, value_name = "DIR")]
    pub(crate) out_dir: Option<PathBuf>,

    /// Where the report goes; as JSON there, as HTML beside it [default: beside the safe copy]
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) engine: Engine,

    /// Replace outputs of an earlier run (never an input)
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The files; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// How the result is written
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,

    /// What `--format json` wrote earlier: the credentials in it are known and accepted
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) engine: Engine,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The safe copy
    #[arg(value_name = "OUTPUT")]
    pub(crate) output: PathBuf,

    /// Its report [default: the one beside it]
    #[arg(long, value_name = "REPORT.json")]
    pub(crate) report: Option<PathBuf>,

    /// The file it was made from: only with it can absence and untouched bytes be checked
    #[arg(long, value_name = "INPUT")]
    pub(crate) original: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) engine: Engine,
}

#[derive(Debug, Args)]
pub(crate) struct Exposure {
    /// The files that were sent; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// How the result is written
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ExposureFormat,

    /// The time that "works" and "expired" are relative to, like 2026-11-20T10:00:00Z [default: the clock]
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,

    #[command(flatten)]
    pub(crate) engine: Engine,
}

/// What steers the scanning.
#[derive(Debug, Args)]
pub(crate) struct Engine {
    /// A policy: what to keep, which rules to switch off, rules of your own
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,

    /// A folder with rules of your own, in files that end in .toml
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Option<PathBuf>,

    /// How much support gets to see [default: that of the policy, else support]
    #[arg(long, value_enum)]
    pub(crate) profile: Option<Profile>,

    /// A file with a key of your own, so that equal secrets get equal placeholders in several runs
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Profile {
    /// Keep everything that helps to debug
    Support,
    /// Also remove bodies, all values of cookies, and what merely looks random
    Strict,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A line for each credential, and its places
    Text,
    /// The report, as JSON
    Json,
    /// For code scanning, of GitHub and of editors
    Sarif,
    /// As test results
    Junit,
    /// Annotations of a GitHub workflow
    Github,
    /// The code quality report of GitLab
    Gitlab,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExposureFormat {
    /// For a terminal: the steps, then the credentials
    Text,
    /// For programs
    Json,
    /// A page for people, without scripts
    Html,
    /// A line for each credential, for a spreadsheet
    Csv,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Rules {
    /// List all rules
    List,
    /// Show all that is known of one rule
    Show {
        /// As `rules list` prints it
        id: String,
    },
    /// Say which rules take a value, which nearly do, and why; the value is read from standard input and never shown
    Explain {
        /// The name that the value stands under
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// What kind of name that is: cookie, header, param, key or claim
        #[arg(long = "in", value_name = "PLACE", default_value = "key")]
        place: String,
        /// The host that it was seen on
        #[arg(long, value_name = "HOST")]
        host: Option<String>,
        /// A folder with rules of your own, asked along with the built-in ones
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,
    },
    /// Run the examples of all rules through the engine
    Test {
        /// A folder with rules of your own, tested along with the built-in ones
        dir: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Policy {
    /// Tell whether a policy file can be used
    Check {
        /// The policy
        file: PathBuf,
        /// A folder with rules of your own that it names
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,
    },
}

/// What came of reading the command line.
#[derive(Debug)]
pub(crate) enum Parsed {
    Run(Box<Arguments>),
    /// `--help` or `--version`: a text for standard output.
    Tell(String),
}

/// Reads the command line.
///
/// # Errors
///
/// In one line, with what was probably meant.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Parsed, Trouble> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let error = match Arguments::try_parse_from(&arguments) {
        Ok(arguments) => return Ok(Parsed::Run(Box::new(arguments))),
        Err(error) => error,
    };
    if !error.use_stderr() {
        return Ok(Parsed::Tell(error.render().to_string()));
    }
    Err(in_one_line(&error, &arguments))
}

/// clap explains itself in paragraphs: the matter, tips, usage.
fn in_one_line(error: &clap::Error, arguments: &[OsString]) -> Trouble {
    let text = error.render().to_string();
    let help = help_for(&text);
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return Trouble::new("no command was given", format!("`{help}` lists them"));
    }
    let mut paragraphs = text
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    let matter = paragraphs.next().unwrap_or_default();
    let matter = matter.strip_prefix("error: ").unwrap_or(&matter);
    let tip = paragraphs.find_map(|paragraph| paragraph.strip_prefix("tip: ").map(str::to_owned));
    let advice = match (error.kind(), tip) {
        (ErrorKind::UnknownArgument, _) if has_flags_of_a_name(error, arguments) => {
            "a name that begins with a dash is written with ./ before it".to_owned()
        }
        (_, Some(tip)) => tip,
        // A file where a command is wanted: most people have come for one thing.
        (ErrorKind::InvalidSubcommand, None) if help == HELP => {
            format!("`scrubjay scrub FILE` makes a safe copy, `{HELP}` lists the commands")
        }
        (_, None) => format!("`{help}` shows what can be said"),
    };
    Trouble::new(Printable::text(matter).to_string(), Printable::text(&advice).to_string())
}

const HELP: &str = "scrubjay --help";

/// How to ask for the help of the command that was being written, which clap's usage names.
fn help_for(text: &str) -> String {
    let usage = text.rsplit_once("Usage: ").map_or("", |(_, usage)| usage);
    let is_command = |word: &&str| word.starts_with(|first: char| first.is_ascii_lowercase());
    let commands = usage.split_whitespace().skip(1).take_while(is_command);
    ["scrubjay"].into_iter().chain(commands).chain(["--help"]).collect::<Vec<_>>().join(" ")
}

/// Whether clap took the letters of an argument such as `-capture.har` for flags.
fn has_flags_of_a_name(error: &clap::Error, arguments: &[OsString]) -> bool {
    let Some(ContextValue::String(flag)) = error.get(ContextKind::InvalidArg) else { return false };
    let is_name = |argument: &OsString| {
        let text = argument.to_string_lossy();
        text.starts_with('-') && !text.starts_with("--") && text.contains('.')
    };
    !flag.starts_with("--") && arguments.iter().any(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_of_the_command_line_is_sound() {
        use clap::CommandFactory as _;
        Arguments::command().debug_assert();
    }

    fn refused(arguments: &[&str]) -> String {
        parse(arguments.iter().map(OsString::from)).unwrap_err().to_string()
    }

    #[test]
    fn points_to_the_help_of_the_command_that_was_being_written() {
        for (arguments, help) in [
            (&["scrubjay"][..], "`scrubjay --help`"),
            (&["scrubjay", "rules"], "`scrubjay rules --help`"),
            (&["any-other-name", "rules", "show"], "`scrubjay rules show --help`"),
            (&["scrubjay", "verify", "a", "b"], "`scrubjay verify --help`"),
        ] {
            assert!(refused(arguments).contains(help), "{}", refused(arguments));
        }
    }

    #[test]
    fn a_file_in_the_place_of_a_command_is_told_how_to_be_scrubbed() {
        assert!(
            refused(&["scrubjay", "a.har"]).contains("`scrubjay scrub FILE` makes a safe copy")
        );
    }

    #[test]
    fn a_name_that_begins_with_a_dash_is_told_from_flags() {
        assert!(refused(&["scrubjay", "check", "-a.har"]).ends_with("with ./ before it"));
        assert!(!refused(&["scrubjay", "check", "-z"]).contains("./"));
    }

    #[test]
    fn says_in_one_line_what_was_probably_meant() {
        assert_eq!(
            refused(&["scrubjay", "scrub", "a.har", "--forse"]),
            "unexpected argument '--forse' found; a similar argument exists: '--force'"
        );
    }
}
