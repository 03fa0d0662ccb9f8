//! Numbers with their unit of measure: "10 km", "5kg", "200-mile", "three square miles", "38°C", "6ft 2in".

use super::number::{Number, few, joined, number, with_sign};
use super::words::Words;
use super::{Pattern, before};
use crate::entity::Label;
use crate::entity::gazetteer::{CLOCK_PERIOD, DAY_PERIOD, SCALES, UNIT};
use crate::entity::line::Line;
use crate::span::Span;

/// What stands behind "100m" where it is a length, not a hundred million.
const RUN: Words = Words(
    "race races sprint final freestyle hurdles backstroke breaststroke butterfly relay medley dash \
      steeplechase long high tall deep wide away above below from title gold heats crown",
);

pub(super) fn quantity(line: &Line, at: usize) -> Option<Pattern> {
    let first = if line.key(at) == "minus" && line.spaced(at + 1) { at + 1 } else { at };
    let Some(amount) = number(line, first) else { return indefinite(line, at) };
    let (end, end_byte) = measured(line, &amount)?;
    let (end, end_byte) = smaller_unit(line, end).unwrap_or((end, end_byte));
    let start = if first > at { line.tokens[at].span.start } else { with_sign(line, &amount).start };
    Some(Pattern::new(at..end, Span { start, end: end_byte }, Label::Quantity))
}

/// The end of the quantity, in tokens and bytes, if a unit follows `amount`.
fn measured(line: &Line, amount: &Number) -> Option<(usize, u32)> {
    let end = amount.tokens.end;
    let last = line.tokens[end - 1].span.end;
    match amount.unit {
        "am" | "pm" | "pc" | "pct" | "p" => return None,
        "" => {}
        _ => return Some(rate(line, end, last)),
    }
    let behind = line.behind(end - 1);
    if behind.trim_start_matches([' ', '\u{a0}']).starts_with('°') {
        let scale =
            matches!(line.word(end), "C" | "F" | "K") && line.gap(end).ends_with(['°', ' ', '\u{a0}']);
        let degree = last + (behind.find('°').expect("the sign was just seen") + '°'.len_utf8()) as u32;
        return Some(if scale { (end + 1, line.tokens[end].span.end) } else { (end, degree) });
    }
    if is_length(line, amount) {
        return Some((end, last));
    }
    let of = if line.is(end - 1, SCALES) && line.key(end) == "of" { end + 1 } else { end };
    unit(line, of).map(|end| rate(line, end, line.tokens[end - 1].span.end))
}

/// "the 100m", "a 1,500m race": what is else a number of millions.
fn is_length(line: &Line, amount: &Number) -> bool {
    let word = line.word(amount.tokens.end - 1);
    let metres = amount.tokens.len() == 1 && word.ends_with('m') && !word.contains('.');
    let before = before(line, amount.tokens.start);
    let run = RUN.hold(line.key(amount.tokens.end)) && joined(line, amount.tokens.end);
    metres && (run || before == "men" || before == "women")
}

/// The end of the unit at `at`, which follows a number: "square miles", "degrees Celsius", "metric tons".
fn unit(line: &Line, at: usize) -> Option<usize> {
    let kind = matches!(
        line.key(at),
        "square"
            | "cubic"
            | "metric"
            | "nautical"
            | "short"
            | "long"
            | "troy"
            | "sq"
            | "cu"
            | "fluid"
            | "imperial"
    );
    let unit = if kind { at + 1 } else { at };
    let spaced = line.gap(unit) == ". " && matches!(line.key(at), "sq" | "cu");
    if !joined(line, at) || kind && !joined(line, unit) && !spaced {
        return None;
    }
    let measures = line.is(unit, UNIT) || kind && matches!(line.key(unit), "m" | "in");
    if !measures || line.key(unit) == "stone" {
        return None;
    }
    let hours = line.key(unit).contains("watt") && matches!(line.key(unit + 1), "hour" | "hours");
    if hours && joined(line, unit + 1) {
        return Some(unit + 2);
    }
    let scale =
        matches!(line.key(unit + 1), "celsius" | "fahrenheit" | "centigrade") && line.spaced(unit + 1);
    Some(if scale { unit + 2 } else { unit + 1 })
}

/// The end with "per hour", "an hour" or "/h" after the unit that ends before `end`.
fn rate(line: &Line, end: usize, end_byte: u32) -> (usize, u32) {
    let time = CLOCK_PERIOD | DAY_PERIOD;
    let last = match (line.key(end), line.gap(end)) {
        ("per", " ") if line.is(end + 1, time) => end + 2,
        ("an", " ") if line.key(end + 1) == "hour" => end + 2,
        ("h" | "hr" | "hour" | "s" | "sec" | "second" | "day" | "d", "/") => end + 1,
        _ => return (end, end_byte),
    };
    (last, line.tokens[last - 1].span.end)
}

/// "6ft 2in", "five feet 10 inches": the smaller unit that goes on the quantity that ends before `at`.
fn smaller_unit(line: &Line, at: usize) -> Option<(usize, u32)> {
    let larger = line.word(at - 1).trim_start_matches(|c: char| c.is_ascii_digit());
    let smaller = match larger {
        "ft" | "feet" | "foot" => ["in", "inch", "inches"],
        "lb" | "lbs" | "pounds" => ["oz", "ounce", "ounces"],
        _ => return None,
    };
    let amount = number(line, at).filter(|_| joined(line, at))?;
    let end = amount.tokens.end;
    if smaller.contains(&amount.unit) {
        return Some((end, line.tokens[end - 1].span.end));
    }
    let named = amount.unit.is_empty() && joined(line, end) && smaller.contains(&line.key(end));
    // "in" after a space may be the preposition.
    let unit = named && (line.key(end) != "in" || line.key(at - 1) == "ft");
    if unit {
        return Some((end + 1, line.tokens[end].span.end));
    }
    (larger == "foot" && line.gap(at) == "-").then_some((end, amount.span.end))
}

/// "few miles", "several kilometres", "half a mile", "quarter of a mile".
fn indefinite(line: &Line, at: usize) -> Option<Pattern> {
    let amount = match line.key(at) {
        "half" | "quarter" => {
            let of = if line.key(at + 1) == "of" { at + 2 } else { at + 1 };
            if matches!(line.key(of), "a" | "an") { of + 1 } else { of }
        }
        _ => few(line, at)?,
    };
    let many = line.key(at) == "many" || matches!(line.key(amount), "degree" | "degrees");
    let end = unit(line, amount).filter(|_| !many)?;
    Some(Pattern::new(at..end, line.span(at..end), Label::Quantity))
}
