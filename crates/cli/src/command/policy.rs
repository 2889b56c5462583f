//! `scrubjay policy`: whether a policy can be used.

use crate::args;
use crate::command::Session;
use crate::engine;
use crate::exit::Exit;
use crate::own::OwnRules;
use crate::printable::Printable;
use crate::trouble::Trouble;

pub(crate) fn run(policy: &args::Policy, session: &Session) -> Result<Exit, Trouble> {
    match policy {
        args::Policy::Check { file, rules } => {
            let own = match rules {
                Some(folder) => OwnRules::read(folder)?,
                None => OwnRules::default(),
            };
            engine::read_policy(file, &own)?;
            session.terminal.tell(&format!("{} can be used\n", Printable::path(file)))?;
            Ok(Exit::Clean)
        }
    }
}
