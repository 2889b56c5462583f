//! What a screen says, in many languages: catalogues of translations stand in most captures, and
//! have sentences under every name.
//!
//! Only answers are full of them: what somebody sent under the name of a password is one.

/// Words that hold sentences together and that no pass phrase needs, in languages written with
/// Latin letters other than English.
const JOINTS: [&str; 197] = [
    "akan", "al", "alebo", "amb", "anda", "ang", "arba", "atau", "att", "au", "auf", "aux", "av",
    "avec", "az", "að", "bei", "berhasil", "bi", "bir", "bitte", "ce", "cette", "com", "con",
    "của", "da", "dan", "dans", "das", "debe", "del", "della", "dengan", "der", "des", "det",
    "deve", "deyil", "değil", "dhe", "di", "do", "dos", "du", "e", "een", "egy", "ei", "eich",
    "ein", "eine", "einem", "einen", "ekki", "el", "en", "eo", "er", "es", "est", "este", "et",
    "eta", "ett", "ez", "för", "für", "gli", "har", "harus", "het", "ihr", "ihre", "ihren", "ikke",
    "il", "inte", "ir", "ist", "için", "ja", "je", "jest", "kann", "keel", "không", "koji", "la",
    "las", "le", "les", "lo", "los", "lub", "mají", "med", "met", "mga", "musi", "muss", "musí",
    "müssen", "na", "nav", "nebo", "nelze", "nem", "není", "ng", "nicht", "nie", "niet", "nije",
    "nisu", "një", "no", "non", "nu", "nuk", "não", "och", "oder", "og", "ole", "olema", "oraz",
    "os", "ou", "para", "pas", "pentru", "per", "por", "på", "për", "sa", "sau", "se", "seu",
    "sie", "sinun", "się", "som", "sono", "su", "sua", "sur", "svoju", "są", "tai", "tidak", "til",
    "tämä", "täytyy", "të", "uchun", "ulang", "um", "uma", "und", "une", "untuk", "uw", "va",
    "vagy", "vai", "ve", "veuillez", "veya", "voit", "vom", "von", "voor", "vos", "votre", "và",
    "või", "və", "wenn", "werden", "wird", "wurde", "y", "yang", "yn", "yra", "za", "zum", "zur",
    "är", "è", "é", "és", "être", "üçün", "și",
];

/// The same in English, where a pass phrase may have them: they tell a sentence that begins with a
/// capital.
const ENGLISH: [&str; 26] = [
    "as", "at", "be", "been", "by", "can", "cannot", "do", "does", "from", "has", "have", "if",
    "in", "it", "its", "not", "on", "only", "should", "than", "that", "this", "was", "were",
    "will",
];

/// Whether a value is a sentence, or words in a script that credentials are not written in.
pub(super) fn is_sentence(judged: &str) -> bool {
    const LONGEST: usize = 1000;
    if judged.len() > LONGEST {
        return false;
    }
    let text = without_variables(judged);
    is_in_another_script(&text) || is_in_latin(&text)
}

/// Whether a text is written with other letters than Latin ones: words, or so many letters that
/// its digits are numbers in a sentence.
fn is_in_another_script(text: &str) -> bool {
    const WORD: usize = 2;
    const SENTENCE: usize = 8;
    let letters = text.chars().filter(|&c| c.is_alphabetic() && c > '\u{24f}').count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    match digits {
        0 => letters >= WORD && letters * 4 >= latin,
        _ => letters >= SENTENCE && digits * 4 <= letters,
    }
}

/// Whether a text is a row of words of which one joins sentences, or one that is written as a
/// sentence is.
fn is_in_latin(text: &str) -> bool {
    const AVERAGE: usize = 14;
    let mut words = 0;
    let (mut joined, mut spoken) = (false, false);
    for word in text.split_whitespace() {
        let bare =
            word.trim_matches(|c: char| c.is_ascii_punctuation() || "–—…»«“”’¿¡".contains(c));
        let is_number = bare.len() <= 4 && bare.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number && !bare.chars().all(|c| c.is_alphabetic() || "'’-/".contains(c)) {
            return false;
        }
        words += usize::from(!bare.is_empty());
        let lower = bare.to_lowercase();
        joined |= JOINTS.binary_search(&lower.as_str()).is_ok();
        spoken |= words > 1 && ENGLISH.binary_search(&lower.as_str()).is_ok();
    }
    let mut letters = text.chars();
    let begins = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(|c| c.is_lowercase() || c == ' ');
    let ends = text.ends_with(['.', '!', '?', ':', '…']);
    // Letters with marks are no letters of pass phrases that begin as sentences do.
    let marked = words >= 3 && !text.is_ascii();
    words >= 3
        && text.chars().count() / words <= AVERAGE
        && (joined || begins && (ends || spoken || marked))
}

/// A text without what somebody else fills in, `${name}` and `{{name}}`, and without tags.
pub(super) fn without_variables(text: &str) -> String {
    let mut rest = text;
    let mut without = String::new();
    while let Some(start) = rest.find(['{', '<']) {
        let end = if rest[start..].starts_with('{') { '}' } else { '>' };
        let Some(length) = rest[start..].find(end) else { break };
        without.push_str(rest[..start].trim_end_matches('$'));
        rest = rest[start + length + 1..].trim_start_matches('}');
    }
    without.push_str(rest);
    without
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_sentences_of_many_languages() {
        assert!(JOINTS.is_sorted() && ENGLISH.is_sorted());
        for text in [
            "ARIA属性が定義されたロールに対して正しく使用されています",
            "元素有足够的颜色对比度 ${data.contrastRatio}",
            "パスワードは8文字以上で入力してください",
            "Мы отправили код на вашу почту",
            "пароль",
            "הסיסמה שגויה",
            "Gli attributi ARIA sono utilizzati correttamente per il ruolo definito",
            "Elementet har en 'widget'-rolle.",
            "Wir haben Ihnen einen Code an {email} gesendet",
            "Musi mieć co najmniej 8 znaków.",
            "Deve ter entre 8 e 64 caracteres",
            "Links can be distinguished from surrounding text",
            "Slaptažodis sėkmingai atstatytas",
            "Pasahitzak ez datoz bat",
            "Sandi berhasil diatur ulang",
            "Choose something <b>nobody</b> else knows.",
        ] {
            assert!(is_sentence(text), "{text}");
        }
    }

    #[test]
    fn takes_what_people_choose_for_passwords() {
        for text in [
            "correct horse battery staple",
            "Correct Horse Battery Staple",
            "пароль123",
            "Ünïcödé-Pässwörd",
            "Käsekuchen",
            "la vie2000 en-rose{x}9",
            "s3cr3t word der x9Kd7",
            "geheim!",
            "{cipher}der das und0x",
            "Passwört",
            "van legal winner thank year wave sausage worth useful legal winner yellow",
            "correct horse can not be a staple",
        ] {
            assert!(!is_sentence(text), "{text}");
        }
    }
}
