//! Letters and digits both: what a machine made has them, or letters in more turns of case than
//! words have.

use super::mixed;
use crate::value;

/// Whether a secret has at least one letter and one digit, or looks random without a digit: of runs
/// of 27 letters and digits one in a hundred has none.
pub(super) fn is_made(secret: &[u8]) -> bool {
    let has_digit = secret.iter().any(u8::is_ascii_digit);
    mixed::is_mixed(secret) || !has_digit && std::str::from_utf8(secret).is_ok_and(value::is_random)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_made_values_from_words() {
        assert!(is_made(b"a1"));
        assert!(is_made(b"lTFsouyeeDLRTpcUOOBPrAmcuGL"));
        for words in ["required", "getAccessTokenFromStore", "482913", "FORBIDDEN_WITHOUT_TOKEN"] {
            assert!(!is_made(words.as_bytes()), "{words}");
        }
    }
}
