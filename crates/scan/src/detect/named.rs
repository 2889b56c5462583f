//! Values judged by the name they stand under.

use scrubjay_document::{At, Context, Lead, Leaf, Parts, Path, Span};
use scrubjay_rules::{
    Class, NameVerdict, Place as NamePlace, RuleIndex, Structure, ValueKind, value,
};

use super::plain::{is_count, is_plain, is_slight, is_template};
use super::wording::{
    is_capitalised, is_caption, is_foreign_word, is_said_of_token, is_wordy, speaks_of_one,
};
use super::{
    Detector, about, authorization, harmless, header, joined, judged, label, notation, permission,
    script, sentence, settled, structures, typed,
};
use crate::finding::Sighting;

/// What is shorter and was not sent is a letter or a mark, whatever its name.
const SHORTEST: usize = 3;

impl Detector<'_> {
    /// Judges a value by its name. Returns whether its parts are closed.
    pub(super) fn judge(&mut self, leaf: &Leaf<'_>, at: &At<'_>, leads: &mut Vec<Lead>) -> bool {
        let text = leaf.text;
        let whole = Span::of(text);
        if leaf.context == Context::Userinfo {
            let judged = judged(text);
            if leaf.name == authorization::BASIC {
                authorization::basic(self, text, at);
            } else if leaf.name == b"username" {
                // A token may stand where the user does.
                if value::is_random(&judged) && !value::is_placeholder(&judged) {
                    self.sight_structure(Structure::Userinfo, text, whole, at);
                }
            } else if !value::is_placeholder(&judged)
                && !value::is_nothing(&judged)
                && !is_slot(&judged)
            {
                self.sight_structure(Structure::Userinfo, text, whole, at);
            }
            return false;
        }
        let Some(place) = name_place(leaf.context) else { return leaf.closed };
        // The words of a placeholder in a name say nothing of the value.
        if settled::has_own(leaf.name) {
            return leaf.closed;
        }
        if place == NamePlace::Header && leaf.name.eq_ignore_ascii_case(b"sec-websocket-protocol") {
            if let Some(rule) = self.pack.structure(Structure::AuthHeader) {
                authorization::protocols(self, rule, text, at);
            }
            return false;
        }
        if place == NamePlace::Header && is_cookie_header(leaf.name) {
            // Its cookies are judged one by one.
            return false;
        }
        match self.names.verdict(place, leaf.name, at.host) {
            // A string of several cookies, which are judged one by one.
            NameVerdict::Secret(_) if leaf.parts == Parts::Format && names_cookies(leaf.name) => {
                false
            }
            NameVerdict::Secret(rule) => {
                let judged = judged(text);
                let has_scheme = authorization::has_scheme(&judged)
                    && !is_wordy(&judged)
                    && (place == NamePlace::Header || !is_said_of_token(&judged));
                if place == NamePlace::Header || has_scheme {
                    authorization::header(self, rule, text, at, leads);
                } else if self.counts(rule, leaf, &judged, at)
                    || typed::is_typed(self, rule, leaf, &judged, at)
                {
                    self.sight(rule, text, whole, at);
                } else if place == NamePlace::Cookie {
                    structures::owned(self, rule, text, at);
                } else {
                    self.spare(rule, leaf, &judged, at);
                }
                false
            }
            NameVerdict::Harmless(_) => false,
            NameVerdict::Unknown => {
                if place == NamePlace::Header {
                    self.unknown_header(leaf, at, leads);
                    return false;
                }
                if leaf.closed && leaf.parts != Parts::Format && leaf.parts != Parts::Encoded {
                    let judged = judged(text);
                    if !is_plain(&judged)
                        && !harmless::is_harmless(&judged)
                        && structures::readable(&judged).is_none()
                    {
                        self.sight_structure(Structure::UnknownCookie, text, whole, at);
                    }
                    return false;
                }
                let rule = self.enclosing(leaf, at).or_else(|| joined::named(self, leaf, at));
                if let Some(rule) = rule.or_else(|| self.topical(leaf, at)) {
                    self.sight(rule, text, whole, at);
                }
                leaf.closed
            }
        }
    }

    /// Whether a value under a name that hit `rule` is the credential as a whole.
    pub(super) fn counts(
        &self,
        rule: RuleIndex,
        leaf: &Leaf<'_>,
        judged: &str,
        at: &At<'_>,
    ) -> bool {
        // What can be read in part is judged by its structure.
        structures::readable(judged).is_none()
            && self.pack.accepts(rule, judged)
            && !settled::is_settled(judged)
            && !structures::is_deflated_saml(leaf.name, leaf.text, judged)
            && (leaf.parts != Parts::Url || self.is_any(rule))
            && !(is_wordy(judged)
                && (!self.may_be_words(rule) || speaks_of_one(judged, is_sent(at.path))))
            && !label::is_label(judged, leaf.name, at.path)
            && !(label::is_screen(at.path) && sentence::is_sentence(judged))
            && !label::is_asset(judged)
            && !label::is_built(leaf.name)
            && !script::is_member(judged, leaf.name, at)
            && !script::is_chain_of_calls(judged)
            && !script::is_named_after(judged, leaf.name)
            && (is_sent(at.path) || !about::is_about(judged, leaf.name, at))
            && !(self.pack.rule(rule).class == Class::Password && about::is_slight_number(judged))
            && (self.may_be_words(rule) || !notation::is_no_token(judged))
            && (self.pack.rule(rule).class == Class::Password || !script::is_path(judged))
            && !(self.is_code_for_once(rule)
                && label::is_screen(at.path)
                && (is_caption(judged) || is_foreign_word(judged)))
            && !(at.path.names().any(|name| name == b"vocab") && is_count(judged))
            && !(leaf.context.is_cookie() && judged == "deleteMe")
            && !harmless::is_settings(judged)
            && !judged.starts_with("<svg")
            && !(leaf.name.eq_ignore_ascii_case(b"pw") && judged.len() < 4 && is_count(judged))
            && !(leaf.name.contains(&b':') && permission::is_permission(judged.as_bytes()))
            && (self.may_be_words(rule) || !is_capitalised(judged))
            && (self.is_any(rule) || !is_slight(judged))
            && (judged.len() >= SHORTEST || is_sent(at.path))
            && !is_template(judged)
    }

    /// Remembers words that stand under the name of a password and read like a text of the screen:
    /// the same words may be a password elsewhere.
    fn spare(&mut self, rule: RuleIndex, leaf: &Leaf<'_>, judged: &str, at: &At<'_>) {
        const LONGEST: usize = 200;
        let words = judged.trim().contains(' ') || !judged.is_ascii();
        let is_one = words
            && (4..=LONGEST).contains(&judged.len())
            && self.may_be_words(rule)
            && self.pack.accepts(rule, judged)
            && !settled::has_own(leaf.text);
        if is_one {
            let before = self.sightings.len();
            self.sight(rule, leaf.text, Span::of(leaf.text), at);
            self.spared.extend(
                self.sightings
                    .drain(before..)
                    .map(|sighting| Sighting { spared: true, ..sighting }),
            );
        }
    }

    /// Whether a credential of this rule may be a row of words: a pass phrase is one, recovery
    /// codes may be. No token is.
    pub(super) fn may_be_words(&self, rule: RuleIndex) -> bool {
        matches!(self.pack.rule(rule).class, Class::Password | Class::OneTime | Class::PrivateKey)
    }

    pub(super) fn is_code_for_once(&self, rule: RuleIndex) -> bool {
        self.pack.rule(rule).class == Class::OneTime
    }

    fn is_any(&self, rule: RuleIndex) -> bool {
        self.pack.rule(rule).value == ValueKind::Any
    }

    fn unknown_header(&mut self, leaf: &Leaf<'_>, at: &At<'_>, leads: &mut Vec<Lead>) {
        let judged = judged(leaf.text);
        let name = String::from_utf8_lossy(leaf.name);
        let speaks = self.names.is_authentication_like(leaf.name)
            && !is_plain(&judged)
            && !value::is_term(&judged)
            && !header::describes(&name, &judged);
        if (speaks || header::is_credential(leaf.context, &name, &judged))
            && let Some(rule) = self.pack.structure(Structure::AuthHeader)
        {
            authorization::header(self, rule, leaf.text, at, leads);
        }
    }
}

/// Whether a program puts a password where a value stands in an address: `%s`, `{}`.
fn is_slot(judged: &str) -> bool {
    judged.starts_with(['%', '{', '<']) && value::is_term(judged)
}

/// The place of a name, as rules see it.
pub(super) fn name_place(context: Context) -> Option<NamePlace> {
    Some(match context {
        Context::Key => NamePlace::Key,
        Context::Param => NamePlace::Param,
        Context::RequestHeader | Context::ResponseHeader | Context::Header => NamePlace::Header,
        Context::Cookie | Context::SetCookie => NamePlace::Cookie,
        Context::Claim => NamePlace::Claim,
        _ => return None,
    })
}

pub(super) fn is_cookie_header(name: &[u8]) -> bool {
    [b"cookie".as_slice(), b"set-cookie", b"cookie2", b"set-cookie2"]
        .iter()
        .any(|cookie| name.eq_ignore_ascii_case(cookie))
}

/// Whether a key says that its value is cookies in one string.
fn names_cookies(name: &[u8]) -> bool {
    let name = name.strip_prefix(b"document.").unwrap_or(name);
    let name = name.strip_suffix(b"s").unwrap_or(name);
    is_cookie_header(name)
        || [b"set_cookie".as_slice(), b"setcookie", b"cookiestring"]
            .iter()
            .any(|cookie| name.eq_ignore_ascii_case(cookie))
}

/// Whether a place is in a request.
fn is_sent(path: &Path) -> bool {
    path.names().any(|name| name == b"request")
}
