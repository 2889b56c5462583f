//! What the whole report comes to: the numbers and the one state that the page begins with.

use super::words::SEEN_THROUGH;
use crate::report::{Report, ReportCredential, ReportFile};
use crate::verify::{CheckId, Verdict};

/// The checks, in the order of the page.
pub(super) const CHECKS: [CheckId; 6] = [
    CheckId::Absent,
    CheckId::Untouched,
    CheckId::Readable,
    CheckId::Consistent,
    CheckId::Silent,
    CheckId::Complete,
];

/// The numbers of a report.
pub(super) struct Tally {
    pub(super) redacted: usize,
    pub(super) redacted_places: usize,
    pub(super) kept: usize,
    /// Things that were not read.
    pub(super) lost: usize,
    pub(super) residual: usize,
    pub(super) values: u64,
    pub(super) values_kept: u64,
    pub(super) layers: usize,
    pub(super) bytes: u64,
    /// Checks that hold in every file.
    pub(super) checks: usize,
}

impl Tally {
    pub(super) fn new(
        report: &Report,
        redacted: &[&ReportCredential],
        kept: &[&ReportCredential],
    ) -> Self {
        let files = &report.files;
        let holds = |id: CheckId| !files.is_empty() && files.iter().all(|file| holds(file, id));
        Tally {
            redacted: redacted.len(),
            redacted_places: redacted.iter().map(|credential| credential.places.len()).sum(),
            kept: kept.len(),
            lost: files.iter().map(lost).sum(),
            residual: files.iter().map(|file| file.residual.len()).sum(),
            values: files.iter().map(|file| file.fidelity.values).fold(0, u64::saturating_add),
            values_kept: files
                .iter()
                .map(|file| file.fidelity.values_kept)
                .fold(0, u64::saturating_add),
            layers: files
                .iter()
                .map(|file| usize::try_from(file.coverage.layers).unwrap_or(usize::MAX))
                .fold(0, usize::saturating_add),
            bytes: files.iter().map(|file| file.coverage.bytes).fold(0, u64::saturating_add),
            checks: CHECKS.into_iter().filter(|id| holds(*id)).count(),
        }
    }
}

/// What a run came to, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A check failed.
    Failed,
    /// There is no checked copy of some file.
    Unchecked,
    /// Something was not read.
    Incomplete,
    /// A credential stays by decision.
    Kept,
    /// Nothing was found.
    Nothing,
    /// Everything that was found is gone.
    Clean,
}

impl Outcome {
    /// Whether there is a copy that passed what could be checked.
    pub(super) fn has_copy(self) -> bool {
        match self {
            Outcome::Failed | Outcome::Unchecked => false,
            Outcome::Incomplete | Outcome::Kept | Outcome::Nothing | Outcome::Clean => true,
        }
    }

    pub(super) fn new(report: &Report, tally: &Tally) -> Self {
        let worst = report.files.iter().map(of).min_by_key(|outcome| *outcome as u8);
        match worst.unwrap_or(Outcome::Unchecked) {
            Outcome::Failed => Outcome::Failed,
            Outcome::Unchecked => Outcome::Unchecked,
            Outcome::Incomplete => Outcome::Incomplete,
            Outcome::Kept | Outcome::Nothing | Outcome::Clean => match (tally.kept, tally.redacted)
            {
                (0, 0) => Outcome::Nothing,
                (0, _) => Outcome::Clean,
                (1.., _) => Outcome::Kept,
            },
        }
    }
}

/// What one file came to: `Clean` where nothing stands against its copy.
///
/// A verdict is not believed further than the checks that are listed under it.
pub(super) fn of(file: &ReportFile) -> Outcome {
    let fails = |id: CheckId| file.checks.iter().any(|check| check.id == id && !check.passed);
    let failed = CHECKS.into_iter().any(|id| id != CheckId::Complete && fails(id));
    match file.verdict {
        Verdict::Failed => Outcome::Failed,
        Verdict::Clean | Verdict::Incomplete if failed => Outcome::Failed,
        Verdict::Clean | Verdict::Incomplete if file.output.is_none() || file.checks.is_empty() => {
            Outcome::Unchecked
        }
        Verdict::Incomplete => Outcome::Incomplete,
        Verdict::Clean if fails(CheckId::Complete) || lost(file) > 0 => Outcome::Incomplete,
        Verdict::Clean => Outcome::Clean,
    }
}

/// Whether a check was made and holds.
pub(super) fn holds(file: &ReportFile, id: CheckId) -> bool {
    let mut made = file.checks.iter().filter(|check| check.id == id).peekable();
    made.peek().is_some() && made.all(|check| check.passed)
}

/// Number of things in a file that were not read.
pub(super) fn lost(file: &ReportFile) -> usize {
    file.coverage.unread.iter().filter(|unread| unread.reason != SEEN_THROUGH).count()
}
