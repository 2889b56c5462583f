//! Writes markup.
//!
//! Invariant: what is not escaped is a literal of this program. [`Markup::raw`] takes nothing
//! that was made at run time, so nothing from a file can become markup.

/// Longer texts are shortened in their middle: nobody reads them, and they would fill the page.
const LONGEST: usize = 240;

/// A page that is being written.
#[derive(Default)]
pub(crate) struct Markup {
    out: String,
}

impl Markup {
    /// Writes markup as it is.
    pub(crate) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Writes text, escaped, for content and for quoted attributes.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            match Spelling::of(letter) {
                Spelling::Plain => self.out.push(letter),
                Spelling::Entity(entity) => self.out.push_str(entity),
                Spelling::Point => self.out.extend(letter.escape_unicode()),
            }
        }
        self
    }

    /// Writes a name or value from a file: escaped, not too long, in the code face.
    pub(crate) fn code(&mut self, text: &str) -> &mut Self {
        self.raw("<code>").clipped(text).raw("</code>")
    }

    /// Writes text from a file: escaped, not too long.
    pub(crate) fn clipped(&mut self, text: &str) -> &mut Self {
        match clip(text) {
            Some((start, end)) => self.text(start).raw("…").text(end),
            None => self.text(text),
        }
    }

    /// Writes a sentence of a rule, escaped; what is between backticks in the code face.
    pub(crate) fn prose(&mut self, text: &str) -> &mut Self {
        let pieces = text.split('`').count();
        if pieces.is_multiple_of(2) {
            return self.text(text);
        }
        for (at, piece) in text.split('`').enumerate() {
            if at % 2 == 0 {
                self.text(piece)
            } else {
                self.code(piece)
            };
        }
        self
    }

    /// Writes a number with its thousands apart.
    pub(crate) fn number(&mut self, number: usize) -> &mut Self {
        self.text(&super::words::number(number as u64))
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }
}

/// The number of bytes that [`Markup::clipped`] writes for a text.
pub(crate) fn written(text: &str) -> usize {
    let cost = |letter: char| match Spelling::of(letter) {
        Spelling::Plain => letter.len_utf8(),
        Spelling::Entity(entity) => entity.len(),
        Spelling::Point => letter.escape_unicode().len(),
    };
    let (start, end) = clip(text).unwrap_or((text, ""));
    start.chars().chain(end.chars()).map(cost).sum()
}

/// The ends of a text that is too long.
fn clip(text: &str) -> Option<(&str, &str)> {
    if text.len() <= LONGEST {
        return None;
    }
    let start = text.floor_char_boundary(LONGEST * 2 / 3);
    let end = text.ceil_char_boundary(text.len() - LONGEST / 3);
    Some((&text[..start], &text[end..]))
}

/// How a letter is written.
enum Spelling {
    Plain,
    Entity(&'static str),
    /// As `\u{…}`: what cannot be seen, or would make what stands beside it look like something
    /// else.
    Point,
}

impl Spelling {
    fn of(letter: char) -> Self {
        match letter {
            '&' => Self::Entity("&amp;"),
            '<' => Self::Entity("&lt;"),
            '>' => Self::Entity("&gt;"),
            '"' => Self::Entity("&quot;"),
            '\'' => Self::Entity("&#39;"),
            ' '..='~' => Self::Plain,
            // Controls of both sets, soft hyphen, letters without a shape, marks of direction,
            // breaks of lines and paragraphs, joiners, variation selectors, tags (Unicode TR 36).
            '\0'..='\u{9f}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}'..='\u{ffff}'
            | '\u{e0000}'..='\u{e0fff}' => Self::Point,
            _ => Self::Plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clipped(text: &str) -> String {
        let mut markup = Markup::default();
        markup.clipped(text);
        markup.finish()
    }

    #[test]
    fn escapes_what_would_be_markup() {
        assert_eq!(
            clipped(r#"<script>alert('1')</script>&"#),
            "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;"
        );
        assert_eq!(clipped(r#"" onload="x"#), "&quot; onload=&quot;x");
    }

    #[test]
    fn shows_what_cannot_be_seen() {
        assert_eq!(clipped("a\0\x1b\n\u{7f}\u{85}b"), r"a\u{0}\u{1b}\u{a}\u{7f}\u{85}b");
        assert_eq!(clipped("gpj\u{202e}har\u{2066}\u{200f}"), r"gpj\u{202e}har\u{2066}\u{200f}");
        assert_eq!(clipped("\u{feff}\u{200b}\u{e0041}"), r"\u{feff}\u{200b}\u{e0041}");
        assert_eq!(clipped("Grüße שלום 日本 🪶"), "Grüße שלום 日本 🪶");
    }

    #[test]
    fn shortens_in_the_middle_and_between_letters() {
        for letter in ["a", "ü", "日", "🪶"] {
            let text = letter.repeat(10_000);
            let short = clipped(&text);
            assert!(short.len() <= LONGEST + 8, "{} bytes of {letter}", short.len());
            assert!(short.starts_with(letter) && short.ends_with(letter) && short.contains('…'));
        }
    }

    #[test]
    fn sets_words_between_backticks_in_the_code_face() {
        let prose = |text: &str| {
            let mut markup = Markup::default();
            markup.prose(text);
            markup.finish()
        };
        assert_eq!(prose("the `<iss>` claim"), "the <code>&lt;iss&gt;</code> claim");
        assert_eq!(prose("an odd ` stays"), "an odd ` stays");
    }

    #[test]
    fn foretells_its_length() {
        for text in ["", "plain", "<\u{202e}'\u{1b}&ü", "\u{e0041}"] {
            assert_eq!(written(text), clipped(text).len(), "{text:?}");
            let long = text.repeat(400);
            assert!(written(&long) + 3 >= clipped(&long).len(), "{text:?}");
        }
    }
}
