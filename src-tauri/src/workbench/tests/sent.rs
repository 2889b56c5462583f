//! What a file that was already sent gives away.

use std::sync::Mutex;

use super::*;
use crate::wire::{ExposureEvent, ExposureForm};

#[test]
fn tells_what_a_sent_file_gives_away_and_remembers_what_is_done() {
    let desk = Desk::new();
    let path = desk.file("sent.har", &har());
    let expose = |bench: &Workbench| {
        let AppEvent::Opened { sources, .. } = bench.open(std::slice::from_ref(&path)) else {
            panic!("not opened")
        };
        let (job, last) = (bench.begin(), Mutex::new(None));
        bench.expose(&job, &[sources[0].id], &|event| {
            *last.lock().expect("no one panics") = Some(event);
        });
        match last.into_inner().expect("no one panics") {
            Some(ExposureEvent::Done { exposure }) => *exposure,
            other => panic!("the last word is {other:?}"),
        }
    };
    let view = expose(&desk.bench);
    sent(&view);
    assert!(view.open >= 1 && view.credentials.len() >= 2, "the session and the token");
    let first = view.steps[0].tasks[0].id.clone();
    let ticked = desk.bench.tick(view.id, &first, true).expect("it is open");
    assert_eq!(ticked.done, std::slice::from_ref(&first));
    desk.bench.tick(view.id, "no such task", true).expect("it is open");

    let kept = desk.folder.path().join("config/ticks.json");
    let kept = std::fs::read_to_string(kept).expect("it was kept");
    for private in [SESSION, SIGNATURE, "acme", "sent.har"] {
        assert!(!kept.contains(private), "nothing of the file is kept: {kept}");
    }
    let again = Workbench::new(desk.folder.path().join("config/settings.json"));
    let later = expose(&again);
    assert_eq!(later.done, [first], "the next start knows what is done");
    let note = again.exposure_note(later.id).expect("it is open");
    assert!(note.contains("[x] "), "the note tells it: {note}");
    sent(&note);
    for form in [ExposureForm::Html, ExposureForm::Csv] {
        let (name, text) = again.exposure_form(later.id, form).expect("it is open");
        assert!(name.starts_with("sent.exposure."), "{name}");
        sent(&text);
    }
    again.close_exposure(later.id);
    assert!(again.exposure_note(later.id).is_err(), "it is closed");
}
