//! `name = value` in the middle of text: code, logs, command lines, configuration, prose.
//!
//! Somebody who saw a telling word in a text asks here whether it names a value, and which.
//! Nothing is said of whether the value is a secret.

mod bare;
pub mod code;
mod element;
mod list;
mod name;
mod quoted;
mod separator;
mod typed;

use self::bare::{bare, braced, has_space, header_value};
use self::element::element;
pub use self::list::listed;
pub use self::name::name_around;
use self::name::{is_credential_header, is_header, is_quote, starts_line};
use self::quoted::{QUOTED, argument, behind_type, quoted};
use self::separator::{Before, Separator, fallback, space};
use self::typed::typed;
use crate::codec::CodecId;
use crate::format::Context;
use crate::span::Span;

/// A value that a text gives a name to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The whole name around the word.
    pub name: Span,
    /// The value, without quotes.
    pub value: Span,
    /// How the value is written.
    pub codec: Option<CodecId>,
    /// What kind of name it is.
    pub context: Context,
    /// Whether the value stands in quotes.
    pub quoted: bool,
    /// Whether what follows the value makes it look like an expression: `f(`, `a.b[`.
    pub expression: bool,
    /// Whether the name and the value stand in a sentence: nothing but a space between the name
    /// and the quotes, or `is:` between the name and a bare value.
    pub spoken: bool,
}

/// The assignment to `name`, which [`name_around`] found, if there is one.
pub fn of(text: &[u8], name: Span) -> Option<Assignment> {
    if let Some(found) = element(text, name).or_else(|| typed(text, name)) {
        return Some(found);
    }
    let sign = Sign::behind(text, name)?;
    let at = sign.value(text, name)?;
    if !is_quote(*text.get(at)?) {
        return unquoted(text, name, at, &sign);
    }
    if !sign.name_quoted && code::ends_literal(text, name.start, at) {
        return None;
    }
    quoted(text, name, at, sign.separator)
}

/// The sign behind a name.
struct Sign {
    separator: Separator,
    /// Where it ends.
    end: usize,
    /// Whether the name in front of it stands in quotes.
    name_quoted: bool,
}

impl Sign {
    /// Reads what stands behind `name`, up to the end of the sign.
    fn behind(text: &[u8], name: Span) -> Option<Sign> {
        let opening = name.start.checked_sub(1).and_then(|at| text.get(at)).copied();
        let mut at = name.end;
        let closing = text.get(at).copied().filter(|&byte| is_quote(byte));
        let name_quoted = closing.is_some_and(|quote| {
            opening == Some(quote) || code::is_prefixed(&text[..name.start], quote)
        });
        if name_quoted {
            at += 1;
        }
        let indexed = text.get(at) == Some(&b']');
        if indexed {
            at += 1;
        }
        // `getenv("DB_PASSWORD") or "…"`: the value where nothing else is set.
        let asked =
            name_quoted && text.get(at) == Some(&b')') && code::asks(&text[..name.start - 1]);
        if asked {
            at += 1;
        }
        let gap = space(text, at);
        at += gap;
        let (separator, end) = if asked {
            (Separator::Default, at + fallback(&text[at..])?)
        } else {
            // `curl_setopt($ch, CURLOPT_PASSWORD, "…")`
            let is_quoted = name_quoted || code::is_constant(text, name);
            let is_flag = name.slice(text).starts_with(b"-");
            Separator::read(text, at, Before { is_quoted, is_flag, has_space: gap > 0 })?
        };
        let is_literal = name_quoted
            && !indexed
            && !asked
            && code::is_literal(text, name.start - 1, &text[at..]);
        (!is_literal).then_some(Sign { separator, end, name_quoted })
    }

    /// Where the value begins; none where the sign says that there is none.
    fn value(&self, text: &[u8], name: Span) -> Option<usize> {
        let mut at = self.end + space(text, self.end);
        if self.separator != Separator::Colon {
            return Some(at);
        }
        // `${DB_PASSWORD:-…}` of a shell.
        if text[..name.start].ends_with(b"${") {
            // `${DB_PASSWORD:?is not set}`: what the shell says.
            if text.get(at) == Some(&b'?') {
                return None;
            }
            at += usize::from(matches!(text.get(at), Some(b'-' | b'=')));
        }
        // `{x-auth-token: [abc]}`: a list of one.
        if !self.name_quoted && text.get(at) == Some(&b'[') {
            at += 1;
            if text.get(at) == Some(&b']') {
                return None;
            }
        }
        Some(at)
    }
}

/// The value at `at`, which does not begin with a quote.
fn unquoted(text: &[u8], name: Span, at: usize, sign: &Sign) -> Option<Assignment> {
    let separator = sign.separator;
    if let Some(quote) = behind_type(text, at, separator) {
        return quoted(text, name, quote, Separator::Equals);
    }
    let line_start = starts_line(text, name.start);
    if separator == Separator::Colon && !sign.name_quoted {
        // 'Cookie: a=b' in quotes: the value goes up to the quote that closes the whole.
        let opening = name.start.checked_sub(1).and_then(|at| text.get(at)).copied();
        let wrapped = opening.filter(|&byte| is_quote(byte));
        let certain = || is_credential_header(name.slice(text)) && has_space(text, at);
        if (line_start || wrapped.is_some() || certain()) && is_header(name.slice(text)) {
            if code::is_expression(&text[at..]) || code::is_variable(text, at) {
                return None;
            }
            if !code::is_member(text, name, at) {
                return header_value(text, name, at, wrapped);
            }
        }
    }
    argument(text, name, at, separator)
        .or_else(|| braced(text, name, at, separator))
        .or_else(|| bare(text, name, at, separator, line_start))
}

/// The value in quotes that an arrow leads to from a value in quotes: `"old" -> "new"`.
pub fn changed(text: &[u8], found: &Assignment) -> Option<Span> {
    let quote =
        text.get(found.value.end).copied().filter(|&byte| found.quoted && is_quote(byte))?;
    let rest = text.get(found.value.end + 1..)?;
    let open =
        if rest.starts_with(b" -> ") || rest.starts_with(b" => ") { 4 } else { return None };
    let inside = rest.get(open + 1..).filter(|_| rest.get(open) == Some(&quote))?;
    let length = memchr::memchr(quote, &inside[..inside.len().min(QUOTED)])?;
    let start = found.value.end + 1 + open + 1;
    let value = Span::new(start, start + length);
    (length > 0 && !value.slice(text).contains(&b'\\')).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &[u8], word: Span) -> Option<Assignment> {
        of(text, name_around(text, word)?)
    }

    /// (text, word, expected name, expected value); an empty value means no assignment.
    const CASES: &[(&str, &str, &str, &str)] = &[
        ("token=abc", "token", "token", "abc"),
        ("my_token = abc, x", "token", "my_token", "abc"),
        ("?access_token=abc&x=1", "token", "access_token", "abc"),
        (r#"{"accessToken":"abc"}"#, "Token", "accessToken", "abc"),
        (r#"setItem('access_token', 'a b')"#, "token", "access_token", "a b"),
        (r#"setItem("@token", "a b")"#, "token", "token", "a b"),
        (r#"setItem('@Desk:token', 'a b')"#, "token", "token", "a b"),
        (r#"const sessionToken = "ab\"c";"#, "Token", "sessionToken", r#"ab\"c"#),
        ("const token: string = 'abc';", "token", "token", "abc"),
        (
            "Authorization: Bearer abc def\nHost: x",
            "Authorization",
            "Authorization",
            "Bearer abc def",
        ),
        ("curl -H 'Cookie: a=b; c=d' x", "Cookie", "Cookie", "a=b; c=d"),
        ("token = atob(", "token", "token", "atob("),
        ("--password hunter2 --x", "password", "password", "hunter2"),
        ("user[password]=hunter2", "password", "password", "hunter2"),
        ("PASSWORD=a&3x!\nX=1", "PASSWORD", "PASSWORD", "a&3x!"),
        ("password=a&user=b", "password", "password", "a"),
        ("got <a:token x='1'>s3cret</a:token> back", "token", "token", "s3cret"),
        ("use <token> here", "token", "", ""),
        ("the token is good.", "token", "token", "good"),
        ("your pin is: 4711!", "pin", "pin", "4711"),
        ("Das Passwort lautet: x1y2z3.", "Passwort", "Passwort", "x1y2z3"),
        ("la clave es : x1y2z3", "clave", "clave", "x1y2z3"),
        ("le jeton est x1y2z3.", "jeton", "jeton", "x1y2z3"),
        ("the token was good", "token", "", ""),
        ("token::new()", "token", "", ""),
        ("token", "token", "", ""),
        ("password=", "password", "", ""),
        ("if (token === \"abc\")", "token", "token", "abc"),
        ("'token' => 'abc',", "token", "token", "abc"),
        ("connecting with password 'x1y2'", "password", "password", "x1y2"),
        ("env.JWT_SECRET||\"abc\"", "SECRET", "env.JWT_SECRET", "abc"),
        ("env.get('API_SECRET') or 'abc'", "SECRET", "API_SECRET", "abc"),
        ("getenv(\"API_SECRET\")?:\"abc\"", "SECRET", "API_SECRET", "abc"),
        ("setopt($ch, OPT_PASSWORD, 'abc');", "PASSWORD", "OPT_PASSWORD", "abc"),
        ("f(a, OPT_PASSWORD, b)", "PASSWORD", "", ""),
        ("f(a, password, 'abc')", "password", "", ""),
        ("t('secret') || 'abc'", "secret", "", ""),
        ("f('secret') || g('x')", "secret", "", ""),
        ("X: ${DB_SECRET:-abc}", "SECRET", "DB_SECRET", "abc"),
        ("X: ${DB_SECRET:?abc}", "SECRET", "", ""),
        ("  token: [],\n", "token", "", ""),
        ("GET / - > Authorization: Bearer abc", "Authorization", "Authorization", "Bearer abc"),
        ("Headers({x-auth-token: [abc], accept: [x]})", "token", "x-auth-token", "abc"),
        ("token\u{1b}[0m=\u{1b}[32mabc\u{1b}[0m", "token", "token", "abc"),
        ("\u{1b}[1mapi_key\u{1b}[0m=abc", "api_key", "api_key", "abc"),
        ("secret = atob('YWJj')", "secret", "secret", "YWJj"),
        (r#"token="ab"+"cd" + "ef";"#, "token", "token", r#"ab"+"cd" + "ef"#),
        (r#"token="ab"+cd+"ef";"#, "token", "token", "ab"),
        ("client->setApiKey('abc');", "ApiKey", "setApiKey", "abc"),
        ("setApiKey(key)", "ApiKey", "", ""),
        ("密码：x1y2\n", "密码", "密码", "x1y2"),
        ("SERVER=db;UID=sa;PWD={x1;y2};Encrypt=yes", "PWD", "PWD", "x1;y2"),
        ("<Login user=a password={x1y2} />", "password", "", ""),
        ("token=Buffer.from(\"YWJj\", \"base64\")", "token", "token", "YWJj"),
        ("type=\"password\" name=\"x\"", "password", "", ""),
        ("x = input('Password: ')\ny = 'z'", "Password", "", ""),
        ("it's password: 'x1y2', isn't it", "password", "password", "x1y2"),
        ("GET /b;token=x1y2?page=2&x=1 HTTP/1.1", "token", "token", "x1y2"),
        ("Host=x;token=x1y2;page=2", "token", "token", "x1y2"),
        ("page.type('#password', 'x1y2')", "password", "password", "x1y2"),
        ("page.fill('input[name=\"password\"]', 'x1y2');", "password", "password", "x1y2"),
        ("cy.get('#password').type('x1y2{enter}')", "password", "password", "x1y2{enter}"),
        ("find(By.ID, 'password').send_keys(\"x1y2\")", "password", "password", "x1y2"),
        ("$('#password').on('keyup', f)", "password", "", ""),
        ("toggle('#password', 'x1y2')", "password", "", ""),
        ("getElementById('password').value = 'x1y2';", "password", "password", "x1y2"),
        ("if (byId('password').value == 'x1y2')", "password", "", ""),
        ("byId('password').value = x", "password", "", ""),
        ("$('#password').val(x)", "password", "", ""),
    ];

    #[test]
    fn finds_the_value_of_a_name() {
        for &(text, word, name, value) in CASES {
            let at = text.find(word).expect("the word stands in the text");
            let found = around(text.as_bytes(), Span::new(at, at + word.len()));
            let (found_name, found_value) = found
                .map(|found| (&text[found.name.range()], &text[found.value.range()]))
                .unwrap_or_default();
            assert_eq!((found_name, found_value), (name, value), "in {text}");
        }
    }

    #[test]
    fn tells_an_expression() {
        let text = b"token=getToken(1)";
        let found = around(text, Span::new(0, 5)).expect("an assignment");
        assert!(found.expression);
    }
}
