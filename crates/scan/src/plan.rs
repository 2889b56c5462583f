//! From places to edits: grouped by layer, overlaps united, innermost first.
//!
//! Where a layer counts lengths, an edit takes as many bytes as what it replaces: see [`kept`].
//!
//! Invariant: the edits of a plan are sorted and disjoint, and every place of a credential that
//! is to be redacted lies in one of them. An edit that begins and ends inside a rigid stretch does
//! not change the number of its bytes.

mod kept;

use std::collections::BTreeMap;

use scrubjay_document::{CodecId, Edit, Limits, Refusal, Span, Step};

use crate::credential::Credential;
use crate::engine::FileScan;
use crate::placeholder::fitted;
use kept::Kept;

/// The edits of one file, in the bytes of the file.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) edits: Vec<Edit>,
}

/// A layer's part of the plan.
#[derive(Default)]
struct Node<'c> {
    marks: Vec<Mark<'c>>,
    /// The stretches in which no edit may change the number of bytes: sorted, disjoint once they are
    /// [settled](Node::settle).
    rigid: Vec<Span>,
    inner: BTreeMap<Step, Node<'c>>,
}

#[derive(Clone, Copy)]
struct Mark<'c> {
    span: Span,
    placeholder: &'c str,
    spelled: bool,
}

/// A region of a layer that is to be replaced.
struct Region<'c> {
    span: Span,
    replacement: Replacement,
    /// The placeholder, or one that stands in what an inner layer became.
    placeholder: &'c str,
}

/// What the edits of inner layers have become in one layer.
struct Lifted {
    spans: Vec<Span>,
    /// The marks of encoded forms, sorted.
    spelled: Vec<Span>,
    /// Those of them that no edit in there replaces, although they lie in a layer that was opened:
    /// they stand in another alignment.
    missed: Vec<Span>,
}

impl Lifted {
    /// Nothing yet, in the layer of `node`.
    fn of(node: &Node<'_>) -> Self {
        let spelled = node.marks.iter().filter(|mark| mark.spelled);
        let mut spelled: Vec<Span> = spelled.map(|mark| mark.span).collect();
        spelled.sort_unstable();
        Self { spans: Vec::new(), spelled, missed: Vec::new() }
    }

    /// Notes the encoded forms in the layer at `step` that its own `edits` do not replace.
    fn look_for_missed(&mut self, step: Step, raw: &[u8], edits: &[Edit]) {
        let first = self.spelled.partition_point(|span| span.start < step.span.start);
        let (mut read, mut symbols) = (0, 0);
        for &span in self.spelled[first..].iter().take_while(|span| span.start < step.span.end) {
            if !step.span.covers(span) {
                continue;
            }
            let at = span.start - step.span.start;
            symbols += raw[read..at].iter().filter(|byte| !byte.is_ascii_whitespace()).count();
            read = at;
            let Some(made) = step.codec.made_of(Span::new(symbols, symbols + span.len())) else {
                return;
            };
            let after = edits.partition_point(|edit| edit.span.start <= made.start);
            let is_replaced = edits[..after].last().is_some_and(|edit| edit.span.covers(made));
            if !is_replaced {
                self.missed.push(span);
            }
        }
    }
}

enum Replacement {
    Placeholder {
        spelled: bool,
    },
    /// What an inner layer became.
    Lifted(Vec<u8>),
}

/// An edit, and the placeholder that is all of it.
struct United<'c> {
    edit: Edit,
    placeholder: Option<&'c str>,
}

impl Plan {
    /// Plans the redaction of `file`, whose bytes are `source` and of which `read` was read.
    /// `tail` is an edit of the layer behind its wrappings that cuts an incomplete end off.
    ///
    /// # Errors
    /// When a layer that was read cannot be read again.
    pub(crate) fn new(
        credentials: &[Credential],
        file: usize,
        source: &[u8],
        read: &FileScan,
        tail: Option<Edit>,
        limits: &Limits,
    ) -> Result<Plan, Refusal> {
        let mut root = Node::default();
        for credential in credentials.iter().filter(|credential| credential.is_redacted()) {
            for place in credential.places.iter().filter(|place| place.file == file) {
                let mut node = &mut root;
                for step in place.layers.iter() {
                    node = node.inner.entry(*step).or_default();
                }
                node.marks.push(Mark {
                    span: place.span,
                    placeholder: &credential.placeholder,
                    spelled: place.spelled,
                });
            }
        }
        for rigid in &read.rigid {
            let layer =
                rigid.layers.iter().try_fold(&mut root, |node, step| node.inner.get_mut(step));
            if let Some(node) = layer {
                node.rigid.push(rigid.span);
            }
        }
        root.settle();
        let edits = root.edits(source, &read.wrappings, tail, limits)?;
        Ok(Plan { edits })
    }
}

impl<'c> Node<'c> {
    /// The edits of this layer, whose bytes are `bytes`.
    fn edits(
        mut self,
        bytes: &[u8],
        wrappings: &[Step],
        tail: Option<Edit>,
        limits: &Limits,
    ) -> Result<Vec<Edit>, Refusal> {
        let mut tail_here = tail;
        if let Some((first, _)) = wrappings.split_first() {
            // The wrapping must be entered for the tail's sake, whether or not something is in it.
            if tail_here.is_some() {
                self.inner.entry(*first).or_default();
            }
        }
        let is_wide = |step: &&Step| matches!(step.codec, CodecId::Utf16Le | CodecId::Utf16Be);
        let wide: Vec<Span> = self.inner.keys().filter(is_wide).map(|step| step.span).collect();
        let mut regions = Vec::new();
        let mut lifted = Lifted::of(&self);
        let mut kept = Kept::new(limits, bytes);
        for (step, node) in std::mem::take(&mut self.inner) {
            if self.is_rigid(step.span) {
                kept.lift(&node, step, bytes, 0, &mut regions, &mut lifted)?;
                continue;
            }
            let inner_wrappings = match wrappings.split_first() {
                Some((first, rest)) if *first == step => rest,
                _ => &[],
            };
            let inside = !inner_wrappings.is_empty() || wrappings.first() == Some(&step);
            let inner_tail = if inside { tail_here.take() } else { None };
            let limits = &if inside { limits.of_file() } else { limits.clone() };
            let placeholder = node.placeholder();
            let raw = step.span.slice(bytes);
            let codec = step.codec.codec();
            let decoded = codec.decode(raw, limits)?;
            let edits = node.edits(&decoded.bytes, inner_wrappings, inner_tail, limits)?;
            drop(decoded);
            if edits.is_empty() {
                continue;
            }
            lifted.look_for_missed(step, raw, &edits);
            for edit in codec.lift(raw, &edits, limits)? {
                let span = edit.span.shifted(step.span.start);
                let replacement = Replacement::Lifted(edit.replacement);
                lifted.spans.push(span);
                regions.push(Region { span, replacement, placeholder });
            }
        }
        self.mark(lifted, &mut regions);
        if let Some(tail) = tail_here {
            regions.retain(|region| region.span.start < tail.span.start);
            regions.push(Region {
                span: tail.span,
                replacement: Replacement::Lifted(tail.replacement),
                placeholder: "",
            });
        }
        // What stands beside a wrapping, or as it is in a stretch of UTF-16, must not move what
        // follows: units have two bytes each.
        let is_wrapped = !wrappings.is_empty();
        let united = unite(bytes, regions, |span, own| {
            own && (is_wrapped || covered(&wide, span)) || self.is_rigid(span)
        });
        Ok(united.into_iter().map(|united| united.edit).collect())
    }

    /// Adds the regions of this layer's own marks to those that inner layers have `lifted`.
    fn mark(&self, mut lifted: Lifted, regions: &mut Vec<Region<'c>>) {
        lifted.spans.sort_unstable();
        lifted.missed.sort_unstable();
        for mark in &self.marks {
            // An encoded form that lies in a layer which was opened is replaced in there.
            let inside = mark.spelled
                && covered(&lifted.spans, mark.span)
                && lifted.missed.binary_search(&mark.span).is_err();
            if !inside {
                let replacement = Replacement::Placeholder { spelled: mark.spelled };
                let (span, placeholder) = (mark.span, mark.placeholder);
                regions.push(Region { span, replacement, placeholder });
            }
        }
    }

    /// Whether an edit of `span` must not change the number of bytes: it lies in a rigid stretch
    /// and is not all of it.
    fn is_rigid(&self, span: Span) -> bool {
        let after = self.rigid.partition_point(|rigid| rigid.start <= span.start);
        self.rigid[..after].last().is_some_and(|rigid| rigid.covers(span) && *rigid != span)
    }

    /// Unites rigid stretches that share a byte, here and in all inner layers.
    fn settle(&mut self) {
        self.rigid.sort_unstable();
        let spans = std::mem::take(&mut self.rigid);
        for span in spans {
            match self.rigid.last_mut() {
                Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                _ => self.rigid.push(span),
            }
        }
        self.inner.values_mut().for_each(Node::settle);
    }

    /// One of the placeholders that stand in it.
    fn placeholder(&self) -> &'c str {
        let own = self.marks.first().map(|mark| mark.placeholder);
        own.or_else(|| self.inner.values().map(Node::placeholder).find(|inner| !inner.is_empty()))
            .unwrap_or_default()
    }
}

/// Whether one of the sorted spans, which hardly overlap, covers `span`.
fn covered(spans: &[Span], span: Span) -> bool {
    let after = spans.partition_point(|outer| outer.start <= span.start);
    spans[..after].iter().rev().take(4).any(|outer| outer.covers(span))
}

/// Unites regions that share a byte. What `is_rigid` keeps its length; it is told whether a
/// placeholder of this layer stands there.
fn unite<'c>(
    bytes: &[u8],
    mut regions: Vec<Region<'c>>,
    is_rigid: impl Fn(Span, bool) -> bool,
) -> Vec<United<'c>> {
    regions.sort_by_key(|region| (region.span.start, std::cmp::Reverse(region.span.end)));
    let mut edits = Vec::new();
    let mut cluster: Vec<Region<'_>> = Vec::new();
    let mut end = 0;
    for region in regions {
        if !cluster.is_empty() && region.span.start >= end {
            edits.push(merge(bytes, std::mem::take(&mut cluster), &is_rigid));
        }
        end = if cluster.is_empty() { region.span.end } else { end.max(region.span.end) };
        cluster.push(region);
    }
    if !cluster.is_empty() {
        edits.push(merge(bytes, cluster, &is_rigid));
    }
    edits
}

/// One edit for regions that hang together.
fn merge<'c>(
    bytes: &[u8],
    cluster: Vec<Region<'c>>,
    is_rigid: &impl Fn(Span, bool) -> bool,
) -> United<'c> {
    let start = cluster.iter().map(|region| region.span.start).min().unwrap_or_default();
    let end = cluster.iter().map(|region| region.span.end).max().unwrap_or_default();
    let whole = Span::new(start, end);
    // A placeholder for all of it says most; what an inner layer became for all of it comes next,
    // unless it still shows what a placeholder is to stand for. Else one placeholder stands for
    // the union.
    let rank = |region: &Region<'_>| match (&region.replacement, region.span == whole) {
        (Replacement::Placeholder { spelled: false }, true) => 0,
        (Replacement::Lifted(inner), true) if hides(bytes, inner, &cluster) => 1,
        (Replacement::Placeholder { spelled: false }, false) => 2,
        (Replacement::Placeholder { spelled: true }, _) => 3,
        (Replacement::Lifted(_), _) => 4,
    };
    let best =
        (0..cluster.len()).min_by_key(|&place| (rank(&cluster[place]), cluster[place].span.start));
    let rigid = is_rigid(whole, true);
    let (replacement, placeholder) = match best.and_then(|best| cluster.into_iter().nth(best)) {
        Some(Region { replacement: Replacement::Lifted(inner), .. })
            if !is_rigid(whole, false) || inner.len() == whole.len() =>
        {
            (inner, None)
        }
        Some(Region { placeholder, .. }) if rigid => {
            (fitted(placeholder, whole.len()), Some(placeholder))
        }
        Some(Region { placeholder, .. }) => (placeholder.as_bytes().to_vec(), Some(placeholder)),
        None => (Vec::new(), None),
    };
    United { edit: Edit { span: whole, replacement }, placeholder }
}

/// Whether nothing that a placeholder of the cluster stands for is left in `inner`.
fn hides(bytes: &[u8], inner: &[u8], cluster: &[Region<'_>]) -> bool {
    cluster.iter().all(|region| match region.replacement {
        // It was missed in there, and may stand between other symbols now.
        Replacement::Placeholder { spelled: true } => false,
        Replacement::Placeholder { spelled: false } => {
            memchr::memmem::find(inner, region.span.slice(bytes)).is_none()
        }
        Replacement::Lifted(_) => true,
    })
}
