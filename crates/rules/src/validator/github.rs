//! The checksum of GitHub's tokens since 2021, which npm took over: the last six characters are
//! the CRC-32 of the random part, in base 62, padded with zeros on the left.
//!
//! Source: github.blog, "Behind GitHub's new authentication token formats" (2021).

use super::crc32::{crc32, digits};

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const WIDTH: usize = 6;

/// Whether the part behind the last `_` carries its own checksum.
pub(super) fn is_sealed(secret: &[u8]) -> bool {
    let start = memchr::memrchr(b'_', secret).map_or(0, |underscore| underscore + 1);
    let part = &secret[start..];
    let Some(split) = part.len().checked_sub(WIDTH) else {
        return false;
    };
    let (body, sum) = part.split_at(split);
    !body.is_empty() && seal(body).as_bytes() == sum
}

/// Computes the checksum of the random part.
pub(crate) fn seal(body: &[u8]) -> String {
    digits(crc32(body), 62, WIDTH, ALPHABET)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_published_dummy() {
        // secretlint issue 200 shows a made-up npm token with its parts.
        assert_eq!(seal(b"qkJaB6MffYVzZXWqmcoF49yrUxP3wf"), "0LsakP");
    }

    #[test]
    fn a_lost_character_breaks_the_seal() {
        let body = "a1B2".repeat(7) + "xy";
        let token = format!("abc_{body}{}", seal(body.as_bytes()));
        assert!(is_sealed(token.as_bytes()));
        assert!(!is_sealed(&token.as_bytes()[..token.len() - 1]));
        assert!(!is_sealed(b""));
    }
}
