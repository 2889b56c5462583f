//! What a file that was already sent gives away: whose each credential is, whether it still works,
//! what has to be ended, in which order, and where to look for its use.
//!
//! Made from a scan and from what a clerk noted beside it in the same walk. Nobody is asked
//! whether a credential works: no part of this reaches a network.
//!
//! Invariant: an exposure holds no credential. People's names are masked where they are told, and
//! stand in full only in the steps, where whoever revokes needs them.

mod csv;
mod desk;
mod end;
mod exchange;
mod fill;
mod html;
mod lifetime;
mod note;
mod order;
mod owner;
mod people;
mod privilege;
mod row;
mod service;
mod state;
mod trail;

use serde::Serialize;

use crate::engine::{Engine, Scan};
use crate::moment::Moment;
use crate::progress::{Cancelled, Progress};
use crate::report::{Hide, ReportCoverage, ReportUnread, Rules, Tool, digest};
use crate::source::Input;

pub(crate) use note::{Clerk, Notes};
pub use order::{StepId, StepTask, WorkStep};
pub use owner::Owner;
pub use row::{Ending, Exposed, Hunt, Pivot};
pub use state::{EvidenceKind, State, StateId};

/// The name of this version.
const SCHEMA: &str = "scrubjay-exposure-1";

/// The account of what a file that was sent gives away.
#[derive(Clone, Debug, Serialize)]
pub struct Exposure {
    /// `scrubjay-exposure-1`.
    pub schema: &'static str,
    /// What made it.
    pub tool: Tool,
    /// The rules that were used.
    pub rules: Rules,
    /// The time that states are relative to.
    pub now: Moment,
    /// The files, in the order given.
    pub files: Vec<ExposedFile>,
    /// What to do, in this order.
    pub steps: Vec<WorkStep>,
    /// The credentials, the most pressing first.
    pub credentials: Vec<Exposed>,
}

/// A file that was sent.
#[derive(Clone, Debug, Serialize)]
pub struct ExposedFile {
    /// File name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
    /// `har`, `json` or `text`.
    pub format: String,
    /// What was read and what was not.
    pub coverage: ReportCoverage,
}

impl Exposure {
    /// As JSON, with a line feed at its end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// As one HTML file without scripts, for a reader who need not be technical.
    pub fn to_html(&self) -> String {
        html::page(self)
    }

    /// As CSV with a header line, one line a credential.
    pub fn to_csv(&self) -> String {
        csv::table(self)
    }

    /// The credentials that somebody has to end.
    pub fn open(&self) -> impl Iterator<Item = &Exposed> {
        self.credentials.iter().filter(|credential| credential.state.is_open())
    }

    /// Whether everything in the files was read.
    pub fn is_complete(&self) -> bool {
        let lost = |unread: &ReportUnread| unread.reason != "misdeclared";
        !self.files.iter().any(|file| file.coverage.unread.iter().any(lost))
    }
}

impl Engine {
    /// Finds what `inputs` give away, as it stands at the time `now`.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` says so.
    pub fn expose(
        &self,
        inputs: &[Input<'_>],
        now: Moment,
        progress: &dyn Progress,
    ) -> Result<Exposure, Cancelled> {
        let (scan, notes) = self.scan_with_notes(inputs, progress)?;
        Ok(self.exposure(&scan, &notes, inputs, now))
    }

    fn exposure(&self, scan: &Scan, notes: &Notes, inputs: &[Input<'_>], now: Moment) -> Exposure {
        let hide = Hide::new(scan);
        let files = inputs
            .iter()
            .zip(&scan.files)
            .map(|(input, read)| ExposedFile {
                name: hide.text(input.name),
                sha256: digest(input.bytes),
                bytes: input.bytes.len() as u64,
                format: read.kind.label().to_owned(),
                coverage: ReportCoverage::of(&read.coverage, &hide),
            })
            .collect();
        let names: Vec<&str> = inputs.iter().map(|input| input.name).collect();
        let mut credentials = desk::rows(&self.pack, scan, &notes.0, &names, &hide, now);
        let steps = order::steps(&mut credentials);
        Exposure {
            schema: SCHEMA,
            tool: Tool::this(),
            rules: Rules::of(&self.pack),
            now,
            files,
            steps,
            credentials,
        }
    }
}
