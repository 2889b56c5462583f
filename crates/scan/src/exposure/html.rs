//! The exposure for a reader who need not be technical: what can be done with the file, what to do
//! about it in which order, and the credentials one by one.
//!
//! The page looks like the report and keeps its rules: it carries everything with it, asks for
//! nothing, and what is not escaped is a literal of this program.

mod chains;
mod rows;
mod steps;

use super::Exposure;
use super::row::Exposed;
use super::state::StateId;
use crate::report::html::markup::Markup;
use crate::report::html::sign::Sign;
use crate::report::html::{self, ICONS, STYLE, words};

/// Rows that are seen at once; the others are behind a fold.
const ROWS: usize = 200;
/// Names listed in one cell.
const NAMES: usize = 8;

/// One self-contained page.
pub(super) fn page(exposure: &Exposure) -> String {
    let mut to = Markup::default();
    html::head(&mut to, &[STYLE, include_str!("html/exposure.css")], |to| title(to, exposure));
    to.raw("<body>\n").raw(ICONS);
    top(&mut to, exposure);
    steps::steps(&mut to, exposure);
    rows::credentials(&mut to, exposure);
    chains::chains(&mut to, exposure);
    unread(&mut to, exposure);
    files(&mut to, exposure);
    to.raw("</main>\n</body>\n</html>\n");
    to.finish()
}

fn title(to: &mut Markup, exposure: &Exposure) {
    to.raw("What was exposed");
    if let Some(first) = exposure.files.first() {
        to.raw(": ").clipped(&first.name);
    }
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

fn more(to: &mut Markup, count: usize, noun: &str) {
    if count > 0 {
        to.raw("<p class=\"meta\">and ").text(&words::count(count, &format!("more {noun}")));
        to.raw(": the JSON form lists them all.</p>");
    }
}
