//! What is decided, for a credential, a group or a chosen text, and taken back.

use super::*;
use crate::wire::{Choice, CredentialFilter, CredentialRow, FacetKind, LifeState, Selection};

#[test]
fn decides_takes_back_and_makes_again() {
    let desk = Desk::new();
    let (view, _) = desk.opened();
    let all = Selection::Filtered { filter: CredentialFilter::default() };
    let keep = Choice::Keep { reason: "an account that was deleted".to_owned() };
    let kept = desk.bench.decide(view.id, &all, &keep).expect("it is open");
    assert_eq!(kept.counts.tally.kept, kept.counts.tally.credentials);
    assert!(kept.can_undo && !kept.can_redo);
    assert_eq!(desk.bench.undo(view.id).expect("it is open").counts.tally.kept, 0);
    assert_eq!(
        desk.bench.redo(view.id).expect("it is open").counts.tally.kept,
        kept.counts.tally.kept
    );
    let unsaid = Choice::Keep { reason: "  ".to_owned() };
    assert!(desk.bench.decide(view.id, &all, &unsaid).is_err(), "keeping needs a reason");
}

#[test]
fn filters_and_sorts_rows() {
    let desk = Desk::new();
    let (view, _) = desk.opened();
    let filter = CredentialFilter { state: Some(LifeState::Live), ..CredentialFilter::default() };
    let live =
        desk.bench.credentials(view.id, &CredentialQuery { filter, ..everything() }).expect("rows");
    assert!(live.rows.iter().all(|row| row.life.state == LifeState::Live));
    assert_eq!(live.total, view.counts.tally.live);
    let filter =
        CredentialFilter { search: "no such words".to_owned(), ..CredentialFilter::default() };
    assert_eq!(
        desk.bench
            .credentials(view.id, &CredentialQuery { filter, ..everything() })
            .expect("rows")
            .total,
        0
    );
}

#[test]
fn groups_stand_over_their_rows_and_can_be_decided_whole() {
    let desk = Desk::new();
    let other = har().replace("admin.acme.example", "shop.acme.example").replace(SESSION, OTHER);
    let paths = [desk.file("acme.har", &har()), desk.file("shop.har", &other)];
    let view = desk.scan(&paths).expect("both can be scanned");
    for group in [FacetKind::Service, FacetKind::Host, FacetKind::Rule, FacetKind::Class] {
        for reversed in [false, true] {
            let query = CredentialQuery { group: Some(group), reversed, ..everything() };
            let rows = desk.bench.credentials(view.id, &query).expect("rows").rows;
            let groups = desk.bench.credential_groups(view.id, &query).expect("groups");
            assert!(!groups.is_empty());
            let mut rest = rows.as_slice();
            for head in &groups {
                let (own, others) = rest.split_at(head.tally.credentials as usize);
                let shared = |row: &CredentialRow| match group {
                    FacetKind::Service => row.service.clone(),
                    FacetKind::Host => row.host.clone().unwrap_or_default(),
                    FacetKind::Rule => row.rule.clone(),
                    FacetKind::Class => row.class.clone(),
                };
                assert!(own.iter().all(|row| shared(row) == head.value), "{head:?}");
                assert!(others.iter().all(|row| shared(row) != head.value), "{head:?}");
                assert_eq!(own.iter().map(|row| row.places).sum::<u32>(), head.tally.places);
                let states = [
                    head.tally.live,
                    head.tally.expired,
                    head.tally.cannot_expire,
                    head.tally.unknown,
                ];
                assert_eq!(states.iter().sum::<u32>(), head.tally.credentials);
                rest = others;
            }
            assert!(rest.is_empty(), "every row stands under a head");
        }
    }
    let by_host = CredentialQuery { group: Some(FacetKind::Host), ..everything() };
    let groups = desk.bench.credential_groups(view.id, &by_host).expect("groups");
    assert!(groups.len() >= 2, "two hosts: {groups:?}");
    // The value of a head is what a filter calls the group.
    let filter =
        CredentialFilter { host: Some(groups[1].value.clone()), ..CredentialFilter::default() };
    let choice = Choice::Keep { reason: "a test account".to_owned() };
    desk.bench.decide(view.id, &Selection::Filtered { filter }, &choice).expect("decided");
    let after = desk.bench.credential_groups(view.id, &by_host).expect("groups");
    let kept = [after[0].tally.kept, after[1].tally.kept];
    assert_eq!(kept, [0, after[1].tally.credentials]);
    let flat = desk.bench.credential_groups(view.id, &everything()).expect("groups");
    assert!(flat.is_empty(), "nobody asked for groups");
}

#[test]
fn makes_a_credential_of_chosen_text() {
    let desk = Desk::new();
    let (view, path) = desk.opened();
    let after = desk.bench.redact_text(view.id, "Facilities-4711").expect("it is open");
    assert_eq!(after.counts.tally.credentials, view.counts.tally.credentials + 1);
    desk.export(view.id, None).expect("it can be written");
    let copy =
        std::fs::read_to_string(path.with_file_name("acme.scrubbed.har")).expect("it was written");
    assert!(!copy.contains("Facilities-4711"));
}

#[test]
fn chosen_text_is_taken_back_and_chosen_again_among_other_decisions() {
    let desk = Desk::new();
    let (view, _) = desk.opened();
    let all = Selection::Filtered { filter: CredentialFilter::default() };
    let keep = Choice::Keep { reason: "an account that was deleted".to_owned() };
    let counts = |view: &CaseView| (view.counts.tally.credentials, view.counts.tally.kept);
    let found = view.counts.tally.credentials;

    let decided = desk.bench.decide(view.id, &all, &keep).expect("it is open");
    let chosen = desk.bench.redact_text(view.id, "Facilities-4711").expect("it is open");
    assert_eq!(counts(&chosen), (found + 1, found), "what was decided stays decided");
    assert!(chosen.can_undo && !chosen.can_redo);

    let back = desk.bench.undo(view.id).expect("it is open");
    assert_eq!(counts(&back), counts(&decided));
    let back = desk.bench.undo(view.id).expect("it is open");
    assert_eq!(counts(&back), (found, 0));
    assert!(!back.can_undo && back.can_redo);

    let forth = desk.bench.redo(view.id).expect("it is open");
    assert_eq!(counts(&forth), counts(&decided));
    let forth = desk.bench.redo(view.id).expect("it is open");
    assert_eq!(counts(&forth), counts(&chosen));
    assert!(forth.can_undo && !forth.can_redo);
}

#[test]
fn text_that_stands_nowhere_is_no_step() {
    let desk = Desk::new();
    let (view, _) = desk.opened();
    let after = desk.bench.redact_text(view.id, "stands nowhere").expect("it is open");
    assert_eq!((after.revision, after.can_undo), (view.revision, false));
}

#[test]
fn chosen_text_may_hold_any_sign() {
    let desk = Desk::new();
    let odd = r#"<a-b>.*+?()[]{}^$|\\ 'x' #~&%@!,;:=/`"#;
    let escaped = odd.replace('"', "\\\"");
    let path = desk.file("odd.har", &har().replace("Facilities-4711", &escaped));
    let view = desk.scan(std::slice::from_ref(&path)).expect("it can be scanned");
    let chosen = odd.replace("\\\\", "\\");
    let after = desk.bench.redact_text(view.id, &chosen).expect("it is open");
    assert_eq!(after.counts.tally.credentials, view.counts.tally.credentials + 1);
}
