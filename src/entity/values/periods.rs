//! Periods: told from now ("last year"), by their place ("19th century"), by their length ("10 years").

use super::Pattern;
use super::dates::{calendar, month, weekday, with_year, year};
use super::numbers::{few, number, ordinal};
use crate::entity::Label;
use crate::entity::gazetteer::{CLOCK_PERIOD, DAY_PERIOD, SEASON, WHICH};
use crate::entity::line::{Line, Shape};

/// "last year", "this month", "past four years", "every week", "earlier this month", "early 2009", "today".
pub(super) fn relative(line: &Line, at: usize) -> Option<usize> {
    let key = line.key(at);
    if matches!(key, "today" | "yesterday" | "tomorrow") {
        return Some(at + 1);
    }
    if matches!(
        key,
        "daily" | "weekly" | "monthly" | "yearly" | "annually" | "annual" | "quarterly" | "fortnightly"
    ) {
        return (line.shape(at) == Shape::Small).then_some(at + 1);
    }
    if matches!(key, "earlier" | "later") && line.spaced(at + 1) {
        let start = if line.key(at + 1) == "in" { at + 2 } else { at + 1 };
        return which(line, if line.key(start) == "the" { start + 1 } else { start });
    }
    if matches!(key, "early" | "late" | "mid") {
        let next = if line.key(at + 1) == "in" && line.key(at + 2) == "the" { at + 3 } else { at + 1 };
        let next = if line.key(next) == "the" { next + 1 } else { next };
        let near = matches!(line.gap(at + 1), " " | "-" | "\u{a0}");
        let inner = decade(line, next)
            .or_else(|| century(line, next))
            .or_else(|| year(line, next))
            .or_else(|| month(line, next).then(|| with_year(line, next + 1)))
            .or_else(|| which(line, next));
        return inner.filter(|_| near);
    }
    which(line, at).or_else(|| decade(line, at)).or_else(|| part_of_year(line, at))
}

/// "last four weeks", "next Monday", "this summer", "recent years", "that day", "first two months".
fn which(line: &Line, at: usize) -> Option<usize> {
    let counted = line.key(at) == "first" || line.key(at) == "final";
    if !line.is(at, WHICH) && !counted || !line.spaced(at + 1) {
        return None;
    }
    let mut end = at + 1;
    if line.is(end, WHICH) {
        end += 1;
    }
    if line.key(end) == "other" {
        end += 1;
    }
    let amount = few(line, end).or_else(|| number(line, end).map(|amount| amount.tokens.end));
    let period = amount.unwrap_or(end);
    if line.is(period, DAY_PERIOD) && matches!(line.gap(period), " " | "-") && (amount.is_some() || !counted)
    {
        return Some(period + 1);
    }
    if amount.is_some() || counted {
        return None;
    }
    let season = line.is(end, SEASON) && !matches!(line.key(at), "same" | "that");
    if season || month(line, end) {
        return Some(with_year(line, end + 1));
    }
    calendar(line, end).filter(|_| weekday(line, end))
}

/// "1990s", "'90s".
fn decade(line: &Line, at: usize) -> Option<usize> {
    let digits = line.word(at).strip_suffix('s')?;
    let whole =
        matches!(digits.len(), 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit()) && digits.ends_with('0');
    let marked = digits.len() == 4 || line.gap(at).ends_with(['\'', '’', '‘']);
    (whole && marked).then_some(at + 1)
}

/// "19th century", "twentieth century", "first quarter of 2009".
pub(super) fn century(line: &Line, at: usize) -> Option<usize> {
    let mut end = ordinal(line, at)?;
    if matches!(line.key(end), "and" | "to" | "or") {
        let second =
            ordinal(line, end + 1).filter(|&second| matches!(line.key(second), "centuries" | "century"));
        end = second.unwrap_or(end);
    }
    if !matches!(line.gap(end), " " | "-") {
        return None;
    }
    match line.key(end) {
        "century" | "centuries" | "millennium" => Some(end + 1),
        "quarter" | "half" | "semester" if line.key(end + 1) == "of" => {
            let next = if line.key(end + 2) == "the" { end + 3 } else { end + 2 };
            year(line, next)
                .or_else(|| which(line, next))
                .or_else(|| line.is(next, DAY_PERIOD).then_some(next + 1))
        }
        "quarter" => Some(end + 1),
        _ => None,
    }
}

/// "summer of 2010", "spring 2010", "Christmas", "New Year's Eve".
fn part_of_year(line: &Line, at: usize) -> Option<usize> {
    if matches!(line.key(at), "christmas" | "easter" | "ramadan" | "thanksgiving" | "halloween" | "passover")
        && line.is_capital(at)
    {
        let day = matches!(line.key(at + 1), "day" | "eve") && line.spaced(at + 1);
        let end = if day { at + 2 } else { at + 1 };
        let name = !day && line.spaced(end) && line.is_capital(end);
        return (!name).then(|| with_year(line, end));
    }
    if line.key(at) == "new" && line.key(at + 1) == "year" && line.is_capital(at + 1) {
        let day = matches!(line.key(at + 2), "day" | "eve") && line.spaced(at + 2);
        return Some(if day { at + 3 } else { at + 2 });
    }
    if !line.is(at, SEASON) {
        return None;
    }
    let end = with_year(line, at + 1);
    let bare = line.shape(at) == Shape::Small && matches!(line.key(at), "summer" | "winter" | "autumn");
    (end > at + 1 || bare).then_some(end)
}

/// A length of time: "10 years", "several days ago", "two-year", "a week", "days", "24 hours".
pub(super) fn duration(line: &Line, at: usize) -> Option<Pattern> {
    let period = counted(line, at).or_else(|| bare(line, at).then_some(at))?;
    let label = if line.is(period, CLOCK_PERIOD) { Label::Time } else { Label::Date };
    let end = after(line, period + 1);
    Some(Pattern::new(at..end, line.span(at..end), label))
}

/// The token of the period that a number or a "few" before it counts.
fn counted(line: &Line, at: usize) -> Option<usize> {
    let end =
        few(line, at).or_else(|| number(line, at).filter(|n| n.unit.is_empty()).map(|n| n.tokens.end))?;
    let half = line.key(end) == "and" && line.key(end + 1) == "a" && line.key(end + 2) == "half";
    let end = if half { end + 3 } else { end };
    let modified = matches!(line.key(end), "more" | "full" | "consecutive" | "straight");
    let end = if modified { end + 1 } else { end };
    let period =
        line.is(end, DAY_PERIOD | CLOCK_PERIOD) && matches!(line.gap(end), " " | "-" | "\u{a0}" | "‑");
    period.then_some(end)
}

/// A period without a number: "days", "a week", "per hour".
fn bare(line: &Line, at: usize) -> bool {
    if !line.is(at, DAY_PERIOD | CLOCK_PERIOD) || line.is_capital(at) && !line.tokens[at].first {
        return false;
    }
    let key = line.key(at);
    let plural = key.ends_with('s')
        && !matches!(key, "hrs" | "mins" | "quarters" | "generations" | "minutes" | "seconds");
    let before = at.checked_sub(1).map_or("", |before| line.key(before));
    let each = matches!(before, "a" | "an" | "per" | "half")
        && line.spaced(at)
        && !matches!(key, "second" | "quarter" | "generation" | "minute")
        && line.gap(at + 1) != "-";
    plural || each || matches!(key, "weekend" | "weekends")
}

/// What may follow a length of time: "ago", "later", "-old".
fn after(line: &Line, end: usize) -> usize {
    let old = line.key(end) == "old" && matches!(line.gap(end), " " | "-");
    let gone = matches!(line.key(end), "ago" | "later" | "earlier") && line.spaced(end);
    if old || gone { end + 1 } else { end }
}
