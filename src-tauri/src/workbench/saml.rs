//! A SAML message, as far as somebody who debugs a login wants to read it.
//!
//! Invariant: what names or proves a person is never a field: of the subject its format is told, of attributes their
//! names, of signatures that they are there.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::har::milliseconds;
use crate::wire::{Claim, Segment};

/// Longer messages are metadata of a whole federation, not a login.
const LONGEST_BYTES: usize = 1 << 20;
/// A value of a field is not longer.
const LONGEST_VALUE: usize = 512;
/// More fields than these nobody reads.
const MOST_FIELDS: usize = 48;

/// The readable fields of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
    fields: Vec<(String, String)>,
}

impl Message {
    /// Reads a message; anything else is none.
    pub(super) fn parse(text: &[u8]) -> Option<Message> {
        if text.len() > LONGEST_BYTES {
            return None;
        }
        let text = std::str::from_utf8(text).ok()?.trim_start_matches('\u{feff}');
        if !text.trim_start().starts_with('<') || !text.contains("urn:oasis:names:tc:SAML:") {
            return None;
        }
        let mut reader = Reader::from_str(text);
        let mut message = Message { fields: Vec::new() };
        // The element whose text is read.
        let mut open: Option<(&'static str, String)> = None;
        let mut is_root = true;
        // A message that breaks off tells what stands before the break.
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(element) => {
                    message.element(&element, is_root);
                    is_root = false;
                    open =
                        told_text(element.local_name().as_ref()).map(|name| (name, String::new()));
                }
                Event::Empty(element) => {
                    message.element(&element, is_root);
                    is_root = false;
                }
                Event::Text(text) => {
                    if let Some((_, said)) = &mut open {
                        said.push_str(&text);
                    }
                }
                Event::GeneralRef(_) => {
                    if let Some((_, said)) = &mut open {
                        said.push('…');
                    }
                }
                Event::End(_) => {
                    if let Some((name, said)) = open.take() {
                        message.put(name, &said);
                    }
                }
                Event::Eof => break,
                Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
            }
        }
        (!message.fields.is_empty()).then_some(message)
    }

    /// What the attributes of an element tell.
    fn element(&mut self, element: &BytesStart<'_>, is_root: bool) {
        let local = element.local_name();
        let local: &str = local.as_ref();
        if is_root {
            self.put("Message", local);
        }
        let told: &[&str] = match local {
            _ if is_root => {
                &["Destination", "InResponseTo", "IssueInstant", "AssertionConsumerServiceURL"]
            }
            "StatusCode" | "Attribute" | "NameIDPolicy" | "NameID" | "AuthnStatement" => {
                &["Value", "Name", "Format", "AuthnInstant", "SessionNotOnOrAfter"]
            }
            "Conditions" => &["NotBefore", "NotOnOrAfter"],
            "SignatureMethod" => &["Algorithm"],
            _ => &[],
        };
        for attribute in element.attributes().flatten() {
            let name = attribute.key.local_name();
            let name: &str = name.as_ref();
            if told.contains(&name) {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default();
                let name = if is_root { name.to_owned() } else { format!("{local} {name}") };
                self.put(&name, &value);
            }
        }
    }

    fn put(&mut self, name: &str, value: &str) {
        let value = value.trim();
        if value.is_empty() || self.fields.len() >= MOST_FIELDS {
            return;
        }
        // The issuer of the message and that of its assertion are mostly one.
        let value = value[..value.floor_char_boundary(LONGEST_VALUE)].to_owned();
        let field = (name.to_owned(), value);
        if !self.fields.contains(&field) {
            self.fields.push(field);
        }
    }

    /// Until when the message is accepted, in seconds since 1970.
    pub(super) fn expires(&self) -> Option<i64> {
        let (_, until) = self.fields.iter().find(|(name, _)| name == "Conditions NotOnOrAfter")?;
        seconds(until)
    }

    /// The fields as they are shown. `hide` covers what must not be read in a value.
    pub(super) fn fields(&self, hide: &dyn Fn(&str) -> Vec<Segment>) -> Vec<Claim> {
        self.fields
            .iter()
            .map(|(name, value)| Claim {
                name: name.clone(),
                value: hide(value),
                time: seconds(value).filter(|_| name.contains("Not") || name.contains("Instant")),
            })
            .collect()
    }
}

/// The elements whose text is told.
fn told_text(local: &str) -> Option<&'static str> {
    Some(match local {
        "Issuer" => "Issuer",
        "Audience" => "Audience",
        "AuthnContextClassRef" => "AuthnContextClassRef",
        "StatusMessage" => "StatusMessage",
        _ => return None,
    })
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "milliseconds of a calendar fit many times over"
)]
fn seconds(text: &str) -> Option<i64> {
    milliseconds(text).map(|time| (time / 1000.0) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESPONSE: &str = r#"<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Destination="https://app.example/acs" InResponseTo="_r1" ID="_m1"><saml:Issuer>https://idp.example/</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><saml:Assertion><saml:Issuer>https://idp.example/</saml:Issuer><ds:Signature><ds:SignatureValue>aW52ZW50ZWQ=</ds:SignatureValue></ds:Signature><saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">anna@acme.example</saml:NameID></saml:Subject><saml:Conditions NotBefore="2026-11-22T04:00:00Z" NotOnOrAfter="2026-11-22T04:05:00Z"><saml:AudienceRestriction><saml:Audience>app</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AttributeStatement><saml:Attribute Name="groups"><saml:AttributeValue>finance</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>"#;

    #[test]
    fn tells_of_a_login_and_not_of_the_person() {
        let message = Message::parse(RESPONSE.as_bytes()).expect("a message");
        let told = message.fields(&|text| vec![Segment::Plain { text: text.to_owned() }]);
        let names: Vec<&str> = told.iter().map(|claim| claim.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "Message",
                "Destination",
                "InResponseTo",
                "Issuer",
                "StatusCode Value",
                "NameID Format",
                "Conditions NotBefore",
                "Conditions NotOnOrAfter",
                "Audience",
                "Attribute Name"
            ]
        );
        assert_eq!(message.expires(), Some(1_795_320_300));
        let all = format!("{told:?}");
        for private in ["anna", "finance", "aW52ZW50ZWQ"] {
            assert!(!all.contains(private), "{private} is told");
        }
    }

    #[test]
    fn takes_nothing_else_for_a_message() {
        assert_eq!(Message::parse(b"<html><body>urn</body></html>"), None);
        assert_eq!(Message::parse(b"urn:oasis:names:tc:SAML:2.0"), None);
        let cut = &RESPONSE[..RESPONSE.find("<saml:Assertion>").expect("it has one")];
        assert!(Message::parse(cut.as_bytes()).is_some(), "what is there of a cut one is told");
    }
}
