//! Letters and digits both: what a machine made has them.

/// Whether a secret has at least one letter and one digit.
pub(super) fn is_mixed(secret: &[u8]) -> bool {
    secret.iter().any(u8::is_ascii_digit) && secret.iter().any(u8::is_ascii_alphabetic)
}
