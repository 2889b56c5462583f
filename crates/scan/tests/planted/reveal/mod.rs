//! What a file still says to somebody who tries every decoding there is.
//!
//! This is the attacker's reading: it shares no code with the product and is greedy where the
//! product is careful. Every string of the file is decoded in every way that yields anything, and
//! what comes out is decoded again, to a bounded depth and size.

mod binary;
mod json;
mod spelling;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many decodings may lie inside one another.
const DEPTH: usize = 12;
/// How much may come out of one string of the file.
const STRING_BYTES: usize = 48 << 20;
/// How many texts may come out of one string of the file.
const STRING_TEXTS: usize = 4000;

/// Everything that could be decoded from a file.
pub(crate) struct Haystack {
    /// The texts.
    pub(crate) texts: Vec<Text>,
    /// JSON pointers of the strings, keys and numbers of the file.
    pub(crate) pointers: Vec<String>,
    /// Pointers of strings whose decoding was stopped by a bound.
    pub(crate) cut: Vec<String>,
}

/// One decoded text.
pub(crate) struct Text {
    /// The place in the file, an index into [`Haystack::pointers`].
    pub(crate) pointer: usize,
    /// The decodings that led to it, outermost first.
    pub(crate) chain: Vec<&'static str>,
    /// What it says.
    pub(crate) bytes: Vec<u8>,
}

impl Haystack {
    /// Whether these bytes stand in any of the texts.
    pub(crate) fn contains(&self, secret: &[u8]) -> bool {
        let search = aho_corasick::AhoCorasick::new([secret]).expect("one pattern is not too many");
        self.texts.iter().any(|text| search.is_match(&text.bytes))
    }
}

/// Decodes everything that can be decoded.
pub(crate) fn reveal(output: &[u8]) -> Haystack {
    let mut haystack = Haystack { texts: Vec::new(), pointers: Vec::new(), cut: Vec::new() };
    let output = output.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(output);
    let (leaves, complete) = json::leaves(output);
    for leaf in leaves {
        haystack.open(leaf.pointer, leaf.text);
    }
    if !complete {
        haystack.open(String::new(), output.to_vec());
    }
    haystack
}

impl Haystack {
    fn open(&mut self, pointer: String, bytes: Vec<u8>) {
        let at = self.pointers.len();
        let first = self.texts.len();
        let mut seen = HashSet::from([digest(&bytes)]);
        let mut volume = bytes.len();
        self.texts.push(Text { pointer: at, chain: Vec::new(), bytes });
        let mut next = first;
        let mut is_cut = false;
        while next < self.texts.len() {
            let text = &self.texts[next];
            let chain = text.chain.clone();
            let mut found = Vec::new();
            let last = chain.last().copied();
            spelling::decode(&text.bytes, last, &mut found);
            binary::decode(&text.bytes, last, &mut found);
            next += 1;
            for (name, bytes) in found {
                if bytes.len() < 4 || !seen.insert(digest(&bytes)) {
                    continue;
                }
                if chain.len() >= DEPTH
                    || volume + bytes.len() > STRING_BYTES
                    || self.texts.len() - first > STRING_TEXTS
                {
                    is_cut = true;
                    continue;
                }
                volume += bytes.len();
                let mut chain = chain.clone();
                chain.push(name);
                self.texts.push(Text { pointer: at, chain, bytes });
            }
        }
        if is_cut {
            self.cut.push(pointer.clone());
        }
        self.pointers.push(pointer);
    }
}

fn digest(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
