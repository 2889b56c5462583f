//! Looking through a text for tokens and telling words.

use std::ops::Range;

use super::Pack;
use crate::{
    rule::RuleIndex,
    structure::{Structure, basic, bearer, issued, jwe, jwt, pem, userinfo},
    value,
};

/// Something that a search in text came upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextHit {
    /// A token that tells by its shape what it is.
    ///
    /// For a rule with a structure, `secret` is the whole structure: a JWT with its header and
    /// claims, a PEM block with its lines.
    Token {
        /// The rule.
        rule: RuleIndex,
        /// Where the secret stands in the text.
        secret: Range<usize>,
    },
    /// What begins like a token and goes on at random, but not as the shape of the rule says.
    Kin {
        /// The rule.
        rule: RuleIndex,
        /// Where it stands in the text.
        secret: Range<usize>,
    },
    /// A word that speaks of credentials: the scan looks for a name and a value around it.
    Word {
        /// Where the word stands in the text.
        at: Range<usize>,
    },
}

/// What opens a structure in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// The header of a JWT or a JWE: which of them it is, what follows tells.
    Jose,
    Pem,
    Bearer,
    Basic,
    Userinfo,
}

impl Opening {
    /// What opens a structure, unless only a format can tell where it stands.
    pub(super) fn of(structure: Structure) -> Option<Self> {
        match structure {
            Structure::Jwt | Structure::JwtLike | Structure::Jwe => Some(Self::Jose),
            Structure::Pem => Some(Self::Pem),
            Structure::Bearer => Some(Self::Bearer),
            Structure::Basic => Some(Self::Basic),
            Structure::Userinfo => Some(Self::Userinfo),
            Structure::ServiceAccountJwt
            | Structure::DpopProof
            | Structure::Saml
            | Structure::SigV4
            | Structure::Presigned
            | Structure::UnknownCookie
            | Structure::AuthHeader
            | Structure::ChallengeResponse
            | Structure::PathToken
            | Structure::Email
            | Structure::IpAddress
            | Structure::AnyCookie
            | Structure::Body
            | Structure::RandomLooking => None,
        }
    }

    /// The literals of which one stands at its start.
    pub(super) fn literals(self) -> &'static [&'static str] {
        match self {
            Self::Jose => &jwt::STARTS,
            Self::Pem => &[pem::START],
            Self::Bearer => &[bearer::START],
            Self::Basic => &[basic::START],
            Self::Userinfo => &["://"],
        }
    }
}

/// What a search has just found, so that it is not told twice.
///
/// Invariant: bounded, so that a search in a short text costs next to nothing.
#[derive(Default)]
struct Recent {
    /// Shape and end of its latest match, for the last few shapes that matched.
    shapes: [(usize, usize); 8],
    next: usize,
    jose_end: usize,
    pem_end: usize,
}

impl Pack {
    /// Looks through a text once, and calls `on` for each token and each word.
    ///
    /// The text need not be valid UTF-8. Hits come in the order of their keywords; tokens may
    /// overlap. The work is linear in the text, whatever it holds.
    pub fn search(&self, text: &[u8], on: &mut dyn FnMut(TextHit)) {
        let mut recent = Recent::default();
        self.prefilter.each(text, |position, at| {
            let literal = &self.literals[position];
            for &shape in &literal.shapes {
                self.search_shape(shape, text, &at, &mut recent, on);
            }
            if let Some(opening) = literal.opening {
                self.search_structure(opening, text, &at, &mut recent, on);
            }
            if let Some(word) = literal.word
                && (!word.ends || goes_on_from(&text[..at.start]))
            {
                on(TextHit::Word { at: at.start..at.start + word.len });
            }
        });
    }

    fn search_shape(
        &self,
        position: usize,
        text: &[u8],
        at: &Range<usize>,
        recent: &mut Recent,
        on: &mut dyn FnMut(TextHit),
    ) {
        if recent.covers(position, at.start) {
            return;
        }
        let shape = &self.shapes[position];
        if let Some(found) = shape.at(text, at.clone()) {
            recent.add(position, found.whole.end);
            on(TextHit::Token { rule: shape.rule, secret: found.secret });
        } else if let Some(secret) = shape.kin_at(text, at) {
            on(TextHit::Kin { rule: shape.rule, secret });
        }
    }

    fn search_structure(
        &self,
        opening: Opening,
        text: &[u8],
        at: &Range<usize>,
        recent: &mut Recent,
        on: &mut dyn FnMut(TextHit),
    ) {
        let found = match opening {
            Opening::Jose => {
                if at.start < recent.jose_end || !jwt::starts_token(text, at.start) {
                    return;
                }
                let jwt = jwt::starting_at(text, at.start)
                    .map(|jwt| (self.kind_of_jwt(text, &jwt), jwt.range()));
                let jwe =
                    || jwe::starting_at(text, at.start).map(|jwe| (Structure::Jwe, jwe.range()));
                let like = || jwt::like(text, at.start).map(|range| (Structure::JwtLike, range));
                let found = jwt.or_else(jwe).or_else(like);
                recent.jose_end = found.as_ref().map_or(recent.jose_end, |(_, range)| range.end);
                found
            }
            Opening::Pem => {
                if at.start < recent.pem_end {
                    return;
                }
                let found = pem::starting_at(text, at.start);
                recent.pem_end = found.as_ref().map_or(0, |pem| pem.whole.end);
                found.map(|pem| (Structure::Pem, pem.whole))
            }
            Opening::Bearer => bearer::behind(text, at.start)
                .filter(|found| !is_placeholder(&text[found.clone()]))
                .map(|found| (Structure::Bearer, found)),
            Opening::Basic => basic::behind(text, at.start).map(|found| (Structure::Basic, found)),
            Opening::Userinfo => userinfo::behind(text, at.start)
                .filter(|found| !is_placeholder(&text[found.password.clone()]))
                .map(|found| (Structure::Userinfo, found.password)),
        };
        if let Some((structure, secret)) = found
            && let Some(rule) = self.structure(structure)
        {
            on(TextHit::Token { rule, secret });
        }
    }

    /// The most particular structure of a token that a rule stands for.
    fn kind_of_jwt(&self, text: &[u8], token: &jwt::Jwt) -> Structure {
        let kind = issued::kind(text, token);
        if self.structure(kind).is_some() { kind } else { Structure::Jwt }
    }
}

impl Recent {
    fn covers(&self, shape: usize, at: usize) -> bool {
        self.shapes.iter().any(|&(recent, end)| recent == shape && at < end)
    }

    fn add(&mut self, shape: usize, end: usize) {
        self.shapes[self.next % self.shapes.len()] = (shape, end);
        self.next += 1;
    }
}

fn is_placeholder(value: &[u8]) -> bool {
    std::str::from_utf8(value).is_ok_and(value::is_placeholder)
}

/// Whether a name in which words stand apart or together goes on behind `text`.
fn goes_on_from(text: &[u8]) -> bool {
    let text = text.strip_suffix(b" ").unwrap_or(text);
    matches!(text, [.., b'_' | b'-' | b'.' | 0x80..])
        || text.last().is_some_and(u8::is_ascii_alphanumeric)
}
