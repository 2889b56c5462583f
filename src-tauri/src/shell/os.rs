//! What differs between systems: showing a file in its folder, opening a report, the session's bus.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::Command;

/// Shows a file in the system's file manager.
pub(super) fn show(path: &Path) -> io::Result<()> {
    #[cfg(target_os = "macos")]
    let mut command = {
        let mut command = Command::new("open");
        command.arg("-R").arg(path);
        command
    };
    #[cfg(target_os = "windows")]
    let mut command = {
        let mut command = Command::new("explorer");
        command.arg("/select,").arg(path);
        command
    };
    #[cfg(all(unix, not(target_os = "macos")))]
    let mut command = {
        let mut command = Command::new("xdg-open");
        command.arg(path.parent().unwrap_or(path));
        command
    };
    command.spawn().map(|_| ())
}

/// Opens a file with the program that the system has for it.
pub(super) fn open(path: &Path) -> io::Result<()> {
    #[cfg(target_os = "macos")]
    let program = "open";
    #[cfg(target_os = "windows")]
    let program = "explorer";
    #[cfg(all(unix, not(target_os = "macos")))]
    let program = "xdg-open";
    Command::new(program).arg(path).spawn().map(|_| ())
}

/// Whether there is a display to open a window on.
pub(super) fn has_display() -> bool {
    #[cfg(target_os = "linux")]
    return gtk::init().is_ok();
    #[cfg(not(target_os = "linux"))]
    return true;
}

/// Says something where there is no window to say it in.
pub(super) fn say(words: &str) {
    // Started from a menu there is nobody to read it.
    let _ = writeln!(io::stderr(), "scrubjay-desktop: {words}");
}

/// Whether a second start can be noticed. On Linux that goes over the bus of the session, where there is one.
pub(super) fn has_session_bus() -> bool {
    if cfg!(not(target_os = "linux")) {
        return true;
    }
    std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty())
        || std::env::var_os("XDG_RUNTIME_DIR")
            .is_some_and(|folder| Path::new(&folder).join("bus").exists())
}
