//! Writes the report of an invented sign-in as a page, for reading by eye.
//!
//! `cargo run -p scrubjay-scan --example report_page -- KIND OUT.html`, where KIND is `clean`,
//! `kept`, `incomplete`, `failed`, `nothing`, `unchecked`, `several` or `many`. Every secret in
//! it is made up anew with each run.
#![allow(clippy::needless_pass_by_value, reason = "what is made for a function is handed over")]
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a tool for developers")]

use std::hash::{BuildHasher, RandomState};

use scrubjay_scan::{
    Engine, FileReportParts, Input, Keep, Key, Limits, Pack, Policy, Report, ReportUnread,
    Settings, Silent, Verdict,
};
use serde_json::{Value, json};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let kind = arguments.next().unwrap_or_else(|| "clean".to_owned());
    let out = arguments.next().unwrap_or_else(|| "report.html".to_owned());
    std::fs::write(out, report(&kind).to_html()).unwrap();
}

fn report(kind: &str) -> Report {
    let sign_in = sign_in().to_string();
    let quiet = har(&[entry("GET", "https://acme.example/", json!([]), None, "<h1>Hello</h1>")]);
    let quiet = quiet.to_string();
    match kind {
        "nothing" => run(&Policy::default(), &[("acme-home.har", &quiet)]),
        "several" => {
            let cut = &sign_in[..sign_in.len() - 400];
            run(
                &keeping(),
                &[
                    ("acme-login.har", &sign_in),
                    ("acme-login-cut.har", cut),
                    ("acme-home.har", &quiet),
                ],
            )
        }
        "kept" => run(&keeping(), &[("acme-login.har", &sign_in)]),
        "incomplete" => {
            let mut report =
                run(&Policy::default(), &[("acme-login.har", &sign_in[..sign_in.len() - 400])]);
            let unread = [
                ("log.entries[12].response.content.text", "encrypted"),
                ("log.entries[31].response.content.text", "too-large"),
            ];
            let unread = unread.map(|(path, reason)| ReportUnread {
                path: path.to_owned(),
                reason: reason.to_owned(),
            });
            report.files[0].coverage.unread.extend(unread);
            report
        }
        "failed" => {
            let mut report = run(&Policy::default(), &[("acme-login.har", &sign_in)]);
            let check = &mut report.files[0].checks[0];
            check.passed = false;
            check.detail =
                "a redacted value is left in 2 places, the first at log.entries[7].comment"
                    .to_owned();
            report.files[0].verdict = Verdict::Failed;
            report
        }
        "unchecked" => {
            let mut report = run(&Policy::default(), &[("acme-login.har", &sign_in)]);
            report.files[0].output = None;
            report.files[0].checks.clear();
            report
        }
        "many" => {
            let mut report = run(&Policy::default(), &[("acme-login.har", &sign_in)]);
            let model = report.credentials[0].clone();
            for number in 0..50_000 {
                let mut credential = model.clone();
                credential.placeholder = format!("REDACTED-okta-session-{number:08}");
                report.credentials.push(credential);
            }
            report
        }
        _ => run(&Policy::default(), &[("acme-login.har", &sign_in)]),
    }
}

fn keeping() -> Policy {
    let keep = |rule: &str, reason: &str| Keep {
        rule: rule.to_owned(),
        reason: reason.to_owned(),
        ..Keep::default()
    };
    Policy {
        keep: vec![keep(
            "github.personal-token",
            "the key of a test account that support asked for",
        )],
        ..Policy::default()
    }
}

fn run(policy: &Policy, files: &[(&str, &str)]) -> Report {
    let key = Key::from_bytes(random(32).as_bytes());
    let settings =
        Settings { limits: Limits::default(), policy: policy.clone(), key, threads: None };
    let engine = Engine::new(Pack::builtin().unwrap(), settings);
    let inputs: Vec<Input<'_>> =
        files.iter().map(|(name, text)| Input { name, bytes: text.as_bytes() }).collect();
    let scan = engine.scan(&inputs, &Silent).unwrap();
    let outputs: Vec<_> = inputs
        .iter()
        .enumerate()
        .map(|(file, input)| {
            let redacted = engine.redact(&scan, file, input.bytes).unwrap();
            let bytes = redacted.to_bytes(input.bytes);
            let verification =
                engine.verify(&scan, file, input.bytes, &redacted, &bytes, &Silent).unwrap();
            (input.name.replace(".har", ".scrubbed.har"), bytes, verification)
        })
        .collect();
    let parts: Vec<FileReportParts<'_>> = outputs
        .iter()
        .enumerate()
        .map(|(file, (name, bytes, verification))| FileReportParts {
            file,
            input: inputs[file],
            output: Some(Input { name, bytes }),
            verification: Some(verification),
        })
        .collect();
    engine.report(&scan, &parts)
}

/// A person signs in at Okta, opens an application, uploads a file and looks at a repository.
fn sign_in() -> Value {
    let session = format!("102{}", random(40));
    let application = random(48);
    let password = format!("{}-{}!7", random(5), random(6));
    let issuer = "https://acme.okta.com/oauth2/default";
    let access = jwt(&json!({
        "iss": issuer,
        "aud": "api://acme",
        "cid": "0oa8example",
        "scp": ["openid", "profile", "orders.read"],
        "exp": 1_795_183_380,
    }));
    let identity = jwt(&json!({
        "iss": issuer,
        "aud": "0oa8example",
        "email": "anna@acme.example",
        "amr": ["pwd", "mfa"],
        "exp": 1_795_183_380,
    }));
    let refresh = random(43);
    let code = random(43);
    let state = random(32);
    let github = format!("ghp_{}", random(36));
    let cookies = |pairs: &[(&str, &str)]| -> Value {
        pairs.iter().map(|(name, value)| json!({"name": name, "value": value})).collect()
    };
    let okta =
        cookies(&[("sid", &session), ("DT", &format!("DI{}", random(22))), ("t", "default")]);
    let own =
        cookies(&[("connect.sid", &format!("s:{application}.{}", random(43))), ("theme", "dark")]);
    let signature: String = random(64)
        .bytes()
        .map(|byte| char::from(b"0123456789abcdef"[usize::from(byte % 16)]))
        .collect();

    let login = json!({"username": "anna@acme.example", "password": password}).to_string();
    let authorize =
        format!("{issuer}/v1/authorize?client_id=0oa8example&response_type=code&state={state}");
    let callback = format!("https://app.acme.example/callback?code={code}&state={state}");
    let grant = format!("grant_type=authorization_code&code={code}&client_id=0oa8example");
    let tokens = json!({
        "token_type": "Bearer",
        "access_token": access,
        "id_token": identity,
        "refresh_token": refresh,
    });
    let authn = "https://acme.okta.com/api/v1/authn";
    let mut entries = vec![
        entry(
            "POST",
            authn,
            json!([]),
            Some(("application/json", login)),
            r#"{"status":"SUCCESS"}"#,
        ),
        entry("GET", &authorize, okta.clone(), None, ""),
        entry("GET", &callback, json!([]), None, ""),
        entry(
            "POST",
            &format!("{issuer}/v1/token"),
            okta.clone(),
            Some(("application/x-www-form-urlencoded", grant)),
            &tokens.to_string(),
        ),
    ];
    for number in 0..40 {
        let mut answer = json!({"order": number, "state": "shipped", "lines": [{"article": "A4 \
            paper", "count": 12}]});
        if number == 7 || number == 23 {
            answer["cursor"] = random(34).into();
        }
        entries.push(entry(
            "GET",
            &format!("https://app.acme.example/assets/part-{number}.js"),
            json!([]),
            None,
            "export default 1;",
        ));
        let mut api = entry(
            "GET",
            &format!("https://app.acme.example/api/orders/{number}"),
            own.clone(),
            None,
            &answer.to_string(),
        );
        api["request"]["headers"]
            .as_array_mut()
            .unwrap()
            .push(json!({"name": "authorization", "value": format!("Bearer {access}")}));
        entries.push(api);
        if number % 4 == 0 {
            entries.push(entry(
                "GET",
                &format!("https://acme.okta.com/api/v1/users/me?n={number}"),
                okta.clone(),
                None,
                r#"{"id":"00u1"}"#,
            ));
        }
    }
    let upload = format!(
        "https://acme-uploads.s3.amazonaws.com/scan.pdf?X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=AKIA{}%2F20261120%2Fus-east-1%2Fs3%2Faws4_request\
         &X-Amz-Date=20261120T120000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host\
         &X-Amz-Signature={signature}",
        random(16).to_uppercase()
    );
    entries.push(entry("PUT", &upload, json!([]), None, ""));
    let mut repository = entry(
        "GET",
        "https://api.github.com/repos/acme/orders",
        json!([]),
        None,
        r#"{"name":"orders"}"#,
    );
    repository["request"]["headers"]
        .as_array_mut()
        .unwrap()
        .push(json!({"name": "Authorization", "value": format!("token {github}")}));
    entries.push(repository);
    har(&entries)
}

fn har(entries: &[Value]) -> Value {
    let creator = json!({"name": "invented", "version": "1"});
    json!({"log": {"version": "1.2", "creator": creator, "entries": entries}})
}

fn entry(
    method: &str,
    url: &str,
    cookies: Value,
    body: Option<(&str, String)>,
    answer: &str,
) -> Value {
    let header: Vec<String> = cookies
        .as_array()
        .unwrap()
        .iter()
        .map(|cookie| {
            format!("{}={}", cookie["name"].as_str().unwrap(), cookie["value"].as_str().unwrap())
        })
        .collect();
    let headers = |pairs: &[(&str, &str)]| -> Vec<Value> {
        pairs.iter().map(|(name, value)| json!({"name": name, "value": value})).collect()
    };
    let received = headers(&[
        ("content-type", "application/json; charset=utf-8"),
        ("cache-control", "no-store"),
        ("strict-transport-security", "max-age=31536000"),
        ("x-content-type-options", "nosniff"),
        ("date", "Fri, 20 Nov 2026 12:00:00 GMT"),
        ("vary", "accept-encoding"),
    ]);
    let mut headers = headers(&[
        ("accept", "*/*"),
        ("accept-language", "en-GB,en;q=0.9"),
        ("accept-encoding", "gzip, deflate, br"),
        ("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"),
        ("sec-fetch-mode", "cors"),
        ("sec-fetch-site", "same-origin"),
    ]);
    if !header.is_empty() {
        headers.push(json!({"name": "cookie", "value": header.join("; ")}));
    }
    let mut request = json!({
        "method": method,
        "url": url,
        "httpVersion": "HTTP/2",
        "headers": headers,
        "cookies": cookies,
        "queryString": [],
        "headersSize": -1,
        "bodySize": -1,
    });
    if let Some((mime, text)) = body {
        request["postData"] = json!({"mimeType": mime, "text": text});
    }
    json!({
        "startedDateTime": "2026-11-20T12:00:00.000Z",
        "time": 41.5,
        "request": request,
        "response": {
            "status": 200,
            "statusText": "OK",
            "httpVersion": "HTTP/2",
            "headers": received,
            "cookies": [],
            "content": {"size": answer.len(), "mimeType": "application/json", "text": answer},
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": -1,
        },
        "cache": {},
        "timings": {"send": 0.1, "wait": 40.2, "receive": 1.2},
    })
}

fn jwt(claims: &Value) -> String {
    use base64::Engine as _;
    let encode =
        |value: &Value| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(value.to_string());
    let header = json!({"alg": "RS256", "kid": random(20)});
    format!("{}.{}.{}", encode(&header), encode(claims), random(342))
}

fn random(length: usize) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let state = RandomState::new();
    (0..length)
        .map(|at| {
            let number = usize::try_from(state.hash_one(at) % LETTERS.len() as u64).unwrap();
            char::from(LETTERS[number])
        })
        .collect()
}
