//! Periods told from now or from what was just said: "last year", "past four years", "every other week",
//! "next Monday", "today", "weekly".

use super::day::{calendar, month, weekday};
use super::holiday::holiday;
use super::number::{counted, few};
use super::words::Words;
use super::year::{is_kind_of_year, with_year};
use crate::entity::gazetteer::{CLOCK_PERIOD, Classes, DAY_PERIOD, SEASON, WHICH};
use crate::entity::line::{Line, Shape, Style};

/// "today", "day after tomorrow".
pub(super) fn today(line: &Line, at: usize) -> Option<usize> {
    match (line.key(at), line.key(at + 1), line.key(at + 2)) {
        ("today" | "yesterday" | "tomorrow", ..) => {
            let name = line.is_capital(at) && !line.tokens[at].first;
            (!name || line.shape(at) == Shape::Capitals).then_some(at + 1)
        }
        ("day", "before", "yesterday") | ("day", "after", "tomorrow") => Some(at + 3),
        _ => None,
    }
}

/// Words that tell how often or how long by themselves.
const FREQUENCIES: Words = Words(
    "daily weekly monthly yearly annually annual quarterly fortnightly biweekly bimonthly biannual \
      biennial semiannual weeklong monthlong yearlong daylong decadelong midweek midyear midsummer \
      midwinter",
);

/// "daily", "annual", "weeklong", "year-end", "year-round", "year-on-year".
pub(super) fn frequency(line: &Line, at: usize) -> Option<usize> {
    let free = line.shape(at) == Shape::Small || line.tokens[at].first && !line.is_capital(at + 1);
    if !free {
        return None;
    }
    if line.key(at).len() > 4 && FREQUENCIES.hold(line.key(at)) {
        return Some(at + 1);
    }
    if !line.is(at, DAY_PERIOD) {
        return None;
    }
    let (next, gap) = (line.key(at + 1), line.gap(at + 1));
    let edge = match next {
        "end" => gap == "-" || gap == " " && line.key(at) == "year",
        "round" | "earlier" | "ago" => gap == "-",
        _ => false,
    };
    let owned = line.tokens[at].possessive && matches!(next, "end" | "start" | "beginning");
    if edge || owned && line.spaced(at + 1) {
        return Some(at + 2);
    }
    compared(line, at)
}

/// "year-on-year", "week after week", "year-to-date". "day to day" is no time.
fn compared(line: &Line, at: usize) -> Option<usize> {
    let (word, last) = (line.key(at + 1), line.key(at + 2));
    let again = last == line.key(at) && matches!(word, "on" | "over" | "after" | "by" | "in");
    let to_date = word == "to" && last == "date";
    let held = matches!((line.gap(at + 1), line.gap(at + 2)), ("-", "-") | (" ", " "));
    (held && (again || to_date) && line.key(at) != "day").then_some(at + 3)
}

/// "last four weeks", "next Monday", "this summer", "recent years", "that day", "same period last year".
pub(super) fn which(line: &Line, at: usize) -> Option<usize> {
    if !line.is(at, WHICH) || !line.spaced(at + 1) {
        return None;
    }
    if let Some(end) = same_time(line, at) {
        return Some(end);
    }
    if let Some(end) = period(line, at, DAY_PERIOD) {
        return Some(end);
    }
    let vague = matches!(line.key(at), "that" | "these" | "those" | "recent");
    if vague {
        return None;
    }
    let between = line.is(at + 1, WHICH) || matches!(line.key(at + 1), "other" | "single");
    let start = if between && line.spaced(at + 2) { at + 2 } else { at + 1 };
    if month(line, start) && line.key(at) != "every" {
        return calendar(line, start).or(Some(start + 1));
    }
    if weekday(line, start) {
        return calendar(line, start);
    }
    let season = line.is(start, SEASON) && !is_falling(line, start) && line.key(at) != "same";
    if season || line.key(start) == "season" {
        return Some(with_year(line, start + 1));
    }
    holiday(line, start)
}

/// The end of "last week", "this week", with `unit` for "week", at `at`.
pub(super) fn which_unit(line: &Line, at: usize, unit: &str) -> Option<usize> {
    (line.is(at, WHICH) && line.key(at + 1) == unit && line.spaced(at + 1)).then_some(at + 2)
}

/// Whether "fall" at `at` is a verb: "this falls", "each fall in prices".
fn is_falling(line: &Line, at: usize) -> bool {
    line.key(at) == "fall"
        && matches!(line.key(at + 1), "in" | "of" | "short" | "under" | "into" | "within" | "from")
}

/// "same period last year", "this time last year", "same month a year earlier".
fn same_time(line: &Line, at: usize) -> Option<usize> {
    let noun = if line.key(at + 1) == "time" && line.key(at + 2) == "period" { at + 2 } else { at + 1 };
    let fits = match (line.key(at), line.key(noun)) {
        ("same", "period") => true,
        ("same" | "this", "time") => false,
        ("same", _) if line.is(noun, DAY_PERIOD) => true,
        _ => return None,
    };
    let end = noun + 1;
    let of = if matches!(line.key(end), "of" | "in") { end + 1 } else { end };
    let of = if line.key(of) == "the" { of + 1 } else { of };
    let year = with_year(line, of);
    let year = if year > of { Some(year) } else { period(line, of, DAY_PERIOD) };
    let earlier = matches!(line.key(end), "a" | "one")
        && line.is(end + 1, DAY_PERIOD)
        && matches!(line.key(end + 2), "ago" | "earlier" | "before");
    let told = if earlier { Some(end + 3) } else { year.filter(|_| line.spaced(end)) };
    told.or_else(|| fits.then_some(end))
}

/// How many words may stand between "last" and a number, and between that and a period.
const MOST_BETWEEN: usize = 2;

/// Words between "last" and what it tells of: "next two consecutive years".
const BETWEEN: Words = Words(
    "other very consecutive successive straight full whole single more working business trading passing long or so",
);

/// Whether the word at `at` may stand between "last" and what it tells of: "this coming week", "next fiscal year".
fn is_between(line: &Line, at: usize) -> bool {
    line.is(at, WHICH) || is_kind_of_year(line.key(at)) || BETWEEN.hold(line.key(at))
}

/// The end of the period of one of `classes` that the word at `at` tells of: "last three weeks", "every hour".
pub(super) fn period(line: &Line, at: usize, classes: Classes) -> Option<usize> {
    let tells = line.is(at, WHICH) || matches!(line.key(at), "final" | "opening" | "closing");
    if !tells || !line.spaced(at + 1) {
        return None;
    }
    let skip = |start: usize| {
        let passes = |&next: &usize| is_between(line, next) && !line.is_capital(next) && line.spaced(next);
        start + (start..start + MOST_BETWEEN).take_while(passes).count()
    };
    let start = skip(at + 1);
    let amount = few(line, start).or_else(|| counted(line, start));
    let noun = skip(amount.unwrap_or(start));
    let follows = line.is(noun, classes) && matches!(line.gap(noun), " " | "-" | "\u{a0}");
    let plural = line.key(noun).ends_with('s');
    let fits = match line.key(at) {
        "that" | "this" => amount.is_none() && !plural || start > at + 1,
        "these" | "those" => plural,
        "each" | "every" | "same" | "current" => !plural || amount.is_some(),
        _ => true,
    };
    let name = line.is_capital(noun) && line.style == Style::Running;
    let moment = match line.key(noun) {
        "minute" => amount.is_none() && !matches!(line.key(at), "every" | "each" | "final"),
        "second" => true,
        "quarter" => line.key(at) == "every",
        _ => false,
    };
    (follows && fits && !name && !moment).then_some(noun + 1)
}

/// "last two hours", "past 24 hours", "every minute".
pub(super) fn hours(line: &Line, at: usize) -> Option<usize> {
    period(line, at, CLOCK_PERIOD)
}
