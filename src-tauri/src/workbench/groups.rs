//! Credentials gathered under heads: by service, by host, by rule.
//!
//! Invariant: the heads stand in the order of the rows, and each counts exactly the rows under it; so a table can be
//! folded without asking for anything.

use std::collections::HashMap;

use super::case::Case;
use crate::wire::{Choice, CredentialGroup, CredentialQuery, CredentialRow, FacetKind};

impl Case {
    /// The heads of a query, in the order of their rows; none where it asks for no groups.
    pub(super) fn groups(&self, query: &CredentialQuery, now: i64) -> Vec<CredentialGroup> {
        let Some(kind) = query.group else { return Vec::new() };
        let mut groups: Vec<CredentialGroup> = Vec::new();
        for row in self.ordered(query, now) {
            let value = shared(&row, kind);
            if groups.last().is_none_or(|group| group.value != value) {
                groups.push(CredentialGroup { value: value.to_owned(), ..Default::default() });
            }
            if let Some(group) = groups.last_mut() {
                group.tally.add(row.places, row.choice != Choice::Redact, row.life.state);
            }
        }
        groups
    }
}

/// Brings the rows of each group together, without changing their order within it.
pub(super) fn gather(rows: &mut [CredentialRow], kind: FacetKind) {
    let mut ranks: HashMap<String, usize> = HashMap::new();
    for row in rows.iter() {
        let next = ranks.len();
        ranks.entry(shared(row, kind).to_owned()).or_insert(next);
    }
    rows.sort_by_key(|row| ranks.get(shared(row, kind)).copied());
}

/// What a row has in common with the others of its group.
fn shared(row: &CredentialRow, kind: FacetKind) -> &str {
    match kind {
        FacetKind::Service => &row.service,
        FacetKind::Host => row.host.as_deref().unwrap_or_default(),
        FacetKind::Rule => &row.rule,
        FacetKind::Class => &row.class,
    }
}
