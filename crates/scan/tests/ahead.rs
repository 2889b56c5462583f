//! Entries are read while the rest of the file is still unknown: what turns out to be another list
//! than theirs makes no difference.

use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use scrubjay_scan::{Engine, Input, Key, Limits, Policy, Progress, Settings, Silent};

/// Remembers the most places that it was ever told of.
#[derive(Default)]
struct Most(AtomicUsize);

impl Progress for Most {
    fn found(&self, _credentials: usize, places: usize) {
        self.0.fetch_max(places, Ordering::Relaxed);
    }
}

/// So much of a list is read ahead at once; two such parts are enough to have been begun.
const READ_AHEAD: usize = 512 << 10;

fn entries(count: usize, filling: usize, secret: &str) -> String {
    let mut entries = String::new();
    for n in 0..count {
        let _ = write!(
            entries,
            r#"{}{{"request":{{"method":"GET","url":"https://a.example/{n}","headers":[{{"name":"X-Api-Key","value":"{secret}{n:04}Qm7"}}]}},"response":{{"status":200,"headers":[],"content":{{"text":"{}"}}}}}}"#,
            if n == 0 { "" } else { "," },
            "blue jay ".repeat(filling / 9),
        );
    }
    entries
}

#[test]
fn a_list_that_was_read_in_vain_is_read_as_what_it_is() {
    let guessed = entries(8, READ_AHEAD / 2, "Vx3kGuessed");
    let meant = entries(40, READ_AHEAD / 8, "Zq8tMeant");
    let file = format!(r#"{{"old":{{"entries":[{guessed}]}},"log":{{"entries":[{meant}]}}}}"#);
    let policy = Policy::default();
    let pack = policy.pack(&[]).expect("the pack compiles");
    let key = Key::from_bytes(&[7; 32]);
    let engine =
        Engine::new(pack, Settings { limits: Limits::default(), policy, key, threads: Some(2) });
    let input = Input { name: "a.har", bytes: file.as_bytes() };
    // Of several files none is read ahead.
    let most = Most::default();
    let alone = engine.scan(&[input], &most).expect("nobody cancels");
    assert_eq!(most.0.into_inner(), 48, "what was read in vain is not counted twice");
    let other = Input { name: "b.txt", bytes: b"nothing" };
    let beside = engine.scan(&[input, other], &Silent).expect("nobody cancels");
    assert_eq!(alone.credentials.len(), 48);
    assert_eq!(alone.files[0].entries, beside.files[0].entries);
    assert_eq!(alone.files[0].values, beside.files[0].values);
    assert_eq!(alone.files[0].coverage, beside.files[0].coverage);
    let places = |scan: &scrubjay_scan::Scan| -> Vec<String> {
        scan.credentials.iter().map(|credential| format!("{:?}", credential.places)).collect()
    };
    assert_eq!(places(&alone), places(&beside));
}
