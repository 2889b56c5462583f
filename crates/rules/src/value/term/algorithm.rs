//! The names of algorithms, curves, encodings and protocols.

/// `HMAC-SHA256`, `AES/CBC/PKCS5Padding`, `rsa-v1_5-sha256`, `ed25519`: of its parts at least one
/// names an algorithm, and the others are numbers, or words that stand beside one.
pub(super) fn is_algorithm(value: &str) -> bool {
    const LONGEST: usize = 64;
    if value.len() > LONGEST {
        return false;
    }
    let lower = value.to_ascii_lowercase();
    let is_in = |list: &[&str], part: &str| list.binary_search(&part).is_ok();
    let (mut named, mut parts) = (false, 0);
    for part in lower.split(['-', '_', '/', '.', ':', '+', '$']) {
        parts += 1;
        let is_one = is_in(&ALGORITHMS, part);
        let number = part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_one && !number && !is_in(&BESIDE, part) && !part.starts_with("pkcs") {
            return false;
        }
        named |= is_one;
    }
    // An ordinary word or two letters alone are no name.
    named && (parts > 1 || value.len() >= 3)
}

/// Names of algorithms, curves, encodings and protocols, in lower case, that no ordinary word is.
const ALGORITHMS: [&str; 84] = [
    "a256gcm",
    "a256kw",
    "aes",
    "aes128",
    "aes192",
    "aes256",
    "argon2",
    "argon2d",
    "argon2i",
    "argon2id",
    "auth2",
    "base32",
    "base58",
    "base64",
    "base64url",
    "bcrypt",
    "blake2b",
    "blake3",
    "cbc",
    "chacha20",
    "crc32",
    "des3",
    "dsa",
    "ecc",
    "ecdh",
    "ecdhe",
    "ecdsa",
    "ed25519",
    "ed448",
    "eddsa",
    "es256",
    "es384",
    "es512",
    "gcm",
    "hkdf",
    "hmac",
    "hmacsha1",
    "hmacsha256",
    "hmacsha512",
    "hs256",
    "hs384",
    "hs512",
    "http2",
    "ipv4",
    "ipv6",
    "jwe",
    "jwks",
    "jws",
    "jwt",
    "latin1",
    "md4",
    "md5",
    "ntlmv2",
    "oauth1",
    "oauth2",
    "p256",
    "p384",
    "p521",
    "pbkdf2",
    "pkcs1",
    "pkcs12",
    "pkcs8",
    "poly1305",
    "ps256",
    "rc4",
    "rs256",
    "rs384",
    "rs512",
    "rsa",
    "saml2",
    "scram",
    "scrypt",
    "secp256k1",
    "secp256r1",
    "sha",
    "sha1",
    "sha224",
    "sha256",
    "sha3",
    "sha384",
    "sha512",
    "utf16",
    "utf8",
    "x509",
];

/// Words that stand in the names of algorithms beside these, in lower case.
const BESIDE: [&str; 24] = [
    "aead",
    "cfb",
    "cmac",
    "ctr",
    "curve",
    "deterministic",
    "dh",
    "ec",
    "ecb",
    "kw",
    "nist",
    "oaep",
    "ofb",
    "pad",
    "padding",
    "pkcs",
    "plus",
    "pss",
    "random",
    "sig",
    "v1",
    "v2",
    "with",
    "xts",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_lists_in_order() {
        assert!(ALGORITHMS.is_sorted() && BESIDE.is_sorted(), "they are searched by halving");
    }
}
