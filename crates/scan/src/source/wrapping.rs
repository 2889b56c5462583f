//! The wrappings around a whole file: compression and UTF-16.

use std::borrow::Cow;

use scrubjay_document::{CodecId, Decoded, Limits, Refusal, Span, Step, Unread};

/// The bytes inside wrappings that are known.
pub(crate) fn inside<'a>(bytes: &'a [u8], wrappings: &[Step], limits: &Limits) -> Cow<'a, [u8]> {
    let limits = limits.of_file();
    let mut text = Cow::Borrowed(bytes);
    for step in wrappings {
        match step.codec.codec().decode(&text, &limits) {
            // A zip is its own inside.
            Ok(Decoded { bytes: Cow::Borrowed(_), .. }) => {}
            Ok(decoded) => text = Cow::Owned(decoded.bytes.into_owned()),
            Err(_) => break,
        }
    }
    text
}

/// Takes the wrappings of a whole file off: compression and UTF-16.
pub(super) fn unwrap<'a>(
    bytes: &'a [u8],
    limits: &Limits,
    unread: &mut Vec<Unread>,
) -> (Vec<Step>, Cow<'a, [u8]>) {
    let limits = limits.of_file();
    let mut chain: Vec<Step> = Vec::new();
    let mut text = Cow::Borrowed(bytes);
    while chain.len() < 4 {
        let Some(codec) = wrapping(&text) else { break };
        let decoded = match codec.codec().decode(&text, &limits) {
            Ok(decoded) => decoded,
            Err(_) => break,
        };
        match decoded.partial {
            Some(Refusal::TooLarge) => unread.push(Unread::TooLarge),
            Some(_) => unread.push(Unread::Damaged),
            None => {}
        }
        let inner = decoded.bytes.into_owned();
        chain.push(Step { span: Span::new(0, text.len()), codec });
        text = Cow::Owned(inner);
    }
    (chain, text)
}

/// The codec whose mark a text begins with.
fn wrapping(bytes: &[u8]) -> Option<CodecId> {
    Some(match bytes {
        [0x1f, 0x8b, 8, ..] => CodecId::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => CodecId::Zstd,
        [0x78, flags @ (0x01 | 0x5e | 0x9c | 0xda), ..]
            if (0x7800 + u32::from(*flags)) % 31 == 0 =>
        {
            CodecId::Zlib
        }
        [0xff, 0xfe, ..] => CodecId::Utf16Le,
        [0xfe, 0xff, ..] => CodecId::Utf16Be,
        [b'{' | b'[' | b'<' | b' ' | b'\n' | b'\r', 0, ..] => CodecId::Utf16Le,
        [0, b'{' | b'[' | b'<' | b' ' | b'\n' | b'\r', ..] => CodecId::Utf16Be,
        _ => return None,
    })
}
