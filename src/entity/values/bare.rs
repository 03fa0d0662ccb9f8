//! Periods without a number: "days", "a week", "the year", "half an hour", "whole day", "months-long".

use super::before;
use super::number::joined;
use super::year::is_kind_of_year;
use crate::entity::gazetteer::{CLOCK_PERIOD, DAY_PART, DAY_PERIOD};
use crate::entity::line::{Line, Style};

/// The token of the period of what begins at `at`.
pub(super) fn bare(line: &Line, at: usize) -> Option<usize> {
    part_of_one(line, at).or_else(|| of_a_kind(line, at)).or_else(|| is_bare(line, at).then_some(at))
}

/// Whether the word at `at` has a capital where running text has none.
pub(super) fn is_name(line: &Line, at: usize) -> bool {
    line.is_capital(at) && !line.tokens[at].first && line.style == Style::Running
}

/// The token of the period in "half an hour", "half-day", "half the year", "quarter century", "quarter of a century".
fn part_of_one(line: &Line, at: usize) -> Option<usize> {
    if !matches!(line.key(at), "half" | "quarter") || is_name(line, at) {
        return None;
    }
    let of = if line.key(at + 1) == "of" { at + 2 } else { at + 1 };
    let article = matches!(line.key(of), "a" | "an" | "the");
    let period = if article { of + 1 } else { of };
    let written = article || of == at + 1 && (line.key(at) == "half" || line.key(period) == "century");
    (written && is_singular(line, period, DAY_PERIOD | CLOCK_PERIOD) && joined(line, period))
        .then_some(period)
}

/// The token of the period in "fiscal year", "whole day", "all week", "single night".
fn of_a_kind(line: &Line, at: usize) -> Option<usize> {
    let period = at + 1;
    if !line.spaced(period) {
        return None;
    }
    let kind = is_kind_of_year(line.key(at)) && matches!(line.key(period), "year" | "years" | "quarter");
    let whole = matches!(line.key(at), "full" | "whole" | "entire" | "all" | "single")
        && is_singular(line, period, DAY_PERIOD | CLOCK_PERIOD | DAY_PART)
        && !matches!(line.key(period), "quarter" | "second" | "generation");
    (kind || whole).then_some(period)
}

fn is_singular(line: &Line, at: usize, classes: u64) -> bool {
    line.is(at, classes) && !line.key(at).ends_with('s') && !line.is_capital(at)
}

/// Whether the period at `at` needs no number: a plural, one after an article or the like, "decades-long", a weekend.
fn is_bare(line: &Line, at: usize) -> bool {
    if !line.is(at, DAY_PERIOD | CLOCK_PERIOD) || is_name(line, at) {
        return false;
    }
    let (key, before) = (line.key(at), before(line, at));
    let compound = line.gap(at + 1) == "-";
    match key {
        "weekend" | "weekends" => !compound,
        "hrs" | "mins" | "quarters" | "generation" | "generations" | "second" => false,
        "seconds" => matches!(before, "within" | "in" | "just" | "mere") || is_gone(line, at + 1),
        "minutes" => before != "the",
        "quarter" => {
            before == "the" && !compound && !matches!(line.key(at + 1), "of" | "final" | "finals" | "mile")
        }
        _ => {
            let lasts = compound && matches!(line.key(at + 1), "old" | "olds" | "long");
            let told = match before {
                "a" | "an" | "per" | "another" | "any" | "each" | "every" | "mere" => true,
                "the" => !matches!(key, "minute" | "hour"),
                "no" => key != "day",
                _ => false,
            };
            key.ends_with('s') || lasts || told && line.spaced(at) && !compound
        }
    }
}

/// Whether "ago" or the like stands at `at`.
fn is_gone(line: &Line, at: usize) -> bool {
    matches!(line.key(at), "ago" | "later" | "earlier" | "before" | "after") && line.spaced(at)
}
