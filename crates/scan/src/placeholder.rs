//! What stands in for a credential: its name, and the forms of it that have a given length.
//!
//! Where lengths are counted, as in messages of Protocol Buffers, a placeholder takes as many bytes
//! as what it stands for. A longer one is the usual one with dashes behind it; a shorter one gives
//! up digits of the fingerprint, then the label, and at last the word.
//!
//! Invariant: every form is one that [`scrubjay_rules::value::is_placeholder`] knows, and of two
//! forms for one placeholder and one length there is only one.

/// How every placeholder begins.
const WORD: &str = "REDACTED-";
/// The fewest digits of a fingerprint that stand behind the word.
const FINGERPRINT: usize = 6;
/// The fewest stars that say that something was masked.
const STARS: usize = 3;

/// The placeholder for a label and the digits of a fingerprint.
pub(crate) fn named(label: &str, fingerprint: &str) -> String {
    format!("{WORD}{label}-{fingerprint}")
}

/// The form of `placeholder` that has `bytes` bytes.
pub(crate) fn fitted(placeholder: &str, bytes: usize) -> Vec<u8> {
    let fingerprint = placeholder.rsplit('-').next().unwrap_or_default();
    let head = placeholder.len() - fingerprint.len();
    let mut form = if bytes >= head + FINGERPRINT.min(fingerprint.len()) {
        placeholder.get(..bytes).unwrap_or(placeholder).to_owned()
    } else if bytes >= WORD.len() + FINGERPRINT {
        let digits = fingerprint.len().min(bytes - WORD.len());
        format!("{WORD}{}", &fingerprint[..digits])
    } else {
        let digits = fingerprint.len().min(bytes.saturating_sub(STARS));
        format!("{}{}", "*".repeat(bytes - digits), &fingerprint[..digits])
    }
    .into_bytes();
    form.resize(bytes, b'-');
    form
}

#[cfg(test)]
mod tests {
    use scrubjay_rules::value::is_placeholder;

    use super::*;

    #[test]
    fn every_length_has_a_form_that_is_known() {
        let placeholder = named("session-cookie", "0f1e2d3c4b");
        for bytes in 1..300 {
            let form = String::from_utf8(fitted(&placeholder, bytes)).expect("ASCII");
            assert_eq!(form.len(), bytes);
            assert!(is_placeholder(&form), "{form}");
            assert!(is_placeholder(&format!("Bearer {form}")), "{form}");
        }
    }

    #[test]
    fn gives_up_the_fingerprint_then_the_label_then_the_word() {
        let form = |bytes| String::from_utf8(fitted("REDACTED-jwt-0f1e2d3c4b", bytes));
        for (bytes, expected) in [
            (0, ""),
            (2, "**"),
            (3, "***"),
            (7, "***0f1e"),
            (14, "****0f1e2d3c4b"),
            (15, "REDACTED-0f1e2d"),
            (18, "REDACTED-0f1e2d3c4"),
            (19, "REDACTED-jwt-0f1e2d"),
            (23, "REDACTED-jwt-0f1e2d3c4b"),
            (26, "REDACTED-jwt-0f1e2d3c4b---"),
        ] {
            assert_eq!(form(bytes).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn equal_values_stay_equal_and_different_ones_differ() {
        let (one, other) = (named("jwt", "0f1e2d3c4b"), named("jwt", "a61e2d3c4b"));
        for bytes in 4..40 {
            assert_eq!(fitted(&one, bytes), fitted(&one, bytes));
            assert_ne!(fitted(&one, bytes), fitted(&other, bytes), "{bytes} bytes");
        }
    }
}
