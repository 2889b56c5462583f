//! What `xxd`, `hexdump -C`, `tcpdump -X` and network analysers print of bytes: an offset, columns of
//! hex digits, and a column with the characters.
//!
//! ```text
//! 00000000: 7573 6572 3d61 6e6e 6126 7061 7373 3d78  user=anna&pass=x
//! ```
//!
//! A dump is known by what it says twice: offsets that count its bytes, characters that are them.
//! Edits write the whole dump again in the style of its first line; it stays a dump, of another
//! length.

use super::hex::{LOWER, UPPER, decode as pairs, pair};
use super::{Codec, CodecId, Decoded, Refusal, edited, replaced};
use crate::limits::Limits;
use crate::span::Edit;

/// The most bytes on a line.
const WIDE: usize = 32;
/// The longest line.
const LINE: usize = 256;
/// A dump of fewer bytes is none.
const FEWEST: usize = 8;

/// The codec.
pub(super) struct HexDump;

impl Codec for HexDump {
    fn id(&self) -> CodecId {
        CodecId::HexDump
    }

    fn decode<'a>(&self, raw: &'a [u8], _: &Limits) -> Result<Decoded<'a>, Refusal> {
        read(raw).map(|(_, bytes)| Decoded::whole(bytes)).ok_or(Refusal::Foreign)
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _: &Limits) -> Result<Vec<Edit>, Refusal> {
        let (style, bytes) = read(raw).ok_or(Refusal::Foreign)?;
        if edits.is_empty() {
            return Ok(Vec::new());
        }
        Ok(replaced(raw, style.write(&edited(&bytes, edits))))
    }
}

/// Whether a text begins like a dump.
pub(crate) fn begins(text: &[u8]) -> bool {
    first_line(text).is_some()
}

/// The length of the dump that `text` begins with, in whole lines.
pub(crate) fn length(text: &[u8]) -> Option<usize> {
    let style = first_line(text)?;
    let mut at = 0;
    let mut count = 0;
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        let bare = line.trim_ascii_end();
        let Some(own) = style.line(bare, count) else { break };
        at += line.len();
        count += own.len();
        if own.len() < style.width {
            break;
        }
    }
    (count >= FEWEST).then_some(at)
}

/// How the lines of a dump are written.
struct Style<'t> {
    /// The first line, without its end.
    first: &'t [u8],
    /// What stands in front of the offset, and the number of its digits.
    lead: usize,
    digits: usize,
    /// The offset of the first byte.
    offset: u64,
    /// Bytes on a line.
    width: usize,
    /// Where each byte stands.
    columns: Vec<usize>,
    /// Where the characters begin; none are shown where it is `None`.
    shown: Option<usize>,
    /// Whether bars stand around them.
    barred: bool,
    upper: bool,
    /// The end of a line.
    feed: &'static [u8],
    /// Whether the last line has one.
    closed: bool,
    /// Whether a line with nothing but an offset ends it.
    counted: bool,
}

fn first_line(text: &[u8]) -> Option<Style<'_>> {
    let near = &text[..text.len().min(LINE)];
    let end = memchr::memchr(b'\n', near).unwrap_or(near.len());
    if end == near.len() && near.len() < text.len() {
        return None;
    }
    let first = near[..end].strip_suffix(b"\r").unwrap_or(&near[..end]);
    let blank = first.iter().take(8).take_while(|byte| byte.is_ascii_whitespace()).count();
    let lead = blank + if first[blank..].starts_with(b"0x") { 2 } else { 0 };
    let digits = first[lead..].iter().take(17).take_while(|byte| byte.is_ascii_hexdigit()).count();
    let behind = first.get(lead + digits)?;
    if !(4..=16).contains(&digits) || !matches!(behind, b':' | b' ' | b'\t') {
        return None;
    }
    let offset = number(&first[lead..lead + digits])?;
    let mut columns = Vec::new();
    let mut at = lead + digits + usize::from(*behind == b':');
    // Groups of pairs, as many as there could be; the characters behind them may look like more.
    while columns.len() < WIDE {
        let gap = first[at.min(first.len())..]
            .iter()
            .take(5)
            .take_while(|byte| matches!(byte, b' ' | b'\t'));
        let gap = gap.count();
        let group = first[(at + gap).min(first.len())..].iter().take(17);
        let group = group.take_while(|byte| byte.is_ascii_hexdigit()).count();
        if !(1..=4).contains(&gap) || group == 0 || group % 2 == 1 || group > 16 {
            break;
        }
        columns.extend((0..group / 2).map(|byte| at + gap + byte * 2));
        at += gap + group;
    }
    columns.truncate(WIDE);
    let byte = |column: &usize| pairs(&first[*column..column + 2]).map(|bytes| bytes[0]);
    let all: Vec<u8> = columns.iter().map_while(byte).collect();
    let (width, shown, barred) = (1..=all.len())
        .rev()
        .find_map(|width| shown_behind(first, columns[width - 1] + 2, &all[..width]))
        .or_else(|| {
            // Without characters each byte stands alone.
            let alone = columns.windows(2).all(|two| two[1] >= two[0] + 3);
            let ends = at >= first.trim_ascii_end().len();
            (ends && alone && all.len() >= FEWEST).then_some((all.len(), None, false))
        })?;
    if width < 4 {
        return None;
    }
    columns.truncate(width);
    let upper = first[..columns[width - 1] + 2].iter().any(u8::is_ascii_uppercase);
    let feed: &[u8] = if near[..end].ends_with(b"\r") { b"\r\n" } else { b"\n" };
    let closed = text.ends_with(b"\n");
    Some(Style {
        first,
        lead,
        digits,
        offset,
        width,
        columns,
        shown,
        barred,
        upper,
        feed,
        closed,
        counted: false,
    })
}

/// The number of bytes, where their characters begin that stand behind `end`, and whether bars stand
/// around them. The first of the characters may be spaces or a bar.
fn shown_behind(line: &[u8], end: usize, bytes: &[u8]) -> Option<(usize, Option<usize>, bool)> {
    const GAP: usize = 80;
    let rest = &line[end.min(line.len())..];
    let gap = rest.iter().take(GAP).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    (1..=gap).rev().find_map(|gap| {
        let rest = &rest[gap..];
        let inside = || rest.strip_prefix(b"|")?.strip_suffix(b"|");
        if is_shown(rest, bytes) {
            Some((bytes.len(), Some(end + gap), false))
        } else if inside().is_some_and(|inside| is_shown(inside, bytes)) {
            Some((bytes.len(), Some(end + gap + 1), true))
        } else {
            None
        }
    })
}

/// Reads all of a dump.
fn read(raw: &[u8]) -> Option<(Style<'_>, Vec<u8>)> {
    let mut style = first_line(raw)?;
    let mut bytes: Vec<u8> = Vec::with_capacity(raw.len() / 4);
    let mut ended = false;
    for (place, line) in raw.split(|&byte| byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() && place > 0 {
            ended = true;
            continue;
        }
        if ended && style.width * place > bytes.len() + style.width * 2 {
            return None;
        }
        if place > 0 && style.is_count(line, bytes.len()) {
            style.counted = true;
            ended = true;
            continue;
        }
        if ended {
            return None;
        }
        let own = style.line(line, bytes.len())?;
        ended = own.len() < style.width;
        bytes.extend_from_slice(&own);
    }
    let told_twice = style.shown.is_some() || bytes.len() > style.width;
    (bytes.len() >= FEWEST && told_twice).then_some((style, bytes))
}

impl Style<'_> {
    /// The bytes of a line in front of which `before` bytes stand.
    fn line(&self, line: &[u8], before: usize) -> Option<Vec<u8>> {
        let offset = line.get(self.lead..self.lead + self.digits).and_then(number)?;
        if line.len() > LINE
            || line[..self.lead] != self.first[..self.lead]
            || offset != self.offset.wrapping_add(before as u64)
        {
            return None;
        }
        let byte =
            |column: &usize| line.get(*column..column + 2).and_then(pairs).map(|bytes| bytes[0]);
        let bytes: Vec<u8> = self.columns.iter().map_while(byte).collect();
        let Some(shown) = self.shown else {
            let end = self.columns[bytes.len().checked_sub(1)?] + 2;
            return line[end.min(line.len())..].trim_ascii().is_empty().then_some(bytes);
        };
        // The characters of a short line may look like more bytes where no room is left for them.
        (1..=bytes.len()).rev().find_map(|count| {
            let rest = line.get(shown..)?;
            let rest = if self.barred { rest.strip_suffix(b"|").unwrap_or(rest) } else { rest };
            is_shown(rest, &bytes[..count]).then(|| bytes[..count].to_vec())
        })
    }

    /// Whether a line is nothing but the offset behind the last byte.
    fn is_count(&self, line: &[u8], bytes: usize) -> bool {
        line.len() == self.lead + self.digits
            && number(&line[self.lead..]) == Some(self.offset.wrapping_add(bytes as u64))
    }

    fn write(&self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len() * 5);
        let mut before = 0u64;
        let offset = |before: u64, out: &mut Vec<u8>| {
            let digits = if self.upper { UPPER } else { LOWER };
            out.extend_from_slice(&self.first[..self.lead]);
            let number = self.offset.wrapping_add(before).to_be_bytes();
            let written: Vec<u8> = number.iter().flat_map(|&byte| pair(byte, digits)).collect();
            out.extend_from_slice(&written[16 - self.digits..]);
        };
        for (place, chunk) in bytes.chunks(self.width).enumerate() {
            if place > 0 {
                out.extend_from_slice(self.feed);
            }
            offset(before, &mut out);
            before += chunk.len() as u64;
            let digits = if self.upper { UPPER } else { LOWER };
            let end = self.columns[self.width - 1] + 2;
            let start = out.len();
            out.extend_from_slice(&self.first[self.lead + self.digits..self.shown.unwrap_or(end)]);
            for (index, column) in self.columns.iter().enumerate() {
                let to = start + column - self.lead - self.digits;
                let digits = chunk.get(index).map_or([b' '; 2], |&byte| pair(byte, digits));
                out[to..to + 2].copy_from_slice(&digits);
            }
            if self.shown.is_some() {
                out.extend(chunk.iter().map(|&byte| character(byte)));
                if self.barred {
                    out.push(b'|');
                }
            } else {
                out.truncate(out.trim_ascii_end().len());
            }
        }
        if self.counted {
            out.extend_from_slice(self.feed);
            offset(before, &mut out);
        }
        if self.closed {
            out.extend_from_slice(self.feed);
        }
        out
    }
}

/// How a byte is shown.
fn character(byte: u8) -> u8 {
    if matches!(byte, 0x20..=0x7e) { byte } else { b'.' }
}

/// Whether these are the characters of the bytes. Spaces at the end may have been lost.
fn is_shown(shown: &[u8], bytes: &[u8]) -> bool {
    let kept = bytes.iter().rposition(|&byte| byte != b' ').map_or(0, |last| last + 1);
    (kept..=bytes.len()).contains(&shown.len())
        && shown.iter().zip(bytes).all(|(&shown, &byte)| shown == character(byte))
}

fn number(digits: &[u8]) -> Option<u64> {
    let digits = std::str::from_utf8(digits)
        .ok()
        .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u64::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{Span, splice};

    const DUMPS: [&str; 4] = [
        "00000000: 7573 6572 3d61 6e6e 6126 7061 7373 3d42  user=anna&pass=B\n\
         00000010: 6c75 6537 6a61 790a                      lue7jay.\n",
        "00000000  75 73 65 72 3d 61 6e 6e  61 26 70 61 73 73 3d 42  |user=anna&pass=B|\n\
         00000010  6c 75 65 37 6a 61 79 0a                           |lue7jay.|\n00000018\n",
        "\t0x0000:  7573 6572 3d61 6e6e 6126 7061 7373 3d42  user=anna&pass=B\n\
         \t0x0010:  6c75 6537 6a61 790a                      lue7jay.",
        "0000 75 73 65 72 3d 61 6e 6e 61 26 70 61 73 73 3d 42\r\n0010 6c 75 65 37 6a 61 79 0a\r\n",
    ];

    #[test]
    fn reads_and_writes_dumps_in_their_own_style() {
        let limits = Limits::default();
        for dump in DUMPS {
            let decoded = HexDump.decode(dump.as_bytes(), &limits).expect("a dump");
            assert_eq!(&*decoded.bytes, b"user=anna&pass=Blue7jay\n", "in {dump}");
            assert_eq!(
                length(dump.as_bytes()),
                Some(dump.len()).filter(|_| !dump.ends_with("18\n")).or(Some(dump.len() - 9))
            );
            // Written again with nothing changed it is the same.
            let same = [Edit { span: Span::new(0, 4), replacement: b"user".to_vec() }];
            let lifted = HexDump.lift(dump.as_bytes(), &same, &limits).expect("lifts");
            assert_eq!(String::from_utf8_lossy(&lifted[0].replacement), dump);
            let edits = [Edit {
                span: Span::new(15, 23),
                replacement: b"REDACTED-password-0a1b2c".to_vec(),
            }];
            let mut out = Vec::new();
            splice(
                dump.as_bytes(),
                &HexDump.lift(dump.as_bytes(), &edits, &limits).expect("lifts"),
                &mut out,
            );
            let again = HexDump.decode(&out, &limits).expect("still a dump");
            assert_eq!(&*again.bytes, b"user=anna&pass=REDACTED-password-0a1b2c\n");
        }
    }

    #[test]
    fn leaves_what_is_no_dump() {
        for text in [
            "00000000: 7573 6572 3d61 6e6e  something else entirely",
            "0000 75 73 65 72 3d 61 6e 6e 61 26 70 61 73 73 3d 42\n0020 6c 75 65 37 6a 61 79 0a\n",
            "0000 75 73 65 72 3d 61 6e 6e 61 26 70 61 73 73 3d 42",
            "2026 11 23 02 30 10 12 14",
            "00000000  75 73 65 72 3d 61 6e 6e  |user=anna|\nand more words",
            "deadbeef: fixed the build",
            "",
        ] {
            assert!(HexDump.decode(text.as_bytes(), &Limits::default()).is_err(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(text in "[0-9a-f x:|.\n\t]{0,120}", bytes in proptest::collection::vec(0u8..=255, 1..40)) {
            let _ = HexDump.decode(text.as_bytes(), &Limits::default());
            length(text.as_bytes());
            for dump in DUMPS {
                let style = first_line(dump.as_bytes()).expect("a dump");
                let written = style.write(&bytes);
                if bytes.len() > style.width && (style.shown.is_some() || bytes.len() > style.width) {
                    let decoded = HexDump.decode(&written, &Limits::default()).expect("reads what it wrote");
                    proptest::prop_assert_eq!(&*decoded.bytes, &bytes[..]);
                }
            }
        }
    }
}
