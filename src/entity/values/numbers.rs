//! Numbers as they are written: "13.5m", "1,000", "twenty-five", "two to three", "several hundred".

use crate::entity::gazetteer::{FEW, NUMBER, ORDINAL, SCALE, SCALES};
use crate::entity::line::{Line, Shape};
use crate::span::Span;
use std::ops::Range;

/// A number: the tokens it takes, and what tells it from others.
pub(super) struct Number {
    pub tokens: Range<usize>,
    /// Without the letters of a unit that the last token holds.
    pub span: Span,
    /// The letters after the digits of the last token, in small letters: "km" of "5km".
    pub unit: &'static str,
    /// Whether it holds a word like "million" or its abbreviation.
    pub scaled: bool,
}

/// Units that are written right after the digits.
const GLUED_UNITS: &[&str] = &[
    "km", "kg", "cm", "mm", "mph", "kph", "mw", "gw", "kw", "ft", "lb", "lbs", "ha", "am", "pm", "gb", "mb",
    "tb",
];
const GLUED_SCALES: &[&str] = &["m", "mn", "bn", "b", "k", "tn", "t"];

/// No number in words is longer than this, and no text is read over and over for one.
const MOST_WORDS: usize = 12;

/// The number or the range of numbers that begins at `at`.
pub(super) fn number(line: &Line, at: usize) -> Option<Number> {
    let first = single(line, at)?;
    let next = first.tokens.end;
    let second = match line.gap(next) {
        "-" | "–" | "—" | "/" | " - " | " – " if first.unit.is_empty() => single(line, next),
        " " if matches!(line.key(next), "to" | "or") && line.spaced(next + 1) => single(line, next + 1)
            .filter(|second| {
                line.is(
                    second.tokens.end,
                    crate::entity::gazetteer::DAY_PERIOD
                        | crate::entity::gazetteer::CLOCK_PERIOD
                        | crate::entity::gazetteer::UNIT
                        | crate::entity::gazetteer::CURRENCY,
                ) || second.scaled
            }),
        _ => None,
    };
    Some(match second {
        Some(second) => Number {
            tokens: at..second.tokens.end,
            span: Span { start: first.span.start, end: second.span.end },
            ..second
        },
        None => first,
    })
}

/// One number, in digits or in words.
fn single(line: &Line, at: usize) -> Option<Number> {
    if line.shape(at) == Shape::Digits {
        return digits(line, at);
    }
    let tens = line.key(at) == "tens" && line.key(at + 1) == "of" && line.is(at + 2, SCALES);
    if tens || line.is(at, SCALES) {
        return Some(words(line, at, end_of_scales(line, at + 1)));
    }
    if line.is(at, NUMBER) {
        return Some(words(line, at, end_of_words(line, at + 1)));
    }
    if line.key(at) == "half" && line.key(at + 1) == "a" && line.is(at + 2, SCALE) {
        return Some(words(line, at, at + 3));
    }
    let few = matches!(line.key(at), "several" | "few" | "a" | "one" | "many");
    if few && line.spaced(at + 1) && line.is(at + 1, SCALE) {
        let start = if line.key(at) == "a" { at + 1 } else { at };
        return Some(words(line, start, end_of_words(line, at + 1)));
    }
    None
}

fn words(line: &Line, start: usize, end: usize) -> Number {
    let scaled = (start..end).any(|at| line.is(at, SCALE | SCALES));
    Number { tokens: start..end, span: line.span(start..end), unit: "", scaled }
}

/// "tens of thousands", "hundreds of millions".
fn end_of_scales(line: &Line, mut end: usize) -> usize {
    let most = end + MOST_WORDS;
    while end < most && line.key(end) == "of" && line.is(end + 1, SCALES) {
        end += 2;
    }
    end
}

/// The end of number words that go on at `end`: "-five hundred and six".
fn end_of_words(line: &Line, mut end: usize) -> usize {
    let most = end + MOST_WORDS;
    while end < most {
        let joined = matches!(line.gap(end), " " | "-" | "\u{a0}" | "‑");
        if joined && line.is(end, NUMBER | SCALE) {
            end += 1;
        } else if joined && line.key(end) == "and" && line.is(end - 1, SCALE) && line.is(end + 1, NUMBER) {
            end += 2;
        } else {
            break;
        }
    }
    end
}

fn digits(line: &Line, at: usize) -> Option<Number> {
    let word = line.word(at);
    let letters = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    let (digits, suffix) = word.split_at(letters.unwrap_or(word.len()));
    let known = |list: &[&'static str]| list.iter().copied().find(|unit| unit.eq_ignore_ascii_case(suffix));
    let start = line.tokens[at].span.start;
    let (unit, mut scaled, bytes) = if suffix.is_empty() {
        ("", false, word.len())
    } else if known(GLUED_SCALES).is_some() {
        ("", true, word.len())
    } else {
        (known(GLUED_UNITS)?, false, digits.len())
    };
    let mut end = at + 1;
    let mut span = Span { start, end: start + bytes as u32 };
    if suffix.is_empty() {
        while end < at + MOST_WORDS
            && matches!(line.gap(end), " " | "-" | "\u{a0}")
            && line.is(end, SCALE | SCALES)
        {
            end += 1;
            scaled = true;
            span.end = line.tokens[end - 1].span.end;
        }
    }
    Some(Number { tokens: at..end, span, unit, scaled })
}

/// The ordinal number that begins at `at`: "20th", "third", "twenty-first". Its end.
pub(super) fn ordinal(line: &Line, at: usize) -> Option<usize> {
    if line.is(at, ORDINAL) {
        return Some(at + 1);
    }
    if line.shape(at) == Shape::Digits {
        let word = line.word(at);
        let suffix = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
        let fits = ["st", "nd", "rd", "th"].iter().any(|ending| ending.eq_ignore_ascii_case(suffix));
        return fits.then_some(at + 1);
    }
    let compound = line.is(at, NUMBER) && line.gap(at + 1) == "-" && line.is(at + 1, ORDINAL);
    compound.then_some(at + 2)
}

/// The value of a token of at most four digits and nothing else.
pub(super) fn plain(line: &Line, at: usize) -> Option<u32> {
    let word = line.word(at);
    let plain = (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| word.bytes().fold(0, |value, b| value * 10 + u32::from(b - b'0')))
}

/// The end of an indefinite amount that begins at `at`: "several", "a few", "a couple of".
pub(super) fn few(line: &Line, at: usize) -> Option<usize> {
    if !line.is(at, FEW) {
        return None;
    }
    if line.key(at) != "couple" {
        return Some(at + 1);
    }
    (line.key(at + 1) == "of").then_some(at + 2)
}
