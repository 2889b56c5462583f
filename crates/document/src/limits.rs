//! How far reading goes. Limits are arguments, never globals; one that bites is told in the coverage.

use std::sync::atomic::{AtomicU64, Ordering};

/// The bounds of one run.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Codecs inside codecs.
    pub depth: usize,
    /// Containers inside containers in one JSON layer.
    pub nesting: usize,
    /// All decoded bytes of one run together.
    pub expanded_bytes: u64,
    /// One unpacked file.
    pub member_bytes: u64,
    /// Decoded bytes for one compressed byte.
    pub ratio: u64,
    /// One decoded layer.
    pub layer_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 12,
            nesting: 1024,
            expanded_bytes: 32 << 30,
            member_bytes: 8 << 30,
            ratio: 1000,
            layer_bytes: 256 << 20,
        }
    }
}

impl Limits {
    /// The limits for what is all of a file but for its wrapping, and for a member of an archive that
    /// is the file: it may hold as much as a file may.
    #[must_use]
    pub fn of_file(&self) -> Limits {
        Limits { layer_bytes: self.member_bytes, ..self.clone() }
    }

    /// The most bytes that `raw_len` compressed bytes may unpack to in one layer.
    pub fn unpacked_bytes(&self, raw_len: usize) -> u64 {
        (raw_len as u64).saturating_mul(self.ratio).max(64 << 10).min(self.layer_bytes)
    }
}

/// What is left of [`Limits::expanded_bytes`]; shared by all threads of one run.
#[derive(Debug)]
pub struct Budget {
    left: AtomicU64,
}

impl Budget {
    /// A full budget.
    pub fn new(limits: &Limits) -> Self {
        Self { left: AtomicU64::new(limits.expanded_bytes) }
    }

    /// Takes `bytes`; `false` when they are not there any more.
    pub fn take(&self, bytes: usize) -> bool {
        self.left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(bytes as u64)
            })
            .is_ok()
    }
}
