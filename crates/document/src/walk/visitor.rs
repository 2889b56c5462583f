//! What a walk shows of each value, and who looks at it.

use std::sync::Arc;

use crate::codec::CodecId;
use crate::format::{Context, Unread};
use crate::path::Path;
use crate::span::Span;
use crate::text::Lead;

/// One step from a layer into the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Step {
    /// Where the inner layer stands in the outer one.
    pub span: Span,
    /// How it is encoded there.
    pub codec: CodecId,
}

/// One value, as the visitor sees it.
#[derive(Debug)]
pub struct Leaf<'a> {
    /// What kind of name it has.
    pub context: Context,
    /// The name; empty when there is none.
    pub name: &'a [u8],
    /// The decoded value.
    pub text: &'a [u8],
    /// How it is taken apart after this look.
    pub parts: Parts,
    /// Whether it is part of a cookie or of an authentication header.
    pub closed: bool,
    /// Whether it was cut out of a larger text that the visitor has already seen.
    pub part: bool,
}

/// How a leaf is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// It is plain text; what may hide in it is opened.
    None,
    /// It is a URL.
    Url,
    /// An encoding of something that has parts of its own.
    Encoded,
    /// A format hands on every byte of it as leaves of their own.
    Format,
}

/// Where a leaf stands.
#[derive(Debug)]
pub struct At<'a> {
    /// The layers that lead to it.
    pub chain: &'a [Step],
    /// What to add to an offset in the leaf's text to get one in the innermost layer.
    pub base: usize,
    /// The names that lead to it.
    pub path: &'a Path,
    /// How many parts of the path lead to the layer that it was read from.
    pub floor: usize,
    /// The host that the entry belongs to.
    pub host: Option<&'a str>,
    /// The last part of the path of the entry's address: what its body is about.
    pub topic: Option<&'a str>,
}

impl At<'_> {
    /// The names of what encloses the leaf in the layer that it was read from, innermost first;
    /// its own name comes first where it has one.
    pub fn enclosing(&self) -> impl Iterator<Item = &[u8]> {
        self.path.names_above(self.floor)
    }

    /// The chain, owned.
    pub fn layers(&self) -> Arc<[Step]> {
        self.chain.into()
    }
}

/// A layer that was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inner<'a> {
    /// What is inside it.
    pub text: &'a [u8],
    /// Whether what it spells can be [read outside it](crate::Decoded::legible).
    pub legible: bool,
    /// Whether it stands in a layer that is not legible.
    pub veiled: bool,
}

/// Sees the values of a document.
pub trait Visitor {
    /// Sees one value; puts places in its text that are to be opened into `leads`.
    ///
    /// Returns whether its parts are [closed](Leaf::closed).
    fn leaf(&mut self, leaf: &Leaf<'_>, at: &At<'_>, leads: &mut Vec<Lead>) -> bool;

    /// Hears of a stretch of the innermost layer that is no text: what stands in it may be found
    /// by counted lengths, so that an edit in there must not change the number of bytes.
    fn rigid(&mut self, _span: Span, _at: &At<'_>) {}

    /// Hears of something that was not read.
    fn unread(&mut self, _reason: Unread, _at: &At<'_>) {}

    /// Hears of a layer that was opened, which is the last step of the chain of `at`. Returns
    /// whether to look into it.
    fn layer(&mut self, _layer: &Inner<'_>, _at: &At<'_>) -> bool {
        true
    }
}
