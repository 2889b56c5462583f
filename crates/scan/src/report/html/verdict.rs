//! The top of the page: what happened, what it means, what to do.

use std::collections::BTreeSet;

use super::Account;
use super::face::Face;
use super::markup::Markup;
use super::outcome::{self, Outcome};
use super::sign::Sign;
use super::words;
use crate::report::ReportFile;

/// More files than this are told further down only.
const FILES: usize = 50;

pub(super) fn write(to: &mut Markup, account: &Account<'_>) {
    to.raw("<header class=\"top\"><p><b>Scrubjay</b> report on ");
    match account.report.files.as_slice() {
        [] => to.raw("no file"),
        [file] => to.code(&file.input.name),
        files => to.text(&words::count(files.len(), "file")),
    };
    to.raw("</p></header>\n<main>\n");
    let face = Face::of(account);
    to.raw("<section class=\"verdict ").raw(face.sign.class()).raw("\">\n");
    face.sign.draw(to);
    to.raw("\n<div>\n<h1>").text(&face.headline).raw("</h1>\n<p>");
    to.text(&face.meaning).raw("</p>\n");
    if let Some(more) = remainder(account) {
        to.raw("<p>").text(&more).raw("</p>\n");
    }
    to.raw("</div>\n</section>\n");
    figures(to, account);
    steps(to, account);
    if account.has_many_files() {
        overview(to, account);
    }
    contents(to, account);
}

/// What the headline leaves for a person to judge.
fn remainder(account: &Account<'_>) -> Option<String> {
    let tally = &account.tally;
    let mut said = Vec::new();
    if account.outcome == Outcome::Incomplete && tally.kept > 0 {
        said.push(format!("{} kept by decision.", words::count(tally.kept, "credential")));
    }
    match tally.residual {
        0 => {}
        _ if !account.outcome.has_copy() => {}
        1 => said.push("One string could not be judged: have a look.".to_owned()),
        strings => said.push(format!(
            "{} strings could not be judged: have a look.",
            words::number(strings as u64)
        )),
    }
    (!said.is_empty()).then(|| said.join(" "))
}

fn figures(to: &mut Markup, account: &Account<'_>) {
    let tally = &account.tally;
    let replaced = if account.outcome.has_copy() { "replaced" } else { "found" };
    to.raw("<dl class=\"figures\">\n");
    let mut figure = |name: &str, value: &str| {
        to.raw("<div><dt>").text(name).raw("</dt><dd>").text(value).raw("</dd></div>\n");
    };
    let plural = |number: usize| if number == 1 { "" } else { "s" };
    let redacted = words::number(tally.redacted as u64);
    figure(&format!("credential{} {replaced}", plural(tally.redacted)), &redacted);
    let places = words::number(tally.redacted_places as u64);
    figure(&format!("place{} they stood in", plural(tally.redacted_places)), &places);
    if tally.kept > 0 {
        figure("kept by decision", &words::number(tally.kept as u64));
    }
    let unchanged = words::percent(tally.values_kept, tally.values);
    if let Some(percent) = unchanged.filter(|_| account.outcome.has_copy()) {
        figure(&format!("of the {}s unchanged", account.report.unit()), &percent);
    }
    figure("checks hold", &format!("{} of 6", tally.checks));
    if tally.lost > 0 {
        figure("not read", &words::number(tally.lost as u64));
    }
    to.raw("</dl>\n");
}

fn steps(to: &mut Markup, account: &Account<'_>) {
    let tally = &account.tally;
    let found = tally.redacted + tally.kept > 0;
    to.raw(
        "<section class=\"steps\" aria-labelledby=\"do\">\n<h2 id=\"do\">What to do</h2>\n<ol>\n",
    );
    match account.outcome {
        Outcome::Failed => {
            to.raw("<li>Do not pass the copy on, nor the original.</li>\n");
            to.raw(
                "<li>Look at <a href=\"#checks\">the check that failed</a>, then make the \
                copy again.</li>\n",
            );
            to.raw(
                "<li>If it fails again, report it to the makers of Scrubjay: this page may go \
                with it, there is no credential on it.</li>\n",
            );
        }
        Outcome::Unchecked => {
            to.raw("<li>Make a safe copy and send that one. Do not send the original.</li>\n");
        }
        Outcome::Incomplete => {
            to.raw("<li>See <a href=\"#unread\">what could not be checked</a>. ");
            to.raw(
                "If something secret may be in there, do not send it: record the file \
                    anew.</li>\n",
            );
            send(to, account);
        }
        Outcome::Kept => {
            to.raw("<li>See <a href=\"#kept\">what was kept and why</a>. ");
            to.raw("Whoever gets the copy must be someone who may use it.</li>\n");
            send(to, account);
        }
        Outcome::Nothing => {
            to.raw("<li>See <a href=\"#unread\">what cannot be seen</a> in this way, and judge ");
            to.raw("for yourself whether something of it is in there.</li>\n");
            send(to, account);
        }
        Outcome::Clean => send(to, account),
    }
    if tally.residual > 0 && account.outcome.has_copy() {
        to.raw("<li>Have a look at <a href=\"#look\">");
        to.text(&words::count(tally.residual, "string")).raw("</a> that ");
        to.raw(if tally.residual == 1 { "looks" } else { "look" });
        to.raw(" random and that no rule knows.</li>\n");
    }
    if found {
        to.raw(
            "<li>Keep the original to yourself and delete it when it is no longer needed: its \
            credentials may still work. ",
        );
        to.raw("If somebody has it already, end them: ");
        to.raw(if tally.redacted > 0 { "<a href=\"#removed\">" } else { "<a href=\"#kept\">" });
        to.raw("the table says how</a>.</li>\n");
    }
    to.raw("</ol>\n</section>\n");
}

fn send(to: &mut Markup, account: &Account<'_>) {
    let [ReportFile { input, output: Some(output), .. }] = account.report.files.as_slice() else {
        to.raw(
            "<li>Send the copies, not the originals. <a href=\"#files\">Which is which</a></li>\n",
        );
        return;
    };
    to.raw("<li>Send the copy, ").code(&output.name);
    to.raw(". Do not send the original, ").code(&input.name).raw(".</li>\n");
}

fn overview(to: &mut Markup, account: &Account<'_>) {
    let files = &account.report.files;
    to.raw(
        "<section aria-labelledby=\"each\">\n<h2 id=\"each\">File by file</h2>\n<div \
        class=\"wide\"><table>\n",
    );
    to.raw("<thead><tr><th scope=\"col\">File</th><th scope=\"col\">Outcome</th>");
    to.raw("<th scope=\"col\" class=\"amount\">Checks</th></tr></thead>\n<tbody>\n");
    let kept = account.kept.iter().flat_map(|credential| &credential.places);
    let kept: BTreeSet<&str> = kept.map(|place| place.file.as_str()).collect();
    for file in files.iter().take(FILES) {
        let name = file.input.name.as_str();
        to.raw("<tr><th scope=\"row\">").code(name).raw("</th><td>");
        match outcome::of(file) {
            Outcome::Failed => Sign::Bad.state(to, "a check failed: do not send"),
            Outcome::Unchecked => Sign::Neutral.state(to, "no checked copy"),
            Outcome::Incomplete => Sign::Look.state(to, "partly unread"),
            Outcome::Kept | Outcome::Nothing | Outcome::Clean if kept.contains(name) => {
                Sign::Look.state(to, "credentials kept by decision");
            }
            Outcome::Kept | Outcome::Nothing | Outcome::Clean => {
                Sign::Good.state(to, "nothing that we recognise is left");
            }
        }
        let held = outcome::CHECKS.into_iter().filter(|id| outcome::holds(file, *id)).count();
        to.raw("</td><td class=\"amount\">").number(held).raw(" of 6</td></tr>\n");
    }
    to.raw("</tbody>\n</table></div>\n");
    if files.len() > FILES {
        to.raw("<p class=\"meta\">and ").text(&words::count(files.len() - FILES, "more file"));
        to.raw(", listed <a href=\"#checks\">with their checks</a>.</p>\n");
    }
    to.raw("</section>\n");
}

fn contents(to: &mut Markup, account: &Account<'_>) {
    let tally = &account.tally;
    to.raw("<nav aria-label=\"On this page\"><ul>\n");
    to.raw("<li><a href=\"#removed\">").raw(super::credentials::heading(account.outcome));
    to.raw("</a> <span>").number(tally.redacted).raw("</span></li>\n");
    to.raw("<li><a href=\"#kept\">What was kept</a></li>\n");
    to.raw("<li><a href=\"#unread\">What could not be checked</a> <span>");
    to.number(tally.lost).raw("</span></li>\n");
    to.raw("<li><a href=\"#checks\">The six checks</a> <span>").number(tally.checks);
    to.raw(" of 6</span></li>\n<li><a href=\"#look\">Worth a look</a> <span>");
    to.number(tally.residual).raw("</span></li>\n");
    to.raw("<li><a href=\"#files\">Files and versions</a></li>\n</ul></nav>\n");
}
