//! Every byte outside the recorded edits is the byte of the input.

use scrubjay_document::Edit;

use super::{CheckId, CheckResult, result};
use crate::credential::Credential;

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
        "{} of {} bytes lie outside the {} edits and are the same",
        original.len() - changed,
        original.len(),
        edits.len()
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
) -> Result<Vec<Edit>, CheckResult> {
    let mut spans: Vec<(usize, usize)> = credentials
        .iter()
        .filter(|credential| credential.is_redacted())
        .flat_map(|credential| &credential.places)
        .filter(|place| place.file == file)
        .map(|place| place.layers.first().map_or(place.span, |step| step.span))
        .map(|span| (span.start, span.end))
        .collect();
    // The incomplete end of a cut original is replaced by what closes the rest.
    spans.extend(cut.map(|cut| (cut, original.len())));
    spans.sort_unstable();
    let mut merged: Vec<(usize, usize)> = Vec::new();
    for (start, end) in spans {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    let mut edits = Vec::new();
    let (mut at, mut out) = (0usize, 0usize);
    for (index, &(start, end)) in merged.iter().enumerate() {
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
        let next = merged.get(index + 1).map_or(original.len(), |&(next, _)| next);
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
