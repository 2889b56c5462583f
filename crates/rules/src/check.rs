//! The pack checks itself: every rule against its own examples, through the same matching that
//! documents go through.
//!
//! A rule has to show what it finds and what it leaves alone. For a shape, one of the things
//! left alone is a near miss, so that a pattern cannot be widened unnoticed; for a validator,
//! one thing is left alone because of it, so that it cannot be taken away unnoticed.

#[cfg(test)]
mod mutation;

use std::{collections::BTreeSet, fmt};

use base64::Engine as _;

use crate::{
    example::{self, Example},
    identifier,
    names::NameVerdict,
    pack::{Pack, TextHit},
    place::Place,
    rule::{Look, Rule, RuleIndex, Shape},
    shape::CompiledShape,
    structure::{Structure, address, authorization, basic, link, path, presigned, saml, sigv4},
    validator::Validity,
    value,
};

/// What checking a pack brought to light.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// The number of rules.
    pub rules: usize,
    /// The number of services.
    pub services: usize,
    /// The number of names, phrases, shapes and structures that rules look for.
    pub looks: usize,
    /// The number of examples, doubtful ones included; one for each name that `*` stands for.
    pub examples: usize,
    /// The number of counter-examples.
    pub counter_examples: usize,
    /// What is wrong, sorted by rule.
    pub failures: Vec<Failure>,
}

impl Check {
    /// Whether every rule keeps its promises.
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

/// A promise that a rule does not keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The id of the rule.
    pub rule: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// An example is not written as examples are, for this reason.
    Notation(&'static str),
    /// The rule has no example.
    NoExample,
    /// The rule has no counter-example.
    NoCounterExample,
    /// No counter-example of a shape holds one of its keywords.
    NoNearMiss,
    /// A checksum has no doubtful example.
    NoDoubtful,
    /// No counter-example is left alone because of a validator.
    IdleValidator,
    /// A name of the rule stands in no example.
    NameWithoutExample,
    /// An example was not seen.
    Missed(Spot),
    /// A counter-example was seen.
    Seen(Spot),
    /// A doubtful example was not seen, or not doubted.
    NotDoubted(Spot),
    /// An example is seen but its checksum is wrong.
    Unproven(Spot),
}

/// Which example it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its number in its list, counted from 1.
    pub number: usize,
    /// The name in it; empty for text.
    pub name: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule, self.fault)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Notation(why) => write!(f, "has an example that is not understood: {why}"),
            Self::NoExample => f.write_str("has no example"),
            Self::NoCounterExample => f.write_str("has no counter-example"),
            Self::NoNearMiss => {
                f.write_str("has no counter-example with one of its keywords in it")
            }
            Self::NoDoubtful => f.write_str("has a checksum but no doubtful example"),
            Self::IdleValidator => f.write_str("has a validator that decides no counter-example"),
            Self::NameWithoutExample => f.write_str("has a name that stands in no example"),
            Self::Missed(spot) => write!(f, "does not see example {spot}"),
            Self::Seen(spot) => write!(f, "sees counter-example {spot}"),
            Self::NotDoubted(spot) => write!(f, "does not doubt the doubtful example {spot}"),
            Self::Unproven(spot) => write!(f, "finds a wrong checksum in example {spot}"),
        }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.name.is_empty() {
            write!(f, "{}", self.number)
        } else {
            write!(f, "{} ({})", self.number, self.name)
        }
    }
}

/// An example with its braces opened.
enum Case {
    Named(Place, String, String, Option<String>),
    Text(String),
    Url(String),
}

impl Pack {
    /// Runs every rule against its examples and counter-examples.
    pub fn self_check(&self) -> Check {
        let mut check = Check { rules: self.rules().len(), ..Check::default() };
        let mut services = BTreeSet::new();
        for (position, rule) in self.rules().iter().enumerate() {
            services.insert(rule.service.as_str());
            check.looks += count_looks(&rule.look);
            for fault in self.check_rule(RuleIndex::new(position), &mut check) {
                check.failures.push(Failure { rule: rule.id.clone(), fault });
            }
        }
        check.services = services.len();
        check
    }

    fn check_rule(&self, index: RuleIndex, check: &mut Check) -> Vec<Fault> {
        let rule = self.rule(index);
        let mut faults = Vec::new();
        let mut shown = BTreeSet::new();
        for (number, notation) in rule.examples.iter().enumerate() {
            for case in cases(rule, number, notation) {
                check.examples += 1;
                if let Case::Named(place, name, ..) = &case {
                    shown.insert((*place, name.to_lowercase()));
                }
                if !self.sees(index, &case) {
                    faults.push(Fault::Missed(case.spot(number)));
                } else if has_checksum(rule) && self.validity(index, &case) != Validity::Proven {
                    faults.push(Fault::Unproven(case.spot(number)));
                }
            }
        }
        for (number, notation) in rule.counter_examples.iter().enumerate() {
            for case in cases(rule, 100 + number, notation) {
                check.counter_examples += 1;
                if self.sees(index, &case) {
                    faults.push(Fault::Seen(case.spot(number)));
                }
            }
        }
        for (number, notation) in rule.doubtful.iter().enumerate() {
            for case in cases(rule, 200 + number, notation) {
                check.examples += 1;
                let doubted = self.validity(index, &case) == Validity::Doubtful;
                if !self.sees(index, &case) || !doubted {
                    faults.push(Fault::NotDoubted(case.spot(number)));
                }
            }
        }
        faults.extend(lacks(rule, &shown));
        if let Look::Shape(shape) = &rule.look {
            faults.extend(idle_validators(index, rule, shape));
        }
        faults
    }

    fn sees(&self, index: RuleIndex, case: &Case) -> bool {
        let rule = self.rule(index);
        match (&rule.look, case) {
            (Look::Names(_) | Look::Words(_), Case::Named(place, name, value, host)) => {
                match self.name(*place, name, host.as_deref()) {
                    NameVerdict::Secret(hit) => hit == index && self.accepts(index, value),
                    NameVerdict::Harmless(hit) => hit == index,
                    NameVerdict::Unknown => false,
                }
            }
            (Look::Names(_) | Look::Words(_), Case::Text(text) | Case::Url(text)) => {
                self.finds_word(text)
            }
            (Look::Structure(structure), _) => self.sees_structure(*structure, index, case),
            (Look::Shape(_), Case::Named(_, _, value, _)) if rule.keep => {
                self.keeps(value) == Some(index)
            }
            (Look::Shape(_), _) if rule.keep => self.keeps_in(index, case.text()),
            (Look::Shape(_), _) => !self.secrets(index, case.text()).is_empty(),
        }
    }

    /// The structures that a search finds are looked for in text; the others are asked
    /// directly.
    fn sees_structure(&self, structure: Structure, index: RuleIndex, case: &Case) -> bool {
        let unknown = |place, name: &str, value: &str| {
            self.name(place, name, None) == NameVerdict::Unknown
                && !value::is_nothing(value)
                && !value::is_placeholder(value)
                && !value::is_plain(value)
        };
        match (structure, case) {
            (
                Structure::Jwt
                | Structure::JwtLike
                | Structure::ServiceAccountJwt
                | Structure::DpopProof
                | Structure::Jwe
                | Structure::Pem
                | Structure::Userinfo
                | Structure::Bearer,
                _,
            )
            | (Structure::Basic, Case::Text(_)) => !self.secrets(index, case.text()).is_empty(),
            (Structure::UnknownCookie, Case::Named(Place::Cookie, name, value, _)) => {
                unknown(Place::Cookie, name, value)
            }
            (Structure::AuthHeader, Case::Named(Place::Header, name, value, _)) => {
                identifier::is_authentication_like(name) && unknown(Place::Header, name, value)
            }
            (Structure::Basic, Case::Named(_, _, value, _)) => {
                let parts = authorization::parse(value);
                value[parts.scheme].eq_ignore_ascii_case("basic")
                    && basic::parse(&value[parts.credential]).is_some()
            }
            (Structure::SigV4, Case::Named(_, _, value, _)) => sigv4::parse(value).is_some(),
            (Structure::ChallengeResponse, Case::Named(_, _, value, _)) => {
                authorization::is_challenge_response(value)
            }
            (Structure::Saml, Case::Named(_, _, value, _)) => {
                let xml = base64::engine::general_purpose::STANDARD.decode(value);
                xml.is_ok_and(|xml| saml::recognise(&xml) == Some(saml::Message::Response))
            }
            (Structure::Presigned, Case::Url(url)) => {
                let query = url.split_once('?').map_or("", |(_, query)| query);
                let names = query.split('&').map(|pair| pair.split('=').next().unwrap_or(pair));
                presigned::recognise(names).is_some()
            }
            (Structure::PathToken, Case::Url(url)) => {
                path::secret_segment(url).is_some() || !link::secrets(url.as_bytes()).is_empty()
            }
            (Structure::Email, Case::Text(text)) => {
                address::emails(text.as_bytes()).next().is_some()
            }
            (Structure::IpAddress, Case::Text(text)) => {
                address::ips(text.as_bytes()).next().is_some()
            }
            (Structure::AnyCookie, Case::Named(Place::Cookie, _, value, _)) => {
                !value::is_placeholder(value)
            }
            (Structure::Body, Case::Named(Place::Key, name, value, _)) => {
                matches!(name.as_str(), "text" | "data") && !value::is_placeholder(value)
            }
            (Structure::RandomLooking, Case::Named(_, _, value, _)) => {
                value::is_random(value) && !value::is_placeholder(value)
            }
            _ => false,
        }
    }

    fn finds_word(&self, text: &str) -> bool {
        let mut found = false;
        self.search(text.as_bytes(), &mut |hit| {
            found |= matches!(hit, TextHit::Word { .. });
        });
        found
    }

    /// Returns what `index` finds in a text.
    fn secrets<'t>(&self, index: RuleIndex, text: &'t str) -> Vec<&'t [u8]> {
        let mut secrets = Vec::new();
        self.search(text.as_bytes(), &mut |hit| match hit {
            TextHit::Token { rule, secret } if rule == index => {
                secrets.push(&text.as_bytes()[secret]);
            }
            TextHit::Token { .. } | TextHit::Kin { .. } | TextHit::Word { .. } => {}
        });
        secrets
    }

    fn validity(&self, index: RuleIndex, case: &Case) -> Validity {
        let secrets = self.secrets(index, case.text());
        secrets.first().map_or(Validity::Refuted, |secret| self.validate(index, secret))
    }
}

impl Case {
    fn spot(&self, position: usize) -> Spot {
        let name = match self {
            Self::Named(_, name, ..) => name.clone(),
            Self::Text(_) | Self::Url(_) => String::new(),
        };
        Spot { number: position + 1, name }
    }

    /// The part of the case that a search would see.
    fn text(&self) -> &str {
        match self {
            Self::Named(_, _, value, _) => value,
            Self::Text(text) | Self::Url(text) => text,
        }
    }
}

fn has_checksum(rule: &Rule) -> bool {
    rule.validators.iter().any(|validator| validator.is_checksum())
}

fn count_looks(look: &Look) -> usize {
    match look {
        Look::Names(names) => names.names.len(),
        Look::Words(words) => words.phrases.len(),
        Look::Shape(_) | Look::Structure(_) => 1,
    }
}

/// Opens an example. `*` as name becomes each name of the rule in that place, with something
/// in place of its wildcards, on the rule's first host unless another is given.
fn cases(rule: &Rule, number: usize, notation: &str) -> Vec<Case> {
    let Ok(example) = Example::parse(notation) else {
        return Vec::new();
    };
    let open = |part: &str| example::expand(&rule.id, number, part).unwrap_or_default();
    match example {
        Example::Text(text) => vec![Case::Text(open(text))],
        Example::Url(url) => vec![Case::Url(open(url))],
        Example::Named { place, name: "*", value, host } => {
            let Look::Names(names) = &rule.look else {
                return Vec::new();
            };
            let host = host
                .map(str::to_owned)
                .or_else(|| names.hosts.first().map(|host| host.replace('*', "acme")));
            let here = names.names.iter().filter(|(at, _)| *at == place);
            here.map(|(_, name)| {
                Case::Named(place, name.replace('*', "x1"), open(value), host.clone())
            })
            .collect()
        }
        Example::Named { place, name, value, host } => {
            vec![Case::Named(place, open(name), open(value), host.map(str::to_owned))]
        }
    }
}

fn lacks(rule: &Rule, shown: &BTreeSet<(Place, String)>) -> Vec<Fault> {
    let notations = [&rule.examples, &rule.counter_examples, &rule.doubtful];
    let misread = notations.into_iter().flatten().filter_map(|it| Example::parse(it).err());
    let mut faults: Vec<Fault> = misread.map(Fault::Notation).collect();
    if rule.examples.is_empty() {
        faults.push(Fault::NoExample);
    }
    if rule.counter_examples.is_empty() && !rule.keep {
        faults.push(Fault::NoCounterExample);
    }
    match &rule.look {
        Look::Shape(shape) => {
            let holds_keyword = |notation: &String| {
                let lower = notation.to_ascii_lowercase();
                shape.keywords.iter().any(|keyword| lower.contains(&keyword.to_ascii_lowercase()))
            };
            if !rule.counter_examples.iter().any(holds_keyword) {
                faults.push(Fault::NoNearMiss);
            }
            if has_checksum(rule) && rule.doubtful.is_empty() {
                faults.push(Fault::NoDoubtful);
            }
        }
        Look::Names(names) => {
            let is_shown = |(place, name): &(Place, String)| {
                let name = name.to_lowercase();
                if name.contains('*') {
                    let head = name.split('*').next().unwrap_or_default();
                    shown.iter().any(|(at, n)| at == place && n.starts_with(head))
                } else {
                    shown.contains(&(*place, name))
                }
            };
            if !names.names.iter().all(is_shown) {
                faults.push(Fault::NameWithoutExample);
            }
        }
        Look::Words(_) | Look::Structure(_) => {}
    }
    faults
}

/// Compiles the shape without each of its validators in turn: something must then be seen that
/// was left alone before.
fn idle_validators(index: RuleIndex, rule: &Rule, shape: &Shape) -> Vec<Fault> {
    let mut faults = Vec::new();
    for validator in rule.validators.iter().filter(|validator| !validator.is_checksum()) {
        let others: Vec<_> =
            rule.validators.iter().copied().filter(|other| other != validator).collect();
        let Ok(wider) = CompiledShape::new(index, shape, &others) else {
            continue;
        };
        let decides = rule.counter_examples.iter().enumerate().any(|(number, notation)| {
            cases(rule, 100 + number, notation).iter().any(|case| wider.is_in(case.text()))
        });
        if !decides {
            faults.push(Fault::IdleValidator);
        }
    }
    faults
}
