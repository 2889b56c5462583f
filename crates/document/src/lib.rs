//! Turns bytes into layers: formats, codecs, spans and coverage.
//!
//! A document is walked, never built: [`codec`]s open one layer inside another, [`format`]s give
//! names to the values in a layer, and a [`Visitor`] sees each value with its name, its path and
//! the chain of layers that leads to it. This crate knows no rules and touches no files.

pub mod address;
pub mod assignment;
pub mod beside;
pub mod bound;
pub mod call;
pub mod codec;
pub mod cookie_call;
pub mod drawn;
pub mod format;
pub mod insert;
pub mod json;
mod lanes;
pub mod limits;
mod method;
mod near;
pub mod path;
mod sniff;
pub mod span;
mod statement;
pub mod text;
pub mod told;
pub mod walk;
pub mod zip;

pub use codec::{Codec, CodecId, Decoded, Refusal, is_letter};
pub use format::{Context, Declared, Field, Format, Segment, Sink, Unread};
pub use limits::{Budget, Limits};
pub use path::Path;
pub use sniff::is_container;
pub use span::{Edit, Span, splice};
pub use text::{Lead, Shape};
pub use walk::{At, Inner, Leaf, Parts, Step, Visitor, Walker, touches};
