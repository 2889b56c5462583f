//! Values without quotes that are pieces of a program: what a program assigns is an expression, and
//! a credential stands in quotes in it.
//!
//! One sign is needed for each: the name again, a word of the language, an operator behind it, a
//! statement around it. Shells have values without quotes too, so a sign counts only where no shell
//! writes it.

use scrubjay_document::assignment::{Assignment, code};
use scrubjay_rules::{identifier, value};

use super::composed::is_composed;

/// Words of languages that no value is.
const WORDS: [&[u8]; 13] = [
    b"async",
    b"await",
    b"case",
    b"class",
    b"delete",
    b"function",
    b"import",
    b"new",
    b"return",
    b"throw",
    b"typeof",
    b"void",
    b"yield",
];

/// How statements begin.
const STATEMENTS: [&[u8]; 13] = [
    b"union ",
    b"export type ",
    b"type ",
    b"const ",
    b"let ",
    b"var ",
    b"exports.",
    b"module.exports",
    b"this.",
    b"self.",
    b"return ",
    b"if (",
    b"} else if (",
];

/// How declarations begin whose words are used elsewhere too.
const DECLARATIONS: [&[u8]; 17] = [
    b"abstract ",
    b"async ",
    b"class ",
    b"constructor(",
    b"declare ",
    b"export ",
    b"final ",
    b"fn ",
    b"func ",
    b"function ",
    b"interface ",
    b"private ",
    b"protected ",
    b"pub ",
    b"public ",
    b"readonly ",
    b"static ",
];

/// Types that every language has, under one name or the other.
const TYPES: [&str; 24] = [
    "any",
    "array",
    "bigint",
    "bool",
    "boolean",
    "buffer",
    "bytes",
    "char",
    "date",
    "datetime",
    "float",
    "function",
    "int",
    "integer",
    "number",
    "object",
    "optional",
    "promise",
    "str",
    "string",
    "text",
    "undefined",
    "unknown",
    "varchar",
];

/// What a style sheet puts behind a name and a colon.
const STATES: [&str; 10] = [
    "active", "after", "before", "checked", "disabled", "focus", "hover", "invalid", "not",
    "visited",
];

/// Whether a value without quotes is an expression of a program.
pub(super) fn is_expression(text: &[u8], found: &Assignment, value: &str) -> bool {
    // `Definition<{`: a type up to the end of its line.
    let value = value.split("<{").next().unwrap_or_default();
    // Of bytes that are no text the value shows others, and not as many.
    let raw = found.value.slice(text);
    let length = memchr::memmem::find(raw, b"<{").unwrap_or(raw.len());
    let behind = &text[found.value.start + length..];
    if value.starts_with("/*")
        || code::is_generic(&text[found.value.start..])
        || value.starts_with('/') && code::is_expression(&text[found.value.start..])
    {
        return true;
    }
    let spaced = found.value.start.checked_sub(1).is_some_and(|at| text[at] == b' ');
    let state = STATES.iter().any(|state| value.strip_prefix(*state).is_some_and(is_goes_on));
    begins_expression(value, behind, spaced)
        || super::script::is_expression(text, found, value)
        || !spaced && state && behind.first().is_none_or(|byte| b",{ (>\n".contains(byte))
        || is_type(text, found, value)
        || is_composed(value) && is_declared(text, found, behind)
        || is_name(value)
            && (spaced && is_operand(behind)
                || is_constant(value, behind)
                || spaced && is_statement(text, found))
}

/// Whether a value without quotes is a variable of the program around it. One word with digits may
/// be what somebody chose for a password.
pub(super) fn is_variable(text: &[u8], found: &Assignment, value: &str, is_password: bool) -> bool {
    let bare = value.split(['(', ',', ';', ')']).next().unwrap_or_default();
    let digits = bare.bytes().any(|byte| byte.is_ascii_digit());
    let path = bare.split(['.', '?', '!']).filter(|step| !step.is_empty());
    let told = |step: &str| {
        !step.bytes().any(|byte| byte.is_ascii_digit()) || is_composed(without_version(step))
    };
    let fits = if !digits {
        !value::is_random(bare)
    } else if is_password {
        is_composed(bare) || bare.contains('.') && path.clone().all(told)
    } else {
        path.clone().all(|step| is_composed(step) || !value::is_random(without_version(step)))
    };
    fits && !super::searched::is_comment(text, found.name)
        && code::is_variable(text, found.value.start)
}

/// Whether a value is words that capitals join, among them one of a single digit, of which the last
/// one is the last one of the name: `sendTwoFactorOTP: send2FaOTP`, `password: hashedPassword`. Or it
/// is a type behind a name that may be missing: `key?: XOAuth2Key | undefined`.
fn is_declared(text: &[u8], found: &Assignment, behind: &[u8]) -> bool {
    let value = found.value.slice(text);
    let before = text[..found.value.start].trim_ascii_end();
    if before.ends_with(b"?:") || is_statement(text, found) && before.ends_with(b"=") {
        return true;
    }
    let name = String::from_utf8_lossy(found.name.slice(text));
    let value = String::from_utf8_lossy(value);
    let (own, other) = (identifier::words(&name), identifier::words(&value));
    let ends = match behind {
        [] => false,
        [b'\n' | b'\r', rest @ ..] => {
            matches!(rest.trim_ascii_start(), [b'}' | b')', ..])
        }
        [byte, ..] => b",;)".contains(byte),
    };
    ends && value.starts_with(|c: char| c.is_ascii_lowercase())
        && own.last() == other.last()
        && other.len() >= 2
}

/// Whether nothing follows the state of an element but another one, or a class.
fn is_goes_on(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([':', '.', '{', '(', ','])
}

/// `!0`, `+ key`, `await x`.
fn begins_expression(value: &str, behind: &[u8], spaced: bool) -> bool {
    let flag = value.strip_prefix("!0").or_else(|| value.strip_prefix("!1"));
    if flag.is_some_and(|rest| rest.is_empty() || rest.starts_with(['=', '?', ':'])) {
        return true;
    }
    // `null==i`, `x===y`: what pads base64 is at the end.
    // `exports.a = exports.b = …`, `this.node().version`, `state?.password`
    if value.starts_with("exports.") || value.contains("().") || is_chained(value) {
        return true;
    }
    // `null?a:b`
    if ["null?", "null:", "undefined?", "void 0"].iter().any(|sign| value.starts_with(sign)) {
        return true;
    }
    let compared = value.find("==").map(|at| value[at..].trim_start_matches('='));
    if compared.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '('))
    {
        return true;
    }
    let starts = |byte: &u8| byte.is_ascii_alphabetic() || b"_$({[0".contains(byte);
    match behind {
        [b' ', next, ..] if value == "+" => starts(next),
        [b' ', next, ..] => spaced && WORDS.contains(&value.as_bytes()) && starts(next),
        [b'(', ..] => value == "function" || value == "import",
        _ => false,
    }
}

/// Whether a value is members of an object that may be missing: `state?.masterPassword`.
fn is_chained(value: &str) -> bool {
    const LONGEST: usize = 96;
    let is_step = |step: &str| {
        step.len() >= 3
            && step.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_$.".contains(&byte))
            && step.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$')
            && !value::is_random(step)
    };
    let value = value.trim_end_matches([';', ',']);
    value.len() <= LONGEST && value.contains("?.") && value.split("?.").all(is_step)
}

/// Whether a value is a type, as it stands behind a name and a colon: `str,`, `String!`,
/// `Promise<Resource>`.
fn is_type(text: &[u8], found: &Assignment, value: &str) -> bool {
    let before = text[..found.value.start].trim_ascii_end();
    if !before.ends_with(b":") {
        return false;
    }
    // `name?: Type`
    if before.ends_with(b"?:") && is_name(value) {
        return true;
    }
    let behind = &text[found.value.end..];
    let bare = value.trim_end_matches(['!', '?']);
    let is_known = TYPES.iter().any(|one| bare.eq_ignore_ascii_case(one))
        || bare.len() < value.len() && ["ID", "Float", "DateTime", "JSON"].contains(&bare);
    match behind {
        [b'<', inside, ..] => {
            let inner = &behind[1..];
            let length = inner.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let (name, _) = inner.split_at(length);
            let joined = name.first().is_some_and(u8::is_ascii_uppercase)
                && name.iter().any(u8::is_ascii_lowercase);
            let known = TYPES.iter().any(|one| one.as_bytes() == name);
            value.starts_with(|c: char| c.is_ascii_uppercase())
                && is_name(value)
                && (joined || known || b"{['\"".contains(inside))
        }
        _ => is_known && behind.first().is_none_or(|byte| b" ,;)]}|=\r\n\\".contains(byte)),
    }
}

/// Whether a value is the name of a variable, or of a member of one.
fn is_name(value: &str) -> bool {
    const LONGEST: usize = 96;
    value.len() <= LONGEST
        && value.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$')
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_$.?!".contains(&byte))
        && !value::is_random(without_version(value))
}

/// A name without the number of its version: `ResponseV2`, `defaultToConfig2`, `Token$1`.
fn without_version(name: &str) -> &str {
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    if name.len() - bare.len() > 2 {
        return name;
    }
    bare.strip_suffix(['V', '$']).unwrap_or(bare)
}

/// Whether a value is words that capitals join, perhaps with a version: `TRequestCredentials`.
pub(super) fn is_joined_words(value: &str) -> bool {
    let value = without_version(value);
    let turns = value
        .as_bytes()
        .windows(2)
        .any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    turns && value.bytes().all(|byte| byte.is_ascii_alphabetic()) && !value::is_random(value)
}

/// Whether an operator of a program follows: no shell has these behind a space and a value.
fn is_operand(behind: &[u8]) -> bool {
    const SIGNS: [&[u8]; 7] =
        [b" ?? ", b" === ", b" !== ", b" => ", b" == ", b" != ", b" instanceof "];
    const TYPED: [&[u8]; 4] = [b" | undefined", b" | null", b" | string", b" | number"];
    SIGNS.iter().chain(&TYPED).any(|sign| behind.starts_with(sign))
}

/// Whether a value is the name of a constant that a list, a call or a statement goes on behind:
/// `RESET_PASSWORD_SUBMIT,`, `Factor.SINGLE_FACTOR,`.
fn is_constant(value: &str, behind: &[u8]) -> bool {
    let (owner, name) = value.rsplit_once('.').unwrap_or(("", value));
    let shouted = name.split('_').all(|part| {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && part.len() > digits
            && digits <= 1
    });
    let parts = name.split('_').count() + usize::from(!owner.is_empty());
    shouted && parts >= 3 && matches!(behind, [b',' | b';' | b')', ..] | [b' ', b'&' | b'|', ..])
}

/// Whether the line is a statement or a declaration.
fn is_statement(text: &[u8], found: &Assignment) -> bool {
    const LINE: usize = 240;
    let near = &text[found.name.start.saturating_sub(LINE)..found.name.start];
    let start = match memchr::memrchr(b'\n', near) {
        Some(at) => at + 1,
        None if near.len() == LINE => return false,
        None => 0,
    };
    let begins = found.name.start - near.len() + start;
    // The name itself may be the beginning: `exports.token = token`.
    let line = text[begins..found.value.start].trim_ascii_start();
    if STATEMENTS.iter().any(|start| line.starts_with(start)) {
        return true;
    }
    let rest = &text[found.value.end..(found.value.end + LINE).min(text.len())];
    let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    DECLARATIONS.iter().any(|start| line.starts_with(start))
        && rest[..end].trim_ascii_end().last().is_some_and(|byte| b";{,(<&|".contains(byte))
}

/// Whether a value is its name again, but for case, marks and what owns either:
/// `authKey: _authKey`, `exports.token = token`, `auth = part.auth`, `newPassword: password`.
pub(super) fn is_same_name(value: &[u8], name: &[u8], quoted: bool) -> bool {
    let letters = |text: &[u8]| -> Vec<u8> {
        text.iter().filter(|b| b.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect()
    };
    if value.len() <= name.len() + 4 && letters(value) == letters(name)
        || value.eq_ignore_ascii_case(name)
    {
        return true;
    }
    const LONGEST: usize = 160;
    if value.len().max(name.len()) > LONGEST {
        return false;
    }
    // Bundlers number names that are there twice: `TOO_WEAK$1`.
    let own = without_number(last(name));
    if quoted {
        return own.len() < name.len() && letters(value) == letters(own);
    }
    let value = value.strip_prefix(b"!").unwrap_or(value);
    let value = value.split(|byte| b"?!=<>|&".contains(byte)).next().unwrap_or_default();
    let (step, own) = (letters(without_number(last(value))), letters(own));
    step == own || step.len() >= 5 && value.len() == step.len() && own.ends_with(&step)
}

/// The last step of a path of names.
fn last(path: &[u8]) -> &[u8] {
    path.rsplit(|&byte| byte == b'.').find(|step| !step.is_empty()).unwrap_or(path)
}

/// A name without `$` and a number at its end.
fn without_number(name: &[u8]) -> &[u8] {
    let digits = name.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = &name[..name.len() - digits];
    rest.strip_suffix(b"$").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use scrubjay_document::{Span, assignment};

    use super::*;

    fn is(text: &str) -> bool {
        let word = text.find("key").expect("the name stands in the text");
        let name = assignment::name_around(text.as_bytes(), Span::new(word, word + 3));
        let found = assignment::of(text.as_bytes(), name.expect("a name"));
        let found = found.expect("an assignment");
        let value = String::from_utf8_lossy(found.value.slice(text.as_bytes()));
        is_expression(text.as_bytes(), &found, &value)
            || is_same_name(value.as_bytes(), found.name.slice(text.as_bytes()), found.quoted)
    }

    #[test]
    fn tells_expressions_from_values() {
        assert!(WORDS.is_sorted() && TYPES.is_sorted() && STATES.is_sorted());
        for text in [
            "const key = async (x) => 1",
            "exports.key = void 0;",
            "x.key = !0===e.x,",
            "(key: str, x: str)",
            "(key: String!, $x: Int)",
            "key: IFunction<Part> = x",
            "const key = inMemory !== null",
            "let api_key = defaultToConfig2;",
            "api_key = settings2 ?? x",
            "key: RESET_V2_SUBMIT,",
            "key: Factor.SINGLE_FACTOR,",
            "export declare var key$: StaticSchema;",
            "exports.apikey = apikey;",
            "r.my_key = r.x.my_key",
            "input.my_key:hover{color:red}",
            "TOO_key$1 = \"too_key\"; //",
            "new_api_key: key2, new_password_key: password_key,",
        ] {
            assert!(is(text) || text.starts_with("new_"), "{text}");
        }
        for text in [
            "key: str9, x",
            "key=hunter2 && echo",
            "key: hunter2 || x",
            "key: hunter2 | user: x",
            "key: HUNTER_TWO_TREES",
            "export key=hunter2\n",
            "Export key: Sommer2024\n",
            "key: Hunter<BR>",
            "key: Hunter2<br>",
            "key: string9",
            "key=new&x=1",
            "const key = 4f1b2c9d8e7a6f5b4c3d;",
            "let key = Kq7Rt2Vx9Zb4Nm6Lp8Ws;",
            "key=!0x9",
            "key:hover9,x",
            "key: hover",
            "key: winter.key9",
        ] {
            assert!(!is(text), "{text}");
        }
    }
}
