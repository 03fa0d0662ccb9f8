//! Days and months by the calendar: "5 May 1843", "Thursday, December 8", "Sept. 5-7", "2025-09-05".

use super::before;
use super::number::{ordinal, plain};
use super::which::which_unit;
use super::words::Words;
use super::year::{is_counting, with_year};
use crate::entity::gazetteer::{DAY_PERIOD, MONTH, WEEKDAY};
use crate::entity::line::{Line, Shape, Style};

/// Words before a month or a year that mark it as a date.
const DATING: Words = Words(
    "in of since until till by early late mid from to and during before after between through for the \
      circa around born died last next this every each or ended ending began beginning starting past",
);

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

/// "Thursday", "Thursday, December 8", "8 December 2022", "Sept. 5", "April 2010", "April", "2025-09-05".
pub(super) fn calendar(line: &Line, at: usize) -> Option<usize> {
    if weekday(line, at) {
        return named_day(line, at);
    }
    let short = line.is_capital(at)
        && matches!(
            line.key(at),
            "mon" | "tue" | "tues" | "wed" | "thu" | "thur" | "thurs" | "fri" | "sat" | "sun"
        );
    if short {
        let dated = matches!(line.gap(at + 1), " " | ", " | ". " | "., ");
        return day_and_month(line, at + 1).filter(|_| dated);
    }
    numeric(line, at).or_else(|| day_and_month(line, at)).or_else(|| month_alone(line, at))
}

/// What names of newspapers and shows begin with a day.
const AFTER_NAME: Words = Words("times telegraph mirror mail express herald night post independent");

/// "Thursday", "Thursday, December 8", "Tuesday of last week".
fn named_day(line: &Line, at: usize) -> Option<usize> {
    let end = at + 1;
    if line.spaced(end) && line.is_capital(end) && AFTER_NAME.hold(line.key(end)) {
        return None;
    }
    let dated = matches!(line.gap(end), " " | ", " | "\u{a0}").then(|| {
        let the = if line.key(end) == "the" { end + 1 } else { end };
        let nth = || day(line, the).filter(|_| the > end && line.gap(end) == " ");
        day_and_month(line, the).or_else(|| numeric(line, the)).or_else(nth)
    });
    let week = || {
        let of = if line.key(end) == "of" { end + 1 } else { end };
        which_unit(line, of, "week").filter(|_| line.spaced(end))
    };
    Some(dated.flatten().or_else(week).unwrap_or(end))
}

fn day_and_month(line: &Line, at: usize) -> Option<usize> {
    if !month(line, at) {
        let end = days_to(line, day(line, at).or_else(|| spelt_day(line, at))?);
        let of = if line.key(end) == "of" { end + 1 } else { end };
        let joined = matches!(line.gap(of), " " | "-" | "\u{a0}") && month(line, of);
        return joined.then(|| with_year(line, of + 1));
    }
    if line.key(at + 1) == "the" && line.spaced(at + 1) && line.spaced(at + 2) {
        return day(line, at + 2).or_else(|| ordinal(line, at + 2)).map(|end| with_year(line, end));
    }
    let end = day(line, at + 1).filter(|_| matches!(line.gap(at + 1), " " | ". " | "\u{a0}"))?;
    // "In May 10 people", "May 10-year bonds".
    let before = before(line, at);
    let counts =
        before == "in" && is_counting(line, at + 1) || line.gap(end) == "-" && line.is(end, DAY_PERIOD);
    (!counts).then(|| with_year(line, days_to(line, end)))
}

/// "third" of "third of May".
fn spelt_day(line: &Line, at: usize) -> Option<usize> {
    ordinal(line, at).filter(|&end| line.key(end) == "of")
}

/// The end of a range of days, of which the first ends before `end`: "5-7", "5 to 7", "5 and 6".
fn days_to(line: &Line, end: usize) -> usize {
    let second = match line.gap(end) {
        "-" | "–" | " – " | " - " | "/" => end,
        " " if matches!(line.key(end), "to" | "and" | "or" | "through") && line.spaced(end + 1) => end + 1,
        _ => return end,
    };
    let Some(last) = day(line, second) else { return end };
    let of = if line.key(last) == "of" { last + 1 } else { last };
    let dated = month(line, of) || end > 1 && month(line, end - 2);
    // "Sept. 5 and 10 people": the second number counts something.
    let counts = second > end && is_counting(line, second);
    if dated && !counts { last } else { end }
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
    let before = before(line, at);
    let owned = at.checked_sub(1).is_some_and(|before| line.tokens[before].possessive)
        || matches!(before, "a" | "an" | "its" | "his" | "her" | "their" | "our" | "mid");
    let dated = DATING.hold(before);
    // "and May Phoo", "Baek Jun-seok"
    let named = line.spaced(at + 1) && line.is_capital(at + 1);
    let name = named && matches!(before, "and" | "or" | "of" | "to" | "from" | "for" | "by");
    if line.gap(at + 1) == "-" && line.shape(at + 1) == Shape::Small && line.key(at + 1).len() < 5 {
        return None;
    }
    let capital = line.shape(at) == Shape::Capital;
    let certain = match line.key(at) {
        "may" => (dated || owned) && capital && !name,
        "march" => {
            let within =
                at > 0 && line.style == Style::Running && !line.tokens[at].first && !line.is_capital(at - 1);
            let event = line.spaced(at + 1) && matches!(line.key(at + 1), "on" | "for");
            (dated || owned || within) && capital && !event
        }
        "jan" | "feb" | "mar" | "apr" | "jun" | "jul" | "aug" | "sep" | "oct" | "nov" | "dec" => {
            dated && !name
        }
        "april" | "june" | "august" => !named || dated && !name,
        _ => true,
    };
    let quarter = line.key(at + 1) == "quarter" && line.spaced(at + 1);
    certain.then_some(if quarter { at + 2 } else { at + 1 })
}

/// "2025-09-05", "5/9/2025", "05.09.2025".
fn numeric(line: &Line, at: usize) -> Option<usize> {
    let word = line.word(at);
    if line.shape(at) != Shape::Digits {
        return None;
    }
    let dotted = word.split('.').count() == 3
        && matches!(word.len(), 8..=10)
        && word.split('.').next_back().is_some_and(|year| year.len() == 4)
        && word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if dotted {
        return Some(at + 1);
    }
    let divider = line.gap(at + 1);
    if line.word(at) == "9" && line.word(at + 1) == "11" && divider == "/" && line.gap(at + 2) != "/" {
        return Some(at + 2);
    }
    if !matches!(divider, "-" | "/" | "‑") || line.gap(at + 2) != divider {
        return None;
    }
    let parts = [plain(line, at)?, plain(line, at + 1)?, plain(line, at + 2)?];
    let year_first = word.len() == 4 && (1..=12).contains(&parts[1]) && (1..=31).contains(&parts[2]);
    let days = (1..=31).contains(&parts[0]) && (1..=31).contains(&parts[1]) && parts[0].min(parts[1]) <= 12;
    let year_last = days && matches!((line.word(at + 2).len(), divider), (4, _) | (2, "/"));
    let chained = matches!(line.gap(at + 3), "-" | "/");
    ((year_first || year_last) && !chained).then_some(at + 3)
}
