//! The committed TypeScript is what these types say.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use ts_rs::{Config, TS};

use super::*;

/// Every type that a command or channel names; the types inside them come along.
fn write_all(folder: &Path) {
    let config = Config::new().with_out_dir(folder);
    macro_rules! write {
        ($($name:ty),+ $(,)?) => { $( <$name>::export_all(&config).expect("the folder is writable"); )+ };
    }
    write!(
        AppEvent,
        AppInfo,
        BodyPart,
        CaseView,
        Choice,
        Context,
        CredentialGroup,
        CredentialPage,
        CredentialQuery,
        Decoded,
        EntryDetail,
        EntryPage,
        EntryQuery,
        ExportEvent,
        ExportPlace,
        ExposureEvent,
        ExposureForm,
        ExposureView,
        Facets,
        LookPage,
        PlacePage,
        Revealed,
        ScanEvent,
        Selection,
        Settings,
        SettingsFile,
        TextPage,
        Trouble,
        VerifyEvent,
    );
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    fs::read_dir(folder)
        .expect("the folder exists")
        .map(|file| file.expect("the folder is readable").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ts"))
        .map(|path| {
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("generated text is UTF-8"))
        })
        .collect()
}

fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/host/wire")
}

#[test]
#[expect(clippy::disallowed_methods, reason = "generated text, and the commit is its check")]
fn the_committed_typescript_is_fresh() {
    let fresh = tempfile::tempdir().expect("a temporary folder");
    write_all(fresh.path());
    if std::env::var_os("SCRUBJAY_WRITE_WIRE").is_some() {
        let _ = fs::remove_dir_all(committed());
        fs::create_dir_all(committed()).expect("the folder of the screens is writable");
        for (name, text) in texts(fresh.path()) {
            fs::write(committed().join(name), text).expect("the folder of the screens is writable");
        }
    }
    assert_eq!(
        texts(&committed()),
        texts(fresh.path()),
        "ui/src/host/wire is stale: run `SCRUBJAY_WRITE_WIRE=1 cargo test -p scrubjay-desktop fresh`"
    );
}
