//! What to do by default: profile, rules switched on and off, severities, things to keep.

mod error;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use scrubjay_rules::{Builder, Class, Pack, PackError, PackSource, Rule, Severity};

use crate::credential::Credential;
use crate::finding::PlaceKind;

pub use error::PolicyError;

/// How careful a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Keeps what support needs.
    #[default]
    Support,
    /// Bodies, all values of cookies and whatever looks random go too.
    Strict,
}

/// The content of a `scrubjay.toml`.
///
/// Rules of one's own stand in it as in any file of rules: `[[rule]]`, and `[defaults]`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Policy {
    /// How careful the run is.
    pub profile: Profile,
    /// Whether mail addresses, IP addresses and names under well-known keys are replaced too, the
    /// same value by the same placeholder everywhere.
    #[serde(skip_serializing_if = "is_false")]
    pub personal: bool,
    /// Ids of rules that are not used.
    pub off: Vec<String>,
    /// Ids of optional rules that are used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub on: Vec<String>,
    /// How bad the loss of what a rule finds is, by the rule's id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub severity: BTreeMap<String, Severity>,
    /// What is done with a class of credentials.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(
        feature = "schema",
        schemars(extend("propertyNames" = serde_json::json!({ "$ref": "rules.json#/$defs/Class" })))
    )]
    pub action: BTreeMap<Class, Action>,
    /// Credentials that stay, each with its reason.
    pub keep: Vec<Keep>,
    /// Rules of one's own, in the form of any file of rules.
    #[serde(skip_serializing)]
    #[cfg_attr(
        feature = "schema",
        schemars(
            with = "Vec<serde_json::Value>",
            extend("items" = serde_json::json!({ "$ref": "rules.json#/properties/rule/items" }))
        )
    )]
    pub rule: Vec<serde::de::IgnoredAny>,
    /// What holds for all rules of one's own.
    #[serde(skip_serializing)]
    #[cfg_attr(
        feature = "schema",
        schemars(
            with = "serde_json::Value",
            extend("$ref" = "rules.json#/properties/defaults")
        )
    )]
    pub defaults: serde::de::IgnoredAny,
    /// The file's name and text, for messages that point into it and for the rules in it.
    #[serde(skip)]
    pub origin: Option<(String, String)>,
}

/// What is done with a class of credentials.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", untagged)]
pub enum Action {
    /// A placeholder takes its place.
    Replaced(Replacement),
    /// It stays.
    Kept {
        /// Why, for the reader of the report.
        keep: String,
    },
}

/// How something is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Replacement {
    /// By a placeholder, wherever its value stands; names of people only where they are found.
    Redact,
    /// By a placeholder wherever its value stands, names of people included, so that who did what
    /// can be followed.
    Pseudonymise,
}

/// Credentials that stay: those of a rule, those under a name, or both, on one host or all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
// Serde fills in what is missing, so that the check can say what is wanted; an editor says it at once.
#[cfg_attr(feature = "schema", schemars(extend("required" = ["reason"])))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Keep {
    /// The rule that finds them; any when not given.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// The name that they stand under, of a cookie, header, parameter or key, in any case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Only those seen in requests to this host.
    pub host: Option<String>,
    /// Why, for the reader of the report.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub reason: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_false(value: &bool) -> bool {
    !value
}

/// The optional rules that the profile `strict` uses.
const STRICT: [&str; 3] = ["strict.body", "strict.cookie", "strict.random-looking"];
/// The optional rules that `personal` uses.
const PERSONAL: [&str; 3] = ["personal.email", "personal.ip-address", "personal.name"];

impl Policy {
    /// Reads a policy.
    ///
    /// # Errors
    /// A [`PolicyError`] that says where and what would be right.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, PolicyError> {
        let policy: Policy = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start).min(text.len());
            let (line, column) = position(text, at);
            // The first line of the message names keys and types; what follows quotes the file.
            let message = error.message().lines().next().unwrap_or_default();
            let message = if message.contains("untagged enum Action") {
                "an action is \"redact\", \"pseudonymise\" or { keep = \"the reason\" }"
            } else if message.contains('"') {
                "not a value that is expected here"
            } else {
                message
            };
            PolicyError::Syntax { name: name.to_owned(), line, column, advice: message.to_owned() }
        })?;
        Ok(Policy { origin: Some((name.to_owned(), text.to_owned())), ..policy })
    }

    /// Checks the policy against the rules it names: those of `pack`, which has the optional ones.
    ///
    /// # Errors
    /// When it names a rule that does not exist or is not what is meant, or keeps without a reason.
    pub fn check(&self, name: &str, pack: &Pack) -> Result<(), PolicyError> {
        let text = self.origin.as_ref().map_or("", |(_, text)| text);
        let spots: Spots = toml::from_str(text).unwrap_or_default();
        let at = |spot: Option<usize>| match spot {
            Some(at) => {
                let (line, column) = position(text, at);
                format!("{name}:{line}:{column}")
            }
            None => name.to_owned(),
        };
        let listed = |ids: &[Spanned<String>], index| {
            at(ids.get(index).map(|id: &Spanned<String>| id.span().start))
        };
        let known = |id: &str, name: &dyn Fn() -> String| match pack.find(id) {
            Some(index) => Ok(pack.rule(index)),
            None => Err(PolicyError::UnknownRule { name: name(), rule: id.to_owned() }),
        };
        for (index, id) in self.off.iter().enumerate() {
            known(id, &|| listed(&spots.off, index))?;
        }
        for (index, id) in self.on.iter().enumerate() {
            if !known(id, &|| listed(&spots.on, index))?.optional {
                let name = listed(&spots.on, index);
                return Err(PolicyError::NotOptional { name, rule: id.clone() });
            }
        }
        for id in self.severity.keys() {
            known(id, &|| at(key_spot(&spots.severity, id)))?;
        }
        for (index, keep) in self.keep.iter().enumerate() {
            let spot = || at(spots.keep.get(index).map(|keep| keep.span().start));
            if !keep.rule.is_empty() {
                known(&keep.rule, &|| {
                    let keep = spots.keep.get(index).map(Spanned::get_ref);
                    at(keep.and_then(|keep| Some(keep.rule.as_ref()?.span().start)))
                })?;
            } else if keep.name.as_deref().is_none_or(str::is_empty) {
                return Err(PolicyError::KeepsAll { name: spot() });
            }
            if keep.reason.trim().is_empty() {
                let rule = keep.name.as_ref().unwrap_or(&keep.rule).clone();
                return Err(PolicyError::NoReason { name: spot(), rule });
            }
        }
        for (class, action) in &self.action {
            if let Action::Kept { keep } = action
                && keep.trim().is_empty()
            {
                let rule = class.as_str().to_owned();
                return Err(PolicyError::NoReason {
                    name: at(key_spot(&spots.action, &rule)),
                    rule,
                });
            }
        }
        Ok(())
    }

    /// Compiles the rules that come with the program, `own` ones and those of the policy itself,
    /// as the policy switches them.
    ///
    /// # Errors
    /// The first rule that is not understood.
    pub fn pack(&self, own: &[PackSource<'_>]) -> Result<Pack, PackError> {
        let mut builder = self.sources(own);
        for id in &self.on {
            builder = builder.with(id);
        }
        let strict: &[&str] = if self.profile == Profile::Strict { &STRICT } else { &[] };
        let personal: &[&str] = if self.personal { &PERSONAL } else { &[] };
        for id in strict.iter().chain(personal).filter(|id| !self.off.iter().any(|off| off == *id))
        {
            builder = builder.with(id);
        }
        for id in &self.off {
            builder = builder.without(id);
        }
        for (id, severity) in &self.severity {
            builder = builder.severity(id, *severity);
        }
        builder.build()
    }

    /// Compiles all rules that the policy can name, optional ones and those switched off included.
    ///
    /// # Errors
    /// The first rule that is not understood.
    pub fn all_rules(&self, own: &[PackSource<'_>]) -> Result<Pack, PackError> {
        self.sources(own).with_optional().build()
    }

    fn sources<'a>(&'a self, own: &[PackSource<'a>]) -> Builder<'a> {
        let mut builder = Pack::builder();
        for source in own {
            builder = builder.source(*source);
        }
        if let Some((name, text)) = self.origin.as_ref().filter(|_| !self.rule.is_empty()) {
            builder = builder.beside(PackSource { name, text });
        }
        builder
    }

    /// Why a credential stays, if it does.
    pub(crate) fn keeps(&self, rule: &Rule, credential: &Credential) -> Option<&str> {
        let listed = self.keep.iter().find(|keep| {
            (keep.rule.is_empty() || keep.rule == rule.id)
                && keep.name.as_ref().is_none_or(|name| stands_under(credential, name))
                && keep.host.as_ref().is_none_or(|host| {
                    !credential.hosts.is_empty() && credential.hosts.iter().all(|seen| seen == host)
                })
        });
        let by_class = match self.action.get(&rule.class) {
            Some(Action::Kept { keep }) => Some(keep.as_str()),
            Some(Action::Replaced(_)) | None => None,
        };
        listed.map(|keep| keep.reason.as_str()).or(by_class)
    }

    /// Whether the values of people that a rule finds are looked for everywhere.
    pub(crate) fn is_pseudonymised(&self, rule: &Rule) -> bool {
        match self.action.get(&rule.class) {
            Some(Action::Replaced(Replacement::Pseudonymise)) => true,
            Some(Action::Replaced(Replacement::Redact)) => false,
            Some(Action::Kept { .. }) | None => self.personal,
        }
    }
}

/// Where the parts of a policy stand in its text.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Spots {
    off: Vec<Spanned<String>>,
    on: Vec<Spanned<String>>,
    severity: BTreeMap<Spanned<String>, serde::de::IgnoredAny>,
    action: BTreeMap<Spanned<String>, serde::de::IgnoredAny>,
    keep: Vec<Spanned<KeepSpots>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct KeepSpots {
    rule: Option<Spanned<String>>,
}

fn key_spot<T>(keys: &BTreeMap<Spanned<String>, T>, name: &str) -> Option<usize> {
    keys.keys().find(|key| key.get_ref() == name).map(|key| key.span().start)
}

/// Whether a rule saw a credential under this name only.
fn stands_under(credential: &Credential, name: &str) -> bool {
    let mut findings = credential.places.iter().filter(|place| place.kind == PlaceKind::Finding);
    let is_named = |path: &str| {
        let last = match path.strip_suffix('"') {
            Some(inner) => inner.rsplit('"').next().unwrap_or_default(),
            None => path.rsplit('.').next().unwrap_or_default(),
        };
        last.eq_ignore_ascii_case(name)
    };
    findings.all(|place| is_named(&place.path))
}

/// Line and column of a byte, from 1.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at)];
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        let policy = match Policy::from_toml("scrubjay.toml", text) {
            Ok(policy) => policy,
            Err(error) => return error.to_string(),
        };
        let pack = match policy.all_rules(&[]) {
            Ok(pack) => pack,
            Err(error) => return error.to_string(),
        };
        policy
            .check("scrubjay.toml", &pack)
            .map_or_else(|error| error.to_string(), |()| String::new())
    }

    #[test]
    fn says_where_and_what_would_be_right() {
        for (text, told) in [
            (
                "profile = \"strict\"\noff = [\"oauth.nothing\"]",
                "scrubjay.toml:2:8: there is no rule",
            ),
            ("[severity]\n\"okta.csrf\" = \"grave\"", "scrubjay.toml:2:15: unknown variant"),
            ("[action]\nsession = \"blank\"", "scrubjay.toml:2:"),
            (
                "[action]\nsession = { keep = \" \" }",
                "scrubjay.toml:2:1: keeping the credentials of `session`",
            ),
            ("on = [\"okta.csrf\"]", "scrubjay.toml:1:7: the rule `okta.csrf` is in use"),
            ("[[keep]]\nreason = \"x\"", "scrubjay.toml:1:1: an entry of `keep` needs"),
            ("[[keep]]\nname = \"sid\"", "scrubjay.toml:1:1: keeping the credentials of `sid`"),
            (
                "# okta.nothing\n[severity]\n\"okta.nothing\" = \"low\"",
                "scrubjay.toml:3:1: there is no rule",
            ),
            (
                "[[keep]]\nname = \"a\"\nreason = \"b\"\n[[keep]]\nreason = \"x\"",
                "scrubjay.toml:4:1: an entry of `keep` needs",
            ),
            (
                "[[keep]]\nreason = \"b\"\nrule = \"okta.nothing\"",
                "scrubjay.toml:3:8: there is no rule",
            ),
            (
                "off = []\n[[rule]]\nid = \"NO\"",
                "scrubjay.toml:2:1: cannot read the rule: missing field",
            ),
        ] {
            let error = refused(text);
            assert!(error.starts_with(told), "{text}\n{error}");
        }
    }

    #[test]
    fn takes_a_rule_with_brackets_at_the_start_of_its_lines() {
        let text = r#"
            [[rule]]
            id = "acme.session"
            service = "Acme"
            class = "session"
            severity = "high"
            description = """
            The session. It looks like
            [keep]
            but is none."""
            pattern = """
            (?<secret>acme_\
            [0-9a-z]{20})"""
            keywords = [
                "acme_",
            ]
            examples = [
            "text acme_{lower:20}",
            ]
            counter-examples = ["text acme_{lower:8}"] # [severity]

            [rule.revoke]
            command = "Sign out."

            [severity]
            "acme.session" = "low"
        "#;
        assert_eq!(refused(text), "");
        let policy = Policy::from_toml("scrubjay.toml", text).expect("it is understood");
        let pack = policy.pack(&[]).expect("it compiles");
        let rule = pack.rule(pack.find("acme.session").expect("a rule of its own"));
        assert_eq!(rule.severity, Severity::Low);
        assert_eq!(
            rule.revoke.as_ref().map(|revoke| revoke.command.as_deref()),
            Some(Some("Sign out."))
        );
        assert_eq!((rule.examples.len(), rule.counter_examples.len()), (1, 1));
    }

    #[test]
    fn takes_all_that_a_policy_can_say() {
        let text = r#"
            profile = "strict"
            personal = true
            off = ["okta.csrf"]
            on = ["personal.email"]
            [severity]
            "okta.device-token" = "high"
            [action]
            csrf = { keep = "support follows the form" }
            session = "pseudonymise"
            password = "redact"
            [[keep]]
            name = "theme"
            host = "shop.example"
            reason = "a colour"
            [[rule]]
            id = "acme.session"
            service = "Acme"
            class = "session"
            severity = "high"
            description = "A session."
            cookie = ["asid"]
            examples = ["cookie *={alnum:20}"]
            counter-examples = ["cookie asid=1"]
        "#;
        assert_eq!(refused(text), "");
        let policy = Policy::from_toml("scrubjay.toml", text).expect("it is understood");
        let pack = policy.pack(&[]).expect("it compiles");
        assert!(pack.find("acme.session").is_some(), "a rule of its own");
        assert!(pack.find("okta.csrf").is_none(), "a rule that is off");
        assert!(pack.find("strict.body").is_some() && pack.find("personal.name").is_some());
        let device = pack.find("okta.device-token").expect("it is there");
        assert_eq!(pack.rule(device).severity, Severity::High);
        let plain = Policy::default().pack(&[]).expect("it compiles");
        assert!(plain.find("personal.email").is_none(), "optional rules are off by default");
    }
}
