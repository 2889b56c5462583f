//! Tokens whose middle is base64 of a JSON object, such as Sentry's and Grafana's older ones.

use base64::{
    Engine as _,
    alphabet::{STANDARD, URL_SAFE},
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

const CONFIG: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_allow_trailing_bits(true)
    .with_decode_padding_mode(DecodePaddingMode::Indifferent);

/// Whether the run of base64 that starts with `ey` decodes to something like a JSON object.
pub(super) fn is_json(secret: &[u8]) -> bool {
    let Some(start) = memchr::memmem::find(secret, b"ey") else {
        return false;
    };
    let run = secret[start..]
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || b"+/=-".contains(b)))
        .unwrap_or(secret.len() - start);
    let payload = &secret[start..start + run / 4 * 4];
    let alphabet = if payload.contains(&b'-') { &URL_SAFE } else { &STANDARD };
    GeneralPurpose::new(alphabet, CONFIG)
        .decode(payload)
        .is_ok_and(|json| json.starts_with(b"{\"") && json.is_ascii())
}
