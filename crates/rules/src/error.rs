//! Why a pack was refused.
//!
//! Every error points at a place in a source and says what would be right. It never repeats
//! a value of the source: a rule under construction may hold a real credential as example.

use std::fmt;

/// A pack that cannot be used, with the place that needs mending.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}:{column}: {problem}")]
pub struct PackError {
    /// The name the source was given under.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What is wrong.
    #[source]
    pub problem: Problem,
}

/// What is wrong with a rule.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The text is no TOML, or has a field that rules do not know.
    #[error("cannot read the rule: {0}")]
    Toml(Told),
    /// Two rules have the same id.
    #[error("the id `{id}` is taken by the rule at {file}:{line}; ids are unique in a pack")]
    DuplicateId {
        /// The id.
        id: String,
        /// Where it was seen first.
        file: String,
        /// The line there.
        line: usize,
    },
    /// The id is not dotted kebab.
    #[error(
        "an id is lower-case letters, digits and hyphens with dots between, like `okta.session-cookie`"
    )]
    Id,
    /// The label would not survive in a URL or a cookie.
    #[error(
        "a label is 2 to 32 letters, digits and single hyphens, starting with a letter, like `okta-session`"
    )]
    Label,
    /// No way of looking, or several.
    #[error(
        "a rule looks in exactly one way: names (`cookie`, `header`, `param`, `key`, `claim`, `name`), `words`, `pattern` or `structure`; this one has {0}"
    )]
    Looks(usize),
    /// A needed field is missing.
    #[error("the field `{0}` is missing; give it here or under [defaults]")]
    Missing(&'static str),
    /// A field stands where it means nothing.
    #[error("the field `{field}` belongs to rules with {belongs}")]
    Misplaced {
        /// The field.
        field: &'static str,
        /// The rules it is for.
        belongs: &'static str,
    },
    /// A name that would match everything.
    #[error("a name needs at least two characters beside `*`; this one would match too much")]
    Name,
    /// A host that is none.
    #[error("a host is a domain such as `okta.com` or `*.okta.com`, without scheme, port or path")]
    Host,
    /// A place that is none.
    #[error("a place is `cookie`, `header`, `param`, `key` or `claim`")]
    Place,
    /// A phrase that is not made of words.
    #[error("a phrase is lower-case words with single spaces between, like `access token`")]
    Phrase,
    /// The regular expression does not compile.
    #[error("the pattern does not compile: {0}; look-around and back-references are not supported")]
    Pattern(&'static str),
    /// The regular expression does not say which part is the secret.
    #[error("the pattern needs a group named `secret`, like `(?<secret>abc_[0-9a-z]{{32}})`")]
    Group,
    /// The regular expression has no longest match.
    #[error(
        "the pattern has no longest match of {max} bytes or less; write `{{16,255}}` instead of `+` or `*`"
    )]
    Unbounded {
        /// The limit.
        max: usize,
    },
    /// A pattern without usable keywords.
    #[error(
        "a pattern needs `keywords` of at least {min} characters, of which one is in every match"
    )]
    Keyword {
        /// The least length.
        min: usize,
    },
    /// A validator nobody knows.
    #[error("unknown validator; known are {0}")]
    Validator(String),
    /// An example that is not in the notation.
    #[error("an example does not follow the notation: {0}; see docs/rule-format.md")]
    Example(&'static str),
    /// Two rules for one structure.
    #[error("the structure has a rule already: `{0}`")]
    Structure(String),
    /// A date that is none.
    #[error(
        "`checked` is a month or a day, like `2026-11` or `2026-11-20`; verified facts need it, and a `source`"
    )]
    Checked,
    /// The search for all literals at once cannot be built.
    #[error(
        "the keywords of the pack together are too many for one search, or shorter than 3 characters"
    )]
    Prefilter,
    /// A switch that switches nothing.
    #[error("there is no rule with the id `{0}`")]
    Unknown(String),
}

/// A parser's message with all quoted values taken out.
#[derive(Debug)]
pub struct Told(String);

impl Told {
    /// Keeps what a parser says and drops what it quotes.
    ///
    /// Strings are quoted with `"`; names of fields with backticks, and only those that can
    /// be names are kept.
    pub(crate) fn new(message: &str) -> Self {
        let mut told = String::with_capacity(message.len());
        let mut rest = message.lines().next().unwrap_or_default();
        while let Some(open) = rest.find(['"', '`']) {
            let quote = &rest[open..=open];
            let inside = &rest[open + 1..];
            told.push_str(&rest[..open]);
            // A quoted string may hold escaped quotes: everything up to the last one goes.
            let halves = match quote {
                "`" => inside.split_once(quote),
                _ => inside.rsplit_once(quote),
            };
            let (quoted, after) = halves.unwrap_or((inside, ""));
            if quote == "`" && is_name(quoted) {
                told.push('`');
                told.push_str(quoted);
                told.push('`');
            } else {
                told.push('…');
            }
            rest = after;
        }
        told.push_str(rest);
        Self(told)
    }
}

fn is_name(text: &str) -> bool {
    text.len() <= 24 && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Finds line and column of a byte offset, both counted from 1.
pub(crate) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
    let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |newline| newline + 1);
    (line, before[start..].chars().count() + 1)
}
