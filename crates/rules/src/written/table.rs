//! The tables of a file of rules, field by field.

use serde::Deserialize;
use toml::Spanned;

use crate::class::{Class, Confidence, Severity};
use crate::rule::{Revoke, ValueKind};
use crate::structure::Structure;

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenPack {
    #[serde(default)]
    pub(super) defaults: Defaults,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<WrittenRule>"))]
    pub(super) rule: Vec<Spanned<WrittenRule>>,
}

/// The rules of a text that says other things too; whoever reads those checks them.
#[derive(Deserialize)]
pub(super) struct WrittenBeside {
    #[serde(default)]
    pub(super) defaults: Defaults,
    #[serde(default)]
    pub(super) rule: Vec<Spanned<WrittenRule>>,
}

/// Fields that hold for all rules of a source which do not have their own.
#[derive(Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Defaults {
    pub(super) service: Option<String>,
    pub(super) label: Option<String>,
    pub(super) class: Option<Class>,
    pub(super) severity: Option<Severity>,
    #[serde(default)]
    pub(super) keep: bool,
    #[serde(default)]
    pub(super) provider: bool,
    #[serde(default)]
    pub(super) optional: bool,
    pub(super) lifetime: Option<String>,
    pub(super) revoke: Option<Revoke>,
    pub(super) hunt: Option<String>,
    pub(super) source: Option<String>,
    pub(super) checked: Option<String>,
    pub(super) confidence: Option<Confidence>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) unless: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) unless_before: Texts,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct WrittenRule {
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub(super) id: Text,
    pub(super) service: Option<String>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub(super) label: Option<Text>,
    pub(super) class: Option<Class>,
    pub(super) severity: Option<Severity>,
    pub(super) description: String,
    pub(super) keep: Option<bool>,
    pub(super) provider: Option<bool>,
    pub(super) optional: Option<bool>,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub(super) sites: Vec<Text>,
    pub(super) value: Option<ValueKind>,

    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) cookie: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) header: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) param: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) key: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) claim: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) name: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) host: Texts,

    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) words: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) unless: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) unless_before: Texts,
    pub(super) ends: Option<bool>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) r#in: Texts,

    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub(super) pattern: Option<Text>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) keywords: Texts,
    pub(super) glued: Option<bool>,
    pub(super) offset: Option<usize>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) validators: Texts,

    pub(super) structure: Option<Structure>,

    pub(super) lifetime: Option<String>,
    pub(super) revoke: Option<Revoke>,
    pub(super) hunt: Option<String>,
    pub(super) source: Option<String>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub(super) checked: Option<Text>,
    pub(super) confidence: Option<Confidence>,

    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub(super) examples: Vec<Text>,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub(super) counter_examples: Vec<Text>,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub(super) doubtful: Vec<Text>,
}

pub(super) type Text = Spanned<String>;

pub(super) type Texts = Option<Vec<Text>>;

/// The JSON Schema of a file of rules.
#[cfg(feature = "schema")]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(WrittenPack)
}
