//! A forgiving reader of JSON: every string, key and number with its pointer, doubled keys and
//! lone surrogates included, as far as the text goes.

/// A string, key or number.
pub(super) struct Leaf {
    /// Its JSON pointer; a key ends in `~key`, a list joined to one text in `*`.
    pub(super) pointer: String,
    /// What it says, unescaped.
    pub(super) text: Vec<u8>,
}

/// The leaves of a document, and whether it is one whole document.
pub(super) fn leaves(bytes: &[u8]) -> (Vec<Leaf>, bool) {
    let mut reader = Reader { bytes, at: 0, path: String::new(), leaves: Vec::new(), depth: 0 };
    let complete = reader.value().is_some() && {
        reader.space();
        reader.at == bytes.len()
    };
    (reader.leaves, complete)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    path: String,
    leaves: Vec<Leaf>,
    depth: usize,
}

/// What kind of value was read.
enum Kind {
    Text,
    Byte(u8),
    Other,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Option<Kind> {
        self.space();
        match self.peek()? {
            b'{' => self.object(),
            b'[' => self.list(),
            b'"' => {
                let text = self.string()?;
                self.leaf(text);
                Some(Kind::Text)
            }
            _ => self.scalar(),
        }
    }

    fn leaf(&mut self, text: Vec<u8>) {
        self.leaves.push(Leaf { pointer: self.path.clone(), text });
    }

    fn scalar(&mut self) -> Option<Kind> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9' | b'a'..=b'z' | b'E' | b'+' | b'-' | b'.')) {
            self.at += 1;
        }
        let text = self.bytes.get(start..self.at).filter(|text| !text.is_empty())?;
        self.leaf(text.to_vec());
        let byte = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
        Some(byte.map_or(Kind::Other, Kind::Byte))
    }

    fn enter(&mut self) -> Option<()> {
        self.at += 1;
        self.depth += 1;
        (self.depth < 200).then_some(())
    }

    fn object(&mut self) -> Option<Kind> {
        self.enter()?;
        self.space();
        if self.peek()? == b'}' {
            self.at += 1;
            self.depth -= 1;
            return Some(Kind::Other);
        }
        loop {
            self.space();
            let key = self.string()?;
            let length = self.path.len();
            self.path.push('/');
            let shown = String::from_utf8_lossy(&key).replace('~', "~0").replace('/', "~1");
            // A key may itself be a credential; pointers of two files are compared by its place.
            self.path.push_str(if shown.len() > 40 { "#" } else { &shown });
            self.leaves.push(Leaf { pointer: format!("{}~key", self.path), text: key });
            self.space();
            if self.peek()? != b':' {
                return None;
            }
            self.at += 1;
            self.value()?;
            self.path.truncate(length);
            self.space();
            match self.peek()? {
                b',' => self.at += 1,
                b'}' => break,
                _ => return None,
            }
        }
        self.at += 1;
        self.depth -= 1;
        Some(Kind::Other)
    }

    fn list(&mut self) -> Option<Kind> {
        self.enter()?;
        let (mut texts, mut bytes, mut count) = (Vec::new(), Vec::new(), 0_usize);
        self.space();
        while self.peek()? != b']' {
            let length = self.path.len();
            self.path.push_str(&format!("/{count}"));
            let kind = self.value();
            self.path.truncate(length);
            match kind? {
                Kind::Text => {
                    texts.extend(self.leaves.last().map(|leaf| leaf.text.clone()));
                }
                Kind::Byte(byte) => bytes.push(byte),
                Kind::Other => {}
            }
            count += 1;
            self.space();
            if self.peek()? == b',' {
                self.at += 1;
                self.space();
            }
        }
        let joined = if count > 1 && texts.len() == count {
            texts.concat()
        } else if count > 7 && bytes.len() == count {
            bytes
        } else {
            Vec::new()
        };
        if !joined.is_empty() {
            self.leaves.push(Leaf { pointer: format!("{}/*", self.path), text: joined });
        }
        self.at += 1;
        self.depth -= 1;
        Some(Kind::Other)
    }

    fn string(&mut self) -> Option<Vec<u8>> {
        if self.peek()? != b'"' {
            return None;
        }
        self.at += 1;
        let start = self.at;
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        let text = super::spelling::unescape(&self.bytes[start..self.at]);
        self.at += 1;
        Some(text)
    }
}
