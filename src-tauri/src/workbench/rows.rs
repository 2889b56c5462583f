//! Credentials as rows: filtered, sorted, paged; and what one of them looks like from near.

use scrubjay_scan::{Decision, Place, PlaceKind as FoundBy, Rule, Severity as RuleSeverity};

use super::case::{Case, count};
use super::decoded::DecodedString;
use super::groups::gather;
use super::inside::base64_text;
use super::marks::{self, covers_beside, segments};
use crate::wire::{
    Choice, Context, CredentialFilter, CredentialPage, CredentialQuery, CredentialRow,
    CredentialSort, Decoded, Facet, FacetKind, Facets, Look, LookPage, LookReason, PlaceKind,
    PlacePage, PlaceRow, Revealed, Segment, Selection, Severity,
};

/// Nobody reads more of a value than this.
const REVEALED: usize = 2048;
/// How much text is shown around a place, to either side.
const AROUND: usize = 160;
/// A page is never larger, whatever is asked for.
const LARGEST_PAGE: u32 = 500;

impl Case {
    fn row(&self, at: usize, now: i64) -> CredentialRow {
        let found = &self.scan.credentials[at];
        let rule = self.engine.pack().rule(found.rule);
        CredentialRow {
            id: count(at),
            service: self.service(at),
            label: rule.label.clone(),
            rule: rule.id.clone(),
            class: rule.class.as_str().to_owned(),
            severity: match rule.severity {
                RuleSeverity::Critical => Severity::Critical,
                RuleSeverity::High => Severity::High,
                RuleSeverity::Medium => Severity::Medium,
                RuleSeverity::Low => Severity::Low,
            },
            host: self.known[at].host.clone(),
            masked: marks::masked(&found.masked()),
            life: self.life(at, now),
            places: count(found.places.len()),
            choice: match &found.decision {
                Decision::Redact => Choice::Redact,
                Decision::Keep { reason } => Choice::Keep { reason: reason.clone() },
            },
            placeholder: found.placeholder.clone(),
        }
    }

    fn filtered(&self, filter: &CredentialFilter, now: i64) -> Vec<CredentialRow> {
        let words = filter.search.to_lowercase();
        let is = |wanted: &Option<String>, value: &str| {
            wanted.as_deref().is_none_or(|wanted| wanted == value)
        };
        (0..self.scan.credentials.len())
            .map(|at| self.row(at, now))
            .filter(|row| {
                is(&filter.service, &row.service)
                    && is(&filter.host, row.host.as_deref().unwrap_or_default())
                    && is(&filter.rule, &row.rule)
                    && is(&filter.class, &row.class)
                    && filter.state.is_none_or(|state| state == row.life.state)
                    && filter.kept.is_none_or(|kept| kept == (row.choice != Choice::Redact))
            })
            .filter(|row| {
                let host = row.host.as_deref().unwrap_or_default();
                let texts = [&row.service, &row.label, host, &row.rule, &row.placeholder];
                words.is_empty() || texts.iter().any(|text| text.to_lowercase().contains(&words))
            })
            .collect()
    }

    pub(super) fn credentials(&self, query: &CredentialQuery, now: i64) -> CredentialPage {
        let rows = self.ordered(query, now);
        CredentialPage { total: count(rows.len()), rows: page(rows, query.offset, query.limit) }
    }

    /// All rows of a query, whatever page is asked for.
    pub(super) fn ordered(&self, query: &CredentialQuery, now: i64) -> Vec<CredentialRow> {
        let mut rows = self.filtered(&query.filter, now);
        match query.sort {
            CredentialSort::Severity => {
                rows.sort_by_key(|row| (row.severity, row.life.state, row.id));
            }
            CredentialSort::Service => {
                rows.sort_by(|a, b| {
                    (&a.service, &a.label, a.id).cmp(&(&b.service, &b.label, b.id))
                });
            }
            CredentialSort::Host => rows.sort_by(|a, b| (&a.host, a.id).cmp(&(&b.host, b.id))),
            CredentialSort::Rule => rows.sort_by(|a, b| (&a.rule, a.id).cmp(&(&b.rule, b.id))),
            CredentialSort::Class => rows.sort_by(|a, b| (&a.class, a.id).cmp(&(&b.class, b.id))),
            CredentialSort::State => {
                rows.sort_by_key(|row| (row.life.state, row.life.seconds, row.id));
            }
            CredentialSort::Places => {
                rows.sort_by_key(|row| (std::cmp::Reverse(row.places), row.id));
            }
            CredentialSort::Choice => {
                rows.sort_by_key(|row| (row.choice == Choice::Redact, row.id));
            }
        }
        if query.reversed {
            rows.reverse();
        }
        if let Some(kind) = query.group {
            gather(&mut rows, kind);
        }
        rows
    }

    pub(super) fn facets(&self, now: i64) -> Facets {
        let rows = self.filtered(&CredentialFilter::default(), now);
        let counted = |value: &dyn Fn(&CredentialRow) -> Option<String>| {
            let mut counts = std::collections::BTreeMap::new();
            rows.iter().filter_map(value).for_each(|value| *counts.entry(value).or_insert(0) += 1);
            let mut facets: Vec<Facet> =
                counts.into_iter().map(|(value, count)| Facet { value, count }).collect();
            facets.sort_by_key(|facet| std::cmp::Reverse(facet.count));
            facets
        };
        Facets {
            service: counted(&|row| Some(row.service.clone())),
            host: counted(&|row| row.host.clone()),
            rule: counted(&|row| Some(row.rule.clone())),
            class: counted(&|row| Some(row.class.clone())),
        }
    }

    /// The credentials that a decision is for.
    pub(super) fn selected(&self, selection: &Selection, now: i64) -> Vec<usize> {
        let filter = match selection {
            Selection::Credentials { ids } => return ids.iter().map(|&id| id as usize).collect(),
            Selection::Filtered { filter } => filter.clone(),
            Selection::Facet { facet, value } => {
                let value = Some(value.clone());
                match facet {
                    FacetKind::Service => {
                        CredentialFilter { service: value, ..CredentialFilter::default() }
                    }
                    FacetKind::Host => {
                        CredentialFilter { host: value, ..CredentialFilter::default() }
                    }
                    FacetKind::Rule => {
                        CredentialFilter { rule: value, ..CredentialFilter::default() }
                    }
                    FacetKind::Class => {
                        CredentialFilter { class: value, ..CredentialFilter::default() }
                    }
                }
            }
        };
        self.filtered(&filter, now).iter().map(|row| row.id as usize).collect()
    }

    pub(super) fn places(&self, credential: u32, offset: u32, limit: u32) -> Option<PlacePage> {
        let found = self.scan.credentials.get(credential as usize)?;
        let indexes = page((0..found.places.len()).collect(), offset, limit);
        let rows = indexes.into_iter().map(|at| {
            let place = &found.places[at];
            let layers = self.files.get(place.file).map_or(&[][..], |file| file.layers(place));
            let root = layers.first().map_or(place.span, |step| step.span);
            PlaceRow {
                index: count(at),
                file: count(place.file),
                path: place.path.clone(),
                layers: place.layer_labels().into_iter().map(str::to_owned).collect(),
                kind: match place.kind {
                    FoundBy::Finding => PlaceKind::Finding,
                    FoundBy::Echo => PlaceKind::Echo,
                },
                entry: self.entry_at(place.file, root.start),
            }
        });
        Some(PlacePage { total: count(found.places.len()), rows: rows.collect() })
    }

    /// The text around a place, as it is and as it will be: the innermost text, where layers lead to it.
    pub(super) fn context(&self, credential: u32, place: u32) -> Option<Context> {
        let place = self.scan.credentials.get(credential as usize)?.places.get(place as usize)?;
        let mut place = self.outside_credentials(place);
        let file = self.files.get(place.file)?;
        let read = self.scan.files.get(place.file)?;
        let mut inner = self.engine.text_around(read, &place, file.text())?;
        // Where nothing stands beside it, what is around its layer tells more.
        while place.span.len() == inner.len() && place.layers.len() > file.wrappings {
            let Some(outer) = place.outer() else { break };
            inner = self.engine.text_around(read, &outer, file.text())?;
            place = outer;
        }
        let from = place.span.start.saturating_sub(AROUND);
        let to = (place.span.end + AROUND).min(inner.len());
        let text = DecodedString::plain(inner.get(from..to)?, from);
        let covers = covers_beside(&self.scan, &place, &text);
        let view = |after| {
            let mut shown = segments(&self.scan, &text.text, &covers, 0, text.text.len(), after);
            trim(&mut shown);
            shown
        };
        Some(Context { before: view(false), after: view(true) })
    }

    /// A place, or the layer that leads to it where that lies in another credential: inside one there is nothing
    /// to show.
    fn outside_credentials(&self, place: &Place) -> Place {
        let all = self.scan.credentials.iter().flat_map(|found| &found.places);
        all.filter_map(|outer| place.inside(outer))
            .min_by_key(|outer| outer.layers.len())
            .unwrap_or_else(|| place.clone())
    }

    pub(super) fn decoded(&self, credential: u32) -> Option<Decoded> {
        let at = credential as usize;
        let found = self.scan.credentials.get(at)?;
        if let Some(token) = &self.known.get(at)?.token {
            return Some(token.decoded(&|text| self.hide(text)));
        }
        if let Some(message) = &self.known.get(at)?.message {
            return Some(Decoded::Saml { fields: message.fields(&|text| self.hide(text)) });
        }
        Some(match base64_text(&found.reveal()) {
            // Decoded, a credential is one still: what is shown is its shape, not the values in it.
            Some(text) => Decoded::Base64 {
                text: vec![Segment::Plain {
                    text: shape(&text[..text.floor_char_boundary(REVEALED)]),
                }],
            },
            None => Decoded::Opaque,
        })
    }

    pub(super) fn reveal(&self, credential: u32) -> Option<Revealed> {
        let value = self.scan.credentials.get(credential as usize)?.reveal();
        let cut = value.len() > REVEALED;
        let text = value[..value.floor_char_boundary(REVEALED)].to_owned();
        Some(Revealed { text, cut })
    }

    pub(super) fn looks(&self, offset: u32, limit: u32) -> LookPage {
        let mut all = Vec::new();
        for (file, of) in self.files.iter().enumerate() {
            for unread in &self.scan.files[file].coverage.unread {
                all.push(Look {
                    file: count(file),
                    entry: entry_of(&unread.path),
                    path: unread.path.clone(),
                    reason: LookReason::Unread,
                    detail: unread.reason.label().to_owned(),
                    length: None,
                });
            }
            for residual in of.residual.iter().flatten() {
                all.push(Look {
                    file: count(file),
                    entry: entry_of(&residual.path),
                    path: residual.path.clone(),
                    reason: LookReason::LooksRandom,
                    detail: residual.reason.clone(),
                    length: Some(count(residual.length)),
                });
            }
        }
        LookPage { total: count(all.len()), rows: page(all, offset, limit) }
    }
}

/// The service that a rule knows, or the host where it knows none.
pub(super) fn service(rule: &Rule, host: Option<&str>) -> String {
    let is_known = !rule.service.is_empty() && !rule.service.eq_ignore_ascii_case("generic");
    host.filter(|_| !is_known).unwrap_or(&rule.service).to_owned()
}

/// Some rows of many.
pub(super) fn page<Row>(rows: Vec<Row>, offset: u32, limit: u32) -> Vec<Row> {
    rows.into_iter().skip(offset as usize).take(limit.min(LARGEST_PAGE) as usize).collect()
}

/// The request that a path names: `log.entries[3].…`.
fn entry_of(path: &str) -> Option<u32> {
    let rest = path.split_once("entries[")?.1;
    rest.split_once(']')?.0.parse().ok()
}

/// Letters and digits of values are covered, names and marks stay: `{"n":"▮▮▮"}` tells what it is, not what it holds.
fn shape(text: &str) -> String {
    let mut out = String::new();
    for (at, part) in text.char_indices() {
        let is_name = text[at..].find('"').is_some_and(|end| {
            text[at + end..].trim_start_matches('"').trim_start().starts_with(':')
        });
        out.push(if part.is_alphanumeric() && !is_name { '▮' } else { part });
    }
    out
}

/// Takes line breaks off the ends of a context.
fn trim(segments: &mut [Segment]) {
    if let Some(Segment::Plain { text }) = segments.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Segment::Plain { text }) = segments.last_mut() {
        *text = text.trim_end().to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_shape_of_decoded_text_and_no_value() {
        assert_eq!(shape("{\"n\":\"abc1\"}"), "{\"n\":\"▮▮▮▮\"}");
        assert_eq!(shape("user:hunter2"), "▮▮▮▮:▮▮▮▮▮▮▮");
    }

    #[test]
    fn pages_are_bounded() {
        assert_eq!(page((0..10_000).collect::<Vec<u32>>(), 5, u32::MAX).len(), 500);
        assert_eq!(page(vec![1, 2, 3], 2, 100), vec![3]);
        assert_eq!(entry_of("log.entries[31].request"), Some(31));
    }
}
