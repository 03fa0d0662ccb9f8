//! Years and what they are counted in, and periods told by their place in another: "2003–2009", "1990s", "19th
//! century", "first quarter of 2024", "last three months of 2008", "third Monday of January".

use super::super::calendar::{Period, Unit, later, weekday};
use super::super::sign::Sign::{self, *};
use super::Seen;

impl Seen {
    pub(super) fn of_years(self, signs: &[Sign]) -> Option<Period> {
        let years = |first: u32, last: u32| Period::of_years(i64::from(first), i64::from(last));
        match *signs {
            [Number(year)] | [Unit(Unit::Year), Number(year)] if year > 31 => years(year, year),
            [ShortYear(year)] => years(year, year),
            [Number(first), To, Number(last)] if first > 999 => {
                // "2009/10", "1999-00"
                let short = first / 100 * 100 + last;
                let last = match last {
                    100.. => last,
                    _ if short < first => short + 100,
                    _ => short,
                };
                years(first, last)
            }
            [Decade(first)] => years(first, first + 9),
            [Decade(first), To | And, Decade(last)] => years(first, last + 9),
            [Ordinal(place), Unit(unit @ (Unit::Century | Unit::Millennium))] => of_era(place, place, unit),
            [Ordinal(first), To | And, Ordinal(last), Unit(unit @ (Unit::Century | Unit::Millennium))] => {
                of_era(first, last, unit)
            }
            _ => None,
        }
    }

    pub(super) fn by_place(self, signs: &[Sign]) -> Option<Period> {
        let (within, whole): (&[Sign], &[Sign]) = match *signs {
            [Last | Final | Ordinal(1), Number(_), Unit(_), ref whole @ ..] => (&signs[..3], whole),
            [Last | Final | Ordinal(_), Unit(_) | Weekday(_), ref whole @ ..] => (&signs[..2], whole),
            [QuarterOf(_), ref whole @ ..] => (&signs[..1], whole),
            _ => return None,
        };
        let whole = self.inner(whole)?;
        match *within {
            [Ordinal(place), Weekday(day)] => {
                let first = later(whole.from, (day - weekday(whole.from)).rem_euclid(7))?;
                let found = later(first, 7 * (i64::from(place) - 1))?;
                (whole.from <= found && found <= whole.to).then_some(Period::day(found))
            }
            [Last | Final, Weekday(day)] => {
                let found = later(whole.to, -(weekday(whole.to) - day).rem_euclid(7))?;
                (whole.from <= found).then_some(Period::day(found))
            }
            [QuarterOf(place)] => part_of(whole, place, Unit::Quarter),
            [Ordinal(place), Unit(unit)] => part_of(whole, place, unit),
            [Ordinal(_), Number(units), Unit(unit)] => {
                let to = later(unit.moved(whole.from, i64::from(units))?, -1)?;
                Period::between(whole.from, to.min(whole.to))
            }
            [Last | Final, Unit(unit)] => last_of(whole, 1, unit),
            [Last | Final, Number(units), Unit(unit)] => last_of(whole, i64::from(units), unit),
            _ => None,
        }
    }
}

/// From the century `first` to the century `last`: the 19th is 1801 to 1900.
fn of_era(first: u32, last: u32, unit: Unit) -> Option<Period> {
    let years = unit.months()? / 12;
    Period::of_years((i64::from(first) - 1) * years + 1, i64::from(last) * years)
}

/// The unit with the number `place`, from 1, in `whole`. A half is one of the whole, whatever that is.
pub(super) fn part_of(whole: Period, place: u32, unit: Unit) -> Option<Period> {
    let before = i64::from(place) - 1;
    if unit == Unit::HalfYear {
        let (first, months) = whole.months().filter(|_| (0..2).contains(&before))?;
        return Period::of_months(first + before * (months / 2), months / 2);
    }
    let (from, next) = (unit.moved(whole.from, before)?, unit.moved(whole.from, before + 1)?);
    let to = later(next, -1)?;
    (whole.from <= from && to <= whole.to).then_some(Period { from, to })
}

/// The last `count` units of `whole`.
fn last_of(whole: Period, count: i64, unit: Unit) -> Option<Period> {
    let from = unit.moved(later(whole.to, 1)?, -count)?;
    (whole.from <= from).then_some(())?;
    Period::between(from, whole.to)
}
