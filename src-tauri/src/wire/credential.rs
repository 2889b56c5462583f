//! Credentials, the unit that people review, and the places in which they stand.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::tally::Tally;
use super::text::{Masked, Segment};

/// One credential as a row.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CredentialRow {
    /// What the commands call it.
    pub id: u32,
    /// The service it opens, or the host where no service is known.
    pub service: String,
    /// What it is, in the words of the rule.
    pub label: String,
    /// The rule that found it.
    pub rule: String,
    /// Its class: `session`, `access`, `api-key` and so on.
    pub class: String,
    /// How bad it is to lose.
    pub severity: Severity,
    /// The host that received it most often.
    pub host: Option<String>,
    /// The value, masked.
    pub masked: Masked,
    /// Whether it still works.
    pub life: Life,
    /// How many places it stands in.
    pub places: u32,
    /// What happens to it.
    pub choice: Choice,
    /// What stands in for it in the safe copy.
    pub placeholder: String,
}

/// A credential as a row while the file is still being read: what is known when it is first seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundRow {
    /// The service it opens, or the host where no service is known.
    pub service: String,
    /// What it is, in the words of the rule.
    pub label: String,
    /// The host of the request that it was seen in.
    pub host: Option<String>,
    /// The value, masked.
    pub masked: Masked,
}

/// How bad a credential is to lose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Full control.
    Critical,
    /// A login.
    High,
    /// Some access.
    Medium,
    /// Little by itself.
    Low,
}

/// Whether a credential still works, as far as the file itself tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Life {
    /// In one word.
    pub state: LifeState,
    /// Seconds until it expires, or since it expired.
    #[ts(type = "number | null")]
    pub seconds: Option<u64>,
}

/// Whether a credential still works, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LifeState {
    /// Its own clock has not run out.
    Live,
    /// It has no clock.
    CannotExpire,
    /// Nothing is known: to be treated as live.
    Unknown,
    /// Its own clock has run out.
    Expired,
}

/// What happens to a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Choice {
    /// A placeholder stands in for it.
    Redact,
    /// It stays, and the report says why.
    Keep {
        /// Why.
        reason: String,
    },
}

/// Which credentials a decision is for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Selection {
    /// These.
    Credentials {
        /// Their ids.
        ids: Vec<u32>,
    },
    /// All that one facet value names.
    Facet {
        /// Which facet.
        facet: FacetKind,
        /// Which value of it.
        value: String,
    },
    /// All that the filter lets through.
    Filtered {
        /// The filter.
        filter: CredentialFilter,
    },
}

/// What credentials can be grouped and filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FacetKind {
    /// The service.
    Service,
    /// The host.
    Host,
    /// The rule.
    Rule,
    /// The class.
    Class,
}

/// One value of a facet and how many credentials have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Facet {
    /// The value.
    pub value: String,
    /// How many.
    pub count: u32,
}

/// The values to filter by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Facets {
    /// Services.
    pub service: Vec<Facet>,
    /// Hosts.
    pub host: Vec<Facet>,
    /// Rules.
    pub rule: Vec<Facet>,
    /// Classes.
    pub class: Vec<Facet>,
}

/// Which credentials to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct CredentialFilter {
    /// Words that service, label, host, rule or placeholder hold.
    pub search: String,
    /// Only this service.
    pub service: Option<String>,
    /// Only this host.
    pub host: Option<String>,
    /// Only this rule.
    pub rule: Option<String>,
    /// Only this class.
    pub class: Option<String>,
    /// Only this state.
    pub state: Option<LifeState>,
    /// Only those that are kept, or only those that are redacted.
    pub kept: Option<bool>,
}

/// What to sort credentials by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum CredentialSort {
    /// Worst first.
    #[default]
    Severity,
    /// By service, then label.
    Service,
    /// By host.
    Host,
    /// By rule.
    Rule,
    /// By class.
    Class,
    /// Live first.
    State,
    /// Most places first.
    Places,
    /// Kept first.
    Choice,
}

/// A page of credentials to send.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct CredentialQuery {
    /// Which.
    pub filter: CredentialFilter,
    /// What they are gathered by; the groups stand in the order of their first rows.
    pub group: Option<FacetKind>,
    /// In which order.
    pub sort: CredentialSort,
    /// The other way round.
    pub reversed: bool,
    /// From which row.
    pub offset: u32,
    /// How many rows at most.
    pub limit: u32,
}

/// A page of credentials.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CredentialPage {
    /// How many the filter lets through.
    pub total: u32,
    /// Those of this page.
    pub rows: Vec<CredentialRow>,
}

/// Credentials of one service, host or rule, as the head over their rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CredentialGroup {
    /// What they share; empty where they share that it is not known. As the value of a filter it names the group.
    pub value: String,
    /// Its credentials: so many rows stand under the head.
    #[serde(flatten)]
    pub tally: Tally,
}

/// How a place was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// A rule saw it here.
    Finding,
    /// The value was known from elsewhere.
    Echo,
}

/// One place of a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaceRow {
    /// Its number within the credential.
    pub index: u32,
    /// Which file.
    pub file: u32,
    /// Where in it.
    pub path: String,
    /// Through which layers, outermost first.
    pub layers: Vec<String>,
    /// How it was found.
    pub kind: PlaceKind,
    /// The request it belongs to.
    pub entry: Option<u32>,
}

/// A page of places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlacePage {
    /// How many there are.
    pub total: u32,
    /// Those of this page.
    pub rows: Vec<PlaceRow>,
}

/// The text around a place, as it is and as it will be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Context {
    /// In the original.
    pub before: Vec<Segment>,
    /// In the safe copy.
    pub after: Vec<Segment>,
}

/// One readable field inside a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// Its name.
    pub name: String,
    /// Its value, with credentials masked.
    pub value: Vec<Segment>,
    /// The moment it stands for, in seconds since 1970, where it is one.
    #[ts(type = "number | null")]
    pub time: Option<i64>,
}

/// What is readable inside a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Decoded {
    /// Nothing: the value is opaque.
    Opaque,
    /// A JSON web token.
    Jwt {
        /// What the header says.
        header: Vec<Claim>,
        /// What the payload says.
        claims: Vec<Claim>,
    },
    /// A SAML message.
    Saml {
        /// Issuer, destination, conditions, attributes.
        fields: Vec<Claim>,
    },
    /// Text under base64.
    Base64 {
        /// The decoded text.
        text: Vec<Segment>,
    },
}
