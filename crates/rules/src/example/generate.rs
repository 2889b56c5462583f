//! Made-up values for examples.
//!
//! The expansion depends on the rule's id and the example's number only, so that a test that
//! fails fails again.

use base64::Engine as _;

use crate::validator;

const DIGITS: &[u8] = b"0123456789";
const HEX: &[u8] = b"0123456789abcdef";
const HEX_UPPER: &[u8] = b"0123456789ABCDEF";
const LOWER: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
const UPPER: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE32: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const ALNUM: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64URL: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Opens all braces of a notation.
///
/// # Errors
///
/// What is wrong with a brace, without repeating it.
pub(crate) fn expand(seed: &str, number: usize, notation: &str) -> Result<String, &'static str> {
    let mut random = Random::new(seed, number);
    let mut text = String::new();
    let mut last = 0;
    let mut rest = notation;
    while let Some(open) = rest.find(['{', '}']) {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        if let Some(after) = rest.strip_prefix("{{") {
            text.push('{');
            rest = after;
            continue;
        }
        if let Some(after) = rest.strip_prefix("}}") {
            text.push('}');
            rest = after;
            continue;
        }
        let (brace, after) = rest[1..]
            .split_once('}')
            .ok_or("a brace is not closed; write {{ for one that is meant")?;
        if rest.starts_with('}') {
            return Err("a brace is closed that was not opened; write }} for one that is meant");
        }
        let made = match brace {
            "crc32-base62" => validator::crc32_base62(&text.as_bytes()[last..]),
            "grafana-crc32" => {
                let covered = word(&text);
                validator::grafana_crc32(covered.strip_suffix(b"_").unwrap_or(covered))
            }
            "gitlab-crc32" => validator::gitlab_routable(word(&text)),
            _ => make(brace, &mut random)?,
        };
        last = text.len();
        text.push_str(&made);
        rest = after;
    }
    text.push_str(rest);
    Ok(text)
}

/// Returns the word at the end, which a checksum covers.
fn word(text: &str) -> &[u8] {
    let start = text.rfind([' ', '=', '"', ':', '\'', '/']).map_or(0, |at| at + 1);
    &text.as_bytes()[start..]
}

fn make(brace: &str, random: &mut Random) -> Result<String, &'static str> {
    let (kind, argument) = brace.split_once(':').unwrap_or((brace, ""));
    let alphabet = match kind {
        "alnum" => ALNUM,
        "digits" => DIGITS,
        "hex" => HEX,
        "HEX" => HEX_UPPER,
        "lower" => LOWER,
        "upper" => UPPER,
        "letters" => LETTERS,
        "base32" => BASE32,
        "b64" => BASE64,
        "b64url" => BASE64URL,
        "uuid" => return Ok(uuid(random)),
        "lf" => return Ok("\n".to_owned()),
        "jwt" => return Ok(jwt(argument, random)),
        "jwe" => return Ok(jwe(random)),
        "basic" => return Ok(encode(&format!("anna:{}", random.text(ALNUM, 12)))),
        "base64-of" => return Ok(encode(argument)),
        "pem" => return Ok(pem(argument, random)),
        _ => return Err("no such generator"),
    };
    let length: usize =
        argument.parse().map_err(|_| "a generator needs a length, like {alnum:24}")?;
    if !(1..=4096).contains(&length) {
        return Err("a length is between 1 and 4096");
    }
    Ok(random.text(alphabet, length))
}

fn uuid(random: &mut Random) -> String {
    let mut part = |length| random.text(HEX, length);
    let (a, b, c, d, e) = (part(8), part(4), part(3), part(3), part(12));
    format!("{a}-{b}-4{c}-a{d}-{e}")
}

/// A JWT with the claims given as `name=value` pairs, parted by commas; `typ` stands in its header.
fn jwt(claims: &str, random: &mut Random) -> String {
    let given = || claims.split(',').filter_map(|pair| pair.split_once('='));
    let kind = given().find(|(name, _)| *name == "typ").map_or("JWT", |(_, kind)| kind);
    let pairs: Vec<String> = given()
        .filter(|(name, _)| *name != "typ")
        .map(|(name, value)| format!("\"{name}\":\"{value}\""))
        .collect();
    let header = base64url(&format!(r#"{{"alg":"RS256","typ":"{kind}"}}"#));
    let claims = base64url(&format!("{{\"sub\":\"anna\",{}\"exp\":1700000000}}", join(&pairs)));
    format!("{header}.{claims}.{}", random.text(BASE64URL, 86))
}

fn join(pairs: &[String]) -> String {
    pairs.iter().map(|pair| format!("{pair},")).collect()
}

fn jwe(random: &mut Random) -> String {
    let header = base64url(r#"{"alg":"dir","enc":"A256GCM"}"#);
    let mut part = |length| random.text(BASE64URL, length);
    format!("{header}..{}.{}.{}", part(16), part(120), part(22))
}

fn pem(label: &str, random: &mut Random) -> String {
    let body: Vec<String> = (0..4).map(|_| random.text(BASE64, 64)).collect();
    let dashes = "-----";
    format!("{dashes}BEGIN {label}{dashes}\n{}\n{dashes}END {label}{dashes}", body.join("\n"))
}

fn encode(text: &str) -> String {
    base64::engine::general_purpose::STANDARD.encode(text)
}

fn base64url(text: &str) -> String {
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text)
}

/// The generator `SplitMix64`: small, and good enough to look random.
struct Random(u64);

impl Random {
    fn new(seed: &str, number: usize) -> Self {
        // FNV-1a over the seed.
        let start = seed.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(start.wrapping_add((number as u64).wrapping_mul(0x9e37_79b9)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Makes a text; one of eight characters or more has a digit and a letter wherever the
    /// alphabet has both.
    fn text(&mut self, alphabet: &[u8], length: usize) -> String {
        loop {
            let text: String = (0..length).map(|_| char::from(self.pick(alphabet))).collect();
            let lacks =
                |is: fn(&u8) -> bool| alphabet.iter().any(is) && !text.as_bytes().iter().any(is);
            let ends_well = text.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric);
            if ends_well
                && (length < 8 || !lacks(u8::is_ascii_digit) && !lacks(u8::is_ascii_alphabetic))
            {
                return text;
            }
        }
    }

    fn pick(&mut self, alphabet: &[u8]) -> u8 {
        let position = (self.next() % alphabet.len() as u64).to_le_bytes()[0];
        alphabet[usize::from(position)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_braces_the_same_way_each_time() {
        let one = expand("a.b", 1, "x{alnum:24}{{}}").expect("sound");
        assert_eq!(one, expand("a.b", 1, "x{alnum:24}{{}}").expect("sound"));
        assert_ne!(one, expand("a.b", 2, "x{alnum:24}{{}}").expect("sound"));
        assert_eq!(one.len(), 27);
        assert!(one.ends_with("{}"));
    }

    #[test]
    fn checksums_cover_what_comes_before() {
        let token = expand("a", 0, "t=abc_{alnum:30}{crc32-base62}").expect("sound");
        let (_, body) = token.split_once('_').expect("a prefix");
        assert_eq!(validator::crc32_base62(&body.as_bytes()[..30]), body[30..]);
        let token = expand("a", 0, "t gl-{alnum:30}.{gitlab-crc32}").expect("sound");
        assert_eq!(validator::gitlab_routable(&token.as_bytes()[2..36]), token[36..]);
    }

    #[test]
    fn refuses_unknown_braces() {
        for notation in ["{", "}", "{nope}", "{alnum}", "{alnum:0}", "{alnum:x}"] {
            assert!(expand("a", 0, notation).is_err(), "{notation}");
        }
    }
}
