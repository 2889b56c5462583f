//! Where in the structure something stands: `log.entries[3].request.headers.cookie.sid`.
//!
//! Invariant: a path that is [rendered](Path::render) shows only names that look like names. A
//! part that could itself hold a value is shown by its length.

use std::fmt::Write;

/// The names and numbers that lead to a place; grows and shrinks with the walk.
#[derive(Clone, Debug, Default)]
pub struct Path {
    names: Vec<u8>,
    segments: Vec<Segment>,
}

#[derive(Clone, Copy, Debug)]
enum Segment {
    /// Ends here in `names`; begins where the one before ended.
    Name {
        start: usize,
    },
    Index(usize),
}

impl Path {
    /// Goes into the member called `name`.
    pub fn push_name(&mut self, name: &[u8]) {
        let start = self.names.len();
        self.names.extend_from_slice(&name[..name.len().min(256)]);
        self.segments.push(Segment::Name { start });
    }

    /// Goes into the element `index`.
    pub fn push_index(&mut self, index: usize) {
        self.segments.push(Segment::Index(index));
    }

    /// Goes back out.
    pub fn pop(&mut self) {
        if let Some(Segment::Name { start }) = self.segments.pop() {
            self.names.truncate(start);
        }
    }

    /// Number of parts.
    pub fn len(&self) -> usize {
        self.segments.len()
    }

    /// Whether this is the root.
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// Whether the last part is a member of an element of a list.
    pub fn is_in_element(&self) -> bool {
        matches!(self.segments.as_slice(), [.., Segment::Index(_), _])
    }

    /// The names on the way, innermost first; numbers are left out.
    pub fn names(&self) -> impl Iterator<Item = &[u8]> {
        self.names_above(0)
    }

    /// The names behind the first `floor` parts, innermost first; numbers are left out.
    pub fn names_above(&self, floor: usize) -> impl Iterator<Item = &[u8]> {
        let mut end = self.names.len();
        let above = self.segments.get(floor..).unwrap_or_default();
        above.iter().rev().filter_map(move |segment| match *segment {
            Segment::Name { start } => {
                let name = &self.names[start..end];
                end = start;
                Some(name)
            }
            Segment::Index(_) => None,
        })
    }

    /// The path as text; see the module for what is shown.
    pub fn render(&self) -> String {
        let mut text = String::new();
        let mut ends = Vec::with_capacity(self.segments.len());
        let mut end = self.names.len();
        for segment in self.segments.iter().rev() {
            ends.push(end);
            if let Segment::Name { start } = *segment {
                end = start;
            }
        }
        for (segment, end) in self.segments.iter().zip(ends.into_iter().rev()) {
            match *segment {
                Segment::Index(index) => {
                    let _ = write!(text, "[{index}]");
                }
                Segment::Name { start } => {
                    if !text.is_empty() {
                        text.push('.');
                    }
                    push_part(&self.names[start..end], &mut text);
                }
            }
        }
        text
    }
}

fn push_part(name: &[u8], text: &mut String) {
    match std::str::from_utf8(name) {
        Ok(name) if is_name(name) => {
            if name.contains(['.', '[', ' ']) {
                let _ = write!(text, "\"{name}\"");
            } else {
                text.push_str(name);
            }
        }
        _ => {
            let _ = write!(text, "({} bytes)", name.len());
        }
    }
}

/// Whether a key looks like a name somebody chose, not like a value used as a key: short, of
/// name characters, with few digits and no long run that mixes letters and digits.
fn is_name(name: &str) -> bool {
    if name.is_empty() || name.len() > 64 {
        return false;
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-$:.@ []/#*+".contains(c);
    if !name.chars().all(plain) || name.contains('@') {
        return false;
    }
    name.split(|c: char| !c.is_ascii_alphanumeric()).all(|word| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let cases = word.as_bytes().windows(2).filter(|pair| is_turn(pair[0], pair[1])).count();
        word.len() <= 40 && (word.len() < 12 || (digits <= 4 && cases * 3 <= word.len()))
    })
}

/// Whether two neighbours change from letter to digit, digit to letter or lower to upper.
fn is_turn(left: u8, right: u8) -> bool {
    (left.is_ascii_digit() != right.is_ascii_digit())
        || (left.is_ascii_lowercase() && right.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renders_names_and_numbers() {
        let mut path = Path::default();
        path.push_name(b"log");
        path.push_name(b"entries");
        path.push_index(3);
        path.push_name(b"request");
        path.push_name(b"a b");
        assert_eq!(path.render(), "log.entries[3].request.\"a b\"");
        path.pop();
        path.pop();
        assert_eq!(path.render(), "log.entries[3]");
        assert_eq!(path.names().collect::<Vec<_>>(), [b"entries".as_slice(), b"log"]);
    }

    #[test]
    fn hides_a_value_that_is_used_as_a_key() {
        for key in
            ["a8f3b2c19d4e5f60718293a4", "anna@example.com", "line\nbreak", "Zk3Qx9Lm2Pv7Rt1Ws5"]
        {
            let mut path = Path::default();
            path.push_name(key.as_bytes());
            assert_eq!(path.render(), format!("({} bytes)", key.len()));
        }
        for key in [
            "accessToken",
            "X-Amz-Security-Token",
            "urn:oasis:names",
            "x_ms_gateway_slice2",
            "AWSALBCORS",
        ] {
            let mut path = Path::default();
            path.push_name(key.as_bytes());
            assert_eq!(path.render().trim_matches('"'), key);
        }
    }
}
