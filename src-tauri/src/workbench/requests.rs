//! The requests of a HAR, page by page, with every credential in them covered.

use std::cmp::Reverse;

use serde_json::value::RawValue;

use super::case::{Case, CaseFile, count};
use super::har::{self, Entry, Fields, Stretch};
use super::marks::readable;
use super::rows::page;
use crate::wire::{
    BodyPart, EntryDetail, EntryPage, EntryQuery, EntryRow, EntrySort, NamedValue, Segment,
    TextPage, Timings,
};

/// How much of a body is sent at once.
const BODY_WINDOW: usize = 16 << 10;
/// How much of one value is sent: a header of a megabyte is nothing to read.
const VALUE_WINDOW: usize = 8 << 10;
/// How much of a path is sent for a row.
const PATH_WINDOW: usize = 400;

impl Case {
    pub(super) fn entries(&self, query: &EntryQuery) -> EntryPage {
        let file = query.file as usize;
        let Some(of) = self.files.get(file) else {
            return EntryPage { total: 0, span_ms: 0.0, rows: Vec::new() };
        };
        let first = of
            .entries
            .iter()
            .map(|entry| entry.started_ms)
            .filter(|time| time.is_finite())
            .fold(f64::INFINITY, f64::min);
        let since = |entry: &Entry| {
            if entry.started_ms.is_finite() { entry.started_ms - first } else { 0.0 }
        };
        let span_ms =
            of.entries.iter().map(|entry| since(entry) + entry.time_ms).fold(0.0, f64::max);
        let credentials = |entry: &Entry| of.marks.count(entry.stretch.start, entry.stretch.end);
        let has_any = |entry: &Entry| of.marks.has_any(entry.stretch.start, entry.stretch.end);
        let words = query.search.to_lowercase();
        let mut found: Vec<usize> = (0..of.entries.len())
            .filter(|&at| !query.with_credentials || has_any(&of.entries[at]))
            .filter(|&at| words.is_empty() || self.searched(file, &of.entries[at]).contains(&words))
            .collect();
        let entry = |at: usize| &of.entries[at];
        match query.sort {
            EntrySort::Order => {}
            EntrySort::Method => found.sort_by_key(|&at| &entry(at).method),
            EntrySort::Status => found.sort_by_key(|&at| entry(at).status),
            EntrySort::Mime => found.sort_by_key(|&at| &entry(at).mime),
            EntrySort::Size => found.sort_by_key(|&at| Reverse(entry(at).size_bytes)),
            EntrySort::Time => {
                found.sort_by(|&a, &b| entry(b).time_ms.total_cmp(&entry(a).time_ms));
            }
            // What is compared is made once for each request.
            EntrySort::Host => found.sort_by_cached_key(|&at| self.host(file, entry(at))),
            EntrySort::Path => {
                found.sort_by_cached_key(|&at| readable(&self.url(file, entry(at)).1));
            }
            EntrySort::Credentials => {
                found.sort_by_cached_key(|&at| Reverse(credentials(entry(at))));
            }
        }
        if query.reversed {
            found.reverse();
        }
        let total = count(found.len());
        let rows = page(found, query.offset, query.limit).into_iter().map(|at| {
            let entry = &of.entries[at];
            let (host, path) = self.url(file, entry);
            EntryRow {
                index: count(at),
                method: entry.method.clone(),
                status: entry.status,
                host,
                path,
                mime: entry.mime.clone(),
                size_bytes: entry.size_bytes,
                started_ms: since(entry),
                time_ms: entry.time_ms,
                credentials: credentials(entry),
            }
        });
        EntryPage { total, span_ms, rows: rows.collect() }
    }

    /// What a search looks at: method and address, without what is covered in them.
    fn searched(&self, file: usize, entry: &Entry) -> String {
        let (host, path) = self.url(file, entry);
        format!("{} {}{}", entry.method, readable(&host), readable(&path)).to_lowercase()
    }

    /// Host and path of an address, covered.
    fn url(&self, file: usize, entry: &Entry) -> (Vec<Segment>, Vec<Segment>) {
        let Some(url) = entry.url.and_then(string) else { return (Vec::new(), Vec::new()) };
        let segments = self.text(file, url, true, (0, PATH_WINDOW), false);
        split_url(segments)
    }

    pub(super) fn entry(&self, file: u32, index: u32) -> Option<EntryDetail> {
        let file = file as usize;
        let of = self.files.get(file)?;
        let (entry, all) = fields_of(of, index)?;
        let (request, response) = (all.object("request"), all.object("response"));
        let pairs =
            |fields: &Fields<'_>, name: &str| self.pairs(file, of.text(), fields.list(name));
        let body = |raw: Option<&RawValue>| {
            let (start, end) = string(har::stretch(of.text(), raw?))?;
            (end > start).then_some((end - start) as u64)
        };
        let timings = all.object("timings");
        let time = |name: &str| timings.number(name).filter(|time| *time >= 0.0);
        Some(EntryDetail {
            index,
            method: entry.method.clone(),
            url: entry.url.map_or_else(Vec::new, |url| self.value(file, url)),
            status: entry.status,
            status_text: response.text("statusText"),
            request_headers: pairs(&request, "headers"),
            response_headers: pairs(&response, "headers"),
            query: pairs(&request, "queryString"),
            request_body_bytes: body(request.object("postData").get("text")),
            response_body_bytes: body(response.object("content").get("text")),
            timings: Timings {
                blocked: time("blocked"),
                dns: time("dns"),
                connect: time("connect"),
                ssl: time("ssl"),
                send: time("send"),
                wait: time("wait"),
                receive: time("receive"),
            },
        })
    }

    /// One window of a body.
    pub(super) fn body(
        &self,
        file: u32,
        index: u32,
        part: BodyPart,
        offset: u64,
    ) -> Option<TextPage> {
        let file = file as usize;
        let of = self.files.get(file)?;
        let (_, all) = fields_of(of, index)?;
        let body = match part {
            BodyPart::Request => all.object("request").object("postData").get("text")?,
            BodyPart::Response => all.object("response").object("content").get("text")?,
        };
        let raw = string(har::stretch(of.text(), body))?;
        let decoded = super::decoded::DecodedString::new(of.text().get(raw.0..raw.1)?, raw.0);
        let total = decoded.text.len();
        let start = decoded
            .text
            .floor_char_boundary(usize::try_from(offset).unwrap_or(usize::MAX).min(total));
        let end = decoded.text.ceil_char_boundary((start + BODY_WINDOW).min(total));
        let covers = of.marks.covers(&self.scan, &decoded, raw.0, raw.1);
        Some(TextPage {
            offset: start as u64,
            total: total as u64,
            next: (end < total).then_some(end as u64),
            segments: super::marks::segments(&self.scan, &decoded.text, &covers, start, end, false),
        })
    }

    fn pairs(&self, file: usize, bytes: &[u8], list: Vec<&RawValue>) -> Vec<NamedValue> {
        list.into_iter()
            .map(|raw| {
                let fields = har::fields(raw);
                let name = fields.get("name").map(|raw| self.value(file, har::stretch(bytes, raw)));
                let value =
                    fields.get("value").map(|raw| self.value(file, har::stretch(bytes, raw)));
                NamedValue {
                    name: readable(&name.unwrap_or_default()),
                    value: value.unwrap_or_default(),
                }
            })
            .collect()
    }

    /// A value as text: a string decoded, anything else as it stands.
    fn value(&self, file: usize, stretch: Stretch) -> Vec<Segment> {
        match string(stretch).filter(|_| self.is_string(file, stretch)) {
            Some(inner) => self.text(file, inner, true, (0, VALUE_WINDOW), false),
            None => self.text(file, (stretch.start, stretch.end), false, (0, VALUE_WINDOW), false),
        }
    }

    fn is_string(&self, file: usize, stretch: Stretch) -> bool {
        self.files.get(file).and_then(|of| of.text().get(stretch.start)) == Some(&b'"')
    }
}

/// A request of a file, and what is written of it.
fn fields_of(of: &CaseFile, index: u32) -> Option<(&Entry, Fields<'_>)> {
    let entry = of.entries.get(index as usize)?;
    let text = std::str::from_utf8(of.text().get(entry.stretch.start..entry.stretch.end)?).ok()?;
    Some((entry, har::fields(serde_json::from_str(text).ok()?)))
}

/// What stands between the quotes of a JSON string.
fn string(stretch: Stretch) -> Option<(usize, usize)> {
    (stretch.end >= stretch.start + 2).then(|| (stretch.start + 1, stretch.end - 1))
}

/// Cuts an address behind its host.
fn split_url(segments: Vec<Segment>) -> (Vec<Segment>, Vec<Segment>) {
    let mut segments = segments.into_iter();
    let Some(Segment::Plain { text }) = segments.next() else {
        return (Vec::new(), segments.collect());
    };
    let Some((_, rest)) = text.split_once("://") else {
        return (Vec::new(), std::iter::once(Segment::Plain { text }).chain(segments).collect());
    };
    match rest.find(['/', '?', '#']) {
        Some(at) => {
            let host = Segment::Plain { text: rest[..at].to_owned() };
            let path = Segment::Plain { text: rest[at..].to_owned() };
            (vec![host], std::iter::once(path).chain(segments).collect())
        }
        // A credential before the host: the rest of the address tells where it ends.
        None => (
            std::iter::once(Segment::Plain { text: rest.to_owned() }).chain(segments).collect(),
            Vec::new(),
        ),
    }
}
