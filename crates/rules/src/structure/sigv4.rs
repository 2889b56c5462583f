//! AWS Signature Version 4 in an `Authorization` header.
//!
//! `AWS4-HMAC-SHA256 Credential=AKIA…/20260101/eu-central-1/s3/aws4_request,
//! SignedHeaders=host;x-amz-date, Signature=…`: the scope of the credential and the signed
//! headers are what support needs, the signature is the secret. `AWS4-ECDSA-P256-SHA256`
//! (Signature Version 4A) has the same form.

use std::ops::Range;

/// Where the parts of a Signature Version 4 stand in a header value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigV4 {
    /// Access key id, date, region and service.
    pub credential: Range<usize>,
    /// The names of the signed headers.
    pub signed_headers: Range<usize>,
    /// The signature.
    pub signature: Range<usize>,
}

/// Reads the value of an `Authorization` header that is signed this way.
pub fn parse(value: &str) -> Option<SigV4> {
    let start = value.len() - value.trim_start().len();
    if !value[start..].to_ascii_uppercase().starts_with("AWS4-") {
        return None;
    }
    Some(SigV4 {
        credential: field(value, "Credential=")?,
        signed_headers: field(value, "SignedHeaders=")?,
        signature: field(value, "Signature=")?,
    })
}

fn field(value: &str, name: &str) -> Option<Range<usize>> {
    let start = value.find(name)? + name.len();
    let rest = &value[start..];
    let length = rest.find([',', ' ', '\t']).unwrap_or(rest.len());
    Some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_three_fields() {
        let value = "AWS4-HMAC-SHA256 Credential=ID/20260101/r/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=abcd";
        let parts = parse(value).expect("all three are there");
        assert_eq!(&value[parts.credential], "ID/20260101/r/s3/aws4_request");
        assert_eq!(&value[parts.signed_headers], "host;x-amz-date");
        assert_eq!(&value[parts.signature], "abcd");
        assert_eq!(parse("Bearer abc"), None);
    }
}
