//! Text with parts: where the secret stands within a structure that has other parts worth
//! keeping.
//!
//! A JWT has claims that support wants to read and a signature that nobody should. These
//! modules find the parts. They know no rules: [`crate::Pack::structure`] says which rule
//! stands for a structure.

use serde::Deserialize;

pub mod address;
pub mod authorization;
pub mod basic;
pub mod bearer;
pub mod issued;
pub mod jwe;
pub mod jwt;
pub mod link;
pub mod path;
pub mod pem;
pub mod presigned;
pub mod saml;
pub mod sigv4;
pub mod userinfo;

/// The structures a rule can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Structure {
    /// A signed token of three parts (RFC 7515).
    Jwt,
    /// What is written like a signed token, although its header or its claims cannot be read.
    JwtLike,
    /// A signed token by which a program in a Kubernetes cluster is known.
    ServiceAccountJwt,
    /// A signed proof that a client holds the key of its token (RFC 9449).
    DpopProof,
    /// An encrypted token of five parts (RFC 7516).
    Jwe,
    /// A SAML response or assertion.
    Saml,
    /// A private key between `BEGIN` and `END` lines (RFC 7468).
    Pem,
    /// User and password in an `Authorization` header (RFC 7617).
    Basic,
    /// An AWS Signature Version 4 in an `Authorization` header.
    SigV4,
    /// A URL that carries its own signature.
    Presigned,
    /// A cookie that nothing is known of and whose value is not plain.
    UnknownCookie,
    /// A header whose name speaks of authentication and that nothing else is known of.
    AuthHeader,
    /// User and password in a URL (RFC 3986, section 3.2.1).
    Userinfo,
    /// The answer to a challenge: `Authorization: Digest`, `NTLM`, `Negotiate`.
    ChallengeResponse,
    /// A secret segment of a URL's path, such as a reset or invitation link.
    PathToken,
    /// A credential behind the word `Bearer`, in the middle of any text.
    Bearer,
    /// A mail address, in running text.
    Email,
    /// An IP address, in running text.
    IpAddress,
    /// The value of any cookie.
    AnyCookie,
    /// The body of a request or a response, as a whole.
    Body,
    /// A random-looking string that nothing else speaks for.
    RandomLooking,
}

impl Structure {
    /// All structures.
    pub const ALL: [Self; 21] = [
        Self::Jwt,
        Self::JwtLike,
        Self::ServiceAccountJwt,
        Self::DpopProof,
        Self::Jwe,
        Self::Saml,
        Self::Pem,
        Self::Basic,
        Self::SigV4,
        Self::Presigned,
        Self::UnknownCookie,
        Self::AuthHeader,
        Self::Userinfo,
        Self::ChallengeResponse,
        Self::PathToken,
        Self::Bearer,
        Self::Email,
        Self::IpAddress,
        Self::AnyCookie,
        Self::Body,
        Self::RandomLooking,
    ];

    /// Returns the name used in rules.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jwt => "jwt",
            Self::JwtLike => "jwt-like",
            Self::ServiceAccountJwt => "service-account-jwt",
            Self::DpopProof => "dpop-proof",
            Self::Jwe => "jwe",
            Self::Saml => "saml",
            Self::Pem => "pem",
            Self::Basic => "basic",
            Self::SigV4 => "sig-v4",
            Self::Presigned => "presigned",
            Self::UnknownCookie => "unknown-cookie",
            Self::AuthHeader => "auth-header",
            Self::Userinfo => "userinfo",
            Self::ChallengeResponse => "challenge-response",
            Self::PathToken => "path-token",
            Self::Bearer => "bearer",
            Self::Email => "email",
            Self::IpAddress => "ip-address",
            Self::AnyCookie => "any-cookie",
            Self::Body => "body",
            Self::RandomLooking => "random-looking",
        }
    }
}

/// Whether a byte belongs to the base64url alphabet.
pub(crate) fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// Whether a byte belongs to the base64 alphabet, padding aside.
pub(crate) fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/'
}

/// Returns the end of the run of bytes from `from` that `belongs`, looking at most `max` far.
pub(crate) fn run(text: &[u8], from: usize, max: usize, belongs: impl Fn(u8) -> bool) -> usize {
    let limit = text.len().min(from.saturating_add(max));
    let rest = text.get(from..limit).unwrap_or_default();
    from + rest.iter().position(|&b| !belongs(b)).unwrap_or(rest.len())
}
