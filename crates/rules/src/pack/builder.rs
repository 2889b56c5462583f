//! Putting a pack together: sources, switches, severities.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::{
    class::Severity,
    error::{PackError, Problem},
    pack::{Pack, PackSource},
    rule::Rule,
    written,
};

/// A pack in the making.
#[derive(Clone, Debug, Default)]
pub struct Builder<'a> {
    sources: Vec<PackSource<'a>>,
    beside: Option<PackSource<'a>>,
    off: Vec<String>,
    on: Vec<String>,
    with_optional: bool,
    severities: Vec<(String, Severity)>,
}

impl<'a> Builder<'a> {
    /// Starts without any rules.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Adds the rules of a source.
    #[must_use]
    pub fn source(mut self, source: PackSource<'a>) -> Self {
        self.sources.push(source);
        self
    }

    /// Adds the rules of a text that says other things beside `rule` and `defaults`, such as a
    /// policy.
    #[must_use]
    pub fn beside(mut self, source: PackSource<'a>) -> Self {
        self.beside = Some(source);
        self
    }

    /// Switches a rule off.
    #[must_use]
    pub fn without(mut self, id: &str) -> Self {
        self.off.push(id.to_owned());
        self
    }

    /// Uses an optional rule.
    #[must_use]
    pub fn with(mut self, id: &str) -> Self {
        self.on.push(id.to_owned());
        self
    }

    /// Uses all optional rules: to test them, or to list them.
    #[must_use]
    pub fn with_optional(mut self) -> Self {
        self.with_optional = true;
        self
    }

    /// Gives a rule another severity.
    #[must_use]
    pub fn severity(mut self, id: &str, severity: Severity) -> Self {
        self.severities.push((id.to_owned(), severity));
        self
    }

    /// Compiles the pack.
    ///
    /// # Errors
    ///
    /// The first thing in a source that is not understood, an id that is taken, or a switch
    /// for a rule that does not exist.
    pub fn build(self) -> Result<Pack, PackError> {
        let mut rules: Vec<Rule> = Vec::new();
        let mut proven = HashSet::new();
        let mut hash = Sha256::new();
        let read = |source: &PackSource<'_>| {
            let is_proven = Pack::is_builtin(*source);
            (is_proven, written::read(*source, is_proven))
        };
        let read: Vec<_> = self.sources.par_iter().map(read).collect();
        for (source, (is_proven, read)) in self.sources.iter().zip(read) {
            add(&mut hash, source.name);
            add(&mut hash, source.text);
            let read = read?;
            if is_proven {
                proven.extend(read.iter().map(|rule| rule.id.clone()));
            }
            rules.extend(read);
        }
        if let Some(source) = self.beside {
            add(&mut hash, source.name);
            add(&mut hash, source.text);
            rules.extend(written::read_beside(source)?);
        }
        refuse_duplicates(&rules)?;
        for (id, severity) in &self.severities {
            let rule = rules.iter_mut().find(|rule| rule.id == *id);
            rule.ok_or_else(|| unknown(id))?.severity = *severity;
            add(&mut hash, id);
            add(&mut hash, severity.as_str());
        }
        for id in &self.on {
            rules.iter().find(|rule| rule.id == *id).ok_or_else(|| unknown(id))?;
            add(&mut hash, "on");
            add(&mut hash, id);
        }
        for id in &self.off {
            let position = rules.iter().position(|rule| rule.id == *id);
            rules.remove(position.ok_or_else(|| unknown(id))?);
            add(&mut hash, "off");
            add(&mut hash, id);
        }
        rules.retain(|rule| !rule.optional || self.with_optional || self.on.contains(&rule.id));
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        let version = rules.iter().filter_map(|rule| rule.checked.as_deref()).max();
        let version = version.unwrap_or("unchecked").to_owned();
        let sha256: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Pack::compile(rules, &|rule| proven.contains(&rule.id), sha256, version)
    }
}

/// Feeds a text with its length, so that no two lists of texts feed the same bytes.
fn add(hash: &mut Sha256, text: &str) {
    hash.update(text.len().to_le_bytes());
    hash.update(text);
}

fn refuse_duplicates(rules: &[Rule]) -> Result<(), PackError> {
    let mut seen: HashMap<&str, &Rule> = HashMap::new();
    for rule in rules {
        if let Some(first) = seen.insert(&rule.id, rule) {
            return Err(PackError {
                file: rule.file.clone(),
                line: rule.line,
                column: 1,
                problem: Problem::DuplicateId {
                    id: rule.id.clone(),
                    file: first.file.clone(),
                    line: first.line,
                },
            });
        }
    }
    Ok(())
}

fn unknown(id: &str) -> PackError {
    PackError {
        file: "settings".to_owned(),
        line: 1,
        column: 1,
        problem: Problem::Unknown(id.to_owned()),
    }
}
