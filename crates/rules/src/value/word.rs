//! Words: what has the length and the rhythm of those that people speak.

use crate::identifier;

/// One to six words, parted by spaces, hyphens, underscores, dots or capitals; each of them
/// short and with the rhythm of a word. Small numbers may stand between, as in `variant-2`.
pub(super) fn is_words(value: &str) -> bool {
    const WORDS_MAX: usize = 6;
    const LONGEST: usize = 64;
    if value.len() > LONGEST || !value.starts_with(|c: char| c.is_alphabetic()) {
        return false;
    }
    if is_product_key(value) {
        return false;
    }
    let mut count = 0;
    for word in value.split([' ', '-', '_', '.', '/']) {
        count += 1;
        let small_number = count > 1 && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
        if count > WORDS_MAX || !(small_number || is_word(word)) {
            return false;
        }
    }
    true
}

/// Three or more groups of capitals, all of the same length: `XMINX-VRING-ILXUA`.
fn is_product_key(value: &str) -> bool {
    let group = value.find('-').unwrap_or(0);
    (4..=8).contains(&group)
        && value.len() >= 3 * group + 2
        && value
            .split('-')
            .all(|part| part.len() == group && part.bytes().all(|b| b.is_ascii_uppercase()))
}

fn is_word(word: &str) -> bool {
    const LONGEST: usize = 14;
    // Shouted words are short; long runs of capitals are codes.
    const LONGEST_UPPER: usize = 11;
    let mut chars = word.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    let rest: Vec<char> = chars.collect();
    if !first.is_alphabetic() || !rest.iter().all(|c| c.is_alphabetic()) {
        return false;
    }
    let lower = rest.iter().all(|c| !c.is_uppercase());
    let upper = first.is_uppercase() && rest.iter().all(|c| !c.is_lowercase());
    if lower || upper {
        let longest = if lower { LONGEST } else { LONGEST_UPPER };
        return rest.len() < longest && is_pronounceable(&word.to_lowercase());
    }
    // camelCase of two or three words.
    let parts = identifier::words(word);
    first.is_alphabetic()
        && parts.len() <= 3
        && word.len() <= 28
        && parts.iter().all(|part| (3..=LONGEST).contains(&part.len()) && is_pronounceable(part))
}

/// Whether a mixed-case run has the rhythm of words: `GraphqlValidationFailed`.
pub(super) fn is_worded(value: &str) -> bool {
    /// Names are made of longer words than random letters, which turn their case at every other.
    const MEAN: usize = 3;
    let words = identifier::words(value);
    words.len() * MEAN <= value.len()
        && words.iter().all(|word| word.len() <= 3 || is_pronounceable(word))
        && words.iter().filter(|word| word.len() <= 2).count() * 3 <= words.len()
}

/// Whether letters and digits alone have a stretch of letters that nobody could say:
/// `omdx7pbhhhtqlanystfv8fotqz`.
pub(super) fn is_unspeakable(value: &str) -> bool {
    const STRETCH: usize = 6;
    let is_stretch =
        |word: &String| word.len() >= STRETCH && word.bytes().all(|byte| byte.is_ascii_lowercase());
    value.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && identifier::words(value).iter().any(|word| is_stretch(word) && !is_pronounceable(word))
}

/// Whether a lower-case word has vowels where words have them.
fn is_pronounceable(word: &str) -> bool {
    const SHORT: usize = 4;
    if word.chars().count() <= SHORT {
        return true;
    }
    let (mut vowels, mut consonants, mut most) = (0_usize, 0_usize, 0_usize);
    let mut previous = None;
    let mut same = 0;
    for c in word.chars() {
        if !c.is_ascii() || "aeiouy".contains(c) {
            vowels += 1;
            consonants = 0;
        } else {
            consonants += 1;
            most = most.max(consonants);
        }
        same = if previous == Some(c) { same + 1 } else { 0 };
        if same > 1 {
            return false;
        }
        previous = Some(c);
    }
    // `string`, `struct`: a short word gets by with one.
    let length = word.chars().count();
    (vowels * 5 >= length || length == 6 && vowels == 1)
        && most <= 4
        && !word.contains("qz")
        && !word.contains("jx")
}
