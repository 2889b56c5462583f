//! The value of an `Authorization` header: a scheme word and what follows (RFC 9110, section
//! 11.6.2).

use std::ops::Range;

/// Where the parts of an authorization value stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorization {
    /// The scheme word; empty where the value starts with the credential.
    pub scheme: Range<usize>,
    /// The credential, without the white space before it.
    pub credential: Range<usize>,
}

/// Splits the value of an `Authorization` or `Proxy-Authorization` header.
///
/// A value with only one word has no scheme: sites do send bare tokens. Schemes that join
/// their name with `=` or `:` (`Token token=…`) keep that in the credential.
pub fn parse(value: &str) -> Authorization {
    let start = value.len() - value.trim_start().len();
    let end = value.trim_end().len().max(start);
    let inside = &value[start..end];
    if let Some(space) = inside.find([' ', '\t'])
        && inside[..space].bytes().all(is_scheme)
        && inside[..space].len() <= 32
    {
        let rest = inside[space..].trim_start();
        return Authorization { scheme: start..start + space, credential: end - rest.len()..end };
    }
    Authorization { scheme: start..start, credential: start..end }
}

/// Whether a value answers a challenge: it may be cracked or relayed (RFC 7616, RFC 4559).
pub fn is_challenge_response(value: &str) -> bool {
    let parts = parse(value);
    ["digest", "ntlm", "negotiate", "kerberos"]
        .iter()
        .any(|scheme| value[parts.scheme.clone()].eq_ignore_ascii_case(scheme))
}

fn is_scheme(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_scheme_and_credential() {
        for (value, scheme, credential) in [
            ("Bearer abc", "Bearer", "abc"),
            ("  SSWS   abc ", "SSWS", "abc"),
            ("abc", "", "abc"),
            ("Token token=\"a b\"", "Token", "token=\"a b\""),
            ("Bearer ", "", "Bearer"),
            ("", "", ""),
        ] {
            let parts = parse(value);
            assert_eq!(&value[parts.scheme], scheme, "{value}");
            assert_eq!(&value[parts.credential], credential, "{value}");
        }
    }
}
