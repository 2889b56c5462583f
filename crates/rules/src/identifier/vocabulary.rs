//! The words that a run of letters without separators is parted into.
//!
//! Only words that really get glued to words about credentials are here. A word that is also a
//! common beginning or ending (`or`, `in`, `board`, `port`, `word`) would tear innocent names
//! apart and is left out on purpose.

/// The length of the longest word, in bytes.
pub(super) const LONGEST: usize = 14;

/// Whether the vocabulary has a word.
pub(super) fn is_word(word: &str) -> bool {
    has_like(word.as_bytes()) && WORDS.binary_search(&word).is_ok()
}

/// Whether some word has the length and the first letter of this one: few pieces of a name do.
fn has_like(word: &[u8]) -> bool {
    let Some(&first) = word.first() else { return false };
    word.len() <= LONGEST
        && first.is_ascii_lowercase()
        && LENGTHS[usize::from(first - b'a')] >> word.len() & 1 == 1
}

/// The lengths of the words that begin with each letter, as bits.
const LENGTHS: [u16; 26] = {
    let mut lengths = [0; 26];
    let mut index = 0;
    while index < WORDS.len() {
        let word = WORDS[index].as_bytes();
        lengths[(word[0] - b'a') as usize] |= 1 << word.len();
        index += 1;
    }
    lengths
};

/// Sorted, so that it can be searched.
const WORDS: [&str; 168] = [
    "access",
    "account",
    "admin",
    "amz",
    "api",
    "app",
    "application",
    "asp",
    "assertion",
    "auth",
    "authentication",
    "authenticity",
    "authorization",
    "aws",
    "azure",
    "backup",
    "basic",
    "bearer",
    "bot",
    "cert",
    "challenge",
    "client",
    "code",
    "codes",
    "confirm",
    "confirmation",
    "connection",
    "console",
    "consumer",
    "cookie",
    "cookies",
    "credential",
    "credentials",
    "csrf",
    "current",
    "customer",
    "database",
    "db",
    "deploy",
    "developer",
    "device",
    "digest",
    "email",
    "encryption",
    "endpoint",
    "expires",
    "expiry",
    "field",
    "form",
    "github",
    "gitlab",
    "google",
    "hash",
    "hmac",
    "host",
    "http",
    "id",
    "identity",
    "input",
    "install",
    "integration",
    "internal",
    "invite",
    "j",
    "jwt",
    "key",
    "keys",
    "ldap",
    "license",
    "life",
    "lifetime",
    "login",
    "magic",
    "mail",
    "master",
    "merchant",
    "mfa",
    "middleware",
    "mongo",
    "my",
    "mysql",
    "name",
    "new",
    "nonce",
    "oauth",
    "old",
    "otp",
    "partner",
    "pass",
    "passcode",
    "passkey",
    "passphrase",
    "passwd",
    "password",
    "passwords",
    "passwort",
    "payment",
    "php",
    "pin",
    "policy",
    "postgres",
    "private",
    "proxy",
    "public",
    "push",
    "pwd",
    "query",
    "read",
    "recovery",
    "redis",
    "refresh",
    "registration",
    "remember",
    "repeat",
    "request",
    "reset",
    "response",
    "root",
    "rsa",
    "saml",
    "secret",
    "secrets",
    "security",
    "sendgrid",
    "server",
    "service",
    "sess",
    "sessid",
    "session",
    "sessions",
    "share",
    "shared",
    "shopify",
    "sid",
    "sig",
    "signature",
    "signing",
    "site",
    "slack",
    "smtp",
    "ssh",
    "sso",
    "state",
    "storage",
    "string",
    "stripe",
    "subscription",
    "svc",
    "system",
    "temp",
    "ticket",
    "token",
    "tokens",
    "totp",
    "twilio",
    "type",
    "uid",
    "url",
    "user",
    "value",
    "vault",
    "verification",
    "verifier",
    "web",
    "webhook",
    "write",
    "ws",
    "xsrf",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_sorted_and_within_its_length() {
        assert!(WORDS.is_sorted());
        assert!(WORDS.iter().all(|word| word.len() <= LONGEST));
    }
}
