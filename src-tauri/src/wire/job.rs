//! Work that takes a while: scanning, making the safe copy, verifying; and what the window hears without asking.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    case::{CaseView, SourceView},
    credential::FoundRow,
    settings::Settings,
    trouble::Trouble,
};

/// What a job is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Opening layers.
    Reading,
    /// Asking the rules.
    Finding,
    /// Searching known values everywhere.
    Echoes,
    /// Writing the output.
    Writing,
    /// Checking the output.
    Verifying,
}

/// How far a job is.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// What it is doing.
    pub phase: Phase,
    /// From 0 to 1 over all phases, never going back.
    pub fraction: f64,
    /// How fast the present phase goes.
    #[ts(type = "number")]
    pub bytes_per_second: u64,
    /// How many credentials so far.
    pub credentials: u32,
    /// In how many places so far.
    pub places: u32,
    /// Credentials that were seen first since the last message. A job names a bounded number of them, whatever it reads.
    pub found: Vec<FoundRow>,
}

/// What a scan says. The last message is `done` or `failed`, exactly once.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum ScanEvent {
    /// On the way.
    Progress {
        /// How far.
        progress: Progress,
    },
    /// Read to the end.
    Done {
        /// What is open now.
        case: Box<CaseView>,
    },
    /// Not read to the end; nothing stays behind.
    Failed {
        /// Why.
        trouble: Trouble,
    },
}

/// One of the six checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum CheckId {
    /// No credential can be read from the output.
    Absent,
    /// Nothing else was changed.
    Untouched,
    /// The output opens.
    Readable,
    /// Same stays same.
    Consistent,
    /// A fresh scan finds nothing.
    Silent,
    /// Everything was read.
    Complete,
}

/// A check and what it said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckView {
    /// Which one.
    pub id: CheckId,
    /// Whether it held; nothing where there was nothing to check it against.
    pub passed: Option<bool>,
    /// Where it did not hold, in the words of the engine.
    pub detail: String,
}

/// What the check of an output said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// All held.
    Clean,
    /// All held, but something could not be read.
    Incomplete,
    /// Something did not hold.
    Failed,
}

/// One output that was written and verified.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SafeFile {
    /// The name of the output, without its folder.
    pub name: String,
    /// How large it is.
    #[ts(type = "number")]
    pub bytes: u64,
    /// What the check said.
    pub verdict: Verdict,
    /// The checks one by one.
    pub checks: Vec<CheckView>,
}

/// The outputs of a case.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SafeCopy {
    /// One for each file of the case.
    pub files: Vec<SafeFile>,
    /// Requests in the outputs, where they are HARs.
    pub requests: Option<u32>,
    /// Values met in the originals.
    #[ts(type = "number")]
    pub values: u64,
    /// Values that are the same in the outputs.
    #[ts(type = "number")]
    pub values_kept: u64,
    /// Whether they are the lines of texts.
    pub are_lines: bool,
    /// Credentials that a placeholder stands in for.
    pub replaced: u32,
    /// Credentials that were kept, with a reason.
    pub kept: u32,
    /// Strings for a person to look at.
    pub look: u32,
    /// Hosts to sign out of, those with the most sessions first, and how many sessions each ends.
    pub sign_out: Vec<SignOut>,
}

/// Where signing out ends sessions that are in the original.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignOut {
    /// The host.
    pub host: String,
    /// How many sessions end.
    pub sessions: u32,
}

/// Where the outputs go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ExportPlace {
    /// Beside the originals.
    Beside,
    /// In a folder that a dialog asks for.
    Choose,
}

/// What making a safe copy says. The last message is `done` or `failed`, exactly once.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum ExportEvent {
    /// On the way.
    Progress {
        /// How far.
        progress: Progress,
    },
    /// Written and verified.
    Done {
        /// What was written.
        copy: Box<SafeCopy>,
    },
    /// No file was kept.
    Failed {
        /// Why.
        trouble: Trouble,
        /// The checks, where it was a check that failed.
        checks: Vec<CheckView>,
    },
}

/// What the check of a file from elsewhere said.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// Its name.
    pub name: String,
    /// How large it is.
    #[ts(type = "number")]
    pub bytes: u64,
    /// The report it was checked against.
    pub report: Option<String>,
    /// In one word.
    pub verdict: Verdict,
    /// The checks one by one.
    pub checks: Vec<CheckView>,
    /// Whether its bytes are those of the report.
    pub matches_report: Option<bool>,
    /// Credentials that are in it.
    pub credentials: u32,
    /// Placeholders that are in it.
    pub placeholders: u32,
    /// Strings for a person to look at.
    pub look: u32,
}

/// What verifying says. The last message is `done` or `failed`, exactly once.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum VerifyEvent {
    /// On the way.
    Progress {
        /// How far.
        progress: Progress,
    },
    /// Checked to the end.
    Done {
        /// What it said.
        verification: Box<Verification>,
    },
    /// Not checked to the end.
    Failed {
        /// Why.
        trouble: Trouble,
    },
}

/// What the window hears without asking.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum AppEvent {
    /// Files were given: by a drop, a dialog, the command line, a second start or the desktop.
    Opened {
        /// Those that can be read.
        sources: Vec<SourceView>,
        /// Those that cannot.
        refused: Vec<Trouble>,
    },
    /// Files hang over the window.
    DragOver {
        /// How many can be taken.
        accepted: u32,
        /// How many cannot.
        refused: u32,
    },
    /// They no longer do.
    DragEnded,
}

/// What the screens need to know about the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppInfo {
    /// Its version.
    pub version: String,
    /// `linux`, `macos` or `windows`.
    pub platform: String,
    /// How many rules it knows.
    pub rules: u32,
    /// The version of the rule pack.
    pub rules_version: String,
    /// The settings as they were saved.
    pub settings: Settings,
}
