//! Days as pages write them.

use crate::corpus::Date;

/// The months by the first letters of their names in English, German, French, Spanish, Portuguese,
/// Italian and Dutch. Of two that fit the longer one is meant.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "jän"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrz", "maa"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag", "mei"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "out", "ott"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// Words between a day, a month and a year: "23 de agosto de 2019".
const BETWEEN: &[&str] = &["de", "del", "of"];

/// The first day that `text` tells, if it does so without doubt: `2019-08-23T10:00`, `20190823`,
/// "Fri, 23 Aug 2019", "August 23, 2019", "23.8.2019".
pub(super) fn day(text: &str) -> Option<Date> {
    let is_between = |c: char| !c.is_alphanumeric() || matches!(c, '年' | '月' | '日' | '년' | '월' | '일');
    let parts: Vec<&str> = text.split(is_between).filter(|part| !part.is_empty()).take(12).collect();
    let by_name = || (0..parts.len()).find_map(|at| by_month_name(&parts, at));
    by_digits(text, &parts).or_else(by_name)
}

/// A day in digits at the start of `text`.
fn by_digits(text: &str, parts: &[&str]) -> Option<Date> {
    let first = *parts.first()?;
    if first.len() == 8 && text.trim().len() >= 8 {
        return date(first.get(..4)?, first.get(4..6)?, first.get(6..)?);
    }
    let [_, second, third, ..] = parts else { return None };
    if first.len() == 4 {
        return date(first, second, until_time(third));
    }
    let written_with_dots = text.trim_start().get(first.len()..)?.starts_with('.');
    let last = number(third, 4)?;
    match (number(first, 2)?, number(second, 2)?) {
        (day, month) if written_with_dots || day > 12 => new(last, month, day),
        (month, day) if day > 12 => new(last, month, day),
        _ => None,
    }
}

/// `23T10` is the 23rd.
fn until_time(part: &str) -> &str {
    part.split(['T', 't']).next().unwrap_or(part)
}

fn by_month_name(parts: &[&str], at: usize) -> Option<Date> {
    let month = month(parts[at])?;
    let skip = |part: &&&str| !BETWEEN.contains(&part.to_lowercase().as_str());
    let before = parts[..at].iter().rev().find(skip).and_then(|part| day_number(part));
    let mut after = parts[at + 1..].iter().filter(skip);
    let next = after.next()?;
    match before {
        Some(day) => new(number(next, 4)?, month, day),
        None => new(number(after.next()?, 4)?, month, day_number(next)?),
    }
}

fn month(name: &str) -> Option<u16> {
    let name = name.to_lowercase();
    let fits = |starts: &[&str]| {
        starts.iter().filter(|start| name.starts_with(**start)).map(|start| start.len()).max()
    };
    let fitting = MONTHS.iter().zip(1..).filter_map(|(starts, month)| Some((fits(starts)?, month)));
    fitting.max_by_key(|(length, _)| *length).map(|(_, month)| month)
}

/// "23", "23rd".
fn day_number(part: &str) -> Option<u16> {
    let digits = part.trim_end_matches(|c: char| c.is_alphabetic());
    (1..=2).contains(&digits.len()).then(|| digits.parse().ok())?
}

fn number(part: &str, digits: usize) -> Option<u16> {
    (part.len() <= digits && (digits < 4 || part.len() == 4)).then(|| part.parse().ok())?
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    new(number(year, 4)?, number(month, 2)?, number(day, 2)?)
}

fn new(year: u16, month: u16, day: u16) -> Option<Date> {
    let known = (1000..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    known.then(|| Date::new(year, month as u8, day as u8))?
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_in_many_forms() {
        let cases = [
            ("2019-08-23T10:00:00+02:00", "2019-08-23"),
            ("2019/8/3", "2019-08-03"),
            ("20190823", "2019-08-23"),
            ("Fri, 23 Aug 2019 10:00:00 GMT", "2019-08-23"),
            ("Published August 23rd, 2019, 5 pm", "2019-08-23"),
            ("23. August 2019", "2019-08-23"),
            ("Le 5 juillet 2019 à 10h", "2019-07-05"),
            ("5 juin 2019", "2019-06-05"),
            ("23 de agosto de 2019", "2019-08-23"),
            ("2019年8月23日", "2019-08-23"),
            ("23.8.2019", "2019-08-23"),
            ("23/8/2019", "2019-08-23"),
            ("8/23/2019", "2019-08-23"),
        ];
        for (text, expected) in cases {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_tells_no_day() {
        for text in
            ["", "8/7/2019", "yesterday", "2019", "12345678", "2019-13-40", "May we all", "March on 5"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
