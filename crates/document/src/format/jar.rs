//! The cookie jar of Netscape, as curl, wget and browser extensions write it: a line for each
//! cookie, with seven fields between tabs (curl.se/docs/http-cookies.html).

use super::line::Lines;
use super::{Context, Declared, Field, Format, Sink};
use crate::span::Span;

/// Lines looked at before it is given up.
const LINES: usize = 40;
/// In front of the domain of a cookie that scripts cannot read.
const HTTP_ONLY: &[u8] = b"#HttpOnly_";

/// Reads a cookie jar.
pub struct CookieJar;

impl Format for CookieJar {
    fn label(&self) -> &'static str {
        "cookie-jar"
    }

    fn accepts(&self, text: &[u8], _: Declared<'_>) -> bool {
        let mut lines = Lines::new(text, 0).take(LINES).filter(|line| !is_comment(text, *line));
        lines.next().is_some_and(|line| cookie(text, line).is_some())
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        for line in Lines::new(text, 0) {
            match cookie(text, line) {
                Some((domain, name, value)) => {
                    to.value(&Field::text(domain));
                    to.value(&Field::named(Context::Cookie, name.slice(text), value, None));
                    if name.len() >= 16 {
                        to.value(&Field::text(name));
                    }
                }
                None => to.value(&Field::text(line)),
            }
        }
    }
}

fn is_comment(text: &[u8], line: Span) -> bool {
    let line = line.slice(text);
    line.trim_ascii().is_empty() || line.starts_with(b"#") && !line.starts_with(HTTP_ONLY)
}

/// The domain, the name and the value of the cookie in a line.
fn cookie(text: &[u8], line: Span) -> Option<(Span, Span, Span)> {
    let mut at = line.start;
    let mut fields = [line; 7];
    for (index, field) in fields.iter_mut().enumerate() {
        let rest = text.get(at..line.end)?;
        let end = match memchr::memchr(b'\t', rest) {
            Some(tab) if index < 6 => at + tab,
            None if index == 6 => line.end,
            _ => return None,
        };
        *field = Span::new(at, end);
        at = end + 1;
    }
    let [domain, subdomains, path, secure, expires, name, value] = fields;
    let is_flag = |span: Span| matches!(span.slice(text), b"TRUE" | b"FALSE");
    let is_cookie = is_flag(subdomains)
        && is_flag(secure)
        && path.slice(text).starts_with(b"/")
        && expires.slice(text).iter().all(|byte| byte.is_ascii_digit() || *byte == b'-')
        && !name.is_empty();
    is_cookie.then_some((domain, name, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::seen;

    #[test]
    fn names_cookies() {
        seen::check(
            &CookieJar,
            &[(
                "# Netscape HTTP Cookie File\n\n\
                 .example.org\tTRUE\t/\tTRUE\t1799999999\ttheme\tdark\n\
                 #HttpOnly_app.example.org\tFALSE\t/in\tFALSE\t0\tsid\ts1\n",
                &[
                    "text =# Netscape HTTP Cookie File",
                    "text =.example.org",
                    "cookie theme=dark",
                    "text =#HttpOnly_app.example.org",
                    "cookie sid=s1",
                ],
            )],
        );
    }

    #[test]
    fn survives_anything() {
        let line = ".example.org\tTRUE\t/\tTRUE\t17\ttheme\tdark\n";
        seen::survives(&CookieJar, &[line, "\t", "TRUE", "\n", "#HttpOnly_", "a"]);
    }

    #[test]
    fn leaves_other_tables_alone() {
        for text in [
            "a\tb\tc\td\te\tf\tg\n",
            "TRUE\tTRUE\t/\tTRUE\t1\tname\n",
            "x\tTRUE\t/\tTRUE\tsoon\tname\tvalue\n",
            "plain text\n",
        ] {
            assert!(!CookieJar.accepts(text.as_bytes(), Declared::default()), "{text}");
        }
    }
}
