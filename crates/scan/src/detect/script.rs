//! Values without quotes in programs of Python, Ruby and their kin, and what all programs share: calls,
//! chains of assignments, types that stand behind several names, conditions.
//!
//! A configuration file has values without quotes too. So each sign is one that no such file has:
//! brackets of a call, a list of parameters, statements around it.

use scrubjay_document::assignment::Assignment;
use scrubjay_document::{At, CodecId, Span};
use scrubjay_rules::{identifier, value};

/// How far around a value is looked at.
const NEAR: usize = 600;

/// Whether a value without quotes is an expression of a program, by signs that need no language.
pub(super) fn is_expression(text: &[u8], found: &Assignment, value: &str) -> bool {
    is_called(&text[found.value.start..])
        || is_arrow(value, &text[found.value.end..])
        || is_chain(&String::from_utf8_lossy(found.name.slice(text)), value)
        || is_shared_type(text, found, value)
        || is_condition(text, found, value)
        || is_path(value)
        || is_unpacked(text, found, value)
        || &text[found.name.end..found.value.start] == b" :"
        || is_in_script(text, found) && is_variable(text, found, value)
}

/// Whether a whole value is a chain of calls: `Joi.string().pattern(…)`.
pub(super) fn is_chain_of_calls(judged: &str) -> bool {
    judged.contains("().") && is_called(judged.as_bytes())
}

/// Whether a value is the name of a type that is called as what it holds, in two words or more:
/// `{"private_key": "_DSAPrivateKey"}`.
pub(super) fn is_named_after(judged: &str, name: &[u8]) -> bool {
    const LONGEST: usize = 48;
    let bare = judged.trim_start_matches('_');
    if bare.len() > LONGEST
        || !bare.bytes().all(|byte| byte.is_ascii_alphabetic())
        || !bare.starts_with(|c: char| c.is_ascii_uppercase())
    {
        return false;
    }
    let (own, other) = (identifier::words(&String::from_utf8_lossy(name)), identifier::words(bare));
    own.len() >= 2 && other.len() > own.len() && other.ends_with(&own)
}

/// Whether a value without quotes in an object is a variable: `{"password": self.password_grant}`.
/// JSON has none, so the object is one of a program.
pub(super) fn is_member(judged: &str, name: &[u8], at: &At<'_>) -> bool {
    const SAME: usize = 4;
    if at.chain.last().is_none_or(|step| step.codec != CodecId::JsonScalar)
        || judged.bytes().any(|byte| byte.is_ascii_digit())
        || !judged.split('.').all(is_name)
    {
        return false;
    }
    let lower = judged.to_ascii_lowercase();
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    let begins = lower.get(..SAME).filter(|begins| name.contains(begins)).is_some();
    begins || judged.contains(['.', '_']) && identifier::words(judged).len() >= 2
}

/// `base64.b64decode(…`, `N.uint8ArrayToString(…`: a member that is called. A number in the brackets
/// may be a part of a password.
fn is_called(rest: &[u8]) -> bool {
    const LONGEST: usize = 96;
    let is_path = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_$.".contains(byte);
    let length = rest.iter().take(LONGEST).take_while(is_path).count();
    let (path, behind) = rest.split_at(length);
    let opens = match behind {
        [b'(', next, ..] => next.is_ascii_alphabetic() || b"\"'`)_$[{(\n".contains(next),
        _ => false,
    };
    let Ok(path) = std::str::from_utf8(path) else { return false };
    opens && path.contains('.') && path.split('.').all(|step| is_name(step) && !is_token(step))
}

/// `$self->part`, `$parser->new`: a member of an object of Perl or PHP.
fn is_arrow(value: &str, behind: &[u8]) -> bool {
    let Some(name) = value.strip_prefix('$') else { return false };
    let whole = name.split_once("->");
    let name = match whole {
        Some((name, _)) => name,
        None => match (name.strip_suffix('-'), behind) {
            (Some(name), [b'>', next, ..])
                if next.is_ascii_alphabetic() || b"_{[".contains(next) =>
            {
                name
            }
            _ => return false,
        },
    };
    name.len() >= 2
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && whole.is_none_or(|(_, rest)| {
            rest.starts_with(|c: char| c.is_ascii_alphabetic() || "_{[".contains(c))
        })
}

/// A name of a program.
fn is_name(step: &str) -> bool {
    step.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$')
        && step.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_$".contains(&byte))
}

/// Whether a name may be a token: the words that underscores part in it are no words, or have too
/// many digits.
fn is_token(step: &str) -> bool {
    step.split('_').any(|word| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        digits > 4 || word.len() > 24 || value::is_random(word)
    })
}

/// `e.B=e.C=void 0` behind `e.A=`: members of one object that get the same value.
fn is_chain(name: &str, value: &str) -> bool {
    let Some((owner, _)) = name.split_once('.') else { return false };
    let Some((first, rest)) = value.split_once('=') else { return false };
    first.strip_prefix(owner).and_then(|rest| rest.strip_prefix('.')).is_some_and(is_name)
        && !rest.is_empty()
}

/// `password: BinaryLike,` beside `salt: BinaryLike,` or `port: number,`: words that capitals join,
/// where what stands beside it is a type as well.
fn is_shared_type(text: &[u8], found: &Assignment, value: &str) -> bool {
    const BESIDE: usize = 240;
    const TYPES: [&[u8]; 9] =
        [b"string", b"number", b"boolean", b"bool", b"str", b"int", b"void", b"None", b"bytes"];
    let (start, end) = (found.value.start, found.value.end);
    let capitals = value.bytes().filter(u8::is_ascii_uppercase).count();
    let joined = value.starts_with(|c: char| c.is_ascii_uppercase())
        && value.bytes().all(|byte| byte.is_ascii_alphabetic())
        && capitals >= 2
        && capitals * 2 < value.len();
    let ends = matches!(&text[end..], [b',' | b';' | b')', ..] | [b' ', b'=', b' ', ..]);
    if !joined || !ends || !text[..start].trim_ascii_end().ends_with(b":") {
        return false;
    }
    // `auth: ISecret = None`: what it is where nothing is given.
    if [b" = None".as_slice(), b" = null"].iter().any(|none| text[end..].starts_with(none)) {
        return true;
    }
    let around = [
        &text[start.saturating_sub(BESIDE)..found.name.start],
        &text[end..text.len().min(end + BESIDE)],
    ];
    let is_type = |rest: &[u8]| {
        let rest = rest.trim_ascii_start();
        let length = rest.iter().take(64).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (name, behind) = rest.split_at(length);
        let ends = behind.first().is_some_and(|byte| b",;)= |[<".contains(byte));
        ends && (TYPES.contains(&name) || name == value.as_bytes())
    };
    around.iter().any(|near| {
        memchr::memchr_iter(b':', near).take(24).any(|colon| is_type(&near[colon + 1..]))
    })
}

/// `user, password = parts`: several variables take what one has.
fn is_unpacked(text: &[u8], found: &Assignment, value: &str) -> bool {
    const LINE: usize = 120;
    let before = &text[found.name.start.saturating_sub(LINE)..found.name.start];
    let line = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let Some(others) = line.trim_ascii().strip_suffix(b",") else { return false };
    let is_plain = |byte: &u8| byte.is_ascii_lowercase() || b"_.".contains(byte);
    &text[found.name.end..found.value.start] == b" = "
        && others.split(|&byte| byte == b',').all(|name| {
            let name = name.trim_ascii();
            !name.is_empty() && name.iter().all(is_plain)
        })
        && value.bytes().all(|byte| is_plain(&byte))
}

/// `if entry_key == protected:`: the condition of a statement, whose block begins behind it.
fn is_condition(text: &[u8], found: &Assignment, value: &str) -> bool {
    const LINE: usize = 160;
    const WORDS: [&[u8]; 5] = [b"if ", b"elif ", b"while ", b"assert ", b"and "];
    let between = text[found.name.end..found.value.start].trim_ascii();
    if !matches!(between, b"==" | b"!=") {
        return false;
    }
    let before = &text[found.name.start.saturating_sub(LINE)..found.name.start];
    let line = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default().trim_ascii_start();
    let name = value.trim_end_matches([':', ')']);
    let closes = name.len() < value.len() || text[found.value.end..].starts_with(b":\n");
    WORDS.iter().any(|word| line.starts_with(word))
        && closes
        && name.split('.').all(is_name)
        && !name.bytes().any(|byte| byte.is_ascii_digit())
}

/// `rfc8628_errors.AccessDenied.error`, `signature.sign_hmac_sha256_with_client,`: the path of a
/// member, of so many words that nobody chooses it for a password.
pub(super) fn is_path(value: &str) -> bool {
    const LONGEST: usize = 96;
    let value = value.trim_end_matches([',', ';', ')', ':']);
    if value.len() > LONGEST || !value.contains('.') {
        return false;
    }
    let steps = value.split('.').count();
    let is_long = |step: &str| step.split('_').filter(|word| word.len() >= 3).count() >= 3;
    let joined = value.split('.').any(super::program::is_joined_words);
    value.split('.').all(|step| is_name(step) && !is_token(step))
        && (steps >= 3 && joined || value.split('.').any(is_long))
        && value.bytes().filter(u8::is_ascii_digit).count() <= 8
}

/// Whether a value is a variable by its own look: a path, or words that underscores join, of which a
/// password has neither where statements stand around.
fn is_variable(text: &[u8], found: &Assignment, value: &str) -> bool {
    const LONGEST: usize = 64;
    let name = value.trim_end_matches([',', ')', ':', '}', ']']);
    let words = identifier::words(name);
    let ends = name.len() < value.len()
        || matches!(
            &text[found.value.end..],
            [] | [b'\n' | b'\r' | b',' | b')' | b':' | b'}' | b']', ..]
        );
    name.len() <= LONGEST
        && ends
        && words.len() >= 2
        && name.contains(['.', '_'])
        && name.split('.').all(is_name)
        && !name.bytes().any(|byte| byte.is_ascii_digit())
        && !value::is_random(name)
}

/// Whether statements of a program stand around a value, and it stands in none of its comments or
/// texts.
fn is_in_script(text: &[u8], found: &Assignment) -> bool {
    const SIGNS: [&[u8]; 14] = [
        b"self.",
        b"):\n",
        b" is None",
        b" is not None",
        b"raise ",
        b"elif ",
        b"    return ",
        b"    def ",
        b"\ndef ",
        b"except ",
        b"__init__",
        b"lambda ",
        b" not in ",
        b"() -> ",
    ];
    const LINE: usize = 120;
    let at = found.name.start;
    let before = &text[at.saturating_sub(LINE)..at];
    let line = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    if line.contains(&b'#') {
        return false;
    }
    let near = Span::new(at.saturating_sub(NEAR), text.len().min(at + NEAR)).slice(text);
    SIGNS.iter().filter(|sign| memchr::memmem::find(near, sign).is_some()).take(2).count() == 2
}

#[cfg(test)]
mod tests {
    use scrubjay_document::assignment;

    use super::*;

    fn is(text: &str) -> bool {
        let word = text.find("key").expect("the name stands in the text");
        let name = assignment::name_around(text.as_bytes(), Span::new(word, word + 3));
        let found = assignment::of(text.as_bytes(), name.expect("a name"));
        let found = found.expect("an assignment");
        let value = String::from_utf8_lossy(found.value.slice(text.as_bytes())).into_owned();
        is_expression(text.as_bytes(), &found, &value)
    }

    #[test]
    fn tells_expressions_from_values() {
        for text in [
            "key = base64.b64decode(x)\n",
            "this.key=N.uint8ArrayToString(e),",
            "e.key=e.first=e.second=void 0,",
            "f(key: BinaryLike, salt: BinaryLike)",
            "key: ISecret = None, port: number = None",
            "if entry_key == protected:\n",
            "CODE_key = rfc8628_errors.AccessDeniedError.error\n",
            "key: signature.sign_hmac_sha256_with_client,\n",
            "user, key = parts\n",
            "key => $self->part,",
            "(key: ISecret = None, x: Y = None)",
            "has_key :other_key, x: false",
        ] {
            assert!(is(text), "{text}");
        }
        for text in [
            "key=hunter.2x(9)",
            "key = hunter2(x)",
            "key=Kq7Rt2Vx9Zb4Nm6.Lp8Ws3Yd5Hx(a)",
            "a.key=b.x=y",
            "key: BlueJay, user: anna",
            "key: BlueJay2, port: number",
            "key == hunter:\n",
            "if key == hunter2:\n",
            "key = blue.jay.tree\n",
            "key = correct.horse.battery.staple\n",
            "key = blue_jay\n",
            "key=summer.BlueJay7\n",
            "user, key = parts2\n",
            "user: anna, key: parts\n",
            "User, key = parts\n",
            "key = $ummer-9>x\n",
            "key = $self-\n",
            "key: BlueJay = none\n",
        ] {
            assert!(!is(text), "{text}");
        }
    }

    #[test]
    fn knows_types_by_what_they_hold() {
        assert!(is_named_after("_DSAPrivateKey", b"private_key"));
        assert!(is_named_after("EllipticCurvePrivateKey", b"privateKey"));
        for value in ["PrivateKey", "BlueJay", "DSAPrivateKey2", "blueprivatekey"] {
            assert!(!is_named_after(value, b"private_key"), "{value}");
        }
        assert!(!is_named_after("MyPassword", b"password"));
        assert!(is_chain_of_calls("Joi.string().required()"));
        assert!(!is_chain_of_calls("hunter().2x"));
    }

    #[test]
    fn knows_variables_by_the_statements_around_them() {
        let script = |line: &str| {
            format!("def f(self):\n    if x is None:\n        raise E\n{line}\n    return g\n")
        };
        for line in ["    user.key = new_key", "    key = old_part,", "    key=part.own_name)"] {
            assert!(is(&script(line)), "{line}");
            assert!(!is(line), "{line}");
        }
        for line in ["    # key = blue_jay", "    key = blue_jay7", "    key = summer"] {
            assert!(!is(&script(line)), "{line}");
        }
    }
}
