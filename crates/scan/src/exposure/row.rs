//! One row of an exposure: a credential with all that is known of it, without its value.

use scrubjay_rules::{Class, Confidence, Rule};
use serde::Serialize;
use serde_json::{Map, Value};

use super::fill::Known;
use super::order::StepId;
use super::owner::Owner;
use super::state::State;
use crate::moment::Moment;
use crate::report::ReportPlace;
use crate::secret::Masked;

/// A credential that was sent, without its value.
#[derive(Clone, Debug, Serialize)]
pub struct Exposed {
    /// What it is called here: the rule and a number, the same in every run over the same file.
    pub id: String,
    /// What stands for it in a safe copy that was made with the same key.
    pub placeholder: String,
    /// Its first characters and its length, to recognise it by.
    pub masked: Masked,
    /// The rule that knows it.
    pub rule: String,
    /// The service that it belongs to.
    pub service: String,
    /// What kind it is.
    pub class: String,
    /// How bad its loss is.
    pub severity: String,
    /// What it is, in one sentence.
    pub description: String,
    /// Whether the facts of the rule were read at their source: `verified` or `unchecked`.
    pub confidence: String,
    /// Whose it is.
    pub owner: Option<Owner>,
    /// What speaks for more rights than usual.
    pub privilege: Option<String>,
    /// Whether it still works.
    pub state: State,
    /// When it was made, by its own word or by the answer that brought it.
    pub issued: Option<Moment>,
    /// When the capture shows it first.
    pub first_seen: Option<Moment>,
    /// When the capture shows it last.
    pub last_seen: Option<Moment>,
    /// How long such credentials work, in words.
    pub lifetime: Option<String>,
    /// What its token says, without what names a person.
    pub claims: Map<String, Value>,
    /// The credential that it was got with.
    pub got_with: Option<String>,
    /// The credentials that were got with it.
    pub led_to: Vec<String>,
    /// The hosts that it was sent to, or seen on where there are no requests.
    pub sent_to: Vec<String>,
    /// Where it stands.
    pub places: Vec<ReportPlace>,
    /// How to end it.
    pub revoke: Ending,
    /// How to look for its use.
    pub hunt: Hunt,
    /// The step in which it is dealt with.
    pub step: StepId,
}

/// How to end a credential.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Ending {
    /// Who can: `user`, `administrator`, `operator`, `issuer`, `holder`, `nobody`.
    pub who: String,
    /// Where, with what the capture tells filled in.
    pub r#where: Option<String>,
    /// A command, with what the capture tells filled in; what is left in braces it does not tell.
    pub command: Option<String>,
    /// What else happens.
    pub side_effects: Option<String>,
    /// Whether the one who holds the credential can end it with nothing else.
    pub self_service: bool,
    /// Whether these are facts about the service, or what is usual for the kind of credential.
    pub is_particular: bool,
    /// Whether somebody read the facts at their source.
    pub is_checked: bool,
}

/// How to look for the use of a credential.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Hunt {
    /// The log and its fields.
    pub text: Option<String>,
    /// What to look for there.
    pub pivots: Vec<Pivot>,
    /// From when on.
    pub from: Option<Moment>,
}

/// Something that logs can be searched for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Pivot {
    /// What it is.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl Ending {
    /// What the rule says, or what is usual for the kind of credential.
    pub(super) fn of(rule: &Rule, known: &Known<'_>) -> Ending {
        let told = rule.revoke.as_ref().filter(|revoke| {
            revoke.r#where.is_some()
                || revoke.command.is_some()
                || revoke.who.as_deref() == Some("nobody")
        });
        let fill = |text: &Option<String>| text.as_deref().map(|text| known.fill(text));
        if let Some(revoke) = told {
            return Ending {
                who: revoke.who.clone().unwrap_or_else(|| "user".to_owned()),
                r#where: fill(&revoke.r#where),
                command: fill(&revoke.command),
                side_effects: fill(&revoke.side_effects),
                self_service: revoke.self_service,
                is_particular: true,
                is_checked: rule.confidence == Confidence::Verified,
            };
        }
        let (who, text) = match rule.class {
            Class::Session => (
                "user",
                "sign out everywhere, in the account's security settings; where there is no such switch, change the password",
            ),
            Class::Access => (
                "issuer",
                "end the session or the grant that it came from; by itself it works until it expires",
            ),
            Class::Refresh => {
                ("user", "take the application's access back, in the account's settings")
            }
            Class::ApiKey => ("administrator", "make a new key, put it into use, delete this one"),
            Class::Password => ("user", "change the password, wherever it is used"),
            Class::OneTime => {
                ("nobody", "it expires by itself; ask for a new one if it was not used")
            }
            Class::Csrf => ("nobody", "it dies with the session that it belongs to: end that"),
            Class::Signature => {
                ("nobody", "it holds for one message; end the key or session that made it")
            }
            Class::PrivateKey => (
                "operator",
                "make a new pair of keys, and take the public half of this one out of everything that trusts it",
            ),
            Class::Presigned => {
                ("operator", "rotate the key that signed it, or remove what it opens")
            }
            Class::Data => ("nobody", "it opens nothing: there is nothing to end"),
        };
        let side_effects = rule.revoke.as_ref().and_then(|revoke| fill(&revoke.side_effects));
        Ending {
            who: who.to_owned(),
            r#where: Some(text.to_owned()),
            side_effects,
            ..Ending::default()
        }
    }
}
