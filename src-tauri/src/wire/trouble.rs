//! What went wrong, as far as a screen acts on it. The words are the screen's.

use serde::Serialize;
use ts_rs::TS;

/// Why something did not happen.
///
/// A code exists where the screen acts on it; everything else is [`TroubleCode::Internal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TroubleCode {
    /// The file is no longer where it was.
    FileMissing,
    /// The file could not be opened for reading.
    FileUnreadable,
    /// A folder was given where a file is needed.
    IsFolder,
    /// The file has no bytes.
    FileEmpty,
    /// The archive needs a password.
    Encrypted,
    /// The file is not of a kind that can be read.
    UnknownFormat,
    /// The file was changed by something else since it was read.
    FileChanged,
    /// There is no room left on the disk.
    DiskFull,
    /// The folder takes no new files.
    FolderReadOnly,
    /// A file of that name is already there.
    AlreadyThere,
    /// The check of the output failed; no file was kept.
    VerificationFailed,
    /// Somebody pressed Cancel.
    Cancelled,
    /// The policy, rule or key file cannot be used.
    SettingsFile,
    /// The thing asked for is no longer open.
    Gone,
    /// The report is not one of ours, or not of this file.
    ReportMismatch,
    /// Anything else.
    Internal,
}

/// Something that did not happen, and where.
///
/// Invariant: `file` is a bare file name and `detail` is ours (a place, a line, a check), never text of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Trouble {
    /// What the screen acts on.
    pub code: TroubleCode,
    /// The file it happened to.
    pub file: Option<String>,
    /// Where or which, in our words.
    pub detail: Option<String>,
}
