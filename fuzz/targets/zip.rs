//! zip over any bytes: every byte belongs to one part, edits come back sorted and inside, and an
//! archive of which nothing was wrong has nothing wrong with it after an edit.
//!
//! The first bytes choose the parts to be edited; the rest is the archive.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scrubjay_document::zip::{Archive, Part, PartKind};
use scrubjay_document::{CodecId, Edit, Limits, splice};

const WORDS: &[&[u8]] = &[b"", b"x", b"PK\x03\x04", b"PK\x05\x06", b"REDACTED-session-0a1b2c3d4e"];

fuzz_target!(|input: ([(u16, u8); 2], &[u8])| {
    let (wishes, raw) = input;
    let limits = Limits { layer_bytes: 1 << 20, ..Limits::default() };
    let Some(archive) = Archive::read(raw, &limits) else { return };
    let parts = archive.parts();
    let mut at = 0;
    for part in &parts {
        assert_eq!(part.span.start, at, "every byte belongs to one part");
        at = part.span.end;
    }
    assert_eq!(at, raw.len(), "up to the last one");

    let mut edits: Vec<Edit> = Vec::new();
    for (place, word) in wishes {
        let part = parts[(usize::from(place) * parts.len()) >> 16];
        if part.kind != PartKind::Record && edits.iter().all(|edit| edit.span != part.span) {
            let replacement = WORDS[usize::from(word) % WORDS.len()].to_vec();
            edits.push(Edit { span: part.span, replacement });
        }
    }
    edits.sort_by_key(|edit| edit.span.start);
    let Ok(lifted) = CodecId::Zip.codec().lift(raw, &edits, &limits) else { return };
    let mut end = 0;
    for edit in &lifted {
        assert!(end <= edit.span.start && edit.span.end <= raw.len(), "sorted, disjoint, inside");
        end = edit.span.end;
    }
    let mut written = Vec::new();
    splice(raw, &lifted, &mut written);
    let is_plain = |part: &Part| part.kind != PartKind::Text && part.kind != PartKind::Extra;
    let is_sound = |archive: &Archive, text: &[u8]| {
        (0..archive.len()).all(|member| {
            archive.is_consistent(member) && archive.is_sound(member, text, &limits)
        })
    };
    let is_whole = archive.is_whole() && parts.iter().all(is_plain) && is_sound(&archive, raw);
    if is_whole {
        let again = Archive::read(&written, &limits).expect("an archive stays one");
        assert_eq!(again.len(), archive.len(), "with as many members");
        assert!(is_sound(&again, &written), "of which nothing is wrong");
    }
});
