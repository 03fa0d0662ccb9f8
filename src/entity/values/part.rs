//! Parts of periods: "early 2009", "mid-June", "end of the year", "first quarter of 2009", "first week of May".

use super::before;
use super::day::{calendar, month, weekday};
use super::holiday::holiday;
use super::number::{counted, few, ordinal};
use super::which::{frequency, today, which};
use super::year::{century, decade, fiscal, is_kind_of_year, of_era, short_year, with_year, year_alone};
use crate::entity::gazetteer::{Classes, DAY_PERIOD, SEASON};
use crate::entity::line::{Line, Shape};

/// A date that is no part of another.
pub(super) fn whole(line: &Line, at: usize) -> Option<usize> {
    holiday(line, at)
        .or_else(|| calendar(line, at))
        .or_else(|| today(line, at))
        .or_else(|| which(line, at))
        .or_else(|| decade(line, at))
        .or_else(|| short_year(line, at))
        .or_else(|| century(line, at))
        .or_else(|| of_era(line, at))
        .or_else(|| fiscal(line, at))
        .or_else(|| year_alone(line, at))
        .or_else(|| season(line, at))
        .or_else(|| period_of(line, at))
        .or_else(|| quarter_sign(line, at))
}

/// "summer of 2010", "spring 2010", "summer", "in the fall".
fn season(line: &Line, at: usize) -> Option<usize> {
    if !line.is(at, SEASON) {
        return None;
    }
    let end = with_year(line, at + 1);
    if end > at + 1 {
        return Some(end);
    }
    let bare = matches!(line.key(at), "summer" | "winter" | "autumn");
    let placed = match before(line, at) {
        "the" => at > 0 && is_placing(before(line, at - 1)),
        word => line.key(at) == "spring" && is_placing(word),
    };
    let falls = line.key(end) == "of" || line.key(at) == "fall" && line.key(end) == "in";
    (line.shape(at) == Shape::Small && (bare || placed && !falls)).then_some(end)
}

fn is_placing(word: &str) -> bool {
    matches!(word, "in" | "by" | "since" | "until" | "during" | "through" | "early" | "late")
}

/// "week of June 12", "month of May", "new year" after "the".
fn period_of(line: &Line, at: usize) -> Option<usize> {
    let new = line.key(at) == "new" && line.key(at + 1) == "year" && line.spaced(at + 1);
    if new && before(line, at) == "the" {
        return Some(at + 2);
    }
    let period = matches!(line.key(at), "week" | "weekend" | "month") && line.key(at + 1) == "of";
    let start = if line.key(at + 2) == "the" { at + 3 } else { at + 2 };
    calendar(line, start).filter(|_| period && line.spaced(at + 1))
}

/// "Q1 2024", "Q3", "H1 2023".
fn quarter_sign(line: &Line, at: usize) -> Option<usize> {
    let quarter = matches!(line.word(at), "Q1" | "Q2" | "Q3" | "Q4");
    let half = matches!(line.word(at), "H1" | "H2");
    let end = with_year(line, at + 1);
    (quarter || half && end > at + 1).then_some(end)
}

/// "end of the year", "early next week", "first six months of 2025".
fn part(line: &Line, at: usize) -> Option<usize> {
    edge(line, at).or_else(|| shifted(line, at)).or_else(|| numbered(line, at, DAY_PERIOD))
}

/// "end of the year", "start of 2024", "rest of this week", "turn of the century".
fn edge(line: &Line, at: usize) -> Option<usize> {
    let kind = matches!(line.key(at), "latter" | "later" | "early" | "first" | "second" | "last");
    let edge = if kind && matches!(line.key(at + 1), "half" | "part") { at + 1 } else { at };
    let known = matches!(
        line.key(edge),
        "end" | "beginning" | "start" | "middle" | "turn" | "close" | "rest" | "remainder"
    );
    if !known && edge == at || line.key(edge + 1) != "of" || !line.spaced(edge + 2) {
        return None;
    }
    inner(line, edge + 2)
}

/// A date, or a period named after an article: "of the year".
fn inner(line: &Line, at: usize) -> Option<usize> {
    let the = matches!(line.key(at), "the" | "a");
    let start = if the { at + 1 } else { at };
    numbered(line, start, DAY_PERIOD).or_else(|| whole(line, start)).or_else(|| {
        let period = line.is(start, DAY_PERIOD) || line.key(start) == "season";
        (the && period && !line.key(start).ends_with('s') && !line.is_capital(start)).then_some(start + 1)
    })
}

/// "early 2009", "mid-June", "later this month", "early in the year", "mid- to late 1990s", "late Thursday".
fn shifted(line: &Line, at: usize) -> Option<usize> {
    if !matches!(line.key(at), "early" | "late" | "mid" | "later" | "earlier") {
        return None;
    }
    let second = line.key(at + 1) == "to" && matches!(line.key(at + 2), "mid" | "late");
    let shift = if second { at + 2 } else { at };
    if !matches!(line.gap(shift + 1), " " | "-" | "\u{a0}" | "‑") {
        return None;
    }
    let next = shift + 1;
    if line.key(next) == "in" && line.spaced(next + 1) {
        return inner(line, next + 1);
    }
    let start = if line.key(next) == "the" { next + 1 } else { next };
    let near = matches!(line.key(shift), "early" | "mid" | "late");
    let bare = || {
        let mid = line.key(shift) == "mid" && line.gap(next) == "-" && line.is(next, DAY_PERIOD);
        let season = near && line.is(next, SEASON);
        (mid || season && line.shape(next) == Shape::Small).then(|| with_year(line, next + 1))
    };
    let numbers = line.shape(start) == Shape::Digits && !near;
    let same_month = || (near && month(line, start)).then(|| with_year(line, start + 1));
    numbered(line, start, DAY_PERIOD)
        .or_else(|| whole(line, start))
        .filter(|_| !numbers)
        .or_else(same_month)
        .or_else(bare)
}

/// "first quarter of 2009", "third day", "first six months of the year", "second Tuesday in May", "final week":
/// a period of one of `classes` told by its place.
pub(super) fn numbered(line: &Line, at: usize, classes: Classes) -> Option<usize> {
    let last = matches!(line.key(at), "last" | "final" | "opening" | "closing" | "initial");
    let place = if last { at + 1 } else { ordinal(line, at)? };
    // "scored a second three minutes later" has two of them; only the first and the last come in numbers.
    let several = last || line.key(at) == "first";
    let amount = few(line, place).or_else(|| counted(line, place)).filter(|_| several);
    let mut noun = amount.unwrap_or(place);
    if matches!(line.key(noun), "consecutive" | "straight" | "successive" | "full" | "working")
        || is_kind_of_year(line.key(noun))
    {
        noun += 1;
    }
    if !matches!(line.gap(noun), " " | "-" | "\u{a0}") || line.is_capital(noun) && !weekday(line, noun) {
        return None;
    }
    let half = matches!(line.key(noun), "half" | "semester");
    let period = match line.key(noun) {
        "generation" | "generations" | "second" => false,
        "season" => true,
        _ => line.is(noun, classes),
    };
    if !(half || period || weekday(line, noun)) {
        return None;
    }
    let end = noun + 1;
    let year = with_year(line, end);
    let whole = of_whole(line, end).or_else(|| (year > end && !weekday(line, noun)).then_some(year));
    let alone = period && (!last || amount.is_some() || matches!(line.key(at), "final" | "opening"))
        || half && line.gap(noun) == "-";
    whole.or_else(|| alone.then_some(end))
}

/// The end of "of June", "in the 1990s", "of the fiscal year" at `at`.
fn of_whole(line: &Line, at: usize) -> Option<usize> {
    if !matches!(line.key(at), "of" | "in") || !line.spaced(at) || !line.spaced(at + 1) {
        return None;
    }
    let the = line.key(at + 1) == "the";
    let start = if the { at + 2 } else { at + 1 };
    let unit = if is_kind_of_year(line.key(start)) { start + 1 } else { start };
    let named = the && line.key(at) == "of" && line.is(unit, DAY_PERIOD) && !line.key(unit).ends_with('s');
    whole(line, start).or_else(|| (named && line.spaced(unit)).then_some(unit + 1))
}

/// A date however it is told.
pub(super) fn date(line: &Line, at: usize) -> Option<usize> {
    part(line, at).or_else(|| whole(line, at)).or_else(|| frequency(line, at))
}
