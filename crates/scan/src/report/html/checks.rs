//! The six checks of each copy, in words, with what they saw.

use super::Account;
use super::markup::Markup;
use super::outcome::CHECKS;
use super::sign::Sign;
use super::words;
use crate::report::ReportFile;
use crate::verify::CheckId;

pub(super) fn write(to: &mut Markup, account: &Account<'_>) {
    to.raw("<section aria-labelledby=\"checks\">\n<h2 id=\"checks\">The six checks</h2>\n");
    to.raw("<p>They look at the finished copy, not at what was meant to be done.</p>\n");
    for file in &account.report.files {
        if account.has_many_files() {
            to.raw("<h3>").code(&file.input.name).raw("</h3>\n");
        }
        table(to, file);
    }
    to.raw("</section>\n");
}

fn table(to: &mut Markup, file: &ReportFile) {
    to.raw(
        "<div class=\"wide\"><table class=\"checks\">\n<thead><tr><th \
        scope=\"col\">Check</th>",
    );
    to.raw("<th scope=\"col\">What it asks, and what it saw</th><th scope=\"col\">Result</th>");
    to.raw("</tr></thead>\n<tbody>\n");
    for id in CHECKS {
        let word = words::check(id);
        to.raw("<tr><th scope=\"row\">").raw(word.name).raw("</th><td>").raw(word.meaning);
        let check = file.checks.iter().find(|check| check.id == id);
        if let Some(check) = check.filter(|check| !check.detail.is_empty()) {
            to.raw("<br><small>").text(&words::sentence(&check.detail)).raw("</small>");
        }
        to.raw("</td><td>");
        match check.map(|check| check.passed) {
            Some(true) => Sign::Good.state(to, "holds"),
            Some(false) if id == CheckId::Complete => Sign::Look.state(to, "does not hold"),
            Some(false) => Sign::Bad.state(to, "does not hold"),
            None => Sign::Neutral.state(to, "not made"),
        }
        to.raw("</td></tr>\n");
    }
    to.raw("</tbody>\n</table></div>\n");
}
