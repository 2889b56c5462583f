//! The requests of a HAR, as the network panels of browsers show them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::text::Segment;

/// One request as a row.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EntryRow {
    /// Its number in the file.
    pub index: u32,
    /// The method.
    pub method: String,
    /// The status, or 0 where there was no answer.
    pub status: u32,
    /// The host, masked where it holds a credential.
    pub host: Vec<Segment>,
    /// Path and query, masked.
    pub path: Vec<Segment>,
    /// The kind of the answer.
    pub mime: String,
    /// How many bytes the answer's body has.
    #[ts(type = "number")]
    pub size_bytes: u64,
    /// When it began, in milliseconds since the first request.
    pub started_ms: f64,
    /// How long it took.
    pub time_ms: f64,
    /// How many credentials stand in it, each counted once.
    pub credentials: u32,
}

/// What to sort requests by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum EntrySort {
    /// As in the file.
    #[default]
    Order,
    /// By method.
    Method,
    /// By status.
    Status,
    /// By host.
    Host,
    /// By path.
    Path,
    /// By kind of the answer.
    Mime,
    /// By size of the answer.
    Size,
    /// By duration.
    Time,
    /// By number of credentials.
    Credentials,
}

/// A page of requests to send.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct EntryQuery {
    /// Of which file.
    pub file: u32,
    /// Words that method, host or path hold.
    pub search: String,
    /// Only those with credentials.
    pub with_credentials: bool,
    /// In which order.
    pub sort: EntrySort,
    /// The other way round.
    pub reversed: bool,
    /// From which row.
    pub offset: u32,
    /// How many rows at most.
    pub limit: u32,
}

/// A page of requests.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EntryPage {
    /// How many the query lets through.
    pub total: u32,
    /// From the first request's begin to the last one's end.
    pub span_ms: f64,
    /// Those of this page.
    pub rows: Vec<EntryRow>,
}

/// A name and its value, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NamedValue {
    /// The name.
    pub name: String,
    /// The value.
    pub value: Vec<Segment>,
}

/// Where the time of a request went, in milliseconds; nothing where the file does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Timings {
    /// Waiting for a connection.
    pub blocked: Option<f64>,
    /// Finding the address.
    pub dns: Option<f64>,
    /// Connecting.
    pub connect: Option<f64>,
    /// Agreeing on keys.
    pub ssl: Option<f64>,
    /// Sending.
    pub send: Option<f64>,
    /// Waiting for the first byte.
    pub wait: Option<f64>,
    /// Receiving.
    pub receive: Option<f64>,
}

/// One request in full, without its bodies.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EntryDetail {
    /// Its number in the file.
    pub index: u32,
    /// The method.
    pub method: String,
    /// The whole address.
    pub url: Vec<Segment>,
    /// The status and its text.
    pub status: u32,
    /// The status text.
    pub status_text: String,
    /// Request headers.
    pub request_headers: Vec<NamedValue>,
    /// Response headers.
    pub response_headers: Vec<NamedValue>,
    /// Query parameters.
    pub query: Vec<NamedValue>,
    /// How long the posted body is; nothing where there is none.
    #[ts(type = "number | null")]
    pub request_body_bytes: Option<u64>,
    /// How long the answer's body is; nothing where there is none.
    #[ts(type = "number | null")]
    pub response_body_bytes: Option<u64>,
    /// Where the time went.
    pub timings: Timings,
}

/// Which body of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum BodyPart {
    /// What was posted.
    Request,
    /// What came back.
    Response,
}
