//! Dates and times: "5 May 1843", "last Thursday, December 8", "the past four years", "8:30 a.m.".

use super::Label;
use super::gazetteer::{CLOCK_PERIOD, DAY_PART, DAY_PERIOD, MONTH, SEASON, WEEKDAY, WHICH};
use super::line::{Line, Shape};
use super::numbers::{few, number, ordinal, plain};
use super::patterns::Pattern;

/// A time of day: "8:30 am", "5pm", "noon", "Tuesday night", "this morning".
pub(super) fn time(line: &Line, at: usize) -> Option<Pattern> {
    let end = clock(line, at).or_else(|| part_of_day(line, at))?;
    Some(Pattern::new(at..end, line.span(at..end), Label::Time))
}

fn clock(line: &Line, at: usize) -> Option<usize> {
    if matches!(line.key(at), "noon" | "midnight" | "tonight") {
        return Some(at + 1);
    }
    if line.shape(at) != Shape::Digits {
        return None;
    }
    let glued = line.word(at).to_ascii_lowercase();
    let glued = glued.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if matches!(glued, "am" | "pm") {
        return Some(at + 1);
    }
    let small = |at: usize, most: u32| plain(line, at).is_some_and(|value| value < most);
    let minutes = small(at, 25) && line.gap(at + 1) == ":" && line.word(at + 1).len() >= 2;
    let mut end = at + 1;
    if minutes && small(at + 1, 60) {
        end = at + 2;
        if line.gap(end) == ":" && small(end, 60) {
            end += 1;
        }
    }
    let half_day =
        |at: usize| matches!(line.key(at), "am" | "pm") && matches!(line.gap(at), " " | "" | "\u{a0}");
    let glued = minutes.then(|| line.key(at + 1).trim_start_matches(|c: char| c.is_ascii_digit()));
    if minutes && matches!(glued, Some("am" | "pm")) {
        return Some(zone(line, at + 2));
    }
    if half_day(end) || line.key(end) == "o'clock" {
        return Some(zone(line, end + 1));
    }
    if end > at + 1 {
        return Some(zone(line, end));
    }
    let military = line.word(at).len() == 4 && matches!(line.key(at + 1), "gmt" | "utc");
    military.then_some(at + 2)
}

fn zone(line: &Line, at: usize) -> usize {
    let zone = line.spaced(at)
        && matches!(line.word(at), "GMT" | "UTC" | "EST" | "EDT" | "PST" | "PDT" | "CET" | "BST" | "ET");
    if zone { at + 1 } else { at }
}

/// "Tuesday night", "this morning", "last night", "Friday's evening".
fn part_of_day(line: &Line, at: usize) -> Option<usize> {
    let when = weekday(line, at).is_some()
        || matches!(line.key(at), "this" | "last" | "that" | "yesterday" | "tomorrow" | "every" | "sunday");
    let (modified, end) = match line.key(at + 1) {
        "early" | "late" => (true, at + 2),
        _ => (false, at + 1),
    };
    let spaced = line.spaced(at + 1) && (!modified || line.spaced(at + 2));
    (when && spaced && line.is(end, DAY_PART) && !line.is_capital(end)).then_some(end + 1)
}

/// A date, or a period named by the calendar.
pub(super) fn date(line: &Line, at: usize) -> Option<Pattern> {
    let rules = [calendar, numeric, relative, century, age, year_alone];
    let end = rules.iter().find_map(|rule| rule(line, at))?;
    Some(Pattern::new(at..end, line.span(at..end), Label::Date))
}

fn month(line: &Line, at: usize) -> bool {
    line.is(at, MONTH) && line.is_capital(at)
}

fn weekday(line: &Line, at: usize) -> Option<usize> {
    (line.is(at, WEEKDAY) && line.is_capital(at)).then_some(at + 1)
}

/// A day of a month: "5", "5th".
fn day(line: &Line, at: usize) -> Option<usize> {
    let digits: String = line.word(at).chars().take_while(char::is_ascii_digit).take(3).collect();
    let in_month = digits.parse().is_ok_and(|day: u32| (1..=31).contains(&day));
    let whole = line.word(at).len() == digits.len() || ordinal(line, at).is_some();
    let unit = line.gap(at + 1).starts_with('%') || line.gap(at + 1) == ":";
    (in_month && whole && !unit).then_some(at + 1)
}

fn year(line: &Line, at: usize) -> Option<usize> {
    plain(line, at).filter(|year| (1000..2100).contains(year) && line.word(at).len() == 4).map(|_| at + 1)
}

/// "Thursday", "Thursday, December 8", "8 December 2022", "Sept. 5", "April 2010", "April".
fn calendar(line: &Line, at: usize) -> Option<usize> {
    if let Some(end) = weekday(line, at) {
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

fn with_year(line: &Line, end: usize) -> usize {
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
    let dated = matches!(
        before,
        "in" | "of"
            | "since"
            | "until"
            | "till"
            | "by"
            | "early"
            | "late"
            | "mid"
            | "from"
            | "to"
            | "and"
            | "during"
            | "before"
            | "after"
            | "between"
            | "through"
            | "for"
    );
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

/// "last year", "this month", "past four years", "every week", "earlier this month", "early 2009", "today".
fn relative(line: &Line, at: usize) -> Option<usize> {
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
    let joined = matches!(line.gap(amount.unwrap_or(end)), " " | "-");
    let period = amount.unwrap_or(end);
    let fits = line.is(period, DAY_PERIOD) && (amount.is_some() || !counted);
    if joined && fits {
        return Some(period + 1);
    }
    if amount.is_none()
        && !counted
        && (line.is(end, SEASON) && !matches!(line.key(at), "same" | "that") || month(line, end))
    {
        return Some(with_year(line, end + 1));
    }
    if amount.is_none() && !counted {
        return calendar(line, end).filter(|_| line.is(end, WEEKDAY));
    }
    None
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
fn century(line: &Line, at: usize) -> Option<usize> {
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

/// "aged 72", "age 9".
fn age(line: &Line, at: usize) -> Option<usize> {
    let years = matches!(line.key(at), "age" | "aged") && line.spaced(at + 1);
    (years && plain(line, at + 1).is_some_and(|years| years < 130)).then_some(at + 2)
}

/// "summer of 2010", "spring 2010", "Christmas".
fn part_of_year(line: &Line, at: usize) -> Option<usize> {
    if matches!(line.key(at), "christmas" | "easter" | "ramadan" | "thanksgiving" | "halloween" | "passover")
        && line.is_capital(at)
    {
        let day = matches!(line.key(at + 1), "day" | "eve") && line.spaced(at + 1);
        let end = if day { at + 2 } else { at + 1 };
        let name = !day && line.spaced(end) && line.is_capital(end);
        return (!name).then(|| with_year(line, end));
    }
    if !line.is(at, SEASON) {
        return None;
    }
    let end = with_year(line, at + 1);
    let bare = line.shape(at) == Shape::Small && matches!(line.key(at), "summer" | "winter" | "autumn");
    (end > at + 1 || bare).then_some(end)
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
    let dated = matches!(
        before,
        "in" | "since"
            | "until"
            | "till"
            | "by"
            | "of"
            | "from"
            | "during"
            | "before"
            | "after"
            | "and"
            | "between"
            | "the"
            | "to"
            | "early"
            | "late"
            | "mid"
            | "through"
            | "circa"
            | "around"
            | "born"
            | "died"
            | "for"
    ) || line.gap(at).ends_with('(');
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

/// A length of time: "10 years", "several days ago", "two-year", "a week", "days", "24 hours".
pub(super) fn duration(line: &Line, at: usize) -> Option<Pattern> {
    let (start, period) = match counted(line, at) {
        Some(period) => (at, period),
        None => bare(line, at)?,
    };
    let label = if line.is(period, CLOCK_PERIOD) { Label::Time } else { Label::Date };
    let end = after(line, period + 1);
    Some(Pattern::new(at..end, line.span(start..end), label))
}

/// The token of the period that a number or a "few" before it counts.
fn counted(line: &Line, at: usize) -> Option<usize> {
    let end =
        few(line, at).or_else(|| number(line, at).filter(|n| n.unit.is_empty()).map(|n| n.tokens.end))?;
    let modified = matches!(line.key(end), "more" | "full" | "consecutive" | "straight");
    let end = if modified { end + 1 } else { end };
    let period =
        line.is(end, DAY_PERIOD | CLOCK_PERIOD) && matches!(line.gap(end), " " | "-" | "\u{a0}" | "‑");
    period.then_some(end)
}

/// A period without a number: "days", "a week", "per hour".
fn bare(line: &Line, at: usize) -> Option<(usize, usize)> {
    if !line.is(at, DAY_PERIOD | CLOCK_PERIOD) || line.is_capital(at) && !line.tokens[at].first {
        return None;
    }
    let key = line.key(at);
    let plural = key.ends_with('s')
        && !matches!(key, "hrs" | "mins" | "quarters" | "generations" | "minutes" | "seconds");
    let before = at.checked_sub(1).map_or("", |before| line.key(before));
    let each = matches!(before, "a" | "an" | "per" | "half")
        && line.spaced(at)
        && !matches!(key, "second" | "quarter" | "generation" | "minute")
        && line.gap(at + 1) != "-";
    (plural || each || matches!(key, "weekend" | "weekends")).then_some((at, at))
}

/// What may follow a length of time: "ago", "later", "-old".
fn after(line: &Line, end: usize) -> usize {
    let old = line.key(end) == "old" && matches!(line.gap(end), " " | "-");
    let gone = matches!(line.key(end), "ago" | "later" | "earlier") && line.spaced(end);
    if old || gone { end + 1 } else { end }
}
