//! The bed: hands out credentials and lookalikes, remembers them, collects the entries.

use std::collections::HashSet;

use super::encode::base64url;
use super::har::{Entry, Node, object, raw, text};
use super::random::{HEX, Random};
use super::token::{self, Shape};
use super::{Least, Plant, Planted};

/// A file in the making.
pub(crate) struct Bed {
    /// What is drawn for everything that is no credential.
    pub(crate) plain: Random,
    hidden: Random,
    used: HashSet<String>,
    secrets: Vec<Plant>,
    harmless: Vec<Plant>,
    entries: Vec<Entry>,
    pages: Vec<Node>,
    log_extra: Vec<(String, Node)>,
}

impl Bed {
    /// An empty bed for a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            plain: Random::new(seed),
            hidden: Random::new(seed ^ 0xA5A5_5A5A_0F0F_F0F0),
            used: HashSet::new(),
            secrets: Vec::new(),
            harmless: Vec::new(),
            entries: Vec::new(),
            pages: Vec::new(),
            log_extra: Vec::new(),
        }
    }

    /// A new credential of this shape. How it is searched for follows from its length.
    pub(crate) fn secret(
        &mut self,
        category: &'static str,
        place: impl Into<String>,
        shape: Shape,
    ) -> String {
        let value = self.draw(shape);
        let least = match value.len() {
            20.. => Least::Piece(0..value.len()),
            10.. => Least::Whole,
            8.. if value.bytes().any(|byte| !byte.is_ascii_digit()) => Least::Whole,
            _ => Least::Named,
        };
        self.remember(category, place, value, least)
    }

    /// A password with a character in it that some format treats in its own way: half of it
    /// is as bad as the whole.
    pub(crate) fn awkward(&mut self, category: &'static str, place: impl Into<String>) -> String {
        let value = self.draw(token::awkward_password);
        let mark = value.find(|letter: char| !letter.is_ascii_alphanumeric());
        let mark = mark.expect("every awkward password has a mark");
        let least = Least::Parts(vec![0..mark, mark + 1..value.len()]);
        self.remember(category, place, value, least)
    }

    /// A human password in one of the usual styles.
    pub(crate) fn password(&mut self, category: &'static str, place: impl Into<String>) -> String {
        let styles: [Shape; 4] = [
            token::word_digits,
            token::policy_password,
            token::leet_password,
            token::bare_password,
        ];
        let style = styles[self.plain.below(styles.len())];
        self.secret(category, place, style)
    }

    /// A code or a word that is too common to be searched for anywhere but in its place.
    pub(crate) fn code(
        &mut self,
        category: &'static str,
        place: impl Into<String>,
        shape: Shape,
    ) -> String {
        let value = self.draw(shape);
        self.remember(category, place, value, Least::Named)
    }

    /// A JWT: header and claims are for everybody, the signature is the credential.
    pub(crate) fn jwt(&mut self, category: &'static str, place: impl Into<String>) -> String {
        let claims = self.claims(&[]);
        self.jwt_with(category, place, &claims)
    }

    /// A JWT with these claims.
    pub(crate) fn jwt_with(
        &mut self,
        category: &'static str,
        place: impl Into<String>,
        claims: &str,
    ) -> String {
        let kid = self.plain.text(HEX, 16);
        let algorithm = self.plain.pick(&["RS256", "ES256", "HS256", "PS256", "EdDSA"]);
        let header = format!(r#"{{"alg":"{algorithm}","typ":"JWT","kid":"{kid}"}}"#);
        let head = format!("{}.{}.", base64url(header), base64url(claims));
        let value = format!("{head}{}", self.draw(token::signature));
        let least = Least::Piece(head.len()..value.len());
        self.remember(category, place, value, least)
    }

    /// Claims of an access token, and further ones as `(name, JSON)`.
    pub(crate) fn claims(&mut self, further: &[(&str, String)]) -> String {
        let host = self.host();
        let issued = 1_790_000_000 + self.plain.below(9_000_000);
        let mut claims = format!(
            r#"{{"iss":"https://{host}/","aud":"api://{}","iat":{issued},"exp":{}"#,
            self.plain.pick(&["tickets", "billing", "catalog", "reports"]),
            issued + 3600
        );
        for (name, value) in further {
            claims.push_str(&format!(r#","{name}":{value}"#));
        }
        claims.push('}');
        claims
    }

    /// A JWE: the header is for everybody, the rest is the credential.
    pub(crate) fn jwe(&mut self, category: &'static str, place: impl Into<String>) -> String {
        let head = format!("{}.", base64url(r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#));
        let value = format!("{head}{}", self.draw(token::jwe_tail));
        let least = Least::Piece(head.len()..value.len());
        self.remember(category, place, value, least)
    }

    /// A PEM private key; the lines between the marks are the credential.
    pub(crate) fn pem(
        &mut self,
        category: &'static str,
        place: impl Into<String>,
        kind: &str,
    ) -> String {
        let body = self.secret(category, place, token::key_lines);
        let mark = |word: &str| format!("-----{word} {kind}PRIVATE KEY-----");
        format!("{}\n{body}\n{}\n", mark("BEGIN"), mark("END"))
    }

    /// A credential that a scene has put together by itself.
    pub(crate) fn remember(
        &mut self,
        category: &'static str,
        place: impl Into<String>,
        value: String,
        least: Least,
    ) -> String {
        let plant = Plant { category, place: place.into(), value: value.clone().into(), least };
        self.secrets.push(plant);
        value
    }

    /// A credential's value, not remembered, for scenes that need to know parts of it.
    pub(crate) fn draw(&mut self, shape: Shape) -> String {
        loop {
            let value = shape(&mut self.hidden);
            if self.used.insert(value.clone()) {
                return value;
            }
        }
    }

    /// A lookalike that must survive where it stands.
    pub(crate) fn keep(
        &mut self,
        category: &'static str,
        place: impl Into<String>,
        value: impl Into<String>,
    ) -> String {
        let value = value.into();
        let plant = Plant {
            category,
            place: place.into(),
            value: value.clone().into(),
            least: Least::Whole,
        };
        self.harmless.push(plant);
        value
    }

    /// A lookalike that is too common to be looked for but where it is all that stands there.
    pub(crate) fn keep_whole(
        &mut self,
        category: &'static str,
        place: impl Into<String>,
        value: impl Into<String>,
    ) {
        self.keep(category, place, value);
        if let Some(plant) = self.harmless.last_mut() {
            plant.least = Least::Named;
        }
    }

    /// A host of an invented company.
    pub(crate) fn host(&mut self) -> String {
        let company = self.plain.pick(&[
            "nimbusdesk",
            "larkspur",
            "oakline",
            "copperfern",
            "tidewater",
            "brightmoor",
            "pinegate",
            "stonewick",
            "harborlane",
            "fieldnote",
        ]);
        let part = self.plain.pick(&["app", "api", "login", "id", "admin", "portal", "www"]);
        let end = self.plain.pick(&["example", "test", "example.com", "example.org"]);
        format!("{part}.{company}.{end}")
    }

    /// A URL at an invented company.
    pub(crate) fn url(&mut self, path: &str) -> String {
        format!("https://{}{path}", self.host())
    }

    /// Adds an entry.
    pub(crate) fn add(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Adds a GET whose answer has this body.
    pub(crate) fn answer(&mut self, path: &str, mime: &str, body: impl Into<String>) {
        let url = self.url(path);
        self.add(Entry::get(url).body(mime, body));
    }

    /// Adds a page.
    pub(crate) fn page(&mut self, title: impl Into<String>, comment: Option<String>) {
        let id = format!("page_{}", self.pages.len() + 1);
        let mut fields = vec![
            ("startedDateTime".to_owned(), text("2026-03-04T10:00:00.000Z")),
            ("id".to_owned(), text(id)),
            ("title".to_owned(), text(title)),
            (
                "pageTimings".to_owned(),
                object([("onContentLoad", raw(812.5)), ("onLoad", raw(1440))]),
            ),
        ];
        fields.extend(comment.map(|comment| ("comment".to_owned(), text(comment))));
        self.pages.push(Node::Object(fields));
    }

    /// Adds a field beside `entries`.
    pub(crate) fn log_extra(&mut self, key: &str, node: Node) {
        self.log_extra.push((key.to_owned(), node));
    }

    /// The file.
    pub(crate) fn finish(mut self) -> Planted {
        for at in (1..self.entries.len()).rev() {
            let other = self.plain.below(at + 1);
            self.entries.swap(at, other);
        }
        let mut entries = Vec::new();
        let mut clock_ms = 0;
        for entry in self.entries {
            clock_ms += self.plain.between(1, 400);
            let time_ms = self.plain.between(3, 900);
            let (minute, rest) = (clock_ms / 60_000, clock_ms % 60_000);
            let started = format!(
                "2026-03-04T1{}:{:02}:{:02}.{:03}Z",
                minute / 60,
                minute % 60,
                rest / 1000,
                rest % 1000
            );
            entries.push(entry.into_node(&started, time_ms));
        }
        let mut log = vec![
            ("version".to_owned(), text("1.2")),
            (
                "creator".to_owned(),
                object([("name", text("WebInspector")), ("version", text("537.36"))]),
            ),
            ("pages".to_owned(), Node::List(self.pages)),
        ];
        log.extend(self.log_extra);
        log.push(("entries".to_owned(), Node::List(entries)));
        let mut har = String::new();
        Node::Object(vec![("log".to_owned(), Node::Object(log))]).write(0, &mut har);
        har.push('\n');
        Planted { har: har.into_bytes(), secrets: self.secrets, harmless: self.harmless }
    }
}
