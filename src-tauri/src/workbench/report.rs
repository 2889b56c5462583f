//! The report beside a safe copy, and what one says of a file that is checked against it.

use scrubjay_scan::{Credential, Engine, FileReportParts, Input, Report, Verification};
use sha2::{Digest, Sha256};

use super::case::Case;

/// A verified output on its way to a report.
pub(super) struct Output<'a> {
    pub(super) name: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) verification: &'a Verification,
}

/// The account of a case.
pub(super) fn report(case: &Case, outputs: &[Output<'_>]) -> Report {
    let parts: Vec<FileReportParts<'_>> = outputs
        .iter()
        .enumerate()
        .map(|(file, output)| FileReportParts {
            file,
            input: Input { name: &case.files[file].source.name, bytes: &case.files[file].bytes },
            output: Some(Input { name: output.name, bytes: output.bytes }),
            verification: Some(output.verification),
        })
        .collect();
    case.engine.report(&case.scan, &parts)
}

/// Whether these bytes are those that a report was written for.
pub(super) fn speaks_of(report: &Report, bytes: &[u8]) -> bool {
    let sha256: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    report
        .files
        .iter()
        .filter_map(|file| file.output.as_ref())
        .any(|output| output.sha256 == sha256)
}

/// Whether a report says that a credential was left in.
pub(super) fn keeps(report: &Report, engine: &Engine, credential: &Credential) -> bool {
    let rule = &engine.pack().rule(credential.rule).id;
    report.credentials.iter().any(|kept| {
        kept.decision == "keep"
            && kept.rule == *rule
            && kept
                .places
                .iter()
                .any(|told| credential.places.iter().any(|place| told.path == place.path))
    })
}
