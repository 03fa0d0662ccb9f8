//! Arithmetic with days, in the proleptic Gregorian calendar of the years 1 to 9999.

use crate::corpus::Date;

/// A closed range of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub from: Date,
    pub to: Date,
}

/// What time is counted in. Weeks begin on Monday, decades in a year that ends in 0, centuries in one that ends in 01.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    /// Saturday and Sunday.
    Weekend,
    Fortnight,
    Month,
    Quarter,
    HalfYear,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Period {
    pub fn day(date: Date) -> Period {
        Period { from: date, to: date }
    }

    /// From the one to the other, if they are in order.
    pub fn between(from: Date, to: Date) -> Option<Period> {
        (from <= to).then_some(Period { from, to })
    }

    /// All days that a date known to the year, month or day may mean.
    pub fn of(date: Date) -> Option<Period> {
        let ((year, month, day), (last_year, last_month, last_day)) = (date.first_day(), date.last_day());
        Some(Period { from: Date::new(year, month, day)?, to: Date::new(last_year, last_month, last_day)? })
    }

    /// `count` months from month number `first` on.
    pub fn of_months(first: i64, count: i64) -> Option<Period> {
        let from = Period::of(month_at(first)?)?.from;
        let to = Period::of(month_at(first.checked_add(count)?.checked_sub(1)?)?)?.to;
        Period::between(from, to)
    }

    pub fn of_years(first: i64, last: i64) -> Option<Period> {
        Period::of_months(first.checked_mul(12)?, last.checked_sub(first)?.checked_add(1)?.checked_mul(12)?)
    }

    /// The whole months it consists of, if it does: the number of the first, and how many.
    pub fn months(self) -> Option<(i64, i64)> {
        let ends = Period::of(Date::new(self.to.year(), self.to.month(), 0)?)?.to == self.to;
        (self.from.day() == 1 && ends)
            .then(|| (month_number(self.from), month_number(self.to) - month_number(self.from) + 1))
    }
}

/// The number of a month: months since January of the year 0.
pub(super) fn month_number(date: Date) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month().max(1)) - 1
}

fn month_at(number: i64) -> Option<Date> {
    let month = number.rem_euclid(12) + 1;
    Date::new(u16::try_from(number.div_euclid(12)).ok()?, month as u8, 0)
}

/// The number of a day that is known to the day: days since 1 January of the year 1, which was a Monday.
pub(super) fn number(date: Date) -> i64 {
    let before = i64::from(date.year()) - 1;
    let months: i64 = (1..date.month()).map(|month| i64::from(days_of(date.year(), month))).sum();
    before * 365 + before / 4 - before / 100 + before / 400 + months + i64::from(date.day()) - 1
}

fn days_of(year: u16, month: u8) -> u8 {
    Date::new(year, month, 0).map_or(31, |date| date.last_day().2)
}

/// The day with this number, if it is in the years 1 to 9999.
pub(super) fn day_at(day: i64) -> Option<Date> {
    // A year has 365.2425 days: the guess is right, or one too late on the last days of a year.
    let guess = u16::try_from(day.checked_mul(400)? / 146_097 + 1).ok().filter(|_| day >= 0)?;
    let first = |year: u16| Date::new(year, 1, 1).map(number);
    let year = [guess + 1, guess, guess.saturating_sub(1)]
        .into_iter()
        .find(|&year| first(year).is_some_and(|first| first <= day))?;
    let mut rest = day - first(year)?;
    for month in 1..=12 {
        let days = i64::from(days_of(year, month));
        if rest < days {
            return Date::new(year, month, rest as u8 + 1);
        }
        rest -= days;
    }
    None
}

/// `date` with `days` more.
pub(super) fn later(date: Date, days: i64) -> Option<Date> {
    day_at(number(date).checked_add(days)?)
}

/// The day of the week, from 0 for Monday.
pub(super) fn weekday(date: Date) -> i64 {
    number(date) % 7
}

/// `date` moved by `months`, to the last day of the month if the month has no such day.
pub(super) fn months_later(date: Date, months: i64) -> Option<Date> {
    let month = month_at(month_number(date).checked_add(months)?)?;
    Date::new(month.year(), month.month(), date.day().min(month.last_day().2))
}

impl Unit {
    /// The unit `offset` after the one that holds `date`, which has to be known as exactly as the unit needs.
    pub fn around(self, date: Date, offset: i64) -> Option<Period> {
        let year = i64::from(date.year());
        if let Some(months) = self.months() {
            let known = months % 12 == 0 || date.month() > 0;
            // Centuries and millennia begin with the year 1, all else with the year 0.
            let shift = if months >= 1200 { 12 } else { 0 };
            let current = if months % 12 == 0 { year * 12 } else { month_number(date) };
            let first =
                (current - shift).div_euclid(months).checked_add(offset)?.checked_mul(months)? + shift;
            return known.then(|| Period::of_months(first, months))?;
        }
        if date.day() == 0 {
            return None;
        }
        let days = self.days()?;
        let from = match self {
            Unit::Day => number(date),
            Unit::Weekend => number(date) - weekday(date) + 5,
            _ => number(date) - weekday(date),
        };
        let step = if self == Unit::Weekend { 7 } else { days };
        let from = from.checked_add(offset.checked_mul(step)?)?;
        Period::between(day_at(from)?, day_at(from + days - 1)?)
    }

    /// `date` moved by `count` of this unit.
    pub fn moved(self, date: Date, count: i64) -> Option<Date> {
        match self.months() {
            Some(months) => months_later(date, count.checked_mul(months)?),
            None => later(date, count.checked_mul(self.days()?)?),
        }
    }

    /// Its length in months, if it has a whole number of them.
    pub fn months(self) -> Option<i64> {
        match self {
            Unit::Month => Some(1),
            Unit::Quarter => Some(3),
            Unit::HalfYear => Some(6),
            Unit::Year => Some(12),
            Unit::Decade => Some(120),
            Unit::Century => Some(1200),
            Unit::Millennium => Some(12_000),
            Unit::Day | Unit::Week | Unit::Weekend | Unit::Fortnight => None,
        }
    }

    /// Its length in days, if it has no whole number of months.
    fn days(self) -> Option<i64> {
        match self {
            Unit::Day => Some(1),
            Unit::Week => Some(7),
            Unit::Weekend => Some(2),
            Unit::Fortnight => Some(14),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_each_other() {
        // Each 400 years are like the ones before.
        for year in [1, 401, 9598] {
            let mut day = Date::new(year, 12, 1).unwrap();
            while day.year() < (year + 401).min(9999) || day.month() < 12 || day.day() < 31 {
                let next = later(day, 1).unwrap();
                assert!(next > day && number(next) == number(day) + 1 && later(next, -1) == Some(day));
                day = next;
            }
        }
        assert_eq!(number(Date::new(1, 1, 1).unwrap()), 0);
        assert_eq!(later(Date::new(9999, 12, 31).unwrap(), 1), None);
        assert_eq!(weekday(Date::new(2025, 9, 5).unwrap()), 4);
        assert_eq!((day_at(-1), day_at(i64::MAX), day_at(i64::MIN)), (None, None, None));
    }
}
