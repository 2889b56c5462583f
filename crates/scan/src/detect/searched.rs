//! What stands in the middle of a text: tokens, and words around which a name and a value stand.

use scrubjay_document::beside::phrase;
use scrubjay_document::call::Calls;
use scrubjay_document::told::{is_algorithm, is_phrase};
use scrubjay_document::{At, Context, Lead, Span, assignment, bound, cookie_call, drawn, insert};
use scrubjay_rules::{Class, NameVerdict, Place as NamePlace, RuleIndex, TextHit, value};

use super::named::{is_cookie_header, name_place};
use super::{
    Detector, beside, bundle, listed, permission, program, settled, structures, told, wording,
};

impl Detector<'_> {
    /// Looks through a text for tokens, and for words around which a name and a value stand.
    pub(super) fn search(&mut self, text: &[u8], at: &At<'_>, leads: Option<&mut Vec<Lead>>) {
        let mut tokens = Vec::new();
        let mut words = Vec::new();
        self.pack.search(text, &mut |hit| match hit {
            TextHit::Token { rule, secret } | TextHit::Kin { rule, secret } => {
                tokens.push((rule, Span::from(secret)));
            }
            TextHit::Word { at } => words.push(Span::from(at)),
        });
        let mut none = Vec::new();
        let leads = leads.unwrap_or(&mut none);
        for (rule, span) in tokens {
            if settled::is_in_own(text, span) {
                continue;
            }
            structures::token(self, rule, text, span, at, leads);
        }
        let mut last = None;
        let calls = Calls::new(text);
        for word in words {
            // One name may hold several words.
            if last.is_some_and(|name: Span| name.covers(word)) {
                continue;
            }
            let column = insert::around(text, word)
                .map(|column| bound::inserted(text, word).unwrap_or(column))
                .or_else(|| drawn::around(text, word))
                .or_else(|| bound::compared(text, word));
            if let Some(column) = column {
                last = Some(column.name);
                bundle::column(text, &column, leads);
                continue;
            }
            let Some(name) = assignment::name_around(text, word) else {
                last = None;
                continue;
            };
            if let Some(set) = cookie_call::at(text, name) {
                last = Some(name);
                let own = set.name.slice(text);
                leads.push(Lead::named(set.value, set.codec, Context::Cookie, own));
                continue;
            }
            let found = assignment::of(text, name);
            let Some(found) = found.or_else(|| assignment::of(text, with_noun(text, name)?)) else {
                self.codes_behind(text, word, leads);
                last = beside::lead(self, text, name, at, leads)
                    .or_else(|| told::lead(self, text, name, at, leads));
                continue;
            };
            last = Some(found.name);
            // The words of a placeholder name nothing.
            if settled::has_own(found.name.slice(text)) {
                continue;
            }
            if let Some(lead) = bundle::argument(text, &found, &calls) {
                leads.push(lead);
                continue;
            }
            let named = self.names_credential(text, &found, at);
            if named.is_none() && !found.quoted {
                told::lead(self, text, name, at, leads);
            }
            if let Some(name) = named {
                let name = name.slice(text);
                leads.push(Lead::named(found.value, found.codec, found.context, name));
                // `password = "…" -> "…"`
                if let Some(next) = assignment::changed(text, &found) {
                    leads.push(Lead::named(next, found.codec, found.context, name));
                }
            }
            if beside::may_be_more(text, &found) {
                beside::lead(self, text, name, at, leads);
            }
        }
    }

    /// Codes in lines of their own, below a heading that says what they are.
    fn codes_behind(&mut self, text: &[u8], word: Span, leads: &mut Vec<Lead>) {
        const HEADINGS: [&[u8]; 4] =
            [b"recovery code", b"backup code", b"scratch code", b"emergency code"];
        let words = word.slice(text);
        let is = |heading: &&[u8]| {
            words.get(..heading.len()).is_some_and(|words| words.eq_ignore_ascii_case(heading))
        };
        if words.len() >= 11 && HEADINGS.iter().any(is) {
            let codes = assignment::listed(text, word);
            leads.extend(
                codes
                    .into_iter()
                    .map(|code| Lead::named(code, None, Context::Key, b"recovery code")),
            );
        }
    }

    /// The name of an assignment in a text that is worth being judged as a named value.
    fn names_credential(
        &mut self,
        text: &[u8],
        found: &assignment::Assignment,
        at: &At<'_>,
    ) -> Option<Span> {
        let name = found.name.slice(text);
        let place = name_place(found.context)?;
        if found.context.is_header() {
            if program::is_same_name(found.value.slice(text), name, found.quoted) {
                return None;
            }
            let verdict = self.names.verdict(NamePlace::Header, name, at.host);
            let speaks = is_cookie_header(name)
                && !is_said(&text[found.value.start..found.value.end])
                || matches!(verdict, NameVerdict::Secret(_))
                || verdict == NameVerdict::Unknown && self.names.is_authentication_like(name);
            return speaks.then_some(found.name);
        }
        match self.names.verdict(place, name, at.host) {
            NameVerdict::Secret(rule) => self.is_told(text, found, rule).then_some(found.name),
            NameVerdict::Harmless(_) => None,
            // `Votre mot de passe : …`
            NameVerdict::Unknown => {
                let label = phrase(text, found.name);
                // `window.app.csrf_seed = …`: the last part is the name.
                let is_listed = text[found.name.end..found.value.start].contains(&b',');
                if label == found.name
                    && !is_listed
                    && let Some(dot) = memchr::memrchr(b'.', name)
                    && let own = Span::new(found.name.start + dot + 1, found.name.end)
                    && let NameVerdict::Secret(rule) =
                        self.names.verdict(place, own.slice(text), at.host)
                {
                    return self.is_told(text, found, rule).then_some(own);
                }
                if label == found.name {
                    return None;
                }
                match self.names.verdict(place, label.slice(text), at.host) {
                    NameVerdict::Secret(rule) => self.is_told(text, found, rule).then_some(label),
                    NameVerdict::Harmless(_) | NameVerdict::Unknown => None,
                }
            }
        }
    }

    /// Whether a value is so few digits as a code has that somebody keeps in mind.
    fn is_pin(&self, rule: RuleIndex, value: &str) -> bool {
        self.is_code_for_once(rule)
            && (4..=8).contains(&value.len())
            && value.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether the value of an assignment may be what its name says, by the way it is written.
    fn is_told(&self, text: &[u8], found: &assignment::Assignment, rule: RuleIndex) -> bool {
        let name = found.name.slice(text);
        let value = String::from_utf8_lossy(found.value.slice(text));
        // `{PASSWORD:"password"}` names a kind of field, `password:reset` is a permission, and in
        // `arn:aws:…:secret:db` the words are parts of a name.
        if permission::is_permission(text)
            || program::is_same_name(value.as_bytes(), name, found.quoted)
            || is_in_arn(text, found.name)
            || text[..found.name.start].trim_ascii_end().ends_with(b"typeof")
        {
            return false;
        }
        // "the password 'x'" tells one only where no word of the language stands in the quotes.
        if found.spoken {
            let is_lettered = |byte: u8| byte.is_ascii_alphabetic() || byte == b'-' || byte == b'_';
            return !value.contains(' ')
                && !is_syntax(&value)
                && (found.quoted || value.len() >= 6 || self.is_pin(rule, &value))
                && (!value.bytes().all(is_lettered)
                    || value::is_random(&value)
                    || is_phrase(value.as_bytes()));
        }
        if found.quoted {
            if is_selector(text, found) || is_made_small(text, found) {
                return false;
            }
            // `["ext.login.styles", "k3x9q"]` lists modules and their versions: what only a comma
            // joins is no pair where a short word stands behind a name of names.
            let joined_by_comma = text[found.name.end..found.value.start].contains(&b',');
            if joined_by_comma
                && (listed::is_listed_name(&value, name) || listed::is_in_list(text, found, &value))
            {
                return false;
            }
            // "`password`, `salt` and `iterations`" lists names in a sentence.
            if joined_by_comma && text[found.value.start - 1] == b'`' {
                return value::is_random(&value);
            }
            let is_name = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
            let is_module = value.contains('.') && value.split('.').all(is_name);
            return !(joined_by_comma && name.contains(&b'.'))
                || value.len() >= 8 && !is_module
                || self.pack.rule(rule).class == Class::Password;
        }
        if is_program(text, found, &value, self.pack.rule(rule).class == Class::Password)
            || program::is_expression(text, found, &value)
            || program::is_variable(
                text,
                found,
                &value,
                self.pack.rule(rule).class == Class::Password,
            )
        {
            return false;
        }
        // `!0` and `{}` are code, whatever stands around them.
        if value.len() <= 2 || value.starts_with('!') && value.len() <= 3 {
            return false;
        }
        // "My password is hunter27, please help": the sentence goes on, but what it says is chosen.
        if found.expression
            && self.pack.rule(rule).class == Class::Password
            && text.get(found.value.end).is_none_or(|byte| b" ,;.!?\n\r\"<".contains(byte))
            && (is_chosen(&value) || is_phrase(value.as_bytes()))
        {
            return true;
        }
        if found.expression || is_code(text, found.value) && !is_comment(text, found.name) {
            return value::is_random(&value)
                && !value.contains('(')
                && !is_variable(&value, text.get(found.value.end));
        }
        if self.pack.rule(rule).class == Class::Password && wording::is_state(&value) {
            return false;
        }
        // `token: String? = nil` names a type.
        let bare = value.trim_end_matches(['?', '!']);
        if bare.len() < value.len()
            && bare.bytes().all(|byte| byte.is_ascii_alphabetic())
            && text[found.value.end..].starts_with(b" =")
        {
            return false;
        }
        // "Password: must be…" is prose.
        let prose = value.bytes().all(|byte| byte.is_ascii_alphabetic())
            && !value::is_random(&value)
            && text.get(found.value.end) == Some(&b' ')
            && text[..found.value.start].trim_ascii_end().ends_with(b":");
        !prose
    }
}

/// Whether a value without quotes is a name in a program: the path of a member, of a module or,
/// where something is declared, a type. Of what people choose for a password only the first is
/// sure to be one, unless it is called.
fn is_program(text: &[u8], found: &assignment::Assignment, value: &str, is_password: bool) -> bool {
    let is_path = |marks: &[char]| {
        let is_step = |step: &str| {
            let name = step.trim_matches(marks);
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_')
        };
        value.contains('.') && value.split('.').all(is_step)
    };
    let end = value.find(['(', '<', ';', ',']).unwrap_or(value.len());
    let behind = &text[found.value.start + end.min(found.value.len())..];
    let is_called = behind.starts_with(b"(") || behind.starts_with(b"<");
    if is_path(&[]) || is_member(&value[..end]) && (is_called || !is_password) {
        return true;
    }
    let is_declared = text[..found.value.start].trim_ascii_end().ends_with(b":")
        && match behind {
            [b' ', b'=' | b'|' | b'{', ..] => true,
            [byte, ..] => b";,)".contains(byte),
            [] => false,
        };
    !is_password && (is_path(&['?', '!', '#']) || is_declared && program::is_joined_words(value))
}

/// Whether a value is the path of something in a module: `crate::Token`.
fn is_member(value: &str) -> bool {
    let is_name = |part: &str| {
        part.is_empty()
            || part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    value.contains("::")
        && value.split("::").all(is_name)
        && !value.split("::").any(value::is_random)
}

/// Whether a value without quotes is a variable or a function, whose names bundlers make up:
/// `$99f1ee31a7e95d0e$export$418e185dd3f1b968`, `_0x4f1b2c9d8e7a`.
fn is_variable(value: &str, behind: Option<&u8>) -> bool {
    let is_name = value.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$')
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_$".contains(&byte));
    is_name && (value.starts_with('$') || value.starts_with("_0x") || behind == Some(&b'('))
}

/// Whether a sentence quotes an option or a piece of code: `--session=<name>`, `#[allow]`.
fn is_syntax(value: &str) -> bool {
    value.starts_with("--")
        || value.starts_with('-') && value.contains('=')
        || value.starts_with("#[")
        || value.ends_with("()")
        || value.contains("=\"")
        || value.contains(":\"")
        || value.starts_with('<')
        || is_argument(value)
}

/// `[data-password="shown"]`: the attribute of an element, by which a style sheet knows it.
fn is_selector(text: &[u8], found: &assignment::Assignment) -> bool {
    let name = found.name.slice(text);
    (name.starts_with(b"data-") || name.starts_with(b"aria-"))
        && text[..found.name.start].ends_with(b"[")
        && text.get(found.value.end + 1) == Some(&b']')
        && found.value.slice(text).iter().all(|byte| byte.is_ascii_lowercase() || *byte == b'-')
}

/// `,pW="facet",mW="x"`: a name of two letters that whatever made a script small came upon. Where
/// it is written as people write it, what stands beside it is.
fn is_made_small(text: &[u8], found: &assignment::Assignment) -> bool {
    let name = found.name.slice(text);
    if name.len() != 2 || text.get(found.name.end) != Some(&b'=') {
        return false;
    }
    let is_short = |rest: &[u8]| {
        let length = rest.iter().take(4).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        (1..=3).contains(&length) && rest.get(length) == Some(&b'=')
    };
    let next = text.get(found.value.end + 1..).unwrap_or_default();
    let listed = next.strip_prefix(b",").is_some_and(is_short);
    name[0].is_ascii_uppercase() != name[1].is_ascii_uppercase()
        || name[0].is_ascii_uppercase() && listed
}

/// Whether what stands behind `Cookie:` in a text is a sentence of four words or more: cookies have
/// names.
fn is_said(value: &[u8]) -> bool {
    const WORDS: usize = 4;
    let spaces = value.iter().filter(|&&byte| byte == b' ').count();
    (spaces + 1 >= WORDS || value.starts_with(b"%")) && !value.contains(&b'=')
}

/// `value=[]`, `required=True`: what a function is called with.
fn is_argument(value: &str) -> bool {
    let Some((name, given)) = value.split_once('=') else { return false };
    name.len() >= 3
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && (given.starts_with(['[', '{', '(']) || ["True", "False", "None"].contains(&given))
}

/// Whether a value is a word with a number behind it, and perhaps a sign or another word, as most
/// passwords are that people choose.
fn is_chosen(value: &str) -> bool {
    let rest = value.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let signs = after.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let (letters, digits) = (value.len() - rest.len(), rest.len() - after.len());
    letters >= 4
        && (after.len() == signs.len() || !is_algorithm(value.as_bytes()))
        && digits >= 2
        && signs.len() <= 2
        && signs.bytes().all(|byte| byte.is_ascii_punctuation())
}

/// A name with the noun behind it that it stands in front of: `session id`, `secret key`.
fn with_noun(text: &[u8], name: Span) -> Option<Span> {
    const NOUNS: [&[u8]; 5] = [b"id", b"key", b"value", b"code", b"string"];
    const LONGEST: usize = 6;
    let rest = text.get(name.end..)?.strip_prefix(b" ")?;
    let length = rest.iter().take(LONGEST + 1).take_while(|b| b.is_ascii_alphabetic()).count();
    let is = |noun: &&[u8]| noun.eq_ignore_ascii_case(&rest[..length]);
    NOUNS.iter().any(is).then(|| Span::new(name.start, name.end + 1 + length))
}

/// Whether a word stands in the name of a resource at AWS.
fn is_in_arn(text: &[u8], word: Span) -> bool {
    text[..word.start].ends_with(b":")
        && text[word.start.saturating_sub(160)..word.start]
            .rsplit(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b',' | b'='))
            .next()
            .is_some_and(|run| run.starts_with(b"arn:"))
}

/// Whether a place in a text looks like code: brackets and semicolons stand thick around it.
pub(super) fn is_code(text: &[u8], around: Span) -> bool {
    let start = around.start.saturating_sub(100);
    let end = (around.end + 100).min(text.len());
    let marks = text[start..around.start]
        .iter()
        .chain(&text[around.end..end])
        .filter(|byte| b"(){};".contains(byte))
        .count();
    marks >= 8
}

/// Whether a place stands in a comment: what is written there is no code.
pub(super) fn is_comment(text: &[u8], at: Span) -> bool {
    let before = &text[at.start.saturating_sub(80)..at.start];
    let line = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let opened = memchr::memmem::rfind(before, b"/*");
    let closed = memchr::memmem::rfind(before, b"*/");
    opened.is_some() && opened > closed || line.trim_ascii_start().starts_with(b"//")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str, is_password: bool) -> bool {
        let word = text.find("key").expect("the name stands in the text");
        let name = assignment::name_around(text.as_bytes(), Span::new(word, word + 3));
        let found = name.and_then(|name| assignment::of(text.as_bytes(), name));
        let found = found.expect("an assignment");
        let value = String::from_utf8_lossy(found.value.slice(text.as_bytes()));
        is_program(text.as_bytes(), &found, &value, is_password)
    }

    #[test]
    fn tells_names_in_programs_from_values() {
        for text in [
            "api.key = config.auth.key",
            "key: this.#request!.credentials,",
            "key: options?.credentials,",
            "key = decode::<Claims>(x)",
            "let key: TRequestCredentials;",
            "key: BlueJay = x",
        ] {
            assert!(is(text, false), "{text}");
        }
        for text in [
            "key=BlueJayNest",
            "key: BlueJayNest\n",
            "key=Kq7Rt2Vx9Zb4Nm6Lp8Ws3Yd5::x",
            "key=blue.jay7",
            "key = a9.b8",
        ] {
            assert!(!is(text, false), "{text}");
        }
    }

    #[test]
    fn takes_what_people_choose_for_passwords() {
        for text in ["key=hunter::two", "key=hunter.two!", "key: BlueJay, user: x", "key=b?.c!"] {
            assert!(!is(text, true), "{text}");
        }
        assert!(is("key = config.auth.key", true));
        assert!(is("key = secrets::fetch(x)", true));
    }
}
