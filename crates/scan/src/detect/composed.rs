//! Names that programs make of words: `XOAuth2PrivateKey`, `microsoftExcelOAuth2Api`.
//!
//! They are long, of mixed case and have digits, as tokens do; only their words tell them apart.

use scrubjay_rules::identifier;

use super::wording::has_rhythm;

/// Words of names in programs, of which each composed name has one.
const PARTS: [&str; 145] = [
    "access",
    "account",
    "action",
    "admin",
    "array",
    "auth",
    "authentication",
    "authorization",
    "backup",
    "bucket",
    "buffer",
    "bytes",
    "cache",
    "change",
    "changed",
    "client",
    "code",
    "config",
    "connection",
    "content",
    "context",
    "cookie",
    "create",
    "created",
    "credential",
    "credentials",
    "data",
    "database",
    "default",
    "delete",
    "deleted",
    "descriptor",
    "device",
    "display",
    "domain",
    "email",
    "enabled",
    "enum",
    "error",
    "event",
    "expired",
    "factory",
    "field",
    "fields",
    "file",
    "filter",
    "function",
    "handle",
    "handler",
    "header",
    "index",
    "info",
    "input",
    "instance",
    "integration",
    "invalid",
    "item",
    "label",
    "list",
    "local",
    "login",
    "manager",
    "message",
    "method",
    "missing",
    "model",
    "name",
    "node",
    "number",
    "oauth",
    "object",
    "option",
    "options",
    "output",
    "param",
    "parameter",
    "params",
    "password",
    "path",
    "permission",
    "plugin",
    "policy",
    "prefix",
    "primary",
    "private",
    "profile",
    "promise",
    "property",
    "provider",
    "public",
    "query",
    "record",
    "reference",
    "refresh",
    "region",
    "register",
    "request",
    "required",
    "reset",
    "resource",
    "response",
    "result",
    "review",
    "role",
    "rotation",
    "rule",
    "schema",
    "scope",
    "secret",
    "select",
    "server",
    "service",
    "session",
    "settings",
    "signature",
    "signing",
    "source",
    "spec",
    "state",
    "status",
    "storage",
    "store",
    "stream",
    "string",
    "subject",
    "submit",
    "success",
    "table",
    "target",
    "template",
    "token",
    "trigger",
    "type",
    "union",
    "unknown",
    "update",
    "updated",
    "user",
    "username",
    "valid",
    "validation",
    "value",
    "version",
    "view",
    "window",
];

/// Whether a value is words that capitals join, one of them common in programs, with a digit or
/// two among them: `XOAuth2PrivateKey`. Hardly one of a million random strings is.
pub(super) fn is_composed(value: &str) -> bool {
    const LONGEST: usize = 64;
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    if value.len() > LONGEST
        || digits > 2
        || !value.bytes().all(|byte| byte.is_ascii_alphanumeric())
        || !value
            .as_bytes()
            .windows(2)
            .any(|pair| pair[1].is_ascii_uppercase() && !pair[0].is_ascii_uppercase())
    {
        return false;
    }
    let words = identifier::words(value);
    let is_letters = |word: &&String| word.as_bytes()[0].is_ascii_alphabetic();
    let (mut count, mut letters, mut short) = (0, 0, 0);
    for word in words.iter().filter(is_letters) {
        count += 1;
        letters += word.len();
        short += usize::from(word.len() <= 2);
    }
    count >= 2
        && letters >= 6
        && letters >= 3 * count
        && short * 2 <= count
        && words.iter().any(|word| PARTS.binary_search(&word.as_str()).is_ok())
        && words.iter().all(|word| word.len() <= 3 || has_rhythm(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names_that_capitals_join() {
        assert!(PARTS.is_sorted());
        for name in [
            "microsoftExcelOAuth2Api",
            "XOAuth2PrivateKey",
            "V1LocalObjectReference",
            "AllowFullAccessToS3",
            "MySqlV2Credentials",
            "V1Secret",
            "Uint8Array",
        ] {
            assert!(is_composed(name), "{name}");
        }
        for value in
            ["drny6NyBpxofbgumnMk9", "rb1nz5xhues", "bluejay7", "hunter2", "token", "Abcd7Efgh"]
        {
            assert!(!is_composed(value), "{value}");
        }
    }
}
