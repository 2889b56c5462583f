//! Places at which letters of a secret stand because the secret itself was found there.
//!
//! A cookie that goes with every request is found in every request; a walk that listens for its
//! echoes would come upon nothing but these places again.
//!
//! Invariant: where nothing but a known place can be heard, and only there, a place is explained.

use rayon::prelude::*;
use scrubjay_document::{CodecId, Span, is_letter};

use super::Part;
use crate::credential::Credential;
use crate::finding::{Place, PlaceKind};
use crate::source::Opened;

/// The places of one source at which a secret stands as it is.
#[derive(Default)]
pub(crate) struct Explained {
    /// Where in its bytes, and whose it is; sorted.
    places: Vec<(Span, u32)>,
}

impl Explained {
    /// Takes those findings in a source that show a secret letter by letter.
    pub(crate) fn new(opened: &Opened<'_>, file: usize, credentials: &[Credential]) -> Self {
        let of_one = |credential: &Credential| {
            let Ok(owner) = u32::try_from(credential.id.0) else { return Vec::new() };
            let own = credential.places.iter().filter(|place| place.file == file);
            let plain = own.filter_map(|place| plain_span(place, &opened.text, opened.chain.len()));
            let stands = |span: &Span| {
                opened.text.get(span.range()).is_some_and(|raw| {
                    let is_whole = |secret: &crate::secret::Secret| secret.bytes() == raw;
                    raw.iter().all(|&byte| is_plain(byte))
                        && (credential.parts.iter().any(is_whole)
                            || credential.forms.iter().any(is_whole))
                })
            };
            plain.filter(stands).map(|span| (span, owner)).collect()
        };
        let mut places: Vec<(Span, u32)> = credentials.par_iter().flat_map_iter(of_one).collect();
        places.par_sort_unstable();
        places.dedup();
        Self { places }
    }

    /// Whether letters at `span` of `text`, which are part of these needles and of no other, can
    /// belong to nothing but a secret that was found there.
    pub(super) fn covers(&self, text: &[u8], span: Span, parts: &[Part]) -> bool {
        let after = self.places.partition_point(|(place, _)| place.start <= span.start);
        let near = self.places[..after].iter().rev().take(4);
        near.filter(|(place, _)| place.covers(span)).any(|&(place, owner)| {
            parts.iter().all(|part| is_known(text, span.start, part, place, owner))
        })
    }
}

/// Whether a needle whose letters begin at `letters` is the one found at `place`, or cannot stand
/// around them, because what was found there reads otherwise.
fn is_known(text: &[u8], letters: usize, part: &Part, place: Span, owner: u32) -> bool {
    let Some(start) = letters.checked_sub(part.offset) else { return true };
    let needle = Span::new(start, start + part.bytes.len());
    let common = Span::new(needle.start.max(place.start), needle.end.min(place.end));
    let agrees = common.slice(text) == &part.bytes[common.start - start..common.end - start];
    !agrees || part.owner == owner && place.covers(needle)
}

/// Where a finding stands in the bytes of the source, when it stands in a string of the outermost
/// format and nothing before it in that string is written in another way.
fn plain_span(place: &Place, text: &[u8], outer: usize) -> Option<Span> {
    let [string] = place.layers.get(outer..)? else { return None };
    let is_near = place.kind == PlaceKind::Finding
        && string.codec == CodecId::JsonString
        && place.span.start <= NEAR;
    let span = place.span.shifted(string.span.start);
    let before = text.get(string.span.start..span.start).filter(|_| is_near)?;
    (!before.contains(&b'\\')).then_some(span)
}

/// What stands further from the beginning of a string is left unexplained: to go over a string once
/// for each of its many secrets would take long.
const NEAR: usize = 16 << 10;

/// Whether a byte stands for itself in whatever a text may be written.
fn is_plain(byte: u8) -> bool {
    is_letter(byte) || b"-_.~:/|!*$".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[u8] = br#"{"c":"sid=blue-jay-0451; t=blue-jay-0451"}"#;

    fn explained(owner: u32) -> Explained {
        Explained { places: vec![(Span::new(10, 23), owner)] }
    }

    fn part(bytes: &str, owner: u32, offset: usize) -> Part {
        Part { bytes: bytes.as_bytes().to_vec(), owner, offset }
    }

    fn covers(parts: &[Part]) -> bool {
        explained(3).covers(TEXT, Span::new(10, 23), parts)
    }

    #[test]
    fn a_secret_where_it_was_found_is_explained() {
        assert_eq!(Span::new(10, 23).slice(TEXT), b"blue-jay-0451");
        assert!(covers(&[part("blue-jay-0451", 3, 0)]));
        let again = Span::new(27, 40);
        assert!(!explained(3).covers(TEXT, again, &[part("blue-jay-0451", 3, 0)]));
    }

    #[test]
    fn the_letters_of_another_secret_are_not() {
        assert!(!covers(&[part("blue-jay-0451", 3, 0), part("blue-jay-0451", 4, 0)]));
        // It could go on behind the place.
        assert!(!covers(&[part("blue-jay-0451; t", 3, 0)]));
        assert!(!covers(&[part("blue-jay-0451", 3, 0), part("=blue-jay-0451", 3, 1)]));
    }

    #[test]
    fn what_cannot_stand_there_does_not_matter() {
        let known = || part("blue-jay-0451", 3, 0);
        let jay = |other: Part| explained(3).covers(TEXT, Span::new(10, 18), &[known(), other]);
        assert!(jay(part("blue-jay-9999", 4, 0)), "it reads otherwise");
        assert!(jay(part("blue-jay-0451-blue-jay", 4, 14)), "it would begin before the text");
        assert!(!jay(part("blue-jay", 4, 0)));
    }
}
