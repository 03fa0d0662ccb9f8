//! Sums of money: "$13.5 million", "US$15", "R$ 2 billion", "13 euros", "50p", "millions of dollars".

use super::number::{Number, few, is_range, joined, number, plain, single};
use super::words::Words;
use super::{Pattern, before};
use crate::entity::Label;
use crate::entity::gazetteer::{CURRENCY, CURRENCY_CODE, GAZETTEER, SCALE, SCALES};
use crate::entity::line::{Line, Shape};
use crate::span::Span;

const SIGNS: [char; 14] = ['$', '£', '€', '¥', '₹', '₩', '₽', '₦', '₺', '₴', '₱', '₫', '₵', '₪'];

/// What stands before an amount as a sign does, written just so: "Rs 500", "RM500".
const PREFIXES: Words = Words("Rs RS RM Rp KSh KSH Ksh Kshs Sh Shs USh Ush TSh Tsh Tk Rmb RMB Bs Fr SFr NT");

/// The longest an adjective before a currency is, in words: "Hong Kong dollars".
const MOST_ADJECTIVES: usize = 3;

pub(super) fn money(line: &Line, at: usize) -> Option<Pattern> {
    coded(line, at).or_else(|| signed(line, at)).or_else(|| named(line, at))
}

/// "USD 500", "Rs. 2,000", "EUR1.2bn".
fn coded(line: &Line, at: usize) -> Option<Pattern> {
    if !line.is_capital(at) {
        return None;
    }
    let word = line.word(at);
    if let Some(digit) = word.find(|c: char| c.is_ascii_digit()) {
        return glued(line, at, &word[..digit], &word[digit..]);
    }
    let follows = line.spaced(at + 1) || line.gap(at + 1) == ". ";
    if !is_code(word.trim_end_matches('.')) || !follows || line.shape(at + 1) != Shape::Digits {
        return None;
    }
    let amount = number(line, at + 1).filter(|amount| amount.unit.is_empty())?;
    let span = Span { start: line.tokens[at].span.start, end: amount.span.end };
    Some(Pattern::new(at..amount.tokens.end, span, Label::Money))
}

/// "EUR1.2bn", "RM500 million", "R10bn": the word at `at` is `code` and `amount` together.
fn glued(line: &Line, at: usize, code: &str, amount: &str) -> Option<Pattern> {
    let scale = amount.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let is_number = matches!(scale, "" | "m" | "mn" | "bn" | "b" | "tn" | "trn" | "k");
    let scaled = scale.is_empty() && line.is(at + 1, SCALE) && joined(line, at + 1);
    // "R2" and "N1" are names.
    let large = amount.contains(',') || !scale.is_empty() || scaled;
    let known = is_code(code) || large && matches!(code, "R" | "N" | "K");
    let tokens = at..at + 1 + usize::from(scaled);
    (is_number && known).then(|| Pattern::new(tokens.clone(), line.span(tokens), Label::Money))
}

fn is_code(word: &str) -> bool {
    let code = word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    code && GAZETTEER.classes(&word.to_ascii_lowercase()) & CURRENCY_CODE != 0 || PREFIXES.hold(word)
}

/// "$13.5 million", "A$5", "$10-$20", "500 €", "5$".
fn signed(line: &Line, at: usize) -> Option<Pattern> {
    let amount = number(line, at).filter(|amount| amount.unit.is_empty())?;
    if let Some(start) = sign_before(line, at) {
        let amount = second_amount(line, &amount).unwrap_or(amount);
        let code = line.is(amount.tokens.end, CURRENCY_CODE)
            && line.spaced(amount.tokens.end)
            && line.shape(amount.tokens.end) == Shape::Capitals;
        let tokens = at..amount.tokens.end + usize::from(code);
        let end = line.tokens[tokens.end - 1].span.end;
        return Some(Pattern::new(tokens, Span { start, end }, Label::Money));
    }
    let behind = line.behind(amount.tokens.end - 1);
    let space = behind.len() - behind.trim_start_matches([' ', '\u{a0}', '\u{202f}']).len();
    let sign = behind[space..].chars().next().filter(|c| SIGNS.contains(c) || *c == '¢')?;
    let ends = behind[space + sign.len_utf8()..].starts_with(|c: char| !c.is_alphanumeric())
        || amount.tokens.end >= line.tokens.len();
    let own = ends && (space == 0 || space < 4 && sign == '€');
    own.then(|| {
        let end = amount.span.end + (space + sign.len_utf8()) as u32;
        Pattern::new(amount.tokens, Span { end, ..amount.span }, Label::Money)
    })
}

/// Where an amount of money begins whose sign stands before the token at `at`.
fn sign_before(line: &Line, at: usize) -> Option<u32> {
    let ahead = line.ahead(at);
    let bare = ahead.strip_suffix([' ', '\u{a0}']).unwrap_or(ahead);
    let sign = bare.chars().next_back().filter(|c| SIGNS.contains(c))?;
    let ahead_at = line.tokens[at].span.start as usize - ahead.len();
    let sign_at = ahead_at + bare.len() - sign.len_utf8();
    let country = match at.checked_sub(1) {
        Some(word) if sign_at == ahead_at => {
            line.word(word).len() <= 4 && line.is_capital(word) && !line.tokens[word].possessive
        }
        // "fined US $5m", but "gave the US $5m"
        Some(word) => matches!(line.word(word), "US" | "U.S.") && before(line, word) != "the" && bare == " $",
        None => false,
    };
    Some(if country && sign == '$' { line.tokens[at - 1].span.start } else { sign_at as u32 })
}

/// "$10-$20", "$10 to $20": the second amount of a range.
fn second_amount(line: &Line, first: &Number) -> Option<Number> {
    let next = first.tokens.end;
    let dash = line.gap(next).starts_with(['-', '–']) && line.gap(next).ends_with(SIGNS);
    let second = if dash {
        number(line, next)
    } else {
        let to = line.key(next) == "to" && line.spaced(next) && is_range(line, first.tokens.start);
        let signed = line.gap(next + 1).starts_with(' ') && line.gap(next + 1).ends_with(SIGNS);
        single(line, next + 1).filter(|_| to && signed && line.gap(next + 1).chars().count() == 2)
    }?;
    Some(Number {
        tokens: first.tokens.start..second.tokens.end,
        span: Span { start: first.span.start, end: second.span.end },
        ..second
    })
}

/// "13 euros", "5 billion Swiss francs", "few dollars", "50p", "200 million USD".
fn named(line: &Line, at: usize) -> Option<Pattern> {
    let Some(amount) = number(line, at) else {
        let end = few(line, at).filter(|&end| line.spaced(end) && line.is(end, CURRENCY))?;
        let money = !matches!(line.key(end), "mark" | "marks" | "pounds" | "real" | "won");
        return money.then(|| Pattern::new(at..end + 1, line.span(at..end + 1), Label::Money));
    };
    if amount.unit == "p" {
        let pence = line.word(amount.tokens.end - 1).len() <= 3;
        return pence.then(|| Pattern::new(amount.tokens.clone(), line.span(amount.tokens), Label::Money));
    }
    if !amount.unit.is_empty() {
        return None;
    }
    let end = amount.tokens.end;
    // "millions of dollars", and "a quarter of a million dollars" without it.
    let of = line.is(end - 1, SCALES) && line.key(end) == "of";
    let start = if of { end + 1 } else { end };
    let adjectives = (start..start + MOST_ADJECTIVES)
        .take_while(|&next| joined(line, next) && line.is_capital(next) && !is_currency(line, next, &amount));
    let currency = start + adjectives.count();
    if !joined(line, currency) || !is_currency(line, currency, &amount) {
        return None;
    }
    let last = if line.key(currency + 1) == "sterling" { currency + 1 } else { currency };
    let span = Span { start: amount.span.start, end: line.tokens[last].span.end };
    Some(Pattern::new(at..last + 1, span, Label::Money))
}

/// Words that are a currency also mean other things: they need a number that fits, or another sum behind.
fn is_currency(line: &Line, at: usize, amount: &Number) -> bool {
    match line.key(at) {
        "pound" | "pounds" | "mark" | "marks" | "real" | "won" | "crown" | "crowns" | "sol" | "soles" => {
            let adjective = at > amount.tokens.end && line.key(at - 1) != "of";
            let converted = line.gap(at + 1).ends_with(SIGNS) && line.gap(at + 1).contains('(');
            amount.scaled || adjective || converted || line.key(at + 1) == "sterling"
        }
        // "cent" after a single number may be the end of "per cent" in two words.
        "cent" | "penny" => line.gap(at) == "-" || plain(line, at.wrapping_sub(1)) == Some(1),
        _ => line.is(at, CURRENCY) || line.is(at, CURRENCY_CODE) && line.shape(at) == Shape::Capitals,
    }
}
