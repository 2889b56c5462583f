//! What is open: the files that were given together, and what was found in them.

use serde::Serialize;
use ts_rs::TS;

use super::Tally;

/// A file that was given, not yet read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SourceView {
    /// What the commands call it.
    pub id: u32,
    /// Its name without the folder.
    pub name: String,
    /// How large it is.
    #[ts(type = "number")]
    pub bytes: u64,
    /// What it looks like from its name and first bytes.
    pub kind: SourceKind,
}

/// What a file looks like before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// Something that can hold credentials.
    Document,
    /// A report of ours.
    Report,
}

/// Files that were given together: one scan, one set of decisions, the same placeholders in all.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseView {
    /// What the commands call it.
    pub id: u32,
    /// Grows with every decision; a page of an older revision is stale.
    pub revision: u32,
    /// The files, in the order in which they were given.
    pub files: Vec<FileView>,
    /// What the files can do, in one sentence.
    pub headline: Headline,
    /// The figures under the sentence.
    pub counts: Counts,
    /// Whether there is a decision to take back.
    pub can_undo: bool,
    /// Whether there is a decision to make again.
    pub can_redo: bool,
}

/// One file of a case.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileView {
    /// Its name without the folder.
    pub name: String,
    /// How large it is.
    #[ts(type = "number")]
    pub bytes: u64,
    /// The format it was read as, in the words of the engine: `har`, `json`, `text`.
    pub format: String,
    /// How many requests it holds, where it is a HAR.
    pub requests: Option<u32>,
    /// How many different hosts it talks to.
    pub hosts: u32,
    /// How many layers were opened in it.
    #[ts(type = "number")]
    pub layers: u64,
    /// What a person should know before going on.
    pub notes: Vec<FileNote>,
}

/// Something to know about a file before going on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum FileNote {
    /// The file ends in the middle; what was complete is in the safe copy.
    Truncated,
    /// The file is not a HAR; it was read as what it is.
    NotHar,
    /// The file is a safe copy already.
    AlreadyScrubbed {
        /// How many different placeholders were met.
        placeholders: u32,
    },
    /// Some parts were not read.
    Unread {
        /// How many.
        parts: u32,
    },
}

/// What the files can do, worst first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Headline {
    /// Whoever has the file can be somebody.
    #[serde(rename_all = "camelCase")]
    LogIn {
        /// Whom, with the middle of an address left out.
        who: Option<String>,
        /// Where.
        host: String,
        /// For how long, where that is known.
        #[ts(type = "number | null")]
        seconds_left: Option<u64>,
        /// To how many more services.
        more: u32,
    },
    /// Whoever has the file can use a key or password.
    Access {
        /// Of which service or host.
        service: String,
        /// And of how many more.
        more: u32,
    },
    /// Everything that was found has expired by its own clock.
    Expired,
    /// Nothing that we recognise.
    Nothing,
    /// The files are safe copies.
    AlreadyScrubbed,
}

/// The figures of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Its credentials.
    #[serde(flatten)]
    pub tally: Tally,
    /// Strings for a person to look at.
    pub look: u32,
    /// Whether there may be more: those of a large file are looked for when its safe copy is made.
    pub look_later: bool,
}

/// Why a string or a part waits for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LookReason {
    /// It looks random and no rule knows it.
    LooksRandom,
    /// It was not read.
    Unread,
}

/// Something for a person to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Look {
    /// Which file.
    pub file: u32,
    /// Where in it.
    pub path: String,
    /// Why it waits.
    pub reason: LookReason,
    /// More of the reason, in the words of the engine.
    pub detail: String,
    /// How long the string is, where it is one.
    pub length: Option<u32>,
    /// The request it belongs to.
    pub entry: Option<u32>,
}

/// A page of things to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LookPage {
    /// How many there are.
    pub total: u32,
    /// Those of this page.
    pub rows: Vec<Look>,
}
