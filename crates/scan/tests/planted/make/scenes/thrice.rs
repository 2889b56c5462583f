//! A body three times, each time with other credentials in it: as it is, in JSON, and in gzip in
//! base64 in JSON.

use crate::make::bed::Bed;
use crate::make::encode::{base64, gzip, quoted};

const JSON: &str = "application/json";
const TEXT: &str = "text/plain";

/// Answers below `path` with what `make` makes; it is told in which of the three bodies that will
/// stand.
pub(super) fn bodies(
    bed: &mut Bed,
    path: &str,
    mime: &str,
    mut make: impl FnMut(&mut Bed, &str) -> String,
) {
    let body = make(bed, "as it is");
    bed.answer(path, mime, body);
    let body = make(bed, "in JSON");
    let body = format!(r#"{{"page":{}}}"#, quoted(&body));
    bed.answer(&format!("{path}/quoted"), JSON, body);
    let body = make(bed, "in gzip in base64 in JSON");
    let body = format!(r#"{{"archive":"{}"}}"#, base64(gzip(body)));
    bed.answer(&format!("{path}/packed"), JSON, body);
}

/// The same with a text in which `value` takes the place of `{}`.
pub(super) fn texts(
    bed: &mut Bed,
    path: &str,
    text: &str,
    mut value: impl FnMut(&mut Bed, &str) -> String,
) {
    bodies(bed, path, mime(text), |bed, place| text.replacen("{}", &value(bed, place), 1));
}

/// The media type of a text: JSON, or none in particular.
pub(super) fn mime(text: &str) -> &'static str {
    if text.starts_with(['{', '[']) { JSON } else { TEXT }
}
