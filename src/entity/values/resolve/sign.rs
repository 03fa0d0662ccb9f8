//! The words of a date as what they mean.

use super::calendar::Unit;
use super::number;
use super::word::Word;
use crate::entity::values::holiday;
use crate::entity::values::words::Words;

/// What a word, or a few, of a date mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sign {
    Number(u32),
    Ordinal(u32),
    /// A year cut to its last two digits: "'78".
    ShortYear(u32),
    /// From 1 for January.
    Month(u8),
    /// From 0 for Monday.
    Weekday(i64),
    /// The first year of "1990s".
    Decade(u32),
    /// The month it begins in: 3 for spring.
    Season(u8),
    /// "Q1" to "Q4".
    QuarterOf(u32),
    /// Month and day.
    Holiday(u8, u8),
    Unit(Unit),
    /// Days from today: "tomorrow" is 1.
    Today(i64),
    /// A part of the day, or "hours" of one.
    DayPart,
    /// "night", which "last night" is of the day before.
    Night,
    Last,
    Final,
    Past,
    Next,
    This,
    Early,
    Mid,
    Late,
    Earlier,
    Later,
    Start,
    Middle,
    End,
    Rest,
    Ago,
    FromNow,
    Before,
    After,
    To,
    And,
}

/// Words that say nothing about which days are meant.
const SILENT: Words = Words("the of in a an on at ad ce small wee");

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH_ENDINGS: [&str; 12] =
    ["uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember"];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The signs of `words`, if all of them are known.
pub(super) fn signs(words: &[Word]) -> Option<Vec<Sign>> {
    let mut signs: Vec<Sign> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        if SILENT.hold(words[at].key.as_str()) {
            at += 1;
            continue;
        }
        let (sign, end) = next(words, at)?;
        // "last days", "years ago": how many, is left open.
        let plural = matches!(words[at].key.as_str(), "days" | "weeks" | "months" | "years" | "decades");
        if plural && !matches!(signs.last(), Some(Sign::Number(_))) {
            return None;
        }
        if matches!(words[at].gap.trim(), "-" | "–" | "/") && is_range(&signs, sign) {
            signs.push(Sign::To);
        }
        signs.push(sign);
        at = end;
    }
    Some(signs)
}

/// Whether a dash before `sign` means "to", and does not only hold words together as in "5-Sept-2025".
fn is_range(before: &[Sign], sign: Sign) -> bool {
    use Sign::{Decade, Month, Number, Weekday};
    matches!(
        (before, sign),
        ([.., Month(_), Number(_)], Month(_))
            | ([.., Number(_)], Number(_))
            | ([.., Month(_)], Month(_))
            | ([.., Weekday(_)], Weekday(_))
            | ([.., Decade(_)], Decade(_))
    )
}

/// The sign that begins at `at`, and its end.
fn next(words: &[Word], at: usize) -> Option<(Sign, usize)> {
    let key = |at: usize| words.get(at).map_or("", |word| word.key.as_str());
    if let Some(found) = holiday(words, at) {
        return Some(found);
    }
    if (key(at), key(at + 1)) == ("from", "now") {
        return Some((Sign::FromNow, at + 2));
    }
    if let Some(sign) = single(key(at)) {
        return Some((sign, at + 1));
    }
    if let Some(year) = short_year(&words[at]) {
        return Some((year, at + 1));
    }
    if let Some((value, end)) = number::ordinal(words, at) {
        return Some((Sign::Ordinal(value), end));
    }
    let number::Reading { value, end, .. } = number::read(&words[at..], 0)?;
    let value = value.up_to(9999)?;
    if !key(at).starts_with(|c: char| c.is_ascii_digit()) {
        return Some((Sign::Number(value), at + end));
    }
    // "9am" is no number of a date, and "5 200" in one are two.
    let digits = key(at).parse().ok().filter(|&value| value <= 9999)?;
    Some((Sign::Number(digits), at + 1))
}

/// A holiday that is on the same day in every year.
fn holiday(words: &[Word], at: usize) -> Option<(Sign, usize)> {
    let named = holiday::named(|offset| words.get(at + offset).map_or("", |word| word.key.as_str()))?;
    let (month, day) = named.date?;
    Some((Sign::Holiday(month, day), at + named.words.len()))
}

fn short_year(word: &Word) -> Option<Sign> {
    let marked = word.gap.ends_with(['\'', '’', '‘']);
    let decade = word.key.strip_suffix('s');
    let digits = decade.unwrap_or(&word.key);
    let value = digits.parse().ok().filter(|_| marked && digits.len() == 2)?;
    Some(if decade.is_some() { Sign::Decade(of_century(value)) } else { Sign::ShortYear(of_century(value)) })
}

/// The year that its last two digits mean: of this century up to 29, of the last one from there on.
pub(super) fn of_century(value: u32) -> u32 {
    if value >= 30 { 1900 + value } else { 2000 + value }
}

/// The month that `word` names, in full or cut short, from 1.
fn month(word: &str) -> Option<u8> {
    let place = MONTHS.iter().zip(MONTH_ENDINGS).position(|(month, ending)| {
        let rest = word.strip_prefix(month);
        rest.is_some_and(|rest| rest.is_empty() || rest == ending || *month == "sep" && rest == "t")
    });
    place.map(|place| place as u8 + 1)
}

fn single(word: &str) -> Option<Sign> {
    if let Some(month) = month(word) {
        return Some(Sign::Month(month));
    }
    let weekday = WEEKDAYS.iter().position(|day| word.len() > 2 && day.starts_with(word));
    if let Some(place) = weekday {
        return Some(Sign::Weekday(place as i64));
    }
    let decade =
        word.strip_suffix('s').filter(|digits| digits.len() == 4).and_then(|digits| digits.parse().ok());
    if let Some(year) = decade {
        return Some(Sign::Decade(year));
    }
    Some(match word {
        "day" | "days" => Sign::Unit(Unit::Day),
        "week" | "weeks" => Sign::Unit(Unit::Week),
        "weekend" => Sign::Unit(Unit::Weekend),
        "fortnight" | "fortnights" => Sign::Unit(Unit::Fortnight),
        "month" | "months" => Sign::Unit(Unit::Month),
        "quarter" | "quarters" => Sign::Unit(Unit::Quarter),
        "half" | "semester" => Sign::Unit(Unit::HalfYear),
        "year" | "years" => Sign::Unit(Unit::Year),
        "decade" | "decades" => Sign::Unit(Unit::Decade),
        "century" | "centuries" => Sign::Unit(Unit::Century),
        "millennium" => Sign::Unit(Unit::Millennium),
        "today" | "tonight" => Sign::Today(0),
        "yesterday" => Sign::Today(-1),
        "tomorrow" => Sign::Today(1),
        "morning" | "afternoon" | "evening" | "hours" => Sign::DayPart,
        "night" => Sign::Night,
        "spring" => Sign::Season(3),
        "summer" | "midsummer" => Sign::Season(6),
        "autumn" | "fall" => Sign::Season(9),
        "winter" | "midwinter" => Sign::Season(12),
        "q1" | "q2" | "q3" | "q4" => Sign::QuarterOf(u32::from(word.as_bytes()[1] - b'0')),
        "last" => Sign::Last,
        "final" => Sign::Final,
        "past" => Sign::Past,
        "next" | "coming" | "upcoming" => Sign::Next,
        "this" | "current" => Sign::This,
        "early" => Sign::Early,
        "mid" => Sign::Mid,
        "late" => Sign::Late,
        "earlier" => Sign::Earlier,
        "later" => Sign::Later,
        "beginning" | "start" => Sign::Start,
        "middle" => Sign::Middle,
        "end" | "close" => Sign::End,
        "rest" | "remainder" => Sign::Rest,
        "ago" => Sign::Ago,
        "before" => Sign::Before,
        "after" => Sign::After,
        "to" | "through" | "thru" => Sign::To,
        "and" | "or" => Sign::And,
        _ => return None,
    })
}
