//! Parts of the day: "Monday night", "this morning", "early in the evening", "overnight", "night of Sept. 5".

use super::day::{calendar, weekday};
use super::holiday::holiday;
use super::which::today;
use super::{Pattern, before};
use crate::entity::Label;
use crate::entity::gazetteer::DAY_PART;
use crate::entity::line::Line;

pub(super) fn part_of_day(line: &Line, at: usize) -> Option<Pattern> {
    let end = alone(line, at)
        .or_else(|| dated(line, at))
        .or_else(|| shifted(line, at))
        .or_else(|| bare(line, at))?;
    Some(Pattern::new(at..end, line.span(at..end), Label::Time))
}

/// Words that are a part of the day by themselves; those of the sun only after a preposition.
fn alone(line: &Line, at: usize) -> Option<usize> {
    let sun = matches!(line.key(at), "dawn" | "dusk" | "sunrise" | "sunset" | "nightfall" | "daybreak");
    let placed = || {
        matches!(before(line, at), "at" | "by" | "before" | "after" | "until" | "till" | "since" | "around")
    };
    let own = matches!(line.key(at), "tonight" | "overnight" | "nightly" | "hourly") || sun && placed();
    (own && (!line.is_capital(at) || line.tokens[at].first)).then_some(at + 1)
}

fn is_part(line: &Line, at: usize) -> bool {
    line.is(at, DAY_PART) && !line.is_capital(at)
}

/// "Monday night", "late Tuesday evening", "last night", "every morning", "the next morning".
fn dated(line: &Line, at: usize) -> Option<usize> {
    let is_shift = |at: usize| matches!(line.key(at), "early" | "late" | "mid");
    let when = if is_shift(at) && weekday(line, at + 1) && line.spaced(at + 1) { at + 1 } else { at };
    let known = weekday(line, when)
        || matches!(
            line.key(when),
            "weekday"
                | "weekend"
                | "this"
                | "last"
                | "that"
                | "yesterday"
                | "tomorrow"
                | "every"
                | "each"
                | "next"
                | "following"
                | "previous"
                | "same"
                | "all"
                | "one"
                | "other"
                | "past"
        );
    let part = if is_shift(when + 1) { when + 2 } else { when + 1 };
    let spaced = line.spaced(when + 1) && matches!(line.gap(part), " " | "-");
    if known && spaced && is_part(line, part) {
        return Some(part + 1);
    }
    None
}

/// "early morning", "late-night", "early in the morning", "late at night", "middle of the night".
fn shifted(line: &Line, at: usize) -> Option<usize> {
    let edge = matches!(line.key(at), "middle" | "dead" | "end" | "rest") && line.key(at + 1) == "of";
    if edge && line.key(at + 2) == "the" && line.spaced(at + 1) {
        return is_part(line, at + 3).then_some(at + 4);
    }
    let small = matches!(line.key(at), "small" | "wee") && line.key(at + 1) == "hours";
    if !small && !matches!(line.key(at), "early" | "late" | "mid" | "later" | "earlier") {
        return None;
    }
    if line.key(at + 1) == "hours" && line.spaced(at + 1) {
        return Some(small_hours(line, at + 2));
    }
    let end = match (line.key(at + 1), line.key(at + 2)) {
        ("in", "the" | "that") => at + 3,
        ("that", _) | ("at", _) => at + 2,
        _ => at + 1,
    };
    let near = matches!(line.gap(at + 1), " " | "-");
    (near && is_part(line, end)).then(|| of_day(line, end + 1))
}

/// The end of "of Sunday morning", "of the day" at `at`, behind "early hours", or `at`.
fn small_hours(line: &Line, at: usize) -> usize {
    if line.key(at) != "of" || !line.spaced(at) {
        return at;
    }
    let start = if line.key(at + 1) == "the" { at + 2 } else { at + 1 };
    let part = is_part(line, start).then_some(start + 1);
    let day = dated(line, start).or(part).or_else(|| calendar(line, start)).or_else(|| today(line, start));
    day.unwrap_or(at)
}

/// "morning" after an article, "at night", "mornings", "night of Sept. 5".
fn bare(line: &Line, at: usize) -> Option<usize> {
    if !is_part(line, at) || line.gap(at + 1) == "-" {
        return None;
    }
    let before = before(line, at);
    let placed = match before {
        "the" | "a" | "an" | "per" | "by" | "until" | "till" | "toward" | "towards" => line.spaced(at),
        "at" => line.key(at) == "night",
        _ => false,
    };
    let thing = matches!(line.key(at + 1), "club" | "clubs" | "shift" | "vision" | "sky" | "market" | "gown");
    let plural = line.key(at).ends_with('s');
    ((placed || plural) && !thing).then(|| of_day(line, at + 1))
}

/// The end of "of Sept. 5" at `at`, behind a part of the day, or `at`.
fn of_day(line: &Line, at: usize) -> usize {
    let of = matches!(line.key(at), "of" | "on") && line.spaced(at) && line.spaced(at + 1);
    let day = of.then(|| calendar(line, at + 1).or_else(|| holiday(line, at + 1))).flatten();
    day.unwrap_or(at)
}
