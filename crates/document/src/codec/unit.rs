//! What the codecs share that map unit by unit: strings, percent, entities, quoted-printable.
//!
//! Such an encoding is a row of plain stretches, whose bytes stand for themselves, and of units:
//! escapes that stand for a character, or for nothing. A [`Units`] says where the next unit is and
//! what it means; decoding and lifting follow from that.
//!
//! Invariant: raw bytes outside the lifted edits are never touched, and mean afterwards what they
//! meant before. An edit that cuts a unit takes the whole unit. Where a loose escape character
//! stands before an edit and would begin an escape with the bytes that now follow it, the edit
//! reaches back and escapes it.

use std::borrow::Cow;

use super::is_letter;
use crate::span::{Edit, Span};

/// One escape: how many raw bytes it takes and what it stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// Raw bytes; at least one.
    pub(super) raw_len: usize,
    /// The bytes in memory's order: as a number they stay in one register between being made and
    /// being written.
    text: u32,
    text_len: u8,
}

impl Unit {
    /// Something that decodes to nothing, as a line continuation does.
    pub(super) fn nothing(raw_len: usize) -> Self {
        Self { raw_len, text: 0, text_len: 0 }
    }

    /// An escape for one byte.
    pub(super) fn byte(raw_len: usize, byte: u8) -> Self {
        Self { raw_len, text: u32::from(byte), text_len: 1 }
    }

    /// An escape character that begins no escape and stands for itself.
    pub(super) fn loose(byte: u8) -> Self {
        Self::byte(1, byte)
    }

    /// An escape for a code point. Surrogates take the three bytes of generalized UTF-8 (WTF-8).
    pub(super) fn point(raw_len: usize, point: u32) -> Self {
        let tail = |shift: u32| (0x80 | ((point >> shift) & 0x3f)).to_le_bytes()[0];
        let head = |mark: u32, shift: u32| (mark | (point >> shift)).to_le_bytes()[0];
        let (text, text_len) = match point {
            0..=0x7f => ([head(0, 0), 0, 0, 0], 1),
            0x80..=0x7ff => ([head(0xc0, 6), tail(0), 0, 0], 2),
            0x800..=0xffff => ([head(0xe0, 12), tail(6), tail(0), 0], 3),
            _ => ([head(0xf0, 18), tail(12), tail(6), tail(0)], 4),
        };
        Self { raw_len, text: u32::from_le_bytes(text), text_len }
    }

    /// How many bytes it stands for: at most four.
    pub(super) fn text_len(&self) -> usize {
        usize::from(self.text_len)
    }

    /// Whether it stands for `bytes`.
    fn stands_for(&self, bytes: &[u8]) -> bool {
        self.text.to_le_bytes()[..self.text_len()] == *bytes
    }

    /// Whether it neither spells a letter in its own way nor joins the letters around it.
    fn is_legible(&self) -> bool {
        self.text_len > 0 && !is_letter(self.text.to_le_bytes()[0])
    }

    /// Adds what it stands for to `out`: four bytes cut to length are one move, a copy is a call.
    pub(super) fn push_to(&self, out: &mut Vec<u8>) {
        let len = out.len() + self.text_len();
        out.extend_from_slice(&self.text.to_le_bytes());
        out.truncate(len);
    }
}

/// An encoding made of plain stretches and units.
pub(super) trait Units {
    /// Raw bytes for one decoded byte of a plain stretch.
    const PLAIN_WIDTH: usize = 1;

    /// The most raw bytes, from its first one, that decide what a unit means.
    const REACH: usize;

    /// Where the plain stretch that begins at `from` ends.
    fn plain_end(&self, raw: &[u8], from: usize) -> usize;

    /// The unit at the beginning of `raw`, which is not empty and does not begin plain.
    fn unit(&self, raw: &[u8]) -> Unit;

    /// Writes `text` so that it decodes to itself wherever it stands.
    fn encode(&self, text: &[u8], out: &mut Vec<u8>);

    /// Writes a unit that stands for `text` so that nothing after it can change what it means, nor
    /// it what stands before.
    fn close(&self, _raw: &[u8], text: &[u8], out: &mut Vec<u8>) {
        self.encode(text, out);
    }
}

/// Decodes an encoding whose plain bytes stand for themselves one to one.
///
/// Borrows when no unit changes anything. Says beside it whether the result is
/// [legible](super::Decoded::legible).
pub(super) fn decode<'a>(units: &impl Units, raw: &'a [u8]) -> (Cow<'a, [u8]>, bool) {
    let mut at = 0;
    let mut legible = true;
    let (first, mut unit) = loop {
        at = units.plain_end(raw, at);
        if at >= raw.len() {
            return (Cow::Borrowed(raw), true);
        }
        let unit = units.unit(&raw[at..]);
        if !unit.stands_for(&raw[at..at + unit.raw_len]) {
            break (at, unit);
        }
        at += unit.raw_len;
    };
    // No unit decodes to more bytes than it has; the rest is room for a block's surplus.
    let mut text = Vec::with_capacity(raw.len() + BLOCK);
    text.extend_from_slice(&raw[..first]);
    loop {
        unit.push_to(&mut text);
        legible &= unit.is_legible();
        at += unit.raw_len;
        let plain_end = units.plain_end(raw, at);
        push(&mut text, raw, at, plain_end);
        at = plain_end;
        if at >= raw.len() {
            return (Cow::Owned(text), legible);
        }
        unit = units.unit(&raw[at..]);
    }
}

/// Short stretches are copied as a block of this size and cut to length, which is a move or two
/// where an exact copy is a call.
const BLOCK: usize = 16;

fn push(text: &mut Vec<u8>, raw: &[u8], start: usize, end: usize) {
    match raw[start..].first_chunk::<BLOCK>() {
        Some(block) if end - start <= BLOCK => {
            let text_len = text.len() + (end - start);
            text.extend_from_slice(block);
            text.truncate(text_len);
        }
        Some(_) | None => text.extend_from_slice(&raw[start..end]),
    }
}

/// Turns edits of the decoded bytes into edits of `raw`, in one pass over `raw`.
pub(super) fn lift(units: &impl Units, raw: &[u8], edits: &[Edit]) -> Vec<Edit> {
    let mut lifted = place(units, raw, edits);
    for index in 0..lifted.len() {
        close_loose_escape(units, raw, &mut lifted, index);
    }
    lifted.into_iter().map(|placed| placed.edit).collect()
}

/// An edit in raw offsets and the last unit before it, which its bytes might complete.
struct Placed {
    edit: Edit,
    unit_before: Option<usize>,
}

/// Finds the raw span of each edit and encodes its replacement.
fn place(units: &impl Units, raw: &[u8], edits: &[Edit]) -> Vec<Placed> {
    let mut walk = Walk::new(units, raw);
    let mut lifted: Vec<Placed> = Vec::with_capacity(edits.len());
    let mut text_at = 0;
    for edit in edits {
        if edit.span.start < text_at || edit.span.end < edit.span.start {
            debug_assert!(false, "edits are sorted and disjoint");
            continue;
        }
        text_at = edit.span.end;
        let Some(start) = walk.start_of(edit.span.start) else {
            debug_assert!(false, "edits are inside");
            break;
        };
        let unit_before = walk.unit_before;
        let end = walk.end_of(edit.span).max(start);
        match lifted.last_mut() {
            // Both edits cut the same unit.
            Some(last) if start < last.edit.span.end => {
                last.edit.span.end = last.edit.span.end.max(end);
                units.encode(&edit.replacement, &mut last.edit.replacement);
            }
            Some(_) | None => {
                let mut replacement = Vec::with_capacity(edit.replacement.len());
                units.encode(&edit.replacement, &mut replacement);
                let edit = Edit { span: Span::new(start, end), replacement };
                lifted.push(Placed { edit, unit_before });
            }
        }
    }
    lifted
}

/// Lets an edit reach back over the unit before it when that unit would change its meaning.
fn close_loose_escape<U: Units>(units: &U, raw: &[u8], lifted: &mut [Placed], index: usize) {
    let placed = &lifted[index];
    let Span { start, .. } = placed.edit.span;
    let Some(unit_at) = placed.unit_before.filter(|&unit_at| start - unit_at < U::REACH) else {
        return;
    };
    // What a neighbouring edit wrote is whole, and the unit before that was its own concern.
    if index > 0 && unit_at < lifted[index - 1].edit.span.end {
        return;
    }
    let mut after = raw[unit_at..start].to_vec();
    for (place, placed) in lifted.iter().enumerate().skip(index) {
        after.extend_from_slice(&placed.edit.replacement);
        let until = lifted.get(place + 1).map_or(raw.len(), |next| next.edit.span.start);
        let missing = U::REACH.saturating_sub(after.len());
        let from = placed.edit.span.end;
        after.extend_from_slice(&raw[from..until.min(from + missing)]);
        if after.len() >= U::REACH {
            break;
        }
    }
    let before = units.unit(&raw[unit_at..]);
    if units.unit(&after) == before {
        return;
    }
    let mut replacement = Vec::new();
    let unit_end = unit_at + before.raw_len;
    let mut text = Vec::new();
    before.push_to(&mut text);
    units.close(&raw[unit_at..unit_end], &text, &mut replacement);
    units.encode(&raw[unit_end..start], &mut replacement);
    let edit = &mut lifted[index].edit;
    replacement.append(&mut edit.replacement);
    *edit = Edit { span: Span::new(unit_at, edit.span.end), replacement };
}

/// Goes forward through `raw` piece by piece, counting raw and decoded bytes.
struct Walk<'a, U> {
    units: &'a U,
    raw: &'a [u8],
    /// The piece it stands on, in raw and in decoded bytes.
    piece: Span,
    text: Span,
    piece_is_unit: bool,
    /// Where the last unit before the piece begins.
    unit_before: Option<usize>,
}

impl<'a, U: Units> Walk<'a, U> {
    fn new(units: &'a U, raw: &'a [u8]) -> Self {
        let nothing = Span::new(0, 0);
        let (piece, text) = (nothing, nothing);
        Self { units, raw, piece, text, piece_is_unit: false, unit_before: None }
    }

    /// The raw offset where the piece with the decoded offset `at` is to be cut.
    fn start_of(&mut self, at: usize) -> Option<usize> {
        if self.seek(at) {
            let inside = if self.piece_is_unit { 0 } else { at - self.text.start };
            Some(self.piece.start + inside * U::PLAIN_WIDTH)
        } else {
            (at == self.text.end).then_some(self.raw.len())
        }
    }

    /// The raw offset after the last decoded byte of `span`, whose start has been sought.
    fn end_of(&mut self, span: Span) -> usize {
        let last = if span.is_empty() {
            // An insertion takes nothing, unless it falls into the middle of a unit.
            let cuts = self.piece_is_unit && self.text.start < span.start;
            return if cuts && span.start < self.text.end { self.piece.end } else { 0 };
        } else {
            span.end - 1
        };
        if !self.seek(last) {
            debug_assert!(false, "edits are inside");
            return self.raw.len();
        }
        if self.piece_is_unit {
            self.piece.end
        } else {
            self.piece.start + (span.end - self.text.start) * U::PLAIN_WIDTH
        }
    }

    /// Goes to the piece that holds the decoded byte `at`; `false` when there is none.
    fn seek(&mut self, at: usize) -> bool {
        while self.text.end <= at {
            if self.piece.end >= self.raw.len() {
                self.leave();
                return false;
            }
            self.advance();
        }
        true
    }

    fn leave(&mut self) {
        if self.piece_is_unit {
            self.unit_before = Some(self.piece.start);
        }
    }

    fn advance(&mut self) {
        self.leave();
        let start = self.piece.end;
        let plain_end = self.units.plain_end(self.raw, start);
        let (end, text_len) = if plain_end > start {
            self.piece_is_unit = false;
            (plain_end, (plain_end - start) / U::PLAIN_WIDTH)
        } else {
            let unit = self.units.unit(&self.raw[start..]);
            self.piece_is_unit = true;
            (start + unit.raw_len, unit.text_len())
        };
        self.piece = Span::new(start, end);
        self.text = Span::new(self.text.end, self.text.end + text_len);
    }
}

/// Whether `unit` is the first half of a surrogate pair.
pub(super) fn is_high_surrogate(unit: u32) -> bool {
    (0xd800..0xdc00).contains(&unit)
}

/// The code point of a surrogate pair, when `low` is a second half.
pub(super) fn joined_surrogates(high: u32, low: u32) -> Option<u32> {
    (0xdc00..0xe000).contains(&low).then(|| 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))
}
