//! The credentials one by one.

use super::super::Exposure;
use super::super::row::Exposed;
use super::super::state::StateId;
use super::{NAMES, ROWS, link, more};
use crate::report::html::markup::Markup;
use crate::report::html::sign::Sign;
use crate::report::html::words;

/// Places of one credential that are listed.
const PLACES: usize = 30;

pub(super) fn credentials(to: &mut Markup, exposure: &Exposure) {
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
