//! `scrubjay rules`: what the program knows.

use crate::args;
use crate::command::Session;
use crate::exit::Exit;
use crate::trouble::Trouble;

pub(crate) fn run(_rules: &args::Rules, _session: &Session) -> Result<Exit, Trouble> {
    Ok(Exit::Clean)
}
