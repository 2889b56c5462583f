//! Gives each of our commands a permission of its own; the capability names them one by one.

/// Every command that the window may call. A test holds this list, the capability and the handler together.
const COMMANDS: &[&str] = &[
    "listen",
    "info",
    "choose_files",
    "forget_source",
    "scan",
    "export_case",
    "verify",
    "cancel",
    "reopen",
    "close_case",
    "credentials",
    "credential_groups",
    "facets",
    "places",
    "context",
    "decoded",
    "reveal",
    "looks",
    "entries",
    "entry",
    "body",
    "decide",
    "redact_text",
    "undo",
    "redo",
    "ticket_note",
    "show_in_folder",
    "open_report",
    "drag_out",
    "save_settings",
    "choose_settings_file",
    "clear_settings_file",
    "expose",
    "tick",
    "exposure_note",
    "save_exposure",
    "close_exposure",
];

/// The screens are built by npm; without them there is a window that says so, so that the crate can be checked alone.
const SCREENS: &str = "../ui/dist/index.html";
const NO_SCREENS: &str =
    "<!doctype html><title>Scrubjay</title><p>The screens are not built: npm run build in ui/.";

#[expect(
    clippy::disallowed_methods,
    reason = "a stand-in that the next build of the screens replaces, no output"
)]
fn main() {
    let screens = std::path::Path::new(SCREENS);
    if !screens.exists() {
        let folder = screens.parent().expect("it lies in a folder");
        std::fs::create_dir_all(folder).expect("the folder of the screens is writable");
        std::fs::write(screens, NO_SCREENS).expect("the folder of the screens is writable");
    }
    // The screens are inside the program: newer ones make a newer program.
    println!("cargo::rerun-if-changed=../ui/dist");
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("the configuration of the window is sound");
}
