//! The keys of JSON objects that say what stands beside or below them.

/// A set of keys, compared without regard to the case of ASCII letters.
///
/// Every key of a document is held against several sets, so a set first looks at the length and
/// the first letter together, which few keys share with it.
pub(super) struct Keys {
    names: &'static [&'static str],
    /// The first letters of the names of each length, as bits.
    initials: [u32; 32],
}

impl Keys {
    const fn new(names: &'static [&'static str]) -> Self {
        let mut initials = [0; 32];
        let mut index = 0;
        while index < names.len() {
            let name = names[index].as_bytes();
            initials[name.len()] |= 1 << (name[0] & 31);
            index += 1;
        }
        Self { names, initials }
    }

    /// Whether `key` is one of them.
    #[inline]
    pub(super) fn hold(&self, key: &[u8]) -> bool {
        let Some(&first) = key.first() else { return false };
        key.len() < 32
            && self.initials[key.len()] >> (first & 31) & 1 == 1
            && self.names.iter().any(|name| {
                let name = name.as_bytes();
                // To ask costs more than to see that it is in vain.
                name.len() == key.len()
                    && (name[0] ^ first) & 31 == 0
                    && (key == name || key.eq_ignore_ascii_case(name))
            })
    }
}

/// Hold a request.
pub(super) const REQUEST: Keys = Keys::new(&["request", "req"]);
/// Hold a response.
pub(super) const RESPONSE: Keys = Keys::new(&["response", "res"]);
/// Hold headers of either side.
pub(super) const HEADERS: Keys =
    Keys::new(&["headers", "header", "rawHeaders", "multiValueHeaders", "http_headers"]);
/// Hold headers of a request.
pub(super) const REQUEST_HEADERS: Keys = Keys::new(&["requestHeaders"]);
/// Hold headers of a response.
pub(super) const RESPONSE_HEADERS: Keys = Keys::new(&["responseHeaders"]);
/// Hold cookies.
pub(super) const COOKIES: Keys = Keys::new(&["cookies", "cookie"]);
/// Hold parameters.
pub(super) const PARAMS: Keys =
    Keys::new(&["queryString", "params", "query", "queryStringParameters", "formData"]);
/// Name the value that stands beside them.
pub(super) const NAMES: Keys = Keys::new(&[
    "name",
    "key",
    "field",
    "header",
    "param",
    "parameter",
    "label",
    "property",
    "attribute",
    "k",
    "n",
    "variable",
]);
/// Name it where nothing else does.
pub(super) const IDS: Keys = Keys::new(&[
    "id",
    "target",
    "selector",
    "element",
    "locator",
    "fieldId",
    "inputId",
    "sel",
    "cssSelector",
    "xpath",
]);
/// Hold a value that something beside them names.
pub(super) const VALUES: Keys = Keys::new(&[
    "value",
    "val",
    "v",
    "values",
    "stringValue",
    "currentValue",
    "defaultValue",
    "rawValue",
    "content",
    "data",
    "text",
]);
/// Say what kind of thing an object is.
pub(super) const KINDS: Keys = Keys::new(&[
    "type",
    "kind",
    "object",
    "@type",
    "__typename",
    "credentialType",
    "credential_type",
    "tokenType",
    "token_type",
    "secretType",
    "secret_type",
]);
/// Say, when they are true, that the value beside them is secret.
pub(super) const MARKS: Keys = Keys::new(&[
    "sensitive",
    "isSensitive",
    "is_sensitive",
    "secret",
    "isSecret",
    "is_secret",
    "masked",
    "isMasked",
    "is_masked",
    "isPassword",
    "is_password",
]);
/// Hold what a thing of some kind is.
pub(super) const MATTER: Keys = Keys::new(&[
    "value",
    "val",
    "v",
    "data",
    "stringValue",
    "current",
    "currentValue",
    "rawValue",
    "plain",
]);
/// Hold what a person or a program calls the value that stands beside them.
pub(super) const LABELS: Keys = Keys::new(&[
    "title",
    "caption",
    "term",
    "column",
    "columnName",
    "column_name",
    "path",
    "pointer",
    "question",
    "prompt",
    "heading",
    "field",
    "fieldName",
    "field_name",
    "attribute",
    "attr",
    "property",
    "propertyName",
    "setting",
    "option",
    "label",
    "name",
    "key",
    "parameter",
    "variable",
]);
/// Hold the value that such a label names.
pub(super) const LABELLED: Keys = Keys::new(&[
    "value",
    "val",
    "text",
    "content",
    "data",
    "description",
    "body",
    "subtitle",
    "detail",
    "details",
    "answer",
    "default",
    "defaultValue",
    "to",
    "from",
    "new",
    "old",
    "newValue",
    "oldValue",
    "new_value",
    "old_value",
    "newval",
    "oldval",
    "after",
    "before",
    "current",
    "previous",
    "previousValue",
    "toString",
    "fromString",
    "rejectedValue",
    "rejected_value",
    "invalidValue",
]);
/// Hold a statement of SQL.
pub(super) const STATEMENTS: Keys = Keys::new(&[
    "sql",
    "query",
    "text",
    "statement",
    "stmt",
    "command",
    "q",
    "querytext",
    "commandText",
]);
/// Hold the values of its parameters.
pub(super) const ARGUMENTS: Keys = Keys::new(&[
    "params",
    "values",
    "parameters",
    "args",
    "arguments",
    "bindings",
    "binds",
    "bind",
    "bindVars",
    "variables",
    "data",
    "A",
]);
/// Name the columns of the rows beside them.
pub(super) const COLUMNS: Keys = Keys::new(&[
    "columns",
    "cols",
    "column_names",
    "columnNames",
    "colnames",
    "columnInfo",
    "fields",
    "fieldNames",
    "field_names",
    "headers",
    "header",
    "rowType",
    "keys",
    "labels",
    "schema",
]);
/// Describe the field whose value stands beside them.
pub(super) const ABOUT: Keys = Keys::new(&[
    "attributes",
    "attrs",
    "props",
    "properties",
    "target",
    "element",
    "node",
    "field",
    "input",
    "control",
    "parameter",
    "variable",
]);
/// Tell whom a code was sent to, or what it answers.
pub(super) const SENT_TO: Keys = Keys::new(&[
    "ticket",
    "sessionInfo",
    "phone",
    "phoneNumber",
    "phone_number",
    "mobile",
    "email",
    "challenge",
    "challengeId",
    "challenge_id",
    "mfaToken",
    "mfa_token",
    "factorId",
    "factor_id",
    "login_source",
]);
/// Tell the field of a page whose value stands beside them.
pub(super) const SELECTORS: Keys = Keys::new(&["selectors"]);
/// Hold a body.
pub(super) const BODIES: Keys =
    Keys::new(&["text", "body", "data", "content", "payload", "raw", "value"]);
/// Tell the media type of a body beside them.
pub(super) const MIMES: Keys =
    Keys::new(&["mimeType", "contentType", "content-type", "mime_type", "content_type"]);
/// Tell the encoding of a body beside them.
pub(super) const ENCODINGS: Keys =
    Keys::new(&["encoding", "contentEncoding", "content_encoding", "compression"]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_its_keys_in_any_case_and_nothing_else() {
        for set in [
            &REQUEST,
            &HEADERS,
            &PARAMS,
            &NAMES,
            &IDS,
            &VALUES,
            &BODIES,
            &MIMES,
            &LABELS,
            &LABELLED,
            &STATEMENTS,
            &ARGUMENTS,
        ] {
            for name in set.names {
                assert!(set.hold(name.as_bytes()), "{name}");
                assert!(set.hold(name.to_ascii_uppercase().as_bytes()), "{name}");
                assert!(!set.hold(format!("{name}x").as_bytes()), "{name}x");
            }
            assert!(!set.hold(b""));
            assert!(!set.hold(&[b'n'; 300]));
        }
    }
}
