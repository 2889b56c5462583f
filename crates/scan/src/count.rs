//! Numbers as people write them, and how many there are of something.

/// `12,345`.
pub fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 place`, `12,345 places`, `2 entries`: how many there are of `noun`, which is given in the
/// singular.
pub fn count<N>(many: N, noun: &str) -> String
where
    u64: TryFrom<N>,
{
    let many = u64::try_from(many).unwrap_or(u64::MAX);
    let told = number(many);
    match noun.strip_suffix("ry") {
        _ if many == 1 => format!("{told} {noun}"),
        Some(stem) => format!("{told} {stem}ries"),
        None => format!("{told} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers_as_people_do() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(1_234_567), "1,234,567");
    }

    #[test]
    fn says_one_of_one_only() {
        assert_eq!(count(0, "place"), "0 places");
        assert_eq!(count(1, "place"), "1 place");
        assert_eq!(count(1_234_567_u64, "place"), "1,234,567 places");
        assert_eq!(count(1, "entry"), "1 entry");
        assert_eq!(count(2, "entry"), "2 entries");
    }
}
