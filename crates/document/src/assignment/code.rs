//! What looks like an assignment in the text of a program and gives no value: prompts,
//! declarations, conditions and the members of objects.

mod expression;

pub use self::expression::{is_expression, is_generic};
use super::name::split_name;
use crate::span::Span;

/// Whether the quote at `at` ends a literal in which the name at `name` stands:
/// `input('Password: ')`, `'?token=' + token`, `"Bearer ".concat(token)`.
pub(super) fn ends_literal(text: &[u8], name: usize, at: usize) -> bool {
    const LINE: usize = 200;
    // `read -p "Password: " PASSWORD`
    if name.checked_sub(1).is_some_and(|before| text[before] == text[at]) {
        return true;
    }
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

/// Whether the rest of a line is what a parameter is by default, and the end of the signature that
/// it is the last one of: `client_key=None):`.
pub(super) fn ends_signature(line: &[u8]) -> bool {
    const DEFAULTS: [&[u8]; 8] =
        [b"None", b"True", b"False", b"null", b"nil", b"undefined", b"true", b"false"];
    let end = line.iter().rposition(|byte| !b"):,;{ ".contains(byte)).map_or(0, |at| at + 1);
    end < line.len() && DEFAULTS.contains(&&line[..end])
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

/// Whether what stands at `at` behind a name is a variable of a program: a name that the member of
/// an object, an argument or a statement ends behind, where the signs of a program stand around. In
/// a program every string stands in quotes.
pub fn is_variable(text: &[u8], at: usize) -> bool {
    const LONGEST: usize = 96;
    let rest = &text[at..];
    let rest = rest.strip_prefix(b"!!").or_else(|| rest.strip_prefix(b"!")).unwrap_or(rest);
    let (name, behind) = split_name(rest, b"_$.?!", LONGEST);
    let begins =
        name.first().is_some_and(|byte| byte.is_ascii_alphabetic() || b"_$".contains(byte));
    if !begins || name.len() == LONGEST || !ends_operand(behind) {
        return false;
    }
    is_in_program(text, at)
}

/// Whether the operand of an expression, the member of an object or a statement ends.
fn ends_operand(behind: &[u8]) -> bool {
    const SIGNS: [&[u8]; 12] = [
        b" ? ", b" as ", b" && ", b" || ", b" ?? ", b" === ", b" !== ", b" == ", b" != ", b" | ",
        b" }", b" => ",
    ];
    match behind {
        [b',' | b';', rest @ ..] => {
            let end = rest.trim_ascii_start();
            rest.first().is_none_or(u8::is_ascii_whitespace) && !end.starts_with(b"=")
        }
        [b')' | b'}', ..] => true,
        [b'\n' | b'\r', rest @ ..] => match rest.trim_ascii_start() {
            [b'}', next @ ..] => {
                let next = next.first();
                next.is_some_and(|byte| b"),;".contains(byte))
            }
            [b')', ..] => true,
            _ => false,
        },
        _ => SIGNS.iter().any(|sign| behind.starts_with(sign)),
    }
}

/// Whether the signs of a program stand around a place: at least three kinds of them, two of which
/// no text for people has.
pub fn is_in_program(text: &[u8], at: usize) -> bool {
    const NEAR: usize = 600;
    const SIGNS: [&[u8]; 14] = [
        b"({",
        b"().",
        b"});",
        b"};",
        b"();",
        b" => ",
        b" === ",
        b"if (",
        b"require(",
        b"this.",
        b");\n",
        b" = {",
        b"self.",
        b"null;",
    ];
    const WORDS: [&[u8]; 12] = [
        b"function",
        b"const ",
        b"return ",
        b"import ",
        b"export ",
        b"interface ",
        b"await ",
        b"async ",
        b"typeof ",
        b"undefined",
        b";\n",
        b"new ",
    ];
    let near = &text[at.saturating_sub(NEAR)..(at + NEAR).min(text.len())];
    let has = |sign: &&&[u8]| memchr::memmem::find(near, sign).is_some();
    SIGNS.iter().filter(has).take(2).count() == 2 && WORDS.iter().any(|word| has(&word))
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
        let (_, behind) = split_name(rest, b"_$", NAME);
        return tight && behind.first().is_some_and(|byte| b",}+).(?[|&".contains(byte));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_variables_by_the_program_around_them() {
        let is = |text: &str| {
            let at = text.find('@').expect("the place is marked");
            let text = text.replace('@', "");
            is_variable(text.as_bytes(), at)
        };
        let program = |line: &str| {
            format!("const a = f({{ x: 1 }});\nif (b === c) {{\n{line}\n}}\nreturn g();\n")
        };
        for line in [
            "token: @field, b: 1",
            "auth.token = @state?.authToken;",
            "f({ token: @fieldToken })",
            "token: @credentials!.key as string",
        ] {
            assert!(is(&program(line)), "{line}");
            assert!(!is(line), "{line}");
        }
        for line in ["token: @field", "token: @\"field\",", "token=@field=a", "token: @9field, b"] {
            assert!(!is(&program(line)), "{line}");
        }
        assert!(is("g(() => {});\nreturn f({ a,\n token: @fieldType\n });\nif (x) {}\n"));
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
}
