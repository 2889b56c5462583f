//! The checksum of Grafana's service account tokens: `glsa_`, 32 characters, `_`, and the CRC-32
//! of all before that last `_`, its bytes written from the lowest to the highest.
//!
//! Source: grafana/grafana, package `satokengen`.

use super::crc32::crc32;

/// Whether the part behind the last `_` is the checksum of the part before.
pub(super) fn is_sealed(secret: &[u8]) -> bool {
    memchr::memrchr(b'_', secret).is_some_and(|split| {
        seal(&secret[..split]).as_bytes() == secret[split + 1..].to_ascii_lowercase()
    })
}

/// Computes the checksum.
pub(crate) fn seal(body: &[u8]) -> String {
    format!("{:08x}", crc32(body).swap_bytes())
}

#[cfg(test)]
mod tests {
    #[test]
    fn writes_the_lowest_byte_first() {
        // The check value of CRC-32 is cbf43926.
        assert_eq!(super::seal(b"123456789"), "2639f4cb");
    }
}
