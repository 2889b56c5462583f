//! What was got with what.

use super::super::Exposure;
use super::super::row::Exposed;
use super::{NAMES, ROWS, find, link};
use crate::report::html::markup::Markup;
use crate::report::html::words;

pub(super) fn chains(to: &mut Markup, exposure: &Exposure) {
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
