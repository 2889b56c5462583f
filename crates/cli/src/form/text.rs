//! Credentials as lines of text: what `check` tells a person.
//!
//! A line for each credential: severity, rule, service and a mask of the value; below it, a line
//! for each place. A mask shows what kind of value it is and is of no use to anybody.

use std::fmt::Write as _;

use scrubjay_scan::Scan;

use crate::form::summary::count;
use crate::printable::Printable;
use crate::terminal::Tone;

/// More places of one credential than this are counted.
const MOST_PLACES: usize = 20;

/// All credentials of a scan; `names` are those of its files.
pub(crate) fn credentials(scan: &Scan, names: &[String]) -> String {
    let mut text = String::new();
    for credential in &scan.credentials {
        let _ = writeln!(text, "{}  {}", Tone::Strong.paint(&credential.rule), credential.masked());
        for place in credential.places.iter().take(MOST_PLACES) {
            let name = names.get(place.file).map_or("", String::as_str);
            let _ =
                writeln!(text, "    {}: {}", Printable::text(name), Printable::text(&place.path));
        }
        if credential.places.len() > MOST_PLACES {
            let _ = writeln!(
                text,
                "    and {} more",
                count((credential.places.len() - MOST_PLACES) as u64, "place")
            );
        }
    }
    for (file, name) in scan.files.iter().zip(names) {
        for part in &file.unread {
            let _ = writeln!(
                text,
                "{} {}: {}: {}",
                Tone::Careful.paint("not read"),
                Printable::text(name),
                Printable::text(&part.path),
                Printable::text(&part.reason),
            );
        }
    }
    let places = scan.credentials.iter().map(|credential| credential.places.len() as u64).sum();
    let found = count(scan.credentials.len() as u64, "credential");
    let _ = writeln!(text, "{found} in {}", count(places, "place"));
    text
}
