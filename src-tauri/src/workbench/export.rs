//! The safe copy: written beside its place, verified from the disk, and only then given its name.
//!
//! Invariant: a file of the final name holds verified bytes. Whatever fails before leaves nothing behind.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use scrubjay_scan::{CheckId as EngineCheck, Report, Verdict as EngineVerdict, Verification};
use tempfile::NamedTempFile;

use super::bytes;
use super::case::{Case, count};
use super::job::Teller;
use super::report::{self, Output};
use super::source::{name_of, writing};
use crate::wire::{
    CheckId, CheckView, LifeState, Phase, SafeCopy, SafeFile, SignOut, Trouble, TroubleCode,
    Verdict,
};

/// Where the outputs of a file are.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub(crate) output: PathBuf,
    pub(crate) report: PathBuf,
}

/// Why there is no safe copy.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) trouble: Trouble,
    pub(super) checks: Vec<CheckView>,
    /// The file whose copy did not hold, and why.
    pub(super) failed: Option<(usize, Box<Verification>)>,
}

impl From<Trouble> for Refused {
    fn from(trouble: Trouble) -> Refused {
        Refused { trouble, checks: Vec::new(), failed: None }
    }
}

/// The names of the outputs for one input.
struct Target {
    output: PathBuf,
    json: PathBuf,
    html: PathBuf,
}

impl Target {
    fn new(input: &Path, folder: &Path) -> Target {
        let name = name_of(input);
        let (stem, ending) =
            name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).unwrap_or((&name, ""));
        let dot = if ending.is_empty() { "" } else { "." };
        Target {
            output: folder.join(format!("{stem}.scrubbed{dot}{ending}")),
            json: folder.join(format!("{stem}.scrubbed.report.json")),
            html: folder.join(format!("{stem}.scrubbed.report.html")),
        }
    }
}

/// An output that is written and not yet in its place.
struct Staged {
    file: NamedTempFile,
    bytes: memmap2::Mmap,
    verification: Verification,
}

/// Writes and verifies the outputs of a case.
///
/// # Errors
/// When a file was changed, cannot be written, or does not hold what was promised.
pub(super) fn export(
    case: &Case,
    folder: Option<&Path>,
    teller: &Teller<'_>,
) -> Result<(SafeCopy, Vec<Written>, Vec<Verification>), Refused> {
    let targets: Vec<Target> = case
        .files
        .iter()
        .map(|file| {
            Target::new(
                &file.source.path,
                folder.or(file.source.path.parent()).unwrap_or(Path::new(".")),
            )
        })
        .collect();
    for (file, target) in case.files.iter().zip(&targets) {
        file.source.check_unchanged()?;
        for path in [&target.output, &target.json, &target.html] {
            if path.exists() {
                let name = Some(name_of(path));
                return Err(
                    Trouble { code: TroubleCode::AlreadyThere, file: name, detail: None }.into()
                );
            }
        }
    }
    let total: u64 = case.files.iter().map(|file| file.bytes.len() as u64).sum();
    teller.begin(Phase::Writing, total);
    let mut staged = Vec::new();
    for (file, target) in targets.iter().enumerate() {
        staged.push(stage(case, file, target, teller)?);
    }
    let names: Vec<String> = targets.iter().map(|target| name_of(&target.output)).collect();
    let outputs: Vec<Output<'_>> = staged
        .iter()
        .zip(&names)
        .map(|(staged, name)| Output {
            name,
            bytes: &staged.bytes,
            verification: &staged.verification,
        })
        .collect();
    let report = report::report(case, &outputs);
    let copy = summary(case, &targets, &staged, &report);
    let mut verifications = Vec::new();
    let mut placed = Placed::default();
    for (staged, target) in staged.into_iter().zip(&targets) {
        let name = || Some(name_of(&target.output));
        let trouble =
            |error: &io::Error| Trouble { code: writing(error), file: name(), detail: None };
        staged.file.as_file().sync_all().map_err(|error| trouble(&error))?;
        staged.file.persist_noclobber(&target.output).map_err(|error| trouble(&error.error))?;
        placed.0.push(target.output.clone());
        for (path, text) in [(&target.json, report.to_json()), (&target.html, report.to_html())] {
            put(path, text.as_bytes()).map_err(|error| trouble(&error))?;
            placed.0.push(path.to_path_buf());
        }
        verifications.push(staged.verification);
    }
    placed.0.clear();
    let written = targets
        .into_iter()
        .map(|target| Written { output: target.output, report: target.html })
        .collect();
    Ok((copy, written, verifications))
}

/// Takes files away again that were put in place before something failed.
#[derive(Default)]
struct Placed(Vec<PathBuf>);

impl Drop for Placed {
    fn drop(&mut self) {
        for path in &self.0 {
            let _ = std::fs::remove_file(path);
        }
    }
}

fn stage(
    case: &Case,
    file: usize,
    target: &Target,
    teller: &Teller<'_>,
) -> Result<Staged, Refused> {
    let of = &case.files[file];
    let redacted = case
        .engine
        .redact(&case.scan, file, &of.bytes)
        .map_err(|_| of.source.trouble(TroubleCode::Internal))?;
    let folder = target.output.parent().unwrap_or(Path::new("."));
    let trouble = |error: &io::Error| Trouble {
        code: writing(error),
        file: Some(of.source.name.clone()),
        detail: None,
    };
    let mut staged = tempfile::Builder::new()
        .prefix(".scrubjay-")
        .suffix(".tmp")
        .tempfile_in(folder)
        .map_err(|error| trouble(&error))?;
    {
        let mut out = BufWriter::with_capacity(1 << 20, staged.as_file_mut());
        redacted
            .write_to(&of.bytes, &mut out)
            .and_then(|()| out.flush())
            .map_err(|error| trouble(&error))?;
    }
    use_like(staged.as_file(), &of.source.path);
    // From the disk: what is checked is what will be sent.
    let bytes = bytes::map(staged.as_file()).map_err(|error| trouble(&error))?;
    let verification = case
        .engine
        .verify(&case.scan, file, &of.bytes, &redacted, &bytes, teller)
        .map_err(|_| of.source.trouble(TroubleCode::Cancelled))?;
    if verification.verdict == EngineVerdict::Failed {
        let checks = checks(&verification);
        return Err(Refused {
            trouble: of.source.trouble(TroubleCode::VerificationFailed),
            checks,
            failed: Some((file, Box::new(verification))),
        });
    }
    Ok(Staged { file: staged, bytes, verification })
}

/// A temporary file is its owner's only; the output may be read by whoever may read the input.
fn use_like(file: &File, model: &Path) {
    if let Ok(meta) = std::fs::metadata(model) {
        let permissions = meta.permissions();
        // Of a file that cannot be written the copy can: it is its owner's to delete.
        if !permissions.readonly() {
            let _ = file.set_permissions(permissions);
        }
    }
}

/// Writes a new file; one that is there stays.
pub(crate) fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn summary(case: &Case, targets: &[Target], staged: &[Staged], report: &Report) -> SafeCopy {
    let replaced = case.scan.credentials.iter().filter(|found| found.is_redacted()).count();
    let requests: usize = case.files.iter().map(|file| file.entries.len()).sum();
    SafeCopy {
        files: staged
            .iter()
            .zip(targets)
            .map(|(staged, target)| SafeFile {
                name: name_of(&target.output),
                bytes: staged.bytes.len() as u64,
                verdict: verdict(staged.verification.verdict),
                checks: checks(&staged.verification),
            })
            .collect(),
        requests: (requests > 0).then(|| count(requests)),
        values: report.files.iter().map(|file| file.fidelity.values).sum(),
        values_kept: report.files.iter().map(|file| file.fidelity.values_kept).sum(),
        are_lines: report.unit() == "line",
        replaced: count(replaced),
        kept: count(case.scan.credentials.len() - replaced),
        look: count(
            staged
                .iter()
                .map(|staged| {
                    staged.verification.residual.len() + staged.verification.coverage.unread.len()
                })
                .sum(),
        ),
        sign_out: sign_out(case),
    }
}

/// Hosts with sessions that may still work, those with the most first.
fn sign_out(case: &Case) -> Vec<SignOut> {
    let now = super::now();
    let mut hosts = std::collections::BTreeMap::new();
    for (at, found) in case.scan.credentials.iter().enumerate() {
        let class = case.engine.pack().rule(found.rule).class;
        let is_session = class == scrubjay_scan::Class::Session
            && case.life(at, now).state != LifeState::Expired;
        if let Some(host) = case.known[at].host.as_ref().filter(|_| is_session) {
            *hosts.entry(host.clone()).or_insert(0) += 1;
        }
    }
    let mut all: Vec<SignOut> =
        hosts.into_iter().map(|(host, sessions)| SignOut { host, sessions }).collect();
    all.sort_by_key(|place| std::cmp::Reverse(place.sessions));
    all
}

pub(super) fn verdict(verdict: EngineVerdict) -> Verdict {
    match verdict {
        EngineVerdict::Clean => Verdict::Clean,
        EngineVerdict::Incomplete => Verdict::Incomplete,
        EngineVerdict::Failed => Verdict::Failed,
    }
}

/// The six checks in their order; those that were not made say so.
pub(super) fn checks(verification: &Verification) -> Vec<CheckView> {
    const ALL: [(EngineCheck, CheckId); 6] = [
        (EngineCheck::Absent, CheckId::Absent),
        (EngineCheck::Untouched, CheckId::Untouched),
        (EngineCheck::Readable, CheckId::Readable),
        (EngineCheck::Consistent, CheckId::Consistent),
        (EngineCheck::Silent, CheckId::Silent),
        (EngineCheck::Complete, CheckId::Complete),
    ];
    ALL.into_iter()
        .map(|(engine, id)| {
            let made = verification.checks.iter().find(|check| check.id == engine);
            CheckView {
                id,
                passed: made.map(|check| check.passed),
                detail: made.map_or_else(String::new, |check| check.detail.clone()),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_outputs_beside_the_input() {
        let target = Target::new(Path::new("/a/login.v2.har"), Path::new("/a"));
        assert_eq!(name_of(&target.output), "login.v2.scrubbed.har");
        assert_eq!(name_of(&target.json), "login.v2.scrubbed.report.json");
        assert_eq!(
            name_of(&Target::new(Path::new("/a/har"), Path::new("/b")).output),
            "har.scrubbed"
        );
    }
}
