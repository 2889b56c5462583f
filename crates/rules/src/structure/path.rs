//! Secret segments of a URL's path: reset, invitation and sign-in links, webhooks.
//!
//! `/reset/<token>`, `/invite/accept/<token>`: the segment behind such a word is a secret when
//! it looks random.

use std::ops::Range;

use crate::value;

/// Words behind which a random segment is a secret.
const MARKS: [&str; 75] = [
    "reset",
    "resets",
    "reset-password",
    "reset_password",
    "resetpassword",
    "password-reset",
    "password_reset",
    "passwordreset",
    "password",
    "passwords",
    "forgot-password",
    "recover",
    "recovery",
    "invite",
    "invites",
    "invitation",
    "invitations",
    "accept-invite",
    "accept-invitation",
    "join",
    "magic",
    "magic-link",
    "magiclink",
    "magic_link",
    "verify",
    "verify-email",
    "verify_email",
    "verification",
    "confirm",
    "confirm-email",
    "confirmation",
    "activate",
    "activation",
    "unsubscribe",
    "login",
    "signin",
    "sign-in",
    "sso",
    "token",
    "tokens",
    "webhook",
    "webhooks",
    "hook",
    "hooks",
    "unlock",
    "set-password",
    "secret",
    "secrets",
    "share",
    "shared",
    "one-time-login",
    "onetime-login",
    "one-time",
    "otl",
    "login-link",
    "signin-link",
    "email-login",
    "magic-login",
    "passwordless",
    "qr",
    "password-resets",
    "verify-account",
    "activate-account",
    "account-activation",
    "confirm_email",
    "invitation-link",
    "auth",
    "authenticate",
    "authorize",
    "autologin",
    "auto-login",
    "one-click-login",
    "impersonate",
    "signup",
    "ical",
];

/// Words behind which only a segment that nobody could guess is a secret: ids stand there as well.
const STRICT: [&str; 13] = [
    "private", "guest", "guests", "rss", "feed", "feeds", "accept", "decline", "rsvp", "redeem",
    "approve", "optin", "opt-in",
];
/// Words in front of which such a segment is one, unless it is the id of something in a collection.
const BEHIND: [&str; 15] = [
    "verify",
    "verification",
    "join",
    "accept",
    "decline",
    "confirm",
    "confirmation",
    "activate",
    "reset",
    "login",
    "signin",
    "redeem",
    "rsvp",
    "optin",
    "opt-in",
];
/// Words in front of which it is one in any case.
const BEHIND_ANY: [&str; 3] = ["private", "unsubscribe", "magic"];

/// How many words or numbers may stand between the mark and the secret.
const STEPS_MOST: usize = 2;
/// The longest of them that is neither: `/reset/MTIzNDU/<token>` says whose link it is in base64.
const STEP_CODED: usize = 8;

/// Finds the secret segment of a path, if it has one.
///
/// ```
/// use scrubjay_rules::structure::path;
///
/// let link = "/reset/4f1b2c9d8e7a6f5b4c3d";
/// assert_eq!(path::secret_segment(link), Some(7..link.len()));
/// assert_eq!(path::secret_segment("/reset/password"), None);
/// ```
pub fn secret_segment(path: &str) -> Option<Range<usize>> {
    // Most paths have no segment that is long enough to be looked at.
    if path.as_bytes().split(|&byte| byte == b'/').all(|segment| segment.len() < value::RANDOM) {
        return None;
    }
    let mut start = 0;
    let mut is_marked = false;
    let mut between = usize::MAX;
    // A segment that a word behind it may make a secret, and whether it tells one of many.
    let mut pending: Option<(Range<usize>, bool)> = None;
    let mut before = String::new();
    for segment in path.split('/') {
        let lower = segment.to_ascii_lowercase();
        let stem = lower.split('.').next().unwrap_or_default();
        if let Some((range, is_one_of_many)) = pending.take()
            && (BEHIND_ANY.contains(&stem) || !is_one_of_many && BEHIND.contains(&stem))
        {
            return Some(range);
        }
        if is_unguessable(segment) {
            if STRICT.contains(&before.as_str()) {
                return Some(start..start + segment.len());
            }
            pending = Some((start..start + segment.len(), before.ends_with('s')));
        }
        // `/ical/anna@desk.example/private-<token>/basic.ics`
        if let Some(key) = segment.strip_prefix("private-").filter(|key| value::is_random(key)) {
            return Some(start + segment.len() - key.len()..start + segment.len());
        }
        if is_marked
            && value::is_random(segment)
            && !value::is_placeholder(segment)
            && !is_asset(&lower)
        {
            return Some(start..start + segment.len());
        }
        // Names and numbers of whose link it is may stand between: `/hooks/catch/918273/<token>`.
        let is_step = |segment: &str| {
            !segment.is_empty()
                && segment.len() <= 24
                && (segment.bytes().all(|b| b.is_ascii_lowercase())
                    || segment.bytes().all(|b| b.is_ascii_digit())
                    || segment.len() <= STEP_CODED
                        && segment.bytes().all(|b| b.is_ascii_alphanumeric()))
        };
        between = if MARKS.contains(&lower.as_str()) {
            0
        } else if is_step(segment) {
            between.saturating_add(1)
        } else {
            usize::MAX
        };
        is_marked = between <= STEPS_MOST;
        start += segment.len() + 1;
        before = lower;
    }
    None
}

/// Whether a segment is the name of a file that a page consists of: what stands in it is a digest.
fn is_asset(segment: &str) -> bool {
    const ENDINGS: [&str; 16] = [
        "js", "mjs", "css", "map", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico",
        "woff", "woff2", "ttf", "wasm",
    ];
    segment.rsplit_once('.').is_some_and(|(stem, ending)| {
        ENDINGS.contains(&ending) || ending == "html" && is_digested(stem)
    })
}

/// `login-6d71777c`: a word and a digest of eight digits, as pages that are built have them.
fn is_digested(stem: &str) -> bool {
    const DIGEST: usize = 8;
    stem.rsplit_once(['-', '.']).is_some_and(|(word, digest)| {
        digest.len() == DIGEST
            && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    })
}

/// Whether a segment is a long random run in more than hexadecimal digits: what a server made up so
/// that nobody guesses it, and no hash.
fn is_unguessable(segment: &str) -> bool {
    const LEAST: usize = 20;
    segment.len() >= LEAST
        && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        && !segment.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
        && value::is_random(segment)
        && !value::is_placeholder(segment)
}

#[cfg(test)]
mod tests {
    use super::secret_segment;

    const TOKEN: &str = "Kq7Rt2Vx9Zb4Nm6Lp8Ws3Yd5";

    fn is_secret(path: &str) -> bool {
        let path = path.replace("{}", TOKEN);
        secret_segment(&path).is_some_and(|range| &path[range] == TOKEN)
    }

    #[test]
    fn a_word_on_either_side_tells() {
        for path in [
            "/r/{}/verify",
            "/guest/{}/join",
            "/feeds/{}/private.atom",
            "/rss/private/{}",
            "/lists/{}/unsubscribe",
            "/accept/{}",
            "/reset/MTIzNDU/{}/",
            "/login/v2/flow/{}",
            "/ical/anna@desk.example/private-{}/basic.ics",
        ] {
            assert!(is_secret(path), "{path}");
        }
    }

    #[test]
    fn ids_and_hashes_stay() {
        for path in [
            "/l/{}",
            "/d/{}/edit",
            "/rooms/{}/join",
            "/users/{}/verify",
            "/commit/4f1b2c9d8e7a6f5b4c3d2e1f0a9b8c7d6e5f4a3b/verify",
            "/r/123e4567-e89b-42d3-a456-426614174000/verify",
            "/private/4f1b2c9d8e7a6f5b4c3d2e1f0a9b8c7d",
            "/private/app.{}.js",
            "/assets/reset/{}.js",
            "/auth/login-6d71777c.html",
            "/confirm/{}.css",
            "/ical/private-calendar/basic.ics",
            "/feeds/popular/private.atom",
        ] {
            assert!(secret_segment(&path.replace("{}", TOKEN)).is_none(), "{path}");
        }
    }
}
