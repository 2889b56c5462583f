//! Whether the pack's own examples hold it: every pattern is made a little wider, every validator
//! is taken away, and each time the check of the rule has to fail.

use crate::{
    Pack, PackSource,
    rule::{Look, Rule},
};

/// Changes after which no text is judged differently, with what holds the rule in their place.
const EQUAL: [(&str, &str, &str); 18] = [
    ("dynatrace.token", "1. {2} becomes {1,2}", KEYWORD),
    ("mailchimp.api-key", "2. {1,2} becomes {0,2}", KEYWORD),
    ("pagerduty.token", "1. {1,3} becomes {0,3}", KEYWORD),
    ("splunk.authorization", "1. {1,4} becomes {0,4}", KEYWORD),
    ("cas.ticket", "3. {1,60} becomes {0,60}", OPTIONAL),
    ("discord.token", "1. {1,3} becomes {0,3}", OPTIONAL),
    ("gitlab.other-tokens", "1. {1,5} becomes {0,5}", OPTIONAL),
    ("gitlab.other-tokens", "1. {1,5} becomes {1,6}", OPTIONAL),
    ("gitlab.personal-token", "1. {1,20} becomes {0,20}", OPTIONAL),
    ("google.sapisid-hash", "4. {1,4} becomes {0,4}", OPTIONAL),
    ("google.sapisid-hash", "4. {1,4} becomes {1,5}", OPTIONAL),
    ("microsoft.teams-webhook", "4. {20,60} becomes {19,60}", OPTIONAL),
    ("aws.bedrock-key", "2. {0,2} becomes {0,3}", PADDING),
    ("azure.storage-account-key", "2. {1,2} becomes {1,3}", PADDING),
    ("elastic.cloud-key", "2. {0,2} becomes {0,3}", PADDING),
    ("grafana.older-api-key", "2. {0,2} becomes {0,3}", PADDING),
    ("grafana.cloud-token", "1. {32,400} becomes {31,400}", VALIDATOR),
    ("grafana.cloud-token", "1. {32,400} becomes {32,401}", VALIDATOR),
];
const PADDING: &str = "base64 has two `=` at most, and a match without the third is one already";
const OPTIONAL: &str = "the piece is optional, and a match without it is one already";
const KEYWORD: &str = "a keyword stands for the piece as it is";
const VALIDATOR: &str = "the length of base64 is a multiple of four";

/// What was done to a rule.
struct Mutant {
    told: String,
    rule: Rule,
}

/// The rule with each bounded repetition one shorter and one longer, and without each validator.
fn mutants(rule: &Rule) -> Vec<Mutant> {
    let Look::Shape(shape) = &rule.look else { return Vec::new() };
    let mut mutants = Vec::new();
    let keyword = shape.keywords.iter().filter_map(|keyword| shape.pattern.find(keyword)).min();
    for (number, (start, end, least, most)) in repetitions(&shape.pattern).into_iter().enumerate() {
        // With an offset, every match starts at the same distance from its keyword: what stands
        // before it has one length, whatever the pattern says.
        if shape.offset.is_some() && keyword.is_none_or(|keyword| start < keyword) {
            continue;
        }
        let shorter = least.checked_sub(1).map(|least| (least, most));
        // Glued, a match counts whatever stands behind it: a longer text is seen either way.
        let longer = (!shape.glued).then_some((least, most + 1));
        for (least, most) in shorter.into_iter().chain(longer) {
            let mut wider = shape.clone();
            wider.pattern.replace_range(start..end, &format!("{{{least},{most}}}"));
            let was = &shape.pattern[start..end];
            let told = format!("{}. {was} becomes {{{least},{most}}}", number + 1);
            mutants.push(Mutant { told, rule: Rule { look: Look::Shape(wider), ..rule.clone() } });
        }
    }
    for validator in &rule.validators {
        let validators = rule.validators.iter().copied().filter(|other| other != validator);
        let rule = Rule { validators: validators.collect(), ..rule.clone() };
        mutants.push(Mutant { told: format!("loses {}", validator.as_str()), rule });
    }
    mutants
}

/// The bounded repetitions of a pattern: where each stands, its least and its most.
fn repetitions(pattern: &str) -> Vec<(usize, usize, u32, u32)> {
    let mut found = Vec::new();
    for (start, _) in pattern.match_indices('{') {
        let Some(length) = pattern[start..].find('}') else { continue };
        let inside = &pattern[start + 1..start + length];
        let (least, most) = inside.split_once(',').unwrap_or((inside, inside));
        if let (Ok(least), Ok(most)) = (least.parse(), most.parse()) {
            found.push((start, start + length + 1, least, most));
        }
    }
    found
}

/// Whether the rule's own examples notice; a rule that no longer compiles is noticed too.
fn is_noticed(mutant: &Mutant) -> bool {
    let pack = Pack::compile(vec![mutant.rule.clone()], &|_| false, String::new(), String::new());
    !pack.is_ok_and(|pack| pack.self_check().passed())
}

#[test]
fn every_wider_pattern_and_every_missing_validator_fails_the_check() {
    let pack = Pack::builtin().expect("the pack compiles");
    let mut tried = 0;
    let mut survivors = Vec::new();
    for rule in pack.rules() {
        for mutant in mutants(rule) {
            tried += 1;
            let is_equal = EQUAL.iter().any(|(id, told, _)| rule.id == *id && mutant.told == *told);
            let is_noticed = is_noticed(&mutant);
            assert!(!(is_equal && is_noticed), "{}: {} is noticed by now", rule.id, mutant.told);
            if !is_equal && !is_noticed {
                survivors.push(format!("{}: {}", rule.id, mutant.told));
            }
        }
    }
    assert!(tried > 200, "only {tried} mutants were tried");
    assert!(
        survivors.is_empty(),
        "{} of {tried} changes to the pack go unnoticed; add counter-examples:\n{}",
        survivors.len(),
        survivors.join("\n")
    );
}

#[test]
fn a_change_that_nothing_holds_survives() {
    let text = r#"
        [[rule]]
        id = "acme.key"
        service = "Acme"
        class = "api-key"
        severity = "high"
        description = "A key."
        pattern = '(?<secret>acme_[0-9a-z]{16,20})'
        keywords = ["acme_"]
        examples = ["text acme_{lower:16}"]
        counter-examples = ["text acme_{lower:15}"]
    "#;
    let pack = Pack::load(&[PackSource { name: "acme.toml", text }]).expect("it compiles");
    let survivors: Vec<String> = mutants(&pack.rules()[0])
        .into_iter()
        .filter(|mutant| !is_noticed(mutant))
        .map(|mutant| mutant.told)
        .collect();
    assert_eq!(survivors, ["1. {16,20} becomes {16,21}"], "nothing shows that 21 are too many");
}
