//! What to do by default: profile, rules switched on and off, things to keep.

use serde::Deserialize;

use scrubjay_rules::{Pack, PackError, PackSource};

/// How careful a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Keeps what support needs.
    #[default]
    Support,
    /// Random-looking strings that no rule knows go too.
    Strict,
}

/// The content of a `scrubjay.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Policy {
    /// How careful the run is.
    pub profile: Profile,
    /// Ids of rules that are not used.
    pub off: Vec<String>,
    /// Rules whose credentials stay, each with its reason.
    pub keep: Vec<Keep>,
}

/// Credentials that stay.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Keep {
    /// The rule that finds them.
    pub rule: String,
    /// Only those seen in requests to this host.
    pub host: Option<String>,
    /// Why, for the reader of the report.
    pub reason: String,
}

/// A policy that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// Not the TOML that a policy is made of.
    #[error("{name}:{line}:{column}: {advice}")]
    Syntax {
        /// The file.
        name: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong, without the text that is.
        advice: String,
    },
    /// It names a rule that does not exist.
    #[error("{name}: there is no rule `{rule}`: see `scrubjay rules list`")]
    UnknownRule {
        /// The file.
        name: String,
        /// The id it gives.
        rule: String,
    },
    /// A keep without a reason.
    #[error(
        "{name}: keeping the credentials of `{rule}` needs a reason: it is printed in the report"
    )]
    NoReason {
        /// The file.
        name: String,
        /// The rule.
        rule: String,
    },
}

impl Policy {
    /// Reads a policy.
    ///
    /// # Errors
    /// A [`PolicyError`] that says where and what would be right.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, PolicyError> {
        toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start).min(text.len());
            let before = &text[..text.floor_char_boundary(at)];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            // The first line of the message names keys and types; what follows quotes the file.
            let message = error.message().lines().next().unwrap_or_default();
            let message =
                if message.contains('"') { "not a value that is expected here" } else { message };
            PolicyError::Syntax { name: name.to_owned(), line, column, advice: message.to_owned() }
        })
    }

    /// Checks the policy against the rules it names.
    ///
    /// # Errors
    /// When it names a rule that does not exist, or keeps without a reason.
    pub fn check(&self, name: &str, pack: &Pack) -> Result<(), PolicyError> {
        let ids = self.off.iter().chain(self.keep.iter().map(|keep| &keep.rule));
        for id in ids {
            if pack.find(id).is_none() {
                return Err(PolicyError::UnknownRule { name: name.to_owned(), rule: id.clone() });
            }
        }
        match self.keep.iter().find(|keep| keep.reason.trim().is_empty()) {
            Some(keep) => {
                Err(PolicyError::NoReason { name: name.to_owned(), rule: keep.rule.clone() })
            }
            None => Ok(()),
        }
    }

    /// Compiles the rules that come with the program and `own` ones, without those switched off.
    ///
    /// # Errors
    /// The first rule that is not understood.
    pub fn pack(&self, own: &[PackSource<'_>]) -> Result<Pack, PackError> {
        let mut builder = Pack::builder();
        for source in own {
            builder = builder.source(*source);
        }
        for id in &self.off {
            builder = builder.without(id);
        }
        builder.build()
    }
}
