//! Dates told from now: "last week", "past four years", "30 years ago", "next Monday", "this summer".

use super::super::calendar::{Period, Unit, later, month_number, weekday};
use super::super::sign::Sign::{self, *};
use super::Seen;
use super::place::part_of;
use crate::corpus::Date;

impl Seen {
    pub(super) fn told_from_now(self, signs: &[Sign]) -> Option<Period> {
        match *signs {
            [Today(days)] => self.day_from_today(days),
            [Unit(Unit::Day), Before, Today(-1)] => self.day_from_today(-2),
            [Unit(Unit::Day), After, Today(1)] => self.day_from_today(2),
            // "the next day" is told from another.
            [Last | Next, Unit(Unit::Day)] => None,
            [which, Unit(unit)] if offset(which).is_some() => self.around(unit, offset(which)?),
            [Past, Unit(unit)] | [This, Past, Unit(unit)] => self.until_today(unit, 1),
            [Last | Past, Number(units), Unit(unit)] => self.until_today(unit, i64::from(units)),
            [Next, Number(units), Unit(unit)] => {
                let today = self.today()?;
                Period::between(today, unit.moved(today, i64::from(units))?)
            }
            [Unit(unit), Ago] => self.away(unit, -1),
            [Number(units), Unit(unit), Ago] => self.away(unit, -i64::from(units)),
            [Unit(unit), FromNow] => self.away(unit, 1),
            [Number(units), Unit(unit), FromNow] => self.away(unit, i64::from(units)),
            [Unit(unit), End] => Some(Period::day(self.around(unit, 0)?.to)),
            [Unit(unit), Start] => Some(Period::day(self.around(unit, 0)?.from)),
            [Weekday(first), To, Weekday(last)] => {
                let from = self.weekday_up_to(first, 0)?.from;
                Period::between(from, later(from, (last - first).rem_euclid(7))?)
            }
            [Weekday(day), which, Unit(Unit::Week)] => {
                later(self.around(Unit::Week, offset(which)?)?.from, day).map(Period::day)
            }
            [Unit(Unit::Weekend)] => {
                let this = self.around(Unit::Weekend, 0)?;
                if this.from <= self.today()? { Some(this) } else { self.around(Unit::Weekend, -1) }
            }
            [Ordinal(place), Unit(unit @ (Unit::Quarter | Unit::HalfYear))] => self.part_of_year(place, unit),
            [QuarterOf(place)] => self.part_of_year(place, Unit::Quarter),
            [ref which @ .., Weekday(day)] => self.which_weekday(which, day),
            [ref which @ .., Month(month)] => self.which_month(which, month),
            [ref which @ .., Season(month)] => self.which_season(which, month),
            _ => None,
        }
    }

    /// The days from `units` ago up to today.
    fn until_today(self, unit: Unit, units: i64) -> Option<Period> {
        let today = self.today()?;
        Period::between(unit.moved(today, -units)?, today)
    }

    /// The unit so many of them from now; of decades and longer ones, the year.
    fn away(self, unit: Unit, units: i64) -> Option<Period> {
        match unit {
            Unit::Decade => self.around(Unit::Year, units * 10),
            Unit::Century => self.around(Unit::Year, units * 100),
            Unit::Millennium => self.around(Unit::Year, units * 1000),
            _ => self.around(unit, units),
        }
    }

    fn which_weekday(self, which: &[Sign], day: i64) -> Option<Period> {
        match which {
            [] => self.weekday_up_to(day, 0),
            [Last] | [Past] | [This, Past] => self.weekday_up_to(day, -1),
            [This] | [This, Next] => self.weekday_from(day, 0),
            [Next] => self.weekday_from(day, 1),
            _ => None,
        }
    }

    /// The last such weekday up to the day `offset` after today.
    fn weekday_up_to(self, day: i64, offset: i64) -> Option<Period> {
        let last = later(self.today()?, offset)?;
        later(last, -(weekday(last) - day).rem_euclid(7)).map(Period::day)
    }

    /// The first such weekday from the day `offset` after today on.
    fn weekday_from(self, day: i64, offset: i64) -> Option<Period> {
        let first = later(self.today()?, offset)?;
        later(first, (day - weekday(first)).rem_euclid(7)).map(Period::day)
    }

    fn which_month(self, which: &[Sign], month: u8) -> Option<Period> {
        let own = month_number(self.reference.filter(|date| date.month() > 0)?);
        let month = i64::from(month) - 1;
        let up_to = |last: i64| last - (last - month).rem_euclid(12);
        let number = match which {
            [] => up_to(own),
            [Last] | [Past] | [This, Past] => up_to(own - 1),
            [This] => own - own.rem_euclid(12) + month,
            [Next] | [This, Next] => up_to(own + 12),
            _ => return None,
        };
        Period::of_months(number, 1)
    }

    fn which_season(self, which: &[Sign], month: u8) -> Option<Period> {
        let today = self.today()?;
        let year = i64::from(today.year());
        let season = |years: i64| Period::of_months((year + years) * 12 + i64::from(month) - 1, 3);
        let find = |years: &[i64], fits: fn(Period, Date) -> bool| {
            years.iter().filter_map(|&years| season(years)).find(|&season| fits(season, today))
        };
        match which {
            [] => find(&[0, -1, -2], |season, today| season.from <= today),
            [Last] | [Past] | [This, Past] => find(&[0, -1, -2], |season, today| season.to < today),
            [This] => find(&[-1, 0], |season, today| season.to >= today).or_else(|| season(0)),
            [Next] | [This, Next] => find(&[0, 1], |season, today| season.from > today),
            _ => None,
        }
    }

    /// The last quarter or half of a year with this place that has begun.
    fn part_of_year(self, place: u32, unit: Unit) -> Option<Period> {
        let today = self.today()?;
        let of = |years| part_of(self.around(Unit::Year, years)?, place, unit);
        of(0).filter(|part| part.from <= today).or_else(|| of(-1))
    }
}

/// How far a unit told by this word is from the article's.
fn offset(which: Sign) -> Option<i64> {
    match which {
        Last => Some(-1),
        This => Some(0),
        Next => Some(1),
        _ => None,
    }
}
