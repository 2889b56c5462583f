//! What looks like an assignment in the text of a program and gives no value: prompts and
//! declarations.

/// Whether the quote at `at` ends a literal in which the name at `name` stands:
/// `input('Password: ')`.
pub(super) fn ends_literal(text: &[u8], name: usize, at: usize) -> bool {
    const LINE: usize = 200;
    // Cheap first: most quotes begin a value.
    let goes_on = text.get(at + 1).is_none_or(|byte| b")],;+}\r\n".contains(byte));
    if !goes_on {
        return false;
    }
    let near = &text[name.saturating_sub(LINE)..name];
    let line = near.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    line.iter().filter(|&&byte| byte == text[at]).count() % 2 == 1
}

/// Whether what stands behind a name and a colon is its type: `token: string;`,
/// `cookie: ICookie, url: URL`.
pub(super) fn is_type(rest: &[u8]) -> bool {
    const PRIMITIVES: [&[u8]; 12] = [
        b"any",
        b"bool",
        b"boolean",
        b"bytes",
        b"int",
        b"null",
        b"number",
        b"object",
        b"str",
        b"string",
        b"undefined",
        b"unknown",
    ];
    const LONGEST: usize = 48;
    const LINE: usize = 400;
    let length = rest.iter().take(LONGEST).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (name, behind) = rest.split_at(length);
    if PRIMITIVES.contains(&name) {
        return behind.first().is_some_and(|byte| b" ;,)|[?".contains(byte));
    }
    let line = behind.iter().take(LINE).position(|&byte| byte == b'\n').unwrap_or(behind.len());
    let line = &behind[..line.min(LINE)];
    name.first().is_some_and(u8::is_ascii_uppercase)
        && length > 1
        && match behind {
            [b' ', b'=' | b'|' | b'{', b' ', ..] | [b'[', b']', ..] => true,
            // No cookie and no parameter of a scheme stands on the line.
            [b';' | b',' | b')', ..] => !line.contains(&b'='),
            _ => false,
        }
}

/// Whether what stands behind a name and a colon is the path of a member, which an operator or the
/// end of the member of an object follows: `auth.token || null,`.
pub(super) fn is_path(rest: &[u8]) -> bool {
    const LONGEST: usize = 96;
    let is_name = |byte: u8| byte.is_ascii_alphabetic() || b"_$.?!#".contains(&byte);
    let length = rest.iter().take(LONGEST).take_while(|&&byte| is_name(byte)).count();
    let (path, behind) = rest.split_at(length);
    let goes_on = matches!(
        behind,
        [b',' | b';' | b')', b'\n' | b'\r' | b' ', ..]
            | [b' ', b'|', b'|', ..]
            | [b' ', b'?', b'?' | b' ', ..]
            | [b' ', b'&', b'&', ..]
    );
    goes_on
        && memchr::memchr(b'.', path).is_some()
        && path.split(|&byte| byte == b'.').all(|step| step.iter().any(u8::is_ascii_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_paths_from_values() {
        for text in ["auth._token || null,", "this.token,\n", "opts?.a.b;\n", "a.b ? c : d,"] {
            assert!(is_path(text.as_bytes()), "{text}");
        }
        for text in
            ["abc.def", "abc.d3f,\n", "token,\n", "Bearer a.b,\n", "a..b,\n", "", "a.b=c,\n"]
        {
            assert!(!is_path(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn tells_types_from_values() {
        for text in ["string;", "string | null;", "ICookie, url: URL): x", "Token = y", "str,"] {
            assert!(is_type(text.as_bytes()), "{text}");
        }
        for text in [
            "string",
            "Token=abc",
            "Abc; sid=x1",
            "Basic, x=y",
            "swordfish;",
            "Bearer abc",
            "a=b; c=d",
            "Sw0rdfish;",
            "S;",
            "abcDEF, x",
            "",
            "Anna Lind",
        ] {
            assert!(!is_type(text.as_bytes()), "{text}");
        }
    }
}
