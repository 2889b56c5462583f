//! HTTP messages (RFC 9112) and blocks of header lines: with a start line, as in a batch; without
//! one, as browsers export them; with `>` and `<` before each line, as curl prints them; and the
//! frames of STOMP, which are built alike.

mod curl;

use super::line::{Lines, trim};
use super::{Context, Declared, Field, Format, Segment, Sink};
use crate::span::Span;

/// Reads messages and header blocks.
pub struct Http;

/// How many lines are looked at before a text is taken for a header block.
const LOOKED_AT: usize = 48;

impl Format for Http {
    fn label(&self) -> &'static str {
        "http"
    }

    fn accepts(&self, text: &[u8], declared: Declared<'_>) -> bool {
        let Some(feed) = memchr::memchr(b'\n', &text[..text.len().min(8 << 10)]) else {
            return false;
        };
        let first = text[..feed].trim_ascii_end();
        if is_status(first) || is_request(first) || is_stomp(first) {
            return true;
        }
        if declared.mime_contains("application/http") && method(first).is_some() {
            return true;
        }
        curl::is_curl(text) || is_header(first) && is_block(text)
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        if curl::is_curl(text) {
            curl::read(text, to);
            return;
        }
        let mut at = 0;
        while at < text.len() {
            at = message(text, at, to);
        }
    }
}

/// Reads one message and returns where the next one begins.
fn message(text: &[u8], at: usize, to: &mut dyn Sink) -> usize {
    let mut lines = Lines::new(text, at);
    let Some(first) = lines.next() else { return text.len() };
    let line = first.slice(text);
    let stomp = is_stomp(line);
    let context = if is_status(line) || is_stomp_reply(line) {
        status(text, first, to);
        Context::ResponseHeader
    } else if stomp {
        Context::RequestHeader
    } else if let Some(method) = method(line) {
        target(text, Span::new(first.start + method + 1, first.end), to);
        Context::RequestHeader
    } else {
        lines = Lines::new(text, at);
        direction(text, at)
    };
    let headers = Headers { context, stomp };
    let declared = headers.read(text, &mut lines, to);
    let at = lines.at;
    let rest = &text[at.min(text.len())..];
    if is_status(rest) {
        // The answer itself behind a `100 Continue`.
        return at;
    }
    body(text, Span::new(at.min(text.len()), text.len()), declared, to);
    text.len()
}

fn status(text: &[u8], line: Span, to: &mut dyn Sink) {
    // The reason is free text; the version is not, but harms nobody.
    to.value(&Field { segment: Some(Segment::Name(b"status")), ..Field::text(trim(text, line)) });
}

/// The target of a request line, and whatever stands behind the version.
fn target(text: &[u8], line: Span, to: &mut dyn Sink) {
    let line = trim(text, line);
    let bytes = line.slice(text);
    let end = memchr::memmem::rfind(bytes, b" HTTP/").unwrap_or(bytes.len());
    let target = Span::new(line.start, line.start + end);
    to.value(&Field { segment: Some(Segment::Name(b"target")), ..Field::text(target) });
    let version = trim(text, Span::new(target.end, line.end));
    if version.len() > b"HTTP/1.1".len() {
        to.value(&Field::text(version));
    }
}

/// How header lines are to be handed on.
pub(super) struct Headers {
    pub(super) context: Context,
    pub(super) stomp: bool,
}

impl Headers {
    /// Reads header lines up to an empty one, and goes behind it. Returns what they say of the
    /// body.
    pub(super) fn read<'t>(
        &self,
        text: &'t [u8],
        lines: &mut Lines<'t>,
        to: &mut dyn Sink,
    ) -> Declared<'t> {
        let mut declared = Declared::default();
        let mut open: Option<(Span, Span)> = None;
        loop {
            let line = lines.next();
            let folded = line.is_some_and(|line| {
                open.is_some() && matches!(line.slice(text).first(), Some(b' ' | b'\t'))
            });
            match (line, &mut open) {
                (Some(line), Some((_, value))) if folded => {
                    value.end = line.end;
                    continue;
                }
                _ => {}
            }
            if let Some((name, value)) = open.take() {
                self.emit(text, name, trim(text, value), to);
                let value = trim(text, value).slice(text);
                let is = |one: &str| name.slice(text).eq_ignore_ascii_case(one.as_bytes());
                if is("content-type") {
                    declared.mime = Some(value);
                } else if is("content-transfer-encoding") || is("content-encoding") {
                    declared.encoding = Some(value);
                }
            }
            let Some(line) = line.filter(|line| !line.is_empty()) else { return declared };
            match header_name(line.slice(text)) {
                Some(colon) => {
                    let name = trim(text, Span::new(line.start, line.start + colon));
                    open = Some((name, Span::new(line.start + colon + 1, line.end)));
                }
                None => to.value(&Field::text(line)),
            }
        }
    }

    fn emit(&self, text: &[u8], name: Span, value: Span, to: &mut dyn Sink) {
        let name = name.slice(text);
        // `login` and `passcode` are no headers of HTTP, `Authorization` in a frame is one.
        let own = self.stomp && !name.contains(&b'-') && !is_known(name);
        let context = if own { Context::Key } else { self.context };
        to.value(&Field::named(context, name, value, None));
    }
}

fn body(text: &[u8], span: Span, declared: Declared<'_>, to: &mut dyn Sink) {
    let bytes = span.slice(text);
    let bytes = bytes.strip_suffix(b"\0").unwrap_or(bytes);
    let mut span = Span::new(span.start, span.start + bytes.len());
    to.enter(Segment::Name(b"body"));
    // RFC 9112 section 7.1: a length in hex before each chunk.
    let mut index = 0;
    while let Some((chunk, next)) = chunk(text, span) {
        to.value(
            &Field { segment: Some(Segment::Index(index)), ..Field::text(chunk) }
                .declared(declared),
        );
        index += 1;
        span.start = next;
    }
    let span = if index > 0 { trim(text, span) } else { span };
    if !(index > 0 && span.slice(text) == b"0") {
        to.value(&Field::text(span).declared(declared));
    }
    to.leave();
}

/// The chunk at the beginning of `span`, and where the next one begins.
fn chunk(text: &[u8], span: Span) -> Option<(Span, usize)> {
    let bytes = span.slice(text);
    let digits = bytes.iter().take(8).take_while(|byte| byte.is_ascii_hexdigit()).count();
    let start = digits + if bytes.get(digits..)?.starts_with(b"\r\n") { 2 } else { return None };
    let length = usize::from_str_radix(std::str::from_utf8(&bytes[..digits]).ok()?, 16).ok()?;
    let ends = bytes.get(start + length..)?.starts_with(b"\r\n");
    (length > 0 && ends).then(|| {
        let start = span.start + start;
        (Span::new(start, start + length), start + length + 2)
    })
}

/// Whether a text is header lines and nothing else, at least two, one of them known as such.
fn is_block(text: &[u8]) -> bool {
    let mut headers = 0;
    let mut known = false;
    for line in Lines::new(text, 0).take(LOOKED_AT) {
        let bytes = line.slice(text);
        if bytes.is_empty() {
            break;
        }
        if headers > 0 && matches!(bytes[0], b' ' | b'\t') {
            continue;
        }
        if !is_header(bytes) {
            return false;
        }
        headers += 1;
        known |= header_name(bytes).is_some_and(|colon| is_known(&bytes[..colon]));
    }
    headers >= 2 && known
}

/// The direction that the names in a block of headers speak for.
fn direction(text: &[u8], at: usize) -> Context {
    const ASKS: [&str; 9] = [
        "host",
        "cookie",
        "user-agent",
        "accept",
        "accept-language",
        "accept-encoding",
        "referer",
        "authorization",
        ":method",
    ];
    const ANSWERS: [&str; 8] =
        ["set-cookie", "server", "etag", "last-modified", ":status", "location", "vary", "age"];
    for line in Lines::new(text, at).take(LOOKED_AT) {
        let bytes = line.slice(text);
        let Some(colon) = header_name(bytes) else { continue };
        let is = |one: &&str| bytes[..colon].eq_ignore_ascii_case(one.as_bytes());
        if ASKS.iter().any(&is) {
            return Context::RequestHeader;
        }
        if ANSWERS.iter().any(is) {
            return Context::ResponseHeader;
        }
    }
    Context::Header
}

/// Names that stand in headers and seldom elsewhere; what has a dash in front is one as well.
fn is_known(name: &[u8]) -> bool {
    const KNOWN: [&str; 20] = [
        "authorization",
        "cookie",
        "set-cookie",
        "user-agent",
        "referer",
        "etag",
        "accept",
        "location",
        "expires",
        "www-authenticate",
        "proxy-authorization",
        "last-modified",
        "pragma",
        ":method",
        ":path",
        ":authority",
        ":scheme",
        ":status",
        "cache-control",
        "strict-transport-security",
    ];
    const STARTS: [&str; 10] = [
        "content-",
        "accept-",
        "x-",
        "sec-",
        "access-control-",
        "if-",
        "cf-",
        "transfer-",
        "alt-",
        "proxy-",
    ];
    let begins = |start: &&str| {
        name.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
    };
    KNOWN.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
        || STARTS.iter().any(begins)
}

/// Whether a line has the form `Name: value`.
fn is_header(line: &[u8]) -> bool {
    header_name(line).is_some_and(|colon| {
        colon <= 64 && matches!(line.get(colon + 1), None | Some(b' ' | b'\t'))
    })
}

/// Where the colon behind the name stands.
fn header_name(line: &[u8]) -> Option<usize> {
    let pseudo = usize::from(line.first() == Some(&b':'));
    let name = line[pseudo..].iter().take_while(|&&byte| is_token(byte)).count();
    (name > 0 && line.get(pseudo + name) == Some(&b':')).then_some(pseudo + name)
}

/// A token character of RFC 9110 section 5.6.2.
pub(super) fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

fn is_status(line: &[u8]) -> bool {
    line.starts_with(b"HTTP/")
        && line.get(5).is_some_and(u8::is_ascii_digit)
        && line[..line.len().min(12)].contains(&b' ')
}

fn is_request(line: &[u8]) -> bool {
    method(line).is_some()
        && memchr::memmem::rfind(line, b" HTTP/").is_some_and(|at| line.len() - at <= 12)
}

/// Where the space behind a method stands: capitals, then a target.
fn method(line: &[u8]) -> Option<usize> {
    let length = line.iter().take(20).take_while(|byte| byte.is_ascii_uppercase()).count();
    let target =
        matches!(line.get(length + 1), Some(b'/' | b'h' | b'*' | b'a'..=b'z' | b'0'..=b'9'));
    (length >= 3 && line.get(length) == Some(&b' ') && target).then_some(length)
}

fn is_stomp(line: &[u8]) -> bool {
    const COMMANDS: [&str; 11] = [
        "CONNECT",
        "STOMP",
        "SEND",
        "SUBSCRIBE",
        "UNSUBSCRIBE",
        "ACK",
        "NACK",
        "BEGIN",
        "COMMIT",
        "ABORT",
        "DISCONNECT",
    ];
    COMMANDS.iter().any(|command| line == command.as_bytes()) || is_stomp_reply(line)
}

fn is_stomp_reply(line: &[u8]) -> bool {
    [&b"CONNECTED"[..], b"MESSAGE", b"RECEIPT", b"ERROR"].contains(&line)
}

#[cfg(test)]
mod tests {
    use super::super::seen;
    use super::*;

    #[test]
    fn reads_messages_and_blocks() {
        seen::check(
            &Http,
            &[
                (
                    "POST /login?t=1 HTTP/1.1\r\nHost: a.example\r\nCookie: sid=1;\r\n\tb=2\r\nContent-Type: text/plain\r\n\r\nhello",
                    &[
                        "text target=/login?t=1",
                        "requestheader Host=a.example",
                        "requestheader Cookie=sid=1;\\r\\n\\tb=2",
                        "requestheader Content-Type=text/plain",
                        "text body=hello|text/plain",
                    ],
                ),
                (
                    "HTTP/1.1 100 Continue\n\nHTTP/2 200\nset-cookie: a=b\ncontent-encoding: gzip\n\nx",
                    &[
                        "text status=HTTP/1.1 100 Continue",
                        "text status=HTTP/2 200",
                        "responseheader set-cookie=a=b",
                        "responseheader content-encoding=gzip",
                        "text body=x|gzip",
                    ],
                ),
                (
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3\r\nabc\r\n0\r\n\r\n",
                    &[
                        "text status=HTTP/1.1 200 OK",
                        "responseheader Transfer-Encoding=chunked",
                        "text body.[0]=hello",
                        "text body.[1]=abc",
                    ],
                ),
                (
                    "accept: */*\nx-api-key: k1\nbroken\n",
                    &["requestheader accept=*/*", "requestheader x-api-key=k1", "text =broken"],
                ),
                (
                    "CONNECT\nlogin:anna\npasscode:hunter2\nAuthorization:Bearer x\n\n\0",
                    &[
                        "key login=anna",
                        "key passcode=hunter2",
                        "requestheader Authorization=Bearer x",
                    ],
                ),
                (
                    "MESSAGE\nmessage-id:7\n\n{\"a\":1}\0",
                    &[
                        "text status=MESSAGE",
                        "responseheader message-id=7",
                        "text body={\\\"a\\\":1}",
                    ],
                ),
                (
                    "* Connected\n> GET /?k=1 HTTP/1.1\n> Authorization: Bearer x\n>\n* ok\n< HTTP/1.1 200 OK\n< Set-Cookie: a=b\n<\n{\"t\":\n1}\n",
                    &[
                        "text =* Connected",
                        "text target=/?k=1",
                        "requestheader Authorization=Bearer x",
                        "text =* ok",
                        "text status=HTTP/1.1 200 OK",
                        "responseheader Set-Cookie=a=b",
                        "text ={\\\"t\\\":\\n1}",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn tells_messages_from_other_texts() {
        let accepts = |text: &str| Http.accepts(text.as_bytes(), Declared::default());
        for text in [
            "GET / HTTP/1.1\r\n\r\n",
            "HTTP/1.0 200 OK\n\n",
            "HTTP/1.1 302 Found\r\nLocation: /",
            "Host: a\r\nCookie: b=c\r\n",
            ":method: GET\n:path: /\n",
            "CONNECTED\nversion:1.2\n\n\0",
            "< HTTP/1.1 200 OK\n< a: b",
        ] {
            assert!(accepts(text), "{text}");
        }
        for text in [
            "",
            "GET",
            "GET the book\nnow",
            "apiVersion: v1\nkind: Secret\n",
            "Note: a\nError: b\n",
            "> quoted\n> mail",
            "https://a.example/\n",
            "a: b",
            "Cookie: a=b",
            "x-y: 1\nno header\n",
        ] {
            assert!(!accepts(text), "{text}");
        }
    }

    #[test]
    fn misses_no_word() {
        let text = b"PUT /p1 HTTP/1.1 x9\nA: b2\n c3\nnoheader d4\n\ne5";
        assert_eq!(seen::missed(&Http, text), "PUT A");
    }

    #[test]
    fn survives_hostile_messages() {
        seen::survives(
            &Http,
            &[
                "HTTP/1.1 100 Continue\n\n",
                "GET / HTTP/1.1\n",
                "a: b\n",
                "a:\n ",
                "\n",
                "> GET / HTTP/1.1\n",
                "HTTP/1.1 200 OK\r\n\r\n1\r\na\r\n",
                "> a\nb\n",
                "CONNECT\n\n",
            ],
        );
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(text in "[GETHP/1. :a\r\n\t<>*0-9\u{0}]{0,120}") {
            seen::seen(&Http, text);
        }
    }
}
