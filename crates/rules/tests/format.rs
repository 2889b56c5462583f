//! What the rule format promises: the examples of its document work, and what is wrong is
//! refused with its place and without its values.

use scrubjay_rules::{NameVerdict, Pack, PackError, PackSource, Place, Severity};

const DOCUMENT: &str = include_str!("../../../docs/rule-format.md");

fn load(text: &str) -> Result<Pack, PackError> {
    Pack::load(&[PackSource { name: "own.toml", text }])
}

fn rule(body: &str) -> String {
    format!(
        "[[rule]]\nid = \"a.b\"\nservice = \"A\"\nclass = \"api-key\"\nseverity = \"low\"\n\
         description = \"d\"\n{body}\n"
    )
}

#[test]
fn the_rules_of_the_document_pass_their_own_check() {
    let blocks: Vec<&str> =
        DOCUMENT.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 2, "the document shows two rules");
    let check = load(&blocks.concat()).expect("the rules are sound").self_check();
    assert!(check.passed(), "{:?}", check.failures);
}

#[test]
fn errors_point_at_the_place_and_say_what_would_be_right() {
    for (body, place, advice) in [
        ("", "own.toml:2:6", "exactly one way"),
        ("cookie = [\"sid\"]\nwords = [\"token\"]", "own.toml:2:6", "this one has 2"),
        ("cookie = [\"*\"]", "own.toml:7:11", "two characters"),
        ("cookie = [\"sid\"]\nhost = [\"https://a.b/\"]", "own.toml:8:9", "without scheme"),
        ("words = [\"Access-Token\"]", "own.toml:7:10", "lower-case words"),
        ("words = [\"token\"]\nin = [\"body\"]", "own.toml:2:6", "`claim`"),
        ("pattern = '(?<secret>abc_[0-9]+)'\nkeywords = [\"abc_\"]", "own.toml:2:1", "{16,255}"),
        ("pattern = 'abc_[0-9]{9}'\nkeywords = [\"abc_\"]", "own.toml:2:1", "named `secret`"),
        ("pattern = '(?<secret>abc_'\nkeywords = [\"abc_\"]", "own.toml:2:1", "does not compile"),
        ("pattern = '(?<secret>abc)'", "own.toml:7:11", "`keywords`"),
        ("cookie = [\"sid\"]\nglued = true", "own.toml:2:6", "belongs to rules with a `pattern`"),
        ("cookie = [\"sid\"]\ncolour = 1", "own.toml:8:1", "unknown field `colour`"),
        ("cookie = [\"sid\"]\nlabel = \"a_b\"", "own.toml:8:9", "a label is"),
        ("cookie = [\"sid\"]\nconfidence = \"verified\"", "own.toml:2:6", "`checked` is"),
        ("cookie = [\"sid\"]\nexamples = [\"cookie sid={nope}\"]", "own.toml:8:13", "no such"),
        (
            "pattern = '(?<secret>abc)'\nkeywords = [\"abc\"]\nvalidators = [\"luck\"]",
            "own.toml:9:15",
            "varied",
        ),
    ] {
        let error = load(&rule(body)).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.starts_with(place), "{body:?} gives {error:?} instead of {place}");
        assert!(error.contains(advice), "{body:?} gives {error:?} without {advice:?}");
    }
}

#[test]
fn errors_never_repeat_a_value() {
    let secret = "hunter2hunter2";
    for body in [
        format!("cookie = \"{secret}\""),
        format!("cookie = [\"sid\"]\nclass2 = \"{secret}\""),
        format!("cookie = [\"sid\"]\nexamples = [\"{secret}\"]"),
        format!("cookie = [\"sid\"]\nexamples = [\"cookie {secret}\"]"),
        format!("cookie = [\"sid\"]\nvalue = \"{secret}\""),
        format!("cookie = [\"sid\"]\nvalidators = [\"{secret}\"]"),
        format!("cookie = [\"sid\"]\nexamples = [\"cookie sid={{{secret}}}\"]"),
        format!("cookie = [\"sid\"]\nexamples = \"a\\\"{secret}\\\"{secret}\""),
        format!("cookie = [\"sid\"]\n{secret}"),
        format!("pattern = '(?<secret>{secret}'\nkeywords = [\"{secret}\"]"),
    ] {
        let error = load(&rule(&body)).err().map(|error| error.to_string());
        let error = error.unwrap_or_else(|| panic!("{body:?} is accepted"));
        assert!(!error.contains(secret), "{error}");
    }
}

#[test]
fn ids_are_unique_across_sources() {
    let text = rule("cookie = [\"sid\"]");
    let sources = ["one.toml", "two.toml"].map(|name| PackSource { name, text: &text });
    let error = Pack::load(&sources).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(error.starts_with("two.toml:2"), "{error}");
    assert!(error.contains("one.toml:2"), "{error}");
}

#[test]
fn own_rules_add_and_switches_switch() {
    let text = rule("cookie = [\"acme_id\"]");
    let pack = Pack::builder()
        .source(PackSource { name: "own.toml", text: &text })
        .severity("a.b", Severity::Critical)
        .without("okta.session-cookie")
        .build()
        .expect("both ids are there");
    let own = pack.find("a.b").expect("it was added");
    assert_eq!(pack.name(Place::Cookie, "ACME_ID", None), NameVerdict::Secret(own));
    assert_eq!(pack.rule(own).severity, Severity::Critical);
    assert_eq!(pack.find("okta.session-cookie"), None);
    let builtin = Pack::builtin().expect("it compiles");
    assert_ne!(pack.sha256(), builtin.sha256(), "the fingerprint covers switches and sources");
    assert!(Pack::builder().without("no.such-rule").build().is_err());
}

#[test]
fn the_more_particular_rule_wins() {
    let text = "
        [defaults]
        service = \"A\"
        class = \"session\"
        severity = \"low\"
        description = \"d\"
        ";
    let rules = [
        ("a.words", "words = [\"token\"]"),
        ("b.keep-words", "keep = true\nwords = [\"page token\"]"),
        ("c.wildcard", "key = [\"my*token\"]"),
        ("d.keep-wildcard", "keep = true\nkey = [\"my_page*\"]"),
        ("e.keep-name", "keep = true\nkey = [\"your_token\", \"her_token\"]"),
        ("f.name", "key = [\"her_token\"]"),
        ("g.keep-host", "keep = true\nkey = [\"her_token\"]\nhost = [\"kept.example\"]"),
        ("h.host", "key = [\"her_token\"]\nhost = [\"taken.example\"]"),
    ];
    let mut all = text.replace("description = \"d\"\n", "");
    for (id, body) in rules {
        all.push_str(&format!("[[rule]]\nid = \"{id}\"\ndescription = \"d\"\n{body}\n"));
    }
    let pack = load(&all).expect("the rules are sound");
    for (name, host, expected) in [
        ("token", None, "a.words"),
        ("next_page_token", None, "b.keep-words"),
        ("my_new_token", None, "c.wildcard"),
        ("my_page_token", None, "d.keep-wildcard"),
        ("your_token", None, "e.keep-name"),
        ("her_token", None, "f.name"),
        ("her_token", Some("a.kept.example:443"), "g.keep-host"),
        ("her_token", Some("taken.example"), "h.host"),
    ] {
        let hit = match pack.name(Place::Key, name, host) {
            NameVerdict::Secret(rule) | NameVerdict::Harmless(rule) => pack.rule(rule).id.clone(),
            NameVerdict::Unknown => String::new(),
        };
        assert_eq!(hit, expected, "{name} on {host:?}");
    }
}
