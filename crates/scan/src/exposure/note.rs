//! What a capture tells beside its credentials: when, to whom, by whom, until when.
//!
//! A [`Clerk`] sits in the walk that looks for credentials and notes the few values that bear on
//! them. Notes hold no credential: what could be one is never noted, only what stands beside it.
//!
//! Invariant: the notes of a source are bounded by its entries, not by its values.

use std::collections::HashMap;
use std::sync::Arc;

use scrubjay_document::{At, Context, Leaf, Parts, Step};

use crate::moment::Moment;

/// Notes of one topic in one entry; a list of a thousand users names nobody.
const KEPT: usize = 12;
/// Longer values are no names, times or numbers.
const LONGEST: usize = 512;

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Topic {
    /// When an exchange began.
    Started,
    /// The date that a server gave.
    Date,
    /// The method of a request.
    Method,
    /// The address of a request, without its query.
    Address,
    /// The status of a response.
    Status,
    /// Something in the response says that it failed.
    Failure,
    /// Until when a cookie is kept; the name is the cookie's.
    CookieEnd,
    /// Seconds that an access token works.
    EndsIn,
    /// Seconds that a refresh token works.
    RefreshEndsIn,
    /// When something ends.
    EndsAt,
    /// When a signed address begins to work.
    SignedAt,
    /// Seconds that a signed address works.
    SignedFor,
    /// The id of the key that signed.
    Signer,
    /// The end of a SAML assertion.
    AssertionEnd,
    /// The end of the session that a SAML assertion opens.
    SessionEnd,
    /// The subject of a SAML assertion.
    Subject,
    /// The issuer of a SAML assertion.
    Issuer,
    /// The id of a session, for logs.
    Session,
    /// Who signs in, in a request.
    SignIn,
    /// Who is signed in, in an answer.
    Profile,
    /// A name of AWS for whoever acts.
    Arn,
}

/// One thing that was noted.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub(super) topic: Topic,
    pub(super) file: usize,
    pub(super) layers: Arc<[Step]>,
    /// Where it stands in the innermost layer.
    pub(super) at: usize,
    pub(super) path: String,
    pub(super) host: Option<String>,
    /// The name it stands under.
    pub(super) name: String,
    pub(super) text: String,
}

impl Note {
    /// How far it stands from a place, in bytes of the innermost layer that both are in.
    pub(super) fn distance(&self, layers: &[Step], at: usize) -> usize {
        let both =
            self.layers.iter().zip(layers).take_while(|(mine, theirs)| mine == theirs).count();
        let start =
            |layers: &[Step], at: usize| layers.get(both).map_or(at, |step| step.span.start);
        start(&self.layers, self.at).abs_diff(start(layers, at))
    }
}

/// Takes notes in the walk through one piece of a source.
#[derive(Default)]
pub(crate) struct Clerk {
    file: usize,
    notes: Vec<Note>,
    /// Notes of a topic in the entry being read.
    counts: HashMap<(Topic, Option<usize>), usize>,
    /// The members of a cookie in a list that were seen so far: its path, name and end.
    cookie: (String, Option<String>, Option<String>),
}

/// All notes of a run.
#[derive(Debug, Default)]
pub(crate) struct Notes(pub(super) Vec<Note>);

impl Notes {
    /// Adds what a clerk noted.
    pub(crate) fn add(&mut self, clerk: Clerk) {
        self.0.extend(clerk.notes);
    }
}

impl Clerk {
    /// A clerk for a file.
    pub(crate) fn new(file: usize) -> Self {
        Self { file, ..Self::default() }
    }

    /// Notes what a leaf tells.
    pub(crate) fn see(&mut self, leaf: &Leaf<'_>, at: &At<'_>) {
        if leaf.parts == Parts::None && leaf.context == Context::Text && !leaf.part {
            self.addresses(leaf.text, at);
        }
        if leaf.name.is_empty()
            || leaf.name.len() > 48
            || leaf.part && leaf.context != Context::Param
        {
            return;
        }
        if leaf.context == Context::ResponseHeader && leaf.name.eq_ignore_ascii_case(b"set-cookie")
        {
            for (name, end) in cookie_ends(leaf.text) {
                self.note(Topic::CookieEnd, &name, &end, at);
            }
            return;
        }
        if leaf.text.len() > LONGEST {
            return;
        }
        let name = String::from_utf8_lossy(leaf.name).to_ascii_lowercase();
        let name = name.rsplit(':').next().unwrap_or_default();
        let text = String::from_utf8_lossy(leaf.text);
        if is_in_cookie(at) {
            self.list(name, &text, at);
            return;
        }
        let Some(topic) = topic(leaf.context, name, at) else { return };
        let text = match topic {
            Topic::Address => text.split(['?', '#']).next().unwrap_or_default().to_owned(),
            _ => text.trim().to_owned(),
        };
        if !text.is_empty() {
            self.note(topic, name, &text, at);
        }
    }

    /// The parameters of signed addresses in running text, which is not taken apart.
    fn addresses(&mut self, text: &[u8], at: &At<'_>) {
        const NAMES: [(&str, Topic); 11] = [
            ("X-Amz-Date", Topic::SignedAt),
            ("X-Amz-Expires", Topic::SignedFor),
            ("X-Amz-Credential", Topic::Signer),
            ("X-Goog-Date", Topic::SignedAt),
            ("X-Goog-Expires", Topic::SignedFor),
            ("X-Goog-Credential", Topic::Signer),
            ("AWSAccessKeyId", Topic::Signer),
            ("GoogleAccessId", Topic::Signer),
            ("Key-Pair-Id", Topic::Signer),
            ("Expires", Topic::EndsAt),
            ("se", Topic::EndsAt),
        ];
        if memchr::memchr3(b'?', b'&', b'=', text).is_none() {
            return;
        }
        for (name, topic) in NAMES {
            let literal = format!("{name}=");
            for start in memchr::memmem::find_iter(text, literal.as_bytes()) {
                let behind = &text[start + literal.len()..];
                let end = behind.iter().position(|byte| b"&\"'<> \t\r\n\\".contains(byte));
                let value = &behind[..end.unwrap_or(behind.len()).min(LONGEST)];
                let begins = start > 0 && b"?&;".contains(&text[start - 1]);
                if begins && let Ok(value) = std::str::from_utf8(value) {
                    self.note_at(topic, name, &value.replace("%3A", ":"), at, start);
                }
            }
        }
    }

    /// A member of a cookie in a list of them: name and end stand side by side.
    fn list(&mut self, name: &str, text: &str, at: &At<'_>) {
        let path = at.path.render();
        let cookie = parent(&path);
        if self.cookie.0 != cookie {
            self.cookie = (cookie.to_owned(), None, None);
        }
        match name {
            "name" => self.cookie.1 = Some(text.to_owned()),
            "expires" => self.cookie.2 = Some(text.to_owned()),
            _ => return,
        }
        if let (_, Some(name), Some(end)) = &self.cookie
            && Moment::read(end).is_some()
        {
            let (name, end) = (name.clone(), format!("expires={end}"));
            self.note(Topic::CookieEnd, &name, &end, at);
        }
    }

    fn note(&mut self, topic: Topic, name: &str, text: &str, at: &At<'_>) {
        self.keep(topic, name, text, at, at.base, at.path.render());
    }

    /// Notes what stands in the leaf's text at `start` and has no leaf of its own.
    fn note_at(&mut self, topic: Topic, name: &str, text: &str, at: &At<'_>, start: usize) {
        let outer = at.path.render();
        let path = if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") };
        self.keep(topic, name, text, at, at.base + start, path);
    }

    fn keep(
        &mut self,
        topic: Topic,
        name: &str,
        text: &str,
        at: &At<'_>,
        start: usize,
        path: String,
    ) {
        let count = self.counts.entry((topic, entry(&path))).or_default();
        *count += 1;
        // A text without entries has more addresses than one exchange has.
        let most = match (topic, entry(&path)) {
            (Topic::CookieEnd, Some(_)) => KEPT * 8,
            (_, Some(_)) => KEPT,
            (_, None) => KEPT * 80,
        };
        if *count > most {
            return;
        }
        self.notes.push(Note {
            topic,
            file: self.file,
            layers: at.layers(),
            at: start,
            path,
            host: at.host.map(str::to_owned),
            name: name.to_owned(),
            text: text.to_owned(),
        });
    }
}

/// The number of the entry that a path leads into.
pub(super) fn entry(path: &str) -> Option<usize> {
    let rest = path.strip_prefix("log.").unwrap_or(path).strip_prefix("entries[")?;
    rest.split(']').next()?.parse().ok()
}

/// The path of what encloses a place.
pub(super) fn parent(path: &str) -> &str {
    // A name with dots in it is quoted.
    let end = match path.strip_suffix('"') {
        Some(inner) => inner.rfind('"').map(|quote| quote.saturating_sub(1)),
        None => path.rfind('.'),
    };
    &path[..end.unwrap_or_default()]
}

fn is_in_cookie(at: &At<'_>) -> bool {
    let mut names = at.path.names();
    matches!(names.next(), Some(b"name" | b"expires")) && names.next() == Some(b"cookies")
}

/// What a name is about where it stands.
fn topic(context: Context, name: &str, at: &At<'_>) -> Option<Topic> {
    let enclosing = || at.path.names().nth(1).unwrap_or_default();
    let in_response = || at.path.names().any(|name| name == b"response");
    Some(match (context, name) {
        (Context::ResponseHeader, "date") => Topic::Date,
        (
            Context::RequestHeader | Context::Header | Context::Param,
            "x-amz-date" | "x-goog-date",
        ) => Topic::SignedAt,
        (Context::Key, "starteddatetime") => Topic::Started,
        (Context::Key, "method") if enclosing() == b"request" => Topic::Method,
        (Context::Key, "url") if enclosing() == b"request" => Topic::Address,
        (Context::Key, "status") if enclosing() == b"response" => Topic::Status,
        (
            Context::Key,
            "error" | "error_code" | "errorcode" | "error_description" | "errorsummary",
        ) if in_response() => Topic::Failure,
        (Context::Param, "x-amz-expires" | "x-goog-expires") => Topic::SignedFor,
        (
            Context::Param,
            "x-amz-credential" | "x-goog-credential" | "awsaccesskeyid" | "googleaccessid"
            | "key-pair-id",
        ) => Topic::Signer,
        (Context::Param, "se" | "expires") => Topic::EndsAt,
        (Context::Key | Context::Param, "expires_in" | "expiresin") => Topic::EndsIn,
        (
            Context::Key,
            "refresh_expires_in" | "refresh_token_expires_in" | "refreshtokenexpiresin",
        ) => Topic::RefreshEndsIn,
        (
            Context::Key,
            "expires_at" | "expiresat" | "expires_on" | "expireson" | "expiration" | "expiry",
        ) => Topic::EndsAt,
        (Context::Key, "notonorafter") => Topic::AssertionEnd,
        (Context::Key, "sessionnotonorafter") => Topic::SessionEnd,
        (Context::Key, "nameid" | "nameidentifier") => Topic::Subject,
        (Context::Key, "issuer") => Topic::Issuer,
        (Context::Key, "sessionindex" | "assertionid") => Topic::Session,
        (
            Context::Key | Context::Param,
            "username" | "identifier" | "j_username" | "loginfmt" | "login_hint" | "pf.username"
            | "user_name" | "un",
        ) if !in_response() => Topic::SignIn,
        (
            Context::Key,
            "preferred_username" | "upn" | "userprincipalname" | "email" | "login" | "username"
            | "unique_name",
        ) if in_response() => Topic::Profile,
        (Context::Key, "arn" | "userarn") => Topic::Arn,
        _ => return None,
    })
}

/// The cookies of a `Set-Cookie` header with the attribute that says until when they are kept:
/// `Max-Age` goes before `Expires` (RFC 6265 section 5.3).
fn cookie_ends(text: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(text);
    let cookies = text.split('\n').filter_map(|cookie| {
        let mut parts = cookie.split(';').map(str::trim);
        let name = parts.next()?.split('=').next()?.trim().to_owned();
        let mut ends: Vec<String> = parts
            .filter(|part| {
                let attribute = part.split('=').next().unwrap_or_default().trim();
                attribute.eq_ignore_ascii_case("max-age")
                    || attribute.eq_ignore_ascii_case("expires")
            })
            .map(|part| {
                let (attribute, value) = part.split_once('=').unwrap_or((part, ""));
                format!("{}={}", attribute.trim().to_ascii_lowercase(), value.trim())
            })
            .collect();
        ends.sort_unstable_by(|a, b| b.cmp(a));
        Some((name, ends.into_iter().next()?))
    });
    cookies.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_entry_and_what_encloses() {
        assert_eq!(entry("log.entries[12].request.url"), Some(12));
        assert_eq!(entry("entries[0].x"), Some(0));
        assert_eq!(entry("log.pages[1].title"), None);
        assert_eq!(parent("a.b.c"), "a.b");
        assert_eq!(parent("a.b.\"c.d\""), "a.b");
        assert_eq!(parent("a"), "");
    }

    #[test]
    fn lets_max_age_go_before_expires() {
        let ends = cookie_ends(
            b"sid=x; Expires=Fri, 20 Nov 2026 10:00:00 GMT; Max-Age=60\ndt=y; expires=Fri, 20-Nov-26 10:00:00 GMT\nz=1; Path=/",
        );
        assert_eq!(
            ends,
            [
                ("sid".to_owned(), "max-age=60".to_owned()),
                ("dt".to_owned(), "expires=Fri, 20-Nov-26 10:00:00 GMT".to_owned()),
            ]
        );
    }
}
