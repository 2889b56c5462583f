//! What is open, decided and running. Knows no window: the shell hands in paths and listeners, and gets views back.
//!
//! Invariant: what leaves this module is of a wire type; a path never does, and a credential only through
//! [`Workbench::reveal`].

mod bytes;
mod case;
mod decision;
mod decoded;
mod export;
mod exposure;
mod groups;
mod har;
mod history;
mod inside;
mod job;
mod kept;
mod look;
mod marks;
mod note;
mod report;
mod requests;
mod rows;
mod saml;
mod settings;
mod source;
#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests prepare their own folders")]
mod tests;
mod verification;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::wire::{
    AppEvent, AppInfo, BodyPart, CaseView, Context, CredentialGroup, CredentialPage,
    CredentialQuery, Decoded, EntryDetail, EntryPage, EntryQuery, ExportEvent, Facets, LookPage,
    PlacePage, Progress, Revealed, ScanEvent, Settings, SettingsFile, SourceView, TextPage,
    Trouble, TroubleCode, VerifyEvent,
};
use case::Case;
pub(crate) use export::{Written, put};
use exposure::Incident;
use job::{EXPORTING, SCANNING, Stop, Teller, VERIFYING};
use settings::Kept;
use source::Source;
pub(crate) use source::{name_of, writing};

/// Everything that is open.
pub(crate) struct Workbench {
    settings_file: PathBuf,
    largest_read_bytes: u64,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    settings: Kept,
    sources: BTreeMap<u32, Source>,
    cases: BTreeMap<u32, Arc<RwLock<Case>>>,
    incidents: BTreeMap<u32, Incident>,
    jobs: BTreeMap<u32, Stop>,
    last: u32,
}

impl State {
    fn number(&mut self) -> u32 {
        self.last += 1;
        self.last
    }
}

/// A job that was begun: its number, and the flag that stops it.
pub(crate) struct Job {
    pub(crate) number: u32,
    stop: Stop,
}

impl Workbench {
    /// A workbench with nothing on it. Settings are kept in `settings_file`.
    pub(crate) fn new(settings_file: PathBuf) -> Workbench {
        let state = State { settings: kept::load(&settings_file), ..State::default() };
        Workbench {
            settings_file,
            largest_read_bytes: bytes::LARGEST_READ_BYTES,
            state: Mutex::new(state),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the screens need to know of the program.
    pub(crate) fn info(&self) -> AppInfo {
        let settings = self.state().settings.clone();
        let engine = settings.engine().ok();
        AppInfo {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            platform: std::env::consts::OS.to_owned(),
            rules: engine.as_ref().map_or(0, |engine| case::count(engine.pack().rules().len())),
            rules_version: engine
                .as_ref()
                .map_or_else(String::new, |engine| engine.pack().version().to_string()),
            settings: settings.view(),
        }
    }

    /// Takes files, wherever they come from: a drop, a dialog, the command line, a second start, the desktop.
    pub(crate) fn open(&self, paths: &[PathBuf]) -> AppEvent {
        let (mut sources, mut refused) = (Vec::new(), Vec::new());
        for path in paths {
            match Source::look(path) {
                Ok(source) => {
                    let mut state = self.state();
                    let id = state.number();
                    sources.push(source.view(id));
                    state.sources.insert(id, source);
                }
                Err(trouble) => refused.push(trouble),
            }
        }
        AppEvent::Opened { sources, refused }
    }

    /// What a drop would bring, without taking it.
    pub(crate) fn weigh(paths: &[PathBuf]) -> AppEvent {
        let accepted = paths.iter().filter(|path| Source::look(path).is_ok()).count();
        AppEvent::DragOver {
            accepted: case::count(accepted),
            refused: case::count(paths.len() - accepted),
        }
    }

    pub(crate) fn forget_source(&self, source: u32) {
        self.state().sources.remove(&source);
    }

    /// Begins a job, so that it can be stopped before it has said anything.
    pub(crate) fn begin(&self) -> Job {
        let mut state = self.state();
        let (number, stop) = (state.number(), Stop::default());
        state.jobs.insert(number, stop.clone());
        Job { number, stop }
    }

    /// Stops a job; it then says that it was cancelled.
    pub(crate) fn cancel(&self, job: u32) {
        if let Some(stop) = self.state().jobs.get(&job) {
            stop.ask();
        }
    }

    /// Scans files. Says `done` or `failed` exactly once, as the last thing.
    pub(crate) fn scan(&self, job: &Job, sources: &[u32], tell: &(dyn Fn(ScanEvent) + Sync)) {
        let last = guarded(|| self.scan_here(job, sources, tell));
        self.state().jobs.remove(&job.number);
        tell(match last {
            Ok(view) => ScanEvent::Done { case: Box::new(view) },
            Err(trouble) => ScanEvent::Failed { trouble },
        });
    }

    fn scan_here(
        &self,
        job: &Job,
        sources: &[u32],
        tell: &(dyn Fn(ScanEvent) + Sync),
    ) -> Result<CaseView, Trouble> {
        let given = self.given(sources)?;
        let settings = self.state().settings.clone();
        let engine = Arc::new(settings.engine()?);
        let on = |progress: Progress| tell(ScanEvent::Progress { progress });
        let teller = Teller::new(SCANNING, &job.stop, &on);
        let mut read = Vec::new();
        for source in given {
            if job.stop.is_asked() {
                return Err(cancelled());
            }
            let bytes = Arc::new(source.read(self.largest_read_bytes)?);
            read.push((source, bytes));
        }
        let id = self.state().number();
        let case = Case::scan(id, engine, settings, read, &teller).map_err(|_| cancelled())?;
        let view = case.view(now());
        let mut state = self.state();
        sources.iter().for_each(|source| drop(state.sources.remove(source)));
        state.cases.insert(id, Arc::new(RwLock::new(case)));
        Ok(view)
    }

    /// Makes the safe copies of a case. Says `done` or `failed` exactly once, as the last thing.
    pub(crate) fn export(
        &self,
        job: &Job,
        case: u32,
        folder: Option<&Path>,
        tell: &(dyn Fn(ExportEvent) + Sync),
    ) {
        let on = |progress: Progress| tell(ExportEvent::Progress { progress });
        let teller = Teller::new(EXPORTING, &job.stop, &on);
        let refused = export::Refused::from;
        let made = guarded_with(
            || {
                let case = self.case(case).map_err(refused)?;
                let (copy, written, verifications) = loop {
                    let reading = case.read().unwrap_or_else(PoisonError::into_inner);
                    let stopped = match export::export(&reading, folder, &teller) {
                        Ok(made) => break made,
                        Err(stopped) => stopped,
                    };
                    drop(reading);
                    let Some((file, check)) = &stopped.failed else { return Err(stopped) };
                    let mut case = case.write().unwrap_or_else(PoisonError::into_inner);
                    let is_more = case.take_in(*file, check, &teller);
                    if !is_more.map_err(|_| refused(cancelled()))? {
                        return Err(stopped);
                    }
                };
                let mut case = case.write().unwrap_or_else(PoisonError::into_inner);
                case.written = written;
                for (file, verification) in case.files.iter_mut().zip(verifications) {
                    file.residual = Some(verification.residual);
                }
                Ok(copy)
            },
            refused,
        );
        self.state().jobs.remove(&job.number);
        tell(match made {
            Ok(copy) => ExportEvent::Done { copy: Box::new(copy) },
            Err(refused) => {
                ExportEvent::Failed { trouble: refused.trouble, checks: refused.checks }
            }
        });
    }

    /// Checks a file from elsewhere. Says `done` or `failed` exactly once, as the last thing.
    pub(crate) fn verify(&self, job: &Job, files: Given, tell: &(dyn Fn(VerifyEvent) + Sync)) {
        let on = |progress: Progress| tell(VerifyEvent::Progress { progress });
        let teller = Teller::new(VERIFYING, &job.stop, &on);
        let last = guarded(|| {
            let source = |id: u32| self.state().sources.get(&id).cloned().ok_or_else(gone);
            let output = source(files.output)?;
            let report = files.report.map(source).transpose()?;
            let original = files.original.map(source).transpose()?;
            let engine = self.state().settings.clone().engine()?;
            verification::verify(&engine, &output, report.as_ref(), original.as_ref(), &teller)
        });
        self.state().jobs.remove(&job.number);
        tell(match last {
            Ok(verification) => VerifyEvent::Done { verification: Box::new(verification) },
            Err(trouble) => VerifyEvent::Failed { trouble },
        });
    }

    /// The files of a case, as if they were given once more: to look at them with other settings.
    ///
    /// # Errors
    /// When one of them is gone.
    pub(crate) fn reopen(&self, case: u32) -> Result<Vec<SourceView>, Trouble> {
        let case = self.case(case)?;
        let case = case.read().unwrap_or_else(PoisonError::into_inner);
        let sources = case.files.iter().map(|file| Source::look(&file.source.path));
        let sources = sources.collect::<Result<Vec<Source>, Trouble>>()?;
        let mut state = self.state();
        let mut views = Vec::new();
        for source in sources {
            let id = state.number();
            views.push(source.view(id));
            state.sources.insert(id, source);
        }
        Ok(views)
    }

    pub(crate) fn close_case(&self, case: u32) {
        self.state().cases.remove(&case);
    }

    /// The sources of these numbers.
    fn given(&self, sources: &[u32]) -> Result<Vec<Source>, Trouble> {
        let state = self.state();
        sources.iter().map(|id| state.sources.get(id).cloned().ok_or_else(gone)).collect()
    }

    fn case(&self, case: u32) -> Result<Arc<RwLock<Case>>, Trouble> {
        self.state().cases.get(&case).cloned().ok_or_else(gone)
    }

    fn reading<T>(&self, case: u32, read: impl FnOnce(&Case) -> Option<T>) -> Result<T, Trouble> {
        let case = self.case(case)?;
        let case = case.read().unwrap_or_else(PoisonError::into_inner);
        case.check_unchanged()?;
        read(&case).ok_or_else(gone)
    }

    pub(crate) fn credentials(
        &self,
        case: u32,
        query: &CredentialQuery,
    ) -> Result<CredentialPage, Trouble> {
        self.reading(case, |case| Some(case.credentials(query, now())))
    }

    pub(crate) fn credential_groups(
        &self,
        case: u32,
        query: &CredentialQuery,
    ) -> Result<Vec<CredentialGroup>, Trouble> {
        self.reading(case, |case| Some(case.groups(query, now())))
    }

    pub(crate) fn facets(&self, case: u32) -> Result<Facets, Trouble> {
        self.reading(case, |case| Some(case.facets(now())))
    }

    pub(crate) fn places(
        &self,
        case: u32,
        credential: u32,
        offset: u32,
        limit: u32,
    ) -> Result<PlacePage, Trouble> {
        self.reading(case, |case| case.places(credential, offset, limit))
    }

    pub(crate) fn context(
        &self,
        case: u32,
        credential: u32,
        place: u32,
    ) -> Result<Context, Trouble> {
        self.reading(case, |case| case.context(credential, place))
    }

    pub(crate) fn decoded(&self, case: u32, credential: u32) -> Result<Decoded, Trouble> {
        self.reading(case, |case| case.decoded(credential))
    }

    /// The value of one credential, for somebody who holds the button.
    pub(crate) fn reveal(&self, case: u32, credential: u32) -> Result<Revealed, Trouble> {
        self.reading(case, |case| case.reveal(credential))
    }

    pub(crate) fn looks(&self, case: u32, offset: u32, limit: u32) -> Result<LookPage, Trouble> {
        self.reading(case, |case| Some(case.looks(offset, limit)))
    }

    pub(crate) fn entries(&self, case: u32, query: &EntryQuery) -> Result<EntryPage, Trouble> {
        self.reading(case, |case| Some(case.entries(query)))
    }

    pub(crate) fn entry(&self, case: u32, file: u32, index: u32) -> Result<EntryDetail, Trouble> {
        self.reading(case, |case| case.entry(file, index))
    }

    pub(crate) fn body(
        &self,
        case: u32,
        file: u32,
        index: u32,
        part: BodyPart,
        offset: u64,
    ) -> Result<TextPage, Trouble> {
        self.reading(case, |case| case.body(file, index, part, offset))
    }

    pub(crate) fn ticket_note(&self, case: u32) -> Result<String, Trouble> {
        self.reading(case, |case| Some(note::note(case)))
    }

    /// Where the outputs of one file are; nothing before there are any.
    pub(crate) fn written(&self, case: u32, file: u32) -> Result<Written, Trouble> {
        self.reading(case, |case| case.written.get(file as usize).cloned())
    }

    pub(crate) fn save_settings(&self, settings: Settings) -> Settings {
        let mut state = self.state();
        state.settings.take(settings);
        kept::save(&state.settings, &self.settings_file);
        state.settings.view()
    }

    pub(crate) fn choose_settings_file(
        &self,
        which: SettingsFile,
        paths: Vec<PathBuf>,
    ) -> Result<Settings, Trouble> {
        let mut state = self.state();
        state.settings.choose(which, paths)?;
        kept::save(&state.settings, &self.settings_file);
        Ok(state.settings.view())
    }

    pub(crate) fn clear_settings_file(&self, which: SettingsFile) -> Settings {
        let mut state = self.state();
        state.settings.clear(which);
        kept::save(&state.settings, &self.settings_file);
        state.settings.view()
    }
}

pub(crate) use verification::Given;

/// Runs a job; a panic in it ends the job, not the program, and is told by place, not by payload.
fn guarded<T>(work: impl FnOnce() -> Result<T, Trouble>) -> Result<T, Trouble> {
    guarded_with(work, |trouble| trouble)
}

fn guarded_with<T, E>(
    work: impl FnOnce() -> Result<T, E>,
    refuse: impl FnOnce(Trouble) -> E,
) -> Result<T, E> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(refuse(Trouble { code: TroubleCode::Internal, file: None, detail: None }))
    })
}

fn gone() -> Trouble {
    Trouble { code: TroubleCode::Gone, file: None, detail: None }
}

pub(crate) fn cancelled() -> Trouble {
    Trouble { code: TroubleCode::Cancelled, file: None, detail: None }
}

/// Seconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
