//! Files that were already sent: what they give away, and which of the tasks are done.
//!
//! Invariant: what is kept on disk is the hashes of files and the names of tasks; neither holds anything of a file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use scrubjay_scan::{Engine, Exposed, Exposure, Input, Moment, StateId, StepTask};

use super::case::count;
use super::job::{SCANNING, Teller};
use super::source::Source;
use super::{Job, Workbench, gone, guarded, kept, now};
use crate::wire::{
    ExposedRow, ExposureEvent, ExposureForm, ExposurePivot, ExposureState, ExposureStep,
    ExposureTask, ExposureView, Progress, Trouble, TroubleCode,
};

/// What was ticked off in all files, by the hashes of the files.
type Ticks = BTreeMap<String, BTreeSet<String>>;

/// An account that is open, and the tasks of it that are done.
#[derive(Debug)]
pub(super) struct Incident {
    exposure: Exposure,
    done: BTreeSet<String>,
}

impl Incident {
    /// Looks into files that were sent.
    ///
    /// # Errors
    /// When a file cannot be read, or the job was stopped.
    pub(super) fn open(
        engine: &Engine,
        sources: &[Source],
        largest_read_bytes: u64,
        now: i64,
        teller: &Teller<'_>,
        ticks: &Path,
    ) -> Result<Incident, Trouble> {
        let mut read = Vec::new();
        for source in sources {
            read.push((source, source.read(largest_read_bytes)?));
        }
        let inputs: Vec<Input<'_>> =
            read.iter().map(|(source, bytes)| Input { name: &source.name, bytes }).collect();
        let now = Moment::from_unix(now).ok_or(Trouble {
            code: TroubleCode::Internal,
            file: None,
            detail: None,
        })?;
        let exposure = engine.expose(&inputs, now, teller).map_err(|_| super::cancelled())?;
        let mut kept: Ticks = kept::load(ticks);
        let done = kept.remove(&name(&exposure)).unwrap_or_default();
        Ok(Incident { exposure, done })
    }

    /// Ticks a task off, or takes the tick back.
    pub(super) fn tick(&mut self, task: &str, is_done: bool, ticks: &Path) {
        let mut tasks = self.exposure.steps.iter().flat_map(|step| &step.tasks);
        if !tasks.any(|known| known.id == task) {
            return;
        }
        if is_done {
            self.done.insert(task.to_owned());
        } else {
            self.done.remove(task);
        }
        let mut kept: Ticks = kept::load(ticks);
        if self.done.is_empty() {
            kept.remove(&name(&self.exposure));
        } else {
            kept.insert(name(&self.exposure), self.done.clone());
        }
        kept::save(&kept, ticks);
    }

    /// What the screens see of it.
    pub(super) fn view(&self, id: u32) -> ExposureView {
        let steps = self.exposure.steps.iter().filter(|step| !step.tasks.is_empty());
        ExposureView {
            id,
            files: self.exposure.files.iter().map(|file| file.name.clone()).collect(),
            is_complete: self.exposure.is_complete(),
            open: count(self.exposure.open().count()),
            steps: steps
                .map(|step| ExposureStep {
                    title: step.title.to_owned(),
                    why: step.why.to_owned(),
                    tasks: step.tasks.iter().map(task).collect(),
                })
                .collect(),
            credentials: self.exposure.credentials.iter().map(row).collect(),
            done: self.done.iter().cloned().collect(),
        }
    }

    /// A file with the account, and its name.
    pub(super) fn form(&self, form: ExposureForm) -> (String, String) {
        let first = self.exposure.files.first().map_or("files", |file| file.name.as_str());
        let (ending, text) = match form {
            ExposureForm::Html => ("html", self.exposure.to_html()),
            ExposureForm::Csv => ("csv", self.exposure.to_csv()),
        };
        let stem = first.rsplit_once('.').map_or(first, |(stem, _)| stem);
        (format!("{stem}.exposure.{ending}"), text)
    }

    /// The tasks as text, for a ticket.
    pub(super) fn note(&self) -> String {
        let mut note = String::new();
        let names: Vec<&str> = self.exposure.files.iter().map(|file| file.name.as_str()).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(note, "Sent by mistake: {}", names.join(", "));
        for step in self.exposure.steps.iter().filter(|step| !step.tasks.is_empty()) {
            let _ = writeln!(note, "\n{}", step.title);
            for task in &step.tasks {
                let mark = if self.done.contains(&task.id) { 'x' } else { ' ' };
                let _ = writeln!(note, "[{mark}] {}", task.text);
            }
        }
        note
    }
}

impl Workbench {
    /// Tells what files that were sent give away. Says `done` or `failed` exactly once, as the last thing.
    pub(crate) fn expose(&self, job: &Job, sources: &[u32], tell: &(dyn Fn(ExposureEvent) + Sync)) {
        let on = |progress: Progress| tell(ExposureEvent::Progress { progress });
        let teller = Teller::new(SCANNING, &job.stop, &on);
        let last = guarded(|| {
            let given = self.given(sources)?;
            let engine = self.state().settings.clone().engine()?;
            let ticks = ticks_beside(&self.settings_file);
            let largest = self.largest_read_bytes;
            let incident = Incident::open(&engine, &given, largest, now(), &teller, &ticks)?;
            let mut state = self.state();
            sources.iter().for_each(|source| drop(state.sources.remove(source)));
            let id = state.number();
            let view = incident.view(id);
            state.incidents.insert(id, incident);
            Ok(view)
        });
        self.state().jobs.remove(&job.number);
        tell(match last {
            Ok(view) => ExposureEvent::Done { exposure: Box::new(view) },
            Err(trouble) => ExposureEvent::Failed { trouble },
        });
    }

    /// Ticks a task off, or takes the tick back.
    pub(crate) fn tick(
        &self,
        exposure: u32,
        task: &str,
        done: bool,
    ) -> Result<ExposureView, Trouble> {
        let mut state = self.state();
        let incident = state.incidents.get_mut(&exposure).ok_or_else(gone)?;
        incident.tick(task, done, &ticks_beside(&self.settings_file));
        Ok(incident.view(exposure))
    }

    /// The tasks as text, for a ticket.
    pub(crate) fn exposure_note(&self, exposure: u32) -> Result<String, Trouble> {
        self.state().incidents.get(&exposure).map(Incident::note).ok_or_else(gone)
    }

    /// The account as a file: the name that suits it, and its text.
    pub(crate) fn exposure_form(
        &self,
        exposure: u32,
        form: ExposureForm,
    ) -> Result<(String, String), Trouble> {
        let state = self.state();
        state.incidents.get(&exposure).map(|incident| incident.form(form)).ok_or_else(gone)
    }

    pub(crate) fn close_exposure(&self, exposure: u32) {
        self.state().incidents.remove(&exposure);
    }
}

/// What ticks are kept under: the hashes of the files.
fn name(exposure: &Exposure) -> String {
    let hashes: Vec<&str> = exposure.files.iter().map(|file| file.sha256.as_str()).collect();
    hashes.join(" ")
}

fn task(task: &StepTask) -> ExposureTask {
    let ending = task.ending.clone().unwrap_or_default();
    let pivot = |pivot: &scrubjay_scan::Pivot| ExposurePivot {
        name: pivot.name.clone(),
        value: pivot.value.clone(),
    };
    ExposureTask {
        id: task.id.clone(),
        text: task.text.clone(),
        // Often the sentence of the task says it already.
        place: ending.r#where.filter(|place| !task.text.contains(place.as_str())),
        command: ending.command,
        side_effects: ending.side_effects,
        pivots: task.pivots.iter().map(pivot).collect(),
        same_as: task.same_as.clone(),
        credentials: task.credentials.clone(),
    }
}

fn row(exposed: &Exposed) -> ExposedRow {
    let owner = exposed.owner.as_ref().map(|owner| {
        let parts = [&owner.user, &owner.tenant, &owner.client];
        parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" · ")
    });
    ExposedRow {
        id: exposed.id.clone(),
        service: exposed.service.clone(),
        class: exposed.class.clone(),
        masked: super::marks::masked(&exposed.masked),
        owner: owner.filter(|owner| !owner.is_empty()),
        privilege: exposed.privilege.clone(),
        state: match exposed.state.id {
            StateId::Live => ExposureState::Live,
            StateId::Unknown => ExposureState::Unknown,
            StateId::Spent => ExposureState::Spent,
            StateId::Expired => ExposureState::Expired,
        },
        told: exposed.state.told.clone(),
        hunt: exposed.hunt.text.clone(),
        sent_to: exposed.sent_to.clone(),
        places: count(exposed.places.len()),
    }
}

/// Where ticks are kept, beside the settings.
pub(super) fn ticks_beside(settings: &Path) -> PathBuf {
    settings.with_file_name("ticks.json")
}
