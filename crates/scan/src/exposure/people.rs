//! The people that a capture names, by host: who used a site is known from its tokens, its
//! sign-in forms and its answers about the one who is signed in.
//!
//! Invariant: where a host names two people, nobody is taken for the owner by it.

use std::collections::{BTreeMap, BTreeSet};

use super::exchange::Exchanges;
use super::note::{Note, Topic, entry};
use super::owner::Who;

/// Who was named where.
#[derive(Default)]
pub(super) struct People {
    by_host: BTreeMap<String, Named>,
    all: Named,
}

#[derive(Default)]
struct Named {
    people: BTreeSet<String>,
    who: Who,
}

impl Named {
    fn add(&mut self, who: &Who) {
        if let Some(user) = &who.user {
            self.people.insert(user.to_lowercase());
        }
        // What an application got belongs to that application.
        self.who.fill(&Who { client: None, ..who.clone() }, "");
    }

    /// The only one named, as far as there is only one.
    fn only(&self) -> Option<&Who> {
        (self.people.len() == 1).then_some(&self.who)
    }
}

impl People {
    /// Takes what the notes tell.
    pub(super) fn new(notes: &[Note], exchanges: &Exchanges) -> People {
        let mut people = People::default();
        for note in notes {
            let Some(who) = person(note, exchanges) else { continue };
            people.add(&who, note.host.as_ref());
        }
        people
    }

    /// Adds somebody seen on `hosts`.
    pub(super) fn add<'h>(&mut self, who: &Who, hosts: impl IntoIterator<Item = &'h String>) {
        for host in hosts {
            self.by_host.entry(host.clone()).or_default().add(who);
        }
        self.all.add(who);
    }

    /// The only person named on one of `hosts`, with the host.
    pub(super) fn on<'h>(&self, hosts: &'h BTreeSet<String>) -> Option<(&Who, &'h str)> {
        let mut found: Vec<(&Who, &str)> = hosts
            .iter()
            .filter_map(|host| Some((self.by_host.get(host)?.only()?, host.as_str())))
            .collect();
        let first = found.pop()?;
        let same = |(who, _): &(&Who, &str)| {
            who.user.as_deref().map(str::to_lowercase)
                == first.0.user.as_deref().map(str::to_lowercase)
        };
        found.iter().all(same).then_some(first)
    }

    /// The only person named at all.
    pub(super) fn only(&self) -> Option<&Who> {
        self.all.only()
    }
}

/// The person that a note names.
fn person(note: &Note, exchanges: &Exchanges) -> Option<Who> {
    let named = |user: &str| {
        (2..=128)
            .contains(&user.len())
            .then(|| Who { user: Some(user.to_owned()), ..Who::default() })
    };
    match note.topic {
        Topic::Subject | Topic::SignIn => named(&note.text),
        Topic::Arn => Who::of_arn(&note.text),
        Topic::Profile => {
            let exchange = exchanges.get(&(note.file, entry(&note.path)?))?;
            is_about_oneself(&exchange.path).then(|| named(&note.text)).flatten()
        }
        _ => None,
    }
}

/// Whether an address is one under which services tell who is signed in.
fn is_about_oneself(path: &str) -> bool {
    const LAST: [&str; 9] = [
        "me",
        "userinfo",
        "whoami",
        "self",
        "current",
        "currentuser",
        "profile",
        "session",
        "myself",
    ];
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    LAST.iter().any(|word| last.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anna() -> Who {
        Who { user: Some("Anna@acme.example".to_owned()), ..Who::default() }
    }

    #[test]
    fn takes_nobody_where_two_are_named() {
        let (one, two) = ("one.example".to_owned(), "two.example".to_owned());
        let mut people = People::default();
        people.add(&anna(), [&one]);
        let hosts = BTreeSet::from([one.clone()]);
        assert_eq!(people.on(&hosts).and_then(|(who, _)| who.user.clone()), anna().user);
        assert!(people.only().is_some());

        let same = Who { user: Some("anna@ACME.example".to_owned()), ..Who::default() };
        people.add(&same, [&one]);
        assert!(people.on(&hosts).is_some(), "case makes no other person");

        let ben = Who { user: Some("ben@acme.example".to_owned()), ..Who::default() };
        people.add(&ben, [&two]);
        assert!(people.only().is_none(), "two people in the capture");
        assert!(people.on(&hosts).is_some(), "but one on this host");
        people.add(&ben, [&one]);
        assert!(people.on(&hosts).is_none(), "two on this host");
    }

    #[test]
    fn knows_addresses_about_oneself() {
        assert!(is_about_oneself("/api/v1/users/me"));
        assert!(is_about_oneself("/oauth2/v1/userinfo/"));
        assert!(!is_about_oneself("/api/v1/users"));
    }
}
