//! What a file shows of itself, and what it does not.

use std::sync::Mutex;

use super::*;
use crate::wire::{EntrySort, FoundRow, Headline, LifeState, Segment};

#[test]
fn tells_what_a_file_can_do() {
    let (view, _) = Desk::new().opened();
    assert!(view.counts.tally.credentials >= 2, "session and token: {:?}", view.counts);
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
    let places: u32 = view.counts.tally.places;
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
