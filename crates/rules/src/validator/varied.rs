//! Enough different characters: `AKIAXXXXXXXXXXXXXXXX` stands in manuals, not in accounts.

/// Whether a secret's last sixteen characters have at least five different ones and no row of
/// six equal ones.
pub(super) fn is_varied(secret: &[u8]) -> bool {
    let tail = &secret[secret.len().saturating_sub(16)..];
    let mut distinct = tail.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    // `user:password` is what manuals say.
    secret != b"password"
        && distinct.len() >= 5.min(tail.len())
        && !tail.windows(6).any(|row| row.iter().all(|b| *b == row[0]))
}
