//! Years and what they are counted in: "2009", "2003–2009", "fiscal 2024", "1990s", "44 BC", "19th century".

use super::before;
use super::count::is_numbered;
use super::day::month;
use super::number::{ordinal, plain};
use super::which::which_unit;
use super::words::Words;
use crate::entity::gazetteer::{FUNCTION, UNIT};
use crate::entity::line::{Line, Shape};

/// The end of the year at `at`: four digits of a year that news may name.
pub(super) fn year(line: &Line, at: usize) -> Option<usize> {
    plain(line, at).filter(|year| (1000..2100).contains(year) && line.word(at).len() == 4).map(|_| at + 1)
}

/// The end of a date with the year that may follow it: "2010", "of 2010", "'69", "of last year".
pub(super) fn with_year(line: &Line, end: usize) -> usize {
    let year_at = if line.key(end) == "of" { end + 1 } else { end };
    let near = matches!(line.gap(year_at), " " | ", " | ". " | "., " | "-" | "\u{a0}");
    if let Some(year) = year(line, year_at).filter(|_| near && !is_counting(line, year_at)) {
        return era(line, year).unwrap_or(year);
    }
    let short = matches!(line.gap(year_at), " '" | " ’" | " ‘") && line.word(year_at).len() == 2;
    if short && plain(line, year_at).is_some() {
        return year_at + 1;
    }
    let relative = which_unit(line, year_at, "year").filter(|_| line.spaced(end) && line.spaced(year_at));
    relative.unwrap_or(end)
}

/// "2009", "year 2000", "2003–2009", "2023-24 school year", "2024 season".
pub(super) fn year_alone(line: &Line, at: usize) -> Option<usize> {
    if line.key(at) == "year" && line.spaced(at + 1) && !line.is_capital(at) {
        return year(line, at + 1);
    }
    let end = year(line, at)?;
    let value = plain(line, at)?;
    let named =
        at > 0 && matches!(line.gap(at), "-" | "–") && line.is_capital(at - 1) && !month(line, at - 1);
    if named || line.gap(end).starts_with([':', '%']) || is_counting(line, at) || is_numbered(line, at) {
        return None;
    }
    if let Some(end) = era(line, end) {
        return Some(end);
    }
    let old = value < 1800 && !line.gap(at).ends_with('(');
    if old && !is_old(line, at, value) {
        return None;
    }
    let ranged = matches!(line.gap(end), "-" | "–" | "/" | " – " | " - ");
    let short =
        plain(line, end).is_some() && line.word(end).len() == 2 && !matches!(line.gap(end), " – " | " - ");
    let end = if ranged && (year(line, end).is_some() || short) { end + 1 } else { end };
    Some(term(line, end).unwrap_or(end))
}

/// Whether a number that may be a year long ago is one here.
fn is_old(line: &Line, at: usize, value: u32) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |before| line.key(before));
    let sum = matches!(before(2), "total" | "number" | "sum" | "average" | "toll" | "tally" | "record");
    BEFORE_OLD.hold(before(1)) || value >= 1500 && matches!(before(1), "of" | "from") && !sum
}

/// Words before a number that make it a year however long ago that was.
const BEFORE_OLD: Words =
    Words("in since circa ca born died until during early late before after year between");

/// What is counted in numbers that look like years.
const COUNTED: Words = Words(
    "people men women children troops soldiers deaths jobs homes houses workers employees students \
      migrants refugees passengers victims votes seats points others more hours days members cases \
      police fighters villagers",
);

/// Whether the number at `at` counts what follows it, and is no year: "1500 jobs".
pub(super) fn is_counting(line: &Line, at: usize) -> bool {
    let next = at + 1;
    let round = plain(line, at).is_some_and(|value| value % 50 == 0 || value < 1000);
    let things = line.key(next).ends_with('s') && !line.is(next, FUNCTION);
    let counts = round && things || COUNTED.hold(line.key(next)) || line.is(next, UNIT);
    line.spaced(next) && line.shape(next) == Shape::Small && counts
}

/// The end of "season", "school year", "fiscal year" at `at`, behind a year.
fn term(line: &Line, at: usize) -> Option<usize> {
    let kind = is_kind_of_year(line.key(at));
    let noun = if kind { at + 1 } else { at };
    let follows = line.spaced(at) && line.spaced(noun);
    let fits = line.key(noun) == "season" || kind && line.key(noun) == "year";
    (follows && fits && !line.is_capital(noun)).then_some(noun + 1)
}

/// Words that tell one kind of year from the others.
pub(super) fn is_kind_of_year(key: &str) -> bool {
    matches!(
        key,
        "fiscal" | "financial" | "school" | "academic" | "calendar" | "tax" | "marketing" | "budget"
    )
}

/// "fiscal 2024", "fiscal year 2024", "FY2024", "FY 2024", "financial year 2023-24".
pub(super) fn fiscal(line: &Line, at: usize) -> Option<usize> {
    let word = line.word(at);
    if let Some(digits) = word.strip_prefix("FY") {
        let year = matches!(digits.len(), 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit());
        let spaced = digits.is_empty() && line.spaced(at + 1);
        return if year { Some(at + 1) } else { year_alone(line, at + 1).filter(|_| spaced) };
    }
    if !is_kind_of_year(line.key(at)) || !matches!(line.gap(at + 1), " " | "-") {
        return None;
    }
    let unit = matches!(line.key(at + 1), "year" | "years");
    if unit && !line.is_capital(at + 1) {
        let follows = line.spaced(at + 2);
        let end = year_alone(line, at + 2).filter(|_| follows).unwrap_or(at + 2);
        return (at + 2 < end || line.key(at) != "tax").then_some(end);
    }
    year_alone(line, at + 1).filter(|_| line.key(at) == "fiscal")
}

/// "'78" after "in", "of" or the like.
pub(super) fn short_year(line: &Line, at: usize) -> Option<usize> {
    let marked = matches!(line.gap(at), " '" | " ’" | " ‘");
    let placed = matches!(
        before(line, at),
        "in" | "of" | "since" | "until" | "by" | "from" | "during" | "after" | "before"
    );
    (marked && placed && line.word(at).len() == 2 && plain(line, at).is_some()).then_some(at + 1)
}

/// "1990s", "'90s", "his 40s", "her early thirties".
pub(super) fn decade(line: &Line, at: usize) -> Option<usize> {
    let placed = || {
        matches!(
            before(line, at),
            "the" | "his" | "her" | "their" | "my" | "our" | "your" | "early" | "mid" | "late" | "and"
        )
    };
    let spelt = matches!(
        line.key(at),
        "twenties" | "thirties" | "forties" | "fifties" | "sixties" | "seventies" | "eighties" | "nineties"
    );
    if spelt {
        return placed().then_some(at + 1);
    }
    let digits = line.word(at).strip_suffix('s')?;
    let whole =
        matches!(digits.len(), 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit()) && digits.ends_with('0');
    let marked = digits.len() == 4 || digits > "10" && (line.gap(at).ends_with(['\'', '’', '‘']) || placed());
    (whole && marked).then_some(at + 1)
}

/// "19th century", "twentieth and 21st centuries", "fifth century BC".
pub(super) fn century(line: &Line, at: usize) -> Option<usize> {
    let mut end = ordinal(line, at)?;
    if matches!(line.key(end), "and" | "to" | "or") {
        let second =
            ordinal(line, end + 1).filter(|&second| matches!(line.key(second), "centuries" | "century"));
        end = second.unwrap_or(end);
    }
    let unit = matches!(line.key(end), "century" | "centuries" | "millennium");
    (unit && matches!(line.gap(end), " " | "-")).then(|| era(line, end + 1).unwrap_or(end + 1))
}

/// "44 BC", "300 BCE", "AD 70".
pub(super) fn of_era(line: &Line, at: usize) -> Option<usize> {
    if matches!(line.word(at), "AD" | "A.D." | "A.D") && line.spaced(at + 1) {
        return plain(line, at + 1).map(|_| at + 2);
    }
    let digits = line.word(at).bytes().all(|b| b.is_ascii_digit() || b == b',');
    era(line, at + 1).filter(|_| digits && line.shape(at) == Shape::Digits)
}

/// The end of "BC" or "AD" at `at`.
fn era(line: &Line, at: usize) -> Option<usize> {
    let era = matches!(line.word(at), "BC" | "BCE" | "AD" | "CE" | "B.C." | "A.D." | "B.C" | "A.D");
    (era && line.spaced(at)).then_some(at + 1)
}
