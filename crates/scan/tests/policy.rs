//! What a policy can ask for beyond credentials, and that the promise holds there too.

#[allow(dead_code, reason = "another test uses what this one does not")]
mod incident;

use incident::USER;
use scrubjay_scan::{
    Engine, Exposed, Input, Key, Limits, Moment, Policy, Profile, Settings, Silent, Verdict,
    Verification,
};

fn engine(policy: Policy) -> Engine {
    let pack = policy.pack(&[]).expect("the pack compiles");
    let key = Key::from_bytes(&[7; 32]);
    Engine::new(pack, Settings { limits: Limits::default(), policy, key, threads: Some(2) })
}

/// The copy, with what its verification said, and said again of the copy and the original alone.
fn scrub(policy: &Policy, input: &[u8]) -> (String, Verification) {
    let engine = engine(policy.clone());
    let named = Input { name: "a.har", bytes: input };
    let scan = engine.scan(&[named], &Silent).expect("nobody cancels");
    let redacted = engine.redact(&scan, 0, input).expect("it can be written");
    let output = redacted.to_bytes(input);
    let told = engine.verify(&scan, 0, input, &redacted, &output, &Silent).expect("as before");
    for check in &told.checks {
        assert!(check.passed, "{:?}: {}", check.id, check.detail);
    }
    let copy = Input { name: "a.har", bytes: &output };
    let alone = engine.verify_alone(&copy, &Silent).expect("as before");
    assert_eq!(alone.verdict, Verdict::Clean, "{:?}", alone.checks);
    let pair = engine.verify_pair(&copy, &named, &|_| false, &Silent).expect("as before");
    assert_eq!(pair.verdict, Verdict::Clean, "{:?}", pair.checks);
    let again = engine.scan(&[copy], &Silent).expect("as before");
    assert!(again.credentials.is_empty(), "scrubbing again changes nothing");
    (String::from_utf8(output).expect("it is text"), told)
}

fn har(bodies: &str) -> String {
    format!(
        r#"{{"log":{{"version":"1.2","entries":[{{"startedDateTime":"2026-01-05T10:00:00.000Z","time":1,
        "request":{{"method":"POST","url":"https://shop.example/cart?item=7","headers":[
        {{"name":"Cookie","value":"theme=dark; _ga=GA1.2.111.222; JSESSIONID=5E1FMADE00112233445566778899AABB"}},
        {{"name":"X-Forwarded-For","value":"203.0.113.7"}},{{"name":"X-Build","value":"aK3x9Qm2Lp7Rt5Vz8Wn4Bc6Yd"}}],
        "cookies":[{{"name":"theme","value":"dark"}},{{"name":"_ga","value":"GA1.2.111.222"}}],
        "queryString":[{{"name":"item","value":"7"}}]}},
        "response":{{"status":200,"headers":[{{"name":"Set-Cookie","value":"lang=de; Path=/; Max-Age=9"}}],"cookies":[],
        "content":{bodies}}},"_webSocketMessages":[{{"type":"send","time":1,"opcode":1,"data":"hello socket"}}]}}]}}}}"#
    )
}

fn strict() -> Policy {
    Policy { profile: Profile::Strict, ..Policy::default() }
}

#[test]
fn strict_takes_bodies_and_all_values_of_cookies() {
    let har = har(
        r#"{"size":5,"mimeType":"application/json","text":"{\"greeting\":\"hello\",\"n\":[1,2]}"}"#,
    );
    let (copy, told) = scrub(&strict(), har.as_bytes());
    for gone in [
        "greeting",
        "dark",
        "GA1.2",
        "5E1FMADE",
        "hello socket",
        "aK3x9Qm2Lp7Rt5Vz8Wn4Bc6Yd",
        "lang=de",
    ] {
        assert!(!copy.contains(gone), "{gone} is gone");
    }
    for kept in ["theme=", "_ga=", "JSESSIONID=", "item=7", "Max-Age=9", "X-Build", "203.0.113.7"] {
        assert!(copy.contains(kept), "{kept} stays");
    }
    assert!(told.residual.is_empty(), "left: {:?}", told.residual);
}

#[test]
fn strict_keeps_base64_bodies_decodable() {
    let har =
        har(r#"{"size":11,"mimeType":"text/plain","encoding":"base64","text":"aGVsbG8gd29ybGQ="}"#);
    let (copy, _) = scrub(&strict(), har.as_bytes());
    let har: serde_json::Value = serde_json::from_str(&copy).expect("it parses");
    let text = har["log"]["entries"][0]["response"]["content"]["text"].as_str().expect("a text");
    use base64::Engine as _;
    let body = base64::engine::general_purpose::STANDARD.decode(text).expect("it is base64");
    assert!(body.starts_with(b"REDACTED-body-"), "the placeholder is in the base64");
}

#[test]
fn strict_takes_a_body_that_is_wrongly_called_base64() {
    let har = har(r#"{"size":1,"mimeType":"text/plain","encoding":"base64","text":"Not base 64"}"#);
    let engine = engine(strict());
    let named = Input { name: "a.har", bytes: har.as_bytes() };
    let scan = engine.scan(&[named], &Silent).expect("nobody cancels");
    let redacted = engine.redact(&scan, 0, named.bytes).expect("it can be written");
    let output = redacted.to_bytes(named.bytes);
    let told = engine.verify(&scan, 0, named.bytes, &redacted, &output, &Silent);
    let told = told.expect("nobody cancels");
    assert_ne!(told.verdict, Verdict::Failed, "{:?}", told.checks);
    assert!(!String::from_utf8_lossy(&output).contains("Not base"));
}

#[test]
fn strict_holds_the_promise_on_a_whole_sign_in() {
    let (copy, told) = scrub(&strict(), &incident::har());
    assert_eq!(told.verdict, Verdict::Clean);
    for planted in incident::planted() {
        assert!(!copy.contains(&planted.value), "the {} is gone", planted.name);
    }
}

#[test]
fn a_large_body_goes_as_a_whole() {
    let body = "many words of a long answer ".repeat(1000);
    let har = har(&format!(r#"{{"size":1,"mimeType":"text/plain","text":"{body}"}}"#));
    let (copy, _) = scrub(&strict(), har.as_bytes());
    assert!(!copy.contains("long answer") && copy.len() < 3000);
}

#[test]
fn what_lies_in_a_body_that_goes_is_not_told_of_each_by_itself() {
    let text = (0..9).map(|at| format!(r#"\"id{at}\":\"aK3x9Qm2Lp7Rt5Vz8Wn4Bc6Y{at}\""#));
    let text = text.collect::<Vec<_>>().join(",");
    let har = har(&format!(r#"{{"size":5,"mimeType":"application/json","text":"{{{text}}}"}}"#));
    let scan = engine(strict())
        .scan(&[Input { name: "a.har", bytes: har.as_bytes() }], &Silent)
        .expect("nobody cancels");
    let engine = engine(strict());
    let random = engine.pack().find("strict.random-looking").expect("it is on");
    let count = scan.credentials.iter().filter(|one| one.rule == random).count();
    assert_eq!(count, 1, "only the header outside the body");
    scrub(&strict(), har.as_bytes());
}

#[test]
fn personal_data_is_no_row_of_an_exposure() {
    let policy = Policy { personal: true, profile: Profile::Strict, ..Policy::default() };
    let engine = engine(policy);
    let har = incident::har();
    let input = Input { name: "a.har", bytes: &har };
    let now = Moment::parse("2026-11-20T12:00:00Z").expect("a time");
    let strict = engine.expose(&[input], now, &Silent).expect("nobody cancels");
    for row in &strict.credentials {
        assert_ne!(row.class, "data", "{} opens nothing", row.id);
    }
    for planted in incident::planted() {
        let is_it = |row: &&Exposed| planted.value.starts_with(&row.masked.start);
        let told = strict.credentials.iter().any(|row| is_it(&row));
        assert!(told, "the {} is told under every policy", planted.name);
    }
}

#[test]
fn personal_data_stays_unless_the_policy_says_so() {
    let har = har(
        r#"{"size":5,"mimeType":"application/json","text":"{\"displayName\":\"Anna Lind\",\"mail\":\"anna.lind@acme.example\",\"by\":\"anna.lind@acme.example\"}"}"#,
    );
    let (copy, _) = scrub(&Policy::default(), har.as_bytes());
    assert!(copy.contains("anna.lind@acme.example") && copy.contains("203.0.113.7"));
    let (copy, _) = scrub(&Policy { personal: true, ..Policy::default() }, har.as_bytes());
    for gone in ["anna.lind", "203.0.113.7", "Anna Lind"] {
        assert!(!copy.contains(gone), "{gone} is gone");
    }
    let mails: Vec<&str> = copy
        .match_indices("REDACTED-email-")
        .map(|(at, start)| &copy[at..at + start.len() + 10])
        .collect();
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[0], mails[1], "the same address has the same pseudonym");
}

#[test]
fn people_in_tokens_are_followed_when_personal_data_goes() {
    let (copy, _) = scrub(&Policy { personal: true, ..Policy::default() }, &incident::har());
    assert!(!copy.contains(USER), "the user is gone from forms and answers as well");
}

#[test]
fn a_class_can_be_kept_with_a_reason() {
    let text = "[action]\nsession = { keep = \"a test account\" }\n";
    let policy = Policy::from_toml("scrubjay.toml", text).expect("it is understood");
    let engine = engine(policy);
    let har = har(r#"{"size":0,"text":""}"#);
    let scan = engine
        .scan(&[Input { name: "a.har", bytes: har.as_bytes() }], &Silent)
        .expect("nobody cancels");
    let session = scan.credentials.iter().find(|one| !one.is_redacted());
    assert!(session.is_some(), "the session stays by decision");
}
