//! A pack from any TOML: it is refused with a place, or it can be used.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scrubjay_rules::{NameVerdict, Pack, PackSource, Place};

const TEXT: &[u8] = b"GET /?token=abc_0123456789abcdef HTTP/1.1\r\nCookie: sid=4f1b2c9d8e7a6f5b\r\n\
    -----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY----- https://a:b@c.example/ eyJhIjoxfQ.e30.AA";

fuzz_target!(|text: &str| {
    match Pack::load(&[PackSource { name: "own.toml", text }]) {
        Ok(pack) => {
            pack.search(TEXT, &mut |_| {});
            for name in ["sid", "Authorization", "accessToken", ""] {
                for host in [None, Some("a.example")] {
                    if let NameVerdict::Secret(rule) = pack.name(Place::Cookie, name, host) {
                        pack.accepts(rule, "4f1b2c9d8e7a6f5b4c3d");
                        pack.validate(rule, b"4f1b2c9d8e7a6f5b4c3d");
                    }
                }
            }
            assert!(pack.rules().is_sorted_by(|a, b| a.id < b.id), "ids are sorted and unique");
        }
        Err(error) => {
            assert!(error.line >= 1 && error.column >= 1);
            assert!(!error.to_string().contains('\n'), "an error is one line");
        }
    }
});
