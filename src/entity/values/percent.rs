//! Percentages: "70%", "5.5 percent", "two per cent", "5 percentage points", "25 basis points".

use super::number::{Number, is_range, number, single, with_sign};
use super::{Pattern, before};
use crate::entity::Label;
use crate::entity::line::Line;
use crate::span::Span;

pub(super) fn percent(line: &Line, at: usize) -> Option<Pattern> {
    let first = if matches!(line.key(at), "minus" | "plus") && line.spaced(at + 1) { at + 1 } else { at };
    let Some(amount) = number(line, first) else { return part_of_one(line, at) };
    let (end, end_byte) = behind(line, &amount)?;
    let (end, end_byte) = second(line, first, end).unwrap_or((end, end_byte));
    let start = if first > at { line.tokens[at].span.start } else { with_sign(line, &amount).start };
    Some(Pattern::new(at..end, Span { start, end: end_byte }, Label::Percent))
}

/// The end of the percentage, in tokens and bytes, if a sign or word for it follows `amount`.
fn behind(line: &Line, amount: &Number) -> Option<(usize, u32)> {
    let end = amount.tokens.end;
    if matches!(amount.unit, "pc" | "pct") {
        return Some((end, line.tokens[end - 1].span.end));
    }
    if !amount.unit.is_empty() {
        return None;
    }
    let behind = line.behind(end - 1);
    let space = behind.len() - behind.trim_start_matches([' ', '\u{a0}', '\u{202f}']).len();
    if space < 4 && behind[space..].starts_with('%') {
        return Some((end, amount.span.end + space as u32 + 1));
    }
    let last = word(line, end).or_else(|| {
        // "half of one percent", "0.2 of a percentage point"
        let of = line.key(end) == "of" && matches!(line.key(end + 1), "a" | "one" | "1");
        word(line, end + 2).filter(|_| of)
    })?;
    Some((last, line.tokens[last - 1].span.end))
}

/// The end of a word for percentages at `at`.
fn word(line: &Line, at: usize) -> Option<usize> {
    match (line.key(at), line.key(at + 1)) {
        ("percent" | "pct" | "percents" | "bps", _) => Some(at + 1),
        ("per", "cent") | ("percentage" | "basis", "point" | "points") => Some(at + 2),
        _ => None,
    }
}

/// "half a percentage point", "quarter of a percent", and "percentage point" after "a".
fn part_of_one(line: &Line, at: usize) -> Option<Pattern> {
    let end = match line.key(at) {
        "half" | "quarter" | "third" | "tenth" | "fraction" => {
            let article = if line.key(at + 1) == "of" { at + 2 } else { at + 1 };
            word(line, article + 1).filter(|_| matches!(line.key(article), "a" | "one" | "1"))
        }
        "percentage" => {
            let one = matches!(before(line, at), "a" | "full");
            word(line, at).filter(|_| one)
        }
        _ => None,
    }?;
    Some(Pattern::new(at..end, line.span(at..end), Label::Percent))
}

/// The end of "to 15%" or "-15%" at `at`, behind a percentage that begins at `first`.
fn second(line: &Line, first: usize, at: usize) -> Option<(usize, u32)> {
    if matches!(line.gap(at), "%-" | "%–") {
        return behind(line, &single(line, at)?);
    }
    let to = line.key(at) == "to" && line.spaced(at + 1) && is_range(line, first);
    behind(line, &single(line, at + 1).filter(|_| to)?)
}
