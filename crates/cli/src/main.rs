//! The terminal face of Scrubjay: files in, safe copies and reports out.
//!
//! It opens and writes the files, talks to the user and picks the exit code. What is a credential,
//! what stands in its place and whether that worked is the business of `scrubjay_scan`.
//!
//! Invariant: nothing that was read from an input is printed, but for what the report holds.

mod args;
mod command;
mod engine;
mod exit;
mod form;
mod interrupt;
mod os;
mod own;
mod printable;
mod progress;
mod publish;
mod source;
mod target;
mod terminal;
mod trouble;

use std::process::ExitCode;

use args::{Arguments, Command, Parsed};
use command::Session;
use exit::Exit;
use interrupt::Interrupt;
use terminal::Terminal;
use trouble::Trouble;

fn main() -> ExitCode {
    let arguments = match args::parse(std::env::args_os()) {
        Ok(Parsed::Run(arguments)) => arguments,
        Ok(Parsed::Tell(text)) => {
            return finish(plain(), plain().print(&text).map(|()| Exit::Clean));
        }
        Err(trouble) => return finish(plain(), Err(trouble)),
    };
    let terminal = Terminal::new(arguments.quiet, arguments.no_color);
    let session = Session { terminal, interrupt: Interrupt::listen(terminal) };
    std::panic::set_hook(Box::new(move |panic| terminal.complain(&trouble_of(panic))));
    // Unwinding drops what is staged; the hook has told the place.
    let result =
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(&arguments, &session)));
    match result {
        Ok(result) => finish(terminal, result),
        Err(_) => Exit::Trouble.into(),
    }
}

/// Tells a panic by its place. Its payload may quote what was read, so it is not told.
fn trouble_of(panic: &std::panic::PanicHookInfo<'_>) -> Trouble {
    let place = panic.location().map_or_else(String::new, |location| {
        let file = std::path::Path::new(location.file());
        let file: std::path::PathBuf =
            file.iter().skip(file.iter().count().saturating_sub(4)).collect();
        format!(
            " at {}:{}:{}",
            printable::Printable::path(&file),
            location.line(),
            location.column()
        )
    });
    Trouble::new(
        format!("a mistake in the program itself{place}"),
        "nothing was written; please report the place",
    )
}

fn run(arguments: &Arguments, session: &Session) -> Result<Exit, Trouble> {
    match &arguments.command {
        Command::Scrub(scrub) => command::scrub::run(scrub, session),
        Command::Check(check) => command::check::run(check, session),
        Command::Verify(verify) => command::verify::run(verify, session),
        Command::Exposure(exposure) => command::exposure::run(exposure, session),
        Command::Rules(rules) => command::rules::run(rules, session),
        Command::Policy(policy) => command::policy::run(policy, session),
    }
}

/// For what is said before the command line is understood.
fn plain() -> Terminal {
    Terminal::new(false, std::env::args_os().any(|argument| argument == "--no-color"))
}

fn finish(terminal: Terminal, result: Result<Exit, Trouble>) -> ExitCode {
    match result {
        Ok(exit) => exit.into(),
        Err(trouble) => {
            terminal.complain(&trouble);
            trouble.exit().into()
        }
    }
}
