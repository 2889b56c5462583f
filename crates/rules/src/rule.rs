//! A rule: what to look for, and what is known of it.
//!
//! A rule is what is left of its TOML table once everything in it has been understood. It
//! holds no matcher: [`crate::Pack`] compiles those beside it, so that a report can walk the
//! rules without dragging automata along.

use serde::Deserialize;

use crate::{
    class::{Class, Confidence, Severity},
    place::Place,
    structure::Structure,
    validator::Validator,
};

/// One rule of a pack.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The unique name, dotted kebab: `okta.session-cookie`.
    pub id: String,
    /// The service the credential belongs to, as a person would write it.
    pub service: String,
    /// The short word in placeholders: letters, digits and hyphens.
    pub label: String,
    /// The kind of credential; for a rule that keeps, what the name might be mistaken for.
    pub class: Class,
    /// How bad its loss is.
    pub severity: Severity,
    /// One sentence for a person.
    pub description: String,
    /// Whether the rule names something harmless, to be kept.
    pub keep: bool,
    /// Whether it is used only where a policy asks for it.
    pub optional: bool,
    /// Whether the service is an identity provider: what it finds opens other services too.
    pub provider: bool,
    /// Hosts of the service. They do not limit the rule: they tell whose a token of a standard
    /// kind is that such a host issued or was sent.
    pub sites: Vec<String>,
    /// What the rule looks for.
    pub look: Look,
    /// What a value must be to count.
    pub value: ValueKind,
    /// How long the credential works, in words.
    pub lifetime: Option<String>,
    /// How to end it.
    pub revoke: Option<Revoke>,
    /// The log field to search for its use.
    pub hunt: Option<String>,
    /// Where the facts come from: a vendor's page, an RFC, a public data set.
    pub source: Option<String>,
    /// When the source was read: `2026-11` or `2026-11-20`.
    pub checked: Option<String>,
    /// Whether the source was read at all.
    pub confidence: Confidence,
    /// Tests on what a pattern matched.
    pub validators: Vec<Validator>,
    /// Notation of what the rule must see.
    pub examples: Vec<String>,
    /// Notation of what the rule must leave alone.
    pub counter_examples: Vec<String>,
    /// Notation of what the rule must see although its checksum is wrong.
    pub doubtful: Vec<String>,
    /// The source file the rule stands in.
    pub file: String,
    /// The line it starts on.
    pub line: usize,
}

/// What a rule looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// Names as they are written.
    Names(Names),
    /// Words that a name is made of.
    Words(Words),
    /// The shape of the value itself.
    Shape(Shape),
    /// A structure that code recognises.
    Structure(Structure),
}

/// Names, compared without regard to case; `*` stands for any run of characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Each name with its place.
    pub names: Vec<(Place, String)>,
    /// Hosts on which the names mean this; empty for all.
    pub hosts: Vec<String>,
}

/// Words of an identifier, in order and side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Phrases such as `access token`.
    pub phrases: Vec<String>,
    /// Words that make it something else when they follow: `token` but not `token type`.
    pub unless: Vec<String>,
    /// Words that make it something else when they come before: `max tokens`.
    pub unless_before: Vec<String>,
    /// Whether the phrase has to end a longer name: words stand before it, nothing but numbers
    /// behind.
    pub ends: bool,
    /// The places in which the words count.
    pub places: Vec<Place>,
}

/// The shape of a token in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The regular expression, with the secret in a group named `secret`.
    pub pattern: String,
    /// Literals of which one stands in every match; the expression runs only near them.
    pub keywords: Vec<String>,
    /// Whether the token may stand within a longer run of letters and digits.
    pub glued: bool,
    /// How many bytes of a match stand before its keyword, where that is not 0 and always the
    /// same.
    pub offset: Option<usize>,
}

/// What a value must be, so that a name alone does not make a credential.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ValueKind {
    /// Anything but nothing: not empty, no boolean, no null, no placeholder. For passwords.
    Any,
    /// Not plain: see [`crate::value::is_plain`].
    #[default]
    Opaque,
    /// A run of 16 or more token characters that looks random. For names with other uses.
    Random,
    /// A random run of letters, digits, dashes and underscores that is no UUID and no path. For
    /// parameters that often name a record or a file.
    Token,
    /// A code of 4 to 10 digits or letters, groups of letters, or anything that is not plain.
    Code,
    /// A number of six to eight digits, or anything that is not plain. For names that mostly
    /// count or classify something.
    Number,
}

/// How to end a credential.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Revoke {
    /// Who can do it: the user, an administrator, the operator.
    pub who: Option<String>,
    /// Where to click, or which page to open.
    pub r#where: Option<String>,
    /// A command or request, with `{placeholders}` for what is particular.
    pub command: Option<String>,
    /// What else it ends, and what it does not.
    pub side_effects: Option<String>,
    /// Whether whoever holds the credential can end it without signing in.
    #[serde(default)]
    pub self_service: bool,
}

/// The position of a rule in its pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleIndex(u32);

impl RuleIndex {
    /// Makes the index of the rule at `position`.
    ///
    /// A pack is refused long before it could hold more rules than the index can count.
    pub(crate) fn new(position: usize) -> Self {
        Self(u32::try_from(position).unwrap_or(u32::MAX))
    }

    /// Returns the position in [`crate::Pack::rules`].
    pub fn position(self) -> usize {
        self.0 as usize
    }
}
