//! The notation of examples: a place, a name and a value, or a piece of text.
//!
//! ```text
//! cookie sid={alnum:24} @ acme.okta.com
//! header Authorization: SSWS 00{alnum:40}
//! param code={b64url:32}
//! key apiToken={hex:32}
//! claim sid={uuid}
//! text git clone with ghx_{alnum:30}{crc32-base62}
//! url https://{lower:4}:{alnum:12}@example.org/
//! ```
//!
//! Braces make up values, so that no rule has to hold a string that looks like a credential:
//! scanners of repositories cannot know that an example is none. `*` as name means each name
//! of the rule in that place.

mod generate;

pub(crate) use generate::expand;

use crate::place::Place;

/// One example, taken apart but with its braces still closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Example<'a> {
    /// A name with a value.
    Named { place: Place, name: &'a str, value: &'a str, host: Option<&'a str> },
    /// Running text.
    Text(&'a str),
    /// A URL.
    Url(&'a str),
}

impl<'a> Example<'a> {
    /// Takes an example apart.
    ///
    /// # Errors
    ///
    /// What is wrong, without repeating the example.
    pub(crate) fn parse(notation: &'a str) -> Result<Self, &'static str> {
        let (kind, rest) = notation
            .split_once(' ')
            .ok_or("it starts with cookie, header, param, key, claim, text or url")?;
        expand("check", 0, rest)?;
        match kind {
            "text" => return Ok(Self::Text(rest)),
            "url" => return Ok(Self::Url(rest)),
            _ => {}
        }
        let place = Place::parse(kind)
            .ok_or("it starts with cookie, header, param, key, claim, text or url")?;
        let (rest, host) = match rest.rsplit_once(" @ ") {
            Some((rest, host)) => (rest, Some(host.trim())),
            None => (rest, None),
        };
        let separator = if place == Place::Header { ':' } else { '=' };
        let (name, value) = rest
            .split_once(separator)
            .ok_or("a name and a value are parted by `=`, those of a header by `:`")?;
        if name.trim().is_empty() {
            return Err("the name is empty");
        }
        Ok(Self::Named { place, name: name.trim(), value: value.trim(), host })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_names_values_and_hosts_apart() {
        assert_eq!(
            Example::parse("cookie sid={alnum:24} @ acme.okta.com"),
            Ok(Example::Named {
                place: Place::Cookie,
                name: "sid",
                value: "{alnum:24}",
                host: Some("acme.okta.com"),
            })
        );
        assert_eq!(
            Example::parse("header Authorization: Bearer x"),
            Ok(Example::Named {
                place: Place::Header,
                name: "Authorization",
                value: "Bearer x",
                host: None,
            })
        );
        assert_eq!(Example::parse("text a b"), Ok(Example::Text("a b")));
        assert!(Example::parse("cookies a=b").is_err());
        assert!(Example::parse("key a {nope:3}").is_err());
    }
}
