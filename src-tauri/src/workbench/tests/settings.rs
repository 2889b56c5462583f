//! What is set, and what it does to files.

use std::path::Path;
use std::sync::Mutex;

use super::*;
use crate::wire::{Profile, Verdict};

#[test]
fn what_is_drawn_larger_stays_within_what_can_be_used() {
    let zoom = |text: &str| serde_json::from_str::<Settings>(text).expect("settings").zoom.factor();
    assert_eq!(zoom("{}"), 1.0);
    assert_eq!(zoom(r#"{"zoom":150}"#), 1.5);
    assert_eq!(zoom(r#"{"zoom":65535}"#), 3.0);
    assert_eq!(zoom(r#"{"zoom":0}"#), 0.5);
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
    assert!(case.counts.tally.credentials > view.counts.tally.credentials, "bodies are there now");
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

#[test]
fn an_open_file_keeps_its_settings_when_text_is_chosen_later() {
    let desk = Desk::new();
    let (view, _) = desk.opened();
    desk.bench.save_settings(Settings { profile: Profile::Strict, ..Settings::default() });
    let after = desk.bench.redact_text(view.id, "Facilities-4711").expect("it is open");
    assert_eq!(after.counts.tally.credentials, view.counts.tally.credentials + 1);
}
