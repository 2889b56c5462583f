//! What the program says with its exit code. Scripts read nothing else.

use std::process::ExitCode;

/// How a command ended; of several outcomes the gravest is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Done, clean and complete.
    Clean,
    /// Something could not be read; the output, if any, says what.
    Incomplete,
    /// Credentials were found, or the verification failed and no output was kept.
    Found,
    /// The command was misused, a file could not be read or written, or it was interrupted.
    Trouble,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Found => 1,
            Exit::Incomplete => 2,
            Exit::Trouble => 3,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credential_weighs_more_than_a_part_that_was_not_read() {
        let gravest = [Exit::Incomplete, Exit::Found, Exit::Clean].into_iter().max();
        assert_eq!(gravest, Some(Exit::Found), "what was found is acted on first");
    }
}
