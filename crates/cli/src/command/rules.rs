//! `scrubjay rules`: what the program knows.

use std::fmt::Write as _;

use std::path::Path;

use scrubjay_scan::{Explanation, Look, NamePlace, Pack, Policy, Reason, Rule, Setting, count};

use crate::args;
use crate::command::{self, Session};
use crate::exit::Exit;
use crate::own::{self, OwnRules};
use crate::printable::Printable;
use crate::source::Place;
use crate::terminal::Tone;
use crate::trouble::Trouble;

pub(crate) fn run(rules: &args::Rules, session: &Session) -> Result<Exit, Trouble> {
    match rules {
        args::Rules::List => {
            session.terminal.print(&list(&built_in()?))?;
            Ok(Exit::Clean)
        }
        args::Rules::Show { id } => show(&built_in()?, id, session),
        args::Rules::Explain { name, place, host, rules } => {
            let setting = Asked { name: name.as_deref(), place, host: host.as_deref() };
            explain(&setting, rules.as_deref(), session)
        }
        args::Rules::Test { dir } => test(dir.as_deref(), session),
    }
}

fn built_in() -> Result<Pack, Trouble> {
    Pack::builder().with_optional().build().map_err(|error| own::refused(&error))
}

/// A line a rule, in columns that stay where they are for programs that read them.
fn list(pack: &Pack) -> String {
    let mut rules: Vec<&Rule> = pack.rules().iter().collect();
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    let id_width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in rules {
        let kind = if rule.keep { "keep" } else { rule.class.as_str() };
        let _ = writeln!(
            text,
            "{:id_width$}  {kind:11}  {:8}  {}",
            rule.id,
            if rule.keep { "" } else { rule.severity.as_str() },
            rule.service,
        );
    }
    text
}

fn show(pack: &Pack, id: &str, session: &Session) -> Result<Exit, Trouble> {
    let Some(index) = pack.find(id) else {
        let what = format!("there is no rule {}", Printable::text(id));
        return Err(Trouble::new(what, "`scrubjay rules list` lists them"));
    };
    session.terminal.print(&shown(pack.rule(index)))?;
    Ok(Exit::Clean)
}

/// All that is known of a rule.
fn shown(rule: &Rule) -> String {
    let mut text = format!("{}\n{}\n\n", Tone::Strong.paint(&rule.id), rule.description);
    let mut row = |label: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "  {label:13} {value}");
        }
    };
    row("service", &rule.service);
    row("class", rule.class.as_str());
    row("severity", rule.severity.as_str());
    if rule.keep {
        row("keeps", "what it names is harmless");
    }
    for (label, value) in looks(&rule.look) {
        row(label, &value);
    }
    row("lifetime", rule.lifetime.as_deref().unwrap_or(""));
    if let Some(revoke) = &rule.revoke {
        row("revoked by", revoke.who.as_deref().unwrap_or(""));
        row("where", revoke.r#where.as_deref().unwrap_or(""));
        row("command", revoke.command.as_deref().unwrap_or(""));
        row("side effects", revoke.side_effects.as_deref().unwrap_or(""));
        if revoke.self_service {
            row("by itself", "whoever holds it can end it without signing in");
        }
    }
    row("hunt", rule.hunt.as_deref().unwrap_or(""));
    row("source", rule.source.as_deref().unwrap_or(""));
    row("checked", rule.checked.as_deref().unwrap_or(""));
    row("file", &format!("{}:{}", rule.file, rule.line));
    text
}

fn looks(look: &Look) -> Vec<(&'static str, String)> {
    match look {
        Look::Names(names) => {
            let mut rows: Vec<_> =
                names.names.iter().map(|(place, name)| (place.as_str(), name.clone())).collect();
            if !names.hosts.is_empty() {
                rows.push(("on hosts", names.hosts.join(" ")));
            }
            rows
        }
        Look::Words(words) => vec![
            ("words", words.phrases.join(", ")),
            ("not before", words.unless.join(", ")),
            ("not after", words.unless_before.join(", ")),
            ("only", if words.ends { "at the end of a longer name" } else { "" }.to_owned()),
        ],
        Look::Shape(shape) => {
            vec![("pattern", shape.pattern.clone()), ("keywords", shape.keywords.join(" "))]
        }
        Look::Structure(structure) => vec![("structure", structure.as_str().to_owned())],
    }
}

/// Where the value of `rules explain` stands.
struct Asked<'a> {
    name: Option<&'a str>,
    place: &'a str,
    host: Option<&'a str>,
}

/// Says of the value on standard input which rules take it; exit code 1 when one does.
fn explain(asked: &Asked<'_>, dir: Option<&Path>, session: &Session) -> Result<Exit, Trouble> {
    let place = NamePlace::parse(asked.place).ok_or_else(|| {
        let what = format!("there is no place {}", Printable::text(asked.place));
        Trouble::new(what, "it is cookie, header, param, key or claim")
    })?;
    let own = match dir {
        Some(dir) => OwnRules::read(dir)?,
        None => OwnRules::default(),
    };
    let pack = Policy::default().all_rules(&own.sources()).map_err(|error| own::refused(&error))?;
    let source = command::open(&Place::Stream, session)?;
    let value = String::from_utf8_lossy(source.bytes());
    // A line feed at the end comes from `echo`, not from the value.
    let value = value.trim_end_matches(['\r', '\n']);
    let setting = Setting { name: asked.name.map(|name| (place, name)), host: asked.host };
    let told = pack.explain(value, setting);
    session.terminal.tell(&explained(&pack, &told, asked.name.is_some()))?;
    let is_found = told.matches.iter().any(|reason| !pack.rule(reason.rule).keep);
    Ok(if is_found { Exit::Found } else { Exit::Clean })
}

fn explained(pack: &Pack, told: &Explanation, is_named: bool) -> String {
    let mut text = format!("a value of {} bytes; {}\n", told.length, told.kind);
    let mut list = |head: &str, tone: Tone, reasons: &[Reason]| {
        for reason in reasons {
            let rule = pack.rule(reason.rule);
            let _ = writeln!(
                text,
                "{}  {}  {}\n    {}",
                tone.paint(head),
                Tone::Strong.paint(&rule.id),
                rule.service,
                reason.why
            );
        }
    };
    let (kept, found): (Vec<Reason>, Vec<Reason>) =
        told.matches.iter().cloned().partition(|reason| pack.rule(reason.rule).keep);
    list("taken by", Tone::Bad, &found);
    list("kept by ", Tone::Good, &kept);
    list("near    ", Tone::Careful, &told.near);
    if told.matches.is_empty() {
        let _ = writeln!(text, "no rule takes it by itself");
        if !is_named {
            let _ = writeln!(
                text,
                "a name may decide: give the one it stands under with --name, its kind with --in, and --host"
            );
        }
    }
    text
}

/// Compiles all rules and runs their examples; exit code 1 when a rule breaks its promise.
fn test(dir: Option<&Path>, session: &Session) -> Result<Exit, Trouble> {
    let own = match dir {
        Some(dir) => OwnRules::read(dir)?,
        None => OwnRules::default(),
    };
    let pack = Policy::default().all_rules(&own.sources()).map_err(|error| own::refused(&error))?;
    let check = pack.self_check();
    let mut text = String::new();
    for failure in &check.failures {
        let _ = writeln!(text, "{} {failure}", Tone::Bad.paint("failed:"));
    }
    let _ = writeln!(
        text,
        "{} for {}, {} and shapes: {}, {}, {}",
        count(check.rules, "rule"),
        count(check.services, "service"),
        count(check.looks, "name"),
        count(check.examples, "example"),
        count(check.counter_examples, "counter-example"),
        count(check.failures.len(), "failure"),
    );
    session.terminal.tell(&text)?;
    Ok(if check.passed() { Exit::Clean } else { Exit::Found })
}
