//! A point in time, to the second, as captures and tokens write it.
//!
//! Nothing here asks a clock: the face that starts a run says what time it is.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// A point in time. Displayed and serialized as RFC 3339 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub struct Moment(Timestamp);

impl Moment {
    /// Reads RFC 3339: `2026-11-20T10:00:00Z`, with or without parts of a second.
    pub fn parse(text: &str) -> Option<Self> {
        text.trim().parse::<Timestamp>().ok().and_then(|moment| Self::from_unix(moment.as_second()))
    }

    /// Seconds since 1970.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        Timestamp::from_second(seconds).ok().map(Self)
    }

    /// Reads whatever stands for a time in captures: RFC 3339, the date of an HTTP header or of a
    /// cookie, the basic form of signatures, seconds or milliseconds since 1970.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_matches('"');
        Self::parse(text).or_else(|| Self::from_http(text)).or_else(|| Self::from_number(text))
    }

    /// Dates of HTTP (RFC 9110 section 5.6.7) and of cookies, which have hyphens in older servers.
    fn from_http(text: &str) -> Option<Self> {
        const FORMS: [&str; 5] = [
            "%a, %d %b %Y %H:%M:%S GMT",
            "%a, %d-%b-%y %H:%M:%S GMT",
            "%a, %d-%b-%Y %H:%M:%S GMT",
            // Signatures of AWS and Google, and dates alone in those of Azure.
            "%Y%m%dT%H%M%SZ",
            "%Y-%m-%dT%H:%MZ",
        ];
        let read = |form: &&str| DateTime::strptime(form, text).ok();
        let date = FORMS.iter().find_map(read).or_else(|| {
            jiff::civil::Date::strptime("%Y-%m-%d", text).ok().map(|date| date.at(0, 0, 0, 0))
        })?;
        let zoned = date.to_zoned(TimeZone::UTC).ok()?;
        Self::from_unix(zoned.timestamp().as_second())
    }

    /// Seconds since 1970; numbers too large for that are milliseconds.
    fn from_number(text: &str) -> Option<Self> {
        let whole = text.split('.').next().unwrap_or_default();
        let number: i64 = whole.parse().ok()?;
        match number {
            // Years 2001 to 5138: smaller ones are counts, larger ones milliseconds.
            1_000_000_000..100_000_000_000 => Self::from_unix(number),
            1_000_000_000_000..100_000_000_000_000 => Self::from_unix(number / 1000),
            _ => None,
        }
    }

    /// So many seconds later.
    pub(crate) fn after(self, seconds: i64) -> Option<Self> {
        Self::from_unix(self.0.as_second().checked_add(seconds)?)
    }

    /// As people write it: `20 Nov 2026, 10:00 UTC`.
    pub fn spoken(self) -> String {
        self.0.strftime("%-d %b %Y, %H:%M UTC").to_string()
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_captures_write() {
        for text in [
            "2026-11-20T10:00:00Z",
            "2026-11-20T11:00:00.123+01:00",
            "Fri, 20 Nov 2026 10:00:00 GMT",
            "Fri, 20-Nov-2026 10:00:00 GMT",
            "Fri, 20-Nov-26 10:00:00 GMT",
            "20261120T100000Z",
            "2026-11-20T10:00Z",
            "1795168800",
            "1795168800.5",
            "1795168800000",
        ] {
            let moment = Moment::read(text).map(|moment| moment.to_string());
            assert_eq!(moment.as_deref(), Some("2026-11-20T10:00:00Z"), "{text}");
        }
    }

    #[test]
    fn takes_counts_and_words_for_no_times() {
        for text in ["", "3600", "Session", "-1", "99999999999999999999", "0", "2026-13-01"] {
            assert_eq!(Moment::read(text), None, "{text}");
        }
    }

    #[test]
    fn writes_dates_for_machines_and_for_people() {
        let moment = Moment::from_unix(951_782_400).expect("a time");
        assert_eq!(moment.to_string(), "2000-02-29T00:00:00Z");
        assert_eq!(moment.spoken(), "29 Feb 2000, 00:00 UTC");
        assert_eq!(moment.after(i64::MAX), None, "the end of time is no time");
    }
}
