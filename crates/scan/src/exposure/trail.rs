//! What happened to each credential in the capture: where it was put forward, what came of it.

use std::collections::{BTreeMap, BTreeSet};

use scrubjay_rules::{Class, Pack};

use super::exchange::{Exchange, Exchanges, Side, Stop};
use crate::credential::{Credential, CredentialId};
use crate::moment::Moment;

/// The way of one credential through the exchanges, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Trail {
    stops: BTreeSet<Stop>,
}

/// What led to what: for each credential the one it was got with.
pub(super) type Origins = BTreeMap<CredentialId, CredentialId>;

impl Trail {
    pub(super) fn of(credential: &Credential) -> Trail {
        Trail { stops: credential.places.iter().filter_map(Stop::of).collect() }
    }

    /// The hosts that it was sent to, as it was meant to be.
    pub(super) fn sent_to(&self, exchanges: &Exchanges) -> BTreeSet<String> {
        self.stops
            .iter()
            .filter(|stop| stop.is_sent())
            .filter_map(|stop| exchanges.get(&stop.key())?.host.clone())
            .collect()
    }

    /// When it was seen first and last, by the browser's clock.
    pub(super) fn seen(&self, exchanges: &Exchanges) -> Option<(Moment, Moment)> {
        let mut times: Vec<Moment> =
            self.exchanges(exchanges).filter_map(|(_, exchange)| exchange.started).collect();
        times.sort_unstable();
        Some((*times.first()?, *times.last()?))
    }

    /// The exchange that it came from, when the capture shows that.
    pub(super) fn received<'e>(&self, exchanges: &'e Exchanges) -> Option<(Stop, &'e Exchange)> {
        let first = self
            .exchanges(exchanges)
            .find(|(stop, _)| stop.side == Side::Received || stop.is_sent())?;
        // What was sent before it was received came from elsewhere.
        let in_same = |stop: &Stop| stop.key() == first.0.key() && stop.is_sent();
        (first.0.side == Side::Received && !self.stops.iter().any(in_same)).then_some(first)
    }

    /// The first exchange in which it was put forward and taken.
    pub(super) fn redeemed<'e>(
        &self,
        exchanges: &'e Exchanges,
        opened: &BTreeSet<(usize, usize)>,
    ) -> Option<&'e Exchange> {
        let taken = |(stop, exchange): &(Stop, &Exchange)| {
            let posted = exchange.method.eq_ignore_ascii_case("post")
                || exchange.method.eq_ignore_ascii_case("put");
            stop.side == Side::Presented
                && exchange.is_accepted()
                && (posted || (300..400).contains(&exchange.status) || opened.contains(&stop.key()))
        };
        // An address that was posted to counts more than one that was opened.
        let mut found: Vec<(Stop, &Exchange)> = self.exchanges(exchanges).filter(taken).collect();
        found.sort_by_key(|(stop, exchange)| {
            (!exchange.method.eq_ignore_ascii_case("post"), !opened.contains(&stop.key()), *stop)
        });
        found.first().map(|(_, exchange)| *exchange)
    }

    fn exchanges<'e>(
        &self,
        exchanges: &'e Exchanges,
    ) -> impl Iterator<Item = (Stop, &'e Exchange)> {
        self.stops.iter().filter_map(|stop| Some((*stop, exchanges.get(&stop.key())?)))
    }
}

/// The exchanges whose answers brought a credential.
pub(super) fn opened(
    trails: &[(CredentialId, Trail)],
    exchanges: &Exchanges,
) -> BTreeSet<(usize, usize)> {
    trails
        .iter()
        .filter_map(|(_, trail)| trail.received(exchanges))
        .map(|(stop, _)| stop.key())
        .collect()
}

/// Which credential each one was got with: a code for tokens, a password for a session.
pub(super) fn origins(
    pack: &Pack,
    credentials: &[Credential],
    trails: &[(CredentialId, Trail)],
    exchanges: &Exchanges,
) -> Origins {
    let class = |id: CredentialId| credentials.get(id.0).map(|one| pack.rule(one.rule).class);
    let mut sent: BTreeMap<(usize, usize), Vec<CredentialId>> = BTreeMap::new();
    for (id, trail) in trails {
        for stop in trail.stops.iter().filter(|stop| stop.is_sent()) {
            sent.entry(stop.key()).or_default().push(*id);
        }
    }
    let mut origins = Origins::new();
    for (id, trail) in trails {
        let Some((stop, _)) = trail.received(exchanges) else { continue };
        if class(*id).is_none_or(|class| matches!(class, Class::Csrf | Class::Signature)) {
            continue;
        }
        let best = sent
            .get(&stop.key())
            .into_iter()
            .flatten()
            .filter(|from| *from != id)
            .filter_map(|from| Some((rank(pack, credentials.get(from.0)?)?, *from)))
            .min();
        if let Some((_, from)) = best {
            origins.insert(*id, from);
        }
    }
    origins
}

/// How likely a credential is to have brought another; the likeliest first.
fn rank(pack: &Pack, credential: &Credential) -> Option<u8> {
    let rule = pack.rule(credential.rule);
    Some(match rule.class {
        _ if is_assertion(&rule.label) || rule.label == SAML_SIGNATURE => 0,
        // The secret half of a code goes along with it.
        Class::OneTime => 1 + u8::from(rule.label == "code-verifier"),
        Class::Refresh => 3,
        Class::Password => 4,
        Class::PrivateKey | Class::ApiKey => 5,
        Class::Access => 6,
        Class::Session => 7,
        Class::Presigned | Class::Csrf | Class::Signature | Class::Data => return None,
    })
}

/// The label of a signature over a SAML message, which is what is found of a response.
pub(super) const SAML_SIGNATURE: &str = "saml-signature";

/// Whether a rule's label is that of a SAML response: it works once, whatever its class.
pub(super) fn is_assertion(label: &str) -> bool {
    matches!(label, "saml" | "assertion")
}
