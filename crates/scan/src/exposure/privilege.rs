//! What speaks for more rights than usual: the name of a host, roles and scopes in claims.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::owner::Who;

/// What speaks for more rights than usual.
pub(super) fn privilege(
    hosts: &BTreeSet<String>,
    claims: &Map<String, Value>,
    who: &Who,
) -> Option<String> {
    let mighty = |text: &str| {
        let text = text.to_ascii_lowercase();
        [
            "admin",
            "root",
            "owner",
            "superuser",
            ".manage",
            ":write",
            "write:",
            "full_access",
            "poweruser",
        ]
        .iter()
        .any(|word| text.contains(word))
    };
    let mut told = Vec::new();
    told.extend(
        hosts
            .iter()
            .filter(|host| host.split('.').any(mighty))
            .map(|host| format!("administration on {host}")),
    );
    for name in ["roles", "role", "scp", "scope", "groups", "wids"] {
        let words: Vec<&str> = match claims.get(name) {
            Some(Value::String(text)) => text.split(' ').collect(),
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
            _ => continue,
        };
        let mighty: Vec<&str> = words.into_iter().filter(|word| mighty(word)).take(6).collect();
        if !mighty.is_empty() {
            told.push(format!("{name}: {}", mighty.join(", ")));
        }
    }
    told.extend(who.ids.iter().filter(|(name, id)| *name == "ARN" && mighty(id)).map(
        |(_, arn)| {
            let role = arn.split('/').nth(1).unwrap_or(arn);
            format!("role {role}")
        },
    ));
    (!told.is_empty()).then(|| told.join("; "))
}
