//! The order of work: what has to be done first, and why.
//!
//! A file that others can still read undoes everything below it, so it goes first. Then what makes
//! new credentials goes before what was made with it: ending an application's session is of no use
//! while the identity provider's session opens a new one.

use std::collections::BTreeMap;

use scrubjay_rules::{Class, Rule};
use serde::Serialize;

use super::row::{Ending, Exposed, Pivot};
use super::state::State;

/// A step of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepId {
    /// The file itself.
    File,
    /// Sessions at identity providers, and passwords.
    SignIn,
    /// Sessions at applications.
    Sessions,
    /// Refresh tokens.
    Refresh,
    /// Keys and addresses that work for long.
    Keys,
    /// What works for a short time, or only with something else.
    Remainder,
    /// Looking for use.
    Hunt,
    /// What is over: rotated all the same.
    Rotate,
}

/// A step with its tasks.
#[derive(Clone, Debug, Serialize)]
pub struct WorkStep {
    /// Which.
    pub id: StepId,
    /// What it is, in a few words.
    pub title: &'static str,
    /// Why it stands at this place.
    pub why: &'static str,
    /// What is to be done.
    pub tasks: Vec<StepTask>,
}

/// Something to do and to tick off.
#[derive(Clone, Debug, Serialize)]
pub struct StepTask {
    /// What it is called here, the same in every run over the same file.
    pub id: String,
    /// What to do, in a sentence.
    pub text: String,
    /// How, where it is about ending credentials.
    pub ending: Option<Ending>,
    /// What to look for, where it is about looking.
    pub pivots: Vec<Pivot>,
    /// An earlier task that does the same, and so deals with these credentials too.
    pub same_as: Option<String>,
    /// The credentials that it deals with.
    pub credentials: Vec<String>,
}

impl StepId {
    /// All steps, in order.
    pub const ALL: [StepId; 8] = [
        StepId::File,
        StepId::SignIn,
        StepId::Sessions,
        StepId::Refresh,
        StepId::Keys,
        StepId::Remainder,
        StepId::Hunt,
        StepId::Rotate,
    ];

    /// The step in which a credential is dealt with.
    pub(super) fn of(rule: &Rule, is_provider: bool, state: &State, is_assertion: bool) -> StepId {
        if !state.is_open() {
            return StepId::Rotate;
        }
        let nobody =
            rule.revoke.as_ref().is_some_and(|revoke| revoke.who.as_deref() == Some("nobody"));
        if is_assertion || nobody {
            return StepId::Remainder;
        }
        match rule.class {
            Class::Password => StepId::SignIn,
            Class::Session if is_provider => StepId::SignIn,
            Class::Session => StepId::Sessions,
            Class::Refresh => StepId::Refresh,
            Class::ApiKey | Class::PrivateKey | Class::Presigned => StepId::Keys,
            Class::Access | Class::OneTime | Class::Csrf | Class::Signature | Class::Data => {
                StepId::Remainder
            }
        }
    }

    fn title(self) -> &'static str {
        match self {
            StepId::File => "Get the file out of reach",
            StepId::SignIn => "End the sign-in itself",
            StepId::Sessions => "End the sessions of applications",
            StepId::Refresh => "Take refresh tokens back",
            StepId::Keys => "Replace keys and permissions that last",
            StepId::Remainder => "Deal with what is left",
            StepId::Hunt => "Look for use by others",
            StepId::Rotate => "Rotate the rest as well",
        }
    }

    fn why(self) -> &'static str {
        match self {
            StepId::File => {
                "As long as somebody else can open the file, everything below can be read from it."
            }
            StepId::SignIn => {
                "Whoever has one of these can open the applications behind it again, so all that \
                 is ended before them comes back."
            }
            StepId::Sessions => {
                "A session of an application goes on when the sign-in behind it is ended, unless \
                 the application is told."
            }
            StepId::Refresh => {
                "A refresh token fetches new access tokens, often for weeks, without anybody \
                 signing in."
            }
            StepId::Keys => {
                "These belong to programs and links, and work until somebody replaces them. \
                 Programs that use them stop: have the new one ready."
            }
            StepId::Remainder => {
                "These work for a short time or only together with something above. Many of them \
                 end with it."
            }
            StepId::Hunt => "What was used before it was ended stays used: the logs tell by whom.",
            StepId::Rotate => {
                "These are over by their own clock or were used up. Replace what can be replaced, \
                 even if it seems unused: clocks and captures can be wrong."
            }
        }
    }
}

/// The steps for `rows`, which are put into the order of the work.
pub(super) fn steps(rows: &mut [Exposed]) -> Vec<WorkStep> {
    rows.sort_by(|a, b| key(a).cmp(&key(b)));
    if rows.is_empty() {
        return Vec::new();
    }
    let mut done = BTreeMap::new();
    let mut steps = Vec::new();
    for id in StepId::ALL {
        let tasks = match id {
            StepId::File => file(),
            StepId::Hunt => hunts(rows),
            StepId::SignIn
            | StepId::Sessions
            | StepId::Refresh
            | StepId::Keys
            | StepId::Remainder
            | StepId::Rotate => endings(id, rows, &mut done),
        };
        if !tasks.is_empty() {
            steps.push(WorkStep { id, title: id.title(), why: id.why(), tasks });
        }
    }
    steps
}

/// What comes first: the step, then what is worst.
fn key(row: &Exposed) -> (StepId, usize, bool, &str, &str) {
    const SEVERITIES: [&str; 4] = ["critical", "high", "medium", "low"];
    let severity = SEVERITIES.iter().position(|known| *known == row.severity).unwrap_or(4);
    (row.step, severity, row.privilege.is_none(), &row.service, &row.id)
}

fn file() -> Vec<StepTask> {
    let task = |id: &str, text: &str| StepTask {
        id: format!("file/{id}"),
        text: text.to_owned(),
        ending: None,
        pivots: Vec::new(),
        same_as: None,
        credentials: Vec::new(),
    };
    vec![
        task(
            "delete",
            "Ask whoever received the file to delete it and every copy: ticket, mail, chat, \
             shared folders, and the copy on your own disk.",
        ),
        task(
            "access-log",
            "Ask for the list of everybody who opened or downloaded it, downloads from a list of \
             files included, with times and addresses.",
        ),
    ]
}

/// The endings of services, with the task that does each first.
type Done = BTreeMap<(String, Ending), String>;

/// One task for all credentials that end in the same way; `done` knows those of earlier steps.
fn endings(step: StepId, rows: &[Exposed], done: &mut Done) -> Vec<StepTask> {
    let mut tasks: Vec<StepTask> = Vec::new();
    let mut here: BTreeMap<(String, Ending), usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.step == step) {
        let what = (row.service.clone(), row.revoke.clone());
        if let Some(task) = here.get(&what).and_then(|at| tasks.get_mut(*at)) {
            task.credentials.push(row.id.clone());
            continue;
        }
        here.insert(what.clone(), tasks.len());
        tasks.push(StepTask {
            id: format!("end/{}", row.id),
            text: format!("{}: {}", row.service, row.revoke.told()),
            ending: Some(row.revoke.clone()),
            pivots: Vec::new(),
            same_as: done.get(&what).cloned(),
            credentials: vec![row.id.clone()],
        });
    }
    for (what, at) in here {
        if let Some(task) = tasks.get(at) {
            done.entry(what).or_insert_with(|| task.id.clone());
        }
    }
    tasks
}

/// One task for each service.
fn hunts(rows: &[Exposed]) -> Vec<StepTask> {
    let mut tasks: Vec<StepTask> = Vec::new();
    let mut services: Vec<&str> = Vec::new();
    for row in rows {
        if !services.contains(&row.service.as_str()) {
            services.push(&row.service);
        }
    }
    for service in services {
        let rows: Vec<&Exposed> = rows.iter().filter(|row| row.service == service).collect();
        let mut logs: Vec<&str> = Vec::new();
        let mut pivots: Vec<Pivot> = Vec::new();
        for row in &rows {
            if let Some(log) = row.hunt.text.as_deref().filter(|log| !logs.contains(log)) {
                logs.push(log);
            }
            for pivot in &row.hunt.pivots {
                if !pivots.contains(pivot) {
                    pivots.push(pivot.clone());
                }
            }
        }
        // What neither a log nor an id is known of is found by its host only.
        if logs.is_empty() && pivots.is_empty() {
            continue;
        }
        let from = rows.iter().filter_map(|row| row.hunt.from).min();
        let from = from.map_or(String::new(), |from| format!(", from {} on", from.spoken()));
        let log = if logs.is_empty() {
            "its own log of sign-ins and use".to_owned()
        } else {
            logs.join("; and ")
        };
        tasks.push(StepTask {
            id: format!("hunt/{service}"),
            text: format!("{service}{from}: {log}"),
            ending: None,
            pivots,
            same_as: None,
            credentials: rows.iter().map(|row| row.id.clone()).collect(),
        });
    }
    tasks
}

impl Ending {
    /// Who does what, in a sentence.
    pub fn told(&self) -> String {
        let mut told = String::new();
        match (&self.r#where, &self.command) {
            (Some(place), Some(command)) => {
                told.push_str(place);
                told.push_str("; or ");
                told.push_str(command);
            }
            (Some(text), None) | (None, Some(text)) => told.push_str(text),
            (None, None) => told.push_str("it ends by itself"),
        }
        told
    }
}
