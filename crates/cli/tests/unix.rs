//! What happens to files on Unix: links, permissions, special files, full disks, signals.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::io::{Read as _, Write as _};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

mod common;

use common::{ALL, COPY, code, folder_with_capture, run, text};

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
fn refuses_what_has_no_end() {
    let folder = folder_with_capture();
    let expected = |name: &str| {
        format!(
            "error: cannot read {name}: it is a device and may have no end; name a regular file, \
             or hand over the output of a program\n"
        )
    };
    for args in [&["check", "/dev/zero"][..], &["scrub", "/dev/zero", "-o", "-"]] {
        let output = run(folder.path(), args);
        assert_eq!(code(&output), 3, "{args:?}");
        assert_eq!(text(&output.stderr), expected("/dev/zero"), "{args:?}");
    }
    let zeros = std::fs::File::open("/dev/zero").unwrap();
    let output =
        common::scrubjay(folder.path()).args(["check", "-"]).stdin(zeros).output().unwrap();
    assert_eq!(code(&output), 3);
    assert_eq!(text(&output.stderr), expected("standard input"));
}

#[test]
fn reads_devices_that_end_and_pipes_with_a_name() {
    let folder = folder_with_capture();
    let output = run(folder.path(), &["check", "a.har", "--policy", "/dev/null"]);
    assert_eq!(code(&output), 1, "an empty policy: {}", text(&output.stderr));
    let output = run(folder.path(), &["check", "/dev/null"]);
    assert!(text(&output.stderr).contains("it is empty"), "{}", text(&output.stderr));

    let mut child = common::scrubjay(folder.path())
        .args(["check", "/dev/stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(common::capture().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 1, "{}", text(&output.stderr));
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
        wait_until("it listens", || is_listening(&child) || child.try_wait().unwrap().is_some());
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
