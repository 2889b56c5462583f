//! Permissions, as APIs name them: `password:reset`, `apps:secret:read`.

/// What a permission allows: the last word of its name begins with one of these.
const ACTIONS: [&str; 38] = [
    "*",
    "add",
    "admin",
    "all",
    "change",
    "create",
    "delete",
    "edit",
    "exchange",
    "execute",
    "export",
    "forgot",
    "generate",
    "get",
    "grant",
    "import",
    "introspect",
    "invite",
    "issue",
    "list",
    "manage",
    "modify",
    "read",
    "readonly",
    "recover",
    "refresh",
    "remove",
    "request",
    "reset",
    "revoke",
    "rotate",
    "set",
    "sign",
    "update",
    "use",
    "verify",
    "view",
    "write",
];

/// Whether all of a text is the name of a permission: words with colons between them, of which the
/// last one says what may be done. `password:swordfish` is a password.
pub(super) fn is_permission(text: &[u8]) -> bool {
    const LONGEST: usize = 64;
    if text.len() > LONGEST || !text.contains(&b':') {
        return false;
    }
    let is_word = |word: &[u8]| {
        !word.is_empty()
            && word.iter().all(|byte| byte.is_ascii_lowercase() || b"_-*".contains(byte))
    };
    let action = text.rsplit(|&byte| byte == b':').next().unwrap_or_default();
    let verb = action.split(|byte| b"_-".contains(byte)).next().unwrap_or_default();
    text.split(|&byte| byte == b':').all(is_word)
        && ACTIONS.binary_search_by(|known| known.as_bytes().cmp(verb)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_permission;

    #[test]
    fn knows_permissions_by_what_they_allow() {
        for text in ["password:reset", "token:create", "apps:secret:read_own", "api_key:*"] {
            assert!(is_permission(text.as_bytes()), "{text}");
        }
        for text in ["password:swordfish", "secret:bluejay", "password:", "reset", "Password:reset"]
        {
            assert!(!is_permission(text.as_bytes()), "{text}");
        }
    }
}
