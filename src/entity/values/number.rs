//! Numbers as they are written: "13.5m", "1,000", "twenty-five", "two to three", "several hundred".

use super::before;
use super::words::Words;
use crate::entity::gazetteer::{
    CLOCK_PERIOD, CURRENCY, CURRENCY_CODE, DAY_PERIOD, FEW, NUMBER, ORDINAL, SCALE, SCALES, UNIT,
};
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

/// What is written right after the digits: units, and the halves of the day.
const GLUED_UNITS: &[&str] = &[
    "km", "kg", "cm", "mm", "mph", "kph", "mw", "gw", "kw", "kwh", "mwh", "gwh", "twh", "ft", "in", "lb",
    "lbs", "oz", "ha", "ml", "mg", "am", "pm", "gb", "mb", "tb", "mhz", "ghz", "bpd", "pc", "pct", "p", "cc",
    "kn", "nm",
];
const GLUED_SCALES: &[&str] = &["m", "mn", "mln", "bn", "bln", "b", "k", "tn", "trn", "t"];

/// No number in words is longer than this, and no text is read over and over for one.
const MOST_WORDS: usize = 12;

/// Words after which "$2 to $5" tells by how much and up to what, not from what to what.
const CHANGES: Words = Words(
    "from up down rose fell rise fall rises falls gained lost added shed jumped dropped climbed slid \
      slipped surged sank eased grew shrank increased decreased declined advanced by soared plunged \
      tumbled between",
);

/// The number or the range of numbers that begins at `at`.
pub(super) fn number(line: &Line, at: usize) -> Option<Number> {
    let first = single(line, at)?;
    let next = first.tokens.end;
    let second = match line.gap(next) {
        "-" | "–" | "/" if first.unit.is_empty() => single(line, next),
        " " if is_joining(line, at, next) && line.spaced(next + 1) => {
            single(line, next + 1).filter(|second| second.scaled || is_measured(line, second.tokens.end))
        }
        _ => None,
    };
    Some(second.map_or(first, |second| Number {
        tokens: at..second.tokens.end,
        span: Span { start: line.tokens[at].span.start, end: second.span.end },
        scaled: second.scaled || line.is(next - 1, SCALE),
        ..second
    }))
}

/// Whether the word at `next` may join the numbers before and behind it: "5 to 10", "between 5 and 10".
fn is_joining(line: &Line, at: usize, next: usize) -> bool {
    match line.key(next) {
        "to" | "or" => true,
        "and" => before(line, at) == "between",
        _ => false,
    }
}

/// Whether what a number counts stands at `at`, so that a number before it counts the same: "5 to 10 miles".
fn is_measured(line: &Line, at: usize) -> bool {
    line.is(at, DAY_PERIOD | CLOCK_PERIOD | UNIT | CURRENCY)
        || line.is(at, CURRENCY_CODE) && line.shape(at) == Shape::Capitals
        || matches!(line.key(at), "percent" | "pct" | "percentage" | "per" | "square" | "cubic")
        || line.gap(at).trim_start().starts_with('%')
}

/// Whether two amounts with "to" between them, the first at `at`, are the ends of a range.
pub(super) fn is_range(line: &Line, at: usize) -> bool {
    !CHANGES.hold(before(line, at))
}

/// One number, in digits or in words.
pub(super) fn single(line: &Line, at: usize) -> Option<Number> {
    if line.shape(at) == Shape::Digits {
        return digits(line, at);
    }
    if line.word(at).starts_with(is_fraction_sign) {
        return Some(words(line, at, at + 1));
    }
    let of_scales = line.key(at + 1) == "of" && line.is(at + 2, SCALES);
    if line.is(at, SCALES) || line.key(at) == "tens" && of_scales {
        return Some(words(line, at, end_of_scales(line, at + 1)));
    }
    if line.is(at, NUMBER) {
        return Some(words(line, at, end_of_words(line, at + 1)));
    }
    let part = matches!(line.key(at), "half" | "quarter");
    let of = if line.key(at + 1) == "of" { at + 2 } else { at + 1 };
    if part && line.key(of) == "a" && line.is(of + 1, SCALE) && line.key(of + 1) != "dozen"
        || line.key(at) == "half" && line.key(at + 1) == "a" && line.key(at + 2) == "dozen"
    {
        return Some(words(line, at, of + 2));
    }
    let few = matches!(line.key(at), "several" | "few" | "many");
    if few && line.spaced(at + 1) && line.is(at + 1, SCALE) {
        return Some(words(line, at, end_of_words(line, at + 1)));
    }
    let couple = line.key(at) == "couple" && line.key(at + 1) == "of" && line.is(at + 2, SCALE);
    if couple {
        return Some(words(line, at, end_of_words(line, at + 2)));
    }
    let alone =
        line.is(at, SCALE) && !matches!(line.key(at), "mn" | "mln" | "bn" | "tn") && !is_named(line, at);
    (alone && line.gap(at) != "-").then(|| words(line, at, end_of_words(line, at + 1)))
}

/// Whether the word at `at` has a capital where running text has none.
fn is_named(line: &Line, at: usize) -> bool {
    line.is_capital(at) && !line.tokens[at].first
}

/// "½" and the like, which are words of their own.
pub(super) fn is_fraction_sign(sign: char) -> bool {
    matches!(sign, '½' | '¼' | '¾' | '⅓' | '⅔')
}

fn words(line: &Line, start: usize, end: usize) -> Number {
    let scaled = (start..end).any(|at| line.is(at, SCALE | SCALES) && line.key(at) != "dozen");
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

/// The end of number words that go on at `end`: "-five hundred and six", "and a half million".
fn end_of_words(line: &Line, mut end: usize) -> usize {
    let most = end + MOST_WORDS;
    while end < most {
        let joined = matches!(line.gap(end), " " | "-" | "\u{a0}" | "‑");
        if joined && line.is(end, NUMBER | SCALE) {
            end += 1;
        } else if let Some(half) = and_a_half(line, end) {
            end = half;
        } else if joined && line.key(end) == "and" && line.is(end - 1, SCALE) && line.is(end + 1, NUMBER) {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// The end of "and a half", "-and-a-half", "and three-quarters" at `at`.
pub(super) fn and_a_half(line: &Line, at: usize) -> Option<usize> {
    let joined = |at: usize| matches!(line.gap(at), " " | "-" | "\u{a0}" | "‑");
    if line.key(at) != "and" || !(at..at + 3).all(joined) {
        return None;
    }
    let part = match line.key(at + 1) {
        "a" | "one" => matches!(line.key(at + 2), "half" | "quarter" | "third"),
        "three" => line.key(at + 2) == "quarters",
        _ => false,
    };
    part.then_some(at + 3)
}

fn digits(line: &Line, at: usize) -> Option<Number> {
    let word = line.word(at);
    let letters = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    let (digits, suffix) = word.split_at(letters.unwrap_or(word.len()));
    let known = |list: &[&'static str]| list.iter().copied().find(|unit| unit.eq_ignore_ascii_case(suffix));
    let start = line.tokens[at].span.start;
    let (unit, mut scaled, bytes) = if suffix.is_empty() {
        ("", false, word.len())
    } else if matches!(suffix, "C" | "F") {
        ("celsius", false, digits.len())
    } else if known(GLUED_SCALES).is_some() {
        ("", true, word.len())
    } else {
        (known(GLUED_UNITS)?, false, digits.len())
    };
    let mut end = at + 1;
    if suffix.is_empty() {
        if line.gap(end).is_empty() && line.word(end).starts_with(is_fraction_sign) {
            end += 1;
        }
        end = end_of_thousands(line, at, end);
        if let Some(half) = and_a_half(line, end) {
            end = half;
        }
        while end < at + MOST_WORDS
            && matches!(line.gap(end), " " | "-" | "\u{a0}")
            && line.is(end, SCALE | SCALES)
        {
            end += 1;
            scaled = true;
        }
    }
    let bytes_end = if end == at + 1 { start + bytes as u32 } else { line.tokens[end - 1].span.end };
    Some(Number { tokens: at..end, span: Span { start, end: bytes_end }, unit, scaled })
}

/// The end of groups of three digits with spaces between: "2 000", "10 000 000".
fn end_of_thousands(line: &Line, at: usize, end: usize) -> usize {
    let is_group = |at: usize| line.word(at).len() == 3 && plain(line, at).is_some();
    let begins = end == at + 1 && line.word(at).len() <= 3 && plain(line, at).is_some_and(|value| value > 0);
    if !begins || line.gap(at).ends_with(['/', '-', '.']) {
        return end;
    }
    let is_next =
        |at: usize| line.spaced(at) && is_group(at) && !line.gap(at + 1).starts_with(['-', '/', ':']);
    (end..end + 3).find(|&next| !is_next(next)).unwrap_or(end + 3)
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

/// The end of an indefinite amount that begins at `at`: "several", "few", "couple of".
pub(super) fn few(line: &Line, at: usize) -> Option<usize> {
    if !line.is(at, FEW) {
        return None;
    }
    match (line.key(at), line.key(at + 1)) {
        ("couple", "of") => Some(at + 2),
        ("couple", _) if line.is(at + 1, DAY_PERIOD | CLOCK_PERIOD) => Some(at + 1),
        ("couple", _) => None,
        _ => Some(at + 1),
    }
}

/// The end of a number without the letters of a unit.
pub(super) fn counted(line: &Line, at: usize) -> Option<usize> {
    number(line, at).filter(|number| number.unit.is_empty()).map(|number| number.tokens.end)
}

/// Whether the token at `at` follows the number before it closely: "20-mile", "20 miles".
pub(super) fn joined(line: &Line, at: usize) -> bool {
    matches!(line.gap(at), " " | "-" | "\u{a0}" | "‑" | "\u{202f}")
}

/// The span of a number from the sign before it on, if one stands there: "-5", "+3", "−0.2".
pub(super) fn with_sign(line: &Line, number: &Number) -> Span {
    let ahead = line.ahead(number.tokens.start);
    let sign = ahead.chars().next_back().filter(|c| matches!(c, '-' | '−' | '+'));
    let start = sign.map_or(number.span.start, |sign| number.span.start - sign.len_utf8() as u32);
    let bare = sign.map_or(ahead, |sign| &ahead[..ahead.len() - sign.len_utf8()]);
    let free = bare.is_empty() && number.tokens.start == 0 || bare.ends_with([' ', '(', '\u{a0}']);
    if free { Span { start, ..number.span } } else { number.span }
}
