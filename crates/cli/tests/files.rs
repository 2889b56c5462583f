//! What happens to files: nothing is overwritten, nothing is shown half-done, nothing is left over.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::path::Path;
use std::process::{Output, Stdio};

use tempfile::TempDir;

mod common;

const COPY: &str = "a.scrubbed.har";
const ALL: [&str; 4] =
    ["a.har", "a.scrubbed.har", "a.scrubbed.report.html", "a.scrubbed.report.json"];

fn folder_with_capture() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    common::write(&folder.path().join("a.har"), common::capture().as_bytes());
    folder
}

fn run(folder: &Path, args: &[&str]) -> Output {
    common::scrubjay(folder).args(args).stdin(Stdio::null()).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("the program ended by itself")
}

fn text(stream: &[u8]) -> String {
    String::from_utf8_lossy(stream).into_owned()
}

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

#[cfg(unix)]
mod unix {
    use std::io::Read as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::process::{Child, Command};
    use std::time::{Duration, Instant};

    use super::*;

    fn mode(path: &Path) -> u32 {
        path.metadata().unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn the_copy_may_be_read_by_those_who_may_read_the_input() {
        for (input, expected) in [(0o644, 0o644), (0o600, 0o600), (0o440, 0o640), (0o4755, 0o644)] {
            let folder = folder_with_capture();
            let permissions = std::fs::Permissions::from_mode(input);
            std::fs::set_permissions(folder.path().join("a.har"), permissions).unwrap();
            run(folder.path(), &["scrub", "a.har"]);
            for name in &ALL[1..] {
                assert_eq!(mode(&folder.path().join(name)), expected, "{name} of {input:o}");
            }
        }
    }

    #[test]
    fn replaces_a_link_and_not_what_it_points_to() {
        let folder = folder_with_capture();
        common::write(&folder.path().join("precious"), b"mine");
        symlink("precious", folder.path().join(COPY)).unwrap();
        let output = run(folder.path(), &["scrub", "a.har", "--force"]);
        assert_eq!(code(&output), 0, "{}", text(&output.stderr));
        assert_eq!(common::files(folder.path())["precious"], "mine");
    }

    #[test]
    fn says_that_the_disk_is_full_when_the_copy_goes_there() {
        if !Path::new("/dev/full").exists() {
            return;
        }
        let folder = folder_with_capture();
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = common::scrubjay(folder.path())
            .args(["scrub", "a.har", "-o", "-"])
            .stdin(Stdio::null())
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(code(&output), 3, "{}", text(&output.stderr));
        assert!(text(&output.stderr).contains("the disk is full"), "{}", text(&output.stderr));
        assert_eq!(common::names(folder.path()), ["a.har"], "nothing is left");
    }

    /// A small disk of its own; only root can have one, and not everywhere.
    struct Disk(TempDir);

    impl Disk {
        fn mount(options: &str) -> Option<Disk> {
            let folder = tempfile::tempdir().unwrap();
            let status = Command::new("mount")
                .args(["-t", "tmpfs", "-o", options, "tmpfs"])
                .arg(folder.path())
                .stderr(Stdio::null())
                .status();
            status.is_ok_and(|status| status.success()).then_some(Disk(folder))
        }
    }

    impl Drop for Disk {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(self.0.path()).status();
        }
    }

    #[test]
    fn leaves_nothing_on_a_disk_that_was_too_small() {
        let Some(disk) = Disk::mount("size=64k") else { return };
        let folder = tempfile::tempdir().unwrap();
        common::write(&folder.path().join("a.har"), common::capture_of(200).as_bytes());
        let disk_path = disk.0.path().to_str().unwrap();
        let output = run(folder.path(), &["scrub", "a.har", "--out-dir", disk_path]);
        assert_eq!(code(&output), 3);
        assert!(text(&output.stderr).contains("the disk is full"), "{}", text(&output.stderr));
        assert_eq!(text(&output.stderr).lines().count(), 1, "in one line");
        assert!(common::names(disk.0.path()).is_empty(), "nothing is left");
    }

    #[test]
    fn says_that_a_folder_is_read_only() {
        // Root may write whatever the permission bits say, but not to a read-only disk.
        let disk = Disk::mount("ro");
        let locked = tempfile::tempdir().unwrap();
        let target = match &disk {
            Some(disk) => disk.0.path(),
            None => {
                let permissions = std::fs::Permissions::from_mode(0o555);
                std::fs::set_permissions(locked.path(), permissions).unwrap();
                locked.path()
            }
        };
        let folder = folder_with_capture();
        let output = run(folder.path(), &["scrub", "a.har", "--out-dir", target.to_str().unwrap()]);
        if disk.is_none() && code(&output) == 0 {
            return; // root without disks
        }
        assert_eq!(code(&output), 3);
        assert!(text(&output.stderr).contains("may not be written to"), "{}", text(&output.stderr));
    }

    #[test]
    fn says_that_a_name_is_too_long() {
        let folder = tempfile::tempdir().unwrap();
        let name = format!("{}.har", "n".repeat(245));
        common::write(&folder.path().join(&name), common::capture().as_bytes());
        let output = run(folder.path(), &["scrub", &name]);
        assert_eq!(code(&output), 3, "{}", text(&output.stderr));
        assert!(text(&output.stderr).contains("too long"), "{}", text(&output.stderr));
        assert_eq!(common::names(folder.path()), [name.as_str()], "nothing is left");
        let output = run(folder.path(), &["scrub", &name, "-o", "short.har"]);
        assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    }

    #[test]
    fn reads_what_cannot_be_mapped() {
        let folder = tempfile::tempdir().unwrap();
        let status = Command::new("mkfifo").arg(folder.path().join("pipe")).status();
        if !status.is_ok_and(|status| status.success()) {
            return;
        }
        let child = common::scrubjay(folder.path())
            .args(["check", "pipe"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        common::write(&folder.path().join("pipe"), common::capture().as_bytes());
        let output = child.wait_with_output().unwrap();
        assert_eq!(code(&output), 1, "it was read and the cookie found");
    }

    #[test]
    fn escapes_control_characters_of_a_name() {
        let folder = tempfile::tempdir().unwrap();
        let output = run(folder.path(), &["check", "a\u{1b}[2J\nb.har"]);
        assert_eq!(code(&output), 3);
        let error = text(&output.stderr);
        assert!(!error.trim_end().contains(['\u{1b}', '\n']), "one line, no escapes: {error:?}");
    }

    fn interrupt(child: &Child) {
        let status = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        assert!(status.unwrap().success(), "the signal was sent");
    }

    fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
        let begin = Instant::now();
        while !holds() {
            assert!(begin.elapsed() < Duration::from_secs(60), "waited too long until {what}");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Whether the program has begun to listen for signals: only then a signal tests anything.
    fn is_listening(child: &Child) -> bool {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
        status.is_ok_and(|status| {
            let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
            caught.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0) & 2 != 0
        })
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn ctrl_c_ends_it_while_it_waits_for_standard_input() {
        let folder = tempfile::tempdir().unwrap();
        let child = common::scrubjay(folder.path())
            .args(["scrub", "-", "-o", "out.har"])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        wait_until("it listens", || is_listening(&child));
        std::thread::sleep(Duration::from_millis(100));
        interrupt(&child);
        // Standard input is still open: only the signal can end the program.
        let mut child = child;
        wait_until("it ended", || child.try_wait().unwrap().is_some());
        assert_eq!(child.wait().unwrap().code(), Some(3));
        assert!(common::names(folder.path()).is_empty(), "nothing is left");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn ctrl_c_takes_the_temporary_files_along() {
        let folder = tempfile::tempdir().unwrap();
        common::write(&folder.path().join("a.har"), common::capture_of(300).as_bytes());
        // The copy is larger than what a pipe holds and nobody reads it: the program waits with
        // its reports staged.
        let mut child = common::scrubjay(folder.path())
            .args(["scrub", "a.har", "-o", "-", "--report", "r.json"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        wait_until("both reports are staged", || {
            common::names(folder.path()).iter().filter(|name| name.contains(".tmp")).count() == 2
        });
        std::thread::sleep(Duration::from_millis(200));
        for name in common::names(folder.path()).iter().filter(|name| name.contains(".tmp")) {
            assert_eq!(mode(&folder.path().join(name)), 0o600, "private while temporary");
        }
        interrupt(&child);
        wait_until("it ended", || child.try_wait().unwrap().is_some());
        assert_eq!(child.wait().unwrap().code(), Some(3));
        assert_eq!(common::names(folder.path()), ["a.har"], "nothing is left");
        let mut rest = Vec::new();
        child.stdout.take().unwrap().read_to_end(&mut rest).unwrap();
        assert!(!text(&rest).contains(common::SECRET), "what came through was verified");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn ctrl_c_at_any_moment_leaves_all_or_nothing() {
        for milliseconds in [0, 5, 20, 60, 150, 400] {
            let folder = tempfile::tempdir().unwrap();
            common::write(&folder.path().join("a.har"), common::capture_of(4000).as_bytes());
            let mut child = common::scrubjay(folder.path())
                .args(["scrub", "a.har", "--quiet"])
                .stdin(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            wait_until("it listens", || {
                is_listening(&child) || child.try_wait().unwrap().is_some()
            });
            std::thread::sleep(Duration::from_millis(milliseconds));
            let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
            let output = child.wait_with_output().unwrap();
            let names = common::names(folder.path());
            if code(&output) == 0 {
                assert_eq!(names, ALL, "it was faster than the signal");
            } else {
                assert_eq!(code(&output), 3, "{}", text(&output.stderr));
                assert_eq!(names, ["a.har"], "after {milliseconds} ms");
                assert!(text(&output.stderr).contains("interrupted"), "{}", text(&output.stderr));
            }
        }
    }
}
