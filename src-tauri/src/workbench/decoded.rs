//! A JSON string as a person reads it, with a way back to the bytes of the file.

/// The text of a JSON string and where each part of it stands in the file.
pub(super) struct DecodedString {
    /// The decoded text.
    pub(super) text: String,
    /// Places where decoded and raw offsets begin to differ: (decoded, raw), rising in both.
    turns: Vec<(usize, usize)>,
}

impl DecodedString {
    /// Decodes what stands between the quotes at `raw_start`. What is no valid escape stays as it stands.
    pub(super) fn new(raw: &[u8], raw_start: usize) -> DecodedString {
        let mut text = String::with_capacity(raw.len());
        let mut turns = vec![(0, raw_start)];
        let mut at = 0;
        while at < raw.len() {
            let plain = raw[at..]
                .iter()
                .position(|&byte| byte == b'\\')
                .map_or(raw.len(), |found| at + found);
            push_lossy(&mut text, &raw[at..plain], raw_start + at, &mut turns);
            at = plain;
            if at >= raw.len() {
                break;
            }
            let (letter, taken) = escape(&raw[at..]);
            text.push(letter);
            at += taken;
            turns.push((text.len(), raw_start + at));
        }
        DecodedString { text, turns }
    }

    /// Text that is not inside a JSON string: the bytes as they are.
    pub(super) fn plain(raw: &[u8], raw_start: usize) -> DecodedString {
        let mut text = String::with_capacity(raw.len());
        let mut turns = vec![(0, raw_start)];
        push_lossy(&mut text, raw, raw_start, &mut turns);
        DecodedString { text, turns }
    }

    /// The decoded offset of a byte of the file, on a character boundary at or before it.
    pub(super) fn decoded(&self, raw: usize) -> usize {
        self.text.floor_char_boundary(self.offset(raw))
    }

    /// Like [`Self::decoded`], on a character boundary at or behind it: for the end of what must be covered.
    pub(super) fn decoded_end(&self, raw: usize) -> usize {
        self.text.ceil_char_boundary(self.offset(raw))
    }

    fn offset(&self, raw: usize) -> usize {
        let turn = self.turns.partition_point(|&(_, begins)| begins <= raw).saturating_sub(1);
        let (decoded, begins) = self.turns[turn];
        let next = self.turns.get(turn + 1).map_or(self.text.len(), |&(next, _)| next);
        (decoded + raw.saturating_sub(begins)).min(next)
    }
}

/// Appends bytes that should be UTF-8; a byte that is not becomes one replacement character.
fn push_lossy(text: &mut String, bytes: &[u8], raw_start: usize, turns: &mut Vec<(usize, usize)>) {
    let mut raw = raw_start;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        raw += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            raw += chunk.invalid().len();
            turns.push((text.len(), raw));
        }
    }
}

/// The character of an escape and how many bytes it takes.
fn escape(raw: &[u8]) -> (char, usize) {
    let letter = match raw.get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(byte @ (b'"' | b'\\' | b'/')) => char::from(*byte),
        Some(b'u') => return unicode(raw),
        _ => return ('\\', 1),
    };
    (letter, 2)
}

fn unicode(raw: &[u8]) -> (char, usize) {
    let Some(first) = four(raw, 2) else { return ('\\', 1) };
    if let Some(letter) = char::from_u32(first) {
        return (letter, 6);
    }
    // A pair of surrogates; a lone one stays unreadable.
    let pair = (raw.get(6..8) == Some(b"\\u")).then(|| four(raw, 8)).flatten();
    match pair {
        Some(second) if (0xd800..0xdc00).contains(&first) && (0xdc00..0xe000).contains(&second) => {
            let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
        }
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}

fn four(raw: &[u8], at: usize) -> Option<u32> {
    let digits = std::str::from_utf8(raw.get(at..at + 4)?).ok()?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit())
        .then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_and_finds_the_way_back() {
        let raw = br#"a\"b\u00e9\ud83d\ude00c"#;
        let decoded = DecodedString::new(raw, 100);
        assert_eq!(decoded.text, "a\"bé😀c");
        assert_eq!(decoded.decoded(100), 0);
        assert_eq!(decoded.decoded(103), 2, "behind the escaped quote");
        assert_eq!(&decoded.text[decoded.decoded(100 + raw.len() - 1)..], "c");
        assert_eq!(decoded.decoded(100 + raw.len()), decoded.text.len());
    }

    #[test]
    fn survives_what_is_no_valid_string() {
        assert_eq!(DecodedString::new(br"\u12 \q \ud800!", 0).text, "\\u12 \\q \u{fffd}!");
        assert_eq!(DecodedString::new(b"a\xffb", 0).text, "a\u{fffd}b");
        assert_eq!(DecodedString::new(b"\\", 0).text, "\\");
    }
}
