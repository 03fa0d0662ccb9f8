//! Mentions of money and numbers to amounts.

use super::Amount;
use super::currency::{self, Currency};
use super::decimal::Decimal;
use super::number::{Reading, ordinal, read};
use super::word::{Word, words};
use crate::entity::values::words::Words;

/// Words that leave open how many: "several hundred", "tens of thousands", "two-thirds".
const OPEN: Words = Words(
    "several few many couple tens dozens hundreds thousands millions billions trillions lakhs crores \
      scores third thirds quarters fifth fifths sixth eighth ninth tenth tenths halves out odd",
);

/// The amount that `mention` names, or the least and the most.
pub(super) fn number(mention: &str) -> Option<Amount> {
    let words = words(mention)?;
    let first = (0..words.len()).find(|&at| read(&words, at).is_some())?;
    amount(mention, &words, first)
}

/// The number that `mention` names, which counts things. Two with a dash between may be a score.
pub(super) fn count(mention: &str) -> Option<Amount> {
    number(mention).filter(|amount| amount.least == amount.most || !mention.contains(['-', '–']))
}

/// The sum that `mention` names.
pub(super) fn money(mention: &str) -> Option<(Amount, String)> {
    let written = words(mention)?;
    let Currency { code, hundredths } = currency::of(mention, &written)?;
    // "EUR1.2bn" is one word.
    let digit = written.first()?.text.find(|c: char| c.is_ascii_digit());
    let figures = match digit {
        Some(_) => &mention[mention.find(|c: char| c.is_ascii_digit())?..],
        None => mention,
    };
    let words = words(figures)?;
    let first = (0..words.len()).find(|&at| read(&words, at).is_some())?;
    let amount = amount(mention, &words, first)?;
    if !hundredths {
        return Some((amount, code));
    }
    let part = |amount: Decimal| amount.times(Decimal::hundredths(1));
    Some((Amount { least: part(amount.least)?, most: part(amount.most)? }, code))
}

/// The number of an ordinal: 21 of "twenty-first".
pub(super) fn place(mention: &str) -> Option<Amount> {
    let words = words(mention)?;
    let (value, end) = ordinal(&words, 0)?;
    (end == words.len()).then(|| Amount::of(Decimal::whole(value)))
}

/// Reads the number at `first` of `words`, and the one it is joined to, behind which no further number may stand.
fn amount(mention: &str, words: &[Word], first: usize) -> Option<Amount> {
    if words.iter().any(|word| OPEN.hold(&word.key)) {
        return None;
    }
    let Reading { value, scale, end } = read(words, first)?;
    let joins =
        |at: usize| words.get(at).is_some_and(|word| matches!(word.key.as_str(), "to" | "or" | "and"));
    let dash = words
        .get(end)
        .is_some_and(|word| word.gap.starts_with(['-', '–', '%']) && word.gap.contains(['-', '–']));
    let next = if dash {
        end
    } else {
        // "5% to 10%", "2 percent to 3 percent": the unit may stand between.
        (end..end + 3).find(|&at| joins(at)).map_or(words.len(), |at| at + 1)
    };
    let second = read(words, next);
    let last = second.as_ref().map_or(end, |second| second.end);
    let further = (last..words.len()).any(|at| read(words, at).is_some());
    if further {
        return None;
    }
    let Some(second) = second else { return Some(Amount::of(signed(mention, value))) };
    let least = match second.scale {
        Some(times) if scale.is_none() && value < second.value => {
            value.times(times).filter(|scaled| *scaled <= second.value).unwrap_or(value)
        }
        _ => value,
    };
    (least < second.value).then_some(Amount { least, most: second.value })
}

/// `value` with the sign that `mention` begins with.
fn signed(mention: &str, value: Decimal) -> Decimal {
    let negative = mention.starts_with(['-', '−']) || mention.to_lowercase().starts_with("minus");
    if negative { value.negative() } else { value }
}
