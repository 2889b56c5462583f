//! The window: makes it, hands it what is given from outside, and lets it call our commands.

mod commands;
mod dialogs;
mod drag;
mod ears;
mod os;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{
    App, AppHandle, DragDropEvent, Manager, RunEvent, Url, WebviewUrl, WebviewWindowBuilder,
    WindowEvent,
};

use crate::wire::AppEvent;
use crate::workbench::Workbench;
use ears::Ears;

/// The label of the one window.
const MAIN: &str = "main";

/// What is seen under the pointer while a file is dragged out.
const PICTURE: &[u8] = include_bytes!("../icons/32x32.png");

/// Whether a safe file is on its way out of the window. Let go over the window itself, it has gone nowhere.
#[derive(Default)]
pub(crate) struct DraggingOut(AtomicBool);

impl DraggingOut {
    fn set(&self, is_out: bool) {
        self.0.store(is_out, Ordering::Release);
    }

    fn is_set(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// Runs the program until its window is closed.
#[expect(clippy::disallowed_methods, reason = "Tauri's macro holds one that is never reached here")]
pub fn run() -> ExitCode {
    if !os::has_display() {
        os::say("there is no display to open a window on; in a terminal: scrubjay scrub FILE");
        return ExitCode::from(3);
    }
    let mut builder = tauri::Builder::default();
    if os::has_session_bus() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            open(app, &files_of(arguments.into_iter().skip(1), &PathBuf::from(folder)));
            to_front(app);
        }));
    }
    let built = builder
        .setup(|app| Ok(set_up(app)?))
        .on_window_event(|window, event| hear(window.app_handle(), event))
        .invoke_handler(commands::handler())
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(heard);
            ExitCode::SUCCESS
        }
        Err(_) => {
            os::say("the window could not be made");
            ExitCode::from(3)
        }
    }
}

fn set_up(app: &mut App) -> tauri::Result<()> {
    let settings = app.path().app_config_dir()?.join("settings.json");
    app.manage(Arc::new(Workbench::new(settings)));
    app.manage(Ears::default());
    app.manage(DraggingOut::default());
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Scrubjay")
        .inner_size(1240.0, 760.0)
        .min_inner_size(480.0, 400.0)
        // Nothing of a session outlives it: no cache, no storage, no history. A driven window cannot have that:
        // automation needs the web view's shared context.
        .incognito(std::env::var_os("TAURI_AUTOMATION").is_none())
        .devtools(cfg!(debug_assertions))
        .on_navigation(is_ours)
        .build()?;
    let settings = app.state::<Arc<Workbench>>().info().settings;
    window.set_zoom(settings.zoom.factor())?;
    let folder = std::env::current_dir().unwrap_or_default();
    open(app.handle(), &files_of(std::env::args_os().skip(1), &folder));
    Ok(())
}

/// The window shows our screens and goes nowhere else.
fn is_ours(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// Takes files, from wherever they are given, and tells the window.
///
/// A drop, a dialog, the command line, a second start, a file association and the desktop all meet here.
pub(crate) fn open(app: &AppHandle, paths: &[PathBuf]) {
    if !paths.is_empty() {
        let event = app.state::<Arc<Workbench>>().open(paths);
        app.state::<Ears>().tell(event);
    }
}

/// The files among arguments, as seen from a folder.
fn files_of<Argument: Into<std::ffi::OsString>>(
    arguments: impl Iterator<Item = Argument>,
    folder: &std::path::Path,
) -> Vec<PathBuf> {
    arguments
        .map(Into::into)
        .filter(|argument| !argument.to_string_lossy().starts_with("--"))
        .map(|argument| folder.join(argument))
        .collect()
}

fn to_front(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

fn hear(app: &AppHandle, event: &WindowEvent) {
    let WindowEvent::DragDrop(drag) = event else { return };
    if app.state::<DraggingOut>().is_set() {
        return;
    }
    let ears = app.state::<Ears>();
    match drag {
        DragDropEvent::Enter { paths, .. } => ears.tell(Workbench::weigh(paths)),
        DragDropEvent::Drop { paths, .. } => open(app, paths),
        DragDropEvent::Leave => ears.tell(AppEvent::DragEnded),
        _ => {}
    }
}

fn heard(app: &AppHandle, event: RunEvent) {
    #[cfg(target_os = "macos")]
    if let RunEvent::Opened { urls } = &event {
        let paths: Vec<PathBuf> = urls.iter().filter_map(|url| url.to_file_path().ok()).collect();
        open(app, &paths);
    }
    let _ = (app, event);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_nowhere_but_to_its_own_screens() {
        let is_ours = |url: &str| is_ours(&url.parse().expect("a url"));
        assert!(is_ours("tauri://localhost/index.html"));
        assert!(is_ours("http://tauri.localhost/"));
        for url in [
            "https://example.com/",
            "file:///etc/passwd",
            "data:text/html,x",
            "http://127.0.0.1:9/",
            "tauri://elsewhere/",
        ] {
            assert!(!is_ours(url), "{url}");
        }
    }

    #[test]
    fn takes_files_and_no_options_from_the_command_line() {
        let files =
            files_of(["a.har", "--flag", "/b/--c.har"].into_iter(), std::path::Path::new("/home"));
        assert_eq!(files, [PathBuf::from("/home/a.har"), PathBuf::from("/b/--c.har")]);
    }

    #[test]
    fn every_command_is_listed_in_all_three_places() {
        let names = |text: &str, from: &str, to: &str, strip: &str| -> Vec<String> {
            let inner =
                text.split_once(from).expect("it begins").1.split_once(to).expect("it ends").0;
            let mut names: Vec<String> = inner
                .split(|letter: char| !(letter.is_alphanumeric() || "_-".contains(letter)))
                .filter(|name| !name.is_empty())
                .map(|name| name.trim_start_matches(strip).replace('-', "_"))
                .collect();
            names.sort();
            names
        };
        let built = names(include_str!("../build.rs"), "&[&str] = &[", "];", "");
        let allowed =
            names(include_str!("../capabilities/main.json"), "\"permissions\": [", "]", "allow-");
        let handled = names(include_str!("shell/commands.rs"), "generate_handler![", "]", "");
        assert_eq!(built, allowed, "build.rs and the capability");
        assert_eq!(built, handled, "build.rs and the handler");
    }
}
