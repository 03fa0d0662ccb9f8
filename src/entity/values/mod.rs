//! Numbers, money, dates and times: what a small grammar over tokens finds, and what it is worth.
//!
//! ```text
//! number ── money, percent, quantity, count
//!        └─ length  "four years", "days"
//! year, day, holiday ── which  "last year" ── part  "end of the year" ── date
//! clock, day_part
//! ```
//!
//! At each token the first rule that fits takes the tokens it spans. Spans hold no leading article, and no "about"
//! or "more than".

mod bare;
mod clock;
mod count;
mod date;
mod day;
mod day_part;
mod holiday;
mod length;
mod money;
mod number;
mod part;
mod percent;
mod quantity;
mod resolve;
mod which;
mod words;
mod year;

pub use resolve::{Amount, Decimal, Value, value};

use super::gazetteer::*;
use super::line::{Line, Shape};
use super::{Label, Mention};
use crate::span::Span;
use number::is_fraction_sign;
use std::ops::Range;

/// What a rule found: the tokens it takes, and the mention.
struct Pattern {
    tokens: Range<usize>,
    mention: Mention,
}

impl Pattern {
    fn new(tokens: Range<usize>, span: Span, label: Label) -> Self {
        Pattern { tokens, mention: Mention { span, label } }
    }
}

/// The rules, those that span more before those that span less.
const RULES: &[fn(&Line, usize) -> Option<Pattern>] = &[
    money::money,
    percent::percent,
    clock::clock,
    day_part::part_of_day,
    date::date,
    length::duration,
    quantity::quantity,
    count::share,
    count::ordinal_number,
    count::cardinal,
];

/// Adds the mentions in `line` to `found`, in order.
pub(super) fn find(line: &Line, found: &mut Vec<Mention>) {
    let mut at = 0;
    while at < line.tokens.len() {
        if let Some(end) = name_of_several_words(line, at) {
            at = end;
        } else if let Some(pattern) = first_pattern(line, at).filter(|pattern| !overlaps(found, pattern)) {
            found.push(pattern.mention);
            at = pattern.tokens.end;
        } else {
            at += 1;
        }
    }
}

fn first_pattern(line: &Line, at: usize) -> Option<Pattern> {
    let found = || RULES.iter().find_map(|rule| rule(line, at));
    if may_begin(line, at) {
        return found();
    }
    debug_assert!(found().is_none(), "{:?} begins a value", line.word(at));
    None
}

/// The classes of words that a value may begin with.
const BEGINS: Classes = MONTH
    | WEEKDAY
    | DAY_PERIOD
    | CLOCK_PERIOD
    | DAY_PART
    | SEASON
    | NUMBER
    | SCALE
    | SCALES
    | ORDINAL
    | FEW
    | WHICH
    | CURRENCY_CODE
    | OPENER;

/// Whether a rule may fit at all, so that most words are passed over at once.
fn may_begin(line: &Line, at: usize) -> bool {
    let digit = |c: char| c.is_ascii_digit() || is_fraction_sign(c);
    match line.shape(at) {
        Shape::Digits => true,
        Shape::Small => line.is(at, BEGINS) || line.word(at).starts_with(is_fraction_sign),
        _ => line.is(at, BEGINS) || line.word(at).contains(digit) || holiday::begins(line.key(at)),
    }
}

/// The folded word before the token at `at`, or nothing at the beginning of the line.
fn before<'l>(line: &Line<'l>, at: usize) -> &'l str {
    at.checked_sub(1).map_or("", |before| line.key(before))
}

/// Whether the last mention found takes a sign that the pattern begins with: "5€5".
fn overlaps(found: &[Mention], pattern: &Pattern) -> bool {
    found.last().is_some_and(|last| last.span.end > pattern.mention.span.start)
}

/// The end of a known name that begins at `at` and may hold numbers: "Second World War".
fn name_of_several_words(line: &Line, at: usize) -> Option<usize> {
    let (end, _) = line.known(at)?;
    (end > at + 1).then_some(end)
}
