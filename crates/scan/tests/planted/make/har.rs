//! A HAR as Chrome writes it, from a few calls: the copies of a value that an exporter makes
//! (`cookies`, `queryString`, `params`, `:path`, `redirectURL`) are made here as well.

use std::fmt::Write as _;

use super::encode::quoted;

/// A piece of JSON that is written exactly as it is built: order, spelling, doubled keys.
#[derive(Clone)]
pub(crate) enum Node {
    /// JSON as it is to stand in the file.
    Raw(String),
    /// A string, escaped where JSON demands it.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object, keys in this order.
    Object(Vec<(String, Node)>),
}

/// A string node.
pub(crate) fn text(value: impl Into<String>) -> Node {
    Node::Text(value.into())
}

/// A number, boolean or null, or JSON written by hand.
#[allow(clippy::needless_pass_by_value, reason = "a literal reads best without a reference")]
pub(crate) fn raw(value: impl ToString) -> Node {
    Node::Raw(value.to_string())
}

/// An object node.
pub(crate) fn object<const N: usize>(fields: [(&str, Node); N]) -> Node {
    Node::Object(fields.into_iter().map(|(key, node)| (key.to_owned(), node)).collect())
}

/// A `{name, value}` pair.
pub(crate) fn pair(name: &str, value: impl Into<String>) -> Node {
    object([("name", text(name)), ("value", text(value))])
}

impl Node {
    /// Writes the node with an indent of two, as Chrome does.
    pub(crate) fn write(&self, depth: usize, out: &mut String) {
        let pad = |out: &mut String, depth: usize| {
            out.push('\n');
            out.push_str(&"  ".repeat(depth));
        };
        match self {
            Self::Raw(json) => out.push_str(json),
            Self::Text(value) => out.push_str(&quoted(value)),
            Self::List(items) if items.is_empty() => out.push_str("[]"),
            Self::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    pad(out, depth + 1);
                    item.write(depth + 1, out);
                }
                pad(out, depth);
                out.push(']');
            }
            Self::Object(fields) if fields.is_empty() => out.push_str("{}"),
            Self::Object(fields) => {
                out.push('{');
                for (at, (key, node)) in fields.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    pad(out, depth + 1);
                    write!(out, "{}: ", quoted(key)).expect("writing to a string");
                    node.write(depth + 1, out);
                }
                pad(out, depth);
                out.push('}');
            }
        }
    }
}

/// A request and its answer.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) url: String,
    method: &'static str,
    request_headers: Vec<Node>,
    request_cookies: Vec<Node>,
    post: Option<Node>,
    request_extra: Vec<(String, Node)>,
    status: u16,
    status_text: &'static str,
    response_headers: Vec<Node>,
    response_cookies: Vec<Node>,
    content: Vec<(String, Node)>,
    redirect: String,
    response_extra: Vec<(String, Node)>,
    cache: Node,
    extra: Vec<(String, Node)>,
}

impl Entry {
    /// A request with the headers that a browser sends anyway.
    pub(crate) fn new(method: &'static str, url: impl Into<String>) -> Self {
        let url = url.into();
        let (scheme, rest) = url.split_once("://").unwrap_or(("https", &url));
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let path = path.split('#').next().unwrap_or_default();
        let host = host.rsplit('@').next().unwrap_or(host);
        let request_headers = vec![
            pair(":authority", host),
            pair(":method", method),
            pair(":path", if path.is_empty() { "/" } else { path }),
            pair(":scheme", scheme),
            pair("accept", "*/*"),
            pair("accept-encoding", "gzip, deflate, br, zstd"),
        ];
        let content =
            vec![("size".to_owned(), raw(0)), ("mimeType".to_owned(), text("application/json"))];
        Self {
            url,
            method,
            request_headers,
            request_cookies: Vec::new(),
            post: None,
            request_extra: Vec::new(),
            status: 200,
            status_text: "",
            response_headers: Vec::new(),
            response_cookies: Vec::new(),
            content,
            redirect: String::new(),
            response_extra: Vec::new(),
            cache: Node::Object(Vec::new()),
            extra: Vec::new(),
        }
    }

    /// A GET request.
    pub(crate) fn get(url: impl Into<String>) -> Self {
        Self::new("GET", url)
    }

    /// A request header.
    pub(crate) fn header(self, name: &str, value: impl Into<String>) -> Self {
        self.header_node(pair(name, value))
    }

    /// A request header that is written in some way of its own.
    pub(crate) fn header_node(mut self, node: Node) -> Self {
        self.request_headers.push(node);
        self
    }

    /// A `cookie` header and the `cookies` that exporters list from it.
    pub(crate) fn cookie(mut self, line: impl Into<String>) -> Self {
        let line = line.into();
        for part in line.split("; ") {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            self.request_cookies.push(pair(name, value));
        }
        self.header("cookie", line)
    }

    /// A posted body.
    pub(crate) fn post(mut self, mime: &str, body: impl Into<String>) -> Self {
        self.method = "POST";
        self.post = Some(object([("mimeType", text(mime)), ("text", text(body))]));
        self.header("content-type", mime)
    }

    /// A posted form, encoded in `text` and decoded in `params`.
    pub(crate) fn post_form(mut self, fields: &[(&str, &str)]) -> Self {
        let body: Vec<_> = fields
            .iter()
            .map(|(name, value)| {
                format!("{}={}", super::encode::form(name), super::encode::form(value))
            })
            .collect();
        let params = fields.iter().map(|(name, value)| pair(name, *value)).collect();
        let mime = "application/x-www-form-urlencoded";
        self.method = "POST";
        self.post = Some(object([
            ("mimeType", text(mime)),
            ("text", text(body.join("&"))),
            ("params", Node::List(params)),
        ]));
        self.header("content-type", mime)
    }

    /// A posted body in a form of its own.
    pub(crate) fn post_node(mut self, node: Node) -> Self {
        self.method = "POST";
        self.post = Some(node);
        self
    }

    /// A response header.
    pub(crate) fn answer_header(self, name: &str, value: impl Into<String>) -> Self {
        self.answer_header_node(pair(name, value))
    }

    /// A response header that is written in some way of its own.
    pub(crate) fn answer_header_node(mut self, node: Node) -> Self {
        self.response_headers.push(node);
        self
    }

    /// `set-cookie` lines, folded into one header with line feeds, and the `cookies` from them.
    pub(crate) fn set_cookies(mut self, lines: &[String]) -> Self {
        for line in lines {
            let first = line.split("; ").next().unwrap_or(line);
            let (name, value) = first.split_once('=').unwrap_or((first, ""));
            self.response_cookies.push(object([
                ("name", text(name)),
                ("value", text(value)),
                ("path", text("/")),
                ("expires", raw("null")),
                ("httpOnly", raw(line.contains("HttpOnly"))),
                ("secure", raw(line.contains("Secure"))),
            ]));
        }
        self.answer_header("set-cookie", lines.join("\n"))
    }

    /// A text body of the answer.
    pub(crate) fn body(mut self, mime: &str, body: impl Into<String>) -> Self {
        let body = body.into();
        self.content = vec![
            ("size".to_owned(), raw(body.len())),
            ("mimeType".to_owned(), text(mime)),
            ("text".to_owned(), Node::Text(body)),
        ];
        self.answer_header("content-type", mime)
    }

    /// A body that the exporter wrote in base64.
    pub(crate) fn body_base64(mut self, mime: &str, body: impl AsRef<[u8]>) -> Self {
        self.content = vec![
            ("size".to_owned(), raw(body.as_ref().len())),
            ("mimeType".to_owned(), text(mime)),
            ("text".to_owned(), text(super::encode::base64(body))),
            ("encoding".to_owned(), text("base64")),
        ];
        self.answer_header("content-type", mime)
    }

    /// A body in a form of its own.
    pub(crate) fn content<const N: usize>(mut self, fields: [(&str, Node); N]) -> Self {
        self.content = fields.into_iter().map(|(key, node)| (key.to_owned(), node)).collect();
        self
    }

    /// The status of the answer.
    pub(crate) fn status(mut self, status: u16, status_text: &'static str) -> Self {
        self.status = status;
        self.status_text = status_text;
        self
    }

    /// A redirect: `location` and `redirectURL`.
    pub(crate) fn redirect(mut self, url: &str) -> Self {
        url.clone_into(&mut self.redirect);
        self.status(302, "Found").answer_header("location", url)
    }

    /// What stands in `cache`.
    pub(crate) fn cache(mut self, node: Node) -> Self {
        self.cache = node;
        self
    }

    /// A field of the entry that the format does not name.
    pub(crate) fn extra(mut self, key: &str, node: Node) -> Self {
        self.extra.push((key.to_owned(), node));
        self
    }

    /// A further field of the request.
    pub(crate) fn request_extra(mut self, key: &str, node: Node) -> Self {
        self.request_extra.push((key.to_owned(), node));
        self
    }

    /// A further field of the response.
    pub(crate) fn response_extra(mut self, key: &str, node: Node) -> Self {
        self.response_extra.push((key.to_owned(), node));
        self
    }

    /// The entry as JSON, `number` giving it a time of its own.
    pub(crate) fn into_node(self, started: &str, time_ms: usize) -> Node {
        let mut request = vec![
            ("method".to_owned(), text(self.method)),
            ("url".to_owned(), text(self.url.clone())),
            ("httpVersion".to_owned(), text("http/2.0")),
            ("headers".to_owned(), Node::List(self.request_headers)),
            ("queryString".to_owned(), Node::List(query(&self.url))),
            ("cookies".to_owned(), Node::List(self.request_cookies)),
            ("headersSize".to_owned(), raw(-1)),
            ("bodySize".to_owned(), raw(0)),
        ];
        request.extend(self.post.map(|post| ("postData".to_owned(), post)));
        request.extend(self.request_extra);
        let mut response = vec![
            ("status".to_owned(), raw(self.status)),
            ("statusText".to_owned(), text(self.status_text)),
            ("httpVersion".to_owned(), text("http/2.0")),
            ("headers".to_owned(), Node::List(self.response_headers)),
            ("cookies".to_owned(), Node::List(self.response_cookies)),
            ("content".to_owned(), Node::Object(self.content)),
            ("redirectURL".to_owned(), text(self.redirect)),
            ("headersSize".to_owned(), raw(-1)),
            ("bodySize".to_owned(), raw(-1)),
            ("_transferSize".to_owned(), raw(10_000 + time_ms * 7)),
        ];
        response.extend(self.response_extra);
        let mut entry = self.extra;
        entry.extend([
            ("cache".to_owned(), self.cache),
            ("connection".to_owned(), text(time_ms.to_string())),
            ("pageref".to_owned(), text("page_1")),
            ("request".to_owned(), Node::Object(request)),
            ("response".to_owned(), Node::Object(response)),
            ("serverIPAddress".to_owned(), text("203.0.113.7")),
            ("startedDateTime".to_owned(), text(started)),
            ("time".to_owned(), raw(time_ms)),
            (
                "timings".to_owned(),
                object([
                    ("blocked", raw(1.5)),
                    ("dns", raw(-1)),
                    ("ssl", raw(-1)),
                    ("connect", raw(-1)),
                    ("send", raw(0.25)),
                    ("wait", raw(time_ms)),
                    ("receive", raw(2)),
                ]),
            ),
        ]);
        Node::Object(entry)
    }
}

/// The decoded parameters of a URL, as exporters list them.
fn query(url: &str) -> Vec<Node> {
    let before_fragment = url.split('#').next().unwrap_or_default();
    let Some((_, query)) = before_fragment.split_once('?') else { return Vec::new() };
    query
        .split('&')
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            pair(&unescape(name), unescape(value))
        })
        .collect()
}

fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let code = text.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (bytes[at], code) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
                continue;
            }
            (b'+', _) => out.push(b' '),
            (byte, _) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}
