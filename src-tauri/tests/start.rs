//! The program as it is started, without a display: what can be said of it before there is a window.

#![cfg(target_os = "linux")]

use std::process::Command;

#[test]
fn without_a_display_it_says_so_and_ends() {
    let ended = Command::new(env!("CARGO_BIN_EXE_scrubjay-desktop"))
        .arg("/nowhere/named-like-a-secret.har")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("the program was built beside this test");
    let said = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(3), "an error, and no panic: {said}");
    assert!(said.contains("there is no display"), "it says what is missing: {said}");
    assert!(!said.contains("named-like-a-secret"), "and no name of a file: {said}");
}
