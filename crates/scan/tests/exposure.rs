//! What the account of a file that was sent has to tell.

mod incident;

use incident::{ENTRA_SESSION, USER, key_id, planted};
use scrubjay_scan::{
    Engine, Exposed, Exposure, Input, Key, Limits, Moment, Pack, Policy, Settings, Silent, StateId,
};

const NOON: &str = "2026-11-20T12:00:00Z";

fn engine(key: u8) -> Engine {
    let pack = Pack::builtin().expect("the pack compiles");
    let settings = Settings {
        limits: Limits::default(),
        policy: Policy::default(),
        key: Key::from_bytes(&[key; 32]),
        threads: Some(2),
    };
    Engine::new(pack, settings)
}

fn expose(bytes: &[u8], now: &str) -> Exposure {
    let now = Moment::parse(now).expect("a time");
    let input = Input { name: "sent.har", bytes };
    engine(1).expose(&[input], now, &Silent).expect("nobody cancels")
}

/// The row of a planted value: its first letters and its length tell it.
fn row<'e>(exposure: &'e Exposure, name: &str) -> &'e Exposed {
    let planted = planted();
    let value = &planted.iter().find(|planted| planted.name == name).expect("it is planted").value;
    let found = exposure
        .credentials
        .iter()
        .find(|row| row.masked.length == value.len() && value.starts_with(&row.masked.start));
    found.unwrap_or_else(|| panic!("no row for the {name}"))
}

#[test]
fn names_every_credential_with_service_owner_state_and_a_way_to_end_it() {
    let exposure = expose(&incident::har(), NOON);
    for planted in planted() {
        let row = row(&exposure, planted.name);
        let name = planted.name;
        assert_eq!(row.service, planted.service, "service of the {name}");
        assert_eq!(row.state.id.as_str(), planted.state, "state of the {name}: {}", row.state.told);
        let owner = row.owner.as_ref().unwrap_or_else(|| panic!("no owner of the {name}"));
        assert_eq!(owner.user.as_deref(), Some("an…@acme.example"), "owner of the {name}");
        assert!(owner.tenant.is_some() && !owner.evidence.is_empty(), "evidence of the {name}");
        assert!(!row.revoke.told().is_empty(), "how to end the {name}");
    }
    assert_eq!(exposure.credentials.len(), planted().len() + 1, "and the id of the role's key");
    for row in &exposure.credentials {
        assert!(row.owner.is_some() && !row.state.told.is_empty(), "{}", row.id);
        let in_steps = exposure
            .steps
            .iter()
            .flat_map(|step| &step.tasks)
            .any(|task| task.ending.is_some() && task.credentials.contains(&row.id));
        assert!(in_steps, "{} is dealt with in a step", row.id);
    }
}

#[test]
fn holds_no_credential_in_any_form() {
    let exposure = expose(&incident::har(), NOON);
    for (form, text) in
        [("json", exposure.to_json()), ("html", exposure.to_html()), ("csv", exposure.to_csv())]
    {
        for planted in planted() {
            // The organisation at the beginning of a Salesforce session is no secret.
            let end = &planted.value[planted.value.len() - 12..];
            assert!(!text.contains(end), "the {} is in the {form}", planted.name);
        }
        assert!(text.contains("an…@acme.example"), "the owner is masked in the {form}");
    }
}

#[test]
fn fills_the_steps_with_what_the_capture_tells() {
    let json = expose(&incident::har(), NOON).to_json();
    for told in [
        format!("DELETE https://acme.okta.com/api/v1/users/{USER}/sessions?oauthTokens=true"),
        format!("POST https://graph.microsoft.com/v1.0/users/{USER}/revokeSignInSessions"),
        ENTRA_SESSION.to_owned(),
        key_id(),
        "idx-made-up-77aa".to_owned(),
        "arn:aws:sts::123456789012:assumed-role/Admin/anna.lind@acme.example".to_owned(),
    ] {
        assert!(json.contains(&told), "{told}");
    }
}

#[test]
fn follows_the_chain_from_password_to_tokens() {
    let exposure = expose(&incident::har(), NOON);
    let id = |name| row(&exposure, name).id.clone();
    for (got, with) in [
        ("okta session token", "password"),
        ("okta session", "okta session token"),
        ("okta code", "okta session"),
        ("okta access token", "okta code"),
        ("okta refresh token", "okta code"),
        ("entra refresh token", "entra code"),
        ("aws console session", "saml response"),
    ] {
        let got_row = row(&exposure, got);
        assert_eq!(got_row.got_with, Some(id(with)), "the {got} was got with the {with}");
        assert!(row(&exposure, with).led_to.contains(&got_row.id), "and the {with} knows");
    }
    assert_eq!(row(&exposure, "okta access token").sent_to, ["api.acme.example"]);
}

#[test]
fn puts_the_sign_in_before_what_it_opens() {
    let exposure = expose(&incident::har(), NOON);
    let place =
        |name| exposure.credentials.iter().position(|one| one.id == row(&exposure, name).id);
    let order = [
        "okta session",
        "aws console session",
        "okta refresh token",
        "okta api token",
        "entra access token",
        "salesforce session",
    ];
    for pair in order.windows(2) {
        assert!(place(pair[0]) < place(pair[1]), "the {} before the {}", pair[0], pair[1]);
    }
    let ids: Vec<_> = exposure.steps.iter().map(|step| step.id).collect();
    assert!(ids.is_sorted() && ids.len() == 8, "{ids:?}");
}

#[test]
fn judges_by_the_time_it_is_given() {
    let state = |now, name| row(&expose(&incident::har(), now), name).state.id;
    assert_eq!(state("2026-11-20T11:00:59Z", "okta access token"), StateId::Live);
    assert_eq!(state("2026-11-20T11:01:00Z", "okta access token"), StateId::Expired);
    assert_eq!(state("2026-11-20T11:06:59Z", "salesforce session"), StateId::Live);
    assert_eq!(state("2026-11-27T10:04:00Z", "presigned address"), StateId::Expired);
    assert_eq!(state("2036-01-01T00:00:00Z", "okta session"), StateId::Unknown);
    assert_eq!(state("2036-01-01T00:00:00Z", "password"), StateId::Live, "it does not expire");
}

#[test]
fn a_code_that_was_refused_is_not_used_up() {
    let har = String::from_utf8(incident::har()).expect("it is text");
    let refused =
        har.replace(r#"{\"access_token"#, r#"{\"error\":\"invalid_grant\",\"access_token"#);
    assert_ne!(refused, har, "the answers tell an error now");
    let exposure = expose(refused.as_bytes(), NOON);
    assert_ne!(row(&exposure, "entra code").state.id, StateId::Spent);
}

#[test]
fn reads_a_log_as_well() {
    let log = format!(
        "2026-11-20 10:00:00 login user=anna password={} ok\n\
         GET https://b.s3.amazonaws.com/o?X-Amz-Credential={}%2F20261120%2Feu-central-1%2Fs3%2Faws4_request&X-Amz-Date=20261120T100400Z&X-Amz-Expires=600&X-Amz-Signature={}\n",
        incident::password(),
        key_id(),
        planted().iter().find(|one| one.name == "presigned address").expect("planted").value,
    );
    let exposure = expose(log.as_bytes(), NOON);
    let address = row(&exposure, "presigned address");
    assert_eq!(address.state.id, StateId::Expired, "{}", address.state.told);
    assert!(row(&exposure, "password").state.is_open());
}

#[test]
fn tells_the_same_of_the_same_whatever_the_key_and_the_threads() {
    let har = incident::har();
    let now = Moment::parse(NOON).expect("a time");
    let input = Input { name: "sent.har", bytes: &har };
    let without_fingerprints = |exposure: Exposure| {
        let mut json = serde_json::to_value(&exposure).expect("it serializes");
        for row in json["credentials"].as_array_mut().expect("rows") {
            row["placeholder"] = "".into();
        }
        json
    };
    let one = engine(1).expose(&[input], now, &Silent).expect("nobody cancels");
    let two = engine(2).expose(&[input], now, &Silent).expect("nobody cancels");
    assert_eq!(without_fingerprints(one), without_fingerprints(two));
}

#[test]
fn a_file_without_credentials_has_no_steps() {
    let exposure = expose(b"{\"a\": \"hello\"}", NOON);
    assert!(exposure.credentials.is_empty() && exposure.steps.is_empty());
    assert!(exposure.to_html().contains("not the same as nothing being there"));
    assert_eq!(exposure.to_csv().lines().count(), 1);
}
