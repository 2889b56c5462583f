//! Where a name stands.
//!
//! Documents have many formats; names stand in few kinds of places. The scan crate maps each
//! format's contexts onto these, so that a rule says `cookie` once and means the `Cookie`
//! header, the HAR cookie list and `Set-Cookie` alike.

/// The kind of place a name stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A cookie, sent or set.
    Cookie,
    /// A header of an HTTP message.
    Header,
    /// A query, form or matrix parameter.
    Param,
    /// A JSON key, an XML element or attribute, an environment variable, an assignment.
    Key,
    /// A claim of a JWT.
    Claim,
}

impl Place {
    /// All places, in the order in which they are written.
    pub const ALL: [Self; 5] = [Self::Cookie, Self::Header, Self::Param, Self::Key, Self::Claim];

    /// Returns the word that rules and examples use for the place.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cookie => "cookie",
            Self::Header => "header",
            Self::Param => "param",
            Self::Key => "key",
            Self::Claim => "claim",
        }
    }

    /// Reads a place from the word that [`Place::as_str`] gives.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.as_str() == word)
    }
}
