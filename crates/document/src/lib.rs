//! Turns bytes into layers: formats, codecs, spans and coverage.
//!
//! A document is walked, never built: [`codec`]s open one layer inside another, formats give
//! names to the values in a layer, and a visitor sees each value with its name, its path and the
//! chain of layers that leads to it. This crate knows no rules and touches no files.

pub mod codec;
pub mod limits;
pub mod span;

pub use codec::{Codec, CodecId, Decoded, Refusal};
pub use limits::{Budget, Limits};
pub use span::{Edit, Span, splice};
