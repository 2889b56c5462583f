//! The words that may stand between a label and its value.

/// Words that assign, that name types, or that say nothing but that a value follows.
pub(super) static ASSIGNING: Words<58> = Words::new([
    b"are",
    b"array",
    b"as",
    b"blob",
    b"byte",
    b"bytes",
    b"char",
    b"const",
    b"content",
    b"data",
    b"default",
    b"er",
    b"es",
    b"est",
    b"final",
    b"get",
    b"hier",
    b"init",
    b"ist",
    b"jest",
    b"lautet",
    b"let",
    b"literal",
    b"new",
    b"now",
    b"nsstring",
    b"option",
    b"optional",
    b"private",
    b"public",
    b"q",
    b"qq",
    b"raw",
    b"readonly",
    b"secure",
    b"securestring",
    b"self",
    b"set",
    b"some",
    b"static",
    b"std",
    b"str",
    b"string",
    b"string_view",
    b"text",
    b"the",
    b"this",
    b"to",
    b"unicode",
    b"val",
    b"value",
    b"values",
    b"var",
    b"varchar",
    b"wert",
    b"\xc3\xa4r",
    b"\xc3\xa8",
    b"\xc3\xa9",
]);

/// Words that lead from a label to what it is for.
pub(super) static OF: Words<16> = Words::new([
    b"at",
    b"aus",
    b"by",
    b"de",
    b"des",
    b"for",
    b"from",
    b"fuer",
    b"f\xc3\xbcr",
    b"in",
    b"of",
    b"on",
    b"para",
    b"pour",
    b"to",
    b"von",
]);

/// What the words have in them that call a value something else.
static OTHER: Words<30> = Words::new([
    b"hash",
    b"sha",
    b"md5",
    b"commit",
    b"integrity",
    b"etag",
    b"checksum",
    b"digest",
    b"fingerprint",
    b"thumbprint",
    b"uuid",
    b"guid",
    b"version",
    b"revision",
    b"nonce",
    b"class",
    b"css",
    b"build",
    b"name",
    b"url",
    b"href",
    b"src",
    b"path",
    b"file",
    b"chunk",
    b"module",
    b"trace",
    b"request",
    b"color",
    b"locale",
]);

/// Whether a word has one of [`OTHER`] in it, or is `id`.
pub(super) fn is_other(word: &[u8]) -> bool {
    word.eq_ignore_ascii_case(b"id") || OTHER.stand_in(word)
}

/// Words to look others up in, of at most 31 bytes each.
pub(super) struct Words<const N: usize> {
    words: [&'static [u8]; N],
    /// By the low bits of the first byte, which both cases share: the lengths of the words, as bits.
    lengths: [u32; 32],
}

impl<const N: usize> Words<N> {
    const fn new(words: [&'static [u8]; N]) -> Self {
        let (mut lengths, mut index) = ([0; 32], 0);
        while index < N {
            lengths[(words[index][0] & 31) as usize] |= 1 << words[index].len();
            index += 1;
        }
        Self { words, lengths }
    }

    /// Whether `word` is one of them, in capitals or not.
    pub(super) fn have(&self, word: &[u8]) -> bool {
        // What words of a text hardly ever share needs no comparison.
        let Some(&first) = word.first() else { return false };
        let lengths = self.lengths[usize::from(first & 31)];
        word.len() < 32
            && lengths >> word.len() & 1 == 1
            && self.words.iter().any(|one| one.len() == word.len() && begins(word, one))
    }

    /// Whether one of them stands in `word`.
    fn stand_in(&self, word: &[u8]) -> bool {
        let may_begin = |at: &usize| self.lengths[usize::from(word[*at] & 31)] != 0;
        (0..word.len())
            .filter(may_begin)
            .any(|at| self.words.iter().any(|one| begins(&word[at..], one)))
    }
}

/// Whether `text` begins with `word`, in capitals or not.
fn begins(text: &[u8], word: &[u8]) -> bool {
    let is_same = |at: usize| text[at] & 31 == word[at] & 31;
    text.len() >= word.len() && is_same(0) && text[..word.len()].eq_ignore_ascii_case(word)
}
