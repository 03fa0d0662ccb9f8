//! Times of day: "8:30 a.m.", "5pm", "noon", "Tuesday night".

use super::Pattern;
use super::dates::weekday;
use super::numbers::plain;
use crate::entity::Label;
use crate::entity::gazetteer::DAY_PART;
use crate::entity::line::{Line, Shape};

/// A time of day: "8:30 am", "5pm", "noon", "Tuesday night", "this morning".
pub(super) fn time(line: &Line, at: usize) -> Option<Pattern> {
    let end = clock(line, at).or_else(|| part_of_day(line, at))?;
    Some(Pattern::new(at..end, line.span(at..end), Label::Time))
}

fn clock(line: &Line, at: usize) -> Option<usize> {
    if matches!(line.key(at), "noon" | "midnight" | "tonight") {
        return Some(at + 1);
    }
    if line.shape(at) != Shape::Digits {
        return None;
    }
    let glued = line.word(at).to_ascii_lowercase();
    let glued = glued.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if matches!(glued, "am" | "pm") {
        return Some(at + 1);
    }
    let small = |at: usize, most: u32| plain(line, at).is_some_and(|value| value < most);
    let minutes = small(at, 25) && line.gap(at + 1) == ":" && line.word(at + 1).len() >= 2;
    let mut end = at + 1;
    if minutes && small(at + 1, 60) {
        end = at + 2;
        if line.gap(end) == ":" && small(end, 60) {
            end += 1;
        }
    }
    let half_day = |at: usize| {
        matches!(line.key(at), "am" | "pm" | "noon" | "midnight")
            && matches!(line.gap(at), " " | "" | "\u{a0}")
    };
    let glued = minutes.then(|| line.key(at + 1).trim_start_matches(|c: char| c.is_ascii_digit()));
    if minutes && matches!(glued, Some("am" | "pm")) {
        return Some(zone(line, at + 2));
    }
    if half_day(end) || line.key(end) == "o'clock" {
        return Some(zone(line, end + 1));
    }
    if end > at + 1 {
        return Some(zone(line, end));
    }
    let military = line.word(at).len() == 4 && matches!(line.key(at + 1), "gmt" | "utc");
    military.then_some(at + 2)
}

fn zone(line: &Line, at: usize) -> usize {
    let zone = line.spaced(at)
        && matches!(line.word(at), "GMT" | "UTC" | "EST" | "EDT" | "PST" | "PDT" | "CET" | "BST" | "ET");
    if zone { at + 1 } else { at }
}

/// "Tuesday night", "this morning", "last night", "Friday's evening".
fn part_of_day(line: &Line, at: usize) -> Option<usize> {
    let when = weekday(line, at)
        || matches!(line.key(at), "this" | "last" | "that" | "yesterday" | "tomorrow" | "every");
    let (modified, end) = match line.key(at + 1) {
        "early" | "late" => (true, at + 2),
        _ => (false, at + 1),
    };
    let spaced = line.spaced(at + 1) && (!modified || line.spaced(at + 2));
    (when && spaced && line.is(end, DAY_PART) && !line.is_capital(end)).then_some(end + 1)
}
