//! What is wrong with a policy, and where in its text.

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
        /// The file, with line and column where they are known.
        name: String,
        /// The id it gives.
        rule: String,
    },
    /// A keep without a reason.
    #[error(
        "{name}: keeping the credentials of `{rule}` needs a reason: it is printed in the report"
    )]
    NoReason {
        /// The file, with line and column where they are known.
        name: String,
        /// The rule, the name or the class.
        rule: String,
    },
    /// A keep that would keep everything.
    #[error(
        "{name}: an entry of `keep` needs a `rule` or a `name`: without one it would keep everything"
    )]
    KeepsAll {
        /// The file, with line and column where they are known.
        name: String,
    },
    /// A rule that is not optional under `on`.
    #[error("{name}: the rule `{rule}` is in use without being named under `on`")]
    NotOptional {
        /// The file, with line and column where they are known.
        name: String,
        /// The id it gives.
        rule: String,
    },
}
