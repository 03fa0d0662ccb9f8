//! Dates by the calendar: "5 May 1843", "last Thursday, December 8", "Sept. 5", "2003–2009".

use super::Pattern;
use super::numbers::{ordinal, plain};
use super::periods::{century, relative};
use crate::entity::Label;
use crate::entity::gazetteer::{MONTH, WEEKDAY};
use crate::entity::line::{Line, Shape};

/// Words before a month or a year that mark it as a date.
const DATING: &[&str] = &[
    "in", "of", "since", "until", "till", "by", "early", "late", "mid", "from", "to", "and", "during",
    "before", "after", "between", "through", "for", "the", "circa", "around", "born", "died",
];

/// A date, or a period named by the calendar.
pub(super) fn date(line: &Line, at: usize) -> Option<Pattern> {
    let rules = [calendar, numeric, relative, century, age, year_alone];
    let end = rules.iter().find_map(|rule| rule(line, at))?;
    Some(Pattern::new(at..end, line.span(at..end), Label::Date))
}

pub(super) fn month(line: &Line, at: usize) -> bool {
    line.is(at, MONTH) && line.is_capital(at)
}

pub(super) fn weekday(line: &Line, at: usize) -> bool {
    line.is(at, WEEKDAY) && line.is_capital(at)
}

/// A day of a month: "5", "5th".
fn day(line: &Line, at: usize) -> Option<usize> {
    let digits: String = line.word(at).chars().take_while(char::is_ascii_digit).take(3).collect();
    let in_month = digits.parse().is_ok_and(|day: u32| (1..=31).contains(&day));
    let whole = line.word(at).len() == digits.len() || ordinal(line, at).is_some();
    let unit = line.gap(at + 1).starts_with('%') || line.gap(at + 1) == ":";
    (in_month && whole && !unit).then_some(at + 1)
}

pub(super) fn year(line: &Line, at: usize) -> Option<usize> {
    plain(line, at).filter(|year| (1000..2100).contains(year) && line.word(at).len() == 4).map(|_| at + 1)
}

/// "Thursday", "Thursday, December 8", "8 December 2022", "Sept. 5", "April 2010", "April".
pub(super) fn calendar(line: &Line, at: usize) -> Option<usize> {
    if weekday(line, at) {
        let end = at + 1;
        let dated = matches!(line.gap(end), " " | ", ").then(|| day_and_month(line, end)).flatten();
        return Some(dated.unwrap_or(end));
    }
    day_and_month(line, at).or_else(|| month_alone(line, at))
}

fn day_and_month(line: &Line, at: usize) -> Option<usize> {
    if month(line, at) {
        let end = matches!(line.gap(at + 1), " " | ". " | "\u{a0}").then(|| day(line, at + 1)).flatten()?;
        let end = days_to(line, end);
        return Some(with_year(line, end));
    }
    let mut end = days_to(line, day(line, at)?);
    if line.key(end) == "of" {
        end += 1;
    }
    (matches!(line.gap(end), " " | "-" | "\u{a0}") && month(line, end)).then(|| with_year(line, end + 1))
}

/// The end of a range of days: "5-7", "5 to 7", "5 and 6".
fn days_to(line: &Line, end: usize) -> usize {
    let second = match line.gap(end) {
        "-" | "–" | " – " | " - " => end,
        " " if matches!(line.key(end), "to" | "and") && line.spaced(end + 1) => end + 1,
        _ => return end,
    };
    let dated = |last: usize| month(line, last) || month(line, end.saturating_sub(2));
    match day(line, second) {
        Some(last) if dated(last) && plain(line, second).is_some() => last,
        _ => end,
    }
}

/// The end of a date with the year that may follow it.
pub(super) fn with_year(line: &Line, end: usize) -> usize {
    let year_at = if line.key(end) == "of" { end + 1 } else { end };
    let joined = matches!(line.gap(year_at), " " | ", " | ". " | "-" | "\u{a0}");
    if joined { year(line, year_at).unwrap_or(end) } else { end }
}

/// A month without a day. Those that are also words need a preposition or a year.
fn month_alone(line: &Line, at: usize) -> Option<usize> {
    if !month(line, at) {
        return None;
    }
    let end = with_year(line, at + 1);
    if end > at + 1 {
        return Some(end);
    }
    let key = line.key(at);
    let before = at.checked_sub(1).map_or("", |before| line.key(before));
    let dated = DATING.contains(&before);
    let certain = match key {
        "may" | "march" => dated && line.shape(at) == Shape::Capital,
        "mar" | "dec" | "jan" => dated,
        "april" | "june" | "august" => !line.is_capital(at + 1) || !line.spaced(at + 1) || dated,
        _ => true,
    };
    certain.then_some(end)
}

/// "2025-09-05", "5/9/2025", "05.09.2025".
fn numeric(line: &Line, at: usize) -> Option<usize> {
    let word = line.word(at);
    if line.shape(at) != Shape::Digits {
        return None;
    }
    let dotted = word.split('.').count() == 3
        && matches!(word.len(), 8 | 10)
        && word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if dotted {
        return Some(at + 1);
    }
    let divider = line.gap(at + 1);
    if !matches!(divider, "-" | "/") || line.gap(at + 2) != divider {
        return None;
    }
    let parts = [plain(line, at)?, plain(line, at + 1)?, plain(line, at + 2)?];
    let year_first = word.len() == 4 && parts[1] <= 12 && parts[2] <= 31;
    let year_last = parts[0] <= 31 && parts[1] <= 31 && matches!(line.word(at + 2).len(), 2 | 4);
    (year_first || year_last).then_some(at + 3)
}

/// "aged 72", "age 9".
fn age(line: &Line, at: usize) -> Option<usize> {
    let years = matches!(line.key(at), "age" | "aged") && line.spaced(at + 1);
    (years && plain(line, at + 1).is_some_and(|years| years < 130)).then_some(at + 2)
}

/// A year without anything, or a span of years: "2009", "2003–2009", "2009/10".
fn year_alone(line: &Line, at: usize) -> Option<usize> {
    let end = year(line, at)?;
    let value = plain(line, at)?;
    let named = at > 0 && line.gap(at) == "-" && line.is_capital(at - 1);
    if named || line.gap(end).starts_with([':', '%']) {
        return None;
    }
    let before = at.checked_sub(1).map_or("", |before| line.key(before));
    let dated = DATING.contains(&before) || line.gap(at).ends_with('(');
    let counting = line.spaced(end)
        && line.shape(end) == Shape::Small
        && line.key(end).ends_with('s')
        && value % 50 == 0
        || matches!(line.key(end), "people" | "men" | "women" | "children" | "troops" | "soldiers")
            && line.spaced(end);
    if counting || !(dated || (1800..2100).contains(&value)) {
        return None;
    }
    let ranged = matches!(line.gap(end), "-" | "–" | "/" | " – " | " - ");
    let short = plain(line, end).is_some() && line.word(end).len() == 2;
    Some(if ranged && (year(line, end).is_some() || short) { end + 1 } else { end })
}
