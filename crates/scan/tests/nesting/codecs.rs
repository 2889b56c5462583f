//! The table of codecs: ways of wrapping a text so that it is text again.

use crate::make::encode::{
    base64, base64_bare, base64_lines, base64url, brotli, deflate, entities, entities_decimal,
    entities_hex, form, gzip, hex, hex_upper, javascript, javascript_all, json_slashes,
    json_unicode, percent, percent_all, percent_lower, quoted, quoted_printable, utf16, utf16_big,
    zlib, zstd,
};

/// A name and the wrapping.
pub(crate) type Codec = (&'static str, fn(&str) -> String);

/// All codecs.
pub(crate) const CODECS: &[Codec] = &[
    ("none", str::to_owned),
    ("JSON string", quoted),
    ("JSON string twice", |t| quoted(&quoted(t))),
    ("JSON string with \\/", |t| format!("\"{}\"", json_slashes(t))),
    ("JSON \\uXXXX", |t| format!("\"{}\"", json_unicode(t))),
    ("JavaScript \\x", |t| format!("'{}'", javascript(t))),
    ("JavaScript \\x everywhere", |t| format!("'{}'", javascript_all(t))),
    ("percent", percent),
    ("percent, lower case", percent_lower),
    ("percent of every byte", percent_all),
    ("percent twice", |t| percent(&percent(t))),
    ("form", form),
    ("references", entities),
    ("decimal references", entities_decimal),
    ("hexadecimal references", entities_hex),
    ("base64", |t| base64(t)),
    ("base64 without padding", |t| base64_bare(t)),
    ("base64url", |t| base64url(t)),
    ("base64 in lines", |t| base64_lines(t, "\r\n")),
    ("base64 of base64", |t| base64(base64(t))),
    ("hex", |t| hex(t)),
    ("upper-case hex", |t| hex_upper(t)),
    ("data URL", |t| format!("data:text/plain;base64,{}", base64(t))),
    ("quoted-printable", quoted_printable),
    ("UTF-16 in base64", |t| base64(utf16(t))),
    ("UTF-16 with a mark in base64", |t| base64(utf16_big(t))),
    ("gzip in base64", |t| base64(gzip(t))),
    ("gzip in base64url", |t| base64url(gzip(t))),
    ("gzip in hex", |t| hex(gzip(t))),
    ("zip in base64", |t| base64(zip(t))),
    ("zlib in base64", |t| base64(zlib(t))),
    ("deflate in base64", |t| base64(deflate(t))),
    ("brotli in base64", |t| base64(brotli(t))),
    ("zstd in base64", |t| base64(zstd(t))),
];

/// A zip of one member.
fn zip(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let packed = deflate(bytes);
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    let length = |bytes: usize| u32::try_from(bytes).expect("small").to_le_bytes();
    let mut common = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
    common.extend(crc.sum().to_le_bytes());
    common.extend([length(packed.len()), length(bytes.len())].concat());
    common.extend([5, 0, 0, 0]);
    let mut out = [b"PK\x03\x04".as_slice(), &common, b"a.txt", &packed].concat();
    let directory = out.len();
    out.extend([b"PK\x01\x02\x14\0".as_slice(), &common, &[0; 14], b"a.txt"].concat());
    let size = out.len() - directory;
    out.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    out.extend([length(size), length(directory)].concat());
    out.extend([0, 0]);
    out
}
