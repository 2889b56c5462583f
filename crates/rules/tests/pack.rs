//! The rules that come with the program keep their promises.

use scrubjay_rules::Pack;

#[test]
fn every_rule_sees_its_examples_and_nothing_else() {
    let pack = Pack::builder().with_optional().build().expect("the built-in rules compile");
    let check = pack.self_check();
    let faults: Vec<String> = check.failures.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    // A pack that shrinks is noticed.
    assert!(check.services >= 150, "{} services", check.services);
    assert!(check.looks >= 400, "{} names and shapes", check.looks);
}
