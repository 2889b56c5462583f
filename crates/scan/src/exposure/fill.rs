//! Fills the placeholders of revocation and hunting texts with what the capture tells.
//!
//! Invariant: only what could stand in a command unharmed is filled in, and nothing that is
//! itself a credential. What a capture says was written by strangers: a user called
//! `x; rm -rf ~` stays `{user}`.

use std::collections::HashSet;

use super::owner::Who;
use crate::credential::Credential;
use crate::needle::Needles;
use crate::secret::Secret;

/// The values of the credentials that open something: they are never filled in.
pub(super) struct Opening {
    values: HashSet<Secret>,
    needles: Needles,
}

impl Opening {
    /// Takes the values of credentials.
    pub(super) fn new<'c>(credentials: impl Iterator<Item = &'c Credential>) -> Self {
        let mut values = HashSet::new();
        let mut needles = Vec::new();
        for credential in credentials {
            values.extend(credential.parts.iter().chain(&credential.forms).cloned());
            needles.extend(credential.needles());
        }
        Self { values, needles: Needles::new(needles) }
    }

    /// Whether a text is one of them or has one in it.
    fn is_in(&self, text: &str) -> bool {
        let mut found = self.values.contains(&Secret::new(text.as_bytes()));
        self.needles.search(text.as_bytes(), &mut |_, _| found = true);
        found
    }
}

/// What is known for one credential.
pub(super) struct Known<'k> {
    pub(super) who: &'k Who,
    /// The host it was seen on.
    pub(super) host: Option<&'k str>,
    /// What of the host names the customer of the service: `acme` of `acme.okta.com`.
    pub(super) subdomain: Option<&'k str>,
    pub(super) opening: &'k Opening,
}

impl Known<'_> {
    /// The text with what is known in the place of `{user}` and the like; the rest stays.
    pub(super) fn fill(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            out.push_str(&rest[..open]);
            rest = &rest[open..];
            let Some(close) = rest.find('}') else { break };
            let value = self.value(&rest[1..close]).filter(|value| self.may_stand(value));
            out.push_str(value.as_deref().unwrap_or(&rest[..=close]));
            rest = &rest[close + 1..];
        }
        out.push_str(rest);
        out
    }

    fn value(&self, placeholder: &str) -> Option<String> {
        let account = |text: &String| {
            text.strip_prefix("account ")
                .or_else(|| text.strip_prefix("organisation "))
                .map(str::to_owned)
        };
        match placeholder {
            "user" | "username" => self.who.user.clone(),
            "org" | "subdomain" | "site" => self.subdomain.map(str::to_owned),
            "tenant" => self.subdomain.map(str::to_owned).or_else(|| self.who.tenant.clone()),
            "host" => self.host.map(str::to_owned),
            "realm" => self.who.realm.clone(),
            "account" => self.who.tenant.as_ref().and_then(account),
            "key" => self.id("access key id"),
            "session" | "session ids" => self
                .who
                .ids
                .iter()
                .find(|(name, _)| name.starts_with("session id"))
                .map(|(_, id)| id.clone()),
            _ => None,
        }
    }

    fn id(&self, name: &str) -> Option<String> {
        self.who.ids.iter().find(|(known, _)| *known == name).map(|(_, id)| id.clone())
    }

    /// Whether a value may be shown in a command.
    pub(super) fn may_stand(&self, value: &str) -> bool {
        let plain = |c: char| c.is_alphanumeric() || "._@+-:/|".contains(c);
        !value.is_empty()
            && value.len() <= 200
            && !value.starts_with('-')
            && value.chars().all(plain)
            && !self.opening.is_in(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(user: &str, opening: &[&str]) -> String {
        let who = Who { user: Some(user.to_owned()), ..Who::default() };
        let opening = Opening {
            values: opening.iter().map(|value| Secret::new(value.as_bytes())).collect(),
            needles: Needles::new(Vec::new()),
        };
        let known = Known { who: &who, host: None, subdomain: Some("acme"), opening: &opening };
        known.fill("DELETE https://{org}.okta.com/api/v1/users/{user}/sessions?x={token}")
    }

    #[test]
    fn fills_what_is_known_and_leaves_the_rest() {
        assert_eq!(
            filled("anna@acme.example", &[]),
            "DELETE https://acme.okta.com/api/v1/users/anna@acme.example/sessions?x={token}"
        );
    }

    #[test]
    fn fills_in_nothing_that_a_shell_would_run() {
        for hostile in ["x; rm -rf ~", "$(id)", "a b", "`id`", "-rf", "a'b", "a\nb", ""] {
            assert!(filled(hostile, &[]).contains("users/{user}/"), "{hostile:?}");
        }
    }

    #[test]
    fn fills_in_no_credential() {
        assert!(filled("made-up-secret", &["made-up-secret"]).contains("users/{user}/"));
    }

    #[test]
    fn leaves_an_open_brace() {
        let opening = Opening::new(std::iter::empty());
        let known = Known { who: &Who::default(), host: None, subdomain: None, opening: &opening };
        assert_eq!(known.fill("a { b {user"), "a { b {user");
    }
}
