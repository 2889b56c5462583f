//! CRC-32 with the polynomial of IEEE 802.3, as zlib and PNG use it.

/// Computes the checksum of a short text; tokens do not need a table.
pub(super) fn crc32(text: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for &byte in text {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            let low = crc & 1;
            crc = (crc >> 1) ^ (0xEDB8_8320 & low.wrapping_neg());
        }
    }
    !crc
}

/// Writes a number in base 36 or 62, padded with zeros to `width`; the digits are those of
/// `alphabet`.
pub(super) fn digits(mut number: u32, base: u32, width: usize, alphabet: &[u8]) -> String {
    let mut written = Vec::new();
    while number > 0 || written.len() < width {
        let digit = usize::try_from(number % base).unwrap_or_default();
        written.push(alphabet[digit]);
        number /= base;
    }
    written.iter().rev().map(|&b| char::from(b)).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn agrees_with_the_known_check_value() {
        assert_eq!(super::crc32(b"123456789"), 0xCBF4_3926);
    }
}
