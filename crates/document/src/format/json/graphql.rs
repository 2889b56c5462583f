//! The variables of a GraphQL request (GraphQL specification, section 2.10): the operation says
//! which argument each of them is given to, and only that name may tell what it is.

/// Longer operations are not searched for each variable.
const LONGEST: usize = 16 << 10;

/// The name of the argument that the operation `query` gives the variable `name` to, as in
/// `login(password: $p)`; the first that is called otherwise than the variable.
pub(super) fn argument<'q>(query: &'q [u8], name: &[u8]) -> Option<&'q [u8]> {
    if query.len() > LONGEST || name.is_empty() || name.len() > 64 {
        return None;
    }
    memchr::memchr_iter(b'$', query).find_map(|dollar| {
        let rest = query[dollar + 1..].strip_prefix(name)?;
        if rest.first().is_some_and(|&byte| is_name(byte)) {
            return None;
        }
        let before = query[..dollar].trim_ascii_end().strip_suffix(b":")?.trim_ascii_end();
        let length = before.iter().rev().take(64).take_while(|&&byte| is_name(byte)).count();
        let argument = &before[before.len() - length..];
        (!argument.is_empty() && argument != name).then_some(argument)
    })
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_argument_of_a_variable() {
        let query =
            b"mutation L($e: String!, $p: String!) { login(email: $e, password:$p, pin: $pin) }";
        assert_eq!(argument(query, b"e"), Some(b"email".as_slice()));
        assert_eq!(argument(query, b"p"), Some(b"password".as_slice()));
        assert_eq!(argument(query, b"pin"), None, "it is called the same");
        assert_eq!(argument(query, b"q"), None);
    }
}
