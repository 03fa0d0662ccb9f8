//! Money, percentages, quantities and the numbers left over.

use super::Pattern;
use super::numbers::{Number, number, ordinal};
use crate::entity::Label;
use crate::entity::gazetteer::{CLOCK_PERIOD, CURRENCY, CURRENCY_CODE, UNIT};
use crate::entity::line::{Line, Shape};
use crate::span::Span;

const SYMBOLS: [char; 9] = ['$', '£', '€', '¥', '₹', '₩', '₽', '₦', '₺'];

/// "$13.5 million", "US$5", "USD 500", "13 euros", "500 €".
pub(super) fn money(line: &Line, at: usize) -> Option<Pattern> {
    let code = line.is(at, CURRENCY_CODE) && line.shape(at) == Shape::Capitals && line.spaced(at + 1);
    if code && line.shape(at + 1) == Shape::Digits {
        let amount = number(line, at + 1)?;
        let span = Span { start: line.tokens[at].span.start, end: amount.span.end };
        return Some(Pattern::new(at..amount.tokens.end, span, Label::Money));
    }
    let amount = number(line, at)?;
    if let Some(start) = symbol_before(line, at) {
        let amount = second_amount(line, &amount).unwrap_or(amount);
        let span = Span { start, end: amount.span.end };
        return Some(Pattern::new(amount.tokens, span, Label::Money));
    }
    if let Some(span) = signed(line, &amount, '€') {
        return Some(Pattern::new(amount.tokens, span, Label::Money));
    }
    // The currency, or the adjective of its country before it: "5 billion Swiss francs".
    let end = amount.tokens.end;
    let adjective = joined(line, end) && line.is_capital(end) && !is_currency(line, end, &amount);
    let currency = if adjective { end + 1 } else { end };
    if !joined(line, currency) || !is_currency(line, currency, &amount) {
        return None;
    }
    let span = Span { start: amount.span.start, end: line.tokens[currency].span.end };
    Some(Pattern::new(at..currency + 1, span, Label::Money))
}

/// Whether the token at `at` follows the number before it closely: "20-mile", "20 miles".
fn joined(line: &Line, at: usize) -> bool {
    matches!(line.gap(at), " " | "-" | "\u{a0}")
}

/// The span of a number with the sign right behind it: "70%", "500 €".
fn signed(line: &Line, amount: &Number, sign: char) -> Option<Span> {
    let behind = line.behind(amount.tokens.end - 1);
    let space = behind.len() - behind.trim_start_matches([' ', '\u{a0}']).len();
    let signed = amount.unit.is_empty() && space < 3 && behind[space..].starts_with(sign);
    signed.then(|| Span { end: amount.span.end + (space + sign.len_utf8()) as u32, ..amount.span })
}

/// Words that are a currency also mean other things: they need a number that fits.
fn is_currency(line: &Line, at: usize, amount: &Number) -> bool {
    match line.key(at) {
        "pound" | "pounds" => amount.scaled,
        "mark" | "marks" | "real" | "won" | "rand" | "leu" | "lev" => amount.scaled,
        _ => line.is(at, CURRENCY) || line.is(at, CURRENCY_CODE) && line.shape(at) == Shape::Capitals,
    }
}

/// Where an amount of money begins whose symbol stands before the token at `at`.
fn symbol_before(line: &Line, at: usize) -> Option<u32> {
    let ahead = line.ahead(at);
    let bare = ahead.strip_suffix(' ').unwrap_or(ahead);
    let symbol = bare.chars().next_back().filter(|c| SYMBOLS.contains(c))?;
    let ahead_at = line.tokens[at].span.start as usize - ahead.len();
    let symbol_at = ahead_at + bare.len() - symbol.len_utf8();
    let country = symbol_at == ahead_at
        && at > 0
        && symbol == '$'
        && line.word(at - 1).len() <= 3
        && matches!(line.shape(at - 1), Shape::Capitals | Shape::Initial);
    Some(if country { line.tokens[at - 1].span.start } else { symbol_at as u32 })
}

/// "$10-$20": the second amount of a range.
fn second_amount(line: &Line, first: &Number) -> Option<Number> {
    let next = first.tokens.end;
    let ranged = line.gap(next).starts_with(['-', '–']) && line.gap(next).ends_with(SYMBOLS);
    let second = number(line, next).filter(|_| ranged)?;
    Some(Number {
        tokens: first.tokens.start..second.tokens.end,
        span: Span { start: first.span.start, end: second.span.end },
        ..second
    })
}

/// "70%", "5 percent", "two percentage points".
pub(super) fn percent(line: &Line, at: usize) -> Option<Pattern> {
    let amount = number(line, at)?;
    let end = amount.tokens.end;
    if let Some(span) = signed(line, &amount, '%') {
        return Some(Pattern::new(amount.tokens, span, Label::Percent));
    }
    let end = match line.key(end) {
        "percent" | "pct" => end + 1,
        "per" if line.key(end + 1) == "cent" => end + 2,
        "percentage" if matches!(line.key(end + 1), "point" | "points") => end + 2,
        _ => return None,
    };
    let span = Span { start: amount.span.start, end: line.tokens[end - 1].span.end };
    Some(Pattern::new(at..end, span, Label::Percent))
}

/// "10 km", "5kg", "200-mile", "three square miles".
pub(super) fn quantity(line: &Line, at: usize) -> Option<Pattern> {
    let amount = number(line, at)?;
    let end = amount.tokens.end;
    if !amount.unit.is_empty() {
        return (!matches!(amount.unit, "am" | "pm"))
            .then(|| Pattern::new(amount.tokens.clone(), line.span(amount.tokens), Label::Quantity));
    }
    let measured = matches!(line.key(end), "square" | "cubic" | "metric" | "nautical");
    let unit = if joined(line, end) && measured { end + 1 } else { end };
    if !joined(line, unit) || !line.is(unit, UNIT) || line.key(unit) == "stone" {
        return None;
    }
    let per = line.key(unit + 1) == "per" && line.is(unit + 2, CLOCK_PERIOD);
    let last = if per {
        unit + 2
    } else if matches!(line.key(unit + 1), "celsius" | "fahrenheit") {
        unit + 1
    } else {
        unit
    };
    let span = Span { start: amount.span.start, end: line.tokens[last].span.end };
    Some(Pattern::new(amount.tokens.start..last + 1, span, Label::Quantity))
}

pub(super) fn ordinal_number(line: &Line, at: usize) -> Option<Pattern> {
    let end = ordinal(line, at)?;
    let named = line.is_capital(at) && !line.tokens[at].first && line.is_capital(end);
    (!named).then(|| Pattern::new(at..end, line.span(at..end), Label::Ordinal))
}

/// Any other number; "one" only where it counts.
pub(super) fn cardinal(line: &Line, at: usize) -> Option<Pattern> {
    let amount = number(line, at).filter(|amount| !matches!(amount.unit, "am" | "pm"))?;
    let end = amount.tokens.end;
    let part_of_name = line.gap(at) == "-" && at > 0 && line.is_capital(at - 1);
    let numbered = matches!(line.gap(end), "-") && line.is_capital(end) && !line.tokens[at].first;
    let title = line.shape(at) != Shape::Digits && line.is_capital(at) && !line.tokens[at].first;
    if part_of_name || numbered || title && (line.is_capital(end) || at > 0 && line.is_capital(at - 1)) {
        return None;
    }
    if amount.tokens.len() == 1 && line.key(at) == "one" && !counts(line, at) {
        return None;
    }
    let fraction = joined(line, end) && FRACTIONS.contains(&line.key(end)) && line.shape(at) != Shape::Digits;
    let end = if fraction { end + 1 } else { end };
    let span = if fraction { line.span(at..end) } else { amount.span };
    Some(Pattern::new(at..end, span, Label::Cardinal))
}

const FRACTIONS: &[&str] =
    &["third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths", "half", "halves"];

/// Whether "one" is a number here, and not somebody.
fn counts(line: &Line, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| line.key(before));
    let only = matches!(before, "only" | "just" | "least" | "than" | "exactly");
    only || before != "no" && COUNTED.contains(&line.key(at + 1))
}

/// What stands after a "one" that counts.
const COUNTED: &[&str] = &[
    "of",
    "in",
    "or",
    "third",
    "half",
    "quarter",
    "person",
    "man",
    "woman",
    "child",
    "soldier",
    "policeman",
    "civilian",
    "officer",
];
