//! The system's dialogs.

use std::path::PathBuf;

use rfd::AsyncFileDialog;

use crate::wire::SettingsFile;

/// Asks for files to look into.
pub(super) async fn files() -> Vec<PathBuf> {
    let chosen = AsyncFileDialog::new()
        .set_title("Choose files")
        .add_filter("HAR, archives and logs", &["har", "json", "zip", "gz", "log", "txt", "html"])
        .add_filter("All files", &["*"])
        .pick_files()
        .await;
    chosen.unwrap_or_default().into_iter().map(|file| file.path().to_path_buf()).collect()
}

/// Asks for a folder for the safe copy.
pub(super) async fn folder() -> Option<PathBuf> {
    AsyncFileDialog::new()
        .set_title("Choose a folder for the safe copy")
        .pick_folder()
        .await
        .map(|folder| folder.path().to_path_buf())
}

/// Asks for a place for a new file.
pub(super) async fn save(name: &str) -> Option<PathBuf> {
    let dialog = AsyncFileDialog::new().set_title("Save").set_file_name(name);
    dialog.save_file().await.map(|file| file.path().to_path_buf())
}

/// Asks for a file of the settings.
pub(super) async fn settings_file(which: SettingsFile) -> Vec<PathBuf> {
    let dialog = AsyncFileDialog::new().set_title("Choose a file");
    let chosen = match which {
        SettingsFile::Rules => {
            dialog.add_filter("TOML", &["toml"]).pick_files().await.unwrap_or_default()
        }
        SettingsFile::Policy => {
            dialog.add_filter("TOML", &["toml"]).pick_file().await.into_iter().collect()
        }
        SettingsFile::Key => dialog.pick_file().await.into_iter().collect(),
    };
    chosen.into_iter().map(|file| file.path().to_path_buf()).collect()
}
