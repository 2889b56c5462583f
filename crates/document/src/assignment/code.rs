//! What looks like an assignment in the text of a program and gives no value: prompts,
//! declarations, conditions and the members of objects.

use crate::span::Span;

/// Whether the quote at `at` ends a literal in which the name at `name` stands:
/// `input('Password: ')`, `'?token=' + token`, `"Bearer ".concat(token)`.
pub(super) fn ends_literal(text: &[u8], name: usize, at: usize) -> bool {
    const LINE: usize = 200;
    // Cheap first: most quotes begin a value.
    let joined = match &text[at + 1..] {
        [b' ', b'+', b' ' | b'\n', ..] => true,
        [b'.', rest @ ..] => rest.starts_with(b"concat("),
        _ => false,
    };
    if !joined && text.get(at + 1).is_some_and(|byte| !b")],;+}\r\n".contains(byte)) {
        return false;
    }
    // In a script of one line nobody can count the quotes; one in front of the name opens it, or of
    // the address in which it stands.
    let is_address = |byte: u8| byte.is_ascii_alphanumeric() || b"?&#/._-=%:".contains(&byte);
    let before = text[..name].iter().rev().take(LINE).take_while(|&&byte| is_address(byte)).count();
    if text[..name - before].last() == Some(&text[at]) {
        return true;
    }
    let near = &text[name.saturating_sub(LINE)..name];
    let line = near.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    line.iter().filter(|&&byte| byte == text[at]).count() % 2 == 1
}

/// Whether what ends `text` is the beginning of a key in a store, as apps for phones write them, up
/// to its last part: `setItem("@token"`, `setItem('@Desk:token'`.
pub(super) fn is_prefixed(text: &[u8], quote: u8) -> bool {
    const PREFIX: usize = 32;
    if !text.ends_with(b"@") && !text.ends_with(b":") && !text.ends_with(b"/") {
        return false;
    }
    let is_prefix = |byte: &u8| byte.is_ascii_alphanumeric() || b"@:/._-".contains(byte);
    let prefix = text.iter().rev().take(PREFIX).take_while(|byte| is_prefix(byte)).count();
    let (call, prefix) = text.split_at(text.len() - prefix);
    prefix.starts_with(b"@") && matches!(call, [.., b'(', open] if *open == quote)
}

/// Whether a name in quotes that begin at `quote` and that `behind` follows is a literal of a
/// program that names nothing: the branch of a condition, a case, one side of a comparison.
pub(super) fn is_literal(text: &[u8], quote: usize, behind: &[u8]) -> bool {
    match behind {
        [b'|', b'|', ..] | [b'?', b'?', ..] => true,
        [b':', ..] => {
            let before = text[..quote].trim_ascii_end();
            before.ends_with(b"?")
                || before.strip_suffix(b"case").is_some_and(|before| {
                    !before.last().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
                })
        }
        _ => compares(behind),
    }
}

/// Whether a text ends in the call of a function that looks something up in the settings of a
/// program. Others translate: `t("password") || "Password"`.
pub(super) fn asks(text: &[u8]) -> bool {
    const LONGEST: usize = 48;
    const WORDS: [&[u8]; 7] =
        [b"env", b"conf", b"setting", b"option", b"prop", b"secret", b"vault"];
    let Some(text) = text.strip_suffix(b"(") else { return false };
    let near = &text[text.len().saturating_sub(LONGEST)..];
    let is_of_path = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_.:".contains(byte);
    let length = near.iter().rev().take_while(is_of_path).count();
    let path = near[near.len() - length..].to_ascii_lowercase();
    WORDS.iter().any(|word| memchr::memmem::find(&path, word).is_some())
}

/// Whether a name is a constant among the arguments of a call, which says what the next one is.
pub(super) fn is_constant(text: &[u8], name: Span) -> bool {
    let is_capital =
        |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_';
    let word = name.slice(text);
    word.contains(&b'_')
        && word.iter().all(is_capital)
        && text[..name.start].trim_ascii_end().ends_with(b",")
}

/// Whether a text begins with the sign of a comparison.
pub(super) fn compares(text: &[u8]) -> bool {
    matches!(text, [b'=' | b'!', b'=', ..])
}

/// Whether what stands behind a name and a colon at the beginning of a line is a piece of a program
/// and no value of a header.
pub(super) fn is_expression(rest: &[u8]) -> bool {
    is_type(rest) || is_path(rest) || begins_expression(rest)
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
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$.".contains(byte);
    let length = rest.iter().take(LONGEST).take_while(|byte| is_name(byte)).count();
    let (name, behind) = rest.split_at(length);
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
                [b"|| ".as_slice(), b"&& ", b"?? ", b"=> "].iter().any(|one| sign.starts_with(one))
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

/// Whether a name and a colon are the member of an object in a program, and what follows at `at`
/// the value of no header: cookies have a name of their own first and no brackets stand in it, and
/// scripts that were made small name variables.
pub(super) fn is_member(text: &[u8], name: Span, at: usize) -> bool {
    const NAME: usize = 128;
    let rest = &text[at..];
    // Scripts that were made small have no space behind the colon.
    let tight = text[at - 1] == b':'
        && name.start.checked_sub(1).is_some_and(|before| b"{,".contains(&text[before]));
    let own = name.slice(text);
    if !own.len().checked_sub(6).is_some_and(|at| own[at..].eq_ignore_ascii_case(b"cookie")) {
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$".contains(byte);
        let length = rest.iter().take(NAME).take_while(|byte| is_name(byte)).count();
        return tight && rest[length..].first().is_some_and(|byte| b",}+).(?[|&".contains(byte));
    }
    let is_name = |byte: &u8| *byte > b' ' && !b"(){}<>,;\"'=".contains(byte);
    let length = rest.iter().take(NAME).take_while(|byte| is_name(byte)).count();
    if length == 0 || length == NAME || rest.get(length) != Some(&b'=') {
        // A cookie may have no name; a piece of a program has its marks.
        return rest[length..].first().is_some_and(|byte| b"(){}<>".contains(byte));
    }
    let value = rest[length + 1..].split(|&byte| byte == b';' || byte == b'\n').next();
    matches!(rest.get(length + 1), Some(b'=' | b'>'))
        || tight
            && value.is_some_and(|value| value.iter().take(400).any(|byte| b"(){}".contains(byte)))
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
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_$.?!#".contains(&byte);
    let length = rest.iter().take(LONGEST).take_while(|&&byte| is_name(byte)).count();
    let (path, behind) = rest.split_at(length);
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
    fn tells_headers_from_members_of_objects() {
        let is = |text: &str| {
            let colon = text.find(':').expect("a colon stands in the text") + 1;
            let name = colon - 7;
            let at = colon + text[colon..].len() - text[colon..].trim_start().len();
            is_member(text.as_bytes(), Span::new(name, name + 6), at)
        };
        for text in ["m,{cookie:()=>gk,header:()=>vk}", "{cookie:t=e.x()})=>", "Cookie: f(a), b=c"]
        {
            assert!(is(text), "{text}");
        }
        for text in
            ["Cookie: sid=a; b={1}", "{Cookie: sid=a}", "cookie:sid=a", "{cookie:sid=a; b=(c)"]
        {
            assert!(!is(text), "{text}");
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
