//! Numbers, money, dates and times: what a small grammar over tokens finds.
//! At each token the first rule that fits takes the tokens it spans.

mod amounts;
mod clock;
mod dates;
mod numbers;
mod periods;

use super::line::Line;
use super::{Label, Mention};
use crate::span::Span;
use std::ops::Range;

/// What a rule found: the tokens it takes, and the mention.
struct Pattern {
    tokens: Range<usize>,
    mention: Mention,
}

impl Pattern {
    pub fn new(tokens: Range<usize>, span: Span, label: Label) -> Self {
        Pattern { tokens, mention: Mention { span, label } }
    }
}

/// The rules, those that span more before those that span less.
const RULES: &[fn(&Line, usize) -> Option<Pattern>] = &[
    amounts::money,
    amounts::percent,
    clock::time,
    dates::date,
    periods::duration,
    amounts::quantity,
    amounts::ordinal_number,
    amounts::cardinal,
];

/// Adds the mentions in `line` to `found`, in order.
pub(super) fn find(line: &Line, found: &mut Vec<Mention>) {
    let mut at = 0;
    while at < line.tokens.len() {
        if let Some(end) = name_of_several_words(line, at) {
            at = end;
        } else if let Some(pattern) = first_pattern(line, at).filter(|pattern| !overlaps(found, pattern)) {
            found.push(pattern.mention);
            at = pattern.tokens.end;
        } else {
            at += 1;
        }
    }
}

fn first_pattern(line: &Line, at: usize) -> Option<Pattern> {
    RULES.iter().find_map(|rule| rule(line, at))
}

/// Whether the last mention found takes a sign that the pattern begins with: "5€5".
fn overlaps(found: &[Mention], pattern: &Pattern) -> bool {
    found.last().is_some_and(|last| last.span.end > pattern.mention.span.start)
}

/// The end of a known name that begins at `at` and may hold numbers: "Second World War".
fn name_of_several_words(line: &Line, at: usize) -> Option<usize> {
    let (end, _) = line.known(at)?;
    (end > at + 1).then_some(end)
}
