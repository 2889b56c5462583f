//! Which service a host belongs to, from the hosts that rules name.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use scrubjay_rules::{Class, Look, Pack, Rule};

/// The services of a pack by their hosts.
pub(super) struct Services<'p> {
    /// The longest host first.
    hosts: Vec<(&'p str, &'p Rule)>,
    /// What is known of the sessions of each service.
    homes: BTreeMap<&'p str, &'p Rule>,
}

/// Names of standards: a credential that is only known by one belongs to whoever runs the host.
const STANDARDS: [&str; 12] = [
    "Generic",
    "HTTP",
    "OAuth",
    "SAML",
    "SOAP",
    "Sign-in forms",
    "Token claims",
    "Web",
    "Web framework",
    "Object storage",
    "WebAuthn",
    "Command lines",
];

impl<'p> Services<'p> {
    pub(super) fn new(pack: &'p Pack) -> Self {
        let particular = |rule: &&Rule| !rule.keep && !is_standard(&rule.service);
        let mut hosts: Vec<(&str, &Rule)> = Vec::new();
        let mut homes: BTreeMap<&str, &Rule> = BTreeMap::new();
        for rule in pack.rules().iter().filter(particular) {
            let named = match &rule.look {
                Look::Names(names) => names.hosts.as_slice(),
                Look::Words(_) | Look::Shape(_) | Look::Structure(_) => &[],
            };
            let all = named.iter().chain(&rule.sites).map(|host| host.trim_start_matches("*."));
            hosts.extend(all.map(|host| (host, rule)));
            let tells = rule.class == Class::Session && rule.revoke.is_some();
            if tells
                && homes.get(rule.service.as_str()).is_none_or(|home| rule.severity < home.severity)
            {
                homes.insert(&rule.service, rule);
            }
        }
        // Several services may share a host: who says that it is theirs has it, then the provider
        // among them, which is what signs people in.
        hosts.sort_by_key(|(host, rule)| {
            let is_theirs = rule.sites.iter().any(|site| site == host);
            (Reverse(host.len()), *host, !is_theirs, !rule.provider, rule.service.as_str())
        });
        Self { hosts, homes }
    }

    /// A rule of the service that a host belongs to.
    pub(super) fn of(&self, host: &str) -> Option<&'p Rule> {
        let (_, rule) = self.entry(host)?;
        Some(rule)
    }

    /// The rule that knows how sessions of a service are ended.
    pub(super) fn home(&self, service: &str) -> Option<&'p Rule> {
        self.homes.get(service).copied()
    }

    /// What of a host names the customer: `acme` of `acme.okta.com`, of `acme-admin.okta.com` too.
    pub(super) fn subdomain<'h>(&self, host: &'h str) -> Option<&'h str> {
        let (domain, _) = self.entry(host)?;
        let customer = host.strip_suffix(domain)?.strip_suffix('.')?;
        let label = customer.split('.').next()?;
        let label = label.strip_suffix("-admin").unwrap_or(label);
        (!matches!(label, "" | "www" | "login" | "accounts" | "api")).then_some(label)
    }

    fn entry(&self, host: &str) -> Option<(&'p str, &'p Rule)> {
        let fits = |domain: &str| {
            host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.hosts.iter().copied().find(|(domain, _)| fits(domain))
    }
}

/// Whether a service is the name of a standard and not of somebody who runs it.
pub(super) fn is_standard(service: &str) -> bool {
    STANDARDS.contains(&service)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_service_and_the_customer_of_a_host() {
        let pack = Pack::builtin().expect("the pack compiles");
        let services = Services::new(&pack);
        let okta = services.of("acme-admin.okta.com").expect("a service");
        assert_eq!((okta.service.as_str(), okta.provider), ("Okta", true));
        let home = services.home("Okta").expect("its sessions are known");
        assert_eq!(home.id, "okta.session-cookie");
        assert_eq!(services.subdomain("acme-admin.okta.com"), Some("acme"));
        assert_eq!(
            services.of("acme.my.salesforce.com").map(|rule| rule.service.as_str()),
            Some("Salesforce")
        );
        assert_eq!(services.subdomain("acme.my.salesforce.com"), Some("acme"));
        assert!(services.of("notokta.com").is_none(), "a host is its labels");
        assert!(services.of("example.org").is_none());
        for (host, service) in [
            ("sts.windows.net", "Microsoft Entra"),
            ("eu-central-1.console.aws.amazon.com", "AWS Console"),
            ("bucket.s3.amazonaws.com", "AWS"),
        ] {
            assert_eq!(
                services.of(host).map(|rule| rule.service.as_str()),
                Some(service),
                "{host}"
            );
        }
    }
}
