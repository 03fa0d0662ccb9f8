//! Reading the suites: cases that a person can read, one a line.

use std::fmt::Write;

/// The cases of a suite: lines `given => expected`. Blank lines and lines that begin with `#` are for the reader.
pub fn cases(suite: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = suite.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(" => ").unwrap_or_else(|| panic!("no \" => \" in {line:?}")))
}

/// Checks every case of a suite, and tells all that fail at once.
pub fn check(suite: &str, answer: impl Fn(&str) -> String) {
    let mut failures = String::new();
    let mut count = 0;
    for (given, expected) in cases(suite) {
        count += 1;
        let found = answer(given);
        if found != expected.trim_end() {
            let _ = writeln!(failures, "given    {given}\nexpected {expected}\nfound    {found}\n");
        }
    }
    assert!(count > 0, "the suite is empty");
    assert!(failures.is_empty(), "\n{failures}");
}
