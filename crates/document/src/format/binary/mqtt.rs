//! The packet with which a client of MQTT signs in (MQTT 3.1.1 section 3.1, MQTT 5 section 3.1).

use super::run;
use crate::format::{Context, Field, Sink};
use crate::span::Span;

/// Where the flags of a packet say that a field follows.
const USER: u8 = 0x80;
const PASSWORD: u8 = 0x40;
const WILL: u8 = 0x04;

/// Reads `text` as a CONNECT packet, perhaps with others behind it. Returns whether it was one.
pub(super) fn connect(text: &[u8], to: &mut dyn Sink) -> bool {
    if text.first() != Some(&0x10) {
        return false;
    }
    let Some(fields) = fields(text) else { return false };
    for (name, span) in &fields.named {
        to.value(&Field::named(Context::Key, name.as_bytes(), *span, None));
    }
    for span in fields.others {
        run::named(text, span, to);
    }
    true
}

struct Fields {
    named: Vec<(&'static str, Span)>,
    others: Vec<Span>,
}

/// The fields of the packet; `None` when it is none.
fn fields(text: &[u8]) -> Option<Fields> {
    let mut at = 1;
    let length = number(text, &mut at)?;
    let end = at + length;
    // A capture may break off in the middle; what is there counts.
    let packet = &text[..end.min(text.len())];
    let protocol = string(packet, &mut at)?;
    if !matches!(protocol.slice(text), b"MQTT" | b"MQIsdp") {
        return None;
    }
    let &[version, flags, _, _] = packet.get(at..at + 4)? else { return None };
    at += 4;
    let mut fields = Fields { named: Vec::new(), others: Vec::new() };
    properties(packet, version, &mut at, &mut fields)?;
    fields.named.push(("client_id", string(packet, &mut at)?));
    if flags & WILL != 0 {
        properties(packet, version, &mut at, &mut fields)?;
        fields.named.push(("topic", string(packet, &mut at)?));
        fields.named.push(("message", string(packet, &mut at)?));
    }
    if flags & USER != 0 {
        fields.named.push(("username", string(packet, &mut at)?));
    }
    if flags & PASSWORD != 0 {
        fields.named.push(("password", string(packet, &mut at)?));
    }
    fields.others.push(Span::new(at, text.len()));
    Some(fields)
}

/// Passes over the properties that MQTT 5 has.
fn properties(packet: &[u8], version: u8, at: &mut usize, fields: &mut Fields) -> Option<()> {
    if version >= 5 {
        let length = number(packet, at)?;
        let end = (*at + length).min(packet.len());
        fields.others.push(Span::new(*at, end));
        *at = end;
    }
    Some(())
}

/// A string behind its length in two bytes; one that breaks off counts as far as it goes.
fn string(packet: &[u8], at: &mut usize) -> Option<Span> {
    let &[high, low] = packet.get(*at..*at + 2)? else { return None };
    let start = *at + 2;
    let end = (start + usize::from(u16::from_be_bytes([high, low]))).min(packet.len());
    *at = end;
    Some(Span::new(start, end))
}

/// A number of one to four bytes, seven bits in each.
fn number(packet: &[u8], at: &mut usize) -> Option<usize> {
    let mut value = 0;
    for shift in [0, 7, 14, 21] {
        let &byte = packet.get(*at)?;
        *at += 1;
        value |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}
