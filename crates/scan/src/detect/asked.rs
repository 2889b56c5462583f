//! What somebody answers who was asked for a password: in a terminal whose prompt ends with a colon,
//! in a chat where a question stands before.
//!
//! Invariant: a value that no question stands before costs one comparison.

use scrubjay_document::{At, Context, Leaf, Parts, Span};
use scrubjay_rules::{NameVerdict, Place};

use super::{Detector, settled};

/// An answer stands among so many values behind the question.
const VALUES: u8 = 12;
/// The longest question, and the longest answer.
const QUESTION: usize = 512;
const ANSWER: usize = 64;

/// Whether a question was asked, and how many values ago.
#[derive(Clone, Default)]
pub(super) struct Asked {
    left: u8,
    /// The name of the member that held the question.
    name: Vec<u8>,
}

/// Hears a value: a question, an answer, or neither.
pub(super) fn hear(detector: &mut Detector<'_>, leaf: &Leaf<'_>, at: &At<'_>) {
    if leaf.parts != Parts::None || leaf.name.is_empty() || leaf.context != Context::Key {
        return;
    }
    if let Some(prompt) = asks(leaf.text) {
        let left = if prompt { VALUES } else { VALUES / 2 };
        detector.asked = Asked { left, name: leaf.name.to_vec() };
        return;
    }
    if detector.asked.left == 0 {
        return;
    }
    detector.asked.left -= 1;
    if !answers(&detector.asked.name, leaf.name) {
        return;
    }
    let Some(answer) = answer(leaf.text) else { return };
    detector.asked.left = 0;
    if !settled::has_own(leaf.text)
        && let NameVerdict::Secret(rule) = detector.names.verdict(Place::Key, b"password", at.host)
    {
        detector.sight(rule, leaf.text, answer, at);
    }
}

/// Whether a member of this name may answer one of that name: both sides of a socket and of a chat
/// have the same, those of a terminal one of their own.
fn answers(question: &[u8], own: &[u8]) -> bool {
    question == own
        || matches!((question, own), (b"stdout" | b"output" | b"o", b"stdin" | b"input" | b"i"))
}

/// Whether a text asks for a password, and whether it is a prompt.
fn asks(text: &[u8]) -> Option<bool> {
    let end = match text {
        [.., b':' | b'?'] => text.len(),
        [.., b':' | b'?', b' '] => text.len() - 1,
        _ => return None,
    };
    let line = &text[end.saturating_sub(QUESTION)..end];
    let line = line.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let has = |word: &[u8]| line.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    let speaks =
        text.len() <= QUESTION * 8 && (has(b"password") || has(b"passphrase") || has(b"passwort"));
    let prompt = text[end - 1] == b':';
    // "Forgot your password?" asks for nothing.
    let wanted = || {
        [&b"send"[..], b"what", b"give", b"share", b"tell", b"need"].iter().any(|word| has(word))
    };
    (speaks && line.len() <= 160 && (prompt || wanted())).then_some(prompt)
}

/// The answer that is all of a text: a line that was typed, or one run as people choose passwords.
fn answer(text: &[u8]) -> Option<Span> {
    let typed = matches!(text, [.., b'\r' | b'\n']);
    let own = text.trim_ascii_end();
    let digits = own.iter().filter(|byte| byte.is_ascii_digit()).count();
    let letters = own.iter().any(u8::is_ascii_alphabetic);
    let is_run = own.iter().all(u8::is_ascii_graphic) && !own.starts_with(b"/");
    let chosen = (6..=ANSWER).contains(&own.len())
        && digits >= 2
        && letters
        && memchr::memmem::find(own, b"://").is_none();
    let entered = typed && (4..=ANSWER).contains(&own.len());
    (is_run && (chosen || entered)).then(|| Span::new(0, own.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_questions_and_answers() {
        for (text, prompt) in [
            ("Password: ", true),
            ("Last login: today\r\n[sudo] password for anna: ", true),
            ("Enter passphrase for key '/home/anna/.ssh/id':", true),
            ("Can you send me the admin password?", false),
        ] {
            assert_eq!(asks(text.as_bytes()), Some(prompt), "{text}");
        }
        for text in ["Forgot your password?", "user: ", "Passwords are kept safe.", "password", ""]
        {
            assert_eq!(asks(text.as_bytes()), None, "{text}");
        }
        for text in ["hunter2\r", "green-heron-lake\n", "Blue77jay"] {
            assert_eq!(answer(text.as_bytes()).map(Span::len), Some(text.trim().len()), "{text}");
        }
        for text in ["receive", "ls -la\r", "\r", "https://desk12.example/77", "1767225600", "send"]
        {
            assert_eq!(answer(text.as_bytes()), None, "{text}");
        }
    }
}
