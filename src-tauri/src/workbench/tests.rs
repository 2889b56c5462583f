//! The workbench over the real engine, with a listener in place of a window.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::*;
use crate::wire::{
    Choice, CredentialFilter, CredentialRow, EntrySort, ExposureEvent, ExposureForm, FacetKind,
    FoundRow, Headline, LifeState, Profile, Segment, Selection, SourceView, Verdict,
};

// Invented values that look invented; long enough for the rules to take them seriously.
const SESSION: &str = "INVENTEDsession0123456789abcdefghijKLMNOP";
const OTHER: &str = "INVENTEDshopper9876543210zyxwvutsrqPONMLK";
const TOKEN_HEAD: &str =
    "eyJhbGciOiJub25lIn0.eyJlbWFpbCI6ImFubmFAYWNtZS5leGFtcGxlIiwiZXhwIjo0MTAyNDQ0ODAwfQ";
const SIGNATURE: &str = "SW52ZW50ZWRTaWduYXR1cmUwMTIzNDU2Nzg5YWJjZGVm";

fn har() -> String {
    let entry = |index: u32| {
        format!(
            r#"{{"startedDateTime":"2026-11-22T04:10:0{index}.000Z","time":30,"request":{{"method":"GET","url":"https://admin.acme.example/api/{index}?page=1","headers":[{{"name":"Cookie","value":"theme=dark; sessionid={SESSION}"}},{{"name":"Authorization","value":"Bearer {TOKEN_HEAD}.{SIGNATURE}"}},{{"name":"X-Note","value":"<script>document.title='owned'</script>"}}],"queryString":[{{"name":"page","value":"1"}}]}},"response":{{"status":200,"statusText":"OK","headers":[],"content":{{"size":40,"mimeType":"application/json","text":"{{\"user\":\"Facilities-4711\",\"sessionid\":\"{SESSION}\"}}"}}}}}}"#
        )
    };
    let entries: Vec<String> = (0..3).map(entry).collect();
    format!(
        r#"{{"log":{{"version":"1.2","creator":{{"name":"x","version":"1"}},"entries":[{}]}}}}"#,
        entries.join(",")
    )
}

struct Desk {
    folder: tempfile::TempDir,
    bench: Workbench,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let bench = Workbench::new(folder.path().join("config/settings.json"));
        Desk { folder, bench }
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("the folder is writable");
        path
    }

    fn give(&self, paths: &[PathBuf]) -> Vec<SourceView> {
        match self.bench.open(paths) {
            AppEvent::Opened { sources, .. } => sources,
            other => panic!("not opened but {other:?}"),
        }
    }

    fn scan(&self, paths: &[PathBuf]) -> Result<CaseView, Trouble> {
        let ids: Vec<u32> = self.give(paths).iter().map(|source| source.id).collect();
        let told = Mutex::new(Vec::new());
        let job = self.bench.begin();
        self.bench.scan(&job, &ids, &|event| told.lock().expect("no one panics").push(event));
        let told = told.into_inner().expect("no one panics");
        let ends = told.iter().filter(|event| !matches!(event, ScanEvent::Progress { .. })).count();
        assert_eq!(ends, 1, "a job ends exactly once");
        told.iter().for_each(|event| drop(sent(event)));
        match told.into_iter().last() {
            Some(ScanEvent::Done { case }) => Ok(*case),
            Some(ScanEvent::Failed { trouble }) => Err(trouble),
            other => panic!("the last word is {other:?}"),
        }
    }

    fn export(&self, case: u32, folder: Option<&Path>) -> Result<crate::wire::SafeCopy, Trouble> {
        let last = Mutex::new(None);
        let job = self.bench.begin();
        self.bench.export(&job, case, folder, &|event| {
            *last.lock().expect("no one panics") = Some(event);
        });
        match last.into_inner().expect("no one panics") {
            Some(ExportEvent::Done { copy }) => Ok(*copy),
            Some(ExportEvent::Failed { mut trouble, checks }) => {
                let failed: Vec<String> = checks
                    .into_iter()
                    .filter(|check| check.passed == Some(false))
                    .map(|check| check.detail)
                    .collect();
                trouble.detail = trouble.detail.or(Some(failed.join("; ")));
                Err(trouble)
            }
            other => panic!("the last word is {other:?}"),
        }
    }

    fn opened(&self) -> (CaseView, PathBuf) {
        let path = self.file("acme.har", &har());
        (self.scan(std::slice::from_ref(&path)).expect("it can be scanned"), path)
    }
}

fn everything() -> CredentialQuery {
    CredentialQuery { limit: 100, ..CredentialQuery::default() }
}

fn secrets() -> [&'static str; 2] {
    [SESSION, SIGNATURE]
}

/// What the screens would get, as text: the invariant is that no value is in it.
fn sent(value: &impl serde::Serialize) -> String {
    let text = serde_json::to_string(value).expect("a view can be sent");
    for secret in secrets() {
        assert!(!text.contains(secret), "a value was sent to the window");
    }
    text
}

#[test]
fn tells_what_a_file_can_do() {
    let (view, _) = Desk::new().opened();
    assert!(view.counts.credentials >= 2, "session and token: {:?}", view.counts);
    assert_eq!(view.files[0].requests, Some(3));
    assert_eq!(view.files[0].hosts, 1);
    match &view.headline {
        Headline::LogIn { who, host, .. } => {
            assert_eq!(who.as_deref(), Some("anna@…"));
            assert_eq!(host, "admin.acme.example");
        }
        other => panic!("not a login but {other:?}"),
    }
}

#[test]
fn sends_no_value_to_the_window_unasked() {
    let desk = Desk::new();
    let (view, _) = desk.opened();
    sent(&view);
    let page = desk.bench.credentials(view.id, &everything()).expect("rows");
    sent(&page);
    sent(&desk.bench.facets(view.id).expect("facets"));
    sent(&desk.bench.looks(view.id, 0, 100).expect("looks"));
    sent(
        &desk
            .bench
            .entries(view.id, &EntryQuery { limit: 100, ..EntryQuery::default() })
            .expect("entries"),
    );
    for row in &page.rows {
        sent(&desk.bench.decoded(view.id, row.id).expect("decoded"));
        for place in sent_places(&desk, view.id, row.id) {
            sent(&desk.bench.context(view.id, row.id, place).expect("context"));
        }
    }
    for index in 0..3 {
        sent(&desk.bench.entry(view.id, 0, index).expect("entry"));
        let body = desk.bench.body(view.id, 0, index, BodyPart::Response, 0).expect("body");
        let text = sent(&body);
        assert!(text.contains("Facilities-4711"), "what is no credential stays readable");
        assert!(body.segments.iter().any(|segment| matches!(segment, Segment::Secret { .. })));
    }
}

fn sent_places(desk: &Desk, case: u32, credential: u32) -> Vec<u32> {
    let page = desk.bench.places(case, credential, 0, 100).expect("places");
    sent(&page);
    page.rows.iter().map(|place| place.index).collect()
}

#[test]
fn reveals_one_value_to_whoever_asks() {
    let desk = Desk::new();
    let (view, _) = desk.opened();
    let rows = desk.bench.credentials(view.id, &everything()).expect("rows").rows;
    let values: Vec<String> =
        rows.iter().map(|row| desk.bench.reveal(view.id, row.id).expect("a value").text).collect();
    assert!(values.iter().any(|value| value == SESSION), "the session is one of them");
    assert!(
        !format!("{:?}", desk.bench.reveal(view.id, 0)).contains(SESSION),
        "and never in a log"
    );
}

#[test]
fn context_shows_what_the_safe_copy_will_hold() {
    let desk = Desk::new();
    let (view, _) = desk.opened();
    let rows = desk.bench.credentials(view.id, &everything()).expect("rows").rows;
    for row in rows {
        let context = desk.bench.context(view.id, row.id, 0).expect("context");
        let has = |segments: &[Segment], wanted: &str| sent(&segments).contains(wanted);
        assert!(!has(&context.before, "REDACTED-"));
        assert!(has(&context.after, &row.placeholder), "{} stands in the copy", row.placeholder);
    }
}

#[test]
fn decides_takes_back_and_makes_again() {
    let desk = Desk::new();
    let (view, _) = desk.opened();
    let all = Selection::Filtered { filter: CredentialFilter::default() };
    let keep = Choice::Keep { reason: "an account that was deleted".to_owned() };
    let kept = desk.bench.decide(view.id, &all, &keep).expect("it is open");
    assert_eq!(kept.counts.kept, kept.counts.credentials);
    assert!(kept.can_undo && !kept.can_redo);
    assert_eq!(desk.bench.undo(view.id).expect("it is open").counts.kept, 0);
    assert_eq!(desk.bench.redo(view.id).expect("it is open").counts.kept, kept.counts.kept);
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
    assert_eq!(live.total, view.counts.live);
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
                let (own, others) = rest.split_at(head.credentials as usize);
                let shared = |row: &CredentialRow| match group {
                    FacetKind::Service => row.service.clone(),
                    FacetKind::Host => row.host.clone().unwrap_or_default(),
                    FacetKind::Rule => row.rule.clone(),
                    FacetKind::Class => row.class.clone(),
                };
                assert!(own.iter().all(|row| shared(row) == head.value), "{head:?}");
                assert!(others.iter().all(|row| shared(row) != head.value), "{head:?}");
                assert_eq!(own.iter().map(|row| row.places).sum::<u32>(), head.places);
                let states = [head.live, head.expired, head.cannot_expire, head.unknown];
                assert_eq!(states.iter().sum::<u32>(), head.credentials);
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
    assert_eq!((after[0].kept, after[1].kept), (0, after[1].credentials));
    let flat = desk.bench.credential_groups(view.id, &everything()).expect("groups");
    assert!(flat.is_empty(), "nobody asked for groups");
}

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
fn what_is_drawn_larger_stays_within_what_can_be_used() {
    let zoom = |text: &str| serde_json::from_str::<Settings>(text).expect("settings").zoom.factor();
    assert_eq!(zoom("{}"), 1.0);
    assert_eq!(zoom(r#"{"zoom":150}"#), 1.5);
    assert_eq!(zoom(r#"{"zoom":65535}"#), 3.0);
    assert_eq!(zoom(r#"{"zoom":0}"#), 0.5);
}

#[test]
fn a_request_counts_each_of_its_credentials_once() {
    let desk = Desk::new();
    let (view, _) = desk.opened();
    let query = EntryQuery { limit: 100, sort: EntrySort::Credentials, ..EntryQuery::default() };
    let rows = desk.bench.entries(view.id, &query).expect("entries").rows;
    for row in &rows {
        let of_case = desk.bench.credentials(view.id, &everything()).expect("rows").rows;
        let here = of_case.iter().filter(|credential| {
            let page = desk.bench.places(view.id, credential.id, 0, 100).expect("places");
            page.rows.iter().any(|place| place.entry == Some(row.index))
        });
        assert_eq!(row.credentials as usize, here.count());
    }
    let places: u32 = view.counts.places;
    let counted: u32 = rows.iter().map(|row| row.credentials).sum();
    assert!(counted < places, "the session stands twice in each request: {counted} of {places}");
}

#[test]
fn a_search_does_not_find_what_is_covered() {
    let desk = Desk::new();
    let path = desk.file("url.har", &har().replace("?page=1", &format!("?access_token={SESSION}")));
    let view = desk.scan(&[path]).expect("it can be scanned");
    let search = |text: &str| {
        desk.bench
            .entries(
                view.id,
                &EntryQuery { search: text.to_owned(), limit: 9, ..EntryQuery::default() },
            )
            .expect("entries")
            .total
    };
    assert_eq!(search("access_token"), 3);
    assert_eq!(search(&SESSION[8..20]), 0);
}

#[test]
fn makes_a_credential_of_chosen_text() {
    let desk = Desk::new();
    let (view, path) = desk.opened();
    let after = desk.bench.redact_text(view.id, "Facilities-4711").expect("it is open");
    assert_eq!(after.counts.credentials, view.counts.credentials + 1);
    desk.export(view.id, None).expect("it can be written");
    let copy =
        std::fs::read_to_string(path.with_file_name("acme.scrubbed.har")).expect("it was written");
    assert!(!copy.contains("Facilities-4711"));
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
fn a_cancelled_scan_leaves_nothing_open() {
    let desk = Desk::new();
    let source = desk.give(&[desk.file("acme.har", &har())]);
    let job = desk.bench.begin();
    desk.bench.cancel(job.number);
    let last = Mutex::new(None);
    desk.bench
        .scan(&job, &[source[0].id], &|event| *last.lock().expect("no one panics") = Some(event));
    assert!(
        matches!(last.into_inner().expect("no one panics"), Some(ScanEvent::Failed { trouble }) if trouble.code == TroubleCode::Cancelled)
    );
    assert!(desk.bench.state().cases.is_empty());
}

#[test]
fn tells_states_from_one_another() {
    let desk = Desk::new();
    let plain = desk
        .scan(&[desk.file("plain.har", r#"{"log":{"version":"1.2","entries":[]}}"#)])
        .expect("it can be scanned");
    assert_eq!(plain.headline, Headline::Nothing);
    let log = desk.scan(&[desk.file("a.log", "2026-11-22 started\n")]).expect("it can be scanned");
    assert!(log.files[0].notes.contains(&crate::wire::FileNote::NotHar));
    let whole = har();
    let cut =
        desk.scan(&[desk.file("cut.har", &whole[..whole.len() - 200])]).expect("it can be scanned");
    assert!(cut.files[0].notes.contains(&crate::wire::FileNote::Truncated));
    let picture = desk.folder.path().join("a.png");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n").expect("the folder is writable");
    assert_eq!(desk.scan(&[picture]).expect_err("a picture").code, TroubleCode::UnknownFormat);
    let (view, path) = desk.opened();
    desk.export(view.id, None).expect("it can be written");
    let copy = desk.scan(&[path.with_file_name("acme.scrubbed.har")]).expect("it can be scanned");
    assert_eq!(copy.headline, Headline::AlreadyScrubbed);
}

#[test]
fn settings_are_kept_and_files_of_them_checked() {
    let desk = Desk::new();
    let short = desk.file("short.key", "tiny");
    let refused =
        desk.bench.choose_settings_file(SettingsFile::Key, vec![short]).expect_err("too short");
    assert_eq!(refused.code, TroubleCode::SettingsFile);
    let key = desk.file("team.key", "0123456789abcdef0123456789abcdef");
    let chosen =
        desk.bench.choose_settings_file(SettingsFile::Key, vec![key]).expect("long enough");
    assert_eq!(chosen.key.as_deref(), Some("team.key"));
    let again = Workbench::new(desk.folder.path().join("config/settings.json"));
    assert_eq!(again.info().settings.key.as_deref(), Some("team.key"), "the next start knows it");
}

/// The text of the safe copy of a file, with the settings as they are.
fn copy_of(desk: &Desk, path: &Path, stem: &str) -> String {
    let view = desk.scan(&[path.to_path_buf()]).expect("it can be scanned");
    let folder = desk.folder.path().join(stem);
    std::fs::create_dir(&folder).expect("the folder is writable");
    let copy = desk.export(view.id, Some(&folder)).expect("it can be written");
    assert!(copy.files.iter().all(|file| file.verdict == Verdict::Clean), "{stem}: {copy:?}");
    let path = folder.join("acme.scrubbed.har");
    std::fs::read_to_string(path).expect("the copy is text")
}

#[test]
fn what_is_set_is_what_is_taken_out() {
    let desk = Desk::new();
    let text = har().replace("Facilities-4711", "anna.lind@acme.example");
    let path = desk.file("acme.har", &text);
    let plain = copy_of(&desk, &path, "plain");
    for kept in ["theme=dark", "anna.lind@acme.example"] {
        assert!(plain.contains(kept), "{kept} stays");
    }

    let save = |profile, personal| {
        let settings = Settings { profile, personal, ..Settings::default() };
        desk.bench.save_settings(settings);
    };
    save(Profile::Support, true);
    let people = copy_of(&desk, &path, "people");
    assert!(people.contains("theme=dark") && !people.contains("anna.lind"), "{people}");

    save(Profile::Strict, false);
    let strict = copy_of(&desk, &path, "strict");
    for gone in ["theme=dark", "anna.lind", "\\\"user\\\""] {
        assert!(!strict.contains(gone), "{gone} is gone");
    }
    assert!(strict.contains("theme=") && strict.contains("page=1"), "names and addresses stay");
}

#[test]
fn an_open_file_can_be_looked_at_again_with_other_settings() {
    let desk = Desk::new();
    let (view, _) = desk.opened();
    let settings = Settings { profile: Profile::Strict, ..Settings::default() };
    desk.bench.save_settings(settings);
    let sources = desk.bench.reopen(view.id).expect("it is still there");
    desk.bench.close_case(view.id);
    let ids: Vec<u32> = sources.iter().map(|source| source.id).collect();
    let told = Mutex::new(None);
    let job = desk.bench.begin();
    desk.bench.scan(&job, &ids, &|event| *told.lock().expect("no one panics") = Some(event));
    let Some(ScanEvent::Done { case }) = told.into_inner().expect("no one panics") else {
        panic!("it can be scanned");
    };
    assert!(case.counts.credentials > view.counts.credentials, "bodies are there now");
}

#[test]
fn a_policy_and_own_rules_are_heeded() {
    let desk = Desk::new();
    let text = har().replace("?page=1", "?page=1&amp;ticket_no=INVENTEDticket0123456789abcd");
    let text = text.replace("&amp;", "&");
    let path = desk.file("acme.har", &text);
    let rule = |id: &str, param: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\nservice = \"Acme\"\nclass = \"session\"\nseverity = \"high\"\n\
             description = \"A ticket.\"\nlabel = \"acme-ticket\"\nparam = [\"{param}\"]\n\
             examples = [\"param *={{alnum:20}}\"]\ncounter-examples = [\"param {param}=1\"]\n"
        )
    };
    let policy = desk.file(
        "scrubjay.toml",
        &format!("personal = true\non = [\"strict.cookie\"]\n{}", rule("acme.ticket", "ticket_no")),
    );
    desk.bench.choose_settings_file(SettingsFile::Policy, vec![policy]).expect("it can be used");
    let copy = copy_of(&desk, &path, "policy");
    assert!(copy.contains("ticket_no=REDACTED-acme-ticket-"), "a rule of the policy");
    assert!(!copy.contains("theme=dark"), "an optional rule that the policy switches on");
    desk.bench.clear_settings_file(SettingsFile::Policy);

    let rules = desk.file("acme-rules.toml", &rule("acme.ticket", "ticket_no"));
    desk.bench.choose_settings_file(SettingsFile::Rules, vec![rules]).expect("they can be used");
    let copy = copy_of(&desk, &path, "rules");
    assert!(copy.contains("ticket_no=REDACTED-acme-ticket-") && copy.contains("theme=dark"));

    // The message is about the file that is wrong, not about the first that there is.
    let broken = desk.file("team.toml", &rule("acme.ticket", "other_no"));
    let refused = desk.bench.choose_settings_file(SettingsFile::Policy, vec![broken]);
    let refused = refused.expect_err("the id is taken");
    assert_eq!(refused.file.as_deref(), Some("team.toml"));
}

/// The texts of a HAR as other programs wrap it.
fn wrapped() -> [(&'static str, Vec<u8>); 3] {
    use std::io::Write as _;
    let text = har();
    let utf16 = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes);
    let level = flate2::Compression::default();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), level);
    gzip.write_all(text.as_bytes()).expect("memory can be written");
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), level);
    zlib.write_all(text.as_bytes()).expect("memory can be written");
    [
        ("utf16.har", utf16.collect()),
        ("a.har.gz", gzip.finish().expect("memory can be written")),
        ("a.zhar", zlib.finish().expect("memory can be written")),
    ]
}

#[test]
fn shows_the_requests_of_a_wrapped_har() {
    for (name, bytes) in wrapped() {
        let desk = Desk::new();
        let path = desk.folder.path().join(name);
        std::fs::write(&path, bytes).expect("the folder is writable");
        let view = desk.scan(&[path]).expect("it can be scanned");
        assert_eq!((view.files[0].requests, view.files[0].hosts), (Some(3), 1), "{name}");
        let query = EntryQuery { limit: 9, with_credentials: true, ..EntryQuery::default() };
        let page = desk.bench.entries(view.id, &query).expect("entries");
        assert_eq!(page.total, 3, "{name}: each request holds credentials");
        assert!(sent(&page).contains("admin.acme.example"), "{name}");
        let detail = desk.bench.entry(view.id, 0, 1).expect("entry");
        assert!(sent(&detail).contains("sessionid="), "{name}: what is no value is read");
        let body = desk.bench.body(view.id, 0, 1, BodyPart::Response, 0).expect("body");
        assert!(sent(&body).contains("Facilities-4711"), "{name}");
        for row in desk.bench.credentials(view.id, &everything()).expect("rows").rows {
            let place = desk.bench.places(view.id, row.id, 0, 1).expect("places").rows.remove(0);
            assert_eq!(place.entry, Some(0), "{name}: a place knows its request");
            let context = desk.bench.context(view.id, row.id, 0).expect("context");
            assert!(sent(&context).contains(&row.placeholder), "{name}");
        }
    }
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

#[test]
fn chosen_text_is_taken_back_and_chosen_again_among_other_decisions() {
    let desk = Desk::new();
    let (view, _) = desk.opened();
    let all = Selection::Filtered { filter: CredentialFilter::default() };
    let keep = Choice::Keep { reason: "an account that was deleted".to_owned() };
    let counts = |view: &CaseView| (view.counts.credentials, view.counts.kept);
    let found = view.counts.credentials;

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
fn an_open_file_keeps_its_settings_when_text_is_chosen_later() {
    let desk = Desk::new();
    let (view, _) = desk.opened();
    desk.bench.save_settings(Settings { profile: Profile::Strict, ..Settings::default() });
    let after = desk.bench.redact_text(view.id, "Facilities-4711").expect("it is open");
    assert_eq!(after.counts.credentials, view.counts.credentials + 1);
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
    assert_eq!(after.counts.credentials, view.counts.credentials + 1);
}

#[test]
fn a_login_by_saml_can_be_read() {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    let message = format!(
        r#"<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Destination="https://admin.acme.example/acs"><saml:Issuer>https://idp.example/</saml:Issuer><saml:Assertion><ds:Signature><ds:SignatureValue>{SIGNATURE}{SIGNATURE}</ds:SignatureValue></ds:Signature><saml:Subject><saml:NameID>anna@acme.example</saml:NameID></saml:Subject><saml:Conditions NotOnOrAfter="2099-01-01T00:00:00Z"/></saml:Assertion></samlp:Response>"#
    );
    let posted = BASE64_STANDARD.encode(message).replace('+', "%2B").replace('/', "%2F");
    let body = format!(
        r#""postData":{{"mimeType":"application/x-www-form-urlencoded","text":"SAMLResponse={posted}&RelayState=1"}},"headers":["#
    );
    let desk = Desk::new();
    let path = desk.file("saml.har", &har().replacen(r#""headers":["#, &body, 1));
    let view = desk.scan(&[path]).expect("it can be scanned");
    let rows = desk.bench.credentials(view.id, &everything()).expect("rows").rows;
    let row = rows.iter().find(|row| row.rule == "saml.signature").expect("the signature is found");
    let decoded = desk.bench.decoded(view.id, row.id).expect("decoded");
    let text = sent(&decoded);
    assert!(matches!(decoded, Decoded::Saml { .. }), "{text}");
    assert!(text.contains("https://idp.example/") && !text.contains("anna@"), "{text}");
    assert_eq!(row.life.state, LifeState::Live, "by its own conditions");
    let context = sent(&desk.bench.context(view.id, row.id, 0).expect("context"));
    assert!(context.contains("ds:SignatureValue"), "the text around it is the message: {context}");
    assert!(!context.contains("anna@acme.example"), "what else is a credential in it is covered");
}

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

#[test]
fn names_what_is_found_while_the_file_is_read() {
    let desk = Desk::new();
    let path = desk.file("acme.har", &har());
    let ids: Vec<u32> = desk.give(&[path]).iter().map(|source| source.id).collect();
    let told = Mutex::new(Vec::new());
    let job = desk.bench.begin();
    desk.bench.scan(&job, &ids, &|event| told.lock().expect("no one panics").push(event));
    let told = told.into_inner().expect("no one panics");
    let Some(ScanEvent::Done { case }) = told.last() else { panic!("not scanned") };
    let found: Vec<_> = told
        .iter()
        .filter_map(|event| match event {
            ScanEvent::Progress { progress } => Some(&progress.found),
            ScanEvent::Done { .. } | ScanEvent::Failed { .. } => None,
        })
        .flatten()
        .collect();
    let rows = desk.bench.credentials(case.id, &everything()).expect("rows").rows;
    assert_eq!(found.len(), rows.len(), "each once, though it stands in every request");
    for row in &rows {
        let is_row = |early: &&&FoundRow| early.label == row.label && early.masked == row.masked;
        let early = found.iter().find(is_row).expect("it was named before");
        assert_eq!((&early.service, &early.host), (&row.service, &row.host));
    }
}
