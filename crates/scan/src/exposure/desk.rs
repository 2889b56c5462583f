//! The desk at which rows are made: a scan, the notes taken beside it, and what both together
//! tell of each credential.

use std::collections::{BTreeMap, BTreeSet};

use scrubjay_rules::{Class, Pack, Rule, Structure};
use serde_json::{Map, Value};

use super::exchange::{self, Exchanges};
use super::fill::{Known, Opening};
use super::note::{Note, Topic, entry, parent};
use super::order::StepId;
use super::owner::{self, Owner, Who};
use super::people::People;
use super::privilege::privilege;
use super::row::{Ending, Exposed, Hunt, Pivot};
use super::service::{Services, is_standard};
use super::trail::{self, Trail};
use crate::credential::{Credential, CredentialId};
use crate::engine::Scan;
use crate::finding::Place;
use crate::moment::Moment;
use crate::report::{Hide, ReportPlace, claims};
use crate::secret::Secret;
use scrubjay_document::address::host_of;

/// Labels of rules that know what a token says of its session: no credentials in themselves.
const SUBJECTS: [&str; 2] = ["session-claim", "session-index"];

/// All that rows are made from.
pub(super) struct Desk<'d> {
    pack: &'d Pack,
    scan: &'d Scan,
    pub(super) notes: &'d [Note],
    names: &'d [&'d str],
    pub(super) hide: &'d Hide<'d>,
    pub(super) now: Moment,
    pub(super) exchanges: Exchanges,
    services: Services<'d>,
    people: People,
    opening: Opening,
    claims: BTreeMap<CredentialId, Map<String, Value>>,
    trails: Vec<(CredentialId, Trail)>,
    pub(super) opened: BTreeSet<(usize, usize)>,
}

/// A row in the making: a credential, and others that are parts of the same thing.
pub(super) struct Unit<'d> {
    credential: &'d Credential,
    pub(super) rule: &'d Rule,
    pub(super) trail: Trail,
    pub(super) claims: Map<String, Value>,
    pub(super) is_assertion: bool,
    pub(super) places: Vec<&'d Place>,
    others: Vec<CredentialId>,
}

/// The rows of an exposure, in the order of the credentials.
pub(super) fn rows(
    pack: &Pack,
    scan: &Scan,
    notes: &[Note],
    names: &[&str],
    hide: &Hide<'_>,
    now: Moment,
) -> Vec<Exposed> {
    let desk = Desk::new(pack, scan, notes, names, hide, now);
    let units = desk.units();
    let origins = trail::origins(pack, &scan.credentials, &desk.trails, &desk.exchanges);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ids: BTreeMap<CredentialId, String> = BTreeMap::new();
    for unit in &units {
        let count = counts.entry(unit.rule.id.as_str()).or_default();
        *count += 1;
        let id = format!("{}/{count}", unit.rule.id);
        for part in unit.others.iter().chain([&unit.credential.id]) {
            ids.insert(*part, id.clone());
        }
    }
    let mut rows: Vec<Exposed> = units
        .iter()
        .map(|unit| {
            let id = ids.get(&unit.credential.id).cloned().unwrap_or_default();
            let parts = || unit.others.iter().chain([&unit.credential.id]);
            let got_with = parts()
                .find_map(|part| ids.get(origins.get(part)?))
                .filter(|from| **from != id)
                .cloned();
            let mut led_to: Vec<String> = origins
                .iter()
                .filter(|(_, from)| parts().any(|part| part == *from))
                .filter_map(|(to, _)| ids.get(to).cloned())
                .filter(|to| *to != id)
                .collect();
            led_to.sort();
            led_to.dedup();
            Exposed { id, got_with, led_to, ..desk.row(unit) }
        })
        .collect();
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    rows
}

impl<'d> Desk<'d> {
    fn new(
        pack: &'d Pack,
        scan: &'d Scan,
        notes: &'d [Note],
        names: &'d [&'d str],
        hide: &'d Hide<'d>,
        now: Moment,
    ) -> Self {
        let exchanges = exchange::gather(notes);
        let open = |credential: &&Credential| !is_subject(pack.rule(credential.rule));
        let opening = Opening::new(scan.credentials.iter().filter(open).filter(|credential| {
            // The id of a key opens nothing, and revocation goes by it.
            pack.rule(credential.rule).label != "aws-key-id"
        }));
        let claims: BTreeMap<_, _> = scan
            .credentials
            .iter()
            .filter_map(|credential| {
                Some((credential.id, claims::all(credential.carrier.as_ref()?)))
            })
            .collect();
        let mut people = People::new(notes, &exchanges);
        for credential in &scan.credentials {
            let Some(claims) = claims.get(&credential.id) else { continue };
            let mut who = Who::of_claims(claims);
            // An opaque subject is no name to know somebody by.
            if !owner::names_person(claims) {
                who.user = None;
            }
            let issuer = claims.get("iss").and_then(Value::as_str);
            let issuer = issuer.and_then(|issuer| host_of(issuer.as_bytes()));
            people.add(&who, credential.hosts.iter().chain(&issuer));
        }
        let trails: Vec<(CredentialId, Trail)> = scan
            .credentials
            .iter()
            .filter(open)
            .map(|credential| (credential.id, Trail::of(credential)))
            .collect();
        let opened = trail::opened(&trails, &exchanges);
        Desk {
            services: Services::new(pack),
            pack,
            scan,
            notes,
            names,
            hide,
            now,
            exchanges,
            people,
            opening,
            claims,
            trails,
            opened,
        }
    }

    /// One unit for each credential; the signatures of one SAML response are one unit.
    fn units(&self) -> Vec<Unit<'d>> {
        let mut units: Vec<Unit<'d>> = Vec::new();
        let mut messages: Vec<(BTreeSet<(usize, String)>, usize)> = Vec::new();
        for (id, trail) in &self.trails {
            let Some(credential) = self.scan.credentials.get(id.0) else { continue };
            let rule = self.pack.rule(credential.rule);
            let places: Vec<&Place> = credential.places.iter().collect();
            let message = message(rule, &places);
            let known = messages.iter().find(|(of, _)| !of.is_disjoint(&message));
            if let Some(unit) = known.and_then(|(_, unit)| units.get_mut(*unit)) {
                // What a person knows of such a message is its signature, not its digest.
                let signs = |places: &[&Place]| {
                    places.iter().any(|place| place.path.ends_with("SignatureValue"))
                };
                if signs(&places) && !signs(&unit.places) {
                    unit.others.push(std::mem::replace(&mut unit.credential, credential).id);
                } else {
                    unit.others.push(*id);
                }
                unit.places.extend(places);
                continue;
            }
            let is_message = !message.is_empty();
            if is_message {
                messages.push((message, units.len()));
            }
            let saml = self.pack.structure(Structure::Saml).filter(|_| is_message);
            let rule = saml.map_or(rule, |saml| self.pack.rule(saml));
            units.push(Unit {
                credential,
                rule,
                trail: trail.clone(),
                claims: self.claims.get(id).cloned().unwrap_or_default(),
                is_assertion: is_message || trail::is_assertion(&rule.label),
                places,
                others: Vec::new(),
            });
        }
        units
    }

    /// What is told of a unit; what it was got with and led to is left for the other rows.
    fn row(&self, unit: &Unit<'_>) -> Exposed {
        let (credential, rule) = (unit.credential, unit.rule);
        let sent = unit.trail.sent_to(&self.exchanges);
        let hosts = if sent.is_empty() { credential.hosts.clone() } else { sent };
        let who = self.who(unit, &hosts);
        let seen = unit.trail.seen(&self.exchanges);
        let issuer = unit.claims.get("iss").and_then(Value::as_str);
        let issuer = issuer.and_then(|issuer| host_of(issuer.as_bytes()));
        let issuer = issuer.or_else(|| who.tenant.clone().filter(|_| unit.is_assertion));
        let home = self.home(rule, issuer.as_ref(), &hosts);
        let service = match (home, hosts.first()) {
            (Some(home), _) => home.service.as_str(),
            (None, Some(host)) if is_standard(&rule.service) => host.as_str(),
            (None, _) => rule.service.as_str(),
        };
        let is_provider = rule.provider || home.is_some_and(|home| home.provider);
        let home = home.and_then(|home| self.services.home(&home.service));
        let telling =
            home.filter(|_| follows_session(rule.class) || unit.is_assertion).unwrap_or(rule);
        let host = issuer.iter().chain(&hosts).next().map(String::as_str);
        let subdomain = issuer
            .iter()
            .chain(&hosts)
            .chain(&credential.hosts)
            .find_map(|host| self.services.subdomain(host));
        let known = Known { who: &who, host, subdomain, opening: &self.opening };
        let issued = self.issued(unit);
        let state = self.state(unit, issued.or(seen.map(|(_, last)| last)));
        let revoke = Ending::of(telling, &known);
        let step = StepId::of(rule, is_provider, &state, unit.is_assertion);
        Exposed {
            id: String::new(),
            placeholder: credential.placeholder.clone(),
            masked: credential.masked(),
            rule: rule.id.clone(),
            service: self.hide.text(service),
            class: if unit.is_assertion { Class::OneTime } else { rule.class }.as_str().to_owned(),
            severity: rule.severity.as_str().to_owned(),
            description: rule.description.clone(),
            confidence: rule.confidence.as_str().to_owned(),
            privilege: privilege(&hosts, &unit.claims, &who).map(|text| self.hide.text(&text)),
            hunt: self.hunt(
                unit,
                home.unwrap_or(rule),
                &known,
                seen.map(|(first, _)| first).or(issued),
            ),
            owner: self.owner(&who),
            state,
            issued,
            first_seen: seen.map(|(first, _)| first),
            last_seen: seen.map(|(_, last)| last),
            lifetime: rule.lifetime.clone(),
            claims: claims::shown(&unit.claims)
                .into_iter()
                .map(|(name, value)| (self.hide.text(&name), self.hide.value(value)))
                .collect(),
            got_with: None,
            led_to: Vec::new(),
            sent_to: hosts.into_iter().collect(),
            places: unit.places.iter().map(|place| self.place(place)).collect(),
            revoke,
            step,
        }
    }

    /// The service to which a token of a standard kind belongs: that of whoever issued it or takes it.
    fn home(
        &self,
        rule: &Rule,
        issuer: Option<&String>,
        hosts: &BTreeSet<String>,
    ) -> Option<&Rule> {
        let by_host = issuer.into_iter().chain(hosts).find_map(|host| self.services.of(host));
        by_host.filter(|_| is_standard(&rule.service))
    }

    /// Whose it is, with what is secret in it hidden.
    fn owner(&self, who: &Who) -> Option<Owner> {
        who.shown().map(|owner| Owner {
            user: owner.user.map(|user| self.hide.text(&user)),
            tenant: owner.tenant.map(|tenant| self.hide.text(&tenant)),
            client: owner.client.map(|client| self.hide.text(&client)),
            ..owner
        })
    }

    fn place(&self, place: &Place) -> ReportPlace {
        ReportPlace {
            file: self.names.get(place.file).map_or_else(String::new, |name| self.hide.text(name)),
            path: self.hide.text(&place.path),
            layers: place.layer_labels().into_iter().map(str::to_owned).collect(),
            kind: place.kind,
        }
    }

    /// Whose it is, from the nearest evidence to the farthest.
    fn who(&self, unit: &Unit<'_>, hosts: &BTreeSet<String>) -> Who {
        let mut who = Who::of_claims(&unit.claims);
        let value = unit.credential.parts.first().map(Secret::bytes).unwrap_or_default();
        if let Some(told) = Who::of_value(&unit.rule.service, value) {
            who.fill(&told, "the beginning of its value");
        }
        for note in self.beside(unit, &[Topic::Signer]) {
            let id = note.text.split(['/', '%']).next().unwrap_or_default().to_owned();
            let told = Who { client: None, ids: vec![("access key id", id)], ..Who::default() };
            who.fill(&told, "the key that signed it");
        }
        if unit.rule.label == "aws-key-id"
            && let Ok(id) = std::str::from_utf8(value)
        {
            who.ids.push(("access key id", id.to_owned()));
        }
        if unit.is_assertion {
            for note in self.within(unit, &[Topic::Subject, Topic::Issuer, Topic::Session]) {
                let mut told = Who::default();
                match note.topic {
                    Topic::Subject => told.user = Some(note.text.clone()),
                    Topic::Issuer => {
                        let host = host_of(note.text.as_bytes());
                        told.tenant = Some(host.unwrap_or_else(|| note.text.clone()));
                    }
                    _ => told.ids.push(("session index", note.text.clone())),
                }
                who.fill(&told, "the assertion");
            }
        }
        // What was brought by the same answer belongs to the same person.
        if let Some((stop, _)) = unit.trail.received(&self.exchanges) {
            for (id, trail) in &self.trails {
                let Some(claims) = self.claims.get(id) else { continue };
                if trail
                    .received(&self.exchanges)
                    .is_some_and(|(other, _)| other.key() == stop.key())
                {
                    who.fill(&Who::of_claims(claims), "a token in the same answer");
                }
            }
        }
        for note in self.within(unit, &[Topic::SignIn]) {
            let told = Who { user: Some(note.text.clone()), ..Who::default() };
            who.fill(&told, "the sign-in in the same request");
        }
        for seen in [hosts, &unit.credential.hosts] {
            if let Some((told, host)) = self.people.on(seen) {
                who.fill(told, &format!("the only person named on {host}"));
            }
        }
        if let Some(told) = self.people.only().filter(|_| who.user.is_none()) {
            let told = Who { user: told.user.clone(), ..Who::default() };
            who.fill(&told, "the only person named in what was sent");
        }
        if who.tenant.is_none()
            && let Some(host) = hosts.iter().chain(&unit.credential.hosts).next()
        {
            let told = Who { tenant: Some(host.clone()), ..Who::default() };
            who.fill(&told, "the host it was sent to");
        }
        who
    }

    /// The notes with one of these topics that stand beside the credential: parameters of the
    /// same address, members of the same object.
    pub(super) fn beside<'a>(&'a self, unit: &'a Unit<'_>, topics: &'a [Topic]) -> Vec<&'a Note> {
        // In running text, what stands far away belongs to something else.
        const REACH: usize = 2048;
        let mut found: Vec<&Note> = Vec::new();
        for place in &unit.places {
            let home = parent(&place.path);
            let near = self
                .notes
                .iter()
                .filter(|note| topics.contains(&note.topic) && note.file == place.file)
                .filter(|note| parent(&note.path) == home)
                .map(|note| (note.distance(&place.layers, place.span.start), note))
                .filter(|(distance, _)| entry(&place.path).is_some() || *distance < REACH)
                .min_by_key(|(distance, _)| *distance);
            found.extend(near.map(|(_, note)| note));
        }
        found
    }

    /// The notes with one of these topics in the entries of the credential.
    pub(super) fn within<'a>(&'a self, unit: &'a Unit<'_>, topics: &'a [Topic]) -> Vec<&'a Note> {
        let entries: BTreeSet<(usize, Option<usize>)> =
            unit.places.iter().map(|place| (place.file, entry(&place.path))).collect();
        // A credential that is sent with every request belongs to none of them.
        if entries.len() > 6 {
            return Vec::new();
        }
        let is_in = |note: &&Note| {
            topics.contains(&note.topic) && entries.contains(&(note.file, entry(&note.path)))
        };
        self.notes.iter().filter(is_in).collect()
    }

    fn hunt(&self, unit: &Unit<'_>, rule: &Rule, known: &Known<'_>, from: Option<Moment>) -> Hunt {
        let who = known.who;
        let mut pivots: Vec<Pivot> = who
            .ids
            .iter()
            .map(|(name, id)| ((*name).to_owned(), id.clone()))
            .chain(who.user.iter().map(|user| ("user".to_owned(), user.clone())))
            .chain(
                unit.claims
                    .get("aud")
                    .and_then(Value::as_str)
                    .map(|aud| ("audience".to_owned(), aud.to_owned())),
            )
            .filter(|(_, value)| known.may_stand(value))
            .map(|(name, value)| Pivot { name, value })
            .collect();
        pivots.dedup();
        let text = rule.hunt.as_deref().map(|hunt| known.fill(hunt));
        Hunt { text, pivots, from }
    }
}

/// Whether a rule knows what opens nothing: data, and parts of tokens.
fn is_subject(rule: &Rule) -> bool {
    rule.class == Class::Data || SUBJECTS.contains(&rule.label.as_str())
}

/// Where the SAML responses stand that the places of a signature are in.
fn message(rule: &Rule, places: &[&Place]) -> BTreeSet<(usize, String)> {
    if rule.label != trail::SAML_SIGNATURE {
        return BTreeSet::new();
    }
    let response = |place: &&Place| {
        let names = ["SAMLResponse", "wresult", "Response.", "Assertion."];
        let at = names.iter().find_map(|name| place.path.find(name))?;
        Some((place.file, place.path[..at].to_owned()))
    };
    places.iter().filter_map(response).collect()
}

/// Whether a credential ends with the session that it belongs to.
fn follows_session(class: Class) -> bool {
    match class {
        Class::Session | Class::Access | Class::Refresh | Class::Signature | Class::Csrf => true,
        Class::OneTime
        | Class::ApiKey
        | Class::Password
        | Class::PrivateKey
        | Class::Presigned
        | Class::Data => false,
    }
}
