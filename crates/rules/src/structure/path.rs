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

/// How many words or numbers may stand between the mark and the secret.
const STEPS_MOST: usize = 2;

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
    let mut start = 0;
    let mut is_marked = false;
    let mut between = usize::MAX;
    for segment in path.split('/') {
        let lower = segment.to_ascii_lowercase();
        if is_marked && value::is_random(segment) && !value::is_placeholder(segment) {
            return Some(start..start + segment.len());
        }
        // Names and numbers of whose link it is may stand between: `/hooks/catch/918273/<token>`.
        let is_step = |segment: &str| {
            !segment.is_empty()
                && segment.len() <= 24
                && (segment.bytes().all(|b| b.is_ascii_lowercase())
                    || segment.bytes().all(|b| b.is_ascii_digit()))
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
    }
    None
}
