//! Times by the clock: "8:30 a.m.", "5pm", "8.30 p.m. to 10 p.m.", "0830 GMT", "noon", "half past five".

use super::Pattern;
use super::number::{is_range, plain};
use crate::entity::Label;
use crate::entity::gazetteer::{FUNCTION, MONTH, NUMBER, WEEKDAY};
use crate::entity::line::{Line, Shape};

/// A time of day, or the stretch between two.
pub(super) fn clock(line: &Line, at: usize) -> Option<Pattern> {
    let end = moment(line, at).or_else(|| hours_before(line, at))?;
    let end = second(line, at, end).unwrap_or(end);
    Some(Pattern::new(at..end, line.span(at..end), Label::Time))
}

/// The end of "-10 p.m." or "to 10 p.m." at `at`, behind a time that begins at `first`.
fn second(line: &Line, first: usize, at: usize) -> Option<usize> {
    match line.gap(at) {
        "-" | "–" | " - " | " – " => moment(line, at),
        _ if line.key(at) == "to" && line.spaced(at + 1) && is_range(line, first) => moment(line, at + 1),
        _ => None,
    }
}

/// The end of "8-10 p.m." or "8 to 10 p.m.", where half of the day stands only once.
fn hours_before(line: &Line, at: usize) -> Option<usize> {
    let hour = plain(line, at).is_some_and(|hour| (1..=12).contains(&hour));
    let next = match line.gap(at + 1) {
        "-" | "–" => at + 1,
        " " if line.key(at + 1) == "to" => at + 2,
        _ => return None,
    };
    moment(line, next).filter(|_| hour && line.shape(next) == Shape::Digits)
}

/// The end of one time of day.
fn moment(line: &Line, at: usize) -> Option<usize> {
    if matches!(line.key(at), "noon" | "midnight" | "midday") {
        let name = line.is_capital(at) && !line.tokens[at].first;
        return (!name).then(|| zone(line, at + 1));
    }
    if line.shape(at) == Shape::Digits {
        return digits(line, at);
    }
    spoken(line, at)
}

fn digits(line: &Line, at: usize) -> Option<usize> {
    let small = |at: usize, most: u32| plain(line, at).is_some_and(|value| value < most);
    let word = line.word(at);
    let letters = word.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.len());
    let (number, letters) = word.split_at(letters);
    if is_half_day(letters) && number.len() <= 5 {
        return Some(zone(line, at + 1));
    }
    let two =
        |at: usize| line.word(at).len() >= 2 && line.word(at).as_bytes()[..2].iter().all(u8::is_ascii_digit);
    let divided = line.gap(at + 1) == ":" && small(at, 25) && two(at + 1) && !is_verse(line, at);
    if divided && plain(line, at + 1).is_some_and(|minute| minute < 60) {
        let seconds = line.gap(at + 2) == ":" && small(at + 2, 60);
        let end = if seconds { at + 3 } else { at + 2 };
        let half = half_day(line, end).or_else(|| of_the_morning(line, end));
        return Some(half.unwrap_or_else(|| zone(line, end)));
    }
    if divided && is_half_day(&line.word(at + 1)[2..]) {
        return Some(zone(line, at + 2));
    }
    let dotted = number.len() <= 5
        && number
            .split_once('.')
            .is_some_and(|(hour, minute)| minute.len() == 2 && (1..3).contains(&hour.len()));
    if small(at, 25) || dotted && letters.is_empty() {
        let o_clock = line.key(at + 1) == "o'clock" && line.spaced(at + 1);
        let half = half_day(line, at + 1).or_else(|| o_clock.then(|| zone(line, at + 2)));
        if let Some(end) = half.or_else(|| in_the_morning(line, at)) {
            return Some(end);
        }
    } else if number.len() != 4 || number.as_bytes()[2] >= b'6' {
        return None;
    }
    // "0830 GMT", "2000GMT", "7 GMT"
    let zoned = zone(line, at + 1);
    let is_zoned = zoned > at + 1 && letters.is_empty() || matches!(letters, "GMT" | "UTC");
    is_zoned.then_some(zoned)
}

/// "John 3:16" names a verse.
fn is_verse(line: &Line, at: usize) -> bool {
    let book = at > 0 && line.spaced(at) && line.is_capital(at - 1) && !line.tokens[at - 1].first;
    book && !line.is(at - 1, MONTH | WEEKDAY | FUNCTION)
}

fn is_half_day(letters: &str) -> bool {
    matches!(letters, "am" | "pm" | "AM" | "PM" | "a.m" | "p.m" | "a.m." | "p.m.")
}

/// The end of "a.m.", "pm" or "noon" at `at`, with the zone behind it.
fn half_day(line: &Line, at: usize) -> Option<usize> {
    let half = matches!(line.key(at), "am" | "pm" | "noon" | "midnight");
    (half && matches!(line.gap(at), " " | "" | "\u{a0}" | "\u{202f}")).then(|| zone(line, at + 1))
}

const ZONES: &[&str] = &[
    "GMT", "UTC", "EST", "EDT", "PST", "PDT", "CST", "CDT", "MST", "MDT", "CET", "CEST", "BST", "IST", "EAT",
    "WAT", "JST", "AEST", "AEDT", "MSK", "SGT", "HKT", "ET", "PT", "CT", "ECT",
];

/// The end of the zone at `at`, or `at`: "GMT", "local time", "Eastern".
fn zone(line: &Line, at: usize) -> usize {
    if !line.spaced(at) {
        return at;
    }
    if ZONES.contains(&line.word(at)) {
        return at + 1;
    }
    let region =
        line.is_capital(at) && matches!(line.key(at), "eastern" | "pacific" | "central" | "mountain");
    let standard = matches!(line.key(at + 1), "standard" | "daylight" | "european" | "summer");
    let time = if region && standard { at + 2 } else { at + 1 };
    if line.key(time) == "time" && (region || line.key(at) == "local") {
        time + 1
    } else if region && !line.is_capital(at + 1) {
        at + 1
    } else {
        at
    }
}

/// "five o'clock", "half past five", "quarter to nine", "nine in the morning".
fn spoken(line: &Line, at: usize) -> Option<usize> {
    if line.is(at, NUMBER) && line.key(at + 1) == "o'clock" {
        return Some(zone(line, at + 2));
    }
    let part = matches!(line.key(at), "half" | "quarter");
    let past = line.key(at + 1) == "past" || line.key(at + 1) == "to" && line.key(at) == "quarter";
    let hour = line.is(at + 2, NUMBER) || plain(line, at + 2).is_some_and(|hour| (1..=12).contains(&hour));
    if part && past && hour && line.spaced(at + 2) {
        return Some(half_day(line, at + 3).unwrap_or(at + 3));
    }
    in_the_morning(line, at)
}

/// The end of "nine in the morning", "10 at night", after a word that dates.
fn in_the_morning(line: &Line, at: usize) -> Option<usize> {
    let hour = line.is(at, NUMBER) || plain(line, at).is_some_and(|hour| (1..=12).contains(&hour));
    let dating = at > 0
        && matches!(
            line.key(at - 1),
            "at" | "by" | "until" | "till" | "about" | "around" | "since" | "after" | "before"
        );
    if !hour || !dating {
        return None;
    }
    of_the_morning(line, at + 1)
}

/// The end of "in the morning", "at night" at `at`.
fn of_the_morning(line: &Line, at: usize) -> Option<usize> {
    match (line.key(at), line.key(at + 1), line.key(at + 2)) {
        ("in", "the", "morning" | "afternoon" | "evening") => Some(at + 3),
        ("at", "night", _) => Some(at + 2),
        _ => None,
    }
}
