//! Establishes the promise again from the bytes that were written.
//!
//! Six checks, each from the output's bytes alone or from both files' bytes: nothing here uses
//! what the plan intended beyond the list of edits that it recorded, and nothing shares code with
//! planning and applying.

mod afresh;
mod consistent;
mod readable;
pub(crate) mod residual;
#[cfg(test)]
mod sabotage;
mod seen;
mod untouched;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use rayon::prelude::*;

use scrubjay_document::{Budget, Edit};

use crate::count::count;
use crate::credential::{Credential, batches};
use crate::detect::Memories;
use crate::earshot::each_place;
use crate::engine::{Coverage, Engine, Scan};
use crate::needle::{Needle, Needles};
use crate::progress::{Cancelled, Phase, Progress, check};
use crate::redact::Redacted;
use crate::source::{Input, Kind, Opened};

pub(crate) use afresh::Afresh;
use consistent::Mark;
pub use residual::Residual;
use seen::Inspector;

/// The six checks, in the order of the report.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum CheckId {
    /// No credential can be read in any spelling.
    Absent,
    /// Every byte outside the edits is the byte of the input.
    Untouched,
    /// It parses as the same format with the same shape.
    Readable,
    /// Equal credentials have equal placeholders, different ones different.
    Consistent,
    /// A fresh scan finds nothing.
    Silent,
    /// Everything was read.
    Complete,
}

/// One check with its result.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CheckResult {
    /// Which.
    pub id: CheckId,
    /// Whether it holds.
    pub passed: bool,
    /// What was checked, or where it failed; never what stands there.
    pub detail: String,
}

/// What the check of an output said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// All checks hold.
    Clean,
    /// All checks hold but that something was not read.
    Incomplete,
    /// A check failed.
    Failed,
}

/// The checks of one output.
#[derive(Clone, Debug)]
pub struct Verification {
    /// Their results.
    pub checks: Vec<CheckResult>,
    /// All in all.
    pub verdict: Verdict,
    /// Random-looking strings that were kept.
    pub residual: Vec<Residual>,
    /// What was read of the output.
    pub coverage: Coverage,
    /// Number of values in the outermost format.
    pub values: u64,
    /// What the output is.
    pub kind: Kind,
    /// Number of credentials found in it.
    pub findings: usize,
    /// What these are.
    pub(crate) afresh: Vec<Afresh>,
}

impl Verification {
    fn new(mut checks: Vec<CheckResult>, inspection: Inspection) -> Self {
        checks.sort_by_key(|check| check.id);
        let failed = |check: &CheckResult| !check.passed && check.id != CheckId::Complete;
        let verdict = if checks.iter().any(failed) {
            Verdict::Failed
        } else if checks.iter().all(|check| check.passed) {
            Verdict::Clean
        } else {
            Verdict::Incomplete
        };
        Verification {
            checks,
            verdict,
            residual: inspection.residual,
            coverage: inspection.coverage,
            values: inspection.values,
            kind: inspection.kind,
            findings: inspection.findings.len(),
            afresh: inspection.afresh,
        }
    }

    /// The checks that do not hold.
    pub fn failures(&self) -> impl Iterator<Item = &CheckResult> {
        self.checks.iter().filter(|check| !check.passed)
    }
}

/// What one walk through an output saw.
pub(crate) struct Inspection {
    /// Paths at which a fresh scan found something that is not kept.
    findings: Vec<String>,
    /// What was found there.
    afresh: Vec<Afresh>,
    /// Paths at which a known value was read.
    leaks: Vec<String>,
    /// Placeholders that were read, without those of the input.
    placeholders: BTreeMap<u32, u64>,
    /// The fingerprints of placeholders that were read, by where they stand.
    marks: HashMap<u64, BTreeSet<Mark>>,
    coverage: Coverage,
    residual: Vec<Residual>,
    values: u64,
    kind: Kind,
}

impl Engine {
    /// Checks the bytes that were written for one input of a scan, with the original at hand.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` says so.
    pub fn verify(
        &self,
        scan: &Scan,
        file: usize,
        original: &[u8],
        redacted: &Redacted,
        output: &[u8],
        progress: &dyn Progress,
    ) -> Result<Verification, Cancelled> {
        self.run(|| self.verify_here(scan, file, original, &redacted.edits, output, progress))
    }

    fn verify_here(
        &self,
        scan: &Scan,
        file: usize,
        original: &[u8],
        edits: &[Edit],
        output: &[u8],
        progress: &dyn Progress,
    ) -> Result<Verification, Cancelled> {
        let before = &scan.files[file];
        let (opened, (untouched, raw)) = rayon::join(
            || Opened::new(output, &self.settings.limits),
            || {
                let untouched = untouched::check(original, edits, output);
                (untouched, search_raw(&scan.credentials, output))
            },
        );
        let (inspected, readable) = rayon::join(
            || self.inspect(&opened, &scan.credentials, progress),
            || readable::check(original, before, edits, &opened, &self.settings.limits),
        );
        let mut inspection = inspected?;
        let afresh = std::mem::take(&mut inspection.afresh);
        inspection.afresh = afresh.into_iter().map(|found| found.before(edits)).collect();
        let mut checks = vec![untouched, readable, absent(&inspection, raw), silent(&inspection)];
        checks.push(consistent::check(scan, file, edits, original, &inspection));
        let read = &scan.files[file].coverage;
        checks.push(complete_still(read, &inspection.coverage));
        inspection.coverage = read.clone();
        inspection.values = scan.files[file].values;
        Ok(Verification::new(checks, inspection))
    }

    /// Checks an output without its original: that it parses, that a fresh scan finds nothing,
    /// that everything in it was read. Absence follows from silence here.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` says so.
    pub fn verify_alone(
        &self,
        output: &Input<'_>,
        progress: &dyn Progress,
    ) -> Result<Verification, Cancelled> {
        self.run(|| {
            let opened = Opened::new(output.bytes, &self.settings.limits);
            let inspection = self.inspect(&opened, &[], progress)?;
            let checks =
                vec![readable::alone(&opened), silent(&inspection), complete(&inspection.coverage)];
            Ok(Verification::new(checks, inspection))
        })
    }

    /// Checks an output against its original: all six, with the edits worked out anew from the
    /// two files and the placeholders in the output.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` says so.
    pub fn verify_pair(
        &self,
        output: &Input<'_>,
        original: &Input<'_>,
        kept: &dyn Fn(&Credential) -> bool,
        progress: &dyn Progress,
    ) -> Result<Verification, Cancelled> {
        let mut scan = self.scan(&[*original], progress)?;
        keep(&mut scan, kept);
        let verification = self.against(&scan, output, original, progress)?;
        if verification.verdict != Verdict::Failed {
            return Ok(verification);
        }
        // A copy may be without what only a look at it uncovered.
        let mut is_more = false;
        while self.uncover(&mut scan, original, progress)? {
            keep(&mut scan, kept);
            is_more = true;
        }
        if is_more { self.against(&scan, output, original, progress) } else { Ok(verification) }
    }

    /// Checks an output against its original and what was found in there.
    fn against(
        &self,
        scan: &Scan,
        output: &Input<'_>,
        original: &Input<'_>,
        progress: &dyn Progress,
    ) -> Result<Verification, Cancelled> {
        let edits = untouched::regions(
            &scan.credentials,
            0,
            original.bytes,
            output.bytes,
            scan.files[0].salvage.as_ref().map(|(end, _)| *end),
            &self.settings.limits,
        );
        self.run(|| match edits {
            Ok(edits) => self.verify_here(scan, 0, original.bytes, &edits, output.bytes, progress),
            Err(failure) => {
                let mut verification =
                    self.verify_here(scan, 0, original.bytes, &[], output.bytes, progress)?;
                verification.checks.retain(|check| {
                    check.id != CheckId::Untouched && check.id != CheckId::Consistent
                });
                verification.checks.push(failure);
                verification.checks.sort_by_key(|check| check.id);
                verification.verdict = Verdict::Failed;
                Ok(verification)
            }
        })
    }

    /// One walk through an output that does all that needs its layers: a fresh scan, a search
    /// for known values, a count of placeholders, a look for random strings.
    fn inspect(
        &self,
        opened: &Opened<'_>,
        credentials: &[Credential],
        progress: &dyn Progress,
    ) -> Result<Inspection, Cancelled> {
        progress.phase(Phase::Verifying, opened.text.len() as u64);
        let budget = Budget::new(&self.settings.limits);
        let redacted = credentials.iter().filter(|credential| credential.is_redacted());
        let known = redacted.flat_map(Credential::needles);
        let wanted =
            Needles::new(known.chain(credentials.iter().filter_map(placeholder)).collect());
        let memories = Memories::default();
        let inspectors: Vec<Inspector<'_>> = opened
            .pieces
            .par_iter()
            .map(|piece| {
                check(progress)?;
                let mut inspector = Inspector::new(&self.pack, &wanted, opened);
                memories.lend(|memory| {
                    inspector.detector.swap_memory(memory);
                    opened.walk(piece, &mut inspector, &self.settings.limits, &budget);
                    inspector.detector.swap_memory(memory);
                });
                progress.advance(opened.bytes(piece) as u64);
                Ok(inspector)
            })
            .collect::<Result<_, Cancelled>>()?;
        let kept: Vec<&Credential> =
            credentials.iter().filter(|credential| !credential.is_redacted()).collect();
        Ok(seen::gather(inspectors, opened, &kept))
    }
}

/// Keeps what a report says was kept.
fn keep(scan: &mut Scan, kept: &dyn Fn(&Credential) -> bool) {
    for credential in scan.credentials.iter_mut().filter(|credential| kept(credential)) {
        let reason = "kept according to the report".to_owned();
        credential.decision = crate::Decision::Keep { reason };
    }
}

/// A placeholder, told apart from secrets by its owner.
fn placeholder(credential: &Credential) -> Option<Needle> {
    Some(Needle {
        bytes: credential.placeholder.clone().into_bytes(),
        owner: u32::try_from(credential.id.0).ok()? | PLACEHOLDER,
        bounded: false,
        spelled: false,
    })
}

/// Marks the owner of a placeholder.
const PLACEHOLDER: u32 = 1 << 31;

/// Looks for every spelling in the output's own bytes, with nothing decoded.
fn search_raw(credentials: &[Credential], output: &[u8]) -> usize {
    let search = |batch: Range<usize>| {
        let redacted = credentials[batch].par_iter().filter(|credential| credential.is_redacted());
        let needles = Needles::new(redacted.flat_map_iter(Credential::spellings).collect());
        if needles.is_empty() { 0 } else { each_place(output, &needles).count() }
    };
    batches(credentials.len()).map(search).sum()
}

fn result(id: CheckId, passed: bool, detail: String) -> CheckResult {
    CheckResult { id, passed, detail }
}

fn absent(inspection: &Inspection, raw: usize) -> CheckResult {
    let leaks = inspection.leaks.len();
    let detail = match (leaks, raw) {
        (0, 0) => "no spelling of a redacted value is left".to_owned(),
        (0, raw) => {
            format!("a redacted value is left in {} of the raw bytes", count(raw, "place"))
        }
        (leaks, _) => format!(
            "a redacted value is left in {}, the first at {}",
            count(leaks, "place"),
            first(&inspection.leaks)
        ),
    };
    result(CheckId::Absent, leaks == 0 && raw == 0, detail)
}

fn silent(inspection: &Inspection) -> CheckResult {
    let findings = inspection.findings.len();
    let detail = if findings == 0 {
        "a fresh scan finds nothing".to_owned()
    } else {
        format!(
            "a fresh scan finds {}, the first at {}",
            count(findings, "place"),
            first(&inspection.findings)
        )
    };
    result(CheckId::Silent, findings == 0, detail)
}

fn first(paths: &[String]) -> &str {
    paths.first().map_or("the root", |path| if path.is_empty() { "the root" } else { path })
}

fn complete(coverage: &Coverage) -> CheckResult {
    let lost = coverage
        .unread
        .iter()
        .filter(|unread| unread.reason != scrubjay_document::Unread::Misdeclared)
        .count();
    let detail = if lost == 0 {
        "everything was read".to_owned()
    } else {
        format!("{lost} things could not be read")
    };
    result(CheckId::Complete, coverage.is_complete(), detail)
}

/// The same of an output whose input is known: what could be read there can be read here.
fn complete_still(before: &Coverage, after: &Coverage) -> CheckResult {
    let lost = |coverage: &Coverage| {
        let mut reasons = BTreeMap::new();
        for unread in &coverage.unread {
            *reasons.entry(unread.reason).or_insert(0usize) += 1;
        }
        reasons
    };
    let before_lost = lost(before);
    let more = lost(after).into_iter().find(|(reason, count)| {
        *reason != scrubjay_document::Unread::Misdeclared
            && *count > before_lost.get(reason).copied().unwrap_or(0)
    });
    match more {
        Some((reason, _)) => {
            let detail = format!("more of the output than of the input is {}", reason.label());
            result(CheckId::Complete, false, detail)
        }
        None => complete(before),
    }
}

/// A hash of what is told apart within one check.
fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    std::hash::Hash::hash(bytes, &mut hasher);
    std::hash::Hasher::finish(&hasher)
}
