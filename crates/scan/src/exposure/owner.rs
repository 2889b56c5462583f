//! Whose a credential is: the user, the tenant, the application, with where that is known from.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::report::claims::{PERSON, masked_name};
use scrubjay_document::address::host_of;

/// Whose a credential is, as a report shows it: names of people are masked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Owner {
    /// The person or the program that it stands for, masked.
    pub user: Option<String>,
    /// The organisation, directory or account that it is valid in.
    pub tenant: Option<String>,
    /// The application that it was made for.
    pub client: Option<String>,
    /// Where that is known from, in words.
    pub evidence: String,
}

/// What is known of an owner, in full: it fills the steps and is masked in the rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Who {
    pub(super) user: Option<String>,
    pub(super) tenant: Option<String>,
    pub(super) client: Option<String>,
    pub(super) realm: Option<String>,
    /// Ids that logs go by, each with its name there.
    pub(super) ids: Vec<(&'static str, String)>,
    pub(super) evidence: Vec<String>,
}

impl Who {
    /// What a token says of itself.
    pub(super) fn of_claims(claims: &Map<String, Value>) -> Who {
        let text = |names: &[&str]| {
            names.iter().find_map(|name| {
                let value = claims.get(*name)?;
                let value = value.as_array().and_then(|all| all.first()).unwrap_or(value);
                let text = value.as_str()?.trim();
                (!text.is_empty() && text.len() <= 200).then(|| text.to_owned())
            })
        };
        let mut evidence = Vec::new();
        let person = text(&PERSON);
        if person.is_some() || claims.contains_key("sub") {
            evidence.push("its own claims".to_owned());
        }
        let issuer = text(&["iss"]);
        let realm = issuer.as_deref().and_then(|issuer| {
            issuer.split_once("/realms/").map(|(_, realm)| realm.split('/').next().unwrap_or(realm))
        });
        let tenant = text(&["tid", "tenant_id", "org_id", "tenant"])
            .or_else(|| issuer.as_deref().and_then(|issuer| host_of(issuer.as_bytes())));
        if evidence.is_empty() && tenant.is_some() {
            evidence.push("its own claims".to_owned());
        }
        const IDS: [(&str, &str); 7] = [
            ("sid", "session id (claim sid)"),
            ("session_id", "session id (claim session_id)"),
            ("session_state", "session id (claim session_state)"),
            ("uti", "token id (claim uti)"),
            ("jti", "token id (claim jti)"),
            ("origin_jti", "sign-in id (claim origin_jti)"),
            ("oid", "user id (claim oid)"),
        ];
        Who {
            user: person.or_else(|| text(&["sub"])),
            tenant,
            client: text(&["appid", "azp", "client_id", "cid"]),
            realm: realm.map(str::to_owned),
            ids: IDS
                .into_iter()
                .filter_map(|(claim, name)| Some((name, text(&[claim])?)))
                .collect(),
            evidence,
        }
    }

    /// What a name of AWS says: account, role and who acts in it.
    pub(super) fn of_arn(arn: &str) -> Option<Who> {
        let arn = arn.replace("%3A", ":").replace("%2F", "/");
        let mut parts = arn.split(':');
        let (Some("arn"), Some(_), Some("iam" | "sts"), Some(_)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return None;
        };
        let account = parts.next().filter(|account| !account.is_empty())?;
        let user = parts.next()?.rsplit('/').next()?.to_owned();
        Some(Who {
            user: Some(user),
            tenant: Some(format!("account {account}")),
            ids: vec![("ARN", arn)],
            ..Who::default()
        })
    }

    /// What some values tell in the clear: Salesforce puts the organisation's id before `!`.
    pub(super) fn of_value(service: &str, value: &[u8]) -> Option<Who> {
        let value = std::str::from_utf8(value).ok()?;
        let organisation = value.split('!').next()?;
        let fits = service == "Salesforce"
            && organisation.len() == 15
            && organisation.len() < value.len()
            && organisation.starts_with("00D")
            && organisation.bytes().all(|byte| byte.is_ascii_alphanumeric());
        fits.then(|| Who {
            tenant: Some(format!("organisation {organisation}")),
            evidence: vec!["the beginning of its value".to_owned()],
            ..Who::default()
        })
    }

    /// Takes from `other` what is not known yet.
    pub(super) fn fill(&mut self, other: &Who, evidence: &str) {
        let mut told = false;
        for (mine, theirs) in [
            (&mut self.user, &other.user),
            (&mut self.tenant, &other.tenant),
            (&mut self.client, &other.client),
        ] {
            if mine.is_none() && theirs.is_some() {
                mine.clone_from(theirs);
                told = true;
            }
        }
        if self.realm.is_none() {
            self.realm.clone_from(&other.realm);
        }
        // The id of one token is not that of another.
        let shared = other.ids.iter().filter(|(name, _)| !name.starts_with("token id"));
        for (name, id) in shared {
            if !self.ids.iter().any(|(known, _)| known == name) {
                self.ids.push((name, id.clone()));
            }
        }
        if told && !self.evidence.iter().any(|known| known == evidence) {
            self.evidence.push(evidence.to_owned());
        }
    }

    /// Whether nothing is known.
    pub(super) fn is_unknown(&self) -> bool {
        self.user.is_none() && self.tenant.is_none() && self.client.is_none()
    }

    /// The form for a report.
    pub(super) fn shown(&self) -> Option<Owner> {
        (!self.is_unknown()).then(|| Owner {
            user: self.user.as_deref().map(masked_name),
            tenant: self.tenant.clone(),
            client: self.client.clone(),
            evidence: self.evidence.join("; "),
        })
    }
}

/// Whether claims name a person in words, not just by an opaque id.
pub(super) fn names_person(claims: &Map<String, Value>) -> bool {
    PERSON.iter().any(|name| claims.get(*name).is_some_and(Value::is_string))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_claims_and_masks_the_person() {
        let claims = serde_json::json!({
            "iss": "https://id.acme.example/realms/staff", "upn": "anna.lind@acme.example",
            "sid": "s-1", "azp": "shop"
        });
        let who = Who::of_claims(claims.as_object().expect("an object"));
        assert_eq!(who.realm.as_deref(), Some("staff"));
        assert_eq!(who.ids, [("session id (claim sid)", "s-1".to_owned())]);
        let shown = who.shown().expect("it is known");
        assert_eq!(shown.user.as_deref(), Some("an…@acme.example"));
        assert_eq!(shown.tenant.as_deref(), Some("id.acme.example"));
        assert_eq!(shown.client.as_deref(), Some("shop"));
    }

    #[test]
    fn reads_names_of_aws() {
        let arn = "arn:aws:sts::123456789012:assumed-role/Admin/anna@acme.example";
        let who = Who::of_arn(arn).expect("an ARN");
        assert_eq!(who.user.as_deref(), Some("anna@acme.example"));
        assert_eq!(who.tenant.as_deref(), Some("account 123456789012"));
        assert!(Who::of_arn("arn:aws:s3:::bucket").is_none(), "a bucket is nobody");
    }

    #[test]
    fn reads_the_organisation_of_salesforce() {
        let value = format!("00D{}!{}", "8Zx1Q0000Ab2", "c".repeat(90));
        let who = Who::of_value("Salesforce", value.as_bytes()).expect("an organisation");
        assert_eq!(who.tenant.as_deref(), Some("organisation 00D8Zx1Q0000Ab2"));
        assert!(Who::of_value("Okta", value.as_bytes()).is_none());
        assert!(Who::of_value("Salesforce", b"00D8Zx1Q0000Ab2").is_none(), "nothing behind it");
    }
}
