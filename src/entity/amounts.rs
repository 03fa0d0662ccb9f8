//! Money, percentages, quantities and the numbers left over.

use super::Label;
use super::gazetteer::{CLOCK_PERIOD, CURRENCY, CURRENCY_CODE, UNIT};
use super::line::{Line, Shape};
use super::numbers::{Number, number, ordinal};
use super::patterns::Pattern;
use crate::span::Span;

const SYMBOLS: [char; 9] = ['$', '£', '€', '¥', '₹', '₩', '₽', '₦', '₺'];

/// "$13.5 million", "US$5", "USD 500", "13 euros", "500 €".
pub(super) fn money(line: &Line, at: usize) -> Option<Pattern> {
    let code = line.is(at, CURRENCY_CODE) && line.shape(at) == Shape::Capitals && line.spaced(at + 1);
    if code {
        let amount = number(line, at + 1).filter(|_| line.shape(at + 1) == Shape::Digits)?;
        return Some(Pattern::new(
            at..amount.tokens.end,
            Span { start: line.tokens[at].span.start, end: amount.span.end },
            Label::Money,
        ));
    }
    let amount = number(line, at)?;
    if let Some(start) = symbol_before(line, at) {
        let amount = second_symbol(line, &amount).unwrap_or(amount);
        return Some(Pattern::new(amount.tokens.clone(), Span { start, end: amount.span.end }, Label::Money));
    }
    let end = amount.tokens.end;
    let after = &line.text[amount.span.end as usize..];
    let symbol = after.strip_prefix(' ').unwrap_or(after).starts_with('€');
    if symbol && amount.unit.is_empty() {
        let len = after.find('€').expect("it starts so") + '€'.len_utf8();
        return Some(Pattern::new(
            amount.tokens,
            Span { end: amount.span.end + len as u32, ..amount.span },
            Label::Money,
        ));
    }
    let joined = |at: usize| matches!(line.gap(at), " " | "-" | "\u{a0}");
    let currency = if joined(end) && is_currency(line, end, &amount) {
        end
    } else if joined(end) && line.is_capital(end) && joined(end + 1) && is_currency(line, end + 1, &amount) {
        end + 1
    } else {
        return None;
    };
    let span = Span { start: amount.span.start, end: line.tokens[currency].span.end };
    Some(Pattern::new(amount.tokens.start..currency + 1, span, Label::Money))
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
    let start = line.tokens[at].span.start as usize;
    let line_start = if at == 0 {
        line.text[..start].rfind('\n').map_or(0, |end| end + 1)
    } else {
        line.tokens[at - 1].span.end as usize
    };
    let gap = &line.text[line_start.min(start)..start];
    let bare = gap.strip_suffix(' ').unwrap_or(gap);
    let symbol = bare.chars().next_back().filter(|c| SYMBOLS.contains(c))?;
    let symbol_at = line_start + bare.len() - symbol.len_utf8();
    let country = symbol_at == line_start
        && at > 0
        && symbol == '$'
        && line.word(at - 1).len() <= 3
        && matches!(line.shape(at - 1), Shape::Capitals | Shape::Initial);
    Some(if country { line.tokens[at - 1].span.start } else { symbol_at as u32 })
}

/// "$10-$20": the second amount of a range.
fn second_symbol(line: &Line, first: &Number) -> Option<Number> {
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
    let after = &line.text[amount.span.end as usize..];
    let sign = after.strip_prefix(' ').unwrap_or(after).starts_with('%');
    if sign && amount.unit.is_empty() {
        let len = after.find('%').expect("it starts so") + 1;
        return Some(Pattern::new(
            amount.tokens,
            Span { end: amount.span.end + len as u32, ..amount.span },
            Label::Percent,
        ));
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
    let joined = |at: usize| matches!(line.gap(at), " " | "-" | "\u{a0}");
    let unit = if joined(end) && matches!(line.key(end), "square" | "cubic" | "metric" | "nautical") {
        end + 1
    } else {
        end
    };
    let prose = line.key(unit) == "stone"
        || matches!(line.key(unit), "foot" | "yard" | "degree" | "knot" | "ha" | "mm")
            && line.is_capital(unit);
    if !joined(unit) || !line.is(unit, UNIT) || prose {
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
    let fraction = matches!(line.gap(end), "-" | " ")
        && matches!(
            line.key(end),
            "third" | "thirds" | "quarters" | "fifth" | "fifths" | "tenths" | "half" | "halves"
        );
    let end = if fraction && line.shape(at) != Shape::Digits { end + 1 } else { end };
    let span = if fraction { line.span(at..end) } else { amount.span };
    Some(Pattern::new(at..end, span, Label::Cardinal))
}

/// Whether "one" is a number here, and not somebody.
fn counts(line: &Line, at: usize) -> bool {
    let counted = matches!(
        line.key(at + 1),
        "of" | "in"
            | "or"
            | "third"
            | "person"
            | "man"
            | "woman"
            | "child"
            | "soldier"
            | "policeman"
            | "civilian"
            | "officer"
    );
    let only = at > 0 && matches!(line.key(at - 1), "only" | "just" | "least" | "than" | "exactly");
    counted && line.key(at.wrapping_sub(1)) != "no" || only
}
