//! The pack: rules with their matchers, immutable and shared.

mod builder;
mod search;

use std::collections::HashMap;

use crate::{
    error::{PackError, Problem},
    names::{NameIndex, NameVerdict},
    place::Place,
    prefilter::Prefilter,
    rule::{Look, Rule, RuleIndex},
    shape::CompiledShape,
    structure::Structure,
    trigger,
    validator::{self, Validity},
    value,
};

pub use builder::Builder;
use search::Opening;
pub use search::TextHit;

pub use crate::written::PackSource;

include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

/// A compiled set of rules.
#[derive(Debug)]
pub struct Pack {
    rules: Vec<Rule>,
    by_id: HashMap<String, RuleIndex>,
    names: NameIndex,
    shapes: Vec<CompiledShape>,
    /// Shapes of values that are kept whatever their name says.
    kept_shapes: Vec<CompiledShape>,
    structures: HashMap<Structure, RuleIndex>,
    prefilter: Prefilter,
    literals: Vec<Literal>,
    sha256: String,
    version: String,
}

/// What a literal of the prefilter stands for.
#[derive(Debug, Default)]
struct Literal {
    text: String,
    /// Positions in `shapes`.
    shapes: Vec<usize>,
    opening: Option<Opening>,
    word: Option<Word>,
}

/// A trigger word.
#[derive(Clone, Copy, Debug)]
struct Word {
    /// Without the sign behind it, which is no part of a name.
    len: usize,
    /// Whether it tells something only where a name stands in front of it.
    ends: bool,
}

impl Pack {
    /// Compiles the rules that come with the program.
    ///
    /// # Errors
    ///
    /// None, unless the program was built from rules that no test has seen.
    pub fn builtin() -> Result<Self, PackError> {
        Self::builder().build()
    }

    /// Compiles rules from nothing but `sources`.
    ///
    /// # Errors
    ///
    /// The first thing that is not understood, with its place. Nothing is left out silently.
    pub fn load(sources: &[PackSource<'_>]) -> Result<Self, PackError> {
        let mut builder = Builder::empty();
        for source in sources {
            builder = builder.source(*source);
        }
        builder.build()
    }

    /// Whether all of a source comes with the program.
    pub(crate) fn is_builtin(source: PackSource<'_>) -> bool {
        BUILTIN.iter().any(|(_, text)| *text == source.text)
    }

    /// Starts with the rules that come with the program, to add to them and to switch off.
    pub fn builder<'a>() -> Builder<'a> {
        BUILTIN.iter().fold(Builder::empty(), |builder, (name, text)| {
            builder.source(PackSource { name, text })
        })
    }

    /// Compiles rules; those that `is_proven` speaks for come with the program, unchanged.
    pub(crate) fn compile(
        rules: Vec<Rule>,
        is_proven: &dyn Fn(&Rule) -> bool,
        sha256: String,
        version: String,
    ) -> Result<Self, PackError> {
        let understood = understood(&rules, is_proven);
        let (names, words) = rayon::join(|| NameIndex::new(&rules), || trigger::derive(&rules));
        let mut shapes = Vec::new();
        let mut kept_shapes = Vec::new();
        let mut literals: HashMap<String, Literal> = HashMap::new();
        let mut structures = HashMap::new();
        let mut by_id = HashMap::new();
        for (position, (rule, shape)) in rules.iter().zip(understood?).enumerate() {
            let index = RuleIndex::new(position);
            by_id.insert(rule.id.clone(), index);
            match (&rule.look, shape) {
                (Look::Shape(shape), Some(compiled)) => {
                    if rule.keep {
                        kept_shapes.push(compiled);
                        continue;
                    }
                    for keyword in &shape.keywords {
                        let literal = literals.entry(keyword.to_ascii_lowercase());
                        literal.or_default().shapes.push(shapes.len());
                    }
                    shapes.push(compiled);
                }
                (Look::Structure(structure), _) => {
                    if structures.insert(*structure, index).is_some() {
                        let problem = Problem::Structure(structure.as_str().to_owned());
                        return Err(at_rule(rule, problem));
                    }
                    let Some(opening) = Opening::of(*structure) else { continue };
                    for start in opening.literals() {
                        let literal = literals.entry(start.to_ascii_lowercase());
                        literal.or_default().opening = Some(opening);
                    }
                }
                (Look::Shape(_) | Look::Names(_) | Look::Words(_), _) => {}
            }
        }
        for word in words.map_err(whole)? {
            let len = word.text.len() - trigger::sign_len(&word.text);
            literals.entry(word.text).or_default().word = Some(Word { len, ends: word.ends });
        }
        let mut literals: Vec<Literal> =
            literals.into_iter().map(|(text, literal)| Literal { text, ..literal }).collect();
        literals.sort_by(|a, b| a.text.cmp(&b.text));
        let texts: Vec<&str> = literals.iter().map(|l| l.text.as_str()).collect();
        let prefilter = Prefilter::new(&texts).map_err(whole)?;
        Ok(Self {
            names,
            rules,
            by_id,
            shapes,
            kept_shapes,
            structures,
            prefilter,
            literals,
            sha256,
            version,
        })
    }

    /// Returns the SHA-256 over everything the pack was made of, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Returns the day on which the newest of the facts was checked.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Returns all rules, sorted by id.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Returns a rule.
    ///
    /// # Panics
    ///
    /// When the index comes from another pack.
    pub fn rule(&self, index: RuleIndex) -> &Rule {
        &self.rules[index.position()]
    }

    /// Finds a rule by its id.
    pub fn find(&self, id: &str) -> Option<RuleIndex> {
        self.by_id.get(id).copied()
    }

    /// Returns the rule that stands for a structure.
    pub fn structure(&self, structure: Structure) -> Option<RuleIndex> {
        self.structures.get(&structure).copied()
    }

    /// Tells what is known of a name, in any case, at a place and, where known, on a host.
    ///
    /// Asks some hundred rules: callers keep the answer for each name they meet.
    pub fn name(&self, place: Place, name: &str, host: Option<&str>) -> NameVerdict {
        self.names.verdict(place, name, host)
    }

    /// Whether the host may make a difference to what [`Pack::name`] says of a name at a place.
    pub fn depends_on_host(&self, place: Place, name: &str) -> bool {
        self.names.depends_on_host(place, name)
    }

    /// Whether `value` counts as credential under a name that hit `rule`.
    pub fn accepts(&self, rule: RuleIndex, value: &str) -> bool {
        let rule = self.rule(rule);
        !rule.keep && value::counts(rule.value, value) && self.keeps(value).is_none()
    }

    /// Returns the rule that keeps a value for its shape: a publishable key, a client id.
    pub fn keeps(&self, value: &str) -> Option<RuleIndex> {
        const LONGEST: usize = 512;
        let value = value.trim();
        let mut shapes = self.kept_shapes.iter();
        let shape = shapes.find(|shape| value.len() <= LONGEST && shape.is_all_of(value));
        shape.map(|shape| shape.rule)
    }

    /// Whether a kept shape of `rule` stands in a text.
    pub(crate) fn keeps_in(&self, rule: RuleIndex, text: &str) -> bool {
        let mut shapes = self.kept_shapes.iter();
        shapes.any(|shape| shape.rule == rule && shape.is_in(text))
    }

    /// Tells what the validators of a rule say of a secret that it found.
    pub fn validate(&self, rule: RuleIndex, secret: &[u8]) -> Validity {
        validator::test_all(&self.rule(rule).validators, secret)
    }
}

/// What each rule with a shape looks for.
fn understood(
    rules: &[Rule],
    is_proven: &dyn Fn(&Rule) -> bool,
) -> Result<Vec<Option<CompiledShape>>, PackError> {
    let understand = |(position, rule): (usize, &Rule)| {
        let Look::Shape(shape) = &rule.look else { return Ok(None) };
        let index = RuleIndex::new(position);
        if is_proven(rule) {
            return Ok(Some(CompiledShape::proven(index, shape, &rule.validators)));
        }
        let compiled = CompiledShape::new(index, shape, &rule.validators);
        compiled.map(Some).map_err(|problem| at_rule(rule, problem))
    };
    rules.iter().enumerate().map(understand).collect()
}

fn at_rule(rule: &Rule, problem: Problem) -> PackError {
    PackError { file: rule.file.clone(), line: rule.line, column: 1, problem }
}

/// A problem of the pack as a whole.
fn whole(problem: Problem) -> PackError {
    PackError { file: "pack".to_owned(), line: 1, column: 1, problem }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Failure, Fault};
    use crate::example::Example;

    #[test]
    fn every_example_that_comes_with_the_program_is_understood() {
        let pack = Pack::builtin().expect("the built-in rules are understood");
        for rule in pack.rules() {
            let examples = [&rule.examples, &rule.counter_examples, &rule.doubtful];
            for example in examples.into_iter().flatten() {
                assert!(Example::parse(example).is_ok(), "{}: {example}", rule.id);
            }
        }
    }

    #[test]
    fn an_example_that_nobody_can_read_fails_the_check() {
        let pack = Pack::builtin().expect("the built-in rules are understood");
        let rule = Rule { examples: vec!["text {nope:3}".to_owned()], ..pack.rules[0].clone() };
        let pack = Pack::compile(vec![rule], &|_| true, String::new(), String::new());
        let check = pack.expect("the rule compiles").self_check();
        let is_told = |failure: &Failure| matches!(failure.fault, Fault::Notation(_));
        assert!(check.failures.iter().any(is_told), "{:?}", check.failures);
    }

    #[test]
    fn every_shape_that_comes_with_the_program_compiles() {
        let pack = Pack::builtin().expect("the built-in rules are understood");
        for rule in pack.rules() {
            if let Look::Shape(shape) = &rule.look {
                let compiled = CompiledShape::new(RuleIndex::new(0), shape, &rule.validators);
                assert!(compiled.is_ok(), "{}", rule.id);
            }
        }
    }

    #[test]
    fn a_word_at_the_end_of_names_points_to_longer_names_only() {
        let pack = Pack::builtin().expect("the built-in rules are understood");
        let points = |text: &str| {
            let mut found = false;
            pack.search(text.as_bytes(), &mut |hit| found |= matches!(hit, TextHit::Word { .. }));
            found
        };
        assert!(points("acmeKey: 1") && points("acme-key = 1") && points("using key=1"));
        assert!(!points("{key: 1}") && !points("f(a, key=1)") && !points("\"key\": 1"));
    }
}
