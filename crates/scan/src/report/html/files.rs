//! The end of the page: which bytes it speaks of, and what made it.

use super::Account;
use super::markup::Markup;
use super::words;
use crate::policy::Profile;
use crate::report::{Report, ReportFile};

pub(super) fn write(to: &mut Markup, account: &Account<'_>) {
    to.raw("<section aria-labelledby=\"files\">\n<h2 id=\"files\">Files and versions</h2>\n");
    to.raw(
        "<p>A SHA-256 is the fingerprint of a file. If that of the copy differs from the one \
        here, ",
    );
    to.raw("the copy was changed after it was checked. ");
    to.raw("To check it anew: <code>scrubjay verify COPY --report REPORT.json</code></p>\n");
    to.raw("<div class=\"wide\"><table class=\"files\">\n<thead><tr><th scope=\"col\">File</th>");
    to.raw("<th scope=\"col\">Which it is</th><th scope=\"col\" class=\"amount\">Size</th>");
    to.raw("<th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n");
    for file in &account.report.files {
        rows(to, file);
    }
    to.raw("</tbody>\n</table></div>\n");
    versions(to, account.report);
    to.raw("</section>\n");
}

fn rows(to: &mut Markup, file: &ReportFile) {
    let input = &file.input;
    row(to, &input.name, input.bytes, &input.sha256, |to| {
        to.raw("original, ");
        match input.format.as_str() {
            "har" => to.raw("a HAR file"),
            "json" => to.raw("a JSON file"),
            "zip" => to.raw("a zip archive"),
            "text" => to.raw("read as text"),
            other => to.clipped(other),
        };
    });
    match &file.output {
        Some(output) => row(to, &output.name, output.bytes, &output.sha256, |to| {
            to.raw("<b>copy</b>");
        }),
        None => {
            to.raw("<tr><td colspan=\"4\">No copy of it was written.</td></tr>\n");
        }
    }
}

fn row(to: &mut Markup, name: &str, bytes: u64, sha256: &str, which: impl Fn(&mut Markup)) {
    to.raw("<tr><th scope=\"row\">").code(name).raw("</th><td>");
    which(to);
    to.raw("</td><td class=\"amount\">").text(&words::size(bytes));
    if bytes >= 1000 {
        to.raw("<br><small>").text(&words::number(bytes)).raw(" bytes</small>");
    }
    to.raw("</td><td>").code(sha256).raw("</td></tr>\n");
}

fn versions(to: &mut Markup, report: &Report) {
    to.raw("<dl class=\"versions\">\n<div><dt>Made by</dt><dd>")
        .clipped(&report.tool.name)
        .raw(" ");
    to.clipped(&report.tool.version).raw("</dd></div>\n<div><dt>Rules</dt><dd>");
    to.text(&words::count(report.rules.count, "rule")).raw(", version ");
    to.clipped(&report.rules.version).raw("<br><small>SHA-256 ").code(&report.rules.sha256);
    to.raw("</small></dd></div>\n<div><dt>Profile</dt><dd>").raw(match report.policy.profile {
        Profile::Support => "support: keeps what support needs",
        Profile::Strict => "strict: random-looking strings that no rule knows go too",
    });
    to.raw("</dd></div>\n");
    if !report.policy.off.is_empty() {
        to.raw("<div><dt>Rules switched off</dt><dd>");
        for (at, rule) in report.policy.off.iter().enumerate() {
            to.raw(if at > 0 { ", " } else { "" }).code(rule);
        }
        to.raw("</dd></div>\n");
    }
    to.raw("<div><dt>Form of the report</dt><dd>").code(&report.schema);
    to.raw("; the JSON file beside this page holds the same for programs</dd></div>\n</dl>\n");
}
