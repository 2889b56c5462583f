//! Writing without ever showing anything half-done.
//!
//! A file is staged under a temporary name in the folder where it belongs, readable by its owner
//! only. When all files of a run are staged and verified, they are synced and renamed into place.
//! Whatever is dropped before that takes its temporary file with it.

use std::fs::{File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::interrupt::Interrupt;
use crate::os;
use crate::source::Source;
use crate::trouble::Trouble;

/// A file that is written and not yet in its place.
#[derive(Debug)]
pub(crate) struct Staged {
    file: NamedTempFile,
    target: PathBuf,
    /// Who may read it once it is in place; without a model only its owner.
    model: Option<Permissions>,
    /// Keeps the second Ctrl-C informed; declared last, so that it forgets after the file is gone.
    _remembered: Remembered,
}

#[derive(Debug)]
struct Remembered {
    path: PathBuf,
    interrupt: Interrupt,
}

impl Drop for Remembered {
    fn drop(&mut self) {
        self.interrupt.forget(&self.path);
    }
}

impl Staged {
    /// Writes a temporary file in the folder of `target` with what `fill` writes.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written to or the disk is full; nothing is left behind.
    pub(crate) fn write(
        target: &Path,
        model: Option<&Permissions>,
        interrupt: &Interrupt,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Staged, Trouble> {
        let trouble = |error: io::Error| Trouble::writing(target, &error);
        let file = tempfile::Builder::new()
            .prefix(".scrubjay-")
            .suffix(".tmp")
            .tempfile_in(folder_of(target))
            .map_err(trouble)?;
        interrupt.remember(file.path());
        let remembered =
            Remembered { path: file.path().to_path_buf(), interrupt: interrupt.clone() };
        let mut staged = Staged {
            file,
            target: target.to_path_buf(),
            model: model.cloned(),
            _remembered: remembered,
        };
        let mut writer = Interruptible {
            inner: BufWriter::with_capacity(1 << 18, staged.file.as_file_mut()),
            interrupt,
        };
        let written = fill(&mut writer).and_then(|()| writer.flush());
        drop(writer);
        interrupt.check()?;
        written.map_err(trouble)?;
        Ok(staged)
    }

    /// The bytes as they are on the disk.
    ///
    /// # Errors
    ///
    /// When the file cannot be read again.
    pub(crate) fn reopen(&self) -> Result<Source, Trouble> {
        let file = self.file.reopen().map_err(|error| Trouble::reading(&self.target, &error))?;
        Source::from_file(&self.target, file)
    }
}

/// Puts all files in place, in their order.
///
/// # Errors
///
/// When one cannot be put in place; those before it that were new are taken away again.
pub(crate) fn put_in_place(staged: Vec<Staged>, force: bool) -> Result<(), Trouble> {
    for staged in &staged {
        let file = staged.file.as_file();
        if let Some(model) = &staged.model {
            os::make_like(file, model).map_err(|error| Trouble::writing(&staged.target, &error))?;
        }
        file.sync_all().map_err(|error| Trouble::writing(&staged.target, &error))?;
    }
    let mut placed: Vec<PathBuf> = Vec::new();
    for Staged { file, target, model: _, _remembered } in staged {
        let result = if force { file.persist(&target) } else { file.persist_noclobber(&target) };
        if let Err(failed) = result {
            if !force {
                for path in &placed {
                    let _ = std::fs::remove_file(path);
                }
            }
            return Err(Trouble::writing(&target, &failed.error));
        }
        placed.push(target);
    }
    for path in &placed {
        // The files are complete and named; only a loss of power this instant could undo the name.
        let _ = os::sync_folder(folder_of(path));
    }
    Ok(())
}

/// A folder for outputs. Where there was none it is made, and goes again when nothing was put in it.
#[derive(Debug)]
pub(crate) struct Folder {
    made: Option<PathBuf>,
}

impl Folder {
    /// Makes the folder unless it is there.
    ///
    /// # Errors
    ///
    /// When it cannot be made, or a file of that name is there.
    pub(crate) fn make(path: &Path) -> Result<Folder, Trouble> {
        match std::fs::create_dir(path) {
            Ok(()) => Ok(Folder { made: Some(path.to_path_buf()) }),
            Err(_) if path.is_dir() => Ok(Folder { made: None }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let error = io::Error::from(io::ErrorKind::NotADirectory);
                Err(Trouble::writing(path, &error))
            }
            Err(error) => Err(Trouble::writing(path, &error)),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Some(path) = &self.made {
            // Fails when there is something in it, and that is meant.
            let _ = std::fs::remove_dir(path);
        }
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A file without a name, for an output that is verified before it goes to standard output.
///
/// # Errors
///
/// When the folder for temporary files cannot be written to.
pub(crate) fn unnamed(
    interrupt: &Interrupt,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<File, Trouble> {
    let trouble = |error: io::Error| Trouble::writing(Path::new("a temporary file"), &error);
    let mut file = tempfile::tempfile().map_err(trouble)?;
    let mut writer =
        Interruptible { inner: BufWriter::with_capacity(1 << 18, &mut file), interrupt };
    let written = fill(&mut writer).and_then(|()| writer.flush());
    interrupt.check()?;
    written.map_err(trouble)?;
    drop(writer);
    Ok(file)
}

/// Fails soon after Ctrl-C.
struct Interruptible<'a, W> {
    inner: W,
    interrupt: &'a Interrupt,
}

impl<W: Write> Write for Interruptible<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.interrupt.is_asked() {
            // Not `Interrupted`: that one asks to try again.
            return Err(io::Error::other("asked to end"));
        }
        // A large write is taken in pieces, so that the flag is looked at between them.
        self.inner.write(&bytes[..bytes.len().min(1 << 22)])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
