//! Links that let somebody in: a password reset, an invitation, a sign-in.

use scrubjay_document::{At, Span};
use scrubjay_rules::Structure;
use scrubjay_rules::structure::{link, path};

use super::Detector;

impl Detector<'_> {
    /// Takes what is secret in the path of a link, in that within an application of one page, and in
    /// its parameters.
    pub(super) fn path_token(&mut self, text: &[u8], link: Span, at: &At<'_>) {
        let url = link.slice(text);
        let start = memchr::memmem::find(url, b"://").map_or(0, |at| at + 3);
        let end =
            url[start..].iter().position(|b| b"?#".contains(b)).map_or(url.len(), |e| start + e);
        let mut look = |from: usize, path: &[u8]| {
            let segment = std::str::from_utf8(path).ok().and_then(path::secret_segment);
            if let Some(segment) = segment {
                let span = Span::from(segment).shifted(from + link.start);
                self.sight_structure(Structure::PathToken, text, span, at);
            }
        };
        look(start, &url[start..end]);
        // `#/reset/<token>`: the path within an application that has but one page.
        let mark = url[end..].iter().position(|&byte| byte == b'#').map_or(url.len(), |m| end + m);
        if let [b'#', b'/', ..] | [b'#', b'!', b'/', ..] = url[mark..] {
            let from = mark + 1;
            let length = url[from..].iter().position(|&byte| byte == b'?');
            look(from, &url[from..length.map_or(url.len(), |length| from + length)]);
        }
        for span in link::secrets(url) {
            let span = Span::from(span).shifted(link.start);
            self.sight_structure(Structure::PathToken, text, span, at);
        }
    }
}
