//! A value beside its label where no assignment can be read: `**API token**: …`,
//! `setenv API_TOKEN …`, `apiToken = T.pack "…"`, a label on the line above.
//!
//! Languages differ without end in what they put between a name and its value, so no language is
//! known here. Between the two may stand a short stretch of punctuation, markup, and words that
//! assign or name a type; what ends it has to be one long run without white space. Whether the run
//! looks random and the label is that of a credential is for the caller to say.
//!
//! Invariant: the work for one word is bounded, whatever the text.

mod bridge;

use crate::span::Span;

/// A value that may belong to a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The name, without the words in front of it.
    pub name: Span,
    /// The value, without quotes or brackets.
    pub value: Span,
    /// Whether a sign or a word says that the value belongs to the name; otherwise it only follows.
    pub assigned: bool,
    /// Whether quotes or brackets stand around the value.
    pub enclosed: bool,
}

/// The longest literal in front of its name.
const LITERAL: usize = 512;
/// The longest word that leads from a value to its name.
const LEADER: usize = 32;
/// The words in front of a name that may belong to it.
const WORDS: usize = 3;
/// The longest of them.
const WORD: usize = 24;

/// The value behind `name`, which [`name_around`](crate::assignment::name_around) found.
pub fn behind(text: &[u8], name: Span) -> Option<Beside> {
    let end = bridge::cross(text, name)?;
    Some(Beside { name, value: end.value, assigned: end.assigned, enclosed: end.enclosed })
}

/// The value in front of `name`: `[store setValue:@"…" forKey:@"apiToken"]`.
pub fn ahead(text: &[u8], name: Span) -> Option<Beside> {
    let quote = *text.get(name.end)?;
    let open = name.start.checked_sub(1)?;
    if !is_quote(quote) || text[open] != quote {
        return None;
    }
    // Back over `forKey:@`, `, as: `.
    let at = back_over(text, open, b"@:=(> ");
    let leader = word_before(text, at);
    if !LEADERS.iter().any(|lead| begins(leader.slice(text), lead)) {
        return None;
    }
    let close = back_over(text, leader.start, b", \n\t").checked_sub(1)?;
    let quote = text[close];
    if !is_quote(quote) {
        return None;
    }
    let near = &text[close.saturating_sub(LITERAL)..close];
    let start = close - near.iter().rev().position(|&byte| byte == quote)?;
    let value = Span::new(start, close);
    let setter = word_before(text, back_over(text, start - 1, b"@:=( "));
    let lower = setter.slice(text).to_ascii_lowercase();
    let sets = SETTERS.iter().any(|set| memchr::memmem::find(&lower, set).is_some());
    (sets && value.slice(text).iter().all(u8::is_ascii_graphic) && !value.is_empty())
        .then_some(Beside { name, value, assigned: true, enclosed: true })
}

/// A name with the words in front of it, as far as they may be one label: `mot de passe`,
/// `Your sign-in key`.
pub fn phrase(text: &[u8], name: Span) -> Span {
    let mut start = name.start;
    for _ in 0..WORDS {
        if start == 0 || text[start - 1] != b' ' {
            break;
        }
        let near = &text[start.saturating_sub(WORD + 1)..start - 1];
        let length = near.iter().rev().take_while(|&&byte| is_letter(byte)).count();
        if length == 0 || length == WORD {
            break;
        }
        start -= length + 1;
    }
    Span::new(start, name.end)
}

/// How the words begin that lead from a value to the name behind it.
const LEADERS: [&[u8]; 9] =
    [b"for", b"as", b"with", b"key", b"name", b"header", b"field", b"under", b"into"];
/// What the words have in them that stand in front of such a value.
const SETTERS: [&[u8]; 11] = [
    b"value", b"set", b"put", b"add", b"store", b"save", b"write", b"content", b"secret",
    b"header", b"data",
];

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'\'') || byte >= 0x80
}

fn begins(word: &[u8], with: &[u8]) -> bool {
    word.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}

/// Where a stretch of these bytes begins that ends at `at`.
fn back_over(text: &[u8], at: usize, bytes: &[u8]) -> usize {
    let near = &text[at.saturating_sub(LEADER)..at];
    at - near.iter().rev().take_while(|byte| bytes.contains(byte)).count()
}

/// The word that ends at `at`.
fn word_before(text: &[u8], at: usize) -> Span {
    let near = &text[at.saturating_sub(LEADER)..at];
    let length = near.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    Span::new(at - length, at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assignment::name_around;

    const TOKEN: &str = "Kq7Rt2Vx9Zb4Nm6Lp8Ws3Yd5";

    fn found(text: &str, word: &str) -> Option<(String, bool, bool)> {
        let text = text.replace("{}", TOKEN);
        let at = text.find(word).expect("the word stands in the text");
        let name = name_around(text.as_bytes(), Span::new(at, at + word.len()))?;
        let found = behind(text.as_bytes(), name).or_else(|| ahead(text.as_bytes(), name))?;
        Some((text[found.value.range()].to_owned(), found.assigned, found.enclosed))
    }

    #[test]
    fn crosses_what_languages_put_between() {
        for text in [
            "var api_token = @\"{}\";",
            "Map(\"api.api_token\" -> \"{}\")",
            "{api_token, <<\"{}\">>}.",
            "api_token = [[{}]]",
            "(api_token => q{{}})",
            "NSString *api_token = @\"{}\";",
            "Dim api_token As String = \"{}\"",
            "api_token = T.pack \"{}\"",
            "api_token: String::from(\"{}\")",
            "val api_token: Option[String] = Some(\"{}\")",
            "api_token: Optional[str] = '{}'",
            "const api_token: SecretText = '{}'",
            "private string api_token { get; } = \"{}\";",
            "api_token: !vault \"{}\"",
            "variable \"api_token\" { default = \"{}\" }",
            "variable \"api_token\" {\n  type = string\n}",
            "param api_token string = '{}'",
            "{ api_token:: '{}' }",
            "gh auth --with-api_token <<< {}",
            "[\"api_token\"]=>\n  string(40) \"{}\"",
            "s:9:\"api_token\";s:40:\"{}\";",
            "((api_token . \"{}\"))",
            "**api_token**: {}",
            "**api_token:** `{}`",
            "[b]api_token[/b]: {}",
            "{\\b api_token:} {}\\par",
            "<b>api_token</b> <code>{}</code>",
            "api_token \u{2013} {}",
            "api_token \u{2192} {}",
            "Your api_token for the staging machine: {}",
            "api_token (production): {}",
            "api_token lautet {}.",
            "su api_token es: {}",
            "\"name\": \"api_token\",\n \"value\": \"{}\"",
            "api_token:\n\n    {}\n",
            "API api_token\n{}\n",
            "| api_token | {} |",
            "\u{2502} api_token \u{2502} {} \u{2502}",
            "api_token|s:40:\"{}\";",
            "api_token:\n  - {}\n",
            "api_token <- \"{}\"",
            "std::string api_token{\"{}\"};",
        ] {
            let expected = (!text.contains("type =")).then(|| TOKEN.to_owned());
            let value = found(text, "api_token").map(|(value, assigned, _)| {
                assert!(assigned || text.contains('\n'), "in {text}");
                value
            });
            assert_eq!(value, expected, "in {text}");
        }
        for text in
            ["setenv api_token {}", "set -x api_token {}\n", "api_token {}", "SetEnv api_token {}"]
        {
            assert_eq!(
                found(text, "api_token"),
                Some((TOKEN.to_owned(), false, false)),
                "in {text}"
            );
        }
    }

    #[test]
    fn takes_no_value_from_beside_a_choice() {
        assert_eq!(found("t?f.api_token:(n(\"{}\",1),f[t])", "api_token"), None);
        assert_eq!(
            found("t,f.api_token:(n(\"{}\",1),f[t])", "api_token"),
            Some((TOKEN.to_owned(), true, true))
        );
    }

    #[test]
    fn takes_short_values_in_quotes_that_a_sign_joins() {
        for (text, value) in [
            ("[\"password\"]=>\n  string(8) \"blue7jay\"", "blue7jay"),
            ("{password,\"blue7jay\"}", "blue7jay"),
            ("s:8:\"password\";s:8:\"blue7jay\";", "blue7jay"),
            ("PASSWORD = N'blue7jay'", "blue7jay"),
        ] {
            let word = if text.contains("PASS") { "PASSWORD" } else { "password" };
            assert_eq!(found(text, word), Some((value.to_owned(), true, true)), "in {text}");
        }
        for text in
            ["password \"blue7jay\"", "password for \"blue7jay\"", "password => \"bluejay\""]
        {
            assert_eq!(found(text, "password"), None, "in {text}");
        }
    }

    #[test]
    fn finds_the_value_in_front() {
        for text in [
            "[client setValue:@\"{}\" forKey:@\"api_token\"]",
            "request.setValue(\"{}\", forHTTPHeaderField: \"api_token\")",
            "{value:'{}',name:'api_token'}",
        ] {
            assert_eq!(found(text, "api_token"), Some((TOKEN.to_owned(), true, true)), "in {text}");
        }
        for text in [
            "{className:'{}',name:'api_token'}",
            "f('{}', 'api_token')",
            "setValue('a b c d e f g h i', forKey: 'api_token')",
        ] {
            assert_eq!(found(text, "api_token"), None, "in {text}");
        }
    }

    #[test]
    fn stops_where_something_else_begins() {
        for text in [
            "api_token check {}",
            "api_token hash: {}",
            "fix api_token refresh\n\ncommit {}\n",
            "api_token, className: \"{}\"",
            "api_token: {integrity: \"sha512-{}\"}",
            "api_token; x = \"{}\"",
            "if (!api_token) { x = \"{}\" }",
            "api_token ? \"{}\" : 1",
            "getToken(api_token) + \"{}\"",
            "api_token: none, sha=\"{}\"",
            "api_token: missing request=\"{}\"",
            "see api_token\nand {} here",
            "we rotate the api_token, then the build of {}",
            "api_token \"two words {}\"",
            "api_token",
            "api_token: ",
            "api_token \u{2013} was made by Anna",
        ] {
            assert_eq!(found(text, "api_token"), None, "in {text}");
        }
    }

    #[test]
    fn takes_the_words_in_front_along() {
        for (text, name, expected) in [
            ("Votre mot de passe : x", "passe", "Votre mot de passe"),
            ("a one-time sign-in key: x", "key", "a one-time sign-in key"),
            ("x, public token y", "token", "public token"),
            ("token", "token", "token"),
            (" token", "token", "token"),
        ] {
            let at = text.find(name).expect("the name stands in the text");
            let span = phrase(text.as_bytes(), Span::new(at, at + name.len()));
            assert_eq!(&text[span.range()], expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(
            front in "[a-z\"'@: ,(=\u{e9}]{0,20}",
            rest in "[<>/=:a-zA-Z0-9\\\\\"'(){}\\[\\]\u{2013}\u{a0}\u{ff1a}&;|\n -]{0,60}",
        ) {
            let text = format!("{front}token{rest}");
            let word = Span::new(front.len(), front.len() + 5);
            if let Some(name) = name_around(text.as_bytes(), word) {
                behind(text.as_bytes(), name);
                ahead(text.as_bytes(), name);
                phrase(text.as_bytes(), name);
            }
        }
    }
}
