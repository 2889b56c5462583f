//! What stands where a credential was: our own placeholders and those of other tools.

use base64::Engine as _;

use crate::structure::jwt;

/// Whether a value is a placeholder: alone, behind a scheme word, or as what is left of a JWT
/// or a Basic credential.
///
/// ```
/// use scrubjay_rules::value::is_placeholder;
///
/// assert!(is_placeholder("REDACTED-okta-session-3f9a0c"));
/// assert!(is_placeholder("Bearer [REDACTED]"));
/// assert!(!is_placeholder("hunter2"));
/// ```
pub fn is_placeholder(value: &str) -> bool {
    let value = value.trim();
    if value.is_empty() || value.len() > jwt::MAX_BYTES {
        return false;
    }
    if is_alone(value) {
        return true;
    }
    if let Some((scheme, rest)) = value.split_once(' ')
        && scheme.len() <= 24
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && (is_alone(rest.trim()) || is_rest(rest.trim()))
    {
        return true;
    }
    is_rest(value)
}

/// Whether the secret part of a structure is a placeholder.
fn is_rest(value: &str) -> bool {
    is_rest_of_jwt(value) || is_rest_of_basic(value)
}

fn is_rest_of_jwt(value: &str) -> bool {
    let mut parts = value.splitn(3, '.');
    let (Some(header), Some(claims), Some(signature)) = (parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    jwt::STARTS.iter().any(|start| header.starts_with(start))
        && claims.bytes().all(crate::structure::is_base64url)
        && is_alone(signature)
}

fn is_rest_of_basic(value: &str) -> bool {
    if value.len() < 8 || value.len() > 512 {
        return false;
    }
    let Ok(decoded) = base64::engine::general_purpose::STANDARD.decode(value) else {
        return false;
    };
    std::str::from_utf8(&decoded)
        .is_ok_and(|text| text.split_once(':').is_some_and(|(_, password)| is_alone(password)))
}

fn is_alone(value: &str) -> bool {
    is_own(value) || is_masked(value) || is_variable(value) || is_worded(value)
}

/// `REDACTED-<label>-<fingerprint>`; of a given length without the label or with dashes behind it.
fn is_own(value: &str) -> bool {
    let Some(rest) = value.strip_prefix("REDACTED-") else {
        return false;
    };
    let rest = rest.trim_end_matches('-');
    let (label, fingerprint) = rest.rsplit_once('-').unwrap_or(("none", rest));
    (1..=48).contains(&label.len())
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && (6..=64).contains(&fingerprint.len())
        && fingerprint.bytes().all(|b| b.is_ascii_hexdigit())
}

/// `***`, `••••`, `xxxxx`, `XXXX-XXXX`, `------`, and values masked but for a few characters.
fn is_masked(value: &str) -> bool {
    const MASKS: [char; 7] = ['*', '•', '●', '∙', '█', '▪', '…'];
    // Characters that may be left as they were.
    const OTHERS: usize = 12;
    let others = value.chars().filter(|c| !MASKS.contains(c)).take(OTHERS + 1).count();
    if others <= OTHERS {
        let masked = value.chars().filter(|c| MASKS.contains(c)).count();
        if masked > 0 && others == 0 || masked >= 3 && has_run(value, &MASKS, 3) {
            return true;
        }
    }
    let mut letters = value.chars().filter(|c| !"-_ .:".contains(*c));
    let is_long = value.chars().nth(2).is_some();
    let Some(first) = letters.next() else {
        return is_long;
    };
    is_long && "xX#?".contains(first) && letters.all(|c| c == first)
}

fn has_run(value: &str, masks: &[char], least: usize) -> bool {
    let mut run = 0;
    value.chars().any(|c| {
        run = if masks.contains(&c) { run + 1 } else { 0 };
        run >= least
    })
}

/// A variable that somebody else fills in: `${TOKEN}`, `$TOKEN`, `{{token}}`, `%TOKEN%`,
/// `<token>`, `#{token}`, `:token`, `{token}`, `__TOKEN__`.
fn is_variable(value: &str) -> bool {
    const WRAPS: [(&str, &str); 10] = [
        ("&lt;", "&gt;"),
        ("${{", "}}"),
        ("${", "}"),
        ("{{", "}}"),
        ("#{", "}"),
        ("<%=", "%>"),
        ("$(", ")"),
        ("<", ">"),
        ("[", "]"),
        ("{", "}"),
    ];
    for (open, close) in WRAPS {
        if let Some(inside) = value.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) {
            return is_variable_name(inside.trim());
        }
    }
    let capitals = |name: &str| {
        name.len() >= 2
            && name.len() <= 64
            && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
            && name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
    };
    if let Some(name) = value.strip_prefix('$') {
        return capitals(name);
    }
    [("%", "%"), ("__", "__")].iter().any(|(open, close)| {
        value.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).is_some_and(capitals)
    })
}

/// A name of words, without the long runs of digits and letters that a secret would have.
fn is_variable_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.split(|c: char| !c.is_ascii_alphabetic()).all(|word| word.len() <= 16)
        && name.bytes().filter(u8::is_ascii_digit).count() <= 3
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-. :'()|".contains(&b))
        && name.bytes().any(|b| b.is_ascii_alphabetic())
        && !super::is_random(name)
}

/// `redacted`, `[FILTERED]`, `(removed by …)`, `_sanitized_`, `your-api-key`, `<masked>`.
fn is_worded(value: &str) -> bool {
    const DONE: [&str; 15] = [
        "redacted",
        "removed",
        "masked",
        "hidden",
        "filtered",
        "sanitized",
        "sanitised",
        "scrubbed",
        "obfuscated",
        "censored",
        "omitted",
        "anonymized",
        "stripped",
        "deleted",
        "withheld",
    ];
    if value.len() > 64 {
        return false;
    }
    let core = value.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let lower = core.to_ascii_lowercase();
    let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or_default();
    let tame = lower.split(|c: char| !c.is_ascii_alphabetic()).all(|word| word.len() <= 16)
        && lower.bytes().filter(u8::is_ascii_digit).count() <= 4;
    if !tame {
        return false;
    }
    if DONE.contains(&first) || DONE.contains(&last) {
        return true;
    }
    // `your-api-key`, `insert_token_here`: a note to the reader of a manual.
    first == "your" && lower.len() > 6 && !lower.bytes().any(|b| b.is_ascii_digit())
        || first == "insert" && last == "here"
        || lower == "string_value"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_placeholders_of_many_tools() {
        for value in [
            "REDACTED-okta-session-3f9a0c",
            "REDACTED-okta-session-3f9a0c-----------",
            "REDACTED-3f9a0c1b2d",
            "***3f9a0",
            "REDACTED",
            "[REDACTED]",
            "<redacted>",
            "(redacted)",
            "***",
            "*",
            "xxxxx",
            "XXXX",
            "XXXX-XXXX",
            "••••",
            "[FILTERED]",
            "{{token}}",
            "${TOKEN}",
            "$TOKEN",
            "%TOKEN%",
            "__WS_TOKEN__",
            "<token>",
            "<your-api-key>",
            "&lt;token&gt;",
            "redacted",
            "removed",
            "masked",
            "hidden",
            "_sanitized_",
            "[Filtered]",
            "REDACTED_TOKEN",
            "[redacted:token]",
            "your-api-key",
            "YOUR_API_KEY",
            "STRING_VALUE",
            "Bearer [REDACTED]",
            "Bearer REDACTED-jwt-3f9a0c",
            "ab***yz",
            "${{ secrets.TOKEN }}",
            "$(TOKEN)",
            "********",
            "--redacted--",
            "\"redacted\"",
            "{token}",
            "[token removed]",
        ] {
            assert!(is_placeholder(value), "{value}");
        }
    }

    #[test]
    fn knows_what_is_left_of_a_jwt_and_of_basic() {
        let header = jwt_part(r#"{"alg":"RS256"}"#);
        let claims = jwt_part(r#"{"sub":"anna"}"#);
        assert!(is_placeholder(&format!("{header}.{claims}.REDACTED-jwt-0123ab")));
        assert!(is_placeholder(&format!("Bearer {header}.{claims}.REDACTED-jwt-0123ab")));
        assert!(!is_placeholder(&format!("{header}.{claims}.c2lnbmF0dXJl")));
        let basic = base64::engine::general_purpose::STANDARD.encode("anna:REDACTED-basic-0123ab");
        assert!(is_placeholder(&format!("Basic {basic}")));
        let open = base64::engine::general_purpose::STANDARD.encode("anna:hunter2");
        assert!(!is_placeholder(&format!("Basic {open}")));
    }

    #[test]
    fn takes_no_secret_for_a_placeholder() {
        for value in [
            "hunter2",
            "secret",
            "letmein",
            "changeme",
            "123456",
            "your",
            "REDACTED-x-sk_live_4f1b2c9d8e7a",
            "REDACTED-4f1b2c9d8e7a6f5b4c3d2e1f-zzzzzzz",
            "REDACTED-k3Vd9Qm2Lp7Rt5Vz8",
            "$2b$12$abcdefghij",
            "<4f1b2c9d8e7a6f5b4c3d2e1f>",
            "{\"token\":\"abc\"}",
            "p*ss*w*rd",
            "redacted4f1b2c9d8e7a",
            "$ecret",
            "%41%42",
            "hiddenhunter2",
            "axxxx",
            "[12345678]",
            "[cufyrmBXuQmhOV8ZvdstDpzl1]",
            "<yrkvmMwqoiivIehPo05mBqTfFs>",
            "",
        ] {
            assert!(!is_placeholder(value), "{value}");
        }
    }

    fn jwt_part(json: &str) -> String {
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json)
    }
}
