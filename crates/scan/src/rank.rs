//! Which of two rules knows a value better.

use scrubjay_rules::{Look, Pack, RuleIndex, Structure};

/// Whether one rule knows a value better than another.
pub(crate) fn better(pack: &Pack, new: RuleIndex, old: RuleIndex) -> bool {
    let rank = |rule: RuleIndex| {
        let strength = specificity(pack, rule);
        (
            strength,
            std::cmp::Reverse(pack.rule(rule).severity),
            std::cmp::Reverse(pack.rule(rule).id.as_str()),
        )
    };
    rank(new) > rank(old)
}

/// How much a rule says of what it finds: 0 where it only knows words, places or nothing in
/// particular.
fn specificity(pack: &Pack, rule: RuleIndex) -> u8 {
    match &pack.rule(rule).look {
        Look::Structure(
            Structure::Email
            | Structure::IpAddress
            | Structure::AnyCookie
            | Structure::Body
            | Structure::RandomLooking,
        ) => 0,
        Look::Structure(
            Structure::UnknownCookie
            | Structure::AuthHeader
            | Structure::PathToken
            | Structure::Bearer,
        ) => 1,
        Look::Words(_) => 2,
        // Whose token it is says more than that it is one.
        Look::Structure(Structure::Jwt) => 3,
        Look::Names(names) if names.hosts.is_empty() => 4,
        Look::Structure(_) => 5,
        Look::Names(_) => 6,
        // A shape that many services share says less than a name that one of them uses.
        Look::Shape(_) if pack.rule(rule).service == "Generic" => 3,
        Look::Shape(_) => 7,
    }
}
