//! Character references of HTML and XML (HTML Living Standard section 13.5, XML 1.0 section 4.1).
//!
//! Named references come from a table of those met in practice; decimal and hex ones are all read.
//! A number need not end in `;`, nor need the names that HTML has always known, as long as no
//! letter, digit or `=` follows: that is the rule for attributes, where `?a=1&lt=2` means itself.
//! Whatever else begins with `&` stands for itself.

use crate::codec::unit::{self, Unit, Units};
use crate::codec::{Codec, CodecId, Decoded, Refusal};
use crate::limits::Limits;
use crate::near;
use crate::span::Edit;

pub(super) struct HtmlEntity;

impl Codec for HtmlEntity {
    fn id(&self) -> CodecId {
        CodecId::HtmlEntity
    }

    fn decode<'a>(&self, raw: &'a [u8], _limits: &Limits) -> Result<Decoded<'a>, Refusal> {
        Ok(Decoded::units(unit::decode(self, raw)))
    }

    fn lift(&self, raw: &[u8], edits: &[Edit], _limits: &Limits) -> Result<Vec<Edit>, Refusal> {
        Ok(unit::lift(self, raw, edits))
    }
}

/// The most characters read of a name or number; longer ones are none.
const NAME_LEN: usize = 12;

impl Units for HtmlEntity {
    // `&#x`, the digits and what ends them.
    const REACH: usize = 3 + NAME_LEN + 1;

    fn plain_end(&self, raw: &[u8], from: usize) -> usize {
        near::find(b'&', raw, from)
    }

    fn unit(&self, raw: &[u8]) -> Unit {
        let known = match raw {
            [_, b'#', b'x' | b'X', rest @ ..] => number(rest, 16, 3),
            [_, b'#', rest @ ..] => number(rest, 10, 2),
            [_, rest @ ..] => named(rest),
            [] => None,
        };
        known.unwrap_or(Unit::loose(b'&'))
    }

    fn encode(&self, text: &[u8], out: &mut Vec<u8>) {
        for &byte in text {
            match byte {
                b'&' => out.extend(b"&amp;"),
                b'<' => out.extend(b"&lt;"),
                b'>' => out.extend(b"&gt;"),
                b'"' => out.extend(b"&quot;"),
                // Not `&apos;`, which HTML 4 does not know.
                b'\'' => out.extend(b"&#39;"),
                _ => out.push(byte),
            }
        }
    }

    fn close(&self, raw: &[u8], text: &[u8], out: &mut Vec<u8>) {
        if raw == b"&" {
            self.encode(text, out);
        } else {
            // A letter or digit written plainly might end a number before it.
            out.extend_from_slice(raw.strip_suffix(b";").unwrap_or(raw));
            out.push(b';');
        }
    }
}

/// Reads digits after a prefix of `prefix_len` bytes.
fn number(rest: &[u8], radix: u32, prefix_len: usize) -> Option<Unit> {
    let mut point: u32 = 0;
    let mut digits = 0;
    for &byte in rest {
        let Some(value) = char::from(byte).to_digit(radix) else {
            break;
        };
        point = point.saturating_mul(radix).saturating_add(value);
        digits += 1;
        if digits > NAME_LEN {
            return None;
        }
    }
    let end = usize::from(rest.get(digits) == Some(&b';'));
    let is_point = digits > 0 && (1..=0x10_ffff).contains(&point);
    is_point.then(|| Unit::point(prefix_len + digits + end, point))
}

fn named(rest: &[u8]) -> Option<Unit> {
    // Nearly all there are.
    match rest {
        [b'q', b'u', b'o', b't', b';', ..] => return Some(Unit::byte(6, b'"')),
        [b'a', b'm', b'p', b';', ..] => return Some(Unit::byte(5, b'&')),
        [b'l', b't', b';', ..] => return Some(Unit::byte(4, b'<')),
        [b'g', b't', b';', ..] => return Some(Unit::byte(4, b'>')),
        _ => {}
    }
    let letters = rest.iter().take(NAME_LEN + 1);
    let name_len = letters.take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let name = &rest[..name_len];
    let find = |table: &[(&str, u32)]| {
        let index = table.binary_search_by(|(known, _)| known.as_bytes().cmp(name)).ok()?;
        Some(table[index].1)
    };
    let (point, end) = match rest.get(name_len) {
        Some(b';') => (find(&NAMES).or_else(|| find(&NAMES_WITHOUT_END))?, 1),
        Some(b'=') => return None,
        Some(_) | None => (find(&NAMES_WITHOUT_END)?, 0),
    };
    Some(Unit::point(1 + name_len + end, point))
}

/// Names that HTML also knows without `;`. Sorted.
const NAMES_WITHOUT_END: [(&str, u32); 37] = [
    ("AMP", 0x26),
    ("COPY", 0xa9),
    ("GT", 0x3e),
    ("LT", 0x3c),
    ("QUOT", 0x22),
    ("REG", 0xae),
    ("aacute", 0xe1),
    ("agrave", 0xe0),
    ("amp", 0x26),
    ("aring", 0xe5),
    ("auml", 0xe4),
    ("ccedil", 0xe7),
    ("cent", 0xa2),
    ("copy", 0xa9),
    ("deg", 0xb0),
    ("eacute", 0xe9),
    ("egrave", 0xe8),
    ("euml", 0xeb),
    ("gt", 0x3e),
    ("iacute", 0xed),
    ("laquo", 0xab),
    ("lt", 0x3c),
    ("middot", 0xb7),
    ("nbsp", 0xa0),
    ("ntilde", 0xf1),
    ("oacute", 0xf3),
    ("oslash", 0xf8),
    ("ouml", 0xf6),
    ("para", 0xb6),
    ("pound", 0xa3),
    ("quot", 0x22),
    ("raquo", 0xbb),
    ("reg", 0xae),
    ("sect", 0xa7),
    ("shy", 0xad),
    ("szlig", 0xdf),
    ("uuml", 0xfc),
];

/// Names that need their `;`. Sorted. Those of one letter are Angular's, for the state that a page
/// hands on.
const NAMES: [(&str, u32); 67] = [
    ("NewLine", 0x0a),
    ("Tab", 0x09),
    ("a", 0x26),
    ("apos", 0x27),
    ("ast", 0x2a),
    ("bsol", 0x5c),
    ("bull", 0x2022),
    ("colon", 0x3a),
    ("comma", 0x2c),
    ("commat", 0x40),
    ("darr", 0x2193),
    ("dollar", 0x24),
    ("emsp", 0x2003),
    ("ensp", 0x2002),
    ("equals", 0x3d),
    ("euro", 0x20ac),
    ("excl", 0x21),
    ("g", 0x3e),
    ("grave", 0x60),
    ("hArr", 0x21d4),
    ("harr", 0x2194),
    ("hellip", 0x2026),
    ("hyphen", 0x2010),
    ("infin", 0x221e),
    ("l", 0x3c),
    ("larr", 0x2190),
    ("lbrace", 0x7b),
    ("lbrack", 0x5b),
    ("lcub", 0x7b),
    ("ldquo", 0x201c),
    ("lowbar", 0x5f),
    ("lpar", 0x28),
    ("lsaquo", 0x2039),
    ("lsqb", 0x5b),
    ("lsquo", 0x2018),
    ("mdash", 0x2014),
    ("minus", 0x2212),
    ("ndash", 0x2013),
    ("num", 0x23),
    ("percnt", 0x25),
    ("period", 0x2e),
    ("plus", 0x2b),
    ("q", 0x22),
    ("quest", 0x3f),
    ("rArr", 0x21d2),
    ("rarr", 0x2192),
    ("rbrace", 0x7d),
    ("rbrack", 0x5d),
    ("rcub", 0x7d),
    ("rdquo", 0x201d),
    ("rpar", 0x29),
    ("rsaquo", 0x203a),
    ("rsqb", 0x5d),
    ("rsquo", 0x2019),
    ("s", 0x27),
    ("sbquo", 0x201a),
    ("semi", 0x3b),
    ("sol", 0x2f),
    ("thinsp", 0x2009),
    ("tilde", 0x02dc),
    ("times", 0xd7),
    ("trade", 0x2122),
    ("uarr", 0x2191),
    ("verbar", 0x7c),
    ("vert", 0x7c),
    ("zwj", 0x200d),
    ("zwnj", 0x200c),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_name_of_both_tables() {
        for (table, end) in
            [(&NAMES[..], ";"), (&NAMES_WITHOUT_END[..], ";"), (&NAMES_WITHOUT_END[..], "")]
        {
            assert!(table.is_sorted(), "names are searched by halving");
            for &(name, point) in table {
                let raw = format!("&{name}{end}");
                let known = HtmlEntity.unit(raw.as_bytes()) == Unit::point(raw.len(), point);
                assert!(known, "{raw} is read");
                assert!(name.len() <= NAME_LEN, "{raw} is not cut short");
            }
        }
    }
}
