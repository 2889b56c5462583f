//! JUnit XML: a suite a file, a failed test a credential.

use std::io;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::form::item::Item;
use crate::trouble::Trouble;

/// All items; a file without any has one test, which passes.
///
/// # Errors
///
/// When the form cannot hold them.
pub(crate) fn junit(items: &[Item<'_>], files: &[String]) -> Result<String, Trouble> {
    let mut report = Report::new("scrubjay");
    for (file, name) in files.iter().enumerate() {
        let mut suite = TestSuite::new(name.as_str());
        for item in items.iter().filter(|item| item.file == file) {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(item.message()).set_type(item.rule.id.as_str());
            let name = format!("{}: {}", item.rule.id, item.path);
            suite.add_test_case(TestCase::new(name, status));
        }
        if suite.test_cases.is_empty() {
            suite
                .add_test_case(TestCase::new("no credential was found", TestCaseStatus::success()));
        }
        report.add_test_suite(suite);
    }
    let mut text = Vec::new();
    let written = report.serialize(&mut text).map_err(io::Error::other);
    written.ok().and_then(|()| String::from_utf8(text).ok()).ok_or_else(|| {
        Trouble::new("the result cannot be written as JUnit XML", "use another --format")
    })
}
