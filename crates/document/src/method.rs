//! Methods of remote calls whose arguments have places instead of names: which of these holds what
//! somebody signs in with.
//!
//! `session.login("anna", "…")`, whatever the call is written in.

/// The place of a password among the arguments of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The first one: `walletpassphrase(password, seconds)`.
    First,
    /// The third one: `execute_kw(database, user, password, …)`.
    Third,
    /// The last string behind the first argument: `login(user, password)`.
    Last,
}

/// Words with which the name of a method ends that signs somebody in or sets a password.
const LAST: [&[u8]; 13] = [
    b"login",
    b"logon",
    b"signin",
    b"sign_in",
    b"authenticate",
    b"loginwithpassword",
    b"checkpassword",
    b"changepassword",
    b"setpassword",
    b"resetpassword",
    b"unlockaccount",
    b"auth",
    b"signinwithpassword",
];
/// What the names of methods end with that take a secret and what is to be done with it.
const FIRST: [&[u8]; 2] = [b"passphrase", b"privkey"];

impl Place {
    /// The place of the password among the arguments of `method`, a name with or without a path in
    /// front; none where nothing says that it takes one.
    pub(crate) fn of(method: &[u8]) -> Option<Self> {
        let last = method.rsplit(|byte| b"./:#".contains(byte)).next().unwrap_or_default();
        // `personal_unlockAccount`
        let own = last.rsplit(|&byte| byte == b'_').next().unwrap_or_default();
        let is = |word: &&[u8]| last.eq_ignore_ascii_case(word) || own.eq_ignore_ascii_case(word);
        let ends = |word: &&[u8]| {
            let start = last.len().checked_sub(word.len());
            start.is_some_and(|start| last[start..].eq_ignore_ascii_case(word))
        };
        if last == b"execute_kw" || last == b"execute" {
            Some(Place::Third)
        } else if LAST.iter().any(is) {
            Some(Place::Last)
        } else if FIRST.iter().any(ends) {
            Some(Place::First)
        } else {
            None
        }
    }

    /// Whether the string at `index` stands in this place; `last` tells whether none follows.
    pub(crate) fn is_at(self, index: usize, last: bool) -> bool {
        match self {
            Place::First => index == 0,
            Place::Third => index == 2,
            Place::Last => last && index > 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_methods_by_the_ends_of_their_names() {
        for (method, place) in [
            ("login", Some(Place::Last)),
            ("session.Login", Some(Place::Last)),
            ("wp/auth", Some(Place::Last)),
            ("personal_unlockAccount", Some(Place::Last)),
            ("object.execute_kw", Some(Place::Third)),
            ("walletpassphrase", Some(Place::First)),
            ("importprivkey", Some(Place::First)),
            ("session.list", None),
            ("oauth", None),
            ("lastlogin", None),
            ("", None),
        ] {
            assert_eq!(Place::of(method.as_bytes()), place, "{method}");
        }
    }
}
