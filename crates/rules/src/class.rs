//! What kind of credential a rule finds, how bad its loss is, and how sure the facts are.

use serde::{Deserialize, Serialize};

/// The kind of credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// A session: whoever holds it is signed in.
    Session,
    /// A bearer token with a short life.
    Access,
    /// A token that fetches new tokens.
    Refresh,
    /// A key or token that was made for programs and lives long.
    ApiKey,
    /// Something a person knows.
    Password,
    /// Something that works once: authorization codes, one-time codes, reset links.
    OneTime,
    /// A value that binds a request to a session.
    Csrf,
    /// A signature over a request or a document.
    Signature,
    /// A private key.
    PrivateKey,
    /// A URL that carries its own permission.
    Presigned,
    /// No credential: who somebody is, what was sent, what looks random.
    Data,
}

impl Class {
    /// Returns the name used in rules and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Access => "access",
            Self::Refresh => "refresh",
            Self::ApiKey => "api-key",
            Self::Password => "password",
            Self::OneTime => "one-time",
            Self::Csrf => "csrf",
            Self::Signature => "signature",
            Self::PrivateKey => "private-key",
            Self::Presigned => "presigned",
            Self::Data => "data",
        }
    }
}

/// How bad it is when the credential is read by a stranger; the worst comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Full use of an account or of an organisation.
    Critical,
    /// Use of an account with limits.
    High,
    /// Of use only together with something else, or for minutes.
    Medium,
    /// Of little use by itself.
    Low,
}

impl Severity {
    /// Returns the name used in rules and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// Whether somebody read the facts of a rule at their source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// The facts were read at `source` on the day `checked`.
    Verified,
    /// The facts are common knowledge that nobody looked up; reports say so.
    Unchecked,
}

impl Confidence {
    /// Returns the name used in rules and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Unchecked => "unchecked",
        }
    }
}
