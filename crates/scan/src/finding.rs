//! A place where a rule saw a credential, and a place with a value that is already known.
//!
//! A place says where, never what.

use std::sync::Arc;

use scrubjay_document::{At, Span, Step};
use scrubjay_rules::RuleIndex;

use crate::secret::Secret;

/// How a place was found.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// By a rule.
    Finding,
    /// By its value, known from a finding.
    Echo,
}

/// Where a credential stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Number of the input.
    pub file: usize,
    /// The layers that lead to it, outermost first.
    pub layers: Arc<[Step]>,
    /// Where, in the innermost layer.
    pub span: Span,
    /// How it was found.
    pub kind: PlaceKind,
    /// Where in the structure, for a person.
    pub path: String,
    /// Whether it was found in an encoded form in which no layer was recognised.
    pub spelled: bool,
}

impl Place {
    /// What stands at `span` in a text that begins where `at` says.
    pub(crate) fn new(file: usize, at: &At<'_>, span: Span, kind: PlaceKind) -> Place {
        Place {
            file,
            layers: at.layers(),
            span: span.shifted(at.base),
            kind,
            path: at.path.render(),
            spelled: false,
        }
    }

    /// The words for its layers, outermost first.
    pub fn layer_labels(&self) -> Vec<&'static str> {
        self.layers.iter().map(|step| step.codec.label()).collect()
    }
}

/// A finding with what it found, on its way to becoming part of a credential.
#[derive(Clone, Debug)]
pub(crate) struct Sighting {
    pub(crate) rule: RuleIndex,
    pub(crate) place: Place,
    /// The value as it stands there.
    pub(crate) secret: Secret,
    /// The host of the entry.
    pub(crate) host: Option<String>,
    /// The whole structure it was taken from, such as a JWT with its claims.
    pub(crate) carrier: Option<Secret>,
    /// Whether it reads like a text of the screen: it counts only where the same value is found
    /// elsewhere.
    pub(crate) spared: bool,
}
