//! Passwords that people tell each other beside a label.

use scrubjay_document::{At, Context, Lead, Span, beside, told};
use scrubjay_rules::{Class, NameVerdict, Place, value};

use super::searched::is_code;
use super::{Detector, judged, settled};

/// Puts what `name` is told to be into `leads`, under its label. Returns the name when there is one.
pub(super) fn lead(
    detector: &mut Detector<'_>,
    text: &[u8],
    name: Span,
    at: &At<'_>,
    leads: &mut Vec<Lead>,
) -> Option<Span> {
    // What people write to each other is short; programs are long, and full of such words.
    const LONGEST: usize = 8 << 10;
    if text.len() > LONGEST || !told::may_follow(text, name) {
        return None;
    }
    // Whether the label speaks of a credential is known of most names; what follows is looked for.
    let known = detector.names.verdict(Place::Key, name.slice(text), at.host);
    if matches!(known, NameVerdict::Harmless(_)) || settled::has_own(name.slice(text)) {
        return None;
    }
    let told = told::behind(text, name)?;
    if is_code(text, told.value) {
        return None;
    }
    let (label, rule) = match known {
        NameVerdict::Secret(rule) => (name, rule),
        _ => {
            let whole = beside::phrase(text, name);
            match detector.names.verdict(Place::Key, whole.slice(text), at.host) {
                NameVerdict::Secret(rule) => (whole, rule),
                _ => return None,
            }
        }
    };
    let is_code = told.value.slice(text).iter().all(u8::is_ascii_digit);
    let counts = match detector.pack.rule(rule).class {
        Class::Password => !is_code,
        Class::OneTime => is_code,
        // What a machine made looks like it.
        _ => value::is_random(&judged(told.value.slice(text))),
    };
    if !counts {
        return None;
    }
    leads.push(Lead::named(told.value, None, Context::Key, label.slice(text)));
    Some(name)
}
