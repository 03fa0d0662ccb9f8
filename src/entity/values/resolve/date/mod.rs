//! The days that a date names, seen from the article's own.

mod day;
mod now;
mod numeric;
mod place;

use super::calendar::{Period, Unit, later};
use super::sign::{Sign, signs};
use super::word::words;
use crate::corpus::Date;
use Sign::*;

/// The days that the date `mention` names in an article of the date `reference`.
pub(super) fn days(mention: &str, reference: Option<Date>) -> Option<Period> {
    let words = words(mention)?;
    if let Some(period) = numeric::period(&words, reference) {
        return Some(period);
    }
    Seen { reference }.period(&signs(&words)?)
}

/// The day that the time of day `mention` names, if it does: "Monday night", "tonight", "night of Sept. 5".
pub(super) fn day_of_time(mention: &str, reference: Option<Date>) -> Option<Period> {
    let signs = signs(&words(mention)?)?;
    let seen = Seen { reference };
    if signs == [Today(0)] {
        return seen.period(&signs);
    }
    let part = *signs.iter().find(|sign| matches!(sign, DayPart | Night))?;
    let day: Vec<Sign> =
        signs.into_iter().filter(|sign| !matches!(sign, DayPart | Night | Early | Mid | Late)).collect();
    match (&day[..], part) {
        ([This], _) => seen.day_from_today(0),
        ([Last], Night) => seen.day_from_today(-1),
        // "72 hours" name no year.
        ([Number(_)], _) => None,
        (day, _) => seen.period(day).filter(|period| period.from == period.to),
    }
}

/// How dates are seen: from an article of this date.
#[derive(Clone, Copy)]
struct Seen {
    reference: Option<Date>,
}

impl Seen {
    /// The article's date if it is known to the day.
    fn today(self) -> Option<Date> {
        self.reference.filter(|date| date.day() > 0)
    }

    fn day_from_today(self, days: i64) -> Option<Period> {
        later(self.today()?, days).map(Period::day)
    }

    /// The unit `offset` after the one that the article is of.
    fn around(self, unit: Unit, offset: i64) -> Option<Period> {
        unit.around(self.reference?, offset)
    }

    fn period(self, signs: &[Sign]) -> Option<Period> {
        let (&first, rest) = signs.split_first()?;
        match first {
            Early | Mid | Late | Earlier | Later if matches!(rest, [Weekday(_) | Today(_)]) => {
                self.period(rest)
            }
            Early | Mid | Late | Middle => third(first, self.inner(rest)?),
            Earlier => Period::between(self.inner(rest)?.from, self.today()?),
            Later | Rest => Period::between(self.today()?, self.inner(rest)?.to),
            Start => Some(Period::day(self.inner(rest)?.from)),
            End => Some(Period::day(self.inner(rest)?.to)),
            _ => self
                .told_from_now(signs)
                .or_else(|| self.of_calendar(signs))
                .or_else(|| self.of_years(signs))
                .or_else(|| self.by_place(signs)),
        }
    }

    /// What stands behind "end of" or "early in": a date, or a unit that the article is of.
    fn inner(self, signs: &[Sign]) -> Option<Period> {
        match *signs {
            [Unit(unit)] => self.around(unit, 0),
            _ => self.period(signs),
        }
    }
}

/// The early, middle or late third of `whole`: in months, or of one month in tens of days. Of less than a month, all.
fn third(part: Sign, whole: Period) -> Option<Period> {
    let place = match part {
        Early => 0,
        Late => 2,
        _ => 1,
    };
    match whole.months() {
        Some((first, months)) if months > 2 => {
            let (from, to) = (months * place / 3, months * (place + 1) / 3);
            Period::of_months(first + from, to - from)
        }
        Some((_, 1)) => {
            let from = later(whole.from, 10 * place)?;
            Period::between(from, if place == 2 { whole.to } else { later(from, 9)? })
        }
        _ => Some(whole),
    }
}
