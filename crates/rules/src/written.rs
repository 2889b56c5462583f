//! Rules as they are written: TOML tables become [`Rule`]s.
//!
//! Whatever is not understood stops the pack, with the place and what would be right. See
//! `docs/rule-format.md` for the format.

mod look;
mod spelling;
mod table;

use toml::Spanned;

use self::spelling::{is_date, is_host, is_id, is_label, label_of};
#[cfg(feature = "schema")]
pub use self::table::schema;
use self::table::{Defaults, Texts, WrittenBeside, WrittenPack, WrittenRule};
use crate::class::{Class, Confidence, Severity};
use crate::error::{PackError, Problem, Told, position};
use crate::example::Example;
use crate::rule::Rule;

/// A named text with rules in it.
#[derive(Clone, Copy, Debug)]
pub struct PackSource<'a> {
    /// The name for messages: a file's name.
    pub name: &'a str,
    /// The TOML.
    pub text: &'a str,
}

/// Reads all rules of a source. Where a test has read the examples, they are taken as they are.
///
/// # Errors
///
/// The first thing that is not understood.
pub(crate) fn read(source: PackSource<'_>, is_proven: bool) -> Result<Vec<Rule>, PackError> {
    understand(source, is_proven, parse(source)?)
}

/// Reads the rules of a source in which other things stand beside them, such as a policy.
///
/// # Errors
///
/// The first thing in the rules that is not understood.
pub(crate) fn read_beside(source: PackSource<'_>) -> Result<Vec<Rule>, PackError> {
    let WrittenBeside { defaults, rule } = parse(source)?;
    understand(source, false, WrittenPack { defaults, rule })
}

fn parse<T: serde::de::DeserializeOwned>(source: PackSource<'_>) -> Result<T, PackError> {
    toml::from_str(source.text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        refuse(source, at, Problem::Toml(Told::new(error.message())))
    })
}

fn understand(
    source: PackSource<'_>,
    is_proven: bool,
    written: WrittenPack,
) -> Result<Vec<Rule>, PackError> {
    if let Some(checked) = &written.defaults.checked
        && !is_date(checked)
    {
        return Err(refuse(source, 0, Problem::Checked));
    }
    written
        .rule
        .into_iter()
        .map(|rule| {
            let at = rule.span().start;
            if !is_proven {
                rule.get_ref().read_examples(source)?;
            }
            rule.into_inner().understand(source, at, &written.defaults)
        })
        .collect()
}

/// Makes the error for a place in a source.
pub(crate) fn refuse(source: PackSource<'_>, at: usize, problem: Problem) -> PackError {
    let (line, column) = position(source.text, at);
    PackError { file: source.name.to_owned(), line, column, problem }
}

impl WrittenRule {
    fn understand(
        self,
        source: PackSource<'_>,
        at: usize,
        defaults: &Defaults,
    ) -> Result<Rule, PackError> {
        let no = |at: usize, problem| refuse(source, at, problem);
        if !is_id(self.id.get_ref()) {
            return Err(no(self.id.span().start, Problem::Id));
        }
        let at = if at == 0 { self.id.span().start } else { at };
        let look = self.look(source, at, defaults)?;
        let keep = self.keep.unwrap_or(defaults.keep);
        let validators = self.validators(source)?;
        let label = self.label(source, at, defaults)?;
        let confidence = self.confidence.or(defaults.confidence).unwrap_or(Confidence::Unchecked);
        let checked =
            self.checked(source, defaults)?.filter(|_| confidence == Confidence::Verified);
        let facts = self.source.or_else(|| defaults.source.clone());
        if confidence == Confidence::Verified && (checked.is_none() || facts.is_none()) {
            return Err(no(at, Problem::Checked));
        }
        if let Some(site) = self.sites.iter().find(|site| !is_host(site.get_ref())) {
            return Err(no(site.span().start, Problem::Host));
        }
        let needed = |field: &'static str| no(at, Problem::Missing(field));
        let (class, severity) = if keep {
            (
                self.class.or(defaults.class).unwrap_or(Class::Session),
                self.severity.or(defaults.severity).unwrap_or(Severity::Low),
            )
        } else {
            (
                self.class.or(defaults.class).ok_or_else(|| needed("class"))?,
                self.severity.or(defaults.severity).ok_or_else(|| needed("severity"))?,
            )
        };
        Ok(Rule {
            service: self
                .service
                .or_else(|| defaults.service.clone())
                .ok_or_else(|| needed("service"))?,
            label,
            class,
            severity,
            description: self.description,
            keep,
            provider: self.provider.unwrap_or(defaults.provider),
            optional: self.optional.unwrap_or(defaults.optional),
            sites: plain(Some(self.sites)),
            look,
            value: self.value.unwrap_or_default(),
            lifetime: self.lifetime.or_else(|| defaults.lifetime.clone()),
            revoke: self.revoke.or_else(|| defaults.revoke.clone()),
            hunt: self.hunt.or_else(|| defaults.hunt.clone()),
            source: facts,
            checked,
            confidence,
            validators,
            examples: plain(Some(self.examples)),
            counter_examples: plain(Some(self.counter_examples)),
            doubtful: plain(Some(self.doubtful)),
            file: source.name.to_owned(),
            line: position(source.text, self.id.span().start).0,
            id: self.id.into_inner(),
        })
    }

    /// Its label, that of the source, or one made from its id.
    fn label(
        &self,
        source: PackSource<'_>,
        at: usize,
        defaults: &Defaults,
    ) -> Result<String, PackError> {
        let own = self.label.as_ref();
        let label = own.map(|label| label.get_ref().clone()).or_else(|| defaults.label.clone());
        let label = label.unwrap_or_else(|| label_of(self.id.get_ref()));
        let at = own.map_or(at, |label| label.span().start);
        if is_label(&label) { Ok(label) } else { Err(refuse(source, at, Problem::Label)) }
    }

    /// The day on which its facts were checked.
    fn checked(
        &self,
        source: PackSource<'_>,
        defaults: &Defaults,
    ) -> Result<Option<String>, PackError> {
        let Some(checked) = &self.checked else { return Ok(defaults.checked.clone()) };
        if !is_date(checked.get_ref()) {
            return Err(refuse(source, checked.span().start, Problem::Checked));
        }
        Ok(Some(checked.get_ref().clone()))
    }

    fn read_examples(&self, source: PackSource<'_>) -> Result<(), PackError> {
        let examples = [&self.examples, &self.counter_examples, &self.doubtful];
        examples.into_iter().flatten().try_for_each(|example| {
            Example::parse(example.get_ref())
                .map(|_| ())
                .map_err(|why| refuse(source, example.span().start, Problem::Example(why)))
        })
    }
}

fn plain(texts: Texts) -> Vec<String> {
    let texts = texts.unwrap_or_default();
    texts.into_iter().map(Spanned::into_inner).collect()
}
