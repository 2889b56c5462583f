//! How many credentials there are, and how they stand.

use serde::Serialize;
use ts_rs::TS;

use super::LifeState;

/// The figures of some credentials: of all of a case, or of those under one head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Tally {
    /// Different credentials.
    pub credentials: u32,
    /// Places in which they stand.
    pub places: u32,
    /// Credentials that still work by their own clock.
    pub live: u32,
    /// Credentials that have expired by their own clock.
    pub expired: u32,
    /// Credentials that cannot expire.
    pub cannot_expire: u32,
    /// Credentials of which nothing is known.
    pub unknown: u32,
    /// Credentials that stay in the safe copy.
    pub kept: u32,
}

impl Tally {
    /// Counts one credential that stands in so many places.
    pub fn add(&mut self, places: u32, is_kept: bool, state: LifeState) {
        self.credentials += 1;
        self.places = self.places.saturating_add(places);
        self.kept += u32::from(is_kept);
        match state {
            LifeState::Live => self.live += 1,
            LifeState::Expired => self.expired += 1,
            LifeState::CannotExpire => self.cannot_expire += 1,
            LifeState::Unknown => self.unknown += 1,
        }
    }
}
