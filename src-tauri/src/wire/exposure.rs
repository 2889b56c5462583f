//! What a file that was already sent gives away, and what to do about it.
//!
//! Invariant: no text here is that of a credential; names of people are masked in the rows and stand in full only in
//! the tasks, where whoever revokes needs them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::job::Progress;
use super::text::Masked;
use super::trouble::Trouble;

/// The account of files that were sent.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExposureView {
    /// Which.
    pub id: u32,
    /// The names of the files.
    pub files: Vec<String>,
    /// Whether all of them was read.
    pub is_complete: bool,
    /// How many credentials somebody has to end.
    pub open: u32,
    /// What to do, in this order; steps without tasks are left out.
    pub steps: Vec<ExposureStep>,
    /// The credentials, the most pressing first.
    pub credentials: Vec<ExposedRow>,
    /// The tasks that were ticked off.
    pub done: Vec<String>,
}

/// A step of the work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExposureStep {
    /// What it is.
    pub title: String,
    /// Why it stands at this place.
    pub why: String,
    /// What is to be done.
    pub tasks: Vec<ExposureTask>,
}

/// Something to do and to tick off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExposureTask {
    /// The same in every run over the same files.
    pub id: String,
    /// What to do.
    pub text: String,
    /// Where.
    pub place: Option<String>,
    /// A command that does it.
    pub command: Option<String>,
    /// What else happens.
    pub side_effects: Option<String>,
    /// What logs can be searched for.
    pub pivots: Vec<ExposurePivot>,
    /// An earlier task that deals with this one too.
    pub same_as: Option<String>,
    /// The credentials that it deals with.
    pub credentials: Vec<String>,
}

/// Something that logs can be searched for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExposurePivot {
    /// What it is.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// Whether an exposed credential works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ExposureState {
    /// It works, or has to be taken for working.
    Live,
    /// Nothing tells.
    Unknown,
    /// It was used up.
    Spent,
    /// Its own clock says that it is over.
    Expired,
}

/// A credential that was sent.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExposedRow {
    /// What it is called in the tasks.
    pub id: String,
    /// The service.
    pub service: String,
    /// The kind.
    pub class: String,
    /// Its first characters and length.
    pub masked: Masked,
    /// Whose it is, masked.
    pub owner: Option<String>,
    /// What speaks for more rights than usual.
    pub privilege: Option<String>,
    /// Whether it works.
    pub state: ExposureState,
    /// State and evidence in a sentence.
    pub told: String,
    /// The log to look into, and its fields.
    pub hunt: Option<String>,
    /// The hosts that it was sent to.
    pub sent_to: Vec<String>,
    /// In how many places it stands.
    pub places: u32,
}

/// How an account is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ExposureForm {
    /// A page for a reader.
    Html,
    /// A table.
    Csv,
}

/// What looking into sent files says. The last message is `done` or `failed`, exactly once.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum ExposureEvent {
    /// On the way.
    Progress {
        /// How far.
        progress: Progress,
    },
    /// Looked into.
    Done {
        /// The account.
        exposure: Box<ExposureView>,
    },
    /// Not looked into.
    Failed {
        /// Why.
        trouble: Trouble,
    },
}
