//! What a page must be, whatever the report says.

use super::*;
use crate::finding::PlaceKind;
use crate::policy::Policy;
use crate::report::{
    Fidelity, ReportCoverage, ReportFile, ReportInput, ReportOutput, ReportPlace, ReportUnread,
    Rules, Tool,
};
use crate::verify::{CheckId, CheckResult, Residual, Verdict};

/// A report in which every text of a file's or a rule's making is `text`.
fn report(text: &str) -> Report {
    let own = || text.to_owned();
    Report {
        schema: own(),
        tool: Tool { name: own(), version: own() },
        rules: Rules { version: own(), sha256: own(), count: 612 },
        policy: Policy { off: vec![own()], ..Policy::default() },
        files: vec![file(text)],
        credentials: vec![credential(text, 3), kept(text)],
    }
}

fn file(text: &str) -> ReportFile {
    let own = || text.to_owned();
    ReportFile {
        input: ReportInput { name: own(), sha256: own(), bytes: 18_243_999, format: own() },
        output: Some(ReportOutput { name: own(), sha256: own(), bytes: 18_240_000 }),
        verdict: Verdict::Clean,
        checks: outcome::CHECKS.map(|id| CheckResult { id, passed: true, detail: own() }).to_vec(),
        coverage: ReportCoverage {
            layers: 1234,
            bytes: 20_000_000,
            unread: vec![ReportUnread { path: own(), reason: own() }],
        },
        fidelity: Fidelity { values: 1000, values_kept: 996 },
        residual: vec![Residual { path: own(), reason: own(), length: 40 }],
    }
}

fn credential(text: &str, places: usize) -> ReportCredential {
    let own = || text.to_owned();
    let place = ReportPlace {
        file: own(),
        path: own(),
        layers: vec!["json-string".to_owned(), own()],
        kind: PlaceKind::Echo,
    };
    ReportCredential {
        placeholder: own(),
        rule: own(),
        service: own(),
        class: own(),
        severity: own(),
        decision: "redact".to_owned(),
        reason: None,
        places: vec![place; places],
        claims: [("iss".to_owned(), own().into()), ("scp".to_owned(), vec![own()].into())]
            .into_iter()
            .collect(),
        expires: Some(own()),
        lifetime: Some(own()),
        revoke: Some(own()),
    }
}

fn kept(text: &str) -> ReportCredential {
    let reason = Some(text.to_owned());
    ReportCredential { decision: "keep".to_owned(), reason, ..credential(text, 2) }
}

/// A report whose copy holds nothing that was found.
fn clean() -> Report {
    let mut report = report("plain");
    report.credentials = vec![credential("plain", 3)];
    report.files[0].coverage.unread.clear();
    report.files[0].residual.clear();
    report
}

/// One of each shape that a page can take.
fn shapes(text: &str) -> Vec<Report> {
    let whole = report(text);
    let mut several = whole.clone();
    several.files.push(file(text));
    let mut failed = whole.clone();
    failed.files[0].checks[0].passed = false;
    let mut unchecked = whole.clone();
    unchecked.files[0].output = None;
    unchecked.files[0].checks.clear();
    let mut nothing = whole.clone();
    nothing.credentials.clear();
    let mut bare = whole.clone();
    bare.credentials = vec![ReportCredential {
        claims: serde_json::Map::new(),
        expires: None,
        lifetime: None,
        revoke: None,
        ..credential(text, 1)
    }];
    let mut empty = nothing.clone();
    empty.files.clear();
    vec![whole, several, failed, unchecked, nothing, bare, empty, clean()]
}

/// The tags of a page, without what stands between them.
fn tags(page: &str) -> Vec<&str> {
    page.split('<').skip(1).map(|tag| tag.split_once('>').unwrap().0).collect()
}

#[test]
fn shows_hostile_names_as_text() {
    let hostile =
        "<script>alert(1)</script>\"'><img src=x onerror=y>&amp;\u{202e}\u{1b}[31m\0\u{2066}";
    for (hostile, plain) in shapes(hostile).iter().zip(shapes("plain")) {
        let (page, plain) = (page(hostile), page(&plain));
        assert_eq!(tags(&page), tags(&plain), "a name must not become markup");
        assert!(
            !page.contains(['\u{202e}', '\u{2066}', '\u{1b}', '\0']),
            "what is not seen is spelled out"
        );
    }
    let page = page(&report(hostile));
    let shown = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img src=x onerror=y&gt;\
                 &amp;amp;\\u{202e}\\u{1b}[31m\\u{0}\\u{2066}";
    assert!(page.contains(shown));
}

#[test]
fn asks_for_nothing_and_runs_nothing() {
    for report in shapes("https://example.org/a.png") {
        let page = page(&report);
        assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"));
        for tag in tags(&page) {
            let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap_or_default();
            let asking =
                ["script", "link", "img", "iframe", "object", "embed", "form", "base", "image"];
            assert!(!asking.contains(&name), "{tag}");
            assert!(!tag.contains(" on") && !tag.contains("style="), "{tag}");
            assert!(!tag.contains("href=") || tag.contains("href=\"#"), "{tag}");
            assert!(!tag.contains("src=") || tag.starts_with("meta"), "{tag}");
        }
        let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
        assert!(!style.contains("url(") && !style.contains("@import"));
    }
}

#[test]
fn can_be_read_without_seeing_it() {
    for report in shapes("plain") {
        let page = page(&report);
        assert!(page.contains("<html lang=\"en\">"));
        let mut before = 0;
        for tag in tags(&page) {
            if let Some(level) = tag.strip_prefix('h').and_then(|tag| tag[..1].parse::<u8>().ok()) {
                assert!(level <= before + 1, "h{level} must not follow h{before}");
                assert_eq!(level == 1, before == 0, "there is one title, and it comes first");
                before = level;
            }
            assert!(!(tag == "th" || tag.starts_with("th ")) || tag.contains("scope="), "{tag}");
            assert!(!tag.starts_with("svg") || tag.contains("aria-hidden=\"true\""), "{tag}");
        }
        for tag in tags(&page) {
            for reference in ["href=\"#", "aria-labelledby=\""] {
                let Some((_, id)) = tag.split_once(reference) else { continue };
                let id = format!("id=\"{}\"", id.split('"').next().unwrap());
                assert_eq!(page.matches(&id).count(), 1, "{tag} means one thing on the page");
            }
        }
    }
}

#[test]
fn closes_what_it_opens() {
    for report in shapes("plain") {
        let page = page(&report);
        let mut open = Vec::new();
        for tag in tags(&page) {
            let name = tag.split([' ', '\n']).next().unwrap();
            if let Some(name) = name.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name));
            } else if !tag.ends_with('/') && !["!doctype", "meta", "br"].contains(&name) {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }
}

#[test]
fn finding_nothing_is_not_called_safe() {
    let mut report = clean();
    report.credentials.clear();
    let page = page(&report);
    assert!(page.contains("Nothing that we recognise as a credential was found in this file."));
    assert!(page.contains(
        "We looked into 20.0 MB of data and 1,234 layers of packing and \
        encoding in it with 612 rules."
    ));
    assert!(page.contains("this cannot be seen"));
    let body = page.split_once("<body>").unwrap().1;
    assert!(!body.contains("safe"), "nobody knows that");
}

#[test]
fn believes_the_checks_more_than_the_verdict() {
    let outcome = |report: &Report| Account::new(report).outcome;
    assert_eq!(outcome(&clean()), Outcome::Clean);
    let mut failed = clean();
    failed.files[0].checks[0].passed = false;
    assert_eq!(outcome(&failed), Outcome::Failed);
    let mut unread = clean();
    unread.files[0].checks[5].passed = false;
    assert_eq!(unread.files[0].checks[5].id, CheckId::Complete);
    assert_eq!(outcome(&unread), Outcome::Incomplete);
    let mut unchecked = clean();
    unchecked.files[0].checks.clear();
    assert_eq!(outcome(&unchecked), Outcome::Unchecked);
    let mut kept_one = clean();
    kept_one.credentials.push(kept("plain"));
    assert_eq!(outcome(&kept_one), Outcome::Kept);
    let mut seen_through = clean();
    let reason = words::SEEN_THROUGH.to_owned();
    seen_through.files[0].coverage.unread = vec![ReportUnread { path: String::new(), reason }];
    assert_eq!(outcome(&seen_through), Outcome::Clean);
}

#[test]
fn the_worst_of_several_files_comes_first() {
    let mut report = clean();
    report.files.push(file("plain"));
    assert!(page(&report).contains("<h1>Part of these files could not be read.</h1>"));
    report.files[0].verdict = Verdict::Failed;
    assert!(page(&report).contains("<h1>Do not send the copies: a check failed.</h1>"));
}

#[test]
fn leaves_out_what_stands_in_other_files() {
    let mut report = clean();
    report.credentials.push(credential("elsewhere", 0));
    assert!(!page(&report).contains("elsewhere"));
}

#[test]
fn long_lists_end_and_say_so() {
    let mut report = report("plain");
    report.credentials = vec![credential("met", 1237)];
    report.files[0].coverage.unread =
        vec![ReportUnread { path: "unread".to_owned(), reason: "encrypted".to_owned() }; 203];
    let page = page(&report);
    assert!(page.contains("<summary>1,237 places</summary>"));
    assert_eq!(page.matches("<li><code>met</code>").count(), 200);
    assert!(page.contains("and 1,037 more places: the JSON report lists them all."));
    assert_eq!(page.matches("<li><code>unread</code>").count(), 200);
    assert!(page.contains("and 3 more places"));
}

#[test]
fn a_report_of_fifty_thousand_credentials_can_be_opened() {
    let mut report = clean();
    let mut model = credential("plain", 0);
    model.lifetime = Some("by the global session policy; 12 hours, or 15 idle minutes".to_owned());
    model.revoke = Some("administrator; Admin Console > Directory > People > user".to_owned());
    report.credentials = (0..50_000)
        .map(|number| {
            let mut credential = model.clone();
            credential.placeholder = format!("REDACTED-okta-session-{number:08}");
            credential.places = (0..number % 40 + 1)
                .map(|at| ReportPlace {
                    file: "acme-login.har".to_owned(),
                    path: format!("log.entries[{number}{at}].request.headers.cookie.sid"),
                    layers: vec!["json-string".to_owned()],
                    kind: PlaceKind::Finding,
                })
                .collect();
            credential
        })
        .collect();
    let page = page(&report);
    assert!(page.len() < 20_000_000, "{} bytes", page.len());
    assert_eq!(page.matches("<code>REDACTED-okta-session-").count(), 50_000);
    assert!(page.contains("The other 49,900 credentials"));
}
