//! What happens to files: nothing is overwritten, nothing is shown half-done, nothing is left over.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::process::Stdio;

mod common;

use common::{ALL, COPY, code, folder_with_capture, run, text};

#[test]
fn writes_a_copy_and_two_reports_beside_the_input() {
    let folder = folder_with_capture();
    let output = run(folder.path(), &["scrub", "a.har"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert_eq!(common::names(folder.path()), ALL, "and nothing else");
    let files = common::files(folder.path());
    assert_eq!(files["a.har"], common::capture(), "the input is as it was");
    for name in &ALL[1..] {
        assert!(!files[*name].contains(common::SECRET), "{name} holds the secret");
    }
    assert!(!text(&output.stdout).contains(common::SECRET), "nor does the summary");
}

/// A zip of one member that is not compressed.
fn zip(name: &str, content: &str) -> Vec<u8> {
    // The checksum, bit by bit.
    let crc = content.bytes().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| crc >> 1 ^ (0xedb8_8320 * (crc & 1)))
    });
    let length = |bytes: usize| u32::try_from(bytes).unwrap().to_le_bytes();
    let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    common.extend((!crc).to_le_bytes());
    common.extend([length(content.len()); 2].concat());
    common.extend(length(name.len()));
    let mut out = [b"PK\x03\x04", &*common, name.as_bytes(), content.as_bytes()].concat();
    let directory = out.len();
    out.extend([b"PK\x01\x02\x14\0", &*common, &[0; 14], name.as_bytes()].concat());
    let size = out.len() - directory;
    out.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    out.extend([length(size), length(directory)].concat());
    out.extend([0, 0]);
    out
}

#[test]
fn a_bundle_becomes_a_bundle_and_is_verified_as_one() {
    let folder = tempfile::tempdir().unwrap();
    common::write(&folder.path().join("bundle.zip"), &zip("a.har", &common::capture()));
    let output = run(folder.path(), &["scrub", "bundle.zip"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let names = [
        "bundle.scrubbed.report.html",
        "bundle.scrubbed.report.json",
        "bundle.scrubbed.zip",
        "bundle.zip",
    ];
    assert_eq!(common::names(folder.path()), names, "and nothing else");
    let files = common::files(folder.path());
    assert!(files["bundle.zip"].contains(common::SECRET), "the input is as it was");
    for name in &names[..3] {
        assert!(!files[*name].contains(common::SECRET), "{name} holds the secret");
    }
    assert!(files[names[1]].contains(r#""path": "\"a.har\".log.entries[0]."#), "where it stood");
    for args in [
        &["verify", "bundle.scrubbed.zip"][..],
        &["verify", "bundle.scrubbed.zip", "--original", "bundle.zip"],
        &["check", "bundle.scrubbed.zip"],
    ] {
        let output = run(folder.path(), args);
        assert_eq!(code(&output), 0, "{args:?}: {}", text(&output.stdout));
    }
    assert_eq!(code(&run(folder.path(), &["check", "bundle.zip"])), 1, "there is something in it");
}

#[test]
fn overwrites_nothing_and_says_what_is_in_the_way() {
    for in_the_way in &ALL[1..] {
        let folder = folder_with_capture();
        common::write(&folder.path().join(in_the_way), b"mine");
        let output = run(folder.path(), &["scrub", "a.har"]);
        assert_eq!(code(&output), 3, "{in_the_way}");
        assert!(text(&output.stderr).contains(in_the_way), "it is named: {}", text(&output.stderr));
        let files = common::files(folder.path());
        assert_eq!(files[*in_the_way], "mine", "it is as it was");
        assert_eq!(files.len(), 2, "and nothing else was written: {:?}", files.keys());
    }
}

#[test]
fn overwrites_outputs_when_forced() {
    let folder = folder_with_capture();
    common::write(&folder.path().join(COPY), b"old");
    let output = run(folder.path(), &["scrub", "a.har", "--force"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert_ne!(common::files(folder.path())[COPY], "old", "it was replaced");
}

#[test]
fn never_writes_the_input_under_any_of_its_names() {
    let folder = folder_with_capture();
    let path = folder.path();
    std::fs::hard_link(path.join("a.har"), path.join("hard.har")).unwrap();
    std::fs::create_dir(path.join("sub")).unwrap();
    let mut names = vec!["a.har", "./a.har", "sub/../a.har", "hard.har"];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.har", path.join("soft.har")).unwrap();
        std::os::unix::fs::symlink(".", path.join("same")).unwrap();
        names.extend(["soft.har", "same/a.har"]);
    }
    if cfg!(any(windows, target_os = "macos")) {
        names.push("A.HAR");
    }
    for name in names {
        for option in ["-o", "--report"] {
            let output = run(path, &["scrub", "a.har", "--force", option, name]);
            assert_eq!(code(&output), 3, "{option} {name}");
            assert!(text(&output.stderr).contains("never written"), "{}", text(&output.stderr));
            let input = std::fs::read_to_string(path.join("a.har")).unwrap();
            assert_eq!(input, common::capture(), "{option} {name}");
        }
    }
}

#[test]
fn never_writes_the_key_or_the_policy_it_reads() {
    let folder = folder_with_capture();
    common::write(&folder.path().join("key"), common::KEY.as_bytes());
    let output = run(folder.path(), &["scrub", "a.har", "--force", "--key", "key", "-o", "key"]);
    assert_eq!(code(&output), 3, "the key is read by this run");
    assert_eq!(common::files(folder.path())["key"], common::KEY);
}

#[test]
fn makes_the_folder_for_outputs_and_fills_it() {
    let folder = folder_with_capture();
    let output = run(folder.path(), &["scrub", "a.har", "--out-dir", "safe"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert!(folder.path().join("safe").join(COPY).is_file(), "the copy is in it");
}

#[test]
fn refuses_two_inputs_whose_copies_would_have_one_name() {
    let folder = folder_with_capture();
    std::fs::create_dir(folder.path().join("b")).unwrap();
    common::write(&folder.path().join("b").join("a.har"), common::capture().as_bytes());
    let output = run(folder.path(), &["scrub", "a.har", "b/a.har", "--out-dir", "safe"]);
    assert_eq!(code(&output), 3, "both would be safe/a.scrubbed.har");
    assert!(!folder.path().join("safe").exists(), "nothing was made");
}

#[test]
fn gives_equal_secrets_of_several_inputs_equal_placeholders() {
    let folder = folder_with_capture();
    common::write(&folder.path().join("b.har"), common::capture().as_bytes());
    let output = run(folder.path(), &["scrub", "a.har", "b.har"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let files = common::files(folder.path());
    assert_eq!(files[COPY], files["b.scrubbed.har"], "equal inputs, one bundle, one key");
    assert!(files.contains_key("b.scrubbed.report.json"), "each copy has its report");
}

#[test]
fn verifies_what_it_wrote() {
    let folder = folder_with_capture();
    run(folder.path(), &["scrub", "a.har"]);
    for args in [&["verify", COPY][..], &["verify", COPY, "--original", "a.har"]] {
        let output = run(folder.path(), args);
        assert_eq!(code(&output), 0, "{args:?}: {}{}", text(&output.stdout), text(&output.stderr));
    }
}

#[test]
fn sees_that_a_copy_is_not_the_one_its_report_speaks_of() {
    let folder = folder_with_capture();
    run(folder.path(), &["scrub", "a.har"]);
    let copy = folder.path().join(COPY);
    let changed = std::fs::read_to_string(&copy).unwrap().replace("hello", "hallo");
    common::write(&copy, changed.as_bytes());
    let output = run(folder.path(), &["verify", COPY]);
    assert_eq!(code(&output), 1, "{}", text(&output.stdout));
}

#[test]
fn takes_from_all_copies_what_one_of_them_uncovers() {
    let folder = tempfile::tempdir().unwrap();
    // It reads like code until the first value is replaced.
    let hidden = "password=\"a(1){;}(2){;}\"; token = qz81kfmm2\n";
    common::write(&folder.path().join("a.log"), hidden.as_bytes());
    common::write(&folder.path().join("b.log"), b"seen again: qz81kfmm2\n");
    let output = run(folder.path(), &["scrub", "a.log", "b.log"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let files = common::files(folder.path());
    for name in ["a.scrubbed.log", "b.scrubbed.log"] {
        assert!(!files[name].contains("qz81kfmm2"), "{name}");
        assert!(files[name].contains("REDACTED-token-"), "{name}");
    }
    let output = run(folder.path(), &["verify", "a.scrubbed.log", "--original", "a.log"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stdout));
}

#[test]
fn sees_a_credential_that_was_put_back() {
    let folder = folder_with_capture();
    let output = run(folder.path(), &["verify", "a.har"]);
    assert_eq!(code(&output), 1, "{}", text(&output.stdout));
    assert!(!text(&output.stdout).contains(common::SECRET), "and does not print it");
}

#[test]
fn reads_and_writes_streams() {
    let folder = tempfile::tempdir().unwrap();
    let output = assert_cmd::Command::from_std(common::scrubjay(folder.path()))
        .args(["scrub", "-"])
        .write_stdin(common::capture())
        .output()
        .unwrap();
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let copy = text(&output.stdout);
    assert!(copy.starts_with("{\"log\"") && !copy.contains(common::SECRET), "only the copy");
    assert!(text(&output.stderr).contains("clean"), "the summary goes to standard error");
    assert!(common::names(folder.path()).is_empty(), "no report without a name for it");
}

#[test]
fn a_baseline_silences_what_it_knows_and_nothing_else() {
    let folder = folder_with_capture();
    let output = run(folder.path(), &["check", "a.har", "--format", "json"]);
    common::write(&folder.path().join("known.json"), &output.stdout);
    let args = ["check", "a.har", "--baseline", "known.json"];
    let output = run(folder.path(), &args);
    assert_eq!(code(&output), 0, "{}", text(&output.stdout));
    let more = common::capture()
        .replace("theme=dark", "theme=dark; sessionid=ANOTHERMADEUP0123456789abcdef");
    common::write(&folder.path().join("a.har"), more.as_bytes());
    let output = run(folder.path(), &args);
    assert_eq!(
        code(&output),
        1,
        "a credential that is not in the baseline: {}",
        text(&output.stdout)
    );
}

#[test]
fn a_baseline_tells_files_of_one_name_in_two_folders_apart() {
    let folder = folder_with_capture();
    for name in ["monday", "tuesday"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        common::write(&folder.path().join(name).join("a.har"), common::capture().as_bytes());
    }
    let output = run(folder.path(), &["check", "monday/a.har", "--format", "json"]);
    common::write(&folder.path().join("known.json"), &output.stdout);
    for (path, expected) in
        [("monday/a.har", 0), ("./monday/a.har", 0), ("tuesday/a.har", 1), ("a.har", 1)]
    {
        let output = run(folder.path(), &["check", path, "--baseline", "known.json"]);
        assert_eq!(code(&output), expected, "{path}: {}", text(&output.stdout));
    }
}

#[test]
fn no_form_for_machines_holds_a_value() {
    let folder = folder_with_capture();
    for format in ["json", "sarif", "junit", "github", "gitlab"] {
        let output = run(folder.path(), &["check", "a.har", "--format", format]);
        assert_eq!(code(&output), 1, "{format}: {}", text(&output.stderr));
        let told = text(&output.stdout);
        assert!(told.contains("a.har"), "{format} names the file: {told}");
        assert!(!told.contains(common::SECRET), "{format} holds the secret");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let folder = folder_with_capture();
    for args in [&["check", "a.har"][..], &["check", "a.har", "--format", "json"], &["--help"]] {
        let mut child = common::scrubjay(folder.path())
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(text(&output.stderr), "", "{args:?}");
        let expected = i32::from(args[0] == "check");
        assert_eq!(code(&output), expected, "{args:?}: the exit code still tells");
    }
}
