//! Why a value is taken for a credential or not: what matches it, and what nearly does.
//!
//! For somebody who wonders at a finding, or writes a rule. Nothing here repeats the value: an
//! account says lengths and reasons.

use crate::{
    boundary,
    names::NameVerdict,
    pack::Pack,
    place::Place,
    rule::{Look, Rule, RuleIndex, Shape},
    shape::CompiledShape,
    structure::{authorization, jwe, jwt, path, pem, saml, sigv4},
    validator::{Validator, Validity},
    value,
};

/// All that the pack says of one value.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    /// Number of bytes of the value.
    pub length: usize,
    /// What kind of value it is, in words.
    pub kind: &'static str,
    /// The rules that take it, with the reason.
    pub matches: Vec<Reason>,
    /// The rules that nearly take it, with what is missing.
    pub near: Vec<Reason>,
}

/// A rule and why it takes a value or leaves it.
#[derive(Clone, Debug)]
pub struct Reason {
    /// The rule.
    pub rule: RuleIndex,
    /// Why, in words.
    pub why: String,
}

/// Where a value stands, as far as the asker knows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting<'a> {
    /// The name it stands under, and the kind of place.
    pub name: Option<(Place, &'a str)>,
    /// The host it was seen on.
    pub host: Option<&'a str>,
}

impl Pack {
    /// Tells which rules take `value` in this setting, which nearly do, and why.
    pub fn explain(&self, value: &str, setting: Setting<'_>) -> Explanation {
        let mut told =
            Explanation { length: value.len(), kind: kind(value), ..Explanation::default() };
        for (position, rule) in self.rules().iter().enumerate() {
            let index = RuleIndex::new(position);
            if let Look::Shape(shape) = &rule.look {
                match of_shape(index, rule, shape, value) {
                    Some(Ok(why)) => told.matches.push(Reason { rule: index, why }),
                    Some(Err(why)) => told.near.push(Reason { rule: index, why }),
                    None => {}
                }
            }
        }
        self.explain_structure(value, &mut told);
        if let Some((place, name)) = setting.name {
            self.explain_name(place, name, value, setting.host, &mut told);
        }
        told
    }

    fn explain_structure(&self, value: &str, told: &mut Explanation) {
        use crate::structure::Structure;
        let found = if jwt::parse(value).is_some() {
            Some((Structure::Jwt, "three parts of base64url, of which the first two are JSON"))
        } else if jwe::parse(value).is_some() {
            Some((Structure::Jwe, "five parts of base64url, of which the first is JSON"))
        } else if jwt::like(value.as_bytes(), 0) == Some(0..value.len()) {
            Some((Structure::JwtLike, "three parts of base64url, written like a signed token"))
        } else if pem::starting_at(value.as_bytes(), 0).is_some() {
            Some((Structure::Pem, "a PEM block of a private key"))
        } else if saml::is_encoded(value) {
            Some((Structure::Saml, "base64 of XML, as SAML messages are sent"))
        } else if sigv4::parse(value).is_some() {
            Some((Structure::SigV4, "the parts of a signature of AWS"))
        } else if authorization::is_challenge_response(value) {
            Some((Structure::ChallengeResponse, "the answer to a challenge"))
        } else if value.contains("://") && path::secret_segment(value).is_some() {
            Some((
                Structure::PathToken,
                "an address with a random-looking part where links have secrets",
            ))
        } else {
            None
        };
        if let Some((structure, why)) = found
            && let Some(rule) = self.structure(structure)
        {
            told.matches.push(Reason { rule, why: why.to_owned() });
        }
    }

    fn explain_name(
        &self,
        place: Place,
        name: &str,
        value: &str,
        host: Option<&str>,
        told: &mut Explanation,
    ) {
        match self.name(place, name, host) {
            NameVerdict::Secret(rule) if self.accepts(rule, value) => {
                told.matches.push(Reason {
                    rule,
                    why: "it stands under a name that the rule knows".to_owned(),
                });
            }
            NameVerdict::Secret(rule) => {
                let why = match self.keeps(value) {
                    Some(keeps) => format!(
                        "the rule knows the name, but {} keeps values of this shape",
                        self.rule(keeps).id
                    ),
                    None => format!(
                        "the rule knows the name, but the value does not count: {}",
                        kind(value)
                    ),
                };
                told.near.push(Reason { rule, why });
            }
            NameVerdict::Harmless(rule) => {
                told.matches.push(Reason {
                    rule,
                    why: "the name is known to be harmless: the value is kept".to_owned(),
                });
            }
            NameVerdict::Unknown => {}
        }
        // The same name on another host means something.
        for (position, rule) in self.rules().iter().enumerate() {
            let Look::Names(names) = &rule.look else { continue };
            let known = names
                .names
                .iter()
                .any(|(at, known)| *at == place && known.eq_ignore_ascii_case(name));
            let index = RuleIndex::new(position);
            if known
                && !names.hosts.is_empty()
                && !told.matches.iter().any(|reason| reason.rule == index)
            {
                let why = format!("the rule knows the name on {} only", names.hosts.join(", "));
                told.near.push(Reason { rule: index, why });
            }
        }
    }
}

/// What kind of value it is: what decides under a name.
fn kind(value: &str) -> &'static str {
    if value::is_placeholder(value) {
        "a placeholder, which never counts"
    } else if value::is_nothing(value) {
        "nothing that could be a credential: empty, a boolean, null"
    } else if value::is_plain(value) {
        "plain, as words, numbers, dates and versions are: it counts only as a password"
    } else if value::is_random(value) {
        "random-looking: it counts under every name that speaks of a credential"
    } else {
        "neither plain nor random-looking: it counts under names of credentials, not by itself"
    }
}

/// Whether a shape takes the value, and why; or nearly does, and why not.
fn of_shape(
    index: RuleIndex,
    rule: &Rule,
    shape: &Shape,
    value: &str,
) -> Option<Result<String, String>> {
    let lower = value.to_ascii_lowercase();
    let keyword =
        shape.keywords.iter().find(|keyword| lower.contains(&keyword.to_ascii_lowercase()))?;
    let compile = |pattern: &str, validators: &[Validator], glued: bool| {
        let shape = Shape { pattern: pattern.to_owned(), glued, ..shape.clone() };
        CompiledShape::new(index, &shape, validators).ok()
    };
    if compile(&shape.pattern, &rule.validators, shape.glued)?.is_in(value) {
        let verdict = if rule.keep { "keeps it: it has" } else { "it has" };
        let proof = match rule.validators.iter().find(|validator| validator.is_checksum()) {
            None => String::new(),
            Some(checksum) => match checksum.test(value.trim().as_bytes()) {
                Validity::Proven => ", and its checksum is right".to_owned(),
                _ => ", although its checksum is wrong or cannot be told apart from what is around it".to_owned(),
            },
        };
        return Some(Ok(format!(
            "{verdict} the shape that begins or goes with `{keyword}`{proof}"
        )));
    }
    let sees = |pattern: &str, validators: &[Validator], glued: bool| {
        compile(pattern, validators, glued).is_some_and(|shape| shape.is_in(value))
    };
    let any_length = lengths_open(&shape.pattern);
    let any_letters = letters_open(&shape.pattern);
    let both = letters_open(&any_length);
    let length = || {
        let pieces: Vec<&str> =
            pieces(&shape.pattern).map(|(start, end)| &shape.pattern[start..end]).collect();
        format!(
            "its length: {} bytes; the pieces of the shape repeat {}",
            value.len(),
            pieces.join(", ")
        )
    };
    let why = if let Some(refuses) = rule.validators.iter().find(|refuses| {
        let others: Vec<Validator> =
            rule.validators.iter().copied().filter(|other| other != *refuses).collect();
        sees(&shape.pattern, &others, shape.glued)
    }) {
        format!("the validator `{}` refuses it", refuses.as_str())
    } else if sees(&shape.pattern, &rule.validators, true) {
        "a letter or digit right before or behind it: it is part of something longer".to_owned()
    } else if sees(&any_letters, &[], true) {
        "its alphabet: a character stands in it that the shape does not have".to_owned()
    } else if sees(&any_length, &[], true) {
        length()
    } else if sees(&both, &[], true) {
        format!("its alphabet, and {}", length())
    } else if shape.keywords.iter().all(|keyword| !value.contains(keyword.as_str()))
        && !shape.pattern.starts_with("(?i)")
    {
        format!("`{keyword}` stands in it in other letters: the shape heeds upper and lower case")
    } else if !boundary::is_before(value.as_bytes(), lower.find(&keyword.to_ascii_lowercase())?) {
        format!("`{keyword}` stands within a word")
    } else {
        format!("`{keyword}` stands in it, but nothing else of the shape does")
    };
    Some(Err(why))
}

/// The bounded repetitions of a pattern.
fn pieces(pattern: &str) -> impl Iterator<Item = (usize, usize)> {
    pattern.match_indices('{').filter_map(move |(start, _)| {
        let length = pattern[start..].find('}')?;
        let inside = &pattern[start + 1..start + length];
        let is_count =
            inside.bytes().all(|byte| byte.is_ascii_digit() || byte == b',') && !inside.is_empty();
        is_count.then_some((start, start + length + 1))
    })
}

/// The pattern with every piece of any length up to a few hundred.
fn lengths_open(pattern: &str) -> String {
    let pieces: Vec<(usize, usize)> = pieces(pattern).collect();
    // What is not anchored to a keyword may match 256 bytes in all.
    let most = (200 / pieces.len().max(1)).max(2);
    let mut open = pattern.to_owned();
    for (start, end) in pieces.into_iter().rev() {
        open.replace_range(start..end, &format!("{{1,{most}}}"));
    }
    open
}

/// The pattern with every class of characters widened to all that can be seen.
fn letters_open(pattern: &str) -> String {
    let mut open = String::with_capacity(pattern.len());
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {
                open.push(letter);
                open.extend(letters.next());
            }
            '[' => {
                let mut class = String::new();
                while let Some(letter) = letters.next() {
                    match letter {
                        '\\' => {
                            class.push(letter);
                            class.extend(letters.next());
                        }
                        ']' if !class.is_empty() => break,
                        letter => class.push(letter),
                    }
                }
                // A class of one character is a literal, written so that it need not be escaped.
                if class.chars().count() == 1 {
                    open.push_str(&format!("[{class}]"));
                } else {
                    open.push_str("[!-~]");
                }
            }
            letter => open.push(letter),
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PackSource;

    fn explain(value: &str, setting: Setting<'_>) -> Explanation {
        let text = r#"
            [[rule]]
            id = "acme.key"
            service = "Acme"
            class = "api-key"
            severity = "high"
            description = "A key."
            pattern = '(?<secret>acme_[0-9a-f]{16})'
            keywords = ["acme_"]
            validators = ["varied"]
            examples = ["text acme_{hex:16}"]
            counter-examples = ["text acme_{hex:15}"]

            [[rule]]
            id = "acme.session"
            service = "Acme"
            class = "session"
            severity = "high"
            description = "A session."
            cookie = ["asid"]
            host = ["acme.example"]
            examples = ["cookie *={alnum:20}"]
            counter-examples = ["cookie asid=1 @ acme.example"]
        "#;
        let pack = Pack::load(&[PackSource { name: "acme.toml", text }]).expect("it compiles");
        pack.explain(value, setting)
    }

    fn near(value: &str) -> String {
        let told = explain(value, Setting::default());
        assert!(told.matches.is_empty(), "{value} is taken");
        told.near.first().map_or(String::new(), |reason| reason.why.clone())
    }

    #[test]
    fn says_what_a_near_miss_lacks() {
        assert_eq!(explain("acme_0123456789abcdef", Setting::default()).matches.len(), 1);
        for (value, why) in [
            ("acme_0123456789abcde", "its length: 20 bytes"),
            ("acme_0123456789abcdeX", "its alphabet"),
            ("acme_0000000000000000", "validator `varied`"),
            ("xacme_0123456789abcdef", "right before or behind"),
            ("ACME_0123456789abcdef", "upper and lower case"),
        ] {
            assert!(near(value).contains(why), "{value}: {}", near(value));
        }
        assert!(explain("hello", Setting::default()).near.is_empty(), "nothing like it");
    }

    #[test]
    fn says_what_the_name_and_the_host_decide() {
        let value = "4f1b2c9d8e7a6f5b4c3d";
        let name = Some((Place::Cookie, "asid"));
        let on = explain(value, Setting { name, host: Some("acme.example") });
        assert_eq!(on.matches.len(), 1);
        let elsewhere = explain(value, Setting { name, host: Some("example.org") });
        assert!(elsewhere.matches.is_empty());
        assert!(elsewhere.near[0].why.contains("on acme.example only"));
        let plain = explain("dark", Setting { name, host: Some("acme.example") });
        assert!(plain.near[0].why.contains("does not count"), "{}", plain.near[0].why);
    }

    #[test]
    fn never_repeats_the_value() {
        let value = "acme_0123456789abcdeX";
        let told = format!("{:?}", explain(value, Setting::default()));
        assert!(!told.contains("0123456789"), "{told}");
    }
}
