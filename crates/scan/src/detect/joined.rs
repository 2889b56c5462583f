//! Names of two parts, of which one stands around the other: `{"keys": {"private": "…"}}`,
//! `{"verification": {"code": "…"}}`.

use scrubjay_document::{At, Leaf, Parts};
use scrubjay_rules::{Class, NameVerdict, Place, RuleIndex, value};

use super::{Detector, judged, settled, structures};

/// Inner names that say what kind of thing it is: the outer one says of what.
const KINDS: [&[u8]; 9] =
    [b"key", b"keys", b"code", b"codes", b"pin", b"phrase", b"string", b"hash", b"ticket"];
/// Inner names that say which one of several keys.
const WHICH: [&[u8]; 24] = [
    b"private",
    b"signing",
    b"encryption",
    b"master",
    b"admin",
    b"server",
    b"api",
    b"access",
    b"sandbox",
    b"live",
    b"test",
    b"prod",
    b"production",
    b"dev",
    b"development",
    b"staging",
    b"primary",
    b"secondary",
    b"service",
    b"write",
    b"shared",
    b"client",
    b"account",
    b"root",
];
/// The longest inner or outer name that is a part of one.
const LONGEST: usize = 16;

/// Whether one of these names has the length and the first letter of `own`.
#[inline]
fn has_like(own: &[u8]) -> bool {
    let Some(&first) = own.first() else { return false };
    own.len() <= LONGEST && LENGTHS[usize::from(first & 31)] >> own.len() & 1 == 1
}

/// The lengths of the names that begin with each letter, as bits.
const LENGTHS: [u32; 32] = {
    let mut lengths = [0; 32];
    let mut index = 0;
    while index < KINDS.len() + WHICH.len() {
        let name = if index < KINDS.len() { KINDS[index] } else { WHICH[index - KINDS.len()] };
        lengths[(name[0] & 31) as usize] |= 1 << name.len();
        index += 1;
    }
    lengths
};

/// The rule that knows the two names of a value together.
#[inline]
pub(super) fn named(
    detector: &mut Detector<'_>,
    leaf: &Leaf<'_>,
    at: &At<'_>,
) -> Option<RuleIndex> {
    // Every value of a document is asked, and few have such a name.
    if has_like(leaf.name) { known(detector, leaf, at) } else { None }
}

fn known(detector: &mut Detector<'_>, leaf: &Leaf<'_>, at: &At<'_>) -> Option<RuleIndex> {
    let own = leaf.name;
    if leaf.part || leaf.parts != Parts::None || leaf.text.len() < 4 {
        return None;
    }
    let is = |list: &[&[u8]]| {
        list.iter().any(|one| one.len() == own.len() && own.eq_ignore_ascii_case(one))
    };
    let (kind, which) = (is(&KINDS), is(&WHICH));
    if !kind && !which {
        return None;
    }
    let outer = at.enclosing().nth(1).filter(|outer| outer.len() <= LONGEST)?;
    let key = outer.eq_ignore_ascii_case(b"key") || outer.eq_ignore_ascii_case(b"keys");
    let name: Vec<u8> = match (kind, key) {
        (false, true) if own.eq_ignore_ascii_case(b"private") => b"private_key".to_vec(),
        (false, true) => b"api_key".to_vec(),
        (false, false) => return None,
        (true, true) if !own.eq_ignore_ascii_case(b"hash") => b"api_key".to_vec(),
        (true, _) => [outer, b"_", own].concat(),
    };
    let NameVerdict::Secret(rule) = detector.names.verdict(Place::Key, &name, at.host) else {
        return None;
    };
    let judged = judged(leaf.text);
    // A code of a few digits is one; whatever else has two names has to look like it.
    let digits = judged.len() <= 12 && judged.bytes().any(|byte| byte.is_ascii_digit());
    let counts = match detector.pack.rule(rule).class {
        Class::OneTime => digits || value::is_random(&judged),
        _ => value::is_random(&judged),
    };
    (counts
        && detector.pack.accepts(rule, &judged)
        && !settled::is_settled(&judged)
        && structures::readable(&judged).is_none())
    .then_some(rule)
}
