//! Checking a safe copy from elsewhere, with its report or its original where they are there.

use scrubjay_scan::{Engine, Input, Report};

use super::bytes::LARGEST_READ_BYTES;
use super::case::{count, placeholders};
use super::export::{checks, verdict};
use super::job::Teller;
use super::report::{keeps, speaks_of};
use super::source::Source;
use crate::wire::{Trouble, TroubleCode, Verification};

/// Which sources are checked against each other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given {
    pub(crate) output: u32,
    pub(crate) report: Option<u32>,
    pub(crate) original: Option<u32>,
}

pub(super) fn verify(
    engine: &Engine,
    output: &Source,
    report: Option<&Source>,
    original: Option<&Source>,
    teller: &Teller<'_>,
) -> Result<Verification, Trouble> {
    let bytes = output.read(LARGEST_READ_BYTES)?;
    let input = Input { name: &output.name, bytes: &bytes };
    let told = report.map(read_report).transpose()?;
    let cancelled = |_| super::cancelled();
    let made = match original {
        Some(original) => {
            let original_bytes = original.read(LARGEST_READ_BYTES)?;
            let pair = Input { name: &original.name, bytes: &original_bytes };
            let kept = |credential: &scrubjay_scan::Credential| {
                told.as_ref().is_some_and(|told| keeps(told, engine, credential))
            };
            engine.verify_pair(&input, &pair, &kept, teller).map_err(cancelled)?
        }
        None => engine.verify_alone(&input, teller).map_err(cancelled)?,
    };
    Ok(Verification {
        name: output.name.clone(),
        bytes: bytes.len() as u64,
        report: report.map(|report| report.name.clone()),
        verdict: verdict(made.verdict),
        checks: checks(&made),
        matches_report: told.as_ref().map(|told| speaks_of(told, &bytes)),
        credentials: count(made.findings),
        placeholders: placeholders(&bytes),
        look: count(made.residual.len()),
    })
}

fn read_report(source: &Source) -> Result<Report, Trouble> {
    let mismatch = || source.trouble(TroubleCode::ReportMismatch);
    let text =
        String::from_utf8(source.read(LARGEST_READ_BYTES)?.to_vec()).map_err(|_| mismatch())?;
    Report::from_json(&text).map_err(|_| mismatch())
}
