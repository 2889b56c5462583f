//! SAML messages: recognised by their XML once somebody has decoded them.
//!
//! The post binding sends base64, the redirect binding deflated base64 (SAML 2.0 Bindings,
//! sections 3.4 and 3.5). Inflating is for the document crate; this module looks at XML.

use memchr::memmem;

/// What a SAML message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// A response, or an assertion by itself: whoever holds it may sign in.
    Response,
    /// A request: it holds no secret.
    Request,
}

/// Recognises a SAML message by the start of its XML.
pub fn recognise(xml: &[u8]) -> Option<Message> {
    let head = &xml[..xml.len().min(4096)];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if !head.trim_ascii_start().starts_with(b"<")
        || memmem::find(head, b"urn:oasis:names:tc:SAML:").is_none()
    {
        return None;
    }
    let has = |name: &[u8]| memmem::find(head, name).is_some();
    if has(b"AuthnRequest") || has(b"LogoutRequest") {
        Some(Message::Request)
    } else if has(b"Response") || has(b"Assertion") {
        Some(Message::Response)
    } else {
        None
    }
}

/// Whether a parameter's value starts like base64 of XML: `<?xml`, `<saml`, `<samlp`, `<ns`.
pub fn is_encoded(value: &str) -> bool {
    let value = value.trim_start();
    value.len() >= 64
        && ["PD94bW", "PHNhbW", "PFJlc3", "PG5zM", "PEFzc2", "PHhtb"]
            .iter()
            .any(|start| value.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_responses_from_requests() {
        let response = br#"<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">"#;
        let request = br#"<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">"#;
        assert_eq!(recognise(response), Some(Message::Response));
        assert_eq!(recognise(request), Some(Message::Request));
        assert_eq!(recognise(b"<html>Response"), None);
    }
}
