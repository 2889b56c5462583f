//! The exposure for a reader who need not be technical: what can be done with the file, what to do
//! about it in which order, and the credentials one by one.
//!
//! The page looks like the report and keeps its rules: it carries everything with it, asks for
//! nothing, and what is not escaped is a literal of this program.

use super::order::WorkStep;
use super::row::Exposed;
use super::state::StateId;
use super::{Exposure, StepTask};
use crate::report::html::markup::Markup;
use crate::report::html::sign::Sign;
use crate::report::html::{ICONS, STYLE, words};

/// Rows that are seen at once; the others are behind a fold.
const ROWS: usize = 200;
/// Places of one credential that are listed.
const PLACES: usize = 30;
/// Names listed in one cell.
const NAMES: usize = 8;

/// One self-contained page.
pub(super) fn page(exposure: &Exposure) -> String {
    let mut to = Markup::default();
    head(&mut to, exposure);
    to.raw("<body>\n").raw(ICONS);
    top(&mut to, exposure);
    steps(&mut to, exposure);
    credentials(&mut to, exposure);
    chains(&mut to, exposure);
    unread(&mut to, exposure);
    files(&mut to, exposure);
    to.raw("</main>\n</body>\n</html>\n");
    to.finish()
}

fn head(to: &mut Markup, exposure: &Exposure) {
    to.raw(concat!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ",
        "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
        "<meta name=\"referrer\" content=\"no-referrer\">\n",
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>What was exposed",
    ));
    if let Some(first) = exposure.files.first() {
        to.raw(": ").clipped(&first.name);
    }
    to.raw("</title>\n<style>\n").raw(STYLE).raw(include_str!("html/exposure.css"));
    to.raw("</style>\n</head>\n");
}

fn top(to: &mut Markup, exposure: &Exposure) {
    to.raw("<header class=\"top\"><p><b>Scrubjay</b> on what was exposed by ");
    match exposure.files.as_slice() {
        [file] => to.code(&file.name),
        files => to.text(&words::count(files.len(), "file")),
    };
    to.raw(", as of ").text(&exposure.now.spoken()).raw("</p></header>\n<main>\n");
    let open = exposure.open().count();
    let all = exposure.credentials.len();
    let sign = match (open, all) {
        (_, 0) => Sign::Neutral,
        (0, _) => Sign::Look,
        _ => Sign::Bad,
    };
    to.raw("<section class=\"verdict ").raw(sign.class()).raw("\">\n");
    sign.draw(to);
    to.raw("\n<div>\n<h1>");
    headline(to, exposure, open);
    to.raw("</h1>\n<p>");
    match (open, all) {
        (_, 0) => to.raw(
            "That is not the same as nothing being there: only what is recognised is listed, and \
             what could not be read is told below.",
        ),
        (0, _) => to.raw(
            "By their own clocks, all that was found is over or used up. Clocks and captures can \
             be wrong: replace what can be replaced.",
        ),
        _ => to.raw(
            "Whoever has the file can use them from anywhere, without a password and without the \
             second step of the sign-in. Signing in again, or closing the browser, does not end \
             them. The steps below do, in this order.",
        ),
    };
    to.raw("</p>\n</div>\n</section>\n");
    figures(to, exposure, open);
}

/// What a stranger can do with the file, in a sentence.
fn headline(to: &mut Markup, exposure: &Exposure, open: usize) {
    let files = if exposure.files.len() > 1 { "These files" } else { "This file" };
    if exposure.credentials.is_empty() {
        to.raw("Nothing that we recognise as a credential was found in ");
        to.raw(if exposure.files.len() > 1 { "these files." } else { "this file." });
        return;
    }
    if open == 0 {
        to.text(files).raw(" held credentials, but none that should still work.");
        return;
    }
    let session = exposure.open().find(|row| {
        row.class == "session" && row.owner.as_ref().is_some_and(|owner| owner.user.is_some())
    });
    match session {
        Some(row) => {
            let owner = row.owner.clone().unwrap_or_default();
            to.text(files).raw(" can sign a stranger in as ");
            to.clipped(owner.user.as_deref().unwrap_or_default()).raw(" at ");
            to.clipped(&row.service);
            let others = open - 1;
            if others > 0 {
                to.raw(", and holds ").text(&words::count(others, "other credential"));
                to.raw(if others == 1 { " that works" } else { " that work" });
            }
            to.raw(".");
        }
        None => {
            to.text(files).raw(" holds ").text(&words::count(open, "credential"));
            to.raw(if open == 1 { " that works" } else { " that work" });
            to.raw(" or must be taken for working.");
        }
    }
}

fn figures(to: &mut Markup, exposure: &Exposure, open: usize) {
    let count = |id: StateId| exposure.credentials.iter().filter(|row| row.state.id == id).count();
    to.raw("<dl class=\"figures\">\n");
    let mut figure = |name: &str, number: usize| {
        to.raw("<div><dt>").text(name).raw("</dt><dd>").number(number).raw("</dd></div>\n");
    };
    figure("credentials found", exposure.credentials.len());
    figure("to be ended", open);
    figure("used up", count(StateId::Spent));
    figure("expired", count(StateId::Expired));
    let mut services: Vec<&str> =
        exposure.credentials.iter().map(|row| row.service.as_str()).collect();
    services.sort_unstable();
    services.dedup();
    figure("services", services.len());
    to.raw("</dl>\n");
}

fn steps(to: &mut Markup, exposure: &Exposure) {
    if exposure.steps.is_empty() {
        return;
    }
    to.raw("<section class=\"work\" aria-labelledby=\"do\">\n");
    to.raw("<h2 id=\"do\">What to do, in this order</h2>\n");
    to.raw("<p>Names stand in full here, because whoever revokes needs them. What stands in ");
    to.raw("<code>{braces}</code> is not told by the file.</p>\n<ol>\n");
    for step in &exposure.steps {
        self::step(to, step, exposure);
    }
    to.raw("</ol>\n</section>\n");
}

fn step(to: &mut Markup, step: &WorkStep, exposure: &Exposure) {
    to.raw("<li><h3>")
        .raw(step.title)
        .raw("</h3>\n<p class=\"meta\">")
        .raw(step.why)
        .raw("</p>\n<ul>\n");
    for task in step.tasks.iter().take(ROWS) {
        self::task(to, task, exposure);
    }
    to.raw("</ul>\n");
    more(to, step.tasks.len().saturating_sub(ROWS), "task");
    to.raw("</li>\n");
}

fn task(to: &mut Markup, task: &StepTask, exposure: &Exposure) {
    to.raw("<li class=\"task\">");
    match &task.ending {
        None => {
            to.prose(&words::sentence(&task.text));
            if !task.pivots.is_empty() {
                to.raw("<dl class=\"claims\">");
                for pivot in task.pivots.iter().take(NAMES * 2) {
                    to.raw("<div><dt>").clipped(&pivot.name).raw("</dt><dd>").code(&pivot.value);
                    to.raw("</dd></div>");
                }
                to.raw("</dl>");
            }
        }
        Some(_) if task.same_as.is_some() => {
            let service = task.credentials.first().and_then(|id| find(exposure, id));
            to.raw("<b>").clipped(service.map_or("", |row| &row.service)).raw("</b>: done with ");
            earlier(to, task, exposure);
        }
        Some(ending) => {
            let service = task.credentials.first().and_then(|id| find(exposure, id));
            to.raw("<b>").clipped(service.map_or("", |row| &row.service)).raw("</b> ");
            to.raw("<small>")
                .raw(words::who(&ending.who).unwrap_or("Whoever runs it"))
                .raw("</small><br>");
            if let Some(place) = &ending.r#where {
                to.prose(&words::sentence(place));
            }
            if let Some(command) = &ending.command {
                to.raw(if ending.r#where.is_some() {
                    "<br>or by command: "
                } else {
                    "By command: "
                });
                to.code(command);
            }
            if let Some(effects) = &ending.side_effects {
                to.raw("<br><small>Mind: ").prose(effects).raw("</small>");
            }
            if ending.self_service {
                to.raw("<br><small>Whoever holds it can end it, with nothing else.</small>");
            }
            if ending.is_particular && !ending.is_checked {
                to.raw("<br><small>Not checked at its source: look it up before you rely on it.</small>");
            }
        }
    }
    named(to, &task.credentials, exposure);
    to.raw("</li>\n");
}

/// The step of the earlier task that does the same.
fn earlier(to: &mut Markup, task: &StepTask, exposure: &Exposure) {
    let same =
        |step: &WorkStep| step.tasks.iter().any(|other| Some(&other.id) == task.same_as.as_ref());
    match exposure.steps.iter().position(same) {
        Some(at) => to.raw("step ").number(at + 1).raw("."),
        None => to.raw("an earlier step."),
    };
}

/// The credentials that a task deals with.
fn named(to: &mut Markup, ids: &[String], exposure: &Exposure) {
    if ids.is_empty() {
        return;
    }
    to.raw("<p class=\"meta\">For ");
    for (at, id) in ids.iter().take(NAMES).enumerate() {
        if at > 0 {
            to.raw(", ");
        }
        link(to, id, exposure);
        if let Some(row) = find(exposure, id) {
            to.raw(" ");
            match words::class(&row.class) {
                Some(class) => to.text(&class.name.to_lowercase()),
                None => to.clipped(&row.class),
            };
        }
    }
    if ids.len() > NAMES {
        to.raw(" and ").number(ids.len() - NAMES).raw(" more");
    }
    to.raw("</p>");
}

fn link(to: &mut Markup, id: &str, exposure: &Exposure) {
    match exposure.credentials.iter().position(|row| row.id == id) {
        Some(at) => {
            to.raw("<a href=\"#c").text(&(at + 1).to_string()).raw("\">").number(at + 1).raw("</a>")
        }
        None => to.clipped(id),
    };
}

fn find<'e>(exposure: &'e Exposure, id: &str) -> Option<&'e Exposed> {
    exposure.credentials.iter().find(|row| row.id == id)
}

fn credentials(to: &mut Markup, exposure: &Exposure) {
    if exposure.credentials.is_empty() {
        return;
    }
    to.raw("<section aria-labelledby=\"found\">\n<h2 id=\"found\">What was exposed</h2>\n");
    to.raw("<p>Each line is one credential. Of its value only the first letters and the length ");
    to.raw("are shown; names of people are shortened.</p>\n");
    let (first, others) = exposure.credentials.split_at(exposure.credentials.len().min(ROWS));
    table(to, first, 0, exposure);
    if !others.is_empty() {
        to.raw("<details class=\"others\"><summary>The other ");
        to.text(&words::count(others.len(), "credential")).raw("</summary>\n");
        table(to, others, first.len(), exposure);
        to.raw("</details>\n");
    }
    to.raw("</section>\n");
}

fn table(to: &mut Markup, rows: &[Exposed], before: usize, exposure: &Exposure) {
    to.raw("<div class=\"wide\"><table class=\"credentials exposed\">\n<thead><tr>");
    to.raw(
        "<th scope=\"col\">No.</th><th scope=\"col\">What it is</th><th scope=\"col\">Whose</th>",
    );
    to.raw("<th scope=\"col\">Does it work?</th></tr></thead>\n<tbody>\n");
    for (at, row) in rows.iter().enumerate() {
        let number = before + at + 1;
        to.raw("<tr id=\"c").text(&number.to_string()).raw("\"><th scope=\"row\">").number(number);
        to.raw("</th><td>");
        kind(to, row);
        more_about(to, row, exposure);
        to.raw("</td><td data-label=\"Whose\">");
        whose(to, row);
        to.raw("</td><td data-label=\"Does it work?\">");
        state(to, row);
        to.raw("</td></tr>\n");
    }
    to.raw("</tbody>\n</table></div>\n");
}

fn kind(to: &mut Markup, row: &Exposed) {
    let class = words::class(&row.class);
    to.raw("<b>").clipped(&row.service).raw("</b>: ");
    match class {
        Some(class) => to.text(&class.name.to_lowercase()).raw(", ").raw(class.meaning),
        None => to.clipped(&row.class),
    };
    to.raw("<br><small>").prose(&row.description).raw("<br>");
    to.raw(words::severity(&row.severity).1).raw(" · <code>").clipped(&row.masked.to_string());
    to.raw("</code></small>");
    if let Some(privilege) = &row.privilege {
        to.raw("<br><small class=\"privilege\">More rights than usual: ")
            .clipped(privilege)
            .raw("</small>");
    }
}

fn whose(to: &mut Markup, row: &Exposed) {
    let Some(owner) = &row.owner else {
        to.raw("<small>The file does not tell.</small>");
        return;
    };
    if let Some(user) = &owner.user {
        to.raw("<b>").clipped(user).raw("</b><br>");
    }
    if let Some(tenant) = &owner.tenant {
        to.raw("at ").clipped(tenant).raw("<br>");
    }
    if let Some(client) = &owner.client {
        to.raw("for application ").clipped(client).raw("<br>");
    }
    to.raw("<small>known from ").clipped(&owner.evidence).raw("</small>");
}

fn state(to: &mut Markup, row: &Exposed) {
    match row.state.id {
        StateId::Live => Sign::Bad.state(to, "Works"),
        StateId::Unknown => Sign::Look.state(to, "Assume it works"),
        StateId::Spent => Sign::Neutral.state(to, "Used up"),
        StateId::Expired => Sign::Neutral.state(to, "Expired"),
    }
    to.raw("<br><small>").prose(&row.state.told).raw("</small>");
}

fn more_about(to: &mut Markup, row: &Exposed, exposure: &Exposure) {
    to.raw("<details><summary>")
        .text(&words::count(row.places.len(), "place"))
        .raw(", and more</summary>");
    to.raw("<dl class=\"claims\">");
    let mut line = |name: &'static str, value: &str| {
        if !value.is_empty() {
            to.raw("<div><dt>").raw(name).raw("</dt><dd>").clipped(value).raw("</dd></div>");
        }
    };
    line("sent to", &listed(&row.sent_to));
    line("made", &row.issued.map(crate::Moment::spoken).unwrap_or_default());
    line("first seen", &row.first_seen.map(crate::Moment::spoken).unwrap_or_default());
    line("last seen", &row.last_seen.map(crate::Moment::spoken).unwrap_or_default());
    for (claim, name) in [
        ("scope", "allows"),
        ("scp", "allows"),
        ("roles", "roles"),
        ("aud", "made for"),
        ("iss", "issued by"),
    ] {
        line(name, &claim_text(row.claims.get(claim)));
    }
    line("usually works", row.lifetime.as_deref().unwrap_or_default());
    line("how to end it", &row.revoke.told());
    line("where its use shows", row.hunt.text.as_deref().unwrap_or_default());
    line("rule", &row.rule);
    line("placeholder", &row.placeholder);
    to.raw("</dl>");
    if let Some(from) = &row.got_with {
        to.raw("<p class=\"meta\">Got with number ");
        link(to, from, exposure);
        to.raw(".</p>");
    }
    to.raw("<ul>");
    for place in row.places.iter().take(PLACES) {
        to.raw("<li>");
        if exposure.files.len() > 1 {
            to.code(&place.file).raw(" ");
        }
        match place.path.as_str() {
            "" => to.raw("the file as a whole"),
            path => to.code(path),
        };
        to.raw("</li>");
    }
    to.raw("</ul>");
    more(to, row.places.len().saturating_sub(PLACES), "place");
    to.raw("</details>");
}

fn claim_text(value: Option<&serde_json::Value>) -> String {
    match value {
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(serde_json::Value::Array(items)) => {
            let texts: Vec<&str> = items.iter().filter_map(serde_json::Value::as_str).collect();
            texts.join(", ")
        }
        _ => String::new(),
    }
}

fn listed(names: &[String]) -> String {
    let mut text = names.iter().take(NAMES).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > NAMES {
        text.push_str(&format!(" and {} more", names.len() - NAMES));
    }
    text
}

fn chains(to: &mut Markup, exposure: &Exposure) {
    let linked: Vec<(usize, &Exposed)> =
        exposure.credentials.iter().enumerate().filter(|(_, row)| !row.led_to.is_empty()).collect();
    if linked.is_empty() {
        return;
    }
    to.raw("<section aria-labelledby=\"chain\">\n<h2 id=\"chain\">What was got with what</h2>\n");
    to.raw("<p>The file shows how one credential brought others. Ending only the last one of a ");
    to.raw("chain is of no use: the first one brings it again.</p>\n<ul class=\"chains\">\n");
    for (at, row) in linked.into_iter().take(ROWS) {
        to.raw("<li><a href=\"#c")
            .text(&(at + 1).to_string())
            .raw("\">")
            .number(at + 1)
            .raw("</a> ");
        short(to, row);
        to.raw(" brought ");
        for (place, id) in row.led_to.iter().take(NAMES).enumerate() {
            if place > 0 {
                to.raw(", ");
            }
            link(to, id, exposure);
            if let Some(row) = find(exposure, id) {
                to.raw(" ");
                short(to, row);
            }
        }
        if row.led_to.len() > NAMES {
            to.raw(" and ").number(row.led_to.len() - NAMES).raw(" more");
        }
        to.raw("</li>\n");
    }
    to.raw("</ul>\n</section>\n");
}

/// A credential in a few words.
fn short(to: &mut Markup, row: &Exposed) {
    to.raw("<small>(").clipped(&row.service).raw(", ");
    match words::class(&row.class) {
        Some(class) => to.text(&class.name.to_lowercase()),
        None => to.clipped(&row.class),
    };
    to.raw(")</small>");
}

fn unread(to: &mut Markup, exposure: &Exposure) {
    let lost: Vec<_> = exposure
        .files
        .iter()
        .flat_map(|file| file.coverage.unread.iter().map(move |unread| (file, unread)))
        .collect();
    to.raw(
        "<section aria-labelledby=\"unread\">\n<h2 id=\"unread\">What is not on this page</h2>\n",
    );
    to.raw("<p>Only what the rules know is listed, and nobody was asked whether anything works: ");
    to.raw(
        "no part of this reaches a network. Sessions that were opened on other devices are not ",
    );
    to.raw("in the file.</p>\n");
    if !lost.is_empty() {
        to.raw("<p>This could not be read, so nobody knows what is in there:</p>\n<ul>\n");
        for (file, unread) in lost.iter().take(ROWS) {
            to.raw("<li>").code(&file.name).raw(" ");
            if !unread.path.is_empty() {
                to.code(&unread.path).raw(" ");
            }
            match words::unread(&unread.reason) {
                Some(word) => to.raw(word.meaning),
                None => to.clipped(&unread.reason),
            };
            to.raw("</li>\n");
        }
        to.raw("</ul>\n");
        more(to, lost.len().saturating_sub(ROWS), "thing");
    }
    to.raw("</section>\n");
}

fn files(to: &mut Markup, exposure: &Exposure) {
    to.raw("<section aria-labelledby=\"files\">\n<h2 id=\"files\">Files and versions</h2>\n<dl class=\"versions\">\n");
    for file in &exposure.files {
        to.raw("<div><dt>").clipped(&file.name).raw("</dt><dd>").text(&words::size(file.bytes));
        to.raw(", SHA-256 <code>").text(&file.sha256).raw("</code></dd></div>\n");
    }
    to.raw("<div><dt>program</dt><dd>")
        .text(&exposure.tool.name)
        .raw(" ")
        .text(&exposure.tool.version);
    to.raw(", ")
        .text(&words::count(exposure.rules.count, "rule"))
        .raw(" of ")
        .text(&exposure.rules.version);
    to.raw("</dd></div>\n<div><dt>states as of</dt><dd>").text(&exposure.now.spoken());
    to.raw("</dd></div>\n</dl>\n</section>\n");
}

fn more(to: &mut Markup, count: usize, noun: &str) {
    if count > 0 {
        to.raw("<p class=\"meta\">and ").text(&words::count(count, &format!("more {noun}")));
        to.raw(": the JSON form lists them all.</p>");
    }
}
