//! A look at the copy that a case would give: the strings for a person to look at, and what a copy uncovers that the
//! scan of the files alone did not see.

use scrubjay_scan::{Cancelled, Engine, Input, Progress, Residual, Scan, Silent, Verification};

use super::case::Case;
use super::marks::Marks;

/// Files of which the copy is looked at when they are opened; larger ones are when it is written.
const LOOK_AT_ONCE_BYTES: usize = 32 << 20;

/// Looks at the copies of those files that are small enough to be redacted and checked in memory now, and adds to the
/// scan what they uncover. The strings to look at, for each file.
///
/// # Errors
/// When `progress` says so.
pub(super) fn at_once(
    engine: &Engine,
    scan: &mut Scan,
    inputs: &[Input<'_>],
    progress: &dyn Progress,
) -> Result<Vec<Option<Vec<Residual>>>, Cancelled> {
    loop {
        let mut checks = Vec::new();
        for (file, input) in inputs.iter().enumerate() {
            if progress.is_cancelled() {
                return Err(Cancelled);
            }
            checks.push(check(engine, scan, file, input.bytes)?);
        }
        let seen: Vec<(usize, &Verification)> = checks
            .iter()
            .enumerate()
            .filter_map(|(file, check)| Some((file, check.as_ref()?)))
            .collect();
        if !engine.take_in(scan, inputs, &seen, &Silent)? {
            return Ok(checks.into_iter().map(|check| Some(check?.residual)).collect());
        }
    }
}

fn check(
    engine: &Engine,
    scan: &Scan,
    file: usize,
    bytes: &[u8],
) -> Result<Option<Verification>, Cancelled> {
    if bytes.len() > LOOK_AT_ONCE_BYTES {
        return Ok(None);
    }
    let Ok(redacted) = engine.redact(scan, file, bytes) else { return Ok(None) };
    let output = redacted.to_bytes(bytes);
    engine.verify(scan, file, bytes, &redacted, &output, &Silent).map(Some)
}

impl Case {
    /// Adds what the check of a copy uncovered; says whether there was something.
    ///
    /// # Errors
    /// When `progress` says so.
    pub(super) fn take_in(
        &mut self,
        file: usize,
        check: &Verification,
        progress: &dyn Progress,
    ) -> Result<bool, Cancelled> {
        let inputs: Vec<Input<'_>> = self
            .files
            .iter()
            .map(|file| Input { name: &file.source.name, bytes: &file.bytes })
            .collect();
        let is_more = self.engine.take_in(&mut self.scan, &inputs, &[(file, check)], progress)?;
        if is_more {
            for (file, of) in self.files.iter_mut().enumerate() {
                of.marks = Marks::new(&self.scan, file);
            }
            self.learn_all();
            self.revision += 1;
        }
        Ok(is_more)
    }
}
