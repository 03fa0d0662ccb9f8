//! Dates, and the stretches between two: "June 5", "Monday through Friday", "January to March 2024".

use super::day::{month, weekday};
use super::part;
use super::year::{decade, short_year, year};
use super::{Pattern, before};
use crate::entity::Label;
use crate::entity::line::Line;

pub(super) fn date(line: &Line, at: usize) -> Option<Pattern> {
    let end = part::date(line, at)?;
    let end = second(line, at, end).unwrap_or(end);
    let mut span = line.span(at..end);
    // "'90s" and "'78" begin with their apostrophe, "Sept." ends with its stop.
    if decade(line, at).is_some() && line.word(at).len() == 3 || short_year(line, at).is_some() {
        let ahead = line.ahead(at);
        let mark = ahead.chars().next_back().filter(|c| matches!(c, '\'' | '’' | '‘'));
        span.start -= mark.map_or(0, |mark| mark.len_utf8() as u32);
    }
    let short = month(line, end - 1)
        && line.word(end - 1).len() < 5
        && !matches!(line.key(end - 1), "may" | "june" | "july");
    let goes_on = line.tokens.get(end).is_some_and(|next| !next.first);
    if short && goes_on && line.gap(end).starts_with('.') {
        span.end += 1;
    }
    Some(Pattern::new(at..end, span, Label::Date))
}

/// What a date begins with: dates of one kind are joined.
#[derive(PartialEq)]
enum Kind {
    Weekday,
    Month,
    Year,
    Decade,
}

fn kind(line: &Line, at: usize) -> Option<Kind> {
    let day_first = month(line, at + 1) || month(line, at + 2) && line.key(at + 1) == "of";
    if weekday(line, at) {
        Some(Kind::Weekday)
    } else if month(line, at) || day_first {
        Some(Kind::Month)
    } else if year(line, at).is_some() {
        Some(Kind::Year)
    } else {
        decade(line, at).map(|_| Kind::Decade)
    }
}

/// The end of "through Friday", "-March" or "to 2002" at `at`, behind a date that begins at `first`. After "from"
/// and "between" there are two dates.
fn second(line: &Line, first: usize, at: usize) -> Option<usize> {
    let next = match line.gap(at) {
        "-" | "–" | " – " | " - " => at,
        " " if matches!(line.key(at), "to" | "through" | "thru") && line.spaced(at + 1) => at + 1,
        _ => return None,
    };
    let two = matches!(before(line, first), "from" | "between");
    let same = kind(line, first).filter(|first| kind(line, next).as_ref() == Some(first))?;
    // A dash with spaces between years divides clauses.
    let divides = next == at && line.gap(at).starts_with(' ') && same == Kind::Year;
    if two || divides { None } else { part::whole(line, next) }
}
