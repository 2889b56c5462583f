//! Lists of arguments in which a place or a flag says what an element is: the arguments of a call
//! or of an event that signs in, `{"method": "session.login", "params": ["anna", "…"]}`, and those of
//! a command, `["sshpass", "-p", "…"]`.

use super::held::Held;
use super::keys;
use crate::json::lexer::{Lexer, Token};
use crate::method::Place;
use crate::span::Span;

/// What is known of the elements of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arguments {
    /// One of them is what somebody signs in with, by its place.
    Method(Place),
    /// The last one is, of three strings of which the first one is the name of an event.
    Event,
    /// What stands behind one of these flags is a password.
    Command(&'static [&'static [u8]]),
    /// What stands behind `-u` is a user and a password.
    UserFlag,
}

/// Commands with the flags behind which they take a password.
const COMMANDS: [(&[u8], &[&[u8]]); 11] = [
    (b"sshpass", &[b"-p"]),
    (b"mysql", &[b"-p"]),
    (b"mysqldump", &[b"-p"]),
    (b"mysqladmin", &[b"-p"]),
    (b"mongosh", &[b"-p"]),
    (b"mongo", &[b"-p"]),
    (b"mongodump", &[b"-p"]),
    (b"redis-cli", &[b"-a"]),
    (b"sqlcmd", &[b"-P"]),
    (b"ldapsearch", &[b"-w"]),
    (b"zip", &[b"-P"]),
];

/// Members that name what is called.
const METHODS: [&[u8]; 7] =
    [b"method", b"target", b"methodName", b"function", b"fn", b"procedure", b"M"];

/// What the members before a list tell of its elements, when it stands under `key`.
pub(super) fn beside(text: &[u8], held: &[Held], key: Span) -> Option<Arguments> {
    if !keys::ARGUMENTS.hold(key.slice(text)) {
        return None;
    }
    let is_method = |held: &&Held| held.is_string() && METHODS.contains(&held.key.slice(text));
    let method = held.iter().find(is_method)?.value.slice(text);
    Place::of(method).map(Arguments::Method)
}

/// What a member behind a list tells of its elements, when it stands under `key`: the list is where
/// `lexer` is, and is short.
pub(super) fn before(text: &[u8], lexer: &Lexer<'_>, key: Span) -> Option<Arguments> {
    const TOKENS: usize = 24;
    const REACH: usize = 2048;
    if !matches!(key.slice(text), b"arguments" | b"params" | b"args" | b"A") {
        return None;
    }
    let mut ahead = lexer.clone();
    let end = ahead.at() + REACH;
    let (mut depth, mut named) = (1, false);
    for _ in 0..TOKENS {
        if ahead.at() > end {
            return None;
        }
        match ahead.token() {
            Token::ArrayStart(_) | Token::ObjectStart(_) => depth += 1,
            Token::ArrayEnd(_) | Token::ObjectEnd(_) if depth > 0 => depth -= 1,
            Token::Key(span) if depth == 0 => named = METHODS.contains(&span.slice(text)),
            Token::String(span) if depth == 0 && named => {
                return Place::of(span.slice(text)).map(Arguments::Method);
            }
            Token::Key(_) | Token::String(_) | Token::Scalar(_) => {}
            Token::ArrayEnd(_) | Token::ObjectEnd(_) => return None,
            Token::End(_) | Token::Broken(_) | Token::Cut(_) => return None,
        }
    }
    None
}

/// Events in which somebody signs in.
const EVENTS: [&[u8]; 5] = [b"login", b"logon", b"signin", b"authenticate", b"auth"];

/// What the first element of a list tells of the others, when it is a command or an event.
pub(super) fn command(first: &[u8]) -> Option<Arguments> {
    // Most first elements are longer, or no words.
    if first.len() > 64 {
        return None;
    }
    let name = first.rsplit(|&byte| byte == b'/').next().unwrap_or_default();
    if !(3..=12).contains(&name.len()) || !b"smrlzca".contains(&name[0]) {
        return None;
    }
    if name == b"curl" {
        return Some(Arguments::UserFlag);
    }
    if EVENTS.contains(&first) {
        return Some(Arguments::Event);
    }
    COMMANDS
        .iter()
        .find(|(command, _)| name == *command)
        .map(|(_, flags)| Arguments::Command(flags))
}

impl Arguments {
    /// Whether they were taken for those of an event, which two strings cannot be.
    pub(super) fn is_event(self) -> bool {
        self == Arguments::Event
    }

    /// The part of an element that is a password: all of it, or what stands behind its flag. The
    /// element before it is `before`, and `last` tells whether no string follows.
    pub(super) fn password(
        self,
        text: &[u8],
        element: &Held,
        before: Option<&Held>,
        last: bool,
    ) -> Option<Span> {
        let value = element.value;
        let own = value.slice(text);
        if !element.is_string() || own.is_empty() {
            return None;
        }
        let before = before.filter(|before| before.index + 1 == element.index);
        let flag = before.map(|before| before.value.slice(text)).unwrap_or_default();
        match self {
            Arguments::Method(place) => place.is_at(element.index, last).then_some(value),
            // `["login", "logout", "register"]` lists words.
            Arguments::Event => {
                let is_made = own.len() >= 6 && own.iter().any(u8::is_ascii_digit);
                (last && element.index == 2 && is_made).then_some(value)
            }
            Arguments::Command(flags) => {
                if flags.contains(&flag) && !own.starts_with(b"-") {
                    return Some(value);
                }
                let glued = flags.iter().find(|flag| own.starts_with(flag) && flag.len() == 2)?;
                (own.len() >= glued.len() + 4)
                    .then(|| Span::new(value.start + glued.len(), value.end))
            }
            Arguments::UserFlag => {
                let colon = own.iter().position(|&byte| byte == b':')?;
                let is_pair = colon > 0 && colon + 1 < own.len() && !own.ends_with(b":");
                (matches!(flag, b"-u" | b"--user" | b"-U" | b"--proxy-user") && is_pair)
                    .then(|| Span::new(value.start + colon + 1, value.end))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::seen;
    use super::super::Json;

    #[test]
    fn names_what_a_call_or_a_command_signs_in_with() {
        for (text, wanted) in [
            (
                r#"{"method":"session.login","params":["anna","s3x9y2"]}"#,
                "params.[1] (password)=s3x9y2",
            ),
            (
                r#"{"target":"Login","arguments":["anna","s3x9y2"]}"#,
                "arguments.[1] (password)=s3x9y2",
            ),
            (r#"{"method":"login","args":["db","anna","s3x9y2"]}"#, "args.[2] (password)=s3x9y2"),
            (
                r#"{"method":"execute_kw","args":["db",7,"s3x9y2","res.partner","read",[]]}"#,
                "args.[2] (password)=s3x9y2",
            ),
            (
                r#"{"method":"walletpassphrase","params":["blue jay nest",60]}"#,
                "params.[0] (password)=blue jay nest",
            ),
            (
                r#"{"type":1,"arguments":["anna","s3x9y2"],"target":"Login"}"#,
                "arguments.[1] (password)=s3x9y2",
            ),
            (r#"{"H":"hub","M":"SignIn","A":["anna","s3x9y2"],"I":3}"#, "A.[1] (password)=s3x9y2"),
            (r#"["login","anna","s3x9y2"]"#, "[2] (password)=s3x9y2"),
            (r#"{"cmd":["sshpass","-p","s3x9y2","ssh","anna@desk"]}"#, "cmd.[2] (password)=s3x9y2"),
            (r#"{"cmd":["/usr/bin/mysql","-uanna","-ps3x9y2"]}"#, "cmd.[2] (password)=s3x9y2"),
            (
                r#"{"cmd":["curl","-s","-u","anna:s3x9y2","https://a.example"]}"#,
                "cmd.[3] (password)=s3x9y2",
            ),
        ] {
            let seen = seen::seen(&Json, text);
            assert!(seen.iter().any(|line| line.contains(wanted)), "{wanted} in {seen:?}");
        }
    }

    #[test]
    fn leaves_other_lists_alone() {
        for text in [
            r#"{"method":"session.login","params":["anna"]}"#,
            r#"{"method":"session.list","params":["anna","s3x9y2"]}"#,
            r#"{"method":"session.login","tags":["anna","s3x9y2"]}"#,
            r#"{"arguments":["anna","s3x9y2"],"target":"SendMessage"}"#,
            r#"{"arguments":["anna","s3x9y2"]},{"target":"Login"}"#,
            r#"["login","logout","register"]"#,
            r#"["login","s3x9y2"]"#,
            r#"["login","anna","s3x9y2","s3x9y3"]"#,
            r#"{"cmd":["mysql","-p","-e","x"]}"#,
            r#"{"cmd":["mkdir","-p","s3x9y2"]}"#,
            r#"{"cmd":["curl","-u","anna","https://a.example"]}"#,
            r#"{"method":"session.login","params":[7]}"#,
        ] {
            let seen = seen::seen(&Json, text);
            assert!(!seen.iter().any(|line| line.contains("(password)")), "{seen:?}");
        }
    }
}
