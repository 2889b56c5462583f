//! What the window may ask for. A command unpacks, asks the workbench, and sends a view back.
#![expect(
    clippy::needless_pass_by_value,
    reason = "arguments of commands are made for the call and owned by it"
)]

use std::path::PathBuf;
use std::sync::Arc;

use tauri::ipc::{Channel, Invoke};
use tauri::{AppHandle, Manager as _, State, WebviewWindow};

use super::ears::Ears;
use super::{DraggingOut, dialogs, drag, open, os};
use crate::wire::{
    AppEvent, AppInfo, BodyPart, CaseView, Choice, Context, CredentialGroup, CredentialPage,
    CredentialQuery, Decoded, EntryDetail, EntryPage, EntryQuery, ExportEvent, ExportPlace,
    ExposureEvent, ExposureForm, ExposureView, Facets, LookPage, PlacePage, Revealed, ScanEvent,
    Selection, Settings, SettingsFile, SourceView, TextPage, Trouble, TroubleCode, VerifyEvent,
};
use crate::workbench::{Given, Workbench, cancelled, name_of, put, writing};

type Bench<'a> = State<'a, Arc<Workbench>>;
type Answer<T> = Result<T, Trouble>;

/// All commands, by name.
pub(super) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        listen,
        info,
        choose_files,
        forget_source,
        scan,
        export_case,
        verify,
        cancel,
        reopen,
        close_case,
        credentials,
        credential_groups,
        facets,
        places,
        context,
        decoded,
        reveal,
        looks,
        entries,
        entry,
        body,
        decide,
        redact_text,
        undo,
        redo,
        ticket_note,
        show_in_folder,
        open_report,
        drag_out,
        save_settings,
        choose_settings_file,
        clear_settings_file,
        expose,
        tick,
        exposure_note,
        save_exposure,
        close_exposure
    ]
}

#[tauri::command]
fn listen(ears: State<'_, Ears>, channel: Channel<AppEvent>) {
    ears.listen(channel);
}

#[tauri::command(async)]
fn info(bench: Bench<'_>) -> AppInfo {
    bench.info()
}

#[tauri::command]
async fn choose_files(app: AppHandle) {
    let chosen = dialogs::files().await;
    open(&app, &chosen);
}

#[tauri::command(async)]
fn forget_source(bench: Bench<'_>, source: u32) {
    bench.forget_source(source);
}

#[tauri::command]
fn scan(bench: Bench<'_>, sources: Vec<u32>, channel: Channel<ScanEvent>) -> u32 {
    let (bench, job) = (Arc::clone(&bench), bench.begin());
    let number = job.number;
    std::thread::spawn(move || bench.scan(&job, &sources, &|event| drop(channel.send(event))));
    number
}

#[tauri::command]
async fn export_case(
    bench: Bench<'_>,
    case_id: u32,
    place: ExportPlace,
    channel: Channel<ExportEvent>,
) -> Answer<u32> {
    let folder: Option<PathBuf> = match place {
        ExportPlace::Beside => None,
        ExportPlace::Choose => Some(dialogs::folder().await.ok_or_else(cancelled)?),
    };
    let (bench, job) = (Arc::clone(&bench), bench.begin());
    let number = job.number;
    std::thread::spawn(move || {
        bench.export(&job, case_id, folder.as_deref(), &|event| drop(channel.send(event)));
    });
    Ok(number)
}

#[tauri::command]
fn verify(
    bench: Bench<'_>,
    output: u32,
    report: Option<u32>,
    original: Option<u32>,
    channel: Channel<VerifyEvent>,
) -> u32 {
    let (bench, job) = (Arc::clone(&bench), bench.begin());
    let number = job.number;
    let given = Given { output, report, original };
    std::thread::spawn(move || bench.verify(&job, given, &|event| drop(channel.send(event))));
    number
}

#[tauri::command]
fn cancel(bench: Bench<'_>, job: u32) {
    bench.cancel(job);
}

#[tauri::command(async)]
fn reopen(bench: Bench<'_>, case_id: u32) -> Answer<Vec<SourceView>> {
    bench.reopen(case_id)
}

#[tauri::command(async)]
fn close_case(bench: Bench<'_>, case_id: u32) {
    bench.close_case(case_id);
}

#[tauri::command(async)]
fn credentials(bench: Bench<'_>, case_id: u32, query: CredentialQuery) -> Answer<CredentialPage> {
    bench.credentials(case_id, &query)
}

#[tauri::command(async)]
fn credential_groups(
    bench: Bench<'_>,
    case_id: u32,
    query: CredentialQuery,
) -> Answer<Vec<CredentialGroup>> {
    bench.credential_groups(case_id, &query)
}

#[tauri::command(async)]
fn facets(bench: Bench<'_>, case_id: u32) -> Answer<Facets> {
    bench.facets(case_id)
}

#[tauri::command(async)]
fn places(
    bench: Bench<'_>,
    case_id: u32,
    credential: u32,
    offset: u32,
    limit: u32,
) -> Answer<PlacePage> {
    bench.places(case_id, credential, offset, limit)
}

#[tauri::command(async)]
fn context(bench: Bench<'_>, case_id: u32, credential: u32, place: u32) -> Answer<Context> {
    bench.context(case_id, credential, place)
}

#[tauri::command(async)]
fn decoded(bench: Bench<'_>, case_id: u32, credential: u32) -> Answer<Decoded> {
    bench.decoded(case_id, credential)
}

#[tauri::command(async)]
fn reveal(bench: Bench<'_>, case_id: u32, credential: u32) -> Answer<Revealed> {
    bench.reveal(case_id, credential)
}

#[tauri::command(async)]
fn looks(bench: Bench<'_>, case_id: u32, offset: u32, limit: u32) -> Answer<LookPage> {
    bench.looks(case_id, offset, limit)
}

#[tauri::command(async)]
fn entries(bench: Bench<'_>, case_id: u32, query: EntryQuery) -> Answer<EntryPage> {
    bench.entries(case_id, &query)
}

#[tauri::command(async)]
fn entry(bench: Bench<'_>, case_id: u32, file: u32, index: u32) -> Answer<EntryDetail> {
    bench.entry(case_id, file, index)
}

#[tauri::command(async)]
fn body(
    bench: Bench<'_>,
    case_id: u32,
    file: u32,
    index: u32,
    part: BodyPart,
    offset: u64,
) -> Answer<TextPage> {
    bench.body(case_id, file, index, part, offset)
}

#[tauri::command(async)]
fn decide(
    bench: Bench<'_>,
    case_id: u32,
    selection: Selection,
    choice: Choice,
) -> Answer<CaseView> {
    bench.decide(case_id, &selection, &choice)
}

#[tauri::command(async)]
fn redact_text(bench: Bench<'_>, case_id: u32, text: String) -> Answer<CaseView> {
    bench.redact_text(case_id, &text)
}

#[tauri::command(async)]
fn undo(bench: Bench<'_>, case_id: u32) -> Answer<CaseView> {
    bench.undo(case_id)
}

#[tauri::command(async)]
fn redo(bench: Bench<'_>, case_id: u32) -> Answer<CaseView> {
    bench.redo(case_id)
}

#[tauri::command(async)]
fn ticket_note(bench: Bench<'_>, case_id: u32) -> Answer<String> {
    bench.ticket_note(case_id)
}

#[tauri::command(async)]
fn show_in_folder(bench: Bench<'_>, case_id: u32, file: u32) -> Answer<()> {
    os::show(&bench.written(case_id, file)?.output).map_err(|_| internal())
}

#[tauri::command(async)]
fn open_report(bench: Bench<'_>, case_id: u32, file: u32) -> Answer<()> {
    os::open(&bench.written(case_id, file)?.report).map_err(|_| internal())
}

/// Must run on the main thread: the system's drag and drop begins there.
#[tauri::command]
fn drag_out(bench: Bench<'_>, window: WebviewWindow, case_id: u32, file: u32) -> Answer<()> {
    let file = bench.written(case_id, file)?.output;
    let app = window.app_handle().clone();
    app.state::<DraggingOut>().set(true);
    let ended = {
        let app = app.clone();
        move || app.state::<DraggingOut>().set(false)
    };
    drag::out(&window, &file, ended).ok_or_else(|| {
        app.state::<DraggingOut>().set(false);
        internal()
    })
}

#[tauri::command(async)]
fn save_settings(bench: Bench<'_>, window: WebviewWindow, settings: Settings) -> Settings {
    let saved = bench.save_settings(settings);
    // A window that cannot draw larger shows its screens as they are.
    let _ = window.set_zoom(saved.zoom.factor());
    saved
}

#[tauri::command]
async fn choose_settings_file(bench: Bench<'_>, which: SettingsFile) -> Answer<Settings> {
    let chosen = dialogs::settings_file(which).await;
    if chosen.is_empty() {
        return Err(cancelled());
    }
    bench.choose_settings_file(which, chosen)
}

#[tauri::command(async)]
fn clear_settings_file(bench: Bench<'_>, which: SettingsFile) -> Settings {
    bench.clear_settings_file(which)
}

#[tauri::command]
fn expose(bench: Bench<'_>, sources: Vec<u32>, channel: Channel<ExposureEvent>) -> u32 {
    let (bench, job) = (Arc::clone(&bench), bench.begin());
    let number = job.number;
    std::thread::spawn(move || bench.expose(&job, &sources, &|event| drop(channel.send(event))));
    number
}

#[tauri::command(async)]
fn tick(bench: Bench<'_>, exposure: u32, task: String, done: bool) -> Answer<ExposureView> {
    bench.tick(exposure, &task, done)
}

#[tauri::command(async)]
fn exposure_note(bench: Bench<'_>, exposure: u32) -> Answer<String> {
    bench.exposure_note(exposure)
}

/// Asks where to, and writes a new file there; one that is there stays.
#[tauri::command]
async fn save_exposure(bench: Bench<'_>, exposure: u32, form: ExposureForm) -> Answer<String> {
    let (name, text) = bench.exposure_form(exposure, form)?;
    let chosen = dialogs::save(&name).await.ok_or_else(cancelled)?;
    put(&chosen, text.as_bytes()).map_err(|error| Trouble {
        code: writing(&error),
        file: Some(name_of(&chosen)),
        detail: None,
    })?;
    Ok(name_of(&chosen))
}

#[tauri::command(async)]
fn close_exposure(bench: Bench<'_>, exposure: u32) {
    bench.close_exposure(exposure);
}

fn internal() -> Trouble {
    Trouble { code: TroubleCode::Internal, file: None, detail: None }
}
