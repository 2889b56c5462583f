//! How ids, labels, hosts, phrases and dates are spelled in a rule.

pub(super) fn is_id(id: &str) -> bool {
    id.len() <= 80
        && id.contains('.')
        && id.split(['.', '-']).all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// `okta.session-cookie` becomes `okta-session-cookie`, cut to a label's length.
pub(super) fn label_of(id: &str) -> String {
    let label: String = id.replace('.', "-").chars().take(32).collect();
    label.trim_end_matches('-').to_owned()
}

pub(super) fn is_label(label: &str) -> bool {
    (2..=32).contains(&label.len())
        && label.starts_with(|c: char| c.is_ascii_alphabetic())
        && label
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

pub(super) fn is_host(host: &str) -> bool {
    let bare = host.strip_prefix("*.").unwrap_or(host);
    bare.split('.').all(|label| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    })
}

pub(super) fn is_phrase(phrase: &str) -> bool {
    phrase.split(' ').all(|word| {
        !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase())
    })
}

pub(super) fn is_date(date: &str) -> bool {
    let rhythm: String = date.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    rhythm == "0000-00" || rhythm == "0000-00-00"
}
