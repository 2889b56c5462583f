//! The types that cross between Rust and the screens, and nothing else.
//!
//! Every one is made from a domain type on purpose: nothing internal is serialized by accident. The
//! TypeScript in `ui/src/host/wire` is generated from these types and committed; a test fails when
//! it is stale.
//!
//! Invariant: no wire type but [`Revealed`] can carry the text of a credential; texts from a file are sent as
//! [`Segment`]s in which credentials are already masked.

mod case;
mod credential;
mod entry;
mod exposure;
mod job;
mod settings;
mod tally;
mod text;
mod trouble;

pub use case::{
    CaseView, Counts, FileNote, FileView, Headline, Look, LookPage, LookReason, SourceKind,
    SourceView,
};
pub use credential::{
    Choice, Claim, Context, CredentialFilter, CredentialGroup, CredentialPage, CredentialQuery,
    CredentialRow, CredentialSort, Decoded, Facet, FacetKind, Facets, FoundRow, Life, LifeState,
    PlaceKind, PlacePage, PlaceRow, Selection, Severity,
};
pub use entry::{
    BodyPart, EntryDetail, EntryPage, EntryQuery, EntryRow, EntrySort, NamedValue, Timings,
};
pub use exposure::{
    ExposedRow, ExposureEvent, ExposureForm, ExposurePivot, ExposureState, ExposureStep,
    ExposureTask, ExposureView,
};
pub use job::{
    AppEvent, AppInfo, CheckId, CheckView, ExportEvent, ExportPlace, Phase, Progress, SafeCopy,
    SafeFile, ScanEvent, SignOut, Verdict, Verification, VerifyEvent,
};
pub use settings::{Profile, Settings, SettingsFile, ThemeChoice, Zoom};
pub use tally::Tally;
pub use text::{Masked, Revealed, Segment, TextPage};
pub use trouble::{Trouble, TroubleCode};

#[cfg(test)]
mod fresh;
