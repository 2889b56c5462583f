//! What is written, and what keeps it from being written.

use std::sync::Mutex;

use super::*;
use crate::wire::Verdict;

#[test]
fn what_is_to_look_at_in_a_large_file_is_told_with_its_copy() {
    let desk = Desk::new();
    let (small, _) = desk.opened();
    assert!(!small.counts.look_later);
    let random = "Kx7mQ2vLp9Zt4RwB8nYc3HdF6sGj1";
    let large = har().replace("Facilities-4711", random) + &" ".repeat(33 << 20);
    let path = desk.file("large.har", &large);
    let view = desk.scan(&[path]).expect("it can be scanned");
    assert_eq!((view.counts.look, view.counts.look_later), (0, true), "not known is not none");
    let copy = desk.export(view.id, None).expect("a copy");
    assert!(copy.look > 0, "it looks random");
    let looks = desk.bench.looks(view.id, 0, 100).expect("looks");
    assert_eq!(looks.total, copy.look);
}

#[test]
fn what_a_copy_uncovers_is_a_credential_of_the_case() {
    // It reads like code until the first value is replaced.
    let hidden = "password=\"a(1){;}(2){;}\"; token = qz81kfmm2\n";
    for (name, rest, known) in
        [("small.log", String::new(), 2), ("large.log", " ".repeat(33 << 20), 1)]
    {
        let desk = Desk::new();
        let path = desk.file(name, &(hidden.to_owned() + &rest));
        let view = desk.scan(std::slice::from_ref(&path)).expect("it can be scanned");
        assert_eq!(
            view.counts.tally.credentials, known,
            "{name}: a large one is looked at when it is written"
        );
        let copy = desk.export(view.id, None).expect("a copy");
        assert_eq!((copy.files[0].verdict, copy.replaced), (Verdict::Clean, 2), "{name}");
        let case = desk.bench.case(view.id).expect("it is open");
        let case = case.read().expect("no one panics");
        assert_eq!((case.scan.credentials.len(), case.known.len()), (2, 2), "{name}");
        let copy = path.with_file_name(name.replace(".log", ".scrubbed.log"));
        let text = std::fs::read_to_string(copy).expect("it was written");
        assert!(!text.contains("qz81kfmm2"), "{name}");
    }
}

#[test]
fn writes_a_verified_copy_with_its_report() {
    let desk = Desk::new();
    let (view, path) = desk.opened();
    let copy = desk.export(view.id, None).expect("it can be written");
    assert_eq!(copy.files[0].verdict, Verdict::Clean);
    assert_eq!(copy.files[0].name, "acme.scrubbed.har");
    assert_eq!(copy.requests, Some(3));
    let text =
        std::fs::read_to_string(path.with_file_name("acme.scrubbed.har")).expect("it was written");
    for secret in secrets() {
        assert!(!text.contains(secret));
    }
    assert!(text.contains("Facilities-4711"), "what support needs stays");
    assert!(path.with_file_name("acme.scrubbed.report.json").exists());
    let note = desk.bench.ticket_note(view.id).expect("it is open");
    assert!(note.contains("REDACTED-"));
    sent(&note);

    let again = desk.export(view.id, None).expect_err("it is there already");
    assert_eq!(again.code, TroubleCode::AlreadyThere);

    let job = desk.bench.begin();
    let given = desk.give(&[
        path.with_file_name("acme.scrubbed.har"),
        path.with_file_name("acme.scrubbed.report.json"),
    ]);
    let last = Mutex::new(None);
    let given = Given { output: given[0].id, report: Some(given[1].id), original: None };
    desk.bench.verify(&job, given, &|event| *last.lock().expect("no one panics") = Some(event));
    match last.into_inner().expect("no one panics") {
        Some(VerifyEvent::Done { verification }) => {
            assert_eq!(verification.verdict, Verdict::Clean);
            assert_eq!(verification.matches_report, Some(true));
        }
        other => panic!("the last word is {other:?}"),
    }
}

#[test]
fn a_file_that_was_changed_is_not_exported() {
    let desk = Desk::new();
    let (view, path) = desk.opened();
    std::fs::write(&path, "{}").expect("the folder is writable");
    assert_eq!(
        desk.export(view.id, None).expect_err("it was changed").code,
        TroubleCode::FileChanged
    );
    let left: Vec<_> = std::fs::read_dir(desk.folder.path())
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(left.len(), 1, "nothing was left behind: {left:?}");
}

#[test]
fn a_large_file_that_was_changed_is_not_looked_into() {
    let mut desk = Desk::new();
    desk.bench.largest_read_bytes = 0;
    let (view, path) = desk.opened();
    desk.bench.credentials(view.id, &everything()).expect("rows");
    std::fs::write(&path, "{}").expect("the folder is writable");
    let code = |trouble: Trouble| trouble.code;
    let asked = [
        desk.bench.credentials(view.id, &everything()).map(drop).map_err(code),
        desk.bench.entry(view.id, 0, 2).map(drop).map_err(code),
        desk.bench.undo(view.id).map(drop).map_err(code),
        desk.bench.redact_text(view.id, "Facilities-4711").map(drop).map_err(code),
    ];
    assert_eq!(asked, [Err(TroubleCode::FileChanged); 4]);
}
