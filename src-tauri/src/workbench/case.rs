//! Files that were given together: their bytes, what was found in them, and what was decided.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use scrubjay_scan::{
    Cancelled, CredentialId, Decision, Engine, Input, Place, Progress, Residual, Scan, Step, Unread,
};

use super::bytes::Bytes;
use super::decoded::DecodedString;
use super::har::{self, Entry};
use super::history::{Change, History};
use super::inside::{self, Token};
use super::look;
use super::marks::{Marks, segments};
use super::rows;
use super::saml::Message;
use super::settings::Kept;
use super::source::Source;
use crate::wire::{
    CaseView, Choice, Counts, FileNote, FileView, Headline, Life, LifeState, Segment, Tally,
    Trouble, TroubleCode,
};

/// One file of a case.
pub(super) struct CaseFile {
    pub(super) source: Source,
    pub(super) bytes: Arc<Bytes>,
    /// The text inside what is wrapped around all of it; nothing where the bytes are the text.
    unwrapped: Option<Vec<u8>>,
    /// How many layers of each place those wrappings are.
    pub(super) wrappings: usize,
    pub(super) entries: Vec<Entry>,
    pub(super) marks: Marks,
    /// Strings for a person to look at; none until they are known.
    pub(super) residual: Option<Vec<Residual>>,
}

impl CaseFile {
    /// What the file says, without what is wrapped around all of it. Entries, marks and places count in it.
    pub(super) fn text(&self) -> &[u8] {
        self.unwrapped.as_deref().unwrap_or(&self.bytes)
    }

    /// The layers that lead to a place from the text of the file.
    pub(super) fn layers<'p>(&self, place: &'p Place) -> &'p [Step] {
        place.layers.get(self.wrappings..).unwrap_or_default()
    }
}

/// What is known of a credential beyond what the engine says.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) token: Option<Token>,
    pub(super) message: Option<Message>,
    pub(super) host: Option<String>,
}

/// Files that were given together.
pub(super) struct Case {
    pub(super) id: u32,
    pub(super) engine: Arc<Engine>,
    pub(super) files: Vec<CaseFile>,
    pub(super) scan: Scan,
    pub(super) known: Vec<Known>,
    pub(super) revision: u32,
    /// What it was scanned with; it keeps that whatever is set later.
    pub(super) settings: Kept,
    /// Texts that a person made credentials of.
    pub(super) chosen: Vec<String>,
    history: History,
    /// Outputs, where they were written.
    pub(super) written: Vec<super::export::Written>,
}

impl Case {
    /// Scans files.
    ///
    /// # Errors
    /// When `progress` says so.
    pub(super) fn scan(
        id: u32,
        engine: Arc<Engine>,
        settings: Kept,
        given: Vec<(Source, Arc<Bytes>)>,
        progress: &dyn Progress,
    ) -> Result<Case, Cancelled> {
        let inputs: Vec<Input<'_>> =
            given.iter().map(|(source, bytes)| Input { name: &source.name, bytes }).collect();
        let mut scan = engine.scan(&inputs, progress)?;
        let residuals = look::at_once(&engine, &mut scan, &inputs, progress)?;
        let mut files = Vec::new();
        for (file, ((source, bytes), residual)) in given.into_iter().zip(residuals).enumerate() {
            let read = &scan.files[file];
            let unwrapped = match engine.unwrapped(read, &bytes) {
                Cow::Borrowed(_) => None,
                Cow::Owned(text) => Some(text),
            };
            let text = unwrapped.as_deref().unwrap_or(&bytes);
            let entries = if read.entries > 0 { har::entries(text) } else { Vec::new() };
            files.push(CaseFile {
                source,
                entries,
                marks: Marks::new(&scan, file),
                wrappings: read.wrapping_count(),
                unwrapped,
                bytes,
                residual,
            });
        }
        let mut case = Case {
            id,
            engine,
            files,
            scan,
            known: Vec::new(),
            revision: 0,
            settings,
            chosen: Vec::new(),
            history: History::default(),
            written: Vec::new(),
        };
        case.learn_all();
        Ok(case)
    }

    /// Learns of each credential what the text around its first finding says.
    pub(super) fn learn_all(&mut self) {
        self.known =
            (0..self.scan.credentials.len()).map(|credential| self.learn(credential)).collect();
    }

    /// What the text around its first finding says of a credential.
    fn learn(&self, credential: usize) -> Known {
        let found = &self.scan.credentials[credential];
        let host = found.hosts.iter().next().cloned();
        let value = found.reveal();
        let token = Token::find(&value, "", 0).or_else(|| {
            found.places.iter().take(8).find_map(|place| {
                let (text, start, end) = self.around(place)?;
                Token::find(&text.text[start..end], &text.text, start)
            })
        });
        let rule = self.engine.pack().rule(found.rule);
        let is_saml = rule.id.contains("saml");
        let message = found.places.iter().take(if is_saml { 8 } else { 0 }).find_map(|place| {
            let read = self.scan.files.get(place.file)?;
            let text = self.files.get(place.file)?.text();
            // A value stands in a layer of its own; the message is one of those around it.
            std::iter::successors(Some(place.clone()), Place::outer)
                .take_while(|place| place.layers.len() > read.wrapping_count())
                .find_map(|place| Message::parse(&self.engine.text_around(read, &place, text)?))
        });
        Known { token, message, host }
    }

    /// Refuses to look into files that are no longer those that were scanned.
    ///
    /// # Errors
    /// The first file that was changed.
    pub(super) fn check_unchanged(&self) -> Result<(), Trouble> {
        match self.files.iter().find(|file| !file.bytes.are_same()) {
            Some(changed) => Err(changed.source.trouble(TroubleCode::FileChanged)),
            None => Ok(()),
        }
    }

    /// The text in which a place stands, as far as it is worth reading, and where in it.
    pub(super) fn around(&self, place: &Place) -> Option<(DecodedString, usize, usize)> {
        let file = self.files.get(place.file)?;
        let read = self.scan.files.get(place.file)?;
        let inner = self.engine.text_around(read, place, file.text())?;
        let from = place.span.start.saturating_sub(8192);
        let to = (place.span.end + 256).min(inner.len());
        let text = DecodedString::plain(inner.get(from..to)?, from);
        let (start, end) = (text.decoded(place.span.start), text.decoded_end(place.span.end));
        (start <= end).then_some((text, start, end))
    }

    /// Whether a credential still works.
    pub(super) fn life(&self, credential: usize, now: i64) -> Life {
        let rule = self.engine.pack().rule(self.scan.credentials[credential].rule);
        let known = &self.known[credential];
        let expires = known
            .token
            .as_ref()
            .and_then(Token::expires)
            .or_else(|| known.message.as_ref().and_then(Message::expires));
        inside::life(rule.class, expires, now)
    }

    /// The service a credential opens, or the host where none is known.
    pub(super) fn service(&self, credential: usize) -> String {
        let rule = self.engine.pack().rule(self.scan.credentials[credential].rule);
        rows::service(rule, self.known[credential].host.as_deref())
    }

    /// Decides for some credentials at once.
    pub(super) fn decide(&mut self, credentials: &[usize], choice: &Choice) {
        let decision = match choice {
            Choice::Redact => Decision::Redact,
            Choice::Keep { reason } => Decision::Keep { reason: reason.clone() },
        };
        let before: Vec<(String, Decision)> = credentials
            .iter()
            .filter_map(|&at| self.scan.credentials.get(at))
            .filter(|found| found.decision != decision)
            .map(|found| (found.placeholder.clone(), found.decision.clone()))
            .collect();
        if before.is_empty() {
            return;
        }
        let after: Vec<(String, Decision)> =
            before.iter().map(|(placeholder, _)| (placeholder.clone(), decision.clone())).collect();
        self.apply(&after);
        self.history.add(Change::Decided { before, after });
    }

    /// Takes the last step back. What is chosen without it, where it was a text that was chosen: the files are to be
    /// scanned again then.
    pub(super) fn undo(&mut self) -> Option<Vec<String>> {
        match self.history.back()? {
            Change::Decided { before, .. } => {
                let before = before.clone();
                self.apply(&before);
                None
            }
            Change::Chosen { text } => {
                Some(self.chosen.iter().filter(|each| *each != text).cloned().collect())
            }
        }
    }

    /// Makes the step again that was taken back last. What is chosen with it, where it was a text that was chosen.
    pub(super) fn redo(&mut self) -> Option<Vec<String>> {
        match self.history.forth()? {
            Change::Decided { after, .. } => {
                let after = after.clone();
                self.apply(&after);
                None
            }
            Change::Chosen { text } => Some(self.chosen.iter().chain([text]).cloned().collect()),
        }
    }

    /// A text was made a credential.
    pub(super) fn note_chosen(&mut self, text: &str) {
        self.history.add(Change::Chosen { text: text.to_owned() });
    }

    fn apply(&mut self, decisions: &[(String, Decision)]) {
        let decisions: HashMap<&str, &Decision> = decisions
            .iter()
            .map(|(placeholder, decision)| (placeholder.as_str(), decision))
            .collect();
        for at in 0..self.scan.credentials.len() {
            let placeholder = self.scan.credentials[at].placeholder.as_str();
            if let Some(&decision) = decisions.get(placeholder) {
                self.scan.decide(CredentialId(at), decision.clone());
            }
        }
        self.revision += 1;
    }

    /// Takes over what a newer scan of the same files found; what was decided stays decided.
    pub(super) fn become_newer(&mut self, mut newer: Case) {
        let decided: Vec<(String, Decision)> = self
            .scan
            .credentials
            .iter()
            .map(|found| (found.placeholder.clone(), found.decision.clone()))
            .collect();
        newer.apply(&decided);
        newer.revision = self.revision + 1;
        newer.history = std::mem::take(&mut self.history);
        *self = newer;
    }

    /// In how many places credentials stand.
    pub(super) fn place_count(&self) -> usize {
        self.scan.credentials.iter().map(|found| found.places.len()).sum()
    }

    /// A text of ours or of the file with every credential in it covered.
    pub(super) fn hide(&self, text: &str) -> Vec<Segment> {
        // Short texts only: the claims of a token. The engine searches for all its values.
        match self.scan.placeholder_for(text) {
            Some(placeholder) => {
                let credential =
                    self.scan.credentials.iter().position(|found| found.placeholder == placeholder);
                let credential = credential.and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
                vec![Segment::Placeholder { credential, text: placeholder.to_owned() }]
            }
            None => vec![Segment::Plain { text: text.to_owned() }],
        }
    }

    /// The text that stands in a stretch of a file, with what is covered in it.
    pub(super) fn text(
        &self,
        file: usize,
        raw: (usize, usize),
        is_string: bool,
        window: (usize, usize),
        after: bool,
    ) -> Vec<Segment> {
        let Some(of) = self.files.get(file) else { return Vec::new() };
        let Some(bytes) = of.text().get(raw.0..raw.1) else { return Vec::new() };
        let text = if is_string {
            DecodedString::new(bytes, raw.0)
        } else {
            DecodedString::plain(bytes, raw.0)
        };
        let covers = of.marks.covers(&self.scan, &text, raw.0, raw.1);
        segments(&self.scan, &text.text, &covers, window.0, window.1, after)
    }

    /// The request that a byte of a file belongs to.
    pub(super) fn entry_at(&self, file: usize, byte: usize) -> Option<u32> {
        let entries = &self.files.get(file)?.entries;
        let at = entries.partition_point(|entry| entry.stretch.end <= byte);
        let entry = entries.get(at)?;
        (entry.stretch.start <= byte).then(|| u32::try_from(at).ok())?
    }

    /// What the screens see of it.
    pub(super) fn view(&self, now: i64) -> CaseView {
        CaseView {
            id: self.id,
            revision: self.revision,
            files: (0..self.files.len()).map(|file| self.file_view(file)).collect(),
            headline: self.headline(now),
            counts: self.counts(now),
            can_undo: self.history.can_undo(),
            can_redo: self.history.can_redo(),
        }
    }

    fn file_view(&self, file: usize) -> FileView {
        let of = &self.files[file];
        let read = &self.scan.files[file];
        let is_har = read.entries > 0 || read.kind.label() == "har";
        let mut notes = Vec::new();
        let unread = &read.coverage.unread;
        if unread.iter().any(|unread| unread.reason == Unread::Cut) {
            notes.push(FileNote::Truncated);
        }
        if !is_har {
            notes.push(FileNote::NotHar);
        }
        let parts = unread
            .iter()
            .filter(|unread| !matches!(unread.reason, Unread::Cut | Unread::Misdeclared))
            .count();
        if parts > 0 {
            notes.push(FileNote::Unread { parts: count(parts) });
        }
        let placeholders = placeholders(of.text());
        if placeholders > 0 && self.scan.credentials.is_empty() {
            notes.push(FileNote::AlreadyScrubbed { placeholders });
        }
        let hosts: std::collections::BTreeSet<String> =
            of.entries.iter().filter_map(|entry| self.host(file, entry)).collect();
        FileView {
            name: of.source.name.clone(),
            bytes: of.bytes.len() as u64,
            format: read.kind.label().to_owned(),
            requests: is_har.then(|| count(of.entries.len())),
            hosts: count(hosts.len()),
            layers: read.coverage.layers,
            notes,
        }
    }

    /// The host of a request, as it stands in the URL.
    pub(super) fn host(&self, file: usize, entry: &Entry) -> Option<String> {
        let url = entry.url?;
        let head = self.files[file].text().get(url.start + 1..url.end.min(url.start + 300))?;
        let text = String::from_utf8_lossy(head);
        let rest = text.split_once("://")?.1;
        let authority = rest.split(['/', '?', '#', '"', '\\']).next()?;
        Some(authority.rsplit('@').next()?.to_owned())
    }

    fn counts(&self, now: i64) -> Counts {
        let mut tally = Tally::default();
        for (at, found) in self.scan.credentials.iter().enumerate() {
            let places = count(found.places.len());
            tally.add(places, !found.is_redacted(), self.life(at, now).state);
        }
        Counts {
            tally,
            look: count(self.look_count()),
            look_later: self.files.iter().any(|file| file.residual.is_none()),
        }
    }

    /// How many things wait for a person.
    pub(super) fn look_count(&self) -> usize {
        let residual: usize =
            self.files.iter().map(|file| file.residual.as_ref().map_or(0, Vec::len)).sum();
        residual + self.scan.files.iter().map(|file| file.coverage.unread.len()).sum::<usize>()
    }

    /// What the files can do, worst first.
    fn headline(&self, now: i64) -> Headline {
        use scrubjay_scan::Class;
        if self.scan.credentials.is_empty() {
            let is_copy = self.files.iter().all(|file| placeholders(file.text()) > 0);
            return if is_copy { Headline::AlreadyScrubbed } else { Headline::Nothing };
        }
        let pack = self.engine.pack();
        let alive: Vec<usize> = (0..self.scan.credentials.len())
            .filter(|&at| self.life(at, now).state != LifeState::Expired)
            .collect();
        if alive.is_empty() {
            return Headline::Expired;
        }
        let services: std::collections::BTreeSet<String> =
            alive.iter().map(|&at| self.service(at)).collect();
        let more = count(services.len().saturating_sub(1));
        let logs_in = |&&at: &&usize| {
            let class = pack.rule(self.scan.credentials[at].rule).class;
            matches!(class, Class::Session | Class::Access | Class::Refresh)
                && self.known[at].host.is_some()
        };
        // Live before unknown, sessions before tokens, then the one with the most places.
        let worst = alive.iter().filter(logs_in).min_by_key(|&&at| {
            let found = &self.scan.credentials[at];
            let rule = pack.rule(found.rule);
            (
                self.life(at, now).state,
                rule.severity,
                rule.class != Class::Session,
                usize::MAX - found.places.len(),
            )
        });
        match worst {
            Some(&at) => Headline::LogIn {
                who: self.known.iter().find_map(|known| known.token.as_ref().and_then(Token::who)),
                host: self.known[at].host.clone().unwrap_or_default(),
                seconds_left: self.life(at, now).seconds,
                more,
            },
            None => Headline::Access { service: self.service(alive[0]), more },
        }
    }
}

/// How many different placeholders of ours a text holds, as far as it is worth counting.
pub(super) fn placeholders(bytes: &[u8]) -> u32 {
    const HEAD: &[u8] = b"REDACTED-";
    let mut seen = std::collections::HashSet::new();
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(HEAD.len()).position(|window| window == HEAD) {
        let start = at + found;
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
        let end = bytes[start..]
            .iter()
            .position(|byte| !is_part(byte))
            .map_or(bytes.len(), |length| start + length);
        seen.insert(&bytes[start..end]);
        at = end;
    }
    count(seen.len())
}

/// A number of things, for the screens.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
