//! Words that somebody typed where a short name says password: `pass=sesame` in what a browser
//! posts. In an answer such a word says how a test went.

use scrubjay_document::{At, Context, Leaf};
use scrubjay_rules::{Class, RuleIndex, value};

use super::plain::is_template;
use super::{Detector, judged, label};

/// Words that say how something went, or whether it is wanted.
const OUTCOMES: [&str; 24] = [
    "pass", "passed", "passes", "fail", "failed", "fails", "skip", "skipped", "success", "error",
    "warn", "warning", "pending", "unknown", "default", "required", "optional", "enabled",
    "disabled", "auto", "manual", "first", "second", "final",
];

/// Names around a field of a form.
const FORMS: [&[u8]; 8] = [
    b"form",
    b"fields",
    b"login",
    b"credentials",
    b"signin",
    b"signup",
    b"registration",
    b"inputs",
];

/// Whether a plain word is a password that somebody typed.
pub(super) fn is_typed(
    detector: &Detector<'_>,
    rule: RuleIndex,
    leaf: &Leaf<'_>,
    text: &str,
    at: &At<'_>,
) -> bool {
    let class = detector.pack.rule(rule).class;
    let word = text.trim();
    if !matches!(class, Class::Password | Class::OneTime)
        || leaf.part
        || !(4..=32).contains(&word.len())
        || !word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '!'))
        || word.chars().filter(|c| c.is_alphabetic()).count() < 3
    {
        return false;
    }
    let is_posted = || {
        let mut names = at.path.names();
        names.any(|name| name == b"postData")
    };
    let is_form =
        || at.path.names().any(|name| FORMS.iter().any(|form| name.eq_ignore_ascii_case(form)));
    (is_password(leaf.name) || class == Class::Password)
        && (is_posted() || leaf.context != Context::Cookie && is_form())
        && !value::is_nothing(word)
        && !value::is_placeholder(word)
        && !OUTCOMES.iter().any(|outcome| word.eq_ignore_ascii_case(outcome))
        && !label::is_label(&judged(leaf.text), leaf.name, at.path)
        && !is_template(word)
}

/// Whether a name of a code may be one of a password.
fn is_password(name: &[u8]) -> bool {
    let name = String::from_utf8_lossy(name).to_lowercase().replace(['_', '-'], "");
    name.ends_with("passcode")
}
