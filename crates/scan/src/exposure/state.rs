//! Whether a credential still works, as far as the capture tells, and how that is known.
//!
//! Invariant: nothing is called expired or spent because of documentation alone. Where only that
//! speaks, the credential is taken for live.

use serde::Serialize;

use super::lifetime::{self, Lifetime};
use crate::moment::Moment;

/// Whether it works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StateId {
    /// It works, or has to be taken for working.
    Live,
    /// Nothing tells when it ends: it has to be taken for working.
    Unknown,
    /// It works once, and the capture shows that once.
    Spent,
    /// Its own clock says that it is over.
    Expired,
}

/// How a state is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// The `exp` claim of the token.
    Claim,
    /// `NotOnOrAfter` of the assertion.
    Assertion,
    /// The time that is signed into the address.
    SignedAddress,
    /// `Max-Age` or `Expires` of the cookie, with the date of the answer that set it.
    Cookie,
    /// `expires_in` or `expiresAt` beside it.
    Answer,
    /// The capture shows it being used up.
    Redeemed,
    /// What is documented of such credentials.
    Documented,
    /// Nothing.
    None,
}

/// Whether a credential still works, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct State {
    /// Whether it works.
    pub id: StateId,
    /// When it ends or ended, where that is known.
    pub until: Option<Moment>,
    /// How that is known.
    pub evidence: EvidenceKind,
    /// State and evidence in a sentence.
    pub told: String,
}

/// An end that the capture tells, or the last time at which something was used up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub(super) kind: EvidenceKind,
    pub(super) at: Moment,
    /// What tells it: `its exp claim`.
    pub(super) by: String,
}

/// What is documented.
#[derive(Clone, Copy, Debug)]
pub(super) struct Documented<'r> {
    pub(super) lifetime: Option<&'r str>,
    /// Whether somebody read that at its source.
    pub(super) is_checked: bool,
    /// When the credential was made or last seen.
    pub(super) from: Option<Moment>,
}

impl State {
    /// A credential that was used up; `by` says where.
    pub(super) fn spent(by: &str) -> State {
        State {
            id: StateId::Spent,
            until: None,
            evidence: EvidenceKind::Redeemed,
            told: format!("Used up: {by}. It works once, so it should be of no more use."),
        }
    }

    /// A credential that ends at a time which the capture tells.
    pub(super) fn ending(end: &End, now: Moment) -> State {
        let over = end.at <= now;
        let when = end.at.spoken();
        let by = &end.by;
        let told = match (over, end.kind) {
            (true, EvidenceKind::Cookie) => format!(
                "Expired on {when}, by {by}. That is when the browser drops it; the server may \
                 take it longer."
            ),
            (true, _) => format!("Expired on {when}, by {by}."),
            (false, EvidenceKind::Cookie) => {
                format!("Assume live until {when}: so long the browser keeps it, by {by}.")
            }
            (false, _) => format!("Live until {when}, by {by}."),
        };
        State {
            id: if over { StateId::Expired } else { StateId::Live },
            until: Some(end.at),
            evidence: end.kind,
            told,
        }
    }

    /// A token that says of itself that it never ends.
    pub(super) fn endless(by: &str) -> State {
        State {
            id: StateId::Live,
            until: None,
            evidence: EvidenceKind::Claim,
            told: format!("Cannot expire: {by}. It works until somebody ends it."),
        }
    }

    /// A credential of which the capture tells nothing.
    pub(super) fn documented(documented: Documented<'_>, now: Moment) -> State {
        let Some(words) = documented.lifetime else {
            return State {
                id: StateId::Unknown,
                until: None,
                evidence: EvidenceKind::None,
                told: "Nothing tells when it ends. Assume that it works.".to_owned(),
            };
        };
        let source = if documented.is_checked { "documented" } else { "said, unchecked" };
        let state = |id, until, told| State { id, until, evidence: EvidenceKind::Documented, told };
        match lifetime::read(words) {
            Lifetime::Endless => state(
                StateId::Live,
                None,
                format!("Does not expire by itself ({source}: {words})."),
            ),
            Lifetime::Seconds(seconds) => {
                let end = documented.from.and_then(|from| from.after(seconds));
                match end {
                    Some(end) if end > now => state(
                        StateId::Live,
                        Some(end),
                        format!("Assume live until about {} ({source}: {words}).", end.spoken()),
                    ),
                    Some(end) => state(
                        StateId::Unknown,
                        Some(end),
                        format!(
                            "Should have ended about {} ({source}: {words}), but the capture does \
                             not prove it. Assume that it works.",
                            end.spoken()
                        ),
                    ),
                    None => state(
                        StateId::Unknown,
                        None,
                        format!("Assume that it works ({source}: {words})."),
                    ),
                }
            }
            Lifetime::Words => {
                state(StateId::Unknown, None, format!("Assume that it works ({source}: {words})."))
            }
        }
    }

    /// Whether somebody has to end it.
    pub fn is_open(&self) -> bool {
        match self.id {
            StateId::Live | StateId::Unknown => true,
            StateId::Spent | StateId::Expired => false,
        }
    }
}

impl StateId {
    /// The word in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            StateId::Live => "live",
            StateId::Unknown => "unknown",
            StateId::Spent => "spent",
            StateId::Expired => "expired",
        }
    }
}

impl EvidenceKind {
    /// The word in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            EvidenceKind::Claim => "claim",
            EvidenceKind::Assertion => "assertion",
            EvidenceKind::SignedAddress => "signed-address",
            EvidenceKind::Cookie => "cookie",
            EvidenceKind::Answer => "answer",
            EvidenceKind::Redeemed => "redeemed",
            EvidenceKind::Documented => "documented",
            EvidenceKind::None => "none",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).expect("a time")
    }

    fn documented(lifetime: &str, from: Option<&str>) -> State {
        let from = from.map(at);
        let documented = Documented { lifetime: Some(lifetime), is_checked: true, from };
        State::documented(documented, at("2026-11-20T12:00:00Z"))
    }

    #[test]
    fn never_calls_anything_dead_because_of_documentation() {
        let long_ago = documented("an hour", Some("2020-01-01T00:00:00Z"));
        assert_eq!(long_ago.id, StateId::Unknown);
        assert!(long_ago.is_open() && long_ago.told.contains("Assume"), "{}", long_ago.told);
        let fresh = documented("an hour", Some("2026-11-20T11:30:00Z"));
        assert_eq!((fresh.id, fresh.until), (StateId::Live, Some(at("2026-11-20T12:30:00Z"))));
        assert_eq!(documented("until revoked", None).id, StateId::Live);
        assert_eq!(documented("by policy", None).id, StateId::Unknown);
    }

    #[test]
    fn believes_a_clock_of_its_own() {
        let end = End {
            kind: EvidenceKind::Claim,
            at: at("2026-11-20T12:00:00Z"),
            by: "its `exp` claim".to_owned(),
        };
        assert_eq!(State::ending(&end, at("2026-11-20T11:59:59Z")).id, StateId::Live);
        assert_eq!(State::ending(&end, at("2026-11-20T12:00:00Z")).id, StateId::Expired);
    }

    #[test]
    fn says_what_nobody_checked() {
        let unchecked = Documented { lifetime: Some("an hour"), is_checked: false, from: None };
        let state = State::documented(unchecked, at("2026-11-20T12:00:00Z"));
        assert!(state.told.contains("unchecked"), "{}", state.told);
    }
}
