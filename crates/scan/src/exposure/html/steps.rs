//! What to do, step by step.

use super::super::order::WorkStep;
use super::super::{Exposure, StepTask};
use super::{NAMES, ROWS, find, link, more};
use crate::report::html::markup::Markup;
use crate::report::html::words;

pub(super) fn steps(to: &mut Markup, exposure: &Exposure) {
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
