//! The requests of a HAR: where each stands in the file, and the few facts that the table shows of it.
//!
//! Reading is lenient: what is missing or odd in one request leaves a gap in its row, never a gap in the table. A file
//! that ends in the middle shows the requests that are complete.

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// A stretch of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// One request, as far as the table needs it. Texts that may hold a credential are told by where they stand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) stretch: Stretch,
    pub(super) method: String,
    pub(super) url: Option<Stretch>,
    pub(super) status: u32,
    pub(super) mime: String,
    pub(super) size_bytes: u64,
    /// Milliseconds since 1970, or not a number.
    pub(super) started_ms: f64,
    pub(super) time_ms: f64,
}

/// Finds the requests of a HAR.
pub(super) fn entries(bytes: &[u8]) -> Vec<Entry> {
    let mut found = Vec::new();
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = serde_json::Deserializer::from_slice(text);
    // An error is the end of what can be read; what came before it stays.
    let _ = Level { depth: 0, found: &mut found }.deserialize(&mut reader);
    found.iter().map(|raw| entry(bytes, raw)).collect()
}

/// The object of the HAR at depth 0, its `log` at depth 1.
struct Level<'f, 'de> {
    depth: u8,
    found: &'f mut Vec<&'de RawValue>,
}

impl<'de> DeserializeSeed<'de> for Level<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Level<'_, 'de> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the object of a HAR")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            match (&*key, self.depth) {
                ("log", 0) => map.next_value_seed(Level { depth: 1, found: &mut *self.found })?,
                ("entries", _) => map.next_value_seed(List { found: &mut *self.found })?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

struct List<'f, 'de> {
    found: &'f mut Vec<&'de RawValue>,
}

impl<'de> DeserializeSeed<'de> for List<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_, 'de> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a list of requests")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<(), S::Error> {
        while let Some(raw) = seq.next_element::<&RawValue>()? {
            self.found.push(raw);
        }
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

fn entry(bytes: &[u8], raw: &RawValue) -> Entry {
    let all = fields(raw);
    let request = all.object("request");
    let response = all.object("response");
    let content = response.object("content");
    let size = [content.number("size"), response.number("bodySize")]
        .into_iter()
        .flatten()
        .find(|&size| size >= 0.0);
    Entry {
        stretch: stretch(bytes, raw),
        method: request.text("method"),
        url: request.get("url").map(|raw| stretch(bytes, raw)),
        status: whole(response.number("status")),
        mime: content.text("mimeType"),
        size_bytes: size.map_or(0, |size| u64::from(whole(Some(size)))),
        started_ms: milliseconds(&all.text("startedDateTime")).unwrap_or(f64::NAN),
        time_ms: all.number("time").filter(|time| *time >= 0.0).unwrap_or(0.0),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range just before"
)]
fn whole(number: Option<f64>) -> u32 {
    number.map_or(0, |number| number.clamp(0.0, f64::from(u32::MAX)) as u32)
}

/// Where a value stands in the file it was read from.
pub(super) fn stretch(bytes: &[u8], raw: &RawValue) -> Stretch {
    let start =
        (raw.get().as_ptr() as usize).saturating_sub(bytes.as_ptr() as usize).min(bytes.len());
    Stretch { start, end: (start + raw.get().len()).min(bytes.len()) }
}

/// The fields of an object, in order; of a field that is there twice the last one counts.
pub(super) struct Fields<'a>(Vec<(String, &'a RawValue)>);

/// Reads the fields of a value; of anything but an object, none.
pub(super) fn fields(raw: &RawValue) -> Fields<'_> {
    struct All;
    impl<'de> Visitor<'de> for All {
        type Value = Fields<'de>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Fields<'de>, M::Error> {
            let mut all = Vec::new();
            while let Some(pair) = map.next_entry::<String, &RawValue>()? {
                all.push(pair);
            }
            Ok(Fields(all))
        }
    }
    serde_json::Deserializer::from_str(raw.get()).deserialize_map(All).unwrap_or(Fields(Vec::new()))
}

/// The elements of a list; of anything but a list, none.
pub(super) fn items(raw: &RawValue) -> Vec<&RawValue> {
    serde_json::from_str(raw.get()).unwrap_or_default()
}

impl<'a> Fields<'a> {
    pub(super) fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().rev().find(|(each, _)| each == name).map(|&(_, raw)| raw)
    }

    pub(super) fn object(&self, name: &str) -> Fields<'a> {
        self.get(name).map_or(Fields(Vec::new()), fields)
    }

    pub(super) fn list(&self, name: &str) -> Vec<&'a RawValue> {
        self.get(name).map_or_else(Vec::new, items)
    }

    pub(super) fn text(&self, name: &str) -> String {
        self.get(name).and_then(|raw| serde_json::from_str(raw.get()).ok()).unwrap_or_default()
    }

    pub(super) fn number(&self, name: &str) -> Option<f64> {
        self.get(name).and_then(|raw| serde_json::from_str(raw.get()).ok())
    }
}

/// Milliseconds since 1970 of a date as HARs write it: `2026-11-22T04:10:00.123+01:00`.
pub(super) fn milliseconds(text: &str) -> Option<f64> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i32>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute) = (number(11, 13)?, number(14, 16)?);
    let rest = text.get(17..)?;
    let end =
        rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
    let second: f64 = rest.get(..end)?.parse().ok()?;
    let zone = rest.get(end..)?;
    let away = match zone.get(..1) {
        Some(sign @ ("+" | "-")) => {
            let hours: f64 = zone.get(1..3)?.parse().ok()?;
            let minutes: f64 = zone.get(zone.len().saturating_sub(2)..)?.parse().ok()?;
            (hours * 60.0 + minutes) * if sign == "+" { 60.0 } else { -60.0 }
        }
        _ => 0.0,
    };
    let seconds = f64::from(days(year, month, day)) * 86_400.0
        + f64::from(hour) * 3600.0
        + f64::from(minute) * 60.0;
    Some((seconds + second - away) * 1000.0)
}

/// Days since 1970 of a day of the Gregorian calendar, with years that begin in March.
fn days(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = r#"{"log":{"version":"1.2","entries":[
        {"startedDateTime":"2026-11-22T05:10:00.500+01:00","time":12.5,"request":{"method":"GET","url":"https://a.example/x"},"response":{"status":200,"content":{"size":7,"mimeType":"text/html"}}},
        {"request":{"url":null},"response":null,"time":null}
    ]}}"#;

    #[test]
    fn finds_the_requests_and_where_they_stand() {
        let found = entries(TWO.as_bytes());
        assert_eq!(found.len(), 2);
        let first = &found[0];
        assert_eq!((first.method.as_str(), first.status, first.size_bytes), ("GET", 200, 7));
        assert_eq!(first.started_ms, 1_795_320_600_500.0);
        let url = first.url.expect("it has a url");
        assert_eq!(&TWO[url.start..url.end], "\"https://a.example/x\"");
        assert!(TWO[first.stretch.start..first.stretch.end].ends_with("}}"));
    }

    #[test]
    fn keeps_what_is_complete_of_a_cut_file() {
        let cut = &TWO[..TWO.len() - 30];
        assert_eq!(entries(cut.as_bytes()).len(), 1);
        assert_eq!(entries(b"{\"log\":{\"entries\":null}}").len(), 0);
        assert_eq!(entries(b"no json").len(), 0);
    }

    #[test]
    fn reads_through_a_byte_order_mark_with_the_right_offsets() {
        let marked = [b"\xef\xbb\xbf", TWO.as_bytes()].concat();
        let found = entries(&marked);
        assert_eq!(marked[found[0].stretch.start], b'{');
    }
}
