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
    "close_case",
    "credentials",
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
];

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)).expect("the configuration of the window is sound");
}
