//! What a person may set.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::credential::FacetKind;

/// How much is taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Credentials; everything that support needs stays.
    #[default]
    Support,
    /// Also bodies, all values of cookies, and what is merely random-looking.
    Strict,
}

/// Light, dark, or as the system is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeChoice {
    /// As the system is.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How large everything is drawn, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Zoom(u16);

impl Default for Zoom {
    fn default() -> Zoom {
        Zoom(100)
    }
}

impl Zoom {
    /// What lengths are multiplied by, within what can still be read and used.
    pub fn factor(self) -> f64 {
        f64::from(self.0.clamp(50, 300)) / 100.0
    }
}

/// Which file of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SettingsFile {
    /// A policy.
    Policy,
    /// Own rules.
    Rules,
    /// A key, for the same placeholders over several runs.
    Key,
}

/// What a person has set.
///
/// The screens see the names of files, not where they are; the places stay in Rust.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// How much is taken out.
    pub profile: Profile,
    /// Whether names and addresses of people are replaced too.
    pub personal: bool,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// How large everything is drawn.
    pub zoom: Zoom,
    /// What credentials are grouped by in the review.
    pub group: Option<FacetKind>,
    /// The name of the policy file.
    pub policy: Option<String>,
    /// The names of files with own rules.
    pub rules: Vec<String>,
    /// The name of the key file.
    pub key: Option<String>,
    /// Shortcuts that differ from the built-in ones, by action.
    #[ts(type = "Record<string, string>")]
    pub shortcuts: BTreeMap<String, String>,
}
