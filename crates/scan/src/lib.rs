//! Finds credentials in documents, decides, plans, applies, verifies and reports.
//!
//! The faces hand in named bytes and get back what was found, a safe copy as edits, and the
//! verdict on the bytes that were written. This crate opens no files and reads no environment.

mod again;
mod count;
mod credential;
mod detect;
mod detection;
mod earshot;
mod echo;
mod engine;
mod exposure;
mod finding;
mod moment;
mod needle;
mod placeholder;
mod plan;
mod policy;
mod progress;
mod rank;
mod redact;
mod report;
mod secret;
mod source;
mod spelling;
mod tally;
mod verify;
mod view;

pub use count::{count, number};
pub use credential::{Credential, CredentialId, Decision};
pub use engine::{ApplyError, Coverage, Engine, FileScan, Scan, Settings, UnreadPlace};
pub use exposure::{
    Ending, EvidenceKind, Exposed, ExposedFile, Exposure, Hunt, Owner, Pivot, State, StateId,
    StepId, StepTask, WorkStep,
};
pub use finding::{Place, PlaceKind};
pub use moment::Moment;
pub use policy::{Action, Keep, Policy, PolicyError, Profile, Replacement};
pub use progress::{Cancelled, Phase, Progress, Silent};
pub use redact::Redacted;
pub use report::{
    Fidelity, FileReportParts, NoReport, Report, ReportCoverage, ReportCredential, ReportFile,
    ReportInput, ReportOutput, ReportPlace, ReportUnread, Rules, Tool,
};
pub use scrubjay_document::{Edit, Limits, Span, Step, Unread};
pub use scrubjay_rules::Place as NamePlace;
#[cfg(feature = "schema")]
pub use scrubjay_rules::schema as rules_schema;
pub use scrubjay_rules::{
    Check, Class, Confidence, Explanation, Look, Pack, PackError, PackSource, Reason, Revoke, Rule,
    RuleIndex, Setting, Severity,
};
pub use secret::{Key, Masked, Secret};
pub use source::{Input, Kind};
pub use tally::Seen;
pub use verify::{CheckId, CheckResult, Residual, Verdict, Verification};
