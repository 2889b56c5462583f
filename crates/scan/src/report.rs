//! The account of a run, without secrets. Version 1 is a contract: its fields and their order
//! are fixed, its lists sorted, so that equal inputs give equal reports, fingerprints aside.
//!
//! Invariant: everything in it is made from names, numbers and placeholders. What could hold a
//! value (a path, a file name, a claim) is checked against the known values before it goes in.

pub(crate) mod claims;
mod fidelity;
pub(crate) mod html;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use scrubjay_rules::{Confidence, Pack, Rule};

use crate::credential::{Credential, Decision};
use crate::engine::{Coverage, Engine, Scan};
use crate::finding::PlaceKind;
use crate::needle::Needles;
use crate::policy::Policy;
use crate::source::{Input, Kind};
use crate::verify::{CheckResult, Residual, Verdict, Verification};

pub use fidelity::Fidelity;

/// The name of this version.
const SCHEMA: &str = "scrubjay-report-1";

/// The account of a run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    /// `scrubjay-report-1`.
    pub schema: String,
    /// What made it.
    pub tool: Tool,
    /// The rules that were used.
    pub rules: Rules,
    /// The policy that was used.
    pub policy: Policy,
    /// The files, in the order given.
    pub files: Vec<ReportFile>,
    /// The credentials, in order of their first places.
    pub credentials: Vec<ReportCredential>,
}

/// The program.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The rule pack.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rules {
    /// The day on which the newest of its facts was checked.
    pub version: String,
    /// SHA-256 over the pack.
    pub sha256: String,
    /// Number of rules.
    pub count: usize,
}

impl Tool {
    /// This program.
    pub(crate) fn this() -> Self {
        Self { name: "scrubjay".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

impl Rules {
    /// A pack.
    pub(crate) fn of(pack: &Pack) -> Self {
        Self {
            version: pack.version().to_owned(),
            sha256: pack.sha256().to_owned(),
            count: pack.rules().len(),
        }
    }
}

impl ReportCoverage {
    pub(crate) fn of(coverage: &Coverage, hide: &Hide<'_>) -> Self {
        let unread = coverage.unread.iter().map(|unread| ReportUnread {
            path: hide.text(&unread.path),
            reason: unread.reason.label().to_owned(),
        });
        Self { layers: coverage.layers, bytes: coverage.bytes, unread: unread.collect() }
    }
}

/// One file of a run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportFile {
    /// What was given.
    pub input: ReportInput,
    /// What was written, if something was.
    pub output: Option<ReportOutput>,
    /// What the check of the output said.
    pub verdict: Verdict,
    /// Each check with its result.
    pub checks: Vec<CheckResult>,
    /// What was read and what was not.
    pub coverage: ReportCoverage,
    /// How much was kept.
    pub fidelity: Fidelity,
    /// Random-looking strings that were kept.
    pub residual: Vec<Residual>,
}

/// An input.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportInput {
    /// File name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
    /// `har`, `json` or `text`.
    pub format: String,
}

/// An output.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportOutput {
    /// File name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
}

/// What was read and what was not.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportCoverage {
    /// Layers opened.
    pub layers: u64,
    /// Bytes read in all layers.
    pub bytes: u64,
    /// Each thing that was not read.
    pub unread: Vec<ReportUnread>,
}

/// Something that was not read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportUnread {
    /// Where.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// One credential.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportCredential {
    /// What stands in for it.
    pub placeholder: String,
    /// The rule that knows it.
    pub rule: String,
    /// Whose it is.
    pub service: String,
    /// What kind.
    pub class: String,
    /// How bad its loss is.
    pub severity: String,
    /// `redact` or `keep`.
    pub decision: String,
    /// Why it was kept.
    pub reason: Option<String>,
    /// Where it stands.
    pub places: Vec<ReportPlace>,
    /// What its token says, without what names a person.
    pub claims: serde_json::Map<String, serde_json::Value>,
    /// When it ends, by its own word; RFC 3339.
    pub expires: Option<String>,
    /// How long such credentials work, in words.
    pub lifetime: Option<String>,
    /// How to end it, in words.
    pub revoke: Option<String>,
}

/// One place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportPlace {
    /// The input's file name.
    pub file: String,
    /// Where in it.
    pub path: String,
    /// The layers that lead to it, outermost first.
    pub layers: Vec<String>,
    /// By a rule or by its value.
    pub kind: PlaceKind,
}

/// What a report says of one file.
#[derive(Clone, Copy, Debug)]
pub struct FileReportParts<'a> {
    /// Number of the input in the scan.
    pub file: usize,
    /// The input.
    pub input: Input<'a>,
    /// What was written, if something was.
    pub output: Option<Input<'a>>,
    /// What its check said.
    pub verification: Option<&'a Verification>,
}

/// A text that is no report of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is no report of version 1")]
pub struct NoReport;

impl Report {
    /// The report as JSON, with a line feed at its end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The report as one HTML file without scripts, for a reader who is not technical.
    pub fn to_html(&self) -> String {
        html::page(self)
    }

    /// What [`Fidelity`] counts in the files: lines where all of them are texts, values otherwise.
    pub fn unit(&self) -> &'static str {
        let is_text = self.files.iter().all(|file| file.input.format == Kind::Text.label());
        if is_text { "line" } else { "value" }
    }

    /// Reads a report.
    ///
    /// # Errors
    /// When the text is none, or one of another version.
    pub fn from_json(text: &str) -> Result<Self, NoReport> {
        let report: Report = serde_json::from_str(text).map_err(|_| NoReport)?;
        if report.schema == SCHEMA { Ok(report) } else { Err(NoReport) }
    }
}

impl Engine {
    /// Gives account of a scan, and of what was written and checked of it.
    pub fn report(&self, scan: &Scan, parts: &[FileReportParts<'_>]) -> Report {
        let hide = Hide::new(scan);
        let files = parts.iter().map(|part| file(scan, part, &hide)).collect();
        let credentials = scan
            .credentials
            .iter()
            .map(|credential| self.credential(credential, parts, &hide))
            .collect();
        Report {
            schema: SCHEMA.to_owned(),
            tool: Tool::this(),
            rules: Rules::of(&self.pack),
            policy: self.settings.policy.clone(),
            files,
            credentials,
        }
    }

    fn credential(
        &self,
        credential: &Credential,
        parts: &[FileReportParts<'_>],
        hide: &Hide<'_>,
    ) -> ReportCredential {
        let rule = self.pack.rule(credential.rule);
        let name = |file: usize| {
            parts
                .iter()
                .find(|part| part.file == file)
                .map_or_else(String::new, |part| hide.text(part.input.name))
        };
        let claims = credential.carrier.as_ref().map(claims::all).unwrap_or_default();
        ReportCredential {
            placeholder: credential.placeholder.clone(),
            rule: rule.id.clone(),
            service: rule.service.clone(),
            class: rule.class.as_str().to_owned(),
            severity: rule.severity.as_str().to_owned(),
            decision: if credential.is_redacted() { "redact" } else { "keep" }.to_owned(),
            reason: match &credential.decision {
                Decision::Redact => None,
                Decision::Keep { reason } => Some(hide.text(reason)),
            },
            places: credential
                .places
                .iter()
                .filter(|place| parts.iter().any(|part| part.file == place.file))
                .map(|place| ReportPlace {
                    file: name(place.file),
                    path: hide.text(&place.path),
                    layers: place.layer_labels().into_iter().map(str::to_owned).collect(),
                    kind: place.kind,
                })
                .collect(),
            expires: claims::expires(&claims),
            claims: claims::shown(&claims)
                .into_iter()
                .map(|(name, value)| (hide.text(&name), hide.value(value)))
                .collect(),
            lifetime: rule.lifetime.as_deref().map(|fact| worded(rule, fact)),
            revoke: rule.revoke.as_ref().and_then(revoke).map(|fact| worded(rule, &fact)),
        }
    }
}

/// A fact, worded as unchecked where nobody read it at its source.
fn worded(rule: &Rule, fact: &str) -> String {
    match rule.confidence {
        Confidence::Verified => fact.to_owned(),
        Confidence::Unchecked => format!("{fact} (unchecked)"),
    }
}

fn revoke(revoke: &scrubjay_rules::Revoke) -> Option<String> {
    let parts: Vec<&str> = [&revoke.who, &revoke.r#where, &revoke.command, &revoke.side_effects]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn file(scan: &Scan, part: &FileReportParts<'_>, hide: &Hide<'_>) -> ReportFile {
    let read = &scan.files[part.file];
    let (input, output) =
        rayon::join(|| digest(part.input.bytes), || part.output.map(|output| digest(output.bytes)));
    let complete = read.coverage.is_complete();
    let verdict = part
        .verification
        .map_or(if complete { Verdict::Clean } else { Verdict::Incomplete }, |verification| {
            verification.verdict
        });
    ReportFile {
        input: ReportInput {
            name: hide.text(part.input.name),
            sha256: input,
            bytes: part.input.bytes.len() as u64,
            format: read.kind.label().to_owned(),
        },
        output: part.output.zip(output).map(|(output, sha256)| ReportOutput {
            name: hide.text(output.name),
            sha256,
            bytes: output.bytes.len() as u64,
        }),
        verdict,
        checks: part
            .verification
            .map(|verification| verification.checks.clone())
            .unwrap_or_default(),
        coverage: ReportCoverage::of(&read.coverage, hide),
        fidelity: Fidelity::of(scan, part.file, part.input.bytes),
        residual: part
            .verification
            .map(|verification| {
                let hidden = |residual: &Residual| Residual {
                    path: hide.text(&residual.path),
                    ..residual.clone()
                };
                verification.residual.iter().map(hidden).collect()
            })
            .unwrap_or_default(),
    }
}

pub(crate) fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Puts placeholders where a text that goes into a report shows a known value.
pub(crate) struct Hide<'s> {
    scan: &'s Scan,
    needles: Needles,
}

impl<'s> Hide<'s> {
    pub(crate) fn new(scan: &'s Scan) -> Self {
        let needles = scan.credentials.iter().flat_map(Credential::needles).collect();
        Self { scan, needles: Needles::new(needles) }
    }

    pub(crate) fn text(&self, text: &str) -> String {
        let mut hits = Vec::new();
        self.needles.search(text.as_bytes(), &mut |id, start| {
            let needle = self.needles.needle(id);
            hits.push((start, start + needle.bytes.len(), needle.owner));
        });
        hits.sort_unstable();
        let mut out = String::new();
        let mut at = 0;
        for (start, end, owner) in hits {
            if start < at {
                at = at.max(end);
                continue;
            }
            out.push_str(text.get(at..start).unwrap_or_default());
            out.push_str(&self.scan.credentials[owner as usize].placeholder);
            at = end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }

    pub(crate) fn value(&self, value: serde_json::Value) -> serde_json::Value {
        match value {
            serde_json::Value::String(text) => self.text(&text).into(),
            serde_json::Value::Array(items) => {
                items.into_iter().map(|item| self.value(item)).collect()
            }
            other => other,
        }
    }
}
