//! The report beside a safe copy, and what one says of a file that is checked against it.

use scrubjay_scan::{Credential, Engine, Verification};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::case::Case;

/// A verified output on its way to a report.
pub(super) struct Output<'a> {
    pub(super) name: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) verification: &'a Verification,
}

/// A report for machines and one for people.
pub(super) struct Texts {
    pub(super) json: String,
    pub(super) html: String,
}

/// Tells about the outputs of a case.
pub(super) fn texts(case: &Case, outputs: &[Output<'_>]) -> Texts {
    let files: Vec<Value> = outputs
        .iter()
        .map(|output| json!({"output": {"name": output.name, "sha256": sha256(output.bytes), "bytes": output.bytes.len()}, "verdict": output.verification.verdict}))
        .collect();
    let credentials: Vec<Value> = case.scan.credentials.iter().map(|found| json!({"placeholder": found.placeholder})).collect();
    let json = json!({"schema": "scrubjay-report-1", "files": files, "credentials": credentials}).to_string();
    Texts { html: String::new(), json }
}

/// A report that was read.
pub(super) struct Told(Value);

impl Told {
    /// Reads a report; nothing where it is none of ours.
    pub(super) fn read(bytes: &[u8]) -> Option<Told> {
        let value: Value = serde_json::from_slice(bytes).ok()?;
        (value.get("schema")?.as_str()? == "scrubjay-report-1").then_some(Told(value))
    }

    /// Whether these bytes are those that the report was written for.
    pub(super) fn speaks_of(&self, bytes: &[u8]) -> bool {
        let sha256 = sha256(bytes);
        self.list("files").iter().any(|file| file["output"]["sha256"] == sha256.as_str())
    }

    /// Whether the report says that a credential was left in.
    pub(super) fn keeps(&self, engine: &Engine, credential: &Credential) -> bool {
        let rule = engine.pack().rule(credential.rule).id.as_str();
        self.list("credentials").iter().any(|kept| {
            let places = kept["places"].as_array().map_or(&[][..], Vec::as_slice);
            kept["decision"] == "keep"
                && kept["rule"] == rule
                && places.iter().any(|told| credential.places.iter().any(|place| told["path"] == place.path.as_str()))
        })
    }

    fn list(&self, name: &str) -> &[Value] {
        self.0[name].as_array().map_or(&[], Vec::as_slice)
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
