//! A pull lexer over raw JSON bytes.
//!
//! It checks the grammar but not the spelling of values: numbers keep any length (`1e400`),
//! strings keep lone surrogates, NUL escapes and bytes that are no UTF-8. It takes no memory but
//! one bit for each open container, and leaves unescaping to the codecs.
//!
//! Invariant: on input that `serde_json` accepts, the tokens are the document's tokens and the
//! last one is [`Token::End`]; on any other input the lexer stops with [`Token::Broken`] or
//! [`Token::Cut`] at the first byte that it could not place.

use crate::near;
use crate::span::Span;

/// What the lexer met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// `{` at this offset.
    ObjectStart(usize),
    /// `}` at this offset.
    ObjectEnd(usize),
    /// `[` at this offset.
    ArrayStart(usize),
    /// `]` at this offset.
    ArrayEnd(usize),
    /// A member's key: what stands between the quotes.
    Key(Span),
    /// A string value: what stands between the quotes.
    String(Span),
    /// A number, `true`, `false`, `null`, or another bare word.
    Scalar(Span),
    /// The value is complete; the offset is one past its last byte.
    End(usize),
    /// This byte cannot stand here.
    Broken(usize),
    /// The input ends inside the value.
    Cut(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// A value must come.
    Value,
    /// A value or `]` may come.
    FirstElement,
    /// A key or `}` may come.
    FirstKey,
    /// A key must come.
    Key,
    /// `:` must come.
    Colon,
    /// `,` or the closing bracket must come.
    After,
    /// Nothing more comes; the token is repeated.
    Done(Token),
}

/// The lexer; see the module.
#[derive(Clone, Debug)]
pub struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    state: State,
    /// One entry for each open container: whether it is an object.
    open: Vec<bool>,
    nesting: usize,
}

impl<'a> Lexer<'a> {
    /// Reads one value that starts at `at` (white space before it is skipped).
    ///
    /// Containers nested deeper than `nesting` end in [`Token::Broken`].
    pub fn new(bytes: &'a [u8], at: usize, nesting: usize) -> Self {
        Self { bytes, at, state: State::Value, open: Vec::new(), nesting }
    }

    /// Offset of the next byte to be read.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// How many containers are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Where the next token is looked for.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Passes over the container that was opened last, to the offset `end` behind its end.
    pub fn pass(&mut self, end: usize) {
        self.open.pop();
        self.at = end;
        self.finish_value();
    }

    /// The closing brackets that would complete the value at this point, innermost first.
    pub fn closers(&self) -> Vec<u8> {
        self.open.iter().rev().map(|&object| if object { b'}' } else { b']' }).collect()
    }

    /// The next token. After the end it keeps returning the last one.
    #[inline]
    pub fn token(&mut self) -> Token {
        loop {
            let at = skip_space(self.bytes, self.at);
            self.at = at;
            if let State::Done(token) = self.state {
                return token;
            }
            let Some(&byte) = self.bytes.get(at) else {
                return self.done(Token::Cut(at));
            };
            match self.state {
                State::Value | State::FirstElement => {
                    if byte == b']' && self.state == State::FirstElement {
                        return self.close(false);
                    }
                    return self.value(byte);
                }
                State::FirstKey | State::Key => match byte {
                    b'"' => {
                        let Some(span) = self.string(at) else {
                            return self.done(Token::Cut(at));
                        };
                        self.state = State::Colon;
                        return Token::Key(span);
                    }
                    b'}' => return self.close(true),
                    _ => return self.done(Token::Broken(at)),
                },
                State::Colon => {
                    if byte != b':' {
                        return self.done(Token::Broken(at));
                    }
                    self.at = at + 1;
                    self.state = State::Value;
                }
                State::After => match (byte, self.open.last()) {
                    (b',', Some(&object)) => {
                        self.at = at + 1;
                        self.state = if object { State::Key } else { State::FirstElement };
                    }
                    (b'}', Some(true)) => return self.close(true),
                    (b']', Some(false)) => return self.close(false),
                    _ => return self.done(Token::Broken(at)),
                },
                State::Done(token) => return token,
            }
        }
    }

    fn value(&mut self, byte: u8) -> Token {
        let at = self.at;
        match byte {
            b'"' => {
                let Some(span) = self.string(at) else {
                    return self.done(Token::Cut(at));
                };
                self.finish_value();
                Token::String(span)
            }
            b'{' | b'[' => {
                if self.open.len() >= self.nesting {
                    return self.done(Token::Broken(at));
                }
                self.at = at + 1;
                let object = byte == b'{';
                self.open.push(object);
                self.state = if object { State::FirstKey } else { State::FirstElement };
                if object { Token::ObjectStart(at) } else { Token::ArrayStart(at) }
            }
            byte if is_scalar(byte) => {
                let len = self.bytes[at..].iter().take_while(|&&b| is_scalar(b)).count();
                self.at = at + len;
                self.finish_value();
                Token::Scalar(Span::new(at, at + len))
            }
            _ => self.done(Token::Broken(at)),
        }
    }

    /// The inside of the string whose opening quote is at `quote`; `None` when it does not end.
    fn string(&mut self, quote: usize) -> Option<Span> {
        let end = string_end(self.bytes, quote + 1)?;
        self.at = end + 1;
        Some(Span::new(quote + 1, end))
    }

    fn close(&mut self, object: bool) -> Token {
        let at = self.at;
        self.open.pop();
        self.at = at + 1;
        self.finish_value();
        if object { Token::ObjectEnd(at) } else { Token::ArrayEnd(at) }
    }

    fn finish_value(&mut self) {
        self.state =
            if self.open.is_empty() { State::Done(Token::End(self.at)) } else { State::After };
    }

    fn done(&mut self, token: Token) -> Token {
        self.state = State::Done(token);
        token
    }
}

/// The offset of the quote that ends the string whose inside starts at `at`.
#[inline]
pub fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    near::find_unescaped(b'"', b'\\', bytes, at)
}

/// Skips the spaces that a pretty-printer indents with, a word at a time; some may be left.
#[inline]
fn skip_indent(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at..).and_then(<[u8]>::first_chunk) == Some(&[b' '; 8]) {
        at += 8;
    }
    at
}

#[inline]
fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\r' | b'\t') => at += 1,
            Some(b'\n') => at = skip_indent(bytes, at + 1),
            Some(_) | None => return at,
        }
    }
}

fn is_scalar(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        let mut lexer = Lexer::new(text.as_bytes(), 0, 64);
        let mut all = Vec::new();
        loop {
            let token = lexer.token();
            all.push(token);
            if matches!(token, Token::End(_) | Token::Broken(_) | Token::Cut(_)) {
                return all;
            }
        }
    }

    #[test]
    fn gives_strings_their_spans() {
        assert_eq!(
            tokens(r#"{"a": ["b\"c", 1e400, null]}"#),
            [
                Token::ObjectStart(0),
                Token::Key(Span::new(2, 3)),
                Token::ArrayStart(6),
                Token::String(Span::new(8, 12)),
                Token::Scalar(Span::new(15, 20)),
                Token::Scalar(Span::new(22, 26)),
                Token::ArrayEnd(26),
                Token::ObjectEnd(27),
                Token::End(28),
            ]
        );
    }

    #[test]
    fn tells_a_cut_from_a_break() {
        assert_eq!(tokens(r#"{"a": "b"#).last(), Some(&Token::Cut(6)));
        assert_eq!(tokens(r#"{"a": "b""#).last(), Some(&Token::Cut(9)));
        assert_eq!(tokens(r#"{"a" "b"}"#).last(), Some(&Token::Broken(5)));
        assert_eq!(tokens(r#"{"a":1]"#).last(), Some(&Token::Broken(6)));
        assert_eq!(tokens(r#""a\"#).last(), Some(&Token::Cut(0)));
    }

    #[test]
    fn stops_at_the_nesting_limit() {
        let deep = "[".repeat(100);
        assert_eq!(tokens(&deep).last(), Some(&Token::Broken(64)));
    }

    proptest::proptest! {
        #[test]
        fn agrees_with_serde_json(text in json_text()) {
            let value: serde_json::Value = serde_json::from_str(&text).expect("generated JSON");
            let mut leaves = Vec::new();
            collect(&value, &mut leaves);
            let mut seen = Vec::new();
            for token in tokens(&text) {
                match token {
                    Token::Key(span) | Token::String(span) => {
                        let quoted = format!("\"{}\"", &text[span.range()]);
                        seen.push(serde_json::from_str::<String>(&quoted).expect("string"));
                    }
                    Token::Scalar(span) => seen.push(text[span.range()].to_owned()),
                    Token::Broken(at) | Token::Cut(at) => panic!("stopped at {at}"),
                    _ => {}
                }
            }
            proptest::prop_assert_eq!(seen, leaves);
        }

        #[test]
        fn never_panics(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let mut lexer = Lexer::new(&bytes, 0, 16);
            for _ in 0..400 {
                lexer.token();
            }
        }
    }

    fn collect(value: &serde_json::Value, out: &mut Vec<String>) {
        match value {
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, out)),
            serde_json::Value::Object(members) => {
                for (key, member) in members {
                    out.push(key.clone());
                    collect(member, out);
                }
            }
            serde_json::Value::String(text) => out.push(text.clone()),
            other => out.push(other.to_string()),
        }
    }

    fn json_text() -> impl proptest::strategy::Strategy<Value = String> {
        use proptest::prelude::*;
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(serde_json::Value::from),
            any::<i64>().prop_map(serde_json::Value::from),
            any::<String>().prop_map(serde_json::Value::from),
        ];
        leaf.prop_recursive(6, 40, 6, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::from),
                proptest::collection::btree_map("[a-z\"\\\\]{0,6}", inner, 0..6)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
        .prop_flat_map(|value| {
            any::<bool>().prop_map(move |pretty| {
                if pretty {
                    serde_json::to_string_pretty(&value).expect("serializes")
                } else {
                    value.to_string()
                }
            })
        })
    }
}
