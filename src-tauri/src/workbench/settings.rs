//! What a person has set, kept in a file of the program's own folder.
//!
//! The file holds where policy, rules and key lie, never what is in them.

use std::fs;
use std::path::{Path, PathBuf};

use scrubjay_scan::{
    Engine, Key, Limits, PackError, PackSource, Policy, Profile as EngineProfile,
    Settings as EngineSettings,
};
use serde::{Deserialize, Serialize};

use super::source::name_of;
use crate::wire::{Profile, Settings, SettingsFile, Trouble, TroubleCode};

/// A key of fewer bytes could be guessed.
const SHORTEST_KEY_BYTES: usize = 16;

/// Settings with the places of the files that they name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    seen: Settings,
    policy: Option<PathBuf>,
    rules: Vec<PathBuf>,
    key: Option<PathBuf>,
}

impl Kept {
    /// What the screens see: names, no places.
    pub(super) fn view(&self) -> Settings {
        Settings {
            policy: self.policy.as_deref().map(name_of),
            rules: self.rules.iter().map(|path| name_of(path)).collect(),
            key: self.key.as_deref().map(name_of),
            ..self.seen.clone()
        }
    }

    /// Takes over what the screens may change.
    pub(super) fn take(&mut self, settings: Settings) {
        self.seen = Settings { policy: None, rules: Vec::new(), key: None, ..settings };
    }

    /// Takes files, if they can be used.
    ///
    /// # Errors
    /// When one cannot be read or understood.
    pub(super) fn choose(
        &mut self,
        which: SettingsFile,
        paths: Vec<PathBuf>,
    ) -> Result<(), Trouble> {
        let mut next = self.clone();
        match which {
            SettingsFile::Policy => next.policy = paths.into_iter().next(),
            SettingsFile::Rules => next.rules = paths,
            SettingsFile::Key => next.key = paths.into_iter().next(),
        }
        next.engine()?;
        *self = next;
        Ok(())
    }

    pub(super) fn clear(&mut self, which: SettingsFile) {
        match which {
            SettingsFile::Policy => self.policy = None,
            SettingsFile::Rules => self.rules.clear(),
            SettingsFile::Key => self.key = None,
        }
    }

    /// The engine as it is set up.
    ///
    /// # Errors
    /// When a file of the settings cannot be used.
    pub(super) fn engine(&self) -> Result<Engine, Trouble> {
        self.engine_with(&[], self.read_key()?)
    }

    fn engine_with(&self, chosen: &[String], key: Key) -> Result<Engine, Trouble> {
        let mut policy = match &self.policy {
            Some(path) => Policy::from_toml(&name_of(path), &text(path)?)
                .map_err(|error| refuse(path, &error))?,
            None => Policy::default(),
        };
        if self.seen.profile == Profile::Strict {
            policy.profile = EngineProfile::Strict;
        }
        // A policy asks for more than is set here, never for less.
        policy.personal |= self.seen.personal;
        let mut own: Vec<(String, String)> = Vec::new();
        for path in &self.rules {
            own.push((name_of(path), text(path)?));
        }
        if !chosen.is_empty() {
            own.push(("chosen.toml".to_owned(), chosen_rules(chosen)));
        }
        let sources: Vec<PackSource<'_>> =
            own.iter().map(|(name, text)| PackSource { name, text }).collect();
        let broken = |error: PackError| {
            let mut paths = self.rules.iter().chain(&self.policy);
            match paths.find(|path| name_of(path) == error.file) {
                Some(path) => refuse(path, &error),
                None => internal(),
            }
        };
        if let Some(path) = &self.policy {
            // What a policy names may be off, or optional: it is checked against all there is.
            let all = policy.all_rules(&sources).map_err(broken)?;
            policy.check(&name_of(path), &all).map_err(|error| refuse(path, &error))?;
        }
        let pack = policy.pack(&sources).map_err(broken)?;
        let settings = EngineSettings { limits: Limits::default(), policy, key, threads: None };
        Ok(Engine::new(pack, settings))
    }

    /// The engine of a case with texts that a person chose to redact on top of the rules; its key stays, so that the
    /// same placeholders come out.
    ///
    /// # Errors
    /// When a file of the settings cannot be used any more.
    pub(super) fn engine_like(&self, older: &Engine, chosen: &[String]) -> Result<Engine, Trouble> {
        self.engine_with(chosen, older.settings().key.clone())
    }

    fn read_key(&self) -> Result<Key, Trouble> {
        if let Some(path) = &self.key {
            let bytes = fs::read(path).map_err(|_| missing(path))?;
            if bytes.len() < SHORTEST_KEY_BYTES {
                return Err(refuse(
                    path,
                    &format!("a key needs {SHORTEST_KEY_BYTES} random bytes or more"),
                ));
            }
            return Ok(Key::from_bytes(&bytes));
        }
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|_| internal())?;
        Ok(Key::from_bytes(&bytes))
    }
}

/// Rules that find exactly the texts that a person chose.
fn chosen_rules(chosen: &[String]) -> String {
    let mut rules = String::new();
    for (at, text) in chosen.iter().enumerate() {
        let keyword: String = text.chars().take(64).collect();
        rules.push_str(&format!(
            "[[rule]]\nid = \"chosen.text-{at}\"\nservice = \"Chosen by you\"\nlabel = \"chosen\"\nclass = \"password\"\nseverity = \"medium\"\n\
             description = \"Text that was selected to be redacted everywhere.\"\npattern = {}\nkeywords = [{}]\nglued = true\n\n",
            quoted(&format!("(?<secret>{})", escaped(text))),
            quoted(&keyword),
        ));
    }
    rules
}

/// A regular expression that matches exactly this text.
fn escaped(text: &str) -> String {
    // By number: behind a backslash `<` and `>` mean something else.
    let spelled = |letter: char| {
        let is_plain = letter.is_alphanumeric() || letter == ' ';
        if is_plain { letter.to_string() } else { format!("\\x{{{:x}}}", u32::from(letter)) }
    };
    text.chars().map(spelled).collect()
}

/// A TOML string.
fn quoted(text: &str) -> String {
    // JSON leaves this one letter as it is; TOML does not take it.
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

fn text(path: &Path) -> Result<String, Trouble> {
    fs::read_to_string(path).map_err(|_| missing(path))
}

fn missing(path: &Path) -> Trouble {
    Trouble {
        code: TroubleCode::SettingsFile,
        file: Some(name_of(path)),
        detail: Some("it cannot be read".to_owned()),
    }
}

fn refuse(path: &Path, error: &dyn std::fmt::Display) -> Trouble {
    Trouble {
        code: TroubleCode::SettingsFile,
        file: Some(name_of(path)),
        detail: Some(error.to_string()),
    }
}

fn internal() -> Trouble {
    Trouble { code: TroubleCode::Internal, file: None, detail: None }
}
