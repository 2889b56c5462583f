//! The credentials: those that were removed, by service, and those that were kept, with reasons.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Account;
use super::markup::Markup;
use super::outcome::{Outcome, holds};
use super::places::{self, Depth};
use super::sign::Sign;
use super::words;
use crate::report::ReportCredential;
use crate::verify::CheckId;

/// Rows of one table that are seen at once; the others are behind a fold.
const ROWS: usize = 100;
/// Rows that share one cell at most, so that its text is never far.
const SHARED: usize = 12;

/// Which credentials a table lists.
#[derive(Clone, Copy)]
enum Listing {
    Removed,
    Kept,
}

/// What to call the section of those that go.
pub(super) fn heading(outcome: Outcome) -> &'static str {
    if outcome.has_copy() { "What was removed" } else { "What was found" }
}

pub(super) fn removed(to: &mut Markup, account: &Account<'_>) {
    to.raw("<section aria-labelledby=\"removed\">\n<h2 id=\"removed\">");
    to.raw(heading(account.outcome)).raw("</h2>\n");
    if account.redacted.is_empty() {
        to.raw("<p>No credential that we recognise, so nothing was replaced.</p>\n</section>\n");
        return;
    }
    to.raw("<p>Each line is one credential. It is shown by its placeholder, which stands for it ");
    to.raw("in all its places; the credential itself is nowhere on this page. Removing it from ");
    to.raw("a copy does not end it.</p>\n");
    let depth = Depth::new(account.redacted.iter().copied());
    if depth.is_cut() {
        to.raw("<p class=\"meta\">There are so many that at most ");
        to.text(&words::count(depth.places, "place"));
        to.raw(" of each can be listed here. The JSON report lists them all.</p>\n");
    }
    folded(to, &by_service(&account.redacted), Listing::Removed, depth, account.has_many_files());
    to.raw("</section>\n");
}

pub(super) fn kept(to: &mut Markup, account: &Account<'_>) {
    to.raw("<section aria-labelledby=\"kept\">\n<h2 id=\"kept\">What was kept</h2>\n");
    fidelity(to, account);
    if account.kept.is_empty() {
        if account.tally.redacted > 0 {
            to.raw("<p>No credential that was found was kept.</p>\n");
        }
        to.raw("</section>\n");
        return;
    }
    to.raw("<h3>Credentials kept by decision</h3>\n<p class=\"note look\">");
    Sign::Look.draw(to);
    to.raw("<span>These are still in the copy, in clear. Whoever ");
    to.raw(
        "receives it can use them. The name on the left stands for one only on this \
        page.</span></p>\n",
    );
    let depth = Depth::new(account.kept.iter().copied());
    folded(to, &by_service(&account.kept), Listing::Kept, depth, account.has_many_files());
    to.raw("</section>\n");
}

fn fidelity(to: &mut Markup, account: &Account<'_>) {
    let tally = &account.tally;
    let proven = account
        .report
        .files
        .iter()
        .all(|file| holds(file, CheckId::Untouched) && holds(file, CheckId::Readable));
    if let Some(percent) = words::percent(tally.values_kept, tally.values) {
        to.raw("<p><b>").text(&percent).raw("</b> of the ").raw(account.report.unit());
        to.raw("s are unchanged: ");
        to.text(&words::number(tally.values_kept)).raw(" of ");
        to.text(&words::number(tally.values)).raw(".");
        match tally.values - tally.values_kept.min(tally.values) {
            0 => to.raw("</p>\n"),
            1 => to.raw(" In the other one a placeholder stands.</p>\n"),
            _ => to.raw(" In the others a placeholder stands.</p>\n"),
        };
    }
    if !proven || !account.outcome.has_copy() {
        to.raw("<p>That everything else is as it was has not been established.</p>\n");
        return;
    }
    if account.report.files.iter().all(|file| file.input.format == "har") {
        to.raw(
            "<p>Requests and answers, their order, times, sizes and addresses, and the names of ",
        );
        to.raw("all headers, cookies and parameters are as they were. ");
    } else {
        to.raw("<p>Everything else is as it was, byte by byte. ");
    }
    let mut unread = account.report.files.iter().flat_map(|file| &file.coverage.unread);
    if unread.any(|unread| unread.reason == words::CUT) {
        to.raw("What was incomplete at the end of a file was dropped. ");
    }
    if tally.redacted > 0 {
        to.raw("The same credential has the same placeholder everywhere, so whoever reads the ");
        to.raw("copy can still follow a session through it.");
    }
    to.raw("</p>\n");
}

/// Puts the credentials of one service side by side: those services first whose loss is worst,
/// and which are met most.
fn by_service<'r>(credentials: &[&'r ReportCredential]) -> Vec<&'r ReportCredential> {
    let mut services: BTreeMap<&str, Vec<&ReportCredential>> = BTreeMap::new();
    for credential in credentials {
        services.entry(&credential.service).or_default().push(credential);
    }
    let rank = |credential: &ReportCredential| words::severity(&credential.severity).0;
    let mut services: Vec<_> = services.into_values().collect();
    services.sort_by_cached_key(|credentials| {
        let worst = credentials.iter().map(|credential| rank(credential)).min();
        (worst, Reverse(places(credentials)))
    });
    for credentials in &mut services {
        credentials.sort_by_key(|credential| (rank(credential), &credential.rule));
    }
    services.into_iter().flatten().collect()
}

fn places(credentials: &[&ReportCredential]) -> usize {
    credentials.iter().map(|credential| credential.places.len()).sum()
}

/// A table of the first rows, and one of the others behind a fold.
fn folded(
    to: &mut Markup,
    credentials: &[&ReportCredential],
    listing: Listing,
    depth: Depth,
    files: bool,
) {
    let (first, others) = credentials.split_at(credentials.len().min(ROWS));
    table(to, first, listing, depth, files);
    if !others.is_empty() {
        to.raw("<details class=\"others\"><summary>The other ");
        to.text(&words::count(others.len(), "credential")).raw("</summary>\n");
        table(to, others, listing, depth, files);
        to.raw("</details>\n");
    }
}

fn table(
    to: &mut Markup,
    credentials: &[&ReportCredential],
    listing: Listing,
    depth: Depth,
    files: bool,
) {
    to.raw("<div class=\"wide\"><table class=\"credentials\">\n<thead><tr>");
    to.raw(match listing {
        Listing::Removed => {
            "<th scope=\"col\">Placeholder</th><th scope=\"col\">What it is, and where it \
                stood</th>\
             <th scope=\"col\">Works until</th><th scope=\"col\">How to end it</th>"
        }
        Listing::Kept => {
            "<th scope=\"col\">Name</th><th scope=\"col\">What it is, and where it stands</th>\
             <th scope=\"col\">Why it was kept</th><th scope=\"col\">How to end it</th>"
        }
    });
    to.raw("</tr></thead>\n");
    for credentials in credentials.chunk_by(|a, b| a.service == b.service) {
        to.raw("<tbody>\n<tr class=\"service\"><th scope=\"rowgroup\" colspan=\"4\">");
        to.raw("<b>").clipped(&credentials[0].service).raw("</b> <small>");
        to.text(&words::count(credentials.len(), "credential")).raw(" in ");
        to.text(&words::count(places(credentials), "place")).raw("</small></th></tr>\n");
        let alike = credentials.chunk_by(|a, b| a.revoke == b.revoke);
        for credentials in alike.flat_map(|alike| alike.chunks(SHARED)) {
            rows(to, credentials, listing, depth, files);
        }
        to.raw("</tbody>\n");
    }
    to.raw("</table></div>\n");
}

/// Rows of credentials that end in the same way.
fn rows(
    to: &mut Markup,
    credentials: &[&ReportCredential],
    listing: Listing,
    depth: Depth,
    files: bool,
) {
    for (at, credential) in credentials.iter().enumerate() {
        to.raw("<tr><th scope=\"row\"><code>").clipped(&credential.placeholder);
        to.raw("</code></th><td>");
        kind(to, credential, depth);
        places::write(to, credential, depth, files);
        to.raw("</td><td>");
        match listing {
            Listing::Removed => until(to, credential),
            Listing::Kept => {
                to.clipped(credential.reason.as_deref().unwrap_or("No reason was given."));
            }
        }
        to.raw("</td>");
        if at == 0 {
            ending(to, credential, credentials.len());
        }
        to.raw("</tr>\n");
    }
}

fn kind(to: &mut Markup, credential: &ReportCredential, depth: Depth) {
    let class = words::class(&credential.class);
    to.raw("<b>");
    match class {
        Some(class) => to.raw(class.name),
        None => to.clipped(&credential.class),
    };
    to.raw("</b>");
    if depth.explained {
        if let Some(class) = class {
            to.raw(": ").raw(class.meaning);
        }
        to.raw("<br><small>").raw(words::severity(&credential.severity).1);
        to.raw(" · rule ").code(&credential.rule).raw("</small>");
    }
}

fn until(to: &mut Markup, credential: &ReportCredential) {
    match (&credential.expires, &credential.lifetime) {
        (Some(expires), _) => {
            to.clipped(&words::date(expires)).raw("<br><small>as it says itself</small>")
        }
        (None, Some(lifetime)) => to.prose(&words::sentence(lifetime)),
        (None, None) => to.raw("Not known: treat it as working"),
    };
}

/// How to end the credentials of some rows.
fn ending(to: &mut Markup, credential: &ReportCredential, rows: usize) {
    if rows == 1 {
        to.raw("<td>");
    } else {
        to.raw("<td rowspan=\"").number(rows).raw("\"><small>");
        to.raw(if rows == 2 { "Both" } else { "All " });
        if rows > 2 {
            to.number(rows);
        }
        to.raw("</small><br>");
    }
    match &credential.revoke {
        None => to.raw("Not known. Ask whoever runs the service."),
        Some(revoke) => match revoke.split_once("; ") {
            Some((who, how)) if words::who(who).is_some() => {
                to.raw("<b>").raw(words::who(who).unwrap_or_default()).raw("</b>: ").prose(how)
            }
            _ => match words::who(revoke) {
                Some(who) => to.raw(who),
                None => to.prose(revoke),
            },
        },
    };
    to.raw("</td>");
}
