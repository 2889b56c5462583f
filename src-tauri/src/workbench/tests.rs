//! The workbench over the real engine, with a listener in place of a window.

mod copy;
mod decision;
mod sent;
mod settings;
mod view;

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::*;

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
