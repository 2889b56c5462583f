//! `scrubjay policy`: whether a policy can be used.

use std::fmt::Write as _;

use crate::args;
use crate::command::Session;
use crate::engine;
use crate::exit::Exit;
use crate::own::{self, OwnRules};
use crate::printable::Printable;
use crate::terminal::Tone;
use crate::trouble::Trouble;

pub(crate) fn run(policy: &args::Policy, session: &Session) -> Result<Exit, Trouble> {
    match policy {
        args::Policy::Check { file, rules } => {
            let own = match rules {
                Some(folder) => OwnRules::read(folder)?,
                None => OwnRules::default(),
            };
            let policy = engine::read_policy(file, &own)?;
            let name = Printable::path(file).to_string();
            let pack = policy.all_rules(&own.sources()).map_err(|error| own::refused(&error))?;
            let check = pack.self_check();
            let own = |id: &str| pack.find(id).is_some_and(|rule| pack.rule(rule).file == name);
            let mut text = String::new();
            for failure in check.failures.iter().filter(|failure| own(&failure.rule)) {
                let _ = writeln!(text, "{} {failure}", Tone::Bad.paint("failed:"));
            }
            let exit = if text.is_empty() { Exit::Clean } else { Exit::Found };
            if exit == Exit::Clean {
                let _ = writeln!(text, "{name} can be used");
            }
            session.terminal.tell(&text)?;
            Ok(exit)
        }
    }
}
