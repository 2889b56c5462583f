//! Shapes: tokens that tell by themselves what they are.
//!
//! A regular expression runs only where one of its keywords stands, on a window that is no
//! longer than its longest match. Where every match starts with a keyword the search is
//! anchored there; otherwise the window reaches as far back as it reaches forward.
//!
//! Invariant: the work for one keyword hit is bounded by the pattern, whatever the text.

use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::{
    Anchored, Input,
    meta::{Config, Regex},
    util::{captures::Captures, syntax},
};
use regex_syntax::hir::{Class, Hir, HirKind, literal::Extractor};

use crate::{
    boundary,
    error::Problem,
    kin,
    rule::{RuleIndex, Shape},
    validator::{self, Validator, Validity},
};

/// The longest match a pattern may have, in bytes.
pub(crate) const MATCH_MAX: usize = 4096;
/// The longest match of a pattern whose keyword stands anywhere inside.
pub(crate) const INNER_MATCH_MAX: usize = 256;
/// The shortest keyword, in bytes: shorter ones stand everywhere.
pub(crate) const KEYWORD_MIN: usize = 3;

/// A compiled shape.
#[derive(Debug)]
pub(crate) struct CompiledShape {
    pub(crate) rule: RuleIndex,
    /// With keywords as they are written; the prefilter knows them in lower case.
    written: Shape,
    validators: Vec<Validator>,
    /// What the pattern says, read when a keyword of it is met for the first time: few of the
    /// shapes of a pack are met in one file.
    pattern: OnceLock<Pattern>,
}

/// What a pattern says.
#[derive(Debug)]
struct Pattern {
    hir: Hir,
    /// Compiled when something that could be a match is met for the first time.
    regex: OnceLock<Regex>,
    secret: usize,
    longest: usize,
    shortest: usize,
    start: Start,
    bytes: ByteSet,
    /// The keywords that are prefixes which stand for nothing but such tokens.
    prefixes: Vec<String>,
}

/// Where matches start, seen from a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// So many bytes before the keyword.
    Before(usize),
    /// Anywhere near it.
    Near,
}

/// A match of a shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShapeMatch {
    /// All that the pattern matched.
    pub(crate) whole: Range<usize>,
    /// The secret in it.
    pub(crate) secret: Range<usize>,
}

impl CompiledShape {
    /// Compiles a shape.
    pub(crate) fn new(
        rule: RuleIndex,
        shape: &Shape,
        validators: &[Validator],
    ) -> Result<Self, Problem> {
        let mut pattern = Pattern::read(shape)?;
        pattern.regex = OnceLock::from(compile(&pattern.hir)?);
        Ok(Self { pattern: OnceLock::from(pattern), ..Self::proven(rule, shape, validators) })
    }

    /// Takes a shape whose pattern is known to compile, and leaves that for later.
    pub(crate) fn proven(rule: RuleIndex, shape: &Shape, validators: &[Validator]) -> Self {
        let (written, validators) = (shape.clone(), validators.to_vec());
        Self { rule, written, validators, pattern: OnceLock::new() }
    }

    fn pattern(&self) -> &Pattern {
        let read =
            || Pattern::read(&self.written).expect("a test reads the program's own patterns");
        self.pattern.get_or_init(read)
    }

    /// Looks for the shape at a hit of one of its keywords, in any case.
    pub(crate) fn at(&self, text: &[u8], hit: Range<usize>) -> Option<ShapeMatch> {
        if !self.has_keyword(&text[hit.clone()]) {
            return None;
        }
        match self.pattern().start {
            Start::Before(offset) => self.starting_at(text, hit.start.checked_sub(offset)?),
            Start::Near => self.near(text, &hit),
        }
    }

    /// Looks for kin of the token at a hit of one of its keywords.
    pub(crate) fn kin_at(&self, text: &[u8], hit: &Range<usize>) -> Option<Range<usize>> {
        let here = &text[hit.clone()];
        let is_prefix = |prefix: &String| prefix.as_bytes() == here;
        let stands = self.has_keyword(here) && self.pattern().prefixes.iter().any(is_prefix);
        stands.then(|| kin::behind(text, hit))?
    }

    /// Whether a keyword is written in this way.
    fn has_keyword(&self, here: &[u8]) -> bool {
        self.written.pattern.starts_with("(?i)")
            || self.written.keywords.iter().any(|keyword| keyword.as_bytes() == here)
    }

    fn starting_at(&self, text: &[u8], start: usize) -> Option<ShapeMatch> {
        let needs_boundary = !self.written.glued && self.validators.is_empty();
        if needs_boundary && !boundary::is_before(text, start) {
            return None;
        }
        let pattern = self.pattern();
        // Most hits of a keyword are followed by something that no match can hold.
        let window = &text[start..text.len().min(start + pattern.longest)];
        let run = window.iter().position(|&b| !pattern.bytes.has(b)).unwrap_or(window.len());
        if run < pattern.shortest {
            return None;
        }
        let input = Input::new(text).range(start..start + run).anchored(Anchored::Yes);
        let mut captures = pattern.regex().create_captures();
        pattern.regex().search_captures(&input, &mut captures);
        self.judge(text, &captures)
    }

    fn near(&self, text: &[u8], hit: &Range<usize>) -> Option<ShapeMatch> {
        let pattern = self.pattern();
        let mut start = hit.start.saturating_sub(pattern.longest);
        let end = text.len().min(hit.end + pattern.longest);
        let mut captures = pattern.regex().create_captures();
        // Matches before the hit are stepped over.
        while start <= hit.start {
            pattern.regex().search_captures(&Input::new(text).range(start..end), &mut captures);
            let whole = captures.get_match()?.range();
            if whole.start > hit.start {
                return None;
            }
            if whole.end >= hit.end {
                return self.judge(text, &captures);
            }
            start = whole.end.max(start + 1);
        }
        None
    }

    /// Whether a value is such a token as a whole.
    pub(crate) fn is_all_of(&self, value: &str) -> bool {
        self.matches(value).any(|whole| whole == (0..value.len()))
    }

    /// Whether such a token stands anywhere in a text.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.matches(text).next().is_some()
    }

    fn matches<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let hits = self
            .written
            .keywords
            .iter()
            .flat_map(move |keyword| text.match_indices(keyword.as_str()));
        hits.filter_map(move |(at, hit)| {
            let found = self.at(text.as_bytes(), at..at + hit.len());
            found.map(|found| found.whole)
        })
    }

    /// Asks boundaries and validators. A match within a longer run counts when its checksum
    /// proves it.
    fn judge(&self, text: &[u8], captures: &Captures) -> Option<ShapeMatch> {
        let found = ShapeMatch {
            whole: captures.get_match()?.range(),
            secret: captures.get_group(self.pattern().secret)?.range(),
        };
        let validity = validator::test_all(&self.validators, &text[found.secret.clone()]);
        let stands_alone = self.written.glued
            || boundary::is_before(text, found.whole.start)
                && boundary::is_after(text, found.secret.end);
        let counts = match validity {
            Validity::Proven => true,
            Validity::Possible | Validity::Doubtful => stands_alone,
            Validity::Refuted => false,
        };
        counts.then_some(found)
    }
}

impl Pattern {
    fn read(shape: &Shape) -> Result<Self, Problem> {
        let options = syntax::Config::new().unicode(false).utf8(false);
        let hir = syntax::parse_with(&shape.pattern, &options)
            .map_err(|_| Problem::Pattern("a syntax error"))?;
        let start = match shape.offset {
            Some(offset) => Start::Before(offset),
            None if starts_with_keyword(shape, &options) => Start::Before(0),
            None => Start::Near,
        };
        let max = match start {
            Start::Before(_) => MATCH_MAX,
            Start::Near => INNER_MATCH_MAX,
        };
        let longest = hir
            .properties()
            .maximum_len()
            .filter(|&longest| longest <= max)
            .ok_or(Problem::Unbounded { max })?;
        let secret = group(&hir, "secret").ok_or(Problem::Group)?;
        let has_kin = start == Start::Before(0) && kin::is_run(&hir, &shape.keywords);
        let prefixes =
            shape.keywords.iter().filter(|prefix| has_kin && kin::is_distinctive(prefix));
        Ok(Self {
            regex: OnceLock::new(),
            secret,
            longest,
            shortest: hir.properties().minimum_len().unwrap_or(0),
            start,
            bytes: ByteSet::of(&hir),
            prefixes: prefixes.cloned().collect(),
            hir,
        })
    }

    fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| {
            compile(&self.hir).expect("a test compiles the program's own, `new` all others")
        })
    }
}

fn compile(pattern: &Hir) -> Result<Regex, Problem> {
    let config = Config::new()
        .hybrid(false)
        .dfa(false)
        .onepass(false)
        .utf8_empty(false)
        .nfa_size_limit(Some(4 << 20));
    let regex = Regex::builder().configure(config).build_from_hir(pattern);
    regex.map_err(|_| Problem::Pattern("it is too large"))
}

/// The number of the group with this name.
fn group(pattern: &Hir, wanted: &str) -> Option<usize> {
    match pattern.kind() {
        HirKind::Capture(capture) if capture.name.as_deref() == Some(wanted) => {
            usize::try_from(capture.index).ok()
        }
        HirKind::Capture(capture) => group(&capture.sub, wanted),
        HirKind::Repetition(repetition) => group(&repetition.sub, wanted),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().find_map(|part| group(part, wanted))
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => None,
    }
}

/// Whether every match starts with one of the keywords, case aside.
fn starts_with_keyword(shape: &Shape, options: &syntax::Config) -> bool {
    // Without regard to case, a word has too many spellings to list.
    let pattern = shape.pattern.strip_prefix("(?i)").unwrap_or(&shape.pattern);
    let Ok(hir) = syntax::parse_with(pattern, options) else {
        return false;
    };
    let prefixes = Extractor::new().extract(&hir);
    prefixes.literals().is_some_and(|literals| {
        !literals.is_empty()
            && literals.iter().all(|literal| {
                let start = literal.as_bytes();
                shape.keywords.iter().any(|keyword| {
                    start
                        .get(..keyword.len())
                        .is_some_and(|head| head.eq_ignore_ascii_case(keyword.as_bytes()))
                })
            })
    })
}

/// The bytes that stand in any match.
#[derive(Debug)]
struct ByteSet([bool; 256]);

impl ByteSet {
    fn of(hir: &Hir) -> Self {
        let mut set = Self([false; 256]);
        set.add(hir);
        set
    }

    fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }

    fn add(&mut self, hir: &Hir) {
        match hir.kind() {
            HirKind::Literal(literal) => {
                for &byte in &literal.0 {
                    self.0[usize::from(byte)] = true;
                }
            }
            HirKind::Class(Class::Bytes(class)) => {
                for range in class.ranges() {
                    self.0[usize::from(range.start())..=usize::from(range.end())].fill(true);
                }
            }
            // Patterns are compiled without Unicode; if one slips through, it rules out nothing.
            HirKind::Class(Class::Unicode(_)) => self.0.fill(true),
            HirKind::Repetition(repetition) => self.add(&repetition.sub),
            HirKind::Capture(capture) => self.add(&capture.sub),
            HirKind::Concat(parts) | HirKind::Alternation(parts) => {
                for part in parts {
                    self.add(part);
                }
            }
            HirKind::Empty | HirKind::Look(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(pattern: &str, keyword: &str, glued: bool) -> CompiledShape {
        let shape = Shape {
            pattern: pattern.to_owned(),
            keywords: vec![keyword.to_owned()],
            glued,
            offset: None,
        };
        CompiledShape::new(RuleIndex::new(0), &shape, &[]).expect("the pattern is sound")
    }

    fn found(shape: &CompiledShape, text: &str, keyword: &str) -> Option<String> {
        let at = text.find(keyword)?;
        let hit = at..at + keyword.len();
        let found = shape.at(text.as_bytes(), hit)?;
        Some(text[found.secret].to_owned())
    }

    #[test]
    fn finds_a_token_that_follows_an_escape() {
        let shape = shape("(?<secret>abc_[0-9a-z]{8})", "abc_", false);
        for before in ["", "\\n", "\"", "=", "Bearer ", "u002f", "%20"] {
            let text = format!("{before}abc_0123abcd!");
            assert_eq!(found(&shape, &text, "abc_").as_deref(), Some("abc_0123abcd"), "{before}");
        }
        assert_eq!(found(&shape, "xabc_0123abcd", "abc_"), None, "within a run");
        assert_eq!(found(&shape, "abc_0123abcde", "abc_"), None, "too long");
    }

    #[test]
    fn finds_a_token_around_its_keyword() {
        let shape = shape("(?<secret>[a-z0-9]{4}[.]mid[.][a-z0-9]{4})", ".mid.", false);
        assert_eq!(shape.pattern().start, Start::Near);
        let text = "key=ab12.mid.cd34;";
        assert_eq!(found(&shape, text, ".mid.").as_deref(), Some("ab12.mid.cd34"));
    }

    #[test]
    fn steps_back_by_the_offset() {
        let shape = Shape {
            pattern: "(?<secret>[a-z]{4}Q~[a-z]{4})".to_owned(),
            keywords: vec!["Q~".to_owned()],
            glued: false,
            offset: Some(4),
        };
        let shape = CompiledShape::new(RuleIndex::new(0), &shape, &[]).expect("it is sound");
        assert_eq!(found(&shape, "a=abcdQ~efgh", "Q~").as_deref(), Some("abcdQ~efgh"));
        assert_eq!(found(&shape, "bcdQ~efgh", "Q~"), None);
        assert_eq!(found(&shape, "Q~efgh", "Q~"), None);
    }

    #[test]
    fn refuses_patterns_without_an_end_or_a_secret() {
        let compile = |pattern: &str| {
            let shape = Shape {
                pattern: pattern.to_owned(),
                keywords: vec!["abc".to_owned()],
                glued: false,
                offset: None,
            };
            CompiledShape::new(RuleIndex::new(0), &shape, &[]).err()
        };
        assert!(matches!(compile("(?<secret>abc+)"), Some(Problem::Unbounded { .. })));
        assert!(matches!(compile("abc"), Some(Problem::Group)));
        assert!(matches!(compile("(?<secret>abc"), Some(Problem::Pattern(_))));
        assert!(matches!(compile("(?<secret>abc)(?=d)"), Some(Problem::Pattern(_))));
    }
}
