//! Days and months of a year: "5 September 2025", "Thursday, Sept. 4", "Sept. 5-7", "January to March 2024".

use super::super::calendar::{Period, Unit, month_number, number, weekday};
use super::super::sign::Sign::{self, *};
use super::Seen;
use crate::corpus::Date;

/// How many days ahead of the article a day without a year may lie.
const HALF_A_YEAR: i64 = 183;

impl Seen {
    pub(super) fn of_calendar(self, signs: &[Sign]) -> Option<Period> {
        let (signs, year) = self.cut_year(signs);
        self.in_year(signs, year)
    }

    /// What is left of `signs` before the year at their end, and that year.
    fn cut_year(self, signs: &[Sign]) -> (&[Sign], Option<i64>) {
        let own = |offset: i64| self.reference.map(|date| i64::from(date.year()) + offset);
        match signs {
            [rest @ .., Number(year)] if *year > 31 => (rest, Some(i64::from(*year))),
            [rest @ .., ShortYear(year)] => (rest, Some(i64::from(*year))),
            [rest @ .., Last, Unit(Unit::Year)] => (rest, own(-1)),
            [rest @ .., This, Unit(Unit::Year)] => (rest, own(0)),
            [rest @ .., Next, Unit(Unit::Year)] => (rest, own(1)),
            _ => (signs, None),
        }
    }

    fn in_year(self, signs: &[Sign], year: Option<i64>) -> Option<Period> {
        let month_of = |month: u8| Some(year? * 12 + i64::from(month) - 1);
        match *signs {
            [Last | This | Next, Weekday(day), ref rest @ ..] | [Weekday(day), ref rest @ ..]
                if !rest.is_empty() =>
            {
                self.dated_weekday(day, rest, year)
            }
            [Holiday(month, day)] => self.day(month, u32::from(day), year).map(Period::day),
            [Month(month), Number(day) | Ordinal(day)] | [Number(day) | Ordinal(day), Month(month)] => {
                self.day(month, day, year).map(Period::day)
            }
            [Month(month), Number(first) | Ordinal(first), To | And, Number(last) | Ordinal(last)]
            | [Number(first) | Ordinal(first), To | And, Number(last) | Ordinal(last), Month(month)] => {
                let from = self.day(month, first, year)?;
                Period::between(from, self.day(month, last, Some(i64::from(from.year())))?)
            }
            [Month(first), Number(day), To, Month(last), Number(last_day)]
            | [Number(day), Month(first), To, Number(last_day), Month(last)] => {
                let to = self.day(last, last_day, year)?;
                let from_year = i64::from(to.year()) - i64::from(first > last);
                Period::between(self.day(first, day, Some(from_year))?, to)
            }
            [Month(month)] => Period::of_months(month_of(month)?, 1),
            [Month(first), To | And, Month(last)] => {
                let last =
                    month_of(last).or_else(|| Some(month_number(self.period(&[Month(last)])?.from)))?;
                let months = (last - i64::from(first) + 1).rem_euclid(12);
                Period::of_months(last - months, months + 1)
            }
            [Month(first), To, Month(last), Unit(Unit::Quarter)] => {
                self.in_year(&[Month(first), To, Month(last)], year)
            }
            // "the June quarter" ends with June.
            [Month(month), Unit(Unit::Quarter)] => {
                let last =
                    month_of(month).or_else(|| Some(month_number(self.period(&[Month(month)])?.from)))?;
                Period::of_months(last - 2, 3)
            }
            // The winter of a year may be the one that it begins with, or the one that it ends with.
            [Season(month)] if month < 12 => Period::of_months(month_of(month)?, 3),
            [Unit(Unit::Month), Month(month)] => match year {
                Some(_) => Period::of_months(month_of(month)?, 1),
                None => self.period(&[Month(month)]),
            },
            [Unit(unit @ (Unit::Week | Unit::Weekend)), ref rest @ ..] if !rest.is_empty() => {
                let days = self.in_year(rest, year)?;
                if days.from == days.to { unit.around(days.from, 0) } else { Some(days) }
            }
            _ => None,
        }
    }

    /// The day in `year`. Without one, in the article's year, or the year before if it lies more than half a year ahead.
    fn day(self, month: u8, day: u32, year: Option<i64>) -> Option<Date> {
        let day = u8::try_from(day).ok().filter(|&day| day > 0)?;
        let date = |year: i64| Date::new(u16::try_from(year).ok()?, month, day);
        if let Some(year) = year {
            return date(year);
        }
        let reference = self.reference?;
        let own = i64::from(reference.year());
        let is_far = |date: Date| match self.today() {
            Some(today) => number(date) - number(today) > HALF_A_YEAR,
            None => reference.month() > 0 && month_number(date) - month_number(reference) > 6,
        };
        // The article's year may have no 29 February.
        date(own).filter(|&date| !is_far(date)).or_else(|| date(own - 1)).or_else(|| date(own))
    }

    /// "Thursday, December 8": without a year, that of the years around in which the day is a Thursday.
    fn dated_weekday(self, day: i64, rest: &[Sign], year: Option<i64>) -> Option<Period> {
        let usual = self.in_year(rest, year)?;
        let fits = |period: &Period| period.from == period.to && weekday(period.from) == day;
        if year.is_some() || fits(&usual) {
            return Some(usual);
        }
        let own = i64::from(usual.from.year());
        let mut others = [own - 1, own + 1].into_iter().filter_map(|year| self.in_year(rest, Some(year)));
        others.find(fits).or(Some(usual))
    }
}
