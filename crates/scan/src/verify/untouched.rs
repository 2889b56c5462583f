//! Every byte outside the recorded edits is the byte of the input.

use std::ops::Range;

use scrubjay_document::zip::{Archive, PartKind, is_zip, wide_field};
use scrubjay_document::{CodecId, Edit, Limits, Span, touches};

use super::{CheckId, CheckResult, result};
use crate::count::{count, number};
use crate::credential::Credential;
use crate::finding::Place;

/// Walks the edits over both files.
pub(super) fn check(original: &[u8], edits: &[Edit], output: &[u8]) -> CheckResult {
    let fail = |at: usize| {
        result(
            CheckId::Untouched,
            false,
            format!("the output differs from the input at byte {at} of the input"),
        )
    };
    let (mut at, mut out) = (0usize, 0usize);
    for edit in edits {
        let (start, end) = (edit.span.start, edit.span.end);
        if start < at || end > original.len() {
            return fail(start);
        }
        let kept = start - at;
        if output.get(out..out + kept) != Some(&original[at..start]) {
            return fail(at);
        }
        out += kept;
        if !output.get(out..).is_some_and(|rest| rest.starts_with(&edit.replacement)) {
            return fail(start);
        }
        out += edit.replacement.len();
        at = end;
    }
    if output.get(out..) != Some(&original[at..]) {
        return fail(at);
    }
    let changed: usize = edits.iter().map(|edit| edit.span.len()).sum();
    let detail = format!(
        "{} of {} lie outside {} and are the same",
        number((original.len() - changed) as u64),
        count(original.len(), "byte"),
        count(edits.len(), "edit")
    );
    result(CheckId::Untouched, true, detail)
}

/// The edits between an original and an output of which no record is at hand: the regions of
/// the original in which a credential stands, matched with what stands there in the output.
pub(super) fn regions(
    credentials: &[Credential],
    file: usize,
    original: &[u8],
    output: &[u8],
    cut: Option<usize>,
    limits: &Limits,
) -> Result<Vec<Edit>, CheckResult> {
    let places: Vec<Span> = credentials
        .iter()
        .filter(|credential| credential.is_redacted())
        .flat_map(|credential| &credential.places)
        .filter(|place| place.file == file)
        .map(outermost)
        .collect();
    if let Some(parted) = members(&places, original, output, limits) {
        return parted;
    }
    // The incomplete end of a cut original is replaced by what closes the rest.
    let cut = cut.map(|cut| Span::new(cut, original.len()));
    let merged = united(&places.into_iter().chain(cut).collect::<Vec<_>>());
    let mut edits = Vec::new();
    let (mut at, mut out) = (0usize, 0usize);
    for (index, &Span { start, end }) in merged.iter().enumerate() {
        let kept = start - at;
        if output.get(out..out + kept) != Some(&original[at..start]) {
            return Err(result(
                CheckId::Untouched,
                false,
                format!(
                    "the output differs from the input near byte {at} of the input, where no credential stands"
                ),
            ));
        }
        out += kept;
        // What follows up to the next region must stand unchanged behind the replacement.
        let next = merged.get(index + 1).map_or(original.len(), |next| next.start);
        let tail = &original[end..next];
        let probe = &tail[..tail.len().min(64)];
        let length = if tail.is_empty() {
            output.len().checked_sub(out)
        } else if index + 1 == merged.len() {
            output.len().checked_sub(out + tail.len())
        } else {
            memchr::memmem::find(output.get(out..).unwrap_or_default(), probe)
        };
        let Some(length) = length else {
            return Err(result(
                CheckId::Untouched,
                false,
                format!("what stands behind byte {end} of the input is not in the output"),
            ));
        };
        let replacement = output.get(out..out + length).unwrap_or_default().to_vec();
        out += length;
        edits.push(Edit { span: (start..end).into(), replacement });
        at = end;
    }
    if output.get(out..) != Some(&original[at..]) {
        return Err(result(
            CheckId::Untouched,
            false,
            format!("the output differs from the input behind byte {at} of the input"),
        ));
    }
    Ok(edits)
}

/// The stretches that some spans cover: sorted and disjoint.
fn united(spans: &[Span]) -> Vec<Span> {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    let mut united: Vec<Span> = Vec::new();
    for span in spans {
        match united.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => united.push(span),
        }
    }
    united
}

/// Where in the bytes of the file a place stands, or the outermost layer around it. A zip is no
/// layer here: its bytes are those of the file.
fn outermost(place: &Place) -> Span {
    let mut base = 0;
    for step in place.layers.iter() {
        if step.codec != CodecId::Zip {
            return step.span.shifted(base);
        }
        base += step.span.start;
    }
    place.span.shifted(base)
}

/// For records of a zip by how they begin: where what follows from an edit stands in them. That is
/// how a member is packed, checksum, lengths, and offsets.
const COUNTED: [(&[u8], &[Range<usize>]); 5] = [
    (b"PK\x03\x04", &[8..10, 14..30]),
    (b"PK\x01\x02", &[10..12, 16..34, 42..46]),
    (b"PK\x05\x06", &[12..16, 16..22]),
    (b"PK\x06\x06", &[40..48, 48..56]),
    (b"PK\x06\x07", &[8..12, 12..16]),
];

/// Whether two records differ in nothing but what follows from edits.
fn tells_the_same(record: &[u8], other: &[u8]) -> bool {
    let counted = COUNTED.iter().find(|(start, _)| record.starts_with(start));
    // What describes a member behind its bytes has nothing else.
    let Some((start, counted)) = counted else { return record.len() == other.len() };
    let is_counted = |at: usize| counted.iter().any(|range| range.contains(&at));
    other.starts_with(start)
        && record.len() == other.len()
        && (0..record.len()).all(|at| is_counted(at) || record[at] == other[at])
}

/// Whether two extra fields differ in nothing but numbers of 64 bits.
fn is_same_but_for_numbers(extra: &[u8], other: &[u8]) -> bool {
    let numbers = wide_field(extra, Span::of(extra));
    extra.len() == other.len()
        && numbers.is_some_and(|numbers| {
            extra[..numbers.start] == other[..numbers.start]
                && extra[numbers.end..] == other[numbers.end..]
        })
}

/// The edits between two zips, part by part: a part in which no credential stands is the same in
/// both, but for the records that tell of the others. `None` when one of them is no zip.
fn members(
    places: &[Span],
    original: &[u8],
    output: &[u8],
    limits: &Limits,
) -> Option<Result<Vec<Edit>, CheckResult>> {
    let read = |bytes: &[u8]| is_zip(bytes).then(|| Archive::read(bytes, limits)).flatten();
    let (before, after) = (read(original)?.parts(), read(output)?.parts());
    let fail = |detail: String| Some(Err(result(CheckId::Untouched, false, detail)));
    if before.len() != after.len() {
        return fail("the archive is put together otherwise than the input".to_owned());
    }
    let places = united(places);
    let mut edits = Vec::new();
    for (part, other) in before.iter().zip(&after) {
        let (span, bytes) = (part.span, other.span.slice(output));
        if part.kind != other.kind {
            return fail(format!(
                "the archive differs from the input at byte {} of it",
                span.start
            ));
        }
        if span.slice(original) == bytes {
            continue;
        }
        let is_counted = match part.kind {
            PartKind::Record => tells_the_same(span.slice(original), bytes),
            PartKind::Extra => is_same_but_for_numbers(span.slice(original), bytes),
            PartKind::Name | PartKind::Member | PartKind::Text => false,
        };
        if !(is_counted || part.kind != PartKind::Record && touches(&places, span)) {
            let at = span.start;
            return fail(format!(
                "the output differs from the input near byte {at} of the input, where no credential stands"
            ));
        }
        edits.push(Edit { span, replacement: bytes.to_vec() });
    }
    Some(Ok(edits))
}
