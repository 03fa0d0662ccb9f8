//! Dates in figures: "2025-09-05", "05/09/2025", "05.09.2025", "9/11".

use super::super::calendar::{Period, number};
use super::super::sign::of_century;
use super::super::word::Word;
use crate::corpus::Date;

pub(super) fn period(words: &[Word], reference: Option<Date>) -> Option<Period> {
    let joined = |word: &Word| matches!(word.gap, "-" | "/" | "‑");
    let parts: Vec<&str> = match words {
        [one] => one.key.split('.').collect(),
        [_, others @ ..] if others.iter().all(joined) => words.iter().map(|word| word.key.as_str()).collect(),
        _ => return None,
    };
    if parts == ["9", "11"] && words.len() == 2 && words[1].gap == "/" {
        return Date::new(2001, 9, 11).map(Period::day);
    }
    let &[one, two, three] = &parts[..] else { return None };
    let part = |part: &str| part.parse::<u16>().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit()));
    let (first, second, last) = (part(one)?, part(two)?, part(three)?);
    if one.len() == 4 {
        return date(first, second, last).map(Period::day);
    }
    let year = if three.len() == 2 { of_century(u32::from(last)) as u16 } else { last };
    let (day_first, month_first) = (date(year, second, first), date(year, first, second));
    let Some((day_first, month_first)) = day_first.zip(month_first) else {
        return day_first.or(month_first).map(Period::day);
    };
    // With stops, the day always comes first.
    if words.len() == 1 || day_first == month_first {
        return Some(Period::day(day_first));
    }
    let today = reference.filter(|date| date.day() > 0)?;
    let distance = |date: Date| (number(date) - number(today)).abs();
    let nearer = if distance(month_first) < distance(day_first) { month_first } else { day_first };
    Some(Period::day(nearer))
}

fn date(year: u16, month: u16, day: u16) -> Option<Date> {
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).filter(|date| date.day() > 0)
}
