//! When a credential ends: what the capture tells, by the clock that counts most.

use scrubjay_rules::{Class, Confidence};
use serde_json::Value;

use super::desk::{Desk, Unit};
use super::exchange::Exchange;
use super::note::{Topic, entry, parent};
use super::state::{Documented, End, EvidenceKind, State};
use crate::moment::Moment;

impl Desk<'_> {
    /// When it was made.
    pub(super) fn issued(&self, unit: &Unit<'_>) -> Option<Moment> {
        let claimed = ["iat", "nbf"].iter().find_map(|name| time(unit.claims.get(*name)?));
        let signed = || {
            let notes = self.beside(unit, &[Topic::SignedAt]);
            notes.first().and_then(|note| Moment::read(&note.text))
        };
        let received = || unit.trail.received(&self.exchanges)?.1.answered();
        claimed.or_else(signed).or_else(received)
    }

    pub(super) fn state(&self, unit: &Unit<'_>, from: Option<Moment>) -> State {
        let works_once = unit.is_assertion || unit.rule.class == Class::OneTime;
        if works_once && let Some(exchange) = unit.trail.redeemed(&self.exchanges, &self.opened) {
            let when = exchange.started.map_or(String::new(), |at| format!(" on {}", at.spoken()));
            let by = format!(
                "the capture shows it being taken{when} by {}, which answered {}",
                self.hide.text(&exchange.told()),
                exchange.status
            );
            return State::spent(&by);
        }
        if let Some(end) = self.end(unit, from) {
            return State::ending(&end, self.now);
        }
        if !unit.claims.is_empty() && unit.claims.contains_key("iat") {
            return State::endless("its token has no `exp` claim");
        }
        let documented = Documented {
            lifetime: unit.rule.lifetime.as_deref(),
            is_checked: unit.rule.confidence == Confidence::Verified,
            from,
        };
        State::documented(documented, self.now)
    }

    /// The end that the capture tells, by the clock that counts most.
    fn end(&self, unit: &Unit<'_>, from: Option<Moment>) -> Option<End> {
        let end = |kind, at, by: &str| End { kind, at, by: by.to_owned() };
        if let Some(at) = unit.claims.get("exp").and_then(time) {
            return Some(end(EvidenceKind::Claim, at, "its `exp` claim"));
        }
        if unit.is_assertion {
            let notes = self.within(unit, &[Topic::AssertionEnd]);
            let at = notes.iter().filter_map(|note| Moment::read(&note.text)).max()?;
            return Some(end(EvidenceKind::Assertion, at, "`NotOnOrAfter` of the assertion"));
        }
        if unit.rule.class == Class::Presigned {
            return self.signed_end(unit);
        }
        self.cookie_end(unit).or_else(|| self.answered_end(unit, from))
    }

    fn signed_end(&self, unit: &Unit<'_>) -> Option<End> {
        let kind = EvidenceKind::SignedAddress;
        let first = |topic| self.beside(unit, &[topic]).first().map(|note| note.text.clone());
        if let (Some(at), Some(seconds)) = (first(Topic::SignedAt), first(Topic::SignedFor)) {
            let at = Moment::read(&at)?.after(seconds.trim().parse().ok()?)?;
            return Some(End {
                kind,
                at,
                by: "the date and the seconds in its address".to_owned(),
            });
        }
        let at = Moment::read(&first(Topic::EndsAt)?)?;
        Some(End { kind, at, by: "the time in its address".to_owned() })
    }

    /// The latest end that an answer gave the cookie.
    fn cookie_end(&self, unit: &Unit<'_>) -> Option<End> {
        let mut ends = Vec::new();
        for place in &unit.places {
            let Some(at) = entry(&place.path) else { continue };
            if !place.path.to_ascii_lowercase().contains("cookie") {
                continue;
            }
            let name = place.path.rsplit_once(parent(&place.path)).map_or("", |(_, name)| name);
            let name = name.trim_start_matches('.').trim_matches('"');
            let clock = self.exchanges.get(&(place.file, at)).and_then(Exchange::answered);
            let notes = self.notes.iter().filter(|note| {
                note.topic == Topic::CookieEnd
                    && note.file == place.file
                    && entry(&note.path) == Some(at)
                    && note.name == name
            });
            for note in notes {
                let (attribute, value) = note.text.split_once('=').unwrap_or_default();
                let (at, by) = match attribute {
                    "max-age" => {
                        let seconds = value.parse().unwrap_or_default();
                        (
                            clock.and_then(|clock| clock.after(seconds)),
                            "`Max-Age` of the cookie and the date of the answer",
                        )
                    }
                    _ => (Moment::read(value), "`Expires` of the cookie"),
                };
                if let Some(at) = at {
                    // `Max-Age` goes before `Expires`.
                    ends.push((attribute == "max-age", at, by));
                }
            }
        }
        let (_, at, by) = ends.into_iter().max()?;
        Some(End { kind: EvidenceKind::Cookie, at, by: by.to_owned() })
    }

    /// What the answer that brought it says beside it.
    fn answered_end(&self, unit: &Unit<'_>, from: Option<Moment>) -> Option<End> {
        let kind = EvidenceKind::Answer;
        let topic = match unit.rule.class {
            Class::Refresh => Some(Topic::RefreshEndsIn),
            Class::Access | Class::Session | Class::OneTime => Some(Topic::EndsIn),
            // The answer that hands out a temporary key of AWS says when it ends. What stands
            // beside other keys may be about something else.
            Class::ApiKey if unit.rule.label == "aws-secret-key" => None,
            Class::ApiKey
            | Class::Password
            | Class::Csrf
            | Class::Signature
            | Class::PrivateKey
            | Class::Presigned
            | Class::Data => return None,
        };
        let brought = unit.trail.received(&self.exchanges).and_then(|(_, e)| e.answered());
        if let Some(topic) = topic
            && let Some(note) = self.beside(unit, &[topic]).first()
            && let (Some(from), Ok(seconds)) = (brought.or(from), note.text.trim().parse())
        {
            let by = format!("`{}` beside it in the answer", note.name);
            return Some(End { kind, at: from.after(seconds)?, by });
        }
        if unit.rule.class == Class::Refresh {
            return None;
        }
        let notes = self.beside(unit, &[Topic::EndsAt]);
        let note = notes
            .iter()
            .find(|note| note.path.contains("response") || entry(&note.path).is_none())?;
        let by = format!("`{}` beside it", note.name);
        Some(End { kind, at: Moment::read(&note.text)?, by })
    }
}

/// A time in a claim: seconds since 1970.
fn time(value: &Value) -> Option<Moment> {
    let seconds = value.as_i64().or_else(|| {
        #[expect(clippy::cast_possible_truncation, reason = "parts of a second are dropped")]
        value.as_f64().map(|seconds| seconds as i64)
    });
    match seconds {
        Some(seconds) => Moment::from_unix(seconds),
        None => Moment::read(value.as_str()?),
    }
}
