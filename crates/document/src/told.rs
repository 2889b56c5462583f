//! What people tell each other of a password: `pwd -> …`, `I reset your password to …`,
//! `Password for user 'anna' changed to '…'`, `**Password:** …`, a label with the value on the line
//! below it, the rows of names and values that a program draws with nothing but space.
//!
//! No assignment can be read there and what somebody chose is shorter and less random than what a
//! machine makes, so what joins the two has to say more: an arrow or a dash, a verb, a line of their
//! own, a table. Whether the label is that of a password is for the caller to say.
//!
//! Invariant: the work for one word is bounded, whatever the text.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::span::Span;

/// What a label is told to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// The value, without quotes, marks and the full stop of the sentence.
    pub value: Span,
    /// Whether somebody says so; otherwise the value only stands where it would.
    pub said: bool,
}

/// The longest stretch between a label and its value.
const REACH: usize = 96;
/// The longest value, and the shortest.
const MOST: usize = 64;
const LEAST: usize = 6;
/// So many words may stand between a label and the verb.
const WORDS: usize = 8;

/// Whether what stands right behind `name` leaves room for anything to be told.
#[inline]
pub fn may_follow(text: &[u8], name: Span) -> bool {
    match text.get(name.end..) {
        Some([b' ', next, ..]) => !b"=:?&|{(".contains(next) || *next == b'=',
        Some([byte, ..]) => b"\t\r\n*_~`\"')]:=,".contains(byte),
        Some([]) | None => false,
    }
}

/// What somebody tells `name` to be, if somebody does.
pub fn behind(text: &[u8], name: Span) -> Option<Told> {
    let near = &text[..text.len().min(name.end + REACH + MOST)];
    // What closes the label: `**Password:**`, `'password'`.
    let marks = near[name.end..].iter().take(6).take_while(|byte| b"*_~`\"')]:".contains(byte));
    let marks = marks.count();
    let closed = name.end + marks;
    let decorated = memchr::memchr2(b'*', b'`', &near[name.end..closed]).is_some();
    let colon = near[name.end..closed].contains(&b':');
    let gap = near[closed..].iter().take_while(|&&byte| byte == b' ' || byte == b'\t').count();
    let at = closed + gap;
    let rest = near.get(at..).filter(|rest| !rest.is_empty())?;
    let told = match sign(rest) {
        length if length > 0 && (gap > 0 || decorated) => {
            value(near, at + length, true).filter(|told| is_told(near, *told))
        }
        _ if decorated && colon => value(near, at, true).filter(|told| is_told(near, *told)),
        _ if matches!(rest[0], b'\n' | b'\r') && marks <= 3 => {
            numbered(near, name, at).or_else(|| below(text, name, at))
        }
        _ if rest[0] == b'=' || rest[0] == b'$' => parameter(text, at),
        _ if marks == 0 && (gap >= 2 || near[name.end] == b'\t') => row(text, name, at),
        _ if gap <= 1 => {
            if let Some(told) = member(near, name, closed) {
                return Some(told);
            }
            match verb(near, name, at) {
                Some(from) => value(near, from, true).filter(|told| is_told(near, *told)),
                None if gap == 1 && !colon => announced(text, at).or_else(|| row(text, name, at)),
                None => None,
            }
        }
        _ => None,
    };
    told.filter(|told| !is_algorithm(told.value.slice(text)))
}

/// The length of the arrow or dash that `rest` begins with, or zero.
fn sign(rest: &[u8]) -> usize {
    match rest {
        [b'-' | b'=', b'>', b' ', ..] => 2,
        [b'-', b' ', ..] => 1,
        // The arrows, and the dashes.
        [0xe2, 0x86, 0x92, ..] | [0xe2, 0x80, 0x93 | 0x94, b' ', ..] => 3,
        _ => 0,
    }
}

/// The parameter of a statement, where a log tells it behind: `pw = $1`, `$1 = '…'`.
fn parameter(text: &[u8], at: usize) -> Option<Told> {
    const BEHIND: usize = 2 << 10;
    let rest = &text[at..text.len().min(at + BEHIND)];
    let mark = rest.iter().take(4).position(|&byte| byte == b'$')?;
    let digits = rest[mark + 1..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let joint = &rest[..mark];
    if digits == 0 || !joint.iter().all(|byte| b"= ".contains(byte)) {
        return None;
    }
    let told = [&rest[mark..=mark + digits], b" = '"].concat();
    let from = mark + digits + 1;
    let behind = memchr::memmem::find(&rest[from..], &told)?;
    let start = at + from + behind + told.len();
    let length = memchr::memchr2(b'\'', b'\n', &text[start..text.len().min(start + MOST)])?;
    let value = Span::new(start, start + length);
    (value.len() >= LEAST && text[value.end] == b'\'').then_some(Told { value, said: true })
}

/// The member behind the one that says which it is, where neither stands in quotes:
/// `{Name:DB_PASSWORD Value:…}`, `(name=password,value=…)`.
fn member(text: &[u8], name: Span, at: usize) -> Option<Told> {
    const NAMES: [&[u8]; 4] = [b"name", b"key", b"Name", b"Key"];
    let before = &text[..name.start];
    let before = before.strip_suffix(b":").or_else(|| before.strip_suffix(b"="))?;
    let is_own = |word: &&[u8]| {
        before.strip_suffix(*word).is_some_and(|rest| rest.ends_with(b"{") || rest.ends_with(b"("))
    };
    let rest = text[at..].trim_ascii_start();
    let rest = rest.strip_prefix(b",").unwrap_or(rest).trim_ascii_start();
    let rest = rest.strip_prefix(b"value").or_else(|| rest.strip_prefix(b"Value"))?;
    let rest = rest.strip_prefix(b":").or_else(|| rest.strip_prefix(b"="))?;
    let length = rest.iter().position(|byte| b" ,})]\n\"'".contains(byte))?;
    let start = text.len() - rest.len();
    (NAMES.iter().any(is_own) && length >= LEAST)
        .then(|| Told { value: Span::new(start, start + length), said: true })
}

/// The next of two numbered answers, the first of which is the label: `1) "requirepass"`.
fn numbered(text: &[u8], name: Span, at: usize) -> Option<Told> {
    let before = text[..name.start].strip_suffix(b"\"")?;
    let rest = text[at..].trim_ascii_start();
    let digits = rest.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    let quoted = rest[digits..].strip_prefix(b") \"")?;
    let length = memchr::memchr2(b'"', b'\n', quoted)?;
    let start = text.len() - quoted.len();
    let is_first = before.ends_with(b") ") && digits > 0 && quoted[length] == b'"';
    (is_first && length > 0).then(|| Told { value: Span::new(start, start + length), said: true })
}

/// A value that a message hands out at the end of a line or below it: `Your API key was created. It is
/// shown only once: …`, `use this code to sign in:` with the code on a line of its own.
fn announced(text: &[u8], at: usize) -> Option<Told> {
    const FAR: usize = 160;
    let rest = &text[at..text.len().min(at + FAR)];
    let colon = memchr::memchr(b':', rest)?;
    let words = &rest[..colon];
    if words.iter().any(|byte| matches!(byte, b'\n' | b'{' | b'(' | b'='))
        || speaks_of_another(words)
    {
        return None;
    }
    let behind = at + colon + 1;
    let gap = text[behind..].iter().take(12).take_while(|byte| byte.is_ascii_whitespace()).count();
    let is_below = text[behind..behind + gap].contains(&b'\n');
    let told = value(text, behind + gap, false)?;
    let ends = text[told.value.end..].iter().find(|byte| !b"`*\" ".contains(byte));
    let is_last = matches!(ends, None | Some(b'\n' | b'\r' | b'<' | b'\\'));
    let own = told.value.slice(text);
    let is_code = own.len() <= 8 && own.iter().all(u8::is_ascii_digit);
    (gap > 0 && is_last && (is_below && is_code || is_made(own, 2) && own.len() >= 8))
        .then_some(Told { said: !is_below, ..told })
}

/// Whether the words that lead to a value call it something else: `the token of commit: …`.
fn speaks_of_another(words: &[u8]) -> bool {
    const OTHERS: [&[u8]; 20] = [
        b"hash",
        b"sha",
        b"commit",
        b"digest",
        b"checksum",
        b"fingerprint",
        b"id",
        b"uuid",
        b"version",
        b"trace",
        b"request",
        b"correlation",
        b"error",
        b"file",
        b"path",
        b"url",
        b"host",
        b"reference",
        b"ref",
        b"branch",
    ];
    let last = words.rsplit(|byte| !byte.is_ascii_alphanumeric()).find(|word| !word.is_empty());
    last.is_some_and(|last| OTHERS.iter().any(|other| last.eq_ignore_ascii_case(other)))
}

/// Where the value begins behind `changed to` and its like.
fn verb(text: &[u8], name: Span, at: usize) -> Option<usize> {
    const VERBS: [&[u8]; 12] = [
        b"changed",
        b"set",
        b"reset",
        b"updated",
        b"rotated",
        b"modified",
        b"gesetzt",
        b"zur\xc3\xbcckgesetzt",
        b"ge\xc3\xa4ndert",
        b"changing",
        b"setting",
        b"resetting",
    ];
    const TO: [&[u8]; 2] = [b"to", b"auf"];
    static JOINTS: LazyLock<[Finder<'static>; 2]> =
        LazyLock::new(|| [Finder::new(" to "), Finder::new(" auf ")]);
    if is_handed(text, name) && value(text, at, true).is_some_and(|told| is_told(text, told)) {
        return Some(at);
    }
    // Most sentences have none.
    let near = &text[at.saturating_sub(1)..text.len().min(at + REACH)];
    if JOINTS.iter().all(|joint| joint.find(near).is_none()) {
        return None;
    }
    let mut is_open = None;
    let mut from = at;
    for _ in 0..WORDS {
        let rest = text.get(from..)?;
        let length = rest.iter().take(MOST).take_while(|&&byte| WORD[usize::from(byte)]).count();
        if length == 0 || rest.get(length) != Some(&b' ') {
            return None;
        }
        let word = &rest[..length];
        let is_in = |words: &[&[u8]]| words.iter().any(|one| word.eq_ignore_ascii_case(one));
        let next = from + length + 1;
        if length <= 4 && is_in(&TO) && is_open.unwrap_or_else(|| is_ordered(text, name)) {
            return Some(next);
        }
        is_open = Some(length >= 3 && is_in(&VERBS));
        from = next;
    }
    None
}

/// What words are made of, and the quotes around names. A sentence that goes on behind a comma says
/// something else, and a program says nothing.
const WORD: [bool; 256] = {
    // What is not ASCII is a part of a word.
    let mut table = [true; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric()
            || matches!(byte, b'\'' | b'"' | b'`' | b'%' | b'@' | b'-' | b'_' | b'/');
        byte += 1;
    }
    table
};

/// Whether the word in front of a label hands it on: `logging in with password …`.
fn is_handed(text: &[u8], name: Span) -> bool {
    const WORDS: [&[u8]; 5] = [b"with", b"using", b"mit", b"avec", b"con"];
    let before = &text[name.start.saturating_sub(8)..name.start];
    // `h`, `g`, `t`, `c` and `n` end these words.
    let Some(before) = before.strip_suffix(b" ") else { return false };
    if !matches!(before.last(), Some(b'h' | b'g' | b't' | b'c' | b'n' | b'H')) {
        return false;
    }
    let word = before.rsplit(|byte| !byte.is_ascii_alphabetic()).next().unwrap_or_default();
    WORDS.iter().any(|one| word.eq_ignore_ascii_case(one))
}

/// Whether the words in front of a label say that somebody gives it a value: `I set your …`.
fn is_ordered(text: &[u8], name: Span) -> bool {
    const VERBS: [&[u8]; 6] = [b"reset", b"set", b"changed", b"change", b"updated", b"setze"];
    const NEAR: usize = 32;
    let before = &text[name.start.saturating_sub(NEAR)..name.start];
    let mut words = before.rsplit(u8::is_ascii_whitespace).skip(1).take(3);
    words.any(|word| VERBS.iter().any(|verb| word.eq_ignore_ascii_case(verb)))
}

/// The value that begins at `from`, behind what opens it.
fn value(text: &[u8], from: usize, said: bool) -> Option<Told> {
    let lead = text.get(from..)?.iter().take_while(|&&byte| byte == b' ').count();
    let open = text[from + lead..].iter().take(2).take_while(|b| b"*`\"'".contains(b)).count();
    let start = from + lead + open;
    let rest = &text[start..];
    let closer = (open > 0).then(|| text[start - 1]);
    let ends = |byte: &u8| {
        byte.is_ascii_whitespace()
            || byte.is_ascii_control()
            || b"<>\"\\`|".contains(byte)
            || closer == Some(*byte)
    };
    let length = rest.iter().position(ends).unwrap_or(rest.len());
    let closed = closer.is_some() && rest.get(length).copied() == closer;
    let run = &rest[..length];
    let kept = match run.iter().rposition(|byte| !b".,;:)".contains(byte)) {
        _ if closed => length,
        Some(last) => last + 1,
        None => return None,
    };
    let value = Span::new(start, start + kept);
    (LEAST..=MOST).contains(&value.len()).then_some(Told { value, said })
}

/// A label that has its line to itself, and a value that has the next one.
fn below(text: &[u8], name: Span, at: usize) -> Option<Told> {
    const BEFORE: usize = 40;
    let near = &text[name.start.saturating_sub(BEFORE)..name.start];
    let line = match memchr::memrchr(b'\n', near) {
        Some(feed) => &near[feed + 1..],
        None if near.len() == name.start => near,
        None => return None,
    };
    let is_mark = |byte: &u8| byte.is_ascii_alphabetic() || b" *_#-'".contains(byte);
    if !line.iter().all(is_mark) || line.iter().filter(|&&byte| byte == b' ').count() > 3 {
        return None;
    }
    let feeds = text[at..].iter().take(16).take_while(|byte| byte.is_ascii_whitespace()).count();
    let lines = text[at..at + feeds].iter().filter(|&&byte| byte == b'\n').count();
    // A block of code: the name of a language may stand behind the marks.
    let fence = text[at + feeds..].strip_prefix(b"```").map_or(0, |rest| {
        let word = rest.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        3 + word + rest[word..].iter().take(2).take_while(|b| b.is_ascii_whitespace()).count()
    });
    let told = value(text, at + feeds + fence, false)?;
    let rest = text[told.value.end..].trim_ascii_start();
    let alone = rest.is_empty()
        || text[told.value.end..].iter().take(3).any(|&byte| byte == b'\n' || byte == b'\r');
    (lines <= 2 && alone && is_made(told.value.slice(text), 2)).then_some(told)
}

/// A row of a table of names and values that is drawn with space: the row before it or behind it
/// has its value in the same column.
fn row(text: &[u8], name: Span, at: usize) -> Option<Told> {
    const WIDE: usize = 200;
    let near = &text[name.start.saturating_sub(WIDE)..name.start];
    let start = match memchr::memrchr(b'\n', near) {
        Some(feed) => name.start - near.len() + feed + 1,
        None if near.len() == name.start => 0,
        None => return None,
    };
    if !text[start..name.start].iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    let told = value(text, at, false)?;
    let line = text[told.value.end..].iter().take(WIDE).position(|&byte| byte == b'\n');
    let end = line.map_or(text.len(), |length| told.value.end + length);
    if end - told.value.end > 2 && !text[told.value.end..end].trim_ascii().is_empty() {
        return None;
    }
    let column = at - start;
    // One space is no column, unless the row beside it shows one.
    let alone = text[..at].ends_with(b"  ") || text[..at].ends_with(b"\t");
    let is_row = |row: &[u8]| {
        let [before, value, ..] = &row.get(column - 1..).unwrap_or_default() else { return false };
        if !alone && !row[..column].ends_with(b"  ") {
            return false;
        }
        matches!(before, b' ' | b'\t')
            && value.is_ascii_graphic()
            && row.first().is_some_and(|byte| *byte > b' ' || text[start] <= b' ')
    };
    let before = &text[start.saturating_sub(WIDE)..start.saturating_sub(1)];
    let before = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let behind = text.get(end + 1..text.len().min(end + 1 + WIDE)).unwrap_or_default();
    let behind = behind.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let is_table = is_row(before) && start > 0 || is_row(behind);
    (is_table && is_made(told.value.slice(text), 1)).then_some(told)
}

/// Whether what is told could be a password, and not one more word of the sentence.
fn is_told(text: &[u8], told: Told) -> bool {
    let value = told.value.slice(text);
    let digits = value.iter().all(u8::is_ascii_digit);
    is_made(value, 1) || digits && value.len() <= 8 || is_phrase(value)
}

/// Whether a value has letters and `least` digits, and is no address and no piece of a program.
fn is_made(value: &[u8], least: usize) -> bool {
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let letters = value.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let signs = value.iter().any(|byte| b"!@#$%^&*?~+".contains(byte));
    let upper = value.iter().any(u8::is_ascii_uppercase);
    let long = value.len() >= 20 && upper && digits > 0;
    letters >= 2
        && (digits >= 2 || digits >= least && signs || long)
        && !b"/.#$<{(-\\[".contains(&value[0])
        && memchr::memmem::find(value, b"://").is_none()
        && !value.iter().any(|byte| b"(){}[]".contains(byte))
}

/// Three words or more with dashes between: what people are told to choose.
pub fn is_phrase(value: &[u8]) -> bool {
    let is_word =
        |word: &[u8]| (3..=12).contains(&word.len()) && word.iter().all(u8::is_ascii_alphabetic);
    value.len() >= 14
        && value.split(|&byte| byte == b'-').count() >= 3
        && value.split(|&byte| byte == b'-').all(is_word)
}

/// Whether a value is how passwords are kept, not one.
pub fn is_algorithm(value: &[u8]) -> bool {
    const NAMES: [&[u8]; 14] = [
        b"sha", b"md5", b"argon", b"bcrypt", b"scrypt", b"pbkdf", b"base64", b"aes", b"rsa",
        b"utf", b"oauth", b"http", b"ssl", b"tls",
    ];
    let begins = |name: &&[u8]| {
        value.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    value.len() <= 16 && NAMES.iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told<'t>(text: &'t str, word: &str) -> Option<&'t str> {
        let at = text.find(word).expect("the label stands in the text");
        let found = behind(text.as_bytes(), Span::new(at, at + word.len()))?;
        Some(&text[found.value.range()])
    }

    #[test]
    fn reads_what_people_tell() {
        for (text, value) in [
            ("pwd -> Blue7jay!", "Blue7jay!"),
            ("the password \u{2192} Blue77jay", "Blue77jay"),
            ("password \u{2013} `Blue77jay`", "Blue77jay"),
            ("**password:** `Blue77jay`", "Blue77jay"),
            ("**password**: Blue77jay.", "Blue77jay"),
            ("I reset your password to Blue77jay, please change it", "Blue77jay"),
            ("I reset your password to green-heron-lake, please", "green-heron-lake"),
            ("password for user 'anna' changed to 'Blue77jay' by x", "Blue77jay"),
            ("password of anna has been set to Blue77jay", "Blue77jay"),
            ("Login\nanna\n\npassword\nBlue77jay!\n", "Blue77jay!"),
            ("## password\n\n`Blue77jay`\n", "Blue77jay"),
            ("Key         Value\n---         -----\npassword    blue77jay\n", "blue77jay"),
            ("user      anna\npassword  blue77jay\n", "blue77jay"),
            ("user     anna\npassword blue77jay\n", "blue77jay"),
            ("Logging in with password green-heron-lake\n", "green-heron-lake"),
            ("### the password\n\n```\nblue77jay\n```\n", "blue77jay"),
            ("{Name:password Value:blue77jay ValueFrom:nil}", "blue77jay"),
            ("x:write(name=password,value=blue77jay)", "blue77jay"),
            ("1) \"password\"\n2) \"blue77jay\"\n", "blue77jay"),
            (
                "SET password=$1 WHERE id=$2\nDETAIL: parameters: $1 = 'blue77jay', $2 = '7'",
                "blue77jay",
            ),
            ("your password was created, you see it only once: blue77jay", "blue77jay"),
            ("this password signs you in:\n\n    471188\n\nfor ten minutes", "471188"),
            ("password  blue77jay\nhost      desk.example\n", "blue77jay"),
        ] {
            let word = if text.contains("pwd") { "pwd" } else { "password" };
            assert_eq!(told(text, word), Some(value), "in {text}");
        }
    }

    #[test]
    fn leaves_what_only_speaks_of_one() {
        for text in [
            "reset your password to continue",
            "change your password to something safe",
            "the password is required to sign in to desk12",
            "password -> SHA256",
            "$user->password->field12",
            "password - at least 8 characters",
            "password \u{2014} see page12.html",
            "password\n\nStep 2 of 3\n",
            "password\nof desk12\n",
            "password  field12 of the page\n",
            "password  blue77jay",
            "name      anna\npassword  never\n",
            "password changed. Sent to anna77@desk.example",
            "password=>e.validate12()",
            "password (min8chars)",
            "password check failed for request: blue77jay",
            "password rules: at least 12 characters of page12",
            "SET password=$1 WHERE id=$2\nDETAIL: parameters: $2 = '7'",
            "user anna\npassword blue77jay\n",
            "log in with password and code12",
            "password policy:\n\n12 characters\n",
            "{Name:password ValueFrom:blue77jay}",
            "f(password, value=blue77jay)",
        ] {
            assert_eq!(told(text, "password"), None, "in {text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn survives_anything(
            front in "[a-z\"' \n\u{e9}]{0,20}",
            rest in "[<>/=:a-zA-Z0-9\\\\\"'*`(){}\u{2013}\u{2192}|\n\t -]{0,80}",
        ) {
            let text = format!("{front}password{rest}");
            behind(text.as_bytes(), Span::new(front.len(), front.len() + 8));
        }
    }
}
