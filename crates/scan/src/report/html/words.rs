//! The words of the page: plain names for kinds, reasons, layers and checks; numbers, sizes and
//! dates as people write them.

use crate::verify::CheckId;

pub(crate) use crate::count::{count, number};

/// A name and what it means.
#[derive(Clone, Copy)]
pub(crate) struct Word {
    pub(crate) name: &'static str,
    pub(crate) meaning: &'static str,
}

/// What a class of credential is, and what it lets a stranger do.
pub(crate) fn class(class: &str) -> Option<Word> {
    let (name, meaning) = match class {
        "session" => ("Session", "whoever has it is signed in, without a password"),
        "access" => ("Access token", "opens what the person may open, mostly for a short time"),
        "refresh" => ("Refresh token", "fetches new access tokens, often for weeks"),
        "api-key" => ("Key for programs", "works until somebody ends it"),
        "password" => ("Password", "works until it is changed"),
        "one-time" => ("One-time code or link", "works once, mostly for minutes"),
        "csrf" => ("Request token", "ties a request to a session; of little use alone"),
        "signature" => ("Signature", "makes a request or a document count as genuine"),
        "private-key" => ("Private key", "signs and decrypts in its owner’s name"),
        "presigned" => ("Link with a permission in it", "opens without signing in"),
        "data" => ("Data", "opens nothing, and may be nobody else’s business"),
        _ => return None,
    };
    Some(Word { name, meaning })
}

/// How bad the loss is: its rank, the worst first, and the word.
pub(crate) fn severity(severity: &str) -> (u8, &'static str) {
    match severity {
        "critical" => (0, "critical if lost"),
        "high" => (1, "serious if lost"),
        "medium" => (2, "of some use to a stranger"),
        "low" => (3, "of little use to a stranger"),
        _ => (4, "not known how bad its loss is"),
    }
}

/// Why something was not read.
pub(crate) fn unread(reason: &str) -> Option<Word> {
    let (name, meaning) = match reason {
        "too-deep" => (
            "Packed too deep",
            "It is packed in so many wrappings, one inside the other, that reading stopped at \
                the limit.",
        ),
        "too-large" => (
            "Too large",
            "It unpacks to more than the limit allows, so it was not opened to its end.",
        ),
        "damaged" => (
            "Damaged",
            "It is packed or encoded, and it does not unpack: it is broken or breaks off.",
        ),
        CUT => (
            "Cut off",
            "The file ends in the middle. The complete part was read; the incomplete end was \
                dropped from the copy.",
        ),
        "malformed" => (
            "Broken from here on",
            "From here on the file does not keep to its format. The rest was read as plain text, \
                where less can be recognised.",
        ),
        "encrypted" => ("Encrypted", "It is encrypted. Nobody can look into it without the key."),
        "archive" => (
            "In an archive",
            "It is an archive, a document or compressed data of a kind that is not opened. \
                Whatever text is packed in it was not looked at and stays. Unpack it and look at \
                what was in it, or leave it out.",
        ),
        SEEN_THROUGH => (
            "Not what it says it is",
            "It is declared to be packed and is not. It was read as it is, so nothing is lost \
                here.",
        ),
        _ => return None,
    };
    Some(Word { name, meaning })
}

/// The file ended too early, and its end was dropped.
pub(super) const CUT: &str = "cut";

/// The one reason that tells of something that was read after all.
pub(super) const SEEN_THROUGH: &str = "misdeclared";

/// The word for an encoding that a place lies in.
pub(super) fn layer(layer: &str) -> &str {
    match layer {
        "json-string" | "json-scalar" | "json-chunks" => "JSON text",
        "js-string" => "script text",
        "percent" => "web address encoding",
        "form" => "form encoding",
        "html-entity" => "HTML text",
        "quoted-printable" => "mail encoding",
        "doubled-quote" | "doubled-apostrophe" => "doubled quotes",
        "event-data" => "lines of an event",
        "joined" => "pieces put together",
        other => other,
    }
}

/// What a check asks.
pub(super) fn check(id: CheckId) -> Word {
    let (name, meaning) = match id {
        CheckId::Absent => (
            "Gone",
            "No credential that was to go can be read from the copy, in any spelling: plain, \
                escaped, encoded, packed.",
        ),
        CheckId::Untouched => {
            ("Untouched", "Outside the replaced places, every byte is the byte of the original.")
        }
        CheckId::Readable => {
            ("Readable", "The copy opens as the same kind of file, with the same shape.")
        }
        CheckId::Consistent => (
            "Told apart",
            "The same credential has the same placeholder everywhere; different ones have \
                different placeholders.",
        ),
        CheckId::Silent => {
            ("Silent", "Looking through the finished copy anew finds no further credential.")
        }
        CheckId::Complete => ("Complete", "Everything in the file could be opened and read."),
    };
    Word { name, meaning }
}

/// Who can end a credential, where the account begins with it.
pub(crate) fn who(who: &str) -> Option<&'static str> {
    Some(match who {
        "user" => "The user",
        "administrator" => "An administrator",
        "operator" => "The operator",
        "issuer" => "Whoever issued it",
        "anyone" => "Anyone",
        "holder" => "Whoever holds it",
        "nobody" => "Nobody has to",
        _ => return None,
    })
}

/// `18.2 MB`; a kB is 1000 bytes, as in file managers.
pub(crate) fn size(bytes: u64) -> String {
    let (unit, word) = match bytes {
        0..1000 => return count(bytes, "byte"),
        1000..1_000_000 => (1000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    // Rounded down, so that 999,999 bytes do not become 1000.0 kB.
    let tenths = bytes / (unit / 10);
    format!("{}.{} {word}", number(tenths / 10), tenths % 10)
}

/// `99.6 %`, rounded down: it is 100 % only when nothing differs. `None` of nothing.
pub(super) fn percent(part: u64, whole: u64) -> Option<String> {
    let tenths = u128::from(part).checked_mul(1000)?.checked_div(u128::from(whole))?;
    Some(match tenths {
        1000.. => "100 %".to_owned(),
        _ => format!("{}.{} %", tenths / 10, tenths % 10),
    })
}

/// `2026-11-20T14:03:00Z` as `20 Nov 2026, 14:03 UTC`; anything else as it is.
pub(crate) fn date(text: &str) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let shape = "dddd-dd-ddTdd:dd:ddZ";
    let fits = text.len() == shape.len()
        && text.chars().zip(shape.chars()).all(|(letter, like)| match like {
            'd' => letter.is_ascii_digit(),
            like => letter == like,
        });
    let month = text.get(5..7).and_then(|month| month.parse::<usize>().ok());
    let month = month.and_then(|month| MONTHS.get(month.checked_sub(1)?));
    match (fits, month) {
        (true, Some(month)) => {
            let day = text[8..10].trim_start_matches('0');
            format!("{day} {month} {}, {} UTC", &text[..4], &text[11..16])
        }
        _ => text.to_owned(),
    }
}

/// The first letter in upper case, to begin a sentence.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_sizes_as_people_do() {
        assert_eq!(size(1), "1 byte");
        assert_eq!(size(18_243_999), "18.2 MB");
        assert_eq!(size(999_999), "999.9 kB");
    }

    #[test]
    fn says_all_only_of_all() {
        assert_eq!(percent(999_999, 1_000_000).as_deref(), Some("99.9 %"));
        assert_eq!(percent(7, 7).as_deref(), Some("100 %"));
        assert_eq!(percent(0, 0), None);
        assert_eq!(percent(u64::MAX - 1, u64::MAX).as_deref(), Some("99.9 %"));
    }

    #[test]
    fn reads_dates_and_leaves_the_rest() {
        assert_eq!(date("2026-11-03T04:05:06Z"), "3 Nov 2026, 04:05 UTC");
        for odd in ["", "soon", "2026-13-03T04:05:06Z", "2026-00-03T04:05:06Z", "２０２６"] {
            assert_eq!(date(odd), odd);
        }
    }

    #[test]
    fn has_words_for_every_reason_and_class() {
        use scrubjay_document::Unread;
        use scrubjay_rules::Class;
        for reason in [
            Unread::TooDeep,
            Unread::TooLarge,
            Unread::Damaged,
            Unread::Cut,
            Unread::Malformed,
            Unread::Misdeclared,
            Unread::Encrypted,
            Unread::Archive,
        ] {
            assert!(unread(reason.label()).is_some(), "{}", reason.label());
        }
        assert_eq!(Unread::Misdeclared.label(), SEEN_THROUGH);
        for kind in [
            Class::Session,
            Class::Access,
            Class::Refresh,
            Class::ApiKey,
            Class::Password,
            Class::OneTime,
            Class::Csrf,
            Class::Signature,
            Class::PrivateKey,
            Class::Presigned,
            Class::Data,
        ] {
            assert!(class(kind.as_str()).is_some(), "{}", kind.as_str());
        }
    }
}
