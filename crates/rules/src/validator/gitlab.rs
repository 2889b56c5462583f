//! The end of GitLab's routable tokens: `.01.`, two digits of length and seven of CRC-32, all in
//! base 36. The checksum covers everything before it, prefix included.
//!
//! Source: gitlab-org/gitlab, `Authn::TokenField::Generator::RoutableToken`.

use super::crc32::{crc32, digits};

const ALPHABET: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const WIDTH: usize = 7;

/// Whether the last seven characters are the checksum of those before.
pub(super) fn is_sealed(secret: &[u8]) -> bool {
    secret
        .len()
        .checked_sub(WIDTH)
        .is_some_and(|split| seal(&secret[..split]).as_bytes() == &secret[split..])
}

/// Computes the checksum.
pub(crate) fn seal(body: &[u8]) -> String {
    digits(crc32(body), 36, WIDTH, ALPHABET)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covers_the_prefix() {
        let body = "glx-abc.01.0a";
        let token = format!("{body}{}", seal(body.as_bytes()));
        assert!(is_sealed(token.as_bytes()));
        assert!(!is_sealed(&token.as_bytes()[1..]));
    }
}
