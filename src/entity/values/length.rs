//! Lengths of time: "10 years", "several days ago", "two-year", "24 hours", "34-year-old", "two years and a half".

use super::bare::{bare, is_name};
use super::number::{self, and_a_half, few, joined, plain};
use super::part::numbered;
use super::which::hours;
use super::words::Words;
use super::{Pattern, before};
use crate::entity::Label;
use crate::entity::gazetteer::{CLOCK_PERIOD, DAY_PART, DAY_PERIOD, FEW, SCALES};
use crate::entity::line::Line;

pub(super) fn duration(line: &Line, at: usize) -> Option<Pattern> {
    if let Some(end) = hours(line, at).or_else(|| numbered(line, at, CLOCK_PERIOD | DAY_PART)) {
        return Some(Pattern::new(at..end, line.span(at..end), Label::Time));
    }
    let period = counted(line, at).or_else(|| bare(line, at))?;
    let label = if line.is(period, CLOCK_PERIOD | DAY_PART) { Label::Time } else { Label::Date };
    let end = after(line, smaller(line, period + 1).unwrap_or(period + 1));
    Some(Pattern::new(at..end, line.span(at..end), label))
}

/// Words between a number and the period that it counts.
const BETWEEN: Words = Words(
    "more full consecutive straight successive additional extra whole working business trading calendar long further",
);

/// The token of the period that a number or a "few" before it counts.
fn counted(line: &Line, at: usize) -> Option<usize> {
    let end = few(line, at).or_else(|| number::counted(line, at))?;
    let end = and_a_half(line, end).unwrap_or(end);
    // "hundreds of years", "five or more years", "20-odd years"
    let end = match (line.key(end), line.key(end + 1)) {
        ("of", _) if line.is(end - 1, SCALES) => end + 1,
        ("or", "more" | "so" | "fewer") if line.spaced(end) => end + 2,
        ("odd", _) if line.gap(end) == "-" => end + 1,
        _ => end,
    };
    let end = if BETWEEN.hold(line.key(end)) && line.spaced(end) { end + 1 } else { end };
    let period =
        line.is(end, DAY_PERIOD | CLOCK_PERIOD | DAY_PART) && joined(line, end) && !is_name(line, end);
    let counts = match line.key(end) {
        "quarter" | "quarters" => line.is(at, FEW) || !is_share(line, at, end),
        // "the two second goals"
        "second" => plain(line, at).is_some() || line.key(at) == "one" || line.gap(end) == "-",
        _ => true,
    };
    (period && counts).then_some(end)
}

/// Whether the quarters at `end`, which the number at `at` counts, are those of some whole: "three quarters of them",
/// and "three quarters" without a word that dates.
fn is_share(line: &Line, at: usize, end: usize) -> bool {
    let dated = matches!(before(line, at), "for" | "in" | "over" | "of" | "within" | "after");
    line.gap(end) == "-" || line.key(end + 1) == "of" || line.key(at) == "three" && !dated
}

/// The end of a smaller length that goes on the one that ends before `at`: "and three months", "20 minutes",
/// "and a half", "or two".
fn smaller(line: &Line, at: usize) -> Option<usize> {
    if let Some(end) = and_a_half(line, at) {
        return Some(end);
    }
    let or = line.key(at) == "or" && matches!(line.key(at + 1), "two" | "three") && line.spaced(at + 1);
    if or {
        return (!line.is(at + 2, DAY_PERIOD | CLOCK_PERIOD)).then_some(at + 2);
    }
    let start = match line.key(at) {
        "and" => at + 1,
        _ if line.spaced(at) => at,
        _ => return None,
    };
    let period = number::counted(line, start).filter(|_| line.spaced(start))?;
    let larger = rank(line.key(at - 1))?;
    (line.spaced(period) && rank(line.key(period)).is_some_and(|smaller| smaller < larger))
        .then_some(period + 1)
}

/// Which of two periods is longer.
fn rank(period: &str) -> Option<u8> {
    let singular = period.strip_suffix('s').unwrap_or(period);
    ["second", "minute", "hour", "night", "day", "week", "month", "year"]
        .iter()
        .position(|&known| known == singular)
        .map(|place| place as u8)
}

/// Whether a clause ends behind the token at `at`.
fn is_last(line: &Line, at: usize) -> bool {
    let behind = line.behind(at);
    behind.is_empty() || behind.starts_with(['.', ',', ';', ':', '!', '?', ')', '\n', '”', '"'])
}

/// The end with what may follow a length of time: "ago", "later", "-old", "from now", "of age", "to come".
fn after(line: &Line, end: usize) -> usize {
    let spaced = line.spaced(end);
    match (line.key(end), line.key(end + 1)) {
        ("old" | "olds" | "long", _) if matches!(line.gap(end), " " | "-") => {
            if line.key(end) == "long" && spaced { end } else { end + 1 }
        }
        ("ago" | "later" | "earlier", _) if spaced => end + 1,
        ("before" | "after", _) if spaced && is_last(line, end) => end + 1,
        ("ahead", next) if spaced && next != "of" => end + 1,
        ("from", "now") | ("of", "age") | ("to", "come") if spaced => end + 2,
        _ => end,
    }
}
