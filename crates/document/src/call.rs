//! Functions that are called where they stand: `(function(a,b){…token:a…})("secret","x")`.
//!
//! Frameworks write the state of a page like this to say each value once (Nuxt 2, `devalue`). The
//! names stand in the body and the values behind it, so a name leads to its value only by way of
//! the place of a parameter. Nothing is run: brackets are matched, strings are passed over.

use std::cell::OnceCell;

use crate::codec::CodecId;
use crate::span::Span;

/// The longest name of a parameter: programs choose these.
const NAME: usize = 4;
/// An argument that is no string is passed over up to this length.
const OTHER: usize = 64;
/// Functions with more parameters than this are not looked at.
const PARAMETERS: usize = 20_000;
/// So many bodies are looked at from the innermost one outwards.
const DEPTH: usize = 32;
/// What stands at the end of the arguments is looked for in so many bytes.
const TAIL: usize = 64;

/// The calls in a text, read when somebody first asks.
pub struct Calls<'t> {
    text: &'t [u8],
    calls: OnceCell<Vec<Call>>,
}

/// One function that is called where it stands.
struct Call {
    body: Span,
    /// Sorted by their names, with the place that each has in the list.
    parameters: Vec<(Span, usize)>,
    arguments: Vec<Span>,
    /// The call in whose body this one stands.
    outer: Option<usize>,
}

impl<'t> Calls<'t> {
    /// The calls in `text`.
    pub fn new(text: &'t [u8]) -> Self {
        Calls { text, calls: OnceCell::new() }
    }

    /// The string that the parameter at `name` stands for, and how it is written.
    pub fn argument(&self, name: Span) -> Option<(Span, Option<CodecId>)> {
        let word = name.slice(self.text);
        if !(1..=NAME).contains(&word.len()) || !word.iter().all(|&byte| is_name(byte)) {
            return None;
        }
        let calls = self.calls.get_or_init(|| nested(read(self.text)));
        let last = calls.partition_point(|call| call.body.start <= name.start).checked_sub(1);
        // All that stand around the name stand around the last one that begins before it, if they
        // are not that one.
        let outwards = std::iter::successors(last, |&call| calls[call].outer).take(DEPTH);
        let (call, place) = outwards
            .map(|call| &calls[call])
            .filter(|call| call.body.covers(name))
            .find_map(|call| call.place(word, self.text).map(|place| (call, place)))?;
        let value = *call.arguments.get(place)?;
        let escaped = value.slice(self.text).contains(&b'\\');
        (!value.is_empty()).then_some((value, escaped.then_some(CodecId::JsString)))
    }
}

impl Call {
    /// The place of a parameter.
    fn place(&self, word: &[u8], text: &[u8]) -> Option<usize> {
        let at = self.parameters.partition_point(|(name, _)| name.slice(text) < word);
        self.parameters
            .get(at)
            .filter(|(name, _)| name.slice(text) == word)
            .map(|&(_, place)| place)
    }
}

/// Sorts calls by their beginnings and finds the one around each.
fn nested(mut calls: Vec<Call>) -> Vec<Call> {
    calls.sort_by_key(|call| call.body.start);
    let mut open: Vec<usize> = Vec::new();
    for at in 0..calls.len() {
        while open.last().is_some_and(|&outer| calls[outer].body.end < calls[at].body.end) {
            open.pop();
        }
        calls[at].outer = open.last().copied();
        open.push(at);
    }
    calls
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$')
}

/// An open bracket.
struct Open {
    at: usize,
    /// The parameters, where it opens the body of a function.
    parameters: Option<Span>,
}

fn read(text: &[u8]) -> Vec<Call> {
    let mut calls = Vec::new();
    if !ends_in_literals(text) {
        return calls;
    }
    let mut open: Vec<Open> = Vec::new();
    // The parentheses that were closed last.
    let mut closed: Option<Span> = None;
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'"' | b'\'' | b'`' => at = string_end(text, at).unwrap_or(text.len()),
            b'(' | b'{' | b'[' => {
                let parameters = closed.filter(|span| opens_body(text, *span, at));
                open.push(Open { at, parameters });
            }
            b')' | b'}' | b']' => {
                if let Some(opened) = open.pop() {
                    if let Some(span) = opened.parameters {
                        calls.extend(call(text, span, Span::new(opened.at, at)));
                    }
                    if byte == b')' {
                        closed = Some(Span::new(opened.at + 1, at));
                    }
                }
            }
            _ => {}
        }
        at += 1;
    }
    calls
}

/// Whether the last argument of a call that ends the text could be a literal; those of most
/// programs are none.
fn ends_in_literals(text: &[u8]) -> bool {
    let tail = &text[text.len().saturating_sub(TAIL)..];
    let end = tail.iter().rposition(|&byte| !b"); \t\r\n".contains(&byte));
    let Some(end) = end.filter(|&end| tail[end + 1..].contains(&b')')) else { return false };
    let tail = &tail[..=end];
    let word = [&b"null"[..], b"true", b"false", b"void 0", b"{}", b"[]"];
    matches!(tail.last(), Some(b'"' | b'\'' | b'`' | b'0'..=b'9'))
        || word.iter().any(|word| tail.ends_with(word))
}

/// Whether the bracket at `at` opens the body of a function with the parameters at `span`.
fn opens_body(text: &[u8], span: Span, at: usize) -> bool {
    let between = text.get(span.end + 1..at).unwrap_or_default();
    let between = between.trim_ascii();
    (between.is_empty() && text[at] == b'{' || between == b"=>") && !span.is_empty()
}

/// The call of the function whose body stands at `body`, if it is called where it stands.
fn call(text: &[u8], parameters: Span, body: Span) -> Option<Call> {
    const CLOSING: usize = 3;
    let mut at = body.end + 1;
    for _ in 0..CLOSING {
        at += space(text, at);
        if text.get(at) != Some(&b')') {
            break;
        }
        at += 1;
    }
    at += space(text, at);
    // `}.call(this, …)` is not how states are written.
    if text.get(at) != Some(&b'(') {
        return None;
    }
    let names = parameters.slice(text);
    let count = 1 + memchr::memchr_iter(b',', names).count();
    if count > PARAMETERS || !names.iter().all(|&b| is_name(b) || b == b',' || b == b' ') {
        return None;
    }
    let arguments = arguments(text, at + 1, count);
    arguments.iter().any(|argument| !argument.is_empty()).then(|| {
        let mut start = parameters.start;
        let parameters = names.split(|&byte| byte == b',').map(|name| {
            let lead = name.len() - name.trim_ascii_start().len();
            let span = Span::new(start + lead, start + lead + name.trim_ascii().len());
            start += name.len() + 1;
            span
        });
        let mut parameters: Vec<(Span, usize)> =
            parameters.enumerate().map(|(place, span)| (span, place)).collect();
        parameters.sort_by_key(|&(span, place)| (span.slice(text), place));
        Call { body, parameters, arguments, outer: None }
    })
}

/// The strings among at most `count` arguments from `at` on, without their quotes; an empty span
/// stands for what is none.
fn arguments(text: &[u8], mut at: usize, count: usize) -> Vec<Span> {
    let mut arguments = Vec::new();
    while arguments.len() < count {
        at += space(text, at);
        let start = at;
        match text.get(at) {
            Some(b'"' | b'\'' | b'`') => {
                let Some(end) = string_end(text, at) else { break };
                arguments.push(Span::new(start + 1, end));
                at = end + 1;
            }
            Some(b')') | None => break,
            Some(_) => {
                let rest = &text[at..text.len().min(at + OTHER)];
                let Some(end) = other_end(rest) else { break };
                arguments.push(Span::new(at, at));
                at += end;
            }
        }
        at += space(text, at);
        if text.get(at) != Some(&b',') {
            break;
        }
        at += 1;
    }
    arguments
}

/// Where an argument ends that is no string: `null`, `Array(3)`, `{}`.
fn other_end(rest: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            b'(' | b'{' | b'[' => depth += 1,
            b')' | b',' if depth == 0 => return Some(at),
            b')' | b'}' | b']' => depth = depth.checked_sub(1)?,
            b'"' | b'\'' | b'`' => return None,
            _ => {}
        }
    }
    None
}

/// Where the string ends that the quote at `at` opens.
fn string_end(text: &[u8], at: usize) -> Option<usize> {
    let quote = text[at];
    let mut from = at + 1;
    loop {
        let found = from + memchr::memchr2(quote, b'\\', text.get(from..)?)?;
        if text[found] == quote {
            return Some(found);
        }
        from = found + 2;
    }
}

fn space(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the last `name` in `text` stands for; empty where it stands for no string.
    fn argument<'t>(text: &'t str, name: &str) -> &'t str {
        let at = text.find(&format!(":{name}")).expect("the name stands in the text") + 1;
        let calls = Calls::new(text.as_bytes());
        calls.argument(Span::new(at, at + name.len())).map_or("", |(value, _)| &text[value.range()])
    }

    #[test]
    fn leads_from_a_parameter_to_its_argument() {
        for (text, name, value) in [
            (r#"x=(function(a,b){return {t:b}}("p","q"));"#, "b", "q"),
            (r#"x=(function(a,b,c){return {t:c}}(null,{},"q,)",1));"#, "c", "q,)"),
            (r#"(function(a){return {t:a}})('q');"#, "a", "q"),
            (r#"J("/",((a , b)=>({t:b}))(Array(2) , "q"))"#, "b", "q"),
            (r#"(function(a){x.y="(";return {t:a}}("q\"r"))"#, "a", r#"q\"r"#),
            (r#"(function(a){return (function(b,a){return {t:a}})(1,"q")})("p")"#, "a", "q"),
            (r#"(function(a){return (function(b){return {t:a}})("q")})("p")"#, "a", "p"),
        ] {
            assert_eq!(argument(text, name), value, "in {text}");
        }
    }

    #[test]
    fn leaves_programs_alone() {
        for (text, name) in [
            (r#"!function(e,t){f({t:e})}(window,document);"#, "e"),
            (r#"function f(a){return {t:a}} g("q")"#, "a"),
            (r#"(function(a){return {t:b}}("q"))"#, "b"),
            (r#"(function(a,b){return {t:b}}("q"))"#, "b"),
            (r#"(function(a){return {t:a}}("#, "a"),
        ] {
            assert_eq!(argument(text, name), "", "in {text}");
        }
    }

    #[test]
    fn finds_the_call_around_among_many() {
        let many = r#"(function(a){return {t:a}})("p");"#.repeat(50);
        let text = format!(
            r#"(function(b){{{many}return (function(c){{{many}return {{t:b}}}})("r")}})("q")"#
        );
        assert_eq!(argument(&text, "b"), "q");
        assert_eq!(argument(&text, "a"), "p");
    }

    #[test]
    fn survives_brackets_without_end() {
        for part in ["(", "(a){", "(a)=>(", "}(\"", "(\"q\")", "'", "(function(a){return {t:a}}("] {
            let text = format!("{}:a (\"q\")", part.repeat(3000));
            argument(&text, "a");
        }
    }
}
