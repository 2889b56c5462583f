//! The exposure as a table for spreadsheets (RFC 4180).

use super::Exposure;
use super::row::Exposed;

const HEADER: [&str; 21] = [
    "id",
    "service",
    "class",
    "severity",
    "masked",
    "user",
    "tenant",
    "client",
    "owner evidence",
    "privilege",
    "state",
    "until",
    "state evidence",
    "state told",
    "first seen",
    "last seen",
    "sent to",
    "step",
    "revoke",
    "hunt",
    "facts",
];

/// The table with its header line.
pub(super) fn table(exposure: &Exposure) -> String {
    let mut out = String::new();
    line(&mut out, &HEADER.map(str::to_owned));
    for row in &exposure.credentials {
        line(&mut out, &cells(row));
    }
    out
}

fn cells(row: &Exposed) -> [String; 21] {
    let owner = row.owner.clone().unwrap_or_default();
    let step = serde_json::to_value(row.step).ok();
    let step = step.and_then(|step| step.as_str().map(str::to_owned)).unwrap_or_default();
    let time =
        |moment: Option<crate::Moment>| moment.map(|moment| moment.to_string()).unwrap_or_default();
    let pivots: Vec<String> =
        row.hunt.pivots.iter().map(|pivot| format!("{}: {}", pivot.name, pivot.value)).collect();
    let hunt: Vec<String> = row.hunt.text.iter().cloned().chain(pivots).collect();
    [
        row.id.clone(),
        row.service.clone(),
        row.class.clone(),
        row.severity.clone(),
        row.masked.to_string(),
        owner.user.unwrap_or_default(),
        owner.tenant.unwrap_or_default(),
        owner.client.unwrap_or_default(),
        owner.evidence,
        row.privilege.clone().unwrap_or_default(),
        row.state.id.as_str().to_owned(),
        time(row.state.until),
        row.state.evidence.as_str().to_owned(),
        row.state.told.clone(),
        time(row.first_seen),
        time(row.last_seen),
        row.sent_to.join(" "),
        step,
        row.revoke.told(),
        hunt.join("; "),
        row.confidence.clone(),
    ]
}

fn line(out: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push('"');
        // Spreadsheets run what begins like a formula; the capture was written by strangers.
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            out.push('\'');
        }
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_cells_and_disarms_formulas() {
        let mut out = String::new();
        line(&mut out, &["a\"b,c".to_owned(), "=1+1".to_owned(), "@x".to_owned(), String::new()]);
        assert_eq!(out, "\"a\"\"b,c\",\"'=1+1\",\"'@x\",\"\"\r\n");
    }
}
