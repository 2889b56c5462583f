//! Signs: a state as drawing, word and colour together, so that none of them carries it alone.

use super::markup::Markup;

/// How something stands.
#[derive(Clone, Copy)]
pub(crate) enum Sign {
    Good,
    /// A person has to have a look.
    Look,
    Bad,
    Neutral,
}

impl Sign {
    /// The drawing. A word stands beside it, so it is not read out.
    pub(crate) fn draw(self, to: &mut Markup) {
        to.raw("<svg aria-hidden=\"true\"><use href=\"").raw(match self {
            Sign::Good => "#sign-good",
            Sign::Look => "#sign-look",
            Sign::Bad => "#sign-bad",
            Sign::Neutral => "#sign-neutral",
        });
        to.raw("\"/></svg>");
    }

    /// The class that colours what it is in.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Sign::Good => "good",
            Sign::Look => "look",
            Sign::Bad => "bad",
            Sign::Neutral => "neutral",
        }
    }

    /// The drawing and its word.
    pub(crate) fn state(self, to: &mut Markup, word: &'static str) {
        to.raw("<b class=\"state ").raw(self.class()).raw("\">");
        self.draw(to);
        to.raw("<span>").raw(word).raw("</span></b>");
    }
}
