//! How many tests passed, read from what the test runners print.
//!
//! Each runner ends with lines of its own fashion. Reading them keeps the runners' output as it is
//! and needs no reporter to be set up in any of them.

use std::fmt;

/// Tests counted so far.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Tally {
    /// Counts what one line of a runner's output tells; most lines tell nothing.
    pub(crate) fn read(&mut self, line: &str) {
        let line = without_colors(line);
        let line = line.trim();
        if let Some((_, counts)) =
            line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
        {
            // cargo test: `test result: ok. 3 passed; 0 failed; 1 ignored; …`
            counts.split("; ").for_each(|count| self.count(count));
        } else if let Some(counts) = line.strip_prefix("Tests  ") {
            // vitest: `Tests  1 failed | 3 passed | 2 skipped (6)`
            let counts = counts.split(" (").next().unwrap_or_default();
            counts.split(" | ").for_each(|count| self.count(count));
        } else if let Some(count) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) {
            // Node's own runner, a line a count: `# pass 12` or `ℹ pass 12`
            if let Some((kind, number)) = count.split_once(' ') {
                self.count(&format!("{number} {kind}"));
            }
        } else if !line.contains(';') {
            // Playwright and mocha, a line a count: `12 passed (3.4s)`, `1 failing`
            let (count, rest) = line.split_once(" (").unwrap_or((line, ")"));
            if rest.ends_with(')') {
                self.count(count);
            }
        }
    }

    pub(crate) fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Counts `3 passed`; leaves anything else alone.
    fn count(&mut self, count: &str) {
        let Some((number, kind)) = count.trim().split_once(' ') else { return };
        let Ok(number) = number.parse::<u64>() else { return };
        match kind.trim() {
            "passed" | "passing" | "pass" | "flaky" => self.passed += number,
            "failed" | "failing" | "fail" | "cancelled" => self.failed += number,
            "ignored" | "skipped" | "pending" | "todo" | "did not run" => self.skipped += number,
            _ => {}
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

fn without_colors(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            // `ESC [ … letter`
            for inner in characters.by_ref() {
                if inner.is_ascii_alphabetic() {
                    break;
                }
            }
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines and the passed, failed and skipped tests they tell of.
    type Case = (&'static [&'static str], (u64, u64, u64));

    fn tally(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn reads_the_closing_lines_of_every_runner() {
        let cases: &[Case] = &[
            (
                &["test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; \
                   finished in 0.01s"],
                (12, 0, 1),
            ),
            (
                &["test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 7 filtered out"],
                (3, 2, 0),
            ),
            (
                &[" \u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m12 passed\u{1b}[39m (12)"],
                (12, 0, 0),
            ),
            (&["      Tests  1 failed | 3 passed | 2 skipped (6)"], (3, 1, 2)),
            (
                &["  1 failed", "    [chromium] › a.spec.ts", "  4 skipped", "  12 passed (3.4s)"],
                (12, 1, 4),
            ),
            (&["  9 passing (2s)", "  1 failing"], (9, 1, 0)),
            (&["# tests 9", "# pass 7", "# fail 1", "# skipped 1", "# duration_ms 12"], (7, 1, 1)),
            (&["ℹ tests 4", "ℹ pass 3", "ℹ fail 0", "ℹ cancelled 1"], (3, 1, 0)),
        ];
        for (lines, (passed, failed, skipped)) in cases {
            let expected = Tally { passed: *passed, failed: *failed, skipped: *skipped };
            assert_eq!(tally(lines), expected, "{lines:?}");
        }
    }

    #[test]
    fn leaves_other_lines_alone() {
        let lines =
            ["running 3 tests", " Test Files  2 passed (2)", "3 passed the door", "12 of 13"];
        assert_eq!(tally(&lines), Tally::default(), "none of these is a count of tests");
    }
}
