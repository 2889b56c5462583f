//! A file that was given, before it is read.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::bytes::Bytes;
use crate::wire::{SourceKind, SourceView, Trouble, TroubleCode};

/// A file that was given.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) name: String,
    pub(crate) stamp: Stamp,
    kind: SourceKind,
}

/// What a file looked like when it was given; another look means that it was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) bytes: u64,
    modified: Option<SystemTime>,
}

impl Source {
    /// Looks at a file without reading it.
    ///
    /// # Errors
    /// When it is not there, not a file, empty or cannot be opened.
    pub(crate) fn look(path: &Path) -> Result<Source, Trouble> {
        let name = name_of(path);
        let refuse = |code| Trouble { code, file: Some(name.clone()), detail: None };
        let meta = fs::metadata(path).map_err(|error| refuse(reading(&error)))?;
        if meta.is_dir() {
            return Err(refuse(TroubleCode::IsFolder));
        }
        if meta.len() == 0 {
            return Err(refuse(TroubleCode::FileEmpty));
        }
        let kind =
            if name.ends_with(".report.json") { SourceKind::Report } else { SourceKind::Document };
        Ok(Source { path: path.to_path_buf(), stamp: Stamp::of(&meta), name, kind })
    }

    /// What the screens see of it.
    pub(crate) fn view(&self, id: u32) -> SourceView {
        SourceView { id, name: self.name.clone(), bytes: self.stamp.bytes, kind: self.kind }
    }

    /// All its bytes; mapped, when there are more than `largest_read_bytes`.
    ///
    /// # Errors
    /// When it cannot be read, or needs a password.
    pub(super) fn read(&self, largest_read_bytes: u64) -> Result<Bytes, Trouble> {
        let bytes = Bytes::open(&self.path, largest_read_bytes)
            .map_err(|error| self.trouble(reading(&error)))?;
        match refused_format(&bytes) {
            Some(code) => Err(self.trouble(code)),
            None => Ok(bytes),
        }
    }

    /// Refuses a file that is no longer the one that was given.
    ///
    /// # Errors
    /// When it is gone or was changed.
    pub(crate) fn check_unchanged(&self) -> Result<(), Trouble> {
        let meta = fs::metadata(&self.path).map_err(|error| self.trouble(reading(&error)))?;
        if Stamp::of(&meta) == self.stamp {
            Ok(())
        } else {
            Err(self.trouble(TroubleCode::FileChanged))
        }
    }

    /// A trouble with this file.
    pub(crate) fn trouble(&self, code: TroubleCode) -> Trouble {
        Trouble { code, file: Some(self.name.clone()), detail: None }
    }
}

impl Stamp {
    pub(super) fn of(meta: &fs::Metadata) -> Stamp {
        Stamp { bytes: meta.len(), modified: meta.modified().ok() }
    }
}

/// The last part of a path, for a person.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn reading(error: &io::Error) -> TroubleCode {
    match error.kind() {
        io::ErrorKind::NotFound => TroubleCode::FileMissing,
        io::ErrorKind::IsADirectory => TroubleCode::IsFolder,
        _ => TroubleCode::FileUnreadable,
    }
}

/// What went wrong with a file that was to be written.
pub(crate) fn writing(error: &io::Error) -> TroubleCode {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            TroubleCode::DiskFull
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            TroubleCode::FolderReadOnly
        }
        io::ErrorKind::AlreadyExists => TroubleCode::AlreadyThere,
        io::ErrorKind::NotFound => TroubleCode::FileMissing,
        _ => TroubleCode::Internal,
    }
}

/// Files of which nothing can be said: locked archives, pictures, films.
fn refused_format(bytes: &[u8]) -> Option<TroubleCode> {
    // General purpose flag of the first member of a ZIP: bit 0 says that it is encrypted.
    if bytes.starts_with(b"PK\x03\x04") && bytes.get(6).is_some_and(|flags| flags & 1 == 1) {
        return Some(TroubleCode::Encrypted);
    }
    const PICTURES: [&[u8]; 6] =
        [b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"%PDF-", b"\x7fELF", b"MZ\x90\0"];
    if PICTURES.iter().any(|magic| bytes.starts_with(magic)) {
        return Some(TroubleCode::UnknownFormat);
    }
    None
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests prepare their own folders")]
mod tests {
    use super::*;

    #[test]
    fn tells_why_a_file_cannot_be_taken() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let code = |path: &Path| Source::look(path).expect_err("it cannot be taken").code;
        assert_eq!(code(folder.path()), TroubleCode::IsFolder);
        assert_eq!(code(&folder.path().join("no.har")), TroubleCode::FileMissing);
        let empty = folder.path().join("empty.har");
        fs::write(&empty, b"").expect("the folder is writable");
        assert_eq!(code(&empty), TroubleCode::FileEmpty);
    }

    #[test]
    fn knows_a_locked_archive_and_a_picture() {
        assert_eq!(refused_format(b"PK\x03\x04\x14\x00\x09\x00"), Some(TroubleCode::Encrypted));
        assert_eq!(refused_format(b"PK\x03\x04\x14\x00\x08\x00"), None);
        assert_eq!(refused_format(b"\xff\xd8\xff\xe0"), Some(TroubleCode::UnknownFormat));
        assert_eq!(refused_format(b"{\"log\":{}}"), None);
    }

    #[test]
    fn notices_that_a_file_was_changed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.har");
        fs::write(&path, b"{}").expect("the folder is writable");
        let source = Source::look(&path).expect("it is there");
        assert_eq!(source.check_unchanged(), Ok(()));
        fs::write(&path, b"{ }").expect("the folder is writable");
        assert_eq!(
            source.check_unchanged().expect_err("it was changed").code,
            TroubleCode::FileChanged
        );
    }
}
