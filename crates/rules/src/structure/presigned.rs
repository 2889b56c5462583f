//! URLs that carry their own permission: the names of their parameters tell the scheme.

/// A scheme of signed URLs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presigned {
    /// The scheme, as a person would name it.
    pub scheme: &'static str,
    /// The parameters that hold the secret, in lower case; the others say what is allowed
    /// and until when.
    pub secret: &'static [&'static str],
    /// The parameter that says when it ends, in lower case.
    pub expires: &'static str,
    marks: &'static [&'static str],
}

/// The known schemes. Each is recognised by all of its marks.
const SCHEMES: &[Presigned] = &[
    // docs.aws.amazon.com: authenticating requests, using query parameters.
    Presigned {
        scheme: "AWS Signature Version 4",
        secret: &["x-amz-signature", "x-amz-security-token"],
        expires: "x-amz-expires",
        marks: &["x-amz-credential", "x-amz-signature"],
    },
    // cloud.google.com/storage/docs/access-control/signed-urls.
    Presigned {
        scheme: "Google Cloud Storage V4",
        secret: &["x-goog-signature"],
        expires: "x-goog-expires",
        marks: &["x-goog-credential", "x-goog-signature"],
    },
    Presigned {
        scheme: "Google Cloud Storage V2",
        secret: &["signature"],
        expires: "expires",
        marks: &["googleaccessid", "signature"],
    },
    Presigned {
        scheme: "AWS Signature Version 2",
        secret: &["signature", "x-amz-security-token"],
        expires: "expires",
        marks: &["awsaccesskeyid", "signature"],
    },
    // docs.aws.amazon.com/AmazonCloudFront: signed URLs with canned and custom policies.
    Presigned {
        scheme: "Amazon CloudFront",
        secret: &["signature", "policy"],
        expires: "expires",
        marks: &["key-pair-id", "signature"],
    },
    // learn.microsoft.com: create a service, account or user delegation SAS.
    Presigned {
        scheme: "Azure shared access signature",
        secret: &["sig"],
        expires: "se",
        marks: &["se", "sig"],
    },
    // help.aliyun.com: signed URLs of OSS, version 1.
    Presigned {
        scheme: "Alibaba Cloud OSS",
        secret: &["signature", "security-token"],
        expires: "expires",
        marks: &["ossaccesskeyid", "signature"],
    },
];

/// Recognises a scheme by the names of a URL's parameters, in any order and case.
pub fn recognise<'a>(names: impl Iterator<Item = &'a str>) -> Option<&'static Presigned> {
    let names: Vec<String> = names.map(str::to_ascii_lowercase).collect();
    SCHEMES
        .iter()
        .find(|scheme| scheme.marks.iter().all(|mark| names.iter().any(|name| name == mark)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_schemes_apart() {
        let scheme = |names: &[&str]| recognise(names.iter().copied()).map(|s| s.scheme);
        assert_eq!(
            scheme(&["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature"]),
            Some("AWS Signature Version 4")
        );
        assert_eq!(scheme(&["sv", "sp", "se", "sig"]), Some("Azure shared access signature"));
        assert_eq!(scheme(&["signature", "name"]), None);
    }
}
