//! Regular expressions over terms, by a library that reads each term in linear time.

use regex_lite::{Error, Regex, RegexBuilder};

/// The most memory that a compiled expression may take.
const MAX_BYTES: usize = 1 << 18;

/// Compiles an expression that has to match terms from end to end. Terms are in small letters.
pub fn compile(pattern: &str) -> Result<Regex, Error> {
    // By itself first: no parenthesis in it may close the one that is put around it.
    build(pattern)?;
    build(&format!("^(?:{pattern})$"))
}

fn build(pattern: &str) -> Result<Regex, Error> {
    RegexBuilder::new(pattern).case_insensitive(true).size_limit(MAX_BYTES).nest_limit(50).build()
}
