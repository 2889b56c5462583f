//! Values that have no telling name of their own: what stands around them names them.

use scrubjay_document::{At, CodecId, Context, Leaf, Parts, Span};
use scrubjay_rules::{Class, NameVerdict, Place as NamePlace, RuleIndex, identifier, value};

use super::plain::is_plain;
use super::{Detector, JUDGED, judged, label, notation, settled, structures, unquoted};

impl Detector<'_> {
    pub(super) fn enclosing_text(&mut self, leaf: &Leaf<'_>, at: &At<'_>) {
        if leaf.context == Context::Text
            && let Some(rule) = self.enclosing(leaf, at).or_else(|| self.topical(leaf, at))
        {
            self.sight(rule, leaf.text, Span::of(leaf.text), at);
        }
    }

    /// The rule that names a body which has no name of its own: `POST /customer/token` is answered
    /// with nothing but a token.
    pub(super) fn topical(&mut self, leaf: &Leaf<'_>, at: &At<'_>) -> Option<RuleIndex> {
        const SIGN_IN: [&str; 8] =
            ["login", "signin", "sign-in", "sign_in", "signup", "register", "authenticate", "auth"];
        let topic = at.topic?;
        if leaf.part || leaf.parts != Parts::None || !(16..=JUDGED).contains(&leaf.text.len()) {
            return None;
        }
        let mut names = at.path.names();
        let first = names.next()?;
        let alone = matches!(first, b"key" | b"value" | b"result" | b"data");
        let body = if alone { names.next()? } else { first };
        if body != b"text" || names.next() != Some(b"content") {
            return None;
        }
        let judged = judged(unquoted(leaf.text, Span::of(leaf.text)).slice(leaf.text));
        if !value::is_random(&judged)
            || settled::is_settled(&judged)
            || structures::readable(&judged).is_some()
        {
            return None;
        }
        match self.names.verdict(NamePlace::Key, topic.as_bytes(), at.host) {
            NameVerdict::Secret(rule) => Some(rule),
            _ if first == b"key" && SIGN_IN.contains(&topic) => {
                match self.names.verdict(NamePlace::Key, b"api_key", at.host) {
                    NameVerdict::Secret(rule) => Some(rule),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The rule that names something around a value: an object or list under a secret name.
    pub(super) fn enclosing(&mut self, leaf: &Leaf<'_>, at: &At<'_>) -> Option<RuleIndex> {
        let text = leaf.text;
        if leaf.part || leaf.parts != Parts::None || at.path.is_empty() {
            return None;
        }
        // Cheap first: few values are long, and few names say nothing.
        let (long, says_nothing) = ((16..=JUDGED).contains(&text.len()), is_value_like(leaf.name));
        if !long && !says_nothing {
            return None;
        }
        // A key of `sessions` may be the id of one.
        if leaf.name.is_empty()
            && let Some(outer) = at.enclosing().next()
            && (outer.ends_with(b"sessions") || outer.ends_with(b"Sessions"))
            && let NameVerdict::Secret(rule) =
                self.names.verdict(NamePlace::Key, &outer[..outer.len() - 1], at.host)
        {
            let judged = judged(text);
            return (!settled::is_settled(&judged) && value::is_random(&judged)).then_some(rule);
        }
        let names = at.enclosing().skip(usize::from(!leaf.name.is_empty())).take(2);
        // HTML's element for pieces of programs names nothing.
        let is_page = at.chain.last().is_some_and(|step| step.codec == CodecId::HtmlEntity);
        let names_nothing = |name: &[u8]| {
            settled::has_own(name)
                || label::is_built(name)
                || is_page && leaf.name.is_empty() && name == b"code"
        };
        for (above, name) in names.enumerate().filter(|(_, name)| !names_nothing(name)) {
            if let NameVerdict::Secret(rule) = self.names.verdict(NamePlace::Key, name, at.host) {
                let judged = judged(text);
                let kept = settled::is_settled(&judged)
                    || value::is_nothing(&judged)
                    || value::is_term(&judged)
                    || !self.may_be_words(rule) && notation::is_no_token(&judged);
                // A key of an object that is named so only says more of it.
                let is_key = leaf.name.is_empty() && text.iter().all(u8::is_ascii_alphabetic);
                let is_password =
                    self.pack.rule(rule).class == Class::Password && says_nothing && !is_key;
                // `{"password": {"value": "…"}}` is one as `{"password": "…"}` is.
                let password = is_password
                    && (!is_plain(&judged)
                        || above == 0
                            && is_value(leaf.name)
                            && self.counts(rule, leaf, &judged, at));
                return (!kept
                    && !label::is_asset(&judged)
                    && (password || value::is_random(&judged))
                    && (says_nothing || !self.describes(leaf.name, name, above, at)))
                .then_some(rule);
            }
        }
        None
    }

    /// Whether a member of something under a secret name only says which one it is or what it is
    /// like: the name of a cookie, the user of a session. An id right under the name may be all
    /// there is to a session; in a list it tells one from the others.
    fn describes(&mut self, own: &[u8], outer: &[u8], above: usize, at: &At<'_>) -> bool {
        let words = identifier::words(&String::from_utf8_lossy(own));
        if (above > 0 || at.path.is_in_element())
            && let Some("id" | "ids" | "uuid" | "guid" | "uid") = words.last().map(String::as_str)
        {
            return true;
        }
        let joined = [outer, b".", own].concat();
        !matches!(self.names.verdict(NamePlace::Key, &joined, at.host), NameVerdict::Secret(_))
    }
}

/// Whether a member's own name says nothing but that it is the value.
fn is_value_like(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 9] =
        [b"", b"val", b"data", b"text", b"content", b"plain", b"raw", b"current", b"new"];
    name.len() <= 7 && NAMES.iter().any(|value| name.eq_ignore_ascii_case(value)) || is_value(name)
}

/// Whether a member is called the value.
fn is_value(name: &[u8]) -> bool {
    match name.len() {
        5 => name.eq_ignore_ascii_case(b"value"),
        11 => name == b"stringValue",
        _ => false,
    }
}
