//! Names that come from outside, made fit for a terminal.
//!
//! A file name can hold line breaks, escape sequences and characters that turn the writing
//! direction. Printed as they are, they could forge a line of our output or move the cursor.

use std::fmt;
use std::path::Path;

/// Displays a path or another text from outside with its control characters escaped.
#[derive(Debug, Clone)]
pub(crate) struct Printable(String);

impl Printable {
    /// For a file: its name as given.
    pub(crate) fn path(path: &Path) -> Printable {
        Printable::text(&path.to_string_lossy())
    }

    /// For any other text from outside.
    pub(crate) fn text(text: &str) -> Printable {
        let mut printable = String::with_capacity(text.len());
        for character in text.chars() {
            if misleads(character) {
                printable.extend(character.escape_unicode());
            } else {
                printable.push(character);
            }
        }
        Printable(printable)
    }
}

impl fmt::Display for Printable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Control characters, line and paragraph separators, marks of writing direction and invisible ones.
fn misleads(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_would_move_the_cursor_or_forge_a_line() {
        let name = Printable::text("a\u{1b}[2J\nclean.har\u{202e}rah");
        assert_eq!(name.to_string(), r"a\u{1b}[2J\u{a}clean.har\u{202e}rah", "all on one line");
    }

    #[test]
    fn leaves_names_in_any_script_readable() {
        assert_eq!(
            Printable::text("Überweisung 送信 (1).har").to_string(),
            "Überweisung 送信 (1).har"
        );
    }
}
