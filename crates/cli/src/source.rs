//! What the user gave: files and standard input, opened and mapped.

use std::ffi::OsStr;
use std::fs::{File, Permissions};
use std::io::{self, IsTerminal, Read};
use std::ops::Deref;
use std::path::{Path, PathBuf};

use same_file::Handle;

use crate::interrupt::Interrupt;
use crate::os;
use crate::printable::Printable;
use crate::trouble::Trouble;

/// The bytes of one input.
#[derive(Debug)]
pub(crate) struct Source {
    place: Place,
    bytes: Bytes,
    /// Of a file that lies in a folder: who may read it.
    permissions: Option<Permissions>,
    /// Of a file: which one it is, under whatever name.
    identity: Option<Handle>,
}

/// Where bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    File(PathBuf),
    /// Standard input, `-` on the command line.
    Stream,
}

impl Place {
    pub(crate) fn parse(path: &Path) -> Place {
        if path == Path::new("-") { Place::Stream } else { Place::File(path.to_path_buf()) }
    }

    /// The name for people: as given.
    pub(crate) fn printable(&self) -> Printable {
        match self {
            Place::File(path) => Printable::path(path),
            Place::Stream => Printable::text("standard input"),
        }
    }

    /// The path as given, with `name` for the file.
    pub(crate) fn beside(&self, name: &str) -> String {
        match self {
            Place::File(path) => path.with_file_name(name).to_string_lossy().into_owned(),
            Place::Stream => name.to_owned(),
        }
    }

    /// The name of the file, without its folder.
    pub(crate) fn name(&self) -> String {
        match self {
            Place::File(path) => {
                path.file_name().unwrap_or(OsStr::new("")).to_string_lossy().into_owned()
            }
            Place::Stream => "stdin".to_owned(),
        }
    }
}

impl Source {
    /// Opens `place`: a file is mapped; what cannot be mapped is read.
    ///
    /// # Errors
    ///
    /// When it is missing, a folder, a device, unreadable or empty.
    pub(crate) fn open(place: &Place, interrupt: &Interrupt) -> Result<Source, Trouble> {
        // A pipe or a terminal may never end.
        let source = interrupt.while_waiting(|| match place {
            Place::Stream => Source::read_stream(),
            Place::File(path) => Source::open_file(path),
        })?;
        if source.bytes().is_empty() {
            let what = format!("cannot read {}: it is empty", place.printable());
            let advice = match place {
                Place::File(_) => "export it again",
                Place::Stream => "hand a file or the output of a program to it",
            };
            return Err(Trouble::new(what, advice));
        }
        Ok(source)
    }

    /// As [`Source::open`], but the file may be empty.
    pub(crate) fn open_file(path: &Path) -> Result<Source, Trouble> {
        let trouble = |error: io::Error| Trouble::reading(path, &error);
        // Asked by name first: on some systems a folder cannot even be opened.
        let metadata = path.metadata().map_err(trouble)?;
        if metadata.is_dir() {
            return Err(Trouble::folder(path));
        }
        let file = File::open(path).map_err(trouble)?;
        Source::from_file(path, file)
    }

    /// The bytes of a file that is open already; `path` is its name for messages.
    pub(crate) fn from_file(path: &Path, mut file: File) -> Result<Source, Trouble> {
        let trouble = |error: io::Error| Trouble::reading(path, &error);
        let metadata = file.metadata().map_err(trouble)?;
        let identity = file.try_clone().and_then(Handle::from_file).ok();
        if os::is_device(&metadata) && has_no_end(&mut file).map_err(trouble)? {
            return Err(Trouble::device(&Printable::path(path)));
        }
        let mapped = if metadata.is_file() { os::map(&file).ok() } else { None };
        let bytes = match mapped {
            Some(map) => Bytes::Mapped(map),
            None => {
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes).map_err(trouble)?;
                Bytes::Read(bytes)
            }
        };
        let permissions = metadata.is_file().then(|| metadata.permissions());
        Ok(Source { place: Place::File(path.to_path_buf()), bytes, permissions, identity })
    }

    fn read_stream() -> Result<Source, Trouble> {
        let trouble = |error: io::Error| Trouble::reading(Path::new("standard input"), &error);
        let mut bytes = Vec::new();
        let mut stdin = io::stdin().lock();
        if os::stdin_is_device() && has_no_end(&mut stdin).map_err(trouble)? {
            return Err(Trouble::device(&Place::Stream.printable()));
        }
        stdin.read_to_end(&mut bytes).map_err(trouble)?;
        let identity = Handle::stdin().ok();
        Ok(Source { place: Place::Stream, bytes: Bytes::Read(bytes), permissions: None, identity })
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    pub(crate) fn permissions(&self) -> Option<&Permissions> {
        self.permissions.as_ref()
    }

    /// Whether `other` is the same file, through whatever links and spellings.
    pub(crate) fn is(&self, other: &Handle) -> bool {
        self.identity.as_ref().is_some_and(|identity| identity == other)
    }

    /// Whether both are the same file.
    pub(crate) fn is_same(&self, other: &Source) -> bool {
        other.identity.as_ref().is_some_and(|other| self.is(other))
    }
}

/// Whether nobody knows where a device ends: it hands out bytes, and no person types them. One
/// that is empty has an end.
fn has_no_end(device: &mut (impl Read + IsTerminal)) -> io::Result<bool> {
    Ok(!device.is_terminal() && device.read(&mut [0])? > 0)
}

/// Bytes of a file, however they came.
#[derive(Debug)]
pub(crate) enum Bytes {
    Mapped(memmap2::Mmap),
    Read(Vec<u8>),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Mapped(map) => map,
            Bytes::Read(bytes) => bytes,
        }
    }
}

/// Reads a small text file that the user wrote: a policy, a list of rules.
///
/// # Errors
///
/// As [`Source::open_file`], and when it is no UTF-8.
pub(crate) fn read_text(path: &Path) -> Result<String, Trouble> {
    let source = Source::open_file(path)?;
    match std::str::from_utf8(source.bytes()) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let line = 1 + source.bytes()[..error.valid_up_to()]
                .iter()
                .filter(|byte| **byte == b'\n')
                .count();
            let what = format!("cannot read {}:{line}: not UTF-8", Printable::path(path));
            Err(Trouble::new(what, "save it as UTF-8"))
        }
    }
}
