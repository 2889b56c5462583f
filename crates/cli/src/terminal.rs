//! The two streams: results go to standard output, everything else to standard error.
//!
//! A reader that goes away (`scrubjay check a.har | head -1`) has seen what it wanted to see. That
//! is no error, and the exit code still tells what was found.

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use crate::trouble::Trouble;

/// How the program talks to this user.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    quiet: bool,
    color: ColorChoice,
}

/// What a text means, for its colour. The words say it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Good,
    Careful,
    Bad,
    Strong,
    Faint,
}

impl Tone {
    fn style(self) -> Style {
        match self {
            Tone::Good => AnsiColor::Green.on_default().bold(),
            Tone::Careful => AnsiColor::Yellow.on_default().bold(),
            Tone::Bad => AnsiColor::Red.on_default().bold(),
            Tone::Strong => Style::new().bold(),
            Tone::Faint => Style::new().dimmed(),
        }
    }

    /// The text in the colour of this tone; the stream takes the colour off where none is wanted.
    pub(crate) fn paint(self, text: impl Display) -> String {
        let style = self.style();
        format!("{style}{text}{style:#}")
    }
}

impl Terminal {
    pub(crate) fn new(quiet: bool, no_color: bool) -> Terminal {
        // `Auto` heeds NO_COLOR, CLICOLOR, TERM=dumb and whether there is a terminal at all.
        let color = if no_color { ColorChoice::Never } else { ColorChoice::Auto };
        Terminal { quiet, color }
    }

    /// Whether a progress bar makes sense.
    pub(crate) fn shows_progress(self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// Tells a result to a person, on standard output.
    ///
    /// # Errors
    ///
    /// When standard output cannot be written.
    pub(crate) fn tell(self, text: &str) -> Result<(), Trouble> {
        if self.quiet { Ok(()) } else { self.print(text) }
    }

    /// Writes a result for a program, on standard output, also when quiet.
    ///
    /// # Errors
    ///
    /// When standard output cannot be written.
    pub(crate) fn print(self, text: &str) -> Result<(), Trouble> {
        let mut stream = AutoStream::new(io::stdout(), self.color).lock();
        result(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()))
    }

    /// Notes something on standard error.
    pub(crate) fn note(self, text: &str) {
        if !self.quiet {
            self.write_error(text);
        }
    }

    /// Says what went wrong, on standard error, in one line.
    pub(crate) fn complain(self, trouble: &Trouble) {
        self.write_error(&format!("{} {trouble}\n", Tone::Bad.paint("error:")));
    }

    fn write_error(self, text: &str) {
        let mut stream = AutoStream::new(io::stderr(), self.color).lock();
        // Without standard error there is nobody left to tell.
        let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
    }
}

/// Hands on the bytes of a verified output to standard output.
///
/// # Errors
///
/// When they did not all arrive: here, unlike with a summary, a reader that goes away is one.
pub(crate) fn hand_on(bytes: &[u8]) -> Result<(), Trouble> {
    let mut stream = io::stdout().lock();
    stream.write_all(bytes).and_then(|()| stream.flush()).map_err(|error| {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Trouble::new("the reader of the output went away", "the output is not complete")
        } else {
            Trouble::writing(Path::new("standard output"), &error)
        }
    })
}

fn result(written: io::Result<()>) -> Result<(), Trouble> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Trouble::writing(Path::new("standard output"), &error))
        }
        _ => Ok(()),
    }
}
