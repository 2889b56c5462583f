//! Decisions of a person about an open case: redact or keep, texts of their own choice, and the way back.

use std::sync::{Arc, PoisonError};

use super::case::Case;
use super::{Workbench, cancelled, now};
use crate::wire::{CaseView, Choice, Selection, Trouble, TroubleCode};

/// A text that is shorter would shred the file.
const SHORTEST_CHOSEN: usize = 3;

/// A step back or forth; what is chosen from then on, where that changes.
type Turn = fn(&mut Case) -> Option<Vec<String>>;

impl Workbench {
    pub(crate) fn decide(
        &self,
        case: u32,
        selection: &Selection,
        choice: &Choice,
    ) -> Result<CaseView, Trouble> {
        if matches!(choice, Choice::Keep { reason } if reason.trim().is_empty()) {
            return Err(refused("keeping needs a reason"));
        }
        self.changing(case, |case| {
            let selected = case.selected(selection, now());
            case.decide(&selected, choice);
            Ok(())
        })
    }

    pub(crate) fn undo(&self, case: u32) -> Result<CaseView, Trouble> {
        self.changing(case, |case| turn(case, Case::undo, Case::redo))
    }

    pub(crate) fn redo(&self, case: u32) -> Result<CaseView, Trouble> {
        self.changing(case, |case| turn(case, Case::redo, Case::undo))
    }

    /// Makes a credential of a text, wherever it stands: the files are scanned again with a rule for it. A text that
    /// stands nowhere changes nothing.
    pub(crate) fn redact_text(&self, case: u32, text: &str) -> Result<CaseView, Trouble> {
        let text = text.trim();
        if text.chars().count() < SHORTEST_CHOSEN || text.contains('\n') {
            return Err(refused("select a few characters of one line"));
        }
        self.changing(case, |case| {
            let mut chosen = case.chosen.clone();
            if chosen.iter().any(|each| each == text) {
                return Ok(());
            }
            chosen.push(text.to_owned());
            let newer = scanned_again(case, chosen)?;
            if newer.place_count() != case.place_count() {
                case.become_newer(newer);
                case.note_chosen(text);
            }
            Ok(())
        })
    }

    fn changing(
        &self,
        case: u32,
        change: impl FnOnce(&mut Case) -> Result<(), Trouble>,
    ) -> Result<CaseView, Trouble> {
        let case = self.case(case)?;
        let mut case = case.write().unwrap_or_else(PoisonError::into_inner);
        case.check_unchanged()?;
        change(&mut case)?;
        Ok(case.view(now()))
    }
}

/// Goes one step; where that asks for a scan which fails, nothing has happened.
fn turn(case: &mut Case, there: Turn, back: Turn) -> Result<(), Trouble> {
    let Some(chosen) = there(case) else { return Ok(()) };
    match scanned_again(case, chosen) {
        Ok(newer) => case.become_newer(newer),
        Err(trouble) => {
            back(case);
            return Err(trouble);
        }
    }
    Ok(())
}

/// The same files with the same settings, and with these texts as credentials.
fn scanned_again(case: &Case, chosen: Vec<String>) -> Result<Case, Trouble> {
    let engine = Arc::new(case.settings.engine_like(&case.engine, &chosen)?);
    let given = case.files.iter().map(|file| (file.source.clone(), Arc::clone(&file.bytes)));
    let settings = case.settings.clone();
    let mut newer = Case::scan(case.id, engine, settings, given.collect(), &scrubjay_scan::Silent)
        .map_err(|_| cancelled())?;
    newer.chosen = chosen;
    Ok(newer)
}

fn refused(detail: &str) -> Trouble {
    Trouble { code: TroubleCode::Internal, file: None, detail: Some(detail.to_owned()) }
}
