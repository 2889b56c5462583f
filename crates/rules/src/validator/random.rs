//! Values that nobody could have thought of: letters and digits among each other.

use crate::value;

/// Whether a secret of 16 characters or more looks random.
pub(super) fn is_random(secret: &[u8]) -> bool {
    std::str::from_utf8(secret).is_ok_and(value::is_random)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_random_values_from_words_with_a_number() {
        assert!(is_random(b"Kq7Rt2Vx9Zb4Nm6Lp8Ws3Yd5"));
        for words in ["dialog-of-the-checkout-page2", "getting-started-with-webhooks", "a1b2c3"] {
            assert!(!is_random(words.as_bytes()), "{words}");
        }
    }
}
