//! What could not be checked: what was not read, and what nobody can see in this way.

use std::collections::BTreeMap;

use super::Account;
use super::markup::Markup;
use super::outcome::lost;
use super::places;
use super::sign::Sign;
use super::words;
use crate::report::ReportFile;

/// Paths listed for one reason.
const LISTED: usize = 200;

pub(super) fn write(to: &mut Markup, account: &Account<'_>) {
    let tally = &account.tally;
    to.raw(
        "<section aria-labelledby=\"unread\">\n<h2 id=\"unread\">What could not be \
        checked</h2>\n<p>",
    );
    if tally.lost > 0 {
        to.raw("<b>").text(&words::count(tally.lost, "thing")).raw(" could not be read.</b> ");
        to.raw("A credential in there would not have been found. ");
    } else {
        to.raw("Everything could be opened and read: ");
    }
    to.text(&words::size(tally.bytes));
    if tally.layers > 0 {
        to.raw(" in the file and in ").text(&words::count(tally.layers, "layer"));
        to.raw(" of packing and encoding in it");
    }
    to.raw(if tally.lost > 0 { " were read.</p>\n" } else { ".</p>\n" });
    for file in account.report.files.iter().filter(|file| !file.coverage.unread.is_empty()) {
        unread(to, file, account.has_many_files());
    }
    to.raw("<div class=\"note\">");
    Sign::Neutral.draw(to);
    to.raw("<div>\n<p>Even where everything was read, this cannot be seen:</p>\n<ul>\n");
    to.raw(
        "<li>secrets that look like ordinary words, and stand under a name that does not give \
        them away;</li>\n",
    );
    to.raw("<li>what is shown in pictures, sound or video;</li>\n");
    to.raw(
        "<li>what is about people and is no credential, such as names, addresses and \
        messages.</li>\n",
    );
    to.raw("</ul>\n</div></div>\n</section>\n");
}

fn unread(to: &mut Markup, file: &ReportFile, named: bool) {
    if named {
        to.raw("<h3>").code(&file.input.name).raw("</h3>\n");
    }
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for unread in &file.coverage.unread {
        reasons.entry(&unread.reason).or_default().push(&unread.path);
    }
    if lost(file) == 0 {
        to.raw("<p>Read, but worth knowing:</p>\n");
    }
    to.raw("<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Why</th>");
    to.raw("<th scope=\"col\">What that means, and where</th></tr></thead>\n<tbody>\n");
    for (reason, paths) in reasons {
        to.raw("<tr><th scope=\"row\">");
        match words::unread(reason) {
            Some(word) => to.raw(word.name).raw("</th><td>").raw(word.meaning),
            None => to.clipped(reason).raw("</th><td>"),
        };
        to.raw("<details><summary>").text(&words::count(paths.len(), "place"));
        to.raw("</summary><ul>");
        for path in paths.iter().take(LISTED) {
            to.raw("<li>");
            places::path(to, path);
            to.raw("</li>");
        }
        to.raw("</ul>");
        places::more(to, paths.len().saturating_sub(LISTED), "place");
        to.raw("</details></td></tr>\n");
    }
    to.raw("</tbody>\n</table></div>\n");
}
