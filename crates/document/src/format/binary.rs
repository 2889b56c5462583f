//! Bytes that are no text: the strings in them.
//!
//! Protocol Buffers and the frames of gRPC-web are read field by field, because the length before
//! a string often looks like its first letter; of everything else the printable runs are handed
//! on. In MessagePack, BSON and the like a short identifier stands directly before its value and
//! names it. CBOR, the packet with which a client of MQTT signs in and the plain passwords of SASL have
//! their own readers. Pictures, fonts and films are looked at for long runs only.

mod cbor;
mod mqtt;
mod run;
mod sasl;
mod wire;

use super::{Declared, Format, Sink};
use crate::span::Span;

/// Reads bytes that are no text.
pub struct Binary;

/// How much of the text is looked at.
const LOOKED_AT: usize = 512;

impl Format for Binary {
    fn label(&self) -> &'static str {
        "binary"
    }

    fn accepts(&self, text: &[u8], declared: Declared<'_>) -> bool {
        let near = &text[..text.len().min(LOOKED_AT)];
        // Most texts are plain, and all of them are asked.
        let low: usize = near.iter().map(|&byte| usize::from((byte < b' ') | (byte == 0x7f))).sum();
        if low == 0 && near.is_ascii() {
            return false;
        }
        let controls = near.iter().filter(|&&byte| is_control(byte)).count();
        if controls * 24 >= near.len() || controls > 0 && is_said(declared) {
            return true;
        }
        // A map or list of MessagePack; no text begins with such a byte.
        if matches!(near.first(), Some(0x80..=0x9f)) || cbor::is_map(text) {
            return true;
        }
        let high = near.iter().filter(|&&byte| byte >= 0x80).count();
        high * 4 >= near.len() && high >= 2 && !is_utf8(near)
    }

    fn is_rigid(&self) -> bool {
        true
    }

    fn walk(&self, text: &[u8], to: &mut dyn Sink) {
        if is_media(text) {
            run::long(text, to);
        } else if !mqtt::connect(text, to)
            && !cbor::map(text, to)
            && !sasl::plain(text, to)
            && !wire::frames(text, to)
            && !wire::message(text, to)
        {
            run::named(text, Span::of(text), to);
        }
    }
}

/// Whether a text is declared to be a message of a binary protocol.
fn is_said(declared: Declared<'_>) -> bool {
    ["octet-stream", "protobuf", "grpc", "msgpack", "thrift", "cbor", "bson"]
        .iter()
        .any(|kind| declared.mime_contains(kind))
}

/// A control character that has no place in text.
fn is_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b) || byte == 0x7f
}

fn is_utf8(near: &[u8]) -> bool {
    match std::str::from_utf8(near) {
        Ok(_) => true,
        // Cut in the middle of a character.
        Err(error) => error.error_len().is_none(),
    }
}

/// Whether the bytes begin like a picture, a font, a sound or a film.
fn is_media(text: &[u8]) -> bool {
    const STARTS: [&[u8]; 17] = [
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"RIFF",
        b"wOFF",
        b"wOF2",
        b"\0\x01\0\0\0",
        b"OTTO",
        b"OggS",
        b"\x1a\x45\xdf\xa3",
        b"ID3",
        b"\xff\xfb",
        b"\xff\xf1",
        b"fLaC",
        b"\0\0\x01\0",
        b"\0asm",
        b"BM",
    ];
    STARTS.iter().any(|start| text.starts_with(start))
        || text
            .get(4..8)
            .is_some_and(|kind| [&b"ftyp"[..], b"moof", b"styp", b"moov"].contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::super::seen;
    use super::*;

    fn check(cases: &[(&[u8], &[&str])]) {
        for (bytes, expected) in cases {
            assert_eq!(seen::seen(&Binary, bytes), *expected, "in {}", bytes.escape_ascii());
        }
    }

    #[test]
    fn reads_messages_without_a_schema() {
        check(&[
            // Field 1 "alice", field 2 a message with a string of 33 bytes, field 3 a number.
            (
                b"\x0a\x05alice\x12\x23\x0a!0123456789abcdef0123456789abcdef!\x18\x96\x01",
                &["text [1]=alice", "text [2].[1]=0123456789abcdef0123456789abcdef!"],
            ),
            // Fields above 4 have printable tags.
            (
                b"\x08\x01\x22 abcdefghijklmnopqrstuvwxyz012345*\x03xyz",
                &["text [4]=abcdefghijklmnopqrstuvwxyz012345", "text [5]=xyz"],
            ),
            // The entry of a map: what field 1 says names field 2.
            (
                b"\x0a\x11\x0a\x08password\x12\x05hunt2\x10\x01",
                &["text [1].[1]=password", "key [1].[2] (password)=hunt2"],
            ),
            // A frame of gRPC-web and its trailer.
            (
                b"\0\0\0\0\x07\x0a\x05token\x80\0\0\0\x0fgrpc-status:0\r\n",
                &["text [0].[1]=token", "text [1]=grpc-status:0\\r\\n"],
            ),
        ]);
    }

    #[test]
    fn finds_runs_and_their_names() {
        check(&[
            (
                b"\x82\xa8username\xa4anna\xa8password\xa7hunter2\xff",
                &["text =username", "key username=anna", "text =password", "key password=hunter2"],
            ),
            (
                b"\x20\0\0\0\x02token\0\x09\0\0\0secret12\0\0",
                &["text =token", "key token=secret12"],
            ),
            (
                b"\xac\xed\0\x05t\0 0123456789abcdef0123456789abcdef",
                &["text =0123456789abcdef0123456789abcdef"],
            ),
            (
                b"\xff\xfe\xfd\x01ab\x02 gr\xc3\xbc\xc3\x9fe dich \x03",
                &["text =gr\\xc3\\xbc\\xc3\\x9fe dich"],
            ),
        ]);
    }

    #[test]
    fn reads_the_packet_that_signs_in() {
        check(&[
            (
                b"\x10\x1e\0\x04MQTT\x04\xc2\0\x3c\0\x04desk\0\x04anna\0\x06sesame",
                &["key client_id=desk", "key username=anna", "key password=sesame"],
            ),
            // Version 5 with properties and a will, and another packet behind it.
            (
                b"\x10\x2f\0\x04MQTT\x05\xc6\0\x3c\x05\x11\0\0\0\x0a\0\x02d1\0\0\x03a/b\0\x02by\0\x04anna\0\x06sesame\x82\x0b\0\x01\0\x06status\0",
                &[
                    "key client_id=d1",
                    "key topic=a/b",
                    "key message=by",
                    "key username=anna",
                    "key password=sesame",
                    "text =status",
                ],
            ),
            // What breaks off is read as far as it goes.
            (
                b"\x10\x1e\0\x04MQTT\x04\xc2\0\x3c\0\x04desk\0\x04anna\0\x06ses",
                &["key client_id=desk", "key username=anna", "key password=ses"],
            ),
        ]);
    }

    #[test]
    fn reads_maps_of_cbor() {
        check(&[
            (b"\xa1\x65token\x62t1", &["text =token", "key token=t1"]),
            (
                b"\xa2\x64user\xbf\x62pw\x66sesame\xff\x61n\x82\x18\x64\x62ab",
                &["text =user", "text user=pw", "key user.pw=sesame", "text =n", "key n.n=ab"],
            ),
        ]);
        for text in
            [&b"\xa1Hola, mundo"[..], b"\xa1\x65token", b"\xa1\x65token\x62t1x", b"\xbf\x61a"]
        {
            assert!(!cbor::is_map(text), "{}", text.escape_ascii());
        }
    }

    #[test]
    fn reads_plain_passwords_of_sasl() {
        check(&[
            (b"\0anna\0sesame", &["key username=anna", "key password=sesame"]),
            (b"anna\0anna\0sesame", &["key username=anna", "key password=sesame"]),
            (
                b"\x01\0\0\0\0\x05PLAIN\0\0\0\x0c\0anna\0sesame\x05en_US\xce",
                &["key username=anna", "key password=sesame"],
            ),
        ]);
    }

    #[test]
    fn tells_bytes_from_texts() {
        let accepts = |bytes: &[u8]| Binary.accepts(bytes, Declared::default());
        for bytes in [
            &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
            b"\x0a\x05alice",
            b"\xff\xfe\xfd\xfc",
            b"a\0b\0",
            b"\x82\xa4user\xa4anna",
        ] {
            assert!(accepts(bytes), "{}", bytes.escape_ascii());
        }
        for bytes in [
            &b"plain text\r\n\twith tabs"[..],
            "gr\u{fc}\u{df}e".as_bytes(),
            b"caf\xe9 au lait, garcon",
            "\u{65e5}\u{672c}".as_bytes(),
        ] {
            assert!(!accepts(bytes), "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn passes_over_pictures() {
        let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
        picture.extend((0..100_000u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0]));
        picture.extend_from_slice(b"\0tEXtAuthor: a long remark\0");
        let values = seen::seen(&Binary, &picture);
        assert!(values.len() < 50, "{} values", values.len());
        assert!(values.contains(&"text =tEXtAuthor: a long remark".to_owned()), "{values:?}");
    }

    #[test]
    fn survives_hostile_bytes() {
        seen::survives(
            &Binary,
            &[
                "\0",
                "\u{0}abcdef",
                "\n\u{2}",
                "\u{12}\u{0}",
                "\u{0}\u{0}\u{0}\u{0}\u{0}",
                "\u{80}",
                "a",
            ],
        );
        // Messages in messages in messages.
        let mut nested = b"abc".to_vec();
        for _ in 0..200 {
            let [low, high, ..] = nested.len().to_le_bytes();
            let mut outer = vec![0x12, low | 0x80, high << 1 | low >> 7];
            outer.extend_from_slice(&nested);
            nested = outer;
        }
        seen::seen(&Binary, &nested);
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
            seen::seen(&Binary, &bytes);
        }

        #[test]
        fn survives_almost_messages(bytes in "[\u{0}-\u{20}a-z\u{7f}-\u{90}]{0,100}") {
            seen::seen(&Binary, &bytes);
        }
    }
}
