//! The value of a credential, and what stands in for it.
//!
//! Invariant: a [`Secret`] shows itself to nobody. Its `Debug` shows a length; it has no
//! `Display`, is never serialized, and is wiped when dropped.

use std::fmt::Write;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

/// A credential's value, decoded as far as it could be.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Secret(Vec<u8>);

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl Secret {
    /// Takes the bytes of a value.
    pub fn new(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    /// The bytes, for whoever searches or masks them.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Number of bytes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has no bytes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its first characters and its length, for a person to recognise it by.
    ///
    /// No more than a quarter of the value is shown, and nothing of a short one.
    pub fn masked(&self) -> Masked {
        let shown = (self.0.len() / 4).min(4);
        let start: String = self
            .0
            .iter()
            .take(if self.0.len() < 12 { 0 } else { shown })
            .take_while(|byte| byte.is_ascii_graphic())
            .map(|&byte| char::from(byte))
            .collect();
        Masked { start, length: self.0.len() }
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secret({} bytes)", self.0.len())
    }
}

/// What may be shown of a secret.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Masked {
    /// The first characters; empty for a short secret.
    pub start: String,
    /// Number of bytes of the whole.
    pub length: usize,
}

impl std::fmt::Display for Masked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}… ({} bytes)", self.start, self.length)
    }
}

/// The key of a run's fingerprints. The face that starts the run makes it.
#[derive(Clone)]
pub struct Key(Zeroizing<Vec<u8>>);

impl Key {
    /// Takes key bytes: 32 random ones, or the content of a key file.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(Zeroizing::new(bytes.to_vec()))
    }

    /// The keyed fingerprint of a secret in lower-case hex; 64 characters, of which placeholders
    /// use the first ones.
    pub(crate) fn fingerprint(&self, secret: &Secret) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0)
            .unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
        mac.update(secret.bytes());
        let mut digest = mac.finalize().into_bytes();
        let text = digest.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        digest.as_mut_slice().zeroize();
        text
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

/// The form of a value in which its spellings meet: percent-encoding and quotes taken off.
///
/// A cookie stands percent-encoded in its header and decoded in the list beside it; both are the
/// same credential.
pub(crate) fn canonical(value: &[u8]) -> Vec<u8> {
    let mut value = value.trim_ascii().to_vec();
    for _ in 0..3 {
        if let [b'"', inside @ .., b'"'] = value.as_slice()
            && !inside.is_empty()
        {
            value = inside.to_vec();
        }
        if !value.contains(&b'%') {
            break;
        }
        let decoded = percent(&value);
        if decoded.is_empty() || decoded == value {
            break;
        }
        value = decoded;
    }
    value
}

/// Takes valid percent-encoding off.
fn percent(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    let mut at = 0;
    while at < value.len() {
        let hex = |place: usize| {
            value
                .get(place)
                .and_then(|&byte| char::from(byte).to_digit(16))
                .and_then(|d| u8::try_from(d).ok())
        };
        match (value[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(high << 4 | low);
                at += 3;
            }
            (byte, _, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_only_its_length() {
        let secret = Secret::new(b"invented-secret-value");
        assert_eq!(format!("{secret:?}"), "Secret(21 bytes)");
        assert_eq!(secret.masked().to_string(), "inve… (21 bytes)");
        assert_eq!(Secret::new(b"hunter2").masked().to_string(), "… (7 bytes)");
    }

    #[test]
    fn meets_its_spellings() {
        assert_eq!(canonical(b"s%3Aabc"), b"s:abc");
        assert_eq!(canonical(b"s%253Aabc"), b"s:abc");
        assert_eq!(canonical(b"\"abc\""), b"abc");
        assert_eq!(canonical(b"100%"), b"100%");
    }

    #[test]
    fn depends_on_the_key() {
        let secret = Secret::new(b"invented-secret-value");
        let one = Key::from_bytes(&[1; 32]).fingerprint(&secret);
        assert_ne!(one, Key::from_bytes(&[2; 32]).fingerprint(&secret));
        assert_eq!(one, Key::from_bytes(&[1; 32]).fingerprint(&secret));
        assert!(one.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
}
