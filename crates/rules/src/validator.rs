//! Tests on what a pattern matched.
//!
//! A checksum proves a token. A wrong one proves little: the vendor may have changed the
//! scheme, or a character was lost. So a wrong checksum makes a match doubtful and never
//! drops it, unless the match stands inside a longer run, where nothing else speaks for it.
//! The other validators drop what is no credential at all.

mod base64_json;
mod crc32;
mod github;
mod gitlab;
mod grafana;
mod made;
mod mixed;
mod random;
mod varied;

/// A test on the secret that a pattern found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Validator {
    /// The last six characters are the CRC-32 of those before, in base 62.
    Crc32Base62,
    /// The last eight characters are the CRC-32 of those before, in hexadecimal.
    GrafanaCrc32,
    /// The end is length and CRC-32 in base 36.
    GitlabRoutable,
    /// The payload is base64 of a JSON object.
    Base64Json,
    /// At least a letter and a digit, or letters that look random.
    Made,
    /// At least a letter and a digit.
    Mixed,
    /// No words, as far as can be told.
    Random,
    /// More than a few different characters, and none of them in a long row.
    Varied,
}

/// What a validator found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// The value proves itself.
    Proven,
    /// Nothing speaks against it.
    Possible,
    /// The checksum is wrong; it is treated as a credential all the same.
    Doubtful,
    /// It is no credential.
    Refuted,
}

impl Validator {
    /// All validators.
    pub const ALL: [Self; 8] = [
        Self::Crc32Base62,
        Self::GrafanaCrc32,
        Self::GitlabRoutable,
        Self::Base64Json,
        Self::Made,
        Self::Mixed,
        Self::Random,
        Self::Varied,
    ];

    /// Returns the name used in rules.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Crc32Base62 => "crc32-base62",
            Self::GrafanaCrc32 => "grafana-crc32",
            Self::GitlabRoutable => "gitlab-routable",
            Self::Base64Json => "base64-json",
            Self::Mixed => "mixed",
            Self::Made => "made",
            Self::Random => "random",
            Self::Varied => "varied",
        }
    }

    /// Reads a validator from its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|validator| validator.as_str() == name)
    }

    /// Whether a wrong answer makes a match doubtful instead of dropping it.
    pub fn is_checksum(self) -> bool {
        match self {
            Self::Crc32Base62 | Self::GrafanaCrc32 | Self::GitlabRoutable => true,
            Self::Base64Json | Self::Made | Self::Mixed | Self::Random | Self::Varied => false,
        }
    }

    /// Tests a secret.
    pub fn test(self, secret: &[u8]) -> Validity {
        let passed = match self {
            Self::Crc32Base62 => github::is_sealed(secret),
            Self::GrafanaCrc32 => grafana::is_sealed(secret),
            Self::GitlabRoutable => gitlab::is_sealed(secret),
            Self::Base64Json => base64_json::is_json(secret),
            Self::Made => made::is_made(secret),
            Self::Mixed => mixed::is_mixed(secret),
            Self::Random => random::is_random(secret),
            Self::Varied => varied::is_varied(secret),
        };
        match (passed, self.is_checksum()) {
            (true, true) => Validity::Proven,
            (true, false) => Validity::Possible,
            (false, true) => Validity::Doubtful,
            (false, false) => Validity::Refuted,
        }
    }
}

/// Tests a secret with several validators: one refusal refuses, one proof proves.
pub(crate) fn test_all(validators: &[Validator], secret: &[u8]) -> Validity {
    let mut all = Validity::Possible;
    for validator in validators {
        match validator.test(secret) {
            Validity::Refuted => return Validity::Refuted,
            Validity::Proven => all = Validity::Proven,
            Validity::Doubtful if all == Validity::Possible => all = Validity::Doubtful,
            Validity::Doubtful | Validity::Possible => {}
        }
    }
    all
}

pub(crate) use github::seal as crc32_base62;
pub(crate) use gitlab::seal as gitlab_routable;
pub(crate) use grafana::seal as grafana_crc32;
