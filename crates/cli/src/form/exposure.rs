//! An exposure as text for a terminal: the steps in their order, then the credentials.

use std::fmt::Write as _;

use scrubjay_scan::{Ending, Exposed, Exposure, StateId, StepTask, count};

use crate::printable::Printable;
use crate::terminal::Tone;

/// More hosts or credentials than this are counted.
const MOST: usize = 12;

/// The whole account.
pub(crate) fn text(exposure: &Exposure) -> String {
    let mut text = String::new();
    summary(&mut text, exposure);
    for (number, step) in exposure.steps.iter().enumerate() {
        let title = format!("{}. {}", number + 1, step.title);
        let _ =
            writeln!(text, "\n{}\n   {}", Tone::Strong.paint(title), Tone::Faint.paint(step.why));
        for task in &step.tasks {
            self::task(&mut text, task, exposure);
        }
    }
    if !exposure.credentials.is_empty() {
        let _ = writeln!(text, "\n{}", Tone::Strong.paint("Credentials"));
    }
    for (number, row) in exposure.credentials.iter().enumerate() {
        credential(&mut text, number + 1, row, exposure);
    }
    for file in &exposure.files {
        for part in &file.coverage.unread {
            let _ = writeln!(
                text,
                "{} {}: {}: {}",
                Tone::Careful.paint("not read"),
                Printable::text(&file.name),
                Printable::text(&part.path),
                part.reason,
            );
        }
    }
    text
}

fn summary(text: &mut String, exposure: &Exposure) {
    let open = exposure.open().count();
    let tone = if open > 0 { Tone::Bad } else { Tone::Careful };
    let found = count(exposure.credentials.len(), "credential");
    let told = match (exposure.credentials.len(), open) {
        (0, _) => "nothing that we recognise as a credential was found".to_owned(),
        (_, 0) => format!("{found}, all expired or used up"),
        (_, open) => format!("{found}, {open} to be ended"),
    };
    let _ = writeln!(text, "{}, as of {}", tone.paint(told), exposure.now.spoken());
}

fn task(text: &mut String, task: &StepTask, exposure: &Exposure) {
    match &task.ending {
        None => {
            let _ = writeln!(text, "   - {}", Printable::text(&task.text));
            for pivot in task.pivots.iter().take(MOST) {
                let _ = writeln!(
                    text,
                    "       {}: {}",
                    Printable::text(&pivot.name),
                    Printable::text(&pivot.value)
                );
            }
        }
        Some(_) if task.same_as.is_some() => {
            let service = task.credentials.first().and_then(|id| find(exposure, id));
            let service = service.map_or("", |(_, row)| row.service.as_str());
            let same = |other: &StepTask| Some(&other.id) == task.same_as.as_ref();
            let step = exposure.steps.iter().position(|step| step.tasks.iter().any(same));
            let step = step.map_or(0, |at| at + 1);
            let _ = writeln!(text, "   - {}: done with step {step}", Printable::text(service));
        }
        Some(ending) => {
            let service = task.credentials.first().and_then(|id| find(exposure, id));
            let service = service.map_or("", |(_, row)| row.service.as_str());
            let _ = writeln!(text, "   - {}, by {}:", Printable::text(service), who(ending));
            for line in [&ending.r#where, &ending.command].into_iter().flatten() {
                let _ = writeln!(text, "       {}", Printable::text(line));
            }
            if let Some(effects) = &ending.side_effects {
                let _ = writeln!(text, "       mind: {}", Printable::text(effects));
            }
            if ending.is_particular && !ending.is_checked {
                let _ = writeln!(text, "       (not checked at its source)");
            }
        }
    }
    if !task.credentials.is_empty() {
        let numbers: Vec<String> = task
            .credentials
            .iter()
            .filter_map(|id| find(exposure, id))
            .map(|(number, _)| number.to_string())
            .collect();
        let _ = writeln!(text, "       for {}", some(&numbers));
    }
}

fn who(ending: &Ending) -> &str {
    match ending.who.as_str() {
        "nobody" => "nobody, it ends by itself",
        "holder" => "whoever holds it",
        "issuer" => "whoever issued it",
        "user" => "the user",
        "administrator" => "an administrator",
        "operator" => "the operator",
        other => other,
    }
}

fn credential(text: &mut String, number: usize, row: &Exposed, exposure: &Exposure) {
    let tone = match row.state.id {
        StateId::Live => Tone::Bad,
        StateId::Unknown => Tone::Careful,
        StateId::Spent | StateId::Expired => Tone::Faint,
    };
    let _ = writeln!(
        text,
        "{number:3}. {}  {} {}  {}  {}",
        tone.paint(format_args!("{:7}", row.state.id.as_str())),
        Tone::Strong.paint(Printable::text(&row.service)),
        row.class,
        row.severity,
        Printable::text(&row.masked.to_string()),
    );
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "       {name:8} {}", Printable::text(value));
        }
    };
    match &row.owner {
        Some(owner) => {
            let parts = [&owner.user, &owner.tenant, &owner.client];
            let told: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            line("whose", &format!("{} (from {})", told.join(", "), owner.evidence));
        }
        None => line("whose", "not told"),
    }
    line("rights", row.privilege.as_deref().unwrap_or_default());
    line("state", &row.state.told);
    line("sent to", &some(&row.sent_to));
    let from = row.got_with.as_ref().and_then(|id| find(exposure, id));
    line("got with", &from.map_or(String::new(), |(number, _)| format!("number {number}")));
    line("rule", &row.rule);
}

fn some(names: &[String]) -> String {
    let mut text = names.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > MOST {
        let _ = write!(text, " and {} more", names.len() - MOST);
    }
    text
}

fn find<'e>(exposure: &'e Exposure, id: &str) -> Option<(usize, &'e Exposed)> {
    let at = exposure.credentials.iter().position(|row| row.id == id)?;
    Some((at + 1, exposure.credentials.get(at)?))
}
