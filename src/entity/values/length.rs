//! Lengths of time: "10 years", "several days ago", "two-year", "a week", "days", "24 hours", "34-year-old".

use super::Pattern;
use super::number::{self, and_a_half, few, joined, plain};
use super::part::numbered;
use super::which::hours;
use super::year::is_kind_of_year;
use crate::entity::Label;
use crate::entity::gazetteer::{CLOCK_PERIOD, DAY_PART, DAY_PERIOD, FEW, SCALES};
use crate::entity::line::{Line, Style};

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
fn is_between(line: &Line, at: usize) -> bool {
    matches!(
        line.key(at),
        "more"
            | "full"
            | "consecutive"
            | "straight"
            | "successive"
            | "additional"
            | "extra"
            | "whole"
            | "working"
            | "business"
            | "trading"
            | "calendar"
            | "long"
            | "further"
    )
}

/// The token of the period that a number or a "few" before it counts.
fn counted(line: &Line, at: usize) -> Option<usize> {
    let end = few(line, at).or_else(|| number::counted(line, at))?;
    let end = and_a_half(line, end).unwrap_or(end);
    let end = if line.is(end - 1, SCALES) && line.key(end) == "of" { end + 1 } else { end };
    let end = match (line.key(end), line.key(end + 1)) {
        ("or", "more" | "so" | "fewer") if line.spaced(end) => end + 2,
        ("odd", _) if line.gap(end) == "-" => end + 1,
        _ => end,
    };
    let end = if is_between(line, end) && line.spaced(end) { end + 1 } else { end };
    let period =
        line.is(end, DAY_PERIOD | CLOCK_PERIOD | DAY_PART) && joined(line, end) && !is_name(line, end);
    // "three quarters of the voters" are a share, and so are "three quarters" without a word that dates.
    let before = at.checked_sub(1).map_or("", |before| line.key(before));
    let dated =
        matches!(before, "for" | "in" | "over" | "of" | "within" | "after") && line.key(end + 1) != "of";
    let share = matches!(line.key(end), "quarter" | "quarters")
        && (line.gap(end) == "-" || line.key(end + 1) == "of" || line.key(at) == "three" && !dated)
        && !line.is(at, FEW);
    let ordinal = line.key(end) == "second"
        && plain(line, at).is_none()
        && line.key(at) != "one"
        && line.gap(end) != "-";
    (period && !share && !ordinal).then_some(end)
}

fn is_name(line: &Line, at: usize) -> bool {
    line.is_capital(at) && !line.tokens[at].first && line.style == Style::Running
}

/// The last token of a period without a number: "days", "a week", "the year", "half an hour", "months-long".
fn bare(line: &Line, at: usize) -> Option<usize> {
    if let Some(period) = part_of_one(line, at) {
        return Some(period);
    }
    if is_kind_of_year(line.key(at))
        && line.spaced(at + 1)
        && matches!(line.key(at + 1), "year" | "years" | "quarter")
    {
        return Some(at + 1);
    }
    if matches!(line.key(at), "full" | "whole" | "entire" | "all" | "single") && line.spaced(at + 1) {
        let singular =
            line.is(at + 1, DAY_PERIOD | CLOCK_PERIOD | DAY_PART) && !line.key(at + 1).ends_with('s');
        return (singular && !matches!(line.key(at + 1), "quarter" | "second" | "generation"))
            .then_some(at + 1);
    }
    if !line.is(at, DAY_PERIOD | CLOCK_PERIOD) || is_name(line, at) {
        return None;
    }
    let key = line.key(at);
    let before = at.checked_sub(1).map_or("", |before| line.key(before));
    let lasting = line.gap(at + 1) == "-" && matches!(line.key(at + 1), "old" | "long" | "olds");
    let plural = key.ends_with('s')
        && !matches!(key, "hrs" | "mins" | "quarters" | "generations")
        && (key != "seconds" || matches!(before, "within" | "in" | "just" | "mere") || is_gone(line, at + 1))
        && (key != "minutes" || before != "the");
    let single =
        matches!(before, "a" | "an" | "per" | "the" | "another" | "any" | "each" | "no" | "mere" | "every")
            && line.spaced(at)
            && line.gap(at + 1) != "-"
            && match key {
                "second" | "generation" => false,
                "quarter" => {
                    before == "the" && !matches!(line.key(at + 1), "of" | "final" | "finals" | "mile")
                }
                "minute" | "hour" => before != "the",
                "day" => before != "no",
                _ => true,
            };
    let own = matches!(key, "weekend" | "weekends") && line.gap(at + 1) != "-";
    (plural || single || lasting && key != "quarter" || own).then_some(at)
}

/// The token of the period in "half an hour", "half-day", "quarter century", "quarter of a century".
fn part_of_one(line: &Line, at: usize) -> Option<usize> {
    if !matches!(line.key(at), "half" | "quarter") || is_name(line, at) {
        return None;
    }
    let of = if line.key(at + 1) == "of" { at + 2 } else { at + 1 };
    let article = matches!(line.key(of), "a" | "an" | "the");
    let period = if article { of + 1 } else { of };
    let fits = line.is(period, DAY_PERIOD | CLOCK_PERIOD)
        && !line.key(period).ends_with('s')
        && joined(line, period);
    let small = line.key(at) == "quarter" && !article && line.key(period) != "century";
    (fits && !small && (article || of == at + 1) && !line.is_capital(period)).then_some(period)
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

fn is_gone(line: &Line, at: usize) -> bool {
    matches!(line.key(at), "ago" | "later" | "earlier" | "before" | "after") && line.spaced(at)
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
