//! Turns the rule pack into matchers.
//!
//! A [`Pack`] answers two questions about what a document holds: what is known of a name
//! ([`Pack::name`], then [`Pack::accepts`] about its value), and where in a text stand tokens
//! and words that speak of them ([`Pack::search`]). The crate knows no documents and keeps no
//! values; it opens no files, reads no environment and talks to no network.
//!
//! ```
//! use scrubjay_rules::{NameVerdict, Pack, Place};
//!
//! let pack = Pack::builtin()?;
//! let NameVerdict::Secret(rule) = pack.name(Place::Key, "apiToken", None) else {
//!     panic!("a token by its name");
//! };
//! assert!(pack.accepts(rule, "4f1b2c9d8e7a6f5b4c3d"));
//! assert!(!pack.accepts(rule, "true"));
//! # Ok::<(), scrubjay_rules::PackError>(())
//! ```

mod boundary;
mod check;
mod class;
mod error;
mod example;
mod explain;
pub mod identifier;
mod kin;
mod names;
mod pack;
mod place;
mod prefilter;
mod rule;
mod shape;
pub mod structure;
mod trigger;
mod validator;
pub mod value;
mod written;

pub use check::{Check, Failure, Fault, Spot};
pub use class::{Class, Confidence, Severity};
pub use error::{PackError, Problem, Told};
pub use explain::{Explanation, Reason, Setting};
pub use names::NameVerdict;
pub use pack::{Builder, Pack, PackSource, TextHit};
pub use place::Place;
pub use rule::{Look, Names, Revoke, Rule, RuleIndex, Shape, ValueKind, Words};
pub use structure::Structure;
pub use validator::{Validator, Validity};
#[cfg(feature = "schema")]
pub use written::schema;
