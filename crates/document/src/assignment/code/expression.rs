//! What begins as an expression of a program does, or as a type: calls, members, patterns, types that
//! take others.

use crate::assignment::name::split_name;

/// Whether what stands behind a name and a colon at the beginning of a line is a piece of a program
/// and no value of a header.
pub fn is_expression(rest: &[u8]) -> bool {
    is_type(rest)
        || is_generic(rest)
        || is_pattern(rest)
        || is_path(rest)
        || begins_expression(rest)
}

/// Whether a text begins as nothing but the expression of a program does: with brackets, a word of
/// the language, or a name that is called, indexed or joined to another one.
fn begins_expression(rest: &[u8]) -> bool {
    const WORDS: [&[u8]; 9] = [
        b"async ",
        b"await ",
        b"function ",
        b"function(",
        b"new ",
        b"this.",
        b"typeof ",
        b"void ",
        b"yield ",
    ];
    const LONGEST: usize = 96;
    if matches!(rest, [b'{' | b'(', ..] | [b'+', b' ', ..])
        || WORDS.iter().any(|word| rest.starts_with(word))
    {
        return true;
    }
    let (name, behind) = split_name(rest, b"_$.", LONGEST);
    name.first().is_some_and(|byte| !byte.is_ascii_digit())
        && match behind {
            [b'(', ..] => true,
            [b'<', inside, ..] => inside.is_ascii_alphabetic(),
            // The name of a cookie may have brackets.
            [b'[', inside @ ..] => {
                let close = inside.iter().take(LONGEST).position(|&byte| byte == b']');
                close.is_some_and(|close| inside.get(close + 1) != Some(&b'='))
            }
            [b' ', sign @ ..] => {
                [b"|| ".as_slice(), b"&& ", b"?? ", b"=> ", b"=== ", b"!== ", b"== ", b"!= "]
                    .iter()
                    .any(|one| sign.starts_with(one))
            }
            [b':', b':', rest @ ..] => is_declaration(rest),
            _ => false,
        }
}

/// Whether the rest of the path of a type ends as one does in a declaration: `Token = `, `B;`.
fn is_declaration(rest: &[u8]) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_alphabetic() || b"_:".contains(byte);
    let length = rest.iter().take_while(|byte| is_name(byte)).count();
    length > 0
        && matches!(
            &rest[length..],
            [b';' | b',' | b')' | b'<' | b'(', ..] | [b' ', b'=' | b'{', ..]
        )
}

/// Whether a text begins with a pattern and its flags: `/[a-f0-9]{40}/g,`.
fn is_pattern(rest: &[u8]) -> bool {
    const LONGEST: usize = 200;
    let [b'/', inside @ ..] = rest else { return false };
    let line = &inside[..inside.len().min(LONGEST)];
    let mut escaped = false;
    let end = line.iter().position(|&byte| {
        let ends = byte == b'/' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends || byte == b'\n'
    });
    let Some(end) = end.filter(|&end| line[end] == b'/') else { return false };
    let flags = line[end + 1..].iter().take_while(|byte| b"dgimsuvy".contains(byte)).count();
    line[..end].iter().any(|byte| b"[](){}\\^$*+|".contains(byte))
        && line.get(end + 1 + flags).is_some_and(|byte| b",;)}.\n ".contains(byte))
}

/// Whether a text begins with a type that takes others: `pulumi.Input<string>`, `Map<K, V>[]`.
pub fn is_generic(rest: &[u8]) -> bool {
    const LONGEST: usize = 64;
    let (path, behind) = split_name(rest, b"_.:", LONGEST);
    let last = path.rsplit(|byte| b".:".contains(byte)).next().unwrap_or_default();
    last.len() >= 2
        && last[0].is_ascii_uppercase()
        && last[1..].iter().any(u8::is_ascii_lowercase)
        && path.iter().filter(|byte| byte.is_ascii_digit()).count() <= 2
        && !is_tag(behind)
        && matches!(behind, [b'<', inside, ..] if inside.is_ascii_alphabetic() || b"{[(&'\"".contains(inside))
}

/// Whether a text begins with a tag of HTML, as text for people may.
fn is_tag(text: &[u8]) -> bool {
    const TAGS: [&[u8]; 16] = [
        b"a", b"b", b"br", b"code", b"div", b"em", b"hr", b"i", b"img", b"li", b"p", b"span",
        b"strong", b"td", b"tr", b"u",
    ];
    let inside = text.get(1..).unwrap_or_default();
    let length = inside.iter().take(8).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let ends = inside.get(length).is_some_and(|byte| b"> /".contains(byte));
    ends && TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(&inside[..length]))
}

/// Whether what stands behind a name and a colon is its type: `token: string;`,
/// `cookie: ICookie, url: URL`.
fn is_type(rest: &[u8]) -> bool {
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
    // `String?`, `String!`, `Type$1`, `ResponseV2`
    let version = behind.iter().take(3).take_while(|byte| b"$123456789".contains(byte)).count();
    let behind = &behind[version..];
    let behind = behind.strip_prefix(b"?").or_else(|| behind.strip_prefix(b"!")).unwrap_or(behind);
    let line = behind.iter().take(LINE).position(|&byte| byte == b'\n').unwrap_or(behind.len());
    let line = &behind[..line.min(LINE)];
    name.first().is_some_and(u8::is_ascii_uppercase)
        && length > 1
        && match behind {
            [b' ', b'=' | b'|' | b'{', b' ', ..] | [b'[', b']', ..] => true,
            [b'<', inside, ..] => inside.is_ascii_alphabetic() || b"{['".contains(inside),
            // No cookie and no parameter of a scheme stands on the line.
            [b';' | b',' | b')', ..] => !line.contains(&b'='),
            _ => false,
        }
}

/// Whether what stands behind a name and a colon is the path of a member, which an operator or the
/// end of the member of an object follows: `auth.token || null,`.
fn is_path(rest: &[u8]) -> bool {
    const LONGEST: usize = 96;
    let (path, behind) = split_name(rest, b"_$.?!#", LONGEST);
    // `i0.Injector`: a digit or two end a name.
    let is_step = |step: &[u8]| {
        let digits = step.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let (name, _) = step.split_at(step.len() - digits);
        digits <= 2
            && name.iter().any(u8::is_ascii_alphabetic)
            && !name.iter().any(u8::is_ascii_digit)
    };
    let goes_on = matches!(
        behind,
        [b',' | b';' | b')', b'\n' | b'\r' | b' ', ..]
            | [b' ', b'|', b'|', ..]
            | [b' ', b'?', b'?' | b' ', ..]
            | [b' ', b'&', b'&', ..]
    ) || matches!(behind, [b'\n', ..]) && is_member_named_as_type(path);
    goes_on && memchr::memchr(b'.', path).is_some() && path.split(|&byte| byte == b'.').all(is_step)
}

/// Whether a path is short and ends with the name of a type: `i0.Injector`.
fn is_member_named_as_type(path: &[u8]) -> bool {
    const LONGEST: usize = 40;
    let Some(dot) = memchr::memrchr(b'.', path) else { return false };
    path.len() <= LONGEST
        && matches!(&path[dot + 1..], [first, rest @ ..] if first.is_ascii_uppercase()
            && rest.len() >= 4
            && rest.iter().all(u8::is_ascii_lowercase))
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
    fn tells_expressions_from_values() {
        for text in [
            "{\n",
            "() => {\n",
            "await get(),\n",
            "hashToken(token, options),",
            "list[kind] // x",
            "a || b,\n",
            "+ x;",
            "auth::Token = auth::issue(x)?;",
            "a::B = c;",
            "String? = nil\n",
            "Promise<Resource>;",
            "z.ZodOptional<z.ZodNumber>;",
            "Type$1<T>, x",
            "i0.Injector\n",
            "/\\b[a-f0-9]{40}\\b/g, x",
            "index === 0 ? a : b,\n",
            "pulumi.Input<string>;\n",
            "pulumi.Input<pulumi.Input<string>[]>;\n",
        ] {
            assert!(begins_expression(text.as_bytes()) || is_expression(text.as_bytes()), "{text}");
        }
        for text in [
            "Bearer abc",
            "abc123",
            "a=b; c=d",
            "Basic YTpi",
            "user::hunter2",
            "abc=",
            "x9K.d3f.q1\n",
            "a[b]=c; d=e",
            "Sw0rdfish",
            "Digest username=\"a\"",
            "4f1b2c(x",
        ] {
            assert!(!is_expression(text.as_bytes()), "{text}");
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
