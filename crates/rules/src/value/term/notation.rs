//! Values that are written in some notation and hold no secret of their own: types, ranges of
//! versions, functions of style sheets, roles of a markup, and where a secret is to be read from.
//!
//! Each is known by its form as a whole. What has the form but for one character is none: people
//! choose anything for a password.

/// Whether a value is written in a notation.
pub(super) fn is_notation(value: &str) -> bool {
    match value.as_bytes()[0] {
        b'^' | b'~' => is_range(&value[1..]),
        b'0'..=b'9' => {
            is_open_range(value) || is_amount(value) || is_small(value) || is_object_id(value)
        }
        b'"' | b'\'' => is_quoted_colour(value),
        b':' => is_role(value) || is_symbol(value),
        b'(' => is_aside(value),
        b'.' => value.starts_with("...") && value.ends_with("...") || is_pipeline(value),
        b'-' => is_options(value),
        b'@' => is_file_name(&value[1..]),
        b'%' => value.split([':', '/']).all(is_directive),
        b'<' => is_told(value),
        b'{' => is_filled_in(value),
        b'a'..=b'z' | b'A'..=b'Z' => {
            is_type(value)
                || is_drawn(value)
                || is_source(value)
                || is_union(value)
                || is_lookup(value)
                || is_place(value)
        }
        b'|' => value.starts_with("| ") && is_union(&value[2..]),
        _ => false,
    }
}

/// `Optional[int]`, `dict[str, Any]`, `Record<string, Token>`, `typing.List[str]`.
fn is_type(value: &str) -> bool {
    const GENERIC: [&str; 44] = [
        "Annotated",
        "Arc",
        "Array",
        "Awaitable",
        "Box",
        "Callable",
        "ClassVar",
        "Collection",
        "Coroutine",
        "DefaultDict",
        "Dict",
        "Final",
        "FrozenSet",
        "Generator",
        "HashMap",
        "IEnumerable",
        "Iterable",
        "Iterator",
        "List",
        "Literal",
        "Map",
        "Mapping",
        "MutableMapping",
        "Nullable",
        "Observable",
        "Option",
        "Optional",
        "Partial",
        "Pick",
        "Promise",
        "Readonly",
        "ReadonlyArray",
        "Record",
        "Required",
        "Result",
        "Sequence",
        "Set",
        "Task",
        "Tuple",
        "Type",
        "Union",
        "Vec",
        "dict",
        "list",
    ];
    let Some(open) = value.find(['[', '<']) else { return false };
    let (name, rest) = value.split_at(open);
    let closes = if rest.starts_with('[') { ']' } else { '>' };
    let name = name.rsplit('.').next().unwrap_or_default();
    let name = if ["tuple", "set", "type"].contains(&name) { "list" } else { name };
    let Some(inside) = rest[1..].strip_suffix(closes) else { return false };
    GENERIC.binary_search(&name).is_ok()
        && inside
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || b" ,.|_[]<>'\"?{}:;()=".contains(&byte))
}

/// `str | None`, `dict | None = None`: one of several types.
fn is_union(value: &str) -> bool {
    const TYPES: [&str; 20] = [
        "None",
        "Any",
        "any",
        "bool",
        "boolean",
        "bytes",
        "dict",
        "float",
        "int",
        "list",
        "nil",
        "null",
        "number",
        "object",
        "str",
        "string",
        "tuple",
        "undefined",
        "unknown",
        "void",
    ];
    let value = value.trim_end_matches([',', ';', ')', ':']);
    let (types, default) = value.split_once(" = ").unwrap_or((value, "None"));
    let nothing = ["None", "null", "undefined", "nil", "..."].contains(&default);
    let is_one = |part: &str| {
        TYPES.contains(&part)
            || part.starts_with(|c: char| c.is_ascii_uppercase())
                && part.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'.')
    };
    let mut parts = types.split(" | ");
    nothing
        && (types.len() < value.len() || types.contains(" | "))
        && parts.clone().any(|part| TYPES.contains(&part))
        && parts.all(is_one)
}

/// `0.10.x`: a number of the version may be any. Without a letter it may be a date.
fn is_open_range(value: &str) -> bool {
    value.contains(".x") && is_range(value)
}

/// `1.2.3`, `1.2.3-beta.1` behind a sign: the versions of a package that another one needs.
fn is_range(value: &str) -> bool {
    let (numbers, label) = value.split_once('-').unwrap_or((value, "beta"));
    let mut parts = numbers.split('.');
    let is_part = |part: &str| {
        matches!(part, "x" | "X" | "*")
            || (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let count = parts.clone().count();
    (2..=4).contains(&count)
        && parts.all(is_part)
        && label.len() <= 12
        && ["alpha", "beta", "rc", "next", "canary", "dev"].iter().any(|l| label.starts_with(l))
}

/// `16 bytes`, `22.hours`, `6 digits`: how much there is of something.
fn is_amount(value: &str) -> bool {
    const UNITS: [&str; 22] = [
        "bits",
        "byte",
        "bytes",
        "characters",
        "chars",
        "day",
        "days",
        "digits",
        "hour",
        "hours",
        "letters",
        "min",
        "minute",
        "minutes",
        "month",
        "months",
        "ms",
        "second",
        "seconds",
        "week",
        "weeks",
        "years",
    ];
    let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let (number, unit) = value.split_at(end);
    let unit = unit.trim_end_matches([',', ';']);
    number.len() <= 5
        && unit.strip_prefix([' ', '.']).is_some_and(|unit| UNITS.binary_search(&unit).is_ok())
}

/// `0x09`, `0xB0:`: a byte as programs write it.
fn is_small(value: &str) -> bool {
    const DIGITS: usize = 4;
    let Some(digits) = value.strip_prefix("0x") else { return false };
    let digits = digits.trim_end_matches([':', ',', ';', ')']);
    (1..=DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `1.3.6.1.5.5.7.3.1`: an object identifier (ITU-T X.660) of five numbers or more.
fn is_object_id(value: &str) -> bool {
    value.split('.').count() >= 5
        && value.split('.').all(|part| {
            (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// `"#cccccc",`: a colour in its quotes.
fn is_quoted_colour(value: &str) -> bool {
    let inside = value.trim_end_matches(',').trim_matches(['"', '\'']);
    inside.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// `.Values.global.token | default "" | quote`: what a template takes from its settings.
fn is_pipeline(value: &str) -> bool {
    let (path, pipes) = value.split_once(" | ").unwrap_or((value, ""));
    let mut steps = path.split('.').skip(1);
    let is_step = |step: &str| {
        (1..=32).contains(&step.len())
            && step.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
    };
    steps
        .next()
        .is_some_and(|first| is_step(first) && first.starts_with(|c: char| c.is_ascii_uppercase()))
        && path.split('.').count() >= 3
        && steps.all(is_step)
        && pipes.bytes().all(|b| b.is_ascii_alphanumeric() || b" |()\"%._-".contains(&b))
        && pipes.split(|c: char| !c.is_ascii_alphanumeric()).all(|word| {
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            word.len() <= 16 && (digits <= 2 || digits == word.len() && digits <= 3)
        })
        && !pipes.contains("default \"")
}

/// `--username=%s --password=%s`: options without anything given.
fn is_options(value: &str) -> bool {
    value.split(' ').all(|option| {
        let Some(name) = option.strip_prefix("--") else { return false };
        let (name, given) = name.split_once('=').unwrap_or((name, ""));
        name.len() >= 2
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
            && (given.is_empty() || is_directive(given))
    })
}

/// `:class:`, `:py:func:`: a role of reStructuredText, whose text stands in back quotes behind it.
fn is_role(value: &str) -> bool {
    let Some(inside) = value.strip_prefix(':').and_then(|rest| rest.strip_suffix(':')) else {
        return false;
    };
    (2..=24).contains(&inside.len())
        && inside.split(':').all(|part| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        })
}

/// `:recovery_password`, `:reset_token,`: a symbol of Ruby or Elixir, of several words.
fn is_symbol(value: &str) -> bool {
    let name = value[1..].trim_end_matches([',', ')', ']']);
    let mut words = name.split('_');
    name.contains('_')
        && words.all(|word| {
            (2..=16).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
        })
}

/// `(unset)`, `(not shown)`: what stands in place of a value that there is none of.
fn is_aside(value: &str) -> bool {
    const WORDS: [&str; 16] = [
        "blank",
        "default",
        "empty",
        "generated",
        "hidden",
        "missing",
        "none",
        "not",
        "nothing",
        "null",
        "optional",
        "sensitive",
        "set",
        "undefined",
        "unknown",
        "unset",
    ];
    let Some(inside) = value.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else {
        return false;
    };
    let mut words = inside.split(' ');
    let first = words.next().unwrap_or_default().to_ascii_lowercase();
    inside.len() <= 24
        && WORDS.binary_search(&first.as_str()).is_ok()
        && words.all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// `@password.txt`: the value is in a file.
fn is_file_name(name: &str) -> bool {
    let Some((stem, end)) = name.rsplit_once('.') else { return false };
    ["env", "json", "key", "pem", "txt", "yaml", "yml"].contains(&end)
        && (1..=40).contains(&stem.len())
        && stem.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_./".contains(&byte))
}

/// `%s`, `%(password)s`, `%1$s`: what a program puts a value in place of.
fn is_directive(value: &str) -> bool {
    let Some(value) = value.strip_prefix('%') else { return false };
    let Some(inside) = value.strip_suffix(['s', 'd', 'v', 'r', '@']) else { return false };
    let named = inside.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let is_name = |name: &str| {
        name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    inside.is_empty()
        || named.is_some_and(is_name)
        || inside
            .strip_suffix('$')
            .is_some_and(|number| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()))
}

/// `{}`, `{0}`, `{} Credential={}/{}, Signature={}`: what a program fills in. Nothing but names and
/// signs is left of it.
fn is_filled_in(value: &str) -> bool {
    let mut rest = value;
    let mut slots = 0;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else { return false };
        let slot = &rest[open + 1..open + close];
        if slot.len() > 1 || !slot.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        let between = &rest[..open];
        if !between.bytes().all(|b| b.is_ascii_alphabetic() || b" =,/:;&-_.".contains(&b)) {
            return false;
        }
        slots += 1;
        rest = &rest[open + close + 1..];
    }
    slots > 0 && rest.is_empty() && !value.contains("}{")
}

/// `var(--color-primary)`, `rgba(0,0,0,.4)`, `calc(100% - 2rem)`: what a style sheet draws with.
fn is_drawn(value: &str) -> bool {
    const FUNCTIONS: [&str; 16] = [
        "calc",
        "clamp",
        "color",
        "color-mix",
        "conic-gradient",
        "cubic-bezier",
        "hsl",
        "hsla",
        "linear-gradient",
        "oklch",
        "radial-gradient",
        "rgb",
        "rgba",
        "scale",
        "translate",
        "var",
    ];
    let Some((name, rest)) = value.split_once('(') else { return false };
    let Some(inside) = rest.trim_end_matches([';', ',']).strip_suffix(')') else { return false };
    FUNCTIONS.binary_search(&name).is_ok()
        && !inside.is_empty()
        && !inside.bytes().any(|byte| b"'\"\\&=@!$".contains(&byte))
        && !inside.split(|c: char| !c.is_ascii_alphanumeric()).any(crate::value::is_random)
}

/// `redis://cache:6379/0`: where a service listens, and nothing of who may use it.
fn is_place(value: &str) -> bool {
    const LONGEST: usize = 80;
    let Some((scheme, rest)) = value.split_once("://") else { return false };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    let is_part = |part: &str| {
        (1..=24).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !crate::value::is_random(part)
    };
    value.len() <= LONGEST
        && (2..=12).contains(&scheme.len())
        && !scheme.starts_with("http")
        && scheme.bytes().all(|byte| byte.is_ascii_lowercase() || b"+.-".contains(&byte))
        && host.split('.').all(is_part)
        && port.len() <= 5
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && path.len() <= 2
        && path.bytes().all(|byte| byte.is_ascii_digit())
}

/// `os.environ["SECRET_KEY"]`, `config("EMAIL_PASSWORD", default="")`: what the settings around a
/// program have. What is taken where they have nothing may be a credential.
fn is_lookup(value: &str) -> bool {
    const NOTHING: [&str; 6] = ["", "\"\"", "''", "None", "null", "nil"];
    let Some(open) = value.find(['(', '[']) else { return false };
    let (path, rest) = value.split_at(open);
    let closes = if rest.starts_with('[') { ']' } else { ')' };
    let Some(inside) = rest[1..].trim_end_matches([';', ',']).strip_suffix(closes) else {
        return false;
    };
    let (name, default) = inside.split_once(',').unwrap_or((inside, ""));
    let default = default.trim();
    let default = default.strip_prefix("default=").unwrap_or(default);
    let quoted = |quote| name.strip_prefix(quote).and_then(|name| name.strip_suffix(quote));
    let is_setting = |name: &str| {
        name.len() >= 4
            && name.contains('_')
            && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    };
    path.bytes().all(|byte| byte.is_ascii_alphabetic() || b"_.".contains(&byte))
        && quoted('"').or_else(|| quoted('\'')).is_some_and(is_setting)
        && NOTHING.contains(&default)
}

/// `<set to the key 'password' in secret 'db'>`: a sentence of four words or more in angle brackets.
fn is_told(value: &str) -> bool {
    let (value, _) = value.split_once(">  ").unwrap_or((value.trim_end_matches('>'), ""));
    let Some(inside) = value.strip_prefix('<') else { return false };
    let is_word = |word: &str| {
        let word = word.trim_matches(['\'', '"', ',', '.']);
        word.len() <= 24
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
            && !crate::value::is_random(word)
    };
    let words = || inside.split(' ');
    words().count() >= 4
        && words().all(is_word)
        && words().any(|word| ["the", "to", "in", "from", "of", "your"].contains(&word))
}

/// `env:KEY_PASS`, `file:/run/secrets/token`, `hash:/etc/postfix/sasl`: where to read it from.
fn is_source(value: &str) -> bool {
    let Some((kind, place)) = value.split_once(':') else { return false };
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || b"-_".contains(&byte);
    if !(2..=24).contains(&kind.len()) || !kind.bytes().all(is_plain) {
        return false;
    }
    let is_capital = |byte: u8| byte.is_ascii_uppercase() || byte == b'_';
    match kind {
        "env" | "pass" => place.len() >= 3 && place.contains('_') && place.bytes().all(is_capital),
        _ => place.starts_with('/') && super::file::is_rooted(place),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_notations() {
        for value in [
            "Optional[int]",
            "Optional[Breadcrumb]",
            "typing.List[str]",
            "dict[str, Any]",
            "Record<string, Token>",
            "str | None = None,",
            "dict | None",
            "| None = None,",
            "~0.0.4",
            "^2.1.0-beta.2",
            "0.10.x",
            "16 bytes",
            "22.hours",
            ":class:",
            ":py:func:",
            ":recovery_password",
            "(unset)",
            "(not shown)",
            "... private key ...",
            "@password.txt",
            "%s",
            "%(password)s",
            "{}",
            "{} Credential={}/{}, SignedHeaders={}, Signature={}",
            "var(--color-primary)",
            "rgba(0,0,0,.4)",
            "linear-gradient(90deg, #fff, #a1b2c3)",
            "calc(100% - var(--gap))",
            "env:KEY_PASS",
            "hash:/etc/postfix/sasl_passwd",
            "db-password:/etc/creds/db",
            "redis://cache-7.example:6379/0",
            "amqp://broker",
            "0x09",
            "0xB0:",
            "1.3.6.1.5.5.7.3.1",
            "\"#cccccc\",",
            ".Values.global.token | default (randAlphaNum 32) | b64enc | quote",
            "--username=%s --password=%s",
            "%s:%s",
            "os.environ[\"DJANGO_SECRET_KEY\"]",
            "config(\"EMAIL_HOST_PASSWORD\", default=\"\")",
            "<set to the key 'password' in secret 'db-501'>",
        ] {
            assert!(is_notation(value), "{value}");
        }
    }

    #[test]
    fn takes_what_people_choose_for_passwords() {
        for value in [
            "hunter2",
            "Option[hunter2]",
            "list",
            "blue[jay]",
            "Blue | Jay",
            "None",
            "Summer = None",
            "~hunter2",
            "^2.hunter",
            "1.2.90",
            "1.2.3-hunter2",
            "16 apples",
            "16bytes",
            "2024.summer",
            ":hunter2:",
            ":hunter",
            "(summer)",
            "(none2)",
            "...hunter2",
            "@hunter2.txt",
            "@summer",
            "%summer",
            "%s%s",
            "{hunter}",
            "{}{}",
            "{}hunter2{}",
            "var(x=1)",
            "rgb(Kq7Rt2Vx9Zb4Nm6Lp8Ws)",
            "mar(--x)",
            "env:hunter2",
            "config(\"EMAIL_HOST_PASSWORD\", \"hunter2\")",
            "f(\"hunter2\")",
            "<summer rain>",
            "<correct horse battery Staple9x>",
            "env:SUMMER",
            "user:/hunter2",
            "user:",
            "redis://:hunter2@cache:6379",
            "secret://Hunter2",
            "otp://1234/56789",
            "0x0912ab",
            "1.3.6.1",
            "\"#hunter2\"",
            ".Values.token | default \"hunter2\"",
            ".hunter.two | x",
            "--hunter2",
            "--password=hunter2",
            "%s:hunter2",
            "summer:/etc2",
        ] {
            assert!(!is_notation(value), "{value}");
        }
    }
}
