//! What credentials look like: prefixes, lengths, alphabets and checksums, built at run time.

use super::encode::{base64, base64url, hex, lines};
use super::random::{
    BASE32, BASE62, DIGITS, HEX, LOWER, LOWER_DIGITS, Random, UPPER, UPPER_DIGITS, URL_SAFE,
};

/// Draws one credential.
pub(crate) type Shape = fn(&mut Random) -> String;

/// Tokens that say what they are, with the service they belong to.
pub(crate) const PREFIXED: &[(&str, Shape)] = &[
    ("github classic", |r| checked("ghp_", r)),
    ("github oauth", |r| checked("gho_", r)),
    ("github app user", |r| checked("ghu_", r)),
    ("github installation", |r| checked("ghs_", r)),
    ("github refresh", |r| checked("ghr_", r)),
    ("github fine-grained", |r| {
        format!("github_pat_{}_{}", r.text(BASE62, 22), r.text(BASE62, 59))
    }),
    ("npm", |r| checked("npm_", r)),
    ("gitlab personal", |r| join("glpat-", r.text(URL_SAFE, 20))),
    ("gitlab routable", |r| {
        let body = r.text(URL_SAFE, 27);
        format!("glpat-{body}.{}{}", r.text(LOWER_DIGITS, 2), r.text(LOWER_DIGITS, 7))
    }),
    ("gitlab trigger", |r| join("glptt-", r.text(HEX, 40))),
    ("gitlab runner", |r| join("glrt-", r.text(URL_SAFE, 20))),
    ("gitlab deploy", |r| join("gldt-", r.text(URL_SAFE, 20))),
    ("atlassian api", |r| {
        let body = format!("ATATT3x{}", r.text(URL_SAFE, 180));
        let sum = crc32(&body);
        format!("{body}={sum:08X}")
    }),
    ("slack bot", |r| {
        format!("xoxb-{}-{}-{}", r.text(DIGITS, 12), r.text(DIGITS, 13), r.text(BASE62, 24))
    }),
    ("slack user", |r| {
        let ids = [12, 12, 13].map(|count| r.text(DIGITS, count)).join("-");
        format!("xoxp-{ids}-{}", r.text(HEX, 32))
    }),
    ("slack app", |r| {
        let app = join("A0", r.text(UPPER_DIGITS, 9));
        format!("xapp-1-{app}-{}-{}", r.text(DIGITS, 13), r.text(HEX, 64))
    }),
    ("slack client", |r| {
        let ids = [12, 12, 13].map(|count| r.text(DIGITS, count)).join("-");
        format!("xoxc-{ids}-{}", r.text(HEX, 64))
    }),
    ("slack cookie", |r| join("xoxd-", r.text(BASE62, 140))),
    ("stripe secret", |r| join("sk_live_", r.text(BASE62, 24))),
    ("stripe restricted", |r| join("rk_live_", r.text(BASE62, 24))),
    ("stripe webhook", |r| join("whsec_", r.text(BASE62, 32))),
    ("sendgrid", |r| format!("SG.{}.{}", r.text(URL_SAFE, 22), r.text(URL_SAFE, 43))),
    ("mailgun", |r| join("key-", r.text(HEX, 32))),
    ("pypi", |r| join("pypi-AgEIcHlwaS5vcmc", r.text(URL_SAFE, 150))),
    ("docker hub", |r| join("dckr_pat_", r.text(URL_SAFE, 27))),
    ("openai project", |r| {
        format!("sk-proj-{}T3Blb{}{}", r.text(URL_SAFE, 58), "kFJ", r.text(URL_SAFE, 58))
    }),
    ("anthropic", |r| format!("sk-ant-api03-{}AA", r.text(URL_SAFE, 93))),
    ("hugging face", |r| join("hf_", r.text(BASE62_LETTERS, 34))),
    ("digitalocean", |r| join("dop_v1_", r.text(HEX, 64))),
    ("doppler", |r| join("dp.pt.", r.text(BASE62, 43))),
    ("buildkite", |r| join("bkua_", r.text(HEX, 40))),
    ("vault", |r| join("hvs.", r.text(URL_SAFE, 95))),
    ("terraform", |r| format!("{}.atlasv1.{}", r.text(BASE62, 14), r.text(BASE62, 67))),
    ("postman", |r| format!("PMAK-{}-{}", r.text(HEX, 24), r.text(HEX, 34))),
    ("linear", |r| join("lin_api_", r.text(BASE62, 40))),
    ("airtable", |r| format!("pat{}.{}", r.text(BASE62, 14), r.text(HEX, 64))),
    ("new relic", |r| join("NRAK-", r.text(UPPER_DIGITS, 27))),
    ("dynatrace", |r| format!("dt0c01.{}.{}", r.text(BASE32, 24), r.text(BASE32, 64))),
    ("octopus", |r| join("API-", r.text(UPPER_DIGITS, 26))),
    ("openshift", |r| join("sha256~", r.text(URL_SAFE, 43))),
    ("artifactory", |r| join("AKCp", r.text(BASE62, 69))),
    ("sonarqube", |r| join("squ_", r.text(HEX, 40))),
    ("sourcegraph", |r| format!("sgp_{}_{}", r.text(HEX, 16), r.text(HEX, 40))),
    ("grafana", |r| {
        let body = r.text(BASE62, 32);
        format!("glsa_{body}_{:08x}", crc32(&body))
    }),
    ("figma", |r| join("figd_", r.text(URL_SAFE, 40))),
    ("notion", |r| format!("ntn_{}{}", r.text(DIGITS, 11), r.text(BASE62, 35))),
    ("shopify", |r| join("shpat_", r.text(HEX, 32))),
    ("databricks", |r| join("dapi", r.text(HEX, 32))),
    ("netlify", |r| join("nfp_", r.text(BASE62, 36))),
    ("heroku", |r| join("HRKU-AA", r.text(URL_SAFE, 58))),
    ("crates.io", |r| join("cio", r.text(BASE62, 32))),
    ("rubygems", |r| join("rubygems_", r.text(HEX, 48))),
    ("google api key", |r| join("AIza", r.text(URL_SAFE, 35))),
    ("google access", |r| join("ya29.a0", r.text(URL_SAFE, 180))),
    ("google client secret", |r| join("GOCSPX-", r.text(URL_SAFE, 28))),
    ("entra client secret", |r| format!("{}8Q~{}", r.text(BASE62, 3), r.text(URL_SAFE, 34))),
    ("cloudflare", |r| {
        let body = r.text(BASE62, 40);
        format!("cfut_{body}{:08x}", crc32(&body))
    }),
    ("age", |r| join("AGE-SECRET-KEY-1", r.text("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58))),
    ("telegram bot", |r| format!("{}:AA{}", r.text(NON_ZERO, 9), r.text(URL_SAFE, 33))),
    ("sentry", |r| join("sntryu_", r.text(HEX, 64))),
    ("salesforce", |r| format!("00D{}!AQ{}", r.text(BASE62, 12), r.text(BASE62, 94))),
    ("supabase", |r| join("sbp_", r.text(HEX, 40))),
    ("ory", |r| join("ory_rt_", r.text(URL_SAFE, 43))),
    ("1password", |r| {
        let parts = [6, 5, 5, 5, 5].map(|count| r.text(UPPER_DIGITS, count)).join("-");
        format!("A3-{}-{parts}", r.text(UPPER_DIGITS, 6))
    }),
];

const BASE62_LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const NON_ZERO: &str = "123456789";

/// The shape of a service's token.
pub(crate) fn of(service: &str) -> Shape {
    PREFIXED
        .iter()
        .find(|(name, _)| *name == service)
        .map(|(_, shape)| *shape)
        .expect("the table has a row for every service that a scene names")
}

#[allow(clippy::needless_pass_by_value, reason = "what is made for it is handed over")]
fn join(prefix: &str, rest: String) -> String {
    let mut token = prefix.to_owned();
    token.push_str(&rest);
    token
}

/// Thirty random characters and their CRC-32 in six digits of base 62.
fn checked(prefix: &str, random: &mut Random) -> String {
    let body = random.text(BASE62, 30);
    let letters = BASE62.as_bytes();
    let mut rest = usize::try_from(crc32(&body)).expect("32 bits fit");
    let mut digits = [b'0'; 6];
    for digit in digits.iter_mut().rev() {
        *digit = letters[rest % 62];
        rest /= 62;
    }
    let sum: String = digits.into_iter().map(char::from).collect();
    format!("{prefix}{body}{sum}")
}

fn crc32(text: &str) -> u32 {
    let mut sum = flate2::Crc::new();
    sum.update(text.as_bytes());
    sum.sum()
}

/// 32 hex digits: PHP, Java, Django and many others.
pub(crate) fn hex32(r: &mut Random) -> String {
    r.text(HEX, 32)
}

/// 40 hex digits.
pub(crate) fn hex40(r: &mut Random) -> String {
    r.text(HEX, 40)
}

/// 64 hex digits.
pub(crate) fn hex64(r: &mut Random) -> String {
    r.text(HEX, 64)
}

/// A UUID that is a session or a key.
pub(crate) fn uuid(r: &mut Random) -> String {
    r.uuid()
}

/// base64url of 24 to 48 random bytes.
pub(crate) fn url_safe(r: &mut Random) -> String {
    let count = r.between(24, 48);
    base64url(r.bytes(count))
}

/// Padded base64 of 32 random bytes.
pub(crate) fn padded(r: &mut Random) -> String {
    let bytes = r.bytes(32);
    base64(bytes)
}

/// A long sealed blob.
pub(crate) fn sealed(r: &mut Random) -> String {
    let count = r.between(180, 420);
    base64url(r.bytes(count))
}

/// Letters and digits, 24 to 40 of them.
pub(crate) fn letters(r: &mut Random) -> String {
    let count = r.between(24, 41);
    r.text(BASE62, count)
}

/// Lower-case letters and digits, 26 of them.
pub(crate) fn lower26(r: &mut Random) -> String {
    r.text(LOWER_DIGITS, 26)
}

/// An AWS secret access key: forty characters without a mark.
pub(crate) fn aws_secret(r: &mut Random) -> String {
    let mut key = base64(r.bytes(30));
    key.truncate(40);
    key
}

/// A short opaque token of sixteen characters.
pub(crate) fn short16(r: &mut Random) -> String {
    r.text(BASE62, 16)
}

/// A six-digit code.
pub(crate) fn code6(r: &mut Random) -> String {
    format!("{}{}", r.text(NON_ZERO, 1), r.text(DIGITS, 5))
}

/// An eight-digit code.
pub(crate) fn code8(r: &mut Random) -> String {
    format!("{}{}", r.text(NON_ZERO, 1), r.text(DIGITS, 7))
}

/// A number of fourteen digits, as some keys are.
pub(crate) fn number14(r: &mut Random) -> String {
    format!("{}{}", r.text(NON_ZERO, 1), r.text(DIGITS, 13))
}

/// A device code that a person types, such as `WDJB-MJHT`.
pub(crate) fn user_code(r: &mut Random) -> String {
    let letters = "BCDFGHJKLMNPQRSTVWXZ";
    format!("{}-{}", r.text(letters, 4), r.text(letters, 4))
}

/// A TOTP seed.
pub(crate) fn totp_seed(r: &mut Random) -> String {
    r.text(BASE32, 32)
}

const WORDS: &[&str] = &[
    "badger", "kestrel", "walnut", "saffron", "juniper", "thistle", "mallard", "bramble", "pumice",
    "otter", "gannet", "hazel", "pepper", "marlin", "cobalt", "falcon", "tundra", "quarry",
    "lichen", "magpie", "obsidian", "parsnip", "rhubarb", "sorrel", "turnip", "umber", "vellum",
    "wombat", "yarrow", "zephyr", "acorn", "bison", "crumpet", "dahlia", "ermine", "fennel",
    "gherkin", "heron", "ibex", "jackdaw",
];

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `badger47`: a word and a few digits.
pub(crate) fn word_digits(r: &mut Random) -> String {
    let count = r.between(2, 5);
    format!("{}{}", r.pick(WORDS), r.text(DIGITS, count))
}

/// `Kestrel2019!`: what a policy asks for.
pub(crate) fn policy_password(r: &mut Random) -> String {
    let mark = r.pick(&["!", "?", "#", "$", "*", "@"]);
    format!("{}{}{mark}", capital(r.pick(WORDS)), r.text(DIGITS, 4))
}

/// `W4lnu7-Thi5tl3`: letters swapped for digits.
pub(crate) fn leet_password(r: &mut Random) -> String {
    let swap =
        |word: &str| word.replace('a', "4").replace('e', "3").replace('t', "7").replace('s', "5");
    let (one, two) = (r.pick(WORDS), r.pick(WORDS));
    format!("{}-{}{}", capital(&swap(one)), swap(two), r.text(DIGITS, 3))
}

/// Four words with spaces between.
pub(crate) fn passphrase(r: &mut Random) -> String {
    (0..4).map(|_| r.pick(WORDS)).collect::<Vec<_>>().join(" ")
}

/// Two halves around a character that some format treats in its own way.
pub(crate) fn awkward_password(r: &mut Random) -> String {
    let mark = r.pick(&["&", "<", "\"", "'", "%", "+", " ", "\\", "/", "=", ";", ",", ":", "#"]);
    let halves = [0, 1].map(|_| format!("{}{}", capital(r.pick(WORDS)), r.text(DIGITS, 5)));
    halves.join(mark)
}

/// A password that fits into a URL, a shell or a connection string as it is.
pub(crate) fn bare_password(r: &mut Random) -> String {
    format!("{}{}{}", capital(r.pick(WORDS)), r.text(DIGITS, 4), r.text(LOWER, 3))
}

/// The base64 lines between the marks of a private key.
pub(crate) fn key_lines(r: &mut Random) -> String {
    let count = r.between(110, 420);
    lines(&base64(r.bytes(count)), 64, "\n")
}

/// The base64 of a Kerberos or NTLM message.
pub(crate) fn message(r: &mut Random) -> String {
    let count = r.between(90, 150);
    base64(r.bytes(count))
}

/// The signature part of a JWT.
pub(crate) fn signature(r: &mut Random) -> String {
    let count = [32, 64, 96, 256][r.below(4)];
    base64url(r.bytes(count))
}

/// The signature as XML carries it.
pub(crate) fn xml_signature(r: &mut Random) -> String {
    base64(r.bytes(256))
}

/// The last four parts of a JWE.
pub(crate) fn jwe_tail(r: &mut Random) -> String {
    let parts = [64, 12, 230, 16].map(|count| base64url(r.bytes(count)));
    parts.join(".")
}

/// A webhook path of a chat service: team, channel and the secret.
pub(crate) fn webhook_path(r: &mut Random) -> String {
    format!("T0{}/B0{}/{}", r.text(UPPER_DIGITS, 9), r.text(UPPER_DIGITS, 9), r.text(BASE62, 24))
}

/// A chat bot's dotted token: base64 of its id, a time, a signature.
pub(crate) fn dotted_bot(r: &mut Random) -> String {
    let id = base64url(r.text(NON_ZERO, 18));
    format!("{id}.{}.{}", r.text(BASE62, 6), r.text(URL_SAFE, 38))
}

/// An Entra refresh token.
pub(crate) fn entra_refresh(r: &mut Random) -> String {
    format!("1.A{}.Ag{}", r.text(URL_SAFE, 86), r.text(URL_SAFE, 320))
}

/// A signed express session: `s:` id `.` signature.
pub(crate) fn express(r: &mut Random) -> String {
    format!("s:{}.{}", r.text(URL_SAFE, 32), base64(r.bytes(32)).trim_end_matches('='))
}

/// Data Protection output of ASP.NET Core.
pub(crate) fn data_protection(r: &mut Random) -> String {
    let count = r.between(150, 240);
    join("CfDJ8", r.text(URL_SAFE, count))
}

/// An Iron-sealed session.
pub(crate) fn iron(r: &mut Random) -> String {
    let (salt, seal) = (hex(r.bytes(32)), r.text(URL_SAFE, 43));
    format!("Fe26.2**{salt}*{}*{}**{seal}", r.text(URL_SAFE, 22), r.text(URL_SAFE, 128))
}

/// A Rails session: encrypted, vector and tag.
pub(crate) fn rails(r: &mut Random) -> String {
    let parts = [180, 12, 16].map(|count| base64(r.bytes(count)));
    parts.join("--")
}

/// A registration key in upper case.
pub(crate) fn upper_groups(r: &mut Random) -> String {
    (0..5).map(|_| r.text(UPPER, 5)).collect::<Vec<_>>().join("-")
}
