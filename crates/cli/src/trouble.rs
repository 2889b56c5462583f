//! What went wrong with the whole, in one line with advice.
//!
//! Invariant: no message holds bytes of an input. Names come from the user and are made printable;
//! of an error of the system only its kind is told, in our own words.

use std::fmt;
use std::io;
use std::path::Path;

use crate::exit::Exit;
use crate::printable::Printable;

/// The end of a command before its time.
#[derive(Debug)]
pub(crate) struct Trouble {
    what: String,
    advice: String,
    exit: Exit,
}

impl Trouble {
    /// `what` happened, and what to do about it.
    pub(crate) fn new(what: impl Into<String>, advice: impl Into<String>) -> Trouble {
        Trouble { what: what.into(), advice: advice.into(), exit: Exit::Trouble }
    }

    /// The user pressed Ctrl-C, or the system asked the program to end.
    pub(crate) fn interrupted() -> Trouble {
        Trouble::new("interrupted", "nothing was written")
    }

    /// A file could not be read.
    pub(crate) fn reading(path: &Path, error: &io::Error) -> Trouble {
        let (why, advice) = match error.kind() {
            io::ErrorKind::NotFound => ("there is no such file", "check the name"),
            io::ErrorKind::PermissionDenied => {
                ("it may not be read by you", "check its permissions")
            }
            io::ErrorKind::IsADirectory => FOLDER,
            io::ErrorKind::NotADirectory => {
                ("a part of its path is not a folder", "check the name")
            }
            io::ErrorKind::InvalidFilename => ("the name is too long", "check the name"),
            _ => ("the system could not read it", "copy it to another place and try again"),
        };
        Trouble::new(format!("cannot read {}: {why}", Printable::path(path)), advice)
    }

    /// A folder was given where a file is wanted.
    pub(crate) fn folder(path: &Path) -> Trouble {
        Trouble::new(format!("cannot read {}: {}", Printable::path(path), FOLDER.0), FOLDER.1)
    }

    /// A device was given that may go on for ever.
    pub(crate) fn device(name: &Printable) -> Trouble {
        Trouble::new(
            format!("cannot read {name}: it is a device and may have no end"),
            "name a regular file, or hand over the output of a program",
        )
    }

    /// A file could not be written.
    pub(crate) fn writing(path: &Path, error: &io::Error) -> Trouble {
        let (why, advice) = match error.kind() {
            io::ErrorKind::NotFound => ("there is no such folder", "create it first"),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => (
                "its folder may not be written to by you",
                "choose another place with --out-dir or -o",
            ),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => (
                "the disk is full",
                "free some space, or choose another place with --out-dir or -o",
            ),
            io::ErrorKind::FileTooLarge => {
                ("this disk takes no file that large", "choose another place with --out-dir or -o")
            }
            io::ErrorKind::InvalidFilename => {
                ("the name is too long or not allowed here", "choose another name with -o")
            }
            io::ErrorKind::AlreadyExists => EXISTS,
            io::ErrorKind::IsADirectory => (
                "a folder of that name is there",
                "write into it with --out-dir, or choose another name with -o",
            ),
            io::ErrorKind::NotADirectory => {
                ("a part of its path is not a folder", "choose another place with --out-dir or -o")
            }
            _ => ("the system could not write it", "choose another place with --out-dir or -o"),
        };
        Trouble::new(format!("cannot write {}: {why}", Printable::path(path)), advice)
    }

    /// A file is in the way of an output.
    pub(crate) fn exists(path: &Path) -> Trouble {
        Trouble::new(format!("cannot write {}: {}", Printable::path(path), EXISTS.0), EXISTS.1)
    }

    /// The verification failed, with an exit code of its own.
    pub(crate) fn failed(what: impl Into<String>, advice: impl Into<String>) -> Trouble {
        Trouble { what: what.into(), advice: advice.into(), exit: Exit::Found }
    }

    /// The exit code that goes with it.
    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }
}

const EXISTS: (&str, &str) = (
    "a file of that name is there already",
    "use --force to replace it, or choose another name with -o",
);
const FOLDER: (&str, &str) = ("it is a folder", "name the files in it");

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.what, self.advice)
    }
}
