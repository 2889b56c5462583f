//! Strings worth a look: random-looking ones that were kept, for a person to judge.

use super::Account;
use super::markup::Markup;
use super::places;
use super::words;
use crate::verify::Residual;

pub(super) fn write(to: &mut Markup, account: &Account<'_>) {
    to.raw("<section aria-labelledby=\"look\">\n<h2 id=\"look\">Worth a look</h2>\n");
    if account.tally.residual == 0 {
        to.raw(
            "<p>No string was listed that looks random and that no rule knows.</p>\n</section>\n",
        );
        return;
    }
    to.raw(
        "<p>These strings are in the copy. They look random, and no rule knows them. Most such ",
    );
    to.raw("strings are numbers of things or checksums. If you know one to be secret, have it ");
    to.raw("redacted and make the copy again.</p>\n");
    for file in account.report.files.iter().filter(|file| !file.residual.is_empty()) {
        if account.has_many_files() {
            to.raw("<h3>").code(&file.input.name).raw("</h3>\n");
        }
        table(to, &file.residual);
    }
    to.raw("</section>\n");
}

fn table(to: &mut Markup, residual: &[Residual]) {
    to.raw("<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Where</th>");
    to.raw(
        "<th scope=\"col\">Why it is listed</th><th scope=\"col\" \
        class=\"amount\">Length</th>",
    );
    to.raw("</tr></thead>\n<tbody>\n");
    for string in residual.iter().take(Residual::LISTED) {
        to.raw("<tr><th scope=\"row\" class=\"path\">");
        places::path(to, &string.path);
        to.raw("</th><td>").clipped(&words::sentence(&string.reason));
        to.raw("</td><td class=\"amount\">").number(string.length).raw("</td></tr>\n");
    }
    to.raw("</tbody>\n</table></div>\n");
    places::more(to, residual.len().saturating_sub(Residual::LISTED), "string");
    if residual.len() >= Residual::LISTED {
        to.raw("<p class=\"meta\">The list ends here, with the longest ").number(Residual::LISTED);
        to.raw(": there may be more.</p>\n");
    }
}
