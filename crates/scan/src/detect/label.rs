//! What a screen says about passwords, in many languages: translations, labels and hints stand
//! under the names of what they speak of; so do the files of pages about them.

use scrubjay_document::Path;

/// Words for a password, in lower case; a label holds one of them.
const WORDS: [&str; 59] = [
    "password",
    "passcode",
    "passphrase",
    "passwort",
    "passwörter",
    "kennwort",
    "mot de passe",
    "contraseña",
    "contrasena",
    "contrasenya",
    "palavra-passe",
    "senha",
    "wachtwoord",
    "passord",
    "lösenord",
    "adgangskode",
    "kodeord",
    "salasana",
    "hasło",
    "hasła",
    "heslo",
    "hesla",
    "jelszó",
    "jelszav",
    "parolă",
    "parola",
    "şifre",
    "пароль",
    "пароля",
    "парол",
    "密码",
    "密碼",
    "パスワード",
    "비밀번호",
    "pasvort",
    "lozink",
    "geslo",
    "parool",
    "parole",
    "slaptažod",
    "lykilorð",
    "pasahitz",
    "contrasinal",
    "ger-tremen",
    "cyfrinair",
    "pasfhocal",
    "wagwoord",
    "nenosiri",
    "fjalëkalim",
    "şîfre",
    "şifrə",
    "kata sandi",
    "kada sandi",
    "kata laluan",
    "mật khẩu",
    "heslá",
    "loyniorð",
    "รหัสผ่าน",
    "गुप्तशब्द",
];

/// Names of what holds the texts of a screen.
const TEXTS: [&str; 16] = [
    "i18n",
    "translations",
    "translation",
    "locale",
    "locales",
    "messages",
    "labels",
    "strings",
    "texts",
    "lang",
    "copy",
    "dictionary",
    "placeholders",
    "errors",
    "hints",
    "tooltips",
];

/// How messages about a field begin.
const BEGINNINGS: [&str; 24] = [
    "is ",
    "can't ",
    "cannot ",
    "can not ",
    "must ",
    "should ",
    "has ",
    "does ",
    "doesn't ",
    "was ",
    "needs ",
    "may not ",
    "too ",
    "not ",
    "please ",
    "minimum ",
    "at least ",
    "last ",
    "changed ",
    "updated ",
    "this field ",
    "use ",
    "enter ",
    "your ",
];

/// Words of such messages. In an answer one of them has to stand in what begins like a message:
/// pass phrases begin in every way.
const MESSAGES: [&str; 26] = [
    "ago",
    "again",
    "blank",
    "character",
    "changed",
    "confirm",
    "different",
    "digit",
    "empty",
    "expired",
    "field",
    "incorrect",
    "invalid",
    "least",
    "letter",
    "long",
    "match",
    "maximum",
    "minimum",
    "missing",
    "number",
    "required",
    "same",
    "short",
    "strong",
    "weak",
];

/// Whether a value is the text of a screen that speaks of a password: words of which one means
/// password or, in an answer, that begin as messages about a field do. One word alone says so only
/// in an answer, under a name of texts, or under one that is a path of texts, such as
/// `login.password`.
pub(super) fn is_label(judged: &str, name: &[u8], path: &Path) -> bool {
    const LONGEST: usize = 200;
    let text = judged.trim();
    let spoken = |c: char| c.is_alphabetic() || " ,.:;!?'’…*-()/\u{a0}".contains(c);
    if !(2..=LONGEST).contains(&text.len()) {
        return false;
    }
    let lower = text.to_lowercase();
    if text.chars().all(|c| spoken(c) || c.is_ascii_digit() || c == '+')
        && BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
        && (path.names().any(holds_texts)
            || path.names().any(is_texts) && MESSAGES.iter().any(|word| lower.contains(word)))
    {
        return true;
    }
    if !text.chars().all(spoken) {
        return false;
    }
    let Some(word) = WORDS.iter().find(|word| lower.contains(**word)) else { return false };
    let spaced = lower.contains([' ', '\u{a0}']) || !word.contains(char::is_lowercase);
    let several =
        spaced && lower.trim_end_matches([':', '*', '…', '.', '?', '!', ' ']).len() > word.len();
    // What has no capitals is not written in capitals either.
    let titled = text.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
    titled && (several || name.contains(&b'.') || path.names().any(is_texts))
}

/// Whether a place is in an answer to a request, or in what holds the texts of a screen. Files of
/// settings, messages and commands are neither: a row of words there may be a pass phrase.
pub(super) fn is_screen(path: &Path) -> bool {
    path.names().any(is_texts)
}

fn is_texts(name: &[u8]) -> bool {
    name == b"response" || holds_texts(name)
}

fn holds_texts(name: &[u8]) -> bool {
    TEXTS.iter().any(|word| name.eq_ignore_ascii_case(word.as_bytes()))
}

/// Whether a value is the path of a file of a web page: `/assets/token-4f1b2c9d.css`.
pub(super) fn is_asset(judged: &str) -> bool {
    const ENDS: [&str; 16] = [
        ".js", ".css", ".mjs", ".map", ".png", ".svg", ".jpg", ".webp", ".woff2", ".ico", ".html",
        ".json", ".gif", ".ts", ".wasm", ".avif",
    ];
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte);
    judged.len() <= 512
        && judged.contains('/')
        && ENDS.iter().any(|end| judged.ends_with(end))
        && judged.bytes().all(plain)
}

/// Whether a name is a file that the programs and styles of a page were built into: what stands
/// under it is said of the file.
pub(super) fn is_built(name: &[u8]) -> bool {
    const ENDS: [&[u8]; 5] = [b".js", b".mjs", b".css", b".map", b".wasm"];
    ENDS.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str, name: &str, outer: &[&str]) -> bool {
        let mut path = Path::default();
        outer.iter().for_each(|name| path.push_name(name.as_bytes()));
        is_label(text, name.as_bytes(), &path)
    }

    #[test]
    fn knows_what_screens_say() {
        assert!(is("Kennwort eingeben", "password", &[]));
        assert!(is("Mot de passe oublié ?", "password", &[]));
        assert!(is("Passwort", "login.password", &[]));
        assert!(is("Password", "password", &["translations", "login"]));
        assert!(is("密码", "password", &["locale", "zh"]));
        assert!(is("请输入密码", "pwd", &[]));
        assert!(is("Password", "password", &["response", "content", "text"]));
        assert!(is("is too short (minimum is 6 characters)", "password", &["response"]));
        assert!(is("Lozinka", "password", &["response"]));
        assert!(is("Ezkutatu pasahitza", "show-password", &["response"]));
        assert!(is("Last changed 3 months ago", "password", &["response"]));
    }

    #[test]
    fn takes_what_people_choose_for_passwords() {
        assert!(!is("Passwort", "password", &["request", "login"]));
        assert!(!is("password", "login.password", &["translations"]));
        assert!(!is("Passwort1", "login.password", &["response"]));
        assert!(!is("blue jay", "password", &["translations"]));
        assert!(!is("my password is blue", "password", &["response"]));
        assert!(!is("use the blue jay", "password", &["request"]));
        assert!(!is("use the blue jay", "password", &["response"]));
        assert!(!is("isabella", "password", &["response"]));
    }

    #[test]
    fn knows_the_files_of_a_page() {
        assert!(is_asset("/assets/token-4f1b2c9d.css"));
        assert!(is_asset("assets/password-reset.77ff6d5e.js"));
        assert!(!is_asset("hunter2.js"));
        assert!(is_built(b"tokens.tMK6mh18.js"));
        assert!(!is_built(b"token.json") && !is_built(b"tokens"));
        assert!(!is_asset("/assets/token-4f1b2c9d"));
        assert!(!is_asset("anna:blue/jay@x.js"));
    }
}
