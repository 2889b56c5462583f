//! One request with its response, as far as the notes tell; and which side of it a place is on.

use std::collections::BTreeMap;

use super::note::{Note, Topic, entry};
use crate::finding::Place;
use crate::moment::Moment;
use scrubjay_document::address::host_of;

/// One entry of a capture.
#[derive(Clone, Debug, Default)]
pub(super) struct Exchange {
    /// When it began, by the clock of the browser.
    pub(super) started: Option<Moment>,
    /// When it was answered, by the clock of the server.
    pub(super) date: Option<Moment>,
    pub(super) method: String,
    pub(super) host: Option<String>,
    /// The path of its address.
    pub(super) path: String,
    pub(super) status: u16,
    /// Whether the answer says that it failed.
    pub(super) failed: bool,
}

/// The exchanges of a run by file and entry.
pub(super) type Exchanges = BTreeMap<(usize, usize), Exchange>;

/// Puts the exchanges together from what was noted.
pub(super) fn gather(notes: &[Note]) -> Exchanges {
    let mut all = Exchanges::new();
    for note in notes {
        let Some(entry) = entry(&note.path) else { continue };
        let exchange = all.entry((note.file, entry)).or_default();
        exchange.host = exchange.host.take().or_else(|| note.host.clone());
        match note.topic {
            Topic::Started => exchange.started = Moment::read(&note.text),
            Topic::Date => exchange.date = Moment::read(&note.text),
            Topic::Method => exchange.method.clone_from(&note.text),
            Topic::Status => exchange.status = note.text.parse().unwrap_or_default(),
            Topic::Failure => {
                exchange.failed |= !matches!(note.text.as_str(), "null" | "false" | "0");
            }
            Topic::Address => {
                exchange.host = host_of(note.text.as_bytes()).or(exchange.host.take());
                let behind = note.text.split_once("://").map_or("", |(_, rest)| rest);
                exchange.path = behind.find('/').map_or("/", |at| &behind[at..]).to_owned();
            }
            _ => {}
        }
    }
    all
}

impl Exchange {
    /// The best clock there is: cookies are reckoned from the server's.
    pub(super) fn answered(&self) -> Option<Moment> {
        self.date.or(self.started)
    }

    /// Whether the server took what it was sent.
    pub(super) fn is_accepted(&self) -> bool {
        (200..400).contains(&self.status) && !self.failed
    }

    /// What it was, for a person: `POST acme.okta.com/oauth2/v1/token`.
    pub(super) fn told(&self) -> String {
        let host = self.host.as_deref().unwrap_or("an unknown host");
        let method = if self.method.is_empty() { "a request to" } else { &self.method };
        let path: String = self.path.chars().take(60).collect();
        let more = if path.len() < self.path.len() { "…" } else { "" };
        format!("{method} {host}{path}{more}")
    }
}

/// Where a place is in an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// Sent in the address, its query or the body: put forward to be taken.
    Presented,
    /// Sent in a header or a cookie, as part of every request.
    Carried,
    /// Sent along without being meant, as in `Referer`.
    Mentioned,
    /// Received.
    Received,
}

/// Where one place of a credential is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stop {
    pub(super) file: usize,
    pub(super) entry: usize,
    pub(super) side: Side,
}

impl Stop {
    /// Reads the path of a place.
    pub(super) fn of(place: &Place) -> Option<Stop> {
        let entry = entry(&place.path)?;
        let (_, inside) = place.path.split_once("].")?;
        let inside = inside.trim_start_matches('_').to_ascii_lowercase();
        let side = match inside.split(['.', '[']).next()? {
            "response" => Side::Received,
            "request" => match inside.split(['.', '[']).nth(1)? {
                "url" | "querystring" | "postdata" => Side::Presented,
                "headers" if inside.contains("headers.referer") => Side::Mentioned,
                "headers" if inside.contains("headers.:path") => Side::Presented,
                "headers" | "cookies" => Side::Carried,
                _ => Side::Mentioned,
            },
            _ => Side::Mentioned,
        };
        Some(Stop { file: place.file, entry, side })
    }

    /// Whether it went to the host of the exchange because it was meant to.
    pub(super) fn is_sent(self) -> bool {
        match self.side {
            Side::Presented | Side::Carried => true,
            Side::Mentioned | Side::Received => false,
        }
    }

    /// The exchange it is in.
    pub(super) fn key(self) -> (usize, usize) {
        (self.file, self.entry)
    }
}
