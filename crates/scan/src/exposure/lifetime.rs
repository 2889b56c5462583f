//! What a rule says of how long its credentials work, as far as it can be reckoned with.
//!
//! The facts are written for people. What cannot be read off them is left to people: an estimate
//! that is wrong would call a live session dead.

/// How long something works, by documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lifetime {
    /// Until somebody ends it.
    Endless,
    /// So many seconds at most, from when it was made or last used.
    Seconds(i64),
    /// The words say no more than words.
    Words,
}

/// Reads the beginning of a lifetime: `two hours by default`, `until revoked`.
pub(super) fn read(text: &str) -> Lifetime {
    let text = text.to_lowercase();
    if is_endless(&text) {
        return Lifetime::Endless;
    }
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // Only a text that begins with a time is about one: `by policy; the console 12 hours` is not.
    let lead = words.iter().take_while(|word| matches!(**word, "up" | "to" | "about")).count();
    if number(words.get(lead).copied().unwrap_or_default()).is_none() {
        return Lifetime::Words;
    }
    let longest =
        words.iter().enumerate().filter_map(|(at, word)| duration(&words, at, word)).max();
    longest.map_or(Lifetime::Words, Lifetime::Seconds)
}

fn is_endless(text: &str) -> bool {
    const ENDS: [&str; 14] = [
        "revoked",
        "changed",
        "deleted",
        "rotated",
        "replaced",
        "removed",
        "regenerated",
        "rolled",
        "disabled",
        "deactivated",
        "renewed",
        "closed",
        "uninstalled",
        "reset",
    ];
    let Some(rest) = text.strip_prefix("until ") else {
        return text.starts_with("long-lived") || text.starts_with("no expiry");
    };
    let first = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    ENDS.contains(&first)
        || rest.starts_with("the password changes")
        || rest.starts_with("the factor is set up again")
}

/// The duration that ends with the unit at `at`: `30 idle minutes`, `5 to 15 minutes`.
fn duration(words: &[&str], at: usize, unit: &str) -> Option<i64> {
    let unit = match unit.strip_suffix('s').unwrap_or(unit) {
        "second" => 1,
        "minute" => 60,
        "hour" => 3600,
        "day" => 86_400,
        "week" => 7 * 86_400,
        "month" => 31 * 86_400,
        "year" => 366 * 86_400,
        _ => return None,
    };
    let before = at.checked_sub(1)?;
    let skipped = usize::from(matches!(words[before], "idle" | "more" | "unused"));
    let count = number(words[before.checked_sub(skipped)?])?;
    count.checked_mul(unit)
}

fn number(word: &str) -> Option<i64> {
    const WORDS: [(&str, i64); 14] = [
        ("a", 1),
        ("an", 1),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("twelve", 12),
        ("fifteen", 15),
    ];
    let spoken = WORDS.into_iter().find(|(spoken, _)| *spoken == word).map(|(_, count)| count);
    spoken.or_else(|| word.parse().ok()).filter(|count| (1..=10_000).contains(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_times_and_takes_the_longest() {
        for (text, seconds) in [
            ("two hours by default", 7200),
            ("8 hours", 28_800),
            ("an hour", 3600),
            ("30 idle minutes", 1800),
            ("5 to 15 minutes, for this one request", 900),
            ("up to 12 hours", 43_200),
            ("8 idle hours, 30 days", 2_592_000),
            ("10 minutes at most, once", 600),
            ("a week, renewed with use", 604_800),
        ] {
            assert_eq!(read(text), Lifetime::Seconds(seconds), "{text}");
        }
    }

    #[test]
    fn knows_what_never_ends_by_itself() {
        for text in [
            "until revoked",
            "until changed",
            "until rolled or expired",
            "long-lived",
            "until the password changes",
        ] {
            assert_eq!(read(text), Lifetime::Endless, "{text}");
        }
    }

    #[test]
    fn leaves_words_to_people() {
        for text in [
            "by policy",
            "session",
            "by the global session policy; the Admin Console ends after 12 hours, or 15 idle minutes",
            "until sign-out",
            "until its `exp` claim",
            "minutes; one sign-in",
            "unknown",
            "",
        ] {
            assert_eq!(read(text), Lifetime::Words, "{text}");
        }
    }
}
