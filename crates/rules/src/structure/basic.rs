//! User and password in one base64 string (RFC 7617).

use std::ops::Range;

use base64::{
    Engine as _,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A decoded Basic credential.
#[derive(Clone, PartialEq, Eq)]
pub struct Basic {
    /// The decoded text.
    pub decoded: String,
    /// The user name in it.
    pub user: Range<usize>,
    /// The password in it.
    pub password: Range<usize>,
}

/// Decodes the credential behind the scheme word `Basic`.
///
/// `None` where it is no base64 or has no colon; such a value is still a credential.
pub fn parse(credential: &str) -> Option<Basic> {
    let credential = credential.trim().trim_matches('"');
    let decoded = String::from_utf8(LENIENT.decode(credential).ok()?).ok()?;
    let colon = decoded.find(':')?;
    Some(Basic { user: 0..colon, password: colon + 1..decoded.len(), decoded })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_at_the_first_colon() {
        let value = LENIENT.encode("anna:a:b");
        let basic = parse(&value).expect("a colon is there");
        assert_eq!(&basic.decoded[basic.user], "anna");
        assert_eq!(&basic.decoded[basic.password], "a:b");
        assert!(parse("bm9jb2xvbg").is_none());
    }
}
