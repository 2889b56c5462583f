//! Layers inside a rigid stretch: their edits do not change the number of bytes out there.
//!
//! An encoding may write a placeholder with fewer or more bytes than what it replaces: in JSON the
//! slash of a secret took two. So a layer is asked for edits that change its length by so much, and
//! asked again until what is lifted has the right one. Where that cannot be had, as in most
//! compressed data, a placeholder stands for all of the layer; in a text with escapes, for all
//! between its first edit and its last.

use scrubjay_document::{CodecId, Edit, Limits, Refusal, Span, Step, splice};

use super::{Lifted, Node, Region, Replacement, United, unite};
use crate::placeholder::fitted;

/// How often a layer is asked.
const TRIES: usize = 4;

/// The work inside the rigid stretches of one layer.
pub(super) struct Kept<'l> {
    limits: &'l Limits,
    /// Bytes that may still be decoded for another try: nested tries multiply.
    left: usize,
}

impl<'l> Kept<'l> {
    /// For a layer of these bytes.
    pub(super) fn new(limits: &'l Limits, bytes: &[u8]) -> Self {
        Self { limits, left: bytes.len().saturating_mul(2).saturating_add(1 << 20) }
    }

    /// Adds the regions of `bytes` that `node`, which stands at `step`, becomes, and where its
    /// edits are; they make `bytes` longer by `change`.
    ///
    /// # Errors
    /// When a layer that was read cannot be read again.
    pub(super) fn lift<'c>(
        &mut self,
        node: &Node<'c>,
        step: Step,
        bytes: &[u8],
        change: isize,
        regions: &mut Vec<Region<'c>>,
        lifted: &mut Lifted,
    ) -> Result<(), Refusal> {
        let raw = step.span.slice(bytes);
        let placeholder = node.placeholder();
        let Some(edits) = self.fit(node, step, raw, change, lifted)? else { return Ok(()) };
        let edits: Vec<Edit> = edits
            .into_iter()
            .map(|e| Edit { span: e.span.shifted(step.span.start), ..e })
            .collect();
        lifted.spans.extend(edits.iter().map(|edit| edit.span));
        let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return Ok(()) };
        // As one, so that each region has the right length by itself.
        let hull = Span::new(first.span.start, last.span.end);
        let inside: Vec<Edit> = edits
            .into_iter()
            .map(|edit| {
                let at = edit.span.start - hull.start;
                Edit { span: Span::new(at, at + edit.span.len()), ..edit }
            })
            .collect();
        let mut replacement = Vec::new();
        splice(hull.slice(bytes), &inside, &mut replacement);
        let replacement = Replacement::Lifted(replacement);
        regions.push(Region { span: hull, replacement, placeholder });
        Ok(())
    }

    /// The edits of `raw` that make it longer by `change`; `None` when nothing is to be edited.
    fn fit(
        &mut self,
        node: &Node<'_>,
        step: Step,
        raw: &[u8],
        change: isize,
        around: &mut Lifted,
    ) -> Result<Option<Vec<Edit>>, Refusal> {
        let codec = step.codec;
        let wanted = raw.len().saturating_add_signed(change);
        let decoded = codec.codec().decode(raw, self.limits)?;
        let mut asked = 0isize;
        let mut hull = Span::of(raw);
        for attempt in 0..TRIES {
            let edits = self.edits(node, &decoded.bytes, asked)?;
            if edits.is_empty() {
                return Ok(None);
            }
            // Every try edits the same places.
            if attempt == 0 {
                around.look_for_missed(step, raw, &edits);
            }
            let lifted = codec.codec().lift(raw, &edits, self.limits)?;
            if has_escapes(codec)
                && let ([first, ..], [.., last]) = (lifted.as_slice(), lifted.as_slice())
            {
                hull = Span::new(first.span.start, last.span.end);
            }
            let missing = difference(wanted, after(raw.len(), &lifted));
            if missing == 0 {
                return Ok(Some(lifted));
            }
            if let (Ok(bytes), [edit]) = (usize::try_from(missing), lifted.as_slice())
                && let Some(replacement) = codec.codec().padded(&edit.replacement, bytes)
            {
                return Ok(Some(vec![Edit { span: edit.span, replacement }]));
            }
            let more = match codec {
                // What it gets too short by can be made up for; what too long, only in there.
                CodecId::Gzip => missing.saturating_mul(2).saturating_sub(2),
                CodecId::Zlib | CodecId::Deflate | CodecId::Brotli | CodecId::Zstd => 0,
                CodecId::Utf16Le | CodecId::Utf16Be | CodecId::Hex => missing / 2,
                _ => missing,
            };
            if more == 0 || self.left < decoded.bytes.len() {
                break;
            }
            self.left -= decoded.bytes.len();
            asked += more;
        }
        let bytes = hull.len().saturating_add_signed(change);
        let replacement = whole(node.placeholder(), codec, bytes);
        Ok(Some(vec![Edit { span: hull, replacement }]))
    }

    /// The edits of a layer of these bytes that make it longer by `change`, as far as that can be
    /// had.
    fn edits(
        &mut self,
        node: &Node<'_>,
        bytes: &[u8],
        change: isize,
    ) -> Result<Vec<Edit>, Refusal> {
        // A mark takes up the difference; else the largest of the inner layers does.
        let taker = if node.marks.is_empty() {
            let free = node.inner.keys().filter(|step| !node.is_rigid(step.span));
            free.max_by_key(|step| step.span.len()).copied()
        } else {
            None
        };
        let (mut regions, mut lifted) = (Vec::new(), Lifted::of(node));
        // What takes up the difference has the length that it was asked for.
        let mut asked = None;
        for (&step, inner) in &node.inner {
            let change = if taker == Some(step) { change } else { 0 };
            self.lift(inner, step, bytes, change, &mut regions, &mut lifted)?;
            if change != 0 {
                asked = regions.last().map(|region| region.span);
            }
        }
        node.mark(lifted, &mut regions);
        let mut united = unite(bytes, regions, |span, own| own || asked != Some(span));
        if change != 0 && taker.is_none() {
            stretch(&mut united, change, |span| node.is_rigid(span));
        }
        Ok(united.into_iter().map(|united| united.edit).collect())
    }
}

/// Makes the longest placeholder that is not rigid itself longer by `change`.
fn stretch(united: &mut [United<'_>], change: isize, is_rigid: impl Fn(Span) -> bool) {
    let longest = united
        .iter_mut()
        .filter(|united| united.placeholder.is_some() && !is_rigid(united.edit.span))
        .max_by_key(|united| united.edit.span.len());
    if let Some(United { edit, placeholder: Some(placeholder) }) = longest {
        edit.replacement = fitted(placeholder, edit.span.len().saturating_add_signed(change));
    }
}

/// Whether a codec writes most characters as they are, and such text need not be all of a value:
/// what stands beside its escapes may belong to something else.
fn has_escapes(codec: CodecId) -> bool {
    matches!(
        codec,
        CodecId::JsonString
            | CodecId::JsString
            | CodecId::Percent
            | CodecId::Form
            | CodecId::HtmlEntity
            | CodecId::QuotedPrintable
            | CodecId::DoubledQuote
            | CodecId::DoubledApostrophe
            | CodecId::EventData
            | CodecId::Joined
    )
}

/// What stands for all of a layer, so written that what is around it still reads.
fn whole(placeholder: &str, codec: CodecId, bytes: usize) -> Vec<u8> {
    match codec {
        CodecId::JsonScalar if bytes < 2 => b"0".repeat(bytes),
        CodecId::JsonScalar | CodecId::ByteList | CodecId::JsonChunks if bytes >= 2 => {
            let inside = fitted(placeholder, bytes - 2);
            [b"\"", inside.as_slice(), b"\""].concat()
        }
        _ => fitted(placeholder, bytes),
    }
}

/// The length that edits give to so many bytes.
fn after(bytes: usize, edits: &[Edit]) -> usize {
    edits.iter().fold(bytes, |bytes, edit| bytes + edit.replacement.len() - edit.span.len())
}

fn difference(a: usize, b: usize) -> isize {
    isize::try_from(a).unwrap_or(isize::MAX) - isize::try_from(b).unwrap_or(isize::MAX)
}
