//! How a run tells how far it is, and hears that it is to stop.

use crate::tally::Seen;

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Unpacking and finding the parts.
    Reading,
    /// Looking for credentials.
    Finding,
    /// Looking for other places of what was found.
    Echoes,
    /// Checking the bytes that were written.
    Verifying,
}

/// Hears of progress; called from many threads.
pub trait Progress: Sync {
    /// A phase begins that goes over so many bytes.
    fn phase(&self, _phase: Phase, _total_bytes: u64) {}
    /// So many more bytes are done.
    fn advance(&self, _bytes: u64) {}
    /// A credential is seen that was not seen before; told in no particular order.
    fn seen(&self, _seen: &Seen<'_>) {}
    /// So many credentials in so many places are known by now. What is told later is nearer to the truth.
    fn found(&self, _credentials: usize, _places: usize) {}
    /// Whether the run is to stop. Asked often.
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Hears nothing.
pub struct Silent;

impl Progress for Silent {}

/// The run was told to stop; it leaves nothing behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// Stops where a run was told to.
pub(crate) fn check(progress: &dyn Progress) -> Result<(), Cancelled> {
    if progress.is_cancelled() { Err(Cancelled) } else { Ok(()) }
}
