//! Rules as they are written: TOML tables become [`Rule`]s.
//!
//! Whatever is not understood stops the pack, with the place and what would be right. See
//! `docs/rule-format.md` for the format.

use serde::Deserialize;
use toml::Spanned;

use crate::{
    class::{Class, Confidence, Severity},
    error::{PackError, Problem, Told, position},
    example::Example,
    place::Place,
    rule::{Look, Names, Revoke, Rule, Shape, ValueKind, Words},
    shape::KEYWORD_MIN,
    structure::Structure,
    validator::Validator,
};

/// A named text with rules in it.
#[derive(Clone, Copy, Debug)]
pub struct PackSource<'a> {
    /// The name for messages: a file's name.
    pub name: &'a str,
    /// The TOML.
    pub text: &'a str,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct WrittenPack {
    #[serde(default)]
    defaults: Defaults,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<WrittenRule>"))]
    rule: Vec<Spanned<WrittenRule>>,
}

/// The rules of a text that says other things too; whoever reads those checks them.
#[derive(Deserialize)]
struct WrittenBeside {
    #[serde(default)]
    defaults: Defaults,
    #[serde(default)]
    rule: Vec<Spanned<WrittenRule>>,
}

type Text = Spanned<String>;
type Texts = Option<Vec<Text>>;

/// Fields that hold for all rules of a source which do not have their own.
#[derive(Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Defaults {
    service: Option<String>,
    label: Option<String>,
    class: Option<Class>,
    severity: Option<Severity>,
    #[serde(default)]
    keep: bool,
    #[serde(default)]
    provider: bool,
    #[serde(default)]
    optional: bool,
    lifetime: Option<String>,
    revoke: Option<Revoke>,
    hunt: Option<String>,
    source: Option<String>,
    checked: Option<String>,
    confidence: Option<Confidence>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    unless: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    unless_before: Texts,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenRule {
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    id: Text,
    service: Option<String>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    label: Option<Text>,
    class: Option<Class>,
    severity: Option<Severity>,
    description: String,
    keep: Option<bool>,
    provider: Option<bool>,
    optional: Option<bool>,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    sites: Vec<Text>,
    value: Option<ValueKind>,

    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    cookie: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    header: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    param: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    key: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    claim: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    name: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    host: Texts,

    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    words: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    unless: Texts,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    unless_before: Texts,
    ends: Option<bool>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    r#in: Texts,

    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pattern: Option<Text>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    keywords: Texts,
    glued: Option<bool>,
    offset: Option<usize>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    validators: Texts,

    structure: Option<Structure>,

    lifetime: Option<String>,
    revoke: Option<Revoke>,
    hunt: Option<String>,
    source: Option<String>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    checked: Option<Text>,
    confidence: Option<Confidence>,

    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    examples: Vec<Text>,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    counter_examples: Vec<Text>,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    doubtful: Vec<Text>,
}

/// The JSON Schema of a file of rules.
#[cfg(feature = "schema")]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(WrittenPack)
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
        if let Some(label) = &self.label
            && !is_label(label.get_ref())
        {
            return Err(no(label.span().start, Problem::Label));
        }
        let label = self
            .label
            .map(Spanned::into_inner)
            .or_else(|| defaults.label.clone())
            .unwrap_or_else(|| label_of(self.id.get_ref()));
        if !is_label(&label) {
            return Err(no(at, Problem::Label));
        }
        let confidence = self.confidence.or(defaults.confidence).unwrap_or(Confidence::Unchecked);
        if let Some(checked) = &self.checked
            && !is_date(checked.get_ref())
        {
            return Err(no(checked.span().start, Problem::Checked));
        }
        let checked = self
            .checked
            .map(Spanned::into_inner)
            .or_else(|| defaults.checked.clone())
            .filter(|_| confidence == Confidence::Verified);
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

    fn read_examples(&self, source: PackSource<'_>) -> Result<(), PackError> {
        let examples = [&self.examples, &self.counter_examples, &self.doubtful];
        examples.into_iter().flatten().try_for_each(|example| {
            Example::parse(example.get_ref())
                .map(|_| ())
                .map_err(|why| refuse(source, example.span().start, Problem::Example(why)))
        })
    }

    fn look(
        &self,
        source: PackSource<'_>,
        at: usize,
        defaults: &Defaults,
    ) -> Result<Look, PackError> {
        let lists = [
            (Some(Place::Cookie), &self.cookie),
            (Some(Place::Header), &self.header),
            (Some(Place::Param), &self.param),
            (Some(Place::Key), &self.key),
            (Some(Place::Claim), &self.claim),
            (None, &self.name),
        ];
        let by_name = lists.iter().any(|(_, list)| list.is_some());
        let ways =
            [by_name, self.words.is_some(), self.pattern.is_some(), self.structure.is_some()];
        let count = ways.into_iter().filter(|&way| way).count();
        if count != 1 {
            return Err(refuse(source, at, Problem::Looks(count)));
        }
        self.refuse_misplaced(source, at, by_name)?;
        if by_name {
            return self.names(source, &lists).map(Look::Names);
        }
        if let Some(words) = &self.words {
            return self.words(source, at, words, defaults).map(Look::Words);
        }
        if let Some(pattern) = &self.pattern {
            return self.shape(source, pattern).map(Look::Shape);
        }
        self.structure.map(Look::Structure).ok_or_else(|| refuse(source, at, Problem::Looks(0)))
    }

    fn refuse_misplaced(
        &self,
        source: PackSource<'_>,
        at: usize,
        by_name: bool,
    ) -> Result<(), PackError> {
        let words = self.words.is_some();
        let pattern = self.pattern.is_some();
        let fields: [(&'static str, bool, bool, &'static str); 10] = [
            ("host", self.host.is_some(), by_name, "names"),
            ("unless", self.unless.is_some(), words, "`words`"),
            ("unless-before", self.unless_before.is_some(), words, "`words`"),
            ("ends", self.ends.is_some(), words, "`words`"),
            ("in", self.r#in.is_some(), words, "`words`"),
            ("keywords", self.keywords.is_some(), pattern, "a `pattern`"),
            ("offset", self.offset.is_some(), pattern, "a `pattern`"),
            ("glued", self.glued.is_some(), pattern, "a `pattern`"),
            ("validators", self.validators.is_some(), pattern, "a `pattern`"),
            ("value", self.value.is_some(), by_name || words, "names or `words`"),
        ];
        for (field, is_given, is_right, belongs) in fields {
            if is_given && !is_right {
                return Err(refuse(source, at, Problem::Misplaced { field, belongs }));
            }
        }
        Ok(())
    }

    fn names(
        &self,
        source: PackSource<'_>,
        lists: &[(Option<Place>, &Texts)],
    ) -> Result<Names, PackError> {
        let mut names = Vec::new();
        for (place, list) in lists {
            for name in list.iter().flatten() {
                if name.get_ref().chars().filter(|&c| c != '*').count() < 2
                    && (name.get_ref().contains('*') || self.host.is_none())
                {
                    return Err(refuse(source, name.span().start, Problem::Name));
                }
                match place {
                    Some(place) => names.push((*place, name.get_ref().clone())),
                    None => names.extend(Place::ALL.map(|place| (place, name.get_ref().clone()))),
                }
            }
        }
        let mut hosts = Vec::new();
        for host in self.host.iter().flatten() {
            if !is_host(host.get_ref()) {
                return Err(refuse(source, host.span().start, Problem::Host));
            }
            hosts.push(host.get_ref().to_ascii_lowercase());
        }
        Ok(Names { names, hosts })
    }

    fn words(
        &self,
        source: PackSource<'_>,
        at: usize,
        words: &[Text],
        defaults: &Defaults,
    ) -> Result<Words, PackError> {
        let unless = self.unless.as_ref().or(defaults.unless.as_ref());
        let before = self.unless_before.as_ref();
        let before = before.or(defaults.unless_before.as_ref());
        let lists = [Some(words), unless.map(Vec::as_slice), before.map(Vec::as_slice)];
        for phrase in lists.iter().flatten().copied().flatten() {
            if !is_phrase(phrase.get_ref()) {
                return Err(refuse(source, phrase.span().start, Problem::Phrase));
            }
        }
        let places = match &self.r#in {
            None => Place::ALL.to_vec(),
            Some(places) => places
                .iter()
                .map(|place| Place::parse(place.get_ref()))
                .collect::<Option<_>>()
                .ok_or_else(|| refuse(source, at, Problem::Place))?,
        };
        let [phrases, unless, unless_before] = lists.map(|list| {
            let list = list.unwrap_or_default();
            list.iter().map(|text| text.get_ref().clone()).collect()
        });
        Ok(Words { phrases, unless, unless_before, ends: self.ends.unwrap_or_default(), places })
    }

    fn shape(&self, source: PackSource<'_>, pattern: &Text) -> Result<Shape, PackError> {
        let keywords: Vec<String> = plain_ref(&self.keywords);
        if keywords.is_empty() || keywords.iter().any(|k| k.len() < KEYWORD_MIN || !k.is_ascii()) {
            let problem = Problem::Keyword { min: KEYWORD_MIN };
            return Err(refuse(source, pattern.span().start, problem));
        }
        Ok(Shape {
            pattern: pattern.get_ref().clone(),
            keywords,
            glued: self.glued.unwrap_or(false),
            offset: self.offset,
        })
    }

    fn validators(&self, source: PackSource<'_>) -> Result<Vec<Validator>, PackError> {
        let known = || Validator::ALL.map(Validator::as_str).join(", ");
        self.validators
            .iter()
            .flatten()
            .map(|name| {
                Validator::parse(name.get_ref())
                    .ok_or_else(|| refuse(source, name.span().start, Problem::Validator(known())))
            })
            .collect()
    }
}

fn plain(texts: Texts) -> Vec<String> {
    let texts = texts.unwrap_or_default();
    texts.into_iter().map(Spanned::into_inner).collect()
}

fn plain_ref(texts: &Texts) -> Vec<String> {
    texts.iter().flatten().map(|t| t.get_ref().clone()).collect()
}

/// `okta.session-cookie` becomes `okta-session-cookie`, cut to a label's length.
fn label_of(id: &str) -> String {
    let label: String = id.replace('.', "-").chars().take(32).collect();
    label.trim_end_matches('-').to_owned()
}

fn is_id(id: &str) -> bool {
    id.len() <= 80
        && id.contains('.')
        && id.split(['.', '-']).all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

fn is_label(label: &str) -> bool {
    (2..=32).contains(&label.len())
        && label.starts_with(|c: char| c.is_ascii_alphabetic())
        && label
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn is_host(host: &str) -> bool {
    let bare = host.strip_prefix("*.").unwrap_or(host);
    bare.split('.').all(|label| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    })
}

fn is_phrase(phrase: &str) -> bool {
    phrase.split(' ').all(|word| {
        !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase())
    })
}

fn is_date(date: &str) -> bool {
    let rhythm: String = date.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    rhythm == "0000-00" || rhythm == "0000-00-00"
}
