//! Slots that a program or a template fills in, and what stands around them.

/// `%s`, `%(password)s`, `%1$s`: what a program puts a value in place of.
pub(super) fn is_directive(value: &str) -> bool {
    let Some(value) = value.strip_prefix('%') else { return false };
    let Some(inside) = value.strip_suffix(['s', 'd', 'v', 'r', '@']) else { return false };
    let named = inside.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let is_name = |name: &str| {
        name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    inside.is_empty()
        || named.is_some_and(is_name)
        || inside
            .strip_suffix('$')
            .is_some_and(|number| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()))
}

/// `{}`, `{0}`, `{} Credential={}/{}, Signature={}`: what a program fills in. Nothing but names and
/// signs is left of it.
pub(super) fn is_filled_in(value: &str) -> bool {
    let mut rest = value;
    let mut slots = 0;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else { return false };
        let slot = &rest[open + 1..open + close];
        if slot.len() > 1 || !slot.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        let between = &rest[..open];
        if !between.bytes().all(|b| b.is_ascii_alphabetic() || b" =,/:;&-_.".contains(&b)) {
            return false;
        }
        slots += 1;
        rest = &rest[open + close + 1..];
    }
    slots > 0 && rest.is_empty() && !value.contains("}{")
}

/// `--username=%s --password=%s`: options without anything given.
pub(super) fn is_options(value: &str) -> bool {
    value.split(' ').all(|option| {
        let Some(name) = option.strip_prefix("--") else { return false };
        let (name, given) = name.split_once('=').unwrap_or((name, ""));
        name.len() >= 2
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
            && (given.is_empty() || is_directive(given))
    })
}

/// `.Values.global.token | default "" | quote`: what a template takes from its settings.
pub(super) fn is_pipeline(value: &str) -> bool {
    let (path, pipes) = value.split_once(" | ").unwrap_or((value, ""));
    let mut steps = path.split('.').skip(1);
    let is_step = |step: &str| {
        (1..=32).contains(&step.len())
            && step.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
    };
    steps
        .next()
        .is_some_and(|first| is_step(first) && first.starts_with(|c: char| c.is_ascii_uppercase()))
        && path.split('.').count() >= 3
        && steps.all(is_step)
        && pipes.bytes().all(|b| b.is_ascii_alphanumeric() || b" |()\"%._-".contains(&b))
        && pipes.split(|c: char| !c.is_ascii_alphanumeric()).all(|word| {
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            word.len() <= 16 && (digits <= 2 || digits == word.len() && digits <= 3)
        })
        && !pipes.contains("default \"")
}
