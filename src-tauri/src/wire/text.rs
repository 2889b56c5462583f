//! Texts from a file, cut so that a credential never travels as text.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A credential as it is shown until somebody asks for more: its first characters and its length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Masked {
    /// The first characters, or nothing where the value is too short to show any.
    pub head: String,
    /// How many characters the whole value has.
    pub length: u32,
}

/// A run of text as the screens may draw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Segment {
    /// Text that holds no known credential.
    Plain {
        /// The text as it stands in the file.
        text: String,
    },
    /// A credential, masked.
    Secret {
        /// Which one, for a jump to it.
        credential: u32,
        /// What is drawn.
        masked: Masked,
        /// Whether it stays in the safe copy.
        kept: bool,
    },
    /// What stands in for a credential in the safe copy.
    Placeholder {
        /// Which credential it stands in for.
        credential: u32,
        /// The placeholder itself; it is no secret.
        text: String,
    },
}

/// A window on a longer text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TextPage {
    /// Where the window begins, in bytes of the decoded text.
    #[ts(type = "number")]
    pub offset: u64,
    /// How long the decoded text is.
    #[ts(type = "number")]
    pub total: u64,
    /// Where the next window begins, or nothing at the end.
    #[ts(type = "number | null")]
    pub next: Option<u64>,
    /// The text of the window.
    pub segments: Vec<Segment>,
}

/// A credential in clear, for as long as somebody holds the button.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Revealed {
    /// The value, cut where it is longer than anybody reads.
    pub text: String,
    /// Whether it was cut.
    pub cut: bool,
}

impl std::fmt::Debug for Revealed {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Revealed").field("length", &self.text.len()).finish_non_exhaustive()
    }
}
