//! Every codec in every format, one, two and three deep, from one table: the credential in the
//! middle is gone from the scrubbed file, the lookalike beside it is still there.

#[path = "nesting/codecs.rs"]
mod codecs;
#[path = "nesting/formats.rs"]
mod formats;
#[allow(dead_code, reason = "the planted HARs use the rest")]
#[path = "planted/make/mod.rs"]
mod make;
#[allow(dead_code, reason = "the planted HARs use the rest")]
#[path = "planted/reveal/mod.rs"]
mod reveal;
#[path = "planted/scrub.rs"]
mod scrub;

use std::collections::HashSet;
use std::fmt::Write as _;

use codecs::{CODECS, Codec};
use formats::{FORMATS, Format};
use make::har::{Entry, Node, object, text};
use make::random::{DIGITS, Random};
use make::token;
use reveal::{Haystack, reveal};
use scrub::scrub_for_test;

const DEPTHS: usize = 3;

/// A credential in the middle of a nesting, in the body of an entry of its own.
struct Case {
    format: &'static Format,
    depth: usize,
    secret: String,
    harmless: String,
    body: String,
}

impl Case {
    /// `codec(format(codec(format(… codec(leaf)))))`, `depth` times.
    fn new(format: &'static Format, codec: Codec, depth: usize, random: &mut Random) -> Self {
        let secret = token::letters(random);
        let harmless = format!("lantern-{}", random.text(DIGITS, 7));
        let mut body = codec.1(&(format.leaf)(&secret, &harmless));
        for _ in 1..depth {
            body = codec.1(&(format.carry)(&body));
        }
        Self { format, depth, secret, harmless, body }
    }
}

/// All cases of a codec.
fn cases(codec: Codec, random: &mut Random) -> Vec<Case> {
    FORMATS
        .iter()
        .flat_map(|format| (1..=DEPTHS).map(move |depth| (format, depth)))
        .map(|(format, depth)| Case::new(format, codec, depth, random))
        .collect()
}

/// A HAR with a case in each entry.
fn har(codec: Codec, cases: &[Case]) -> Vec<u8> {
    let entries = cases
        .iter()
        .map(|case| {
            let is_bare = codec.0 == "none" && case.depth == 1;
            let mime = if is_bare { case.format.mime } else { "text/plain" };
            Entry::get("https://desk.example/nested")
                .body(mime, case.body.clone())
                .into_node("2026-03-04T10:00:00.000Z", 12)
        })
        .collect();
    let creator = object([("name", text("WebInspector")), ("version", text("537.36"))]);
    let log =
        object([("version", text("1.2")), ("creator", creator), ("entries", Node::List(entries))]);
    let mut har = String::new();
    object([("log", log)]).write(0, &mut har);
    har.into_bytes()
}

/// For each case, whether its credential can be read anywhere and its lookalike in its place.
fn read(haystack: &Haystack, cases: &[Case]) -> Vec<(bool, bool)> {
    let values = cases.iter().flat_map(|case| [case.secret.as_str(), case.harmless.as_str()]);
    let search = aho_corasick::AhoCorasick::new(values).expect("not too many patterns");
    let mut found = HashSet::new();
    for text in &haystack.texts {
        for hit in search.find_overlapping_iter(&text.bytes) {
            found.insert((hit.pattern().as_usize(), haystack.pointers[text.pointer].as_str()));
        }
    }
    let anywhere: HashSet<usize> = found.iter().map(|(value, _)| *value).collect();
    (0..cases.len())
        .map(|at| {
            let place = format!("/log/entries/{at}/response/content/text");
            (anywhere.contains(&(2 * at)), found.contains(&(2 * at + 1, place.as_str())))
        })
        .collect()
}

/// Whether a codec breaks its text into lines that a format reads one by one: then not even the
/// test's decoder finds the value in one piece.
fn is_torn(codec: &str, format: &str) -> bool {
    codec == "quoted-printable" && format == "event stream"
}

#[test]
fn the_decoder_sees_every_case_in_the_original() {
    let mut random = Random::new(11);
    for &codec in CODECS {
        let cases = cases(codec, &mut random);
        let original = reveal(&har(codec, &cases));
        for (case, seen) in cases.iter().zip(read(&original, &cases)) {
            let (codec, format, depth) = (codec.0, case.format.name, case.depth);
            if is_torn(codec, format) {
                continue;
            }
            assert_eq!(seen, (true, true), "{codec} in {format}, {depth} deep: {}", case.body);
        }
    }
}

#[test]
fn no_codec_in_any_format_hides_a_credential_or_costs_a_lookalike() {
    let mut random = Random::new(12);
    let (mut table, mut leaked, mut lost, mut count) = (String::new(), 0, 0, 0);
    for &codec in CODECS {
        let cases = cases(codec, &mut random);
        let output = scrub_for_test(&har(codec, &cases));
        for (case, (secret, harmless)) in cases.iter().zip(read(&reveal(&output), &cases)) {
            count += 1;
            leaked += usize::from(secret);
            lost += usize::from(!harmless);
            if secret || !harmless {
                let what = match (secret, harmless) {
                    (true, true) => "leaked",
                    (true, false) => "leaked and lost",
                    (false, _) => "lost",
                };
                writeln!(table, "{what}: {} in {}, {} deep", codec.0, case.format.name, case.depth)
                    .expect("writing to a string");
            }
        }
    }
    assert!(
        leaked == 0 && lost == 0,
        "of {count} credentials {leaked} leaked, of {count} lookalikes {lost} are lost:\n{table}"
    );
}
